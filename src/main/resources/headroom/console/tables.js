// Makes tables sortable by their heads, and the print button print. Nothing here reads the network.
'use strict';
(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell && cell.dataset.value !== undefined ? Number(cell.dataset.value) : (cell ? cell.textContent : '');
  };
  const compare = (a, b) => (typeof a === 'number' && typeof b === 'number') ? a - b : String(a).localeCompare(String(b));

  // A table of many bodies has one row in each, with what stands below it.
  function sort(table, column, down) {
    const hasMany = table.tBodies.length > 1;
    const groups = hasMany ? [...table.tBodies] : [...table.tBodies[0].rows];
    const row = (group) => hasMany ? group.rows[0] : group;
    groups.sort((a, b) => compare(value(row(a), column), value(row(b), column)) * (down ? -1 : 1));
    (hasMany ? table : table.tBodies[0]).append(...groups);
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      if (at === column) head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
  }

  function prepare(table) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const isFigures = head.classList.contains('number');
        const before = head.getAttribute('aria-sort');
        sort(table, column, before ? before === 'ascending' : isFigures);
      });
    });
  }

  window.headroomTables = { prepare };
  document.querySelectorAll('table.sortable').forEach(prepare);
  document.querySelectorAll('button.print').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });
})();

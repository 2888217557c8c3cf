// Makes tables sortable by their heads, and the print button print. Nothing here reads the network.
'use strict';
(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell && cell.dataset.value !== undefined ? Number(cell.dataset.value) : (cell ? cell.textContent : '');
  };
  const compare = (a, b) => (typeof a === 'number' && typeof b === 'number') ? a - b : String(a).localeCompare(String(b));

  function sort(table, column, down) {
    const body = table.tBodies[0];
    const rows = [...body.rows].sort((a, b) => compare(value(a, column), value(b, column)) * (down ? -1 : 1));
    body.append(...rows);
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

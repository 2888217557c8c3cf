// Asks the page anew every ten seconds and puts its parts in place; not while somebody works in one.
'use strict';
(() => {
  document.documentElement.classList.add('js');
  const EVERY = 10000;
  let paused = false;

  const drawAll = () => document.querySelectorAll('[data-curve]').forEach((place) => {
    window.headroomCharts.draw(place, JSON.parse(place.dataset.curve));
  });

  function put(place, fresh) {
    const isOld = place && fresh && place.outerHTML !== fresh.outerHTML && place.dataset.text !== fresh.innerHTML;
    if (!isOld || (place.contains(document.activeElement) && document.activeElement !== document.body)) return;
    window.headroomCharts.forget(place);
    const open = [...place.querySelectorAll('details[open]')].map((one) => one.id);
    place.innerHTML = fresh.innerHTML;
    open.forEach((id) => { const one = document.getElementById(id); if (one) one.open = true; });
    place.dataset.text = fresh.innerHTML;
    place.querySelectorAll('table.sortable').forEach((table) => window.headroomTables.prepare(table));
  }

  async function ask() {
    if (paused || document.hidden) return;
    const status = document.getElementById('status');
    try {
      const answer = await fetch(location.href, { cache: 'no-store' });
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const parts = (page) => [...page.querySelectorAll('[data-part]')].map((part) => part.id).join();
      if (parts(fresh) !== parts(document)) {
        location.reload();
        return;
      }
      status.innerHTML = fresh.getElementById('status').innerHTML;
      document.querySelector('.ways').innerHTML = fresh.querySelector('.ways').innerHTML;
      document.querySelectorAll('[data-part]').forEach((part) => put(part, fresh.getElementById(part.id)));
      drawAll();
    } catch (trouble) {
      status.textContent = 'Not connected · the figures below are old; trying again';
    }
    document.documentElement.dataset.asked = String(Number(document.documentElement.dataset.asked || 0) + 1);
  }

  drawAll();
  setInterval(ask, EVERY);
  document.addEventListener('visibilitychange', ask);
  const pause = document.getElementById('pause');
  pause.hidden = false;
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', String(paused));
    pause.textContent = paused ? 'Go on' : 'Pause';
  });
})();

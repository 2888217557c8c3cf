// Keeps the page current: what the server renders is put in place as it comes, and the curve is drawn.
// The server escapes; text from clients never passes through here other than inside its markup.
'use strict';
(() => {
  document.documentElement.classList.add('js');
  const byId = (id) => document.getElementById(id);
  let paused = false;
  let announced = '';

  function put(id, html) {
    const place = byId(id);
    if (place && place.dataset.shown !== html) {
      place.innerHTML = html;
      place.dataset.shown = html;
    }
  }

  function show(overview) {
    if (document.querySelectorAll('.org').length !== overview.orgs.length) {
      location.reload();
      return;
    }
    put('status', overview.status);
    put('notes', overview.notes);
    overview.orgs.forEach((org, index) => {
      put('summary-' + index, org.summary);
      put('table-' + index, org.table);
      if (org.curve) window.headroomCharts.draw(byId('chart-' + index), org.curve);
    });
    const alerts = byId('alert-count');
    alerts.textContent = String(overview.alerts);
    alerts.hidden = overview.alerts === 0;
    if (overview.announce !== announced) {
      announced = overview.announce;
      byId('announce').textContent = announced;
    }
  }

  const stream = new EventSource('/api/v1/stream');
  stream.addEventListener('overview', (event) => {
    if (!paused) show(JSON.parse(event.data));
    document.documentElement.dataset.events = String(Number(document.documentElement.dataset.events || 0) + 1);
  });
  stream.addEventListener('error', () => {
    put('status', '<strong class="bad">Not connected</strong> · the figures below are old; trying again');
  });

  const pause = byId('pause');
  pause.hidden = false;
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', String(paused));
    pause.textContent = paused ? 'Go on' : 'Pause';
  });
})();

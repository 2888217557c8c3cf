// Keeps the page current: what the server renders is put in place as it comes, and the curve is drawn.
// The server escapes; text from clients never passes through here other than inside its markup.
'use strict';
(() => {
  document.documentElement.classList.add('js');
  const byId = (id) => document.getElementById(id);
  const charts = new Map();
  const curves = new Map();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let paused = false;
  let announced = '';

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const whole = new Intl.NumberFormat('en-US');

  function options(curve) {
    const minutes = curve.rolling.map((charges, at) => [curve.from + (at + 1) * 60000, charges]);
    const zone = { timeZone: curve.zone, hour12: false };
    const clock = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' });
    const text = colour('--dim');
    const series = {
      type: 'line', name: 'rolling 24 h', data: minutes, showSymbol: false, sampling: 'lttb',
      lineStyle: { color: colour('--metered'), width: 2 }, itemStyle: { color: colour('--metered') },
      areaStyle: { color: colour('--metered'), opacity: 0.15 },
    };
    if (curve.allocation) {
      series.markLine = {
        silent: true, symbol: 'none', data: [{ yAxis: curve.allocation }],
        lineStyle: { color: colour('--bad'), type: 'dashed' },
        label: { formatter: 'allocation', position: 'insideEndTop', color: text },
      };
    }
    return {
      animation: false,
      grid: { left: 8, right: 12, top: 18, bottom: 4, containLabel: true },
      xAxis: { type: 'time', axisLabel: { color: text, hideOverlap: true, formatter: (at) => clock.format(at) } },
      yAxis: {
        type: 'value', min: 0, max: Math.ceil((curve.allocation || Math.max(...curve.rolling, 1)) * 1.08),
        axisLabel: { color: text, showMaxLabel: false, formatter: (charges) => whole.format(charges) },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      tooltip: {
        trigger: 'axis', renderMode: 'richText',
        formatter: (points) => clock.format(points[0].value[0]) + '  ' + whole.format(points[0].value[1]),
      },
      series: [series],
    };
  }

  function draw(index) {
    const place = byId('chart-' + index);
    const curve = curves.get(index);
    if (!place || !curve || !window.echarts) return;
    if (!charts.has(index)) charts.set(index, window.echarts.init(place, null, { renderer: 'canvas' }));
    charts.get(index).setOption(options(curve), { notMerge: true });
  }

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
      if (org.curve) {
        curves.set(index, org.curve);
        draw(index);
      }
    });
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
  addEventListener('resize', () => charts.forEach((chart) => chart.resize()));
  dark.addEventListener('change', () => curves.forEach((_, index) => draw(index)));
})();

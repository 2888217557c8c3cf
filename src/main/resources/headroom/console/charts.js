// Draws the curves: the last 24 hours, and what is expected. Text in them is drawn, never parsed.
'use strict';
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const whole = new Intl.NumberFormat('en-US');
  const charts = new Map();

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

  function draw(place, curve) {
    if (!window.echarts) return;
    if (!charts.has(place)) charts.set(place, { chart: window.echarts.init(place, null, { renderer: 'canvas' }) });
    const drawn = charts.get(place);
    drawn.curve = curve;
    drawn.chart.setOption(options(curve), { notMerge: true });
  }

  addEventListener('resize', () => charts.forEach((drawn) => drawn.chart.resize()));
  matchMedia('(prefers-color-scheme: dark)')
    .addEventListener('change', () => charts.forEach((drawn, place) => draw(place, drawn.curve)));
  window.headroomCharts = { draw };
})();

// Draws the curves: the last 24 hours, and what is expected. Text in them is drawn, never parsed.
'use strict';
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const whole = new Intl.NumberFormat('en-US');
  const drawn = new Map();

  const line = (name, data, more) => ({ type: 'line', name, data, showSymbol: false, silent: true, ...more });

  function past(curve) {
    if (!curve.rolling) return [];
    const minutes = curve.rolling.map((charges, at) => [curve.from + (at + 1) * 60000, charges]);
    const all = [line('the ledger', minutes, {
      sampling: 'lttb', lineStyle: { color: colour('--metered'), width: 2 }, itemStyle: { color: colour('--metered') },
      areaStyle: { color: colour('--metered'), opacity: 0.15 },
    })];
    if (curve.said && curve.said.length) {
      all.push({ type: 'scatter', name: 'the org', data: curve.said, symbolSize: 4, silent: true,
        itemStyle: { color: colour('--unattributed') } });
    }
    return all;
  }

  // The band is two lines stacked: an unseen one up to its lower end, and its width above that.
  function future(curve) {
    if (!curve.bands) return [];
    const band = { stack: 'band', lineStyle: { opacity: 0 }, itemStyle: { color: colour('--imported'), opacity: 0.35 }, z: 1 };
    return [
      line('low', curve.bands.map((one) => [one[0], one[1]]), band),
      line('8 of 10 cases', curve.bands.map((one) => [one[0], one[3] - one[1]]), {
        ...band, areaStyle: { color: colour('--imported'), opacity: 0.28 } }),
      line('median', curve.bands.map((one) => [one[0], one[2]]), {
        lineStyle: { color: colour('--imported'), width: 2, type: [6, 4] }, itemStyle: { color: colour('--imported') } }),
    ];
  }

  function marks(curve, text) {
    const data = [];
    const label = (words) => ({ formatter: words, color: text, position: 'insideEndTop' });
    if (curve.allocation) {
      data.push({ yAxis: curve.allocation, label: { ...label('allocation'), position: 'insideStartTop' },
        lineStyle: { color: colour('--bad'), type: 'dashed' } });
    }
    if (curve.now && curve.bands) {
      data.push({ xAxis: curve.now, label: { formatter: 'now', color: text, align: 'right' }, lineStyle: { color: text, type: 'solid' } });
    }
    if (curve.likely) {
      data.push({ xAxis: curve.likely, label: { formatter: 'runs out', color: colour('--bad'), align: 'left' },
        lineStyle: { color: colour('--bad'), type: 'solid' } });
    }
    const mark = line('', [], { markLine: { silent: true, symbol: 'none', data } });
    if (curve.early) {
      const end = curve.late || curve.bands[curve.bands.length - 1][0];
      mark.markArea = { silent: true, itemStyle: { color: colour('--bad'), opacity: 0.1 },
        data: [[{ xAxis: curve.early }, { xAxis: end }]] };
    }
    return mark;
  }

  function top(curve) {
    const highest = Math.max(1, ...(curve.rolling || []), ...(curve.bands || []).map((one) => one[3]));
    const all = curve.allocation || highest;
    return Math.ceil(Math.max(all * 1.08, Math.min(highest, all * (curve.days ? 3 : 1.6)) * 1.03));
  }

  function tip(curve, clock) {
    return (points) => {
      const at = points[0].value[0];
      const said = points.filter((point) => point.seriesName.startsWith('the '))
        .map((point) => point.seriesName + ' ' + whole.format(point.value[1]));
      const band = (curve.bands || []).find((one) => one[0] === at);
      if (band) said.push('median ' + whole.format(band[2]) + ', 8 of 10 cases ' + whole.format(band[1]) + ' to ' + whole.format(band[3]));
      return clock.format(at) + ' ' + curve.zone + '  ' + said.join(' · ');
    };
  }

  function options(curve) {
    const zone = { timeZone: curve.zone, hour12: false };
    const time = { ...zone, hour: '2-digit', minute: '2-digit' };
    const clock = new Intl.DateTimeFormat('en-GB', curve.days ? { ...time, weekday: 'short' } : time);
    const ticks = new Intl.DateTimeFormat('en-GB', curve.days ? { ...zone, weekday: 'short', day: 'numeric' } : time);
    const text = colour('--dim');
    return {
      animation: false,
      legend: { show: Boolean(curve.bands), right: 8, top: 0, itemHeight: 8, itemWidth: 14, icon: 'roundRect', selectedMode: false, textStyle: { color: text },
        data: ['the ledger', 'the org', 'median', '8 of 10 cases'] },
      grid: { left: 8, right: 16, top: 42, bottom: 4, containLabel: true },
      xAxis: { type: 'time', min: curve.from, axisLabel: { color: text, hideOverlap: true, formatter: (at) => ticks.format(at) } },
      yAxis: {
        type: 'value', min: 0, max: top(curve),
        axisLabel: { color: text, showMaxLabel: false, formatter: (charges) => whole.format(charges) },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, formatter: tip(curve, clock) },
      series: [...past(curve), ...future(curve), marks(curve, text)],
    };
  }

  function draw(place, curve) {
    if (!window.echarts || !place) return;
    if (!drawn.has(place)) drawn.set(place, { chart: window.echarts.init(place, null, { renderer: 'canvas' }) });
    const one = drawn.get(place);
    one.curve = curve;
    one.chart.setOption(options(curve), { notMerge: true });
  }

  function forget(within) {
    drawn.forEach((one, place) => {
      if (within.contains(place)) {
        one.chart.dispose();
        drawn.delete(place);
      }
    });
  }

  const resize = () => drawn.forEach((one) => one.chart.resize());
  addEventListener('resize', resize);
  addEventListener('beforeprint', resize);
  matchMedia('(prefers-color-scheme: dark)')
    .addEventListener('change', () => drawn.forEach((one, place) => draw(place, one.curve)));
  window.headroomCharts = { draw, forget };
})();

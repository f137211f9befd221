// Runs ahead of a page's own scripts: says when everything that was asked for (`marks`) is drawn, in the page's own time.
// b.inst: instances of the last WebGL draw. b.frame: those of every instanced draw of the last frame. b.points(): points of all plotly charts. b.gridHeight(), b.rows(): tables.
(() => {
  if (window.__b) return;
  const roots = [document], b = window.__b = {t0: 0, last: 0, inst: 0, frame: [], fresh: true, seen: {}, marks: null, tasks: [],
    all: s => roots.flatMap(r => [...r.querySelectorAll(s)]),
    q: s => { for (const r of roots) { const e = r.querySelector(s); if (e) return e; } return null; },
    points: () => b.all('.js-plotly-plot').flatMap(p => p._fullData || []).reduce((n, t) => n + (t._length || 0), 0),
    idle: () => b.q('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning' && !b.q('[data-stale=true]'),
    gridHeight: () => b.all('.dvn-stack > div').reduce((h, e) => h + (parseFloat(e.style.height) || 0), 0),
    rows: () => Math.max(0, ...b.all('[aria-rowcount]').map(e => +e.getAttribute('aria-rowcount'))),
    says: t => b.all('h1').some(h => h.textContent.endsWith(': ' + t)),
    arm: (m, t0) => {
      b.marks = Object.entries(m); b.seen = {}; b.t0 = t0;
    },
    done: quiet => b.seen.ready !== undefined && performance.now() - b.last > quiet
      ? {...b.seen, settled: b.last - b.t0, ...b.long()} : null,
    long: () => {  // those that began after the page was drawn are told apart: a reader who points or scrolls meets them
      const since = b.tasks.filter(t => t.startTime >= b.t0), later = since.filter(t => t.startTime - b.t0 > b.seen.ready);
      const longest = tasks => Math.max(0, ...tasks.map(t => t.duration));
      return {long_tasks: since.length, longest_task: longest(since), longest_later_task: longest(later)};
    }};
  const touch = () => { b.last = performance.now(); };
  const hidden = n => (n.nodeType === 1 ? n : n.parentElement)?.closest('canvas');  // fallback content, never painted
  const seer = new MutationObserver(l => l.every(m => hidden(m.target)) || touch());
  const all = {subtree: true, childList: true, attributes: true, characterData: true};
  seer.observe(document, all);
  new PerformanceObserver(list => b.tasks.push(...list.getEntries())).observe({type: 'longtask', buffered: true});
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (o) { const r = attach.call(this, o); roots.push(r); seer.observe(r, all); return r; };
  for (const [name, at] of [['drawArrays'], ['drawElements'], ['drawArraysInstanced', 3], ['drawElementsInstanced', 4]]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...a) {
      if (b.fresh) { b.frame = []; b.fresh = false; }
      if (at) b.frame.push(b.inst = a[at]);
      touch();
      return draw.apply(this, a);
    };
  }
  addEventListener('pointerdown', () => { b.t0 = performance.now(); b.inst = 0; b.frame = []; b.seen = {}; }, true);
  const tick = () => {
    requestAnimationFrame(tick);
    b.fresh = true;
    if (!b.marks || b.t0 < 0 || b.seen.ready !== undefined) return;
    let ok = true;
    for (const [k, f] of b.marks) {
      let v = false; try { v = f(b); } catch {}
      if (v) b.seen[k] ??= performance.now() - b.t0; else ok = false;
    }
    if (ok) b.seen.ready = performance.now() - b.t0;
  };
  requestAnimationFrame(tick);
})();

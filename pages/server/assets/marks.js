// Whatever is pressed in a table or a picture counts, each time.
{
  const factNow = () => new URLSearchParams(location.search).get("fact");

  // A table tells its click 150 ms later. Where it is drawn anew by then, the fact of the row that was pressed is asked for.
  // Its rows are numbered, in words for screen readers that follow a moment after it is drawn; before, it is in its own order.
  function rowAt(table, y) {
    const [, digest, first] = table.closest("[class*=st-key-]")?.className.match(/_([0-9a-f]{10})_(\d+)/) ?? [];
    const scroller = table.querySelector(".dvn-scroller"), height = table.querySelectorAll("canvas")[1]?.offsetHeight - 1; // of every line
    const below = digest && scroller ? y - scroller.getBoundingClientRect().top : 0;
    const index = Math.floor((below + scroller?.scrollTop) / height);
    if (!(below > height)) return null;
    const said = table.querySelector(`[role=row][aria-rowindex="${index + 1}"] [role=gridcell]`)?.textContent.trim();
    return `${HOME.pathname}tables/${digest}/${said ?? Number(first) + index}`;
  }
  addEventListener("pointerdown", async event => {
    const table = event.button ? null : event.target.closest?.(STREAMLIT.table), row = table && rowAt(table, event.clientY);
    if (!row) return;
    let told = false;
    const before = factNow();
    const watch = setInterval(() => { told ||= factNow() !== before; }, 20);
    await rest.pause(200);
    await rest.atRest();
    clearInterval(watch);
    if (told || table.isConnected) return;
    const answer = await fetch(row), to = new URL(location.href);
    if (!answer.ok) return;
    to.searchParams.set("fact", await answer.text());
    rest.goTo(to.href);
  }, true);

  // A press on a mark that is chosen would only let it go: once a press is told and its card read, nothing is chosen.
  function letGo(chart) {
    chart.querySelector("[aria-label^='Clear selection']")?.click();
    chart.querySelector(".js-plotly-plot")?.emit?.("plotly_doubleclick");
  }
  addEventListener("pointerdown", event => {
    const chart = event.target.closest?.(`${STREAMLIT.map}, ${STREAMLIT.timeline}`);
    if (chart) addEventListener("pointerup", async () => {
      await rest.pause(500); // the map tells a press 300 ms later
      await rest.atRest();
      while (document.querySelector(STREAMLIT.dialog)) await rest.pause(50); // a run would draw the card anew
      letGo(chart);
    }, { once: true, capture: true });
  }, true);

  // Escape counts too where it comes while the card is drawn, which would bring the card back.
  addEventListener("keydown", async event => {
    const fact = event.key === "Escape" && factNow();
    for (let left = 3; fact && left && factNow() === fact; left--) {
      await rest.pause(300);
      await rest.atRest();
      if (factNow() === fact) document.querySelector(`${STREAMLIT.dialog} [aria-label=Close]`)?.click();
    }
  }, true);
}

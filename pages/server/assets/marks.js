// Whatever is pressed in a table or a picture counts, each time.
{
  const factNow = () => new URLSearchParams(location.search).get("fact");

  // A table tells its click 150 ms later. Where it is drawn anew by then, the fact of the row that was pressed is asked for.
  function rowAt(table, y) {
    const grid = table.querySelector("[role=grid]"), scroller = table.querySelector(".dvn-scroller");
    if (grid?.querySelector("[role=columnheader]")?.textContent.trim() !== "#") return null;
    const height = scroller.scrollHeight / grid.ariaRowCount, below = y - scroller.getBoundingClientRect().top;
    const index = 1 + Math.floor((below + scroller.scrollTop) / height);
    return below < height ? null : grid.querySelector(`[role=row][aria-rowindex="${index}"] [role=gridcell]`)?.textContent.trim();
  }
  addEventListener("pointerdown", async event => {
    const table = event.button ? null : event.target.closest?.(STREAMLIT.table), row = table && rowAt(table, event.clientY);
    if (!row) return;
    const digest = table.closest("[class*=st-key-]")?.className.match(/_([0-9a-f]{10})_\d+/)?.[1];
    let told = false;
    const before = factNow();
    const watch = setInterval(() => { told ||= factNow() !== before; }, 20);
    await rest.pause(200);
    await rest.atRest();
    clearInterval(watch);
    if (told || table.isConnected) return;
    const answer = await fetch(`/tables/${digest}/${row}`), to = new URL(location.href);
    if (!answer.ok) return;
    to.searchParams.set("fact", await answer.text());
    rest.goTo(to.href);
  }, true);

  // A press on a mark that is chosen would only let it go: once a press is told, nothing is chosen any more.
  function letGo(chart) {
    chart.querySelector("[aria-label^='Clear selection']")?.click();
    const plot = chart.querySelector(".js-plotly-plot");
    if (plot?.layout.selections?.length || plot?.data.some(trace => trace.selectedpoints?.length)) plot.emit("plotly_doubleclick");
  }
  addEventListener("pointerdown", event => {
    const chart = event.target.closest?.(`${STREAMLIT.map}, ${STREAMLIT.timeline}`);
    if (chart) addEventListener("pointerup", async () => {
      await rest.pause(200);
      await rest.atRest();
      letGo(chart);
    }, { once: true, capture: true });
  }, true);

  // Escape counts too where it comes while the card is drawn, which would bring the card back.
  addEventListener("keydown", async event => {
    const fact = event.key === "Escape" && document.querySelector(STREAMLIT.dialog) && factNow();
    for (let left = 3; fact && left && factNow() === fact; left--) {
      await rest.pause(300);
      await rest.atRest();
      if (factNow() === fact) document.querySelector(`${STREAMLIT.dialog} [aria-label=Close]`)?.click();
    }
  }, true);
}

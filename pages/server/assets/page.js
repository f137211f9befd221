// Runs in every page ahead of Streamlit's own scripts, on this host alone. Names of Streamlit's elements stand in streamlit.js.

// Links are relative to the slash at the end of the dashboard's own path, which some proxies leave out.
if (`${location.pathname}/` === HOME.pathname) history.replaceState(history.state, "", HOME.pathname + location.search + location.hash);

// A connection that ends because the reader is signed out elsewhere, or for too long, leads to the page that says so.
async function askWhetherIn(path) {
  const answer = await fetch(path.replace(/stream$/, "health")).catch(() => null);
  if (answer?.status === 401) location.reload();
}

// How large the window is, told where the connection is opened: pictures and filters start to fit it.
window.WebSocket = class extends WebSocket {
  constructor(address, protocols) {
    const size = innerWidth < 700 ? "narrow" : innerWidth < 1000 ? "small" : innerWidth < 1240 ? "medium" : innerHeight < 820 ? "short" : "wide", to = new URL(address, location.href);
    if (to.pathname.endsWith(STREAMLIT.socketPath)) to.searchParams.set("window", size);
    super(to, protocols);
    if (to.pathname.endsWith(STREAMLIT.socketPath)) this.addEventListener("close", () => askWhetherIn(to.pathname));
  }
};

// Pictures are drawn in one scheme: when the reader's changes, the page is drawn anew; its address holds all that was chosen.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());

// The Tab key leaves a table, as it leaves any grid, and does not walk through its cells, each of which opens a fact.
addEventListener("keydown", event => {
  const table = event.key === "Tab" && event.target.closest?.(STREAMLIT.table);
  if (!table) return;
  event.stopImmediatePropagation();
  for (const scroller of table.querySelectorAll(STREAMLIT.tableScroller)) scroller.tabIndex = -1; // else it is a stop that leads back
}, true);

// On a phone the pages are a line that scrolls: the one that is open is brought into view.
const toOpenPage = () => {
  const line = document.querySelector("nav.pages > div:not([data-met])"), open = line?.querySelector("[aria-current=page]");
  if (!line) return;
  line.dataset.met = "yes";
  if (!open) return;
  const [room, own] = [line, open].map(element => element.getBoundingClientRect());
  line.scrollLeft += own.left + own.width / 2 - room.left - room.width / 2;
};
let openPageAtFrame = 0; // when the page is laid out anyway
new MutationObserver(() => {
  openPageAtFrame ||= requestAnimationFrame(() => { openPageAtFrame = 0; toOpenPage(); });
}).observe(document, { childList: true, subtree: true });

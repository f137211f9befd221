// Runs in every page ahead of Streamlit's own scripts, on this host alone.

// Where the server is: else Streamlit looks for it under the path of each page first, in vain.
window.__streamlit = {
  BACKEND_BASE_URL: location.origin, HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};

// How wide the window is, by a cookie of this host: pictures and filters start to fit it.
const tell = () => {
  const width = innerWidth < 700 ? "narrow" : innerWidth < 1100 ? "medium" : "wide";
  document.cookie = `window=${width}; path=/; SameSite=Strict`;
};
tell();
addEventListener("resize", tell);

// Pictures are drawn in one scheme: when the reader's changes, the page is drawn anew; its address holds all that was chosen.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());

// The Tab key leaves a table, as it leaves any grid, and does not walk through its cells, each of which opens a fact.
addEventListener("keydown", event => {
  if (event.key === "Tab" && event.target.closest?.("[data-testid=stDataFrame]")) event.stopImmediatePropagation();
}, true);

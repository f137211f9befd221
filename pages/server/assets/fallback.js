// Where the map or the page cannot be drawn: say so, show the server's picture and name the data.
{
  const PATIENCE_MS = 5000;
  const drawable = () => { try { return !!document.createElement("canvas").getContext("webgl2"); } catch { return false; } };
  if (!drawable()) document.documentElement.classList.add("no-webgl");
  addEventListener("webglcontextcreationerror", () => document.documentElement.classList.add("no-webgl"), true);

  const words = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
  const connected = () => document.querySelector(STREAMLIT.connected);

  const notice = () => {
    const box = words("section", "", { className: "no-connection" }), files = document.createElement("p"), query = location.search;
    const map = words("img", "", { src: `${HOME.pathname}files/map.svg${query}`, alt: "Map of the facts that this address asks for" });
    map.addEventListener("error", () => map.remove());
    files.append("The same facts as files: ");
    for (const address of ["csv", "xlsx", "json", "geojson"].map(ending => `${HOME.pathname}api/facts.${ending}${query}`))
      files.append(words("a", address, { href: address }), " · ");
    files.append(words("a", "how to ask for others", { href: `${HOME.pathname}api/openapi.json` }));
    box.setAttribute("role", "status");
    box.append(
      words("h1", "This page has no connection yet"),
      words("p", `It needs a WebSocket connection to ${location.host}. The network, a proxy or the browser may block it, or the server is busy. `
        + "It keeps trying, and this message goes away when the connection is there."),
      files, map,
    );
    return box;
  };

  // A page that was connected once is drawn, and stays as it is while the server is away.
  addEventListener("DOMContentLoaded", () => {
    let shown;
    const late = setTimeout(() => document.body.append(shown = notice()), PATIENCE_MS);
    const look = new MutationObserver(() => {
      if (!connected()) return;
      look.disconnect();
      clearTimeout(late);
      shown?.remove();
    });
    look.observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: [STREAMLIT.connectionState] });
  });
}

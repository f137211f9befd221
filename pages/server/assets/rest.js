// When the page is at rest: drawn for all that was done on it.
const rest = (() => {
  const app = () => document.querySelector(STREAMLIT.app);
  const running = () => app()?.getAttribute(STREAMLIT.runState) !== STREAMLIT.atRest;
  const pause = ms => new Promise(done => setTimeout(done, ms));

  // Between the moment an action is sent and the start of its run, nothing on the page tells of it; and a short run nothing at all.
  let sent = -Infinity, started = true, line = null, drawnFor = location.href, look;
  const drawn = () => {
    if (running()) look = setTimeout(drawn, 60);
    else if (started) drawnFor = location.href;
  };
  const answered = () => {
    started = true;
    clearTimeout(look);
    look = setTimeout(drawn, 60);
  };
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (message) {
    [sent, started, line] = [performance.now(), running(), this];
    this.addEventListener("message", answered);
    return send.call(this, message);
  };

  // The page is drawn for all that was done on it. A slow line is waited for; what was sent on one that is lost is never answered.
  const patience = () => line?.readyState === WebSocket.OPEN ? 10000 : 1500;
  async function atRest() {
    await pause(40); // a field that loses the focus sends what was typed a moment later
    for (let quiet = 0; ; quiet++) {
      const since = performance.now() - sent;
      if (!running() && since > patience()) return;
      if (running() || !started) quiet = -1;
      if (quiet === 3) return; // the last look is the last thing before what follows
      await pause(30);
    }
  }

  // Nothing that was done waits for its answer.
  const answeredAll = () => started && !running();

  // To an address of the dashboard over the connection that is there: Streamlit goes there as for Back and Forward.
  function goTo(address) {
    const to = new URL(address, location.href);
    if (new URLSearchParams(location.search).get("embed") === "true") to.searchParams.set("embed", "true"); // a view in another page stays one
    if (to.href !== location.href) history.pushState(null, "", to.href);
    dispatchEvent(new PopStateEvent("popstate"));
  }

  return { pause, atRest, answeredAll, goTo, drawnFor: () => drawnFor };
})();

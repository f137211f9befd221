// Names of Streamlit's own elements and settings, for all scripts here. Each line says what breaks without it;
// tests/pages/server/test_streamlit_internals.py names what an upgrade has taken away.
const STREAMLIT = {
  app: "[data-testid=stApp]", // links and presses would not wait for the action before them
  runState: "data-test-script-state", // the same: on `app`, `notRunning` while nothing is drawn
  atRest: "notRunning",
  connectionState: "data-test-connection-state", // links would leave the session; the notice of a missing connection would stay
  connected: "[data-test-connection-state=CONNECTED]",
  socketPath: "/_stcore/stream", // the server would not hear how wide the window is
  main: "[data-testid=stMain]", // a page reached by a link would not begin at its top
  skipLink: "[data-testid=stSkipToContent]", // the first Tab stop would lead to the navigation
  textField: "[data-testid=stTextInput] input", // words that are typed would be lost by a press elsewhere
  pastedLines: ".st-key-pasted_events textarea", // the lines of a chosen file would not come into the field
  dateField: "[data-testid=stDateInputField]", // dates that are typed would not count at Enter
  table: "[data-testid=stDataFrame]", // Tab would walk through every cell, and Enter would open no fact
  tableCanvas: "canvas[tabindex], [data-testid=data-grid-canvas]", // a table would not get the focus back
  tableScroller: ".dvn-scroller", // Tab would go back into a table from its end
  map: "[data-testid=stDeckGlJsonChart]", // one finger would move the map and not the page
  timeline: "[data-testid=stPlotlyChart]", // the same for the timeline
  popover: "[data-testid=stPopoverBody]", // a box opened by keys would not take the focus
  popoverButton: "[data-testid=stPopoverButton]", // a box would not give the focus back
  popoverOpeners: "[data-testid=stPopover] button, [data-testid=stPopoverButton]",
  dialog: "[data-testid=stDialog]", // a card would come back after a quick Escape
  overlays: "[data-testid=stPopoverBody], [role=dialog], [role=listbox], [data-st-overlay-root]",
  overlayPortal: "stFloatingOverlayPortal", // the focus would be lost when a list closes
  element: "[data-testid]", // an element that is made anew would not get the focus back
};
const elementName = element => element.closest(STREAMLIT.element)?.getAttribute("data-testid");
const elementsNamed = name => [...document.querySelectorAll(`[data-testid="${CSS.escape(name ?? "")}"]`)];

// Where the server is: else Streamlit looks for it under the path of each page first, in vain. This script stands one folder below.
const HOME = new URL("..", document.currentScript.src);
window.__streamlit = {
  BACKEND_BASE_URL: HOME.href, HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};

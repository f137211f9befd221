// The keyboard: what opens takes the focus and gives it back, and rows of tables open with Enter.
{
  const FIELDS = "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex='0']";
  let opener = null, byKeys = false; // what had the focus last outside of all that lies over the page

  const seen = element => element.tabIndex >= 0 && element.getClientRects().length > 0 && !element.closest("[inert]");
  const fieldsIn = box => [...box.querySelectorAll(FIELDS)].filter(seen);
  const popover = () => document.querySelector(STREAMLIT.popover);
  const toSight = element => { element.focus({ preventScroll: !byKeys }); if (byKeys) element.scrollIntoView({ block: "nearest" }); };

  // An element may be made anew while the card that it opened is read: it is found again by its kind, its words and its place.
  const placeOf = element => {
    const kind = elementName(element), words = element.innerText, alike = () => elementsNamed(kind);
    const number = kind ? alike().indexOf(element.closest(STREAMLIT.element)) : -1;
    const table = element.closest(STREAMLIT.table);
    const tables = () => [...document.querySelectorAll(STREAMLIT.table)], turn = tables().indexOf(table);
    return () => {
      if (table) return (table.isConnected ? table : tables()[turn])?.querySelector(STREAMLIT.tableCanvas);
      if (element.isConnected) return element;
      const found = alike();
      return found.find((other, at) => at === number && other.innerText === words) ?? found.find(other => other.innerText === words) ?? found[number];
    };
  };
  addEventListener("focusin", event => {
    if (event.target instanceof Element && event.target !== document.body && !event.target.closest(STREAMLIT.overlays)) opener = placeOf(event.target);
  }, true);
  addEventListener("pointerdown", () => { byKeys = tabbing = false; }, true);

  // When what lay over the page is gone and nothing has the focus, what opened it gets it back; not a reader who tabs out of the page.
  // What had it may be drawn anew once more, after the answer of the server: until the next key, press or page it is looked after.
  let tabbing = false, leaving = 0;
  const giveBack = (turn, patience, page) => {
    if (turn !== leaving || patience < 0 || tabbing || page !== location.pathname) return;
    const before = document.activeElement === document.body && !document.querySelector("[role=dialog]") && opener?.();
    if (before) toSight(before);
    setTimeout(giveBack, 100, turn, patience - 100, page);
  };
  // The focus moves into a box that was opened by keys, as soon as it is drawn, and again if what had it is drawn anew before the next key.
  let entered = null, entering = 0; // more may be drawn before the first field: Shift+Tab leaves from it all the same
  const moveInto = (turn, patience) => {
    const box = popover(), first = box && fieldsIn(box)[0];
    if (turn !== entering || patience < 0) return;
    if (box && !box.contains(document.activeElement)) {
      if (first) toSight(entered = first);
      else if (patience < 28000) box.tabIndex = -1, toSight(box); // words alone
    }
    setTimeout(moveInto, 50, turn, patience - 50);
  };
  for (const event of ["keydown", "pointerdown"]) addEventListener(event, () => { entering++; leaving++; }, true);
  addEventListener("click", event => {
    const button = event.target instanceof Element && event.target.closest(STREAMLIT.popoverOpeners);
    if (button && event.detail === 0 && byKeys && !popover()) moveInto(++entering, 30000);
  }, true);

  const close = button => { if (popover()) button?.click(); if (button) toSight(button); };
  // The box lies at the end of the document: Tab out of it leads to the button that opened it.
  const leave = event => {
    const box = event.target.closest?.(STREAMLIT.popover), fields = box ? fieldsIn(box) : [];
    const edges = [fields.at(event.shiftKey ? 0 : -1) ?? box, ...(event.shiftKey ? [box, entered] : [])];
    const lost = event.shiftKey && event.target === document.body && popover();
    if (!lost && (!box || !edges.includes(event.target))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    closeBox();
  };
  const closeBox = () => close(document.querySelector(`:is(${STREAMLIT.popoverOpeners})[aria-expanded=true]`));
  // A table keeps Escape for itself; in a box it closes the box.
  const escape = event => {
    const lost = event.target === document.body && popover(); // what had the focus in the box was drawn anew
    if (!lost && !event.target.closest?.(`${STREAMLIT.popover} ${STREAMLIT.table}`)) return;
    event.stopImmediatePropagation();
    closeBox();
  };
  // In a table of facts Enter and the space bar open the fact of the row, as the right arrow does.
  const openRow = event => {
    const table = event.target.closest?.(STREAMLIT.table), number = firstHeading(table);
    if (!table || (number && number !== "#")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (number) pressRight(table);
    else whenNamed(table, 3000);
  };
  const firstHeading = table => table?.querySelector("[role=columnheader]")?.textContent.trim();
  // A table that was just drawn does not name its cells yet.
  const whenNamed = (table, patience) => {
    if (firstHeading(table) === "#") pressRight(table);
    else if (patience > 0 && !firstHeading(table)) setTimeout(whenNamed, 50, table, patience - 50);
  };
  const pressRight = table => {
    const target = table.contains(document.activeElement) ? document.activeElement : table.querySelector(STREAMLIT.tableCanvas);
    const aside = table.querySelector("[role=gridcell][aria-selected=true]")?.getAttribute("aria-colindex") !== "1";
    for (const [key, keyCode] of [...(aside ? [["ArrowLeft", 37]] : []), ["ArrowRight", 39]])
      target.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, keyCode, bubbles: true, cancelable: true }));
  };
  addEventListener("keydown", event => {
    byKeys = true;
    tabbing = event.key === "Tab";
    if (tabbing) leave(event);
    if (event.key === "Escape") escape(event);
    if (event.key === "Enter" || event.key === " ") openRow(event);
  }, true);

  // The first stop of every page leads past the pages and the filters to what the page shows.
  addEventListener("click", event => {
    const heading = event.target.closest?.(STREAMLIT.skipLink) && document.querySelector("h1");
    if (!heading) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    heading.tabIndex = -1;
    toSight(heading);
  }, true);

  const layOver = node => node.nodeType === 1 && (node.matches(`[data-floating-ui-portal], ${STREAMLIT.overlays}`) || node.querySelector(STREAMLIT.overlays));
  const watch = new MutationObserver(changes => {
    if (changes.some(({ removedNodes }) => [...removedNodes].some(layOver))) setTimeout(giveBack, 50, ++leaving, 10000, location.pathname);
  });
  addEventListener("DOMContentLoaded", () => {
    watch.observe(document.body, { childList: true });
    const portals = setInterval(() => {
      const portal = document.getElementById(STREAMLIT.overlayPortal);
      if (portal) clearInterval(portals), watch.observe(portal, { childList: true });
    }, 200);
  });
}

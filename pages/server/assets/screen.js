// The working screen: a fact that is pointed at is marked everywhere, a drag on the strip filters by dates, keys walk the list.
{
  const DAY_MS = 86_400_000, LEAST_DRAG_PX = 5;
  const screenOf = element => element instanceof Element && element.closest(".screen");
  const go = address => {
    const link = Object.assign(document.createElement("a"), { className: "inside", href: address });
    document.body.append(link);
    link.click();
    link.remove();
  };

  // Marks: every part of the screen names the facts it is about.
  let marked = [];
  const partsOf = (screen, ids) => [...screen.querySelectorAll("[data-facts]")].filter(part => part.dataset.facts.split(" ").some(id => ids.has(id)));
  const mark = (screen, ids) => {
    for (const part of marked) part.classList.remove("marked");
    marked = screen && ids.size ? partsOf(screen, ids) : [];
    for (const part of marked) part.classList.add("marked");
  };
  const follow = event => {
    const part = event.target instanceof Element && event.target.closest("[data-facts]"), screen = screenOf(part);
    mark(screen, new Set(part ? part.dataset.facts.split(" ") : []));
    if (part && !part.closest(".side")) marked.find(other => other.matches(".facts li"))?.scrollIntoView({ block: "nearest" });
  };
  addEventListener("pointerover", follow);
  addEventListener("focusin", follow);

  // The card's own fact stays marked while it is read; the list is where it was when the card is closed, and another list begins at its top.
  let top = 0, scrolled = "", opened = "";
  const view = () => {
    const address = new URL(location);
    address.searchParams.delete("fact");
    return address.pathname + address.search;
  };
  addEventListener("scroll", event => {
    if (event.target instanceof Element && event.target.matches(".side") && event.target.querySelector(".facts")) top = event.target.scrollTop, scrolled = view();
  }, true);
  const redrawn = () => {
    const screen = document.querySelector(".screen");
    if (!screen || screen.dataset.met) return;
    screen.dataset.met = "yes";
    const card = screen.querySelector(".panel"), side = screen.querySelector(".side");
    marked = [];
    for (const part of card ? partsOf(screen, new Set([card.dataset.fact])) : []) part.classList.add("chosen");
    if (!card) side.scrollTop = scrolled === view() ? top : 0;
    if (!card && opened && document.activeElement === document.body) // the row that the card was opened from gets the focus back
      screen.querySelector(`.facts li[data-facts="${CSS.escape(opened)}"] > a`)?.focus({ preventScroll: true });
    opened = card?.dataset.fact ?? "";
    fit();
    if (card && document.activeElement === document.body) card.focus({ preventScroll: true });
  };
  // The screen fills the window below what stands above it; the days that are chosen are shown over the whole strip.
  const fit = () => {
    const screen = document.querySelector(".screen"), page = document.querySelector(STREAMLIT.main);
    if (!screen || !page) return;
    const sizes = { "--above": screen.getBoundingClientRect().top + page.scrollTop, "--strip-height": screen.querySelector(".strip")?.offsetHeight ?? 0 };
    const { style } = document.documentElement; // which is not drawn anew, so that most often nothing changes
    for (const [name, px] of Object.entries(sizes)) {
      const value = `${Math.round(px)}px`;
      if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    }
  };
  new MutationObserver(redrawn).observe(document, { childList: true, subtree: true });
  new MutationObserver(fit).observe(document, { subtree: true, attributes: true, attributeFilter: [STREAMLIT.runState] });

  // Days on the strip.
  let drag = null;
  const dayAt = ({ axis, box }, x) => {
    const [first, last] = [axis.dataset.first, axis.dataset.last].map(Date.parse);
    const share = Math.min(Math.max((x - box.left) / box.width, 0), 0.999999);
    return new Date(first + Math.floor(share * ((last - first) / DAY_MS + 1)) * DAY_MS).toISOString().slice(0, 10);
  };
  const daysOf = (drag, x) => [dayAt(drag, Math.min(drag.from, x)), dayAt(drag, Math.max(drag.from, x))];
  addEventListener("pointerdown", event => {
    const ground = event.target instanceof Element && event.target.closest(".strip .track, .strip .axis");
    if (!ground || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const strip = ground.closest(".strip"), axis = strip.querySelector(".axis");
    drag = { strip, axis, box: axis.getBoundingClientRect(), from: event.clientX, area: null };
  });
  addEventListener("pointermove", event => {
    if (!drag || (!drag.area && Math.abs(event.clientX - drag.from) < LEAST_DRAG_PX)) return;
    const { strip, box, from } = drag, [left, right] = [Math.min(from, event.clientX), Math.max(from, event.clientX)];
    drag.area ??= strip.appendChild(Object.assign(document.createElement("div"), { className: "drag" }));
    const clamp = x => Math.min(Math.max(x, box.left), box.right) - strip.getBoundingClientRect().left;
    drag.area.style.left = `${clamp(left)}px`;
    drag.area.style.width = `${clamp(right) - clamp(left)}px`;
    drag.area.dataset.words = daysOf(drag, event.clientX).join(" – ");
    event.preventDefault();
  });
  const end = event => {
    const done = drag;
    drag = null;
    if (!done?.area) return;
    done.area.remove();
    if (event.type === "pointercancel") return;
    addEventListener("click", click => { click.preventDefault(); click.stopImmediatePropagation(); }, { once: true, capture: true });
    setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.delete("dates");
      for (const day of daysOf(done, event.clientX)) address.searchParams.append("dates", day);
      go(address.href);
    });
  };
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
  addEventListener("dragstart", event => { if (drag) event.preventDefault(); });

  // Keys.
  const KEYS = [["↑ ↓", "walk through the list"], ["Enter", "open the fact"], ["Escape", "close the card"], ["/", "search"], ["?", "these keys"]];
  const typing = target => target.closest?.(`input, textarea, [contenteditable], [role=spinbutton], ${STREAMLIT.overlays}`);
  const help = () => {
    const box = document.createElement("dialog");
    box.className = "keys";
    box.innerHTML = `<h2>Keys</h2><dl>${KEYS.map(([key, words]) => `<dt>${key}</dt><dd>${words}</dd>`).join("")}</dl><form method="dialog"><button>Close</button></form>`;
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  };
  const walk = (event, step) => {
    const rows = [...document.querySelectorAll(".screen .facts li > a")], at = rows.indexOf(document.activeElement);
    if (!rows.length || (at < 0 && !document.activeElement.matches(`body, ${STREAMLIT.main}`))) return;
    rows[Math.min(Math.max(at + step, 0), rows.length - 1)].focus();
    event.preventDefault();
  };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const field = document.querySelector(STREAMLIT.textField);
      if (field) event.preventDefault(), field.focus(), field.select();
    }
    if (event.key === "?") help();
    if (event.key === "ArrowDown" || event.key === "j") walk(event, 1);
    if (event.key === "ArrowUp" || event.key === "k") walk(event, -1);
    if (event.key === "Escape") document.querySelector(".screen [data-close]")?.click();
  });
}

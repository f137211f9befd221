// Keeps what the reader does: links wait for the action before them, typed dates count at Enter, copying works on plain http too.
(() => {
  const { atRest, answeredAll, goTo, drawnFor } = rest;

  // A link was drawn for an earlier address: what it kept of that one, it keeps of the present one.
  function broughtUpToDate(present, { href, before }) {
    const [to, old, now] = [href, before, present].map(address => new URL(address));
    const values = (address, name) => address.searchParams.getAll(name);
    for (const name of new Set([...old.searchParams.keys(), ...now.searchParams.keys()])) {
      if (`${values(to, name)}` !== `${values(old, name)}`) continue;
      to.searchParams.delete(name);
      values(now, name).forEach(value => to.searchParams.append(name, value));
    }
    return to.href;
  }

  // A link to another page of the dashboard keeps the connection, where there is one.
  const waiting = [];
  async function follow(href, before) {
    const link = { href, before };
    waiting.push(link);
    await atRest();
    if (link !== waiting.at(-1)) return; // the last one goes for all
    goTo(waiting.splice(0).reduce(broughtUpToDate, location.href));
    if (!location.hash) document.querySelector(STREAMLIT.main)?.scrollTo(0, 0);
  }
  addEventListener("click", event => {
    const link = event.target.closest?.("a.inside");
    const connected = document.querySelector(STREAMLIT.connected);
    if (!link || !connected || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const told = link.closest("[data-drawn-for]")?.dataset.drawnFor;
    const before = told === undefined ? drawnFor() : new URL(told, location.href).href;
    follow(new URL(link.getAttribute("href"), location.href).href, before); // a link in a picture has no text as its `href`
  });

  // A press that began on a button or link counts, though the page was drawn anew before it ended.
  let pressed = null;
  addEventListener("pointerdown", event => {
    const element = event.button || event.ctrlKey || event.metaKey || event.shiftKey ? null : event.target.closest?.("button, a.inside, summary");
    pressed = element && { element, words: element.innerText, x: event.clientX, y: event.clientY };
  }, true);
  addEventListener("pointerup", event => {
    const press = pressed;
    pressed = null;
    if (!press || press.element.contains(event.target) || Math.hypot(event.clientX - press.x, event.clientY - press.y) > 5) return;
    pressAtRest(press);
  }, true);
  async function pressAtRest({ element, words }) {
    await atRest();
    const there = element.isConnected ? element : [...document.querySelectorAll(element.tagName)].find(other => other.innerText === words);
    there?.click();
  }

  // The answer to the closing of a box closes it: if it is opened again before that, it is opened after it.
  let boxBefore = null;
  const noteBox = () => { boxBefore = document.querySelector(`${STREAMLIT.popoverButton}[aria-expanded=true]`) ?? boxBefore; };
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, noteBox, true);
  addEventListener("click", event => {
    const button = event.target.closest?.(STREAMLIT.popoverButton);
    if (!button || button !== boxBefore || button.ariaExpanded === "true" || answeredAll()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressAtRest({ element: button, words: button.innerText });
  }, true);

  // Words that are typed are sent when the field loses the focus: at the end of a press, for it must not change what is pressed.
  const fieldIn = target => target.closest?.("input, textarea, [role=spinbutton]");
  addEventListener("mousedown", event => {
    const field = document.activeElement;
    if (!field?.matches(STREAMLIT.textField) || fieldIn(event.target)) return;
    event.preventDefault();
    const leave = () => field.blur();
    addEventListener("click", leave, { once: true, capture: true });
    addEventListener("pointerup", () => setTimeout(leave), { once: true, capture: true });
  }, true);

  // Back leaves words that were typed and not sent. The field is left with the words that it sent last: it counts as untouched then,
  // and takes those of the address.
  let wordsSent = null; // null: the field is untouched
  const wordsIn = target => target.closest?.(STREAMLIT.textField);
  addEventListener("beforeinput", event => { if (wordsIn(event.target)) wordsSent ??= event.target.value; }, true);
  addEventListener("focusout", event => { if (wordsIn(event.target)) wordsSent = null; });
  addEventListener("keydown", event => { if (event.key === "Enter" && wordsIn(event.target)) wordsSent = null; }, true);
  addEventListener("popstate", () => {
    const field = document.activeElement;
    if (wordsSent === null || !wordsIn(field)) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, wordsSent);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  });

  // The section that an address names is there once the page is drawn.
  async function toSection() {
    if (!location.hash) return;
    await atRest();
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
  for (const event of ["load", "popstate", "hashchange"]) addEventListener(event, toSection);

  // Dates that are typed count when the focus leaves them: Enter takes it away, Escape says that they do not count.
  let datesBefore = "";
  const datesOf = target => target.closest?.(STREAMLIT.dateField);
  addEventListener("focusin", event => {
    const field = datesOf(event.target);
    if (field && !datesOf(event.relatedTarget ?? document.body)) datesBefore = field.innerText;
  });
  addEventListener("keydown", event => {
    const field = datesOf(event.target);
    if (!field || event.target.closest("button")) return;
    if (event.key === "Enter") document.querySelector(`${STREAMLIT.popoverButton}[aria-expanded=true]`)?.focus();
    if (event.key === "Escape" && field.innerText !== datesBefore) say("The dates that were typed are not applied.");
  }, true);
  addEventListener("keydown", event => {
    const field = document.querySelector(STREAMLIT.dateField);
    const half = !datesOf(event.target) && field?.innerText.match(/y{4}/g)?.length === 1;
    if (event.key === "Escape" && half) say("The first day is not applied: the last one is missing.");
  }, true);

  // Browsers give no clipboard to pages on plain http: the older way works there.
  if (!navigator.clipboard) Object.defineProperty(navigator, "clipboard", { value: { writeText: copy } });
  async function copy(text) {
    const field = document.createElement("textarea");
    field.value = text;
    (document.activeElement?.parentElement ?? document.body).append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (copied) return say("Copied.");
    const shown = [...document.querySelectorAll("code")].find(code => code.textContent === text);
    if (shown) getSelection().selectAllChildren(shown);
    say(shown ? "Not copied. The text is selected: copy it with Ctrl+C or ⌘C." : "Not copied: the browser does not allow it.");
    throw new Error("not copied");
  }

  // A line at the foot of the window, which screen readers read out.
  function say(words) {
    const note = document.createElement("div");
    note.role = "status";
    note.className = "note";
    document.body.append(note);
    note.textContent = words;
    setTimeout(() => note.remove(), 6000);
  }
})();

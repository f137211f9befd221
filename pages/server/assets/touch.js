// Fingers on the map and the timeline: one scrolls the page, two move the picture, a tap opens what it touches.
{
  const PICTURES = `${STREAMLIT.map}, ${STREAMLIT.timeline}`, STILL_PX = 10;
  const fingers = new Map(); // pointer → where it came down, and whether it has moved as the only one
  const pictureOf = event => event.target instanceof Element && event.target.closest(PICTURES);
  const stop = event => event.stopImmediatePropagation();
  const hint = document.createElement("div");
  hint.className = "two-fingers";
  hint.setAttribute("role", "status");
  let hide;

  const tellOf = picture => {
    const { left, top, width, bottom } = picture.getBoundingClientRect();
    hint.textContent = `Use two fingers to move the ${picture.matches(STREAMLIT.timeline) ? "timeline" : "map"}`;
    hint.style.left = `${left + width / 2}px`;
    hint.style.top = `${(Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2}px`;
    document.body.append(hint);
    clearTimeout(hide);
    hide = setTimeout(() => hint.remove(), 1500);
  };

  addEventListener("pointerdown", event => {
    if (event.pointerType === "touch" && pictureOf(event)) fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, moved: false });
  }, true);

  addEventListener("pointermove", event => {
    const finger = fingers.get(event.pointerId), picture = pictureOf(event);
    if (!finger || fingers.size > 1) return;
    stop(event);
    if (finger.moved || Math.hypot(event.clientX - finger.x, event.clientY - finger.y) < STILL_PX) return;
    finger.moved = true;
    if (picture) tellOf(picture);
  }, true);

  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, event => {
    const finger = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    if (!finger?.moved || end === "pointercancel") return;
    stop(event); // the end of a drag is no tap
    event.target.dispatchEvent(new PointerEvent("pointercancel", { ...pointerOf(event), bubbles: true }));
  }, true);
  const pointerOf = ({ pointerId, pointerType, isPrimary, clientX, clientY }) => ({ pointerId, pointerType, isPrimary, clientX, clientY });

  // The timeline listens to touches: a single one is left to the browser, which scrolls, or makes a click of it; two are kept from it.
  for (const kind of ["touchstart", "touchmove"]) addEventListener(kind, event => {
    if (!pictureOf(event)) return;
    if (event.touches.length < 2) stop(event);
    else if (kind === "touchstart" && event.cancelable) event.preventDefault();
  }, { capture: true, passive: false });
}

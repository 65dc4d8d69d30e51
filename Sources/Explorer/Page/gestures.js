// Pointers, wheel and keys on the map, told as what they mean: move, zoom, run, point at.

/** A press that moves less is a click. */
const slack = 4;
/** Wheel deltas come in pixels, lines or pages. */
const wheelUnits = [1, 16, 400];
const zoomPerPixel = 1.0022;
const doubleClickTime = 350;

/**
 * @typedef {object} Gestures
 * @property {(right: number, down: number, isSmooth?: boolean) => void} move
 * @property {(factor: number, left: number, top: number, isSmooth: boolean) => void} zoom
 * @property {(left: number, top: number) => void} run
 * @property {(left: number, top: number) => void} point
 * @property {() => void} leave
 */

/** @param {HTMLElement} surface @param {Gestures} gestures */
export function listenToPointers(surface, gestures) {
  const pointers = new Map();
  let hasMoved = false;
  let lastClick = { time: -Infinity, left: 0, top: 0 };

  const place = (event) => {
    const bounds = surface.getBoundingClientRect();
    return [event.clientX - bounds.left, event.clientY - bounds.top];
  };

  surface.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (pointers.size === 0) hasMoved = false;
    pointers.set(event.pointerId, { start: place(event), last: place(event) });
    surface.setPointerCapture(event.pointerId);
    if (pointers.size > 1) hasMoved = true;
  });

  surface.addEventListener("pointermove", (event) => {
    const [left, top] = place(event);
    const pointer = pointers.get(event.pointerId);
    if (!pointer) return gestures.point(left, top);
    if (pointers.size === 1) {
      const [a, b] = pointer.start;
      hasMoved ||= Math.hypot(left - a, top - b) > slack;
      if (!hasMoved) return;
      surface.classList.add("dragging");
      gestures.move(left - pointer.last[0], top - pointer.last[1]);
      pointer.last = [left, top];
      if (event.pointerType !== "touch") gestures.point(left, top);
    } else {
      const other = [...pointers.values()].find((another) => another !== pointer);
      pinch(pointer, [left, top], other.last);
      pointer.last = [left, top];
    }
  });

  /** One finger moves while another stays: the middle between them moves, their distance zooms. */
  function pinch(pointer, to, fixed) {
    const distance = (p) => Math.max(Math.hypot(p[0] - fixed[0], p[1] - fixed[1]), 20);
    gestures.move((to[0] - pointer.last[0]) / 2, (to[1] - pointer.last[1]) / 2);
    const middle = [(to[0] + fixed[0]) / 2, (to[1] + fixed[1]) / 2];
    gestures.zoom(distance(to) / distance(pointer.last), ...middle, false);
  }

  const release = (event) => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    surface.classList.remove("dragging");
    const [left, top] = place(event);
    if (hasMoved || event.type === "pointercancel") return;
    const isDouble = event.timeStamp - lastClick.time < doubleClickTime
      && Math.hypot(left - lastClick.left, top - lastClick.top) < 20;
    if (isDouble) gestures.zoom(event.shiftKey ? 0.5 : 2, left, top, true);
    else gestures.run(left, top);
    lastClick = { time: isDouble ? -Infinity : event.timeStamp, left, top };
  };
  surface.addEventListener("pointerup", release);
  surface.addEventListener("pointercancel", release);
  // A finger that is lifted leaves what it pointed at in sight.
  surface.addEventListener("pointerleave", (event) => {
    if (pointers.size === 0 && event.pointerType !== "touch") gestures.leave();
  });

  surface.addEventListener("wheel", (event) => {
    event.preventDefault();
    // A pinch on a trackpad arrives as a wheel with the control key and small deltas.
    const strength = event.ctrlKey ? 4 : 1;
    const pixels = event.deltaY * wheelUnits[event.deltaMode] * strength;
    const factor = zoomPerPixel ** -Math.max(-400, Math.min(400, pixels));
    // Small deltas are smooth by themselves.
    gestures.zoom(factor, ...place(event), Math.abs(pixels) >= 40);
  }, { passive: false });
}

const directions = {
  ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

/**
 * Keys while the map has the focus, or nothing has.
 * @param {{pan: Function, step: Function, zoom: Function, reset: Function, run: Function}} commands
 */
export function listenToKeys(surface, commands) {
  document.addEventListener("keydown", (event) => {
    if (event.target !== surface && event.target !== document.body) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    if (direction && event.shiftKey) commands.step(...direction);
    else if (direction) commands.pan(...direction);
    else if (event.key === "+" || event.key === "=") commands.zoom(2);
    else if (event.key === "-" || event.key === "_") commands.zoom(0.5);
    else if (event.key === "0") commands.reset();
    else if (event.key === "Enter" || event.key === " ") commands.run();
    else return;
    event.preventDefault();
  });
}

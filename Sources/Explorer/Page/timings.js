// How long things took, for whoever measures the page: window.separatrixTimings, and the browser's
// own performance marks.

const timings = { firstPicture: null, viewports: [], trajectories: [] };
window.separatrixTimings = timings;

let asked = null;

/** The viewport was sent somewhere else. */
export function viewportAsked() {
  asked ??= performance.now();
}

/** Everything in sight was drawn in this frame. */
export function viewportShown() {
  const start = asked;
  asked = null;
  afterFrame(() => {
    performance.mark("separatrix viewport");
    timings.firstPicture ??= performance.now();
    if (start !== null) timings.viewports.push(performance.now() - start);
  });
}

/** Returns what to call in the frame that draws the trajectory. */
export function trajectoryAsked() {
  const start = performance.now();
  return () => afterFrame(() => {
    performance.mark("separatrix trajectory");
    timings.trajectories.push(performance.now() - start);
  });
}

/** A timer that is set while a frame is made runs when it has been painted. */
const afterFrame = (note) => setTimeout(note);

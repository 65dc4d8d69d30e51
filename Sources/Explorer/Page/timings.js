// How long things took, for whoever measures the page: window.separatrixTimings, and the browser's
// own performance marks.

const timings = { firstPicture: null, viewports: [], trajectories: [] };
window.separatrixTimings = timings;

let asked = null;

/** The viewport was sent somewhere else. */
export function viewportAsked() {
  asked ??= performance.now();
}

/** Everything in sight is drawn. */
export function viewportShown() {
  performance.mark("separatrix viewport");
  timings.firstPicture ??= performance.now();
  if (asked !== null) timings.viewports.push(performance.now() - asked);
  asked = null;
}

/** Returns what to call when the trajectory is drawn. */
export function trajectoryAsked() {
  const start = performance.now();
  return () => {
    performance.mark("separatrix trajectory");
    timings.trajectories.push(performance.now() - start);
  };
}

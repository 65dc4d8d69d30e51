// Keeps the state in the browser's address: soon while the map moves, as a step of the history when
// something was chosen.

import { fragmentOf } from "./state.js";

/** The address follows the map after it stood still so long. */
const pause = 250;

export class Address {
  #timer = 0;

  /** @param {() => import("./state.js").State} state @param {() => void} onWrite */
  constructor(state, onWrite) {
    Object.assign(this, { state, onWrite });
  }

  remember({ isStep = false } = {}) {
    clearTimeout(this.#timer);
    if (isStep) this.#write("pushState");
    else this.#timer = setTimeout(() => this.#write("replaceState"), pause);
  }

  #write(method) {
    const fragment = fragmentOf(this.state());
    if (fragment !== (location.hash || "#")) {
      history[method](null, "", fragment === "#" ? location.pathname : fragment);
    }
    this.onWrite();
  }
}

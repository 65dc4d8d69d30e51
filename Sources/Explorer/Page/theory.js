// Theory's lines in the window that is shown.

import { get, isAbort } from "./api.js";
import { valueAt } from "./coordinates.js";

const pause = 60;

export class TheoryLines {
  #key = "";
  #timer = 0;
  #request = null;
  lines = [];

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
  }

  clear() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#key = "";
    if (this.lines.length) {
      this.lines = [];
      this.onChange();
    }
  }

  /** Asks for the lines of a window, a little after the map stopped moving. */
  follow(viewport, view) {
    const window = ["x", "y"].flatMap((axis) => viewport.range(axis));
    const key = [view.id, ...window].join();
    if (key === this.#key) return;
    if (!this.#key.startsWith(view.id)) this.lines = [];
    this.#key = key;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(view, window, key), pause);
  }

  async #ask(view, [left, right, bottom, top], key) {
    this.#request?.abort();
    this.#request = new AbortController();
    const ends = (axis, low, high) => [low, high].map((u) => valueAt(axis, u)).sort((a, b) => a - b);
    const [x0, x1] = ends(view.x, left, right);
    const [y0, y1] = ends(view.y, bottom, top);
    try {
      const { formula, lines } = await get(
        "/api/theory", { view: view.id, x0, x1, y0, y1 }, this.#request.signal);
      if (key !== this.#key) return;
      // With noise there are several lines, and the formula is that of the one without noise.
      const isOfFormula = ({ name }) => name === "theory" || name.endsWith("without noise");
      const name = (line) => (formula && isOfFormula(line) ? `${line.name}: ${formula}` : line.name);
      this.lines = lines.map((line) => ({ ...line, name: name(line) }));
      this.onChange();
    } catch (error) {
      // A map without theory's lines is still a map; the next move asks again.
      if (!isAbort(error)) this.lines = [];
    }
  }
}

// Which colours the map has now: found when the first tiles of a variable come, once more when all in
// sight are there, and then kept while the map moves, so that colours can be compared.

import { ScaleColours, VerdictColours } from "./colours.js";

/** As the plot command has it. */
const colorsOfAmounts = "viridis";

export class Palette {
  #verdicts;
  #isProvisional = true;

  constructor(session) {
    this.session = session;
    this.#verdicts = new VerdictColours(session.verdicts);
    /** @type {ScaleColours | null} of a variable that is not a category, once it is found */
    this.scale = null;
  }

  /** What paints a variable; null before it is known. */
  colours(variable) {
    return variable.isCategory ? this.#verdicts : this.scale;
  }

  /** The name of the colours that a variable has unless the user chose others. */
  usual(variable) {
    return variable.isSigned ? this.session.diverging[0] : colorsOfAmounts;
  }

  forget() {
    this.scale = null;
    this.#isProvisional = true;
  }

  /** Keeps the colours until all tiles of another view are there. */
  loosen() {
    this.#isProvisional = true;
  }

  /**
   * Finds the scale if it is time to.
   * @param {{colors: string, range: [number, number] | null}} state what the user set
   * @returns whether it is another
   */
  choose(variable, tiles, isComplete, { colors, range }) {
    const isSettled = this.scale && !(this.#isProvisional && isComplete);
    if (variable.isCategory || tiles.length === 0 || isSettled) return false;
    this.#isProvisional = !isComplete;
    const name = colors || this.usual(variable);
    const parts = [variable, this.session.colorMaps[name], this.session.diverging.includes(name)];
    this.scale = range
      ? ScaleColours.between(...parts, range)
      : ScaleColours.fitting(tiles, ...parts) ?? ScaleColours.between(...parts, [0, 1]);
    return true;
  }
}

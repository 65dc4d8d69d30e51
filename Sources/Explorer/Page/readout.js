// What is known of the cell under the pointer: from its tile at once, the rest from the server.

import { get, isAbort } from "./api.js";
import { cellText, tileSide } from "./coordinates.js";
import { byId, element, swatch } from "./elements.js";
import { announce } from "./notices.js";
import { number, significant, spaced } from "./numbers.js";

/** The pointer rests this long before the server is asked for a cell. */
const rest = 70;

export class Readout {
  #timer = 0;
  #request = null;
  #shown = "";
  #words = "";

  constructor(store, verdicts) {
    this.place = byId("readout");
    this.store = store;
    this.verdicts = verdicts;
  }

  hide() {
    this.#cancel();
    this.place.hidden = true;
    this.#shown = "";
  }

  /** Shows the cell {kx, ky, i, j} of a view, and says it to those who move by keys. */
  show(view, variable, cell, isSpoken) {
    const key = [view.id, variable, cell.kx, cell.ky, cell.i, cell.j].join();
    if (key === this.#shown) return;
    this.#shown = key;
    this.#cancel();
    const known = this.#known(view, variable, cell);
    this.#write(view, cell, known, "");
    this.#timer = setTimeout(() => this.#ask(view, cell, known, isSpoken), rest);
  }

  #cancel() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = null;
  }

  /** What the tile under the cell says. */
  #known(view, variable, { kx, ky, i, j }) {
    const place = { kx, ky, i: Math.floor(i / tileSide), j: Math.floor(j / tileSide) };
    const tile = this.store.tile(view.id, place, variable);
    if (!tile) return {};
    const index = (j - place.j * tileSide) * tileSide + (i - place.i * tileSide);
    const verdict = this.verdicts.find(({ code }) => code === tile.verdicts[index]);
    const known = { verdict: verdict?.name ?? "not computed" };
    if (variable !== "verdict") known[variable] = tile.values.get(variable)[index];
    return known;
  }

  async #ask(view, cell, known, isSpoken) {
    this.#request = new AbortController();
    try {
      const { values, source, x, y } = await get(
        "/api/cell", { view: view.id, ...cell }, this.#request.signal);
      // A level that shows every so many-th stored cell answers with that cell's own place.
      this.#write(
        view, cell, { ...known, ...values }, source === "store" ? "from the store" : "", { x, y });
      if (isSpoken) announce(this.#words);
    } catch (error) {
      // A lost server is told once, for the whole page; the tile's values stay.
      if (!isAbort(error) && !error.isLost && !error.isUnknownView) {
        this.#write(view, cell, known, error.message);
      }
    }
  }

  #write(view, { kx, ky, i, j }, values, remark, place = {}) {
    const rows = [
      [view.x.symbol, cellText(view.x, i, kx, place.x)],
      [view.y.symbol, cellText(view.y, j, ky, place.y)],
    ];
    const { verdict } = values;
    const color = this.verdicts.find(({ name }) => name === verdict)?.color;
    if (verdict) rows.push(["verdict", color ? [swatch(color), ` ${verdict}`] : [verdict]]);
    for (const name of view.variables) {
      if (name === "verdict" || !(name in values)) continue;
      rows.push([spaced(name), significant(number(values[name]), 5)]);
    }
    this.#words = rows.map(([name, value]) => `${name} ${[value].flat().at(-1)}`).join(", ");
    const list = rows.flatMap(([name, value]) =>
      [element("dt", {}, name), element("dd", {}, ...[value].flat())]);
    this.place.replaceChildren(element("dl", {}, ...list));
    if (remark) this.place.append(element("p", { className: "hint" }, remark));
    this.place.hidden = false;
  }
}

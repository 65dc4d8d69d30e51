// The tiles at hand: kept in memory until others push them out.

import { tileSide } from "./coordinates.js";

/** About 150 MB of verdicts, values and pictures. */
const byteLimit = 150e6;

/** How many levels up a coarser tile may stand in for a missing one. */
const coarsest = 9;

/** @typedef {{kx: number, ky: number, i: number, j: number}} Place a tile's levels and numbers */

// Where pictures are made, one after the other.
const scratch = new OffscreenCanvas(tileSide, tileSide);
const context = scratch.getContext("2d");
const image = context.createImageData(tileSide, tileSide);
const pixels = new Uint32Array(image.data.buffer);

/** One tile of one view. */
class Tile {
  #picture;
  #colours;

  constructor({ kx, ky, i, j }) {
    Object.assign(this, { kx, ky, i, j });
    this.verdicts = null;
    /** By the variable's name. */
    this.values = new Map();
    /** Whether cells were missing, and whether there may be more by now. */
    this.isIncomplete = false;
    this.isStale = false;
    /** Whether its picture hides what lies behind. */
    this.isOpaque = false;
    this.#picture = null;
    this.#colours = null;
  }

  has(variable) {
    return variable === "verdict" ? this.verdicts !== null : this.values.has(variable);
  }

  take(frame, variable) {
    this.verdicts = frame.verdicts;
    if (frame.values) this.values.set(variable, frame.values);
    this.isIncomplete = frame.isIncomplete;
    this.isStale = false;
    this.#colours = null;
  }

  /** Its picture in colours that can paint it. */
  picture(colours) {
    if (this.#colours === colours) return this.#picture;
    this.#picture?.close();
    this.isOpaque = colours.paint(this, pixels);
    context.putImageData(image, 0, 0);
    this.#picture = scratch.transferToImageBitmap();
    this.#colours = colours;
    return this.#picture;
  }

  /** Gives the picture's memory back. */
  close() {
    this.#picture?.close();
    this.#picture = null;
    this.#colours = null;
  }

  get bytes() {
    return tileSide * tileSide * (5 + 4 * this.values.size);
  }
}

export const placeKey = ({ kx, ky, i, j }) => `${kx},${ky},${i},${j}`;

export class TileStore {
  #views = new Map();

  #tiles(view) {
    if (!this.#views.has(view)) this.#views.set(view, new Map());
    return this.#views.get(view);
  }

  /** A tile that has the variable, if it is known; it then counts as lately used. */
  tile(view, place, variable) {
    const tiles = this.#tiles(view);
    const key = placeKey(place);
    const tile = tiles.get(key);
    if (!tile?.has(variable)) return null;
    tiles.delete(key);
    tiles.set(key, tile);
    return tile;
  }

  put(view, place, frame, variable) {
    const tiles = this.#tiles(view);
    const key = placeKey(place);
    const tile = tiles.get(key) ?? new Tile(place);
    tile.take(frame, variable);
    tiles.set(key, tile);
    return tile;
  }

  /** The nearest coarser tile over a place; both axes' levels differ by about as much. */
  coarser(view, place, variable) {
    for (let up = 1; up <= coarsest; up++) {
      for (const [a, b] of [[up, up - 1], [up - 1, up], [up, up]]) {
        const tile = this.tile(view, above(place, a, b), variable);
        if (tile) return tile;
      }
    }
    return null;
  }

  /** Finer tiles within a place, the coarsest first. */
  finer(view, place, variable) {
    const found = [];
    for (const tile of this.#tiles(view).values()) {
      const [a, b] = [tile.kx - place.kx, tile.ky - place.ky];
      if (a < 0 || b < 0 || a + b === 0 || a + b > 6 || !tile.has(variable)) continue;
      const over = above(tile, a, b);
      if (over.i === place.i && over.j === place.j) found.push(tile);
    }
    return found.sort((p, q) => p.kx + p.ky - q.kx - q.ky);
  }

  /** Tiles that lacked cells when they came are to be asked for again. */
  expire(view) {
    for (const tile of this.#tiles(view).values()) tile.isStale = tile.isIncomplete;
  }

  /** Forgets what was not used lately, most of all of other views. */
  trim(view) {
    let bytes = 0;
    for (const tiles of this.#views.values()) for (const tile of tiles.values()) bytes += tile.bytes;
    const others = [...this.#views.keys()].filter((key) => key !== view);
    for (const key of [...others, view]) {
      const tiles = this.#tiles(key);
      for (const [place, tile] of tiles) {
        if (bytes <= byteLimit) return;
        bytes -= tile.bytes;
        tile.close();
        tiles.delete(place);
      }
      if (key !== view) this.#views.delete(key);
    }
  }
}

/** The place that covers another, so many levels up. */
export const above = ({ kx, ky, i, j }, a, b) => ({
  kx: kx - a,
  ky: ky - b,
  i: Math.floor(i / 2 ** a),
  j: Math.floor(j / 2 ** b),
});

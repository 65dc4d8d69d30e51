// From cells to pixels: verdicts by category, other variables by a scale of colours.

import { tileSide } from "./coordinates.js";
import { quantile } from "./numbers.js";

const diverged = 3;
/** As many cells as set the ends of a scale. */
const sampleCount = 40_000;

/** A colour "#rrggbb" as the little-endian word of a pixel. */
function pixel(color) {
  const rgb = parseInt(color.slice(1), 16);
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}

/** Colours of the verdicts; cells that are missing stay transparent. */
export class VerdictColours {
  constructor(verdicts) {
    this.pixels = new Uint32Array(256);
    for (const { code, color } of verdicts) this.pixels[code] = pixel(color);
  }

  /** Paints a tile's cells, the top row first; returns whether every one has a colour. */
  paint({ verdicts }, pixels) {
    const { pixels: colours } = this;
    let isOpaque = true;
    for (let row = 0; row < tileSide; row++) {
      const [start, end] = [row * tileSide, (row + 1) * tileSide];
      let from = (tileSide - 1 - row) * tileSide;
      for (let place = start; place < end; place++) {
        const verdict = verdicts[from++];
        if (verdict === 0) isOpaque = false;
        pixels[place] = colours[verdict];
      }
    }
    return isOpaque;
  }
}

/** A variable's numbers as positions on a table of colours. */
export class ScaleColours {
  /**
   * @param {{name: string, isSigned: boolean, isPositive: boolean}} variable
   * @param {string[]} table from low to high
   */
  constructor(variable, table, isDiverging, [low, high], isLog) {
    Object.assign(this, { variable, table, isDiverging, low, high, isLog });
    this.pixels = Uint32Array.from(table, pixel);
    this.start = isLog ? Math.log(low) : low;
    this.perUnit = table.length / ((isLog ? Math.log(high) : high) - this.start);
  }

  /** The scale that tells most about these tiles; null if none has a number. */
  static fitting(tiles, variable, table, isDiverging) {
    const values = sample(tiles, variable.name);
    const positive = values.filter((value) => value > 0);
    const kept = isLogarithmic(variable, isDiverging, [positive[0], positive.at(-1)]) ? positive : values;
    if (kept.length === 0) return null;
    let [low, high] = [quantile(kept, 0.01), quantile(kept, 0.99)];
    if (isDiverging) [low, high] = centred(low, high);
    return ScaleColours.between(variable, table, isDiverging, [low, high]);
  }

  /** The scale with given ends. */
  static between(variable, table, isDiverging, [low, high]) {
    if (!(high > low)) [low, high] = apart(low);
    const isLog = isLogarithmic(variable, isDiverging, [low, high]);
    return new ScaleColours(variable, table, isDiverging, [low, high], isLog);
  }

  /** Paints a tile's cells, the top row first; returns whether every one has a colour. */
  paint(tile, pixels) {
    const values = tile.values.get(this.variable.name);
    const { start: low, perUnit, isLog, pixels: colours } = this;
    const last = colours.length - 1;
    let isOpaque = true;
    for (let row = 0; row < tileSide; row++) {
      const [start, end] = [row * tileSide, (row + 1) * tileSide];
      let from = (tileSide - 1 - row) * tileSide;
      for (let place = start; place < end; place++) {
        const value = values[from++];
        const position = ((isLog ? Math.log(value) : value) - low) * perUnit;
        // What has no value stays transparent; zero is at the low end of a log scale.
        if (position >= last) pixels[place] = colours[last];
        else if (position >= 0) pixels[place] = colours[position | 0];
        else if (value === value) pixels[place] = colours[0];
        else {
          pixels[place] = 0;
          isOpaque = false;
        }
      }
    }
    return isOpaque;
  }
}

/**
 * Finite values of a variable, sorted. How far a cell had come when it was found to diverge says
 * little, and would leave the others a single colour.
 */
function sample(tiles, name) {
  const isOfStable = name === "objective" || name === "peak";
  const every = Math.max(1, Math.floor((tiles.length * tileSide * tileSide) / sampleCount));
  const [stable, all] = [[], []];
  for (const tile of tiles) {
    const values = tile.values.get(name);
    for (let n = 0; n < values.length; n += every | 1) {
      if (!Number.isFinite(values[n]) || tile.verdicts[n] === 0) continue;
      all.push(values[n]);
      if (tile.verdicts[n] !== diverged) stable.push(values[n]);
    }
  }
  return (isOfStable && stable.length > 0 ? stable : all).sort((a, b) => a - b);
}

/** Whether values span so many orders of magnitude that their logarithm tells more. */
const isLogarithmic = (variable, isDiverging, [low, high]) =>
  variable.isPositive && !isDiverging && low > 0 && high / low > 1000;

const centred = (low, high) => {
  const end = Math.max(Math.abs(low), Math.abs(high));
  return [-end, end];
};

/** Two ends about a single value. */
function apart(value) {
  const half = Math.abs(value) / 2 || 1;
  return [value - half, value + half];
}

// The plane of the map: values, cells, pixels.
//
// The coordinate u of an axis counts the sweep's own cells. At level k a cell is 2^−k wide in u, a
// tile is 256 cells wide.

import { clamp, significant } from "./numbers.js";

export const tileSide = 256;

/** Cells are numbered up to here: float64 holds such numbers with half a cell to spare. */
const cellLimit = 2 ** 50;

/** The value at the coordinate u of an axis of a view. */
export function valueAt(axis, u) {
  const share = u / axis.count;
  return axis.scale === "log"
    ? axis.from * Math.pow(axis.to / axis.from, share)
    : axis.from + share * (axis.to - axis.from);
}

/** The coordinate u of a value; not finite where a log axis cannot place it. */
export function coordinateOf(axis, value) {
  return axis.scale === "log"
    ? (axis.count * Math.log(value / axis.from)) / Math.log(axis.to / axis.from)
    : (axis.count * (value - axis.from)) / (axis.to - axis.from);
}

/** The value of a cell, written with as many digits as tell it from its neighbours. */
export function cellText(axis, number, level, place) {
  const width = 2 ** -level;
  const value = valueAt(axis, (number + 0.5) * width);
  const distance = Math.abs(valueAt(axis, (number + 1.5) * width) - value);
  const digits = Math.ceil(Math.log10(Math.abs(value) / distance)) + 2;
  return significant(place ?? value, Number.isFinite(digits) ? clamp(digits, 4, 17) : 17);
}

/** The coordinates between which an axis may be shown, infinite where nothing bounds it. */
export function domainOf(axis) {
  const [low, high] = axis.domain ?? [null, null];
  const ends = [
    low === null ? NaN : coordinateOf(axis, low),
    high === null ? NaN : coordinateOf(axis, high),
  ];
  const [first, last] = axis.to < axis.from ? ends.reverse() : ends;
  return [Number.isNaN(first) ? -Infinity : first, Number.isNaN(last) ? Infinity : last];
}

/** The deepest level at which the axis's cells near u have numbers, and values, of their own. */
function deepestLevel(axis, u, levels, precision) {
  const byNumber = Math.floor(Math.log2(cellLimit / Math.max(Math.abs(u), 1)));
  const value = Math.abs(valueAt(axis, u));
  const width = Math.abs(valueAt(axis, u + 0.5) - valueAt(axis, u - 0.5));
  const ulp = Math.max(value, width) * (precision === "float32" ? 2 ** -23 : 2 ** -52);
  const byPrecision = Math.floor(Math.log2(width / ulp));
  return {
    byPrecision: Number.isFinite(byPrecision) ? byPrecision : levels.max,
    byNumber: Math.min(byNumber, levels.max),
  };
}

/**
 * Which part of the plane is shown, and where: immutable.
 *
 * `frame` is the map's rectangle in CSS pixels; `x` and `y` hold the coordinate at its middle and
 * the pixels per unit of u. y points up.
 */
export class Viewport {
  constructor(frame, x, y) {
    this.frame = frame;
    this.x = x;
    this.y = y;
  }

  /** Shows a window of u, given as centre and span, whole. */
  static showing(frame, centre, span) {
    return new Viewport(
      frame,
      { centre: centre[0], scale: frame.width / span[0] },
      { centre: centre[1], scale: frame.height / span[1] },
    );
  }

  get centre() {
    return [this.x.centre, this.y.centre];
  }

  get span() {
    return [this.frame.width / this.x.scale, this.frame.height / this.y.scale];
  }

  left(u) {
    return this.frame.left + this.frame.width / 2 + (u - this.x.centre) * this.x.scale;
  }

  top(u) {
    return this.frame.top + this.frame.height / 2 - (u - this.y.centre) * this.y.scale;
  }

  /** The coordinates under a pixel. */
  at(left, top) {
    const { frame, x, y } = this;
    return [
      x.centre + (left - frame.left - frame.width / 2) / x.scale,
      y.centre - (top - frame.top - frame.height / 2) / y.scale,
    ];
  }

  contains(left, top) {
    const { frame } = this;
    return (
      left >= frame.left && left < frame.left + frame.width &&
      top >= frame.top && top < frame.top + frame.height
    );
  }

  /** [low, high] of u along "x" or "y". */
  range(axis) {
    const half = (axis === "x" ? this.frame.width : this.frame.height) / 2 / this[axis].scale;
    return [this[axis].centre - half, this[axis].centre + half];
  }

  moved(right, down) {
    return new Viewport(
      this.frame,
      { ...this.x, centre: this.x.centre - right / this.x.scale },
      { ...this.y, centre: this.y.centre + down / this.y.scale },
    );
  }

  movedByCells(view, right, down) {
    const [kx, ky] = this.levels(view);
    return this.moved(right * this.x.scale * 2 ** -kx, down * this.y.scale * 2 ** -ky);
  }

  /** Zoomed so that what lies under a pixel stays there. */
  zoomed(factor, left, top) {
    const [ux, uy] = this.at(left, top);
    const about = (axis, u) => ({
      centre: u + (axis.centre - u) / factor,
      scale: axis.scale * factor,
    });
    return new Viewport(this.frame, about(this.x, ux), about(this.y, uy));
  }

  framed(frame) {
    return Viewport.showing(frame, this.centre, this.span);
  }

  /** A share of the way to another viewport: scales change evenly to the eye. */
  towards(target, share) {
    const between = (from, to) => {
      const scale = from.scale * Math.pow(to.scale / from.scale, share);
      // The pixel that stays in place while zooming stays in place on the way, too.
      const change = 1 / from.scale - 1 / to.scale;
      const part = Math.abs(change * from.scale) < 1e-9
        ? share
        : (1 / from.scale - 1 / scale) / change;
      return { centre: from.centre + (to.centre - from.centre) * part, scale };
    };
    return new Viewport(target.frame, between(this.x, target.x), between(this.y, target.y));
  }

  /** Kept where there is something to see, and not zoomed beyond what the numbers can tell. */
  limited(view) {
    const axes = [
      limitedAxis(this.x, this.frame.width, view.x, view),
      limitedAxis(this.y, this.frame.height, view.y, view),
    ];
    // Both axes stop together, so that the map keeps its shape.
    const factor = [axes[0].scale / this.x.scale, axes[1].scale / this.y.scale];
    const stop = factor[0] !== 1 ? factor[0] : factor[1];
    return new Viewport(
      this.frame,
      { ...axes[0], scale: this.x.scale * stop },
      { ...axes[1], scale: this.y.scale * stop },
    );
  }

  /** The level of each axis whose cells are the finest of about one pixel or more. */
  levels(view) {
    const level = (axis, of) => {
      const deepest = deepestLevel(of, axis.centre, view.levels, view.precision);
      return clamp(Math.floor(Math.log2(axis.scale) + 0.02), view.levels.min, deepest.byNumber);
    };
    return [level(this.x, view.x), level(this.y, view.y)];
  }

  /** Whether neighbouring cells have the same numbers. */
  isTooDeep(view) {
    const levels = this.levels(view);
    return ["x", "y"].some((axis, index) => {
      const deepest = deepestLevel(view[axis], this[axis].centre, view.levels, view.precision);
      return levels[index] > deepest.byPrecision;
    });
  }

  /** The cell under a pixel. */
  cell(view, left, top) {
    const [kx, ky] = this.levels(view);
    const [x, y] = this.at(left, top);
    return { kx, ky, i: Math.floor(x * 2 ** kx), j: Math.floor(y * 2 ** ky) };
  }

  /** The tiles that can be seen, those nearest to the middle first. */
  tiles(view) {
    const [kx, ky] = this.levels(view);
    const [columns, rows] = [
      tileNumbers(this.range("x"), domainOf(view.x), kx),
      tileNumbers(this.range("y"), domainOf(view.y), ky),
    ];
    const middle = [(this.x.centre * 2 ** kx) / tileSide, (this.y.centre * 2 ** ky) / tileSide];
    const tiles = [];
    for (let j = rows[0]; j <= rows[1]; j++) {
      for (let i = columns[0]; i <= columns[1]; i++) {
        const distance = Math.hypot(i + 0.5 - middle[0], j + 0.5 - middle[1]);
        tiles.push({ kx, ky, i, j, distance });
      }
    }
    return tiles.sort((a, b) => a.distance - b.distance);
  }
}

/** First and last tile of an axis that are both in sight and in the domain. */
function tileNumbers(range, domain, k) {
  const perUnit = 2 ** k / tileSide;
  const low = Math.max(range[0], domain[0]) * perUnit;
  const high = Math.min(range[1], domain[1]) * perUnit;
  return [Math.floor(low), Math.ceil(high) - 1];
}

function limitedAxis(shown, length, axis, view) {
  const [low, high] = domainOf(axis);
  // Part of the map stays in sight.
  const first = Math.max(low, -(2 ** 20) * axis.count);
  const last = Math.min(high, 2 ** 20 * axis.count);
  const centre = clamp(shown.centre, first, last);
  const deepest = deepestLevel(axis, centre, view.levels, view.precision);
  // Some levels beyond the precision: cells that cannot be told apart show it.
  const top = 2 ** Math.min(deepest.byNumber, deepest.byPrecision + 4);
  return { centre, scale: clamp(shown.scale, 2 ** view.levels.min, Math.max(top, 1)) };
}

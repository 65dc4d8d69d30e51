// Draws the tiles of a viewport on a canvas: what is known now, coarser or finer where the right
// tile is still missing, stripes where there is nothing.

import { domainOf, tileSide } from "./coordinates.js";
import { above } from "./tiles.js";

/** Coarse tiles lie so many levels above the fine ones. */
const coarseStep = 3;
/** So many fine tiles without anything over them are worth a coarse one first. */
const worthCoarse = 4;

export class TileMap {
  constructor(canvas, store) {
    this.canvas = canvas;
    // An opaque canvas is quicker to put on the page.
    this.context = canvas.getContext("2d", { alpha: false });
    this.store = store;
  }

  resize(width, height, ratio) {
    Object.assign(this, { width, height, ratio });
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
  }

  /** Takes the colours and the font of the style sheet, again when they change. */
  readStyle() {
    const style = getComputedStyle(this.canvas);
    const color = (name) => style.getPropertyValue(name);
    this.style = { ink: color("--ink"), page: color("--page"), family: style.fontFamily };
    this.stripes = stripes(color("--nothing-a"), color("--nothing-b"));
  }

  /**
   * What a viewport needs of a view: tiles that are `known` or `standIns` for others, and what is
   * `missing`, in the order to ask for it. Coarse tiles come first where nothing at all is known.
   */
  survey(viewport, view, variable) {
    const known = [];
    const standIns = new Set();
    const missing = [];
    const coarse = new Map();
    let bare = 0;
    for (const place of viewport.tiles(view)) {
      const tile = this.store.tile(view.id, place, variable);
      if (tile) known.push(tile);
      if (tile && !tile.isStale) continue;
      missing.push(place);
      const standIn = tile ?? this.store.coarser(view.id, place, variable);
      if (standIn) {
        standIns.add(standIn);
      } else {
        bare += 1;
        const over = above(place, ...coarseSteps(place, view.levels.min));
        coarse.set(`${over.i},${over.j}`, over);
      }
    }
    if (bare >= worthCoarse) missing.unshift(...coarse.values());
    return { known, standIns: [...standIns], missing };
  }

  /**
   * Draws what is known; afterwards the context's unit is the CSS pixel.
   * @param {object | null} colours what paints the variable, once that is known
   * @param {string | null} ghost a view that was shown before, drawn faintly where nothing is known
   */
  draw(viewport, view, variable, colours, ghost) {
    const { context, ratio, style } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = style.page;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const { left, top, width, height } = viewport.frame;
    context.save();
    context.beginPath();
    context.rect(...[left, top, width, height].map((length) => length * ratio));
    context.clip();
    context.imageSmoothingEnabled = false;
    const places = colours ? viewport.tiles(view) : [];
    const tiles = places.map((place) => this.store.tile(view.id, place, variable));
    if (!isCovered(viewport, view, tiles, colours)) {
      context.fillStyle = this.stripes;
      context.fillRect(...[left, top, width, height].map((length) => length * ratio));
    }
    places.forEach((place, index) => {
      if (tiles[index]) this.#drawPart(viewport, tiles[index], place, colours);
      else this.#drawStandIns(viewport, view.id, place, variable, colours, ghost);
    });
    context.restore();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  #drawStandIns(viewport, view, place, variable, colours, ghost) {
    const coarser = this.store.coarser(view, place, variable);
    const parts = this.store.finer(view, place, variable);
    if (coarser) this.#drawPart(viewport, coarser, place, colours);
    for (const part of parts) this.#drawPart(viewport, part, part, colours);
    if (coarser || parts.length > 0 || !ghost) return;
    const old = this.store.tile(ghost, place, variable) ?? this.store.coarser(ghost, place, variable);
    if (!old) return;
    this.context.globalAlpha = 0.35;
    this.#drawPart(viewport, old, place, colours);
    this.context.globalAlpha = 1;
  }

  /** Draws the part of a tile that lies in a place. */
  #drawPart(viewport, tile, place, colours) {
    const [left, right] = this.#edges(place.i, place.kx, (u) => viewport.left(u));
    const [bottom, top] = this.#edges(place.j, place.ky, (u) => viewport.top(u));
    const [a, b] = [2 ** (place.kx - tile.kx), 2 ** (place.ky - tile.ky)];
    const width = tileSide / a;
    const height = tileSide / b;
    const sourceLeft = (place.i - tile.i * a) * width;
    const sourceTop = ((tile.j + 1) * b - place.j - 1) * height;
    this.context.drawImage(
      tile.picture(colours), sourceLeft, sourceTop, width, height,
      left, top, right - left, bottom - top,
    );
  }

  /** Whole pixels, so that neighbours meet without a seam. */
  #edges(number, level, place) {
    const width = tileSide * 2 ** -level;
    return [number, number + 1].map((n) => Math.round(place(n * width) * this.ratio));
  }
}

const coarseSteps = ({ kx, ky }, least) =>
  [kx, ky].map((level) => Math.min(coarseStep, level - least));

/** Whether tiles hide all that lies behind them. */
function isCovered(viewport, view, tiles, colours) {
  const isInside = ["x", "y"].every((axis) => {
    const [low, high] = viewport.range(axis);
    const [first, last] = domainOf(view[axis]);
    return first <= low && high <= last;
  });
  return isInside && tiles.length > 0
    && tiles.every((tile) => tile?.picture(colours) && tile.isOpaque);
}

function stripes(a, b) {
  const side = 16;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  context.fillStyle = a;
  context.fillRect(0, 0, side, side);
  context.strokeStyle = b;
  context.lineWidth = side / 2 / Math.SQRT2;
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - 2, side + 2);
    context.lineTo(shift + side + 2, -2);
  }
  context.stroke();
  return context.createPattern(canvas, "repeat");
}

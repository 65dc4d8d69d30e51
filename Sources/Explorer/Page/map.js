// Draws the tiles of a viewport on a canvas: what is known now, coarser or finer where the right
// tile is still missing.

import { tileSide } from "./coordinates.js";
import { above } from "./tiles.js";

/** Coarse tiles lie so many levels above the fine ones. */
const coarseStep = 3;
/** So many fine tiles without anything over them are worth a coarse one first. */
const worthCoarse = 4;

export class TileMap {
  constructor(canvas, store) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: true });
    this.store = store;
  }

  resize(width, height, ratio) {
    this.ratio = ratio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
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
    for (const place of viewport.tiles(view, ...viewport.levels(view))) {
      const tile = this.store.tile(view.id, place, variable);
      if (tile) known.push(tile);
      if (tile && !tile.isStale) continue;
      missing.push(place);
      const standIn = tile ?? this.store.coarser(view.id, place, variable);
      if (standIn) {
        standIns.add(standIn);
      } else {
        bare += 1;
        const over = above(place, ...this.#coarseSteps(place, view.levels.min));
        coarse.set(`${over.i},${over.j}`, over);
      }
    }
    if (bare >= worthCoarse) missing.unshift(...coarse.values());
    return { known, standIns: [...standIns], missing };
  }

  #coarseSteps({ kx, ky }, least) {
    return [kx, ky].map((level) => Math.min(coarseStep, level - least));
  }

  /**
   * Draws what is known.
   * @param {string | null} ghost a view that was shown before, drawn faintly where nothing is known
   */
  draw(viewport, view, variable, colours, ghost) {
    const { context, ratio } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.imageSmoothingEnabled = false;
    context.save();
    const { frame } = viewport;
    context.beginPath();
    context.rect(...[frame.left, frame.top, frame.width, frame.height].map((n) => n * ratio));
    context.clip();
    for (const place of viewport.tiles(view, ...viewport.levels(view))) {
      const isDrawn = this.#drawPlace(viewport, view.id, place, variable, colours);
      if (isDrawn || !ghost) continue;
      context.globalAlpha = 0.35;
      this.#drawPlace(viewport, ghost, place, variable, colours);
      context.globalAlpha = 1;
    }
    context.restore();
  }

  #drawPlace(viewport, view, place, variable, colours) {
    const tile = this.store.tile(view, place, variable);
    if (tile) {
      this.#drawPart(viewport, tile, place, colours);
      return true;
    }
    const coarser = this.store.coarser(view, place, variable);
    if (coarser) this.#drawPart(viewport, coarser, place, colours);
    const finer = this.store.finer(view, place, variable);
    for (const part of finer) this.#drawPart(viewport, part, part, colours);
    return coarser !== null || finer.length > 0;
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
      picture(tile, colours), sourceLeft, sourceTop, width, height,
      left, top, right - left, bottom - top,
    );
  }

  /** Whole pixels, so that neighbours meet without a seam. */
  #edges(number, level, place) {
    const width = tileSide * 2 ** -level;
    return [number, number + 1].map((n) => Math.round(place(n * width) * this.ratio));
  }
}

/** A tile's picture in the present colours. */
function picture(tile, colours) {
  if (tile.paintedWith === colours) return tile.picture;
  tile.picture ??= new OffscreenCanvas(tileSide, tileSide);
  const context = tile.picture.getContext("2d");
  const image = context.createImageData(tileSide, tileSide);
  colours.paint(tile, new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
  tile.paintedWith = colours;
  return tile.picture;
}

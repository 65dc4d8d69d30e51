// The map on the page: where it is, which tiles it needs, and its frames.

import { margins } from "./axes.js";
import { Viewport } from "./coordinates.js";
import { TileLoader } from "./loader.js";
import { TileMap } from "./map.js";
import { Motion } from "./motion.js";
import { notice } from "./notices.js";
import { drawOverlay } from "./overlay.js";
import { Palette } from "./palette.js";
import { TheoryLines } from "./theory.js";
import { TileStore } from "./tiles.js";
import { viewportAsked, viewportShown } from "./timings.js";

/** Tiles that come one by one are drawn together, so many milliseconds' worth. */
const gathering = 40;
/** Computing that takes longer is mentioned. */
const patience = 600;

/**
 * @typedef {object} Listener
 * @property {() => void} onMove the map was sent somewhere
 * @property {() => void} onStill a frame was drawn, and the map stands still
 * @property {() => void} onLegend colours or lines changed
 * @property {(error: import("./api.js").RequestError) => void} onError
 */

/** Whether two hyperparameters are the coordinates of a plane. */
const isPlane = (...names) =>
  ["re_z im_z", "im_z re_z"].includes(names.join(" "))
  || names.every((name) => name.startsWith("initial_point_"));

export class Stage {
  #isScheduled = false;
  #gatherer = 0;
  #isComplete = false;
  #missingSince = null;
  /** A view that was shown before on the same axes. */
  #ghost = null;

  /** @param {HTMLCanvasElement} canvas @param {Listener} listener */
  constructor(canvas, session, view, state, listener) {
    Object.assign(this, { canvas, session, view, state, listener });
    this.store = new TileStore();
    this.palette = new Palette(session);
    this.map = new TileMap(canvas, this.store);
    this.motion = new Motion(() => this.#moved());
    this.theory = new TheoryLines(() => {
      listener.onLegend();
      this.draw();
    });
    this.loader = new TileLoader(
      (view, variable, place, frame) => this.#tileCame(view, variable, place, frame),
      (error) => this.#loaded(error));
  }

  get variable() {
    return this.session.variables.find(({ name }) => name === this.state.variable);
  }

  /** Where the map is, or is going. */
  get viewport() {
    return this.motion.target;
  }

  /** Shows another view; on the same axes the map stays where it is. */
  show(view, isSamePlane) {
    if (view.id !== this.view.id) this.#ghost = isSamePlane ? this.view.id : null;
    this.view = view;
    this.loader.forgive();
    this.theory.clear();
    if (isSamePlane) this.palette.loosen();
    else this.palette.forget();
    this.draw();
  }

  // The way around

  /** Fits the map into its element, and shows what the state says when it is the first time. */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const edge = margins(width);
    this.frame = {
      left: edge.left, top: edge.top,
      width: Math.max(width - edge.left - edge.right, 40),
      height: Math.max(height - edge.top - edge.bottom, 40),
    };
    this.map.resize(width, height, Math.min(devicePixelRatio, 2));
    const shown = this.viewport?.framed(this.frame) ?? this.placeOf(this.state);
    this.motion.jump(shown.limited(this.view));
    // A canvas that changed its size is blank until it is drawn.
    this.#isScheduled = true;
    this.#frame(performance.now());
  }

  /** The whole map; in a plane whose lengths compare, a circle looks like one. */
  whole() {
    const { x, y } = this.view;
    const spans = [x.count, y.count];
    if (isPlane(x.name, y.name) && x.scale === "linear" && y.scale === "linear") {
      const values = [Math.abs(x.to - x.from), Math.abs(y.to - y.from)];
      const pixels = Math.min(this.frame.width / values[0], this.frame.height / values[1]);
      spans[0] *= this.frame.width / pixels / values[0];
      spans[1] *= this.frame.height / pixels / values[1];
    }
    return Viewport.showing(this.frame, [x.count / 2, y.count / 2], spans);
  }

  /** What a state shows: a part, or the whole. */
  placeOf({ centre, span }) {
    return centre && span ? Viewport.showing(this.frame, centre, span) : this.whole();
  }

  /** Centre and span of what is shown, for a link; none for the whole map. */
  get place() {
    const { centre, span } = this.viewport;
    const whole = this.whole();
    const isWhole = [0, 1].every((n) =>
      Math.abs(centre[n] - whole.centre[n]) < 1e-9 && Math.abs(span[n] / whole.span[n] - 1) < 1e-9);
    return isWhole ? { centre: null, span: null } : { centre, span };
  }

  get middle() {
    const { left, top, width, height } = this.frame;
    return [left + width / 2, top + height / 2];
  }

  go(viewport, isSmooth = false) {
    const target = viewport.limited(this.view);
    if (isSmooth) this.motion.glide(target);
    else this.motion.jump(target);
    this.#tellDepth(target.x.scale < viewport.x.scale * 0.999);
  }

  zoom(factor, [left, top] = this.middle, isSmooth = true) {
    this.go(this.viewport.zoomed(factor, left, top), isSmooth);
  }

  /** Says where numbers end: beyond, neighbouring cells are the same. */
  #tellDepth(isAtEnd) {
    const { precision } = this.view;
    const advice = precision === "float32" ? "; float64 in the settings goes deeper" : "";
    notice("depth",
      this.viewport.isTooDeep(this.view)
        ? `Neighbouring cells have the same ${precision} numbers here${advice}.`
      : isAtEnd ? "The map goes no deeper here."
      : null);
  }

  // Tiles

  #tileCame(view, variable, place, frame) {
    this.store.put(view, place, frame, variable);
    if (view !== this.view.id) return;
    if (this.loader.isIdle) this.draw();
    else this.#gatherer ||= setTimeout(() => this.draw(), gathering);
  }

  #loaded(error) {
    notice("tiles", error && !error.isSeparate ? error.message : null, { isAlarm: true });
    if (error?.isSeparate) this.listener.onError(error);
    if (error?.isBusy) setTimeout(() => this.draw(), 1100);
    else if (!error?.isLost) this.draw();
  }

  /** The store has more than before. */
  refresh() {
    this.store.expire(this.view.id);
    this.loader.forgive();
    this.draw();
  }

  /** Asks for what is missing where the map is going. */
  #survey() {
    const survey = this.map.survey(this.viewport, this.view, this.state.variable);
    this.loader.want(this.view.id, this.state.variable, survey.missing);
    return survey;
  }

  // Colours

  /** Sets the ends of the colours by what is in sight; returns them. */
  fitColours() {
    this.palette.forget();
    const { known, standIns } = this.#survey();
    this.#chooseColours([...known, ...standIns], true, { ...this.state, range: null });
    this.draw();
    return this.palette.scale && [this.palette.scale.low, this.palette.scale.high];
  }

  #chooseColours(tiles, isComplete, state) {
    const isAnother = this.palette.choose(this.variable, tiles, isComplete, state);
    if (isAnother) this.listener.onLegend();
  }

  // Frames

  /** The map was sent somewhere: what it needs is asked for at once, then drawn. */
  #moved() {
    this.#isComplete = false;
    viewportAsked();
    if (!this.#isScheduled) this.#survey();
    this.draw();
    this.listener.onMove();
  }

  /** Draws with the next frame. */
  draw() {
    clearTimeout(this.#gatherer);
    this.#gatherer = 0;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame((time) => this.#frame(time));
  }

  #frame(time) {
    this.#isScheduled = false;
    const { view, state } = this;
    const { known, standIns, missing } = this.#survey();
    this.#chooseColours([...known, ...standIns], missing.length === 0, state);
    if (missing.length === 0) this.#ghost = null;

    const viewport = this.motion.at(time);
    const colours = this.palette.colours(this.variable);
    this.map.draw(viewport, view, state.variable, colours, this.#ghost);
    drawOverlay(this.map.context, viewport, view, {
      lines: state.showsTheory ? this.theory.lines : [],
      mark: state.cell,
      showsCross: this.canvas.matches(":focus-visible"),
      style: this.map.style,
    });
    if (this.motion.isMoving) return this.draw();

    if (state.showsTheory) this.theory.follow(viewport, view);
    this.listener.onStill();
    this.#mentionComputing(missing.length);
    if (missing.length > 0 || this.#isComplete) return;
    this.#isComplete = true;
    viewportShown();
    this.store.trim(view.id);
  }

  #mentionComputing(count) {
    if (count === 0) {
      this.#missingSince = null;
      notice("computing", null);
      return;
    }
    this.#missingSince ??= performance.now();
    const isLong = performance.now() - this.#missingSince > patience;
    if (isLong) notice("computing", `Computing … ${count} ${count === 1 ? "tile" : "tiles"} to go`);
    else setTimeout(() => this.draw(), patience);
  }
}

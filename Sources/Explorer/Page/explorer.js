// The page: introduces the parts to each other.

import { Address } from "./address.js";
import { get, postView } from "./api.js";
import { axisTitle, margins } from "./axes.js";
import { valueAt, Viewport } from "./coordinates.js";
import { byId, element } from "./elements.js";
import { exportAddress } from "./exports.js";
import { listenToKeys, listenToPointers } from "./gestures.js";
import { showLegend } from "./legend.js";
import { TileLoader } from "./loader.js";
import { TileMap } from "./map.js";
import { Motion } from "./motion.js";
import { announce, notice } from "./notices.js";
import { grouped, significant } from "./numbers.js";
import { Overlay } from "./overlay.js";
import { Palette } from "./palette.js";
import { showPanel } from "./panel.js";
import { Readout } from "./readout.js";
import { fragmentOf, parseState } from "./state.js";
import { Status } from "./status.js";
import { followTheme } from "./theme.js";
import { TheoryLines } from "./theory.js";
import { TileStore } from "./tiles.js";
import { viewportAsked, viewportShown } from "./timings.js";
import { TrajectoryPanel } from "./trajectory.js";
import { changedRequest, isSamePlane, ViewLoader } from "./views.js";

/** Computing that takes longer is mentioned. */
const patience = 600;
const narrow = matchMedia("(max-width: 700px)");

class Explorer {
  #isScheduled = false;
  #pointer = null;
  #isComplete = false;
  #missingSince = null;

  constructor(session, state, view) {
    Object.assign(this, { session, state, view });
    this.ghost = null;
    this.stage = byId("stage");
    this.surface = byId("overlay");
    this.address = new Address(() => this.#sharedState(), () => this.#describe());
    this.views = new ViewLoader(
      (view, request, isLasting) => this.#take(view, request, isLasting),
      (error) => this.#refused(error));
    this.store = new TileStore();
    this.map = new TileMap(byId("map"), this.store);
    this.overlay = new Overlay(this.surface);
    this.motion = new Motion(() => this.#moved());
    this.theory = new TheoryLines(() => this.#linesChanged());
    this.readout = new Readout(this.store, session.verdicts);
    this.trajectory = new TrajectoryPanel(
      session, () => this.#closeTrajectory(), () => this.#askAgain());
    this.loader = new TileLoader(
      (view, variable, place, frame) => this.#tileCame(view, variable, place, frame),
      (error) => this.#loaded(error));
    this.status = new Status(() => this.#moreIsDone(), () => this.#askAgain());
    this.palette = new Palette(session);
  }

  start() {
    this.#repairState();
    this.#listen();
    followTheme(() => {
      this.overlay.readStyle();
      this.#schedule();
    });
    this.overlay.readStyle();
    this.#togglePanel(!narrow.matches);
    this.#resize();
    new ResizeObserver(() => this.#resize()).observe(this.stage);
    this.#showView();
    if (this.state.cell) this.#runCell(this.state.cell);
    this.status.watch();
  }

  // What is shown

  /** Names in a link that this explorer does not have fall back to the usual. */
  #repairState() {
    if (!this.view.variables.includes(this.state.variable)) this.state.variable = "verdict";
    if (!(this.state.colors in this.session.colorMaps)) this.state.colors = "";
  }

  get #variable() {
    return this.session.variables.find(({ name }) => name === this.state.variable);
  }

  #showView() {
    this.#showPanel();
    this.#showHeading();
  }

  #showHeading() {
    const { view } = this;
    byId("title").textContent = view.title;
    document.title = `${view.title} · Separatrix`;
    const held = view.parameters.filter(({ isAxis }) => !isAxis)
      .map(({ symbol, value }) => `${symbol} = ${significant(value, 4)}`);
    byId("subtitle").textContent =
      [...held, `${grouped(view.steps)} steps`, view.precision].join(" · ");
    this.#showLegend();
    this.#schedule();
  }

  #showPanel() {
    showPanel(this.session, this.view, this.state, {
      ask: (change, isLasting = true) => this.#change(change, isLasting),
      show: (change) => this.#show(change),
      palette: this.palette,
      copyLink: () => this.#copyLink(),
      exportAddress: (name) => exportAddress(name, this.motion.target, this.view, this.state),
    });
  }

  #showLegend() {
    showLegend({
      verdicts: this.session.verdicts,
      scale: this.#variable.isCategory ? null : this.palette.scale,
      label: this.#variable.summary,
      lines: this.state.showsTheory ? this.theory.lines : [],
      onFit: () => this.#fitColours(),
    });
  }

  /** Changes what is shown of the view. */
  #show(change) {
    const isOfColours = ["variable", "colors", "range"].some((key) => key in change);
    if (change.variable && change.variable !== this.state.variable) change.colors = "";
    Object.assign(this.state, change);
    if (isOfColours) this.palette.forget();
    this.#showPanel();
    this.#showLegend();
    this.address.remember({ isStep: true });
    this.#schedule();
  }

  // The view

  /** Changes what is asked of the server; a change that lasts is a step in the history. */
  #change(change, isLasting) {
    const request = changedRequest(this.state.request, this.view, change);
    if (!isLasting) this.state.request = request;
    this.views.load(request, isLasting);
  }

  /** The choosers go back to what is shown. */
  #refused(error) {
    if (error.isLost) this.status.lost(error);
    else notice("view", error.message, { isAlarm: true, seconds: 10 });
    this.#showPanel();
  }

  #take(view, request, isLasting) {
    const before = this.view;
    const isSame = isSamePlane(view, before);
    this.view = view;
    this.state.request = request;
    notice("view", null);
    if (before.id !== view.id) this.ghost = isSame ? before.id : null;
    this.loader.forgive();
    this.theory.clear();
    this.#repairState();
    if (!isSame) {
      this.#closeTrajectory();
      this.readout.hide();
      this.motion.jump(this.#whole());
    } else if (this.trajectory.isOpen && this.state.cell) {
      this.#runCell(this.state.cell);
    }
    // A slider that is being dragged must not be replaced.
    if (isLasting) this.#showView();
    else this.#showHeading();
    if (isSame) this.palette.loosen();
    else this.palette.forget();
    this.address.remember({ isStep: isLasting });
  }

  /** The server forgot the view, or is another one now. */
  async #askAgain() {
    this.loader.forgive();
    await this.views.load(this.state.request, false);
    this.#schedule();
  }

  // Colours

  /** Sets the ends of the colours by what is in sight, and keeps them. */
  #fitColours() {
    const { known, standIns } = this.#survey();
    this.state.range = null;
    this.palette.forget();
    if (!this.#chooseColours([...known, ...standIns], true)) return;
    this.state.range = [this.palette.scale.low, this.palette.scale.high];
    this.address.remember();
    this.#schedule();
  }

  #chooseColours(tiles, isComplete) {
    const isAnother = this.palette.choose(this.#variable, tiles, isComplete, this.state);
    if (isAnother) this.#showLegend();
    return isAnother;
  }

  // Tiles

  #tileCame(view, variable, place, frame) {
    this.store.put(view, place, frame, variable);
    if (view === this.view.id) this.#schedule();
  }

  #loaded(error) {
    if (error?.isUnknownView) return void this.#askAgain();
    if (error?.isLost) return this.status.lost(error);
    notice("tiles", error && !error.isBusy ? error.message : null, { isAlarm: true });
    if (error?.isBusy) setTimeout(() => this.#schedule(), 1100);
    this.#schedule();
  }

  #moreIsDone() {
    this.store.expire(this.view.id);
    this.loader.forgive();
    this.#schedule();
  }

  // Frames

  /** The map was sent somewhere: what it needs is asked for at once, then drawn. */
  #moved() {
    this.#isComplete = false;
    viewportAsked();
    if (!this.#isScheduled) this.#survey();
    this.#schedule();
    this.address.remember();
  }

  #schedule() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame((time) => this.#frame(time));
  }

  /** Asks for what is missing where the map is going. */
  #survey() {
    const survey = this.map.survey(this.motion.target, this.view, this.state.variable);
    this.loader.want(this.view.id, this.state.variable, survey.missing);
    return survey;
  }

  #frame(time) {
    this.#isScheduled = false;
    const { view, state } = this;
    const { known, standIns, missing } = this.#survey();
    this.#chooseColours([...known, ...standIns], missing.length === 0);
    if (missing.length === 0) this.ghost = null;

    const viewport = this.motion.at(time);
    const colours = this.palette.colours(this.#variable);
    if (colours) this.map.draw(viewport, view, state.variable, colours, this.ghost);
    this.overlay.draw(viewport, view, {
      lines: state.showsTheory ? this.theory.lines : [],
      mark: state.cell,
      showsCross: this.#isKeyboardUsed,
    });
    if (this.motion.isMoving) return this.#schedule();

    if (state.showsTheory) this.theory.follow(viewport, view);
    this.#pointAgain();
    this.#mentionComputing(missing.length);
    if (missing.length === 0 && !this.#isComplete) {
      this.#isComplete = true;
      viewportShown();
      this.store.trim(view.id);
    }
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
    else setTimeout(() => this.#schedule(), patience);
  }

  #linesChanged() {
    this.#showLegend();
    this.#schedule();
  }

  // The way around

  #whole() {
    const counts = [this.view.x.count, this.view.y.count];
    return Viewport.showing(this.frame, counts.map((count) => count / 2), counts);
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const edge = margins(width);
    this.frame = {
      left: edge.left, top: edge.top,
      width: Math.max(width - edge.left - edge.right, 40),
      height: Math.max(height - edge.top - edge.bottom, 40),
    };
    for (const [key, length] of Object.entries(this.frame)) {
      this.stage.style.setProperty(`--frame-${key}`, `${length}px`);
    }
    const ratio = Math.min(devicePixelRatio, 2);
    this.map.resize(width, height, ratio);
    this.overlay.resize(width, height, ratio);
    const shown = this.motion.target?.framed(this.frame) ?? this.#place();
    this.motion.jump(shown.limited(this.view));
    // A canvas that changed its size is blank until it is drawn.
    this.#isScheduled = true;
    this.#frame(performance.now());
  }

  #zoom(factor, left, top, isSmooth) {
    const target = this.motion.target.zoomed(factor, left, top).limited(this.view);
    if (isSmooth) this.motion.glide(target);
    else this.motion.jump(target);
    this.#tellDepth(target);
  }

  /** Says where numbers end: beyond, neighbouring cells are the same. */
  #tellDepth(viewport) {
    const { precision } = this.view;
    const advice = precision === "float32" ? "; float64 in the settings goes deeper" : "";
    notice("depth", viewport.isTooDeep(this.view)
      ? `Neighbouring cells have the same ${precision} numbers here${advice}.` : null);
  }

  #zoomMiddle(factor) {
    const { left, top, width, height } = this.frame;
    this.#zoom(factor, left + width / 2, top + height / 2, true);
  }

  #reset() {
    this.motion.glide(this.#whole());
    notice("depth", null);
  }

  #pan(right, down) {
    const step = Math.min(this.frame.width, this.frame.height) / 6;
    this.motion.glide(this.motion.target.moved(right * step, down * step).limited(this.view));
  }

  /** Moves by whole cells. */
  #step(right, down) {
    const [kx, ky] = this.motion.target.levels(this.view);
    const { x, y } = this.motion.target;
    this.motion.jump(this.motion.target
      .moved(right * x.scale * 2 ** -kx, down * y.scale * 2 ** -ky).limited(this.view));
  }

  // Cells

  get #middle() {
    const { left, top, width, height } = this.frame;
    return [left + width / 2, top + height / 2];
  }

  get #isKeyboardUsed() {
    return this.surface.matches(":focus-visible");
  }

  #point(left, top) {
    this.#pointer = this.motion.target.contains(left, top) ? [left, top] : null;
    this.#pointAgain();
  }

  /** The map may have moved under the pointer. */
  #pointAgain() {
    const place = this.#pointer ?? (this.#isKeyboardUsed ? this.#middle : null);
    if (place) this.readout.show(this.view, this.state.variable, this.motion.target.cell(this.view, ...place));
    else this.readout.hide();
  }

  #run(left, top) {
    if (!this.motion.target.contains(left, top)) return;
    this.#runCell(this.motion.target.cell(this.view, left, top));
    this.address.remember({ isStep: true });
  }

  #runCell(cell) {
    this.state.cell = cell;
    const left = this.motion.target.left((cell.i + 0.5) * 2 ** -cell.kx);
    this.trajectory.run(this.view, cell, left > this.frame.left + this.frame.width / 2);
    this.#schedule();
  }

  #closeTrajectory() {
    if (this.trajectory.place.contains(document.activeElement)) this.surface.focus();
    this.trajectory.close();
    this.state.cell = null;
    this.address.remember();
    this.#schedule();
  }

  // The address

  /** The state with the place that is shown, unless that is the whole map. */
  #sharedState() {
    const { centre, span } = this.motion.target;
    const whole = this.#whole();
    const isWhole = [0, 1].every((n) =>
      Math.abs(centre[n] - whole.centre[n]) < 1e-9 && Math.abs(span[n] / whole.span[n] - 1) < 1e-9);
    return { ...this.state, ...(isWhole ? { centre: null, span: null } : { centre, span }) };
  }

  #describe() {
    const words = ["x", "y"].map((axis) => {
      const [low, high] = this.motion.target.range(axis)
        .map((u) => significant(valueAt(this.view[axis], u), 4));
      return `${axisTitle(this.view[axis])} from ${low} to ${high}`;
    });
    this.surface.setAttribute("aria-label",
      `Map of ${this.#variable.summary}, ${this.view.title}: ${words.join(", ")}`);
  }

  /** Back, forward, or an address that was typed. */
  async #restore() {
    const state = parseState(location.hash);
    const isSameView = JSON.stringify(state.request) === JSON.stringify(this.state.request);
    try {
      if (!isSameView) this.view = await postView(state.request);
    } catch (error) {
      return this.#refused(error);
    }
    this.state = state;
    this.#repairState();
    if (!isSameView) {
      this.ghost = null;
      this.loader.forgive();
      this.theory.clear();
    }
    this.palette.forget();
    this.motion.jump(this.#place().limited(this.view));
    this.#showView();
    if (this.state.cell) this.#runCell(this.state.cell);
    else this.trajectory.close();
  }

  /** What the state shows: a part, or the whole. */
  #place() {
    const { centre, span } = this.state;
    return centre && span ? Viewport.showing(this.frame, centre, span) : this.#whole();
  }

  async #copyLink() {
    const link = new URL(fragmentOf(this.#sharedState()), location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      byId("copy-link").textContent = "Copied";
      announce("The link is copied.");
    } catch {
      notice("link", "This browser does not let the page copy; the address bar has the link.");
    }
    setTimeout(() => {
      byId("copy-link").textContent = "Copy link";
      notice("link", null);
    }, 3000);
  }

  // Listening

  #listen() {
    listenToPointers(this.surface, {
      move: (right, down) => this.motion.jump(this.motion.target.moved(right, down).limited(this.view)),
      zoom: (...how) => this.#zoom(...how),
      run: (left, top) => {
        this.#point(left, top);
        this.#run(left, top);
      },
      point: (left, top) => this.#point(left, top),
      leave: () => {
        this.#pointer = null;
        this.#pointAgain();
      },
      settle: () => this.#schedule(),
    });
    listenToKeys(this.surface, {
      pan: (right, down) => this.#pan(right, down),
      step: (right, down) => this.#step(right, down),
      zoomMiddle: (factor) => this.#zoomMiddle(factor),
      reset: () => this.#reset(),
      runMiddle: () => this.#run(...this.#middle),
    });
    for (const type of ["focus", "blur"]) {
      this.surface.addEventListener(type, () => this.#schedule());
    }
    byId("zoom-in").onclick = () => this.#zoomMiddle(2);
    byId("zoom-out").onclick = () => this.#zoomMiddle(0.5);
    byId("reset").onclick = () => this.#reset();
    byId("panel-toggle").onclick = () => this.#togglePanel(byId("panel").hidden);
    addEventListener("keydown", (event) => event.key === "Escape" && this.#escape());
    addEventListener("popstate", () => this.#restore());
  }

  #togglePanel(isShown) {
    byId("panel").hidden = !isShown;
    byId("panel-toggle").setAttribute("aria-expanded", isShown);
    if (isShown && narrow.matches) byId("panel").focus();
  }

  #escape() {
    if (this.trajectory.isOpen) return this.#closeTrajectory();
    if (!narrow.matches || byId("panel").hidden) return;
    this.#togglePanel(false);
    byId("panel-toggle").focus();
  }
}

try {
  const state = parseState(location.hash);
  const session = await get("/api/session");
  let view = session.view;
  if (Object.keys(state.request).length > 0) {
    try {
      view = await postView(state.request);
    } catch (error) {
      // A link that this explorer cannot follow shows its own map, and says why.
      notice("view", `The link does not fit: ${error.message}`, { isAlarm: true, seconds: 10 });
      state.request = {};
    }
  }
  new Explorer(session, state, view).start();
} catch (error) {
  byId("stage").replaceChildren(element("p", { className: "alarm", role: "alert" }, error.message));
}

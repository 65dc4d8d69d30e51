// The page: introduces the parts to each other.

import { get, postView } from "./api.js";
import { axisTitle, margins } from "./axes.js";
import { ScaleColours, VerdictColours } from "./colours.js";
import { deepestLevel, valueAt, Viewport } from "./coordinates.js";
import { byId, element } from "./elements.js";
import { listenToKeys, listenToPointers } from "./gestures.js";
import { showLegend } from "./legend.js";
import { TileLoader } from "./loader.js";
import { TileMap } from "./map.js";
import { Motion } from "./motion.js";
import { announce, notice } from "./notices.js";
import { grouped, significant } from "./numbers.js";
import { Overlay } from "./overlay.js";
import { showPanel } from "./panel.js";
import { Readout } from "./readout.js";
import { fragmentOf, parseState } from "./state.js";
import { Status } from "./status.js";
import { followTheme } from "./theme.js";
import { TheoryLines } from "./theory.js";
import { TileStore } from "./tiles.js";
import { viewportAsked, viewportShown } from "./timings.js";
import { TrajectoryPanel } from "./trajectory.js";

/** Computing that takes longer is mentioned. */
const patience = 600;
/** The address follows the map after it stood still so long. */
const addressPause = 250;
const narrow = matchMedia("(max-width: 700px)");

class Explorer {
  #isScheduled = false;
  #loading = null;
  #next = null;
  #pointer = null;
  #isComplete = false;
  #isProvisional = true;
  #missingSince = null;
  #addressTimer = 0;

  constructor(session, state, view) {
    Object.assign(this, { session, state, view });
    this.ghost = null;
    this.stage = byId("stage");
    this.surface = byId("overlay");
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
    this.verdictColours = new VerdictColours(session.verdicts);
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
    const { view } = this;
    byId("title").textContent = view.title;
    document.title = `${view.title} · Separatrix`;
    const held = view.parameters.filter(({ isAxis }) => !isAxis)
      .map(({ symbol, value }) => `${symbol} = ${significant(value, 4)}`);
    byId("subtitle").textContent =
      [...held, `${grouped(view.steps)} steps`, view.precision].join(" · ");
    this.#forgetColours();
    this.#showPanel();
    this.#showLegend();
    this.#schedule();
  }

  #showPanel() {
    showPanel(this.session, this.view, this.state, {
      ask: (change, isLasting = true) => this.#change(change, isLasting),
      show: (change) => this.#show(change),
      copyLink: () => this.#copyLink(),
      exportAddress: (name) => this.#exportAddress(name),
    });
  }

  #showLegend() {
    showLegend({
      verdicts: this.session.verdicts,
      scale: this.#variable.isCategory ? null : this.colours,
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
    if (isOfColours) this.#forgetColours();
    this.#showPanel();
    this.#showLegend();
    this.#remember(true);
    this.#schedule();
  }

  // The view

  /** Changes what is asked of the server; a change that lasts is a step in the history. */
  #change(change, isLasting) {
    const request = { ...this.state.request, ...change };
    if (change.values) request.values = { ...this.state.request.values, ...change.values };
    if (change.optimizer) {
      // Another optimizer has choices and hyperparameters of its own.
      for (const key of ["options", "x", "y"]) delete request[key];
      request.objective = this.view.objective;
    }
    if (change.objective) {
      delete request.x;
      delete request.y;
      request.optimizer = this.view.optimizer;
    }
    if (!isLasting) this.state.request = request;
    this.#load(request, isLasting);
  }

  /** One request at a time; of those that come meanwhile the last. */
  async #load(request, isLasting) {
    if (this.#loading) {
      this.#next = [request, isLasting || (this.#next?.[1] ?? false)];
      return;
    }
    try {
      this.#loading = postView(request);
      const view = await this.#loading;
      notice("view", null);
      this.state.request = request;
      this.#take(view, isLasting);
    } catch (error) {
      if (error.isLost) this.status.lost(error);
      else notice("view", error.message, { isAlarm: true });
      this.#showPanel();
    }
    this.#loading = null;
    const next = this.#next;
    this.#next = null;
    if (next) await this.#load(...next);
  }

  #take(view, isLasting) {
    const before = this.view;
    const isSamePlane = ["x", "y"].every((axis) =>
      ["name", "from", "to", "count", "scale"].every((key) => view[axis][key] === before[axis][key]));
    this.view = view;
    if (before.id !== view.id) this.ghost = isSamePlane ? before.id : null;
    this.loader.forgive();
    this.theory.clear();
    this.#repairState();
    if (!isSamePlane) {
      this.#closeTrajectory();
      this.readout.hide();
      this.motion.jump(this.#whole());
    } else if (this.trajectory.isOpen && this.state.cell) {
      this.#runCell(this.state.cell);
    }
    // A slider that is being dragged must not be replaced.
    if (isLasting) this.#showView();
    else {
      this.#forgetColours();
      this.#schedule();
    }
    this.#remember(isLasting);
  }

  /** The server forgot the view, or is another one now. */
  async #askAgain() {
    this.loader.forgive();
    await this.#load(this.state.request, false);
    this.#schedule();
  }

  // Colours

  get colours() {
    return this.#variable.isCategory ? this.verdictColours : this.scale;
  }

  #forgetColours() {
    this.scale = null;
    this.#isProvisional = true;
  }

  #fitColours() {
    this.state.range = null;
    this.#forgetColours();
    this.#schedule();
    this.#remember();
  }

  /** Finds the scale: by the first tiles that come, and once more when all in sight are there. */
  #chooseScale(tiles, isComplete) {
    if (this.#variable.isCategory || tiles.length === 0) return;
    if (this.scale && !(this.#isProvisional && isComplete)) return;
    const variable = this.#variable;
    const { colorMaps, diverging } = this.session;
    const usual = variable.isSigned ? diverging[0] : Object.keys(colorMaps)[0];
    const name = this.state.colors || usual;
    const parts = [variable, colorMaps[name], diverging.includes(name)];
    this.scale = ScaleColours.fitting(tiles, ...parts)
      ?? ScaleColours.between(...parts, [0, 1], false);
    this.#isProvisional = !isComplete;
    this.#showLegend();
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
    this.#remember();
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
    this.#chooseScale([...known, ...standIns], missing.length === 0);
    if (missing.length === 0) this.ghost = null;

    const viewport = this.motion.at(time);
    if (this.colours) this.map.draw(viewport, view, state.variable, this.colours, this.ghost);
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
    const { centre, span } = this.state;
    const shown = this.motion.target?.framed(this.frame)
      ?? (centre && span ? Viewport.showing(this.frame, centre, span) : this.#whole());
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
    const levels = viewport.levels(this.view);
    const isTooDeep = ["x", "y"].some((axis, index) => {
      const deepest = deepestLevel(
        this.view[axis], viewport[axis].centre, this.view.levels, this.view.precision);
      return levels[index] > deepest.byPrecision;
    });
    const isFloat32 = this.view.precision === "float32";
    notice("depth", isTooDeep
      ? `Neighbouring cells have the same ${this.view.precision} numbers here`
        + (isFloat32 ? "; float64 in the settings goes deeper." : ".")
      : null);
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

  #cellAt(left, top) {
    const viewport = this.motion.target;
    const [kx, ky] = viewport.levels(this.view);
    const [x, y] = viewport.at(left, top);
    return { kx, ky, i: Math.floor(x * 2 ** kx), j: Math.floor(y * 2 ** ky) };
  }

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
    if (place) this.readout.show(this.view, this.state.variable, this.#cellAt(...place));
    else this.readout.hide();
  }

  #run(left, top) {
    if (!this.motion.target.contains(left, top)) return;
    this.#runCell(this.#cellAt(left, top));
    this.#remember(true);
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
    this.#remember();
    this.#schedule();
  }

  // The address

  /** Writes the state into the address: soon, or at once as a step of the history. */
  #remember(isStep = false) {
    clearTimeout(this.#addressTimer);
    const write = (method) => {
      const { centre, span } = this.motion.target;
      const whole = this.#whole();
      const isWhole = [0, 1].every((n) =>
        Math.abs(centre[n] - whole.centre[n]) < 1e-9 && Math.abs(span[n] / whole.span[n] - 1) < 1e-9);
      const place = isWhole ? { centre: null, span: null } : { centre, span };
      const fragment = fragmentOf({ ...this.state, ...place });
      const address = fragment === "#" ? location.pathname : fragment;
      if (fragment !== (location.hash || "#")) history[method](null, "", address);
      this.#describe();
    };
    if (isStep) write("pushState");
    else this.#addressTimer = setTimeout(() => write("replaceState"), addressPause);
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
    this.state = state;
    if (!isSameView) {
      try {
        this.view = await postView(state.request);
        this.ghost = null;
        this.loader.forgive();
        this.theory.clear();
      } catch (error) {
        return notice("view", error.message, { isAlarm: true });
      }
    }
    this.#repairState();
    const { centre, span, cell } = this.state;
    this.motion.jump(centre && span
      ? Viewport.showing(this.frame, centre, span).limited(this.view) : this.#whole());
    this.#showView();
    if (cell) this.#runCell(cell);
    else this.trajectory.close();
  }

  async #copyLink() {
    this.#remember();
    const { centre, span } = this.motion.target;
    const link = new URL(fragmentOf({ ...this.state, centre, span }), location.href).href;
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

  #exportAddress(name) {
    const { target } = this.motion;
    const [kx, ky] = target.levels(this.view);
    const window = (axis) => target.range(axis).map((u) => valueAt(this.view[axis], u));
    const [x0, x1] = window("x");
    const [y0, y1] = window("y");
    const cells = (axis, level) => Math.max(1, Math.round((target.range(axis)[1] - target.range(axis)[0]) * 2 ** level));
    const parameters = {
      view: this.view.id, x0, x1, y0, y1, width: cells("x", kx), height: cells("y", ky),
    };
    if (name.startsWith("picture")) {
      Object.assign(parameters, {
        variable: this.state.variable, theory: this.state.showsTheory ? 1 : 0,
      });
      if (this.state.colors) parameters.colors = this.state.colors;
    }
    return `/api/export/${name}?${new URLSearchParams(parameters)}`;
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
      notice("view", `The link does not fit: ${error.message}`, { isAlarm: true });
      state.request = {};
    }
  }
  new Explorer(session, state, view).start();
} catch (error) {
  byId("stage").replaceChildren(element("p", { className: "alarm", role: "alert" }, error.message));
}

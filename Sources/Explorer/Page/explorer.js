// The page: introduces the parts to each other.

import { Address } from "./address.js";
import { get, postView } from "./api.js";
import { axisTitle } from "./axes.js";
import { valueAt } from "./coordinates.js";
import { byId, element } from "./elements.js";
import { exportAddress } from "./exports.js";
import { listenToKeys, listenToPointers } from "./gestures.js";
import { showLegend } from "./legend.js";
import { announce, notice } from "./notices.js";
import { grouped, significant } from "./numbers.js";
import { showPanel } from "./panel.js";
import { Readout } from "./readout.js";
import { Stage } from "./stage.js";
import { fragmentOf, parseState } from "./state.js";
import { Status } from "./status.js";
import { followTheme } from "./theme.js";
import { TrajectoryPanel } from "./trajectory.js";
import { changedRequest, isSamePlane, ViewLoader } from "./views.js";

const narrow = matchMedia("(max-width: 700px)");

class Explorer {
  #pointer = null;

  constructor(session, state, view) {
    Object.assign(this, { session, state, view });
    this.surface = byId("map");
    this.stage = new Stage(this.surface, session, view, state, {
      onMove: () => this.address.remember(),
      onStill: () => this.#pointAgain(),
      onLegend: () => this.#showLegend(),
      onError: (error) => this.#missed(error),
    });
    this.address = new Address(() => this.#sharedState(), () => this.#describe());
    this.views = new ViewLoader(
      (view, request, isLasting) => this.#take(view, request, isLasting),
      (error) => this.#refused(error));
    this.readout = new Readout(this.stage.store, session.verdicts);
    this.trajectory = new TrajectoryPanel(
      session, () => this.#closeTrajectory(), () => this.#askAgain());
    this.status = new Status(() => this.stage.refresh(), () => this.#askAgain());
  }

  start() {
    this.#repairState();
    this.#listen();
    followTheme(() => {
      this.stage.map.readStyle();
      this.stage.draw();
    });
    this.stage.map.readStyle();
    this.#togglePanel(!narrow.matches);
    this.stage.resize();
    new ResizeObserver(() => this.stage.resize()).observe(this.surface);
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
      [
        view.noise, ...held, view.seeds && `${grouped(view.seeds)} seeds`,
        `${grouped(view.steps)} steps`, view.precision,
      ].filter(Boolean).join(" · ");
    this.#showLegend();
  }

  #showPanel() {
    showPanel(this.session, this.view, this.state, {
      ask: (change, isLasting = true) => this.#change(change, isLasting),
      show: (change) => this.#show(change),
      palette: this.stage.palette,
      copyLink: () => this.#copyLink(),
      exportAddress: (name) => exportAddress(name, this.stage.viewport, this.view, this.state),
    });
  }

  #showLegend() {
    const { variable, palette, theory } = this.stage;
    showLegend({
      verdicts: this.session.verdicts,
      variable,
      scale: palette.scale,
      lines: this.state.showsTheory ? theory.lines : [],
      onFit: () => {
        this.state.range = this.stage.fitColours();
        this.address.remember();
      },
    });
  }

  /** Changes what is shown of the view. */
  #show(change) {
    const isOfColours = ["variable", "colors", "range"].some((key) => key in change);
    if (change.variable && change.variable !== this.state.variable) change.colors = "";
    Object.assign(this.state, change);
    if (isOfColours) this.stage.palette.forget();
    this.#showPanel();
    this.#showLegend();
    this.address.remember({ isStep: true });
    this.stage.draw();
  }

  // The view

  /** Changes what is asked of the server; a change that lasts is a step in the history. */
  #change(change, isLasting) {
    const request = changedRequest(this.state.request, this.view, change);
    if (!isLasting) this.state.request = request;
    this.views.load(request, isLasting);
  }

  #take(view, request, isLasting) {
    const isSame = isSamePlane(view, this.view);
    this.view = view;
    this.state.request = request;
    notice("view", null);
    this.#repairState();
    this.stage.show(view, isSame);
    if (!isSame) {
      this.#closeTrajectory();
      this.readout.hide();
      this.stage.go(this.stage.whole());
    } else if (this.trajectory.isOpen && this.state.cell) {
      this.#runCell(this.state.cell);
    }
    // A slider that is being dragged must not be replaced.
    if (isLasting) this.#showView();
    else this.#showHeading();
    this.address.remember({ isStep: isLasting });
  }

  /** The choosers go back to what is shown. */
  #refused(error) {
    if (error.isLost) this.status.lost(error);
    else notice("view", error.message, { isAlarm: true, seconds: 10 });
    this.#showPanel();
  }

  /** Tiles could not be had: the server forgot the view, or is gone. */
  #missed(error) {
    if (error.isUnknownView) this.#askAgain();
    else if (error.isLost) this.status.lost(error);
  }

  async #askAgain() {
    await this.views.load(this.state.request, false);
  }

  // Cells

  #point(left, top) {
    this.#pointer = this.stage.viewport.contains(left, top) ? [left, top] : null;
    this.#pointAgain();
  }

  /** The map may have moved under the pointer; the keyboard points at its middle. */
  #pointAgain() {
    const isKeyboardUsed = this.surface.matches(":focus-visible");
    const place = this.#pointer ?? (isKeyboardUsed ? this.stage.middle : null);
    if (!place) return this.readout.hide();
    const cell = this.stage.viewport.cell(this.view, ...place);
    this.readout.show(this.view, this.state.variable, cell, !this.#pointer);
  }

  #run(left, top) {
    const { viewport } = this.stage;
    if (!viewport.contains(left, top)) return;
    this.#runCell(viewport.cell(this.view, left, top));
    this.address.remember({ isStep: true });
  }

  #runCell(cell) {
    this.state.cell = cell;
    const left = this.stage.viewport.left((cell.i + 0.5) * 2 ** -cell.kx);
    this.trajectory.run(this.view, cell, left > this.stage.middle[0]);
    this.stage.draw();
  }

  #closeTrajectory() {
    if (this.trajectory.place.contains(document.activeElement)) this.surface.focus();
    this.trajectory.close();
    this.state.cell = null;
    this.address.remember();
    this.stage.draw();
  }

  // The address

  #sharedState() {
    return { ...this.state, ...this.stage.place };
  }

  /** Tells those who do not see the map what it shows. */
  #describe() {
    const words = ["x", "y"].map((axis) => {
      const [low, high] = this.stage.viewport.range(axis)
        .map((u) => significant(valueAt(this.view[axis], u), 4));
      return `${axisTitle(this.view[axis])} from ${low} to ${high}`;
    });
    this.surface.setAttribute("aria-label",
      `Map of ${this.stage.variable.summary}, ${this.view.title}: ${words.join(", ")}`);
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
    this.stage.state = state;
    this.#repairState();
    this.stage.show(this.view, false);
    this.stage.go(this.stage.placeOf(state));
    this.#showView();
    if (state.cell) this.#runCell(state.cell);
    else this.trajectory.close();
  }

  async #copyLink() {
    const link = new URL(fragmentOf(this.#sharedState()), location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      byId("copy-link").textContent = "Copied";
      announce("The link is copied.");
      setTimeout(() => (byId("copy-link").textContent = "Copy link"), 3000);
    } catch {
      notice("link", "This browser does not let the page copy; the address bar has the link.",
        { seconds: 6 });
    }
  }

  // Listening

  #listen() {
    const { stage, surface } = this;
    listenToPointers(surface, {
      move: (right, down) => stage.go(stage.viewport.moved(right, down)),
      zoom: (factor, left, top, isSmooth) => stage.zoom(factor, [left, top], isSmooth),
      run: (left, top) => {
        this.#point(left, top);
        this.#run(left, top);
      },
      point: (left, top) => this.#point(left, top),
      leave: () => {
        this.#pointer = null;
        this.#pointAgain();
      },
    });
    const step = () => Math.min(stage.frame.width, stage.frame.height) / 6;
    const reset = () => stage.go(stage.whole(), true);
    listenToKeys(surface, {
      pan: (right, down) => stage.go(stage.viewport.moved(right * step(), down * step()), true),
      step: (right, down) => stage.go(stage.viewport.movedByCells(this.view, right, down)),
      zoom: (factor) => stage.zoom(factor),
      reset,
      run: () => this.#run(...stage.middle),
    });
    for (const type of ["focus", "blur"]) surface.addEventListener(type, () => stage.draw());
    byId("zoom-in").onclick = () => stage.zoom(2);
    byId("zoom-out").onclick = () => stage.zoom(0.5);
    byId("reset").onclick = reset;
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

/** The view of a link; one that this explorer cannot follow shows its own map, and says why. */
async function linkedView(state, session) {
  if (Object.keys(state.request).length === 0) return session.view;
  try {
    return await postView(state.request);
  } catch (error) {
    notice("view", `The link does not fit: ${error.message}`, { isAlarm: true, seconds: 10 });
    state.request = {};
    return session.view;
  }
}

try {
  const state = parseState(location.hash);
  const session = await get("/api/session");
  // Cells without a verdict are left blank.
  session.verdicts = session.verdicts.filter(({ code }) => code !== 0);
  new Explorer(session, state, await linkedView(state, session)).start();
} catch (error) {
  byId("stage").replaceChildren(element("p", { className: "alarm", role: "alert" }, error.message));
}

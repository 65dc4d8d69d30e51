// Runs one cell and shows its trajectory.

import { get, isAbort } from "./api.js";
import { cellText } from "./coordinates.js";
import { byId, element, swatch } from "./elements.js";
import { announce } from "./notices.js";
import { grouped, number } from "./numbers.js";
import { planePlot, stepPlot } from "./plots.js";
import { trajectoryAsked } from "./timings.js";

export class TrajectoryPanel {
  #request = null;

  /**
   * @param {object} session
   * @param {() => void} onClose
   * @param {() => Promise<void>} onUnknownView asks for the view again
   */
  constructor(session, onClose, onUnknownView) {
    this.place = byId("trajectory");
    Object.assign(this, { session, onClose, onUnknownView });
  }

  get isOpen() {
    return !this.place.hidden;
  }

  close() {
    this.#request?.abort();
    this.place.hidden = true;
  }

  /** Runs the cell {kx, ky, i, j}; the panel stands on the side where it does not cover the cell. */
  async run(view, cell, isOnTheLeft) {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    const isDrawn = trajectoryAsked();
    this.place.classList.toggle("on-the-left", isOnTheLeft);
    try {
      const run = await this.#ask(view, cell, request.signal);
      if (this.#request !== request) return;
      this.#show(view, cell, run);
      requestAnimationFrame(isDrawn);
    } catch (error) {
      if (isAbort(error)) return;
      this.#write("This cell could not be run", element("p", { className: "alarm" }, error.message));
    }
  }

  async #ask(view, cell, signal) {
    const parameters = { view: view.id, ...cell };
    try {
      return await get("/api/trajectory", parameters, signal);
    } catch (error) {
      if (!error.isUnknownView) throw error;
      await this.onUnknownView();
      return get("/api/trajectory", parameters, signal);
    }
  }

  #write(title, ...parts) {
    const close = element("button", {
      type: "button", className: "close", "aria-label": "Close the trajectory", title: "Close (Esc)",
      onclick: this.onClose,
    }, "×");
    this.place.replaceChildren(
      element("div", { className: "head" }, element("h2", {}, ...title), close), ...parts);
    this.place.hidden = false;
  }

  #show(view, { kx, ky, i, j }, run) {
    const color = this.session.verdicts.find(({ name }) => name === run.verdict)?.color;
    // With seeds the map tells of all, a trajectory of the first.
    const seed = view.variables.includes("diverged_fraction") ? "seed 0: " : "";
    const words = `${seed}${run.verdict} after ${grouped(run.steps)} ${run.steps === 1 ? "step" : "steps"}`;
    const [x, y] = [cellText(view.x, i, kx, run.x), cellText(view.y, j, ky, run.y)];
    const title = `${view.x.symbol} = ${x}, ${view.y.symbol} = ${y}`;
    const parts = [element("p", {}, ...(color ? [swatch(color), " "] : []), words,
      run.isThinned ? "; some steps are left out" : "")];
    const points = run.points?.map((point) => point.map(number));
    if (run.plane && points?.length) parts.push(planePlot({ ...run, points }));
    const gradient = run.gradient.map(number);
    parts.push(
      stepPlot("objective f", "objective", run.step, run.objective.map(number)),
      stepPlot("largest |∂f|", "gradient", run.step, gradient),
      this.#command(view, run));
    this.#write([title], ...parts);
    announce(`${title}: ${words}`);
  }

  /** How to run the same cell on the command line. */
  #command(view, { x, y }) {
    const isAsStarted = view.id === this.session.view.id;
    const isOfFile = isAsStarted && this.session.kind === "sweep" && this.session.file;
    const file = isOfFile ? this.session.file : "sweep.yaml";
    const text = `separatrix trace ${file} --at ${view.x.name}=${x},${view.y.name}=${y}`;
    const copy = element("button", {
      type: "button",
      onclick: async () => {
        await navigator.clipboard.writeText(text);
        announce("The command is copied.");
        copy.textContent = "Copied";
      },
    }, "Copy");
    const made = element("div", { className: "command" }, element("code", { tabIndex: 0 }, text), copy);
    const hint = element("p", { className: "hint" }, "sweep.yaml is the one to take away in the settings.");
    return isOfFile ? made : element("div", {}, made, hint);
  }
}

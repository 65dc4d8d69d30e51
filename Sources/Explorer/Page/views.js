// Views as the server resolves them: one request at a time, and of those that come meanwhile the
// last, so that a slider can be dragged.

import { postView } from "./api.js";

export class ViewLoader {
  #isBusy = false;
  #next = null;

  /**
   * @param {(view: object, request: object, isLasting: boolean) => void} onView
   * @param {(error: import("./api.js").RequestError) => void} onError
   */
  constructor(onView, onError) {
    Object.assign(this, { onView, onError });
  }

  /** Asks for a view; a lasting change stays one when a later request overtakes it. */
  async load(request, isLasting) {
    if (this.#isBusy) {
      this.#next = [request, isLasting || (this.#next?.[1] ?? false)];
      return;
    }
    this.#isBusy = true;
    try {
      this.onView(await postView(request), request, isLasting);
    } catch (error) {
      this.onError(error);
    }
    this.#isBusy = false;
    const next = this.#next;
    this.#next = null;
    if (next) await this.load(...next);
  }
}

/** A request with a change: only what the user chose, and what still makes sense with it. */
export function changedRequest(request, view, change) {
  const changed = { ...request, ...change };
  if (change.values) changed.values = { ...request.values, ...change.values };
  if (!change.optimizer && !change.objective) return changed;
  // Another rule, or objective, has hyperparameters of its own, and so other axes.
  const others = { optimizer: view.optimizer, objective: view.objective };
  const { x, y, options, ...rest } = { ...others, ...changed };
  return change.objective && options ? { ...rest, options } : rest;
}

/** Whether a map of one view can stand in for another's: the same axes. */
export function isSamePlane(view, other) {
  return ["x", "y"].every((axis) =>
    ["name", "from", "to", "count", "scale"].every((key) => view[axis][key] === other[axis][key]));
}

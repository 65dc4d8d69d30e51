// Asks the server for tiles: one request for what is wanted now, which replaces the one before.

import { isAbort, postTiles } from "./api.js";
import { readFrames } from "./frames.js";
import { placeKey } from "./tiles.js";

/** Answers that end before all their tiles came are asked for again, so many times. */
const patience = 3;
/** The server takes so many tiles in one request. */
const requestLimit = 512;
/** A request stands while at most this many of its tiles are no longer wanted. */
const unwantedLimit = 4;

export class TileLoader {
  #client = crypto.getRandomValues(new Uint32Array(2)).join("-");
  #generation = 0;
  #pending = new Map();
  #failures = new Map();
  #running = [];
  #subject = "";
  #resumesAt = 0;

  /**
   * @param {(view: string, variable: string, place: import("./tiles.js").Place,
   *   frame: import("./frames.js").Frame) => void} onTile
   * @param {(error: Error | null) => void} onEnd a request's end, with what went wrong
   */
  constructor(onTile, onEnd) {
    this.onTile = onTile;
    this.onEnd = onEnd;
  }

  get isIdle() {
    return this.#pending.size === 0;
  }

  /** Wants these tiles and no others, in this order. */
  want(view, variable, places) {
    const subject = `${view}/${variable}`;
    if (subject !== this.#subject) {
      this.#subject = subject;
      this.#failures.clear();
      this.#pending.clear();
    }
    const wanted = places.filter((place) => (this.#failures.get(placeKey(place)) ?? 0) < patience);
    const keys = new Set(wanted.map(placeKey));
    const isCovered = wanted.every((place) => this.#pending.has(placeKey(place)));
    let unwanted = 0;
    for (const key of this.#pending.keys()) if (!keys.has(key)) unwanted += 1;
    if (isCovered && unwanted <= unwantedLimit) return;
    if (performance.now() < this.#resumesAt) return;
    this.#ask(view, variable, wanted.slice(0, requestLimit));
  }

  /** Gives failed tiles another chance. */
  forgive() {
    this.#failures.clear();
    this.#resumesAt = 0;
  }

  async #ask(view, variable, places) {
    const generation = ++this.#generation;
    this.#pending = new Map(places.map((place) => [placeKey(place), place]));
    // The server ends the older answers; a browser that has many open would wait for them.
    while (this.#running.length > 2) this.#running.shift().abort();
    const controller = new AbortController();
    this.#running.push(controller);
    let failure = null;
    try {
      const stream = await postTiles({
        client: this.#client, generation, view, variable,
        tiles: places.map(({ kx, ky, i, j }) => [kx, ky, i, j]),
      }, controller.signal);
      await readFrames(stream, (frame) => {
        const place = places[frame.position];
        if (this.#subject === `${view}/${variable}`) this.#pending.delete(placeKey(place));
        if (frame.isFailed || !frame.verdicts) this.#fail(place);
        else this.onTile(view, variable, place, frame);
      });
    } catch (error) {
      if (!isAbort(error)) failure = error;
    }
    this.#running = this.#running.filter((other) => other !== controller);
    if (generation !== this.#generation) return;
    for (const place of this.#pending.values()) this.#fail(place);
    if (failure?.isBusy || failure?.isLost) {
      this.#failures.clear();
      this.#resumesAt = performance.now() + 1000;
    }
    this.#pending.clear();
    this.onEnd(failure);
  }

  #fail(place) {
    const key = placeKey(place);
    this.#failures.set(key, (this.#failures.get(key) ?? 0) + 1);
  }
}

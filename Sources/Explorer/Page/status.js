// How much of a store is done, and whether the server still answers.

import { get } from "./api.js";
import { byId } from "./elements.js";
import { notice } from "./notices.js";
import { grouped } from "./numbers.js";

const interval = 1000;

export class Status {
  #timer = 0;
  #done = -1;
  #isLost = false;

  /** @param {() => void} onMore more tiles are done @param {() => void} onReturn the server is back */
  constructor(onMore, onReturn) {
    Object.assign(this, { onMore, onReturn });
  }

  /** Asks now, and again each second while there is something to wait for. */
  async watch() {
    clearTimeout(this.#timer);
    let isWaiting = false;
    try {
      const status = await get("/api/status");
      if (this.#isLost) this.#returned();
      this.#show(status);
      isWaiting = status.done < status.total;
    } catch (error) {
      if (error.isLost) this.lost(error);
      isWaiting = true;
    }
    if (isWaiting) this.#again();
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.watch(), interval);
  }

  /** Some request got no answer. */
  lost(error) {
    this.#isLost = true;
    notice("connection", `${error.message} Trying again …`, { isAlarm: true });
    this.#again();
  }

  #returned() {
    this.#isLost = false;
    notice("connection", null);
    this.onReturn();
  }

  #show({ done, total, isRunning }) {
    const place = byId("progress");
    place.hidden = done >= total;
    if (done < total) {
      place.firstElementChild.style.width = `${(100 * done) / total}%`;
      place.setAttribute("aria-valuenow", done);
      place.setAttribute("aria-valuemax", total);
      notice("progress", `${grouped(done)} of ${grouped(total)} tiles are in the store`
        + (isRunning ? "" : "; the run is not going on"));
    } else {
      notice("progress", null);
    }
    if (this.#done >= 0 && done !== this.#done) this.onMore();
    this.#done = done;
  }
}

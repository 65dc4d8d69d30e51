// Where the map is, where it goes, and the way between.

/** Short, so that a picture of the target is soon the only thing shown. */
const duration = 50;

const isReduced = matchMedia("(prefers-reduced-motion: reduce)");

export class Motion {
  #from = null;
  #start = 0;
  #now = null;

  /** @param {() => void} onChange wants a frame to be drawn */
  constructor(onChange) {
    this.onChange = onChange;
    this.target = null;
  }

  get isMoving() {
    return this.#from !== null;
  }

  /** Goes there at once. */
  jump(viewport) {
    this.target = viewport;
    this.#now = viewport;
    this.#from = null;
    this.onChange();
  }

  /** Goes there smoothly, from wherever it is. */
  glide(viewport) {
    if (isReduced.matches || this.#now === null) return this.jump(viewport);
    this.#from = this.#now;
    this.#start = performance.now();
    this.target = viewport;
    this.onChange();
  }

  /** The viewport of a frame that is drawn now. */
  at(time) {
    if (this.#from === null) return this.#now;
    const share = Math.min(Math.max((time - this.#start) / duration, 0), 1);
    this.#now = share < 1 ? this.#from.towards(this.target, 1 - (1 - share) ** 2) : this.target;
    if (share >= 1) this.#from = null;
    return this.#now;
  }
}

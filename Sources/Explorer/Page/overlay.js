// What lies over the map: axes, theory's lines, the cell that was run, the cross of the keyboard.

import { drawAxes } from "./axes.js";
import { coordinateOf } from "./coordinates.js";

const dashes = { solid: [], dashed: [8, 5], dotted: [2, 3.5] };

export class Overlay {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
  }

  resize(width, height, ratio) {
    Object.assign(this, { width, height, ratio });
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
  }

  /** Takes the colours and fonts of the style sheet, again when they change. */
  readStyle() {
    const style = getComputedStyle(this.canvas);
    const family = style.fontFamily;
    this.style = {
      ink: style.color, tickFont: `12px ${family}`, labelFont: `14px ${family}`,
    };
  }

  /**
   * @param {{lines: object[], mark: object | null, showsCross: boolean}} content theory's lines in
   *   values, and the cell {kx, ky, i, j} that was run
   */
  draw(viewport, view, { lines, mark, showsCross }) {
    const { context, ratio } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    const { frame } = viewport;
    context.save();
    context.beginPath();
    context.rect(frame.left, frame.top, frame.width, frame.height);
    context.clip();
    for (const line of lines) this.#line(viewport, view, line);
    if (mark) this.#mark(viewport, mark);
    if (showsCross) this.#cross(frame);
    context.restore();
    drawAxes(context, viewport, view, { ...this.style, height: this.height });
  }

  /** Dark in a light case, so that it shows on every colour. */
  #line(viewport, view, { style, points }) {
    const { context } = this;
    context.beginPath();
    let isDown = false;
    for (const [x, y] of points) {
      const left = viewport.left(coordinateOf(view.x, x));
      const top = viewport.top(coordinateOf(view.y, y));
      const isPlaced = Number.isFinite(left) && Number.isFinite(top);
      if (isPlaced && isDown) context.lineTo(left, top);
      else if (isPlaced) context.moveTo(left, top);
      isDown = isPlaced;
    }
    context.lineJoin = "round";
    this.#cased(1.8, dashes[style] ?? []);
  }

  #cased(width, dash = []) {
    const { context } = this;
    context.setLineDash([]);
    context.strokeStyle = "#fff";
    context.lineWidth = width + 2.6;
    context.stroke();
    context.setLineDash(dash);
    context.strokeStyle = "#1b1b1b";
    context.lineWidth = width;
    context.stroke();
    context.setLineDash([]);
  }

  #mark(viewport, { kx, ky, i, j }) {
    const { context } = this;
    const [x, y] = [(i + 0.5) * 2 ** -kx, (j + 0.5) * 2 ** -ky];
    const width = viewport.x.scale * 2 ** -kx;
    const height = viewport.y.scale * 2 ** -ky;
    const [left, top] = [viewport.left(x), viewport.top(y)];
    context.beginPath();
    if (Math.min(width, height) > 12) {
      context.rect(left - width / 2, top - height / 2, width, height);
    } else {
      context.arc(left, top, 7, 0, 2 * Math.PI);
    }
    this.#cased(2);
  }

  #cross(frame) {
    const { context } = this;
    const [x, y] = [frame.left + frame.width / 2, frame.top + frame.height / 2];
    context.beginPath();
    for (const [a, b] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(x + 4 * a, y + 4 * b);
      context.lineTo(x + 14 * a, y + 14 * b);
    }
    this.#cased(2);
  }
}

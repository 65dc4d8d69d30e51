// Small pictures with axes, as SVG: they take their colours from the style sheet.

import { drawn } from "./elements.js";
import { significant } from "./numbers.js";
import { ticks } from "./ticks.js";

const width = 372;
const left = 52;
const right = 18;

/** Pixels with one decimal: short paths, smooth enough. */
const short = (number) => number.toFixed(1);

class Frame {
  constructor(title, x, y, height, labels) {
    Object.assign(this, { title, x, y, height });
    this.top = title ? 20 : 8;
    this.bottom = height - 36;
    this.picture = drawn("svg", {
      class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": labels.summary,
    });
    // Curves that leave their frame are cut at it: a nested picture clips.
    this.inside = drawn("svg", {
      x: left, y: this.top, width: width - left - right, height: this.bottom - this.top,
      viewBox: `${left} ${this.top} ${width - left - right} ${this.bottom - this.top}`,
    });
    this.picture.append(this.inside, ...this.#axes(labels.x, labels.y));
  }

  #share({ low, high, isLog }, value) {
    return isLog
      ? Math.log(value / low) / Math.log(high / low)
      : (value - low) / (high - low);
  }

  left(value) {
    return left + this.#share(this.x, value) * (width - left - right);
  }

  /** Far outside the frame is far enough: pictures dislike enormous numbers. */
  topOf(value) {
    const share = Math.max(-9, Math.min(9, this.#share(this.y, value)));
    return this.bottom - share * (this.bottom - this.top);
  }

  /** A path through points; those that are not numbers break it. */
  path(points) {
    let path = "";
    let isDown = false;
    for (const [x, y] of points) {
      const place = [Math.max(-4000, Math.min(4000, this.left(x))), this.topOf(y)];
      const isPlaced = place.every(Number.isFinite);
      if (isPlaced) path += (isDown ? "L" : "M") + place.map(short).join(" ");
      isDown = isPlaced;
    }
    return path;
  }

  add(name, attributes) {
    this.inside.append(drawn(name, attributes));
  }

  #axes(xLabel, yLabel) {
    const scale = ({ isLog }) => (isLog ? "log" : "linear");
    const xTicks = ticks(scale(this.x), this.x.low, this.x.high, 6);
    const yTicks = ticks(scale(this.y), this.y.low, this.y.high, 6);
    const text = (x, y, anchor, words, name = "") =>
      drawn("text", { x: short(x), y: short(y), "text-anchor": anchor, class: name }, words);
    const xs = xTicks.major.map(({ value, label }) => [this.left(value), label]);
    const ys = yTicks.major.map(({ value, label }) => [this.topOf(value), label]);
    const middle = (this.top + this.bottom) / 2;
    const noted = (label, note) => (note ? `${label} (${note})` : label);
    const parts = [
      drawn("rect", {
        class: "frame", x: left, y: this.top, width: width - left - right, height: this.bottom - this.top,
      }),
      drawn("path", {
        class: "ticks",
        d: xs.map(([x]) => `M${short(x)} ${this.bottom}v4`).join("")
          + ys.map(([y]) => `M${left} ${short(y)}h-4`).join(""),
      }),
      ...xs.map(([x, label]) => text(x, this.bottom + 15, "middle", label)),
      ...ys.map(([y, label]) => text(left - 6, y + 4, "end", label)),
      text((left + width - right) / 2, this.height - 4, "middle", noted(xLabel, xTicks.note)),
    ];
    if (this.title) parts.push(text(left, 13, "start", noted(this.title, yTicks.note), "title"));
    if (yLabel) {
      parts.push(drawn("text", {
        transform: `translate(11 ${short(middle)}) rotate(-90)`, "text-anchor": "middle",
      }, noted(yLabel, yTicks.note)));
    }
    return parts;
  }
}

/** A value against the step, over a log axis where all values are positive. */
export function stepPlot(title, name, steps, values) {
  const finite = values.filter(Number.isFinite);
  const positive = finite.filter((value) => value > 0);
  const isLog = positive.length > 0 && finite.every((value) => value >= 0);
  const y = isLog ? logRange(positive) : linearRange(finite);
  const last = significant(values.at(-1), 4);
  const frame = new Frame(title, { low: 0, high: Math.max(steps.at(-1), 1) }, y, 132, {
    summary: `${title} against the step, from ${significant(values[0], 4)} to ${last}`,
    x: "step", y: "",
  });
  frame.add("path", { class: name, d: frame.path(steps.map((step, index) => [step, values[index]])) });
  return frame.picture;
}

/** The iterates over the objective's contours. */
export function planePlot({ plane, points, minimum }) {
  const [x, y] = [plane.x, plane.y].map(([low, high]) => ({ low, high }));
  const frame = new Frame("", x, y, 276, {
    summary: "The iterates over contours of the objective", x: "x₀", y: "x₁",
  });
  for (const line of plane.lines) frame.add("path", { class: "contour", d: frame.path(line.points) });
  frame.add("path", {
    class: "path", d: frame.path(points), "stroke-width": 1,
  });
  if (points.length <= 300) {
    // Short strokes with round ends are dots, all in one path.
    const dots = points.map((point) => frame.path([point])).filter(Boolean).map((dot) => `${dot}h0`);
    frame.add("path", { class: "path", d: dots.join(""), "stroke-width": 3.5, "stroke-linecap": "round" });
  }
  const [start] = points;
  const [cx, cy] = [frame.left(start[0]), frame.topOf(start[1])].map(short);
  frame.add("circle", { class: "start", cx, cy, r: 4 });
  if (minimum) {
    const [a, b] = [frame.left(minimum[0]), frame.topOf(minimum[1])].map(short);
    frame.add("path", { class: "minimum", d: `M${a} ${b}m-5-5l10 10m0-10l-10 10` });
  }
  return frame.picture;
}

function logRange(values) {
  const [low, high] = ends(values);
  return high > low * 1.0001
    ? { low: low / (high / low) ** 0.04, high: high * (high / low) ** 0.04, isLog: true }
    : { low: low / 2, high: low * 2, isLog: true };
}

function linearRange(values) {
  const [low, high] = values.length ? ends(values) : [0, 1];
  const margin = (high - low) * 0.05 || Math.abs(low) / 2 || 1;
  return { low: low - margin, high: high + margin, isLog: false };
}

const ends = (values) => values.reduce(
  ([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

// What the colours and lines of the map mean.

import { byId, drawn, element, swatch } from "./elements.js";
import { ticks } from "./ticks.js";

const barWidth = 268;
const barLeft = 16;

/**
 * @param {object} content
 * @param {{name: string, color: string}[]} content.verdicts
 * @param {{summary: string, isCategory: boolean}} content.variable
 * @param {import("./colours.js").ScaleColours | null} content.scale of its colours, once it is known
 * @param {{style: string, name: string}[]} content.lines theory's, one of each name
 * @param {() => void} content.onFit
 */
export function showLegend({ verdicts, variable, scale, lines, onFit }) {
  const parts = variable.isCategory ? [verdictList(verdicts)]
    : scale ? scaleParts(scale, variable.summary, onFit)
    : [element("p", {}, variable.summary)];
  const list = lineList(lines);
  if (list) parts.push(list);
  byId("legend").replaceChildren(...parts);
}

function verdictList(verdicts) {
  return element("ul", {}, ...verdicts.map(({ name, color }) =>
    element("li", {}, swatch(color), name)));
}

function lineList(lines) {
  const names = new Map(lines.filter(({ name }) => name).map((line) => [line.name, line.style]));
  if (names.size === 0) return null;
  return element("ul", {}, ...[...names].map(([name, style]) =>
    element("li", {}, lineSample(style), name)));
}

function lineSample(style) {
  const dash = { dashed: "6 4", dotted: "2 3" }[style] ?? "none";
  const line = { x1: 0, x2: 22, y1: 5, y2: 5 };
  return drawn("svg", { width: 22, height: 10, "aria-hidden": "true" },
    drawn("line", { ...line, stroke: "#fff", "stroke-width": 5 }),
    drawn("line", { ...line, stroke: "#1b1b1b", "stroke-width": 2, "stroke-dasharray": dash }));
}

function scaleParts(scale, label, onFit) {
  const { low, high, isLog, table } = scale;
  const cells = table.map((color, index) => drawn("rect", {
    x: barLeft + (index * barWidth) / table.length, y: 0,
    width: barWidth / table.length + 0.5, height: 12, fill: color,
  }));
  const place = (value) => {
    const [start, end, at] = isLog ? [low, high, value].map(Math.log) : [low, high, value];
    return barLeft + (barWidth * (at - start)) / (end - start);
  };
  const { major, note } = ticks(isLog ? "log" : "linear", low, high, 5);
  const marks = major.flatMap(({ value, label }) => [
    drawn("path", { d: `M${place(value)} 12v4` }),
    drawn("text", { x: place(value), y: 28, "text-anchor": "middle" }, label),
  ]);
  const bar = drawn("svg",
    {
      class: "bar", viewBox: `0 0 ${barWidth + 2 * barLeft} 32`, role: "img",
      "aria-label": `Colours of ${label}`,
    },
    ...cells, ...marks);
  return [
    element("p", {}, note ? `${label} (${note})` : label),
    bar,
    element("button", { type: "button", onclick: onFit }, "Fit colours to what is in sight"),
  ];
}

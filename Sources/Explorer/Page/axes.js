// The frame of the map with its ticks and labels.

import { coordinateOf, valueAt } from "./coordinates.js";
import { spaced } from "./numbers.js";
import { ticks } from "./ticks.js";

const tickLength = 5;
const gap = 4;

/** The distances between the edge of the stage and the map's frame. */
export function margins(width) {
  return width < 600
    ? { left: 46, bottom: 40, top: 8, right: 8 }
    : { left: 64, bottom: 48, top: 14, right: 14 };
}

/** "learning rate η", or the symbol alone where both say the same. */
export function axisTitle(axis) {
  const name = spaced(axis.name);
  return name.toLowerCase() === axis.symbol.toLowerCase() ? axis.symbol : `${name} ${axis.symbol}`;
}

/** Ticks of an axis of a view over what is in sight. */
function shownTicks(viewport, view, which, most) {
  const [low, high] = viewport.range(which).map((u) => valueAt(view[which], u)).sort((a, b) => a - b);
  return ticks(view[which].scale, low, high, most);
}

/** Draws on a context whose unit is the CSS pixel. */
export function drawAxes(context, viewport, view, style) {
  const { frame } = viewport;
  const right = frame.left + frame.width;
  const bottom = frame.top + frame.height;
  const xTicks = shownTicks(viewport, view, "x", Math.max(2, Math.floor(frame.width / 90)));
  const yTicks = shownTicks(viewport, view, "y", Math.max(2, Math.floor(frame.height / 60)));

  context.strokeStyle = style.ink;
  context.fillStyle = style.ink;
  context.lineWidth = 1;
  context.font = `12px ${style.family}`;
  context.strokeRect(frame.left - 0.5, frame.top - 0.5, frame.width + 1, frame.height + 1);

  context.beginPath();
  const xPlace = (value) => viewport.left(coordinateOf(view.x, value));
  const yPlace = (value) => viewport.top(coordinateOf(view.y, value));
  const xMarks = [...xTicks.major.map((tick) => [tick.value, tickLength]),
    ...xTicks.minor.map((value) => [value, tickLength / 2])];
  for (const [value, length] of xMarks) {
    const x = Math.round(xPlace(value)) + 0.5;
    if (x < frame.left || x > right) continue;
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + length);
  }
  const yMarks = [...yTicks.major.map((tick) => [tick.value, tickLength]),
    ...yTicks.minor.map((value) => [value, tickLength / 2])];
  for (const [value, length] of yMarks) {
    const y = Math.round(yPlace(value)) + 0.5;
    if (y < frame.top || y > bottom) continue;
    context.moveTo(frame.left, y);
    context.lineTo(frame.left - length, y);
  }
  context.stroke();

  context.textBaseline = "top";
  for (const { value, label } of xTicks.major) {
    const half = context.measureText(label).width / 2;
    const x = Math.min(Math.max(xPlace(value), half + 2), right + 12 - half);
    context.textAlign = "center";
    context.fillText(label, x, bottom + tickLength + gap);
  }
  context.textBaseline = "middle";
  context.textAlign = "right";
  let widest = 0;
  for (const { value, label } of yTicks.major) {
    const y = Math.min(Math.max(yPlace(value), 8), bottom - 4);
    context.fillText(label, frame.left - tickLength - gap, y);
    widest = Math.max(widest, context.measureText(label).width);
  }

  context.font = `14px ${style.family}`;
  context.textAlign = "center";
  context.textBaseline = "bottom";
  const title = (axis, { note }) => axisTitle(axis) + (note ? `  (${note})` : "");
  const base = bottom + margins(right + frame.left).bottom - 4;
  context.fillText(title(view.x, xTicks), frame.left + frame.width / 2, base);
  context.save();
  context.translate(4, frame.top + frame.height / 2);
  context.rotate(-Math.PI / 2);
  context.textBaseline = "top";
  context.fillText(title(view.y, yTicks), 0, 0);
  context.restore();
}

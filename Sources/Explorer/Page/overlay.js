// What lies over the map: axes, theory's lines, the cell that was run, the cross of the keyboard.

import { drawAxes } from "./axes.js";
import { coordinateOf } from "./coordinates.js";

const dashes = { solid: [], dashed: [8, 5], dotted: [2, 3.5] };

/**
 * @param {CanvasRenderingContext2D} context whose unit is the CSS pixel
 * @param {object} content
 * @param {object[]} content.lines theory's, in values
 * @param {{kx: number, ky: number, i: number, j: number} | null} content.mark the cell that was run
 */
export function drawOverlay(context, viewport, view, { lines, mark, showsCross, style }) {
  const { left, top, width, height } = viewport.frame;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  for (const line of lines) drawLine(context, viewport, view, line);
  if (mark) drawMark(context, viewport, mark);
  if (showsCross) drawCross(context, viewport.frame);
  context.restore();
  drawAxes(context, viewport, view, style);
}

function drawLine(context, viewport, view, { style, points }) {
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
  strokeCased(context, 1.8, dashes[style]);
}

function drawMark(context, viewport, { kx, ky, i, j }) {
  const width = viewport.x.scale * 2 ** -kx;
  const height = viewport.y.scale * 2 ** -ky;
  const left = viewport.left((i + 0.5) * 2 ** -kx);
  const top = viewport.top((j + 0.5) * 2 ** -ky);
  context.beginPath();
  if (Math.min(width, height) > 12) context.rect(left - width / 2, top - height / 2, width, height);
  else context.arc(left, top, 7, 0, 2 * Math.PI);
  strokeCased(context, 2);
}

function drawCross(context, frame) {
  const [x, y] = [frame.left + frame.width / 2, frame.top + frame.height / 2];
  context.beginPath();
  for (const [a, b] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    context.moveTo(x + 4 * a, y + 4 * b);
    context.lineTo(x + 14 * a, y + 14 * b);
  }
  strokeCased(context, 2);
}

/** Dark in a light case, so that it shows on every colour. */
function strokeCased(context, width, dash = []) {
  context.lineJoin = "round";
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

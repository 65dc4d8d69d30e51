// Addresses of what can be taken away: the sweep file and the picture of what is in sight.

import { valueAt } from "./coordinates.js";

/** @param {string} name "sweep.yaml", "picture.png", … */
export function exportAddress(name, viewport, view, state) {
  const [x, y] = ["x", "y"].map((axis, index) => {
    const range = viewport.range(axis);
    const [low, high] = range.map((u) => valueAt(view[axis], u));
    const cells = Math.round((range[1] - range[0]) * 2 ** viewport.levels(view)[index]);
    return { low, high, cells: Math.max(cells, 1) };
  });
  const parameters = {
    view: view.id, x0: x.low, x1: x.high, y0: y.low, y1: y.high, width: x.cells, height: y.cells,
  };
  if (name.startsWith("picture")) {
    parameters.variable = state.variable;
    parameters.theory = state.showsTheory ? 1 : 0;
    if (state.colors) parameters.colors = state.colors;
  }
  return `/api/export/${name}?${new URLSearchParams(parameters)}`;
}

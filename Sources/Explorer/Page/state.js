// The view's state in the URL's fragment, so that a link shows the same map.
//
//     #optimizer=heavy_ball&set=eigenvalue_0:50&at=512,512&span=1024,1024&variable=rate

const names = ["optimizer", "objective", "x", "y", "precision"];

/**
 * @typedef {object} State
 * @property {object} request what is asked of /api/view; only what the user chose
 * @property {[number, number] | null} centre @property {[number, number] | null} span in u
 * @property {string} variable @property {string} colors
 * @property {boolean} showsTheory
 * @property {[number, number] | null} range ends of the colours, if the user set them
 * @property {{kx: number, ky: number, i: number, j: number} | null} cell the cell that was run
 */

/** @returns {State} */
export function parseState(fragment) {
  const text = new URLSearchParams(fragment.replace(/^#/, ""));
  const request = {};
  for (const name of names) if (text.has(name)) request[name] = text.get(name);
  const steps = Number(text.get("steps"));
  if (Number.isInteger(steps) && steps > 0) request.steps = steps;
  const options = pairs(text.get("options"));
  if (options.length) request.options = Object.fromEntries(options);
  const values = pairs(text.get("set")).map(([name, value]) => [name, Number(value)]);
  const finite = values.filter(([, value]) => Number.isFinite(value));
  if (finite.length) request.values = Object.fromEntries(finite);
  const cell = numbers(text.get("cell"), 4);
  const span = numbers(text.get("span"), 2);
  return {
    request,
    centre: numbers(text.get("at"), 2),
    span: span?.every((length) => length > 0) ? span : null,
    variable: text.get("variable") ?? "verdict",
    colors: text.get("colors") ?? "",
    showsTheory: text.get("theory") !== "0",
    range: numbers(text.get("range"), 2),
    cell: cell?.every(Number.isInteger) ? { kx: cell[0], ky: cell[1], i: cell[2], j: cell[3] } : null,
  };
}

/** @param {State} state */
export function fragmentOf(state) {
  const { request, centre, span, cell } = state;
  const parts = names.filter((name) => request[name]).map((name) => [name, request[name]]);
  if (request.steps) parts.push(["steps", request.steps]);
  parts.push(["options", joined(request.options)], ["set", joined(request.values)]);
  if (centre && span) {
    parts.push(["at", centre.join(",")], ["span", span.map((length) => +length.toPrecision(9)).join(",")]);
  }
  if (state.variable !== "verdict") parts.push(["variable", state.variable]);
  if (state.colors) parts.push(["colors", state.colors]);
  if (!state.showsTheory) parts.push(["theory", "0"]);
  if (state.range) parts.push(["range", state.range.join(",")]);
  if (cell) parts.push(["cell", [cell.kx, cell.ky, cell.i, cell.j].join(",")]);
  // Commas and colons may stand in a fragment as they are; so the link stays readable.
  const word = (value) => encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":");
  return "#" + parts.filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${word(value)}`).join("&");
}

const joined = (object = {}) => Object.entries(object).map((pair) => pair.join(":")).join(",");

const pairs = (text) =>
  (text ?? "").split(",").map((pair) => pair.split(":"))
    .filter((pair) => pair.length === 2 && pair[1] !== "");

function numbers(text, count) {
  if (!text) return null;
  const list = text.split(",").map(Number);
  return list.length === count && list.every(Number.isFinite) ? list : null;
}

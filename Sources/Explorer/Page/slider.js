// A slider with a number beside it, for one hyperparameter.

import { element } from "./elements.js";
import { clamp, spaced } from "./numbers.js";

const stops = 1000;

/**
 * @param {object} parameter of a view: {name, symbol, summary, value, min, max, scale, stored}
 * @param {(value: number) => void} onChange
 */
export function slider(parameter, onChange) {
  const { name, symbol, summary, value, stored } = parameter;
  const places = stored ? storedPlaces(stored) : openPlaces(parameter);
  const id = `parameter-${name}`;
  const label = spaced(name) === symbol ? symbol : `${spaced(name)} ${symbol}`;
  const range = element("input", {
    type: "range", id, min: 0, max: places.count, step: 1, value: places.position(value),
    title: summary, "aria-valuetext": String(value),
  });
  const field = element("input", {
    type: "number", step: "any", value: String(value), "aria-label": `${label}, as a number`,
  });
  const set = (number) => {
    range.setAttribute("aria-valuetext", String(number));
    onChange(number);
  };
  range.addEventListener("input", () => {
    const number = places.value(range.valueAsNumber);
    field.value = String(number);
    set(number);
  });
  field.addEventListener("change", () => {
    if (!Number.isFinite(field.valueAsNumber)) {
      field.value = String(value);
      return;
    }
    const number = places.nearest(field.valueAsNumber);
    field.value = String(number);
    range.value = places.position(number);
    set(number);
  });
  return element("div", { className: "slider" },
    element("div", { className: "head" },
      element("label", { htmlFor: id, title: summary }, label), field),
    range);
}

/** Any value between two ends; on a slider those of four significant digits. */
function openPlaces({ min, max, scale, value }) {
  // A value beyond the usual ends has its place, too.
  const low = Math.min(min, value);
  const high = Math.max(max, value);
  const isLog = scale === "log" && low > 0;
  const at = (share) => (isLog ? low * (high / low) ** share : low + share * (high - low));
  const share = (number) =>
    isLog ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low);
  return {
    count: stops,
    position: (number) => clamp(Math.round(share(number) * stops), 0, stops) || 0,
    value: (position) => Number(at(position / stops).toPrecision(4)),
    nearest: (number) => number,
  };
}

/** Only the values that a store has. */
function storedPlaces(stored) {
  const nearest = (number) => stored.reduce((best, one) =>
    Math.abs(one - number) < Math.abs(best - number) ? one : best);
  return {
    count: stored.length - 1,
    position: (number) => stored.indexOf(nearest(number)),
    value: (position) => stored[position],
    nearest,
  };
}

// Where an axis has ticks, and what stands beside them.
//
// A tick of a linear axis is kept as an integer times a power of ten, so that its label is written
// from its digits and never shows the error of a binary fraction, however deep the zoom. Digits
// that all labels share move into a note: "+ 0.0375", "×10⁻³".

import { powerOfTen, significant } from "./numbers.js";

/**
 * @typedef {{major: {value: number, label: string}[], minor: number[], note: string}} Ticks
 */

const none = { major: [], minor: [], note: "" };

/** @returns {Ticks} */
export function ticks(scale, low, high, most) {
  return scale === "log" ? logTicks(low, high, most) : linearTicks(low, high, most);
}

/** Multiples of 1, 2, 2.5 or 5 times a power of ten: the finest step that gives at most `most`. */
function linearTicks(low, high, most) {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return none;
  const first = Math.floor(Math.log10(span / most)) - 1;
  for (let exponent = first; exponent <= first + 3; exponent++) {
    for (const factor of [10, 20, 25, 50]) {
      const step = decimal(factor, exponent);
      const [start, end] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
      if (!(Math.abs(start) < 1e14 && Math.abs(end) < 1e14)) continue;
      if (start > end || end - start >= most) continue;
      const mantissas = [];
      for (let n = start; n <= end; n++) mantissas.push(n * factor);
      return labelled(mantissas, exponent);
    }
  }
  return none;
}

function labelled(mantissas, exponent) {
  const values = mantissas.map((mantissa) => decimal(mantissa, exponent));
  let note = "";
  [mantissas, exponent] = withoutCommonZeros(mantissas, exponent);
  if (order(mantissas) >= 6) {
    const offset = commonPart(mantissas);
    if (offset !== 0) {
      const sign = offset < 0 ? "\u2212 " : "+ ";
      note = sign + written(Math.abs(offset), exponent).replace(/(\.\d*?)0+$/, "$1");
      mantissas = mantissas.map((mantissa) => mantissa - offset);
      [mantissas, exponent] = withoutCommonZeros(mantissas, exponent);
    }
  }
  const top = exponent + order(mantissas) - 1;
  const power = top < -3 || top >= 6 ? top : 0;
  if (power !== 0) note = `×${powerOfTen(power)} ${note}`.trim();
  const major = mantissas.map((mantissa, index) => ({
    value: values[index],
    label: written(mantissa, exponent - power),
  }));
  return { major, minor: [], note };
}

/**
 * Powers of ten if three or more are in range, or two and no room for more; else 1-2-5 or 1…9
 * multiples; else linear ticks.
 */
function logTicks(low, high, most) {
  if (!(low > 0) || !(high > low) || !Number.isFinite(high)) return none;
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  if (last > first + 1) return powers(first, last, low, high, most);
  const all = multiples([1, 2, 3, 4, 5, 6, 7, 8, 9], first - 2, last + 1, low, high);
  for (const factors of [[1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]]) {
    const marks = multiples(factors, first - 2, last + 1, low, high);
    if (marks.length < 3 || marks.length > most) continue;
    return {
      major: marks.map((value) => ({ value, label: significant(value, 1) })),
      minor: all.filter((value) => !marks.includes(value)),
      note: "",
    };
  }
  return last > first
    ? powers(first, last, low, high, most)
    : linearTicks(low, high, most);
}

function powers(first, last, low, high, most) {
  const step = [1, 2, 3, 4, 5, 10, 20, 50, 100, 200].find((step) => (last - first) / step < most);
  const major = [];
  for (let exponent = first; exponent <= last; exponent++) {
    if (exponent % step === 0) {
      major.push({ value: decimal(1, exponent), label: powerOfTen(exponent) });
    }
  }
  const isClose = step === 1 && last - first <= 12;
  const minor = isClose ? multiples([2, 3, 4, 5, 6, 7, 8, 9], first - 1, last, low, high) : [];
  return { major, minor, note: "" };
}

function multiples(factors, first, last, low, high) {
  const values = [];
  for (let decade = first; decade <= last; decade++) {
    for (const factor of factors) {
      const value = decimal(factor, decade);
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) values.push(value);
    }
  }
  return values;
}

/** mantissa · 10^exponent, rounded once. */
const decimal = (mantissa, exponent) => Number(`${mantissa}e${exponent}`);

/** The number of digits of the largest mantissa. */
function order(mantissas) {
  const largest = Math.max(...mantissas.map(Math.abs));
  return largest === 0 ? 0 : String(largest).length;
}

/** The leading digits that all mantissas share; 0 if they span zero. */
function commonPart(mantissas) {
  const [first, last] = [mantissas[0], mantissas.at(-1)];
  if (first <= 0 && last >= 0) return 0;
  let unit = 1;
  while (unit <= last - first) unit *= 10;
  return Math.trunc((first > 0 ? first : last) / unit) * unit;
}

function withoutCommonZeros(mantissas, exponent) {
  if (mantissas.every((mantissa) => mantissa === 0)) return [mantissas, exponent];
  while (mantissas.every((mantissa) => mantissa % 10 === 0)) {
    mantissas = mantissas.map((mantissa) => mantissa / 10);
    exponent += 1;
  }
  return [mantissas, exponent];
}

/** mantissa · 10^exponent in plain digits. */
function written(mantissa, exponent) {
  if (mantissa === 0) return "0";
  const digits = String(Math.abs(mantissa)).padStart(1 - exponent, "0");
  const text =
    exponent >= 0
      ? digits + "0".repeat(exponent)
      : `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
  return (mantissa < 0 ? "\u2212" : "") + text;
}

// Numbers as a reader expects them: a true minus sign, powers of ten in superscripts, no digits
// that only a computer sees.

const minus = "\u2212";

/** 10⁻³, without its ten: "⁻³". */
function superscript(number) {
  return String(number)
    .replace("-", "\u207B")
    .replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
}

export const powerOfTen = (exponent) => "10" + superscript(exponent);

/** A value to so many significant digits, trailing zeros dropped: "0.3", "−2.5×10⁻⁷", "∞". */
export function significant(value, digits = 6) {
  if (Number.isNaN(value)) return "none";
  if (!Number.isFinite(value)) return value < 0 ? minus + "∞" : "∞";
  if (value === 0) return "0";
  const [mantissa, power] = Math.abs(value).toExponential(digits - 1).split("e");
  const exponent = Number(power);
  const sign = value < 0 ? minus : "";
  if (exponent >= -4 && exponent < 6) {
    return sign + withoutZeros(Math.abs(value).toFixed(clamp(digits - 1 - exponent, 0, 20)));
  }
  const short = withoutZeros(mantissa);
  return sign + (short === "1" ? "" : short + "×") + powerOfTen(exponent);
}

/** A whole number with thin spaces between thousands, from five digits on. */
export function grouped(number) {
  const digits = String(Math.round(number));
  return digits.length > 4 ? digits.replace(/\B(?=(\d{3})+$)/g, "\u2009") : digits;
}

/** A number of the server's JSON, where "inf", "-inf" and "nan" stand for what is not finite. */
export function number(value) {
  if (typeof value === "number") return value;
  return { inf: Infinity, "-inf": -Infinity }[value] ?? NaN;
}

/** heavy_ball → heavy ball */
export const spaced = (name) => name.replaceAll("_", " ");

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** The value at a share of sorted values. */
export function quantile(sorted, share) {
  return sorted[Math.round(share * (sorted.length - 1))];
}

function withoutZeros(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

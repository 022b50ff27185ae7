// Numbers as people read them, by the rules of the terminal's tables (reports/numbers.cpp): fewer
// decimals for larger values, a sign on changes. The minus is U+2212; what is not defined is a dash.

const kNone = "–";

function fixed(value, digits, signed) {
  const zero = Math.abs(value) < 0.5 * 10 ** -digits;
  const text = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(zero ? 0 : Math.abs(value));
  if (zero) return text;
  if (value < 0) return "\u2212" + text;
  return signed ? "+" + text : text;
}

function percentDigits(value) {
  const size = Math.abs(value);
  if (size < 9.995) return 2;
  return size < 999.95 ? 1 : 0;
}

const isNone = (value) => value === null || value === undefined || Number.isNaN(value);

/** "+0.27 %" */
export const change = (percent) =>
  isNone(percent) ? kNone : fixed(percent, percentDigits(percent), true) + " %";
/** "19.3 %" */
export const rate = (percent) =>
  isNone(percent) ? kNone : fixed(percent, percentDigits(percent), false) + " %";
/** "+1.20 pp": a difference between percentages. */
export const points = (value) => (isNone(value) ? kNone : fixed(value, percentDigits(value), true) + " pp");

function moneyText(million, signed) {
  if (isNone(million)) return kNone;
  if (Math.abs(million) < 50 && million !== 0) return fixed(million, 1, signed) + " m";
  return fixed(million / 1000, 1, signed) + " bn";
}
export const money = (million) => moneyText(million, false);
export const moneyChange = (million) => moneyText(million, true);

/** 3.1e-12 as a residual is written. */
export const residual = (value) => (isNone(value) ? kNone : value.toExponential(1).replace("-", "\u2212"));

/** Text that C++ or an author wrote, with the minus of the page, and numbers kept with what they count. */
export const typeset = (text) =>
  text
    .replace(/(^|[\s(])-(?=\d)/g, "$1\u2212")
    .replace(/(\d) (?=%|bn\b|m\b)/g, "$1\u00a0");

/** "1 sector", "3 sectors" */
export const counted = (count, one, many) => `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

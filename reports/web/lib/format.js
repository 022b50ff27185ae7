// Numbers as people read them, by the rules of the terminal's tables (sim/base/numbers.cpp): fewer
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

const kMostDigits = 6;
/** What a solution at the default tolerance may be off by, and more: percent. */
export const kNoise = 1e-6;
/** Percent, percentage points: less is written as 0.00, and told as no change (reports/prose/headline.cpp). */
export const kVisible = 0.005;
/** Beyond this no median asks for more: effects that small are under what the model can tell. */
const kMostForMedian = 3;

/**
 * Decimals for values that stand under each other: the largest has two significant digits at least, and one
 * `share` of those that are not zero has one, all of them where it is 1.
 */
function digitsFor(values, fewest, most, share = 0.5) {
  const sizes = values
    .filter((value) => Number.isFinite(value) && Math.abs(value) > kNoise)
    .map(Math.abs)
    .sort((a, b) => a - b);
  if (sizes.length === 0) return fewest;
  const largest = sizes.at(-1);
  if (largest >= 99.95) return Math.min(fewest, 1);
  const forLargest = Math.min(kMostDigits, 1 - Math.floor(Math.log10(largest)));
  const least = sizes[Math.floor((1 - share) * sizes.length)];
  return Math.max(fewest, forLargest, Math.min(most, -Math.floor(Math.log10(least))));
}

/** As many as any of `ranges`, lists of values beside each other, asks for. */
const mostDigits = (ranges, ...limits) => Math.max(...ranges.map((values) => digitsFor(values, ...limits)));

/**
 * A format of percentages; its `ranged(...ranges)` is one whose decimals are the same for all of the lists of
 * values, its `row(values)` one for few values that stand beside each other.
 */
function percentFormat(unit, signed) {
  const written = (value, digits) => (isNone(value) ? kNone : fixed(value, digits, signed) + unit);
  const format = (value) => written(value, percentDigits(value));
  const withDigits = (digits) => (value) => written(value, digits);
  format.ranged = (...ranges) => withDigits(mostDigits(ranges, 2, kMostForMedian));
  format.row = (values) => withDigits(digitsFor(values, 2, kMostForMedian, 1));
  return format;
}

/** "+0.27 %" */
export const change = percentFormat("\u00a0%", true);
/** "19.3 %" */
export const rate = percentFormat("\u00a0%", false);
/** "+1.20 pp": a difference between percentages. */
export const points = percentFormat("\u00a0pp", true);

function moneyFormat(signed) {
  const written = (million, inMillions, digits) =>
    isNone(million)
      ? kNone
      : inMillions
        ? fixed(million, digits, signed) + "\u00a0m"
        : fixed(million / 1000, digits, signed) + "\u00a0bn";
  const isSmall = (million) => Math.abs(million) < 99.95;
  const isNothing = (million) => Math.abs(million) < 0.05; // in no unit
  const format = (million) => {
    const inMillions = isSmall(million) && !isNothing(million);
    return written(million, inMillions, inMillions || isNothing(million) || Math.abs(million) >= 995 ? 1 : 2);
  };
  format.ranged = (...ranges) => {
    const known = ranges.map((values) => values.filter(Number.isFinite));
    const small = known.flat().length > 0 && known.flat().every(isSmall);
    const billions = known.map((values) => values.map((million) => million / 1000));
    const digits = small ? 1 : mostDigits(billions, 1, 2);
    return (million) => written(million, small, digits);
  };
  format.row = format.ranged;
  return format;
}
export const money = moneyFormat(false);
export const moneyChange = moneyFormat(true);

/** "+346", "\u22122.1": an amount, with a decimal below ten. */
export const amountChange = (value) =>
  isNone(value) ? kNone : fixed(value, Math.abs(value) < 9.95 ? 1 : 0, true);

/** Whether a change in percent is more than what a solution may be off by. */
export const moves = (percent) => Number.isFinite(percent) && Math.abs(percent) > kNoise;

/** A difference; null where either is not defined. */
export const minus = (a, b) => (isNone(a) || isNone(b) ? null : a - b);

/** "gain", "loss", or null for what is written as zero. */
export function toneOf(value, text) {
  if (isNone(value) || !/[1-9]/.test(text)) return null;
  return value > 0 ? "gain" : "loss";
}

/** 3.1e-12 as a residual is written. */
export const residual = (value) => (isNone(value) ? kNone : value.toExponential(1).replace("-", "\u2212"));

/** Text that C++ or an author wrote, with the minus of the page, and numbers kept with what they count. */
export const typeset = (text) =>
  text.replace(/(^|[\s(]|\de)-(?=\d)/g, "$1\u2212").replace(/(\d) (?=%|bn\b|m\b)/g, "$1\u00a0");

export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 sector", "3 sectors" */
export const counted = (count, one, many) => `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** What an amount before gains in volume, at prices before. */
export const gainInVolume = (base, volumePct) => (isNone(volumePct) ? null : (base * volumePct) / 100);

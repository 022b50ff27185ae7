// Classes of a diverging scale around zero. Colours are names of the style sheet's, so that dark
// mode and print repaint charts without drawing them again.

import { kNoise } from "./format.js";
import { widthOf } from "./text_width.js";

const kDiverging = [
  "var(--loss-4)",
  "var(--loss-3)",
  "var(--loss-2)",
  "var(--loss-1)",
  "var(--zero)",
  "var(--gain-1)",
  "var(--gain-2)",
  "var(--gain-3)",
  "var(--gain-4)",
];

const kSteps = [1, 2, 5];
/** For matrices, where most values may be near the largest. */
const kFineSteps = [1, 1.5, 2, 3, 5, 7];

/** Limits under the outermost, by its first digit: each is 1, 2 or 5 times a power of ten. */
const kShares = { 1: [1, 0.5, 0.2, 0.02], 2: [1, 0.5, 0.25, 0.025], 5: [1, 0.4, 0.2, 0.02] };

/** The largest of `steps` times a power of ten that is not above `value`. */
function niceBelow(value, steps) {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.max(...steps.filter((step) => step * power <= value * (1 + 1e-12))) * power;
}

/**
 * Four limits on either side of zero, the outermost first. It lies below one value in fifty, two at least: a
 * single large value does not bleach all others, and those in the headline are not all in the last class.
 */
function breaks(values, steps) {
  const sizes = values
    .filter((value) => Number.isFinite(value) && Math.abs(value) > kNoise)
    .map(Math.abs)
    .sort((a, b) => a - b);
  if (sizes.length === 0) return [1, 0.5, 0.2, 0.05];
  const second = Math.max(0, Math.min(sizes.length - 2, Math.floor(0.98 * sizes.length)));
  const top = niceBelow(sizes[second], steps);
  const lead = Number(top.toExponential()[0]);
  const shares = kShares[steps === kSteps ? lead : 0] ?? [1, 0.5, 0.2, 0.05];
  return shares.map((share) => Number((top * share).toPrecision(6)));
}

/** The same with limits closer to the largest values. */
export const fineClasses = (values) => classes(values, { steps: kFineSteps });

const kNumbers = [3, 4, 5, 6].map(
  (digits) =>
    new Intl.NumberFormat("en-US", { maximumSignificantDigits: digits, signDisplay: "exceptZero" }),
);
const shown = (value, number = kNumbers[0]) => number.format(value).replace("-", "\u2212");

/** "\u22121.004 to \u22121": with digits that tell the bounds apart; null where none do. */
function between(low, high) {
  const number = kNumbers.find((one) => shown(low, one) !== shown(high, one));
  return number ? `${shown(low, number)} to ${shown(high, number)}` : null;
}

/**
 * Classes of `values`, most negative first: their names and colours, and the name for a value. Nine of them, or
 * fewer where limits lie under `least`, which is then the innermost; where all values do, `tiny`, it is none.
 */
export function classes(values, { steps = kSteps, least = 0 } = {}) {
  const known = values.filter(Number.isFinite);
  const sizes = known.map(Math.abs).filter((size) => size > kNoise);
  const tiny = sizes.length > 0 && Math.max(...sizes) < least;
  const all = breaks(values, steps),
    above = all.filter((limit) => limit > least);
  const up = tiny || above.length === all.length ? all : [...above, least];
  const limits = [...up.map((value) => -value), ...[...up].reverse()],
    last = limits.length;
  const low = Math.min(...known),
    high = Math.max(...known);
  const names = [(low < limits[0] && between(low, limits[0])) || `under ${shown(limits[0])}`];
  for (let at = 1; at < last; ++at) names.push(`${shown(limits[at - 1])} to ${shown(limits[at])}`);
  const top = limits[last - 1];
  names.push((high > top && between(top, high)) || `over ${shown(top)}`);
  const of = (value) =>
    Number.isFinite(value) ? names[limits.filter((limit) => value >= limit).length] : null;
  // Each keeps its colour where those next to zero are left out.
  const colors = [...kDiverging.slice(0, up.length), "var(--zero)", ...kDiverging.slice(-up.length)];
  return { names, of, colors, tiny };
}

const kRising = ["var(--zero)", "var(--gain-1)", "var(--gain-2)", "var(--gain-3)", "var(--gain-4)"];

/** The smallest of 1, 2, 5 times a power of ten that is not below `value`. */
const niceAbove = (value) => {
  const power = 10 ** Math.floor(Math.log10(value));
  return [...kSteps, 10].find((step) => step * power >= value * (1 - 1e-12)) * power;
};

/** Five classes of even width from the smallest to the largest of `values`: of what has no sign. */
export function levelClasses(values) {
  const known = values.filter(Number.isFinite);
  const low = Math.min(...known),
    step = niceAbove((Math.max(...known) - low) / (kRising.length - 1) || 1);
  const start = Math.floor(low / step) * step;
  // As many digits as tell two limits apart: they lie a step from each other.
  const digits = Math.max(5, Math.min(12, 2 + Math.floor(Math.log10(Math.max(1, Math.abs(low) / step)))));
  const plain = new Intl.NumberFormat("en-US", { maximumSignificantDigits: digits });
  const limit = (at) => plain.format(Number((start + at * step).toPrecision(12)));
  const names = kRising.map((color, at) => `${limit(at)} to ${limit(at + 1)}`);
  const of = (value) =>
    Number.isFinite(value)
      ? names[Math.min(names.length - 1, Math.max(0, Math.floor((value - start) / step)))]
      : null;
  return { names, of, colors: kRising };
}

const kChances = [0.05, 0.2, 0.35, 0.45, 0.55, 0.65, 0.8, 0.95];

/** Nine classes of probabilities around one half. */
export function chanceClasses() {
  const percent = (share) => `${Math.round(100 * share)}`;
  const names = [
    `under ${percent(kChances[0])} %`,
    ...kChances.slice(1).map((limit, at) => `${percent(kChances[at])} to ${percent(limit)} %`),
    `over ${percent(kChances.at(-1))} %`,
  ];
  const of = (share) =>
    Number.isFinite(share) ? names[kChances.filter((limit) => share >= limit).length] : null;
  return { names, of };
}

const kNarrowName = 120; // pixels of a name of which two stand beside each other in a narrow window

const columnsOf = (names, narrow) => {
  if (!narrow) return 5;
  return Math.max(...names.map(widthOf)) > kNarrowName ? 1 : 2;
};

/** Paints a channel whose field is the class; `missing` names what has none, where there is any. */
export function paintClasses(channel, names, title, narrow, { colors = kDiverging, missing = null } = {}) {
  channel.scale = {
    domain: missing ? [...names, missing] : names,
    range: missing ? [...colors, "var(--missing)"] : colors,
  };
  channel.legend = { ...channel.legend, title, columns: columnsOf(names, narrow) };
}

/** What a matrix leaves out in a narrow window. */
export const narrowWords = (count, those) =>
  `On this narrow screen only those in focus and the ${those}, ${count} in all: a wider one shows more, the tables have them all.`;

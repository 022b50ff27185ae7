// Classes of a diverging scale around zero. Colours are names of the style sheet's, so that dark
// mode and print repaint charts without drawing them again.

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

/** The largest of `steps` times a power of ten that is not above `value`. */
function niceBelow(value, steps) {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.max(...steps.filter((step) => step * power <= value * (1 + 1e-12))) * power;
}

/**
 * Eight breaks, symmetric around zero. The outermost lies near the 95th percentile of sizes, so
 * that a single large value does not bleach all others.
 */
function breaks(values, steps) {
  const sizes = values
    .filter((value) => Number.isFinite(value) && value !== 0)
    .map(Math.abs)
    .sort((a, b) => a - b);
  if (sizes.length === 0) return [-1, -0.5, -0.2, -0.05, 0.05, 0.2, 0.5, 1];
  const top = niceBelow(sizes[Math.min(sizes.length - 1, Math.floor(0.95 * sizes.length))], steps);
  const lead = Number(top.toExponential()[0]);
  const shares = lead === 5 ? [1, 0.4, 0.2, 0.04] : lead === 2 ? [1, 0.5, 0.25, 0.05] : [1, 0.5, 0.2, 0.05];
  const up = shares.map((share) => Number((top * share).toPrecision(6)));
  return [...up.map((value) => -value), ...up.reverse()];
}

/** The same with limits closer to the largest values. */
export const fineClasses = (values) => classes(values, kFineSteps);

const number = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3, signDisplay: "exceptZero" });
const shown = (value) => number.format(value).replace("-", "\u2212");

/** Nine classes of `values`, most negative first: their names, and the name for a value. */
export function classes(values, steps = kSteps) {
  const limits = breaks(values, steps),
    last = limits.length;
  const names = [`under ${shown(limits[0])}`];
  for (let at = 1; at < last; ++at) names.push(`${shown(limits[at - 1])} to ${shown(limits[at])}`);
  names.push(`over ${shown(limits[last - 1])}`);
  const of = (value) =>
    Number.isFinite(value) ? names[limits.filter((limit) => value >= limit).length] : null;
  return { names, of };
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
  const plain = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 5 });
  const limit = (at) => plain.format(Number((start + at * step).toPrecision(10)));
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

/** Paints a channel whose field is the class. */
export function paintClasses(channel, names, title, narrow, colors = kDiverging) {
  channel.scale = { domain: names, range: colors };
  channel.legend = { ...channel.legend, title, columns: narrow ? 2 : 5 };
}

// What a study keeps of each point, and how it is written.
import { switcher } from "../lib/dom.js";
import { change, kNoise, kVisible, money, moneyChange } from "../lib/format.js";
import { byName } from "../lib/frame.js";

const kChanges = {
  welfare_pct: ["Welfare", "welfare"],
  real_wage_pct: ["Real wage", "real wage"],
  exports_pct: ["Exports", "exports"],
  imports_pct: ["Imports", "imports"],
  welfare_without_rebate_pct: ["Without the rebate", "welfare without the rebate of duties"],
  consumer_price_pct: ["Prices", "the price level", " against world value added"],
};

/** By key, given a currency. */
const kAmounts = {
  tax_revenue_musd: (currency) => ({
    name: "Revenue",
    title: `border taxes, bn ${currency}`,
    word: "revenue from border taxes",
    shown: withUnit(money, currency),
    level: true,
  }),
  ev_musd: (currency) => ({
    name: "Welfare in money",
    title: `equivalent variation, bn ${currency} a year`,
    word: "welfare in money",
    shown: withUnit(moneyChange, currency),
    level: false,
  }),
};

/** A format with a unit behind it, as it is and after a range. */
function withUnit(format, unit) {
  const written = (write) => (value) => `${write(value)}\u00a0${unit}`;
  return Object.assign(written(format), { ranged: (...ranges) => written(format.ranged(...ranges)) });
}

/**
 * By key: {name, title (of an axis), unit (of what is drawn), word, shown(value), drawn(value), level: no
 * change, percent}.
 */
export function studyMeasures(data) {
  const currency = data.summary.baseline.currency;
  const entries = data.measures.map((key) => {
    if (key in kAmounts)
      return [
        key,
        { ...kAmounts[key](currency), unit: `bn ${currency}`, drawn: (value) => value / 1000, percent: false },
      ];
    const [name, word, against = ""] = kChanges[key] ?? [key, key];
    const title = `${word}, change in %${against}`;
    return [
      key,
      { name, title, unit: "%", word, shown: change, drawn: (value) => value, level: false, percent: true },
    ];
  });
  return Object.fromEntries(entries);
}

/** A switch between measures, the first of `keys` at first. */
export function measureSwitch(study, group, onchoice, keys = Object.keys(study.catalogue)) {
  return switcher(
    "Show",
    group,
    keys.map((key) => [key, study.catalogue[key].name]),
    keys[0],
    onchoice,
  );
}

/** Which economies `count` in a chart are, where `all` do not fit: "24 economies: those in focus and ...". */
export function shownWords(study, count, all, how) {
  if (count === all) return "";
  return study.summary.focus.length
    ? `, ${count} economies: those in focus and those that ${how} most`
    : `, the ${count} economies that ${how} most`;
}

/** Economies as choices of a select, by name. */
export const economyChoices = (study) =>
  byName(study.places.map((place, at) => [String(at), place.name]));

const number = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

/** "20 %", "4", "USA": a value of an axis. */
export const axisText = (axis, value) =>
  axis.names?.[value] ??
  number.format(value).replace("-", "\u2212") + (axis.percent ? " %" : "");

/** The column of a table for an axis, and the value of a cell in it. */
export const axisColumn = (axis) => ({
  key: axis.key,
  title: axisTitle(axis),
  ...(axis.names ? {} : { format: (value) => axisText(axis, value) }),
});
export const axisCell = (axis, value) => axis.names?.[value] ?? value;

/** The scale of an axis of names in a chart over `x`: one place for each, and no line between them. */
export function adaptToNames(spec, axis) {
  if (!axis.names) return;
  spec.encoding.x = { ...spec.encoding.x, field: "place", type: "nominal", sort: null };
  delete spec.encoding.x.scale;
  spec.encoding.x.axis = { title: axisTitle(axis), labelOverlap: true };
  for (const { mark } of spec.layer) {
    if (mark.type !== "line") continue;
    Object.assign(mark, { type: "point", filled: true, size: 60 });
    delete mark.point;
  }
}

export const axisTitle = (axis) => (axis.percent ? `${axis.title}, %` : axis.title);

function placeText(study, values) {
  const { axes } = study.sweep;
  if (axes.length === 1 || study.summary.study.points === 1)
    return axes.map((axis, at) => axisText(axis, values[at])).join(", ");
  return axes
    .map((axis, at) => (axis.all > 1 ? `${axis.title} ${axisText(axis, values[at])}` : null))
    .filter(Boolean)
    .join(", ");
}

/** What there is to say where no maximum is worth a name; null where there is one. */
export function stillness(measure, found) {
  if (found.points === 1) return "has a result at one point only";
  if (!found.moved) return found.partial ? "is the same at every point with a result" : "is not moved by the sweep";
  const hardly = measure.percent && found.value - found.smallest < kVisible;
  return hardly ? "hardly differs from point to point" : null;
}

/** Where the largest value lies: "inside", "at several points", "at the edge", "at a bound", "not moved", "hardly moved". */
export function placeKind(measure, found) {
  if (stillness(measure, found)) return found.moved ? "hardly moved" : "not moved";
  if (found.equals > 1) return "at several points";
  if (found.edge) return "at the edge";
  return found.bound ? "at a bound" : "inside";
}

/** With digits enough for what a map tells from none. */
const fine = (measure, value) =>
  measure.percent && Math.abs(value) < kVisible && Math.abs(value) >= kNoise
    ? change.ranged([value])(value)
    : measure.shown(value);

/** "United States: largest +0.12 % at 20 %; ...": where a measure is largest, in words. */
export function maximumWords(study, country, key) {
  const measure = study.catalogue[key],
    found = study.sweep.extremes[study.series(country, key)];
  const { name } = study.places[country];
  if (!found) {
    const why = country >= study.countries ? "is not computed for groups of countries" : "has no value at any point";
    return `${name}: ${measure.word} ${why}.`;
  }
  const still = stillness(measure, found);
  if (still) return `${name}: ${measure.word} ${still}.`;
  const others = found.equals - 1;
  const too = others > 0 ? `, and at ${others.toLocaleString("en-US")} other ${others === 1 ? "point" : "points"}` : "";
  const where = `${name}: ${measure.word} is largest, ${fine(measure, found.value)}, at ${placeText(study, found.at)}${too}`;
  if (found.edge && key === "welfare_pct" && found.value < kNoise)
    return `${where}. This is at the edge of the grid, and even this is no gain.`;
  if (found.edge) return `${where}. This is at the edge of the grid: it may rise beyond.`;
  if (found.top_value <= found.value) return `${where}.`;
  return `${where}; the parabola through the points beside it has its top at ${placeText(study, found.top)} (${fine(measure, found.top_value)}).`;
}

/** How the points on the page relate to those of the study; null where they are all there. */
export function thinnedWords(study) {
  const { axes, exact, points } = study.sweep;
  const all = study.summary.study.points;
  if (points.length < all) {
    const sizes = axes.map((axis) => `${axis.values.length} of ${axis.all.toLocaleString("en-US")}`);
    return `Shown are ${points.length.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} points (${sizes.join(" by ")} values, about as far from one another as can be)${exact ? "" : ", with six digits"}; study.csv has them all. Maxima are those of all points.`;
  }
  return exact ? null : "The values of points are kept to six digits here; study.csv has ten.";
}

/** Positions on the axes of a sweep of each point on the page, the last axis running fastest. */
export function positionsOf(axes, point) {
  const out = [];
  for (const axis of [...axes].reverse()) {
    out.unshift(point % axis.values.length);
    point = Math.floor(point / axis.values.length);
  }
  return out;
}

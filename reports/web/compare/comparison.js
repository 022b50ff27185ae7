// What the sections of a comparison share: its data, the measures, and columns with a value per run.
import { el, switcher } from "../lib/dom.js";
import { change, minus, money, moneyChange, points, rate } from "../lib/format.js";

// Those that comparison_page.cpp hands on.
const kMeasures = [
  ["welfare_pct", "Welfare"],
  ["ev_musd", "In money"],
  ["real_gdp_pct", "Real GDP"],
  ["real_wage_pct", "Real wage"],
  ["exports_pct", "Exports"],
  ["imports_pct", "Imports"],
  ["goods_balance_musd", "Balance in goods"],
  ["services_balance_musd", "Balance in services"],
  ["price_at_own_wages_pct", "Prices at unchanged wages"],
  ["consumer_price_pct", "Prices, numeraire"],
  ["production_pct", "Production"],
  ["producer_price_pct", "Producer prices"],
  ["terms_of_trade_pct", "Terms of trade"],
  ["trade_openness_pct", "Openness"],
  ["average_tariff_goods_pct", "Tariff on goods"],
  ["tariff_faced_pct", "Tariff paid"],
  ["tax_revenue_musd", "Border taxes"],
];
/** What runs have that ask for it. */
const kOfSome = [
  ["revenue_conventional_gdp_pct", "Revenue of GDP"],
  ["revenue_net_gdp_pct", "Revenue, net, of GDP"],
];

const kLevels = new Set([
  "trade_openness_pct",
  "average_tariff_goods_pct",
  "average_tariff_pct",
  "tariff_faced_pct",
  "tariff_pct",
]);
const kSigned = new Set(["ev_musd", "goods_balance_musd", "services_balance_musd"]);
/** The level after that a change is of. */
const kLevelOf = { exports_pct: "exports_musd", imports_pct: "imports_musd", output_pct: "output_musd" };

const isMoney = (measure) => measure.endsWith("_musd");
/** How values of a measure are written. */
export const formatOf = (measure) => {
  if (isMoney(measure)) return kSigned.has(measure) ? moneyChange : money;
  return kLevels.has(measure) ? rate : change;
};
/** How differences of it are written. */
export const differenceOf = (measure) => (isMoney(measure) ? moneyChange : points);
/** What charts and maps draw money in: billions. */
export const scaleOf = (measure) => (isMoney(measure) ? 1000 : 1);
export const unitOf = (data, measure) =>
  isMoney(measure) ? `bn ${data.runs[0].currency}` : "percentage points";
const beforeOf = (measure) => measure.replace(/_([a-z]+)$/, "_base_$1");

/** Rows {kind, key, measure, values, reasons, also} of tables, which have a column for each run. */
const rowsOf = (data) =>
  data.tables.flatMap(({ kind, measure, keys, values, also_by, reasons }) => {
    const byRow = new Map(reasons.map(([at, ...texts]) => [at, texts]));
    return data.keys[keys].map((key, at) => ({
      kind,
      key,
      measure,
      values: values.map((column) => (column ?? values[0])[at]),
      reasons: (byRow.get(at) ?? []).map((text) => (text ? data.reasons[text - 1] : "")),
      // A reason says why already; of steps there is a number for each row.
      also: also_by.map((also, run) => (byRow.get(at)?.[run] ? 0 : Array.isArray(also) ? also[at] : also)),
    }));
  });

/** Values by run of one measure of one key; null where a run does not have it. */
export function readComparison(raw) {
  const data = { ...raw, rows: rowsOf(raw) };
  const rows = new Map(data.rows.map((row) => [`${row.kind} ${row.key} ${row.measure}`, row]));
  const none = data.runs.map(() => null);
  const places = new Map();
  for (const run of data.runs)
    for (const place of run.places) if (!places.has(place.code)) places.set(place.code, place);
  // By the values of a row: of what its differences are beside the policy, a position from 1 by run.
  const also = new Map(data.rows.map((row) => [row.values, row.also]));
  const of = (kind, key, measure) => rows.get(`${kind} ${key} ${measure}`)?.values ?? none;
  const groups = new Map();
  for (const run of data.runs)
    for (const [name, codes] of Object.entries(run.groups ?? {}))
      groups.set(name, new Set([...(groups.get(name) ?? []), ...codes]));
  return {
    ...data,
    places: [...places.values()],
    /** Groups that the page has figures of. */
    groups: [...groups.keys()].filter((name) => rows.has(`group ${name} welfare_pct`)),
    /** The codes of an economy: a group's members, or the country itself. */
    membersOf: (key) => groups.get(key) ?? new Set([key]),
    /** The name of a country; a group's is its own. */
    nameOf: (key) => places.get(key)?.name ?? key,
    measures: [...kMeasures, ...kOfSome].filter(([key]) =>
      data.rows.some(({ measure, values }) => measure === key && values.some((value) => value !== null)),
    ),
    of,
    before: (kind, key, measure) => of(kind, key, beforeOf(measure)),
    /** Of values that `of` gave, by run from the second on. */
    alsoBy: (values) => also.get(values) ?? [],
    /** For values that are sums of such. */
    setAlsoBy: (values, by) => also.set(values, by),
    reasons: (kind, key, measure) => rows.get(`${kind} ${key} ${measure}`)?.reasons ?? [],
    keys: (kind, measure) =>
      data.rows.filter((row) => row.kind === kind && row.measure === measure).map(({ key }) => key),
  };
}

/** The measure that is shown of `measure`: its level where levels are asked for and there are any. */
export function shownMeasure(data, kind, measure, levels) {
  const level = levels ? kLevelOf[measure] : null;
  return level && data.keys(kind, level).length > 0 ? level : measure;
}

/** Chooses between changes and levels, where there are any; `choose` is given whether levels. */
export const levelsSwitcher = (name, levels, choose) =>
  switcher(
    "Of trade and output",
    name,
    [["", "Changes"], ["levels", "Levels, before and after"]],
    levels ? "levels" : "",
    (value) => choose(value === "levels"),
  );

/** Keys of a run's value, and of its difference to the first, in a row: no id has a space. */
const valueKey = (at) => `run ${at}`;
const differenceKey = (at) => `difference ${at}`;
const beforeKey = (at) => `before ${at}`;
const kBeforeKey = "before";
const markKey = (at) => `mark ${at}`;

/** As letter_of in comparison_reasons.cpp. */
const letterOf = (position) =>
  (position < 26 ? "" : letterOf(Math.floor(position / 26) - 1)) + String.fromCharCode(97 + (position % 26));

const kSame = 1e-6;
/** The first of a run that has one. */
const known = (values) => values.find((value) => value !== null) ?? null;
const apart = (values) =>
  values.some((value) => Math.abs(minus(value, known(values)) ?? 0) > kSame * Math.abs(known(values)));

/** Columns of levels before: one where all runs begin at the same, none where no row has any. */
function beforeColumns(data, befores, format) {
  const told = befores.filter((values) => known(values) !== null);
  if (told.length === 0) return [];
  const runs = told.some(apart) ? data.runs : data.runs.slice(0, 1);
  return runs.map((run, at) => ({
    key: runs.length === 1 ? kBeforeKey : beforeKey(at),
    name: `${run.id}_before`,
    title: runs.length === 1 ? "Before" : `${run.id}, before`,
    format,
    family: "runs",
  }));
}

/** Columns of a table with a value per run, then the differences to the first; `befores`: by row. */
export function runColumns(data, format, difference, befores = []) {
  return [
    ...beforeColumns(data, befores, format),
    ...data.runs.map((run, at) => ({ key: valueKey(at), name: run.id, title: run.id, format, family: "runs" })),
    ...data.runs
      .slice(1)
      .map((run, at) => ({
        key: differenceKey(at + 1),
        name: `${run.id}_minus_${data.runs[0].id}`,
        title: data.runs.length === 2 ? "Difference" : `${run.id} − first`,
        format: difference,
        tone: true,
        mark: (row) => row[markKey(at + 1)],
        family: "runs",
      })),
  ];
}

export function runValues(data, values, before = []) {
  const row = {};
  row[kBeforeKey] = known(before);
  before.forEach((value, at) => {
    row[beforeKey(at)] = value;
  });
  data.runs.forEach((run, at) => {
    row[valueKey(at)] = values[at];
  });
  data.runs.slice(1).forEach((run, at) => {
    row[differenceKey(at + 1)] = minus(values[at + 1], values[0]);
    const also = data.alsoBy(values)[at];
    row[markKey(at + 1)] = also ? `(${letterOf(also - 1)})` : null;
  });
  return row;
}

/** As in comparison_reasons.cpp: what differs by less has nothing to explain. */
const kNoDifference = 1e-6;

/** What the marks of tables mean that show these values, by row; of the run at `run` alone if it is given. */
export function markNotes(data, values, run = null) {
  const differs = (one, at) => Math.abs(minus(one[at], one[0]) ?? 0) > kNoDifference;
  const marks = values.flatMap((one) =>
    data.alsoBy(one).filter((also, at) => also && (run === null || at + 1 === run) && differs(one, at + 1)),
  );
  return [...new Set(marks)]
    .sort((a, b) => a - b)
    .map((also) =>
      el(
        "p",
        { class: "note" },
        `${run === null ? `(${letterOf(also - 1)}) beside a difference: another` : "Another"} reason than the policy: ${data.differs_also_by[also - 1]}.`,
      ),
    );
}

const kMostNames = 4;

/** Why differences are none of the policy, a sentence for each reason; `rows`: {name, reasons}. */
export function reasonNotes(rows) {
  const named = new Map();
  for (const { name, reasons } of rows)
    for (const reason of new Set(reasons.filter(Boolean)))
      named.set(reason, [...(named.get(reason) ?? []), name]);
  return [...named].map(([reason, names]) => {
    const listed = names.slice(0, kMostNames).join(", ");
    const more = names.length > kMostNames ? ` and ${names.length - kMostNames} more` : "";
    return el("p", { class: "note" }, `Differences of ${listed}${more}: ${reason}.`);
  });
}

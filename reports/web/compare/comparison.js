// What the sections of a comparison share: its data, the measures, and columns with a value per run.
import { minus } from "../lib/format.js";

const kMeasures = [
  ["welfare_pct", "Welfare"],
  ["real_gdp_pct", "Real GDP"],
  ["real_wage_pct", "Real wage"],
  ["exports_pct", "Exports"],
  ["imports_pct", "Imports"],
  ["consumer_price_pct", "Prices"],
  ["production_pct", "Production"],
  ["producer_price_pct", "Producer prices"],
  ["terms_of_trade_pct", "Terms of trade"],
  ["trade_openness_pct", "Openness"],
  ["average_tariff_goods_pct", "Tariff on goods"],
  ["tariff_faced_pct", "Tariff paid"],
];
/** What runs have that ask for it. */
const kOfSome = [
  ["revenue_conventional_gdp_pct", "Revenue of GDP"],
  ["revenue_net_gdp_pct", "Revenue, net, of GDP"],
];

/** Values by run of one measure of one key; null where a run does not have it. */
export function readComparison(data) {
  const values = new Map(data.rows.map(([kind, key, measure, row]) => [`${kind} ${key} ${measure}`, row]));
  const none = data.runs.map(() => null);
  const places = new Map();
  for (const run of data.runs)
    for (const place of run.places) if (!places.has(place.code)) places.set(place.code, place);
  return {
    ...data,
    places: [...places.values()],
    measures: [
      ...kMeasures,
      ...kOfSome.filter(([key]) =>
        data.rows.some(([, , measure, row]) => measure === key && row.some((value) => value !== null)),
      ),
    ],
    of: (kind, key, measure) => values.get(`${kind} ${key} ${measure}`) ?? none,
    keys: (kind, measure) =>
      data.rows.filter((row) => row[0] === kind && row[2] === measure).map((row) => row[1]),
  };
}

/** Keys of a run's value, and of its difference to the first, in a row: no id has a space. */
const valueKey = (at) => `run ${at}`;
const differenceKey = (at) => `difference ${at}`;

/** Columns of a table with a value per run, then the differences to the first. */
export function runColumns(data, format, difference) {
  return [
    ...data.runs.map((run, at) => ({ key: valueKey(at), name: run.id, title: run.id, format, family: "runs" })),
    ...data.runs
      .slice(1)
      .map((run, at) => ({
        key: differenceKey(at + 1),
        name: `${run.id}_minus_${data.runs[0].id}`,
        title: data.runs.length === 2 ? "Difference" : `${run.id} − first`,
        format: difference,
        tone: true,
        family: "runs",
      })),
  ];
}

export function runValues(data, values) {
  const row = {};
  data.runs.forEach((run, at) => {
    row[valueKey(at)] = values[at];
  });
  data.runs.slice(1).forEach((run, at) => {
    row[differenceKey(at + 1)] = minus(values[at + 1], values[0]);
  });
  return row;
}

import { keptChoice, section, switcher } from "../lib/dom.js";
import { change, minus, points, rate } from "../lib/format.js";
import { makeMap } from "../lib/map.js";
import { makeTable } from "../lib/table.js";

const kMeasures = {
  welfare: { name: "Welfare", title: "Welfare, change in %", value: (row) => row.welfare_pct, text: change },
  wage: {
    name: "Real wage",
    title: "Real wage, change in %",
    value: (row) => row.real_wage_pct,
    text: change,
  },
  gdp: {
    name: "Real GDP",
    title: "Real GDP, change in %",
    value: (row) => row.real_gdp_pct,
    text: change,
  },
  exports: { name: "Exports", title: "Exports, change in %", value: (row) => row.exports_pct, text: change },
  imports: { name: "Imports", title: "Imports, change in %", value: (row) => row.imports_pct, text: change },
  prices: {
    name: "Prices",
    title: "Consumer prices at unchanged wages of the economy itself, change in %",
    value: (row) => row.price_at_own_wages_pct,
    text: change,
  },
  production: {
    name: "Production",
    title: "Output volume, change in %",
    value: (row) => row.production_pct,
    text: change,
  },
  producers: {
    name: "Producer prices",
    title: "Producer prices, change in %",
    value: (row) => row.producer_price_pct,
    text: change,
  },
  openness: {
    name: "Openness",
    title: "Exports and imports over value added, change in percentage points",
    value: (row) => minus(row.trade_openness_pct, row.trade_openness_base_pct),
    text: points,
  },
  paid: {
    name: "Tariff paid",
    title: "Average tariff paid on exports abroad, change in percentage points",
    value: (row) => minus(row.tariff_faced_pct, row.tariff_faced_base_pct),
    text: points,
  },
  levied: {
    name: "Tariff levied",
    title: "Average tariff levied on imports of goods, change in percentage points",
    value: (row) => minus(row.average_tariff_goods_pct, row.average_tariff_goods_base_pct),
    text: points,
  },
};

function inWords(rows, measure) {
  const sorted = rows
    .filter((row) => Number.isFinite(measure.value(row)))
    .sort((a, b) => measure.value(a) - measure.value(b));
  if (sorted.length === 0) return `World map. ${measure.title}: no values.`;
  const low = sorted[0],
    high = sorted.at(-1);
  return `World map. ${measure.title}: from ${measure.text(measure.value(low))} in ${low.name} to ${measure.text(measure.value(high))} in ${high.name}; all values are in the table below.`;
}

export function mapSection(run) {
  const map = makeMap(run.places, "Change by economy");
  const paint = keptChoice("welfare", (key) => {
    const measure = kMeasures[key];
    map.figure.querySelector("figcaption").textContent = measure.title;
    return map.paint((place) => measure.value(run.countries[run.places.indexOf(place)]), {
      title: measure.title,
      text: measure.text,
      alt: inWords(run.countries, measure),
    });
  });
  const choices = Object.entries(kMeasures).map(([key, measure]) => [key, measure.name]);
  const percent = (key, title) => ({ key, title, format: change, tone: true });
  return {
    node: section(
      "map",
      "Where",
      "Blue is a rise, orange a fall, grey next to nothing: in words, what is under 0.005 % counts as no change. A dashed outline without a filling has no data. Production is the volume of output of all sectors; producer prices are its value over its volume, against world value added. Openness is exports and imports over value added.",
      switcher("Show", "map-measure", choices, "welfare", paint),
      map.figure,
      makeTable({
        caption: "Changes by economy",
        filename: "map",
        rows: run.countries.map((row) => ({
          ...row,
          tariff_faced_change_pp: kMeasures.paid.value(row),
          average_tariff_goods_change_pp: kMeasures.levied.value(row),
        })),
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          percent("welfare_pct", "Welfare"),
          percent("real_gdp_pct", "Real GDP"),
          percent("real_wage_pct", "Real wage"),
          { key: "price_at_own_wages_pct", title: "Prices at unchanged wages", format: change },
          { key: "consumer_price_pct", title: "Prices, numeraire", format: change },
          percent("exports_pct", "Exports"),
          percent("imports_pct", "Imports"),
          percent("production_pct", "Production"),
          { key: "producer_price_pct", title: "Producer prices", format: change },
          { key: "trade_openness_base_pct", title: "Openness before", format: rate },
          { key: "trade_openness_pct", title: "after", format: rate },
          { key: "tariff_faced_change_pp", title: "Tariff paid", format: points },
          { key: "average_tariff_goods_change_pp", title: "Tariff levied on goods", format: points },
        ],
      }),
    ),
    draw: paint,
  };
}

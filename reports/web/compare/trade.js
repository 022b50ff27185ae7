// Trade between pairs of economies: what is furthest apart, a matrix of differences, and where a pair's
// trade went.
import heatMap from "../run/heat-map.json";
import { makeChart } from "../lib/chart.js";
import { classes, narrowWords, paintClasses } from "../lib/colors.js";
import { el, section, select } from "../lib/dom.js";
import { minus, money, moneyChange } from "../lib/format.js";
import { byName, focusSize, largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";
import { runColumns, runValues } from "./comparison.js";
import { drawDots, makeDots } from "./dots.js";

const kPairs = 60,
  kShownPairs = 16,
  kMatrix = 30,
  kNarrowMatrix = 14,
  kSuppliers = 8,
  kChoices = 40;

const parted = (key) => key.split("->");
/** "USA → CHN", in one line. */
const pairText = (key) => key.replace("->", "\u00a0→\u00a0");

const gapOf = ({ values }) =>
  Math.max(0, ...values.slice(1).map((value) => Math.abs(minus(value, values[0]) ?? 0)));

/** All pairs of two countries: {key, from, to, values, before}. */
function pairsOf(data) {
  return data
    .keys("pair", "flow_musd")
    .map((key) => {
      const [from, to] = parted(key);
      return { key, from, to, values: data.of("pair", key, "flow_musd"), before: data.before("pair", key, "flow_musd") };
    })
    .filter(({ from, to }) => from !== to);
}

function furthestPart(data, pairs) {
  const chart = makeDots("compared-pairs", "Trade by pair, a dot per run");
  const apart = largest(pairs, kPairs, gapOf);
  const table = makeTable({
    caption: "Trade by pair",
    filename: "compare-pairs",
    open: true,
    rows: apart.map(({ key, values, before }) => ({ pair: key, ...runValues(data, values, before) })),
    columns: [
      { key: "pair", title: "Pair", text: pairText },
      ...runColumns(data, money, moneyChange, apart.map(({ before }) => before)),
    ],
  });
  const rows = apart
    .filter((row) => gapOf(row) > 0)
    .slice(0, kShownPairs)
    .map(({ key, values }) => ({ name: pairText(key), values }));
  return {
    nodes: [chart.figure, table],
    draw: () =>
      drawDots(chart, data, rows, {
        format: money,
        level: true,
        axis: `bn ${data.runs[0].currency}, before duty`,
        scale: 1000,
        alt: `Trade of the ${rows.length} pairs whose trade is furthest apart, a dot per run; the table below has every value.`,
        still: "The runs have the same trade.",
      }),
  };
}

function matrixPart(data, pairs) {
  const chart = makeChart("compared-matrix", heatMap, "Differences of trade, exporters by importers");
  chart.figure.querySelector(".chart").classList.add("wide");
  const size = new Map();
  for (const { from, to, before, values } of pairs)
    for (const code of [from, to]) size.set(code, (size.get(code) ?? 0) + (before[0] ?? values[0] ?? 0));
  const economies = largest(data.places, kMatrix, ({ code }) => (size.get(code) ?? 0) + focusSize(data.focus, code));
  const place = new Map(economies.map(({ code }, at) => [code, at]));
  const names = new Map(data.places.map(({ code, name }) => [code, name]));
  const shown = pairs.filter(({ from, to }) => place.has(from) && place.has(to));
  const draw = (run) => {
    const at = Number(run);
    const gap = ({ values }) => minus(values[at], values[0]);
    const bands = classes(shown.map((row) => (gap(row) === null ? null : gap(row) / 1000)));
    const cells = (narrow) =>
      shown
        .filter(({ from, to }) => !narrow || Math.max(place.get(from), place.get(to)) < kNarrowMatrix)
        .map((row) => ({
          x: row.to,
          y: narrow ? row.from : names.get(row.from),
          x_place: place.get(row.to),
          y_place: place.get(row.from),
          band: bands.of(gap(row) === null ? null : gap(row) / 1000),
          shown: moneyChange(gap(row)),
          detail: `${names.get(row.from)} → ${names.get(row.to)}`,
        }));
    const title = `Trade: ${data.runs[at].id} less ${data.runs[0].id}, bn ${data.runs[0].currency}`;
    chart.figure.querySelector("figcaption").textContent = title;
    return chart.update(cells, {
      still: shown.some((row) => Math.abs(gap(row) ?? 0) > 0) ? null : "The two runs have the same trade.",
      alt: `Matrix of differences of trade between two runs, ${place.size} exporters (rows) by importers (columns); compare.csv has every value.`,
      adapt: (spec, narrow) => {
        spec.encoding.x.axis.title = "importer";
        paintClasses(spec.encoding.color, bands.names, title, narrow, { colors: bands.colors });
        return narrow ? narrowWords(kNarrowMatrix, "economies that trade most") : null;
      },
    });
  };
  const runs = data.runs.slice(1).map((run, at) => [String(at + 1), run.id]);
  const nodes = [chart.figure];
  if (runs.length > 1) nodes.unshift(el("div", { class: "controls" }, select("Run", runs, "1", draw)));
  return { nodes, draw: () => draw("1") };
}

/** Sums over flows of changes since before, by run. */
function changesOver(data, keep) {
  const sums = data.runs.map(() => 0);
  for (const key of data.keys("pair", "flow_musd")) {
    if (!keep(...parted(key))) continue;
    const after = data.of("pair", key, "flow_musd"),
      before = data.before("pair", key, "flow_musd");
    sums.forEach((sum, at) => {
      sums[at] = sum + (minus(after[at], before[at]) ?? 0);
    });
  }
  return sums;
}

/** What became of a pair's trade in every run: rows {name, values}. */
function diversionRows(data, from, to) {
  const nameOf = (code) => data.places.find((place) => place.code === code)?.name ?? code;
  const others = largest(
    data.places.filter(({ code }) => code !== from && code !== to),
    data.places.length,
    ({ code }) => Math.max(...changesOver(data, (a, b) => a === code && b === to).map(Math.abs)),
  );
  const named = new Set(others.slice(0, kSuppliers).map(({ code }) => code));
  const row = (name, keep) => ({ name, values: changesOver(data, keep) });
  return [
    row(`${nameOf(from)} → ${nameOf(to)}`, (a, b) => a === from && b === to),
    ...[...named].map((code) => row(`${nameOf(code)} → ${nameOf(to)}`, (a, b) => a === code && b === to)),
    row(`All others → ${nameOf(to)}`, (a, b) => b === to && a !== from && a !== to && !named.has(a)),
    row(`${nameOf(to)} at home`, (a, b) => a === to && b === to),
    row(`${nameOf(from)} → all others`, (a, b) => a === from && b !== from && b !== to),
    row(`${nameOf(from)} at home`, (a, b) => a === from && b === from),
  ];
}

function diversionPart(data, pairs) {
  const chart = makeDots("compared-diversion", "Where a pair's trade went");
  const holder = el("div", {});
  const moved = ({ values, before }) =>
    Math.max(...values.map((value, at) => Math.abs(minus(value, before[at]) ?? 0)));
  const first = largest(pairs, kChoices, moved);
  const draw = (key) => {
    const rows = diversionRows(data, ...parted(key));
    chart.figure.querySelector("figcaption").textContent =
      `Where the trade ${pairText(key)} went: change since before, a dot per run`;
    holder.replaceChildren(
      makeTable({
        caption: `Where the trade ${pairText(key)} went`,
        filename: "compare-diversion",
        open: true,
        rows: rows.map(({ name, values }) => ({ name, ...runValues(data, values) })),
        columns: [{ key: "name", title: "Sales" }, ...runColumns(data, moneyChange, moneyChange)],
      }),
    );
    return drawDots(chart, data, rows, {
      format: moneyChange,
      level: false,
      axis: `change, bn ${data.runs[0].currency}`,
      scale: 1000,
      alt: `Changes of sales since before, a dot per run; the table below has every value.`,
    });
  };
  return {
    nodes: [
      el(
        "div",
        { class: "controls" },
        select("Pair", byName(first.map(({ key }) => [key, pairText(key)])), first[0].key, draw),
      ),
      chart.figure,
      holder,
    ],
    draw: () => draw(first[0].key),
  };
}

function balancesTable(data) {
  const rows = data
    .keys("pair", "goods_balance_musd")
    .map((key) => ({
      key,
      values: data.of("pair", key, "goods_balance_musd"),
      before: data.before("pair", key, "goods_balance_musd"),
    }))
    .filter((row) => gapOf(row) > 0);
  if (rows.length === 0) return null;
  const apart = largest(rows, kPairs, gapOf);
  return makeTable({
    caption: "Balances in goods by pair, of those in focus",
    filename: "compare-balances",
    rows: apart.map(({ key, values, before }) => ({ pair: key, ...runValues(data, values, before) })),
    columns: [
      { key: "pair", title: "Seller and buyer", text: pairText },
      ...runColumns(data, moneyChange, moneyChange, apart.map(({ before }) => before)),
    ],
  });
}

export function tradeSection(data) {
  const pairs = pairsOf(data);
  const parts = [furthestPart(data, pairs), matrixPart(data, pairs), ...(pairs.length ? [diversionPart(data, pairs)] : [])];
  return {
    node: section(
      "trade",
      "Trade",
      `Goods and services before duty, ${data.runs[0].currency}; the ${Math.min(kPairs, pairs.length)} pairs whose trade is furthest apart first; compare.csv has all.`,
      parts.flatMap((part) => part.nodes),
      balancesTable(data),
    ),
    draw: async () => {
      for (const part of parts) await part.draw();
    },
  };
}

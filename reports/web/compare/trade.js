// Trade between pairs of economies: what is furthest apart, a matrix of differences, and where a pair's
// trade went.
import heatMap from "../run/heat-map.json";
import { makeChart } from "../lib/chart.js";
import { classes, narrowWords, paintClasses } from "../lib/colors.js";
import { el, section, select } from "../lib/dom.js";
import { minus, money, moneyChange } from "../lib/format.js";
import { byName, focusSize, largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";
import { levelsSwitcher, markNotes, reasonNotes, runColumns, runValues } from "./comparison.js";
import { drawDots, makeDots } from "./dots.js";

const kPairs = 60,
  kGroupPairs = 20,
  kPairsOfEach = 3,
  kShownPairs = 20,
  kShownGroupPairs = 6,
  kMatrix = 30,
  kNarrowMatrix = 14,
  kSuppliers = 8,
  kChoices = 40;

const parted = (key) => key.split("->");
/** "USA → CHN", in one line. */
const pairText = (key) => key.replace("->", "\u00a0→\u00a0");

const gapOf = ({ values }) =>
  Math.max(0, ...values.slice(1).map((value) => Math.abs(minus(value, values[0]) ?? 0)));

/** All pairs of two countries, or ("group_pair") with a group: {key, from, to, values, before}. */
function pairsOf(data, kind) {
  return data
    .keys(kind, "flow_musd")
    .map((key) => {
      const [from, to] = parted(key);
      return { kind, key, from, to, values: data.of(kind, key, "flow_musd"), before: data.before(kind, key, "flow_musd") };
    })
    .filter(({ from, to }) => from !== to);
}

/** Columns of a pair: codes, and names. */
const kPairColumns = [
  { key: "pair", title: "Pair", text: pairText },
  { key: "names", title: "Seller and buyer" },
];
const pairCells = (data, key) => ({ pair: key, names: parted(key).map(data.nameOf).join(" → ") });

/** The pairs with groups that are furthest apart, and of every group a few. */
function furthestOfGroups(data, groupPairs, size) {
  const chosen = new Set(largest(groupPairs, kGroupPairs, size));
  for (const name of data.groups)
    for (const pair of largest(groupPairs.filter(({ from, to }) => from === name || to === name), kPairsOfEach, size))
      chosen.add(pair);
  return largest([...chosen], chosen.size, size);
}

function furthestPart(data, groupPairs, pairs) {
  const chart = makeDots("compared-pairs", "Trade by pair, a dot per run");
  const ofGroups = furthestOfGroups(data, groupPairs, gapOf),
    ofCountries = largest(pairs, kPairs, gapOf);
  const apart = [...ofGroups, ...ofCountries];
  const table = makeTable({
    caption: "Trade by pair",
    filename: "compare-pairs",
    open: true,
    rows: apart.map(({ key, values, before }) => ({ ...pairCells(data, key), ...runValues(data, values, before) })),
    columns: [
      ...kPairColumns,
      ...runColumns(data, money, moneyChange, apart.map(({ before }) => before)),
    ],
  });
  const rows = [...ofGroups.slice(0, kShownGroupPairs), ...ofCountries]
    .filter((row) => gapOf(row) > 0)
    .slice(0, kShownPairs)
    .map(({ key, values }) => ({ name: pairText(key), values }));
  return {
    nodes: [
      chart.figure,
      table,
      ...markNotes(data, apart.map(({ values }) => values)),
      ...reasonNotes(apart.map(({ kind, key }) => ({ name: pairText(key), reasons: data.reasons(kind, key, "flow_musd") }))),
    ],
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
  const places = [...data.groups.map((name) => ({ code: name, name })), ...data.places];
  // Groups are there because a run asks for them, however little they trade.
  const asked = (code) => (data.groups.includes(code) ? 1e9 : 0) + focusSize(data.focus, code);
  const economies = largest(places, kMatrix, ({ code }) => (size.get(code) ?? 0) + asked(code));
  const place = new Map(economies.map(({ code }, at) => [code, at]));
  const names = new Map(places.map(({ code, name }) => [code, name]));
  const shown = pairs.filter(({ from, to }) => place.has(from) && place.has(to));
  const holder = el("div", {});
  const draw = (run) => {
    const at = Number(run);
    holder.replaceChildren(...markNotes(data, shown.map(({ values }) => values), at));
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
  const nodes = [chart.figure, holder];
  if (runs.length > 1) nodes.unshift(el("div", { class: "controls" }, select("Run", runs, "1", draw)));
  return { nodes, draw: () => draw("1") };
}

/** Sums over flows between countries, before and after, by run. */
function sumsOver(data, keep) {
  const before = data.runs.map(() => 0),
    after = data.runs.map(() => 0);
  const also = data.runs.slice(1).map(() => 0);
  for (const key of data.keys("pair", "flow_musd")) {
    if (!keep(...parted(key))) continue;
    const values = data.of("pair", key, "flow_musd");
    data.alsoBy(values).forEach((mark, at) => {
      also[at] ||= mark;
    });
    values.forEach((value, at) => {
      after[at] += value ?? 0;
    });
    data.before("pair", key, "flow_musd").forEach((value, at) => {
      before[at] += value ?? 0;
    });
  }
  const change = after.map((value, at) => value - before[at]);
  for (const values of [after, change]) data.setAlsoBy(values, also);
  return { before, after, change };
}

/** What became of a pair's trade in every run: rows {name, before, after, change}. */
function diversionRows(data, from, to) {
  const { nameOf } = data,
    sellers = data.membersOf(from),
    buyers = data.membersOf(to);
  const others = largest(
    data.places.filter(({ code }) => !sellers.has(code) && !buyers.has(code)),
    data.places.length,
    ({ code }) => Math.max(...sumsOver(data, (a, b) => a === code && buyers.has(b)).change.map(Math.abs)),
  );
  const named = new Set(others.slice(0, kSuppliers).map(({ code }) => code));
  const row = (name, keep) => ({ name, ...sumsOver(data, keep) });
  const home = (key) => (data.groups.includes(key) ? `Within ${key}` : `${nameOf(key)} at home`);
  return [
    row(`${nameOf(from)} → ${nameOf(to)}`, (a, b) => sellers.has(a) && buyers.has(b)),
    ...[...named].map((code) => row(`${nameOf(code)} → ${nameOf(to)}`, (a, b) => a === code && buyers.has(b))),
    row(`All others → ${nameOf(to)}`, (a, b) => buyers.has(b) && !sellers.has(a) && !buyers.has(a) && !named.has(a)),
    row(home(to), (a, b) => buyers.has(a) && buyers.has(b)),
    row(`${nameOf(from)} → all others`, (a, b) => sellers.has(a) && !sellers.has(b) && !buyers.has(b)),
    row(home(from), (a, b) => sellers.has(a) && sellers.has(b)),
  ];
}

function diversionPart(data, groupPairs, pairs) {
  const chart = makeDots("compared-diversion", "Where a pair's trade went");
  const holder = el("div", {});
  const moved = ({ values, before }) =>
    Math.max(...values.map((value, at) => Math.abs(minus(value, before[at]) ?? 0)));
  const chosen = [...furthestOfGroups(data, groupPairs, moved), ...largest(pairs, kChoices, moved)];
  const first = largest(pairs, 1, moved)[0];
  const state = { key: first.key, levels: data.levels };
  const draw = () => {
    const rows = diversionRows(data, ...parted(state.key)),
      what = state.levels ? "before and after" : "change since before",
      values = (row) => (state.levels ? row.after : row.change);
    chart.figure.querySelector("figcaption").textContent =
      `Where the trade ${pairText(state.key)} went: ${state.levels ? "sales after" : what}, a dot per run`;
    holder.replaceChildren(
      makeTable({
        caption: `Where the trade ${pairText(state.key)} went: ${what}`,
        filename: "compare-diversion",
        open: true,
        rows: rows.map((row) => ({ name: row.name, ...runValues(data, values(row), state.levels ? row.before : []) })),
        columns: [
          { key: "name", title: "Sales" },
          ...runColumns(
            data,
            state.levels ? money : moneyChange,
            moneyChange,
            state.levels ? rows.map(({ before }) => before) : [],
          ),
        ],
      }),
      ...markNotes(data, rows.map(values)),
    );
    return drawDots(chart, data, rows.map((row) => ({ name: row.name, values: values(row) })), {
      format: state.levels ? money : moneyChange,
      level: state.levels,
      axis: `${state.levels ? "sales after" : "change"}, bn ${data.runs[0].currency}`,
      scale: 1000,
      alt: `Sales (${what}), a dot per run; the table below has every value.`,
    });
  };
  const choose = (name) => (value) => {
    state[name] = value;
    return draw();
  };
  return {
    nodes: [
      el(
        "div",
        { class: "controls" },
        select("Pair", byName(chosen.map(({ key }) => [key, pairText(key)])), first.key, choose("key")),
      ),
      levelsSwitcher("diversion-levels", data.levels, choose("levels")),
      chart.figure,
      holder,
    ],
    draw,
  };
}

/** Whether the other way of a pair, with the opposite sign, is the one to show: that of what comes first in focus. */
function isMirrored(data, key, keys) {
  const [from, to] = parted(key);
  const rank = (code) => (data.focus.includes(code) ? data.focus.indexOf(code) : data.focus.length);
  const other = `${to}->${from}`;
  return keys.has(other) && (rank(to) < rank(from) || (rank(to) === rank(from) && other < key));
}

function balancesTable(data) {
  const rows = ["group_pair", "pair"]
    .flatMap((kind) => {
      const keys = data.keys(kind, "goods_balance_musd"),
        all = new Set(keys);
      return keys.filter((key) => !isMirrored(data, key, all)).map((key) => [kind, key]);
    })
    .map(([kind, key]) => ({
      key,
      values: data.of(kind, key, "goods_balance_musd"),
      before: data.before(kind, key, "goods_balance_musd"),
    }))
    .filter((row) => gapOf(row) > 0);
  if (rows.length === 0) return null;
  const apart = largest(rows, kPairs, gapOf);
  const table = makeTable({
    caption: "Balances in goods by pair, of those in focus",
    filename: "compare-balances",
    rows: apart.map(({ key, values, before }) => ({ ...pairCells(data, key), ...runValues(data, values, before) })),
    columns: [
      ...kPairColumns,
      ...runColumns(data, moneyChange, moneyChange, apart.map(({ before }) => before)),
    ],
  });
  return [table, ...markNotes(data, apart.map(({ values }) => values))];
}

export function tradeSection(data) {
  const pairs = pairsOf(data, "pair"),
    groupPairs = pairsOf(data, "group_pair");
  const parts = [
    furthestPart(data, groupPairs, pairs),
    matrixPart(data, [...groupPairs, ...pairs]),
    ...(pairs.length ? [diversionPart(data, groupPairs, pairs)] : []),
  ];
  return {
    node: section(
      "trade",
      "Trade",
      `Goods and services before duty, ${data.runs[0].currency}; the ${Math.min(kPairs, pairs.length)} pairs whose trade is furthest apart first${data.groups.length ? `, those with ${data.groups.join(", ")} before them` : ""}; compare.csv has all.`,
      parts.flatMap((part) => part.nodes),
      balancesTable(data),
    ),
    draw: async () => {
      for (const part of parts) await part.draw();
    },
  };
}

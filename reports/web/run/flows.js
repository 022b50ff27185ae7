import beforeAfter from "./before-after.json";
import heatMap from "./heat-map.json";
import rankedBars from "./ranked-bars.json";
import { drawBars } from "../lib/bars.js";
import { domainWithLabels, makeChart } from "../lib/chart.js";
import { classes, narrowWords, paintClasses } from "../lib/colors.js";
import { el, keptChoice, section, select, switcher } from "../lib/dom.js";
import { change, counted, gainInVolume, kVisible, money, moneyChange, moves, rate } from "../lib/format.js";
import { focusSize, largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";

const kMovers = 16,
  kMatrix = 24,
  kNarrowMatrix = 14,
  kSuppliers = 8;

const moved = (row) => Math.abs(row.flow_musd - row.flow_base_musd);
/** Trade that is new has no change in percent. */
const isMoved = (row) => (row.flow_base_musd > 0 ? moves(row.flow_pct) : row.flow_musd > 0);
const kStill = "No trade between economies changes.";

/** What stands between the two, before and after. */
function wedges(row) {
  if (row.embargoed_pct === 100) return "no trade is allowed";
  const words = [`tariff ${rate(row.tariff_base_pct)} → ${rate(row.tariff_pct)}`];
  if (row.export_tax_pct !== row.export_tax_base_pct)
    words.push(`export tax ${rate(row.export_tax_base_pct)} → ${rate(row.export_tax_pct)}`);
  if (row.trade_cost_pct !== 0) words.push(`trade cost ${change(row.trade_cost_pct)}`);
  if (row.embargoed_pct > 0) words.push(`${rate(row.embargoed_pct)} under embargo`);
  return words.join(", ");
}

function moversPart(run, foreign) {
  const chart = makeChart("flows", beforeAfter, `Pairs whose trade moves most, bn ${run.currency}`);
  const rows = largest(foreign.filter(isMoved), kMovers, moved).map((row) => ({
    name: `${row.from} → ${row.to}`,
    codes: `${row.exporter} → ${row.importer}`,
    before: row.flow_base_musd / 1000,
    after: row.flow_musd / 1000,
    shown: change(row.flow_pct),
    detail: `${money(row.flow_base_musd)} → ${money(row.flow_musd)} ${run.currency}; ${wedges(row)}`,
  }));
  return {
    node: chart.figure,
    draw: () =>
      chart.update((narrow) => rows.map((row) => (narrow ? { ...row, name: row.codes } : row)), {
        still: rows.length > 0 ? null : kStill,
        alt: `Dots before and after for the ${rows.length} pairs whose trade moves most${rows.length ? `, first ${rows[0].name}: ${rows[0].detail}` : ""}.`,
        adapt: (spec, narrow, { plot }) => {
          const ends = rows.flatMap((row) => [row.before, row.after]);
          const labels = rows.map((row) => ({ at: Math.max(row.before, row.after), text: row.shown }));
          spec.layer[0].encoding.x.axis.title = `bn ${run.currency}`;
          spec.layer[0].encoding.x.scale = { domain: domainWithLabels(ends, labels, plot), nice: false };
        },
      }),
  };
}

const kMatrixMeasures = {
  money: {
    name: "In money",
    title: (run) => `Change of trade, bn ${run.currency}`,
    value: (row) => (row.flow_musd - row.flow_base_musd) / 1000,
    shown: (row) => moneyChange(row.flow_musd - row.flow_base_musd),
  },
  percent: {
    name: "In percent",
    title: () => "Change of trade, %",
    least: kVisible,
    value: (row) => row.flow_pct,
    shown: (row) => change(row.flow_pct),
  },
};

/** Those in focus in its order, then those that trade most. */
function matrixEconomies(run) {
  const trade = (row) =>
    row.exports_base_musd + row.imports_base_musd + focusSize(run.focus, row.country);
  return largest(run.countries, kMatrix, trade);
}

/** Every exporter to every importer, for the annex. */
export function tradeMatrix(run) {
  const foreign = run.pairs.filter((row) => row.exporter !== row.importer);
  const chart = makeChart("matrix", heatMap, "Every exporter to every importer");
  chart.figure.querySelector(".chart").classList.add("wide");
  const place = new Map(matrixEconomies(run).map((row, at) => [row.country, at]));
  const shown = foreign.filter((row) => place.has(row.exporter) && place.has(row.importer));
  const isFirst = (row) =>
    Math.max(place.get(row.exporter), place.get(row.importer)) < kNarrowMatrix;
  const draw = (key) => {
    const measure = kMatrixMeasures[key],
      bands = classes(shown.map(measure.value), { least: measure.least });
    const cells = (narrow) => shown.filter((row) => !narrow || isFirst(row));
    return chart.update(
      (narrow) => cells(narrow).map((row) => ({
        x: row.importer,
        y: narrow ? row.exporter : row.from,
        x_place: place.get(row.importer),
        y_place: place.get(row.exporter),
        band: bands.of(measure.value(row)),
        shown: measure.shown(row),
        detail: `${row.from} → ${row.to}`,
      })),
      {
        still: shown.some(isMoved) ? null : kStill,
        alt: `Matrix of the change of trade from each of ${place.size} exporters (rows) to each importer (columns); the table of pairs has every value.`,
        adapt: (spec, narrow) => {
          spec.encoding.x.axis.title = "importer";
          paintClasses(spec.encoding.color, bands.names, measure.title(run), narrow, { colors: bands.colors });
          return narrow ? narrowWords(kNarrowMatrix, "economies that trade most") : null;
        },
      },
    );
  };
  const choose = keptChoice("money", draw);
  const choices = Object.entries(kMatrixMeasures).map(([key, measure]) => [key, measure.name]);
  const node = el(
    "div",
    { class: "stack" },
    switcher("Matrix", "matrix-measure", choices, "money", choose),
    chart.figure,
  );
  return { node, draw: choose };
}

/** What becomes of a targeted pair's trade, as bars that add up: sales as they are, and at prices before. */
function diversionBars(run, pair) {
  const { importer, exporter, value: sales, volume } = pair;
  const name = (at) => run.places[at].name;
  const others = sales.by_supplier_musd
    .map((value, at) => ({ at, value }))
    .filter(({ at }) => !pair.exporters.includes(at) && !pair.importers.includes(at));
  const top = largest(others, kSuppliers, ({ value }) => Math.abs(value));
  const bar = (label, part, detail) => ({
    name: label,
    value: part(sales) / 1000,
    written: part(sales),
    volume: part(volume),
    detail,
  });
  const supplied = (at) => (changes) => changes.by_supplier_musd[at];
  const rest = (changes) =>
    top.reduce((left, { at }) => left - changes.by_supplier_musd[at], changes.other_suppliers_musd);
  const home = (party) => (party.length > 1 ? "to each other and at home" : "at home");
  return [
    bar(`${exporter} → ${importer}`, (changes) => changes.change_musd, "the targeted trade"),
    ...top
      .sort((a, b) => b.value - a.value)
      .map(({ at }) => bar(name(at), supplied(at), `another supplier of ${importer}`)),
    bar("all other suppliers", rest, `of ${importer}, together`),
    bar(
      `${importer}, ${home(pair.importers)}`,
      (changes) => changes.domestic_musd,
      "domestic producers",
    ),
    bar(
      `${exporter} → all other markets`,
      (changes) => changes.other_markets_musd,
      `sales of ${exporter} to all third countries together, those that its trade is targeted in as well included`,
    ),
    bar(
      `${exporter}, ${home(pair.exporters)}`,
      (changes) => changes.home_market_musd,
      "sales of the targeted exporter at home",
    ),
  ];
}

function diversionPart(run) {
  const pairs = run.results.diversions;
  if (pairs.length === 0)
    return {
      node: el(
        "p",
        { class: "note" },
        "No pair's tariff, tax or trade cost changes on trade that there was.",
      ),
      draw: () => {},
    };
  const chart = makeChart("diversion", rankedBars, "Where the trade went");
  const label = ({ exporter, importer }) => `${exporter} → ${importer}`;
  const holder = el("div", {});
  const draw = (at) => {
    const pair = pairs[Number(at)],
      bars = diversionBars(run, pair);
    holder.replaceChildren(
      makeTable({
        caption: `Where the trade of ${label(pair)} went`,
        filename: "diversion",
        rows: bars.map((row) => ({ ...row, change_musd: row.written })),
        columns: [
          { key: "name", title: "Sales" },
          { key: "detail", title: "What it is" },
          { key: "change_musd", title: `Change, ${run.currency}`, format: moneyChange, tone: true },
          { key: "volume", title: "At prices before", format: moneyChange },
        ],
      }),
    );
    return drawBars(chart, bars, {
      title: `bn ${run.currency}, ${counted(pair.sectors.length, "sector", "sectors")} concerned`,
      alt: `Bars of where the trade of ${label(pair)} went: ${bars.map((row) => `${row.name} ${moneyChange(row.written)}`).join("; ")}.`,
      format: moneyChange,
    });
  };
  const choose = keptChoice("0", draw);
  const node = el(
    "div",
    { class: "stack" },
    el(
      "div",
      { class: "controls" },
      select(
        "Targeted pair",
        pairs.map((pair, at) => [String(at), label(pair)]),
        "0",
        choose,
      ),
    ),
    chart.figure,
    holder,
  );
  return { node, draw: choose };
}

export function flowsSection(run) {
  const foreign = run.pairs.filter((row) => row.exporter !== row.importer);
  const parts = [moversPart(run, foreign), diversionPart(run)];
  return {
    node: section(
      "flows",
      "Trade",
      "Trade before duty, all sectors together. Money after is relative to world value added; beside it stands what the change is at prices before. What a tariff keeps out comes from elsewhere, is made at home, or is no longer bought; what its exporter no longer sells there goes to other markets or stays at home. All other markets of an exporter are third countries together, those included whose barriers to it change as well.",
      parts.map((part) => part.node),
      makeTable({
        caption: "Pairs, those that move most first",
        filename: "pairs",
        rows: [...foreign]
          .sort((a, b) => moved(b) - moved(a))
          .map((row) => ({ ...row, gained: gainInVolume(row.flow_base_musd, row.flow_volume_pct) })),
        columns: [
          { key: "from", title: "From" },
          { key: "to", title: "To" },
          { key: "exporter", title: "Code" },
          { key: "importer", title: "Code" },
          { key: "flow_base_musd", title: `Before, ${run.currency}`, format: money },
          { key: "flow_musd", title: "After", format: money },
          { key: "flow_pct", title: "Change", format: change, tone: true },
          { key: "flow_volume_pct", title: "Volume", format: change, tone: true },
          { key: "gained", title: "At prices before", format: moneyChange },
          { key: "tariff_base_pct", title: "Tariff before", format: rate },
          { key: "tariff_pct", title: "after", format: rate },
          { key: "export_tax_base_pct", title: "Export tax before", format: rate },
          { key: "export_tax_pct", title: "after", format: rate },
          { key: "trade_cost_pct", title: "Trade cost", format: change },
          ...(foreign.some((row) => row.embargoed_pct > 0)
            ? [{ key: "embargoed_pct", title: "Under embargo", format: rate }]
            : []),
          { key: "goods_balance_base_musd", title: "Balance of goods before", format: moneyChange },
          { key: "goods_balance_musd", title: "after", format: moneyChange },
        ],
      }),
    ),
    draw: async () => {
      for (const part of parts) await part.draw();
    },
  };
}

// What each line of a policy adds.
import lineContributions from "./line-contributions.json";
import { kSymbol, makeChart } from "../lib/chart.js";
import { el, keptChoice, section, switcher } from "../lib/dom.js";
import { change, counted, moneyChange, moves, points, rate } from "../lib/format.js";
import { largest, records } from "../lib/frame.js";
import { cutStacks } from "../lib/outliers.js";
import { makeTable } from "../lib/table.js";
import { inLines } from "../lib/text_width.js";

const kShown = 12; // economies in the chart, and the world
const kLongest = 120; // characters of a line in the chart
const kWhole = "all lines";
const kColors = [1, 2, 5, 4, 6, 7, 8].map((at) => `var(--series-${at})`);
const kOthers = "var(--series-3)";

const sum = (values) => values.reduce((total, value) => total + value, 0);

const kMeasures = {
  welfare: { name: "Welfare", key: "welfare_added_pct", shown: change, title: () => "% of real income" },
  prices: { name: "Prices", key: "consumer_price_added_pct", shown: change, title: () => "%" },
  exports: { name: "Exports", key: "exports_added_pct", shown: change, title: () => "%" },
  imports: { name: "Imports", key: "imports_added_pct", shown: change, title: () => "%" },
  tariff: {
    name: "Tariff on goods",
    key: "average_tariff_goods_added_pct",
    shown: points,
    title: () => "percentage points",
  },
  revenue: {
    name: "Revenue",
    key: "tax_revenue_added_musd",
    scale: 1000,
    shown: moneyChange,
    title: (run) => `bn ${run.currency}`,
  },
};

/** Economies in the order of the table, each with its rows line by line: those in focus, the most moved. */
function economiesOf(run) {
  const { lines, countries, world } = run.contributions;
  const rows = records(countries);
  const size = run.countries.length;
  const all = run.countries.map(({ country, name, welfare_pct }, n) => ({
    country,
    name,
    welfare_pct,
    rows: lines.map((line, at) => rows[at * size + n]),
  }));
  const focus = run.focus.map((code) => all.find((one) => one.country === code)).filter(Boolean);
  const others = all.filter((one) => !focus.includes(one));
  const worldRows = records(world).map((row) => ({ ...row, welfare_added_pct: row.real_income_added_pct }));
  return {
    countries: [...focus, ...largest(others, others.length, (one) => Math.abs(one.welfare_pct))],
    world: { country: null, name: "World", rows: worldRows },
  };
}

/** Without the words that most lines share, for narrow screens: "tariff: CHN, USA, goods, add: 125%". */
const briefly = (line) => line.replace(/[{}[\]]|\b(importer|exporter|sectors|by): /g, "");

/** `text` in lines of `width` pixels, between its parts where those fit. */
const broken = (text, width) =>
  inLines(text, width, ", ")
    .split("\n")
    .map((part) => inLines(part, width))
    .join("\n");

/**
 * `text` on two lines of `width` pixels: its middle is left out where it is longer, no rate is, "2 tariff: USA,
 * …, add: 50%". In a wide face rates may need further lines.
 */
function fitted(text, width) {
  const parts = text.split(", "),
    last = parts.length - 1;
  const written = () =>
    broken(parts.filter((part, at) => part !== "…" || parts[at - 1] !== "…").join(", "), width);
  for (let left = last - 1; left >= 0 && written().split("\n").length > 2; --left) {
    const at = left || last;
    if (!parts[at].includes("%")) parts[at] = "…";
  }
  return written();
}

/** "2 tariff: {importer: CHN, ...": the place tells lines apart that begin alike. */
function labelOf({ text, count }, at, narrow) {
  const whole = text.replace(/\s+/g, " ");
  const line = narrow ? briefly(whole) : whole;
  const short = line.length > kLongest ? `${line.slice(0, kLongest)}…` : line;
  return count === 1 ? `${at + 1} ${short}` : short;
}

/**
 * The parts of a stack, {label, lines: their positions, color}: a line each, but where there are more
 * lines than colours, those that add least to what is shown together.
 */
function partsOf(lines, sizeOf, narrow) {
  const places = lines.map((line, at) => at);
  const own =
    lines.length > kColors.length
      ? largest(places, kColors.length, sizeOf).sort((a, b) => a - b)
      : places;
  const parts = own.map((at, n) => ({ label: labelOf(lines[at], at, narrow), lines: [at], color: kColors[n] }));
  const rest = places.filter((at) => !own.includes(at));
  if (rest.length === 0) return parts;
  const count = sum(rest.map((at) => lines[at].count));
  return [...parts, { label: counted(count, "other line", "other lines"), lines: rest, color: kOthers }];
}

/** Economies with their parts and all lines together, as the chart takes them. */
function stacksOf(economies, parts, measure) {
  return economies.flatMap(({ name, rows }) => {
    const row = (part, place, lines) => {
      const value = sum(lines.map((line) => line[measure.key]));
      return {
        name,
        part,
        part_place: place,
        value: value / (measure.scale ?? 1),
        shown: measure.shown(value),
        whole: part === kWhole,
      };
    };
    return [
      ...parts.map(({ label, lines }, at) =>
        row(
          label,
          at,
          lines.map((line) => rows[line]),
        ),
      ),
      row(kWhole, parts.length, rows),
    ];
  });
}

/** Those drawn: the first of the table by what all lines do there, and the world. */
function shownOf({ countries, world }, key) {
  const defined = ({ rows }) => rows.every((row) => Number.isFinite(row[key]));
  const total = ({ rows }) => sum(rows.map((row) => row[key]));
  const shown = countries.slice(0, kShown).filter(defined);
  return [...shown.sort((a, b) => total(b) - total(a)), ...[world].filter(defined)];
}

/** That groups in focus are not drawn; null where there are none. */
function groupsWords(run) {
  const names = run.groups.map(({ name }) => name).filter((name) => run.summary.focus_names.includes(name));
  return names.length > 0
    ? `Bars are of single economies; of groups (${names.join(", ")}) there are none.`
    : null;
}

function drawMeasure(run, chart, economies, key) {
  const measure = kMeasures[key],
    { lines } = run.contributions;
  const shown = shownOf(economies, measure.key);
  const sizeOf = (at) => Math.max(...shown.map(({ rows }) => Math.abs(rows[at][measure.key])));
  const parts = (narrow) => partsOf(lines, sizeOf, narrow);
  const stacks = (narrow) => cutStacks(stacksOf(shown, parts(narrow), measure), kWhole);
  chart.figure.querySelector("figcaption").textContent = `What each line adds: ${measure.name.toLowerCase()}`;
  return chart.update((narrow) => stacks(narrow).rows, {
    still: lines.some((line, at) => moves(sizeOf(at))) ? null : "No line adds anything.",
    note: [stacks(false).note, groupsWords(run)].filter(Boolean).join(" "),
    alt: `Stacked bars of what each of ${lines.length} lines adds to ${measure.name.toLowerCase()} in ${shown.length} economies, with all lines together as a mark; the table below has every value.`,
    adapt: (spec, narrow, { plot }) => {
      const { x, color } = spec.layer[0].encoding,
        { domain } = stacks(narrow);
      x.axis.title = measure.title(run);
      if (narrow) x.axis.tickCount = 3;
      if (domain) x.scale = { domain, nice: false };
      color.scale.domain = [...parts(narrow).map((part) => part.label), kWhole];
      color.scale.range = [...parts(narrow).map((part) => part.color), "var(--ink)"];
      color.legend.columns = 1;
      const short = (label) => [label, fitted(label, plot - kSymbol)];
      const labels = JSON.stringify(Object.fromEntries(color.scale.domain.map(short)));
      color.legend.labelExpr = `${labels}[datum.label]`;
    },
  });
}

function tableOf(run, economies) {
  const percent = (key, title) => ({ key, title, format: change, tone: true });
  const { lines } = run.contributions;
  return makeTable({
    caption: "What each line adds, by economy",
    filename: "contributions",
    rows: [...economies.countries, economies.world].flatMap(({ country, name, rows }) =>
      rows.map((row, at) => ({ ...row, name, country, order: at + 1, line: lines[at].text })),
    ),
    columns: [
      { key: "name", title: "Economy" },
      { key: "country", title: "Code", text: (code) => code ?? "" },
      { key: "order", title: "Place", format: String },
      { key: "line", title: "Line", wide: true },
      percent("welfare_added_pct", "Welfare"),
      ...(run.contributions.drawn
        ? [{ key: "welfare_added_se_pct", title: "Standard error of welfare", format: rate }]
        : []),
      percent("real_wage_added_pct", "Real wage"),
      { key: "consumer_price_added_pct", title: "Consumer prices, numeraire", format: change },
      percent("exports_added_pct", "Exports"),
      percent("imports_added_pct", "Imports"),
      {
        key: "tax_revenue_added_musd",
        title: `Border taxes, ${run.currency}`,
        format: moneyChange,
        tone: true,
      },
      { key: "average_tariff_goods_added_pct", title: "Tariff on goods", format: points },
      { key: "average_tariff_added_pct", title: "Tariff, services too", format: points },
    ],
  });
}

const kTitle = "What each line adds";

export function linesSection(run) {
  if (!run.contributions) return null;
  if (!run.contributions.solved)
    return { node: section("lines", kTitle, null, el("p", {}, `Left out: ${run.contributions.message}.`)) };
  const economies = economiesOf(run);
  const chart = makeChart("lines", lineContributions, kTitle);
  const draw = keptChoice("welfare", (key) => drawMeasure(run, chart, economies, key));
  return {
    node: section(
      "lines",
      kTitle,
      `Figures are of ${run.contributions.means}.`,
      switcher(
        "Show",
        "line-measure",
        Object.entries(kMeasures).map(([key, measure]) => [key, measure.name]),
        "welfare",
        draw,
      ),
      chart.figure,
      tableOf(run, economies),
    ),
    draw,
  };
}

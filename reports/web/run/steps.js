import timeline from "./timeline.json";
import { makeChart } from "../lib/chart.js";
import { el, keptChoice, section, switcher } from "../lib/dom.js";
import { change, money, moneyChange, rate } from "../lib/format.js";
import { largest, records } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";
import { inLines, widthOf } from "../lib/text_width.js";

const kSeries = 8;
const kSlanted = 36; // pixels along the axis that a slanted date needs
const kMargins = 120; // pixels of a chart at most that are not the axis of time
const kLabel = 150,
  kNarrowLabel = 90, // pixels of the name of a step that is set aslant, in a wide and in a narrow window
  kBetween = 12; // pixels between names beside each other
const kStub = 12; // the last step's line is so small a part of all the others'
const kDay = 24 * 3600 * 1000;

const kMeasures = {
  welfare: {
    name: "Welfare",
    title: () => "Welfare, change from the start in %",
    key: "welfare_pct",
    shown: change,
    world: "real_income_pct",
  },
  exports: {
    name: "Exports",
    title: () => "Exports, change from the start in %",
    key: "exports_pct",
    shown: change,
    world: "trade_value_pct",
  },
  imports: {
    name: "Imports",
    title: () => "Imports, change from the start in %",
    key: "imports_pct",
    shown: change,
    world: "trade_value_pct",
  },
  tariff: {
    name: "Average tariff",
    title: () => "Average tariff, %",
    key: "average_tariff_goods_pct",
    shown: rate,
    level: true,
    world: "average_tariff_goods_pct",
  },
  revenue: {
    name: "Revenue",
    title: (run) => `Border taxes, change from the start in bn ${run.currency} a year, while each step lasts`,
    scale: 1000,
    shown: moneyChange,
    of: (row) => row.tax_revenue_musd - row.tax_revenue_base_musd,
  },
};

const kDate = /^\d{4}-\d{2}-\d{2}$/;

/** Dates that have room beside each other on `width` pixels, the first and the last among them. */
function writtenDates(dates, width) {
  const times = dates.map((date) => Date.parse(date)),
    last = times.length - 1;
  const pixels = (from, to) => ((times[to] - times[from]) / (times[last] - times[0] || 1)) * width;
  let before = 0;
  return dates.filter((date, at) => {
    const fits = pixels(before, at) >= kSlanted && pixels(at, last) >= kSlanted;
    if (fits) before = at;
    return fits || at === 0 || at === last;
  });
}

/** Where every step has its date, the axis is time. */
function datedAxis(steps, width) {
  return {
    field: "step",
    type: "temporal",
    scale: { type: "utc" },
    sort: null,
    axis: {
      title: null,
      values: writtenDates(
        steps.map((step) => step.date),
        width,
      ),
      format: "%-d %b %Y",
      labelAngle: -30,
      labelBound: false,
      labelOverlap: false,
    },
  };
}

/** How names of steps that are too long to be set aslant stand: in lines where there is room, else upright. */
function longLabels(names, plot, narrow) {
  if (Math.max(...names.map(widthOf)) <= (narrow ? kNarrowLabel : kLabel)) return {};
  const room = plot / (names.length + 1) - kBetween;
  if (room < kNarrowLabel) return { labelAngle: -90 };
  const lines = Object.fromEntries(names.map((name) => [name, inLines(name, room)]));
  return { labelAngle: 0, labelExpr: `${JSON.stringify(lines)}[datum.label] || datum.label` };
}

/** Where the line of the last step ends: it is in force from its date on. */
function stubOf(steps) {
  if (!steps.every((step) => kDate.test(step.date))) return "\u00a0";
  const [first, last] = [steps[0], steps.at(-1)].map((step) => Date.parse(step.date));
  return new Date(last + Math.max(kDay, (last - first) / kStub)).toISOString().slice(0, 10);
}

const valueOf = (measure, row) => (measure.of ? measure.of(row) : row[measure.key]);

/** Groups first, then countries: {name, country} of each row of a step. */
const economiesOf = (run) => [
  ...run.groups.map(({ name }) => ({ name, country: "" })),
  ...run.countries.map(({ name, country }) => ({ name, country })),
];

/** Positions of those in focus, as written; without them of those that gain or lose most at some step. */
function followed(run) {
  const focus = run.summary.focus_names
    .map((word) => run.economies.findIndex(({ name, country }) => (country || name) === word))
    .filter((at) => at >= 0);
  if (focus.length > 0) return focus.slice(0, kSeries - 1);
  const moves = (at) => Math.max(...run.stepRows.map((rows) => Math.abs(rows[at].welfare_pct)));
  return largest(
    run.countries.map((row, at) => run.groups.length + at),
    kSeries - 1,
    moves,
  );
}

export function stepsSection(data) {
  if (data.steps.length < 2) return null;
  const run = {
    ...data,
    economies: economiesOf(data),
    stepRows: data.steps.map((step) => [...records(step.groups), ...records(step.countries)]),
  };
  const chart = makeChart("timeline", timeline, "Over time");
  const label = (step) => step.date || step.id;
  const draw = (key) => {
    const measure = kMeasures[key],
      scale = measure.scale ?? 1;
    const point = (series, at, value) => ({
      step: label(run.steps[at]),
      place: at,
      series,
      value: value / scale,
      shown: measure.shown(value),
      mark: true,
    });
    const rows = followed(run).flatMap((n) =>
      run.steps.map((step, at) => point(run.economies[n].name, at, valueOf(measure, run.stepRows[at][n]))),
    );
    run.steps.forEach((step, at) =>
      rows.push(
        point("World", at, valueOf(measure, { ...step.world, [measure.key]: step.world[measure.world] })),
      ),
    );
    const last = rows.filter((row) => row.place === run.steps.length - 1);
    rows.push(...last.map((row) => ({ ...row, step: stubOf(run.steps), place: row.place + 1, mark: false })));
    chart.figure.querySelector("figcaption").textContent = measure.title(run);
    return chart.update(rows, {
      alt: `Lines over ${run.steps.length} steps. ${measure.title(run)}; the table below has every value.`,
      adapt: (spec, narrow, { plot }) => {
        spec.encoding.color.legend.columns = narrow ? 2 : 5;
        spec.encoding.y.axis.title = measure.scale ? `bn ${run.currency}` : "%";
        if (measure.level) spec.encoding.y.axis.format = ",.4~g";
        if (run.steps.every((step) => kDate.test(step.date)))
          Object.assign(spec.encoding.x, datedAxis(run.steps, plot - kMargins));
        else Object.assign(spec.encoding.x.axis, longLabels(run.steps.map(label), plot, narrow));
      },
    });
  };
  const choose = keptChoice("welfare", draw);
  const percent = (key, title) => ({ key, title, format: change, tone: true });
  return {
    node: section(
      "steps",
      "Over time",
      "Each step adds to the policies before it and is a new equilibrium; changes are from the start.",
      switcher(
        "Show",
        "step-measure",
        Object.entries(kMeasures).map(([key, measure]) => [key, measure.name]),
        "welfare",
        choose,
      ),
      chart.figure,
      el(
        "ol",
        {},
        run.steps.map((step) =>
          el(
            "li",
            {},
            el("strong", {}, `${label(step)} ${step.title}`),
            `: world real income ${change(step.world.real_income_pct)}, trade volume ${change(step.world.trade_volume_pct)}, average tariff on goods ${rate(step.world.average_tariff_goods_pct)}, elasticities ${step.elasticities}`,
          ),
        ),
      ),
      makeTable({
        caption: "Steps by economy",
        filename: "steps",
        rows: run.steps.flatMap((step, at) =>
          run.stepRows[at].map((row, n) => ({
            step: step.id,
            date: step.date,
            ...run.economies[n],
            ...row,
          })),
        ),
        columns: [
          { key: "step", title: "Step" },
          { key: "date", title: "Date" },
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          percent("welfare_pct", "Welfare"),
          percent("exports_pct", "Exports"),
          percent("imports_pct", "Imports"),
          { key: "average_tariff_goods_pct", title: "Average tariff on goods", format: rate },
          { key: "tax_revenue_musd", title: `Border taxes, ${run.currency}`, format: money },
        ],
      }),
    ),
    draw: choose,
  };
}

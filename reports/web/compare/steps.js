// Timelines side by side, step by step.
import { el, section, select, switcher } from "../lib/dom.js";
import { change } from "../lib/format.js";
import { makeTable } from "../lib/table.js";
import { differenceOf, formatOf, levelsSwitcher, markNotes, reasonNotes, runColumns, runValues, scaleOf, shownMeasure, unitOf } from "./comparison.js";
import { drawDots, makeDots } from "./dots.js";

const kMeasures = [
  ["welfare_pct", "Welfare"],
  ["ev_musd", "In money"],
  ["real_gdp_pct", "Real GDP"],
  ["real_wage_pct", "Real wage"],
  ["exports_pct", "Exports"],
  ["imports_pct", "Imports"],
  ["average_tariff_goods_pct", "Tariff on goods"],
  ["tax_revenue_musd", "Border taxes"],
];

const parted = (key) => {
  const at = key.lastIndexOf("/");
  return [key.slice(0, at), key.slice(at + 1)];
};

/** null where fewer than two runs are timelines. */
export function stepsSection(data) {
  const keys = data.keys("step", "welfare_pct").map(parted);
  if (keys.length === 0) return null;
  const economies = [...new Set(keys.map(([, economy]) => economy))];
  const { nameOf } = data;
  /** What its steps are called on a day, or under an id, in every timeline. */
  const titleOf = (step) =>
    [
      ...new Set(
        data.runs.flatMap(({ steps }) =>
          steps.filter(({ id, date, title }) => title && (date === step || id === step)).map(({ title }) => title),
        ),
      ),
    ].join(" / ");
  const called = (step) => (titleOf(step) ? `${step} ${titleOf(step)}` : step);
  const chart = makeDots("compared-steps", "Welfare step by step");
  const holder = el("div", {});
  const state = { measure: "welfare_pct", levels: data.levels, economy: data.focus.find((name) => economies.includes(name)) ?? economies[0] };
  const draw = () => {
    const { economy } = state,
      measure = shownMeasure(data, "step", state.measure, state.levels),
      name = `${kMeasures.find(([key]) => key === state.measure)[1]}, ${nameOf(economy)}`;
    const rows = keys
      .filter(([, of]) => of === economy)
      .map(([step]) => ({
        step,
        name: called(step),
        values: data.of("step", `${step}/${economy}`, measure),
        before: data.before("step", `${step}/${economy}`, measure),
      }));
    chart.figure.querySelector("figcaption").textContent = `${name}, step by step`;
    holder.replaceChildren(
      makeTable({
        caption: `${name}, step by step`,
        filename: `compare-steps-${measure}`,
        open: true,
        rows: rows.map((row) => ({ step: row.step, title: titleOf(row.step) || "–", ...runValues(data, row.values, row.before) })),
        columns: [
          { key: "step", title: "Step" },
          { key: "title", title: "Called" },
          ...runColumns(data, formatOf(measure), differenceOf(measure), rows.map(({ before }) => before)),
        ],
      }),
      ...markNotes(data, rows.map(({ values }) => values)),
      ...reasonNotes(
        rows.map((row) => ({ name: row.name, reasons: data.reasons("step", `${row.step}/${economy}`, measure) })),
      ),
    );
    return drawDots(chart, data, rows, {
      format: formatOf(measure),
      level: formatOf(measure) !== change,
      scale: scaleOf(measure),
      axis: measure.endsWith("_pct") ? "%" : unitOf(data, measure),
      alt: `${name}: a dot per timeline on a line per step; the table below has every value.`,
    });
  };
  const choose = (key) => (value) => {
    state[key] = value;
    return draw();
  };
  return {
    node: section(
      "steps",
      "Step by step",
      "The timelines beside each other. Where every step has a date, each timeline stands on each day as its last step until then left it; once part of that step's policy has ended it has no figures, since what is left was not solved.",
      el(
        "div",
        { class: "controls" },
        select("Economy", economies.map((code) => [code, nameOf(code)]), state.economy, choose("economy")),
      ),
      switcher("Show", "step-measure", kMeasures, state.measure, choose("measure")),
      levelsSwitcher("step-levels", data.levels, choose("levels")),
      chart.figure,
      holder,
    ),
    draw,
  };
}

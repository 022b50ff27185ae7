// What is compared, in words, and the world in a table.
import { el, section } from "../lib/dom.js";
import { change, money, moneyChange, points, rate, typeset } from "../lib/format.js";
import { makeTable } from "../lib/table.js";
import { markNotes, reasonNotes, runColumns, runValues } from "./comparison.js";
import { wordsOf } from "./titles.js";

const kWorld = [
  ["real_income_pct", "Real income", change, points],
  ["trade_volume_pct", "Trade, volume", change, points],
  ["trade_value_pct", "Trade, value", change, points],
  ["trade_musd", "Trade", money, moneyChange],
  ["average_tariff_goods_pct", "Average tariff on goods", rate, points],
  ["tax_revenue_musd", "Border taxes", money, moneyChange],
];

/** The table has text in place of numbers: a row each of its own unit. */
const withMark = (format, column, values) => {
  const text = format(values[column.key]),
    mark = text === format(0) ? null : column.mark?.(values);
  return mark ? `${text} ${mark}` : text;
};

const startOf = (run) => (run.counted_from ? `; counted from ${run.counted_from}` : "");

export function headlineSection(data) {
  const befores = kWorld.map(([measure]) => data.before("world", "world", measure));
  const worldTable = (measures) =>
    measures.map(([measure, title, form, difference], at) => {
      const values = runValues(data, data.of("world", "world", measure), befores[at]),
        row = { measure: title };
      const beside = Object.values(values).filter((value) => typeof value === "number");
      for (const column of runColumns(data, form, difference, befores))
        row[column.key] = withMark(column.format.row(beside), column, values);
      return row;
    });
  return {
    node: section(
      "headline",
      "In short",
      null,
      el(
        "ol",
        { class: "policy" },
        data.runs.map((run) =>
          el("li", {}, el("strong", {}, run.id), " ", typeset(wordsOf(data, run) + startOf(run))),
        ),
      ),
      data.notes.length
        ? el(
            "div",
            { class: "holds" },
            data.notes.map((note) => el("p", {}, note)),
          )
        : null,
      el(
        "div",
        { class: "story" },
        data.sentences.map((line) => el("p", {}, typeset(line))),
      ),
      makeTable({
        caption: "The world",
        filename: "compare-world",
        open: true,
        rows: worldTable(kWorld),
        columns: [
          { key: "measure", title: "World" },
          ...runColumns(data, null, null, befores).map(({ key, name, title }) => ({ key, name, title })),
        ],
      }),
      markNotes(data, kWorld.map(([measure]) => data.of("world", "world", measure))),
      reasonNotes(
        kWorld.map(([measure, title]) => ({ name: title, reasons: data.reasons("world", "world", measure) })),
      ),
    ),
  };
}

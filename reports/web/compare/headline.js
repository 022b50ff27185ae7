// What is compared, in words, and the world in a table.
import { el, section } from "../lib/dom.js";
import { change, counted, kVisible, minus, money, moneyChange, points, rate, typeset } from "../lib/format.js";
import { makeTable } from "../lib/table.js";
import { runColumns, runValues } from "./comparison.js";
import { wordsOf } from "./titles.js";

const kWorld = [
  ["real_income_pct", "Real income", change, points],
  ["trade_volume_pct", "Trade, volume", change, points],
  ["trade_value_pct", "Trade, value", change, points],
  ["average_tariff_goods_pct", "Average tariff on goods", rate, points],
  ["tax_revenue_musd", "Border taxes", money, moneyChange],
];

function inWords(data) {
  const [first, ...others] = data.runs;
  return others.map((run, index) => {
    const gaps = data.places
      .map((place) => {
        const values = data.of("country", place.code, "welfare_pct");
        return { place, gap: minus(values[index + 1], values[0]) };
      })
      .filter(({ gap }) => gap !== null)
      .sort((a, b) => a.gap - b.gap);
    const world = data.of("world", "world", "real_income_pct");
    if (gaps.length === 0) return `${run.id} has no economy in common with ${first.id}.`;
    const better = gaps.filter(({ gap }) => gap >= kVisible).length,
      worse = gaps.filter(({ gap }) => gap <= -kVisible).length;
    const low = gaps[0],
      high = gaps.at(-1),
      gap = minus(world[index + 1], world[0]);
    const best =
      better > 0
        ? `better for ${counted(better, "economy", "economies")}, most for ${high.place.in_sentence} (${points(high.gap)})`
        : "better for none";
    const worst =
      worse > 0
        ? `worse for ${worse}, most for ${low.place.in_sentence} (${points(low.gap)})`
        : "worse for none";
    return `${run.id} instead of ${first.id}: world real income ${points(gap)}; ${best}; ${worst}.`;
  });
}

export function headlineSection(data) {
  const worldTable = (measures) =>
    measures.map(([measure, title, form, difference]) => {
      const values = runValues(data, data.of("world", "world", measure)),
        row = { measure: title };
      const beside = Object.values(values);
      for (const column of runColumns(data, form, difference))
        row[column.key] = column.format.row(beside)(values[column.key]);
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
        data.runs.map((run) => el("li", {}, el("strong", {}, run.id), " ", typeset(wordsOf(data, run)))),
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
        inWords(data).map((line) => el("p", {}, line)),
      ),
      makeTable({
        caption: "The world",
        filename: "compare-world",
        open: true,
        rows: worldTable(kWorld),
        columns: [
          { key: "measure", title: "World" },
          ...runColumns(data).map(({ key, name, title }) => ({ key, name, title })),
        ],
      }),
    ),
  };
}

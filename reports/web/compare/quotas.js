// What became of quotas in every run.
import { section } from "../lib/dom.js";
import { money, moneyChange, points, rate } from "../lib/format.js";
import { makeTable } from "../lib/table.js";
import { markNotes, runColumns, runValues } from "./comparison.js";

const ofPart = (format) => (value) => (value === null ? "–" : format(100 * value));

const kFigures = [
  ["licence_price", "A licence costs", ofPart(rate), ofPart(points)],
  ["fill", "Traded of the amount", ofPart(rate), ofPart(points)],
  ["rent_musd", "Rent", money, moneyChange],
];

function regimesTable(data, names) {
  const keyOf = (at) => `run ${at}`;
  return makeTable({
    caption: "Slack, binding or over",
    filename: "compare-quotas-regime",
    open: true,
    rows: names.map((quota) => ({
      quota,
      ...Object.fromEntries(data.runs.map((run, at) => [keyOf(at), run.quotas[quota] ?? "–"])),
    })),
    columns: [
      { key: "quota", title: "Quota" },
      ...data.runs.map((run, at) => ({ key: keyOf(at), name: run.id, title: run.id })),
    ],
  });
}

function figureTable(data, names, [measure, caption, format, difference]) {
  return makeTable({
    caption,
    filename: `compare-quotas-${measure}`,
    open: true,
    rows: names.map((quota) => ({ quota, ...runValues(data, data.of("quota", quota, measure)) })),
    columns: [{ key: "quota", title: "Quota" }, ...runColumns(data, format, difference)],
  });
}

/** Of runs with quotas; null where none has any. */
export function quotasSection(data) {
  const names = data.keys("quota", "licence_price");
  if (names.length === 0) return null;
  return {
    node: section(
      "quotas",
      "Quotas",
      `A run in which a quota is not in force has no figure for it. A licence costs a part of the value of the goods; rents are in ${data.runs[0].currency}.`,
      regimesTable(data, names),
      ...kFigures.map((figure) => figureTable(data, names, figure)),
      markNotes(data, kFigures.flatMap(([measure]) => names.map((quota) => data.of("quota", quota, measure)))),
    ),
    draw: async () => {},
  };
}

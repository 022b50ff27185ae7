// The pairs of economies whose trade is furthest apart.
import { section } from "../lib/dom.js";
import { minus, money, moneyChange } from "../lib/format.js";
import { largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";
import { runColumns, runValues } from "./comparison.js";

const kPairs = 60;

/** "USA → CHN", in one line. */
const pairText = (key) => key.replace("->", "\u00a0→\u00a0");

export function tradeSection(data) {
  const rows = data
    .keys("pair", "flow_musd")
    .map((key) => ({
      pair: key,
      ...runValues(data, data.of("pair", key, "flow_musd")),
      values: data.of("pair", key, "flow_musd"),
    }));
  const gap = ({ values }) =>
    Math.max(...values.slice(1).map((value) => Math.abs(minus(value, values[0]) ?? 0)));
  return {
    node: section(
      "trade",
      "Trade",
      `The ${Math.min(kPairs, rows.length)} pairs whose trade is furthest apart, ${data.runs[0].currency}; compare.csv has all.`,
      makeTable({
        caption: "Trade by pair",
        filename: "compare-pairs",
        open: true,
        rows: largest(rows, kPairs, gap),
        columns: [{ key: "pair", title: "Pair", text: pairText }, ...runColumns(data, money, moneyChange)],
      }),
    ),
  };
}

// Ranked bars: gains to the right, losses to the left, each with its value.
import { domainWithLabels } from "./chart.js";
import { moves, toneOf } from "./format.js";
import { cutLabel, cutLimit, cutWords } from "./outliers.js";

/**
 * Draws `rows` {name, value, detail} on a chart of charts/ranked-bars.json. `format` writes values, with
 * decimals after their range; `title` is that of the axis, `alt` the sentence for those who do not see it,
 * `still` what is said where nothing moves.
 */
export function drawBars(chart, rows, { title, alt, format, still = "Nothing moves." }) {
  const write = format.ranged(rows.map((row) => row.written ?? row.value));
  const limit = cutLimit(rows.map((row) => Math.abs(row.value)));
  const drawn = rows.map((row) => {
    const value = row.written ?? row.value,
      shown = write(value),
      cut = limit !== null && Math.abs(row.value) > limit;
    return {
      ...row,
      value: cut ? Math.sign(row.value) * limit : row.value,
      shown,
      tone: toneOf(value, shown) ?? "none",
      cut,
    };
  });
  const cut = drawn.filter((row) => row.cut);
  const labelled = (narrow) =>
    drawn.map((row) => ({ ...row, label: row.cut ? cutLabel(row.shown, narrow) : row.shown }));
  return chart.update(labelled, {
    still: rows.some((row) => moves(row.value)) ? null : still,
    alt,
    note: cut.length ? cutWords(cut, "bar") : null,
    adapt: (spec, narrow, { plot }) => {
      const { x } = spec.layer[0].encoding;
      x.axis.title = title;
      if (narrow) x.axis.tickCount = 3;
      const labels = labelled(narrow).map((row) => ({ at: row.value, text: row.label, left: row.value < 0 }));
      const values = drawn.map((row) => row.value);
      x.scale = { domain: domainWithLabels(values, labels, plot), nice: false };
    },
  });
}

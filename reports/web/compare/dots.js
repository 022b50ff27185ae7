// A chart with a line per name and a dot per run, which several sections draw.
import dotsChart from "./compared-dots.json";
import { makeChart } from "../lib/chart.js";
import { cutDots } from "../lib/outliers.js";

export const makeDots = (name, caption) => makeChart(name, dotsChart, caption);

/**
 * Draws `rows` {name, values (by run)}; `format` writes values with decimals after their range, `axis` is
 * the title of the axis, `scale` what its unit is of values, `level` whether values have no sign.
 */
export function drawDots(chart, data, rows, { format, axis, scale = 1, level, alt, still = null }) {
  const write = format.ranged(rows.flatMap(({ values }) => values));
  const dots = rows.flatMap(({ name, values }) =>
    values
      .map((value, at) => ({ name, run: data.runs[at].id, value: value === null ? null : value / scale, shown: write(value) }))
      .filter((row) => row.value !== null),
  );
  const cut = cutDots(dots);
  return chart.update(cut.rows, {
    note: cut.note,
    alt,
    still: dots.length === 0 ? (still ?? "No run has this.") : null,
    adapt: (spec, narrow) => {
      spec.layer[0].encoding.x.axis.title = axis;
      if (level) spec.layer[0].encoding.x.axis.format = ",.4~g";
      if (narrow) spec.layer[0].encoding.x.axis.tickCount = 3;
      if (cut.domain) spec.layer[0].encoding.x.scale = { domain: cut.domain, nice: false };
      const { color, shape } = spec.layer[1].encoding;
      color.legend.columns = narrow ? 1 : 3;
      // Rows may begin with one that some runs lack: the order is that of the list.
      color.scale.domain = data.runs.map((run) => run.id);
      shape.scale = { domain: color.scale.domain };
    },
  });
}

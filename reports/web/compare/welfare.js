// A measure by economy, a dot per run.
import dotsChart from "./compared-dots.json";
import { makeChart } from "../lib/chart.js";
import { el, keptChoice, section, switcher } from "../lib/dom.js";
import { change, points, rate } from "../lib/format.js";
import { largest } from "../lib/frame.js";
import { cutDots } from "../lib/outliers.js";
import { makeTable } from "../lib/table.js";
import { runColumns, runValues } from "./comparison.js";

const kDots = 24;
const kLevels = new Set(["trade_openness_pct", "average_tariff_goods_pct", "tariff_faced_pct"]);

export function welfareSection(data) {
  const chart = makeChart("compared-dots", dotsChart, "Welfare by economy, a dot per run");
  const holder = el("div", {});
  const draw = (measure) => {
    const name = data.measures.find(([key]) => key === measure)[1],
      level = kLevels.has(measure) ? rate : change;
    const rows = data.places.map((place) => ({ place, values: data.of("country", place.code, measure) }));
    const groups = data.keys("group", measure).map((name) => ({
      place: { code: "", name },
      values: data.of("group", name, measure),
    }));
    const spread = ({ values }) => {
      const known = values.filter((value) => value !== null);
      return known.length ? Math.max(...known) - Math.min(...known) : 0;
    };
    const shown = [...groups, ...largest(rows, kDots, spread)];
    chart.figure.querySelector("figcaption").textContent =
      `${name} by economy, a dot per run: ${groups.length ? "groups, then " : ""}those furthest apart`;
    holder.replaceChildren(
      makeTable({
        caption: `${name} by economy`,
        filename: `compare-${measure}`,
        open: true,
        rows: [...groups, ...largest(rows, rows.length, spread)].map(({ place, values }) => ({
          name: place.name,
          country: place.code,
          ...runValues(data, values),
        })),
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          ...runColumns(data, level, points),
        ],
      }),
    );
    const write = level.ranged(shown.flatMap(({ values }) => values));
    const dots = shown.flatMap(({ place, values }) =>
      values
        .map((value, at) => ({ name: place.name, run: data.runs[at].id, value, shown: write(value) }))
        .filter((row) => row.value !== null),
    );
    const cut = cutDots(dots);
    return chart.update(
      cut.rows,
      {
        note: cut.note,
        alt: `${name}: a dot per run on a line per economy, for the ${shown.length} economies whose runs are furthest apart; the table below has every value.`,
        adapt: (spec, narrow) => {
          spec.layer[0].encoding.x.axis.title = "%";
          if (kLevels.has(measure)) spec.layer[0].encoding.x.axis.format = ",.4~g";
          if (narrow) spec.layer[0].encoding.x.axis.tickCount = 3;
          if (cut.domain) spec.layer[0].encoding.x.scale = { domain: cut.domain, nice: false };
          const { color, shape } = spec.layer[1].encoding;
          color.legend.columns = narrow ? 1 : 3;
          // Rows may begin with a group that some runs lack: the order is that of the list.
          color.scale.domain = data.runs.map((run) => run.id);
          shape.scale = { domain: color.scale.domain };
        },
      },
    );
  };
  const choose = keptChoice("welfare_pct", draw);
  return {
    node: section(
      "welfare",
      "By economy",
      null,
      switcher("Show", "dots-measure", data.measures, "welfare_pct", choose),
      chart.figure,
      holder,
    ),
    draw: choose,
  };
}

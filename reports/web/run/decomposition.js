import decomposition from "./decomposition.json";
import rankedBars from "./ranked-bars.json";
import { drawBars } from "../lib/bars.js";
import { makeChart } from "../lib/chart.js";
import { el, section } from "../lib/dom.js";
import { change, moves } from "../lib/format.js";
import { focusSize, largest } from "../lib/frame.js";
import { cutStacks } from "../lib/outliers.js";
import { makeTable } from "../lib/table.js";

const kShown = 16;
const rest = (row) =>
  row.welfare_pct - row.tot_first_order_pct - row.vot_first_order_pct - row.trade_cost_first_order_pct;

const partsOf = (row) => [
  ["terms of trade", row.tot_first_order_pct],
  ["volume of trade", row.vot_first_order_pct],
  ["trade costs", row.trade_cost_first_order_pct],
  ["not explained to first order", rest(row)],
  ["exact change", row.welfare_pct],
];

/** Economies in focus and those that a measure moves most, ranked by it. */
function mostMoved(run, key) {
  const size = (row) => Math.abs(row[key]) + focusSize(run.focus, row.country);
  return largest(run.countries, kShown, size).sort((a, b) => b[key] - a[key]);
}

function partsPart(run) {
  const chart = makeChart("decomposition", decomposition, "What the change of welfare is made of");
  const shown = mostMoved(run, "welfare_pct");
  const write = change.ranged(shown.map((row) => row.welfare_pct));
  const rows = shown.flatMap((row) =>
    partsOf(row).map(([part, value]) => ({ name: row.name, part, value, shown: write(value) })),
  );
  const cut = cutStacks(rows, "exact change");
  return {
    node: chart.figure,
    draw: () =>
      chart.update(cut.rows, {
        still: shown.some((row) => moves(row.welfare_pct)) ? null : "No economy's real income changes.",
        note: cut.note,
        alt: "Stacked bars of the first-order effects of terms of trade, volume of trade and trade costs and of what these do not explain, with the exact change as a mark; the table below has every value.",
        adapt: (spec, narrow) => {
          spec.layer[0].encoding.color.legend.columns = narrow ? 1 : 2;
          if (cut.domain) spec.layer[0].encoding.x.scale = { domain: cut.domain, nice: false };
        },
      }),
  };
}

function termsPart(run) {
  const chart = makeChart(
    "terms-of-trade",
    rankedBars,
    "Terms of trade: export over import prices, before duty",
  );
  const rows = mostMoved(run, "terms_of_trade_pct").map((row) => ({
    name: row.name,
    value: row.terms_of_trade_pct,
    detail: `nominal wage ${change(row.nominal_wage_pct)}`,
  }));
  return {
    node: chart.figure,
    draw: () =>
      drawBars(chart, rows, {
        title: "%",
        alt: "Ranked bars of the change of the terms of trade; the table below has every value.",
        format: change,
        still: "No economy's terms of trade change.",
      }),
  };
}

export function decompositionSection(run) {
  const parts = [partsPart(run), termsPart(run)];
  const percent = (key, title) => ({ key, title, format: change, tone: true });
  return {
    node: section(
      "decomposition",
      "Why",
      "Terms of trade, volume of trade and trade costs are first-order effects (Caliendo and Parro 2015, section 2, with export taxes and what costlier trade burns). For small changes they add up to the exact change; for large ones and for embargoes, which have no first order, the difference is shown, not hidden.",
      el(
        "div",
        { class: "pair" },
        parts.map((part) => part.node),
      ),
      makeTable({
        caption: "Decomposition of welfare",
        filename: "decomposition",
        rows: run.countries.map((row) => ({ ...row, not_first_order_pct: rest(row) })),
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          percent("welfare_pct", "Welfare, exact"),
          percent("tot_first_order_pct", "Terms of trade, first order"),
          percent("vot_first_order_pct", "Volume of trade, first order"),
          percent("trade_cost_first_order_pct", "Trade costs, first order"),
          percent("not_first_order_pct", "Not explained to first order"),
          percent("terms_of_trade_pct", "Terms-of-trade index"),
          percent("nominal_wage_pct", "Nominal wage"),
          { key: "consumer_price_pct", title: "Consumer prices, numeraire", format: change },
        ],
      }),
    ),
    draw: async () => {
      for (const part of parts) await part.draw();
    },
  };
}

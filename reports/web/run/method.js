import { el } from "../lib/dom.js";
import { capitalised, change, money, moneyChange, rate, residual } from "../lib/format.js";
import { facts, methodFrame } from "../lib/method.js";
import { makeTable } from "../lib/table.js";

function certificate(run) {
  const { summary, residuals } = run.summary.certificate;
  return [
    el("h3", {}, "Certificate"),
    el("p", { class: "holds" }, `Recomputed from the levels alone, without the solver: ${summary}.`),
    makeTable({
      caption: "Conditions of the equilibrium",
      filename: "certificate",
      rows: residuals,
      columns: [
        { key: "name", title: "Condition" },
        { key: "meaning", title: "Meaning" },
        { key: "value", title: "Residual", format: residual },
        { key: "tolerance", title: "Tolerance", format: residual },
        { key: "where", title: "Worst at" },
      ],
    }),
  ];
}

function audit(run) {
  const average = (value) => (value === null ? "no trade" : rate(100 * value));
  const count = (value) => value.toLocaleString("en-US");
  return makeTable({
    caption: "The policy, line by line",
    filename: "policy",
    open: true,
    rows: run.summary.audit,
    columns: [
      ...(run.summary.audit.some((row) => row.since) ? [{ key: "since", title: "Since step" }] : []),
      { key: "line", title: "Line" },
      { key: "cells", title: "Cells changed", format: count },
      { key: "cells_covered", title: "of", format: count },
      { key: "trade_changed_musd", title: `Trade in them, ${run.currency}`, format: money },
      { key: "trade_musd", title: "of", format: money },
      { key: "barrier", title: "What" },
      { key: "average_before", title: "Average rate before", format: average },
      { key: "average_after", title: "after", format: average },
      ...(run.summary.audit.some((row) => row.embargoed_musd > 0)
        ? [{ key: "embargoed_musd", title: "Under embargo before", format: money }]
        : []),
      ...(run.summary.audit.some((row) => row.trade_not_hit_musd > 0)
        ? [
            { key: "trade_not_hit_musd", title: "Of the trade not hit", format: money },
            { key: "least_after", title: "Lowest rate after", format: average },
            { key: "most_after", title: "Highest", format: average },
          ]
        : []),
    ],
  });
}

const auditNote = ({ audit_note: note }) => (note ? el("p", { class: "note" }, `${capitalised(note)}.`) : null);

function worldTable(run) {
  const { world } = run.summary;
  const row = (measure, before, afterwards, percent, form) => ({
    measure,
    before: form(before),
    after: form(afterwards),
    change: percent === null ? "" : change(percent),
  });
  const none = () => "";
  return makeTable({
    caption: "The world",
    filename: "world",
    rows: [
      row("real income", null, null, world.real_income_pct, none),
      {
        measure: `equivalent variation, ${run.currency} a year`,
        before: "",
        after: "",
        change: moneyChange(world.ev_musd),
      },
      row("of GDP", null, null, world.ev_gdp_pct, none),
      row(
        `trade, value, ${run.currency}`,
        world.trade_base_musd,
        world.trade_musd,
        world.trade_value_pct,
        money,
      ),
      row("trade, volume", null, null, world.trade_volume_pct, none),
      row(
        "average tariff on goods",
        world.average_tariff_goods_base_pct,
        world.average_tariff_goods_pct,
        null,
        rate,
      ),
      row(
        "average tariff, services too",
        world.average_tariff_base_pct,
        world.average_tariff_pct,
        null,
        rate,
      ),
      row(
        `tax revenue at borders, ${run.currency}`,
        world.tax_revenue_base_musd,
        world.tax_revenue_musd,
        null,
        money,
      ),
      row("of GDP", world.tax_revenue_gdp_base_pct, world.tax_revenue_gdp_pct, null, rate),
    ],
    columns: [
      { key: "measure", title: "Measure" },
      { key: "before", title: "Before" },
      { key: "after", title: "After" },
      { key: "change", title: "Change" },
    ],
  });
}

export function methodSection(run) {
  const { message, iterations } = run.summary.solver;
  return {
    node: methodFrame(
      run,
      "scenario",
      [
        facts(run, [["Solver", `${message} (${iterations} steps)`]]),
        certificate(run),
        audit(run),
        auditNote(run),
        worldTable(run),
      ]
        .flat()
        .filter(Boolean),
    ),
  };
}

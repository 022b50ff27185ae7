import { copy, download, el, section } from "./dom.js";
import { change, money, rate, residual } from "./format.js";
import { makeTable } from "./table.js";

const kModel = `cost       c_i^s  = w_i^beta  prod_k (P_i^k)^g
price      P_n^s  = ( sum_i pi_in^s (c_i^s T_in^s)^-theta )^(-1/theta)
share      pi'_in = pi_in (c_i T_in / P_n)^-theta
spending   X'_n^s = alpha_n^s I'_n + sum_k g_n^{sk} Y'_n^k
income     I'_n   = w_n V_n + tax revenue + deficit
clearing   w_n V_n = sum_s beta_n^s Y'_n^s`;

const kPapers = [
  [
    "Caliendo and Parro (2015), Estimates of the Trade and Welfare Effects of NAFTA",
    "https://doi.org/10.1093/restud/rdu035",
  ],
  [
    "Dekle, Eaton and Kortum (2008), Global Rebalancing with Gravity",
    "https://doi.org/10.1057/imfsp.2008.17",
  ],
  ["Eaton and Kortum (2002), Technology, Geography, and Trade", "https://doi.org/10.1111/1468-0262.00352"],
  [
    "Arkolakis, Costinot and Rodríguez-Clare (2012), New Trade Models, Same Old Gains?",
    "https://doi.org/10.1257/aer.102.1.94",
  ],
];

const kOptions = {
  "model.input_output": "Input-output links",
  "model.elasticities": "Trade elasticities",
  "model.deficits": "Closure: trade deficits",
  "model.tolerance": "Tolerance",
};

function facts(run) {
  const { summary } = run;
  const options = Object.entries(summary.options.values).map(([key, value]) => [
    kOptions[key] ?? key,
    summary.options.not_default.includes(key) ? `${value} (not the default)` : value,
  ]);
  const rows = [
    ["Program", `tariffsim ${summary.version}`],
    ["Baseline", `${summary.baseline.id}: ${summary.baseline.title} (${summary.baseline.year})`],
    ["Baseline, SHA-256", summary.baseline.sha256],
    ...(summary.baseline.resolved_first
      ? [["Base of changes", "the baseline, solved first at its own tariffs"]]
      : []),
    ...(summary.reference ? [["Changes are counted from", summary.reference]] : []),
    ...options,
    ...summary.options.overrides.map((text) => ["Set beside the file", text]),
    ["Solver", `${summary.solver.message} (${summary.solver.iterations} steps)`],
  ];
  return el(
    "dl",
    { class: "facts" },
    rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]),
  );
}

function certificate(run) {
  const { summary, residuals } = run.summary.certificate;
  return [
    el("h3", {}, "Certificate"),
    el("p", { class: "holds" }, `Recomputed from the levels alone, without the solver: ${summary}.`),
    makeTable({
      caption: "Conditions of the equilibrium",
      filename: "certificate",
      open: true,
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
      { key: "line", title: "Line" },
      { key: "cells", title: "Cells changed", format: count },
      { key: "cells_covered", title: "of", format: count },
      { key: "trade_changed_musd", title: `Trade in them, ${run.currency}`, format: money },
      { key: "trade_musd", title: "of", format: money },
      { key: "barrier", title: "What" },
      { key: "average_before", title: "Average rate before", format: average },
      { key: "average_after", title: "after", format: average },
      { key: "embargoed_musd", title: "Under embargo before", format: money },
    ],
  });
}

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
    ],
    columns: [
      { key: "measure", title: "Measure" },
      { key: "before", title: "Before" },
      { key: "after", title: "After" },
      { key: "change", title: "Change" },
    ],
  });
}

function scenario(run) {
  const { file, text, sha256 } = run.summary.scenario;
  const button = el("button", { type: "button" }, "Copy");
  button.addEventListener("click", () => copy(text, button));
  return [
    el("h3", {}, "The scenario"),
    el("p", { class: "note" }, `${file}, SHA-256 ${sha256}. Run it again with: tariffsim run ${file}`),
    el(
      "div",
      { class: "buttons" },
      button,
      el(
        "button",
        { type: "button", onclick: () => download(`${run.summary.id}.yaml`, "text/yaml", text) },
        "YAML",
      ),
    ),
    el("pre", { id: "scenario-text", tabindex: "0", "aria-label": "Scenario file" }, text),
    run.sources.length
      ? el(
          "ul",
          { class: "note" },
          run.sources.map((source) => el("li", {}, source)),
        )
      : null,
  ];
}

function cite(run) {
  const { summary } = run;
  return `tariffsim ${summary.version}, scenario “${summary.title || summary.id}” (${summary.id}, SHA-256 ${summary.scenario.sha256.slice(0, 12)}), baseline ${summary.baseline.id} (SHA-256 ${summary.baseline.sha256.slice(0, 12)}); model of Caliendo and Parro (2015), Review of Economic Studies 82(1).`;
}

export function methodSection(run) {
  return {
    node: section(
      "method",
      "Method and certificate",
      "Solved in changes from the observed year with the standard quantitative trade model: many countries and sectors, input-output links, one trade elasticity per sector. Prices, wages and trade adjust in full: a long-run comparison, without unemployment or money.",
      facts(run),
      certificate(run),
      audit(run),
      worldTable(run),
      scenario(run),
      el("h3", {}, "The model"),
      el("pre", {}, kModel),
      el(
        "p",
        { class: "note" },
        "Hats are new over old levels, a prime is a new level, T the change of tariffs, export taxes and trade costs. More: README.md of tariffsim, “The model on half a page”, and the papers:",
      ),
      el(
        "ul",
        { class: "note" },
        kPapers.map(([title, link]) => el("li", {}, el("a", { href: link, rel: "noreferrer" }, title))),
      ),
      el("h3", {}, "How to cite"),
      el("p", { id: "cite" }, cite(run)),
    ),
  };
}

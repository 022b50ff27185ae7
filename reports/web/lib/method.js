// What the pages of runs and studies say of their method: the facts of the run, the scenario's text,
// the model, how to cite.
import { copy, download, el, section } from "./dom.js";

const kModel = `cost       c_i^s  = w_i^beta  prod_k (P_i^k)^g
price      P_n^s  = ( sum_i pi_in^s (c_i^s T_in^s)^-theta )^(-1/theta)
share      pi'_in = pi_in (c_i T_in / P_n)^-theta
spending   X'_n^s = alpha_n^s I'_n + sum_k g_n^{sk} Y'_n^k
income     I'_n   = w_n V_n + tax revenue + deficit
clearing   w_n V_n = sum_s beta_n^s Y'_n^s`;

const kOptions = {
  "model.input_output": "Input-output links",
  "model.inputs_by_origin": "Inputs by origin",
  "model.elasticities": "Trade elasticities",
  "model.deficits": "Closure: trade deficits",
  "model.tolerance": "Tolerance",
  "model.horizon": "Horizon",
  "model.substitution": "Substitution",
  "model.labour_mobility": "Labour mobility",
  "model.labour_supply": "Labour supply",
  "model.revenue": "Use of border taxes",
  "model.income_tax_rate": "Income tax rate",
  "model.scale": "Economies of scale",
  "model.selling": "Selling costs",
  "model.nests": "Parts of a cell",
  "model.tariffs": "Base tariffs",
};

/** `more`: further [name, value] pairs. */
export function facts({ summary }, more = []) {
  const options = Object.entries(summary.options.values).map(([key, value]) => [
    kOptions[key] ?? key,
    summary.options.not_default.includes(key) ? `${value} (not the default)` : value,
  ]);
  const rows = [
    ["Program", `tariffsim ${summary.version}`],
    ["Baseline", `${summary.baseline.id}: ${summary.baseline.title} (${summary.baseline.year})`],
    ["Baseline, SHA-256", summary.baseline.sha256],
    ...(summary.baseline.products_year
      ? [["Products are weighted by", `the trade of ${summary.baseline.products_year}`]]
      : []),
    ...(summary.baseline.resolved_first
      ? [["Base of changes", "the baseline, solved first at its own tariffs"]]
      : []),
    ...(summary.counted_from ? [["Changes are counted from", summary.counted_from]] : []),
    ...options,
    ...summary.options.overrides.map((text, at, all) => [
      at + summary.options.varied >= all.length ? "Set by vary" : "Set beside the file",
      text,
    ]),
    ...more,
  ];
  return el(
    "dl",
    { class: "facts" },
    rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]),
  );
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

/** Where the numbers of the baseline come from, and what is odd about them. */
function data({ summary }) {
  const { sources, licence, notes } = summary.baseline;
  if (!sources.length && !licence && !notes) return [];
  return [
    el("h3", {}, "The data"),
    el(
      "ul",
      { class: "note" },
      sources.map((source) => el("li", {}, source)),
    ),
    licence ? el("p", { class: "note" }, `Licence: ${licence}`) : null,
    notes ? el("p", { class: "note" }, notes) : null,
  ];
}

function cite(run, what) {
  const { summary } = run;
  return `tariffsim ${summary.version}, ${what} “${summary.title || summary.id}” (${summary.id}, SHA-256 ${summary.scenario.sha256.slice(0, 12)}), baseline ${summary.baseline.id} (SHA-256 ${summary.baseline.sha256.slice(0, 12)}); ${run.method.cite}.`;
}

/** The section around `parts`, what is particular to a run or a study; `what` it is, in a word. */
export function methodFrame(run, what, parts) {
  return section(
    "method",
    "Annex: method and certificate",
    null,
    el("h3", {}, "What is assumed"),
    el(
      "ul",
      {},
      run.assumptions.map((line) => el("li", {}, line)),
    ),
    parts,
    scenario(run),
    data(run),
    el("h3", {}, "The model"),
    el("pre", {}, kModel),
    el(
      "p",
      { class: "note" },
      `${run.method.equations} Hats are new over old levels, a prime is a new level, T the change of tariffs, export taxes and trade costs. More: README.md of tariffsim, “The model on half a page”, and the papers:`,
    ),
    el(
      "ul",
      { class: "note" },
      run.method.papers.map(({ title, link }) =>
        el("li", {}, link ? el("a", { href: link, rel: "noreferrer" }, title) : title),
      ),
    ),
    el("h3", {}, "How to cite"),
    el("p", { id: "cite" }, cite(run, what)),
  );
}

// What became of quotas: what a licence costs, how full they are, and who gets the rent.
import { section } from "../lib/dom.js";
import { money, rate } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

const percent = (value) => (value === null ? "–" : rate(100 * value));

const columnsOf = (moneyOf) => [
  { key: "called", title: "Quota" },
  { key: "regime", title: "Regime" },
  { key: "amount", title: `Amount, ${moneyOf}`, format: money },
  { key: "amount_base", title: "traded before", format: money },
  { key: "fill", title: "Traded of the amount", format: percent },
  { key: "licence_price", title: "A licence costs", format: percent },
  { key: "duty_musd", title: "Duty", format: money },
  { key: "rent_musd", title: "Rent", format: money },
  { key: "rent_importer_musd", title: "importer's", format: money },
  { key: "rent_exporter_musd", title: "exporter's", format: money },
];

/** Those on most trade first. */
const byTrade = (quotas) => [...quotas].sort((a, b) => (b.amount_base ?? 0) - (a.amount_base ?? 0));

/** Those in force in each step of a timeline. */
function stepsTable(run, moneyOf) {
  const rows = run.steps.flatMap((step) => byTrade(step.quotas ?? []).map((quota) => ({ step: step.id, ...quota })));
  return makeTable({
    caption: "Quotas, step by step",
    filename: "quota_steps",
    open: true,
    rows,
    columns: [{ key: "step", title: "Step" }, ...columnsOf(moneyOf)],
  });
}

/** Of a scenario with quotas; null for others. */
export function quotasSection(run) {
  const inSteps = run.steps.some((step) => step.quotas);
  if (!run.quotas && !inSteps) return null;
  const moneyOf = `${run.currency} of ${run.summary.baseline.prices}`;
  return {
    node: section(
      "quotas",
      "Quotas",
      "A slack quota lets in more than is traded, and changes nothing. One that binds holds trade to its amount: licences to trade have a price, of the value of the goods, and what they are worth is the rent. One that is over has more come in, at the tariff beyond its amount; within it that tariff is saved.",
      inSteps
        ? stepsTable(run, moneyOf)
        : makeTable({
            caption: "Quotas",
            filename: "quotas",
            open: true,
            rows: byTrade(run.quotas),
            columns: columnsOf(moneyOf),
          }),
    ),
    draw: async () => {},
  };
}

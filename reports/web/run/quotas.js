// What became of quotas: what a licence costs, how full they are, and who gets the rent.
import { section } from "../lib/dom.js";
import { money, rate } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

const percent = (value) => (value === null ? "–" : rate(100 * value));

/** Of a scenario with quotas; null for others. */
export function quotasSection(run) {
  if (!run.quotas) return null;
  const moneyOf = `${run.currency} of ${run.summary.baseline.prices}`;
  return {
    node: section(
      "quotas",
      "Quotas",
      "A slack quota lets in more than is traded, and changes nothing. One that binds holds trade to its amount: licences to trade have a price, of the value of the goods, and what they are worth is the rent. One that is over has more come in, at the tariff beyond its amount; within it that tariff is saved.",
      makeTable({
        caption: "Quotas",
        filename: "quotas",
        open: true,
        rows: run.quotas,
        columns: [
          { key: "quota", title: "Quota" },
          { key: "regime", title: "Regime" },
          { key: "amount", title: `Amount, ${moneyOf}`, format: money },
          { key: "amount_base", title: "traded before", format: money },
          { key: "fill", title: "Traded of the amount", format: percent },
          { key: "licence_price", title: "A licence costs", format: percent },
          { key: "duty_musd", title: "Duty", format: money },
          { key: "rent_musd", title: "Rent", format: money },
          { key: "rent_importer_musd", title: "importer's", format: money },
          { key: "rent_exporter_musd", title: "exporter's", format: money },
        ],
      }),
    ),
    draw: async () => {},
  };
}

// Who claims a preference that must be claimed, and what claiming burns.
import { section } from "../lib/dom.js";
import { money, rate } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

/** Of a scenario that has a line with `claims`; null for others. */
export function claimsSection(run) {
  const { claims, baseline } = run.summary;
  if (!claims) return null;
  const nameOf = new Map(run.countries.map((row) => [row.country, row.name]));
  const moneyOf = `${run.currency} of ${baseline.prices}`;
  return {
    node: section(
      "claims",
      "Who claims a preference",
      "A seller who claims pays no duty, and bears the cost of proving where the goods come from. The higher the duty, the more it saves to claim, and the more trade does. What claiming costs is used up: nobody receives it. Shown is that of those who began to claim, less that of those who ceased.",
      makeTable({
        caption: "Preferences claimed",
        filename: "claims",
        open: true,
        rows: claims.map((row) => ({
          ...row,
          from: nameOf.get(row.exporter),
          to: nameOf.get(row.importer),
        })),
        columns: [
          { key: "from", title: "From" },
          { key: "to", title: "to" },
          { key: "trade_base_musd", title: `Trade before, ${moneyOf}`, format: money },
          { key: "trade_musd", title: "after", format: money },
          { key: "claimed_base_pct", title: "Claims before", format: rate },
          { key: "claimed_pct", title: "after", format: rate },
          { key: "burnt_musd", title: "Burnt by claiming", format: money },
        ],
      }),
    ),
    draw: async () => {},
  };
}

// Border taxes as those who score a policy count them, with what each figure assumes.
import { el, section } from "../lib/dom.js";
import { change, money, moneyChange, typeset } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

/** Columns of a change: a year, of GDP, over the years where these are asked for. */
function changeColumns(kind, title, years) {
  const columns = [
    { key: `revenue_${kind}_musd`, title: `${title} a year`, format: moneyChange, tone: true },
    { key: `revenue_${kind}_gdp_pct`, title: "of GDP", format: change },
  ];
  if (years)
    columns.push({ key: `revenue_${kind}_years_musd`, title: years, format: moneyChange, tone: true });
  return columns;
}

const ratio = (value) => (value === null ? "–" : value.toFixed(2));

/** Of a scenario that asks for revenue; null for others. */
export function revenueSection(run) {
  if (!run.revenue) return null;
  const { economies, years, net, notes } = run.revenue;
  const customs = economies.some((row) => row.customs_ratio !== null);
  const moneyOf = `${run.currency} of ${run.summary.baseline.prices}`;
  return {
    node: section(
      "revenue",
      "Revenue",
      "The change of border tax revenue in a year, by the convention of budget scoring: trade responds, nominal GDP is held fixed. Shown are the economies that change a tariff or an export tax.",
      makeTable({
        caption: "Revenue",
        filename: "revenue",
        open: true,
        rows: economies,
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          { key: "revenue_base_musd", title: `Before, ${moneyOf}`, format: money },
          { key: "revenue_musd", title: "after", format: money },
          { key: "revenue_static_musd", title: "Change if trade stayed", format: moneyChange },
          { key: "revenue_lost_musd", title: "lost as it changes", format: money },
          ...changeColumns("conventional", "Change", years),
          ...(net ? changeColumns("net", "Net", years) : []),
          ...(customs
            ? [
                { key: "customs_ratio", title: "Customs value over that here", format: ratio },
                { key: "revenue_conventional_customs_musd", title: "Change a year at it", format: moneyChange },
              ]
            : []),
        ],
      }),
      el(
        "ul",
        { class: "note" },
        notes.map((note) => el("li", {}, typeset(note))),
      ),
    ),
    draw: async () => {},
  };
}

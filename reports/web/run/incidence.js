// Who pays a duty that rises: sellers abroad, who get less at the border, or buyers, who pay more; and who
// gains from one that falls.
import { el, section } from "../lib/dom.js";
import { change, rate } from "../lib/format.js";
import { economyPart } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";

/** Shares in percent, null where there are none. */
function shares({ exporters_share_of_duty: share }) {
  const sellers = share === null ? null : 100 * share;
  return { sellers_pct: sellers, buyers_pct: sellers === null ? null : 100 - sellers };
}

const outside = (row) => row.exporters_share_of_duty < 0 || row.exporters_share_of_duty > 1;

function told(importer, partners) {
  const { sellers_pct: sellers, buyers_pct: buyers } = shares(importer);
  const write = rate.row([sellers, buyers]);
  const rise = importer.duty_borne_by_exporters_musd + importer.duty_borne_by_buyers_musd > 0;
  const through = (rises) => (sellers === 0 ? "" : `, through ${rises ? "higher" : "lower"} prices at the border,`);
  const sentence = rise
    ? `${importer.name}: of what its changed duties take on the old trade, sellers abroad bear ${write(sellers)}${through(sellers < 0)} and buyers ${write(buyers)}.`
    : `${importer.name}: of what its lower duties leave on the old trade, sellers abroad gain ${write(sellers)}${through(sellers > 0)} and buyers ${write(buyers)}.`;
  const odd = "Whose share is below 0 gains where duties rise, and loses where they fall.";
  return [importer, ...partners].some(outside) ? `${sentence} ${odd}` : sentence;
}

function partnersTable(importer, partners) {
  return makeTable({
    caption: `Who pays the duty: ${importer.name}`,
    filename: `incidence-${importer.country}`,
    open: true,
    rows: partners.map((row) => ({ ...row, ...shares(row) })),
    columns: [
      { key: "from", title: "Sellers in" },
      { key: "exporter", title: "Code" },
      { key: "tariff_base_pct", title: "Tariff before", format: rate },
      { key: "tariff_pct", title: "after", format: rate },
      { key: "border_price_pct", title: "Price at the border", format: change },
      { key: "sellers_pct", title: "Sellers bear", format: rate, family: "shares" },
      { key: "buyers_pct", title: "Buyers bear", format: rate, family: "shares" },
    ],
  });
}

const dutyMoved = (row) =>
  Math.abs(row.average_tariff_pct - row.average_tariff_base_pct) * row.imports_base_musd;

/** Of a chosen importer that changes its duties; null where none does. */
export function incidenceSection(run) {
  const taxing = run.countries.filter((row) => row.exporters_share_of_duty !== null);
  if (taxing.length === 0) return null;
  const words = el("p", {}),
    holder = el("div", {});
  const most = taxing.reduce((found, row) => (dutyMoved(row) > dutyMoved(found) ? row : found));
  const part = economyPart({
    label: "Importer",
    economies: taxing,
    first: run.focus.find((code) => taxing.some((row) => row.country === code)) ?? most.country,
    draw: (code) => {
      const importer = taxing.find((row) => row.country === code);
      const partners = run.pairs
        .filter((row) => row.importer === code && row.exporters_share_of_duty !== null)
        .sort((a, b) => b.flow_base_musd - a.flow_base_musd);
      words.textContent = told(importer, partners);
      holder.replaceChildren(partnersTable(importer, partners));
    },
    nodes: [words, holder],
  });
  return {
    node: section(
      "incidence",
      "Who pays the duty",
      "Sellers bear the fall of the price at the border before duty, buyers the rise of the price with duty; where a duty falls, they gain what these move the other way. Both are in units of the numeraire, world value added: in another unit, such as the importer's own prices, the split would differ. Counted is trade that continues, where the duty changes and no export tax or trade cost does.",
      part.node,
    ),
    draw: part.draw,
  };
}

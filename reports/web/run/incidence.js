// Who pays a duty that changes: sellers abroad, who get less at the border, or buyers, who pay more.
import { el } from "../lib/dom.js";
import { change, rate } from "../lib/format.js";
import { economyPart } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";

const percent = (share) => (share === null ? null : 100 * share);
const sellersShare = (row) => percent(row.exporters_share_of_duty);
const buyersShare = (row) => percent(row.exporters_share_of_duty === null ? null : 1 - row.exporters_share_of_duty);

const kUnit =
  "Prices are in units of the numeraire, world value added: against the importer's own prices, which rise with its duties, sellers bear more.";
const kOutside = "Whose share is below 0 gains where duties rise, and pays where they fall.";

/** "United States: of the change of its duties, on the trade of before, sellers abroad bear 12.3 %, ..." */
function sentences(importer, partners) {
  const outside = [importer, ...partners].some(
    (row) => row.exporters_share_of_duty < 0 || row.exporters_share_of_duty > 1,
  );
  const told = `${importer.name}: of the change of its duties, on the trade of before, sellers abroad bear ${rate(sellersShare(importer))}, through lower prices at the border, and buyers ${rate(buyersShare(importer))}.`;
  return [told, kUnit, outside ? kOutside : null].filter(Boolean).join(" ");
}

function partnersTable(importer, partners) {
  return makeTable({
    caption: `Who pays the duty: ${importer.name}`,
    filename: `incidence-${importer.country}`,
    open: true,
    rows: partners.map((row) => ({ ...row, sellers_pct: sellersShare(row), buyers_pct: buyersShare(row) })),
    columns: [
      { key: "from", title: "Sellers in" },
      { key: "exporter", title: "Code" },
      { key: "tariff_base_pct", title: "Tariff before", format: rate },
      { key: "tariff_pct", title: "after", format: rate },
      { key: "border_price_pct", title: "Price at the border", format: change },
      { key: "sellers_pct", title: "Sellers bear", format: rate },
      { key: "buyers_pct", title: "Buyers bear", format: rate },
    ],
  });
}

/** Of a chosen importer that changes its duties; null where none does. */
export function incidencePart(run) {
  const taxing = run.countries.filter((row) => row.exporters_share_of_duty !== null);
  if (taxing.length === 0) return null;
  const told = el("p", {}),
    holder = el("div", {});
  const draw = (code) => {
    const importer = taxing.find((row) => row.country === code);
    const partners = run.pairs
      .filter((row) => row.importer === code && row.exporters_share_of_duty !== null)
      .sort((a, b) => b.flow_base_musd - a.flow_base_musd);
    told.textContent = sentences(importer, partners);
    holder.replaceChildren(partnersTable(importer, partners));
  };
  const inFocus = run.focus.find((code) => taxing.some((row) => row.country === code));
  const widest = (row) => Math.abs(row.average_tariff_pct - row.average_tariff_base_pct) * row.imports_base_musd;
  const first = inFocus ?? taxing.reduce((most, row) => (widest(row) > widest(most) ? row : most)).country;
  const part = economyPart({ label: "Importer", economies: taxing, first, draw, nodes: [told, holder] });
  part.node.prepend(el("h3", {}, "Who pays the duty"));
  part.node.setAttribute("data-part", "incidence");
  return part;
}

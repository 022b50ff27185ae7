import beforeAfter from "./before-after.json";
import revenue from "./revenue.json";
import { makeChart, withRoom } from "../lib/chart.js";
import { el, section } from "../lib/dom.js";
import { change, counted, kVisible, minus, money, moneyChange, points, rate } from "../lib/format.js";
import { economyPart, largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";

const kMost = 20,
  kFewest = 8,
  kRevenue = 8,
  kMostSectors = 30;

/** Those whose tariff changes, most first; where that is few, the largest importers as well. */
function shownEconomies(countries, rise) {
  const changed = countries.filter((row) => rise(row) > kVisible);
  const others = countries.filter((row) => rise(row) <= kVisible);
  return [
    ...largest(changed, kMost, rise),
    ...largest(others, Math.max(0, kFewest - changed.length), (row) => row.imports_base_musd),
  ];
}

/** Draws dots before and after; `rows` as in the chart's description, `what` they are of. */
function drawDots(chart, rows, what, axisTitle) {
  return chart.update(rows, {
    alt: `Dots before and after of ${what}, those that change most first: ${rows[0].name}: ${rows[0].detail}.`,
    adapt: (spec) => {
      spec.layer[0].encoding.x.axis.title = axisTitle;
      spec.layer[0].encoding.x.scale = {
        domain: withRoom(
          rows.flatMap((row) => [row.before, row.after]),
          true,
        ),
      };
    },
  });
}

function economiesPart(name, caption, what, axisTitle, rows) {
  const chart = makeChart(name, beforeAfter, caption);
  const of = `${what} of ${counted(rows.length, "economy", "economies")}`;
  return { node: chart.figure, draw: () => drawDots(chart, rows, of, axisTitle) };
}

/** A row of the chart: rates in percent, `more` on them. */
const beforeAfterRow = (name, before, after, more = "") => ({
  name,
  before,
  after,
  shown: points(after - before),
  detail: `${rate(before)} → ${rate(after)}${more}`,
});

const rise = (after, before) => Math.abs(minus(after, before) ?? 0);
const sectorRise = (row) => rise(row.tariff_pct, row.tariff_base_pct);

function sectorTable(rows) {
  return makeTable({
    caption: `Tariffs by sector: ${rows[0].name}`,
    filename: `tariffs-${rows[0].country}`,
    rows,
    columns: [
      { key: "sector_name", title: "Sector" },
      { key: "sector", title: "Code" },
      { key: "tariff_base_pct", title: "Average tariff before", format: rate },
      { key: "tariff_pct", title: "after", format: rate },
      { key: "buyer_price_pct", title: "Buyers' price", format: change },
      { key: "imports_pct", title: "Imports", format: change, tone: true },
    ],
  });
}

/** The average tariff of a chosen importer by sector; null where no sector's changes. */
function sectorsPart(run) {
  const imported = run.sectorRows.filter((row) => row.tariff_pct !== null);
  const changed = largest(imported, imported.length, sectorRise).filter((row) => sectorRise(row) > 0);
  if (changed.length === 0) return null;
  const changes = (code) => changed.some((row) => row.country === code && sectorRise(row) > kVisible);
  const importers = new Set(imported.map((row) => row.country));
  const chart = makeChart("sector-tariffs", beforeAfter, "Average tariff by sector"),
    holder = el("div", {});
  const draw = (code) => {
    const own = imported.filter((row) => row.country === code),
      rows = largest(own, own.length, sectorRise),
      { name } = rows[0];
    holder.replaceChildren(sectorTable(rows));
    chart.figure.querySelector("figcaption").textContent =
      `${name}: average tariff by sector, weighted by the trade of the baseline`;
    const shown = rows
      .slice(0, kMostSectors)
      .map((row) => beforeAfterRow(row.sector_name, row.tariff_base_pct, row.tariff_pct));
    const what = `the average tariff of ${name} in ${counted(shown.length, "sector", "sectors")}`;
    return drawDots(chart, shown, what, "% of the value of imports");
  };
  return economyPart({
    label: "Importer",
    economies: run.countries.filter((row) => importers.has(row.country)),
    first: run.focus.find(changes) ?? changed[0].country,
    draw,
    nodes: [chart.figure, holder],
  });
}

const tariffRise = (row) => rise(row.average_tariff_goods_pct, row.average_tariff_goods_base_pct);

function ratesPart(run) {
  const importers = run.countries.filter((row) => row.average_tariff_goods_pct !== null);
  const rows = shownEconomies(importers, tariffRise).map((row) =>
    beforeAfterRow(
      row.name,
      row.average_tariff_goods_base_pct,
      row.average_tariff_goods_pct,
      `; collected after substitution ${rate(row.effective_tariff_goods_pct)}`,
    ),
  );
  return economiesPart(
    "tariffs",
    "Average tariff on goods, weighted by the trade of the baseline",
    "the average tariff on goods",
    "% of the value of imports of goods",
    rows,
  );
}

const exportTaxRise = (row) => rise(row.average_export_tax_pct, row.average_export_tax_base_pct);

/** Of those that levy them; null where no export tax changes. */
function exportTaxesPart(run) {
  const above = (least) => run.countries.filter((row) => exportTaxRise(row) > least);
  const changed = above(kVisible).length > 0 ? above(kVisible) : above(0);
  if (changed.length === 0) return null;
  const rows = largest(changed, kMost, exportTaxRise).map((row) =>
    beforeAfterRow(row.name, row.average_export_tax_base_pct, row.average_export_tax_pct),
  );
  return economiesPart(
    "export-taxes",
    "Average export tax by the country that levies it, weighted by the trade of the baseline",
    "the average export tax",
    "% of the value of exports",
    rows,
  );
}

function revenuePart(run) {
  const chart = makeChart("revenue", revenue, "Tax revenue at the border");
  const size = (row) =>
    Math.abs(row.tax_revenue_musd - row.tax_revenue_base_musd) + Math.abs(row.revenue_lost_to_base_musd);
  const kinds = [
    ["before", "tax_revenue_base_musd"],
    ["after", "tax_revenue_musd"],
    ["lost to the shrinking base", "revenue_lost_to_base_musd"],
  ];
  const rows = largest(run.countries, kRevenue, size).flatMap((row) =>
    kinds.map(([kind, key]) => ({ name: row.name, kind, value: row[key] / 1000, shown: money(row[key]) })),
  );
  return {
    node: chart.figure,
    draw: () =>
      chart.update(rows, {
        alt: "Bars of border tax revenue before and after, and of what is lost because trade shrinks, for the economies where it moves most; the table below has every value.",
        adapt: (spec) => {
          spec.encoding.x.axis.title = `bn ${run.currency}`;
          spec.encoding.x.scale = {
            domain: withRoom(
              rows.map((row) => row.value),
              true,
            ),
          };
        },
      }),
  };
}

export function tariffsSection(run) {
  const tariffsChange = run.countries.some(
    (row) => row.average_tariff_goods_pct !== row.average_tariff_goods_base_pct,
  );
  const rates = [tariffsChange ? ratesPart(run) : null, exportTaxesPart(run)].filter(Boolean);
  const revenueBars = revenuePart(run),
    bySector = sectorsPart(run);
  const parts = [...rates, revenueBars, bySector].filter(Boolean);
  const exportTaxed = run.countries.some(
    (row) => row.average_export_tax_base_pct || row.average_export_tax_pct,
  );
  const rows = run.countries
    .map((row) => ({
      ...row,
      tax_revenue_change_musd: row.tax_revenue_musd - row.tax_revenue_base_musd,
    }))
    .sort((a, b) => Math.abs(b.tax_revenue_change_musd) - Math.abs(a.tax_revenue_change_musd));
  const economy = [
    { key: "name", title: "Economy" },
    { key: "country", title: "Code" },
  ];
  return {
    node: section(
      "tariffs",
      "Tariffs and revenue",
      "The average tariff on goods is before substitution: new rates on the old trade; what is collected on the goods that still come is after substitution. Border taxes are tariffs and export taxes. Lost to the shrinking base is what the new rates of both would have brought on the old trade, less what they bring.",
      el(
        "div",
        { class: "pair" },
        rates.length > 0
          ? el(
              "div",
              { class: "stack" },
              rates.map((part) => part.node),
            )
          : null,
        revenueBars.node,
      ),
      bySector?.node ?? null,
      makeTable({
        caption: "Tariffs",
        filename: "tariffs",
        rows,
        columns: [
          ...economy,
          { key: "average_tariff_goods_base_pct", title: "Average tariff, goods, before", format: rate },
          { key: "average_tariff_goods_pct", title: "after, before substitution", format: rate },
          { key: "effective_tariff_goods_pct", title: "after substitution", format: rate },
          { key: "average_tariff_base_pct", title: "Goods and services before", format: rate },
          { key: "average_tariff_pct", title: "after", format: rate },
          { key: "simple_average_tariff_base_pct", title: "Simple average before", format: rate },
          { key: "simple_average_tariff_pct", title: "after", format: rate },
          { key: "tariff_faced_base_pct", title: "Paid on its exports before", format: rate },
          { key: "tariff_faced_pct", title: "after", format: rate },
        ],
      }),
      makeTable({
        caption: "Border taxes",
        filename: "border-taxes",
        rows,
        columns: [
          ...economy,
          { key: "tax_revenue_base_musd", title: `Border taxes before, ${run.currency} of ${run.summary.baseline.prices}`, format: money },
          { key: "tax_revenue_musd", title: "after", format: money },
          { key: "tax_revenue_change_musd", title: "Change", format: moneyChange },
          { key: "tax_revenue_share_base_pct", title: "Share of value added before", format: rate },
          { key: "tax_revenue_share_pct", title: "after", format: rate },
          { key: "tax_revenue_gdp_base_pct", title: "Share of GDP before", format: rate },
          { key: "tax_revenue_gdp_pct", title: "after", format: rate },
          { key: "revenue_lost_to_base_musd", title: "Lost to the shrinking base", format: money },
          { key: "imports_pct", title: "Imports", format: change, tone: true },
          ...(exportTaxed
            ? [
                { key: "average_export_tax_base_pct", title: "Average export tax before", format: rate },
                { key: "average_export_tax_pct", title: "after", format: rate },
              ]
            : []),
        ],
      }),
    ),
    draw: async () => {
      for (const part of parts) await part.draw();
    },
  };
}

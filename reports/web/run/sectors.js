import heatMap from "./heat-map.json";
import rankedBars from "./ranked-bars.json";
import { drawBars } from "../lib/bars.js";
import { makeChart } from "../lib/chart.js";
import { classes, narrowWords, paintClasses } from "../lib/colors.js";
import { el, section } from "../lib/dom.js";
import { capitalised, change, gainInVolume, kVisible, money, moneyChange, moves, rate } from "../lib/format.js";
import { economyPart, focusSize, largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";

const kMatrix = 30,
  kNarrowMatrix = 14;

const persons = (value) => (value === null ? "–" : Math.round(value).toLocaleString("en"));

/** What buyers pay by sector, whoever makes it, duty included: at unchanged wages, as people see it. */
function drawPrices(chart, rows) {
  const name = rows[0].name;
  chart.figure.querySelector("figcaption").textContent =
    `Buyers' prices by sector: ${name}, all origins, duty included`;
  const bars = rows
    .filter((row) => row.buyer_price_at_own_wages_pct !== null)
    .sort((a, b) => b.buyer_price_at_own_wages_pct - a.buyer_price_at_own_wages_pct)
    .map((row) => ({
      name: row.sector_name,
      value: row.buyer_price_at_own_wages_pct,
      detail: `${change(row.buyer_price_pct)} against world value added`,
    }));
  return drawBars(chart, bars, {
    title: "change of price at unchanged wages of the economy itself, %",
    alt: `Ranked bars of the change of buyers' prices by sector in ${name}; the table below has every value.`,
    format: change,
    still: `${name}: no sector's price changes for buyers.`,
  });
}

/** Beside persons the change of persons: hours are weighted by pay, not by heads. */
const employmentChange = (row) =>
  row.persons === null || row.persons === undefined || !row.persons_base
    ? row.employment_pct
    : 100 * (row.persons / row.persons_base - 1);

/** In money of before, at consumer prices. */
const payrollChange = ({ payroll_base_musd: base, payroll_pct: percent }) =>
  base === null || base === undefined || percent === null ? null : (base * percent) / 100;

/** Wages, payrolls and employment of sectors, where they can differ from those of the economy. */
function labourColumns({ labour, currency }) {
  const percent = (key, title) => ({ key, title, format: change, tone: true });
  return [
    ...(labour.sector_wages ? [percent("real_wage_pct", "Real wage")] : []),
    ...(labour.employment ? [percent("employment_change", "Employment")] : []),
    ...(labour.sector_wages
      ? [
          { key: "payroll_base_musd", title: `Payroll before, ${currency}`, format: money },
          percent("payroll_pct", "Payroll, real"),
          { key: "payroll_change", title: "in money of before", format: moneyChange, tone: true },
        ]
      : []),
    ...(labour.persons
      ? [
          { key: "persons_base", title: "Persons before", format: persons },
          { key: "persons", title: "after", format: persons },
        ]
      : []),
  ];
}

/** What a sector pays at consumer prices. */
function drawWages(chart, rows, { labour, currency }) {
  const name = rows[0].name;
  chart.figure.querySelector("figcaption").textContent = `Real wages by sector: ${name}`;
  const bars = rows
    .filter((row) => row.real_wage_pct !== null)
    .sort((a, b) => b.real_wage_pct - a.real_wage_pct)
    .map((row) => ({
      name: row.sector_name,
      value: row.real_wage_pct,
      detail: `payroll ${moneyChange(payrollChange(row))} ${currency}; employment ${labour.employment ? change(employmentChange(row)) : "fixed by assumption"}`,
    }));
  return drawBars(chart, bars, {
    title: "change of the wage at consumer prices, %",
    alt: `Ranked bars of the change of real wages by sector in ${name}; the table below has every value.`,
    format: change,
    still: `${name}: no sector's real wage changes.`,
  });
}

function countryPart(run, firstCode) {
  const chart = makeChart("sectors", rankedBars, "Output by sector, change of volume");
  const prices = makeChart("buyer-prices", rankedBars, "Buyers' prices by sector");
  const wages = run.labour.sector_wages
    ? makeChart("sector-wages", rankedBars, "Real wages by sector")
    : null;
  const holder = el("div", {}),
    totalsHolder = el("div", {});
  const percent = (key, title) => ({ key, title, format: change, tone: true });
  const totals = (code, name) =>
    !run.sectorGroupRows.some((row) => row.country === code)
      ? null
      : makeTable({
          caption: `Totals of groups of sectors: ${name}`,
          filename: `sector-groups-${code}`,
          open: true,
          rows: run.sectorGroupRows.filter((row) => row.country === code),
          columns: [
            { key: "sector_group", title: "Group", text: capitalised },
            { key: "output_base_musd", title: `Output before, ${run.currency}`, format: money },
            { key: "output_musd", title: "after", format: money },
            percent("output_pct", "Value"),
            percent("volume_pct", "Volume"),
            { key: "price_pct", title: "Producers' price", format: change },
            percent("exports_pct", "Exports"),
            percent("imports_pct", "Imports"),
          ],
        });
  const draw = async (code) => {
    const rows = [...run.groupSectorRows, ...run.sectorRows]
      .filter((row) => row.country === code)
      .sort((a, b) => b.volume_pct - a.volume_pct);
    const name = rows[0].name;
    chart.figure.querySelector("figcaption").textContent = `Output by sector: ${name}, change of volume`;
    totalsHolder.replaceChildren(...[totals(code, name)].filter(Boolean));
    holder.replaceChildren(
      makeTable({
        caption: `Sectors: ${name}`,
        filename: `sectors-${code}`,
        rows: rows.map((row) => ({
          ...row,
          gained: gainInVolume(row.output_base_musd, row.volume_pct),
          employment_change: employmentChange(row),
          payroll_change: payrollChange(row),
        })),
        columns: [
          { key: "sector_name", title: "Sector" },
          { key: "sector", title: "Code" },
          { key: "output_base_musd", title: `Output before, ${run.currency}`, format: money },
          { key: "output_musd", title: "after", format: money },
          percent("output_pct", "Value"),
          percent("volume_pct", "Volume"),
          { key: "gained", title: "At prices before", format: moneyChange },
          { key: "price_pct", title: "Producers' price", format: change },
          { key: "buyer_price_pct", title: "Buyers' price", format: change },
          {
            key: "buyer_price_at_own_wages_pct",
            title: "Buyers' price at unchanged wages",
            format: change,
          },
          percent("exports_pct", "Exports"),
          percent("imports_pct", "Imports"),
          ...labourColumns(run),
          { key: "tariff_base_pct", title: "Tariff on imports before", format: rate },
          { key: "tariff_pct", title: "after", format: rate },
        ],
      }),
    );
    await drawPrices(prices, [...rows]);
    const paid = rows.some((row) => row.real_wage_pct !== null);
    if (wages) wages.figure.hidden = !paid;
    if (wages && paid) await drawWages(wages, [...rows], run);
    return drawBars(
      chart,
      rows
        .filter((row) => row.volume_pct !== null)
        .map((row) => ({
          name: row.sector_name,
          value: row.volume_pct,
          detail: `${money(row.output_base_musd)} → ${money(row.output_musd)} ${run.currency}`,
        })),
      {
        title: "change of output, %",
        alt: `Ranked bars of the change of output by sector in ${name}; the table below has every value.`,
        format: change,
        still: `${name}: no sector's output changes.`,
      },
    );
  };
  return economyPart({
    label: "Economy",
    economies: [...run.groups.map(({ name }) => ({ country: name, name })), ...run.countries],
    first: firstCode,
    draw,
    nodes: [totalsHolder, chart.figure, prices.figure, wages?.figure, holder].filter(Boolean),
  });
}

/** Every sector of every economy, for the annex. */
export function sectorMatrix(run) {
  const chart = makeChart("sector-matrix", heatMap, "Sectors by economies, change of output volume");
  chart.figure.querySelector(".chart").classList.add("wide");
  const size = (row) => row.income_base_musd + focusSize(run.focus, row.country);
  const place = new Map(largest(run.countries, kMatrix, size).map((row, at) => [row.country, at]));
  const shown = run.sectorRows.filter((row) => place.has(row.country) && row.output_base_musd > 0);
  const order = new Map(run.sectors.map((sector, at) => [sector.code, at]));
  const bands = classes(
    shown.map((row) => row.volume_pct),
    { least: kVisible },
  );
  const rows = shown.map((row) => ({
    x: row.country,
    y: row.sector_name,
    code: row.sector,
    x_place: place.get(row.country),
    y_place: order.get(row.sector),
    band: bands.of(row.volume_pct),
    shown: change(row.volume_pct),
    detail: `${row.name}, ${row.sector_name}`,
  }));
  const narrowRows = rows
    .filter((row) => row.x_place < kNarrowMatrix)
    .map((row) => ({ ...row, y: row.code }));
  return {
    node: chart.figure,
    draw: () =>
      chart.update((narrow) => (narrow ? narrowRows : rows), {
        still: shown.some((row) => moves(row.volume_pct)) ? null : "No sector's output changes.",
        alt: `Matrix of the change of output of ${run.sectors.length} sectors (rows) in ${place.size} economies (columns); the tables by economy have every value.`,
        adapt: (spec, narrow) => {
          paintClasses(spec.encoding.color, bands.names, "Change of output volume, %", narrow, {
            colors: bands.colors,
          });
          return narrow ? narrowWords(kNarrowMatrix, "largest economies") : null;
        },
      }),
  };
}

const labourSentence = ({ labour }) =>
  (labour.sector_wages && !labour.employment
    ? " Jobs are fixed by assumption: labour cannot leave its sector and hours do not change, so that what happens to a sector's payroll shows in its wage alone."
    : "") + (labour.sector_wages ? " All value added is labour's in the model: a sector's wage also pays the capital and land in it. Wages and payrolls are at consumer prices." : "") +
  (labour.persons
    ? " Employment counts heads where persons are told, elsewhere hours weighted by pay, as wages and payrolls do: the two differ where people move between sectors that pay differently."
    : "") +
  (labour.sector_wages && labour.supply && labour.mobility_none
    ? " Employment changes alike in all sectors by assumption: nobody can leave a sector, and hours follow the real wage of the economy."
    : "");

export function sectorsSection(run) {
  const named = run.summary.focus_names?.[0];
  const inFocus = run.groups.some(({ name }) => name === named) ? named : run.focus[0];
  const first = inFocus ?? largest(run.countries, 1, (row) => Math.abs(row.ev_musd))[0].country;
  const part = countryPart(run, first);
  return {
    node: section(
      "sectors",
      "Sectors",
      "Volumes are output at unchanged prices. Buyers' prices are what firms and households pay for a sector's goods from everywhere, duty included: in the chart at unchanged wages of the economy itself, in the table against world value added too, as producers' prices are." + (run.groups.length ? " A group's sectors are its members' together, without trade among them." : "") + labourSentence(run),
      part.node,
    ),
    draw: part.draw,
  };
}

import rankedBars from "./ranked-bars.json";
import { drawBars } from "../lib/bars.js";
import { makeChart } from "../lib/chart.js";
import { keptChoice, section, switcher } from "../lib/dom.js";
import { amountChange, change, money, moneyChange, rate } from "../lib/format.js";
import { largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";

const kEachSide = 12;

function chosen(rows, which) {
  const sorted = [...rows].sort((a, b) => b.welfare_pct - a.welfare_pct);
  if (which === "all" || sorted.length <= 2 * kEachSide) return sorted;
  if (which === "income")
    return largest(rows, 2 * kEachSide, (row) => row.income_base_musd).sort(
      (a, b) => b.welfare_pct - a.welfare_pct,
    );
  return [...sorted.slice(0, kEachSide), ...sorted.slice(-kEachSide)];
}

/** The column of what welfare is worth to a person; none where nobody is counted. */
function perPerson(run) {
  const among = (key, who) =>
    run.countries.some((row) => row[key] !== null)
      ? [{ key, title: `A ${who}, ${run.currency}`, format: amountChange, tone: true }]
      : [];
  return [...among("ev_per_person_usd", "person"), ...among("ev_per_household_usd", "household")];
}

/** What welfare is worth in a year, and as a part of GDP. */
function inMoney(run) {
  const title = `In money, ${run.currency} of ${run.summary.baseline.prices}`;
  return [
    { key: "ev_musd", title, format: moneyChange, tone: true },
    { key: "ev_gdp_pct", title: "of GDP", format: change, tone: true },
  ];
}

/** Several economies as one. */
function groupsTable(run, percent) {
  return makeTable({
    caption: "Groups: money summed, trade among members left out",
    filename: "groups",
    open: true,
    rows: run.groups,
    columns: [
      { key: "name", title: "Group" },
      { key: "members", title: "Economies", format: String },
      percent("welfare_pct", "Welfare"),
      percent("real_gdp_pct", "Real GDP"),
      ...inMoney(run),
      ...perPerson(run),
      percent("exports_pct", "Exports"),
      percent("imports_pct", "Imports"),
      percent("production_pct", "Production"),
      { key: "average_tariff_goods_base_pct", title: "Tariff on goods before", format: rate },
      { key: "average_tariff_goods_pct", title: "after", format: rate },
      { key: "tax_revenue_base_musd", title: `Border taxes before, ${run.currency}`, format: money },
      { key: "tax_revenue_musd", title: "after", format: money },
    ],
  });
}

/** "\u2212116.5 bn USD a year (\u22120.45 % of GDP), \u2212345 USD a person" */
function worth(run, row) {
  const total = `${moneyChange(row.ev_musd)} ${run.currency} a year (${change(row.ev_gdp_pct)} of GDP)`;
  if (row.ev_per_person_usd === null) return total;
  return `${total}, ${amountChange(row.ev_per_person_usd)} ${run.currency} a person`;
}

export function winnersSection(run) {
  const works = run.labour.supply;
  const chart = makeChart("winners", rankedBars, works ? "Welfare: consumption less the work for it" : "Welfare: exact change of real income");
  const draw = (which) =>
    drawBars(
      chart,
      chosen(run.countries, which).map((row) => ({
        name: row.name,
        value: row.welfare_pct,
        detail: `${worth(run, row)}; real GDP ${change(row.real_gdp_pct)}`,
      })),
      {
        title: works ? "% of income less what work is worth" : "% of real income",
        alt: "Ranked bars of the change of welfare by economy, gains first; the table below has every value.",
        format: change,
        still: works ? "No economy's welfare changes." : "No economy's real income changes.",
      },
    );
  const choose = keptChoice("extremes", draw);
  const percent = (key, title) => ({ key, title, format: change, tone: true });
  return {
    node: section(
      "winners",
      "Winners and losers",
      (works
        ? "Welfare is consumption less the work for it, in percent of income less what work is worth"
        : "Welfare is the exact change of real income") + "; in money it is what the change is worth to a country in a year (equivalent variation), and as a part of its GDP before, which is value added and border taxes. Real GDP is what statistical offices call by that name: volumes at prices before and after (Fisher's mean). Unlike welfare it leaves out what better or worse terms of trade bring.",
      switcher(
        "Economies",
        "winners-choice",
        [
          ["extremes", `${kEachSide} most on either side`],
          ["income", `${2 * kEachSide} largest`],
          ["all", "All"],
        ],
        "extremes",
        choose,
      ),
      chart.figure,
      run.groups.length ? groupsTable(run, percent) : null,
      makeTable({
        caption: "Economies",
        filename: "countries",
        rows: [...run.countries].sort((a, b) => b.welfare_pct - a.welfare_pct),
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          percent("welfare_pct", "Welfare"),
          percent("real_gdp_pct", "Real GDP"),
          ...inMoney(run),
          ...perPerson(run),
          percent("real_wage_pct", "Real wage"),
          ...(run.labour.wage_after_tax ? [percent("real_wage_after_tax_pct", "Real wage after tax")] : []),
          { key: "price_at_own_wages_pct", title: "Prices at unchanged wages", format: change },
          { key: "consumer_price_pct", title: "Prices, numeraire", format: change },
          { key: "nominal_wage_pct", title: "Nominal wage", format: change },
          percent("terms_of_trade_pct", "Terms of trade"),
          percent("exports_pct", "Exports"),
          percent("imports_pct", "Imports"),
          { key: "average_tariff_goods_base_pct", title: "Tariff on goods before", format: rate },
          { key: "average_tariff_goods_pct", title: "after", format: rate },
          { key: "tax_revenue_base_musd", title: `Border taxes before, ${run.currency}`, format: money },
          { key: "tax_revenue_musd", title: "after", format: money },
        ],
      }),
      makeTable({
        caption: "Balances of trade",
        filename: "balances",
        rows: run.countries,
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          { key: "goods_balance_base_musd", title: `Balance in goods before, ${run.currency}`, format: moneyChange },
          { key: "goods_balance_musd", title: "after", format: moneyChange },
          { key: "services_balance_base_musd", title: "Balance in services before", format: moneyChange },
          { key: "services_balance_musd", title: "after", format: moneyChange },
        ],
      }),
    ),
    draw: choose,
  };
}

// The page of one run.
import { drawInTurn, frame, premises, records } from "../lib/frame.js";
import { annexSection } from "./annex.js";
import { backtestSection } from "./backtest.js";
import { claimsSection } from "./claims.js";
import { decompositionSection } from "./decomposition.js";
import { flowsSection } from "./flows.js";
import { goalSection } from "./goal.js";
import { headlineSection } from "../lib/headline.js";
import { incidenceSection } from "./incidence.js";
import { linesSection } from "./lines.js";
import { mapSection } from "./map.js";
import { pathSection, sensitivitySection } from "./matrices.js";
import { methodSection } from "./method.js";
import { quotasSection } from "./quotas.js";
import { rangeSection } from "./range.js";
import { revenueSection } from "./revenue.js";
import { sectorsSection } from "./sectors.js";
import { stepsSection } from "./steps.js";
import { strategySection } from "./strategy.js";
import { tariffsSection } from "./tariffs.js";
import { variantsSection } from "./variants.js";
import { winnersSection } from "./winners.js";

const kNames = {
  headline: "Headline",
  strategy: "Chosen rates",
  goal: "Reaching the goal",
  range: "Range",
  backtest: "Back-test",
  variants: "Variants",
  map: "Map",
  winners: "Winners and losers",
  lines: "Line by line",
  path: "By partner and sector",
  sensitivity: "Sensitivity",
  flows: "Trade",
  sectors: "Sectors",
  tariffs: "Tariffs",
  quotas: "Quotas",
  claims: "Claims",
  revenue: "Revenue",
  incidence: "Who pays",
  decomposition: "Why",
  steps: "Over time",
  annex: "Annex",
  method: "Method",
};

/** Economies that the focus names themselves: members of a group in focus are many, and shown as they move. */
function namedInFocus({ focus_names: names }, countries) {
  const known = new Set(countries.map((row) => row.country));
  return names.filter((name) => known.has(name));
}

/** The data of C++ with rows as objects that know their names. */
function readRun(data) {
  const { places, sector_names: sectors, results } = data;
  const countries = records(results.countries).map((row, at) => ({
    country: places[at].code,
    name: places[at].name,
    ...row,
  }));
  const pairs = records(results.pairs).map((row, at) => {
    const [i, n] = results.pairs.ends[at];
    return {
      exporter: places[i].code,
      importer: places[n].code,
      from: places[i].name,
      to: places[n].name,
      ...row,
    };
  });
  const sectorRows = records(results.sectors).map((row, at) => {
    const place = places[Math.floor(at / sectors.length)],
      sector = sectors[at % sectors.length];
    const [payroll_base_musd, payroll_pct] = results.payrolls?.[at] ?? [null, null];
    const payroll = { payroll_base_musd, payroll_pct };
    return { country: place.code, name: place.name, sector: sector.code, sector_name: sector.name, ...row, ...payroll };
  });
  const groups = records(data.groups).map((row, at) => ({ name: data.groups.names[at], ...row }));
  // What groups have not is not defined.
  const undefinedFields = Object.fromEntries(results.sectors.fields.map((field) => [field, null]));
  const groupSectorRows = records(data.group_sectors).map((row, at) => {
    const name = data.groups.names[Math.floor(at / sectors.length)],
      sector = sectors[at % sectors.length];
    return { ...undefinedFields, country: name, name, sector: sector.code, sector_name: sector.name, ...row };
  });
  const groupNames = data.sector_groups.names;
  const sectorGroupRows = records(data.sector_groups).map((row, at) => ({
    country: places[Math.floor(at / groupNames.length)].code,
    sector_group: groupNames[at % groupNames.length],
    ...row,
  }));
  return {
    ...data,
    countries,
    groups,
    sectorGroupRows,
    pairs,
    sectors,
    sectorRows,
    groupSectorRows,
    focus: namedInFocus(data.summary, countries),
    currency: data.summary.baseline.currency,
  };
}

export async function runPage(root, data) {
  const run = readRun(data);
  const { summary } = run;
  const parts = [
    headlineSection,
    strategySection,
    goalSection,
    rangeSection,
    backtestSection,
    variantsSection,
    mapSection,
    winnersSection,
    linesSection,
    pathSection,
    sensitivitySection,
    flowsSection,
    sectorsSection,
    tariffsSection,
    quotasSection,
    claimsSection,
    revenueSection,
    incidenceSection,
    decompositionSection,
    stepsSection,
    annexSection,
    methodSection,
  ]
    .map((make) => make(run))
    .filter(Boolean);
  frame(root, {
    kicker: `Tariff scenario ${summary.id} · baseline ${summary.baseline.id} (${summary.baseline.year})`,
    title: summary.title || summary.id,
    description: run.description,
    premises: premises(
      summary,
      run.headline,
      (step) => `Shown is the last step, ${step}. All steps are under Over time.`,
    ),
    sections: parts.map((part) => part.node),
    names: kNames,
    footer: `tariffsim ${summary.version}. Changes are from the ${summary.reference ? "reference" : "baseline"} to the new equilibrium; money is in ${run.currency} of ${summary.baseline.prices}.`,
  });
  await drawInTurn(parts);
}

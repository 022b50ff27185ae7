// How population-2022.csv and population-2023.csv are made: npm ci && node make.mjs 2022 > population-2022.csv
//
// Persons by country in the middle of a year, to four digits. Unicode's CLDR publishes estimates for the
// middle of 2020 (up to release 45) and of 2024 (from release 46), both from the World Factbook; between
// them a population grows at a constant rate, so that 2022 is their geometric mean. Estimates of the United
// Nations differ from these by up to 4 % (India).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const later = (Number(process.argv[2]) - 2020) / 4; // the part of the way from 2020 to 2024
const require = createRequire(import.meta.url);
const persons = (release) =>
  require(`${release}/supplemental/territoryInfo.json`).supplemental.territoryInfo;
const codes = require("cldr-2024/supplemental/codeMappings.json").supplemental.codeMappings;
const countries = new Set(
  readFileSync(new URL("../../countries.csv", import.meta.url), "utf8")
    .split("\n")
    .map((line) => line.slice(0, 3)),
);

const before = persons("cldr-2020"),
  after = persons("cldr-2024");
const rows = Object.keys(after)
  .filter((territory) => countries.has(codes[territory]?._alpha3) && before[territory])
  .map((territory) => {
    const [first, last] = [before, after].map((table) => Number(table[territory]._population));
    const between = first ** (1 - later) * last ** later;
    return [codes[territory]._alpha3, Number(between.toPrecision(4))];
  })
  .filter(([, population]) => population > 0)
  .sort(([a], [b]) => (a < b ? -1 : 1));
console.log("country,population");
for (const row of rows) console.log(row.join(","));

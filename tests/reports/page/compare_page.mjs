// compare.html in a browser.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  brokenWords,
  charts,
  clipped,
  closeBrowsers,
  illegible,
  kFolder,
  kScenarios,
  kScreenshots,
  open,
  readResult,
  tariffsim,
  unreachable,
  write,
} from "./browser.mjs";

const kFiles = ["us-china-145-125", "us-china-truce-30-10", "uniform-10"];

before(() => tariffsim("compare", ...kFiles.map((name) => join(kScenarios, `${name}.yaml`))));
after(closeBrowsers);

test("shows runs side by side with the values of compare.csv", async () => {
  const { page, faults, close } = await open("out/compare/compare.html");
  assert.deepEqual(faults, []);
  const drawn = await charts(page);
  assert.deepEqual(
    drawn.map((chart) => chart.name),
    [
      "world-map",
      "compared-dots",
      "sectors-by-run",
      "compared-pairs",
      "compared-matrix",
      "compared-diversion",
    ],
  );
  for (const chart of drawn) assert.ok(chart.marks >= 24, `${chart.name} has ${chart.marks} marks`);
  const shown = await page.$$eval('table[data-table="compare-welfare_pct"] tbody tr', (rows) =>
    rows.map((row) => [
      row.cells[1].textContent || row.cells[0].textContent,
      [...row.querySelectorAll("data")].map((cell) => Number(cell.value)),
    ]),
  );
  const expected = readResult("out/compare/compare.csv").filter(
    (row) => (row.kind === "country" || row.kind === "group") && row.measure === "welfare_pct",
  );
  assert.equal(shown.length, expected.length);
  for (const [code, values] of shown) {
    const row = expected.find((one) => one.key === code);
    const wanted = [
      ...kFiles.map((name) => row[name]),
      ...kFiles.slice(1).map((name) => row[`${name}_minus_${kFiles[0]}`]),
    ].map(Number);
    values.forEach((value, at) =>
      assert.ok(Math.abs(value - wanted[at]) < 1e-8, `${code}: ${value} against ${wanted[at]}`),
    );
  }
  assert.ok(statSync(join(kFolder, "out/compare/compare.html")).size < 3e6);
  await page.screenshot({ path: join(kScreenshots, "compare-light.png"), fullPage: true });
  await close();
});

test("groups stand before the economies, and no id of a run is in the way of a column", async () => {
  const scenario = (id, rate) =>
    write(
      `${id}.yaml`,
      `tariffsim: 1\nid: ${id}\nbaseline: world-2022\ngroups: {NEAR: [USA, MEX]}\npolicy: [{tariff: {importer: USA, exporter: CHN, add: ${rate}}}]\n`,
    );
  tariffsim("compare", scenario("name", "10%"), scenario("values", "30%"), "-o", "groups");
  const { page, faults, close } = await open("groups/compare/compare.html");
  const first = await page.$eval('table[data-table="compare-welfare_pct"] tbody tr', (row) => [
    row.cells[0].textContent,
    ...[...row.querySelectorAll("data")].map((cell) => Number(cell.value)),
  ]);
  const row = readResult("groups/compare/compare.csv").find(
    (one) => one.kind === "group" && one.measure === "welfare_pct",
  );
  assert.deepEqual(first.slice(0, 3), ["NEAR", Number(row.name), Number(row.values)]);
  // Sectors, pairs, the matrix and where trade went have groups too.
  const rows = readResult("groups/compare/compare.csv");
  await page.locator("#sectors select").selectOption({ label: "NEAR" });
  await page.waitForFunction(() =>
    document.querySelector("#sectors figcaption").textContent.startsWith("NEAR: output, volume"),
  );
  const sector = await page.$eval('table[data-table="compare-sectors-volume_pct"] tbody tr', (one) => [
    one.cells[1].textContent,
    Number(one.querySelector("data").value),
  ]);
  const told = rows.find((one) => one.key === `NEAR[${sector[0]}]` && one.measure === "volume_pct");
  assert.equal(sector[1], Number(told.name));
  const [pair, names] = await page.$eval('table[data-table="compare-pairs"] tbody tr', (one) =>
    [...one.cells].slice(0, 2).map((cell) => cell.textContent),
  );
  assert.match(pair, /NEAR/);
  assert.match(names, / → /);
  await page.locator("#trade select").last().selectOption("CHN->NEAR");
  await page.waitForFunction(() =>
    [...document.querySelectorAll('table[data-table="compare-diversion"] tbody tr')].some((one) =>
      one.cells[0].textContent.startsWith("Within NEAR"),
    ),
  );
  const flow = rows.find((one) => one.key === "CHN->NEAR" && one.measure === "flow_musd"),
    base = rows.find((one) => one.key === "CHN->NEAR" && one.measure === "flow_base_musd");
  const change = await page.$eval('table[data-table="compare-diversion"] tbody tr data', (cell) => Number(cell.value));
  assert.ok(Math.abs(change - (flow.name - base.name)) < 1e-3, `${change}`);
  assert.deepEqual(faults, []);
  await close();
});

test("runs keep their order, bounds of classes differ, decimals are the same along a row", async () => {
  const scenario = (id, policy, more = "") =>
    write(`${id}.yaml`, `tariffsim: 1\nid: ${id}\nbaseline: world-2022\npolicy: [${policy}]\n${more}`);
  const everybody = "{tariff: {importer: USA, exporter: all, sectors: goods, add: 10%}}";
  const china = "{tariff: {importer: USA, exporter: CHN, sectors: goods, add: 50%}}";
  const answer = "{retaliation: {by: [CHN, EU27, CAN, MEX], against: USA}}";
  const files = [
    scenario("uniform", `${everybody}, ${china}, ${answer}`),
    scenario("ban", "{embargo: {between: [IND, CHN]}}"),
    scenario(
      "free",
      "{agreement: {between: [EU27, BRA], tariffs: 0%, trade_cost: -3%}}",
      "groups: {ALLIES: [GBR, JPN]}\n",
    ),
  ];
  tariffsim("compare", ...files, "-o", "order");
  const { page, faults, close } = await open("order/compare/compare.html");
  const legend = await page.locator('[data-chart="compared-dots"] .role-legend-label text').allTextContents();
  assert.deepEqual(legend, ["uniform", "ban", "free"]);
  for (const [table, byRow] of [
    ["compare-world", true],
    ["compare-welfare_pct", false],
  ]) {
    const rows = await page.$$eval(`table[data-table="${table}"] tbody tr`, (found) =>
      found.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)),
    );
    const digits = rows.map((row) =>
      row.filter((text) => /\d/.test(text)).map((text) => text.match(/\.(\d+)/)[1].length),
    );
    for (const group of byRow ? digits : [digits.flat()])
      assert.equal(new Set(group).size, 1, `${table}: ${rows[0]}`);
  }
  for (const run of ["ban", "free"])
    for (const name of ["Welfare", "Exports", "Imports", "Prices, numeraire", "Production"]) {
      await page.locator("#map select").selectOption({ label: run });
      await page.locator(`#map label:has(span:text-is("${name}")) input`).check();
      await page.waitForTimeout(300);
      const classes = await page.locator('[data-chart="world-map"] .role-legend-label text').allTextContents();
      for (const text of classes) {
        const [low, high] = text.split(" to ");
        assert.notEqual(low, high, `${run} ${name}: ${classes.join("; ")}`);
      }
    }
  assert.deepEqual(faults, []);
  await close();
});

test("marks the lines of the scenarios that differ, and switches measure and run", async () => {
  const { page, faults, close } = await open("out/compare/compare.html");
  const marked = await page.$$eval("#scenarios pre mark", (marks) => marks.map((mark) => mark.textContent));
  assert.ok(marked.includes("  - tariff: {importer: USA, exporter: CHN, sectors: goods, add: 145%}"));
  assert.ok(!marked.includes("baseline: world-2022"));
  await page.locator('#map label:has-text("Exports") input').check();
  await page.locator("#map select").selectOption({ label: "uniform-10" });
  await page.waitForFunction(
    () =>
      document.querySelector("#map figcaption").textContent ===
      "Exports: uniform-10 less us-china-145-125, percentage points",
  );
  await page.locator('#welfare label:has-text("Imports") input').check();
  await page.waitForFunction(() => document.querySelector('table[data-table="compare-imports_pct"]'));
  assert.deepEqual(faults, []);
  await close();
});

test("runs that ask for revenue are compared by it, in percent of GDP, and others have no such choice", async () => {
  const plain = await open("out/compare/compare.html");
  assert.equal(await plain.page.locator('#welfare label:has-text("Revenue")').count(), 0);
  await plain.close();
  const policy = "policy:\n  - tariff: {importer: USA, exporter: CHN, sectors: goods, add: 25%}\n";
  const vary = 'vary:\n  half: {"policy[0].tariff.add": 10%}\n  silent: {report: {focus: USA}}\n';
  const report = "report: {focus: USA, revenue: {offset: 25%}}\n";
  tariffsim("run", write("paid.yaml", `tariffsim: 1\nid: paid\nbaseline: world-2022\n${policy}${vary}${report}`));
  const { page, faults, close } = await open("out/paid/compare.html");
  await page.locator('#welfare label:has-text("Revenue, net, of GDP") input').check();
  const row = page.locator('table[data-table="compare-revenue_net_gdp_pct"] tbody tr', { hasText: "USA" });
  const expected = readResult("out/paid/compare.csv").find(
    (one) => one.key === "USA" && one.measure === "revenue_net_gdp_pct",
  );
  assert.equal(await row.locator("data").first().getAttribute("value"), expected.paid);
  assert.equal(expected.silent, "");
  assert.deepEqual(faults, []);
  await close();
});

test("quotas stand side by side, with the values of compare.csv", async () => {
  const policy = "policy: [{quota: {importer: USA, exporter: CHN, sectors: C26, amount: 50%}}]\n";
  const vary = 'vary:\n  wide: {"policy[0].quota.amount": 150%}\n  without: {policy: []}\n';
  tariffsim("run", write("limits.yaml", `tariffsim: 1\nid: limits\nbaseline: world-2022\n${policy}${vary}`));
  const { page, faults, close } = await open("out/limits/compare.html");
  const rowOf = (table) => page.locator(`table[data-table="compare-quotas-${table}"] tbody tr`);
  assert.equal(await rowOf("regime").count(), 1);
  assert.deepEqual(await rowOf("regime").locator("td").allTextContents(), ["binding", "slack", "–"]);
  for (const measure of ["licence_price", "fill", "rent_musd"]) {
    const expected = readResult("out/limits/compare.csv").find(
      (one) => one.kind === "quota" && one.measure === measure,
    );
    const values = await rowOf(measure).locator("data").evaluateAll((found) => found.map((cell) => cell.value));
    assert.deepEqual(values.slice(0, 2).map(Number), [Number(expected.limits), Number(expected.wide)]);
  }
  assert.deepEqual(faults, []);
  assert.deepEqual(await illegible(page), []);
  assert.deepEqual(await clipped(page), []);
  await close();
});

test("all economies can be chosen, a small group is in the matrix, balances stand once, marks say why", async () => {
  const policy = "policy: [{tariff: {importer: USA, exporter: CHN, sectors: goods, add: 25%}}]\nreport: {focus: [USA, CHN]}\n";
  const scenario = (id, more) => write(`${id}.yaml`, `tariffsim: 1\nid: ${id}\nbaseline: world-2022\n${policy}${more}`);
  tariffsim(
    "compare",
    scenario("long", ""),
    scenario("short", "model: {horizon: short}\ngroups: {ANDES: [COL, PER, CHL]}\n"),
    "-o",
    "marked",
  );
  const { page, faults, close } = await open("marked/compare/compare.html");
  const rows = readResult("marked/compare/compare.csv");
  const economies = new Set(rows.filter(({ kind }) => kind === "country" || kind === "group").map(({ key }) => key));
  const choices = await page.$$eval("#sectors select option", (found) => found.map(({ value }) => value));
  assert.deepEqual(new Set(choices), economies);
  await page.locator("#sectors select").selectOption("ZAF");
  await page.waitForFunction(() => document.querySelector("#sectors figcaption").textContent.startsWith("South Africa"));
  const labels = await page.locator('[data-chart="compared-matrix"] svg text').allTextContents();
  assert.ok(labels.includes("ANDES"), labels.join());
  const pairs = await page.$$eval('table[data-table="compare-balances"] tbody tr', (found) =>
    found.map((row) => row.cells[0].textContent.split(/\s→\s/)),
  );
  assert.ok(pairs.length > 20);
  for (const [from, to] of pairs) assert.ok(!pairs.some(([a, b]) => a === to && b === from), `${from} ${to}`);
  const why = "Another reason than the policy: a short horizon instead of a long one.";
  for (const part of ["#map", "#trade"]) assert.ok((await page.locator(part).textContent()).includes(why), part);
  for (const [part, table] of [
    ["#welfare", "compare-welfare_pct"],
    ["#sectors", "compare-sectors-volume_pct"],
    ["#trade", "compare-pairs"],
    ["#trade", "compare-balances"],
    ["#trade", "compare-diversion"],
  ]) {
    assert.ok((await page.locator(`table[data-table="${table}"] sup.mark`).count()) > 2, table);
    assert.match(await page.locator(part).textContent(), /\(a\) beside a difference: another reason than the policy: a short/);
  }
  assert.match(await page.locator('table[data-table="compare-world"]').textContent(), /pp \(a\)|bn \(a\)|\(a\)/);
  assert.deepEqual(faults, []);
  assert.deepEqual(await illegible(page), []);
  assert.deepEqual(await clipped(page), []);
  await close();
});

test("is legible in light, dark and narrow", async () => {
  for (const [name, colorScheme, width] of [
    ["light", "light", 1280],
    ["dark", "dark", 1280],
    ["narrow", "light", 390],
  ]) {
    const { page, close } = await open("out/compare/compare.html", {
      colorScheme,
      viewport: { width, height: 900 },
    });
    assert.deepEqual(await illegible(page), [], name);
    assert.deepEqual(await brokenWords(page), [], name);
    assert.deepEqual(await unreachable(page), [], name);
    assert.deepEqual(await clipped(page), [], name);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name);
    if (name === "dark")
      await page.screenshot({ path: join(kScreenshots, "compare-dark.png"), fullPage: true });
    await close();
  }
});

// report.html in a browser, as its readers open it.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
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
  readCsv,
  readResult,
  tariffsim,
  unreachable,
  wideFaced,
  write,
} from "./browser.mjs";

const kReport = "out/us-china-145-125/report.html";
const kMaxBytes = 3e6;
const kCharts = [
  "range",
  "world-map",
  "winners",
  "lines",
  "flows",
  "diversion",
  "sectors",
  "buyer-prices",
  "tariffs",
  "revenue",
  "sector-tariffs",
  "decomposition",
  "terms-of-trade",
  "matrix",
  "sector-matrix",
];
const kHebrew = "מכסים";
const kTitle = `</script><script>window.harmed = true</script><!-- <img src=x onerror="window.harmed = true"> " ' & \u001b[31m ${kHebrew} \u202Eabc ${"long ".repeat(2000)}`;

before(() => {
  tariffsim("run", join(kScenarios, "us-china-145-125.yaml"));
  const policy = "policy:\n  - tariff: {importer: USA, exporter: CHN, sectors: goods, add: 25%}\n";
  tariffsim(
    "run",
    write(
      "ugly.yaml",
      `tariffsim: 1\nid: ugly\ntitle: ${JSON.stringify(kTitle)}\ndescription: ${JSON.stringify(kTitle)}\nsources: [${JSON.stringify(kTitle)}]\nbaseline: world-2022\n${policy}`,
    ),
  );
  const embargo = "policy: [{embargo: {between: [TWN, CHN]}}]\n";
  tariffsim("run", write("outlier.yaml", `tariffsim: 1\nid: outlier\nbaseline: world-2022\n${embargo}`));
  const little = "policy: [{tariff: {importer: USA, exporter: BEL, sectors: C29, add: 5%}}]\n";
  tariffsim("run", write("small.yaml", `tariffsim: 1\nid: small\nbaseline: world-2022\n${little}`));
  tariffsim(
    "run",
    write(
      "steps.yaml",
      `tariffsim: 1\nid: steps\ntitle: Two steps\nbaseline: world-2022\nsteps:
  - {id: one, date: 2025-02-04, title: First, policy: [{tariff: {importer: USA, exporter: CHN, sectors: goods, add: 10%}}]}
  - {id: two, date: 2025-04-10, title: Second, policy: [{tariff: {importer: CHN, exporter: USA, sectors: goods, add: 20%}}]}
report: {focus: [USA, CHN, VNM]}\n`,
    ),
  );
});
after(closeBrowsers);

test("leads to the variants of its scenario and back", async () => {
  const policy = "policy:\n  - tariff: {importer: USA, exporter: CHN, sectors: goods, add: 25%}\n";
  const vary = 'vary:\n  none: {"policy[0]": null}\n';
  const file = write("varied.yaml", `tariffsim: 1\nid: varied\nbaseline: world-2022\n${policy}${vary}`);
  tariffsim("run", file);
  const { page, faults, close } = await open("out/varied/report.html");
  await page.locator('#variants a:has-text("none")').click();
  await page.waitForURL("**/varied/none/report.html");
  await page.locator('#variants a:has-text("varied")').click();
  await page.waitForURL("**/varied/report.html");
  await page.locator('#variants a:has-text("side by side")').click();
  await page.waitForURL("**/varied/compare.html");
  assert.deepEqual(faults, []);
  const story = await page.textContent("#headline .story");
  assert.ok(!/\b1 economies/.test(story), story);
  await close();
});

test("shows groups as one economy each", async () => {
  const policy = "policy:\n  - tariff: {importer: USA, exporter: EU27, sectors: goods, add: 25%}\n";
  tariffsim(
    "run",
    write(
      "groups.yaml",
      `tariffsim: 1\nid: groups\nbaseline: world-2022\n${policy}report: {focus: [EU27, USA]}\n`,
    ),
  );
  const { page, faults, close } = await open("out/groups/report.html");
  const [expected] = readResult("out/groups/groups.csv");
  const shown = await page.$$eval('table[data-table="groups"] tbody tr', (rows) =>
    rows.map((row) => [row.cells[0].textContent, row.querySelectorAll("data")[1].value]),
  );
  assert.deepEqual(shown, [["EU27", String(Number(expected.welfare_pct))]]);
  assert.match(await page.textContent(".figures dt"), /EU27/);
  assert.match(await page.textContent(".policy li"), /tariffs on the EU27/);
  assert.match(await page.textContent(".story"), /What the EU27 sells to the United States in the sectors concerned/);
  const targeted = await page.$eval("#flows select", (box) => box.selectedOptions[0].textContent);
  assert.equal(targeted, "EU27 → United States");
  const flows = readResult("out/groups/flows.csv").filter((row) => row.importer === "USA");
  const members = new Set(flows.filter((row) => row.tariff !== row.tariff_base).map((row) => row.exporter));
  const lost = flows
    .filter((row) => members.has(row.exporter) && row.sector !== "SRV")
    .reduce((sum, row) => sum + Number(row.flow_musd) - Number(row.flow_base_musd), 0);
  const told = await page.$eval('table[data-table="diversion"] tbody tr data', (cell) => Number(cell.value));
  assert.ok(Math.abs(told / lost - 1) < 1e-8, `${told} against ${lost}`);
  assert.deepEqual(faults, []);
  await close();

  // A caption longer than a telephone is wide reached back into the page.
  const narrow = await open("out/groups/report.html", { viewport: { width: 390, height: 900 } });
  const leaking = await narrow.page.$$eval("caption, .skip", (hidden) =>
    hidden
      .filter((node) => node.checkVisibility())
      .filter((node) => {
        const { left, right, width } = node.getBoundingClientRect();
        return left < innerWidth && right > 0 && width > 1;
      })
      .map((node) => node.textContent),
  );
  assert.deepEqual(leaking, []);
  await narrow.close();
});

test("shows export taxes by the country that levies them, and groups by step", async () => {
  const policy = "policy:\n  - export_tax: {exporter: CHN, importer: USA, sectors: goods, add: 20%}\n";
  const group = "groups: {NEAR: [USA, MEX]}\nreport: {focus: [NEAR, CHN]}\n";
  const tax = `tariffsim: 1\nid: taxed\nbaseline: world-2022\n${policy}`;
  tariffsim("run", write("taxed.yaml", tax));
  const taxed = await open("out/taxed/report.html");
  const rows = readResult("out/taxed/countries.csv");
  const china = rows.find((row) => row.country === "CHN");
  const label = await taxed.page.getAttribute('[data-chart="export-taxes"]', "aria-label");
  assert.match(label, /average export tax of 1 econom.*China: 0\.00/);
  const shown = await taxed.page.$$eval('table[data-table="border-taxes"] tbody tr', (found) =>
    found.map((row) => [row.cells[1].textContent, row.querySelector("td:last-child data").value]),
  );
  assert.equal(Number(new Map(shown).get("CHN")), Number(china.average_export_tax_pct));
  assert.deepEqual(taxed.faults, []);
  await taxed.close();

  const steps = `steps:\n  - {id: one, title: First}\n  - {id: two, title: Second}\n`;
  tariffsim("run", write("near.yaml", tax.replace("taxed", "near") + steps + group));
  const near = await open("out/near/report.html");
  const table = await near.page.$$eval('table[data-table="steps"] tbody tr', (found) =>
    found.map((row) => [row.cells[0].textContent, row.cells[2].textContent, row.querySelector("data").value]),
  );
  for (const expected of readResult("out/near/group_steps.csv"))
    assert.deepEqual(
      table.find(([step, name]) => step === expected.step && name === "NEAR"),
      [expected.step, "NEAR", String(Number(expected.welfare_pct))],
    );
  assert.match(await near.page.textContent("#steps .role-legend"), /NEAR.*China/);
  assert.deepEqual(near.faults, []);
  await near.close();
});

test("quotas that begin and end stand step by step", async () => {
  const head = "tariffsim: 1\nid: limits\nbaseline: world-2022\npolicy: [{tariff: {importer: USA, exporter: CHN, sectors: C26, add: 5%}}]\n";
  const quota = "policy: [{quota: {importer: USA, exporter: CHN, sectors: C26, amount: 50%}}]";
  const steps = `steps:\n  - {id: one, date: 2025-01-01}\n  - {id: two, date: 2025-02-01, ends: 2025-03-01, ${quota}}\n  - {id: three, date: 2025-03-01}\n`;
  tariffsim("run", write("limits.yaml", head + steps));
  const { page, faults, close } = await open("out/limits/report.html");
  const shown = await page.$$eval('table[data-table="quota_steps"] tbody tr', (rows) =>
    rows.map((row) => [row.cells[0].textContent, row.cells[2].textContent, Number(row.cells[6].querySelector("data").value)]),
  );
  const [expected] = readResult("out/limits/quota_steps.csv");
  assert.deepEqual(shown, [["two", "binding", Number(expected.licence_price)]]);
  assert.deepEqual(faults, []);
  await close();
});

test("opens from disk without a fault or a request, every chart drawn and told in words", async () => {
  const { page, faults, close } = await open(kReport);
  assert.deepEqual(faults, []);
  const drawn = await charts(page);
  assert.deepEqual(
    drawn.map((chart) => chart.name),
    kCharts,
  );
  for (const chart of drawn) {
    assert.ok(chart.marks >= 8, `${chart.name} has ${chart.marks} marks`);
    assert.equal(chart.role, "img");
    assert.ok(chart.label.length > 30, `${chart.name}: ${chart.label}`);
  }
  assert.ok(statSync(join(kFolder, kReport)).size < kMaxBytes);
  assert.equal(await page.locator(".figures > div").count(), 6);
  assert.equal(await page.locator(".story p").count(), 5);
  await page.screenshot({ path: join(kScreenshots, "report-light.png"), fullPage: true });
  await close();
});

test("tables hold the values of the CSV files", async () => {
  const { page, close } = await open(kReport);
  const shown = await page.$$eval('table[data-table="countries"] tbody tr', (rows) =>
    rows.map((row) => ({
      code: row.cells[1].textContent,
      values: [...row.querySelectorAll("td.number")].map((cell) => cell.querySelector("data")?.value),
    })),
  );
  const keys = [
    "welfare_pct",
    "real_gdp_pct",
    "ev_musd",
    "ev_gdp_pct",
    "ev_per_person_usd",
    "ev_per_household_usd",
    "real_wage_pct",
    "price_at_own_wages_pct",
    "consumer_price_pct",
    "nominal_wage_pct",
    "terms_of_trade_pct",
    "exports_pct",
    "imports_pct",
    "average_tariff_goods_base_pct",
    "average_tariff_goods_pct",
    "tax_revenue_base_musd",
    "tax_revenue_musd",
  ];
  const expected = new Map(readResult("out/us-china-145-125/countries.csv").map((row) => [row.country, row]));
  assert.equal(shown.length, 60);
  assert.equal(expected.size, 60);
  for (const { code, values } of shown)
    assert.deepEqual(
      values.map(Number),
      keys.map((key) => Number(expected.get(code)[key] || NaN)),
      code,
    );

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('details:has(table[data-table="pairs"])').evaluate((box) => {
      box.open = true;
      [...box.querySelectorAll("button")].find((button) => button.textContent === "CSV").click();
    }),
  ]);
  const saved = readCsv(readFileSync(await download.path(), "utf8"));
  const pairs = new Map(
    readResult("out/us-china-145-125/pairs.csv").map((row) => [`${row.exporter} ${row.importer}`, row]),
  );
  assert.equal(saved.length, [...pairs.values()].filter((row) => row.exporter !== row.importer).length);
  for (const row of saved)
    assert.equal(Number(row.flow_musd), Number(pairs.get(`${row.exporter} ${row.importer}`).flow_musd));
  await close();
});

test("what each line adds is stacked, and its table holds the values of contributions.csv", async () => {
  const { page, faults, close } = await open(kReport);
  const shown = await page.$$eval('table[data-table="contributions"] tbody tr', (rows) =>
    rows.map((row) => ({
      code: row.cells[1].textContent,
      order: Number(row.cells[2].textContent),
      line: row.cells[3].textContent,
      values: [...row.querySelectorAll("td.number")].slice(1).map((cell) => cell.querySelector("data")?.value),
    })),
  );
  const keys = [
    "welfare_added_pct",
    "real_wage_added_pct",
    "consumer_price_added_pct",
    "exports_added_pct",
    "imports_added_pct",
    "tax_revenue_added_musd",
    "average_tariff_goods_added_pct",
    "average_tariff_added_pct",
  ];
  const expected = readResult("out/us-china-145-125/contributions.csv");
  assert.equal(expected.length, 2 * 60);
  assert.equal(shown.length, 2 * 61, "the economies and the world");
  for (const row of expected) {
    const found = shown.find(
      ({ code, order }) => code === row.country && order === Number(row.order),
    );
    assert.equal(found.line, row.line);
    assert.deepEqual(
      found.values.map(Number),
      keys.map((key) => Number(row[key])),
      row.country,
    );
  }
  const drawn = () => page.locator('[data-chart="lines"] .mark-rect path').count();
  assert.equal(await drawn(), 2 * 13);
  assert.equal(await page.locator('[data-chart="lines"] .mark-symbol.role-mark path').count(), 13);
  await page.locator('#lines label:has-text("Tariff on goods") input').check();
  await page.waitForFunction(() =>
    document.querySelector('[data-chart="lines"]').getAttribute("aria-label").includes("tariff on goods"),
  );
  assert.equal(await drawn(), 2 * 13);
  assert.deepEqual(faults, []);
  await close();
});

test("single rates have a matrix each: derivatives, shares along the path, and the curve of a goal", async () => {
  const file = write(
    "rates.yaml",
    `tariffsim: 1
id: rates
baseline: world-2022
policy: [{tariff: {importer: USA, exporter: CHN, sectors: goods, add: 30%}}]
attribution: path
sensitivity: {of: [USA.welfare_pct, CHN.welfare_pct], in: tariffs}
goal: {vary: "policy[0].tariff.add", between: 0..300%, until: "CHN->USA.goods_balance_musd = 50% of baseline"}
report: {focus: [USA, CHN], range: none}
`,
  );
  tariffsim("run", file, "-f", "html,csv", "-o", "out");
  const { page, faults, close } = await open("out/rates/report.html");
  for (const name of ["path", "sensitivity", "goal"])
    await page.waitForSelector(`[data-chart="${name}"][data-drawn="true"]`);
  const path = readResult("out/rates/path.csv").filter((row) => row.country === "USA");
  const sum = path.reduce((total, row) => total + Number(row.welfare_added_pct), 0);
  const shown = await page.$$eval('table[data-table="path-USA"] tbody tr data', (cells) =>
    cells.map((cell) => Number(cell.value)),
  );
  assert.ok(Math.abs(shown.reduce((total, value) => total + value, 0) - sum) < 1e-8);
  assert.equal(await page.locator('[data-chart="path"] .mark-rect path').count(), path.length);
  await page.locator('#sensitivity select').selectOption("1");
  await page.waitForFunction(() =>
    document.querySelector('[data-chart="sensitivity"]').getAttribute("aria-label").includes("CHN.welfare_pct"),
  );
  assert.match(await page.textContent("#sensitivity ul.note"), /one point more on the tariff of/);
  assert.equal(await page.locator('table[data-table="goal"] tbody tr').count(), readResult("out/rates/goal.csv").length);
  assert.deepEqual(faults, []);
  await close();
});

test("a game of two has its pay-offs, its rates and its reaction curves", async () => {
  const game = (by) =>
    `tariffsim: 1\nid: game-${by}\nbaseline: world-2022\nmodel: {input_output: false}
game: {players: [USA, CHN], choose: {tariff: {exporter: [USA, CHN], sectors: goods, by: ${by}}}}
report: {focus: [USA, CHN], range: none}\n`;
  for (const by of ["uniform", "sector"])
    tariffsim("run", write(`game-${by}.yaml`, game(by)), "-f", "html,csv", "-o", "out");
  const one = await open("out/game-uniform/report.html");
  await one.page.waitForSelector('[data-chart="reactions"][data-drawn="true"]');
  const points = readResult("out/game-uniform/reactions.csv");
  assert.equal(await one.page.locator('table[data-table="reactions"] tbody tr').count(), points.length);
  const drawn = points.filter((row) => row.rate !== "").length;
  // A point each, the equilibrium, what both keep, and two in the legend.
  assert.equal(await one.page.locator('[data-chart="reactions"] .mark-symbol path').count(), drawn + 2 + 2);
  const payoffs = readResult("out/game-uniform/payoffs.csv");
  const shown = await one.page.$$eval('table[data-table="payoffs"] tbody tr data', (cells) =>
    cells.map((cell) => Number(cell.value)),
  );
  assert.deepEqual(shown, payoffs.map((row) => Number(row.welfare_pct)));
  assert.match(await one.page.textContent("#strategy"), /of the 58 economies that do not play the largest loss is/);
  assert.equal(await one.page.locator('[data-chart="chosen-rates"]').count(), 0);
  assert.deepEqual(one.faults, []);
  await one.close();

  const many = await open("out/game-sector/report.html", { viewport: { width: 390, height: 900 } });
  await many.page.waitForSelector('[data-chart="chosen-rates"][data-drawn="true"]');
  assert.equal(await many.page.locator('[data-chart="chosen-rates"] .mark-rect path').count(), 2 * 14);
  assert.equal(await many.page.locator('[data-chart="reactions"]').count(), 0);
  assert.deepEqual(await clipped(many.page), []);
  assert.deepEqual(many.faults, []);
  await many.close();
});

test("of many lines the chart colours those that add most, the table has them all", async () => {
  const many = Array.from(
    { length: 14 },
    (none, at) =>
      `  - tariff: {importer: USA, exporter: ${at % 2 ? "CHN" : "VNM"}, sectors: goods, add: ${at + 1}%}`,
  );
  const policy = `policy:\n${many.join("\n")}\n`;
  tariffsim("run", write("many.yaml", `tariffsim: 1\nid: many\nbaseline: world-2022\n${policy}`));
  const { page, faults, close } = await open("out/many/report.html");
  const legend = await page.locator('[data-chart="lines"] .role-legend-label text').allTextContents();
  assert.equal(legend.length, 7 + 2);
  assert.equal(legend[7], "5 other lines");
  assert.equal(legend[8], "all lines");
  const lines = await page.$$eval('table[data-table="contributions"] tbody tr', (rows) =>
    rows.slice(0, 12).map((row) => row.cells[3].textContent),
  );
  assert.equal(lines[0], "tariff: {importer: USA, exporter: VNM, sectors: goods, add: 1%}");
  assert.equal(lines[11], "lines 12 to 14 together");
  assert.equal(await page.locator("#lines").count(), 1);
  assert.deepEqual(faults, []);
  await close();
});

/** A run whose policy has lines of which each but the last has a rate, on a page as wide as a telephone. */
function openCrowd(options) {
  const lines = [
    "{tariff: {importer: USA, exporter: all, sectors: goods, add: 10%}}",
    "{tariff: {importer: USA, exporter: CHN, sectors: goods, add: 50%}}",
    "{retaliation: {by: [CHN, EU27, CAN, MEX], against: USA}}",
  ];
  tariffsim(
    "run",
    write(
      "crowd.yaml",
      `tariffsim: 1\nid: crowd\nbaseline: world-2022\npolicy: [${lines}]\nreport: {focus: [EU27, USA, CHN, VNM]}\n`,
    ),
  );
  return open("out/crowd/report.html", { viewport: { width: 390, height: 900 }, ...options });
}

/** Each line of the legend of what each line adds. */
const legendOf = (page) => page.locator('[data-chart="lines"] .role-legend-label text').allTextContents();

test("groups in focus do not crowd out economies, and a telephone keeps the rates of lines", async () => {
  const { page, faults, close } = await openCrowd();
  const names = await page.locator('[data-chart="lines"] .role-axis-label text').allTextContents();
  const moved = readResult("out/crowd/countries.csv")
    .sort((a, b) => Math.abs(b.welfare_pct) - Math.abs(a.welfare_pct))
    .slice(0, 5);
  for (const name of ["United States", "China", "Viet Nam", ...moved.map((row) => row.name)])
    assert.ok(names.includes(name), `${name}: ${names.join("; ")}`);
  assert.match(await page.textContent("#lines .note"), /groups \(EU27\)/);
  const legend = await legendOf(page);
  assert.match(legend[0], /add: 10%$/);
  assert.match(legend[1], /CHN.*add: 50%$/);
  const policy = await page.locator('table[data-table="policy"] thead th').allTextContents();
  assert.ok(!policy.includes("Under embargo before"), policy.join("; "));
  assert.deepEqual(faults, []);
  await close();
  const both = "policy: [{embargo: {between: [IND, CHN]}}, {tariff: {importer: CHN, exporter: IND, add: 10%}}]\n";
  tariffsim("run", write("after.yaml", `tariffsim: 1\nid: after\nbaseline: world-2022\n${both}`));
  const embargo = await open("out/after/report.html");
  const titles = await embargo.page.locator('table[data-table="policy"] thead th').allTextContents();
  assert.ok(titles.includes("Under embargo before"), titles.join("; "));
  await embargo.close();
});

test("in a wide face a telephone keeps the rates of lines, and no word is cut", async () => {
  const within = await wideFaced();
  const { page, faults, close } = await openCrowd({ within });
  const [i, w] = await page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "12px system-ui";
    return ["iiii", "WWWW"].map((text) => context.measureText(text).width);
  });
  assert.equal(i, w, "the face is not one whose letters are all as wide");
  const legend = await legendOf(page);
  assert.match(legend[0], /USA.*add: 10%$/);
  assert.match(legend[1], /CHN.*add: 50%$/);
  const boxes = await page.$$eval('[data-chart="lines"] .role-legend-label text', (labels) =>
    labels.map((label) => label.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]),
  );
  boxes.slice(1).forEach(([top], at) => assert.ok(top >= boxes[at][1] - 1, `${legend[at + 1]} lies on another`));
  assert.deepEqual(await clipped(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test("the map colours those that the sentences count, and a card of 0.00 % has no colour", async () => {
  const policy = "policy: [{tariff: {importer: IND, exporter: all, sectors: electronics, at_least: 15%}}]\n";
  tariffsim(
    "run",
    write(
      "modest.yaml",
      `tariffsim: 1\nid: modest\nbaseline: world-2022\n${policy}report: {focus: [IND, CHN, VNM]}\n`,
    ),
  );
  const { page, faults, close } = await open("out/modest/report.html");
  const classes = await page.locator('[data-chart="world-map"] .role-legend-label text').allTextContents();
  assert.ok(classes.includes("\u22120.005 to +0.005"), classes.join("; "));
  const cards = await page.$$eval(".figures .value", (values) =>
    values.map((value) => [value.textContent, value.className]),
  );
  assert.ok(cards.some(([text]) => text === "0.00\u00a0%"));
  for (const [text, tone] of cards) if (!/[1-9]/.test(text)) assert.equal(tone, "value", text);
  await close();
  const small = await open("out/small/report.html");
  assert.match(await small.page.textContent("#map .note"), /^All values are smaller than 0\.005/);
  assert.deepEqual(faults, []);
  await small.close();
});

test("where nothing moves a sentence stands instead of charts", async () => {
  const policy = "policy: [{tariff: {importer: USA, exporter: CHN, sectors: goods, add: 0%}}]\n";
  tariffsim("run", write("nothing.yaml", `tariffsim: 1\nid: nothing\nbaseline: world-2022\n${policy}`));
  const { page, faults, close } = await open("out/nothing/report.html");
  const still = ["winners", "flows", "matrix", "sectors", "buyer-prices", "sector-matrix", "decomposition"];
  for (const chart of still) {
    const figure = page.locator(`figure:has([data-chart="${chart}"])`);
    assert.match(await figure.locator(".note").textContent(), /\bno .* changes/i, chart);
    assert.equal(await figure.locator(".chart").isVisible(), false, chart);
  }
  assert.doesNotMatch(await page.textContent("#map .note"), /colours/);
  assert.deepEqual(await clipped(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test("one line, or a timeline, has no section of lines", async () => {
  for (const name of ["small", "steps"]) {
    const { page, close } = await open(`out/${name}/report.html`);
    assert.equal(await page.locator("#lines").count(), 0, name);
    await close();
  }
});

test("charts are saved as pictures that stand alone", async () => {
  const { page, faults, close } = await open(kReport, { colorScheme: "dark" });
  const figure = page.locator('figure:has([data-chart="winners"])');
  const save = async (name) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      figure.locator(`button:has-text("${name}")`).click(),
    ]);
    return readFileSync(await download.path());
  };
  const svg = (await save("SVG")).toString();
  assert.ok(svg.startsWith("<svg") && !svg.includes("var(--") && !svg.includes("&nbsp;"));
  assert.ok(svg.includes("Viet Nam"));
  const png = await save("PNG");
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  assert.ok(png.readUInt32BE(16) > 1000, "twice the width on screen");
  assert.deepEqual(faults, []);
  await close();
});

test("the map shows other measures, in classes that are symmetric around zero", async () => {
  const { page, faults, close } = await open(kReport);
  // Two measures may paint the same map: their classes differ.
  const fills = () =>
    page.$eval('[data-chart="world-map"]', (map) =>
      [
        ...[...map.querySelectorAll(".mark-shape path")].map((path) => path.getAttribute("fill")),
        ...[...map.querySelectorAll(".role-legend-label text")].map((text) => text.textContent),
      ].join(),
    );
  const seen = new Set([await fills()]);
  const names = ["Real wage", "Exports", "Imports", "Prices", "Production", "Producer prices"];
  const kInWords = new Map([
    ["Production", "output volume"],
    ["Openness", "over value added"],
  ]);
  for (const name of [...names, "Openness", "Tariff paid", "Tariff levied"]) {
    await page.locator(`#map fieldset label:has(span:text-is("${name}")) input`).check();
    await page.waitForFunction(
      (text) =>
        document
          .querySelector('[data-chart="world-map"]')
          .getAttribute("aria-label")
          .toLowerCase()
          .includes(text),
      (kInWords.get(name) ?? name.split(" ").at(-1)).toLowerCase(),
    );
    await page.waitForTimeout(300);
    seen.add(await fills());
    const classes = await page.$$eval('[data-chart="world-map"] .role-legend-label text', (texts) =>
      texts.map((text) => text.textContent),
    );
    assert.equal(classes.length, 10);
    assert.equal(classes[9], "no data");
    const [low, high] = classes[4].split(" to ");
    assert.equal(low.replace("\u2212", "+"), high, classes.join("; "));
  }
  assert.equal(seen.size, 10);
  assert.deepEqual(faults, []);
  await close();
});

test("the tariffs of any importer are shown by sector", async () => {
  const { page, faults, close } = await open(kReport);
  assert.equal(await page.locator("#tariffs select").inputValue(), "USA");
  await page.locator("#tariffs select").selectOption("CHN");
  await page.waitForFunction(() => document.querySelector('table[data-table="tariffs-CHN"]'));
  const shown = await page.$$eval('table[data-table="tariffs-CHN"] tbody tr', (rows) =>
    rows.map(({ cells }) => [cells[1].textContent, ...[2, 3].map((at) => cells[at].querySelector("data").value)]),
  );
  const expected = readResult("out/us-china-145-125/sectors.csv").filter((row) => row.country === "CHN");
  assert.equal(shown.length, 23);
  for (const [code, before, after] of shown) {
    const row = expected.find(({ sector }) => sector === code);
    assert.deepEqual([before, after].map(Number), [row.tariff_base_pct, row.tariff_pct].map(Number), code);
  }
  assert.deepEqual(faults, []);
  await close();
});

test("who pays the duty is told by importer and partner, where a duty changes", async () => {
  const { page, faults, close } = await open(kReport);
  const [pair] = readResult("out/us-china-145-125/pairs.csv").filter(
    (row) => row.importer === "CHN" && row.exporter === "USA",
  );
  await page.locator("#incidence select").selectOption("CHN");
  await page.waitForFunction(() => document.querySelector('table[data-table="incidence-CHN"]'));
  const shown = await page.$$eval('table[data-table="incidence-CHN"] tbody tr', (rows) =>
    rows.map((row) => [row.cells[1].textContent, ...[...row.querySelectorAll("data")].map((cell) => cell.value)]),
  );
  const sellers = 100 * Number(pair.exporters_share_of_duty);
  const expected = [pair.tariff_base_pct, pair.tariff_pct, pair.border_price_pct, sellers, 100 - sellers];
  assert.equal(shown.length, 1);
  assert.equal(shown[0][0], "USA");
  shown[0].slice(1).forEach((value, at) => assert.ok(Math.abs(value - expected[at]) < 1e-6, `${value}`));
  assert.match(await page.textContent("#incidence"), /China: of what its changed duties take.*sellers abroad bear/);
  assert.match(await page.textContent("#incidence"), /in units of the numeraire/);
  assert.deepEqual(faults, []);
  await close();

  const cost = "policy: [{trade_cost: {importer: USA, exporter: CHN, change: +10%}}]\n";
  tariffsim("run", write("cost.yaml", `tariffsim: 1\nid: cost\nbaseline: world-2022\n${cost}`));
  const costlier = await open("out/cost/report.html");
  assert.equal(await costlier.page.locator("#incidence").count(), 0);
  assert.deepEqual(costlier.faults, []);
  await costlier.close();
});

test("revenue has its table, and a line for each assumption", async () => {
  tariffsim("run", join(kScenarios, "../us-2025-26/section-122-stays.yaml"));
  const rows = readResult("out/section-122-stays/revenue.csv");
  const usa = rows.find((row) => row.economy === "USA");
  for (const options of [{}, { viewport: { width: 390, height: 900 } }]) {
    const { page, faults, close } = await open("out/section-122-stays/report.html", options);
    const shown = await page.$$eval('table[data-table="revenue"] tbody tr', (all) =>
      all.map((row) => [
        row.cells[1].textContent,
        ...[...row.querySelectorAll("td.number")].map((cell) => cell.querySelector("data")?.value),
      ]),
    );
    const keys = [
      "economy",
      "revenue_base_musd",
      "revenue_musd",
      "revenue_static_musd",
      "revenue_lost_musd",
      "revenue_conventional_musd",
      "revenue_conventional_gdp_pct",
      "revenue_conventional_years_musd",
      "revenue_net_musd",
      "revenue_net_gdp_pct",
      "revenue_net_years_musd",
      "customs_ratio",
      "revenue_conventional_customs_musd",
    ];
    assert.deepEqual(
      shown[0],
      keys.map((key) => usa[key]),
    );
    assert.equal(shown.at(-1)[0], "EU27");
    const notes = await page.$$eval("#revenue li", (items) => items.map((item) => item.textContent));
    for (const part of ["USD of 2022", "net: less 23.0", "2026 to 2035", "at customs value"])
      assert.ok(notes.some((note) => note.includes(part)), part);
    assert.deepEqual(faults, []);
    await close();
  }
});

test("who claims a preference has a table with the values of summary.json, where a line has claims", async () => {
  const line = "tariff: {importer: USA, exporter: [CAN, MEX], sectors: goods, add: 25%, claims: {1.8%: 39%, 25%: 55%}}";
  tariffsim("run", write("claims.yaml", `tariffsim: 1\nid: claims\nbaseline: world-2022\npolicy: [{${line}}]\n`));
  const { claims } = JSON.parse(readFileSync(join(kFolder, "out/claims/summary.json"), "utf8"));
  assert.deepEqual(
    claims.map((row) => `${row.exporter} ${row.importer}`),
    ["CAN USA", "MEX USA"],
  );
  const { page, faults, close } = await open("out/claims/report.html");
  const shown = await page.$$eval('table[data-table="claims"] tbody tr', (rows) =>
    rows.map((row) => [
      row.cells[0].textContent,
      row.cells[1].textContent,
      ...[...row.querySelectorAll("data")].map((cell) => Number(cell.value)),
    ]),
  );
  const keys = ["trade_base_musd", "trade_musd", "claimed_base_pct", "claimed_pct", "burnt_musd"];
  assert.deepEqual(
    shown,
    claims.map((row, at) => [["Canada", "Mexico"][at], "United States", ...keys.map((key) => row[key])]),
  );
  assert.ok(claims.every((row) => row.claimed_pct > row.claimed_base_pct && row.burnt_musd > 0));
  assert.deepEqual(faults, []);
  await close();

  const without = await open(kReport);
  assert.equal(await without.page.locator("#claims").count(), 0);
  await without.close();
});
test("what happened is drawn against what was predicted, raw and within sectors", async () => {
  tariffsim("run", join(kScenarios, "../backtest/us-2025.yaml"));
  const cells = readResult("out/us-2025/observed.csv");
  const { observed } = JSON.parse(readFileSync(join(kFolder, "out/us-2025/summary.json"), "utf8"));
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 390, height: 900 } }]) {
    const { page, faults, close } = await open("out/us-2025/report.html", options);
    const chart = page.locator('[data-chart="backtest"]');
    const dots = () => chart.locator("svg .mark-symbol.role-mark path").count();
    assert.equal(await dots(), cells.length);
    assert.equal(await chart.locator("svg .mark-line path").count(), 1);
    assert.match(await chart.locator("svg .role-legend").textContent(), /tariff up a point or more.*all others/);
    assert.match(await page.textContent("#backtest .lead"), /imports of the United States/);
    const slopes = await page.$$eval('table[data-table="backtest-fits"] tbody tr', (rows) =>
      rows.map((row) => Number(row.querySelectorAll("data")[1].value)),
    );
    assert.deepEqual(
      slopes,
      observed.fits.map((fit) => fit.slope),
    );
    const variants = await page.$$eval('table[data-table="backtest-variants"] tbody th', (names) =>
      names.map((name) => name.textContent),
    );
    assert.deepEqual(variants, ["us-2025", "uniform-4", "boehm-2023-long", "two"]);
    const worst = page.locator('table[data-table="observed"] tbody tr').first();
    assert.equal(await worst.locator("th").textContent(), observed.missed_most[0].exporter);
    assert.equal(
      await page.locator('table[data-table="observed"] tbody tr').count(),
      Math.min(200, cells.length),
    );
    await page.locator('#backtest label:has-text("Within sectors")').click();
    await page.waitForFunction(() =>
      document.querySelector("#backtest figcaption").textContent.includes("less the change of all"),
    );
    assert.equal(await dots(), cells.length);
    assert.deepEqual(faults, []);
    await close();
  }
});

test("a country without trade has no averages, and a tariff on services alone is shown by sector", async () => {
  const cell = (exporter, importer, sector, value) => `${exporter},${importer},${sector},${value}\n`;
  const home = ["AAA", "BBB", "CCC"].flatMap((n) => ["GDS", "SRV"].map((s) => cell(n, n, s, 100)));
  const trade = ["GDS", "SRV"].flatMap((s) => [cell("AAA", "BBB", s, 20), cell("BBB", "AAA", s, 20)]);
  write("toy/baseline.yaml", "id: toy\ntitle: Toy\nyear: 2020\nunit: million USD\nvaluation: net-of-duty\n");
  write("toy/countries.csv", "code,name,population\nAAA,Aland,10\nBBB,Bland,\nCCC,Cland,30\n");
  write("toy/sectors.csv", "code,name,kind\nGDS,Goods,goods\nSRV,Services,services\n");
  write("toy/flows.csv", `exporter,importer,sector,value\n${[...home, ...trade].join("")}`);
  write("toy/elasticities.csv", "sector,own\nGDS,5\nSRV,4\n");
  const policy = "policy: [{tariff: {importer: AAA, exporter: BBB, sectors: services, add: 20%}}]\n";
  tariffsim("run", write("toy.yaml", `tariffsim: 1\nid: toy\nbaseline: ./toy\n${policy}`));
  const { page, faults, close } = await open("out/toy/report.html");
  const rows = (table) =>
    page.$$eval(`table[data-table="${table}"] tr`, (found) =>
      found.map((row) => [...row.cells].map((at) => at.textContent)),
    );
  const bySector = await rows("tariffs-AAA");
  assert.deepEqual(bySector[1].slice(1, 4), ["SRV", "0.00\u00a0%", "20.00\u00a0%"]);
  const taxes = await rows("border-taxes");
  assert.ok(!taxes[0].some((title) => title.includes("export tax")), taxes[0].join("; "));
  const [head, ...economies] = await rows("map");
  const closed = economies.find((row) => row[1] === "CCC");
  for (const title of ["Tariff paid", "Tariff levied on goods"]) assert.equal(closed[head.indexOf(title)], "–", title);
  const [titles, ...people] = await rows("countries");
  const person = titles.indexOf("A person, USD");
  assert.equal(people.find((row) => row[1] === "BBB")[person], "–");
  assert.notEqual(people.find((row) => row[1] === "AAA")[person], "–");
  assert.deepEqual(faults, []);
  await close();
});

test("another economy's sectors can be chosen, another pair's diversion too", async () => {
  const { page, faults, close } = await open(kReport);
  await page.locator("#sectors select").selectOption("VNM");
  await page.waitForFunction(() => document.querySelector('table[data-table="sectors-VNM"]'));
  const shown = await page.$$eval('table[data-table="sectors-VNM"] tbody tr', (rows) =>
    rows.map((row) => [row.cells[1].textContent, Number(row.cells[5].querySelector("data").value)]),
  );
  const expected = readResult("out/us-china-145-125/sectors.csv").filter((row) => row.country === "VNM");
  assert.equal(shown.length, 23);
  for (const [code, volume] of shown)
    assert.equal(volume, Number(expected.find((row) => row.sector === code).volume_pct));
  const totals = await page.$$eval('table[data-table="sector-groups-VNM"] tbody tr', (rows) =>
    rows.map((row) => [row.cells[0].textContent, row.cells[4].querySelector("data").value]),
  );
  assert.deepEqual(
    totals.map(([name, volume]) => [name.toLowerCase(), volume]),
    readResult("out/us-china-145-125/sector_groups.csv")
      .filter((row) => row.country === "VNM")
      .map((row) => [row.sector_group, String(Number(row.volume_pct))]),
  );
  await page.locator("#flows select").selectOption({ label: "United States → China" });
  await page.waitForFunction(() =>
    document
      .querySelector('[data-chart="diversion"]')
      .getAttribute("aria-label")
      .includes("United States → China"),
  );
  const lost = readResult("out/us-china-145-125/flows.csv")
    .filter((row) => row.exporter === "USA" && row.importer === "CHN" && row.sector !== "SRV")
    .reduce((sum, row) => sum + Number(row.flow_musd) - Number(row.flow_base_musd), 0);
  const told = await page.$eval('table[data-table="diversion"] tbody tr data', (cell) => Number(cell.value));
  assert.ok(Math.abs(told / lost - 1) < 1e-8, `${told} against ${lost}`);
  assert.deepEqual(faults, []);
  await close();
});

test("what is chosen before the charts are drawn stands", async () => {
  const early = () =>
    new MutationObserver((changes, observer) => {
      if (!document.querySelector("main section")) return;
      observer.disconnect();
      window.drawnBefore = document.querySelectorAll("[data-drawn]").length;
      for (const [group, value] of [
        ["map-measure", "exports"],
        ["winners-choice", "all"],
        ["line-measure", "imports"],
        ["matrix-measure", "percent"],
      ])
        document.querySelector(`input[name="${group}"][value="${value}"]`).click();
      const pairs = document.querySelector("#flows select");
      pairs.selectedIndex = pairs.options.length - 1;
      pairs.dispatchEvent(new Event("change"));
    }).observe(document, { childList: true, subtree: true });
  const { page, faults, close } = await open(kReport, { early });
  assert.equal(await page.evaluate(() => window.drawnBefore), 0);
  const caption = (chart) => page.textContent(`figure:has([data-chart="${chart}"]) figcaption`);
  assert.match(await caption("world-map"), /^Exports/);
  assert.match(await caption("lines"), /imports$/);
  assert.match(await page.textContent('[data-chart="matrix"]'), /Change of trade, %/);
  const pair = await page.$eval("#flows select", (box) => box.selectedOptions[0].textContent);
  const alt = await page.getAttribute('[data-chart="diversion"]', "aria-label");
  assert.ok(alt.includes(pair), `${alt} ${pair}`);
  const bars = await page.$$eval('[data-chart="winners"] .mark-rect path', (marks) => marks.length);
  assert.equal(bars, 60);
  assert.deepEqual(faults, []);
  await close();
});

test("is legible in light, in dark, on paper and on a telephone", async () => {
  for (const [name, colorScheme, media, width] of [
    ["light", "light", "screen", 1280],
    ["dark", "dark", "screen", 1280],
    ["print", "dark", "print", 1280],
    ["narrow", "dark", "screen", 390],
  ]) {
    const { page, close } = await open(kReport, { colorScheme, viewport: { width, height: 900 } });
    await page.$$eval("details", (boxes) =>
      boxes.forEach((box) => {
        box.open = true;
      }),
    );
    await page.emulateMedia({ media, colorScheme });
    assert.deepEqual(await illegible(page), [], name);
    if (media === "screen") {
      await page.waitForTimeout(300);
      assert.deepEqual(await brokenWords(page), [], name);
      assert.deepEqual(await unreachable(page), [], name);
      assert.deepEqual(await clipped(page), [], name);
    }
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      `${name} is wider than its window`,
    );
    if (name === "print")
      assert.equal(
        await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
        "rgb(252, 252, 250)",
      );
    if (name === "dark" || name === "narrow") {
      await page.$$eval("details", (boxes) =>
        boxes.forEach((box) => {
          box.open = false;
        }),
      );
      await page.screenshot({ path: join(kScreenshots, `report-${name}.png`), fullPage: true });
    }
    if (name === "print") {
      const pdf = await page.pdf({
        path: join(kScreenshots, "report.pdf"),
        format: "A4",
        preferCSSPageSize: true,
      });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    }
    await close();
  }
});

test("works with a keyboard, and tells its structure", async () => {
  const { page, close } = await open(kReport);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the results");
  await page.locator("#map fieldset input").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() =>
    document.querySelector("#map figcaption").textContent.startsWith("Real wage"),
  );
  await page.locator("#theme").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  const summary = page.locator('#winners summary:has-text("Table: Economies")');
  await summary.focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator('table[data-table="countries"]').isVisible());
  assert.equal(await page.locator("table:not(:has(caption))").count(), 0);
  assert.equal(await page.locator("table th:not([scope])").count(), 0);
  assert.equal(
    await page.evaluate(
      () => [...document.querySelectorAll("select, input")].filter((box) => box.labels.length === 0).length,
    ),
    0,
  );
  assert.equal(await page.locator("h1").count(), 1);
  await close();
});

test("texts of a scenario stay texts", async () => {
  const { page, faults, close } = await open("out/ugly/report.html");
  assert.deepEqual(faults, []);
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.equal(await page.locator("h1").textContent(), kTitle.replace("\u001b", "␛").replace("\u202e", "<U+202E>"));
  assert.equal(await page.locator("#root script, #root img").count(), 0);
  assert.ok((await page.locator("#scenario-text").textContent()).includes(kHebrew));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.ok(statSync(join(kFolder, "out/ugly/report.html")).size < kMaxBytes);
  await close();
});

test("what is about zero does not look like what has no data, in light and in dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await open(kReport, { colorScheme });
    const [missing, ...others] = await page.$$eval(
      '[data-chart="world-map"] .role-legend-symbol path',
      (symbols) => symbols.map((symbol) => getComputedStyle(symbol).fill).reverse(),
    );
    assert.equal(others.length, 9);
    assert.ok(!others.includes(missing), `${colorScheme}: ${missing} of ${others}`);
    const outlined = await page.$$eval(
      '[data-chart="world-map"] .mark-shape path[stroke-dasharray]',
      (shapes) => shapes.map((shape) => getComputedStyle(shape).stroke),
    );
    assert.ok(outlined.length > 0 && outlined.every((stroke) => stroke !== missing), colorScheme);
    await close();
  }
});

test("a bar far beyond the others is cut, with its value and a sentence", async () => {
  const { page, faults, close } = await open("out/outlier/report.html");
  const figure = page.locator('figure:has([data-chart="winners"])');
  const told = await figure.locator(".note").textContent();
  assert.match(told, /^Taiwan \(\u2212[\d.]+\u00a0%\) lies far beyond the scale/);
  assert.match(await figure.locator(".chart").getAttribute("aria-label"), /Taiwan .* far beyond the scale/);
  const texts = await figure.locator("svg text").allTextContents();
  assert.equal(texts.filter((text) => text.endsWith(", bar cut")).length, 1);
  assert.equal(texts.filter((text) => text === "//").length, 1);
  assert.deepEqual(faults, []);
  await close();
  const narrow = await open("out/outlier/report.html", { viewport: { width: 390, height: 900 } });
  assert.deepEqual(await clipped(narrow.page), []);
  await narrow.close();
});

test("small effects keep two digits, and what rounds to zero has no colour", async () => {
  const { page, close } = await open("out/small/report.html");
  const shown = await page.$$eval('table[data-table="countries"] tbody tr', (rows) =>
    rows.map((row) => ({ text: row.cells[2].textContent, tone: row.cells[2].className })),
  );
  const size = ({ text }) => Math.abs(Number(text.replace("\u2212", "-").replace(/[^-.\d]/g, "")));
  const largest = Math.max(...shown.map(size));
  assert.ok(largest > 0 && largest < 0.05, `${largest}`);
  const { text } = shown.find((row) => size(row) === largest);
  assert.match(text, /0\.0+[1-9]\d/);
  for (const row of shown)
    assert.equal(/gain|loss/.test(row.tone), size(row) > 0, `${row.text}: ${row.tone}`);
  const told = await page.locator('figure:has([data-chart="decomposition"]) .note').textContent();
  assert.doesNotMatch(told, /0\.00\u00a0%/);
  await close();
  const narrow = await open("out/small/report.html", { viewport: { width: 390, height: 900 } });
  assert.deepEqual(await clipped(narrow.page), []);
  await narrow.close();
});

/** The values of a table by the titles of its columns; null for what is no number. */
const columnsOf = (page, name) =>
  page.$eval(`table[data-table="${name}"]`, (table) => {
    const titles = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent);
    const rows = [...table.querySelectorAll("tbody tr")];
    const value = (row, at) => row.cells[at].querySelector("data")?.value ?? null;
    return Object.fromEntries(titles.map((title, at) => [title, rows.map((row) => value(row, at)).map(Number)]));
  });

test("payrolls stand beside wages where labour cannot move, and add up to the economy's", async () => {
  // Regression: the page told what a sector's hour earns, and not what the sector pays.
  const policy = "policy: [{tariff: {importer: USA, exporter: all, sectors: goods, add: 10%}}]\n";
  const text = `tariffsim: 1\nid: stuck\nbaseline: world-2022\nmodel: {labour_mobility: 0}\n${policy}report: {focus: USA}\n`;
  tariffsim("run", write("stuck.yaml", text));
  const { page, faults, close } = await open("out/stuck/report.html");
  const told = await columnsOf(page, "sectors-USA");
  const sum = (values) => values.reduce((all, value) => all + value, 0);
  const base = told["Payroll before, USD"],
    changes = told["in money of before"];
  const usa = readResult("out/stuck/countries.csv").find((row) => row.country === "USA");
  assert.ok(Math.abs((100 * sum(changes)) / sum(base) - usa.real_wage_pct) < 1e-6);
  told["Payroll, real"].forEach((percent, at) => {
    assert.ok(Math.abs(percent - told["Real wage"][at]) < 1e-9); // nobody leaves
    assert.ok(Math.abs((base[at] * percent) / 100 - changes[at]) < 1e-6 * base[at]);
  });
  assert.ok(!("Employment" in told));
  assert.deepEqual(await clipped(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test("the real wage after tax has a column where border taxes replace a tax on wages", async () => {
  const policy = "policy: [{tariff: {importer: USA, exporter: all, sectors: goods, add: 10%}}]\n";
  const model = "model: {labour_supply: 0.3, revenue: income_tax, income_tax_rate: 30%}\n";
  tariffsim("run", write("taxed.yaml", `tariffsim: 1\nid: taxed\nbaseline: world-2022\n${model}${policy}report: {focus: USA}\n`));
  const { page, close } = await open("out/taxed/report.html");
  const told = (await columnsOf(page, "countries"))["Real wage after tax"];
  const kept = readResult("out/taxed/countries.csv").map((row) => Number(row.real_wage_after_tax_pct));
  const sorted = (values) => [...values].sort((a, b) => a - b);
  sorted(told).forEach((value, at) => assert.ok(Math.abs(value - sorted(kept)[at]) < 1e-8));
  await close();
  const plain = await open(kReport);
  assert.ok(!("Real wage after tax" in (await columnsOf(plain.page, "countries"))));
  await plain.close();
});

test("names are whole, however long", async () => {
  // Regression: Vega shortened names of steps, of sectors along the top and of runs in legends.
  const long = "the-first-step-of-a-very-long-timeline-of-steps-that-have-names";
  const step = (id, rate) =>
    `  - {id: ${id}, policy: [{tariff: {importer: USA, exporter: CHN, sectors: goods, add: ${rate}}}]}\n`;
  const text = `tariffsim: 1\nid: named\nbaseline: world-2022\nsteps:\n${step(long, "10%")}${step("two", "20%")}report: {focus: USA}\n`;
  tariffsim("run", write("named.yaml", text));
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    const { page, close } = await open("out/named/report.html", { viewport });
    assert.deepEqual(await clipped(page), []);
    const names = await page.$$eval('[data-chart="timeline"] .role-axis-label text', (texts) => texts.map((one) => one.textContent));
    assert.ok(names.some((name) => name.replaceAll(/\s/g, "") === long), names.join(" | "));
    await close();
  }
});

test("long tables end at a row and say how many there are, short ones are whole", async () => {
  const { page, close } = await open(kReport);
  const table = page.locator('#winners details:has(summary:has-text("Table: Economies"))');
  await table.evaluate((box) => {
    box.open = true;
  });
  const region = table.locator(".scroll");
  const button = table.locator('button:has-text("Show all 60 rows")');
  await page.waitForTimeout(300);
  const cut = () =>
    region.evaluate((box) => {
      const edge = box.getBoundingClientRect().top + box.clientTop + box.clientHeight;
      return [...box.querySelectorAll("tbody tr")].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top < edge - 2 && bottom > edge + 2;
      }).length;
    });
  assert.equal(await cut(), 0);
  assert.ok(await region.evaluate((box) => box.scrollHeight > box.clientHeight + 100));
  await button.click();
  await page.waitForTimeout(200);
  assert.ok(await region.evaluate((box) => box.scrollHeight <= box.clientHeight + 2));
  const policy = page.locator('.scroll:has(table[data-table="policy"])');
  assert.ok(await policy.evaluate((box) => box.scrollHeight <= box.clientHeight + 2));
  await close();
});

test("notes stand behind the results, and groups have jobs by sector", async () => {
  // Regression: up to six notes in bold stood before the first result; groups had no employment.
  const steps = `steps:\n  - {id: one, model: {horizon: short}}\n  - {id: two}\n`;
  const policy = "policy:\n  - tariff: {importer: EU27, exporter: CHN, sectors: goods, add: 10%}\n";
  const text = `tariffsim: 1\nid: noted\nbaseline: world-2022\n${policy}${steps}report: {focus: EU27}\n`;
  tariffsim("run", write("noted.yaml", text));
  const { page, faults, close } = await open("out/noted/report.html");
  assert.ok(!(await page.textContent("header")).includes("at different horizons"));
  const story = await page.textContent("#headline");
  assert.ok(story.indexOf("at different horizons") > story.indexOf("Real income"), story);
  const column = await page.$$eval('table[data-table="sectors-EU27"] thead th', (heads) =>
    heads.map((head) => head.textContent.trim()).indexOf("Employment"),
  );
  const employment = await page.$$eval(
    'table[data-table="sectors-EU27"] tbody tr',
    (rows, at) => rows.map((row) => row.children[at].textContent),
    column,
  );
  assert.ok(column > 0 && employment.length > 0);
  for (const change of employment) assert.match(change, /\d/);
  assert.deepEqual(faults, []);
  await close();
});

test("a timeline has lines over time that end at the last step's figures", async () => {
  const { page, faults, close } = await open("out/steps/report.html");
  assert.deepEqual(faults, []);
  assert.equal(await page.locator('[data-chart="timeline"] .mark-line path').count(), 4);
  const dates = await page.$$eval('[data-chart="timeline"] .role-axis-label text', (texts) =>
    texts.filter((text) => text.getAttribute("opacity") !== "0").map((text) => text.textContent),
  );
  assert.deepEqual(dates.slice(0, 2), ["4 Feb 2025", "10 Apr 2025"]);
  await page.locator('#steps label:has-text("Revenue") input').check();
  await page.waitForFunction(() =>
    document.querySelector("#steps figcaption").textContent.startsWith("Border taxes"),
  );
  const shown = await page.$$eval('table[data-table="steps"] tbody tr', (rows) =>
    rows.map((row) => [
      row.cells[0].textContent,
      row.cells[3].textContent,
      Number(row.cells[4].querySelector("data").value),
    ]),
  );
  const expected = readResult("out/steps/two/countries.csv");
  for (const row of expected)
    assert.ok(
      shown.some(
        ([step, code, value]) => step === "two" && code === row.country && value === Number(row.welfare_pct),
      ),
      row.country,
    );
  assert.deepEqual(faults, []);
  await close();
});

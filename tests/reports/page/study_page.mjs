// report.html of studies in a browser: sweeps over one, two and three keys, and draws.
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
  kScreenshots,
  open,
  readResult,
  tariffsim,
  unreachable,
  write,
} from "./browser.mjs";

const kMaxBytes = 3e6;
const kTitle = `</script><script>window.harmed = true</script><!-- <img src=x onerror="window.harmed = true"> " ' & מכסים ${"long ".repeat(500)}`;
const kPolicy = `baseline: world-2022
policy:
  - tariff: {importer: USA, exporter: CHN, sectors: goods, add: 60%}
  - tariff: {importer: CHN, exporter: USA, sectors: goods, add: 60%}
report: {focus: [USA, CHN, VNM]}
`;
const kSmall = "aggregate: {countries: {USA: [USA], CHN: [CHN], VNM: [VNM], REST: others}}\n";
const scenario = (id, more, title = `A study: ${id}`) =>
  write(`${id}.yaml`, `tariffsim: 1\nid: ${id}\ntitle: ${JSON.stringify(title)}\n${kPolicy}${more}`);

before(() => {
  const from = 'sweep:\n  "policy[0].tariff.add": ',
    against = '  "policy[1].tariff.add": ';
  tariffsim("run", scenario("curves", `${from}[-200%, 0%, 5%, 10%, 20%, 40%]\n`));
  tariffsim("run", scenario("grid", `${from}0..40% by 10%\n${against}0..60% by 20%\n`));
  tariffsim(
    "run",
    scenario("cube", `${kSmall}${from}0..40% by 20%\n${against}[0%, 20%]\n  model.elasticities: [2, 4, 8]\n`),
  );
  const steps =
    "steps:\n  - {id: first, title: First}\n  - {id: last, date: 2025-04-10, title: Last, policy: [{export_tax: {exporter: USA, importer: VNM, multiply: 1}}]}\n";
  tariffsim(
    "run",
    scenario("still", `${kSmall}${steps}sweep: {"steps[1].policy[0].export_tax.multiply": [0, 1, 2]}\n`),
  );
  tariffsim(
    "run",
    write(
      "bound.yaml",
      `tariffsim: 1\nid: bound\nbaseline: world-2022\n${kSmall}policy: [{tariff: {importer: USA, exporter: CHN, add: 60%, coverage: 100%}}]\nsweep: {"policy[0].tariff.coverage": 0..100% by 50%}\nreport: {focus: [CHN, VNM]}\n`,
    ),
  );
  tariffsim("run", scenario("long", `${kSmall}${from}0..99.98% by 0.02%\n`));
  tariffsim(
    "run",
    scenario(
      "draws",
      "uncertainty:\n  draws: 64\n  elasticities: {standard_error: 30%}\n  rates: {standard_deviation: 20%}\n",
      kTitle,
    ),
  );
});
after(closeBrowsers);

const pageOf = (id) => `out/${id}/report.html`;
const cells = (page, table, columns) =>
  page.$$eval(
    `table[data-table="${table}"] tbody tr`,
    (rows, at) =>
      rows.map((row) =>
        at.map((column) => {
          const data = row.cells[column].querySelector("data");
          return data ? Number(data.value) : row.cells[column].textContent;
        }),
      ),
    columns,
  );
const near = (value, wanted, message) =>
  assert.ok(
    Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)),
    `${message}: ${value} against ${wanted}`,
  );

// Sentences: signs that hang on the point or on the rebate, what the rebate is, and three more.
async function isWhole(id, names, figures = 5, sentences = 5) {
  const { page, faults, close } = await open(pageOf(id));
  assert.deepEqual(faults, []);
  const drawn = await charts(page);
  assert.deepEqual(
    drawn.map((chart) => chart.name),
    names,
  );
  for (const chart of drawn) {
    assert.ok(chart.marks >= 4, `${chart.name} has ${chart.marks} marks`);
    assert.equal(chart.role, "img");
    assert.ok(chart.label.length > 60, `${chart.name}: ${chart.label}`);
  }
  assert.equal(await page.locator(".figures > div").count(), figures);
  assert.equal(await page.locator(".story p").count(), sentences);
  assert.ok((await page.locator("#scenario-text").textContent()).includes("tariffsim: 1"));
  assert.ok((await page.locator("#cite").textContent()).includes(`(${id}, SHA-256`));
  assert.ok(statSync(join(kFolder, pageOf(id))).size < kMaxBytes);
  await page.screenshot({ path: join(kScreenshots, `study-${id}-light.png`), fullPage: true });
  return { page, faults, close };
}

test("quotas, and rates that are chosen, over the points of a study", async () => {
  const quota = "policy: [{quota: {importer: USA, exporter: CHN, sectors: C26, amount: 50%}}]\n";
  const head = (id) => `tariffsim: 1\nid: ${id}\nbaseline: world-2022\n${kSmall}`;
  tariffsim("run", write("limits.yaml", `${head("limits")}${quota}sweep: {"policy[0].quota.amount": [40%, 80%, 120%]}\n`));
  const sweep = await open(pageOf("limits"));
  const rows = readResult("out/limits/figures.csv");
  const shown = await cells(sweep.page, "figures-1", [0, 1, 2, 3]);
  assert.equal(shown.length, 3);
  shown.forEach(([amount, ...values], point) => {
    near(amount, [40, 80, 120][point], "amount");
    ["licence_price", "fill", "rent_musd"].forEach((measure, at) => {
      const row = rows.find((one) => one.point === String(point) && one.measure === measure);
      near(values[at], Number(row.value), measure);
    });
  });
  assert.deepEqual(sweep.faults, []);
  const curve = (await charts(sweep.page)).find((chart) => chart.name === "figures-curves");
  assert.ok(curve.marks >= 3, `${curve.marks} marks`);
  assert.deepEqual(await illegible(sweep.page), []);
  await sweep.page.screenshot({ path: join(kScreenshots, "study-limits-light.png"), fullPage: true });
  await sweep.close();

  const best = "optimum: {player: USA, maximise: welfare, choose: {tariff: {sectors: goods}}}\n";
  tariffsim("run", write("best.yaml", `${head("best")}policy: []\n${best}uncertainty: {draws: 8, elasticities: {standard_error: 20%}}\n`));
  const draws = await open(pageOf("best"));
  const [[name, central, , p5]] = await cells(draws.page, "percentiles-figures-tariff", [0, 1, 2, 3]);
  const row = readResult("out/best/percentiles.csv").find((one) => one.measure === "tariff");
  assert.equal(name, "USA");
  near(central, Number(row.central), "central");
  near(p5, Number(row.p5), "p5");
  assert.deepEqual(draws.faults, []);
  await draws.page.screenshot({ path: join(kScreenshots, "study-best-light.png"), fullPage: true });
  await draws.close();
});

test("numbers that reach a goal, and who plays, over the points of a sweep", async () => {
  const head = (id) => `tariffsim: 1\nid: ${id}\nbaseline: world-2022\n${kSmall}`;
  const line = "policy: [{tariff: {importer: USA, exporter: CHN, sectors: goods, add: 10%}}]\n";
  const goal = 'goal: {vary: "policy[0].tariff.add", between: 0..300%, until: "CHN->USA.flow_musd = 50% of baseline"}\n';
  tariffsim("run", write("sought.yaml", `${head("sought")}${line}${goal}sweep: {model.elasticities: [2, 4, 8]}\n`));
  const sought = await open(pageOf("sought"));
  const rows = readResult("out/sought/figures.csv");
  const shown = await cells(sought.page, "figures-1", [0, 1, 2]);
  assert.equal(shown.length, 3);
  shown.forEach(([theta, value, roots], point) => {
    near(theta, [2, 4, 8][point], "theta");
    const of = (measure) => rows.find((one) => one.point === String(point) && one.measure === measure);
    near(value, Number(of("sought").value), "sought");
    near(roots, 1, "roots");
  });
  assert.deepEqual(sought.faults, []);
  await sought.page.screenshot({ path: join(kScreenshots, "study-sought-light.png"), fullPage: true });
  await sought.close();

  const best = "policy: []\noptimum: {player: USA, choose: {tariff: {sectors: goods}}}\n";
  tariffsim("run", write("players.yaml", `${head("players")}${best}sweep: {optimum.player: [USA, CHN, VNM]}\n`));
  const players = await open(pageOf("players"));
  const told = await cells(players.page, "figures-1", [0, 1]);
  assert.deepEqual(
    told.map(([name]) => name),
    ["USA", "CHN", "VNM"],
  );
  const curve = (await charts(players.page)).find((chart) => chart.name === "figures-curves");
  assert.ok(curve.marks >= 3, `${curve.marks} marks`);
  assert.deepEqual(players.faults, []);
  assert.deepEqual(await illegible(players.page), []);
  await players.page.screenshot({ path: join(kScreenshots, "study-players-light.png"), fullPage: true });
  await players.close();
});

test("derivatives, and what each line adds, over the points of a study", async () => {
  const lines = [10, 20].map((rate) => `{tariff: {importer: USA, exporter: CHN, sectors: ${rate === 10 ? "C26" : "C27"}, add: ${rate}%}}`);
  const asked = "sensitivity: {of: [USA.welfare_pct], in: tariffs}\nattribution: shapley\n";
  const head = (id) => `tariffsim: 1\nid: ${id}\nbaseline: world-2022\n${kSmall}policy: [${lines.join(", ")}]\n${asked}`;
  tariffsim("run", write("slopes.yaml", `${head("slopes")}sweep: {"policy[0].tariff.add": [10%, 30%]}\n`));
  const sweep = await open(pageOf("slopes"));
  const rows = readResult("out/slopes/figures.csv");
  const of = (point, name, measure) =>
    Number(rows.find((one) => one.point === String(point) && one.of === name && one.measure === measure).value);
  const captions = await sweep.page.$$eval("#figures table caption, #figures summary, #figures figcaption", (all) =>
    all.map((one) => one.textContent).join("\n"),
  );
  assert.match(captions, /Derivatives of USA\.welfare_pct/);
  assert.match(captions, /What each line adds to welfare, USA/);
  const places = JSON.parse(await sweep.page.textContent("#data")).figures;
  const at = places.findIndex(({ kind, of: name }) => kind === "added" && name === "USA");
  assert.ok(at >= 0);
  const first = await cells(sweep.page, "figures-1", [0, 1, 2]);
  first.forEach(([, one, two], point) => {
    near(one, of(point, places[0].of, "line_1_welfare_added_pct"), "line 1");
    near(two, of(point, places[0].of, "line_2_welfare_added_pct"), "line 2");
  });
  assert.deepEqual(sweep.faults, []);
  assert.deepEqual(await illegible(sweep.page), []);
  await sweep.page.screenshot({ path: join(kScreenshots, "study-slopes-light.png"), fullPage: true });
  await sweep.close();
  tariffsim("run", write("slopes-drawn.yaml", `${head("slopes-drawn")}uncertainty: {draws: 8, elasticities: {standard_error: 20%}}\n`));
  const draws = await open(pageOf("slopes-drawn"));
  const shown = await cells(draws.page, "percentiles-figures-derivative", [0, 2]);
  const spread = readResult("out/slopes-drawn/percentiles.csv").filter((one) => one.measure.startsWith("by_tariff"));
  const largest = spread.map((one) => Math.abs(Number(one.mean))).sort((a, b) => b - a);
  near(Math.abs(shown[0][1]), largest[0], "the largest stands first");
  assert.deepEqual(draws.faults, []);
  await draws.close();
});

test("a sweep over one key: curves with the values of study.csv, the maximum told and marked", async () => {
  const { page, faults, close } = await isWhole("curves", ["sweep-curves", "sweep-range"], 5, 6); // one point has no result
  const points = readResult("out/curves/study.csv");
  const shown = await cells(page, "curves-welfare_pct", [1, 2, 3]);
  assert.deepEqual(shown[0], ["–", "–", "–"], "a tariff of -200 % has no result");
  shown
    .slice(1)
    .forEach((row, at) =>
      ["USA", "CHN", "VNM"].forEach((code, column) =>
        near(
          row[column],
          points.find((one) => Number(one.point) === at + 1 && one.country === code).welfare_pct,
          code,
        ),
      ),
    );
  const best = Math.max(
    ...points.filter((one) => one.country === "VNM").map((one) => Number(one.welfare_pct)),
  );
  const range = await cells(page, "range-welfare_pct", [1, 3, 6]);
  assert.equal(range.length, 60);
  const vietnam = range.find(([code]) => code === "VNM");
  near(vietnam[1], best, "largest");
  assert.equal(vietnam[2], "at the edge"); // Viet Nam gains the more the higher the tariff is
  assert.match(
    await page.locator("#curves ul.note").textContent(),
    /Viet Nam: welfare is largest.*at 40 %\. This is at the edge of the grid: it may rise beyond\./,
  );
  assert.match(await page.locator("#method").textContent(), /it must stay above -100 %/);

  await page.locator("#curves select").selectOption({ label: "Mexico" });
  await page.waitForFunction(() => document.querySelector("#curves ul.note").textContent.includes("Mexico"));
  for (const [name, measure] of [
    ["Prices", "consumer_price_pct"],
    ["Welfare in money", "ev_musd"],
    ["Revenue", "tax_revenue_musd"],
  ]) {
    await page.locator(`#curves label:has-text("${name}") input`).check();
    const table = `curves-${measure}`;
    await page.waitForFunction((id) => document.querySelector(`table[data-table="${id}"]`), table);
    const shown = await cells(page, table, [4]);
    shown
      .slice(1)
      .forEach(([value], at) =>
        near(
          value,
          points.find((one) => Number(one.point) === at + 1 && one.country === "MEX")[measure],
          `${measure} of MEX`,
        ),
      );
  }
  await page.waitForFunction(
    () => document.querySelectorAll('[data-chart="sweep-curves"] .mark-line path').length === 4,
  );
  assert.deepEqual(faults, []);
  await close();
});

test("a sweep over two keys: a heat map of a chosen economy and measure", async () => {
  const { page, faults, close } = await isWhole("grid", ["sweep-map", "sweep-range"]);
  assert.equal(await page.locator('[data-chart="sweep-map"] .mark-rect path').count(), 5 * 4);
  assert.equal(await page.locator('[data-chart="sweep-map"] .mark-symbol.role-mark path').count(), 1);
  await page.locator("#grid select").selectOption({ label: "Germany" });
  await page.waitForFunction(() => document.querySelector('table[data-table="grid-DEU"]'));
  const shown = await cells(page, "grid-DEU", [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const expected = readResult("out/grid/study.csv").filter((row) => row.country === "DEU");
  assert.equal(shown.length, expected.length);
  shown.forEach((row, at) => {
    const wanted = Object.values(expected[at])
      .filter((none, column) => column !== 0 && column !== 3)
      .map(Number);
    near(row[1], 100 * wanted[1], "axis");
    row.slice(2).forEach((value, column) => near(value, wanted[column + 2], `point ${at}`));
  });
  await page.locator('#grid label:has-text("Imports") input').check();
  await page.waitForFunction(() =>
    document.querySelector("#grid figcaption").textContent.startsWith("Germany: imports"),
  );
  const classes = await page.$$eval('[data-chart="sweep-map"] .role-legend-label text', (texts) =>
    texts.map((text) => text.textContent),
  );
  const [low, high] = classes[4].split(" to ");
  assert.equal(low.replace("\u2212", "+"), high, "the middle class lies around zero");
  assert.deepEqual(faults, []);
  await close();
});

test("names no maximum where nothing moves, and nothing beyond a bound", async () => {
  const still = await open(pageOf("still"));
  assert.match(await still.page.textContent("header"), /the last step counts, last, 2025-04-10: Last/);
  assert.match(
    await still.page.textContent("#curves ul.note"),
    /United States: welfare is not moved by the sweep/,
  );
  for (const [kind] of await cells(still.page, "range-welfare_pct", [6])) assert.equal(kind, "not moved");
  assert.doesNotMatch(await still.page.textContent("#curves ul.note"), /largest|rise beyond/);
  assert.deepEqual(still.faults, []);
  await still.close();

  const bound = await open(pageOf("bound"));
  assert.match(await bound.page.textContent("#curves ul.note"), /China: welfare is largest, 0\.00.%, at 0.%\./);
  assert.doesNotMatch(await bound.page.textContent("main"), /is at the edge of the grid: it may/);
  const kinds = new Set((await cells(bound.page, "range-welfare_pct", [6])).map(([kind]) => kind));
  assert.ok(kinds.has("at a bound") && !kinds.has("at the edge"), [...kinds].join());
  await bound.close();
});

test("a sweep over three keys: the third is chosen, the largest is marked on its layer only", async () => {
  const { page, faults, close } = await isWhole("cube", ["sweep-map", "sweep-range"]);
  const third = page.locator("#grid select").nth(1);
  const marks = () => page.locator('[data-chart="sweep-map"] .mark-symbol.role-mark path').count();
  let marked = 0;
  for (const value of ["2", "4", "8"]) {
    await third.selectOption({ label: value });
    await page.waitForFunction(
      (text) => document.querySelector("#grid figcaption").textContent.endsWith(`trade elasticity ${text}`),
      value,
    );
    await page.waitForTimeout(300);
    marked += await marks();
  }
  assert.equal(marked, 1);
  assert.deepEqual(faults, []);
  await close();
});

test("a long sweep is thinned, with a sentence that says so, and its maxima are those of all points", async () => {
  const { page, close } = await open(pageOf("long"));
  assert.match(
    await page.locator("#curves").textContent(),
    /Shown are 1,600 of 5,000 points \(.*study\.csv has them all/,
  );
  assert.ok(statSync(join(kFolder, pageOf("long"))).size < kMaxBytes);
  const points = readResult("out/long/study.csv");
  for (const [code, largest] of await cells(page, "range-welfare_pct", [1, 3]))
    near(
      largest,
      Math.max(...points.filter((one) => one.country === code).map((one) => Number(one.welfare_pct))),
      code,
    );
  await close();
});

test("draws: intervals, chances and causes with the values of percentiles.csv and sobol.csv; texts stay texts", async () => {
  const { page, faults, close } = await isWhole("draws", ["intervals", "world-map", "sobol"], 6, 4); // all signs are sure
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.equal(await page.locator("h1").textContent(), kTitle);
  assert.equal(await page.locator("#root script, #root img").count(), 0);
  for (const measure of ["welfare_pct", "ev_musd", "exports_pct"]) {
    await page.locator(`#spread input[value="${measure}"]`).check();
    await page.waitForFunction(
      (key) => document.querySelector(`table[data-table="percentiles-${key}"]`),
      measure,
    );
    const shown = await cells(page, `percentiles-${measure}`, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(shown.length, 60);
    const expected = readResult("out/draws/percentiles.csv").filter((row) => row.measure === measure);
    for (const [code, ...values] of shown) {
      const row = expected.find((one) => one.country === code);
      ["central", "mean", "p5", "p25", "p50", "p75", "p95", "above_zero"].forEach((key, at) =>
        near(values[at], row[key], `${code} ${key}`),
      );
    }
  }
  const sure = readResult("out/draws/percentiles.csv").filter(
    (row) =>
      row.measure === "welfare_pct" &&
      Number(row.above_zero) >= 0.95 &&
      [row.p5, row.p95].some((end) => Math.abs(Number(end)) >= 0.005), // others are told as no change
  );
  assert.ok((await page.locator(".story").textContent()).includes(`${sure.length} of 60 economies gain`));
  const indices = readResult("out/draws/sobol.csv").filter((row) => row.measure === "welfare_pct");
  for (const [code, elasticities, rates] of await cells(page, "sobol-welfare_pct", [1, 2, 3])) {
    const wanted = (group) => indices.find((row) => row.country === code && row.group === group).first_order;
    near(elasticities, wanted("elasticities"), code);
    near(rates, wanted("rates"), code);
  }
  await page.locator('#spread label:has-text("All") input').check();
  await page.waitForFunction(
    () => document.querySelectorAll('[data-chart="intervals"] .mark-symbol path').length === 60,
  );
  assert.deepEqual(faults, []);
  await close();
});

test("is legible in light, in dark, on paper and on a telephone, and works with a keyboard", async () => {
  for (const id of ["curves", "grid", "draws"])
    for (const [name, colorScheme, media, width] of [
      ["light", "light", "screen", 1280],
      ["dark", "dark", "screen", 1280],
      ["print", "dark", "print", 1280],
      ["narrow", "light", "screen", 390],
    ]) {
      const { page, close } = await open(pageOf(id), { colorScheme, viewport: { width, height: 900 } });
      await page.emulateMedia({ media, colorScheme });
      assert.deepEqual(await illegible(page), [], `${id} ${name}`);
      if (media === "screen") {
        assert.deepEqual(await brokenWords(page), [], `${id} ${name}`);
        assert.deepEqual(await unreachable(page), [], `${id} ${name}`);
        assert.deepEqual(await clipped(page), [], `${id} ${name}`);
      }
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${id} ${name} is wider than its window`,
      );
      if (name === "print")
        await page.pdf({
          path: join(kScreenshots, `study-${id}.pdf`),
          format: "A4",
          preferCSSPageSize: true,
        });
      else if (name !== "light")
        await page.screenshot({ path: join(kScreenshots, `study-${id}-${name}.png`), fullPage: true });
      await close();
    }
  const { page, close } = await open(pageOf("curves"));
  await page.locator("#curves fieldset input").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() =>
    document.querySelector("#curves figcaption").textContent.startsWith("Real wage"),
  );
  assert.equal(await page.locator("table:not(:has(caption))").count(), 0);
  assert.equal(
    await page.evaluate(
      () => [...document.querySelectorAll("select, input")].filter((box) => box.labels.length === 0).length,
    ),
    0,
  );
  await close();
});

// The page of a comparison: two to eight runs, differences to the first.
import dotsChart from "../charts/compared-dots.json";
import { makeChart } from "./chart.js";
import { copy, el, keptChoice, section, select, switcher } from "./dom.js";
import { change, counted, kVisible, minus, money, moneyChange, points, rate, typeset } from "./format.js";
import { drawInTurn, frame, largest } from "./frame.js";
import { makeMap } from "./map.js";
import { cutDots } from "./outliers.js";
import { makeTable } from "./table.js";
import { alignLines } from "./text_difference.js";

const kDots = 24,
  kPairs = 60;
const kNames = {
  headline: "In short",
  map: "Map",
  welfare: "By economy",
  trade: "Trade",
  scenarios: "Scenarios",
};
const kMeasures = [
  ["welfare_pct", "Welfare"],
  ["real_wage_pct", "Real wage"],
  ["exports_pct", "Exports"],
  ["imports_pct", "Imports"],
  ["consumer_price_pct", "Prices"],
  ["production_pct", "Production"],
  ["producer_price_pct", "Producer prices"],
  ["terms_of_trade_pct", "Terms of trade"],
  ["trade_openness_pct", "Openness"],
  ["average_tariff_goods_pct", "Tariff on goods"],
  ["tariff_faced_pct", "Tariff paid"],
];
const kLevels = new Set(["trade_openness_pct", "average_tariff_goods_pct", "tariff_faced_pct"]);
const kWorld = [
  ["real_income_pct", "Real income", change, points],
  ["trade_volume_pct", "Trade, volume", change, points],
  ["trade_value_pct", "Trade, value", change, points],
  ["average_tariff_goods_pct", "Average tariff on goods", rate, points],
  ["tax_revenue_musd", "Border taxes", money, moneyChange],
];

/** Values by run of one measure of one key; null where a run does not have it. */
function readComparison(data) {
  const values = new Map(data.rows.map(([kind, key, measure, row]) => [`${kind} ${key} ${measure}`, row]));
  const none = data.runs.map(() => null);
  const places = new Map();
  for (const run of data.runs)
    for (const place of run.places) if (!places.has(place.code)) places.set(place.code, place);
  return {
    ...data,
    places: [...places.values()],
    of: (kind, key, measure) => values.get(`${kind} ${key} ${measure}`) ?? none,
    keys: (kind, measure) =>
      data.rows.filter((row) => row[0] === kind && row[2] === measure).map((row) => row[1]),
  };
}

/** "USA → CHN", in one line. */
const pairText = (key) => key.replace("->", "\u00a0→\u00a0");

/** Keys of a run's value, and of its difference to the first, in a row: no id has a space. */
const valueKey = (at) => `run ${at}`;
const differenceKey = (at) => `difference ${at}`;

/** Columns of a table with a value per run, then the differences to the first. */
function runColumns(data, format, difference) {
  return [
    ...data.runs.map((run, at) => ({ key: valueKey(at), name: run.id, title: run.id, format, family: "runs" })),
    ...data.runs
      .slice(1)
      .map((run, at) => ({
        key: differenceKey(at + 1),
        name: `${run.id}_minus_${data.runs[0].id}`,
        title: data.runs.length === 2 ? "Difference" : `${run.id} − first`,
        format: difference,
        tone: true,
        family: "runs",
      })),
  ];
}

function runValues(data, values) {
  const row = {};
  data.runs.forEach((run, at) => {
    row[valueKey(at)] = values[at];
  });
  data.runs.slice(1).forEach((run, at) => {
    row[differenceKey(at + 1)] = minus(values[at + 1], values[0]);
  });
  return row;
}

function inWords(data) {
  const [first, ...others] = data.runs;
  return others.map((run, index) => {
    const gaps = data.places
      .map((place) => {
        const values = data.of("country", place.code, "welfare_pct");
        return { place, gap: minus(values[index + 1], values[0]) };
      })
      .filter(({ gap }) => gap !== null)
      .sort((a, b) => a.gap - b.gap);
    const world = data.of("world", "world", "real_income_pct");
    if (gaps.length === 0) return `${run.id} has no economy in common with ${first.id}.`;
    const better = gaps.filter(({ gap }) => gap >= kVisible).length,
      worse = gaps.filter(({ gap }) => gap <= -kVisible).length;
    const low = gaps[0],
      high = gaps.at(-1),
      gap = minus(world[index + 1], world[0]);
    const best =
      better > 0
        ? `better for ${counted(better, "economy", "economies")}, most for ${high.place.in_sentence} (${points(high.gap)})`
        : "better for none";
    const worst =
      worse > 0
        ? `worse for ${worse}, most for ${low.place.in_sentence} (${points(low.gap)})`
        : "worse for none";
    return `${run.id} instead of ${first.id}: world real income ${points(gap)}; ${best}; ${worst}.`;
  });
}

function headlinePart(data) {
  const worldTable = (measures) =>
    measures.map(([measure, title, form, difference]) => {
      const values = runValues(data, data.of("world", "world", measure)),
        row = { measure: title };
      const beside = Object.values(values);
      for (const column of runColumns(data, form, difference))
        row[column.key] = column.format.row(beside)(values[column.key]);
      return row;
    });
  return {
    node: section(
      "headline",
      "In short",
      null,
      el(
        "ol",
        { class: "policy" },
        data.runs.map((run) => el("li", {}, el("strong", {}, run.id), " ", typeset(wordsOf(data, run)))),
      ),
      data.notes.length
        ? el(
            "div",
            { class: "holds" },
            data.notes.map((note) => el("p", {}, note)),
          )
        : null,
      el(
        "div",
        { class: "story" },
        inWords(data).map((line) => el("p", {}, line)),
      ),
      makeTable({
        caption: "The world",
        filename: "compare-world",
        open: true,
        rows: worldTable(kWorld),
        columns: [
          { key: "measure", title: "World" },
          ...runColumns(data).map(({ key, name, title }) => ({ key, name, title })),
        ],
      }),
    ),
  };
}

function mapPart(data) {
  const map = makeMap(data.places, "Difference by economy");
  const state = { measure: "welfare_pct", run: "1" };
  const paint = () => {
    const run = Number(state.run),
      name = kMeasures.find(([key]) => key === state.measure)[1];
    const title = `${name}: ${data.runs[run].id} less ${data.runs[0].id}, percentage points`;
    const value = (place) => {
      const values = data.of("country", place.code, state.measure);
      return minus(values[run], values[0]);
    };
    map.figure.querySelector("figcaption").textContent = title;
    return map.paint(value, {
      title: "percentage points",
      text: points,
      alt: `World map of differences. ${title}; all values are in the tables below.`,
    });
  };
  const runs = data.runs.slice(1).map((run, at) => [String(at + 1), run.id]);
  return {
    node: section(
      "map",
      "Where they differ",
      "Blue is higher under the later run than under the first, orange lower, grey as good as equal; a dashed outline without a filling has no data.",
      switcher("Show", "map-measure", kMeasures, state.measure, (key) => {
        state.measure = key;
        return paint();
      }),
      runs.length > 1
        ? el(
            "div",
            { class: "controls" },
            select("Run", runs, state.run, (at) => {
              state.run = at;
              return paint();
            }),
          )
        : null,
      map.figure,
    ),
    draw: paint,
  };
}

function welfarePart(data) {
  const chart = makeChart("compared-dots", dotsChart, "Welfare by economy, a dot per run");
  const holder = el("div", {});
  const draw = (measure) => {
    const name = kMeasures.find(([key]) => key === measure)[1],
      level = kLevels.has(measure) ? rate : change;
    const rows = data.places.map((place) => ({ place, values: data.of("country", place.code, measure) }));
    const groups = data.keys("group", measure).map((name) => ({
      place: { code: "", name },
      values: data.of("group", name, measure),
    }));
    const spread = ({ values }) => {
      const known = values.filter((value) => value !== null);
      return known.length ? Math.max(...known) - Math.min(...known) : 0;
    };
    const shown = [...groups, ...largest(rows, kDots, spread)];
    chart.figure.querySelector("figcaption").textContent =
      `${name} by economy, a dot per run: ${groups.length ? "groups, then " : ""}those furthest apart`;
    holder.replaceChildren(
      makeTable({
        caption: `${name} by economy`,
        filename: `compare-${measure}`,
        open: true,
        rows: [...groups, ...largest(rows, rows.length, spread)].map(({ place, values }) => ({
          name: place.name,
          country: place.code,
          ...runValues(data, values),
        })),
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          ...runColumns(data, level, points),
        ],
      }),
    );
    const write = level.ranged(shown.flatMap(({ values }) => values));
    const dots = shown.flatMap(({ place, values }) =>
      values
        .map((value, at) => ({ name: place.name, run: data.runs[at].id, value, shown: write(value) }))
        .filter((row) => row.value !== null),
    );
    const cut = cutDots(dots);
    return chart.update(
      cut.rows,
      {
        note: cut.note,
        alt: `${name}: a dot per run on a line per economy, for the ${shown.length} economies whose runs are furthest apart; the table below has every value.`,
        adapt: (spec, narrow) => {
          spec.layer[0].encoding.x.axis.title = "%";
          if (kLevels.has(measure)) spec.layer[0].encoding.x.axis.format = ",.4~g";
          if (narrow) spec.layer[0].encoding.x.axis.tickCount = 3;
          if (cut.domain) spec.layer[0].encoding.x.scale = { domain: cut.domain, nice: false };
          const { color, shape } = spec.layer[1].encoding;
          color.legend.columns = narrow ? 1 : 3;
          // Rows may begin with a group that some runs lack: the order is that of the list.
          color.scale.domain = data.runs.map((run) => run.id);
          shape.scale = { domain: color.scale.domain };
        },
      },
    );
  };
  const choose = keptChoice("welfare_pct", draw);
  return {
    node: section(
      "welfare",
      "By economy",
      null,
      switcher("Show", "dots-measure", kMeasures, "welfare_pct", choose),
      chart.figure,
      holder,
    ),
    draw: choose,
  };
}

function tradePart(data) {
  const rows = data
    .keys("pair", "flow_musd")
    .map((key) => ({
      pair: key,
      ...runValues(data, data.of("pair", key, "flow_musd")),
      values: data.of("pair", key, "flow_musd"),
    }));
  const gap = ({ values }) =>
    Math.max(...values.slice(1).map((value) => Math.abs(minus(value, values[0]) ?? 0)));
  return {
    node: section(
      "trade",
      "Trade",
      `The ${Math.min(kPairs, rows.length)} pairs whose trade is furthest apart, ${data.runs[0].currency}; compare.csv has all.`,
      makeTable({
        caption: "Trade by pair",
        filename: "compare-pairs",
        open: true,
        rows: largest(rows, kPairs, gap),
        columns: [{ key: "pair", title: "Pair", text: pairText }, ...runColumns(data, money, moneyChange)],
      }),
    ),
  };
}

/** A scenario file; `same`: by line, whether the other has it. */
const marked = (run, lines, same) =>
  el(
    "pre",
    { tabindex: "0", "aria-label": `Scenario file of ${run.id}; lines that differ are marked` },
    lines.map((line, row) =>
      same[row] ? el("span", {}, line) : el("span", {}, el("mark", { class: "differs" }, line)),
    ),
  );

function scenariosPart(data) {
  const first = data.runs[0].scenario_text.split("\n");
  const oneFile = data.runs.every((run) => run.scenario_text === data.runs[0].scenario_text);
  const texts = data.runs.map((run, at) => {
    const lines = run.scenario_text.split("\n");
    const same =
      at === 0
        ? lines.map((line) =>
            data.runs.slice(1).every((other) => other.scenario_text.split("\n").includes(line)),
          )
        : alignLines(first, lines);
    const button = el("button", { type: "button" }, "Copy");
    button.addEventListener("click", () => copy(run.scenario_text, button));
    return el(
      "div",
      {},
      el("h3", {}, run.id),
      oneFile && at > 0 ? el("p", { class: "note" }, "The same file.") : marked(run, lines, same),
      run.overrides.length
        ? el("p", { class: "note" }, `Keys set for this run: ${run.overrides.join("; ")}`)
        : null,
      el(
        "p",
        { class: "note" },
        `Baseline ${run.baseline}, SHA-256 ${run.baseline_sha256.slice(0, 12)}. Certificate: ${run.certificate || "not recorded"}.`,
      ),
      el("div", { class: "buttons" }, button),
    );
  });
  return {
    node: section(
      "scenarios",
      "Scenario files side by side",
      oneFile
        ? "All runs are of one file, with the keys that are named below it."
        : "Lines that another file does not have are marked.",
      el("div", { class: "texts" }, texts),
    ),
  };
}

/** Variants carry the title of their scenario before a colon. */
function areVariants([first, ...others]) {
  return Boolean(first.title) && others.every(({ title }) => title.startsWith(`${first.title}: `));
}

function titleOf({ runs }) {
  return areVariants(runs)
    ? `${runs[0].title}: ${counted(runs.length - 1, "variant", "variants")} beside it`
    : `${runs.map((run) => run.id).join(", ")}: side by side`;
}

/** The title of a run; of a variant what it changes. */
function wordsOf({ runs }, run) {
  if (!areVariants(runs)) return run.title;
  return run === runs[0] ? "as written" : run.overrides.join("; ");
}

export async function comparePage(root, raw) {
  const data = readComparison(raw);
  const parts = [headlinePart, mapPart, welfarePart, tradePart, scenariosPart].map((make) => make(data));
  frame(root, {
    kicker: `Comparison of ${data.runs.length} runs`,
    title: titleOf(data),
    sections: parts.map((part) => part.node),
    names: kNames,
    footer: `tariffsim ${data.version}. Differences are to the first run, ${typeset(data.runs[0].id)}; in percentage points where the measure is in percent.`,
  });
  await drawInTurn(parts);
}

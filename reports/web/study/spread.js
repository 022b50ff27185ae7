// Draws by economy: percentiles as intervals, and the scenario as it stands.
import intervals from "./intervals.json";
import { domainWithLabels, makeChart } from "../lib/chart.js";
import { el, section, switcher } from "../lib/dom.js";
import { largest } from "../lib/frame.js";
import { cutLines } from "../lib/outliers.js";
import { measureSwitch } from "./measures.js";
import { makeTable } from "../lib/table.js";

const kShown = 24;
/** After the percentiles C++ gives the mean and the share above zero. */
export const spreadOf = (study, country, key) => {
  const at = study.series(country, key),
    { percentiles, spreads } = study.uncertainty,
    values = spreads[at];
  return {
    ...Object.fromEntries(percentiles.map((percent, p) => [`p${percent}`, values[p]])),
    mean: values[percentiles.length],
    above_zero: values[percentiles.length + 1],
    central: study.central[at],
  };
};

/** "96 %", never rounded to a certainty that is none. */
export function chanceText(share) {
  if (share === null || share === undefined) return "–";
  if (share > 0 && share < 0.005) return "under 1 %";
  if (share < 1 && share > 0.995) return "over 99 %";
  return `${Math.round(100 * share)} %`;
}

function spreadTable(study, key, rows) {
  const measure = study.catalogue[key];
  const value = (name, title) => ({ key: name, title, format: measure.shown, tone: !measure.level });
  return makeTable({
    caption: `${measure.name}: percentiles over the draws`,
    filename: `percentiles-${key}`,
    open: true,
    rows: rows.map(({ place, spread }) => ({ name: place.name, country: place.code, ...spread })),
    columns: [
      { key: "name", title: "Economy" },
      { key: "country", title: "Code" },
      value("central", "As it stands"),
      value("mean", "Mean"),
      ...study.uncertainty.percentiles.map((percent) => value(`p${percent}`, `${percent} %`)),
      ...(measure.level ? [] : [{ key: "above_zero", title: "Share above zero", format: chanceText }]),
    ],
  });
}

function chosen(study, rows, which) {
  if (which === "all") return rows;
  const size = ({ n, spread }) =>
    Math.max(Math.abs(spread.p5), Math.abs(spread.p95)) +
    (study.focus.includes(n) && study.summary.focus.length ? 1e15 : 0);
  return largest(rows, kShown, size).sort((a, b) => b.spread.p50 - a.spread.p50);
}

function intervalRows(measure, rows) {
  const { drawn } = measure,
    shown = measure.shown.ranged(rows.flatMap(({ spread }) => [spread.p5, spread.p95]));
  return rows.map(({ place, spread }) => ({
    name: place.name,
    ...Object.fromEntries(
      ["p5", "p25", "p50", "p75", "p95", "central"].map((name) => [name, drawn(spread[name])]),
    ),
    label: measure.level ? "" : chanceText(spread.above_zero),
    outer: `${shown(spread.p5)} to ${shown(spread.p95)}`,
    inner: `${shown(spread.p25)} to ${shown(spread.p75)}`,
    middle: shown(spread.p50),
    stands: shown(spread.central),
  }));
}

function makeDraw(study, state, chart, holder) {
  return () => {
    const measure = study.catalogue[state.measure];
    const rows = study.places
      .map((place, n) => ({ place, n, spread: spreadOf(study, n, state.measure) }))
      .filter(({ spread }) => spread.p50 !== null)
      .sort((a, b) => b.spread.p50 - a.spread.p50);
    const shown = intervalRows(measure, chosen(study, rows, state.which));
    chart.figure.querySelector("figcaption").textContent = measure.level
      ? `${measure.name} over the draws`
      : `${measure.name} over the draws; at the end the share of draws in which it rises`;
    holder.replaceChildren(spreadTable(study, state.measure, rows));
    const cut = cutLines(
      shown.map((row) => ({
        name: row.name,
        low: Math.min(row.p5, row.central),
        high: Math.max(row.p95, row.central),
        shown: row.outer,
      })),
    );
    const drawn = shown.map((row) => cut.cut.get(row.name) ?? row);
    return chart.update(drawn, {
      note: cut.note,
      alt: `Intervals of ${measure.word} over the draws, ranked by the median, for ${shown.length} economies: from ${shown[0]?.outer} in ${shown[0]?.name} to ${shown.at(-1)?.outer} in ${shown.at(-1)?.name}; the table below has every value.`,
      adapt: (spec, narrow, { plot }) => {
        const whole = drawn.filter((row) => !row.cut);
        const ends = whole.flatMap((row) => [row.p5, row.p95, row.central]);
        const labels = whole.map((row) => ({ at: Math.max(row.p95, row.central), text: row.label }));
        const { x } = spec.layer[1].encoding;
        x.axis.title = measure.title;
        if (measure.level) x.axis.format = ",.4~g";
        x.scale = {
          domain: domainWithLabels([...ends, ...(cut.domain ?? [])], labels, plot),
          nice: false,
        };
      },
    });
  };
}

export function spreadSection(study) {
  const chart = makeChart("intervals", intervals, "Percentiles over the draws");
  const holder = el("div", {});
  const state = { measure: study.measures[0], which: "most" };
  const draw = makeDraw(study, state, chart, holder);
  const choose = (name) => (value) => {
    state[name] = value;
    return draw();
  };
  return {
    node: section(
      "spread",
      "By economy",
      "The thin line holds 90 of 100 draws (5 to 95 %), the thick bar the middle half (25 to 75 %), the stroke is the median; the diamond is the scenario as it stands.",
      measureSwitch(study, "spread-measure", choose("measure")),
      study.places.length > kShown
        ? switcher(
            "Economies",
            "spread-which",
            [
              ["most", study.summary.focus.length ? `${kShown}, those in focus among them` : `The ${kShown} that move most`],
              ["all", "All"],
            ],
            "most",
            choose("which"),
          )
        : null,
      chart.figure,
      holder,
    ),
    draw,
  };
}

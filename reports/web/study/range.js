// A sweep by economy: how far a measure moves over the grid, and where it is largest.
import rangeChart from "./sweep-range.json";
import { domainWithLabels, makeChart } from "../lib/chart.js";
import { el, keptChoice, section } from "../lib/dom.js";
import { largest } from "../lib/frame.js";
import { axisText, axisTitle, measureSwitch, placeKind, shownWords } from "./measures.js";
import { makeTable } from "../lib/table.js";

const kShown = 24;

const byLargest = (a, b) => b.found.value - a.found.value || b.found.smallest - a.found.smallest;

function rangeTable(study, key, rows) {
  const { axes } = study.sweep,
    measure = study.catalogue[key];
  const number = (name, title) => ({ key: name, title, format: measure.shown, tone: !measure.level });
  return makeTable({
    caption: `${measure.name}: smallest and largest over the grid`,
    filename: `range-${key}`,
    open: true,
    rows: rows.map(({ place, found }) => ({
      name: place.name,
      country: place.code,
      smallest: found.smallest,
      largest: found.value,
      ...Object.fromEntries(
        axes.flatMap((axis, at) => [
          [`${axis.key}_at`, found.at[at]],
          [`${axis.key}_top`, placeKind(measure, found) === "inside" ? found.top[at] : null],
        ]),
      ),
      edge: placeKind(measure, found),
    })),
    columns: [
      { key: "name", title: "Economy" },
      { key: "country", title: "Code" },
      number("smallest", "Smallest"),
      number("largest", "Largest"),
      ...axes.flatMap((axis, at) => [
        {
          key: `${axis.key}_at`,
          title: `Largest at ${axisTitle(axes[at])}`,
          format: (value) => axisText(axis, value),
        },
        {
          key: `${axis.key}_top`,
          title: "Best between points",
          format: (value) => (value === null ? "–" : axisText(axis, value)),
        },
      ]),
      { key: "edge", title: "On the grid" },
    ],
  });
}

export function rangeSection(study) {
  const chart = makeChart("sweep-range", rangeChart, "Smallest and largest over the grid");
  const holder = el("div", {});
  const { axes } = study.sweep;
  const draw = (key) => {
    const measure = study.catalogue[key];
    const rows = study.places
      .map((place, n) => ({ place, n, found: study.sweep.extremes[study.series(n, key)] }))
      .filter(({ found }) => found)
      .sort(byLargest);
    const width = ({ found, n }) => found.value - found.smallest + (study.focus.includes(n) ? 1e15 : 0);
    const shown = largest(rows, kShown, width).sort(byLargest);
    const write = measure.shown.ranged(shown.flatMap(({ found }) => [found.smallest, found.value]));
    chart.figure.querySelector("figcaption").textContent =
      `${measure.name}: smallest and largest over the grid${shownWords(study, shown.length, rows.length, "move")}`;
    holder.replaceChildren(rangeTable(study, key, rows));
    return chart.update(
      shown.map(({ place, found }) => ({
        name: place.name,
        low: measure.drawn(found.smallest),
        high: measure.drawn(found.value),
        low_shown: write(found.smallest),
        high_shown: write(found.value),
        detail: axes.map((axis, at) => axisText(axis, found.at[at])).join(", "),
      })),
      {
        alt: `A line per economy from the smallest to the largest ${measure.word} over the grid, for ${shown.length} economies; the table below has every value.`,
        adapt: (spec, narrow, { plot }) => {
          const ends = shown.flatMap(({ found }) => [found.smallest, found.value].map(measure.drawn));
          const labels = shown.map(({ found }) => ({
            at: measure.drawn(found.value),
            text: write(found.value),
          }));
          spec.layer[0].encoding.x.axis.title = measure.title;
          if (measure.level) spec.layer[0].encoding.x.axis.format = ",.4~g";
          spec.layer[0].encoding.x.scale = { domain: domainWithLabels(ends, labels, plot), nice: false };
        },
      },
    );
  };
  const choose = keptChoice(study.measures[0], draw);
  return {
    node: section(
      "range",
      "By economy",
      "How much each economy changes over all points, and where it does best. Where the largest value is at the edge of the grid, it may rise beyond; at a bound, the key allows no values beyond. Differences below the precision of the solver count as none.",
      measureSwitch(study, "range-measure", choose),
      chart.figure,
      holder,
    ),
    draw: choose,
  };
}

// A sweep over two or three keys: a heat map for one economy.
import map from "./sweep-map.json";
import { makeChart } from "../lib/chart.js";
import { fineClasses, levelClasses, paintClasses } from "../lib/colors.js";
import { el, section, select } from "../lib/dom.js";
import {
  axisCell,
  axisColumn,
  axisText,
  axisTitle,
  economyChoices,
  maximumWords,
  measureSwitch,
  positionsOf,
  stillness,
  thinnedWords,
} from "./measures.js";
import { makeTable } from "../lib/table.js";

const kLevelLabels = 12; // so many stand side by side

/** Position of the value that is nearest. */
function nearest(values, wanted) {
  let best = 0;
  values.forEach((value, at) => {
    if (Math.abs(value - wanted) < Math.abs(values[best] - wanted)) best = at;
  });
  return best;
}

function gridTable(study, country) {
  const { axes, values } = study.sweep,
    { name, code } = study.places[country];
  return makeTable({
    caption: `All points: ${name}`,
    filename: `grid-${code}`,
    rows: values.map((row, point) => ({
      ...Object.fromEntries(
        positionsOf(axes, point).map((position, at) => [
          axes[at].key,
          axisCell(axes[at], axes[at].values[position]),
        ]),
      ),
      ...Object.fromEntries(
        study.measures.map((key) => [key, row === null ? null : row[study.series(country, key)]]),
      ),
    })),
    columns: [
      ...axes.map(axisColumn),
      ...Object.entries(study.catalogue).map(([key, measure]) => ({
        key,
        title: measure.name,
        format: measure.shown,
        tone: !measure.level,
      })),
    ],
  });
}

/** A point without a result has none of any measure; a group of countries lacks the real wage. */
const missingWord = (values) => (values.some((row) => row === null) ? "no result" : "not defined");

/** The cells of the layer that is shown, the largest of all marked where it lies in it. */
function cellRows(study, country, key, third, band) {
  const { axes, values, extremes } = study.sweep,
    at = study.series(country, key),
    measure = study.catalogue[key];
  const best = extremes[at] && !stillness(measure, extremes[at])
    ? extremes[at].at.map((value, axis) => nearest(axes[axis].values, value))
    : [];
  return values.flatMap((row, point) => {
    const place = positionsOf(axes, point);
    if (axes.length > 2 && place[2] !== third) return [];
    const value = row === null ? null : row[at];
    const [x, y] = axes.map((axis, n) => axisText(axis, axis.values[place[n]]));
    return [
      {
        x,
        y,
        x_place: axes[0].values[place[0]],
        y_place: -axes[1].values[place[1]],
        band: value === null ? null : band(value),
        shown: value === null ? missingWord(values) : measure.shown(value),
        detail: `${axes[0].title} ${x}, ${axes[1].title} ${y}`,
        best: place.every((position, n) => position === best[n]),
      },
    ];
  });
}

function makeDraw(study, state, chart, words, holder) {
  const { axes, values } = study.sweep;
  return () => {
    const country = Number(state.country),
      measure = study.catalogue[state.measure],
      third = Number(state.third),
      { name } = study.places[country];
    const at = study.series(country, state.measure);
    // One scale for all layers of a third axis: they are compared.
    const given = (row) => row !== null && row[at] !== null;
    const known = values.filter(given).map((row) => measure.drawn(row[at]));
    const bands = (measure.level ? levelClasses : fineClasses)(known);
    const layer = axes[2] ? `, ${axes[2].title} ${axisText(axes[2], axes[2].values[third])}` : "";
    chart.figure.querySelector("figcaption").textContent = `${name}: ${measure.title}${layer}`;
    const sentence = maximumWords(study, country, state.measure);
    words.textContent = sentence;
    holder.replaceChildren(gridTable(study, country));
    return chart.update(
      cellRows(study, country, state.measure, third, (value) => bands.of(measure.drawn(value))),
      {
        alt: `Heat map of ${measure.word} in ${name} over ${axes[0].title} (across) and ${axes[1].title} (upwards)${layer}. ${sentence}`,
        adapt: (spec, narrow) => {
          const height = Math.round(Math.min(28, Math.max(13, 460 / axes[1].values.length)));
          spec.height = { step: height };
          spec.encoding.x.axis.title = axes[0].percent ? axes[0].title : axisTitle(axes[0]);
          spec.encoding.y.axis.title = axes[1].title;
          if (axes[0].values.length <= kLevelLabels && !narrow) spec.encoding.x.axis.labelAngle = 0;
          paintClasses(spec.layer[0].encoding.color, bands.names, measure.title, narrow, {
            colors: bands.colors,
            missing: values.every(given) ? null : missingWord(values),
          });
        },
      },
    );
  };
}

export function gridSection(study) {
  const { axes, extremes } = study.sweep;
  const first = study.focus[0];
  const best = extremes[study.series(first, study.measures[0])];
  const chart = makeChart("sweep-map", map, "Grid");
  if (axes[0].values.length > 12) chart.figure.querySelector(".chart").classList.add("wide");
  const state = {
    measure: study.measures[0],
    country: String(first),
    third: axes[2] && best ? String(nearest(axes[2].values, best.at[2])) : "0",
  };
  const words = el("p", { class: "holds", "aria-live": "polite" }),
    holder = el("div", {});
  const draw = makeDraw(study, state, chart, words, holder);
  const choose = (name) => (value) => {
    state[name] = value;
    return draw();
  };
  return {
    node: section(
      "grid",
      "Grid",
      "Blue is a rise, orange a fall, grey next to nothing; a frame without a filling has no result. A diamond marks the largest value of the whole grid.",
      measureSwitch(study, "grid-measure", choose("measure")),
      el(
        "div",
        { class: "controls" },
        select("Economy", economyChoices(study), state.country, choose("country")),
        axes[2]
          ? select(
              axes[2].title,
              axes[2].values.map((value, at) => [String(at), axisText(axes[2], value)]),
              state.third,
              choose("third"),
            )
          : null,
      ),
      chart.figure,
      words,
      thinnedWords(study) ? el("p", { class: "note" }, thinnedWords(study)) : null,
      holder,
    ),
    draw,
  };
}

// A sweep over one key: curves.
import curves from "./sweep-curves.json";
import { makeChart } from "../lib/chart.js";
import { el, section, select } from "../lib/dom.js";
import {
  adaptToNames,
  axisCell,
  axisColumn,
  axisText,
  axisTitle,
  economyChoices,
  maximumWords,
  measureSwitch,
  stillness,
  thinnedWords,
} from "./measures.js";
import { makeTable } from "../lib/table.js";

const kMostFocus = 6; // and one that the reader chooses
const kFewPoints = 80; // up to here each is marked
const kNone = "none";

/** Dots and lines of one economy. */
function curveRows(study, country, key) {
  const measure = study.catalogue[key],
    { axes, values, extremes } = study.sweep,
    at = study.series(country, key);
  const row = (kind, x, value) => ({
    kind,
    x,
    series: study.places[country].name,
    value: measure.drawn(value),
    shown: measure.shown(value),
    place: axisText(axes[0], x),
  });
  const out = axes[0].values.flatMap((x, point) =>
    values[point] === null || values[point][at] === null ? [] : [row("point", x, values[point][at])],
  );
  const found = extremes[at];
  if (!found || stillness(measure, found)) return out;
  out.push(row("largest", found.at[0], found.value));
  if (!found.edge && found.top_value > found.value) out.push(row("top", found.top[0], found.top_value));
  return out;
}

function curveTable(study, countries, key) {
  const [axis] = study.sweep.axes,
    measure = study.catalogue[key];
  return makeTable({
    caption: `${measure.name} by ${axis.title}`,
    filename: `curves-${key}`,
    rows: axis.values.map((x, point) => ({
      [axis.key]: axisCell(axis, x),
      ...Object.fromEntries(
        countries.map((n) => [
          study.places[n].code,
          study.sweep.values[point]?.[study.series(n, key)] ?? null,
        ]),
      ),
    })),
    columns: [
      axisColumn(axis),
      ...countries.map((n) => ({
        key: study.places[n].code,
        title: study.places[n].name,
        format: measure.shown,
        tone: !measure.level,
      })),
    ],
  });
}

function makeDraw(study, state, chart, words, holder) {
  const [axis] = study.sweep.axes;
  return () => {
    const measure = study.catalogue[state.measure];
    const chosen = state.country === kNone ? [] : [Number(state.country)];
    const countries = [...new Set([...study.focus.slice(0, kMostFocus), ...chosen])];
    chart.figure.querySelector("figcaption").textContent =
      `${measure.name}${measure.title.slice(measure.title.indexOf(","))}, against ${axis.title}`;
    const sentences = countries.map((n) => maximumWords(study, n, state.measure));
    words.replaceChildren(...sentences.map((text) => el("li", {}, text)));
    holder.replaceChildren(curveTable(study, countries, state.measure));
    return chart.update(
      countries.flatMap((n) => curveRows(study, n, state.measure)),
      {
        alt: `Curves of ${measure.word} against ${axis.title}, ${axis.values.length} points. ${sentences.join(" ")}`,
        adapt: (spec, narrow) => {
          spec.encoding.x.axis.title = axisTitle(axis);
          spec.encoding.y.axis.title = measure.unit;
          spec.encoding.color.legend.columns = narrow ? 2 : 4;
          if (measure.level) {
            spec.layer.shift();
            spec.encoding.y.axis.format = ",.4~g";
          }
          if (axis.values.length > kFewPoints) delete spec.layer.at(-3).mark.point;
          adaptToNames(spec, axis);
        },
      },
    );
  };
}

export function curvesSection(study) {
  const chart = makeChart("sweep-curves", curves, "Curves");
  const state = { measure: study.measures[0], country: kNone };
  const words = el("ul", { class: "note", "aria-live": "polite" }),
    holder = el("div", {});
  const draw = makeDraw(study, state, chart, words, holder);
  const choose = (name) => (value) => {
    state[name] = value;
    return draw();
  };
  return {
    node: section(
      "curves",
      "Curves",
      "A filled dot marks the largest value on the grid, an open diamond the top of the parabola through it and the points beside it.",
      measureSwitch(study, "curves-measure", choose("measure")),
      el(
        "div",
        { class: "controls" },
        select(
          "Add an economy",
          [[kNone, "only those in focus"], ...economyChoices(study)],
          kNone,
          choose("country"),
        ),
      ),
      chart.figure,
      words,
      thinnedWords(study) ? el("p", { class: "note" }, thinnedWords(study)) : null,
      holder,
    ),
    draw,
  };
}

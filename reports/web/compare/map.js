// Where two runs differ, on a map.
import { el, section, select, switcher } from "../lib/dom.js";
import { minus } from "../lib/format.js";
import { makeMap } from "../lib/map.js";
import { differenceOf, markNotes, scaleOf, shownMeasure, unitOf } from "./comparison.js";

export function mapSection(data) {
  const map = makeMap(data.places, "Difference by economy");
  const state = { measure: "welfare_pct", run: "1" };
  const holder = el("div", {});
  const paint = () => {
    const run = Number(state.run),
      measure = shownMeasure(data, "country", state.measure, data.levels),
      name = data.measures.find(([key]) => key === state.measure)[1];
    const title = `${name}: ${data.runs[run].id} less ${data.runs[0].id}, ${unitOf(data, measure)}`;
    const value = (place) => {
      const values = data.of("country", place.code, measure);
      const gap = minus(values[run], values[0]);
      return gap === null ? null : gap / scaleOf(measure);
    };
    map.figure.querySelector("figcaption").textContent = title;
    holder.replaceChildren(
      ...markNotes(data, data.places.map(({ code }) => data.of("country", code, measure)), run),
    );
    return map.paint(value, {
      title: unitOf(data, measure),
      text: (gap) => differenceOf(measure)(gap === null ? null : gap * scaleOf(measure)),
      alt: `World map of differences. ${title}; all values are in the tables below.`,
    });
  };
  const runs = data.runs.slice(1).map((run, at) => [String(at + 1), run.id]);
  return {
    node: section(
      "map",
      "Where they differ",
      "Blue is higher under the later run than under the first, orange lower, which is a gain or a loss only of some measures; in grey economies the two are alike, to within the step around 0 in the legend; a dashed outline without a filling has no data.",
      switcher("Show", "map-measure", data.measures, state.measure, (key) => {
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
      holder,
    ),
    draw: paint,
  };
}

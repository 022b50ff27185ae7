// A measure by economy, a dot per run.
import { el, section, switcher } from "../lib/dom.js";
import { change } from "../lib/format.js";
import { largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";
import { differenceOf, formatOf, levelsSwitcher, markNotes, reasonNotes, runColumns, runValues, scaleOf, shownMeasure, unitOf } from "./comparison.js";
import { drawDots, makeDots } from "./dots.js";

const kDots = 24;

const spread = ({ values }) => {
  const known = values.filter((value) => value !== null);
  return known.length ? Math.max(...known) - Math.min(...known) : 0;
};

/** What is in the focus of any run, in its order; other groups; the rest, those furthest apart first. */
function inOrder(data, measure) {
  const row = (kind, place, key) => ({
    place,
    key,
    kind,
    values: data.of(kind, key, measure),
    before: data.before(kind, key, measure),
  });
  const groups = data.keys("group", measure).map((name) => row("group", { code: "", name }, name));
  const countries = data.places.map((place) => row("country", place, place.code));
  const rank = ({ key }) => data.focus.indexOf(key);
  const focus = [...groups, ...countries]
    .filter((one) => rank(one) >= 0)
    .sort((a, b) => rank(a) - rank(b));
  const others = groups.filter((one) => rank(one) < 0);
  const rest = countries.filter((one) => rank(one) < 0);
  return { first: [...focus, ...others], rest: largest(rest, rest.length, spread) };
}

export function welfareSection(data) {
  const chart = makeDots("compared-dots", "Welfare by economy, a dot per run");
  const holder = el("div", {});
  const state = { measure: "welfare_pct", levels: data.levels };
  const draw = () => {
    const name = data.measures.find(([key]) => key === state.measure)[1];
    const measure = shownMeasure(data, "country", state.measure, state.levels);
    const format = formatOf(measure),
      level = format !== change;
    const { first, rest } = inOrder(data, measure);
    const shown = [...first, ...rest.slice(0, Math.max(0, kDots - first.length))];
    chart.figure.querySelector("figcaption").textContent =
      `${name} by economy, a dot per run: ${first.length ? "those in focus and groups, then " : ""}those furthest apart`;
    const rows = [...first, ...rest];
    holder.replaceChildren(
      makeTable({
        caption: `${name} by economy`,
        filename: `compare-${measure}`,
        open: true,
        rows: rows.map(({ place, values, before }) => ({
          name: place.name,
          country: place.code,
          ...runValues(data, values, before),
        })),
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          ...runColumns(data, format, differenceOf(measure), rows.map(({ before }) => before)),
        ],
      }),
      ...markNotes(data, rows.map(({ values }) => values)),
      ...reasonNotes(
        rows.map(({ kind, key, place }) => ({ name: place.name, reasons: data.reasons(kind, key, measure) })),
      ),
    );
    return drawDots(
      chart,
      data,
      shown.map(({ place, values }) => ({ name: place.name, values })),
      {
        format,
        level,
        scale: scaleOf(measure),
        axis: measure.endsWith("_pct") ? "%" : unitOf(data, measure),
        alt: `${name}: a dot per run on a line per economy, for ${shown.length} economies; the table below has every value.`,
      },
    );
  };
  const levels = levelsSwitcher("dots-levels", data.levels, (value) => {
    state.levels = value;
    return draw();
  });
  return {
    node: section(
      "welfare",
      "By economy",
      null,
      switcher("Show", "dots-measure", data.measures, "welfare_pct", (value) => {
        state.measure = value;
        return draw();
      }),
      levels,
      chart.figure,
      holder,
    ),
    draw,
  };
}

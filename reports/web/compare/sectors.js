// The sectors of a chosen economy, all runs side by side.
import heatMap from "../run/heat-map.json";
import { makeChart } from "../lib/chart.js";
import { classes, levelClasses, paintClasses } from "../lib/colors.js";
import { el, section, select, switcher } from "../lib/dom.js";
import { change, kVisible } from "../lib/format.js";
import { byName } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";
import { widthOf } from "../lib/text_width.js";
import { differenceOf, formatOf, levelsSwitcher, markNotes, reasonNotes, runColumns, runValues, scaleOf, shownMeasure, unitOf } from "./comparison.js";

const kAslant = 100; // pixels of the name of a run that finds room aslant
const kMeasures = [
  ["volume_pct", "Output, volume"],
  ["output_pct", "Output, value"],
  ["price_pct", "Producers' price"],
  ["buyer_price_at_own_wages_pct", "Buyers' price at unchanged wages"],
  ["exports_pct", "Exports"],
  ["imports_pct", "Imports"],
  ["tariff_pct", "Tariff on imports"],
];

/** Groups and countries whose sectors the page has. */
const economiesOf = (data) => [
  ...new Set(["group_sector", "sector"].flatMap((kind) => data.keys(kind, "volume_pct").map((key) => key.split("[")[0]))),
];

function rowsOf(data, country, measure) {
  const names = Object.assign({}, ...data.runs.map((run) => run.sector_names));
  const kind = data.groups.includes(country) ? "group_sector" : "sector";
  return data
    .keys(kind, measure)
    .filter((key) => key.startsWith(`${country}[`))
    .map((key) => {
      const code = key.slice(country.length + 1, -1);
      return {
        key,
        code,
        kind,
        name: names[code] || code,
        values: data.of(kind, key, measure),
        before: data.before(kind, key, measure),
      };
    });
}

function sectorTable(data, rows, measure, caption) {
  return makeTable({
    caption,
    filename: `compare-sectors-${measure}`,
    open: true,
    rows: rows.map(({ name, code, values, before }) => ({ name, code, ...runValues(data, values, before) })),
    columns: [
      { key: "name", title: "Sector" },
      { key: "code", title: "Code" },
      ...runColumns(data, formatOf(measure), differenceOf(measure), rows.map(({ before }) => before)),
    ],
  });
}

function drawHeat(chart, data, rows, measure, caption) {
  const format = formatOf(measure),
    size = (value) => (value === null ? null : value / scaleOf(measure)),
    values = rows.flatMap((row) => row.values.map(size)),
    scale = format === change ? classes(values, { least: kVisible }) : levelClasses(values);
  const cells = (narrow) =>
    rows.flatMap((row, place) =>
      row.values.map((value, at) => ({
        x: data.runs[at].id,
        y: narrow ? row.code : row.name,
        x_place: at,
        y_place: place,
        band: scale.of(size(value)),
        shown: format(value),
        detail: `${row.name}, ${data.runs[at].id}`,
      })),
    );
  chart.figure.querySelector("figcaption").textContent = `${caption}, sectors by runs`;
  return chart.update(cells, {
    alt: `Matrix of ${caption} of ${rows.length} sectors (rows) in ${data.runs.length} runs (columns); the table below has every value.`,
    adapt: (spec, narrow) => {
      const longest = Math.max(...data.runs.map(({ id }) => widthOf(id)));
      spec.encoding.x.axis.labelAngle = narrow || longest > kAslant ? -90 : -40;
      const unit = measure.endsWith("_pct") ? "%" : unitOf(data, measure);
      paintClasses(spec.encoding.color, scale.names, `${caption}, ${unit}`, narrow, { colors: scale.colors });
    },
  });
}

export function sectorsSection(data) {
  const codes = economiesOf(data);
  if (codes.length === 0) return null;
  const chart = makeChart("sectors-by-run", heatMap, "Output by sector and run");
  const holder = el("div", {});
  const state = {
    country: codes.includes(data.sectors_of) ? data.sectors_of : codes[0],
    measure: "volume_pct",
    levels: data.levels,
  };
  const { nameOf } = data;
  const draw = () => {
    const measure = shownMeasure(data, "sector", state.measure, state.levels);
    const rows = rowsOf(data, state.country, measure).filter((row) => row.values.some((value) => value !== null));
    const title = kMeasures.find(([key]) => key === state.measure)[1];
    const caption = `${nameOf(state.country)}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
    holder.replaceChildren(
      sectorTable(data, rows, measure, `${caption} by sector`),
      ...markNotes(data, rows.map(({ values }) => values)),
      ...reasonNotes(rows.map(({ kind, key, name }) => ({ name, reasons: data.reasons(kind, key, measure) }))),
    );
    return drawHeat(chart, data, rows, measure, caption);
  };
  const choose = (key) => (value) => {
    state[key] = value;
    return draw();
  };
  return {
    node: section(
      "sectors",
      "Sectors",
      "One economy's sectors in every run; a group's are its members' together, without trade among them. Volumes are output at unchanged prices; prices are against world value added. Every economy of the runs can be chosen.",
      el(
        "div",
        { class: "controls" },
        select("Economy", byName(codes.map((code) => [code, nameOf(code)])), state.country, choose("country")),
      ),
      switcher("Show", "sector-measure", kMeasures, state.measure, choose("measure")),
      levelsSwitcher("sector-levels", data.levels, choose("levels")),
      chart.figure,
      holder,
    ),
    draw,
  };
}

// Headline figures at other horizons, with other sources of trade elasticities, and with other
// closures of trade deficits.
import rangeDots from "./range.json";
import { makeChart } from "../lib/chart.js";
import { el, section } from "../lib/dom.js";
import { change, kVisible, typeset } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

const nameOf = ({ economy, measure }) => `${economy}: ${measure}`;

/** A row for each figure of each line, as the chart draws them. */
function dots({ horizons, lines }) {
  return lines.flatMap((line) =>
    line.cells
      .map((cell, at) => ({
        name: nameOf(line),
        horizon: horizons[at],
        value: cell.own,
        low: cell.low,
        high: cell.high,
        shown: cell.text,
      }))
      .filter((row) => row.low !== null),
  );
}

function chartPart(range) {
  const chart = makeChart("range", rangeDots, "Changes at each horizon, %");
  const rows = dots(range);
  const moves = rows.some((row) => Math.max(Math.abs(row.low), Math.abs(row.high)) >= kVisible);
  return {
    node: chart.figure,
    draw: () =>
      chart.update(() => rows, {
        still: moves ? null : "No headline figure moves at any horizon.",
        alt: "Changes of real income and real wages in percent, at each horizon, over all sources of trade elasticities; the table below has every value.",
        adapt: (spec) => {
          spec.encoding.yOffset.sort = range.horizons;
          spec.encoding.color.sort = range.horizons;
          spec.layer[1].encoding.shape.sort = range.horizons;
          spec.layer[0].encoding.x.axis.title =
            "change, %: dot the run's own elasticities, bar the sources below";
          return null;
        },
      }),
  };
}

function table({ horizons, lines }) {
  return makeTable({
    caption: "Headline figures by horizon; in brackets over sources of trade elasticities",
    filename: "range",
    open: true,
    rows: lines.map((line) => ({
      economy: line.economy,
      measure: line.measure,
      ...Object.fromEntries(line.cells.map((cell, at) => [`horizon_${at}`, cell.text])),
    })),
    columns: [
      { key: "economy", title: "Economy" },
      { key: "measure", title: "Change of" },
      ...horizons.map((title, at) => ({ key: `horizon_${at}`, name: title, title, text: typeset })),
    ],
  });
}

/** Nothing where other closures of trade deficits move no figure. */
function closuresPart({ closures, lines, closure_notes }) {
  if (closures.length === 0) return [];
  return [
    makeTable({
      caption: "Headline figures with other closures of trade deficits",
      filename: "closures",
      open: true,
      rows: lines.map((line) => ({
        economy: line.economy,
        measure: line.measure,
        ...Object.fromEntries(line.closures.map((percent, at) => [`closure_${at}`, percent])),
      })),
      columns: [
        { key: "economy", title: "Economy" },
        { key: "measure", title: "Change of" },
        ...closures.map((title, at) => ({
          key: `closure_${at}`,
          name: title,
          title,
          format: change,
          tone: true,
          family: "closures",
        })),
      ],
    }),
    notes(closure_notes),
  ];
}

const notes = (sentences) =>
  el(
    "ul",
    { class: "note" },
    sentences.map((sentence) => el("li", {}, typeset(sentence))),
  );

/** Null where the scenario asks for no range. */
export function rangeSection(run) {
  const { range } = run.headline;
  if (!range) return null;
  const chart = chartPart(range);
  return {
    node: section(
      "range",
      "Range",
      "The same scenario solved for the short, the medium and the long run, with the sources of trade elasticities named below: how much the headline figures depend on these two; and, where it matters, with trade deficits closed otherwise. Retaliation by partners is not varied here.",
      chart.node,
      table(range),
      notes(range.notes),
      ...closuresPart(range),
    ),
    draw: chart.draw,
  };
}

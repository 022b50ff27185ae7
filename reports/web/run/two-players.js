// Of a game of two: who defects, and how each answers the other.
import reactionCurves from "./reaction-curves.json";
import { makeChart } from "../lib/chart.js";
import { el } from "../lib/dom.js";
import { change, typeset } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

const rate = (value) => (value === null ? "–" : `${value.toFixed(2)}\u00a0%`);
const notes = (lines) => el("ul", { class: "note" }, lines.map((line) => el("li", {}, typeset(line))));
const kNothing = { nodes: [], draw: async () => {} };

/** The pay-off table. */
export function payoffsPart({ payoffs, players }) {
  if (!payoffs) return kNothing;
  const [first, second] = players;
  const maximised = payoffs.in_what_is_maximised
    ? [
        { key: "first_gain", title: `Gain of ${first}`, format: change, tone: true, family: "gain" },
        { key: "second_gain", title: `Gain of ${second}`, format: change, tone: true, family: "gain" },
      ]
    : [];
  return {
    nodes: [
      makeTable({
        caption: "Who defects",
        filename: "payoffs",
        open: true,
        rows: payoffs.rows,
        columns: [
          { key: "who", title: "Who leaves the rates kept" },
          { key: "first", title: `Welfare of ${first}`, format: change, tone: true, family: "welfare" },
          { key: "second", title: `Welfare of ${second}`, format: change, tone: true, family: "welfare" },
          ...maximised,
        ],
      }),
      notes(payoffs.notes),
    ],
    draw: async () => {},
  };
}

/** Points of the curves, in the plane of both rates. */
function curveRows({ points }, players) {
  return points
    .filter((point) => point.rate !== null)
    .map(({ player, other, rate: own, welfare_pct: welfare }) => ({
      kind: "curve",
      series: `best answer of ${players[player]}`,
      order: other,
      x: player === 0 ? own : other,
      y: player === 0 ? other : own,
      detail: `${players[player]} at its best, welfare ${change(welfare)}`,
    }));
}

function markRow(kind, detail, [x, y]) {
  return { kind, series: null, order: 0, x, y, detail };
}

/** Reaction curves of two players with one rate each. */
export function reactionsPart({ reactions, players }) {
  if (!reactions) return kNothing;
  const [first, second] = players;
  const series = players.map((player) => `best answer of ${player}`);
  const rows = [
    ...curveRows(reactions, players),
    markRow("kept", reactions.kept_is, reactions.kept),
    markRow("nash", "Nash equilibrium", reactions.nash),
  ].map((row) => ({ ...row, shown: `${first} ${rate(row.x)}, ${second} ${rate(row.y)}` }));
  const chart = makeChart("reactions", reactionCurves, "Best answers to the other's rate");
  const table = makeTable({
    caption: "Best answers to the other's rate",
    filename: "reactions",
    rows: reactions.points.map((point) => ({ ...point, who: players[point.player] })),
    columns: [
      { key: "who", title: "Who answers" },
      { key: "other", title: "The other's rate", format: rate },
      { key: "rate", title: "Best answer", format: rate },
      { key: "welfare_pct", title: "Welfare then", format: change, tone: true },
    ],
  });
  return {
    nodes: [chart.figure, table, notes(reactions.notes)],
    draw: () =>
      chart.update(rows, {
        alt: `Reaction curves: the best rate of ${first} at rates of ${second}, and the reverse. They cross in the Nash equilibrium, ${first} ${rate(reactions.nash[0])}, ${second} ${rate(reactions.nash[1])}; the table below has the points.`,
        note: `The diamond is the Nash equilibrium, where the curves cross; the square stands for ${reactions.kept_is}.`,
        adapt: (spec) => {
          spec.encoding.x.axis.title = `rate of ${first}, %`;
          spec.encoding.y.axis.title = `rate of ${second}, %`;
          for (const layer of spec.layer.slice(0, 2)) layer.encoding.color.scale.domain = series;
          return null;
        },
      }),
  };
}

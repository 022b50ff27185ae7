// What it takes: the outcome of a goal against the number that is varied, with the values that reach it.
import goalCurve from "./goal-curve.json";
import { makeChart } from "../lib/chart.js";
import { section } from "../lib/dom.js";
import { change } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

const sixDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });
const plain = (value) => (value === null ? "–" : sixDigits.format(value).replace("-", "\u2212"));

export function goalSection(run) {
  const { goal } = run;
  if (!goal) return null;
  const place = (value) => plain(value) + (goal.percent ? "\u00a0%" : "");
  const row = (kind) => (point) => ({
    kind,
    x: point.value,
    value: point.outcome,
    shown: plain(point.outcome),
    place: place(point.value),
  });
  const found = goal.roots.length > 0 ? goal.roots : [goal.closest].filter(Boolean);
  const rows = [
    ...goal.tried.map(row("tried")),
    ...found.map(row(goal.roots.length > 0 ? "root" : "closest")),
  ].filter((point) => point.value !== null);
  const chart = makeChart("goal", goalCurve, `${goal.outcome} against ${goal.sought}`);
  return {
    node: section(
      "goal",
      "Reaching the goal",
      `${goal.title}: ${goal.notes.join("; ")}.`,
      chart.figure,
      makeTable({
        caption: goal.roots.length > 0 ? "Values that reach it" : "The value that comes closest",
        filename: "goal",
        open: true,
        rows: found,
        columns: [
          { key: "value", name: goal.key, title: goal.sought, format: place },
          { key: "outcome", title: goal.outcome, format: plain },
          { key: "welfare_pct", title: "Welfare", format: change, tone: true },
        ],
      }),
    ),
    draw: () =>
      chart.update(rows, {
        still: rows.length > 1 ? null : "No point of the curve could be solved.",
        alt: `Curve of ${goal.outcome} against ${goal.sought}, a dashed line at ${plain(goal.target)}, which is wanted, and ${goal.roots.length > 0 ? "diamonds where it is reached" : "a diamond where it comes closest"}; the table below has these.`,
        note: `The dashed line is what is wanted; ${goal.roots.length > 0 ? "diamonds reach it" : "the diamond comes closest"}.`,
        adapt: (spec) => {
          spec.encoding.x.axis.title = goal.sought + (goal.percent ? ", %" : "");
          spec.encoding.y.axis.title = goal.outcome;
          spec.layer[0].encoding.y.datum = goal.target;
          return null;
        },
      }),
  };
}

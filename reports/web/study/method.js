// What a study rests on: certificate over all points, failures, method, scenario.
import { el } from "../lib/dom.js";
import { typeset } from "../lib/format.js";
import { facts, methodFrame } from "../lib/method.js";
import { makeTable } from "../lib/table.js";

const kSweep =
  "Every combination of the values is one scenario, solved on its own. The largest value is that of the grid; its parabola goes through that point and its neighbours on each axis.";
const kDraws =
  "Every draw is one scenario, solved on its own with numbers drawn for what is uncertain. Percentiles interpolate between draws; the probability of gain is the share of draws with a rise.";

function failures(study) {
  const { failed, failures: told } = study.summary.study;
  if (failed === 0) return el("p", { class: "note" }, "No point is without a result.");
  return makeTable({
    caption: `${failed.toLocaleString("en-US")} points without a result${failed > told.length ? `, the first ${told.length}` : ""}`,
    filename: "failures",
    open: true,
    rows: told,
    columns: [
      { key: "point", title: "Point", format: (value) => value.toLocaleString("en-US") },
      ...(study.sweep ? [{ key: "at", title: "At" }] : []),
      { key: "message", title: "Reason" },
    ],
  });
}

export function studyMethodSection(study) {
  const { study: told } = study.summary;
  const solved =
    told.failed === 0 ? "all with a result" : `${told.solved.toLocaleString("en-US")} with a result`;
  const counts = [
    ["Points", `${told.points.toLocaleString("en-US")}, ${solved}`],
    ...(told.draws ? [["Draws", told.draws.toLocaleString("en-US")]] : []),
    ...(study.sweep
      ? study.sweep.axes.map((axis) => ["Axis", `${axis.title} (${axis.key} in files), ${axis.all.toLocaleString("en-US")} values`])
      : []),
  ];
  return {
    node: methodFrame(study, "study", [
      el("p", { class: "lead" }, study.sweep ? kSweep : kDraws),
      facts(study, counts),
      el("h3", {}, "Certificate"),
      el(
        "p",
        { class: "holds" },
        `Recomputed at every point from the levels alone, without the solver: ${typeset(study.certificate)}.`,
      ),
      failures(study),
    ]),
  };
}

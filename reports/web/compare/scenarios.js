// The scenario files side by side, with the lines that differ marked.
import { copy, el, section } from "../lib/dom.js";
import { typeset } from "../lib/format.js";
import { alignLines } from "./text_difference.js";

/** A scenario file; `same`: by line, whether the other has it. */
const marked = (run, lines, same) =>
  el(
    "pre",
    { tabindex: "0", "aria-label": `Scenario file of ${run.id}; lines that differ are marked` },
    lines.map((line, row) =>
      same[row] ? el("span", {}, line) : el("span", {}, el("mark", { class: "differs" }, line)),
    ),
  );

export function scenariosSection(data) {
  const first = data.runs[0].scenario_text.split("\n");
  const oneFile = data.runs.every((run) => run.scenario_text === data.runs[0].scenario_text);
  const texts = data.runs.map((run, at) => {
    const lines = run.scenario_text.split("\n");
    const same =
      at === 0
        ? lines.map((line) =>
            data.runs.slice(1).every((other) => other.scenario_text.split("\n").includes(line)),
          )
        : alignLines(first, lines);
    const button = el("button", { type: "button" }, "Copy");
    button.addEventListener("click", () => copy(run.scenario_text, button));
    return el(
      "div",
      {},
      el("h3", {}, run.id),
      oneFile && at > 0 ? el("p", { class: "note" }, "The same file.") : marked(run, lines, same),
      run.overrides.length
        ? el("p", { class: "note" }, `Keys set for this run: ${run.overrides.join("; ")}`)
        : null,
      el(
        "p",
        { class: "note" },
        `Baseline ${run.baseline}, SHA-256 ${run.baseline_sha256.slice(0, 12)}. Certificate: ${run.certificate || "not recorded"}.`,
      ),
      el("div", { class: "buttons" }, button),
    );
  });
  return {
    node: section(
      "scenarios",
      "Scenario files side by side",
      "What the policies differ in, in words, and below them the files.",
      el(
        "div",
        { class: "story" },
        data.policy_differences.map((line) => el("p", {}, typeset(line))),
      ),
      el(
        "p",
        { class: "lead" },
        oneFile
          ? "All runs are of one file, with the keys that are named below it."
          : "Lines that another file does not have are marked.",
      ),
      el("div", { class: "texts" }, texts),
    ),
  };
}

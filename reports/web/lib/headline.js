import { el, section } from "./dom.js";
import { capitalised, toneOf, typeset } from "./format.js";

export function headlineSection(run) {
  const { policy, figures, sentences, notes } = run.headline;
  const classOf = ({ change, value }) => ["value", toneOf(change, value)].filter(Boolean).join(" ");
  return {
    node: section(
      "headline",
      "In short",
      null,
      el(
        "ul",
        { class: "policy" },
        policy.map((line) => el("li", {}, typeset(line))),
      ),
      el(
        "dl",
        { class: "figures" },
        figures.map((figure) =>
          el(
            "div",
            {},
            el("dt", {}, figure.label),
            el("dd", { class: classOf(figure) }, typeset(figure.value)),
            el("dd", { class: "detail" }, typeset(figure.detail)),
          ),
        ),
      ),
      el(
        "div",
        { class: "story" },
        sentences.map((line) => el("p", {}, typeset(line))),
      ),
      notes.length > 0
        ? el(
            "div",
            {},
            el("h3", {}, "Notes"),
            el(
              "ul",
              { class: "note" },
              notes.map((note) => el("li", {}, typeset(`${capitalised(note)}.`))),
            ),
          )
        : null,
    ),
  };
}

// What was solved beside this run: its variants, or the scenario that it is a variant of.
import { el, section } from "../lib/dom.js";

const link = (address, text) => el("a", { href: address }, text);

export function variantsSection({ links }) {
  const { variants, scenario, comparison } = links;
  if (variants.length === 0 && !scenario) return null;
  const text = scenario
    ? "This page is of one variant of a scenario; the others are beside it."
    : "This page is of the scenario as written. It was also solved with these changes.";
  return {
    node: section(
      "variants",
      "Variants",
      text,
      el(
        "ul",
        { class: "policy" },
        scenario ? el("li", {}, link(scenario.page, scenario.id), ", the scenario as written") : null,
        variants.map(({ id, title, page }) => el("li", {}, link(page, id), ` ${title}`)),
        el("li", {}, link(comparison, "All side by side")),
      ),
    ),
  };
}

// What a comparison and its runs are called.
import { counted } from "../lib/format.js";

/** Variants carry the title of their scenario before a colon. */
function areVariants([first, ...others]) {
  return Boolean(first.title) && others.every(({ title }) => title.startsWith(`${first.title}: `));
}

export function titleOf({ runs }) {
  return areVariants(runs)
    ? `${runs[0].title}: ${counted(runs.length - 1, "variant", "variants")} beside it`
    : `${runs.map((run) => run.id).join(", ")}: side by side`;
}

/** The title of a run; of a variant what it changes. */
export function wordsOf({ runs }, run) {
  if (!areVariants(runs)) return run.title;
  return run === runs[0] ? "as written" : run.overrides.join("; ");
}

// What a comparison and its runs are called.
import { counted } from "../lib/format.js";

/** A scenario with variants of it, which say so (those written earlier by their titles). */
function areVariants([first, ...others]) {
  return (
    others.length > 0 &&
    others.every(
      (run) =>
        run.variant_of === first.id ||
        (!run.variant_of && Boolean(first.title) && run.title.startsWith(`${first.title}: `)),
    )
  );
}

export function titleOf({ runs }) {
  return areVariants(runs)
    ? `${runs[0].title}: ${counted(runs.length - 1, "variant", "variants")} beside it`
    : `${runs.map((run) => run.id).join(", ")}: side by side`;
}

/** The title of a run; of a variant without one of its own what it changes. */
export const wordsOf = ({ runs }, run) => (areVariants(runs) && run === runs[0] ? "as written" : run.words);

// What is looked up rather than read: the long matrices.
import { section } from "../lib/dom.js";
import { tradeMatrix } from "./flows.js";
import { sectorMatrix } from "./sectors.js";

export function annexSection(run) {
  const parts = [tradeMatrix(run), sectorMatrix(run)];
  return {
    node: section(
      "annex",
      "Annex: all pairs and all sectors",
      "Every value is in the tables of the sections on trade and sectors.",
      parts.map((part) => part.node),
    ),
    draw: async () => {
      for (const part of parts) await part.draw();
    },
  };
}

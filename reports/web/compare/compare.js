// The page of a comparison: two to twelve runs, differences to the first.
import { typeset } from "../lib/format.js";
import { drawInTurn, frame } from "../lib/frame.js";
import { readComparison } from "./comparison.js";
import { headlineSection } from "./headline.js";
import { mapSection } from "./map.js";
import { quotasSection } from "./quotas.js";
import { scenariosSection } from "./scenarios.js";
import { sectorsSection } from "./sectors.js";
import { stepsSection } from "./steps.js";
import { titleOf } from "./titles.js";
import { tradeSection } from "./trade.js";
import { welfareSection } from "./welfare.js";

const kNames = {
  headline: "In short",
  map: "Map",
  welfare: "By economy",
  steps: "Step by step",
  quotas: "Quotas",
  sectors: "Sectors",
  trade: "Trade",
  scenarios: "Scenarios",
};

export async function comparePage(root, raw) {
  const data = readComparison(raw);
  const parts = [
    headlineSection,
    mapSection,
    welfareSection,
    stepsSection,
    quotasSection,
    sectorsSection,
    tradeSection,
    scenariosSection,
  ]
    .map((make) => make(data))
    .filter(Boolean);
  frame(root, {
    kicker: `Comparison of ${data.runs.length} runs`,
    title: titleOf(data),
    sections: parts.map((part) => part.node),
    names: kNames,
    footer: `tariffsim ${data.version}. Differences are to the first run, ${typeset(data.runs[0].id)}; in percentage points where the measure is in percent.`,
  });
  await drawInTurn(parts);
}

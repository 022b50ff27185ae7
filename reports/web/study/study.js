// The page of a study: a sweep over keys, or draws of what is not known.
import { drawInTurn, frame, premises } from "../lib/frame.js";
import { headlineSection } from "../lib/headline.js";
import { chanceSection } from "./chance.js";
import { curvesSection } from "./curves.js";
import { figuresSection } from "./figures.js";
import { gridSection } from "./grid.js";
import { studyMeasures } from "./measures.js";
import { studyMethodSection } from "./method.js";
import { rangeSection } from "./range.js";
import { sobolSection } from "./sobol.js";
import { spreadSection } from "./spread.js";

const kNames = {
  headline: "In short",
  curves: "Curves",
  grid: "Grid",
  figures: "Quotas, rates, measures",
  range: "By economy",
  spread: "By economy",
  chance: "Probability of gain",
  causes: "What it is due to",
  method: "Method",
};

/** The data of C++ with the positions of a measure in a row of values. */
function readStudy(data) {
  const width = data.measures.length;
  return {
    ...data,
    currency: data.summary.baseline.currency,
    catalogue: studyMeasures(data),
    series: (country, measure) => country * width + data.measures.indexOf(measure),
  };
}

export async function studyPage(root, data) {
  const study = readStudy(data);
  const { summary } = study;
  const makers = study.sweep
    ? [study.sweep.axes.length === 1 ? curvesSection : gridSection, figuresSection, rangeSection]
    : [spreadSection, figuresSection, chanceSection, sobolSection];
  const parts = [headlineSection, ...makers, studyMethodSection].map((make) => make(study)).filter(Boolean);
  const kind = study.sweep ? "Sweep" : "Uncertainty";
  frame(root, {
    kicker: `${kind} of scenario ${summary.id} · baseline ${summary.baseline.id} (${summary.baseline.year})`,
    title: summary.title || summary.id,
    description: study.description,
    premises: premises(
      summary,
      study.headline,
      (step) => `Of the timeline the last step counts, ${step}.`,
    ),
    sections: parts.map((part) => part.node),
    names: kNames,
    footer: `tariffsim ${summary.version}. Changes are from the ${summary.reference ? "reference" : "baseline"} to the equilibrium of each point; money is in ${study.currency} of ${summary.baseline.prices}.`,
  });
  await drawInTurn(parts);
}

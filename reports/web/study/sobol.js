// Which of several uncertain groups the spread comes from.
import sobolChart from "./sobol.json";
import { makeChart } from "../lib/chart.js";
import { el, keptChoice, section } from "../lib/dom.js";
import { largest } from "../lib/frame.js";
import { measureSwitch, shownWords } from "./measures.js";
import { spreadOf } from "./spread.js";
import { makeTable } from "../lib/table.js";

const kShown = 24;
const kTogether = "groups together";
const kColors = ["var(--series-1)", "var(--series-2)", "var(--series-5)"];
const number = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const indexText = (value) => (value === null ? "–" : number.format(value).replace("-", "\u2212"));

function barRows(groups, { place, indices }) {
  const alone = indices.map((index) => Math.max(0, index));
  const rest = 1 - alone.reduce((sum, index) => sum + index, 0);
  return [...alone, Math.max(0, rest)].map((value, at) => ({
    name: place.name,
    group: groups[at] ?? kTogether,
    order: at,
    value,
    shown: indexText(at < groups.length ? indices[at] : value),
  }));
}

/** Bars beyond 100 % are an error of sampling, and say so. */
function beyondWords(study, sums) {
  const beyond = sums.filter((sum) => sum > 1.005).length;
  if (beyond === 0) return null;
  const bars = beyond === 1 ? "One bar is" : `${beyond} of ${sums.length} bars are`;
  return `${bars} longer than 100 %, which no true share can be: with ${study.summary.study.draws.toLocaleString("en-US")} draws the indices are estimates with an error of this size. More draws bring them closer.`;
}

export function sobolSection(study) {
  const { groups, sobol } = study.uncertainty;
  if (sobol.length === 0) return null;
  const chart = makeChart("sobol", sobolChart, "What the variance is due to");
  const holder = el("div", {});
  const draw = (key) => {
    const measure = study.catalogue[key];
    const rows = study.places
      .map((place, n) => ({
        place,
        n,
        indices: sobol[study.series(n, key)],
        spread: spreadOf(study, n, key),
      }))
      .filter(({ indices }) => indices[0] !== null);
    const wide = ({ n, spread }) =>
      spread.p95 - spread.p5 + (study.summary.focus.length && study.focus.includes(n) ? 1e15 : 0);
    const shown = largest(rows, kShown, wide).sort((a, b) => b.indices[0] - a.indices[0]);
    chart.figure.querySelector("figcaption").textContent =
      `${measure.name}: what its variance is due to${shownWords(study, shown.length, rows.length, "vary")}`;
    holder.replaceChildren(
      makeTable({
        caption: `${measure.name}: first-order Sobol indices`,
        filename: `sobol-${key}`,
        rows: rows.map(({ place, indices }) => ({
          name: place.name,
          country: place.code,
          ...Object.fromEntries(groups.map((group, at) => [group, indices[at]])),
        })),
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          ...groups.map((group) => ({ key: group, title: group, format: indexText })),
        ],
      }),
    );
    return chart.update(
      shown.flatMap((row) => barRows(groups, row)),
      {
        alt: `Stacked bars of first-order Sobol indices of ${measure.word} for ${shown.length} economies: the shares of the variance that ${groups.join(" and ")} cause alone; the table below has every value.`,
        adapt: (spec, narrow) => {
          const { color, x } = spec.encoding;
          color.scale = {
            domain: [...groups, kTogether],
            range: [...kColors.slice(0, groups.length), "var(--zero)"],
          };
          color.legend.columns = narrow ? 1 : 4;
          const sums = shown.map(({ indices }) =>
            indices.reduce((sum, index) => sum + Math.max(0, index), 0),
          );
          x.scale = { domain: [0, Math.max(1, ...sums)], nice: false };
          return beyondWords(study, sums);
        },
      },
    );
  };
  const choose = keptChoice(study.measures[0], draw);
  return {
    node: section(
      "causes",
      "What it is due to",
      "First-order Sobol indices: the share of the variance that a group of uncertain numbers causes alone. What is left is due to groups together, and to sampling: in small samples indices scatter by a few hundredths and can add up to a little more than one.",
      measureSwitch(study, "causes-measure", choose),
      chart.figure,
      holder,
    ),
    draw: choose,
  };
}

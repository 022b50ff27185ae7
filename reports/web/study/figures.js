// Quotas, rates that governments choose and numbers that reach a goal, over the points of a study.
import curves from "./sweep-curves.json";
import { makeChart } from "../lib/chart.js";
import { section } from "../lib/dom.js";
import { change, money, rate } from "../lib/format.js";
import { adaptToNames, axisCell, axisColumn, axisText, axisTitle, positionsOf } from "./measures.js";
import { makeTable } from "../lib/table.js";

const ofPart = (value) => (value === null || value === undefined ? "–" : rate(100 * value));
const plain = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });
const asNumber = (value) =>
  value === null || value === undefined ? "–" : plain.format(value).replace("-", "\u2212");
const formatOf = ({ measure, percent }) => {
  if (measure === "rent_musd") return money;
  if (kOfGoals.has(measure) && !percent) return asNumber;
  return measure === "welfare_pct" ? change : ofPart;
};
const kOfPlayers = new Set(["tariff", "export_tax", "welfare_pct"]);
const kOfGoals = new Set(["sought", "roots"]);
const whatItIs = (measure) => (kOfGoals.has(measure) ? "Number" : kOfPlayers.has(measure) ? "Player" : "Quota");

/** A table of the figures of one quota or player: a row for each point of the sweep. */
function sweepTable(study, of, place, first) {
  const { axes, values } = study.sweep;
  const figures = study.figures.map((figure, at) => ({ ...figure, at })).filter((figure) => figure.of === of);
  return makeTable({
    caption: of,
    filename: `figures-${place + 1}`,
    open: true,
    rows: values.map((row, point) => ({
      ...Object.fromEntries(
        positionsOf(axes, point).map((position, at) => [
          axes[at].key,
          axisCell(axes[at], axes[at].values[position]),
        ]),
      ),
      ...Object.fromEntries(figures.map(({ measure, at }) => [measure, row === null ? null : row[first + at]])),
    })),
    columns: [
      ...axes.map(axisColumn),
      ...figures.map((figure) => ({
        key: figure.measure,
        title: figure.title.charAt(0).toUpperCase() + figure.title.slice(1),
        format: formatOf(figure),
      })),
    ],
  });
}

/** A table of the spread of one measure: a row for each quota or player. */
function spreadTable(study, measure, first) {
  const { percentiles, spreads } = study.uncertainty;
  const figures = study.figures.map((figure, at) => ({ ...figure, at })).filter((figure) => figure.measure === measure);
  const title = figures[0].title;
  const format = formatOf(figures[0]);
  return makeTable({
    caption: `${title.charAt(0).toUpperCase()}${title.slice(1)}: percentiles over the draws`,
    filename: `percentiles-figures-${measure}`,
    open: true,
    rows: figures.map(({ of, at }) => {
      const values = spreads[first + at];
      return {
        of,
        central: study.central[first + at],
        mean: values[percentiles.length],
        ...Object.fromEntries(percentiles.map((percent, p) => [`p${percent}`, values[p]])),
        above_zero: values[percentiles.length + 1],
      };
    }),
    columns: [
      { key: "of", title: whatItIs(measure) },
      { key: "central", title: "As it stands", format },
      { key: "mean", title: "Mean", format },
      ...percentiles.map((percent) => ({ key: `p${percent}`, title: `${percent} %`, format })),
      { key: "above_zero", title: "Share above zero", format: ofPart },
    ],
  });
}

const kDrawn = new Set(["licence_price", "tariff", "export_tax", "sought"]);
const kMostCurves = 8; // colours that can be told apart
const kFewPoints = 80; // up to here each is marked

/** What licences cost, rates and numbers that reach a goal, against the one key of a sweep: {figure, draw}. */
function curvesOf(study, first) {
  const [axis] = study.sweep.axes;
  const figures = study.figures
    .map((figure, at) => ({ ...figure, at }))
    .filter(({ measure }) => kDrawn.has(measure))
    .slice(0, kMostCurves);
  const chart = makeChart("figures-curves", curves, `Against ${axis.title}`);
  const ofParts = figures.every(({ measure, percent }) => measure !== "sought" || percent);
  const rows = figures.flatMap((figure) =>
    axis.values.flatMap((x, point) => {
      const value = study.sweep.values[point]?.[first + figure.at] ?? null;
      if (value === null) return [];
      const series = `${figure.of}: ${figure.title}`;
      return [
        {
          kind: "point",
          x,
          series,
          value: ofParts ? 100 * value : value,
          shown: formatOf(figure)(value),
          place: axisText(axis, x),
        },
      ];
    }),
  );
  const draw = () =>
    chart.update(rows, {
      alt: `Curves of ${figures.map(({ of, title }) => `${of}: ${title}`).join(", ")} against ${axis.title}, ${axis.values.length} points; the tables below have every value.`,
      adapt: (spec) => {
        spec.encoding.x.axis.title = axisTitle(axis);
        spec.encoding.y.axis.title = ofParts ? "%" : "";
        spec.encoding.y.axis.format = ",.4~g";
        spec.encoding.color.legend.columns = 1;
        spec.layer = [spec.layer[1]];
        if (axis.values.length > kFewPoints) delete spec.layer[0].mark.point;
        adaptToNames(spec, axis);
      },
    });
  return { figure: chart.figure, draw };
}

const unique = (values) => [...new Set(values)];

/** Of a study with quotas, or whose rates or numbers are found at every point; null for others. */
export function figuresSection(study) {
  if (study.figures.length === 0) return null;
  const first = study.places.length * study.measures.length;
  const goals = study.figures.some(({ measure }) => kOfGoals.has(measure)),
    rates = study.figures.some(({ measure }) => kOfPlayers.has(measure)),
    quotas = study.figures.some(({ measure }) => !kOfPlayers.has(measure) && !kOfGoals.has(measure));
  const words = [
    quotas
      ? "What a licence to trade within a quota costs, of the value of the goods; how much is traded of its amount; and what licences are worth in all, the rent."
      : null,
    rates
      ? "Rates are found again at every point. Of several rates of a player its mean is shown, weighted by trade before."
      : null,
    goals
      ? "The number is sought again at every point; shown are the lowest that reaches the goal, at which the point is solved, and how many there are. A point where none reaches it has no result."
      : null,
  ].filter(Boolean);
  const tables = study.sweep
    ? unique(study.figures.map(({ of }) => of)).map((of, place) => sweepTable(study, of, place, first))
    : unique(study.figures.map(({ measure }) => measure)).map((measure) => spreadTable(study, measure, first));
  const found = goals ? "what reaches the goal" : rates ? "chosen rates" : "";
  const title = [quotas ? "quotas" : "", found].filter(Boolean).join(" and ");
  const chart = study.sweep?.axes.length === 1 ? curvesOf(study, first) : null;
  return {
    node: section("figures", title.charAt(0).toUpperCase() + title.slice(1), words.join(" "), chart?.figure ?? null, ...tables),
    draw: chart?.draw ?? (async () => {}),
  };
}

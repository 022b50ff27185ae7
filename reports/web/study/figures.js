// Quotas, and rates that governments choose, over the points of a study.
import curves from "./sweep-curves.json";
import { makeChart } from "../lib/chart.js";
import { section } from "../lib/dom.js";
import { change, money, rate } from "../lib/format.js";
import { axisText, axisTitle, positionsOf } from "./measures.js";
import { makeTable } from "../lib/table.js";

const ofPart = (value) => (value === null || value === undefined ? "–" : rate(100 * value));
const formatOf = (measure) => {
  if (measure === "rent_musd") return money;
  return measure === "welfare_pct" ? change : ofPart;
};
const kOfPlayers = new Set(["tariff", "export_tax", "welfare_pct"]);

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
        positionsOf(axes, point).map((position, at) => [axes[at].key, axes[at].values[position]]),
      ),
      ...Object.fromEntries(figures.map(({ measure, at }) => [measure, row === null ? null : row[first + at]])),
    })),
    columns: [
      ...axes.map((axis) => ({ key: axis.key, title: axisTitle(axis), format: (value) => axisText(axis, value) })),
      ...figures.map(({ measure, title }) => ({
        key: measure,
        title: title.charAt(0).toUpperCase() + title.slice(1),
        format: formatOf(measure),
      })),
    ],
  });
}

/** A table of the spread of one measure: a row for each quota or player. */
function spreadTable(study, measure, first) {
  const { percentiles, spreads } = study.uncertainty;
  const figures = study.figures.map((figure, at) => ({ ...figure, at })).filter((figure) => figure.measure === measure);
  const title = figures[0].title;
  const format = formatOf(measure);
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
      { key: "of", title: kOfPlayers.has(measure) ? "Player" : "Quota" },
      { key: "central", title: "As it stands", format },
      { key: "mean", title: "Mean", format },
      ...percentiles.map((percent) => ({ key: `p${percent}`, title: `${percent} %`, format })),
      { key: "above_zero", title: "Share above zero", format: ofPart },
    ],
  });
}

const kDrawn = new Set(["licence_price", "tariff", "export_tax"]);
const kMostCurves = 8; // colours that can be told apart
const kFewPoints = 80; // up to here each is marked

/** What licences cost and rates are, against the one key of a sweep: {figure, draw}. */
function curvesOf(study, first) {
  const [axis] = study.sweep.axes;
  const figures = study.figures
    .map((figure, at) => ({ ...figure, at }))
    .filter(({ measure }) => kDrawn.has(measure))
    .slice(0, kMostCurves);
  const chart = makeChart("figures-curves", curves, `Against ${axis.title}`);
  const rows = figures.flatMap(({ of, title, at }) =>
    axis.values.flatMap((x, point) => {
      const value = study.sweep.values[point]?.[first + at] ?? null;
      return value === null
        ? []
        : [{ kind: "point", x, series: `${of}: ${title}`, value: 100 * value, shown: ofPart(value), place: axisText(axis, x) }];
    }),
  );
  const draw = () =>
    chart.update(rows, {
      alt: `Curves of ${figures.map(({ of, title }) => `${of}: ${title}`).join(", ")} against ${axis.title}, ${axis.values.length} points; the tables below have every value.`,
      adapt: (spec) => {
        spec.encoding.x.axis.title = axisTitle(axis);
        spec.encoding.y.axis.title = "%";
        spec.encoding.y.axis.format = ",.4~g";
        spec.encoding.color.legend.columns = 1;
        spec.layer = [spec.layer[1]];
        if (axis.values.length > kFewPoints) delete spec.layer[0].mark.point;
      },
    });
  return { figure: chart.figure, draw };
}

const unique = (values) => [...new Set(values)];

/** Of a study with quotas, or whose rates are chosen at every point; null for others. */
export function figuresSection(study) {
  if (study.figures.length === 0) return null;
  const first = study.places.length * study.measures.length;
  const quotas = study.figures.some(({ measure }) => !kOfPlayers.has(measure)),
    rates = study.figures.some(({ measure }) => kOfPlayers.has(measure));
  const words = [
    quotas
      ? "What a licence to trade within a quota costs, of the value of the goods; how much is traded of its amount; and what licences are worth in all, the rent."
      : null,
    rates
      ? "Rates are found again at every point. Of several rates of a player its mean is shown, weighted by trade before."
      : null,
  ].filter(Boolean);
  const tables = study.sweep
    ? unique(study.figures.map(({ of }) => of)).map((of, place) => sweepTable(study, of, place, first))
    : unique(study.figures.map(({ measure }) => measure)).map((measure) => spreadTable(study, measure, first));
  const title = quotas && rates ? "Quotas and chosen rates" : quotas ? "Quotas" : "Chosen rates";
  const chart = study.sweep?.axes.length === 1 ? curvesOf(study, first) : null;
  return {
    node: section("figures", title, words.join(" "), chart?.figure ?? null, ...tables),
    draw: chart?.draw ?? (async () => {}),
  };
}

// Quotas, rates that governments choose, numbers that reach a goal, measures that are asked for,
// derivatives and what lines add, over the points of a study.
import curves from "./sweep-curves.json";
import { makeChart } from "../lib/chart.js";
import { section } from "../lib/dom.js";
import { change, money, moneyChange, rate } from "../lib/format.js";
import { adaptToNames, axisCell, axisColumn, axisText, axisTitle, positionsOf } from "./measures.js";
import { makeTable } from "../lib/table.js";

const ofPart = (value) => (value === null || value === undefined ? "–" : rate(100 * value));
const plain = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });
const asNumber = (value) =>
  value === null || value === undefined ? "–" : plain.format(value).replace("-", "\u2212");
const threeDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3, signDisplay: "exceptZero" });
const inPoints = (value) =>
  value === null || value === undefined ? "–" : `${threeDigits.format(value).replace("-", "\u2212")} points`;
const formatOf = ({ kind, of, measure, percent, signed }) => {
  if (kind === "added") return inPoints;
  if (kind === "derivative") {
    if (of.endsWith("_musd")) return moneyChange;
    return of.endsWith("_pct") ? inPoints : asNumber;
  }
  if (kind === "asked") {
    if (measure.endsWith("_pct")) return signed ? change : rate;
    if (measure.endsWith("_musd")) return signed ? moneyChange : money;
    return asNumber;
  }
  if (measure === "rent_musd") return money;
  if (kind === "goal" && !percent) return asNumber;
  return measure === "welfare_pct" ? change : ofPart;
};
const kWhatItIs = { goal: "Number", player: "Player", quota: "Quota", asked: "Of" };
/** Of what there are many of one subject: draws tell them in one table. */
const isBySubject = (kind) => kind === "derivative" || kind === "added";

/** A table of the figures of one quota or player: a row for each point of the sweep. */
function sweepTable(study, { of, many }, place, first) {
  const { axes, values } = study.sweep;
  const figures = study.figures.filter((figure) => figure.of === of && isBySubject(figure.kind) === many);
  return makeTable({
    caption: captionOf(figures[0]),
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

/** A table of the spread of one measure: a row for each quota or player; of derivatives, and of what lines add, a row for each. */
function spreadTable(study, { kind, key }, first) {
  const { percentiles, spreads } = study.uncertainty;
  const figures = study.figures.filter((figure) => figure.kind === kind && keyOf(figure) === key);
  const title = isBySubject(kind) ? captionOf(figures[0]) : figures[0].title;
  const format = formatOf(figures[0]);
  return makeTable({
    caption: `${title.charAt(0).toUpperCase()}${title.slice(1)}: percentiles over the draws`,
    filename: `percentiles-figures-${isBySubject(kind) ? kind : key}`,
    open: true,
    rows: figures.map(({ of, title: by, at }) => {
      const values = spreads[first + at];
      return {
        of: isBySubject(kind) ? by : of,
        central: study.central[first + at],
        mean: values[percentiles.length],
        ...Object.fromEntries(percentiles.map((percent, p) => [`p${percent}`, values[p]])),
        above_zero: values[percentiles.length + 1],
      };
    }),
    columns: [
      { key: "of", title: kWhatItIs[kind] ?? (kind === "added" ? "Line" : "Where it rises") },
      { key: "central", title: "As it stands", format },
      { key: "mean", title: "Mean", format },
      ...percentiles.map((percent) => ({ key: `p${percent}`, title: `${percent} %`, format })),
      { key: "above_zero", title: "Share above zero", format: ofPart },
    ],
  });
}

const kDrawn = new Set(["licence_price", "tariff", "export_tax", "sought"]);
/** What one axis can show together: fractions as percent, percent, or the unit that all have. */
const unitOf = ({ kind, measure, percent }) => {
  if (kind === "asked") return /_(pct|musd|usd)$/.exec(measure)?.[1] ?? "";
  return measure === "sought" && !percent ? "" : "part";
};
const kMostCurves = 8; // colours that can be told apart
const kFewPoints = 80; // up to here each is marked

/** What licences cost, rates, numbers that reach a goal and measures asked for, against the one key of a sweep: {figure, draw}. */
function curvesOf(study, first) {
  const [axis] = study.sweep.axes;
  const drawn = study.figures.filter(({ kind, measure }) => kind === "asked" || kDrawn.has(measure));
  if (drawn.length === 0) return null;
  const unit = unitOf(drawn[0]);
  const figures = drawn.filter((figure) => unitOf(figure) === unit).slice(0, kMostCurves);
  const chart = makeChart("figures-curves", curves, `Against ${axis.title}`);
  const scale = { part: 100, musd: 1 / 1000 }[unit] ?? 1;
  const units = { part: "%", pct: "%", musd: "billion" };
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
          value: scale * value,
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
        spec.encoding.y.axis.title = units[unit] ?? "";
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
const captionOf = ({ kind, of }) => {
  if (kind === "derivative") return `Derivatives of ${of}`;
  return kind === "added" ? `What each line adds to welfare, ${of}` : of;
};
const keyOf = ({ kind, of, measure }) => (isBySubject(kind) ? of : measure);

/** Of a study with quotas, or whose rates or numbers are found at every point; null for others. */
export function figuresSection(study) {
  if (study.figures.length === 0) return null;
  const first = study.places.length * study.measures.length;
  const has = (kind) => study.figures.some((figure) => figure.kind === kind);
  const goals = has("goal"),
    rates = has("player"),
    quotas = has("quota"),
    asked = has("asked"),
    derivatives = has("derivative"),
    added = has("added");
  const words = [
    quotas
      ? "What a licence to trade within a quota costs, of the value of the goods; how much is traded of its amount; and what licences are worth in all, the rent."
      : null,
    rates
      ? `Rates are found again at every point.${
          study.figures.some(({ mean }) => mean)
            ? " Of several rates of a player their mean is shown, weighted by trade before."
            : ""
        }`
      : null,
    goals
      ? "The number is sought again at every point; shown are the lowest that reaches the goal, at which the point is solved, and how many there are. A point where none reaches it has no result."
      : null,
    asked ? "The measures that the scenario asks for under 'show', at every point; figures.csv has all of them." : null,
    derivatives
      ? "How much an outcome changes where rates rise by one percentage point (trade costs by one percent, elasticities by one), from where each point is: the largest; figures.csv has all."
      : null,
    added ? "What each line of the policy adds to welfare, in percentage points, at every point." : null,
  ].filter(Boolean);
  const tables = study.sweep
    ? unique(study.figures.map(({ of, kind }) => JSON.stringify({ of, many: isBySubject(kind) }))).map((one, place) =>
        sweepTable(study, JSON.parse(one), place, first),
      )
    : unique(study.figures.map((figure) => JSON.stringify({ kind: figure.kind, key: keyOf(figure) }))).map((one) =>
        spreadTable(study, JSON.parse(one), first),
      );
  const found = goals ? "what reaches the goal" : rates ? "chosen rates" : "";
  const title = [quotas ? "quotas" : "", found, asked ? "measures asked for" : "", derivatives ? "derivatives" : "", added ? "what lines add" : ""].filter(Boolean).join(" and ");
  const chart = study.sweep?.axes.length === 1 ? curvesOf(study, first) : null;
  return {
    node: section("figures", title.charAt(0).toUpperCase() + title.slice(1), words.join(" "), chart?.figure ?? null, ...tables),
    draw: chart?.draw ?? (async () => {}),
  };
}

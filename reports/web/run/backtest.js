// What was predicted beside what happened.
import scatter from "./backtest.json";
import { makeChart } from "../lib/chart.js";
import { el, keptChoice, section, switcher } from "../lib/dom.js";
import { change, counted, points } from "../lib/format.js";
import { largest } from "../lib/frame.js";
import { makeTable } from "../lib/table.js";

const kTitle = "Predicted and observed";
const kWords = { true: "tariff up a point or more", false: "all others" };
const kColors = ["var(--series-2)", "var(--series-1)"];
const kTicks = [-95, -90, -75, -50, -25, 0, 33, 100, 300, 900];
const kMost = Math.log(10); // beyond it lie cells that were nearly nothing
const kTitles = { raw: "each cell's own change", within: "less the change of all observed imports of the sector" };

const logOf = (percent) => Math.log1p(percent / 100);
const two = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const one = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const written = (format) => (value) =>
  value === null || value === undefined ? "–" : format.format(value).replace("-", "\u2212");
const figure = written(two);
const logPoints = (value) => written(one)(value === null ? null : 100 * value);

const keysOf = (how) =>
  how === "within" ? ["predicted_within_pct", "observed_within_pct"] : ["predicted_pct", "observed_pct"];

function dotsOf(cells, how) {
  const [predicted, observed] = keysOf(how);
  return cells.map((cell) => ({
    kind: "cell",
    x: logOf(cell[predicted]),
    y: logOf(cell[observed]),
    weight: cell.weight,
    cells: kWords[cell.hit],
    name: `${cell.exporter}, ${cell.sector}`,
    predicted: change(cell[predicted]),
    observed: change(cell[observed]),
    rise: points(cell.tariff_rise_pct),
  }));
}

/** Of logs, with zero in it and none beyond a tenfold change. */
function domainOf(values) {
  const low = Math.max(-kMost, Math.min(-0.1, ...values)),
    high = Math.min(kMost, Math.max(0.1, ...values)),
    room = 0.04 * (high - low);
  return [low - room, high + room];
}

function setAxis({ scale, axis }, [low, high]) {
  scale.domain = [low, high];
  const ticks = kTicks.map((percent) => [logOf(percent), percent]).filter(([at]) => at >= low && at <= high);
  axis.values = ticks.map(([at]) => at);
  axis.labelExpr = "datum.value === 0 ? '0' : format(100 * (exp(datum.value) - 1), '+.0f') + ' %'";
}

/** The line on which predictions are right, as far as it lies in both domains. */
function rightLine([xLow, xHigh], [yLow, yHigh]) {
  const ends = [Math.max(xLow, yLow), Math.min(xHigh, yHigh)];
  return ends.map((at) => ({ kind: "right", x: at, y: at }));
}

function drawScatter(chart, cells, how) {
  const dots = dotsOf(cells, how);
  const xDomain = domainOf(dots.map(({ x }) => x)),
    yDomain = domainOf(dots.map(({ y }) => y));
  const beyond = dots.filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) > kMost).length;
  chart.figure.querySelector("figcaption").textContent = `${kTitle}: ${kTitles[how]}`;
  return chart.update([...rightLine(xDomain, yDomain), ...dots], {
    alt: `Scatter of ${counted(dots.length, "cell", "cells")}: predicted change of imports across, observed change upwards; the table below has every value.`,
    note: [
      "Areas are trade before; on the dashed line what happened is what was predicted. Axes are logarithmic.",
      beyond > 0 ? `${counted(beyond, "cell that", "cells that")} changed more than tenfold ${beyond === 1 ? "stands" : "stand"} at the edge.` : null,
    ]
      .filter(Boolean)
      .join(" "),
    adapt: (spec, narrow) => {
      setAxis(spec.encoding.x, xDomain);
      setAxis(spec.encoding.y, yDomain);
      if (narrow) spec.height = 320;
      const { color } = spec.layer.at(-1).encoding;
      color.scale = { domain: [kWords[true], kWords[false]], range: kColors };
    },
  });
}

function fitsTable(fits) {
  return makeTable({
    caption: "How well predictions fit",
    filename: "backtest-fits",
    open: true,
    rows: fits.map((row) => ({ ...row, name: `${row.within_sectors ? "within sectors: " : ""}${row.meaning}` })),
    columns: [
      { key: "name", title: "Cells" },
      { key: "count", title: "Number", format: String },
      { key: "slope", title: "Slope", format: figure },
      { key: "intercept", title: "Intercept, log points", format: logPoints },
      { key: "correlation", title: "Correlation", format: figure },
      { key: "rank_correlation", title: "of ranks", format: figure },
      { key: "error", title: "Error, log points", format: logPoints },
      { key: "error_if_no_change", title: "of no change", format: logPoints },
    ],
  });
}

function variantsTable(variants) {
  const fitOf = ({ fits }, cells, within) =>
    fits.find((fit) => fit.cells === cells && fit.within_sectors === within);
  return makeTable({
    caption: "By variant",
    filename: "backtest-variants",
    open: true,
    rows: variants.map((variant) => ({
      id: variant.id,
      slope: fitOf(variant, "hit", false)?.slope,
      correlation: fitOf(variant, "hit", false)?.correlation,
      within_slope: fitOf(variant, "hit", true)?.slope,
      within_correlation: fitOf(variant, "hit", true)?.correlation,
      others_slope: fitOf(variant, "others", false)?.slope,
      others_correlation: fitOf(variant, "others", false)?.correlation,
      all_slope: fitOf(variant, "all", false)?.slope,
      all_correlation: fitOf(variant, "all", false)?.correlation,
      partner: variant.most_hit?.exporter,
      predicted_pct: variant.most_hit?.predicted_pct,
      observed_pct: variant.most_hit?.observed_pct,
    })),
    columns: [
      { key: "id", title: "Variant" },
      { key: "slope", title: "Hit: slope", format: figure },
      { key: "correlation", title: "correlation", format: figure },
      { key: "within_slope", title: "within sectors: slope", format: figure },
      { key: "within_correlation", title: "correlation", format: figure },
      { key: "others_slope", title: "Others: slope", format: figure },
      { key: "others_correlation", title: "correlation", format: figure },
      { key: "all_slope", title: "All: slope", format: figure },
      { key: "all_correlation", title: "correlation", format: figure },
      { key: "partner", title: "Most hit" },
      { key: "predicted_pct", title: "predicted", format: change, family: "changes" },
      { key: "observed_pct", title: "observed", format: change, family: "changes" },
    ],
  });
}

function partnersTable(partners) {
  const size = ({ weight, tariff_rise_pct: rise }) => weight * Math.abs(rise);
  return makeTable({
    caption: "By partner",
    filename: "backtest-partners",
    rows: largest(partners, partners.length, size),
    columns: [
      { key: "exporter", title: "Partner" },
      { key: "tariff_rise_pct", title: "Tariff", format: points },
      { key: "predicted_pct", title: "Predicted", format: change, family: "changes" },
      { key: "observed_pct", title: "Observed", format: change, family: "changes" },
      { key: "cells", title: "Cells", format: String },
      { key: "slope", title: "Slope", format: figure },
      { key: "correlation", title: "Correlation", format: figure },
    ],
  });
}

function cellsTable(cells, total) {
  return makeTable({
    caption: "Cells, those first that are missed by most trade",
    filename: "observed",
    rows: largest(cells, cells.length, ({ missed }) => Math.abs(missed)).map((cell) => ({
      ...cell,
      missed_pct: (100 * cell.missed) / total,
    })),
    columns: [
      { key: "exporter", title: "Partner" },
      { key: "sector", title: "Sector" },
      { key: "tariff_rise_pct", title: "Tariff", format: points },
      { key: "predicted_pct", title: "Predicted", format: change, family: "changes" },
      { key: "observed_pct", title: "Observed", format: change, family: "changes" },
      { key: "missed_pct", title: "Missed, of all trade", format: points },
    ],
  });
}

/** Of a scenario with `observed`; null for others. */
export function backtestSection(run) {
  const cells = run.observed;
  if (!cells) return null;
  const { fits, partners, variants, importer_in_words: name } = run.summary.observed;
  const total = partners.reduce((sum, { weight }) => sum + weight, 0);
  const chart = makeChart("backtest", scatter, kTitle);
  const draw = keptChoice("raw", (how) => drawScatter(chart, cells, how));
  return {
    node: section(
      "backtest",
      kTitle,
      `What the model says of imports of ${name}, held against what was counted. The slope is that of observed on predicted: 1 is right, below 1 less happened than was predicted. All is weighted by the trade observed before, and holds whatever else happened.`,
      switcher(
        "Changes",
        "backtest-changes",
        [
          ["raw", "As they are"],
          ["within", "Within sectors"],
        ],
        "raw",
        draw,
      ),
      chart.figure,
      el(
        "div",
        {},
        fitsTable(fits),
        variants.length > 0 ? variantsTable(variants) : null,
        partnersTable(partners),
        cellsTable(cells, total),
      ),
    ),
    draw,
  };
}

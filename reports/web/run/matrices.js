// What single rates do: matrices of partner and sector, of derivatives and along the path of a policy.
import heatMap from "./heat-map.json";
import { makeChart } from "../lib/chart.js";
import { classes, narrowWords, paintClasses } from "../lib/colors.js";
import { el, section, select } from "../lib/dom.js";
import { change, counted, moneyChange, typeset } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

const kNarrowMatrix = 14;

/** Figures so small that no percentage shows them: three digits. */
const threeDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3, signDisplay: "exceptZero" });
const small = (value) => (value === null ? "–" : threeDigits.format(value).replace("-", "\u2212"));

/**
 * Cells of a matrix as rows of the chart: `drawn(value)` is in the unit of the classes. Columns are sectors,
 * unless the matrix has its own.
 */
function cellsOf(run, matrix, drawn, told) {
  const columns = matrix.columns ?? run.sectors;
  return matrix.rows.flatMap((row, y_place) =>
    row.values.flatMap((value, x_place) =>
      value === null
        ? []
        : [
            {
              x: columns[x_place].name,
              y: row.name,
              x_place,
              y_place,
              value: drawn(value),
              ...told(row, columns[x_place], value),
            },
          ],
    ),
  );
}

const kOfChanges = {
  across: "sector",
  scale: classes,
  shows: "Changes it by",
  narrowly: narrowWords(kNarrowMatrix, "first sectors"),
};

/**
 * `across` names the columns, `scale` makes classes of values, `shows` says what a value is, `narrowly` what a
 * narrow window leaves out.
 */
export function drawMatrix(chart, run, matrix, { caption, drawn, title, told, alt, still, others, ...more }) {
  const { across, scale, shows, narrowly } = { ...kOfChanges, ...more };
  const cells = cellsOf(run, matrix, drawn, told);
  const bands = scale(cells.map((cell) => cell.value));
  chart.figure.querySelector("figcaption").textContent = caption;
  const less = matrix.others > 0 ? `${counted(matrix.others, "pair does", "pairs do")} less, and are not drawn.` : "";
  return chart.update(
    (narrow) =>
      cells
        .filter((cell) => !narrow || cell.x_place < kNarrowMatrix)
        .map((cell) => ({ ...cell, band: bands.of(cell.value) })),
    {
      still: cells.length > 0 ? null : still,
      note: others ?? less,
      alt,
      adapt: (spec, narrow) => {
        spec.encoding.x.axis.title = across;
        spec.encoding.tooltip[1].title = shows;
        paintClasses(spec.encoding.color, bands.names, title, narrow, { colors: bands.colors });
        const few = (matrix.columns ?? run.sectors).length <= kNarrowMatrix;
        return narrow && !few ? narrowly : null;
      },
    },
  );
}

/** A choice among `choices` [value, name], its chart and its table. */
export function chosenMatrix(name, caption, label, choices, show) {
  const chart = makeChart(name, heatMap, caption),
    holder = el("div", {});
  chart.figure.querySelector(".chart").classList.add("wide");
  let chosen = choices[0][0];
  const draw = (value = chosen) => {
    chosen = value;
    return show(chart, holder, value);
  };
  const box =
    choices.length > 1 ? el("div", { class: "controls" }, select(label, choices, chosen, draw)) : null;
  return { nodes: [box, chart.figure, holder], draw };
}

const pairTable = (matrix, caption, filename, columns) =>
  makeTable({ caption, filename, rows: matrix.rows, columns: [{ key: "words", title: "Rate" }, ...columns] });

/** Derivatives: in money where a point of the outcome is worth some. */
function showOutcome(run, { outcomes, step }) {
  return (chart, holder, at) => {
    const { name, worth, matrix, by_sector: bySector } = outcomes[at];
    const unit = name.endsWith("_pct") ? " points" : name.endsWith("_musd") ? ` m ${run.currency}` : "";
    const figure = (value) => small(value) + unit;
    const money = (value) => (worth === null ? "" : `, ${moneyChange(value * worth)} ${run.currency}`);
    const largest = Math.max(0, ...matrix.rows.flatMap((row) => row.values.map(Math.abs)));
    const power = worth === null && largest > 0 ? 3 * Math.floor(Math.log10(largest) / 3) : 0;
    if (bySector.length > 0) {
      chart.figure.remove();
      holder.replaceChildren(
        makeTable({
          caption: `What one more in a trade elasticity does to ${name}`,
          filename: `sensitivity-${name}`,
          open: true,
          rows: bySector.map((row) => ({ ...row, sector: run.sectors[row.sector].name })),
          columns: [
            { key: "sector", title: "Sector" },
            { key: "value", title: `Changes ${name} by`, format: small },
          ],
        }),
      );
      return null;
    }
    holder.replaceChildren(
      pairTable(matrix, `What ${step} in all sectors does to ${name}`, `sensitivity-${name}`, [
        { key: "sum", title: `Changes ${name} by`, format: small, tone: true },
      ]),
    );
    return drawMatrix(chart, run, matrix, {
      caption: `What ${step} does to ${name}, by partner and sector`,
      drawn: (value) => (worth === null ? value / 10 ** power : value * worth),
      title: worth === null ? `change of ${name}${power ? `, in 10^${power}` : ""}` : `m ${run.currency}`,
      told: (row, sector, value) => ({
        detail: `${step} on the ${row.words}, ${sector.name}, changes ${name} by ${figure(value)}${money(value)}`,
        shown: figure(value) + money(value),
      }),
      alt: `Matrix of what ${step} on each rate does to ${name}: pairs of countries in rows, sectors in columns; the table below has the sums of pairs.`,
      still: "No rate moves it.",
    });
  };
}

export function sensitivitySection(run) {
  const asked = run.sensitivity;
  if (!asked) return null;
  const choices = asked.outcomes.map(({ name }, at) => [at, name]);
  const part = chosenMatrix("sensitivity", "Derivatives", "Outcome", choices, showOutcome(run, asked));
  return {
    node: section(
      "sensitivity",
      "Sensitivity: where one percentage point more matters",
      asked.by === "elasticity"
        ? "Derivatives of outcomes by the trade elasticities of sectors, at the policy as it is."
        : "Derivatives of outcomes at the policy as it is, of every rate on its own, all else as it is. The effect of a large change is not a multiple of them.",
      el("ul", { class: "note" }, asked.notes.map((note) => el("li", {}, typeset(note)))),
      ...part.nodes,
    ),
    draw: part.draw,
  };
}

function showEconomy(run, { economies }) {
  return (chart, holder, at) => {
    const { country, matrix } = economies[at];
    const { name } = run.countries.find((row) => row.country === country);
    holder.replaceChildren(
      pairTable(matrix, `What moves welfare of ${name}, all sectors`, `path-${country}`, [
        { key: "sum", title: "Adds to welfare", format: change, tone: true },
      ]),
    );
    return drawMatrix(chart, run, matrix, {
      caption: `What each rate adds to the change of welfare of ${name}`,
      drawn: (value) => value,
      title: "percentage points of welfare",
      told: (row, sector, value) => ({
        detail: `${row.words}, ${sector.name}`,
        shown: change(value),
      }),
      alt: `Matrix of what each changed rate adds to welfare of ${name}: pairs of countries in rows, sectors in columns; the table below has the sums of pairs.`,
      still: `No rate moves ${name}.`,
    });
  };
}

export function pathSection(run) {
  const { path } = run;
  if (!path) return null;
  const title = "What moves welfare, by partner and sector";
  if (!path.solved)
    return { node: section("path", title, null, el("p", {}, `Left out: ${path.message}.`)) };
  const nameOf = (code) => run.countries.find((row) => row.country === code).name;
  // Countries that are in focus by themselves before the members of groups.
  const place = ([at]) => {
    const named = (run.summary.focus_names ?? []).indexOf(path.economies[at].country);
    return named < 0 ? path.economies.length : named;
  };
  const choices = path.economies
    .map(({ country }, at) => [at, nameOf(country)])
    .sort((a, b) => place(a) - place(b));
  const part = chosenMatrix("path", title, "Economy", choices, showEconomy(run, path));
  return {
    node: section(
      "path",
      title,
      `Each change of a rate by what one point more of it does to welfare, added up while all rates move together from the old values to the new ones (Aumann and Shapley): ${path.message}.`,
      ...part.nodes,
    ),
    draw: part.draw,
  };
}

// Rates that governments choose: an optimum, a Nash equilibrium or an agreement.
import { classes, levelClasses } from "../lib/colors.js";
import { el, section } from "../lib/dom.js";
import { change, counted, money, typeset } from "../lib/format.js";
import { makeTable } from "../lib/table.js";
import { chosenMatrix, drawMatrix } from "./matrices.js";
import { payoffsPart, reactionsPart } from "./two-players.js";

const kTitles = {
  optimum: "Optimal rates",
  nash: "Nash equilibrium of rates",
  cooperative: "Rates agreed upon",
};

const rate = (value) => (value === null ? "–" : `${(100 * value).toFixed(2)}\u00a0%`);
const inPercent = (value) => (value === null ? "–" : `${value.toFixed(2)}\u00a0%`);

const notes = (lines) => el("ul", { class: "note" }, lines.map((line) => el("li", {}, typeset(line))));

function ratesTable({ rates }, currency) {
  return makeTable({
    caption: "Rates",
    filename: "chosen-rates",
    open: rates.length <= 30,
    rows: rates,
    columns: [
      { key: "player", title: "Player" },
      { key: "instrument", title: "Rate of" },
      { key: "partner", title: "Partner" },
      { key: "sector", title: "Sector" },
      { key: "rate", title: "Rate", format: rate },
      { key: "rate_before", title: "Without", format: rate },
      { key: "trade", title: `Trade in it, ${currency}`, format: money },
    ],
  });
}

function playersTable(strategy, currency) {
  const war = strategy.players.some((player) => player.welfare_war_pct !== null);
  return makeTable({
    caption: "Welfare of the players",
    filename: "players",
    open: true,
    rows: strategy.players,
    columns: [
      { key: "player", title: "Player" },
      { key: "welfare_pct", title: "Welfare", format: change, tone: true, family: "welfare" },
      { key: "welfare_status_quo_pct", title: "Without these rates", format: change, tone: true, family: "welfare" },
      { key: "welfare_free_trade_pct", title: "Rates at zero", format: change, tone: true, family: "welfare" },
      ...(war
        ? [{ key: "welfare_war_pct", title: "Nash", format: change, tone: true, family: "welfare" }]
        : []),
      { key: "terms_of_trade_pct", title: "Terms of trade", format: change, tone: true },
      { key: "tax_revenue_musd", title: `Border taxes, ${currency}`, format: money, family: "taxes" },
      { key: "tax_revenue_base_musd", title: `Before, ${currency}`, format: money, family: "taxes" },
    ],
  });
}

/** What is not drawn, in a sentence; empty where all is. */
function leftOut({ others, other_columns: columns, by_sector: bySector }) {
  const parts = [
    others > 0 ? counted(others, "row", "rows") : null,
    columns > 0 ? counted(columns, bySector ? "sector" : "partner", bySector ? "sectors" : "partners") : null,
  ].filter(Boolean);
  return parts.length > 0 ? `Not drawn: ${parts.join(" and ")} with less trade; the table has them.` : "";
}

function showRates(run, matrices) {
  return (chart, holder, at) => {
    const matrix = matrices[at];
    const across = matrix.by_sector ? "sector" : "partner";
    const place = matrix.by_partner_too ? "partner" : "player";
    const whose = matrix.by_partner_too ? ` of ${matrix.whose}` : "";
    const values = matrix.rows.flatMap((row) => row.values).filter((value) => value !== null);
    return drawMatrix(chart, run, matrix, {
      caption: `Rates${whose} by ${place} and ${across}`,
      drawn: (value) => value,
      title: "rate, %",
      across,
      shows: "Rate",
      narrowly: `On this narrow screen only the first ${matrix.by_sector ? "sectors" : "partners"}: a wider one shows more, the table has them all.`,
      // Subsidies are another thing than duties; of duties alone what counts is which are higher.
      scale: Math.min(...values) < 0 ? classes : levelClasses,
      told: (row, column, value) => ({ detail: `${row.name}, ${column.name}`, shown: inPercent(value) }),
      others: leftOut(matrix),
      alt: `Matrix of rates${whose}: ${place}s in rows, ${across}s in columns; the table below has the rates.`,
      still: "No rate is chosen.",
    });
  };
}

/** Where rates differ by partner or by sector. */
function ratesPart(run, { matrices }) {
  if (matrices.length === 0) return { nodes: [], draw: async () => {} };
  return chosenMatrix(
    "chosen-rates",
    "Rates",
    "Player",
    matrices.map(({ whose }, at) => [at, whose]),
    showRates(run, matrices),
  );
}

/** Of a scenario in which somebody chooses rates; null for others. */
export function strategySection(run) {
  const { strategy } = run.summary;
  if (!strategy) return null;
  const shown = run.strategy;
  const parts = [payoffsPart(shown), ratesPart(run, shown), reactionsPart(shown)];
  const [payoffs, rates, reactions] = parts.map((part) => part.nodes);
  return {
    node: section(
      "strategy",
      kTitles[strategy.kind],
      "The rates that players choose, all other policy being what it is, and their welfare: under these rates, under the policy without them, and with all rates that anybody chooses at zero.",
      playersTable(strategy, run.currency),
      shown.sentences.length > 0 ? notes(shown.sentences) : null,
      ...payoffs,
      ...rates,
      ratesTable(shown, run.currency),
      ...reactions,
      notes(strategy.certificate),
    ),
    draw: async () => {
      for (const part of parts) await part.draw();
    },
  };
}

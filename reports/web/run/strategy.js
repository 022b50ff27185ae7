// Rates that governments choose: an optimum, a Nash equilibrium or an agreement.
import { el, section } from "../lib/dom.js";
import { change, typeset } from "../lib/format.js";
import { makeTable } from "../lib/table.js";

const kTitles = {
  optimum: "Optimal rates",
  nash: "Nash equilibrium of rates",
  cooperative: "Rates agreed upon",
};

const rate = (value) => (value === null ? "–" : `${(100 * value).toFixed(2)} %`);

function ratesTable(strategy) {
  const rows = strategy.players.flatMap(({ player, rates }) =>
    rates.map((one) => ({
      player,
      instrument: one.instrument.replace("_", " "),
      partner: one.partner ?? "all",
      sector: one.sector ?? "all",
      rate: one.rate,
      rate_before: one.rate_before,
    })),
  );
  return makeTable({
    caption: "Rates",
    filename: "chosen-rates",
    open: true,
    rows,
    columns: [
      { key: "player", title: "Player" },
      { key: "instrument", title: "Rate of" },
      { key: "partner", title: "Partner" },
      { key: "sector", title: "Sector" },
      { key: "rate", title: "Rate", format: rate },
      { key: "rate_before", title: "Before", format: rate },
    ],
  });
}

function playersTable(strategy) {
  const war = strategy.players.some((player) => player.welfare_war_pct !== null);
  return makeTable({
    caption: "Welfare of the players",
    filename: "players",
    open: true,
    rows: strategy.players,
    columns: [
      { key: "player", title: "Player" },
      { key: "welfare_pct", title: "Welfare", format: change, tone: true },
      { key: "welfare_status_quo_pct", title: "Without these rates", format: change, tone: true },
      { key: "welfare_free_trade_pct", title: "Rates at zero", format: change, tone: true },
      ...(war ? [{ key: "welfare_war_pct", title: "Nash", format: change, tone: true }] : []),
    ],
  });
}

/** Of a scenario in which somebody chooses rates; null for others. */
export function strategySection(run) {
  const { strategy } = run.summary;
  if (!strategy) return null;
  return {
    node: section(
      "strategy",
      kTitles[strategy.kind],
      "The rates that players choose, all other policy being what it is, and their welfare: under these rates, under the policy without them, and with all rates that anybody chooses at zero.",
      playersTable(strategy),
      ratesTable(strategy),
      el(
        "ul",
        { class: "note" },
        strategy.certificate.map((line) => el("li", {}, typeset(line))),
      ),
    ),
    draw: async () => {},
  };
}

// Charts in which one economy is far beyond all others: its mark is cut, with its value beside it and
// a sentence below, so that the others can be told apart. What is cut is never left out.

const kFar = 4; // so many times as large as the next
const kReach = 1.25; // how far a cut mark goes beyond the largest whole one
const kShare = 8; // one in so many may be cut, three at most
const kMostCut = 3;
const kForWords = 0.9; // of the limit, on the other side of zero than a cut bar

/** The size at which marks are cut, null where none is far beyond the next. */
export function cutLimit(sizes) {
  const sorted = sizes.filter((size) => size > 0).sort((a, b) => b - a);
  const most = Math.min(kMostCut, Math.floor(sorted.length / kShare));
  let cut = 0,
    ratio = kFar;
  for (let at = 1; at <= most; ++at)
    if (sorted[at - 1] / sorted[at] >= ratio) {
      ratio = sorted[at - 1] / sorted[at];
      cut = at;
    }
  return cut ? sorted[cut] * kReach : null;
}

/** What stands at a cut mark; in a narrow window the sentence below has to say that it is cut. */
export const cutLabel = (shown, narrow) => (narrow ? shown : `${shown}, bar cut`);

/** "Taiwan (−14.00 %) lies far beyond the scale: ..."; `cut`: {name, shown}. */
export function cutWords(cut, mark) {
  const names = cut.map(({ name, shown }) => `${name} (${shown})`);
  const listed = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
  return names.length > 1
    ? `${listed} lie far beyond the scale: their ${mark}s are cut short, so that the others can be told apart.`
    : `${listed} lies far beyond the scale: its ${mark} is cut short, so that the others can be told apart.`;
}

const within = (value, limit) => Math.min(limit, Math.max(-limit, value));

/** A domain around zero for parts of at most `limit`, and as far as words beside cut marks reach. */
function cutDomain(ends, limit, words = []) {
  const low = Math.min(0, ...ends.map((value) => within(value, limit)), ...words),
    high = Math.max(0, ...ends.map((value) => within(value, limit)), ...words);
  const room = 0.04 * (high - low);
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}

/**
 * Stacked bars, rows of {name, part, value, shown}, the whole in the part `whole`: {rows, domain, note};
 * domain and note are null where no bar is cut. The row of a cut bar's whole says so in `cut`, to be
 * written at `beside`.
 */
export function cutStacks(rows, whole) {
  const ends = new Map();
  for (const { name, part, value } of rows) {
    const [low, high] = ends.get(name) ?? [0, 0];
    ends.set(
      name,
      part === whole
        ? [Math.min(low, value), Math.max(high, value)]
        : [low + Math.min(0, value), high + Math.max(0, value)],
    );
  }
  const size = ([low, high]) => Math.max(-low, high);
  const limit = cutLimit([...ends.values()].map(size));
  if (limit === null) return { rows, domain: null, note: null };
  const isCut = (row) => row.part === whole && size(ends.get(row.name)) > limit;
  const beside = ({ name, value }) =>
    value < 0 ? Math.min(ends.get(name)[1], limit) : Math.max(ends.get(name)[0], -limit);
  const cutRow = (row) => ({
    ...row,
    cut: row.shown,
    beside: beside(row),
    break: 0.85 * Math.sign(row.value) * limit,
  });
  const room = kForWords * limit;
  const words = rows.filter(isCut).map((row) => beside(row) - Math.sign(row.value) * room);
  return {
    rows: rows.map((row) => (isCut(row) ? cutRow(row) : row)),
    domain: cutDomain([...ends.values()].flat(), limit, words),
    note: cutWords(rows.filter(isCut), "bar"),
  };
}

/**
 * Lines by name, `lines` of {name, low, high, shown (from where to where)}: {domain, note, cut}, the last
 * a map from a name far out to what is written instead: {name, cut, side, edge}. Domain and note are null
 * without one.
 */
export function cutLines(lines) {
  const size = ({ low, high }) => Math.max(-low, high);
  const limit = cutLimit(lines.map(size));
  if (limit === null) return { domain: null, note: null, cut: new Map() };
  const domain = cutDomain(
    lines.flatMap(({ low, high }) => [low, high]),
    limit,
  );
  const far = lines.filter((line) => size(line) > limit);
  const instead = ({ name, low, shown }) =>
    low < -limit
      ? { name, cut: `◀ ${shown}`, side: "low", edge: domain[0] }
      : { name, cut: `${shown} ▶`, side: "high", edge: domain[1] };
  return {
    domain,
    note: cutWords(far, "line"),
    cut: new Map(far.map((line) => [line.name, instead(line)])),
  };
}

/** Dots by name, rows of {name, value, shown}: {rows, domain, note} with one row for a name far out. */
export function cutDots(rows) {
  const lines = [...Map.groupBy(rows, (row) => row.name)].map(([name, group]) => {
    const sorted = [...group].sort((a, b) => a.value - b.value),
      first = sorted[0],
      last = sorted.at(-1);
    return { name, low: first.value, high: last.value, shown: `${first.shown} to ${last.shown}` };
  });
  const { domain, note, cut } = cutLines(lines);
  const drawn = lines.flatMap(({ name }) => cut.get(name) ?? rows.filter((row) => row.name === name));
  return { rows: drawn, domain, note };
}

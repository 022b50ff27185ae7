// Tables: real ones, with the exact value behind each number, copy and CSV.
import { copy, download, el } from "./dom.js";
import { toneOf } from "./format.js";
import { endAtRow, scrollRegion } from "./scroll.js";

const kMostRows = 200;
const kWholeRows = 30; // a table of so many is shown in full
const kLongTitle = 20; // characters of a header that would stand in many lines
const kHeight = 520; // pixels of a longer one

function csvField(value) {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function delimited(columns, rows, separator, field) {
  const lines = [columns.map((column) => field(column.name ?? column.key)).join(separator)];
  for (const row of rows) lines.push(columns.map((column) => field(row[column.key])).join(separator));
  return lines.join("\n") + "\n";
}

const tsvField = (value) => (value ?? "").toString().replace(/[\t\r\n]+/g, " ");

const headClass = (column) =>
  [column.format && "number", column.title.length > kLongTitle && "roomy"].filter(Boolean).join(" ") || null;

function cell(column, row, first) {
  const value = row[column.key];
  if (!column.format) {
    const text = column.text ? column.text(value) : String(value ?? "–");
    return first ? el("th", { scope: "row" }, text) : el("td", { class: column.wide && "wordy" }, text);
  }
  const text = column.format(value);
  const tone = column.tone ? toneOf(value, text) : null;
  const mark = column.mark && text !== column.format(0) ? column.mark(row) : null;
  return el(
    "td",
    { class: ["number", tone].filter(Boolean).join(" ") },
    value === null || value === undefined ? text : el("data", { value, title: String(value) }, text),
    mark ? el("sup", { class: "mark" }, mark) : null,
  );
}

/**
 * Numbers of a column with as many decimals as its range asks for, where the format knows how; those of a
 * family of columns have the same, since they are compared.
 */
function ranged(columns, rows) {
  const values = (column) => rows.map((row) => row[column.key]);
  const kin = (column) =>
    column.family ? columns.filter((one) => one.family === column.family) : [column];
  return columns.map((column) =>
    column.format?.ranged
      ? { ...column, format: column.format.ranged(...kin(column).map(values)) }
      : column,
  );
}

/** A table that is long ends at a row until the reader asks for all of it. */
function shortened(scroll, count) {
  const region = scroll.querySelector(".scroll");
  let whole = false;
  const fit = () => endAtRow(region, whole ? null : kHeight);
  const button = el("button", { type: "button", "aria-expanded": "false" }, `Show all ${count} rows`);
  button.addEventListener("click", () => {
    whole = !whole;
    button.textContent = whole ? "Show fewer rows" : `Show all ${count} rows`;
    button.setAttribute("aria-expanded", String(whole));
    fit();
  });
  new ResizeObserver(fit).observe(region.firstElementChild);
  return button;
}

/**
 * `columns`: {key, name?, title, format?, tone?, text?, wide?, family?}; `name` heads the column in files, else
 * `key`; a format makes a number, `text` writes words, `mark` (of a row) what stands behind a number that is not 0, `wide` gives them room, columns of one `family` are
 * compared; the first column names the row.
 */
export function makeTable({ caption, columns: given, rows, filename, open = false }) {
  const columns = ranged(given, rows);
  const shown = rows.slice(0, kMostRows);
  const copyButton = el("button", { type: "button" }, "Copy");
  copyButton.addEventListener("click", () => copy(delimited(columns, rows, "\t", tsvField), copyButton));
  const csvButton = el(
    "button",
    {
      type: "button",
      onclick: () => download(`${filename}.csv`, "text/csv", delimited(columns, rows, ",", csvField)),
    },
    "CSV",
  );
  const table = el(
    "table",
    { "data-table": filename },
    el("caption", {}, caption),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        columns.map((column) =>
          el("th", { scope: "col", class: headClass(column) }, column.title),
        ),
      ),
    ),
    el(
      "tbody",
      {},
      shown.map((row) =>
        el(
          "tr",
          {},
          columns.map((column, at) => cell(column, row, at === 0)),
        ),
      ),
    ),
  );
  const more =
    rows.length > shown.length
      ? el(
          "p",
          { class: "note" },
          `The first ${shown.length} of ${rows.length} rows; Copy and CSV have them all.`,
        )
      : null;
  const scroll = scrollRegion(caption, table);
  return el(
    "details",
    { class: "table", open },
    el("summary", {}, `Table: ${caption}`),
    el("div", { class: "buttons" }, copyButton, csvButton),
    scroll,
    shown.length > kWholeRows ? shortened(scroll, shown.length) : null,
    more,
  );
}

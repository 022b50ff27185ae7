// Tables: real ones, with the exact value behind each number, copy and CSV.
import { copy, download, el } from "./dom.js";

const kMostRows = 200;

function csvField(value) {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function delimited(columns, rows, separator, field) {
  const lines = [columns.map((column) => field(column.key)).join(separator)];
  for (const row of rows) lines.push(columns.map((column) => field(row[column.key])).join(separator));
  return lines.join("\n") + "\n";
}

const tsvField = (value) => (value ?? "").toString().replace(/[\t\r\n]+/g, " ");

function cell(column, row, first) {
  const value = row[column.key];
  if (!column.format) return el(first ? "th" : "td", first ? { scope: "row" } : {}, String(value ?? "–"));
  const tone = column.tone && Math.abs(value) > 0 ? (value > 0 ? "gain" : "loss") : null;
  const text = column.format(value);
  return el(
    "td",
    { class: ["number", tone].filter(Boolean).join(" ") },
    value === null || value === undefined ? text : el("data", { value, title: String(value) }, text),
  );
}

/** `columns`: {key, title, format?, tone?}; a format makes a number; the first column names the row. */
export function makeTable({ caption, columns, rows, filename, open = false }) {
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
          el("th", { scope: "col", class: column.format ? "number" : null }, column.title),
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
  return el(
    "details",
    { class: "table", open },
    el("summary", {}, `Table: ${caption}`),
    el("div", { class: "buttons" }, copyButton, csvButton),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, table),
    more,
  );
}

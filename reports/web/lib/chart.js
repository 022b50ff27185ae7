// Draws Vega-Lite specifications with the page's fonts and colours.
import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { download, el } from "./dom.js";
import { scrollRegion } from "./scroll.js";
import { inLines, widthOf } from "./text_width.js";

const kConfig = {
  aria: false,
  background: null,
  lineBreak: "\n",
  font: "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif",
  padding: { left: 2, right: 6, top: 2, bottom: 2 },
  view: { stroke: null },
  axis: {
    labelColor: "var(--ink)",
    titleColor: "var(--quiet)",
    gridColor: "var(--line)",
    domainColor: "var(--line)",
    tickColor: "var(--line)",
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: "normal",
  },
  // No name is cut: those of rows and of legends stand in lines where they are long, others get room.
  axisX: { labelBound: 6, labelSeparation: 8, labelLimit: 0 },
  axisY: { domain: false, ticks: false, labelPadding: 6, labelLimit: 0 },
  legend: {
    labelColor: "var(--ink)",
    titleColor: "var(--quiet)",
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: "normal",
    orient: "top",
    symbolStrokeWidth: 0,
  },
  text: { color: "var(--ink)", fontSize: 12 },
  rule: { color: "var(--quiet)" },
};

const kNarrow = 400;
const kLine = 14; // pixels of a line of a name
const kNamePadding = 16;
export const kSymbol = 24; // pixels of a legend beside its text
const kShortLabel = 80; // pixels of names in a legend that stand in columns as the page says
const kTickLabels = 60; // pixels beside a plot whose rows have no names
/** Vega's level of messages: not the warning that bars of a fixed step do not fit a height. */
const kErrors = 1;
const kDrawn = new Set();

/** A scale's domain around `values` and zero with room for labels at the ends of marks. */
export function withRoom(values, narrow) {
  const low = Math.min(0, ...values),
    high = Math.max(0, ...values);
  const room = (narrow ? 0.55 : 0.12) * (high - low || 1);
  return [low < 0 ? low - room : 0, high > 0 || low === 0 ? high + room : 0];
}

const kGap = 10; // pixels between a mark and its label, and from there to the edge

/**
 * A domain of `values` and zero in which `labels` {at, text, left} beside their marks fit a plot of `plot`
 * pixels; `left` says on which side.
 */
export function domainWithLabels(values, labels, plot) {
  const low = Math.min(0, ...values),
    high = Math.max(0, ...values);
  const span = high - low || 1;
  let left = low < 0 ? kGap : 0,
    right = high > 0 ? kGap : 0;
  const least = [left, right];
  const inside = () => Math.max(0.2 * plot, plot - left - right);
  const over = (side) => {
    const reach = ({ at, text }) =>
      widthOf(text) + kGap - (Math.abs((side ? low : high) - at) * inside()) / span;
    return Math.max(0, ...labels.filter((label) => Boolean(label.left) === side).map(reach));
  };
  for (let turn = 0; turn < 30; ++turn)
    [left, right] = [Math.max(least[0], over(true)), Math.max(least[1], over(false))];
  return [low - (left * span) / inside(), high + (right * span) / inside()];
}

/** On a narrow screen legends stand in one column, unless the page says how many fit. */
function narrowLegends(part) {
  if (part === null || typeof part !== "object") return;
  if (part.legend?.columns) part.legend.columns = 1;
  Object.values(part).forEach(narrowLegends);
}

/** As many columns of a legend as its names leave room for, and names in lines where one column is too narrow. */
function fitLegend({ legend, scale, field }, width, rows) {
  legend.labelLimit = 0;
  if (legend.labelExpr || !field) return;
  const names = (Array.isArray(scale?.domain) ? scale.domain : [...new Set(rows.map((row) => row[field]))]).map(String);
  const widest = Math.max(0, ...names.map(widthOf)) + kSymbol;
  if (widest <= kShortLabel) return;
  legend.columns = Math.max(1, Math.min(legend.columns ?? 1, Math.floor(width / widest)));
  if (widest <= width) return;
  const lines = Object.fromEntries(names.map((name) => [name, inLines(name, width - kSymbol)]));
  legend.labelExpr = `${JSON.stringify(lines)}[datum.label]`;
}

/** Titles of axes across and of legends in lines of `width` pixels, beyond which Vega would cut them. */
function fitWords(part, width, rows) {
  if (part === null || typeof part !== "object") return;
  for (const titled of [part.x?.axis, part.legend])
    if (typeof titled?.title === "string") {
      titled.title = inLines(titled.title, width).split("\n");
      titled.titleLimit = width;
    }
  if (part.legend) fitLegend(part, width, rows);
  for (const [key, inner] of Object.entries(part)) if (key !== "datasets") fitWords(inner, width, rows);
}

/** The SVG as a file of its own, its colours as values; as XML, which knows no &nbsp;. */
function standalone(svg) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")],
    to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((node, at) => {
    const style = getComputedStyle(node);
    for (const name of ["fill", "stroke"])
      if (node.hasAttribute(name)) to[at].setAttribute(name, style[name]);
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return new XMLSerializer().serializeToString(copy);
}

function savePng(svg, name) {
  const image = new Image(),
    scale = 2;
  image.onload = () => {
    const canvas = el("canvas", { width: svg.clientWidth * scale, height: svg.clientHeight * scale });
    const context = canvas.getContext("2d");
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => download(`${name}.png`, "image/png", blob));
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(standalone(svg));
}

/** Names of rows in lines where one is too short: {rows, width, lines: the most that a name has}. */
function withNames(rows, limit) {
  const named = rows.map((row) => (row.name ? { ...row, name: inLines(row.name, limit) } : row));
  const names = named.map((row) => (row.name ?? "").split("\n"));
  return {
    rows: named,
    width: Math.min(limit, Math.max(0, ...names.flat().map(widthOf))),
    lines: Math.max(1, ...names.map((lines) => lines.length)),
  };
}

/** Makes room for names of several lines, and sets them in the middle of their rows. */
function fitNames(spec, lines) {
  if (lines === 1 || !spec.height?.step) return;
  spec.height = { step: Math.max(spec.height.step, kLine * lines + 2) };
  const offsets = Array.from({ length: lines - 1 }, (none, at) => ({
    test: `length(split(datum.value, '\\n')) === ${lines - at}`,
    value: (-kLine * (lines - at - 1)) / 2,
  }));
  spec.encoding.y.axis.labelOffset = { condition: offsets, value: 0 };
}

/**
 * A figure for the specification `spec` (a .json file beside the section that shows it). `update(rows, {alt,
 * note, adapt, still})` draws it: `rows` is its data, or a function of whether the page is narrow that gives
 * it; `alt` a sentence for those who do not see it, `note` one below the chart; `adapt(spec, narrow, {plot})`
 * changes a copy of the specification (a scale's domain), `plot` being the pixels beside the names, and may
 * give a further sentence; `still`, if nothing moves, is said instead of a chart. Drawn again when the width
 * changes.
 */
export function makeChart(name, spec, caption) {
  // Vega gives the element that it draws into a role of its own.
  const canvas = el("div", { "aria-hidden": "true" });
  const host = el("div", { class: "chart", role: "img", "data-chart": name }, canvas);
  const svg = () => host.querySelector("svg");
  const figure = el(
    "figure",
    {},
    el("figcaption", {}, caption),
    el(
      "div",
      { class: "buttons" },
      el("button", { type: "button", onclick: () => savePng(svg(), name) }, "PNG"),
      el(
        "button",
        {
          type: "button",
          onclick: () => download(`${name}.svg`, "image/svg+xml", standalone(svg())),
        },
        "SVG",
      ),
    ),
    scrollRegion(caption, host),
  );
  const below = el("p", { class: "note" });
  let last = null,
    view = null,
    width = 0,
    turn = Promise.resolve();
  const draw = async () => {
    const { rows, alt, note, adapt, still } = last;
    figure.classList.toggle("still", Boolean(still));
    if (still) {
      below.textContent = still;
      figure.append(below);
      return;
    }
    width = host.clientWidth;
    const narrow = width < kNarrow;
    const limit = Math.min(220, Math.round((narrow ? 0.41 : 0.36) * width));
    const named = withNames(typeof rows === "function" ? rows(narrow) : rows, limit);
    const copy = structuredClone(spec);
    if (narrow) narrowLegends(copy);
    const plot = width - named.width - kNamePadding;
    const told = adapt?.(copy, narrow, { plot });
    fitWords(copy, named.width ? plot : width - kTickLabels, named.rows);
    const words = [note, typeof told === "string" ? told : null].filter(Boolean).join(" ");
    copy.datasets = { ...copy.datasets, rows: named.rows };
    fitNames(copy, named.lines);
    view?.finalize();
    host.setAttribute("aria-label", words ? `${alt} ${words}` : alt);
    below.textContent = words;
    if (words) figure.append(below);
    else below.remove();
    const result = await embed(canvas, copy, {
      actions: false,
      renderer: "svg",
      mode: "vega-lite",
      ast: true,
      expr: expressionInterpreter,
      config: kConfig,
      tooltip: { theme: "custom" },
      defaultStyle: false,
      logLevel: kErrors,
    });
    view = result;
    host.dataset.drawn = "true";
  };
  const update = (rows, options = {}) => {
    last = { rows, alt: caption, ...options };
    turn = turn.then(draw).catch((error) => {
      host.textContent = `This chart could not be drawn: ${error.message}`;
      console.error(name, error);
    });
    return turn;
  };
  kDrawn.add(() => {
    if (last && host.clientWidth !== width) turn = turn.then(draw);
  });
  return { figure, update };
}

let waiting = 0;
addEventListener("resize", () => {
  clearTimeout(waiting);
  if (!matchMedia("print").matches) waiting = setTimeout(() => kDrawn.forEach((redraw) => redraw()), 200);
});

// Draws Vega-Lite specifications with the page's fonts and colours.
import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { download, el } from "./dom.js";

const kConfig = {
  aria: false,
  background: null,
  font: "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif",
  padding: 2,
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
  axisY: { domain: false, ticks: false, labelPadding: 6 },
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

/** A copy of the SVG whose colours are values, for use outside the page. */
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
  return copy;
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
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(standalone(svg).outerHTML);
}

/**
 * A figure for the specification `spec` (a file of charts/). `update(rows, {alt, adapt})` draws it:
 * `rows` is its data, or a function of whether the page is narrow that gives it; `alt` a sentence for those who do not see it, `adapt(spec, narrow)` changes a
 * copy of the specification (a scale's domain). Drawn again when the width changes.
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
          onclick: () => download(`${name}.svg`, "image/svg+xml", standalone(svg()).outerHTML),
        },
        "SVG",
      ),
    ),
    el("div", { class: "scroll" }, host),
  );
  let last = null,
    view = null,
    width = 0,
    turn = Promise.resolve();
  const draw = async () => {
    const { rows, alt, adapt } = last;
    width = host.clientWidth;
    const narrow = width < kNarrow;
    const copy = structuredClone(spec);
    if (adapt) adapt(copy, narrow);
    copy.datasets = { ...copy.datasets, rows: typeof rows === "function" ? rows(narrow) : rows };
    view?.finalize();
    host.setAttribute("aria-label", alt);
    const config = {
      ...kConfig,
      axisY: { ...kConfig.axisY, labelLimit: Math.min(220, Math.round(0.36 * width)) },
    };
    const result = await embed(canvas, copy, {
      actions: false,
      renderer: "svg",
      mode: "vega-lite",
      ast: true,
      expr: expressionInterpreter,
      config,
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

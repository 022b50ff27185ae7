// What both pages have around their sections.
import { el, keptChoice, select } from "./dom.js";
import { typeset } from "./format.js";
import { themeButton } from "./theme.js";

/** Blank lines part paragraphs; other line ends are of the file, not of the text. */
const paragraphs = (text) =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s*\n\s*/g, " "));

const kLongest = 1500; // characters of a description that stands open

/** A long one is folded behind its beginning: the results come first. */
function descriptionNodes(description) {
  const nodes = paragraphs(description).map((text) => el("p", { class: "description" }, text));
  if (description.length <= kLongest) return nodes;
  const beginning = `${description.replace(/\s+/g, " ").slice(0, 160)}…`;
  return el("details", { class: "description" }, el("summary", {}, beginning), nodes);
}

/** What is to be known before the figures; `ofStep(words)` says which step of a timeline they are of. */
export function premises({ step, counted_from: start }, { cautions }, ofStep) {
  const called = step ? `${step.id}${step.date ? `, ${step.date}` : ""}: ${step.title}` : null;
  return [
    step ? ofStep(called) : null,
    start ? `Changes are counted from ${start}.` : null,
    ...cautions.map((caution) => `Caution: ${caution}.`),
  ].filter(Boolean);
}

/** `premises`: sentences on what is shown; `sections`: elements with an id and a heading; `names`: what the navigation calls them. */
export function frame(root, { kicker, title, description, premises = [], sections, names, footer }) {
  document.title = title.slice(0, 200);
  const link = (part) => el("li", {}, el("a", { href: `#${part.id}` }, names[part.id]));
  root.append(
    el(
      "header",
      {},
      el("div", { class: "top" }, el("span", {}, kicker), themeButton()),
      el(
        "h1",
        { class: title.length > 300 ? "long" : null, title: title.length > 300 ? title : null },
        typeset(title),
      ),
      description ? descriptionNodes(description) : null,
      premises.map((text) => el("p", { class: "description" }, el("strong", {}, text))),
    ),
    el(
      "nav",
      { "aria-label": "Sections" },
      el("ul", {}, sections.filter((part) => names[part.id]).map(link)),
    ),
    el("main", { id: "main", tabindex: "-1" }, sections),
    el("footer", {}, footer),
  );
}

/** Resolves once what stands in the page has been painted; a page in the background is not. */
const painted = () =>
  new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve);
    else requestAnimationFrame(() => setTimeout(resolve));
  });

/**
 * Draws the charts of one part after another once the words are painted. A choice that a reader makes
 * before a part is drawn stands: `draw()` draws what is chosen then.
 */
export async function drawInTurn(parts) {
  await painted();
  for (const part of parts) await part.draw?.();
}

/** `choices` [value, name] in the order of names. */
export const byName = (choices) => [...choices].sort((a, b) => a[1].localeCompare(b[1]));

/**
 * What is shown of an economy that the reader chooses: `draw(code)` draws it into `nodes`.
 */
export function economyPart({ label, economies, first, draw, nodes }) {
  const choices = byName(economies.map((row) => [row.country, row.name]));
  const choose = keptChoice(first, draw);
  return {
    node: el(
      "div",
      { class: "stack" },
      el("div", { class: "controls" }, select(label, choices, first, choose)),
      nodes,
    ),
    draw: choose,
  };
}

/** Values of a table of C++ as objects: [{field: number, ...}, ...]. */
export function records(table) {
  return table.rows.map((row) => Object.fromEntries(table.fields.map((field, at) => [field, row[at]])));
}

/** A size beyond all others for economies in focus, the first of them largest. */
export function focusSize(focus, code) {
  const at = focus.indexOf(code);
  return at < 0 ? 0 : 1e12 * (focus.length - at);
}

/** The positions of `count` rows whose `size(row)` is largest, largest first. */
export function largest(rows, count, size) {
  return [...rows].sort((a, b) => size(b) - size(a)).slice(0, count);
}

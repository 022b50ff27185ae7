// Elements. Text always goes in as text: no string from a result is ever read as markup.

import { typeset } from "./format.js";

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A part of the page with its heading; `lead` says in a sentence what is shown. */
export function section(id, title, lead, ...children) {
  return el(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    el("h2", { id: `${id}-title` }, title),
    lead ? el("p", { class: "lead" }, typeset(lead)) : null,
    ...children,
  );
}

/** A choice that stands: `draw(value)` draws a new one, `draw()` what was chosen last, at first `first`. */
export function keptChoice(first, draw) {
  let chosen = first;
  return (value = chosen) => {
    chosen = value;
    return draw(value);
  };
}

/** A labelled select; `choices` are [value, text]. */
export function select(label, choices, chosen, onchoice) {
  const box = el(
    "select",
    { onchange: () => onchoice(box.value) },
    choices.map(([value, text]) => el("option", { value, selected: value === chosen }, text)),
  );
  return el("label", { class: "choice" }, el("span", {}, label), box);
}

/** One of several, as radio buttons that arrow keys walk through. */
export function switcher(legend, name, choices, chosen, onchoice) {
  return el(
    "fieldset",
    { class: "switch" },
    el("legend", {}, legend),
    choices.map(([value, text]) =>
      el(
        "label",
        {},
        el("input", {
          type: "radio",
          name,
          value,
          checked: value === chosen,
          onchange: () => onchoice(value),
        }),
        el("span", {}, text),
      ),
    ),
  );
}

export function download(filename, type, text) {
  const url = URL.createObjectURL(text instanceof Blob ? text : new Blob([text], { type }));
  el("a", { href: url, download: filename }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Copies, and says so on the button for a moment. */
export async function copy(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "offscreen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = before;
  }, 1500);
}

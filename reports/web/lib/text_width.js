// How wide text is in charts, and long names in lines.

const kFont = "12px system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif";
const context = document.createElement("canvas").getContext("2d");

/** Pixels of `text` in the type of charts. */
export function widthOf(text) {
  context.font = kFont;
  return context.measureText(text).width;
}

/** `text` in lines of at most `limit` pixels where its words, or its parts `between` others, allow it. */
export function inLines(text, limit, between = " ") {
  const lines = [];
  for (const part of text.split(between)) {
    const longer = lines.length ? lines.at(-1) + between + part : part;
    if (lines.length && widthOf(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.join(`${between.trimEnd()}\n`);
}

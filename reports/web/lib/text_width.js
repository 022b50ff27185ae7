// How wide text is in charts, and long names in lines.

const kFont = "12px system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif";
const context = document.createElement("canvas").getContext("2d");

/** Pixels of `text` in the type of charts. */
export function widthOf(text) {
  context.font = kFont;
  return context.measureText(text).width;
}

/** `text` in lines of at most `limit` pixels where its words allow it. */
export function inLines(text, limit) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join("\n");
}

// How wide text is in charts, and long names in lines.

const kFont = "12px system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif";
const context = document.createElement("canvas").getContext("2d");

/** Pixels of `text` in the type of charts. */
export function widthOf(text) {
  context.font = kFont;
  return context.measureText(text).width;
}

/** A word in pieces of at most `limit` pixels: behind hyphens and the like where it has any, else anywhere. */
function inPieces(word, limit) {
  const pieces = [""];
  const fits = (more) => widthOf(pieces.at(-1) + more) <= limit;
  const add = (part) => {
    if (pieces.at(-1) && !fits(part)) pieces.push("");
    pieces[pieces.length - 1] += part;
  };
  for (const part of word.split(/(?<=[-_/.])/))
    if (widthOf(part) <= limit) add(part);
    else [...part].forEach(add);
  return pieces;
}

/** `text` in lines of at most `limit` pixels, between words or other parts; only longer words are cut in two. */
export function inLines(text, limit, between = " ") {
  const lines = [];
  const words = (part) => (between === " " && widthOf(part) > limit ? inPieces(part, limit) : [part]);
  for (const part of text.split(between).flatMap(words)) {
    const longer = lines.length ? lines.at(-1) + between + part : part;
    if (lines.length && widthOf(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.join(`${between.trimEnd()}\n`);
}

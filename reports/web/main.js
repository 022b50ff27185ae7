// Reads the data that the program wrote into the page, and shows a run, a study or a comparison.
import { comparePage } from "./compare/compare.js";
import { runPage } from "./run/run.js";
import { studyPage } from "./study/study.js";

const kPages = { run: runPage, study: studyPage, compare: comparePage };

/** Control characters as the pictures that stand for them, as in the terminal's tables. */
function visible(key, value) {
  if (typeof value !== "string") return value;
  return value.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (c) =>
    String.fromCharCode(c === "\u007f" ? 0x2421 : 0x2400 + c.charCodeAt(0)),
  );
}

const data = JSON.parse(document.getElementById("data").textContent, visible);
const root = document.getElementById("root");
root.replaceChildren();
kPages[data.kind](root, data).then(() => {
  document.documentElement.dataset.ready = "true";
});

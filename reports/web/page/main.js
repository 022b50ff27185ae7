// Reads the data that the program wrote into the page, and shows a run or a comparison.
import { comparePage } from "./compare.js";
import { runPage } from "./run.js";

const data = JSON.parse(document.getElementById("data").textContent);
const root = document.getElementById("root");
root.replaceChildren();
const done = data.kind === "compare" ? comparePage(root, data) : runPage(root, data);
done.then(() => { document.documentElement.dataset.ready = "true"; });

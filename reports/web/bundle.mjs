// Makes the page of reports: one file with its style and script inside, and a place for the data.
// node bundle.mjs MODULES OUT (MODULES: the node_modules folder with the packages of package.json)
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, out] = process.argv.slice(2).map((path) => resolve(path));
const here = dirname(fileURLToPath(import.meta.url));
const { build } = createRequire(join(modules, "index.js"))("esbuild");

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(here, "page", entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    nodePaths: [modules],
    logLevel: "warning",
  });
  return result.outputFiles[0].text;
}

const script = await bundle("main.js");
const style = await bundle("style.css");
const digest = createHash("sha256").update(script).digest("base64");
const page = readFileSync(join(here, "page", "page.html"), "utf8")
  .replace("@SCRIPT_HASH@", () => digest)
  .replace("@STYLE@", () => style)
  .replace("@SCRIPT@", () => script);

mkdirSync(dirname(out), { recursive: true });
writeFileSync(out + ".partial", page);
renameSync(out + ".partial", out);

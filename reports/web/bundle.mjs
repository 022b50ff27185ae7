// Makes bundle/: the page of reports, one file with its style and script inside and a place for the data, and
// the licences of the packages that are in it.
//
// node bundle.mjs MODULES OUT (MODULES: the node_modules folder with the packages of package.json)
//
// Both files are committed, so that building tariffsim needs no Node. `./dev web` makes them anew, and the test
// page_bundle fails if that gives other bytes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, out] = process.argv.slice(2).map((path) => resolve(path));
const here = dirname(fileURLToPath(import.meta.url));
const { build } = createRequire(join(modules, "index.js"))("esbuild");

/** The text of an entry with all that it imports, and the files that it was made of. */
async function bundle(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    nodePaths: [modules],
    logLevel: "warning",
  });
  return { text: outputFiles[0].text, files: Object.keys(metafile.inputs) };
}

/** Some packages are bundles of others themselves: their source maps tell of what. */
function sourcesOf(file) {
  const map = `${file}.map`;
  return [file, ...(existsSync(map) ? JSON.parse(readFileSync(map, "utf8")).sources : [])];
}

/** Folders below node_modules of the packages that `files` are of, by name. */
function packageFolders(files) {
  const names = files
    .flatMap(sourcesOf)
    .map((file) => file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter(Boolean);
  return [...new Set(names)].sort().map((name) => join(modules, name));
}

/** Name, version, kind and text of a package's licence. */
function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file || !license) throw new Error(`${name} ${version} comes without a licence`);
  return { title: `${name} ${version} (${license})`, text: readFileSync(join(folder, file), "utf8") };
}

const tidy = (text) => text.replace(/\r/g, "").replace(/[ \t]+$/gm, "").trim();

/** Packages whose licences have the same words share one text. */
function licences(folders) {
  const titles = new Map();
  for (const { title, text } of folders.map(licence))
    titles.set(tidy(text), [...(titles.get(tidy(text)) ?? []), title]);
  const parts = [...titles].map(([text, of]) => `${of.join("\n")}\n\n${text}\n`);
  const head = "What others wrote and the page of reports carries, with the licences. Made by ./dev web.\n";
  return [head, ...parts].join(`\n${"-".repeat(80)}\n\n`);
}

const script = await bundle("main.js");
const style = await bundle("lib/style.css");
const words = licences(packageFolders(script.files));
const page = readFileSync(join(here, "lib/page.html"), "utf8")
  .replace("@SCRIPT_HASH@", () => createHash("sha256").update(script.text).digest("base64"))
  .replace("@STYLE@", () => style.text)
  .replace("@SCRIPT@", () => script.text)
  .replace("@LICENCES@", () => words);

mkdirSync(out, { recursive: true });
writeFileSync(join(out, "page.html"), page);
writeFileSync(join(out, "LICENCES.txt"), words);

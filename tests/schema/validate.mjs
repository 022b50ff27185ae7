// The library and a set of right and wrong scenarios, judged by the program's reader and by ajv with
// the program's schema: both must come to the same.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npmPackage } from "../npm_package.mjs";

const Ajv2020 = npmPackage("ajv/dist/2020.js");
const { parse } = npmPackage("yaml");
const { TARIFFSIM_PROGRAM: program, TARIFFSIM_SOURCE_DIR: source } = process.env;
const library = join(source, "scenarios");
const notScenarios = /(^|\/)(groups\.yaml|products\.yaml|baseline\.yaml|[^/]*\.recipe\.yaml)$/;
const kTogether = 20; // cases in one call, which prints at most 100 errors
let failures = 0;

function fail(what, why) {
  console.error(`FAILED: ${what}: ${why}`);
  failures += 1;
}

function tariffsim(...args) {
  const ran = spawnSync(program, args, { encoding: "utf8" });
  if (ran.error) throw ran.error;
  return ran;
}

function scenarioFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith(".yaml") && !notScenarios.test(name));
}

const schema = JSON.parse(tariffsim("schema").stdout);
const isValid = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);
const reasons = () => isValid.errors.map((one) => `${one.instancePath} ${one.message}`).join("; ");

const files = scenarioFiles(library);
for (const file of files)
  if (!isValid(parse(readFileSync(file, "utf8")))) fail(file, reasons());

// Many cases in one call of the program, which prints the errors of each file with the file's name.
const cases = parse(readFileSync(new URL("cases.yaml", import.meta.url), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "tariffsim-schema-"));
const judged = ["right", "wrong"].flatMap((kind) =>
  Object.entries(cases[kind]).map(([name, body], at) => {
    const text = `${cases.head}${body}\n`;
    const file = join(folder, `${kind}-${at}.yaml`);
    writeFileSync(file, text);
    return { kind, name, text, file };
  }),
);
let said = "";
for (let at = 0; at < judged.length; at += kTogether) {
  const { status, stderr } = tariffsim("validate", "-q", ...judged.slice(at, at + kTogether).map(({ file }) => file));
  if (status !== (stderr.includes(": error: ") ? 2 : 0)) fail("all cases", `the reader exits with ${status}: ${stderr}`);
  said += stderr;
}
for (const { kind, name, text, file } of judged) {
  const errors = said.split("\n").filter((line) => line.startsWith(`${file}:`) && line.includes(": error: "));
  if ((errors.length === 0) !== (kind === "right")) fail(`${kind}: ${name}`, `the reader says: ${errors.join("\n")}`);
  if (isValid(parse(text)) !== (kind === "right"))
    fail(`${kind}: ${name}`, kind === "right" ? `the schema refuses it: ${reasons()}` : "the schema accepts it");
}
rmSync(folder, { recursive: true });
console.log(`${files.length} scenarios of the library, ${judged.length} cases, ${failures} failures`);
process.exit(failures === 0 && files.length > 0 ? 0 : 1);

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
const notScenarios = /(^|\/)(groups\.yaml|baseline\.yaml|[^/]*\.recipe\.yaml)$/;
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

const cases = parse(readFileSync(new URL("cases.yaml", import.meta.url), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "tariffsim-schema-"));
let judged = 0;
for (const [kind, accepted] of [["right", true], ["wrong", false]]) {
  for (const [name, body] of Object.entries(cases[kind])) {
    const text = `${cases.head}${body}\n`;
    const file = join(folder, "case.yaml");
    writeFileSync(file, text);
    const reader = tariffsim("validate", "-q", file);
    if ((reader.status === 0) !== accepted)
      fail(`${kind}: ${name}`, `the reader exits with ${reader.status}: ${reader.stderr}`);
    if (isValid(parse(text)) !== accepted)
      fail(`${kind}: ${name}`, accepted ? `the schema refuses it: ${reasons()}` : "the schema accepts it");
    judged += 1;
  }
}
rmSync(folder, { recursive: true });
console.log(`${files.length} scenarios of the library, ${judged} cases, ${failures} failures`);
process.exit(failures === 0 && files.length > 0 ? 0 : 1);

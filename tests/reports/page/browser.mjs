// What the tests of pages share: the program's results, a browser, and how pages are judged.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { npmPackage, skip } from "../../npm_package.mjs";

const {
  TARIFFSIM_PROGRAM: kProgram,
  TARIFFSIM_SOURCE_DIR: kSource,
  TARIFFSIM_BUILD_DIR: kBuild,
} = process.env;
const kChromium = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((file) => existsSync(file));

if (!kChromium) skip("there is no Chromium (Debian's package chromium-headless-shell or chromium)");
const { chromium } = npmPackage("playwright-core");

export const kFolder = mkdtempSync(join(tmpdir(), "tariffsim-page-"));
export const kScenarios = join(kSource, "scenarios/us-china-2025");
export const kScreenshots = join(kBuild, "screenshots");
mkdirSync(kScreenshots, { recursive: true });

export const tariffsim = (...args) => execFileSync(kProgram, [...args, "-q"], { cwd: kFolder });

export function write(name, text) {
  mkdirSync(dirname(join(kFolder, name)), { recursive: true });
  writeFileSync(join(kFolder, name), text);
  return join(kFolder, name);
}

/** The rows of a CSV file of results, by column; our files quote only where they must. */
export function readCsv(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; ++at) {
    const c = text[at],
      row = rows.at(-1);
    if (quoted) {
      if (c === '"' && text[at + 1] === '"') row[row.length - 1] += text[++at];
      else if (c === '"') quoted = false;
      else row[row.length - 1] += c;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push("");
    else if (c === "\n") rows.push([""]);
    else row[row.length - 1] += c;
  }
  const [header, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column]])));
}

export const readResult = (name) => readCsv(readFileSync(join(kFolder, name), "utf8"));

const kBrowsers = [];
async function launch(options) {
  const args = ["--no-sandbox", "--disable-gpu"];
  kBrowsers.push(await chromium.launch({ executablePath: kChromium, args, ...options }));
  return kBrowsers.at(-1);
}
export const closeBrowsers = () => Promise.all(kBrowsers.map((one) => one.close()));

const browser = await launch();

/**
 * Another browser, on a system that has but one face, each letter as wide as the widest: where text is wider
 * than here, as with the faces of some other systems, what a page says must be there all the same.
 */
export function wideFaced() {
  const faces = write(
    "wide-fonts.conf",
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <match target="pattern">
    <edit name="family" mode="assign" binding="strong"><string>Liberation Mono</string></edit>
  </match>
</fontconfig>
`,
  );
  return launch({ env: { ...process.env, FONTCONFIG_FILE: faces } });
}

/**
 * A page of results from disk, drawn; `faults` collects what a page must not do. `early`: a function that runs
 * in the page before its own; `within`: another browser.
 */
export async function open(name, { early, within = browser, ...options } = {}) {
  const context = await within.newContext({
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  if (early) await page.addInitScript(early);
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(join(kFolder, name)).href);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  return { page, faults, close: () => context.close() };
}

/** Name and number of marks of each chart. */
export const charts = (page) =>
  page.$$eval(".chart", (hosts) =>
    hosts.map((host) => ({
      name: host.dataset.chart,
      label: host.getAttribute("aria-label"),
      role: host.getAttribute("role"),
      marks: host.querySelectorAll(
        ".mark-rect path, .mark-shape path, .mark-symbol path, .mark-line path, .mark-rule line",
      ).length,
    })),
  );

/** Texts whose contrast with what lies behind them is under AA's 4.5 (3 for large ones). */
export const illegible = (page) =>
  page.evaluate(() => {
    const parse = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const channel = (value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const known = new Map();
    const behind = (node) => {
      if (node === null) return [255, 255, 255];
      if (!known.has(node)) {
        const color = parse(getComputedStyle(node).backgroundColor);
        known.set(node, color.length === 3 || color[3] === 1 ? color : behind(node.parentElement));
      }
      return known.get(node);
    };
    const out = [];
    for (const node of document.querySelectorAll("body *")) {
      const own = [...node.childNodes].some(
        (child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim(),
      );
      const box = node.getBoundingClientRect(),
        style = getComputedStyle(node);
      if (
        !own ||
        box.width === 0 ||
        box.right < 0 ||
        style.visibility === "hidden" ||
        node.closest("script, style, noscript")
      )
        continue;
      const color = parse(node instanceof SVGElement ? style.fill : style.color);
      const [a, b] = [luminance(color), luminance(behind(node))].sort((x, y) => y - x);
      const large =
        parseFloat(style.fontSize) >= 24 ||
        (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
      const contrast = (a + 0.05) / (b + 0.05);
      if (contrast < (large ? 3 : 4.5))
        out.push(`${node.tagName} "${node.textContent.slice(0, 40)}" ${contrast.toFixed(2)}`);
    }
    return out;
  });

/** Header cells whose words do not fit: broken inside, or wider than their cell. */
export const brokenWords = (page) =>
  page.$$eval("thead th, tbody th", (cells) => {
    const out = [];
    for (const cell of cells) {
      if (!cell.checkVisibility()) continue;
      const text = cell.firstChild;
      const broken = [...text.textContent.matchAll(/[\p{L}\p{N}]{2,24}/gu)].some((word) => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
      });
      if (broken || cell.scrollWidth > cell.clientWidth + 1) out.push(cell.textContent);
    }
    return out;
  });

/** Names of regions that go on beyond their edge and cannot be reached with a keyboard, or do not say so. */
export const unreachable = (page) =>
  page.$$eval(".scroll", (regions) =>
    regions
      .filter((region) => region.checkVisibility())
      .filter((region) => {
        const across = region.scrollWidth > region.clientWidth + 2;
        const down = region.scrollHeight > region.clientHeight + 2;
        const told = region.closest(".edges");
        if (!across && !down) return false;
        return (
          region.tabIndex !== 0 ||
          !region.getAttribute("aria-label") ||
          (across && (told.querySelector(".hint").hidden || !told.classList.contains("more-right"))) ||
          (down && !told.classList.contains("more-below"))
        );
      })
      .map((region) => region.getAttribute("aria-label")),
  );

/** Words of charts that go beyond the edge of their chart, and titles that end in an ellipsis. */
export const clipped = (page) =>
  page.$$eval(".chart svg", (pictures) =>
    pictures.flatMap((picture) => {
      const edge = picture.getBoundingClientRect();
      const beyond = ({ left, right }) => left < edge.left - 1 || right > edge.right + 1;
      return [...picture.querySelectorAll("text")]
        .filter((text) => text.getAttribute("opacity") !== "0" && text.textContent)
        .filter(
          (text) =>
            beyond(text.getBoundingClientRect()) ||
            // Regression: titles, and later names, ended in an ellipsis where Vega found them too long.
            // Policy lines, the parts of stacks, are no names: their middle may be left out.
            (text.textContent.endsWith("…") && picture.closest(".chart").dataset.chart !== "lines"),
        )
        .map((text) => `${picture.closest(".chart").dataset.chart}: ${text.textContent}`);
    }),
  );

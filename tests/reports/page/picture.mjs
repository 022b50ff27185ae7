// The picture of a page that the README shows: picture.mjs FILE writes it.
import { statSync } from "node:fs";
import { join } from "node:path";
import { closeBrowsers, kScenarios, open, tariffsim } from "./browser.mjs";

const kMaxBytes = 200e3; // what a reader of the README loads

const file = process.argv[2];
tariffsim("run", join(kScenarios, "us-china-145-125.yaml"));
const { page, close } = await open("out/us-china-145-125/report.html", {
  viewport: { width: 1200, height: 915 },
  colorScheme: "light",
});
// The figures at its beginning and its map: what is between them is left out.
await page.addStyleTag({
  content: `nav, #theme, #range, header p, #headline > h2 { display: none }
    #headline p:not(:has(+ ul)), #headline ul, #map p, #map fieldset, #map details, .buttons { display: none }
    main > section { padding-top: 8px; margin-top: 0; border: 0 }`,
});
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: file, animations: "disabled" });
await close();
await closeBrowsers();
const bytes = statSync(file).size;
console.log(`${file}: ${(bytes / 1000).toFixed(0)} kB`);
if (bytes > kMaxBytes) {
  console.error(`more than ${kMaxBytes / 1000} kB: let it show less of the page`);
  process.exit(1);
}

// Draws on a map: how probable a gain is.
import { chanceClasses } from "../lib/colors.js";
import { keptChoice, section } from "../lib/dom.js";
import { kVisible } from "../lib/format.js";
import { makeMap } from "../lib/map.js";
import { measureSwitch } from "./measures.js";
import { chanceText, spreadOf } from "./spread.js";
import { makeTable } from "../lib/table.js";

export function chanceSection(study) {
  const countries = study.places.slice(0, study.countries);
  const map = makeMap(countries, "Probability of gain");
  const keys = study.measures.filter((key) => study.catalogue[key].percent);
  const spread = (place, key) => spreadOf(study, study.places.indexOf(place), key);
  const share = (place, key) => spread(place, key).above_zero;
  const bands = chanceClasses();
  // Painted like an open question: the sign of what is written as zero is no news.
  const painted = (place, key) => ({
    share: share(place, key),
    still: [spread(place, key).p5, spread(place, key).p95].every((end) => Math.abs(end) < kVisible),
  });
  const inWords = (key) => {
    const shares = countries.map((place) => share(place, key));
    const count = (holds) => shares.filter(holds).length;
    return `${count((value) => value >= 0.95)} of ${shares.length} economies in at least 95 % of the draws, ${count((value) => value <= 0.05)} in at most 5 %`;
  };
  const paint = (key) => {
    const title = `Share of draws in which ${study.catalogue[key].word} rises`;
    map.figure.querySelector("figcaption").textContent = title;
    return map.paint((place) => painted(place, key), {
      title: "share of draws",
      text: ({ share: chance, still }) => chanceText(chance) + (still ? ", hardly moves" : ""),
      bands: { ...bands, of: ({ share: chance, still }) => bands.of(still ? 0.5 : chance) },
      alt: `World map. ${title}: ${inWords(key)}; all values are in the table below.`,
    });
  };
  const choose = keptChoice(keys[0], paint);
  return {
    node: section(
      "chance",
      "Probability of gain",
      "Blue: a gain is more likely than not; orange: a loss is. Pale colours: either may come. Grey: both are about as likely, or welfare moves by less than 0.005 % in 90 of 100 draws. A dashed outline without a filling has no data.",
      measureSwitch(study, "chance-measure", choose, keys),
      map.figure,
      makeTable({
        caption: "Share of draws with a rise",
        filename: "chance",
        rows: study.places.map((place) => ({
          name: place.name,
          country: place.code,
          ...Object.fromEntries(keys.map((key) => [key, share(place, key)])),
        })),
        columns: [
          { key: "name", title: "Economy" },
          { key: "country", title: "Code" },
          ...keys.map((key) => ({ key, title: study.catalogue[key].name, format: chanceText })),
        ],
      }),
    ),
    draw: choose,
  };
}

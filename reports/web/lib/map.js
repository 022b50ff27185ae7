// The world map: one value per economy, painted on its own area or on its members'.
import topology from "world-atlas/countries-50m.json";
import worldMap from "./world-map.json";
import { makeChart } from "./chart.js";
import { classes, paintClasses } from "./colors.js";
import { kVisible } from "./format.js";

const kAspect = 0.52;
const kLegendRow = 18; // pixels
const kMembers = 3; // beyond that it is no country with a territory or two
const kNoData = "no data";
const kTiny = `All values are smaller than ${kVisible}, which tables show as 0.00 and sentences call no change; the colours still tell them apart.`;

const idOf = (number) => String(number).padStart(3, "0");

/** Which economies have several members, in words; null where none has. */
function sharedWords(places) {
  const names = places.filter((place) => place.iso.length > kMembers).map((place) => place.name);
  return names.length
    ? `One value, and so one colour, for all members of ${names.join(", ")}: it is not the value of any single member.`
    : null;
}

/** `value(place)`, `text(value)`; places as C++ gives them: {code, name, iso}. */
function rowsOf(places, value, text, band) {
  return places.flatMap((place) =>
    place.iso.map((number) => ({
      id: idOf(number),
      economy: place.name,
      code: place.code,
      band: band(value(place)),
      shown: text(value(place)),
    })),
  );
}

export function makeMap(places, caption) {
  const chart = makeChart("world-map", worldMap, caption);
  const visible = (value) => classes(places.map(value), { least: kVisible });
  /** Paints another measure; `alt` says in words what the map shows, `bands` its classes. */
  const paint = (value, { title, text, alt, bands = visible(value) }) => {
    return chart.update(rowsOf(places, value, text, bands.of), {
      alt,
      note: [bands.tiny ? kTiny : null, sharedWords(places)].filter(Boolean).join(" "),
      adapt: (spec, narrow) => {
        const { color } = spec.layer[1].encoding;
        spec.datasets = { world: topology };
        paintClasses(color, bands.names, title, narrow, { colors: bands.colors, missing: kNoData });
        const rows = Math.ceil((bands.names.length + 1) / color.legend.columns);
        const width = Math.max(300, chart.figure.clientWidth);
        spec.height = Math.round(width * kAspect) + (narrow ? kLegendRow * rows : 0);
      },
    });
  };
  return { figure: chart.figure, paint };
}

// A part that scrolls where it is wider (or higher) than its place: reachable with the keyboard, and
// with a shade at each edge behind which there is more.
import { el } from "./dom.js";

const kSlack = 2; // pixels that rounding may leave

/** Says on `frame` at which edges `region` goes on, and lets the keyboard into it where it does. */
function tellEdges(frame, region, hint) {
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = region;
  const across = scrollWidth - clientWidth > kSlack,
    down = scrollHeight - clientHeight > kSlack;
  frame.classList.toggle("more-left", across && scrollLeft > kSlack);
  frame.classList.toggle("more-right", across && scrollLeft + clientWidth < scrollWidth - kSlack);
  frame.classList.toggle("more-below", down && scrollTop + clientHeight < scrollHeight - kSlack);
  hint.hidden = !across;
  if (across || down) region.setAttribute("tabindex", "0");
  else region.removeAttribute("tabindex");
}

/** `child` in a region that scrolls, named `label`. */
export function scrollRegion(label, child) {
  const region = el("div", { class: "scroll", role: "region", "aria-label": label }, child);
  const hint = el("p", { class: "hint", "aria-hidden": "true", hidden: true }, "Scroll sideways for more →");
  const frame = el("div", { class: "edges" }, hint, el("div", { class: "shades" }, region));
  const tell = () => tellEdges(frame, region, hint);
  region.addEventListener("scroll", tell, { passive: true });
  const observer = new ResizeObserver(tell);
  observer.observe(region);
  observer.observe(child);
  return frame;
}

/** Ends `region` at the border of a row near `most` pixels, so that none is cut; null: as high as it is. */
export function endAtRow(region, most) {
  if (most === null) {
    region.style.maxHeight = "";
    return;
  }
  const top = region.querySelector("table").getBoundingClientRect().top;
  const rows = [...region.querySelectorAll("tbody tr")];
  const ends = rows.map((row) => row.getBoundingClientRect().bottom - top);
  const last = ends.findLast((end) => end <= most);
  const bar = region.offsetHeight - region.clientHeight;
  if (last) region.style.maxHeight = `${Math.ceil(last) + bar}px`;
}

/* The keys of the telephone desk. Every page works without this file: then Tab goes from line to line.
   Arrow down and up go from the search box to the lines and from line to line; Home and End to the first and last. */

const box = () => document.querySelector("[data-picks]");
const picks = () => [...document.querySelectorAll("[data-pick]")].filter((pick) => pick.checkVisibility());
const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;

let shown = box()?.value; // the lines on the page are the answer to this
let asked = shown;
let wanted = false; // somebody asked for the lines before they came

function next(key, here) {
  const search = box();
  const stops = [...picks(), ...(search ? [search] : [])];
  if (key === "ArrowDown") return stops.filter((stop) => follows(here, stop)).sort((one, other) => (follows(one, other) ? -1 : 1))[0];
  if (key === "ArrowUp") return stops.filter((stop) => follows(stop, here)).sort((one, other) => (follows(one, other) ? 1 : -1))[0];
  if (here === search) return null;
  return { Home: picks()[0], End: picks().at(-1) }[key];
}

document.addEventListener("keydown", (event) => {
  const here = event.target;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!here.matches("[data-pick], [data-picks]")) return;
  if (here.matches("[data-picks]") && event.key === "ArrowDown" && here.value !== shown) {
    wanted = true;
    event.preventDefault();
    return;
  }
  const there = next(event.key, here);
  if (there) {
    there.focus();
    event.preventDefault();
  }
});

document.addEventListener("input", () => {
  wanted = false;
});

document.addEventListener("htmx:beforeRequest", () => {
  asked = box()?.value;
});

document.addEventListener("htmx:afterSwap", () => {
  shown = asked;
  if (wanted && box().value === shown) next("ArrowDown", box())?.focus();
  wanted = false;
});

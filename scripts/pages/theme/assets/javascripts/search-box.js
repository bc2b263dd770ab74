// The best hits below the search box, while one writes. Without this file Enter leads to the page of all of them.
import { item, open, search } from "./search-site.js";

const SHOWN = 8;
const box = document.getElementById("sok");
const [field, output, status, hits, list, all] = ["input", ".search__output", "[role=status]", "[role=region]", "ol", "p a"]
  .map((part) => box.querySelector(part));
const root = new URL("../../", import.meta.url);
let index;

// Fetched as soon as someone is in the box. After a failure the next letter tries again.
function fetchIndex() {
  index ??= open(root);
  index.catch(() => (index = null));
  return index;
}

function close() {
  hits.hidden = true;
  status.textContent = "";
}

async function answer() {
  const query = field.value.trim();
  if (!/[\p{L}\p{N}]/u.test(query)) return close();
  let site;
  try {
    site = await fetchIndex();
  } catch (error) {
    console.error(error);
    status.textContent = "Sökningen gick inte att göra. Kontrollera anslutningen.";
    return;
  }
  if (query !== field.value.trim()) return;
  const { found, forms } = search(site, query);
  status.textContent = found.length ? `${found.length} ${found.length === 1 ? "träff" : "träffar"}` : "Ingen träff";
  list.replaceChildren(...found.slice(0, SHOWN).map((hit) => item(hit, forms, root)));
  all.href = new URL(`sok/?sok=${encodeURIComponent(query)}`, root);
  hits.hidden = !found.length;
}

field.addEventListener("input", answer);
field.addEventListener("click", answer);
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    field.focus();
    close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || hits.hidden) return;
  event.preventDefault();
  const stops = [field, ...hits.querySelectorAll("a")];
  stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
});
box.addEventListener("focusout", ({ relatedTarget: next }) => {
  if (!box.contains(next)) close();
});
fetchIndex();
answer();

// The page of search results: the query is in its address, so that it can be shared and gone back to.
import { element } from "./find-list.js";
import { item, open, plain, search } from "./search-site.js";

const SHOWN = 20;
// Words of the languages that many tenants speak: who writes them is led to what there is in other words.
const OTHER_LANGUAGES = /[\u0600-\u06ff]|\b(?:the|how|where|apply|grant|support|money|help|waa|maxaa|caawimaad|lacag|sidee)\b/iu;

const page = document.querySelector(".search-page");
const form = page.querySelector("form");
const status = page.querySelector("[data-status]");
const list = page.querySelector("[data-list]");
const more = page.querySelector("[data-more]");
const root = new URL(page.dataset.root, location.href);
const query = (new URL(location.href).searchParams.get("sok") ?? "").trim();

form.elements.sok.value = query;
if (query) show().catch((error) => {
  console.error(error);
  status.textContent = "Sökningen gick inte att göra. Kontrollera anslutningen och läs in sidan igen.";
});

async function show() {
  status.textContent = "Söker …";
  const index = await open(root);
  const { found, looked, missing } = search(index, query);
  const among = { words: index.words, looked };
  document.title = `${query} – ${document.title}`;
  status.replaceChildren(`${found.length || "Inga"} ${found.length === 1 ? "träff" : "träffar"} på «${query}». `, ...guesses(missing));
  if (OTHER_LANGUAGES.test(query)) status.append(hint());
  const rest = found.map((hit) => item(hit, among, root, "h2"));
  const next = () => {
    list.append(...rest.splice(0, SHOWN));
    more.hidden = !rest.length;
    more.textContent = `Visa ${Math.min(SHOWN, rest.length)} till`;
  };
  more.addEventListener("click", () => {
    const first = list.children.length;
    next();
    list.children[first].querySelector("a").focus();
  });
  next();
}

function guesses(missing) {
  return missing.flatMap(([written, like]) => {
    const links = like.map((word) => {
      const address = new URL(location.href);
      address.searchParams.set("sok", plain(query).replace(plain(written), word));
      return Object.assign(element("a", "", word), { href: address });
    });
    const said = `Ingen sida innehåller «${written}». `;
    return links.length ? [said, "Menade du ", ...links.flatMap((link, at) => (at ? [" eller ", link] : [link])), "? "] : [said];
  });
}

function hint() {
  const said = element("span");
  const link = (path, text, lang) => Object.assign(element("a", "", text), { href: new URL(path, root), lang });
  said.append("Texten på webbplatsen är på svenska: ", link("lattlast/", "läs den på lätt svenska", "sv"), " · ", link("english/", "read about it in English", "en"), ".");
  return said;
}

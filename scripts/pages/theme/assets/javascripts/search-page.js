// The page of search results: the query is in its address, so that it can be shared and gone back to.
import { element } from "./find-list.js";
import { isForeign, item, open, plain, search } from "./search-site.js";

const SHOWN = 20;

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
  const { found, all, looked, missing, forms } = search(index, query);
  const some = looked.length > 1 && all < found.length ? `, ${all || "ingen"} med alla orden` : "";
  document.title = `${query} – ${document.title}`;
  status.replaceChildren(`${found.length || "Inga"} ${found.length === 1 ? "träff" : "träffar"} på «${query}»${some}. `, ...guesses(missing));
  if (isForeign(query)) status.append(hint());
  const rest = found.map((hit) => item(hit, forms, root, "h2"));
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

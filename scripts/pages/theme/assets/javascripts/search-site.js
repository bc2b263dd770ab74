// The search of the whole site: its pages, and the records by the very words of the page Samarbeten.
import { Words, plain, sought } from "./words.js";

const FEW = 5;
const FOR_OTHERS = ["english/", "lattlast/"];
// Other letters than ours, and words of the languages that many tenants speak.
const OTHER_LANGUAGES =
  /[\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Ethiopic}]|\b(?:the|how|where|what|who|apply|application|grants?|support|money|help|free|contact|homework|kids|children|waa|maxa[ay]+|caawi\p{L}*|lacag\p{L}*|sidee|loo|cods\p{L}*|halkee|carruur\p{L}*)\b/iu;

// Whether a query is written in another language.
export const isForeign = (query) => OTHER_LANGUAGES.test(query);

// The texts that are searched, and how to look among them. `root` leads to the site's root.
export async function open(root) {
  const read = async (path) => {
    const answer = await fetch(new URL(path, root));
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer.json();
  };
  const [pages, columns] = await Promise.all([read("search/sidor.json"), read("samarbeten/kolumner.json")]);
  const texts = await read(`samarbeten/texter.json?version=${columns.texter}`);
  const entries = [...pages, ...columns.id.map((_, place) => record(columns, texts, place))];
  const words = new Words(columns.synonymer);
  await words.fill(0, entries.length, (place) => entries[place]);
  return { entries, words };
}

// What of a record is searched, here and on the page Samarbeten.
export function record(columns, texts, place) {
  const names = (name) => columns[name][place].map((at) => columns.val[name][at][1]);
  const [recipient, number] = columns.mottagarna[columns.mottagare[place]];
  const keywords = [recipient, number, ...names("stadsdel"), ...names("tema"), ...names("malgrupp")];
  return {
    address: `samarbeten/${columns.id[place]}/`,
    title: columns.titel[place],
    keywords: [...keywords, columns.belopp[place], columns.diarienummer[place]].join(" · "),
    text: texts[place],
  };
}

// The pages that answer a query, the best first: those that have all of its words or whose title is among them,
// and where they are few those that have some words; `all` is how many have all. Who writes another language is led to the pages that there are for them.
export function search({ entries, words }, query) {
  const { looked, scores, missing, forms } = words.find(query, { guess: true });
  const ranked = [...scores].map(([place, { hits, score, share }]) => {
    const page = entries[place];
    const title = sought(page.title);
    const named = title.length ? title.filter((word) => forms.has(plain(word))).length / title.length : 0;
    return { page, all: hits === looked.length, first: hits === looked.length || named === 1, score: share * share * score * (1 + named * (named === 1 ? 1.5 : 0.4)) };
  });
  ranked.sort((a, b) => b.first - a.first || b.score - a.score || a.page.address.localeCompare(b.page.address));
  const all = ranked.filter((one) => one.all).length;
  const found = (all < FEW ? ranked : ranked.filter((one) => one.first)).map(({ page }) => page);
  const first = isForeign(query) ? entries.filter(({ address }) => FOR_OTHERS.includes(address)) : [];
  return { found: [...first, ...found.filter((page) => !first.includes(page))], all, looked, missing, forms };
}

// A hit as an item of a list: its title leads to the page, whose text is shown around the first word.
export function item({ address, title, text }, forms, root, heading = "p") {
  const made = Object.assign(document.createElement("li"), { className: "card" });
  const link = `<a href="${escaped(new URL(address, root).href)}">${marked(title, forms)}</a>`;
  made.innerHTML = `<${heading} class="card-title">${link}</${heading}><p>${marked(around(text, forms), forms)}</p>`;
  return made;
}

// A text with the words that were looked for marked, as HTML; all else is escaped.
function marked(text, forms) {
  return text
    .split(/([\p{L}\p{N}\p{M}]+)/u)
    .map((part, at) => (at % 2 && forms.has(plain(part)) ? `<mark>${escaped(part)}</mark>` : escaped(part)))
    .join("");
}

// The piece of a text around the first word that was looked for.
function around(text, forms, length = 160) {
  const first = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].find(({ 0: part }) => forms.has(plain(part)));
  const from = Math.max(0, (first?.index ?? 0) - 60);
  const start = from ? text.indexOf(" ", from) + 1 : 0;
  const piece = text.slice(start, start + length);
  return `${start ? "… " : ""}${piece}${start + length < text.length ? " …" : ""}`;
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
export { plain };

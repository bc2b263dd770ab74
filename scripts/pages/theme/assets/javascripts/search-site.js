// The search of the whole site: its pages, and the records by the very words of the page Samarbeten.
import { Words, plain, sought } from "./words.js";

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
    keywords: [...keywords, columns.belopp[place], columns.diarienummer[place]].join(" "),
    text: texts[place],
  };
}

// The pages that answer a query, the best first.
export function search({ entries, words }, query) {
  const { looked, scores, missing } = words.find(query, { guess: true });
  const most = Math.max(0, ...[...scores.values()].map(({ hits }) => hits)); // all the words, or as many as any page has
  const best = [...scores].filter(([, { hits }]) => hits === most);
  const found = best.map(([place, { hits, score }]) => {
    const page = entries[place];
    const title = sought(page.title);
    const named = title.length ? title.filter((word) => looked.some((of) => words.isForm(word, of))).length / title.length : 0;
    return { page, score: score + 12 * named * (named === 1 ? 1 : 0.3) };
  });
  found.sort((a, b) => b.score - a.score || a.page.address.localeCompare(b.page.address));
  return { found: found.map(({ page }) => page), looked, missing };
}

// A hit as an item of a list: its title leads to the page, whose text is shown around the first word.
export function item({ address, title, text }, among, root, heading = "p") {
  const made = Object.assign(document.createElement("li"), { className: "card" });
  const link = `<a href="${escaped(new URL(address, root).href)}">${marked(title, among)}</a>`;
  made.innerHTML = `<${heading} class="card-title">${link}</${heading}><p>${marked(around(text, among), among)}</p>`;
  return made;
}

// A text with the words that were looked for marked, as HTML; all else is escaped.
function marked(text, { words, looked }) {
  return text
    .split(/([\p{L}\p{N}\p{M}]+)/u)
    .map((part, at) => (at % 2 && looked.some((word) => words.isForm(part, word)) ? `<mark>${escaped(part)}</mark>` : escaped(part)))
    .join("");
}

// The piece of a text around the first word that was looked for.
function around(text, { words, looked }, length = 160) {
  const first = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].find(({ 0: part }) => looked.some((word) => words.isForm(part, word)));
  const from = Math.max(0, (first?.index ?? 0) - 60);
  const start = from ? text.indexOf(" ", from) + 1 : 0;
  const piece = text.slice(start, start + length);
  return `${start ? "… " : ""}${piece}${start + length < text.length ? " …" : ""}`;
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
export { plain };

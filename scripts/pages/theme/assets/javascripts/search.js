// The worker behind Material's search box. It speaks Material's protocol (0 set-up, 1 ready, 2 query, 3 result)
// and asks Pagefind, word by word: first the word as it is written, then the compounds that it is a part of, and
// when there is nothing, the words that are nearly the same.
const SHOWN = 12;
const EMPTY = new Set(
  "och i att det som en ett på är av för med till den har de inte om vad hur vem var när kan man jag vi ni du får ska vill från vid där finns"
    .split(" "),
);
let ready;

async function prepare() {
  const pagefind = await import(new URL("../../pagefind/pagefind.js", location));
  await pagefind.options({ basePath: new URL("../../pagefind/", location).pathname, baseUrl: "/" });
  await pagefind.init("sv");
  const words = await (await fetch(new URL("../../search/ord.json", location))).json();
  return { pagefind, words, known: new Map() };
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

// The compounds that `part` ends or continues: «läxhjälp» for «hjälp». Of words that begin alike only the shortest.
function compounds(part, words) {
  if (part.length < 4) return [];
  const sought = plain(part);
  const found = words.filter((word) => word.length > part.length + 1 && plain(word).indexOf(sought, 2) > 1);
  found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const kept = [];
  for (const word of found) if (!kept.some((shorter) => word.startsWith(shorter))) kept.push(word);
  return kept.slice(0, 12);
}

// The words that differ from `written` in one letter, or two when it is long.
function similar(written, words) {
  const allowed = written.length < 5 ? 0 : written.length < 9 ? 1 : 2;
  const sought = plain(written);
  return words
    .map((word) => [distance(sought, plain(word).slice(0, sought.length + allowed), allowed), word])
    .filter(([far]) => far > 0 && far <= allowed)
    .sort(([a], [b]) => a - b)
    .slice(0, 6)
    .map(([, word]) => word);
}

// Letters to change, add, leave out or swap to get from `a` to `b`; more than `most` is not counted on.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

// Every page that has the word, its compounds or a word like it: id → { score, result }.
async function pagesWith(word, { pagefind, words, known }) {
  if (known.has(word)) return known.get(word);
  const found = new Map();
  const take = async (form, weight) => {
    for (const result of (await pagefind.search(form)).results) {
      const score = result.score * weight;
      if (!(found.get(result.id)?.score >= score)) found.set(result.id, { score, result });
    }
  };
  await take(word, 1);
  await Promise.all(compounds(word, words).map((form) => take(form, 0.5)));
  if (!found.size) await Promise.all(similar(word, words).map((form) => take(form, 0.4)));
  known.set(word, found);
  return found;
}

async function search(query) {
  const tools = await (ready ??= prepare());
  const written = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = written.filter((word) => !EMPTY.has(word));
  const sought = telling.length ? telling : written;
  const answers = await Promise.all(sought.map((word) => pagesWith(word, tools)));
  const all = new Map();
  for (const pages of answers)
    for (const [id, { score, result }] of pages) {
      const before = all.get(id) ?? { hits: 0, score: 0, result };
      all.set(id, { hits: before.hits + 1, score: before.score + score, result });
    }
  const best = [...all.values()].sort((a, b) => b.hits - a.hits || b.score - a.score);
  const enough = best.filter(({ hits }) => hits === best[0].hits).slice(0, SHOWN);
  return Promise.all(enough.map(async ({ score, result }) => item(await result.data(), score, sought)));
}

// Material puts title and text into the page as HTML, so they are escaped here.
function item({ raw_url, url, meta }, score, sought) {
  return [{ location: (raw_url ?? url).replace(/^\//, ""), title: marked(meta.title, sought), text: marked(meta.text ?? "", sought), score, terms: {} }];
}

function marked(text, sought) {
  const parts = sought.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = parts.length ? new RegExp(`(${parts.join("|")})`, "giu") : /($^)/;
  return text.split(pattern).map((part, index) => (index % 2 ? `<mark>${escaped(part)}</mark>` : escaped(part))).join("");
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

let latest = 0;
addEventListener("message", async ({ data: { type, data } }) => {
  if (type === 0) postMessage({ type: 1 });
  if (type !== 2) return;
  const turn = ++latest;
  const items = data.trim() ? await search(data) : [];
  if (turn === latest) postMessage({ type: 3, data: { items } });
});

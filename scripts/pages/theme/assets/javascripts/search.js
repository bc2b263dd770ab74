// The worker behind Material's search box. It speaks Material's protocol (0 set-up, 1 ready, 2 query, 3 result).
// First come the pages whose title or keywords are what was written. Then Pagefind is asked, word by word: the word
// as it is written, its other forms, the compounds that it is a part of, and for a word that the site does not have,
// those that are nearly the same.
const SHOWN = 12;
const EMPTY = new Set(
  "och i att det som en ett på är av för med till den har de inte om vad hur vem var när kan man jag vi ni du får ska vill från vid där finns"
    .split(" "),
);
const LETTERS = /[\p{L}\p{N}]+/gu;
const RANKING = { metaWeights: { title: 12, text: 2 } };
let ready;

async function prepare() {
  const read = async (name) => (await fetch(new URL(`../../search/${name}`, location))).json();
  const [pagefind, meant, words, titles] = await Promise.all([
    import(new URL("../../pagefind/pagefind.js", location)),
    import(new URL("search-words.js", location)),
    read("ord.json"),
    read("sidor.json"),
  ]);
  await pagefind.options({ basePath: new URL("../../pagefind/", location).pathname, baseUrl: "/", ranking: RANKING });
  await pagefind.init("sv");
  return { pagefind, meant, words, titles, asked: new Map() };
}

// Every page that has the word or what it may mean: id → { score, result }.
async function pagesWith(word, { pagefind, meant, words, asked }) {
  if (asked.has(word)) return asked.get(word);
  const found = new Map();
  const take = async (forms, weight) => {
    for (const form of forms)
      for (const result of (await pagefind.search(form)).results) {
        const score = result.score * weight;
        if (!(found.get(result.id)?.score >= score)) found.set(result.id, { score, result });
      }
  };
  if (meant.known(word, words)) await take([word], 1);
  await take(meant.kin(word, words), 0.8);
  await take(meant.compounds(word, words), 0.6);
  if (!found.size) await take(meant.similar(word, words), 0.5);
  if (!found.size) await take([word], 0.3);
  asked.set(word, found);
  return found;
}

// The pages whose title or keywords have every word that was written, the closest first.
function titled(sought, { meant, titles }) {
  const found = [];
  for (const page of titles) {
    const own = page.title.toLowerCase().match(LETTERS) ?? [];
    const among = (list) => sought.every((word) => list.some((other) => meant.akin(word, other)));
    if (among(own)) found.push([sought.length / own.filter((word) => !EMPTY.has(word)).length, page]);
    else if (among([...own, ...page.keywords])) found.push([0.3, page]);
  }
  return found.sort(([a], [b]) => b - a).slice(0, 3).map(([, page]) => page);
}

// The word itself; its two halves when it is a compound that the site does not have, and nothing like it.
function parts(word, { meant, words }) {
  if (meant.known(word, words) || meant.similar(word, words).length) return [word];
  const halves = meant.halves(word, words);
  return halves.length ? halves : [word];
}

async function search(query) {
  const tools = await (ready ??= prepare());
  const written = query.toLowerCase().match(LETTERS) ?? [];
  const telling = written.filter((word) => !EMPTY.has(word));
  const sought = [...new Set((telling.length ? telling : written).flatMap((word) => parts(word, tools)))];
  const all = new Map();
  for (const word of sought)
    for (const [id, { score, result }] of await pagesWith(word, tools)) {
      const before = all.get(id) ?? { hits: 0, score: 0, result };
      all.set(id, { hits: before.hits + 1, score: before.score + score, result });
    }
  const best = [...all.values()].sort((a, b) => b.hits - a.hits || b.score - a.score).slice(0, SHOWN);
  const first = titled(sought, tools);
  const rest = (await Promise.all(best.map(({ result }) => result.data()))).map(({ raw_url, url, meta }) => ({
    address: (raw_url ?? url).replace(/^\//, ""),
    title: meta.title,
    text: meta.text ?? "",
  }));
  const pages = [...first, ...rest.filter(({ address }) => !first.some((page) => page.address === address))];
  return pages.slice(0, SHOWN).map((page, place) => item(page, SHOWN - place, sought));
}

// Material puts title and text into the page as HTML, so they are escaped here.
function item({ address, title, text }, score, sought) {
  return [{ location: address, title: marked(title, sought), text: marked(text, sought), score, terms: {} }];
}

function marked(text, sought) {
  const pattern = new RegExp(`(${sought.join("|")})`, "giu");
  return text.split(pattern).map((part, index) => (index % 2 ? `<mark>${escaped(part)}</mark>` : escaped(part))).join("");
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

let latest = 0;
addEventListener("message", async ({ data: { type, data } }) => {
  if (type === 0) postMessage({ type: 1 });
  if (type !== 2) return;
  const turn = ++latest;
  const items = data.match(LETTERS) ? await search(data) : [];
  if (turn === latest) postMessage({ type: 3, data: { items } });
});

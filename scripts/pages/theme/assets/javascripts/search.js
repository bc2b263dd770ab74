// The worker behind Material's search box. It speaks Material's protocol (0 set-up, 1 ready, 2 query, 3 result).
let ready;

async function prepare() {
  const site = await import(new URL("search-site.js", location));
  return { site, index: await site.open(new URL("../../", location)) };
}

async function answer(query) {
  const { site, index } = await (ready ??= prepare());
  const { found, looked } = site.search(index, query);
  const among = { words: index.words, looked };
  // Material puts title and text into the page as HTML, so they are escaped where they are marked.
  return found.map(({ address, title, text }, place) => [
    { location: address, title: site.marked(title, among), text: site.marked(site.around(text, among), among), score: found.length - place, terms: {} },
  ]);
}

let latest = 0;
addEventListener("message", async ({ data: { type, data } }) => {
  if (type === 0) postMessage({ type: 1 });
  if (type !== 2) return;
  const turn = ++latest;
  const items = /[\p{L}\p{N}]/u.test(data) ? await answer(data) : [];
  if (turn === latest) postMessage({ type: 3, data: { items } });
});

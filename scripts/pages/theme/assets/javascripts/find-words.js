// Free text over all records: every word must stand in the record, whole or as a part («hjälp» in «läxhjälp»), whatever
// the capitals and dots. A word that stands nowhere is taken for the words that it nearly is.
//
// Looking through the plain text of 10,000 records (2.5 MB) takes 2–4 ms a word, after 0.1 s of making it plain, which
// is done in pieces. Measured beside it: MiniSearch needs 0.9 s to index them, does not find the inside of words (816 of
// 1,582 records with «hjälp») and weighs 18 kB; ItemsJS, which has counts too, needs 3 s. So there is no library here.
const PIECE = 1000;
const LIKE = 8;

// Small letters without dots and accents.
export const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

export class Words {
  #record;
  #plain = [];
  #known = new Set();
  #ready;

  // `record(place)` is the text of a record; there are `count` of them.
  constructor(count, record) {
    this.#record = record;
    this.#ready = this.#prepare(count);
  }

  // Which records have every word of the query (null: all of them), and what was taken for words that no record has:
  // a list of [written, [like it, …]].
  async find(query) {
    const written = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    if (!written.length) return { places: null, taken: [] };
    await this.#ready;
    const taken = [];
    const sought = written.map((word) => {
      const one = plain(word);
      if (this.#plain.some((text) => text.includes(one))) return [one];
      const like = this.#like(one);
      taken.push([word, like.map((known) => this.#written(known))]);
      return like;
    });
    const places = this.#plain.map((text) => sought.every((forms) => forms.some((form) => text.includes(form))));
    return { places, taken };
  }

  async #prepare(count) {
    for (let first = 0; first < count; first += PIECE) {
      if (first) await new Promise((resume) => setTimeout(resume));
      for (let place = first; place < Math.min(first + PIECE, count); place++) {
        const text = plain(this.#record(place));
        this.#plain.push(text);
        for (const word of text.match(/[\p{L}\p{N}]{4,}/gu) ?? []) this.#known.add(word);
      }
    }
  }

  // A known word as it is written where it first stands.
  #written(known) {
    const text = this.#record(this.#plain.findIndex((text) => text.includes(known)));
    return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu).find((word) => plain(word) === known) ?? known;
  }

  // The known words that begin as `written`, but for one letter, or two when it is long: the nearest ones only.
  #like(written) {
    const most = written.length < 4 ? 0 : written.length < 8 ? 1 : 2;
    let least = most;
    let found = [];
    for (const word of most ? this.#known : []) {
      const far = distance(written, word, least);
      if (far < least) found = [];
      if (far <= least) found.push(word);
      least = Math.min(least, far);
    }
    found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const shortest = [];
    for (const word of found) if (!shortest.some((shorter) => word.includes(shorter))) shortest.push(word);
    return shortest.slice(0, LIKE);
  }
}

// Letters to change, add, leave out or swap to get from `written` to the beginning of `word`; beyond `most` not counted.
function distance(written, word, most) {
  if (word.length < written.length - most) return most + 1;
  const beginning = word.slice(0, written.length + most);
  let before = [];
  let last = Array.from({ length: beginning.length + 1 }, (_, j) => j);
  for (let i = 1; i <= written.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= beginning.length; j++) {
      const same = written[i - 1] === beginning[j - 1];
      row[j] = same ? last[j - 1] : 1 + Math.min(last[j], row[j - 1], last[j - 1]);
      if (i > 1 && j > 1 && written[i - 1] === beginning[j - 2] && written[i - 2] === beginning[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(...last);
}

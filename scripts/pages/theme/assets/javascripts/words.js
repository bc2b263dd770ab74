// One way to look for words, for the page Samarbeten and for the search of the whole site.
//
// A word that someone wrote leads to the words of the texts that it may mean: itself, its inflections («läxhjälpen»), what
// begins with it, compounds that it is a part of («hjälp» in «läxhjälp»), and its synonyms. A word with digits is only
// ever itself. What no text has is not guessed at unless the caller asks for it: it is given back with what is like it.
const EMPTY = new Set(
  (
    "och i att det som en ett på är av för med till den har de inte om vad hur vem var när kan man jag vi ni du får ska vill från vid där finns " +
    "vilka vilken vilket fick fått går gick måste mycket många någon något några ej utan sig sin vår våra er hos under skulle blir bli ha hade gör göra stå ta dig oss mig din sitt mer mest lite bra när hela ingen inga" +
    " kr kronor dnr nr the for to of how do in is are what where can a my we you and"
  ).split(" "),
);
const WEIGHTS = { title: 10, keywords: 6, text: 3 };
const GUESSES = 4;
const PIECE = 300;
const WHOLE = 0.7; // how sure a half of a compound has to be: itself, inflected, the beginning of a word, a synonym

// Small letters without dots and accents.
export const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

const hasDigit = (word) => /\p{N}/u.test(word);

// The words of a text in small letters. «85 000» is one, a number keeps its hyphens («899999-0008»), and so does «e-post».
function split(text) {
  const joined = text.toLowerCase().normalize("NFC").replace(/(?<=\d)[\s\u00a0](?=\d{3}(?!\d))|(?<=\d{6})\s(?=\d{4}(?!\d))/gu, "");
  const found = joined.match(/[\p{L}\p{N}\p{M}]+(?:[-–/][\p{L}\p{N}\p{M}]+)*/gu) ?? [];
  return found.flatMap((word) => (hasDigit(word) || /^.{1,2}[-–]/u.test(word) ? [word.replace(/[-–/]/gu, "")] : word.split(/[-–/]/u)));
}

// What someone is looking for: the words of a query that say something, or all of them where none does.
export function sought(query) {
  const written = [...new Set(split(query))];
  const telling = written.filter((word) => !EMPTY.has(word));
  return telling.length ? telling : written;
}

export class Words {
  #places = new Map(); // plain word → place → weight
  #written = new Map(); // plain word → as it is written
  #synonyms;
  #forms = new Map();
  #count = 0;

  // `synonyms` are groups of words that mean the same.
  constructor(synonyms = []) {
    this.#synonyms = synonyms.map((group) => group.map(plain));
  }

  // Takes in texts in pieces, so that the page can be used meanwhile. `text(place)` is { title, keywords, text }.
  async fill(first, count, text) {
    for (let place = first; place < first + count; place++) {
      if (place > first && (place - first) % PIECE === 0) await new Promise((resume) => setTimeout(resume));
      this.#addAll(place, text(place));
    }
    this.#count += count;
    this.#forms.clear();
  }

  #addAll(place, texts) {
    for (const [field, weight] of Object.entries(WEIGHTS)) this.#add(place, texts[field], weight);
  }

  #add(place, content, weight) {
    for (const word of split(content ?? "")) {
      const key = plain(word);
      let places = this.#places.get(key);
      if (!places) {
        this.#places.set(key, (places = new Map()));
        this.#written.set(key, word);
      }
      if (!(places.get(place) >= weight)) places.set(place, weight);
    }
  }

  // The places that have words of the query: place → { hits, score, share }, where `hits` counts words and `share` is how
  // much of what was asked for is there, rare words more. `forms` has every word of the texts that was looked for.
  // `missing` has each word that no text has, with the words that are like it; with `guess` those are looked for instead.
  find(query, { guess = false } = {}) {
    const missing = [];
    const scores = new Map();
    const met = new Set();
    const looked = sought(query).flatMap((word) => this.#parts(word));
    let whole = 0;
    for (const word of looked) {
      let forms = this.#formsOf(word);
      if (!forms.size) {
        const like = this.#like(word);
        missing.push([word, like.map((key) => this.#written.get(key) ?? key)]);
        if (guess) forms = new Map(like.flatMap((key) => [...this.#formsOf(key)].map(([form, quality]) => [form, quality / 2])));
      }
      const best = new Map();
      for (const [form, quality] of forms) {
        met.add(form);
        for (const [place, weight] of this.#places.get(form))
          best.set(place, Math.max(best.get(place) ?? 0, weight * quality));
      }
      const rarity = Math.log(1 + this.#count / (best.size || 1));
      whole += rarity;
      for (const [place, score] of best) {
        const of = scores.get(place) ?? { hits: 0, score: 0, share: 0 };
        scores.set(place, { hits: of.hits + 1, score: of.score + score * rarity, share: of.share + rarity });
      }
    }
    for (const of of scores.values()) of.share /= whole;
    return { looked, scores, missing, forms: met };
  }

  // The words of the texts that `written` means, with how surely.
  #formsOf(written) {
    const word = plain(written);
    if (this.#forms.has(word)) return this.#forms.get(word);
    const forms = new Map();
    const take = (form, quality) => {
      if (!(forms.get(form) >= quality)) forms.set(form, quality);
    };
    for (const known of this.#places.keys()) {
      const quality = likeness(word, known);
      if (quality) take(known, quality);
    }
    if (!hasDigit(word))
      for (const group of this.#synonyms.filter((group) => group.some((other) => word === other || (word.length > 3 && inflected(word, other)))))
        for (const other of group)
          for (const known of this.#places.keys()) if (inflected(other, known)) take(known, 0.7);
    this.#forms.set(word, forms);
    return forms;
  }

  // The word itself; its two halves when it is a compound that no text has, and they are there or nothing is like it.
  #parts(word) {
    if (hasDigit(word) || word.length < 6 || this.#formsOf(word).size) return [word];
    return this.#halves(word, true, 0.9) ?? (this.#near(word).length ? [word] : (this.#halves(word, true) ?? [word]));
  }

  // The halves of a compound, where it is surest to be parted: `both` when the texts have both, else the longer one.
  #halves(written, both, least = WHOLE) {
    const word = plain(written);
    const sure = (part) => part.length * Math.max(0, ...[...this.#formsOf(part).values()].filter((quality) => quality >= least));
    let best = { sure: 0 };
    for (let at = 3; at <= word.length - 3; at++)
      for (const first of new Set([word.slice(0, at), word.slice(0, at).replace(/(?<=...)s$/u, "")])) {
        const [one, other] = [sure(first), sure(word.slice(at))];
        const now = both ? one && other && one + other : Math.max(one, other);
        if (now > best.sure) best = { sure: now, parts: both ? [first, word.slice(at)] : [one > other ? first : word.slice(at)] };
      }
    return best.parts;
  }

  // What may have been meant by a word that no text has: a word that is like it, else the half of a compound that is known.
  #like(written) {
    const near = this.#near(written);
    if (near.length || hasDigit(written) || written.length < 6) return near;
    return (this.#halves(written, false) ?? []).flatMap((half) => [...this.#formsOf(half)].filter(([, sure]) => sure >= WHOLE).map(([form]) => form)).slice(0, GUESSES);
  }

  // The known words that begin as `written`, but for one letter, or two when it is long: the nearest ones only.
  #near(written) {
    const word = plain(written);
    let least = hasDigit(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    let found = [];
    for (const known of least ? [...this.#places.keys(), ...this.#synonyms.flat()] : []) {
      if (hasDigit(known)) continue;
      const far = distance(word, known, least);
      if (far < least) found = [];
      if (far <= least) found.push(known);
      least = Math.min(least, far);
    }
    found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    return found.filter((key, at) => !found.slice(0, at).some((shorter) => key.startsWith(shorter)) && this.#formsOf(key).size).slice(0, GUESSES);
  }
}

// How surely a known word is what was written; 0 for not at all.
function likeness(word, known) {
  if (word === known) return 1;
  if (hasDigit(word) || hasDigit(known)) return 0;
  if (inflected(word, known)) return 0.9;
  if (word.length < 3) return 0;
  if (known.startsWith(word) && word.length > 3) return 0.8;
  if (known.endsWith(word) && word.length > 3) return 0.7;
  if (word.length > 3 ? known.includes(word) : known.startsWith(word) || known.endsWith(word)) return 0.6;
  const stem = word.length > 6 && word.replace(/(?:arna|erna|orna|ande|en|et|er|ar|or|na|n|t|s|a|e)$/u, "");
  return stem && stem.length > 4 && known.includes(stem) ? 0.5 : 0;
}

// Whether two words are one but for its endings: «kriterium» and «kriterier», «språkkafé» and «språkkaféet».
const ENDING = /^(?:|a|ad|ade|an|ande|ans|ar|are|arna|as|at|e|el|en|ens|er|erna|et|ets|ing|ingar|ingen|la|na|n|ning|ningar|ningen|ns|or|orna|r|s|st|t|um|umet)$/u;
function inflected(one, other) {
  if (one === other) return true;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same >= Math.min(4, Math.max(3, Math.min(one.length, other.length))) && ENDING.test(one.slice(same)) && ENDING.test(other.slice(same));
}

// Letters to change, add, leave out or swap to get from `written` to the beginning of `word`; beyond `most` not counted.
export function distance(written, word, most) {
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

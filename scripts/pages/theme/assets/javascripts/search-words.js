// From a word that someone wrote to the words of the site that may be meant. `words` are all of them, in small letters.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

// Of words that begin alike only the shortest: Pagefind finds the longer ones by it.
function shortest(words, most) {
  const kept = [];
  for (const word of words.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)))
    if (!kept.some((shorter) => word.startsWith(shorter))) kept.push(word);
  return kept.slice(0, most);
}

// Whether the site has the word, or a longer one that begins with it.
export function known(written, words) {
  const sought = plain(written);
  return words.some((word) => plain(word).startsWith(sought));
}

// Whether two words are forms of one: they begin alike for all but the last three letters.
export function akin(one, other) {
  const [a, b] = [plain(one), plain(other)];
  if (a === b) return true;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return same >= Math.max(4, a.length - 3);
}

// The compounds that `part` ends or stands inside: «läxhjälp» for «hjälp». A part of three letters must be the end.
export function compounds(part, words) {
  const sought = plain(part);
  if (sought.length < 3) return [];
  const found = words.filter((word) => {
    const at = plain(word).indexOf(sought, 2);
    return at > 1 && (sought.length > 3 || at + sought.length === word.length);
  });
  return shortest(found, 12);
}

// Other forms of the same word, where the stem that Pagefind cuts to differs: «kriterier» for «kriterium».
export function kin(written, words) {
  const root = plain(written).slice(0, Math.max(5, written.length - 2));
  if (written.length < 6) return [];
  const found = words.filter(
    (word) => plain(word).startsWith(root) && !word.startsWith(written) && word.length <= written.length + 3,
  );
  return shortest(found, 4);
}

// The words that differ from `written` in one letter, or in two when it is long.
export function similar(written, words) {
  const allowed = written.length < 4 ? 0 : written.length < 8 ? 1 : 2;
  const sought = plain(written);
  const found = words
    .map((word) => [distance(sought, plain(word).slice(0, sought.length + allowed), allowed), word])
    .filter(([far]) => far <= allowed);
  const nearest = Math.min(...found.map(([far]) => far));
  return shortest(found.filter(([far]) => far === nearest).map(([, word]) => word), 6);
}

// The two words that a compound is made of, when the site has both: «ansökning» and «blankett» for «ansökningsblankett».
export function halves(written, words) {
  const sought = plain(written);
  for (let at = sought.length - 4; at >= 3; at--)
    for (const first of [sought.slice(0, at), sought.slice(0, at).replace(/s$/, "")]) {
      const last = sought.slice(at);
      if (first.length > 2 && known(first, words) && known(last, words)) return [first, last];
    }
  return [];
}

// Letters to change, add, leave out or swap to get from `a` to `b`; past `most` they are not counted.
export function distance(a, b, most) {
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

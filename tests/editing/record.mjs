// Writes recorded.json: what the npm library `yaml`, with the options of Sveltia CMS, makes of each value.
//   npm install yaml@2.9.1 && node record.mjs > recorded.json   (in a copy of this folder)
import { stringify } from 'yaml';

const options = {
  indent: 2, indentSeq: true, lineWidth: 0, defaultKeyType: 'PLAIN', defaultStringType: 'PLAIN', singleQuote: true,
};
const texts = [
  'Läxhjälp på Råslätt', 'kl. 18:30', 'a: b', 'slut:', '# x', 'a #b', 'a#b', '- x', '-x', '-', '? x', '?x', '?', '* x',
  '&x', '!x', '%x', '@x', '`x', '[x', '{x', 'x]', 'x, y', "it's", '"citat" först', 'säg "hej"', `'a' och "b"`,
  "it's: b", `"a": b's`, '0311', '899999-0008', '2024-031', '2024-03-12', 'true', 'False', 'null', '~', '', '1e3', '0x1F',
  '0o17', '.5', '5.', '+46', '-1', '1', '1.0', '1,5', '12 000', '50%', '.inf', '.nan', 'a\nb', 'a\n\nb', 'a\n\n\nb', 'a\n  b',
  'a \nb', 'a: b\nc #d', '- a\n- b', '# a\nb', "'a'\nb", 'a\n---\nb', 'a\ttab\nb', 'tab\there', '😀 emoji', 'Familj 👨‍👩‍👧',
  'a\u00a0b', '40\u00a0000 kr', '\u00a0nbsp', '»x«', '«x»', '–', '– x', '—', 'back\\slash', 'a\\n: b', '|x', '>x', '...', '---',
  '--- x', 'http://x.se/a#b', 'https://example.org/a?b=c&d', 'x :y', ':x', ':', 'x :', ',x', '<b>fet</b>', '*fet*', 'a & b',
  'kl. 17–19: läxor', 'Plats: kvarterslokalen, tid: 18:30', 'Slut?', 'Ja!', '100 % ideellt', '(två) [tre] {fyra}', 'a\n\n  b\n\nc',
  'Första stycket.\n\nAndra stycket: med kolon.\n\n# inte en rubrik', 'ﬀ', 'x'.repeat(200), 'ord '.repeat(80).trim(),
];
const places = {
  field: (text) => ({ k: text }),
  nested: (text) => ({ a: { b: text, c: 1 } }),
  item: (text) => ({ l: [text, 'annan'] }),
  'field of an item': (text) => ({ l: [{ a: text, b: text }, { a: 'x' }] }),
};
const trees = [
  { a: 85000, b: true, c: false, d: null, e: [], f: {}, g: -3, h: 0 },
  { 'a b': 1, 'å': 2, 'x:y': 3, 'no: ': 4, '- a': 5, '1': 6, 'true': 7, "it's": 8, '#': 9 },
  { b: [{ c: { d: ['e'] } }] },
];
const cases = [];
for (const [place, made] of Object.entries(places))
  for (const text of texts) cases.push({ place, value: made(text), text: stringify(made(text), null, options).trim() + '\n' });
for (const tree of trees) cases.push({ place: 'tree', value: tree, text: stringify(tree, null, options).trim() + '\n' });
process.stdout.write(JSON.stringify(cases, null, 0).replaceAll('},{"place"', '},\n{"place"') + '\n');

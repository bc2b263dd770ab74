// Which records pass, what they sum to, and how many each choice would give. Nothing here touches the page.
export const GROUPS = ["ar", "stadsdel", "tema", "malgrupp", "lage", "redovisning", "mer"];

// `wanted` has a list of codes for each group, `places` (null or a list of true and false), `recipients` (null or a set of
// places in `mottagarna`), `from` and `to` in kronor, and `since` and `until` as days or "" for none. Inside a group one choice is enough; the groups must all agree.
// A choice is counted as if it were the only one in its group.
export function narrowed(columns, wanted) {
  const groups = GROUPS.map((name) => ({
    of: columns[name],
    chosen: wanted[name].length ? columns.val[name].map(([code]) => wanted[name].includes(code)) : null,
    counts: new Uint32Array(columns.val[name].length),
  }));
  const hits = new Uint8Array(columns.id.length);
  let count = 0;
  let sum = 0;
  for (let record = 0; record < hits.length; record++) {
    const amount = columns.belopp[record];
    if (amount < wanted.from || amount > wanted.to) continue;
    const day = columns.beslut[record];
    if (day < wanted.since || (wanted.until && day > wanted.until)) continue;
    if (wanted.places && !wanted.places[record]) continue;
    if (wanted.recipients && !wanted.recipients.has(columns.mottagare[record])) continue;
    const against = groups.filter(({ of, chosen }) => chosen && !of[record].some((place) => chosen[place]));
    if (against.length > 1) continue;
    for (const { of, counts } of against.length ? against : groups) for (const place of of[record]) counts[place]++;
    if (against.length) continue;
    hits[record] = 1;
    count += 1;
    sum += amount;
  }
  return { hits, count, sum, counts: Object.fromEntries(groups.map(({ counts }, at) => [GROUPS[at], counts])) };
}

const orders = new WeakMap();

// The places of the hits in the order asked for; those that are alike stand newest first.
export function ordered(columns, hits, sorting) {
  if (!orders.has(columns)) orders.set(columns, new Map());
  const known = orders.get(columns);
  if (!known.has(sorting)) known.set(sorting, order(columns, sorting));
  return known.get(sorting).filter((place) => hits[place]);
}

function order(columns, sorting) {
  const places = columns.id.map((_, place) => place);
  if (sorting === "titel") return columns.titelordning;
  if (sorting === "belopp") places.sort((a, b) => columns.belopp[b] - columns.belopp[a]);
  if (sorting === "slut") places.sort((a, b) => (columns.slut[a] < columns.slut[b] ? -1 : columns.slut[a] > columns.slut[b] ? 1 : 0));
  return places;
}

// The hits on the page, as scripts/pages/templates/macros.html writes them. Text goes in as text, never as HTML.
const kronor = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 0 });
const days = new Intl.DateTimeFormat("sv-SE", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const series = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} och ${names.at(-1)}`);

export const number = (value) => kronor.format(value);

// «12 samarbeten, sammanlagt 640 000 kr»
export function sentence(count, sum) {
  if (!count) return "Inga samarbeten passar det du har valt.";
  return `${number(count)}\u00a0${count === 1 ? "samarbete" : "samarbeten"}, sammanlagt ${number(sum)}\u00a0kr`;
}

// What to say of words that no record has, and of years: each guess is a link, for only who wrote knows what was meant.
// `address(text, year)` leads to the same choices with another text, and perhaps a year.
export function notes({ missing, years, unknown, text }, address) {
  const said = unknown.map((value) => `Valet «${value}» finns inte och är borttaget. `);
  for (const [written, like] of missing) {
    said.push(`Ingen uppgift innehåller «${written}». `);
    const links = like.map((word) => link(word, address(text.replace(new RegExp(written, "iu"), word))));
    if (links.length) said.push("Menade du ", ...links.flatMap((to, at) => (at ? [at + 1 < links.length ? ", " : " eller ", to] : [to])), "? ");
  }
  for (const year of years) said.push("Visa ", link(`beslut från ${year}`, address(text.replace(year, "").trim(), year)), ". ");
  return said;
}

function link(text, href) {
  return Object.assign(element("a", "", text), { href });
}

export class List {
  #columns;
  #root;
  #texts;
  #cards = new Map();

  // `root` leads to the site's root.
  constructor(columns, root) {
    this.#columns = columns;
    this.#root = root;
  }

  // From now on the cards have their summaries, those on the page too.
  add(texts) {
    if (this.#texts) return;
    this.#texts = texts;
    for (const [place, card] of this.#cards) card.append(element("p", "", texts[place]));
  }

  // A list of the records at these places; nothing for none.
  of(places) {
    if (!places.length) return "";
    const list = element("ul", "cards cards--list");
    list.append(...places.map((place) => this.#card(place)));
    return list;
  }

  #card(place) {
    if (!this.#cards.has(place)) this.#cards.set(place, this.#made(place));
    return this.#cards.get(place);
  }

  #made(place) {
    const columns = this.#columns;
    const [code, state] = columns.val.lage[columns.lage[place][0]];
    const [recipient] = columns.mottagarna[columns.mottagare[place]];
    const link = element("a", "", columns.titel[place]);
    link.href = `${this.#root}samarbeten/${columns.id[place]}/`;
    const title = element("h3", "card-title");
    title.append(link);
    const who = element("p", "meta");
    const where = columns.stadsdel[place].map((at) => columns.val.stadsdel[at][1]);
    const when = element("time", "", days.format(new Date(columns.beslut[place])));
    when.dateTime = columns.beslut[place];
    who.append(element("span", `status status--${code}`, state), ` ${recipient} · ${series(where)} · beslut den `, when);
    const money = element("p", "card-amount");
    const amount = element("data", "amount", `${number(columns.belopp[place])}\u00a0kr`);
    amount.value = String(columns.belopp[place]);
    money.append(amount);
    const card = element("li", "card");
    card.append(title, money, who, ...(this.#texts ? [element("p", "", this.#texts[place])] : []));
    return card;
  }
}

// Fills the navigation between sheets: the first, the last and those around `sheet`. `address(n)` leads to sheet n.
export function fillSheets(navigation, sheet, last, address) {
  navigation.hidden = last < 2;
  const list = element("ul");
  let before = 0;
  for (let at = 1; at <= last; at++) {
    if (at > 1 && at < last && Math.abs(at - sheet) > 2) continue;
    if (at > before + 1) list.append(element("li", "find-gap", "…"));
    before = at;
    const here = element(at === sheet ? "span" : "a", "", `Sida ${number(at)}`);
    if (at === sheet) here.setAttribute("aria-current", "page");
    else Object.assign(here, { href: address(at) }).dataset.sheet = at;
    const item = element("li");
    item.append(here);
    list.append(item);
  }
  navigation.replaceChildren(element("p", "", `Samarbeten, sida ${number(sheet)} av ${number(last)}.`), list);
}

export function element(name, look = "", text = "") {
  const made = document.createElement(name);
  if (look) made.className = look;
  if (text) made.textContent = text;
  return made;
}

// Two groups side by side, by the address: `?a=stadsdelar/raslatt&b=stadsdelar/oxnehaga`. Without this file the page leads
// to the pages of the groups. Every figure leads to the list of what it counts; nothing is a share, since groups overlap.
import { GROUPS, narrowed } from "./find-filter.js";
import { element, number } from "./find-list.js";
import { Source } from "./find-source.js";

const FILTERS = { ar: "ar", stadsdelar: "stadsdel", teman: "tema", malgrupper: "malgrupp" }; // of an address → of the list
const ALONE = { stadsdelar: "en-stadsdel", teman: "ett-tema", malgrupper: "en-malgrupp" };

const page = document.querySelector("[data-compare]");
const form = page.querySelector("form");
const status = page.querySelector("[data-status]");
const { root } = page.dataset;
const labels = JSON.parse(page.dataset.labels);
const params = new URL(location.href).searchParams;
const kronor = (sum) => `${number(sum)}\u00a0kr`;
const partnerships = (count) => `${number(count)}\u00a0${count === 1 ? "samarbete" : "samarbeten"}`;

form.hidden = false;
const chosen = ["a", "b"].map((name) => {
  const field = form.elements[name];
  const value = params.get(name)?.replace(/\/$/u, "") ?? "";
  field.value = value;
  if (field.selectedIndex < 0) field.value = "";
  return { value, option: field.value && field.selectedOptions[0] };
});
const unknown = chosen.filter(({ value, option }) => value && !option);
if (unknown.length) status.textContent = unknown.map(({ value }) => `Valet «${value}» finns inte.`).join(" ");
else if (chosen.every(({ option }) => option)) show(...chosen.map(({ option }) => option)).catch((error) => {
  console.error(error);
  status.textContent = "Uppgifterna gick inte att hämta. Kontrollera anslutningen och läs in sidan igen.";
});

async function show(...options) {
  const columns = await new Source(root).columns();
  const [a, b] = options.map((option) => new Side(columns, option));
  const rows = page.querySelector("[data-rows]");
  page.querySelector("h1").textContent = document.title = `${a.name} jämfört med ${b.name}`;
  page.querySelector("caption").textContent = `${a.name} jämfört med ${b.name}`;
  page.querySelector("thead tr").append(...[a, b].map((side) => side.heading()));
  const add = (label, cell) => {
    const row = element("tr");
    row.append(Object.assign(element("th", "", label), { scope: "row" }), cell(a), cell(b));
    rows.append(row);
  };
  add("Samarbeten", (side) => side.door({}, ({ count }) => number(count)));
  add("Beviljat belopp", (side) => side.door({}, ({ sum }) => kronor(sum)));
  if (a.kind === b.kind && ALONE[a.kind]) add("Varav bara här", (side) => side.door({ mer: ALONE[side.kind] }, ({ sum }) => kronor(sum)));
  add("Pågår nu", (side) => side.door({ lage: "pagar" }, ({ count }) => number(count)));
  add("Mottagare", (side) => cell(number(new Set(side.places().map((place) => columns.mottagare[place])).size)));
  add("Medelbelopp", (side) => cell(kronor(Math.round(side.whole.sum / (side.whole.count || 1)))));
  add("Högsta belopp", (side) => cell(kronor(Math.max(0, ...side.places().map((place) => columns.belopp[place])))));
  for (const name of ["ar", "stadsdel", "tema", "malgrupp", "lage"]) {
    if ([a, b].some((side) => FILTERS[side.kind] === name)) continue;
    columns.val[name].forEach(([code, choice], at) => {
      if (![a, b].some((side) => side.whole.counts[name][at])) return;
      add(`${labels[name]}: ${choice}`, (side) => side.door({ [name]: code }, ({ count, sum }) => `${partnerships(count)}, ${kronor(sum)}`));
    });
  }
  const both = a.places().filter((place) => b.whole.hits[place]);
  const sum = both.reduce((sum, place) => sum + columns.belopp[place], 0);
  status.textContent = both.length
    ? `${partnerships(both.length)}, ${kronor(sum)}, hör till båda och räknas i båda kolumnerna. Lägg därför inte ihop beloppen.`
    : "Inget samarbete hör till båda.";
  const table = page.querySelector("[data-table]");
  table.ariaLabel = page.querySelector("caption").textContent;
  table.hidden = false;
}

class Side {
  constructor(columns, option) {
    const [kind, code] = option.value.split("/");
    Object.assign(this, { columns, kind, address: option.value, name: option.textContent.trim(), query: {} });
    this.wanted = { ...Object.fromEntries(GROUPS.map((name) => [name, []])), places: null, recipients: null, from: 0, to: Infinity, since: "", until: "" };
    if (FILTERS[kind]) {
      this.wanted[FILTERS[kind]] = [code];
      this.query[FILTERS[kind]] = code;
    } else {
      const place = [...option.parentElement.children].indexOf(option); // recipients are in one order everywhere
      const [name, number] = columns.mottagarna[place];
      this.wanted.recipients = new Set([place]);
      this.query.mottagare = number || name;
    }
    this.whole = narrowed(columns, this.wanted);
  }

  places() {
    return [...this.whole.hits.keys()].filter((place) => this.whole.hits[place]);
  }

  heading() {
    const link = Object.assign(element("a", "", this.name), { href: `${root}${this.address}/` });
    const made = Object.assign(element("th", "number"), { scope: "col" });
    made.append(link);
    return made;
  }

  // A cell with a figure of what is chosen besides, which leads to the list of it.
  door(more, figure) {
    const found = narrowed(this.columns, { ...this.wanted, ...Object.fromEntries(Object.entries(more).map(([name, code]) => [name, [code]])) });
    if (!found.count) return cell("0");
    const made = cell("");
    made.append(Object.assign(element("a", "", figure(found)), { href: `${root}samarbeten/?${new URLSearchParams({ ...this.query, ...more })}` }));
    return made;
  }
}

function cell(text) {
  return element("td", "number", text);
}

// Brings the filters of the page Samarbeten to life. Without this file the list is there, newest first.
import { narrowed, ordered } from "./find-filter.js";
import { Form } from "./find-form.js";
import { List, fillSheets, notes, sentence } from "./find-list.js";
import { Source } from "./find-source.js";
import { record } from "./search-site.js";
import { Words, plain } from "./words.js";

const SUGGESTED = 20;
const SLOW = 500;

class Finder {
  constructor(element) {
    const part = (name) => document.querySelector(`.find [data-${name}]`);
    this.element = element;
    this.form = new Form(element);
    this.source = new Source(element.dataset.root);
    this.rows = Number(element.dataset.rows);
    this.parts = { sentence: part("sentence"), note: part("note"), list: part("list"), sheets: part("sheets") };
    this.#fill();
    this.turn = 0;
    this.search = location.search;
    this.title = document.title;
    part("first-sheet")?.remove();
    fillSheets(this.parts.sheets, 1, Math.ceil(Number(element.dataset.count) / this.rows), (at) => this.form.address(at));
    element.hidden = false;
    element.elements.sortering.parentElement.hidden = false;
    this.#listen(part);
    if (location.search) this.show();
  }

  #listen(part) {
    const { element } = this;
    const sorting = element.elements.sortering; // beside the number of hits, outside the form's element
    for (const part of [element, sorting]) {
      part.addEventListener("focusin", () => this.#fetchAhead(), { once: true });
      part.addEventListener("pointerdown", () => this.#fetchAhead(), { once: true });
      part.addEventListener("input", (event) => this.#changed(event.target));
    }
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#goToList();
    });
    part("clear").addEventListener("click", () => {
      this.form.clear();
      this.sheet = 1;
      this.#remember("pushState");
      this.show();
    });
    for (const button of element.querySelectorAll("[data-download]"))
      button.addEventListener("click", () => this.#download(button.dataset.download));
    const toggle = part("toggle");
    toggle.addEventListener("click", () => toggle.setAttribute("aria-expanded", toggle.ariaExpanded !== "true"));
    const copy = part("copy");
    copy.hidden = !navigator.clipboard;
    copy.addEventListener("click", () => this.#copyAddress(copy));
    this.parts.sheets.addEventListener("click", (event) => this.#turnTo(event));
    addEventListener("popstate", () => {
      // A link within the page gets here too.
      if (location.search === this.search) return;
      this.search = location.search;
      this.typedIn = null;
      this.#fill();
      this.show();
    });
  }

  // All that is typed in a field is one step back.
  #changed(field) {
    const typed = field.matches("input:not([type=checkbox])") ? field : null;
    this.sheet = 1;
    this.unknown = [];
    this.#remember(typed && typed === this.typedIn ? "replaceState" : "pushState");
    this.typedIn = typed;
    this.show();
  }

  // The form as the address says; a choice that does not exist is said, and taken out of the address.
  #fill() {
    const { sheet, unknown } = this.form.write(location.href);
    this.sheet = sheet;
    this.unknown = unknown;
    if (unknown.length) history.replaceState(null, "", this.form.address(sheet));
  }

  // Shows what the form and the sheet say. Only the latest call counts.
  show() {
    this.showing = this.#show();
    return this.showing;
  }

  async #show() {
    const turn = ++this.turn;
    const wanted = this.form.read();
    this.form.mark();
    const slow = setTimeout(() => turn === this.turn && this.#say("Hämtar uppgifterna …"), SLOW);
    try {
      const found = await this.#found(wanted);
      if (turn === this.turn) this.#draw(found);
    } catch (error) {
      console.error(error);
      if (turn === this.turn) this.#say("Uppgifterna gick inte att hämta. Kontrollera anslutningen och försök igen.");
    } finally {
      clearTimeout(slow);
    }
  }

  async #found(wanted) {
    const columns = await this.source.columns();
    this.list ??= this.#newList(columns);
    const { places, missing, years } = await this.#matching(columns, wanted);
    const recipients = wanted.recipient ? this.#recipients(columns, wanted.recipient) : null;
    const found = narrowed(columns, { ...wanted, places, recipients });
    return { ...found, missing, years, text: wanted.text, columns, places: ordered(columns, found.hits, wanted.sorting) };
  }

  // Which records have every word of the text (null: all), the words that none has, and the years that are written.
  async #matching(columns, { text, ar }) {
    if (!text) return { places: null, missing: [], years: [] };
    const { looked, scores, missing } = (await this.#words(columns)).find(text);
    const known = columns.val.ar.map(([code]) => code);
    const years = looked.filter((word) => known.includes(word) && !ar.includes(word));
    if (!looked.length) return { places: null, missing, years };
    const places = columns.id.map((_, place) => scores.get(place)?.hits === looked.length);
    return { places, missing: missing.filter(([word]) => !years.includes(word)), years };
  }

  #draw({ count, sum, counts, missing, years, text, columns, places }) {
    const last = Math.max(1, Math.ceil(count / this.rows));
    const sheet = Math.min(this.sheet, last);
    this.drawn = places;
    const address = (sought, year) => this.form.address(1, { sok: sought, ...(year && { ar: year }) });
    this.#say(sentence(count, sum), notes({ missing, years, unknown: this.unknown, text }, address));
    document.title = [this.form.said(), this.title].filter(Boolean).join(" – ");
    this.form.show(counts);
    this.#keepFocus(() => {
      this.parts.list.replaceChildren(this.list.of(places.slice((sheet - 1) * this.rows, sheet * this.rows)));
      fillSheets(this.parts.sheets, sheet, last, (at) => this.form.address(at));
    });
    this.#suggest(columns);
  }

  // Who was in the list before it was drawn stays on the same link, or comes to the beginning of the list.
  #keepFocus(draw) {
    const { list, sheets } = this.parts;
    const focused = document.activeElement;
    const inside = list.contains(focused) || sheets.contains(focused);
    draw();
    if (!inside || focused.isConnected) return;
    const same = [...list.querySelectorAll("a")].find((link) => link.href === focused.href);
    (same ?? document.getElementById("lista")).focus();
  }

  // The list shows titles at once, and the summaries when they have come.
  #newList(columns) {
    const list = new List(columns, this.element.dataset.root);
    this.source.texts().then((texts) => list.add(texts), (error) => console.error(error));
    return list;
  }

  async #words(columns) {
    const texts = await this.source.texts();
    this.list.add(texts);
    this.words ??= this.#filled(columns, texts);
    return this.words;
  }

  async #filled(columns, texts) {
    const words = new Words(columns.synonymer);
    await words.fill(0, columns.id.length, (place) => record(columns, texts, place));
    return words;
  }

  // The recipients with this name or number, else those that have it as a part.
  #recipients(columns, written) {
    this.names ??= columns.mottagarna.map(([name, number]) => [plain(name), number]);
    const sought = plain(written);
    const places = (fits) => new Set(this.names.flatMap((of, place) => (fits(of) ? [place] : [])));
    const same = places(([name, number]) => name === sought || number === sought);
    return same.size ? same : places(([name, number]) => name.includes(sought) || number.includes(sought));
  }

  #suggest(columns) {
    const field = this.element.elements.mottagare;
    if (document.activeElement !== field) return;
    const places = [...(field.value.trim() ? this.#recipients(columns, field.value.trim()) : columns.mottagarna.keys())];
    const options = places.slice(0, SUGGESTED).map((place) => new Option("", columns.mottagarna[place][0]));
    document.getElementById("find-mottagarna").replaceChildren(...options);
  }

  #fetchAhead() {
    this.source.columns().then((columns) => {
      this.list ??= this.#newList(columns);
      this.#suggest(columns);
      return this.#words(columns);
    }).catch(() => {}); // said when it is needed
  }

  async #download(format) {
    try {
      if (!this.drawn) await this.show();
      const columns = await this.source.columns();
      const [{ excerpt, save }, table, fields] = await Promise.all([import("./find-download.js"), this.source.table(), this.source.fields()]);
      save(format, excerpt(table, this.drawn.map((place) => columns.id[place])), fields, columns);
    } catch (error) {
      console.error(error);
      this.parts.note.textContent = "Filen gick inte att hämta. Läs in sidan igen och försök på nytt.";
    }
  }

  async #copyAddress(button) {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Adressen är kopierad";
  }

  #turnTo(event) {
    const link = event.target.closest("a[data-sheet]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.sheet = Number(link.dataset.sheet);
    this.#remember("pushState");
    this.show();
    this.#goToList();
  }

  // When it is there: a list that is drawn later would take the focus away from who has gone into the one before.
  async #goToList() {
    await this.showing;
    document.getElementById("lista").focus();
  }

  #remember(how) {
    const address = this.form.address(this.sheet);
    try {
      if (address.href !== location.href) history[how](null, "", address);
    } catch {
      // Safari allows a hundred changes in half a minute. The next one says it all.
    }
    this.search = location.search;
  }

  #say(text, more = []) {
    if (this.parts.sentence.textContent !== text) this.parts.sentence.textContent = text;
    const said = more.map((part) => part.textContent ?? part).join("");
    if (this.parts.note.textContent !== said) this.parts.note.replaceChildren(...more);
  }
}

const form = document.querySelector("form#find");
if (form) new Finder(form);

// The form and the address: what is chosen stands in both, so that it can be shared, and goes back and forward.
import { GROUPS } from "./find-filter.js";
import { number } from "./find-list.js";

const TEXTS = ["sok", "mottagare", "fran", "till", "fran-dag", "till-dag"];

export class Form {
  #form;
  #sorting;

  constructor(form) {
    this.#form = form;
    this.#sorting = form.elements.sortering.options[0].value;
    form.addEventListener("keydown", closeOnEscape);
  }

  // What the form says: codes by group, texts, amounts (with their faults shown) and the sorting.
  read() {
    const fields = this.#form.elements;
    const groups = GROUPS.map((name) => [name, this.#boxes(name).filter((box) => box.checked).map((box) => box.value)]);
    const [from, to] = this.#amounts();
    return {
      ...Object.fromEntries(groups),
      text: fields.sok.value.trim(),
      recipient: fields.mottagare.value.trim(),
      from: from ?? 0,
      to: to ?? Infinity,
      since: fields["fran-dag"].value,
      until: fields["till-dag"].value,
      sorting: fields.sortering.value,
    };
  }

  // The form as it is in the address; what the address does not name is empty. Gives the number of the sheet, and the
  // choices that the address names and the form does not have.
  write(address) {
    const given = new URL(address).searchParams;
    const unknown = [];
    for (const name of TEXTS) {
      const field = this.#form.elements[name];
      field.value = given.get(name) ?? "";
      if (given.get(name) && !field.value) unknown.push(given.get(name)); // no day
    }
    for (const name of GROUPS) {
      const boxes = this.#boxes(name);
      for (const box of boxes) box.checked = given.getAll(name).includes(box.value);
      unknown.push(...given.getAll(name).filter((value) => !boxes.some((box) => box.value === value)));
    }
    const sorting = this.#form.elements.sortering;
    sorting.value = given.get("sortering");
    if (sorting.selectedIndex < 0) sorting.value = this.#sorting;
    return { sheet: Math.max(1, Math.trunc(Number(given.get("sida"))) || 1), unknown };
  }

  // The address of what the form says, at a sheet, with other values in place of its own. What is as from the start is
  // left out.
  address(sheet, others = {}) {
    const address = new URL(location.href);
    const said = new URLSearchParams();
    for (const [name, value] of new FormData(this.#form)) if (value.trim()) said.append(name, value.trim());
    for (const [name, value] of Object.entries(others)) value ? said.set(name, value) : said.delete(name);
    if (said.get("sortering") === this.#sorting) said.delete("sortering");
    if (sheet > 1) said.set("sida", sheet);
    address.search = said;
    address.hash = "";
    return address;
  }

  // What is chosen, in a few words: «läxhjälp, Råslätt, 2025».
  said() {
    const texts = ["sok", "mottagare"].map((name) => this.#form.elements[name].value.trim());
    const ends = [this.#ends(...this.#amounts().map((kronor) => kronor && `${number(kronor)}\u00a0kr`)), this.#ends(...this.#days())];
    return [...texts, ...GROUPS.flatMap((name) => this.#names(name)), ...ends].filter(Boolean).join(", ");
  }

  // Everything empty but the sorting.
  clear() {
    for (const name of TEXTS) this.#form.elements[name].value = "";
    for (const name of GROUPS) for (const box of this.#boxes(name)) box.checked = false;
  }

  // The count of each choice, and beside the heading of each group what is chosen in it.
  show(counts) {
    for (const name of GROUPS)
      this.#boxes(name).forEach((box, at) => {
        const label = box.closest("label");
        label.querySelector(".find-count").textContent = `(${number(counts[name][at])})`;
        label.classList.toggle("find-none", counts[name][at] === 0);
      });
    this.mark();
  }

  mark() {
    for (const name of GROUPS) {
      const names = this.#names(name);
      this.#chosen(name, names.length > 2 ? `${names.length} valda` : names.join(", "));
    }
    this.#chosen("belopp", this.#ends(...this.#amounts().map((kronor) => kronor && number(kronor))));
    const [since, until] = this.#days();
    this.#chosen("dag", this.#ends(since, until));
    this.#fault("dag", since && until && since > until ? "Dagen i «Från och med» är senare än dagen i «Till och med»." : "");
  }

  #ends(from, to) {
    return [from && `från ${from}`, to && `till ${to}`].filter(Boolean).join(" ");
  }

  #days() {
    return ["fran-dag", "till-dag"].map((name) => this.#form.elements[name].value);
  }

  #fault(name, fault) {
    const shown = this.#form.querySelector(`[data-filter="${name}"] .find-fault`);
    if (shown.textContent !== fault) shown.textContent = fault;
  }

  #names(name) {
    const chosen = this.#boxes(name).filter((box) => box.checked);
    return chosen.map((box) => box.parentElement.querySelector(".find-choice").textContent);
  }

  #boxes(name) {
    return [...this.#form.querySelectorAll(`input[name="${name}"]`)];
  }

  #chosen(name, text) {
    const group = this.#form.querySelector(`[data-filter="${name}"]`);
    group.classList.toggle("find-group--chosen", Boolean(text));
    group.querySelector(".find-chosen").textContent = text && `: ${text}`;
  }

  #amounts() {
    const fields = [this.#form.elements.fran, this.#form.elements.till];
    const values = fields.map((field) => kronor(field.value));
    const [from, to] = values;
    fields.forEach((field, at) => field.setAttribute("aria-invalid", String(Number.isNaN(values[at]))));
    let fault = "";
    if (values.some(Number.isNaN)) fault = "Skriv beloppet med siffror, till exempel 40 000.";
    else if (from !== null && to !== null && from > to) fault = "Beloppet i «Från» är högre än beloppet i «Till».";
    this.#fault("belopp", fault);
    return values.map((value) => (Number.isNaN(value) ? null : value));
  }
}

// «40 000 kr» is 40000, nothing is null, and what is no amount is NaN.
function kronor(written) {
  const digits = written.replace(/\s|kr|kronor/giu, "");
  if (!digits) return null;
  return /^\d{1,12}$/u.test(digits) ? Number(digits) : NaN;
}

// Escape closes the group of choices that one is in.
function closeOnEscape(event) {
  const group = event.key === "Escape" && event.target.closest("details[open]");
  if (!group) return;
  group.open = false;
  group.querySelector("summary").focus();
}

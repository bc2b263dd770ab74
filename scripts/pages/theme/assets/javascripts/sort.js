// Tables that can be sorted by each column. Without this file they have the order that they were written in.
const collator = new Intl.Collator("sv-SE", { numeric: true });

export function sortable(table) {
  const headings = [...table.tHead.rows[0].cells];
  if (table.querySelector("[colspan], [rowspan]") || headings.some((heading) => !heading.textContent.trim())) return;
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(table, headings, column));
    heading.append(button);
  });
}

// A second time by the same column turns the order. What has no value is always last.
function sort(table, headings, column) {
  const down = headings[column].ariaSort === "ascending";
  headings.forEach((heading, at) => (at === column ? (heading.ariaSort = down ? "descending" : "ascending") : heading.removeAttribute("aria-sort")));
  const rows = [...table.tBodies[0].rows].map((row) => [value(row.cells[column]), row]);
  rows.sort(([a], [b]) => (a === null) - (b === null) || compare(a, b) * (down ? -1 : 1));
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

function compare(a, b) {
  if (a === null || b === null) return 0;
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
}

// An amount, a day or a number as what it is; a dash is nothing; else the words.
export function value(cell) {
  const marked = cell.querySelector("data, time");
  if (marked) return marked.value ? Number(marked.value) : marked.dateTime;
  const text = cell.textContent.trim();
  if (!text || text === "–") return null;
  const number = /^-?[\d\s]+(?:,\d+)?(?=\s*(?:$|kr|%|samarbete|mnkr))/u.exec(text);
  return number ? Number(number[0].replace(/\s/gu, "").replace(",", ".")) : text;
}

for (const table of document.querySelectorAll(".table")) {
  if (table.tHead?.rows.length === 1 && table.tBodies[0]?.rows.length > 2 && !table.closest(".policy-text, .paper")) sortable(table);
}

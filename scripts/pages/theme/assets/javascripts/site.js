// The buttons of the header. Without this file the page is whole: the menu is then the one in the footer.

// The page Samarbeten has filters; no other page pays for them.
if (document.getElementById("find")) import("./find.js");
if (document.querySelector(".search-page")) import("./search-page.js");
if (document.querySelector(".self-test")) import("./self-test.js");
if (document.querySelector(".table tbody tr:nth-child(3)")) import("./sort.js");
if (document.querySelector("[data-copy-code]")) import("./copy.js");
if (document.querySelector("form[data-form]")) import("./paper.js");

const narrow = matchMedia("(max-width: 76.2344em)");
const root = document.documentElement;

// Menu and search are Material's check boxes; a button opens each, says whether it is open, and gets focus back.
function part(name, region, first) {
  const box = document.querySelector(`[data-md-toggle=${name}]`);
  const button = document.querySelector(`[data-opens=${name}]`);
  const set = (open) => {
    if (box.checked === open) return;
    box.checked = open;
    box.dispatchEvent(new Event("change"));
  };
  const show = () => {
    const hidden = narrow.matches && !box.checked;
    region.inert = hidden;
    button.setAttribute("aria-expanded", String(box.checked));
  };
  const close = () => {
    const inside = region.contains(document.activeElement);
    set(false);
    if (inside && narrow.matches) button.focus();
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    set(true);
    show();
    first().focus();
  });
  region.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.checked) close();
  });
  box.addEventListener("change", show);
  narrow.addEventListener("change", show);
  show();
  return { box, close, set };
}

const menu = document.querySelector(".md-sidebar--primary");
if (menu) {
  const drawer = part("drawer", menu, () => menu.querySelector("[data-closes]"));
  menu.querySelector("[data-closes]").addEventListener("click", drawer.close);
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) drawer.set(false);
  });
}
const search = document.querySelector("[data-md-component=search]");
const query = search.querySelector("input");
part("search", search, () => query);
// Material listens for keys only; what is dictated, pasted or chosen from a list comes without one.
query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));

// Enter leads to the page of results, and so does «Visa alla träffar»; Material would open the first hit.
const all = search.querySelector("[data-all]");
const results = () => new URL(`?sok=${encodeURIComponent(query.value.trim())}`, all.dataset.page ??= all.href);
query.addEventListener("input", () => (all.href = results()));
query.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !query.value.trim()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  location.assign(results());
}, { capture: true });

const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.scheme ?? (dark.matches ? "dark" : "light")) === "dark";
const name = () => {
  for (const label of document.querySelectorAll("[data-scheme-label]"))
    label.textContent = isDark() ? "Ljust utseende" : "Mörkt utseende";
};
for (const button of document.querySelectorAll("[data-scheme-button]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    __md_set("__scheme", root.dataset.scheme);
    name();
  });
}
dark.addEventListener("change", name);
name();

// What a page fetches when it has use for it. Without scripts the page is whole, the menu and the search too.
const uses = {
  "#find": "find",
  "[data-compare]": "compare",
  ".search-page": "search-page",
  ".self-test": "self-test",
  ".table tbody tr:nth-child(3)": "sort",
  "[data-copy-code]": "copy",
  "[data-embed]": "embed",
  "form[data-form]": "paper",
};
for (const [part, script] of Object.entries(uses)) if (document.querySelector(part)) import(`./${script}.js`);

// The browser opens and closes menu and search. Focus goes into what was opened, and what it leaves is closed.
for (const part of document.querySelectorAll("[popover]")) {
  part.addEventListener("toggle", ({ newState }) => newState === "open" && part.querySelector("button, input").focus());
  part.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next && !part.contains(next) && next.popoverTargetElement !== part) part.hidePopover?.();
  });
}
document.querySelector("#sok input").addEventListener("focus", () => import("./search-box.js"), { once: true });

// A host may stop what builds the site every night, and nobody else would notice.
const built = document.querySelector("[data-built]");
built.hidden = Date.now() - Date.parse(built.dataset.built) < 15 * 86_400_000;

const scheme = document.documentElement.dataset;
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (scheme.scheme ?? (dark.matches ? "dark" : "light")) === "dark";
function name() {
  for (const label of document.querySelectorAll("[data-scheme-label]"))
    label.textContent = isDark() ? "Ljust utseende" : "Mörkt utseende";
}
for (const button of document.querySelectorAll("[data-scheme-button]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    scheme.scheme = isDark() ? "light" : "dark";
    name();
    try {
      localStorage.setItem("scheme", scheme.scheme);
    } catch {
      // Storage may be refused; the choice then lasts for this page only.
    }
  });
}
dark.addEventListener("change", name);
name();

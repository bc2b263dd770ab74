// Runs before the page is drawn: the functions that Material's bundle expects, and the colours that were chosen.
/* exported __md_scope, __md_get, __md_set, __md_hash */
var __md_scope = new URL(document.currentScript.dataset.base, location);

function __md_hash(text) {
  return [...text].reduce((sum, character) => (sum << 5) - sum + character.charCodeAt(0), 0);
}

function __md_get(key, storage = localStorage, scope = __md_scope) {
  try {
    return JSON.parse(storage.getItem(scope.pathname + "." + key));
  } catch {
    return null;
  }
}

function __md_set(key, value, storage = localStorage, scope = __md_scope) {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // Storage may be refused; the choice then lasts for this page only.
  }
}

{
  const chosen = __md_get("__scheme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.scheme = chosen;

  // Material takes every such link for the page in another language, and would ask for its site map. With a space
  // after the word browsers read the link as before.
  for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel = "alternate ";

  // Material listens for single letters (f, s, p, n) everywhere. They get in the way of speech input, and
  // WCAG 2.1.4 asks that they can be turned off: here they are. What is typed in a field is not touched.
  addEventListener("keydown", (event) => {
    const field = event.target instanceof Element && event.target.closest("input, textarea, select");
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (!field && !modified && event.key.length === 1 && event.key !== " ") event.stopImmediatePropagation();
  }, true);
}

// The form speaks Swedish until someone chooses another language in its settings.
(() => {
  const key = "sveltia-cms.prefs";
  try {
    const chosen = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (!chosen.locale) {
      localStorage.setItem(key, JSON.stringify({ ...chosen, locale: "sv" }));
    }
  } catch {
    // Where nothing can be kept, the browser's language decides.
  }
})();

// Starts the form, but never inside another page, which could lay its own buttons over ours.
(() => {
  if (window.top !== window.self) {
    document.body.textContent = "Formuläret visas inte inuti en annan sida. Öppna det i ett eget fönster.";
    return;
  }
  const key = "sveltia-cms.prefs";
  try {
    const chosen = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (!chosen.locale) {
      localStorage.setItem(key, JSON.stringify({ ...chosen, locale: "sv" })); // until someone chooses another language
    }
  } catch {
    // Where nothing can be kept, the browser's language decides.
  }
  const form = document.createElement("script");
  form.src = "sveltia-cms.js";
  document.body.append(form);
})();

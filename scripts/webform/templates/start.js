// Starts the form, but never inside another page, which could lay its own buttons over ours.
(async ({ examples }) => {
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
  if (examples) await fill(examples).catch(() => {}); // where nothing can be kept, the trial begins empty
  const form = document.createElement("script");
  form.src = "sveltia-cms.js";
  document.body.append(form);

  // Puts the register's files where the form keeps a trial, in this browser alone, until something has been saved there.
  async function fill(address) {
    const top = await navigator.storage.getDirectory();
    const trial = await top.getDirectoryHandle("sveltia-cms-test", { create: true });
    if (!(await trial.keys().next()).done) return;
    for (const [path, text] of Object.entries(await (await fetch(address)).json())) {
      const names = path.split("/");
      const name = names.pop();
      let folder = trial;
      for (const step of names) folder = await folder.getDirectoryHandle(step, { create: true });
      const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await file.write(text);
      await file.close();
    }
  }
})(document.currentScript.dataset);

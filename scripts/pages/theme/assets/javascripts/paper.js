// A form to fill in: kept on this device, saved to a file that new.py, record.py and the web form take, opened again, printed.
// What has no name (contact, signature, consent) is neither kept nor saved.
const form = document.querySelector("form[data-form]");
const part = (name) => form.querySelector(`[data-${name}]`);
const kept = `blankett:${location.pathname}`;
const fixed = { blankett: form.dataset.form, ...(form.dataset.kind && { typ: form.dataset.kind }) };
const named = () => [...form.elements].filter((control) => control.name);

// The answers as a record has them: { mottagare: { namn: … }, stadsdelar: [ … ] }. What is empty is left out.
function read() {
  const answers = { ...fixed };
  for (const control of named()) {
    const ticked = control.matches("[type=checkbox], [type=radio]");
    const value = control.value.trim();
    if (ticked ? !control.checked : !value) continue;
    const steps = control.name.split(".");
    const last = steps.pop();
    const group = steps.reduce((inner, step) => (inner[step] ??= {}), answers);
    if (control.type === "checkbox") (group[last] ??= []).push(value);
    else group[last] = value;
  }
  return answers;
}

// Fills in answers; gives the number of controls that got one.
function write(answers) {
  let filled = 0;
  for (const control of named()) {
    const value = control.name.split(".").reduce((inner, step) => inner?.[step], answers);
    if (control.matches("[type=checkbox], [type=radio]")) control.checked = [value].flat().includes(control.value);
    else control.value = typeof value === "string" || typeof value === "number" ? String(value) : "";
    filled += control.matches("[type=checkbox], [type=radio]") ? control.checked : Boolean(control.value);
  }
  return filled;
}

function say(text) {
  part("status").textContent = text;
}

// A browser that keeps nothing, as in a private window, is no fault.
function keep(text) {
  try {
    if (text) localStorage.setItem(kept, text);
    else localStorage.removeItem(kept);
  } catch {
    say("Den här webbläsaren sparar inget på enheten. Spara som fil innan ni stänger sidan.");
  }
}

function restore() {
  try {
    const text = localStorage.getItem(kept);
    if (text && write(JSON.parse(text))) say("Svaren som skrevs senast på den här enheten är ifyllda.");
  } catch {
    keep("");
  }
}

function save() {
  const name = read().titel ?? form.dataset.kind ?? form.dataset.form;
  const plain = name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/gu, "-").replace(/^-+|-+$/gu, "");
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(read(), null, 2)}\n`], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: address, download: `${form.dataset.form}-${plain || "svar"}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say("Filen är sparad. Den kan öppnas här igen.");
}

async function open(file) {
  let answers;
  try {
    answers = JSON.parse(await file.text());
  } catch {
    return say(`Filen ${file.name} går inte att läsa. Välj en fil som har sparats här.`);
  }
  const same = Object.entries(fixed).every(([name, value]) => answers?.[name] === value);
  if (!same) return say(`Filen ${file.name} kommer från en annan blankett. Inget har ändrats.`);
  write(answers);
  keep(JSON.stringify(read()));
  say(`Svaren i ${file.name} är ifyllda.`);
}

part("tools").hidden = false;
part("print").hidden = false;
part("print").addEventListener("click", () => print());
part("save").addEventListener("click", save);
part("open").addEventListener("click", () => part("file").click());
part("file").addEventListener("change", ({ target }) => {
  if (target.files[0]) open(target.files[0]);
  target.value = "";
});
part("clear").addEventListener("click", () => {
  if (!confirm("Ta bort alla svar på den här enheten?")) return;
  form.reset();
  write({});
  keep("");
  say("Svaren är borttagna.");
});
form.addEventListener("input", () => keep(JSON.stringify(read())));
form.addEventListener("submit", (event) => event.preventDefault());
restore();

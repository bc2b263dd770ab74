// Reads a saved application in this browser, and leads to a new record of the form with its answers filled in. They go in the
// part of the address after #, which a browser keeps to itself. The form's own settings say which fields there are.
const MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split(" ");
const status = document.querySelector("#svar");

function day(text) {
  const [, date, month, year] = /^(\d{1,2}) (\p{L}+) (\d{4})$/u.exec(text.toLowerCase()) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  if (number) return [year, String(number).padStart(2, "0"), date.padStart(2, "0")].join("-");
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
}

function number(text) {
  const digits = text.replace(/\s|(?:kr|kronor)$/giu, "");
  return /^\d+$/.test(digits) ? digits : undefined;
}

// Each answer as [name in the form, label, what the file has, what the form is given]; a field of the form without an answer is
// passed over, and so is all in the file that the form has no field for.
function* answers(fields, given, name = "", label = "") {
  for (const field of fields) {
    const value = given?.[field.name];
    if (value === undefined || value === null) continue;
    const [inner, words] = [`${name}${field.name}`, `${label}${field.label}`];
    if (field.widget === "object") yield* answers(field.fields, value, `${inner}.`, `${words}: `);
    else if (field.widget !== "list") {
      const text = [value].flat().filter((one) => ["string", "number"].includes(typeof one)).join(", ").trim();
      const convert = { datetime: day, number }[field.widget] ?? ((same) => same);
      if (text) yield [inner, words, text, convert(text)];
    }
  }
}

function element(tag, text, ...inside) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.append(...inside);
  return made;
}

async function open(file) {
  let given;
  try {
    given = JSON.parse(await file.text());
  } catch {
    return [element("p", `Filen ${file.name} går inte att läsa. Välj en fil som har sparats från blanketten Ansökan.`)];
  }
  if (given?.blankett !== "ansokan") {
    const command = element("code", "record.py rapport");
    const text = "Filen är ingen ansökan. En redovisning skrivs in i den post som den gäller: öppna posten i formuläret, eller kör ";
    return [element("p", text, command, ".")];
  }
  const { collections } = await (await fetch("../config.json")).json();
  const collection = `samarbeten-${document.querySelector("#ar").value}`;
  const found = [...answers(collections.find((one) => one.name === collection).fields, given)];
  const query = new URLSearchParams(found.filter(([, , , value]) => value).map(([name, , , value]) => [name, value]));
  const link = element("a", "Öppna ansökan i formuläret");
  link.href = `../#/collections/${collection}/new?${query}`;
  link.className = "button";
  const left = found.filter(([, , , value]) => !value);
  return [
    element("p", `Ansökan «${given.titel ?? file.name}» är läst. Det som den inte svarar på fyller du i själv. Det som den sökande `
      + "har skrivit om personer ska bort."),
    ...(left.length ? [element("p", "Det här går inte att föra över. Skriv in det i formuläret:"),
      element("ul", "", ...left.map(([, label, text]) => element("li", `${label}: ${text}`)))] : []),
    element("p", "", link),
  ];
}

for (const control of document.querySelectorAll("select, input")) {
  control.addEventListener("change", async () => {
    const [file] = document.querySelector("#fil").files;
    status.replaceChildren(...(file ? await open(file) : []));
  });
}

// Choose what a frame shows, see it, and copy its code with a height that fits. Without this file each frame has its code
// in the list below. The height is measured in the frame: it is of this site, and has no script.
import { element } from "./find-list.js";

const MARGIN = 4; // for the border of the frame
const place = document.querySelector("[data-embed]");
const choices = [...document.querySelectorAll(".embeds li")];

function field(label, options) {
  const choice = element("select");
  choice.id = `embed-${label.toLowerCase()}`;
  choice.append(...options);
  const made = element("div", "field");
  made.append(Object.assign(element("label", "", label), { htmlFor: choice.id }), choice);
  return [made, choice];
}

const [whatField, what] = field("Ruta", choices.map((choice, at) => new Option(choice.querySelector("a").textContent, at)));
const [widthField, width] = field("Bredd", [new Option("Hela spaltens bredd", "100%"), new Option("Smal, 320 pixlar", "320")]);
const form = element("div", "search-page-form");
form.append(whatField, widthField);
const frame = element("iframe", "embed-preview");
const code = element("code");
const shown = element("pre");
shown.append(code);
const button = Object.assign(element("button", "find-button", "Kopiera koden"), { type: "button" });
const status = element("p", "meta");
status.setAttribute("role", "status");

function show() {
  const choice = choices[what.value];
  frame.title = `Förhandsvisning: ${choice.querySelector("a").textContent}`;
  frame.width = width.value;
  frame.height = 0;
  frame.src = choice.querySelector("a").href;
}

frame.addEventListener("load", () => {
  const written = choices[what.value].querySelector("code")?.textContent;
  frame.height = frame.contentDocument.documentElement.scrollHeight + MARGIN;
  status.textContent = `Rutan är ${frame.height} pixlar hög med det som finns i registret i dag.`;
  shown.hidden = !written;
  button.hidden = !written || !navigator.clipboard;
  code.textContent = written?.replace(/ width="[^"]*" height="\d+"/u, ` width="${width.value}" height="${frame.height}"`) ?? "";
  button.textContent = "Kopiera koden";
});
button.addEventListener("click", async () => {
  await navigator.clipboard.writeText(code.textContent);
  button.textContent = "Koden är kopierad";
});
for (const choice of [what, width]) choice.addEventListener("change", show);
place.append(form, status, frame, shown, button);
show();

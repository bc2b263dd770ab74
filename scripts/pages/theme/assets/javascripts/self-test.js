// The result of the self-test, said as the questions are ticked off. Nothing is stored or sent: it is all in the page.
const test = document.querySelector(".self-test");
const boxes = [...test.querySelectorAll("[data-criterion]")];
const result = test.querySelector("[role=status]");

const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} och ${words.at(-1)}`);

function say() {
  const missing = boxes.filter((box) => !box.checked).map((box) => box.dataset.criterion);
  const answered = boxes.length - missing.length;
  if (answered === 0) result.textContent = "";
  else if (missing.length === 0)
    result.textContent = `Ni svarar ja på alla ${boxes.length} frågor. Beskriv hur i ansökan.`;
  else result.textContent = `Ni svarar ja på ${answered} av ${boxes.length} frågor. Kvar att fundera på: ${listed(missing)}.`;
}

test.addEventListener("change", say);
// The browser may have kept the ticks from before.
if (boxes.some((box) => box.checked)) say();

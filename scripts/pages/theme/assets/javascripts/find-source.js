// Fetches the register column by column (scripts/pages/finder.py), once, and the texts beside it.
// What fails may be asked for again.
export class Source {
  #root;
  #kept = new Map();

  constructor(root) {
    this.#root = new URL(root, location.href);
  }

  // The columns; see `_columns` in finder_data.py for their names.
  columns() {
    return this.#once("samarbeten/kolumner.json", (answer) => answer.json());
  }

  // The summaries, in the order of the columns. Their version in the address keeps an old copy from being taken.
  async texts() {
    const { texter, id } = await this.columns();
    const texts = await this.#once(`samarbeten/texter.json?version=${texter}`, (answer) => answer.json());
    if (texts.length !== id.length) throw new Error("The columns and the texts are of different days.");
    return texts;
  }

  // The open data's table, as text.
  table() {
    return this.#once("data/samarbeten.csv", (answer) => answer.text());
  }

  // What the columns of the table are called, and their types.
  async fields() {
    const { resources } = await this.#once("data/datapackage.json", (answer) => answer.json());
    return resources.find(({ name }) => name === "samarbeten").schema.fields;
  }

  #once(path, read) {
    if (!this.#kept.has(path)) {
      const wanted = this.#get(path, read);
      this.#kept.set(path, wanted);
      wanted.catch(() => this.#kept.delete(path));
    }
    return this.#kept.get(path);
  }

  async #get(path, read) {
    const answer = await fetch(new URL(path, this.#root));
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return read(answer);
  }
}

// The rows of the open data's table that are hits, as they stand there and in the order of the list.
const BREAK = "\r\n";

// The head and the rows by id. A line break inside quotes is not the end of a row; ids need no quotes.
function parts(table) {
  const rows = [];
  for (let start = 0, from = 0; start < table.length; ) {
    const found = table.indexOf(BREAK, from);
    const end = found < 0 ? table.length : found;
    const row = table.slice(start, end);
    from = end + BREAK.length;
    if (found >= 0 && row.split('"').length % 2 === 0) continue;
    rows.push(row);
    start = from;
  }
  const [head, ...records] = rows;
  return { head, rows: new Map(records.map((row) => [row.slice(0, row.indexOf(",")), row])) };
}

// The table with only these records.
export function excerpt(table, ids) {
  const { head, rows } = parts(table);
  if (!ids.every((id) => rows.has(id))) throw new Error("The list and the table are of different days.");
  return [head, ...ids.map((id) => rows.get(id)), ""].join(BREAK);
}

// Hands over a text as a file.
export function save(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

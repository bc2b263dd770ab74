// The hits as files: the rows of the open data's table as they are there, and for people with Swedish headings and names.
import { save as saved, workbook } from "./workbook.js";

const NAMED = { stadsdelar: "stadsdel", teman: "tema", malgrupper: "malgrupp", lage: "lage" }; // column → filter

// The cells of a table of comma-separated values.
export function parse(table) {
  const rows = [];
  let row = [];
  for (const [, quoted, plain, end] of table.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/gu)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || row[0]) rows.push(row);
    row = [];
    if (!end) break;
  }
  return rows;
}

// The table with only these records, in their order.
export function excerpt(table, ids) {
  const [head, ...rows] = parse(table);
  const of = new Map(rows.map((row) => [row[head.indexOf("id")], row]));
  if (!ids.every((id) => of.has(id))) throw new Error("The list and the table are of different days.");
  return [head, ...ids.map((id) => of.get(id))];
}

// Cells as text, each in quotes where it has to be.
export function csv(rows, sign) {
  const cell = (text) => (/["\r\n]/u.test(text) || text.includes(sign) ? `"${text.replaceAll('"', '""')}"` : text);
  return [...rows.map((row) => row.map(cell).join(sign)), ""].join("\r\n");
}

// The excerpt for people: the headings of `fields` (those of datapackage.json), and for codes a column with their names.
export function readable([head, ...rows], fields, columns) {
  const of = new Map(fields.map(({ name, title, type }) => [name, { title, type }]));
  const wide = head.flatMap((name) => {
    const { title = name, type = "string" } = of.get(name) ?? {};
    const own = { name, title: NAMED[name] ? `${title} (kod)` : title, type };
    return NAMED[name] ? [{ name, title, type: "string", names: new Map(columns.val[NAMED[name]]) }, own] : [own];
  });
  const cell = (row, { name, names }) => {
    const text = row[head.indexOf(name)].replace(/^'(?=[=+\-@\t\r])/u, ""); // the open data's guard against formulas
    return names ? text.split(";").map((code) => names.get(code) ?? code).join(", ") : text;
  };
  return { titles: wide.map(({ title }) => title), types: wide.map(({ type }) => type), rows: rows.map((row) => wide.map((of) => cell(row, of))) };
}

// Hands over the hits in a format: «csv» as the open data, «excel» a workbook, «lista» for spreadsheets in Swedish.
export function save(format, hits, fields, columns) {
  if (format === "csv") return saved(csv(hits, ","), "samarbeten-urval.csv", "text/csv;charset=utf-8");
  const { titles, types, rows } = readable(hits, fields, columns);
  if (format === "excel") return saved(workbook("Samarbeten", titles, types, rows), "samarbeten-urval.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  const guarded = rows.map((row) => row.map((text) => (/^[=+\-@]/u.test(text) ? `'${text}` : text)));
  return saved(`\ufeff${csv([titles, ...guarded], ";")}`, "samarbeten-urval-lista.csv", "text/csv;charset=utf-8");
}

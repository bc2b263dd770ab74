// A workbook (.xlsx) of one sheet, made in the browser: texts, whole numbers and dates are typed, and nothing is a formula.
const BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DAY = 86_400_000;
const FIRST = Date.UTC(1899, 11, 30);
const DATE = 1;
const NUMBER = 2;
const HEAD = 3;

// The bytes of the workbook. `types` are those of datapackage.json: integer, date, else text.
export function workbook(name, titles, types, rows) {
  const row = (cells, at) => `<row r="${at}">${cells.join("")}</row>`;
  const head = row(titles.map((title) => text(title, HEAD)), 1);
  const body = rows.map((cells, at) => row(cells.map((cell, column) => typed(cell, types[column])), at + 2));
  return zip({
    "[Content_Types].xml": `${BEGIN}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": `${BEGIN}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${BEGIN}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${BEGIN}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${BEGIN}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    "xl/worksheets/sheet1.xml": `${BEGIN}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>${head}${body.join("")}</sheetData></worksheet>`,
  });
}

function typed(cell, type) {
  if (!cell) return "<c/>";
  if (type === "integer" && /^-?\d+$/u.test(cell)) return `<c s="${NUMBER}"><v>${cell}</v></c>`;
  if (type === "date" && /^\d{4}-\d{2}-\d{2}$/u.test(cell)) return `<c s="${DATE}"><v>${(Date.parse(cell) - FIRST) / DAY}</v></c>`;
  return text(cell, 0);
}

const text = (written, style) => `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(written)}</t></is></c>`;

const escaped = (written) =>
  written.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, "").replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);

// Files by path as a zip archive, not compressed.
function zip(files) {
  const encode = (written) => new TextEncoder().encode(written);
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const [name, data] = [encode(path), encode(content)];
    const about = numbers([2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc32(data)], [4, data.length], [4, data.length], [2, name.length], [2, 0]);
    parts.push(numbers([4, 0x04034b50]), about, name, data);
    directory.push(numbers([4, 0x02014b50], [2, 20]), about, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name);
    offset += 4 + about.length + name.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = Object.keys(files).length;
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
  return new Blob([...parts, ...directory, end]);
}

// Little-endian whole numbers, each with its size in bytes.
function numbers(...given) {
  return new Uint8Array(given.flatMap(([size, value]) => Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255)));
}

function crc32(data) {
  let sum = -1;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ -1) >>> 0;
}

// Hands over content as a file.
export function save(content, name, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

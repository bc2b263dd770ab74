"""Match columns with fields: proposed from the headings, and kept in a small file that people can change."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from register.strict_yaml import read_yaml

from editing.table_reader import Table, column_letter, is_empty

PERIOD = "avtal.period"  # one column with both days of the agreement

# What such lists call the fields, besides their names and labels in the schema
_CALLED: Mapping[str, tuple[str, ...]] = {
    "titel": ("projekt", "projektnamn", "projekttitel", "projektets namn", "projektbenämning", "aktivitet", "samarbete",
              "benämning", "rubrik", "insats", "verksamhet", "åtgärd", "ansökans titel", "namn på projektet"),
    "sammanfattning": ("beskrivning", "kort beskrivning", "projektbeskrivning", "syfte", "ändamål", "innehåll", "vad",
                       "avser", "bidraget avser", "sammanfattning av projektet", "kortfattad beskrivning"),
    "mottagare.namn": ("mottagare", "förening", "föreningens namn", "föreningsnamn", "föreningen", "organisation",
                       "organisationens namn", "organisationsnamn", "sökande", "sökandens namn", "sökande organisation",
                       "bidragsmottagare", "bidragstagare", "samarbetspartner", "part", "avtalspart", "vem", "aktör",
                       "stödmottagare", "mottagarens namn", "sökande förening", "projektägare"),
    "mottagare.organisationsnummer": ("orgnr", "org nr", "orgnummer", "org nummer", "organisationsnr",
                                      "organisations nr", "org no", "föreningens organisationsnummer"),
    "mottagare.typ": ("organisationsform", "associationsform", "juridisk form", "typ av organisation", "föreningstyp"),
    "mottagare.webbplats": ("hemsida", "webb", "url", "webbadress", "webbsida"),
    "stadsdelar": ("stadsdel", "område", "bostadsområde", "bostadsområden", "var", "plats i staden",
                   "geografiskt område", "kommundel", "område stadsdel"),
    "teman": ("tema", "kategori", "inriktning", "verksamhetsområde", "insatsområde", "temaområde"),
    "malgrupper": ("målgrupp", "för vem", "åldersgrupp", "målgrupp för insatsen", "vänder sig till"),
    "ansokan.belopp": ("sökt belopp", "sökta medel", "sökt bidrag", "ansökt belopp", "belopp som söks",
                       "sökt summa", "belopp sökt"),
    "ansokan.inkom": ("ansökan inkom", "ansökan inkommen", "inkommen", "ansökningsdatum", "ankomstdatum",
                      "datum för ansökan", "ansökan kom in"),
    "ansokan.omgang": ("ansökningsomgång", "omgång", "ansökningsperiod"),
    "beslut.datum": ("beslutsdatum", "beslutad", "beslutsdag", "datum för beslut", "beslutat", "beslutad datum",
                     "datum beslut", "beviljat datum"),
    "beslut.belopp": ("belopp", "beviljat belopp", "beviljat", "summa", "bidrag", "stöd", "kronor", "kr", "sek",
                      "bidragsbelopp", "beviljat bidrag", "beviljade medel", "beviljad summa", "beslutat belopp",
                      "tilldelat belopp", "stödbelopp", "belopp beviljat", "totalt belopp", "totalt", "tilldelning"),
    "beslut.beslutsfattare": ("beslutad av", "beslutat av", "beslut av", "beslutande", "beslutsinstans"),
    "beslut.diarienummer": ("dnr", "diarienr", "ärendenummer", "ärende", "ärendenr", "diariefört", "diarie nr"),
    "beslut.jav": ("jävsprövning", "jäv prövat", "jäv"),
    PERIOD: ("avtalsperiod", "avtalstid", "period", "projektperiod", "projekttid", "löptid", "genomförandeperiod",
             "start och slut"),
    "avtal.start": ("start", "startdatum", "avtal från", "från", "avtalsstart", "fr o m", "from", "fom", "from datum",
                    "f o m", "från och med", "projektstart", "startar", "period från", "avtalet gäller från"),
    "avtal.slut": ("slut", "slutdatum", "avtal till", "till", "avtalsslut", "t o m", "tom", "tom datum", "till och med",
                   "projektslut", "slutar", "period till", "avtalet gäller till"),
    "avtal.nytta": ("motprestation", "nytta", "vad hyresgästerna får", "nytta för hyresgästerna"),
    "planering.senast": ("planering senast", "planering"),
    "planering.inkom": ("planering inkom", "planering inkommen"),
    "delrapport.senast": ("delrapport senast", "delrapport"),
    "delrapport.inkom": ("delrapport inkom", "delrapport inkommen"),
    "slutrapport.senast": ("slutrapport senast", "slutrapport", "redovisas senast", "redovisning senast",
                           "slutredovisning senast", "återrapportering senast"),
    "slutrapport.inkom": ("slutrapport inkom", "slutrapport inkommen", "redovisning inkom", "redovisad",
                          "slutredovisning inkom", "slutredovisad"),
    "resultat.tillfallen": ("antal tillfällen", "tillfällen", "antal träffar"),
    "resultat.deltagare": ("antal deltagare", "deltagare", "deltagarantal"),
    "resultat.andel_flickor_kvinnor": ("andel flickor och kvinnor", "andel flickor", "andel kvinnor",
                                       "andel flickor kvinnor", "procent flickor"),
    "resultat.sammanfattning": ("resultat", "utfall", "vad det ledde till", "effekt"),
    "ersatter": ("fortsätter", "fortsättning på"),
}  # fmt: skip
_FACTORS = (
    (1000, r"\bt\.? ?kr\b|\btkr\b|\bkkr\b|\bksek\b|tusen kronor|\btusental\b|i tusen"),
    (1_000_000, r"\bmn ?kr\b|\bmkr\b|\bmsek\b|miljoner"),
)
_NOT_KRONOR = re.compile(
    r"\beur\b|€|\beuro\b|\busd\b|\$|\bdkk\b|\bnok\b|\bgbp\b|£|ex(?:kl?\b\.?|klusive) ?moms|ex\.? moms"
)
_SIGNS = re.compile(
    r"\bi (?=kr|sek|tkr|hela kr)|\bkr\b\.?|\bsek\b|\bt\.? ?kr\b|\bmn ?kr\b|\bmkr\b|\bkronor\b|\bst\b|%|åååå[- ]mm[- ]dd"
    r"|tusen kronor|\btusental\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_HEADING_AMONG_FIRST = 30
_FEWEST_KNOWN = 2
_KEYS = ("blad", "rubrikrad", "kolumner", "valj", "anvands_inte", "ord", "fast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a sheet and their fields.

    `heading_row` is the number of the row with the headings, `headings` what each column is called, `fields` the
    field of each column that is used (by its number from 0). `undecided` has, by field, the columns that could each
    be it: a person chooses. `words` has, by field, what a word in the list means as a code; `fixed` the values that
    are the same for every row.
    """

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    fields: Mapping[int, str]
    undecided: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    def choose(self, name: str, letter: str) -> Columns:
        """Let the column with this letter be the field. Raises ValueError when there is no such column or field."""
        column = next((i for i in range(len(self.headings)) if column_letter(i) == letter.strip().upper()), None)
        if column is None:
            raise ValueError(
                f"Kolumnen «{letter}» finns inte. Listan har {column_letter(len(self.headings) - 1)} som sista."
            )
        fields = {i: known for i, known in self.fields.items() if known != name} | {column: name}
        left = {known: columns for known, columns in self.undecided.items() if known != name}
        return replace(self, fields=dict(sorted(fields.items())), undecided=left)


def factor_of(text: str) -> int:
    """Read by how much a unit in a heading, a cell or a number format multiplies. Raises ValueError for other money."""
    lowered = text.casefold()
    if found := _NOT_KRONOR.search(lowered):
        raise ValueError(f"«{found[0]}» går inte att räkna om till kronor. Skriv beloppet i hela kronor, med moms.")
    return next((factor for factor, pattern in _FACTORS if re.search(pattern, lowered)), 1)


def propose(table: Table, labels: Mapping[str, str]) -> Columns:
    """Propose how a sheet is understood, from its headings. `labels` has the known fields with the schema's labels.

    Raises ValueError when no row looks like headings.
    """
    known = _known(labels)
    best: tuple[int, int, tuple[str, ...]] | None = None
    for index, row in enumerate(table.rows[:_HEADING_AMONG_FIRST]):
        if row.banner or row.empty:
            continue
        headings = _headings(table, index)
        score = len({found for heading in headings if (found := _field(heading, known))})
        if score >= _FEWEST_KNOWN and (best is None or score > best[0]):
            best = (score, row.number, headings)
    if best is None:
        raise ValueError("Ingen rad ser ut som rubriker. Skriv rubrikradens nummer och kolumnerna i en mappningsfil.")
    _, number, headings = best
    meanings: dict[str, list[tuple[int, str, bool]]] = {}  # by what the heading says outside its brackets
    for column, heading in enumerate(headings):
        outside, meant, sure = _meaning(heading, known)
        if meant and column not in table.left_out:
            meanings.setdefault(outside or meant, []).append((column, meant, sure))
    fields, undecided = _decide(meanings)
    return Columns(sheet=table.name, heading_row=number, headings=headings, fields=fields, undecided=undecided)


def _decide(meanings: Mapping[str, list[tuple[int, str, bool]]]) -> tuple[dict[int, str], dict[str, tuple[int, ...]]]:
    """Choose a column for each field that only one column can be, and list the columns of the others."""
    fields: dict[int, str] = {}
    undecided: dict[str, tuple[int, ...]] = {}
    for outside, columns in meanings.items():
        if len(columns) == 1 and columns[0][2]:
            fields[columns[0][0]] = columns[0][1]
        else:
            undecided[outside] = tuple(column for column, _, _ in columns)
    for name, times in Counter(fields.values()).items():
        if times > 1:  # «Belopp (beviljat)» and «Beviljat bidrag» mean the same without sharing their words
            undecided[name] = tuple(column for column, meant in fields.items() if meant == name)
    chosen_among = {column for among in undecided.values() for column in among}
    return {column: name for column, name in sorted(fields.items()) if column not in chosen_among}, undecided


def _meaning(heading: str, known: Mapping[str, str]) -> tuple[str | None, str | None, bool]:
    """Say which field a heading means without its brackets, and with them, and whether that is sure.

    A year alone may be an amount: a list often has a column per year.
    """
    if _YEAR.fullmatch(heading.strip()):
        return "beslut.belopp", "beslut.belopp", False
    outside = _field(re.sub(r"\(.*?\)", " ", heading), known)
    brackets = " ".join(re.findall(r"\((.*?)\)", heading))
    if not re.search(r"[^\W\d_]{2,}", _SIGNS.sub(" ", brackets.casefold())):
        return outside, outside or _field(heading, known), True
    whole = _field(heading, known)
    return outside, whole or outside, whole is not None


def _headings(table: Table, index: int) -> tuple[str, ...]:
    """Name each column: the row's own words, after those of a merged cell above that spans columns."""
    own = [_words(value) for value in table.rows[index].values]
    previous = table.rows[index - 1] if index else None
    above = [_words(value) for value in previous.values] if previous and not previous.banner else []
    spans = Counter(above)
    names = []
    for column, word in enumerate(own):
        group = above[column] if column < len(above) and spans[above[column]] > 1 else ""
        names.append(f"{group} {word}".strip() if group and group != word else word)
    twice = Counter(names)
    return tuple(
        name if twice[name] < 2 or not name else f"{name} ({column_letter(i)})" for i, name in enumerate(names)
    )


def _words(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if is_empty(value) else " ".join(str(value).split())


def _known(labels: Mapping[str, str]) -> dict[str, str]:
    """Map each way of writing a heading to its field."""
    found: dict[str, str] = {}
    for name, words in _CALLED.items():
        if name in labels:
            for word in words:
                found.setdefault(_bare(word), name)
    for name, label in labels.items():
        for word in (name, name.replace(".", " "), label):
            found.setdefault(_bare(word), name)
    return found


def _field(heading: str, known: Mapping[str, str]) -> str | None:
    """Name the field that the words of a heading mean, with or without a year."""
    found = _field_of_words(_bare(heading).split(), known)
    return found or _field_of_words(_bare(_YEAR.sub(" ", heading)).split(), known)


def _field_of_words(words: Sequence[str], known: Mapping[str, str]) -> str | None:
    whole = known.get(" ".join(words))
    for place in range(1, len(words)) if whole is None else ():
        above, own = " ".join(words[:place]), known.get(" ".join(words[place:]))
        group = known.get(above, above)  # «Beslut» is the name of a group
        if own and group.partition(".")[0] == own.partition(".")[0]:
            return own  # «Förening» over «Orgnr»: the recipient's number; «Kontaktperson» over «Namn» is nothing
    return whole


def _bare(text: str) -> str:
    """Reduce a heading to its words, without signs, units or case. What brackets hold counts."""
    lowered = text.casefold()
    without_units = _SIGNS.sub(" ", lowered)
    kept = without_units if re.search(r"\w", without_units) else lowered  # «Kr» alone is a heading
    return " ".join(re.findall(r"\w+", kept.replace(".", "")))


def as_file(columns: Columns) -> str:
    """Write the mapping as the text of a file."""
    used = {columns.headings[column]: name for column, name in columns.fields.items()}
    chosen_among = {column for among in columns.undecided.values() for column in among}
    unused = [
        heading
        for column, heading in enumerate(columns.headings)
        if heading and column not in columns.fields and column not in chosen_among
    ]
    lines = [
        "# Så här läses listan. Ändra det som är fel och kör kommandot igen med --mapping.",
        f"blad: {_scalar(columns.sheet)}",
        f"rubrikrad: {columns.heading_row}",
        "# Rubrik i listan: fält i posten",
        *_group_lines("kolumner", used),
    ]
    if columns.undecided:
        lines += [
            "# Flera kolumner kan vara samma fält. Flytta den rätta till «kolumner», de andra till «anvands_inte»,"
        ]
        lines += ["# och ta bort gruppen «valj».", "valj:"]
        for name, among in columns.undecided.items():
            lines += [f"  {name}:", *(f"    - {_scalar(columns.headings[column])}" for column in among)]
    lines += ["# Kolumner som inte ska med. Flytta hit en rubrik, eller härifrån till «kolumner»."]
    lines += ["anvands_inte:" if unused else "anvands_inte: []", *(f"  - {_scalar(heading)}" for heading in unused)]
    lines += ["# Ord i listan som betyder en kod, till exempel", "#   stadsdelar:", "#     Råslätt C: raslatt"]
    lines += _group_lines("ord", columns.words)
    lines += ["# Värden som är lika för alla rader, till exempel", "#   beslut.beslutsfattare: Exempelroll"]
    lines += _group_lines("fast", columns.fixed)
    return "\n".join(lines) + "\n"


def _group_lines(key: str, group: Mapping[str, Any]) -> Iterable[str]:
    if not group:
        return [f"{key}: {{}}"]
    lines = [f"{key}:"]
    for name, value in group.items():
        if isinstance(value, Mapping):
            lines += [f"  {_scalar(name)}:", *(f"    {_scalar(w)}: {_scalar(code)}" for w, code in value.items())]
        else:
            lines.append(f"  {_scalar(name)}: {_scalar(value)}")
    return lines


def _scalar(text: str) -> str:
    """Write a text as YAML: plain where every reader takes it for a text, else in quotes."""
    plain = re.fullmatch(r"[^\W\d_][\w./ ()-]*[\w.)]", text) and text.casefold() not in (
        "yes",
        "no",
        "true",
        "false",
        "null",
        "on",
        "off",
    )
    return text if plain else json.dumps(text, ensure_ascii=False)


def from_file(text: str, path: str, table: Table, labels: Mapping[str, str]) -> Columns:
    """Read the mapping in a file and hold it against the sheet. Raises ValueError with a Swedish sentence."""
    document, problems = read_yaml(text, path)
    if document is None or problems:
        raise ValueError(f"{path} rad {problems[0].place.line}: {problems[0].message} {problems[0].hint}")
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("rubrikrad"), int):
        raise ValueError(f"{path}: «rubrikrad» saknas. Skriv numret på raden med rubriker.")
    if unknown := [key for key in data if key not in _KEYS]:
        raise ValueError(f"{path}: «{unknown[0]}» finns inte. Nycklarna är: {', '.join(_KEYS)}.")
    if undecided := _group(path, data, "valj"):
        raise ValueError(f"{path}: välj kolumn för {', '.join(undecided)} och ta bort gruppen «valj».")
    index = next((i for i, row in enumerate(table.rows) if row.number == data["rubrikrad"]), None)
    if index is None:
        raise ValueError(f"{path}: rad {data['rubrikrad']} finns inte i listan.")
    headings = _headings(table, index)
    fields: dict[int, str] = {}
    for heading, name in _texts(path, data, "kolumner").items():
        if heading not in headings:
            raise ValueError(
                f"{path}: kolumnen «{heading}» finns inte i listan. Rubrikerna är: {', '.join(filter(None, headings))}."
            )
        if name in fields.values():
            raise ValueError(f"{path}: två kolumner är «{name}». Låt en av dem vara det.")
        fields[headings.index(heading)] = _field_of(path, name, labels)
    fixed = {_field_of(path, name, labels): value for name, value in _texts(path, data, "fast").items()}
    words = {_field_of(path, name, labels): _texts(path, data["ord"], name) for name in _group(path, data, "ord")}
    return Columns(
        sheet=table.name, heading_row=data["rubrikrad"], headings=headings, fields=fields, words=words, fixed=fixed
    )


def _group(path: str, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key) or {}
    if not isinstance(found, dict):
        raise ValueError(f"{path}: «{key}» ska vara en grupp av rader «namn: värde».")
    return found


def _texts(path: str, data: Mapping[str, Any], key: str) -> dict[str, str]:
    return {str(name): str(value) for name, value in _group(path, data, key).items()}


def _field_of(path: str, name: str, labels: Mapping[str, str]) -> str:
    if name not in labels:
        raise ValueError(f"{path}: fältet «{name}» finns inte. Fälten är: {', '.join(labels)}.")
    return name

"""Which column is which field: proposed from the headings, and kept in a small file that people can change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from register.strict_yaml import read_yaml

from editing.table_reader import ListPage, Row, is_empty
from editing.yaml_writer import Comments, yaml_text

# What such lists call the fields, beside their names and labels in the schema
_CALLED: Mapping[str, tuple[str, ...]] = {
    "titel": ("projekt", "projektnamn", "projekttitel", "aktivitet", "samarbete", "benämning", "rubrik", "insats"),
    "sammanfattning": ("beskrivning", "kort beskrivning", "syfte", "ändamål", "innehåll", "vad"),
    "mottagare.namn": ("mottagare", "förening", "föreningens namn", "organisation", "sökande", "bidragsmottagare",
                       "samarbetspartner", "part", "vem"),
    "mottagare.organisationsnummer": ("orgnr", "org nr", "organisationsnr", "org nummer"),
    "mottagare.webbplats": ("hemsida", "webb", "url", "webbadress"),
    "stadsdelar": ("stadsdel", "område", "bostadsområde", "bostadsområden", "var"),
    "teman": ("tema", "kategori", "inriktning"),
    "malgrupper": ("målgrupp", "för vem"),
    "beslut.datum": ("beslutsdatum", "beslutad", "beslutsdag", "datum för beslut", "beslut", "beslutat"),
    "beslut.belopp": ("belopp", "beviljat belopp", "beviljat", "summa", "bidrag", "stöd", "kronor", "belopp kr",
                      "belopp sek", "bidrag kr", "kr"),
    "beslut.beslutsfattare": ("beslutad av", "beslutat av", "beslut av"),
    "beslut.diarienummer": ("dnr", "diarienr", "ärendenummer", "ärende"),
    "beslut.jav": ("jävsprövning", "jäv prövat"),
    "avtal.start": ("start", "startdatum", "avtal från", "från", "avtalsstart", "fr o m", "from", "from datum"),
    "avtal.slut": ("slut", "slutdatum", "avtal till", "till", "avtalsslut", "t o m", "tom", "tom datum"),
    "avtal.motprestation": ("vad hyresgästerna får",),
    "planering.senast": ("planering senast", "planering"),
    "planering.inkom": ("planering inkom", "planering inkommen"),
    "delrapport.senast": ("delrapport senast", "delrapport"),
    "delrapport.inkom": ("delrapport inkom", "delrapport inkommen"),
    "slutrapport.senast": ("slutrapport senast", "slutrapport", "redovisas senast", "redovisning senast"),
    "slutrapport.inkom": ("slutrapport inkom", "slutrapport inkommen", "redovisning inkom", "redovisad"),
    "resultat.tillfallen": ("antal tillfällen", "tillfällen"),
    "resultat.deltagare": ("antal deltagare", "deltagare"),
    "resultat.andel_flickor_kvinnor": ("andel flickor och kvinnor", "andel flickor", "andel kvinnor"),
    "resultat.sammanfattning": ("resultat", "utfall", "vad det ledde till"),
    "ersatter": ("fortsätter", "fortsättning på"),
}  # fmt: skip
_HEADING_AMONG_FIRST = 30
_FEWEST_KNOWN = 2
_KEYS = ("blad", "rubrikrad", "kolumner", "anvands_inte", "ord", "fast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How a sheet is understood.

    `heading_row` is the number of the row with the headings, `headings` what each column is called, `fields` the
    field of each column that is used (by its number from 0). `words` has, by field, what a word in the list means as
    a code; `fixed` the values that are the same for every row.
    """

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    fields: Mapping[int, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


def propose(sheet: ListPage, labels: Mapping[str, str]) -> Columns:
    """How a sheet can be understood from its headings. `labels` has the known fields with the schema's labels.

    Raises ValueError when no row looks like headings.
    """
    known = _known(labels)
    best: tuple[int, int, tuple[str, ...]] | None = None
    for index, row in enumerate(sheet.rows[:_HEADING_AMONG_FIRST]):
        if row.banner or row.empty:
            continue
        headings = _headings(sheet, index)
        score = len({found for heading in headings if (found := _field(heading, known))})
        if score >= _FEWEST_KNOWN and (best is None or score > best[0]):
            best = (score, row.number, headings)
    if best is None:
        raise ValueError("Ingen rad ser ut som rubriker. Skriv rubrikradens nummer och kolumnerna i en mappningsfil.")
    _, number, headings = best
    fields: dict[int, str] = {}
    for column, heading in enumerate(headings):
        found = _field(heading, known)
        if found and found not in fields.values():
            fields[column] = found
    return Columns(sheet=sheet.name, heading_row=number, headings=headings, fields=fields)


def _headings(sheet: ListPage, index: int) -> tuple[str, ...]:
    """What each column is called: the row's own words, after those of a merged cell above that spans columns."""
    own = [_words(value) for value in sheet.rows[index].values]
    above = (
        [_words(value) for value in sheet.rows[index - 1].values] if index and not sheet.rows[index - 1].banner else []
    )
    spans = Counter(word for word in above if word)
    names = []
    for column, word in enumerate(own):
        group = above[column] if column < len(above) and spans[above[column]] > 1 else ""
        names.append(f"{group} {word}".strip() if group and group != word else word)
    twice = Counter(names)
    return tuple(name if twice[name] < 2 or not name else f"{name} ({_letter(i)})" for i, name in enumerate(names))


def _letter(column: int) -> str:
    return Row(0, ()).cell(column).removesuffix("0")


def _words(value: Any) -> str:
    return "" if is_empty(value) else " ".join(str(value).split())


def _known(labels: Mapping[str, str]) -> dict[str, str]:
    """The field behind each way of writing a heading."""
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
    words = _bare(heading).split()
    whole = known.get(" ".join(words))
    for place in range(1, len(words)) if whole is None else ():
        group, own = (known.get(" ".join(part)) for part in (words[:place], words[place:]))
        if group and own and group.partition(".")[0] == own.partition(".")[0]:
            return own  # «Förening» over «Orgnr»: the recipient's number; «Kontaktperson» over «Namn» is nothing
    return whole


def _bare(text: str) -> str:
    """A heading without signs, case or what stands in brackets."""
    return " ".join(re.findall(r"\w+", re.sub(r"\(.*?\)", " ", text.casefold()).replace(".", "")))


def as_file(columns: Columns) -> str:
    """The mapping as the text of a file."""
    used = {columns.headings[column]: name for column, name in columns.fields.items()}
    unused = [heading for column, heading in enumerate(columns.headings) if heading and column not in columns.fields]
    data: dict[str, Any] = {"blad": columns.sheet, "rubrikrad": columns.heading_row, "kolumner": used}
    if unused:
        data["anvands_inte"] = unused
    data["ord"] = {name: dict(words) for name, words in columns.words.items()}
    data["fast"] = dict(columns.fixed)
    comments: Comments = {
        ("blad",): ["# Så här läses listan. Ändra det som är fel och kör kommandot igen med --mapping."],
        ("kolumner",): ["# Rubrik i listan: fält i posten"],
        ("anvands_inte",): ["# Flytta hit kolumner som inte ska med, eller härifrån upp till «kolumner»"],
        ("ord",): ["# Ord i listan som betyder en kod, till exempel", "#   stadsdelar:", "#     Råslätt C: raslatt"],
        ("fast",): ["# Värden som är lika för alla rader, till exempel", "#   beslut.beslutsfattare: Hållbarhetschef"],
    }
    return yaml_text(data, comments)


def from_file(text: str, path: str, sheet: ListPage, labels: Mapping[str, str]) -> Columns:
    """The mapping in a file, held against the sheet. Raises ValueError with a Swedish sentence."""
    document, problems = read_yaml(text, path)
    if document is None or problems:
        raise ValueError(f"{path} rad {problems[0].place.line}: {problems[0].message} {problems[0].hint}")
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("rubrikrad"), int):
        raise ValueError(f"{path}: «rubrikrad» saknas. Skriv numret på raden med rubriker.")
    if unknown := [key for key in data if key not in _KEYS]:
        raise ValueError(f"{path}: «{unknown[0]}» finns inte. Nycklarna är: {', '.join(_KEYS)}.")
    index = next((i for i, row in enumerate(sheet.rows) if row.number == data["rubrikrad"]), None)
    if index is None:
        raise ValueError(f"{path}: rad {data['rubrikrad']} finns inte i listan.")
    headings = _headings(sheet, index)
    fields = {}
    for heading, name in _texts(path, data, "kolumner").items():
        if heading not in headings:
            raise ValueError(
                f"{path}: kolumnen «{heading}» finns inte i listan. Rubrikerna är: {', '.join(filter(None, headings))}."
            )
        fields[headings.index(heading)] = _field_of(path, name, labels)
    fixed = {_field_of(path, name, labels): value for name, value in _texts(path, data, "fast").items()}
    words = {_field_of(path, name, labels): _texts(path, data["ord"], name) for name in _group(path, data, "ord")}
    return Columns(
        sheet=sheet.name, heading_row=data["rubrikrad"], headings=headings, fields=fields, words=words, fixed=fixed
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

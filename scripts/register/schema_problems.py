"""The 2xx series: errors of the schema library, worded in Swedish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from register import schema_hints
from register.company import COMPANY
from register.document import Document, Pointer
from register.problem import Problem, declare
from register.schema import Validator, nearest, nearest_code, only_near
from register.schema_fault import Fault
from register.schema_slips import Slips, find_slips
from register.wording import quote_value

_TYPES = {
    "string": "en text",
    "integer": "ett heltal",
    "number": "ett tal",
    "boolean": "true eller false",
    "array": "en lista",
    "object": "en grupp av fält",
}


_MOST_REPORTED = 100  # in one file: more says nothing new, and a hostile file has thousands


@dataclass(frozen=True, slots=True)
class SchemaResult:
    """What a schema says of a document: the problems, and the pointers whose values cannot be used."""

    problems: list[Problem] = field(default_factory=list)
    unusable: set[Pointer] = field(default_factory=set)


def check_shape(document: Document, schema: Validator, names: Mapping[str, Mapping[str, str]]) -> SchemaResult:
    """Hold a document against a schema. `names` has, for each code list, the name of each code."""
    if schema.is_surely_valid(document.data):
        return SchemaResult()
    shape = _describe(document, schema, names, find_slips(document.data, schema.schema))
    return (
        shape if shape.problems else _describe(document, schema, names, Slips())
    )  # at least one slip has been reported


def _describe(
    document: Document, schema: Validator, names: Mapping[str, Mapping[str, str]], slips: Slips
) -> SchemaResult:
    problems: dict[Problem, None] = {}  # each once
    unusable = set()
    for error in schema.iter_errors(document.data):
        fault = Fault(error, document, schema.schema, names, slips)
        if len(problems) < _MOST_REPORTED:
            problems |= dict.fromkeys(islice(_SENTENCES[str(error.validator)](fault), _MOST_REPORTED))
        if error.validator not in ("required", "additionalProperties"):
            unusable.add(fault.pointer)
    return SchemaResult([*problems][:_MOST_REPORTED], unusable)


def _unknown(fault: Fault) -> Iterator[Problem]:
    known = list(fault.properties)
    inside = f" under {'.'.join(str(step) for step in fault.pointer)}" if fault.pointer else ""
    for key in fault.value:
        pointer = (*fault.pointer, key)
        slip = fault.slips.unknown.get(pointer, "Ta bort raden.")
        if key in known or not slip or any(re.search(form, key) for form in fault.schema.get("patternProperties", ())):
            continue
        message, hint = f"Fältet {quote_value(key)} finns inte{inside}.", f"{slip} Fälten är: {', '.join(known)}."
        yield UNKNOWN.problem(fault.document.key_place(pointer), message, hint, fault.slips.names.get(pointer))


def _missing(fault: Fault) -> Iterator[Problem]:
    for key in fault.limit:
        pointer = (*fault.pointer, key)
        if key in fault.value or pointer in fault.slips.explained:
            continue
        content = fault.properties.get(key, {})
        dotted = ".".join(str(step) for step in pointer if isinstance(step, str))
        message = f"Fältet «{content.get('title', key)}» ({dotted}) saknas."
        hint = fault.slips.missing.get(pointer) or f"Lägg till raden «{key}:». {content.get('description', '')}".strip()
        yield MISSING.problem(fault.document.place(fault.pointer), message, hint)


def _empty(fault: Fault) -> str:
    deed = "Fyll i det." if fault.is_required else "Fyll i det, eller ta bort raden."
    return f"{deed} {fault.help}"


def _type(fault: Fault) -> Iterator[Problem]:
    place = fault.document.place(fault.pointer)
    if fault.pointer in fault.slips.explained:
        return
    if fault.value is None and fault.pointer:
        yield TYPE.problem(place, f"{fault.label} är tomt.", _empty(fault))
        return
    message = f"{fault.label} ska vara {_TYPES[fault.limit]}, men du skrev {fault.written}."
    deed, repair = schema_hints.for_type(fault.key, fault.value, fault.schema, fault.codes)
    yield TYPE.problem(place, message, f"{deed} {fault.help}" if fault.pointer else fault.help, repair)


def _enum(fault: Fault) -> Iterator[Problem]:
    if not isinstance(fault.value, str) and fault.schema.get("type") == "string":
        return  # the type is wrong, and has been said
    place = fault.document.place(fault.pointer)
    allowed = [str(choice) for choice in fault.limit]
    listed = fault.schema.get("kodlista")
    if listed:
        names = fault.codes
        several = schema_hints.codes(fault.value, names) or []
        guess = several[0] if len(several) == 1 else nearest_code(str(fault.value), names)
        hint = f"Menade du «{guess}» ({names[guess]})? " if guess else ""
        if len(several) > 1:
            rows = " och ".join(f"«- {code}»" for code in several)
            hint = f"Skriv dem som egna värden: {schema_hints.listed(several)}, eller {rows} på var sin rad. "
        message = f"Koden {fault.written} finns inte i listan {listed}."
        repair = only_near(str(fault.value), names)
        yield CODE.problem(place, message, f"{hint}Koderna är: {', '.join(allowed)}.", repair)
        return
    guess = nearest(str(fault.value), allowed)
    hint = f"Menade du «{guess}»? " if guess else ""
    message = f"{fault.label} kan inte vara {fault.written}."
    repair = only_near(str(fault.value), allowed)
    yield CHOICE.problem(place, message, f"{hint}Välj ett av: {', '.join(allowed)}.", repair)


def _format(fault: Fault) -> Iterator[Problem]:
    message = f"{fault.label} är inte ett datum som finns: du skrev {fault.written}."
    guess = schema_hints.day(fault.value)
    form = "Skriv datumet som år-månad-dag, till exempel 2024-03-12, och kontrollera att datumet finns."
    hint, repair = schema_hints.write(fault.key, guess) if guess else (form, None)
    yield DATE.problem(fault.document.place(fault.pointer), message, hint, repair)


def _length(fault: Fault) -> Iterator[Problem]:
    limit = fault.limit
    length = len(fault.value) if fault.error.validator == "maxLength" else len(fault.value.strip())
    place = fault.document.place(fault.pointer)
    if not fault.value.strip():
        yield LENGTH.problem(place, f"{fault.label} är tomt.", _empty(fault))
    elif fault.error.validator == "maxLength":
        yield LENGTH.problem(
            place,
            f"{fault.label} är {length} tecken långt. Gränsen är {limit}.",
            f"Korta texten till högst {limit} tecken. {fault.help}",
        )
    else:
        message = f"{fault.label} har bara {length} tecken: {fault.written}. Minst {limit} behövs."
        yield LENGTH.problem(place, message, f"Skriv minst {limit} tecken. {fault.help}")


def _pattern(fault: Fault) -> Iterator[Problem]:
    place = fault.document.place(fault.pointer)
    if not fault.value.strip():
        yield PATTERN.problem(place, f"{fault.label} är tomt.", _empty(fault))
        return
    message = f"{fault.label} har inte rätt form: du skrev {fault.written}."
    guess = schema_hints.formed(fault.value, fault.limit)
    unknown = "Skriv det i rätt form.", None
    deed, repair = schema_hints.write(fault.key, guess, quoted=True) if guess else unknown
    yield PATTERN.problem(place, message, f"{deed} {fault.help}", repair)


def _number(fault: Fault) -> Iterator[Problem]:
    limits = {"exclusiveMinimum": "större än", "minimum": "minst", "maximum": "högst"}
    limit = f"{limits[str(fault.error.validator)]} {fault.limit}"
    message = f"{fault.label} ska vara {limit}, men du skrev {fault.written}."
    hint = f"Rätta talet så att det är {limit}. {fault.help}"
    yield NUMBER.problem(fault.document.place(fault.pointer), message, hint)


def _list(fault: Fault) -> Iterator[Problem]:
    if fault.error.validator == "minProperties":
        message, hint = f"{fault.label} har inga värden.", f"Fyll i minst ett fält, eller ta bort raden. {fault.help}"
        yield LIST.problem(fault.document.place(fault.pointer), message, hint)
        return
    if fault.error.validator == "maxItems":
        message = f"{fault.label} har {len(fault.value)} värden. Gränsen är {fault.limit}."
        yield LIST.problem(fault.document.place(fault.pointer), message, f"Ta bort några. {fault.help}")
        return
    if fault.error.validator == "minItems":
        few = f"{fault.label} har för få värden. Minst {fault.limit} behövs."
        message = few if fault.value else f"{fault.label} är en tom lista."
        hint = f"Fyll i minst {'ett värde' if fault.limit == 1 else f'{fault.limit} värden'}. {fault.help}"
        yield LIST.problem(fault.document.place(fault.pointer), message, hint)
        return
    seen: set[str] = set()
    for index, item in enumerate(fault.value):
        if repr(item) in seen:
            message = f"{fault.label} har värdet {quote_value(item)} två gånger."
            yield LIST.problem(fault.document.place((*fault.pointer, index)), message, "Ta bort det ena.")
        seen.add(repr(item))


def _tombstone(fault: Fault) -> Iterator[Problem]:
    key = "flyttad_till" if "flyttad_till" in fault.value else "tillbakadragen"
    message = f"Posten har «{key}» men också andra fält."
    hint = f"Behåll bara «{key}» om posten är flyttad eller tillbakadragen. Ta annars bort «{key}»."
    yield TOMBSTONE.problem(fault.document.place((key,)), message, hint)


_SENTENCES: dict[str, Callable[[Fault], Iterator[Problem]]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "type": _type,
    "enum": _enum,
    "format": _format,
    "minLength": _length,
    "maxLength": _length,
    "pattern": _pattern,
    "exclusiveMinimum": _number,
    "minimum": _number,
    "maximum": _number,
    "minItems": _list,
    "maxItems": _list,
    "minProperties": _list,
    "uniqueItems": _list,
    "maxProperties": _tombstone,
}
SPOKEN_KEYWORDS = frozenset(_SENTENCES)


UNKNOWN = declare(
    "R201",
    "Posten får bara ha fält som finns",
    why="Ett felstavat fält skulle inte synas någonstans.",
    bad="beslut:\n  belop: 40000",
    good="beslut:\n  belopp: 40000",
)
MISSING = declare(
    "R202",
    "Alla obligatoriska fält ska vara ifyllda",
    why="Allmänheten ska kunna se samma uppgifter om varje samarbete.",
    bad="beslut:\n  datum: 2024-03-12",
    good="beslut:\n  datum: 2024-03-12\n  belopp: 40000\n  beslutsfattare: Hållbarhetschef\n  (och så vidare)",
)
TYPE = declare(
    "R203",
    "Ett värde ska vara av rätt slag: text, heltal, lista eller grupp av fält",
    why="Ett belopp som är text går inte att summera.",
    bad="belopp: 40 000 kr",
    good="belopp: 40000",
)
CODE = declare(
    "R204",
    "En kod ska finnas i sin lista",
    why=f"Koden leder till {COMPANY.stadsdelen}s, temats eller målgruppens sida.",
    bad="stadsdelar: [rasslatt]",
    good="stadsdelar: [raslatt]",
)
DATE = declare(
    "R205",
    "Ett datum ska finnas och skrivas år-månad-dag",
    why="Ett datum som inte finns går inte att sortera eller räkna med.",
    bad="datum: 2024-02-30",
    good="datum: 2024-02-29",
)
LENGTH = declare(
    "R206",
    "En text får inte vara tom, för kort eller för lång",
    why="Titlar och sammanfattningar ska rymmas i listor, och en motivering på ett ord förklarar ingenting.",
    bad="titel: Hej",
    good="titel: Läxhjälp på Råslätt",
)
PATTERN = declare(
    "R207",
    "En uppgift med fast form ska ha den formen",
    why="Organisationsnummer, webbadresser och hänvisningar ska kunna läsas av program.",
    bad='organisationsnummer: "8999990008"',
    good='organisationsnummer: "899999-0008"',
)
NUMBER = declare(
    "R208",
    "Ett tal ska vara inom sina gränser",
    why="Ett stöd på noll kronor eller en andel över hundra procent är ett skrivfel.",
    bad="belopp: 0",
    good="belopp: 40000",
)
LIST = declare(
    "R209",
    "En lista eller en grupp får inte vara tom eller för lång, och inget värde får finnas två gånger",
    why=f"Annars syns samarbetet inte i alla {COMPANY.stadsdelar}, eller räknas dubbelt.",
    bad="stadsdelar: [raslatt, raslatt]",
    good="stadsdelar: [raslatt]",
)
CHOICE = declare(
    "R210",
    "Ett val ska vara ett av de möjliga",
    why="Bara kända val kan visas och räknas.",
    bad="jav: ja",
    good="jav: provat",
)
TOMBSTONE = declare(
    "R211",
    "En flyttad eller tillbakadragen post får inte ha andra fält",
    why="Posten ska antingen gälla eller bara hänvisa vidare, aldrig båda delarna.",
    bad="titel: Läxhjälp på Råslätt\nflyttad_till: 2024/laxhjalp-raslatt",
    good="flyttad_till: 2024/laxhjalp-raslatt",
)

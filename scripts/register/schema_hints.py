"""What to write instead of a value that a schema refuses, as exactly as what was written allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from register.personal_data import MASK, mask_organisation_number
from register.schema import Schema, code_form, is_day, nearest_code, plain

_ABOUT = r"(?:ca\.?|c:a|cirka|ungefär|omkring|minst|högst)?\s*"
_AMOUNT = re.compile(
    _ABOUT + r"(?P<digits>[0-9]{1,3}(?:[\s.,'’]?[0-9]{3})+|[0-9]+)(?:[.,]0{1,2}|[.,:]?[-–—])?\s*"
    r"(?P<unit>tkr|tusen(?: kronor| kr)?|kr\.?|kronor|sek|st\.?|stycken|tillfällen|personer|deltagare|barn|%|procent)?",
    re.IGNORECASE,
)
_ORGANISATION_NUMBER = re.compile(r"(?:16)?[\s-]*([0-9]{6})[\s\u2010-\u2015\u2212-]*([0-9]{4})")
_CLOCK = re.compile(r"(?:kl\.?|klockan)?\s*([01]?[0-9]|2[0-3])[:. ]?([0-5][0-9])?")
_DAY = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})")
_LONGEST_NUMBER = 20
_BETWEEN_VALUES = re.compile(r"\s*[,;/&+•·*]\s*|\.\s+|\s+och\s+|(?:^|\s+)[-–—]\s*", re.IGNORECASE)


def whole_number(written: object) -> int | None:
    """Return the whole number that a text or decimal number was meant as, or None where that is not certain."""
    match = _AMOUNT.fullmatch(str(written).strip())
    if not match or len(match["digits"]) > _LONGEST_NUMBER:
        return None
    number = int(re.sub("[^0-9]", "", match["digits"]))
    return number * 1000 if re.match("tkr|tusen", match["unit"] or "", re.IGNORECASE) else number


def day(written: object) -> str | None:
    """Return a date written year first in another way as YYYY-MM-DD, or None."""
    match = _DAY.fullmatch(str(written).strip())
    found = "-".join((match[1], match[2].zfill(2), match[3].zfill(2))) if match else ""
    return found if is_day(found) else None


def formed(written: object, pattern: str) -> str | None:
    """Return what was written in the form that the pattern asks for, or None where it cannot be made so."""
    return next((one for one in _forms(str(written).strip()) if re.search(pattern, one) and not _is_secret(one)), None)


def _is_secret(text: str) -> bool:
    return _ORGANISATION_NUMBER.fullmatch(text) is not None and mask_organisation_number(text) == MASK


def _forms(text: str) -> Iterator[str]:
    yield text
    number = _ORGANISATION_NUMBER.fullmatch(text)
    if number:
        yield f"{number[1]}-{number[2]}"
    yield text.replace("http://", "https://", 1)
    if "://" not in text and "." in text:
        yield f"https://{text}"
    reference = re.search(r"([0-9]{4}/[^/]+?)(?:\.ya?ml|/)?$", text)
    if reference:
        yield reference[1]
    clock = _CLOCK.fullmatch(text)
    if clock:
        yield f"{clock[1].zfill(2)}:{clock[2] or '00'}"
    yield code_form(text)


def codes(written: object, names: Mapping[str, str]) -> list[str] | None:
    """Return the codes (of `names`, code → name) that a text lists, or None where one of them is unknown."""
    text = str(written).strip("()[]{} ")
    whole = nearest_code(text, names) if plain(text) in {plain(name) for name in (*names, *names.values())} else None
    words = [whole] if whole else _words(text, names)
    found = [nearest_code(word, names) for word in words]
    known = [code for code in found if code]
    return list(dict.fromkeys(known)) if known and len(known) == len(found) else None


def _words(text: str, names: Mapping[str, str]) -> list[str]:
    """The values of a list that was written as one text; blanks part them only where each word is a code."""
    parts = [part for part in _BETWEEN_VALUES.split(text) if part]
    blanks = text.split()
    return blanks if all(word in names for word in blanks) else parts


Deed = tuple[str, str | None]
"""What to do, in a sentence, and what is then written in place of the value where that is the only thing to do."""


def write(key: object, value: object, *, quoted: bool = False) -> Deed:
    """Ask for one value, as a sentence and as it is then written."""
    written = f'"{value}"' if quoted else str(value)
    return f"Skriv {yaml_line(key, written)}.", written


def yaml_line(key: object, value: str) -> str:
    """Return the line to write, quoted for a sentence: «belopp: 85000»."""
    return f"«{key}: {value}»" if isinstance(key, str) else f"«{value}»"


def listed(values: Iterable[str]) -> str:
    """Return a list as it is written on one line: [barn, unga]."""
    return f"[{', '.join(values)}]"


def for_type(key: object, value: Any, schema: Schema, names: Mapping[str, str]) -> Deed:
    """Say how a value of the wrong type is written right; `names` are those of the codes that it may have."""
    deed = _DEEDS[schema["type"]](key, value, schema, names)
    return deed if isinstance(deed, tuple) else (deed, None)


def _for_number(key: object, value: Any, schema: Schema, _: Mapping[str, str]) -> Deed | str:
    number = whole_number(value)
    if number is None:
        return (
            "Skriv talet med bara siffror, utan decimaler."
            if schema["type"] == "integer"
            else "Skriv talet med siffror."
        )
    sentence, written = write(key, number)
    return sentence, written if str(value).strip()[:1].isdigit() else None  # «ca 85 000» asks for a look


def _for_truth(_: object, __: Any, ___: Schema, ____: Mapping[str, str]) -> str:
    return "Skriv true eller false, utan citattecken."


def _for_list(key: object, value: Any, schema: Schema, names: Mapping[str, str]) -> Deed | str:
    fields = list(schema["items"].get("properties", ()))
    if isinstance(value, dict):
        return "Sätt «- » före det första fältet i varje del, och låt delens andra fält börja i samma kolumn som det."
    if fields:
        return f"Skriv varje del på egna rader, med «- » före det första av fälten: {', '.join(fields)}."
    found = codes(value, names)
    if found:
        return write(key, listed(found))
    known = f" Koderna är: {', '.join(names)}." if names else ""
    return f"Skriv värdena inom hakparentes, med komma emellan: {yaml_line(key, '[…, …]')}.{known}"


def _for_group(key: object, value: Any, schema: Schema, _: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return "Ta bort «- » före fälten, och låt dem börja i samma kolumn."
    fields = f": {', '.join(schema['properties'])}" if schema.get("properties") else ""
    return f"Skriv fälten på egna rader under «{key}:», indragna två mellanslag{fields}."


def _for_text(key: object, value: Any, schema: Schema, _: Mapping[str, str]) -> Deed | str:
    if isinstance(value, list):
        return "Sätt hela texten inom citattecken, eller ta bort hakparenteserna."
    if isinstance(value, dict):
        return f"Skriv en text direkt efter «{key}:»." if isinstance(key, str) else "Skriv en text, utan kolon efter."
    if "enum" in schema:
        return f"Välj ett av: {', '.join(map(str, schema['enum']))}."
    if schema.get("format") == "date":
        found = day(value)
        return write(key, found) if found else "Skriv datumet som år-månad-dag."
    if "pattern" in schema:
        found = formed(value, schema["pattern"])
        return write(key, found, quoted=True) if found else "Sätt värdet inom citattecken."
    return write(key, str(value).lower(), quoted=True)  # as YAML has it: true


_DEEDS: dict[str, Callable[[object, Any, Schema, Mapping[str, str]], Deed | str]] = {
    "integer": _for_number,
    "number": _for_number,
    "boolean": _for_truth,
    "array": _for_list,
    "object": _for_group,
    "string": _for_text,
}

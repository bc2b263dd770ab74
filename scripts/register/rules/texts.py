"""The 3xx series: what a text may not contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from register.characters import look_alike, repaired
from register.document import Document, Pointer
from register.model import Partnership
from register.personal_data import DataType, find_personal_data
from register.problem import Problem, declare
from register.rules.ordinary import SHORT, has_capitals, has_sign
from register.rules.registry import Reporter, RuleContext, TextCheck, TextScope, has_fields, rule, text_rule
from register.wording import quote_value
from register.yaml_errors import MERGE, MERGE_HINT, MERGE_MARK, MERGE_MESSAGE

_ROLE = "Skriv en roll i stället. Är det redan sparat: be den som förvaltar registret om hjälp."
_CONTACT = (
    "Hänvisa till organisationens webbplats. Bolagets egna kontakter räknas upp under egna_kontakter i inställningarna."
)
_QUOTED = 57  # no more is quoted in a message
_OWN_NUMBER: Pointer = ("mottagare", "organisationsnummer")


def _has(text: str, kind: DataType) -> bool:
    return any(match.type is kind for match in find_personal_data(text))


@text_rule(
    "R303",
    "Ingen text och inget filnamn får ha ett personnummer eller samordningsnummer",
    why="Registret är offentligt, och det som har sparats finns kvar i historiken. Kontrollen visar aldrig numret.",
    bad="sammanfattning: Kursen leds av 880320-0016.",
    good="sammanfattning: Kursen leds av en utbildad ledare.",
    reach=TextScope.PAGES,
)
def no_personal_number(text: str, pointer: Pointer) -> Iterator[tuple[str, str]]:
    if pointer != _OWN_NUMBER and _has(text, DataType.NUMBER):
        yield "Texten har ett personnummer eller samordningsnummer.", f"Ta bort numret. {_ROLE}"


@text_rule(
    "R305",
    "Ingen text får ha en e-postadress, utom bolagets egna",
    why="En e-postadress leder oftast till en person. Bolagets egna räknas upp i inställningarna (egna_kontakter).",
    bad="nytta: Anmäl dig till anna@example.org.",
    good="nytta: Anmäl dig på föreningens webbplats.",
    reach=TextScope.PAGES,
)
def no_email_address(text: str, _: Pointer) -> Iterator[tuple[str, str]]:
    if _has(text, DataType.EMAIL):
        yield "Texten har en e-postadress.", f"Ta bort adressen. {_CONTACT}"


@text_rule(
    "R306",
    "Ingen text får ha ett telefonnummer, utom bolagets egna",
    why="Ett telefonnummer leder oftast till en person. Bolagets egna räknas upp i inställningarna (egna_kontakter).",
    bad="nytta: Ring 070-174 06 58 för att vara med.",
    good="nytta: Kom till kvartersgården på tisdagar.",
    reach=TextScope.PAGES,
)
def no_phone_number(text: str, pointer: Pointer) -> Iterator[tuple[str, str]]:
    if pointer != _OWN_NUMBER and _has(text, DataType.PHONE):
        yield "Texten har ett telefonnummer.", f"Ta bort numret. {_CONTACT}"


@text_rule(
    "R332",
    "Ingen text får ha en persons konto i sociala medier",
    why="Ett konto som heter som en person leder till den personen.",
    bad="nytta: Följ @anna.andersson för tiderna.",
    good="nytta: Följ @exempelforeningen för tiderna.",
    reach=TextScope.PAGES,
)
def no_account_of_a_person(text: str, _: Pointer) -> Iterator[tuple[str, str]]:
    if _has(text, DataType.ACCOUNT):
        yield "Texten har ett konto som ser ut att vara en persons.", f"Ta bort kontot. {_CONTACT}"


@text_rule(
    "R352",
    "Bokstäver och tecken i en text ska vara hela",
    why="Å, ä och ö som har gått sönder mellan två program går inte att läsa, söka eller rätta automatiskt.",
    bad="titel: LÃ¤xhjÃ¤lp på Råslätt",
    good="titel: Läxhjälp på Råslätt",
    reach=TextScope.PAGES,
)
def letters_are_whole(text: str, pointer: Pointer) -> Iterator[tuple[str, str]]:
    likely = repaired(text) if pointer else _repaired_page(text)
    if likely is None:
        return
    written, better = _first_difference(text, likely)
    known = better not in ("", written)
    hint = f"Menade du {quote_value(better)}? Skriv det på nytt för hand." if known else "Skriv ordet på nytt."
    yield (
        f"Texten har trasiga bokstäver: {quote_value(written)}.",
        f"{hint} Spara listan som UTF-8 om du kopierar ur en.",
    )


def _repaired_page(text: str) -> str | None:
    """Repair a line of Markdown, where an entity is no fault."""
    return repaired(re.sub(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);", "", text)) and repaired(text)


def _first_difference(text: str, likely: str) -> tuple[str, str]:
    """Return both texts if they are short, or the first word in which they differ."""
    before, after = text.split(), likely.split()
    if len(text) <= _QUOTED or len(before) != len(after):
        return text, likely
    return next((pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]), (_lost(before), ""))


def _lost(words: list[str]) -> str:
    return next((word for word in words if "\ufffd" in word), "")


@text_rule(
    "R353",
    "Ett ord ska vara skrivet med ett enda alfabet",
    why="En kyrillisk bokstav kan se ut som en latinsk, men hittas inte av sökningen och kan leda till en annan sida.",
    bad="titel: Läxhj\u0430lp (med ett kyrilliskt \u0430)",
    good="titel: Läxhjalp",
    reach=TextScope.PAGES,
)
def words_have_one_alphabet(text: str, _: Pointer) -> Iterator[tuple[str, str]]:
    found = look_alike(text)
    if found:
        yield (
            f"{quote_value(found[0])} har bokstäver som bara liknar de vanliga.",
            f"Menade du {quote_value(found[1])}? Skriv ordet på nytt för hand i stället för att kopiera det.",
        )


def no_merge_marks(text: str, _: Pointer) -> Iterator[tuple[str, str]]:
    """Ensure that no conflict was left in a file."""
    if MERGE_MARK.search(text):
        yield MERGE_MESSAGE, MERGE_HINT


merge_marks = TextCheck(MERGE, no_merge_marks, TextScope.PAGES)


_PLACEHOLDER = re.compile(
    r"\b(?:to-?do|fixme|t\.?b\.?[da]|xx+|([yz])\1\1+|lorem|ipsum|placeholder|platshållar(?:e|text)|dummytext)\b"
    r"|\b(?:exempeltext|asdf\w*|qwerty\w*|foobar|bla(?:[ -]?bla)+|testtest|fyll i(?: senare| här))\b"
    r"|\b[åy]{4}-mm-dd\b|\?\?\?|#{3,}|_{3,}"
    r"|[\[<{](?:fyll i|skriv|text|namn|titel|datum|belopp|ange|beskriv|infoga|insert)\b[^\]>}]{0,60}[\]>}]"
    r"|^(?:(?:test(?:ar|ing|post)?[\s\d.,!-]*)+|(?:skriv|text) här|x+|[-\u2013\u2014]+|\.+|…|n/a|saknas|okänt"
    r"|inget|ingen)[.…!:]*$",
    re.IGNORECASE,
)


@text_rule(
    "R326",
    "En text får inte ha ett platshållarord som TODO, xxx eller lorem",
    why="Sådana ord är tänkta att bytas ut innan posten publiceras.",
    bad="sammanfattning: TODO skriv något om läxhjälpen",
    good="sammanfattning: Öppen läxhjälp två kvällar i veckan.",
)
def no_placeholder(text: str, _: Pointer) -> Iterator[tuple[str, str]]:
    if len(text) > SHORT and not has_sign(text):
        return
    match = _PLACEHOLDER.search(text.strip())
    if match:
        yield (
            f"Texten har platshållaren «{match[0]}».",
            "Skriv den riktiga texten, eller ta bort fältet om det inte behövs.",
        )


_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


@text_rule(
    "R327",
    "En text får inte vara skriven med bara versaler",
    why="Versaler är svåra att läsa, och skärmläsare kan stava ut dem.",
    bad="titel: LÄXHJÄLP PÅ RÅSLÄTT",
    good="titel: Läxhjälp på Råslätt",
)
def no_shouting(text: str, pointer: Pointer) -> Iterator[tuple[str, str]]:
    if not has_capitals(text) or pointer[-1:] in (("diarienummer",), ("webbplats",)):
        return
    for run in _capital_runs(text):
        if _is_shouted(run):
            message = f"Texten har versaler: «{' '.join(run)[:60]}»."
            yield message, "Skriv med små bokstäver, och stor bokstav bara först i meningen och i namn."


_LONGEST_ABBREVIATION = 6
_SMALL_WORDS = frozenset(
    {"ALLA", "ATT", "DEN", "DET", "DU", "EJ", "ELLER", "EN", "ETT", "FÖR", "FRÅN", "HAR", "HÄR", "INTE", "KAN", "KOM",
     "MED", "MER", "NI", "NU", "NY", "NYTT", "OCH", "OM", "OSS", "PÅ", "SOM", "TILL", "UT", "VAR", "VI", "ÄR", "ÖPPET"}
)  # fmt: skip


def _is_shouted(run: list[str]) -> bool:
    """Return whether words in capitals are a cry and not abbreviations in a row."""
    if any(len(word) > _LONGEST_ABBREVIATION for word in run):
        return True
    if len(run) > 1 and any(word in _SMALL_WORDS for word in run):
        return True
    return len(run) > 1 and sum(len(word) >= 5 for word in run) > 1


def _capital_runs(text: str) -> Iterator[list[str]]:
    """The runs of words of two or more letters that are all capitals; lone letters do not part them."""
    words = (word for word in _WORD.findall(text) if len(word) > 1)
    for capitals, run in groupby(words, key=str.isupper):
        if capitals:
            yield list(run)


ONE_LINE = declare(
    "R334",
    "Ett fält för en rad får inte ha radbrytningar",
    why="Titlar, namn och nummer visas på en rad i listor, rubriker och filer.",
    bad='titel: "Läxhjälp\\npå Råslätt"',
    good="titel: Läxhjälp på Råslätt",
)
_ONE_LINE_FIELDS = frozenset(
    {
        "titel", "namn", "beslutsfattare", "diarienummer", "plats", "nar", "kostnad", "anmalan", "kontakt", "alt",
        "title", "description", "sokord", "vid_andring", "namn_en", "kalla", "rubrik", "avsnitt", "ord",
        "egna_kontakter", "dokumenttyp", "utfardat_av", "dokumentagare", "faststalld_av",
    }
)  # fmt: skip


def check_lines(document: Document) -> Iterator[Problem]:
    """Yield where a field of one line, in any file, has a line break."""
    for pointer, text in document.strings:
        if "\n" in text and next((step for step in reversed(pointer) if isinstance(step, str)), "") in _ONE_LINE_FIELDS:
            hint = "Skriv hela texten på en rad, direkt efter fältets namn."
            yield ONE_LINE.problem(document.place(pointer), "Texten har en radbrytning.", hint)


@rule(
    "R324",
    "En text ska ge mer än titeln",
    why="En sammanfattning eller motivering som bara upprepar titeln ger läsaren ingenting nytt.",
    bad="titel: Läxhjälp på Råslätt för alla\nsammanfattning: Läxhjälp på Råslätt för alla.",
    good="titel: Läxhjälp på Råslätt\nsammanfattning: Öppen läxhjälp två kvällar i veckan för alla barn.",
)
def texts_say_more_than_title(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    title = _bare(record.title)
    for pointer, text in _texts(record):
        if title and not _bare(text).replace(title, ""):
            yield at(pointer, "Texten upprepar bara titeln.", "Skriv vad som görs, för vem och varför.")


@rule(
    "R325",
    "Två kriterier får inte ha samma motivering",
    why="Varje kriterium frågar efter något eget. Samma text två gånger är ett svar som inte är skrivet.",
    bad="kriterier:\n  trygghet: Vuxna finns på plats varje kväll.\n  ansvar: Vuxna finns på plats varje kväll.",
    good="kriterier:\n  trygghet: Vuxna finns på plats varje kväll.\n  ansvar: Föreningen redovisar varje inköp.",
)
def reasons_differ(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for key, text in record.criteria.items():
        bare = _bare(text)
        if bare and bare in seen:
            message = f"Motiveringen är densamma som för kriteriet «{seen[bare]}»."
            yield at(("kriterier", key), message, "Skriv varför samarbetet uppfyller just det här kriteriet.")
        seen.setdefault(bare, key)


def _texts(record: Partnership) -> Iterator[tuple[Pointer, str]]:
    if has_fields(record, "summary"):
        yield ("sammanfattning",), record.summary
    if has_fields(record, "agreement.benefit"):
        yield ("avtal", "nytta"), record.agreement.benefit
    if has_fields(record, "criteria"):
        for key, text in record.criteria.items():
            yield ("kriterier", key), text


@lru_cache(maxsize=32)
def _bare(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    bare = text.casefold().encode().translate(None, _SIGNS).decode()  # four times as fast as sign by sign
    return bare if bare.isalnum() else "".join(filter(str.isalnum, bare))

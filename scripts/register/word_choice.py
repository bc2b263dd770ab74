"""One word for one thing: the words that are not used in what the public reads, and what is used instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from register.document import Document
from register.problem import Place, Problem, Severity, declare
from register.wording import quote_value

OTHER_WORD = declare(
    "R613",
    "En sida använder ett annat ord än resten av webbplatsen",
    why="Den som läser flera sidor ska möta ett ord för en sak.",
    bad="En handläggare bedömer ansökan.",
    good="En medarbetare bedömer ansökan.",
    severity=Severity.ADVICE,
)


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A word that is not used, the word that is, and why. `bad` has it; `good` only looks like it."""

    pattern: str
    instead: str
    why: str
    bad: str
    good: str
    only_public: bool = False

    def found(self, text: str) -> list[re.Match[str]]:
        """Return where the word is in a text."""
        return list(re.finditer(self.pattern, text, re.IGNORECASE))


UNWANTED = (
    Unwanted(
        r"\bhandläggare",
        "bolaget, medarbetare",
        "vem som bedömer är inte känt",
        "En handläggare bedömer",
        "Vi handlägger",
    ),
    Unwanted(
        r"(?<!avtalets )\bsista dag(?!en (?:som avtalet|då versionen))",
        "senast",
        "ett datum, inte en dag som är sist",
        "Sista dagen är",
        "avtalets sista dag",
    ),
    Unwanted(
        r"inte infört", "inte publicerat här ännu", "ett ord för det som saknas", "Inte infört ännu", "inte inför"
    ),
    Unwanted(
        r"stannar i (?:din|er)\b",
        "skickas inte",
        "läsaren vill veta om det skickas",
        "stannar i er webbläsare",
        "stannar i Råslätt",
    ),
    Unwanted(r"av sig själv", "automatiskt", "saker gör inget av sig själva", "ändras av sig självt", "sig själva"),
    Unwanted(
        r"hos värden|\bvärden där",
        "på GitHub eller GitLab",
        "värd är engelskans host",
        "filen hos värden",
        "två värden",
    ),
    Unwanted(
        r"\bgit-arkiv|(?:här|registrets|i) arkivet\b",
        "kodförråd",
        "arkiv är något annat i en kommun",
        "i arkivet",
        "fältet arkiv",
    ),
    Unwanted(r"\balmanack", "datumet finns", "ett datum finns eller finns inte", "i almanackan", "allmänna"),
    Unwanted(
        r"\b(?:automatiska|ett) prov(?:et|en)?\b", "test", "prov är engelskans test", "automatiska prov", "provperiod"
    ),
    Unwanted(r"rapportdag", "datum för redovisning", "ett ord för redovisning", "Rapportdagar", "dagrapport"),
    Unwanted(
        r"(?:\bandel|\bprocent|%) av pengarna",
        "av det beviljade beloppet",
        "siffran gäller beviljat belopp",
        "22 % av pengarna",
        "lämna av pengarna",
    ),
    Unwanted(
        r"uppgifterna gäller (?:den )?[\d{<]",
        "Uppdaterat den",
        "det är dagen som sidan gjordes",
        "Uppgifterna gäller den 3 maj",
        "Uppgifterna gäller avtal",
    ),
    Unwanted(r"tre vägar in|följ pengarna", "Vad vill du göra?", "tidningsspråk", "Följ pengarna", "Följ med"),
    Unwanted(r"\blagen i \.github", "teamen", "läses som ändra lagen", "Byt lagen i .github", "enligt lagen"),
    Unwanted(
        r"kontrollen säger|säger (?:ja|nej)\b",
        "visar, är godkänd, hittar fel",
        "saker säger inget",
        "Kontrollen säger ja",
        "säger hon",
    ),
    Unwanted(
        r"\b(?:sidan|tabellen|regeln|adressen|rapporten|redovisningen|läget|policyn|siffrorna|filen|skälet) säger\b",
        "visar, anger, beskriver",
        "saker säger inget",
        "Policyn säger inte",
        "Policyn anger inte",
    ),
    Unwanted(
        r"(?<!-)\bpost(?:en|er|erna|ens)?\b",
        "samarbete",
        "post är registrets ord för medarbetare",
        "Posten är ny",
        "E-post",
        only_public=True,
    ),
    Unwanted(
        r"\bmotprestation",
        "nytta",
        "policyn nämner ingen motprestation, och ordet hör till upphandling",
        "Motprestationen",
        "prestation",
        only_public=True,
    ),
    Unwanted(
        r"\bpåhitt\w* (?:mottagare|belopp) och",
        "alla uppgifter",
        "allt är påhittat",
        "påhittade belopp och",
        "påhittade",
        only_public=True,
    ),
)
_QUOTED = re.compile(r"^>.*", re.MULTILINE)  # the policy's own words
_WORD_FOR_WORD = "klausuler"


def advice_on_words(document: Document) -> Iterator[Problem]:
    """Yield the advice on the words of a page in Swedish, or of the criteria."""
    head = document.data if isinstance(document.data, dict) else {}
    if head.get("lang", "sv") != "sv":
        return
    for pointer, text in document.strings:
        if _WORD_FOR_WORD not in pointer:
            yield from (_advice(document.place(pointer), word, found[0]) for word, found in _unwanted(text))
    text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), document.text)
    for word, found in _unwanted(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        yield _advice(Place(document.path, document.text_line + line, column), word, found[0])


def _unwanted(text: str) -> Iterator[tuple[Unwanted, re.Match[str]]]:
    """Each unwanted word in a text, and where it is."""
    return ((word, found) for word in UNWANTED for found in word.found(text))


def _advice(place: Place, word: Unwanted, written: str) -> Problem:
    message = f"Texten har {quote_value(written)}: {word.why}."
    return OTHER_WORD.problem(place, message, f"Skriv hellre: {word.instead}.")

"""The 3xx series: no living person is named where a role or an organisation belongs, or in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from register.common_names import is_first_name, is_person_name, may_be_name, names_person
from register.model import NAMELESS, Partnership
from register.personal_data import ACCOUNT, find_personal_data
from register.problem import Problem, Severity
from register.rules.registry import Reporter, RuleContext, rule


@rule(
    "R330",
    "Beslutsfattaren ska vara en roll, inte en person",
    why="Registret namnger inga levande personer.",
    bad="beslutsfattare: Anna Andersson",
    good="beslutsfattare: Hållbarhetschef",
)
def decided_by_is_a_role(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    if names_person(record.decision.decided_by, terms.place_words, strict=True):
        message = "Beslutsfattaren ser ut att vara en person, med namn."
        yield at("beslut.beslutsfattare", message, "Skriv bara rollen, till exempel «Hållbarhetschef».")


@rule(
    "R331",
    "Mottagaren ska vara en förening eller en annan organisation, inte en person",
    why="Stödet ges till organisationer, och registret namnger inga levande personer.",
    bad="mottagare:\n  namn: Anna Andersson",
    good="mottagare:\n  namn: Exempelföreningen Lyktan",
)
def recipient_is_an_organisation(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    name = record.recipient.name
    if name != NAMELESS and is_person_name(name, terms.place_words):
        message = "Mottagarens namn ser ut att vara en persons namn."
        yield at("mottagare.namn", message, "Skriv organisationens namn så som den är registrerad.")


_CAPITALISED = r"[A-ZÅÄÖÉÜ][a-zåäöéèüøæćčšž]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_CUE = re.compile(
    r"(?i:\b(?:(?:led[sd]|ledda|startad(?:es)?|startat|grundad(?:es)?|hålls|drivs|(?:an)?ordnas|arrangeras|sköts) av"
    r"|\w*(?:ledare|tränare|lärare|ordförande|sekreterare|föreläsare|initiativtagare|vaktmästare)n?"
    r"|kassör(?:en)?|coach(?:en)?|eldsjäl(?:en)?|ansvarig|kontakt(?:a|person|personen)?|ring|mej?la|skriv till"
    r"|fråga efter|prata med|träffa|tack till|anmälan (?:till|hos)|anmäl dig (?:till|hos))\b)"
    r"(?: (?:är|var|heter|vår|oss))?[:,]?$"
)
_ACCOUNT_SIGNS = ("@", "/", "insta", "snap", "tiktok")  # without one of these there is no account
_CUE_LENGTH = 40  # characters before a name in which a cue is looked for
_NAME = re.compile(  # the blank comes first because a search for one sign is many times as fast
    rf" (?<=[\w:,] ) *(?P<first>{_CAPITALISED}|[A-ZÅÄÖ]\.)(?: ?(?P<second>{_CAPITALISED}|[A-ZÅÄÖ]\b\.?))?"
)
_KNOWN = frozenset({"Rädda Barnen", "Röda Korset", "Hela Människan", "Unga Örnar", "Svenska Kyrkan", "Unga Forskare"})


@rule(
    "R351",
    "En text bör inte nämna en person eller ett konto i sociala medier",
    why="Registret namnger inga levande personer. En dator kan inte avgöra om två ord är ett namn, så det är ett råd.",
    bad="sammanfattning: Läxhjälpen leds av Anna Andersson.",
    good="sammanfattning: Läxhjälpen leds av en utbildad lärare.",
    severity=Severity.ADVICE,
)
def texts_name_no_person(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    recipient = record.recipient.name
    texts = [
        (pointer, text)
        for pointer, text in at.document.strings
        if pointer[0] != "mottagare" and pointer[-1] != "beslutsfattare"
    ]
    if not _may_name_anyone("\n".join(text for _, text in texts)):
        return  # nearly every record
    known = terms.place_words | {*recipient.lower().split()}
    for pointer, text in texts:
        if any(_may_name_person(match, known) for match in _cued_names(text)):
            yield at(pointer, "Texten kan ha en persons namn.", "Är det ett namn: skriv rollen i stället.")
        if _may_have_account(text) and ACCOUNT.search(text) and not find_personal_data(text):
            message = "Texten har ett konto i sociala medier."
            yield at(pointer, message, "Kontrollera att kontot är organisationens, inte en persons.")


def _may_name_anyone(text: str) -> bool:
    """Return whether some texts, a line each, need a closer look; neither a name nor its cue goes on across a line."""
    return _may_have_account(text) or any(True for _ in _cued_names(text))


def _may_have_account(text: str) -> bool:
    lower = text.lower()
    return any(map(lower.__contains__, _ACCOUNT_SIGNS))


def _cued_names(text: str) -> Iterator[re.Match[str]]:
    """The words with capitals inside a sentence that come after a cue: what a person is or does."""
    return (match for match in _NAME.finditer(text) if _has_cue(text, match.start()))


def _has_cue(text: str, end: int) -> bool:
    """Return whether the words before `end` say that a person's name follows."""
    return _CUE.search(text[max(0, end - _CUE_LENGTH) : end]) is not None


def _may_name_person(match: re.Match[str], known: Set[str]) -> bool:
    first, second = match["first"], match["second"]
    if second is None:
        return is_first_name(first)
    words = [word for word in (first, second) if len(word) > 2]
    return f"{first} {second}" not in _KNOWN and all(may_be_name(word, frozenset(known)) for word in words)

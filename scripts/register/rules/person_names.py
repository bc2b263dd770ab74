"""The 3xx series: no living person is named where a role or an organisation belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from register.model import Partnership
from register.problem import Problem
from register.rules.registry import Reporter, RuleContext, has, rule


@rule(
    "R330",
    "Beslutsfattaren är en roll, inte en person",
    why="Registret namnger inga levande personer.",
    bad="beslutsfattare: Anna Andersson",
    good="beslutsfattare: Hållbarhetschef",
)
def decided_by_is_a_role(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    """Ensure that who decided is no person's name, alone or beside a role."""
    written = record.decision.decided_by
    if _PATRONYMIC.search(written) or _INITIAL.search(written) or _names_someone(written, terms):
        message = "Beslutsfattaren ser ut att vara en person, med namn."
        yield at("beslut.beslutsfattare", message, "Skriv bara rollen, till exempel «Hållbarhetschef».")


_PATRONYMIC = re.compile(r"\w{2,}sson\b", re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|\s)[A-ZÅÄÖ]\.\s?[A-ZÅÄÖ][a-zåäöé]")
_CAPITALISED = re.compile(r"[^\W\d_a-zåäö][a-zåäöéèüøæ]+(?:-[^\W\d_]+)?")
# Parts of words that stand in the names of roles, boards, departments and places of work
_ROLE_STEMS = ("affär", "ansvarig", "arbet", "avdelning", "biträd", "bolag", "bostad", "chef", "direkt", "distrikt",
               "drift", "ekonom", "enhet", "fastighet", "förvalt", "grupp", "handlägg", "huskvarna", "hyres", "hållbar",
               "ingenjör", "jönköping", "kommun", "kund", "ledare", "ledning", "ledamot", "marknad", "miljö", "norra",
               "nämnd", "område", "ordförande", "personal", "projekt", "region", "råd", "samhäll", "samordn", "service",
               "social", "stad", "strateg", "styrelse", "södra", "teknik", "tillförordn", "trygg", "utskott", "utveckl",
               "vd", "verkställ", "vice", "västra", "vätterhem", "östra")  # fmt: skip


def _names_someone(text: str, terms: RuleContext) -> bool:
    """Whether two capitalised words stand side by side that belong to the name of neither a role nor a place."""
    words = text.replace(",", " , ").split()
    places = _places(terms) if len(words) > 1 else frozenset[str]()
    run = 0
    for word in words:
        plain = word.lower()
        named = _CAPITALISED.fullmatch(word) and plain.removesuffix("s") not in places
        named = named and not any(stem in plain for stem in _ROLE_STEMS)
        run = run + 1 if named else 0
        if run > 1:
            return True
    return False


def _places(terms: RuleContext) -> Set[str]:
    """The words in the names of the neighbourhoods, in small letters."""
    codes = terms.lists.get("stadsdelar", ())
    return {word.removesuffix("s") for code in codes if has(code, "name") for word in code.name.lower().split()}


@rule(
    "R331",
    "Mottagaren är en förening eller en annan organisation, inte en person",
    why="Stödet ges till organisationer, och registret namnger inga levande personer.",
    bad="mottagare:\n  namn: Anna Andersson",
    good="mottagare:\n  namn: Exempelföreningen Lyktan",
)
def recipient_is_an_organisation(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    """Ensure that the recipient's whole name is not a person's first and last name."""
    if _WHOLE_NAME.fullmatch(record.recipient.name):
        message = "Mottagarens namn ser ut att vara en persons namn."
        yield at("mottagare.namn", message, "Skriv organisationens namn så som den är registrerad.")


_WHOLE_NAME = re.compile(rf"(?:{_CAPITALISED.pattern}\s){{1,3}}[^\W\d_a-zåäö][a-zåäöé]+(?:sson|ström|qvist|kvist)")

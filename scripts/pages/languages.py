"""The facts of a partnership in other languages, in the words of the page that each language has.

Labels, states, names of codes, money and dates are in the language; what people have written is in Swedish, and is
marked so. Each value is isolated, so that Swedish words and numbers keep their place in a text from right to left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency
from register.model import Language
from register.status import Status

from pages.links import CODED, Dimension
from pages.page import address
from pages.render import render_template
from pages.site_index import Entry, SiteIndex

SHOWN = 3  # of those that are running, on the page of a language
_MONEY = "¤¤\u00a0#,##0"  # SEK 85,000


@dataclass(frozen=True, slots=True)
class Phrase:
    """A value of a card. `swedish` says that it is in Swedish whatever the language of the card."""

    text: str
    swedish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The facts of a partnership in a language: labels with their values and what is between these; `ltr` or `rtl`."""

    language: Language
    direction: str
    entry: Entry
    rows: tuple[tuple[str, tuple[Phrase, ...], str], ...]


def card(entry: Entry, index: SiteIndex, language: Language) -> Card:
    """The card of a partnership in one language."""
    record, words, locale = entry.partnership, language.words, _locale(language.code)

    def day(value: date) -> str:
        return format_date(value, "long", locale)

    def named(dimension: Dimension) -> tuple[Phrase, ...]:
        links = entry.groups[dimension]
        names = [language.names.get((dimension.value, link.code)) for link in links]
        return tuple(Phrase(name or link.name, name is None) for name, link in zip(names, links, strict=True))

    money = format_currency(record.decision.amount, "SEK", _MONEY, locale, currency_digits=False)
    period = tuple(Phrase(day(value)) for value in dict.fromkeys((record.agreement.start, record.agreement.end)))
    rows = {
        "belopp": (Phrase(money),),
        "mottagare": (Phrase(record.recipient.name, swedish=True),),
        **{dimension.value: named(dimension) for dimension in CODED},
        "beslut": (Phrase(day(record.decision.date)),),
        "avtalstid": period,
        "lage": (Phrase(words[entry.status.value.replace("-", "_")]),),
    }
    return Card(
        language=language,
        direction=locale.text_direction,
        entry=entry,
        rows=tuple((words[name], phrases, "–" if name == "avtalstid" else "·") for name, phrases in rows.items()),
    )


def running(index: SiteIndex, here: str) -> str:
    """The cards of some that are running, in the language of the page that asks; nothing on a page without words."""
    found = [language for language in index.register.languages if _address(language) == here]
    entries = [entry for entry in index.entries if entry.status is Status.RUNNING][:SHOWN]
    made = [card(entry, index, language) for language in found for entry in entries]
    return render_template("language_running.html", here, languages=found, cards=made) if found else ""


def _address(language: Language) -> str:
    return address(language.path.removeprefix("content/").removesuffix(".md"))


def _locale(code: str) -> Locale:
    """Return the conventions of a language for money and dates; those of English where it is unknown."""
    try:
        return Locale.parse("en_GB" if code == "en" else code)
    except UnknownLocaleError:
        return Locale("en", "GB")

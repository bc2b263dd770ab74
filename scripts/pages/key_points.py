"""The words for each dimension, and the main point of a table in a sentence or two, made from its figures.

A sentence never says more than the figures do: where two share the first place both are named, where all are alike
that is said, and where nothing is known that is said too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from register.company import COMPANY
from register.status import Account
from register.swedish import amount, count, listing, percent

from pages.format import share
from pages.links import Dimension
from pages.site_index import Sum

Row = tuple[str, int]

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words for a dimension. `counted` says how a partnership in several groups is counted.

    In a sentence `verb` is what money does, `before_one` and `before_several` the noun before names, and `least` says
    whether to name the one that got least.
    """

    one: str
    many: str
    lead: str
    counted: str
    keywords: str = ""
    index_keywords: str = ""
    verb: str = "gick till"
    before_one: str = ""
    before_several: str = ""
    least: bool = True

    @property
    def per(self) -> str:
        """A table's caption."""
        return f"Antal och beviljat belopp per {self.one.lower()}"

    @property
    def money(self) -> str:
        """A chart's title."""
        return f"Beviljat belopp per {self.one.lower()}"


_SEVERAL = (
    "Ett samarbete som gäller flera {many} räknas i {each} av dem, med hela beloppet. "
    "Beloppen för olika {many} ska därför inte läggas ihop."
)
WORDINGS: Mapping[Dimension, Wording] = {
    Dimension.NEIGHBOURHOOD: Wording(
        one=COMPANY.stadsdel.capitalize(),
        many=COMPANY.stadsdelar.capitalize(),
        lead=f"Välj {COMPANY.agree('din', 'ditt')} {COMPANY.stadsdel} och se vilka samarbeten som finns där.",
        counted=_SEVERAL.format(many=COMPANY.stadsdelar, each=COMPANY.agree("var och en", "vart och ett")),
        keywords="aktivitet, händer, göra, område",
    ),
    Dimension.THEME: Wording(
        one="Tema",
        many="Teman",
        lead="Vad samarbetena handlar om.",
        counted="Ett samarbete med flera teman räknas i vart och ett av dem, med hela beloppet. "
        "Beloppen för olika teman ska därför inte läggas ihop.",
        before_one="temat ",
        before_several="temana ",
    ),
    Dimension.TARGET_GROUP: Wording(
        one="Målgrupp",
        many="Målgrupper",
        lead="Vilka samarbetena vänder sig till.",
        counted=_SEVERAL.format(many="målgrupper", each="var och en"),
        before_one="målgruppen ",
        before_several="målgrupperna ",
    ),
    Dimension.YEAR: Wording(
        one="År",
        many="År",
        lead="Samarbetena efter det år då besluten fattades.",
        counted="Hela beloppet räknas det år då beslutet fattades, även om avtalet sträcker sig över flera år.",
        keywords="stöd, beslut, pengar, beviljat, mottagare",
        verb="beviljades",
    ),
    Dimension.RECIPIENT: Wording(
        one="Mottagare",
        many="Mottagare",
        lead="Föreningar, grupper och andra som har fått stöd, i bokstavsordning.",
        counted="Mottagare identifieras med organisationsnummer, informella grupper med namnet. Enskilda näringsidkare "
        "visas utan namn och nummer. Därför är deras samarbeten på en gemensam sida, men de räknas var för sig.",
        index_keywords="förening, organisation, pengar, stöd, bidrag, störst",
        least=False,
    ),
}


def money_summary(rows: Sequence[Row], whole: int, dimension: Dimension) -> str:
    """Say which groups got most and least of `whole` kronor, and which got none. `rows` are names with kronor."""
    words = WORDINGS[dimension]
    granted = [row for row in rows if row[1]]
    if not granted or not whole:
        return "Inga belopp är beviljade."
    if len(granted) == 1:
        (name, kronor) = granted[0]
        said = f"Hela beloppet {words.verb} {_named([name], words)}: {amount(kronor)}."
    elif len({kronor for _, kronor in granted}) == 1:
        names = [name for name, _ in granted]
        said = f"Lika höga belopp {words.verb} {_named(names, words)}: {amount(granted[0][1])} vardera."
    else:
        said = _extreme("Högst belopp", max, granted, whole, words, "av det beviljade beloppet")
        if words.least and len(granted) > 2:
            said += " " + _extreme("Lägst belopp", min, granted, whole, words)
    return " ".join(filter(None, [said, _without([name for name, kronor in rows if not kronor], words)]))


def overlap_summary(rows: Sequence[tuple[str, Sum]], dimension: Dimension) -> str:
    """Say what can be said of groups that count the same grant: never shares, and never which has most."""
    words = WORDINGS[dimension]
    if not any(own.only < own.amount for _, own in rows):  # nothing is counted twice
        amounts = [(name, own.amount) for name, own in rows]
        return money_summary(amounts, sum(kronor for _, kronor in amounts), dimension)
    said = f"Samma samarbete kan omfatta flera {words.many.lower()} och räknas då flera gånger. Summorna överlappar."
    return " ".join(filter(None, [said, _without([name for name, own in rows if not own.amount], words)]))


def older_point(older: Sum, open_to_all: Sum, whole: Sum) -> str:
    """Say whether the partnerships reach older people: those that address them, and those that are open to all."""
    if not whole.count:
        return "Inga samarbeten är registrerade."
    said = f"{count(older.count, 'samarbete', 'samarbeten')} av {whole.count} vänder sig särskilt till äldre"
    said += f" och har beviljats {amount(older.amount)}." if older.count else "."
    if open_to_all.count:
        said += f" {count(open_to_all.count, 'samarbete', 'samarbeten')} till är öppna för alla hyresgäster."
    return said


def women_point(women: int | None, records: int) -> str:
    """Say what share of the participants were girls and women, and how many reports say so."""
    if women is None:
        return "Inget samarbete har redovisat både antalet deltagare och andelen flickor och kvinnor."
    reported = count(records, "samarbete", "samarbeten")
    return f"Av deltagarna var {percent(women)} flickor och kvinnor, enligt {reported} som har redovisat det."


def recipients_point(new: int, returning: int) -> str:
    """Say how many decisions went to recipients that were new in the register."""
    if not new + returning:
        return "Inga beslut är registrerade."
    decisions = count(new + returning, "beslut", "beslut")
    if not returning:
        return f"Alla {new} mottagare var nya i registret." if new > 1 else "Mottagaren var ny i registret."
    if not new:
        return f"Alla {decisions} gick till återkommande mottagare."
    return f"Av {decisions} gick {new} till nya mottagare och {returning} till återkommande."


def accounts_point(accounts: Mapping[Account, Sum]) -> str:
    """Say for how much of the granted money the result is accounted for, and what is missing of the rest."""
    kronor = {part: own.amount for part, own in accounts.items()}
    whole = sum(kronor.values())
    if not whole:
        return "Inga belopp är beviljade."
    incomplete = (
        f" För {amount(kronor[Account.INCOMPLETE])} har slutrapporten kommit in, men utan antal eller med högst"
    )
    return (
        f"Av {amount(whole)} som beviljats är resultatet redovisat för {amount(kronor[Account.COMPLETE])} "
        f"({share(kronor[Account.COMPLETE], whole)})."
        f"{f'{incomplete} en mening om resultatet.' if kronor[Account.INCOMPLETE] else ''}"
        f" För {amount(kronor[Account.WAITING])} ska slutrapporten lämnas senare, och för "
        f"{amount(kronor[Account.OVERDUE])} skulle den redan ha lämnats."
    )


def per_home_point(rows: Sequence[Row]) -> str:
    """Say where most kronor per home went; empty where there is nothing to compare."""
    if len(rows) < 2 or not any(kronor for _, kronor in rows):
        return ""
    most = max(kronor for _, kronor in rows)
    names = [name for name, kronor in rows if kronor == most]
    return f"Räknat per bostad gick mest till {listing(names)}: {amount(most)}."


def _extreme(
    lead: str, which: Callable[..., int], rows: Sequence[Row], whole: int, words: Wording, of: str = ""
) -> str:
    kronor = which(kronor for _, kronor in rows)
    names = [name for name, own in rows if own == kronor]
    each = " vardera" if len(names) > 1 else f", {share(kronor, whole)}{of and f' {of}'}"
    return f"{lead} {words.verb} {_named(names, words)}: {amount(kronor)}{each}."


def _named(names: Sequence[str], words: Wording) -> str:
    if len(names) > _MOST_NAMED:
        return count(len(names), words.many.lower(), words.many.lower())
    return f"{words.before_one if len(names) == 1 else words.before_several}{listing(names)}"


def _without(names: Sequence[str], words: Wording) -> str:
    if not names:
        return ""
    return f"Inget belopp {words.verb} {_named(names, words)}."

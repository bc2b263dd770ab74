"""The 3xx series: do the dates and the follow-up make sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from register.model import Partnership
from register.problem import Problem
from register.rules.registry import Reporter, RuleContext, has_fields, rule

_ONLY_A_LIMIT = "Stämmer uppgiften: höj gränsen {} i content/listor/installningar.yaml, som inte är en del av policyn."


def months_later(day: date, months: int) -> date:
    """The same day `months` later (earlier when negative), or the last day of that month; never beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


@rule(
    "R304",
    "Ett avtal får inte sluta före startdagen",
    why="Ett avtal som slutar innan det börjar har ett skrivfel i något av datumen.",
    bad="avtal:\n  start: 2024-09-01\n  slut: 2024-03-31",
    good="avtal:\n  start: 2024-09-01\n  slut: 2025-03-31",
)
def agreement_ends_after_start(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    agreement = record.agreement
    if agreement.end < agreement.start:
        message = f"Avtalet slutar innan det börjar. Du skrev slut {agreement.end} och start {agreement.start}."
        yield at("avtal.slut", message, "Byt plats på datumen eller rätta året.")


@rule(
    "R307",
    "Ett beslut ska vara fattat innan det publiceras",
    why="Ett datum i framtiden är ett skrivfel, eller ett beslut som inte är fattat än.",
    bad="beslut:\n  datum: 2042-03-12",
    good="beslut:\n  datum: 2024-03-12",
)
def decision_is_not_in_the_future(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    if record.decision.date > terms.today:
        message = f"Beslutet är daterat {record.decision.date}, men i dag är det {terms.today}."
        yield at("beslut.datum", message, "Rätta datumet, eller vänta tills beslutet är fattat.")


@rule(
    "R308",
    "En post ska ligga i mappen för det år då beslutet fattades",
    why="Året är en del av postens adress och av årets summa.",
    bad="partnerships/2024/laxhjalp-raslatt.yaml med\nbeslut:\n  datum: 2023-11-20",
    good="partnerships/2023/laxhjalp-raslatt.yaml med\nbeslut:\n  datum: 2023-11-20",
)
def year_of_path_is_year_of_decision(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    if record.decision.date.year != record.year and record.decision.date <= terms.today:
        message = f"Posten ligger i mappen {record.year}, men beslutet är daterat {record.decision.date}."
        hint = f"Rätta datumet, eller flytta en ny post till partnerships/{record.decision.date.year}/."
        yield at("beslut.datum", message, hint)


@rule(
    "R312",
    "En redovisning får inte ha ett datum före avtalets start",
    why="Det går inte att redovisa något som inte har börjat.",
    bad="avtal:\n  start: 2024-04-01\nuppfoljning:\n  - typ: delrapport\n    senast: 2024-02-01",
    good="avtal:\n  start: 2024-04-01\nuppfoljning:\n  - typ: delrapport\n    senast: 2024-10-01",
)
def follow_up_is_due_after_start(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    for item in record.follow_ups:
        if has_fields(item, "due") and item.due < record.agreement.start:
            message = f"Redovisningen ska lämnas senast {item.due}, men avtalet börjar {record.agreement.start}."
            yield at(f"uppfoljning.{item.index}.senast", message, "Rätta datumet, eller avtalets start.")


@rule(
    "R313",
    "Varje samarbete ska ha en slutrapport att lämna, och bara en",
    why="Policyn kräver återkoppling kring genomförandet. Utan slutrapport går det inte att se vad stödet ledde till.",
    bad="uppfoljning:\n  - typ: planering\n    senast: 2024-05-15",
    good="uppfoljning:\n  - typ: planering\n    senast: 2024-05-15\n  - typ: slutrapport\n    senast: 2025-05-31",
)
def there_is_one_final_report(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    finals = [item for item in record.follow_ups if item.kind == "slutrapport"]
    if not finals:
        hint = "Lägg till en rad med «typ: slutrapport» och dagen då den ska lämnas enligt avtalet."
        yield at("uppfoljning", "Uppföljningen saknar slutrapport.", hint)
    for extra in finals[1:]:
        hint = "Behåll en slutrapport. Kalla de andra delrapport."
        yield at(f"uppfoljning.{extra.index}.typ", "Uppföljningen har mer än en slutrapport.", hint)


@rule(
    "R314",
    "En redovisning får inte ha kommit in i framtiden",
    why="Ett datum i framtiden är ett skrivfel, ofta i året.",
    bad="inkom: 2042-05-10",
    good="inkom: 2024-05-10",
)
def received_is_not_in_the_future(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    for item in record.follow_ups:
        if has_fields(item, "received") and item.received and item.received > terms.today:
            message = f"Du skrev att redovisningen kom in {item.received}, men i dag är det {terms.today}."
            yield at(
                f"uppfoljning.{item.index}.inkom",
                message,
                "Rätta datumet, eller ta bort raden tills den har kommit.",
            )


@rule(
    "R323",
    "Ett avtal ska börja inom den tid från beslutet som inställningarna anger",
    why="Ett datum längre bort är oftast ett skrivfel i året. Gränsen är kontrollens egen och inte en del av policyn.",
    bad="beslut:\n  datum: 2024-03-12\navtal:\n  start: 2042-04-01",
    good="beslut:\n  datum: 2024-03-12\navtal:\n  start: 2024-04-01",
)
def agreement_starts_near_decision(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    start, decided = record.agreement.start, record.decision.date
    if decided > terms.today:
        return  # that date is the one that is wrong
    months = terms.limits.months_from_decision
    if not months_later(decided, -months) <= start <= months_later(decided, months):
        message = f"Avtalet börjar {start}, mer än {months} månader från beslutet {decided}."
        hint = f"Rätta avtalets start eller beslutets datum. {_ONLY_A_LIMIT.format('avtal_fran_beslut_manader')}"
        yield at("avtal.start", message, hint)


@rule(
    "R315",
    "Ett avtal får inte vara längre än gränsen i inställningarna",
    why="Ett längre avtal är oftast ett skrivfel i året. Gränsen är kontrollens egen och inte en del av policyn.",
    bad="avtal:\n  start: 2024-04-01\n  slut: 2034-03-31",
    good="avtal:\n  start: 2024-04-01\n  slut: 2025-03-31",
)
def agreement_is_not_too_long(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    years = terms.limits.longest_agreement_years
    if record.agreement.end >= months_later(record.agreement.start, 12 * years):
        message = f"Avtalet gäller från {record.agreement.start} till {record.agreement.end}: mer än {years} år."
        yield at("avtal.slut", message, f"Rätta året. {_ONLY_A_LIMIT.format('avtal_hogst_ar')}")


@rule(
    "R316",
    "Slutrapporten ska lämnas inom den tid efter avtalets slut som inställningarna anger",
    why="Ett senare datum är oftast ett skrivfel i året. Gränsen är kontrollens egen och inte en del av policyn.",
    bad="avtal:\n  slut: 2025-03-31\nuppfoljning:\n  - typ: slutrapport\n    senast: 2026-05-31",
    good="avtal:\n  slut: 2025-03-31\nuppfoljning:\n  - typ: slutrapport\n    senast: 2025-05-31",
)
def final_report_is_due_in_time(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    months = terms.limits.latest_report_months
    for item in record.follow_ups:
        if (
            not has_fields(item, "kind", "due")
            or item.kind != "slutrapport"
            or record.agreement.end < record.agreement.start
        ):
            continue
        if item.due > months_later(record.agreement.end, months):
            end = record.agreement.end
            message = f"Slutrapporten ska lämnas senast {item.due}, mer än {months} månader efter avtalets slut {end}."
            hint = f"Rätta datumet. {_ONLY_A_LIMIT.format('slutrapport_hogst_manader')}"
            yield at(f"uppfoljning.{item.index}.senast", message, hint)


@rule(
    "R317",
    "Ett resultat får finnas först när avtalet har börjat gälla",
    why="Innan verksamheten har börjat finns det inget resultat.",
    bad="avtal:\n  start: 2042-04-01\nresultat:\n  sammanfattning: Det gick bra för alla som deltog.",
    good="Vänta med «resultat» tills slutrapporten har kommit in.",
)
def results_come_after_start(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    if record.results is not None and record.agreement.start > terms.today:
        message = f"Posten har resultat, men avtalet börjar först {record.agreement.start}."
        yield at("resultat", message, "Ta bort «resultat», eller rätta avtalets start.")


@rule(
    "R318",
    "En planering får komma in tidigast på beslutsdagen, en rapport tidigast när avtalet har börjat",
    why="Ett tidigare datum är ett skrivfel, ofta i året.",
    bad="avtal:\n  start: 2024-04-01\nuppfoljning:\n  - typ: slutrapport\n    inkom: 2023-05-20",
    good="avtal:\n  start: 2024-04-01\nuppfoljning:\n  - typ: slutrapport\n    inkom: 2025-05-20",
)
def received_is_not_too_early(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    for item in record.follow_ups:
        if not has_fields(item, "kind", "received") or item.received is None:
            continue
        planned = item.kind == "planering"
        earliest = min(record.decision.date, record.agreement.start) if planned else record.agreement.start
        if item.received < earliest:
            start = "beslutet fattades" if planned else "avtalet började"
            message = f"Du skrev att redovisningen kom in {item.received}, innan {start} ({earliest})."
            yield at(f"uppfoljning.{item.index}.inkom", message, "Rätta datumet.")


@rule(
    "R319",
    "Samma redovisning får bara finnas en gång",
    why="Finns den två gånger ser det ut som om fler redovisningar har kommit in än som ska lämnas.",
    bad="uppfoljning:\n  - typ: delrapport\n    senast: 2024-10-01\n  - typ: delrapport\n    senast: 2024-10-01",
    good="uppfoljning:\n  - typ: delrapport\n    senast: 2024-10-01",
)
def follow_ups_differ(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    seen: Counter[tuple[str, date]] = Counter()
    for item in record.follow_ups:
        if not has_fields(item, "kind", "due"):
            continue
        seen[item.kind, item.due] += 1
        if seen[item.kind, item.due] > 1:
            message = f"Redovisningen «{item.kind}» senast {item.due} finns redan i listan."
            yield at(f"uppfoljning.{item.index}", message, "Ta bort den ena, eller rätta typen eller datumet.")


@rule(
    "R320",
    "En rättelse ska vara gjord tidigast på beslutsdagen och senast i dag",
    why="Det går inte att rätta ett beslut som inte är fattat.",
    bad="beslut:\n  datum: 2024-03-12\nrattelser:\n  - datum: 2023-06-01",
    good="beslut:\n  datum: 2024-03-12\nrattelser:\n  - datum: 2024-06-01",
)
def correction_follows_decision(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    for index, correction in enumerate(record.corrections):
        if not has_fields(correction, "date"):
            continue
        if correction.date < record.decision.date:
            message = f"Rättelsen är daterad {correction.date}, före beslutet {record.decision.date}."
            yield at(f"rattelser.{index}.datum", message, "Rätta datumet.")
        elif correction.date > terms.today:
            message = f"Rättelsen är daterad {correction.date}, men i dag är det {terms.today}."
            yield at(f"rattelser.{index}.datum", message, "Rätta datumet.")


@rule(
    "R321",
    "Rättelser ska komma i tidsordning, den senaste sist",
    why="Läsaren ska kunna följa vad som ändrades när.",
    bad="rattelser:\n  - datum: 2024-09-01\n  - datum: 2024-06-01",
    good="rattelser:\n  - datum: 2024-06-01\n  - datum: 2024-09-01",
)
def corrections_are_in_order(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    dated = [(index, item.date) for index, item in enumerate(record.corrections) if has_fields(item, "date")]
    for (_before, earlier), (index, later) in pairwise(dated):
        if later < earlier:
            message = f"Rättelsen {later} kommer efter en rättelse från {earlier}."
            yield at(f"rattelser.{index}.datum", message, "Ställ rättelserna i tidsordning, den senaste sist.")


@rule(
    "R322",
    "Ett samarbete ska avbrytas medan avtalet gäller, och senast i dag",
    why="Efter avtalets slut finns inget att avbryta, och det som inte har hänt än publiceras inte.",
    bad="avtal:\n  slut: 2025-03-31\navbrutet:\n  datum: 2025-06-01",
    good="avtal:\n  slut: 2025-03-31\navbrutet:\n  datum: 2024-11-15",
)
def interruption_is_within_agreement(record: Partnership, at: Reporter, terms: RuleContext) -> Iterator[Problem]:
    if record.interruption is None:
        return
    day = record.interruption.date
    if day > record.agreement.end:
        yield at(
            "avbrutet.datum",
            f"Samarbetet avbröts {day}, efter avtalets slut {record.agreement.end}.",
            "Rätta datumet.",
        )
    elif day < record.decision.date:
        yield at(
            "avbrutet.datum",
            f"Samarbetet avbröts {day}, före beslutet {record.decision.date}.",
            "Rätta datumet.",
        )
    elif day > terms.today:
        message = f"Samarbetet avbröts {day}, men i dag är det {terms.today}."
        yield at("avbrutet.datum", message, "Rätta datumet, eller vänta tills samarbetet är avbrutet.")

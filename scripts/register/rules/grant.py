"""The 3xx series: recipient, application, money, activity and results of one grant."""

from __future__ import annotations

from collections.abc import Iterator

from register.company import COMPANY
from register.model import FIELDS, NUMBER_OPTIONAL, SOLE_TRADER, Partnership
from register.problem import Problem
from register.rules.registry import Reporter, RuleContext, has_fields, rule
from register.wording import quote_value


@rule(
    "R370",
    "En enskild näringsidkare får inte anges med namn, nummer eller webbplats",
    why="En enskild firmas nummer är ägarens personnummer, och firman bär ofta ägarens namn.",
    bad='mottagare:\n  typ: enskild-naringsidkare\n  organisationsnummer: "880320-0016"',
    good="mottagare:\n  typ: enskild-naringsidkare",
)
def sole_trader_is_not_named(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    if record.recipient.kind != SOLE_TRADER:
        return
    for key in ("namn", "organisationsnummer", "webbplats"):
        if key in at.document.data["mottagare"]:
            message = f"Mottagaren är en enskild näringsidkare men har fältet «{key}»."
            hint = "Ta bort raden. Är mottagaren en juridisk person: rätta «typ» i stället."
            yield at(f"mottagare.{key}", message, hint)


@rule(
    "R360",
    "En mottagare ska ha ett organisationsnummer, om den inte är en informell grupp eller enskild näringsidkare",
    why="Numret skiljer mottagare med liknande namn åt. Bara den som inte är en juridisk person kan sakna det.",
    bad="mottagare:\n  namn: Exempelföreningen Lyktan\n  typ: forening",
    good='mottagare:\n  namn: Exempelföreningen Lyktan\n  typ: forening\n  organisationsnummer: "899999-0008"',
)
def organisation_has_a_number(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    if record.recipient.number is None and record.recipient.kind not in NUMBER_OPTIONAL:
        if any(f"mottagare.{key}" not in FIELDS for key in at.document.data["mottagare"]):
            return  # a field that does not exist is reported already, and may be the number
        hint = (
            "Skriv numret. Är mottagaren en grupp som inte är en förening: skriv «typ: informell-grupp». "
            "Är det en enskild näringsidkare: skriv bara «typ: enskild-naringsidkare»."
        )
        yield at("mottagare", "Organisationsnumret saknas.", hint)


@rule(
    "R361",
    "Ett beslut med underlaget «fore-registret» får inte ha motiveringar",
    why="Underlaget säger att handlingarna saknar motiveringar. Finns de är underlaget fel.",
    bad="beslut:\n  underlag: fore-registret\nkriterier:\n  trygghet: Vuxna finns på plats varje kväll.",
    good="beslut:\n  underlag: fore-registret",
)
def no_reasons_without_basis(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    if record.decision.basis and record.criteria:
        hint = "Ta bort «underlag» om motiveringarna finns i handlingarna. Ta annars bort «kriterier»."
        yield at("beslut.underlag", "Underlaget säger att motiveringar saknas, men posten har motiveringar.", hint)


@rule(
    "R362",
    f"Fördelningen mellan {COMPANY.stadsdelar} ska tillsammans bli hela beloppet",
    why=f"Annars blir {COMPANY.stadsdelarna}s summor fel.",
    bad="belopp: 85000\nfordelning:\n  raslatt: 50000\n  ekhagen: 30000",
    good="belopp: 85000\nfordelning:\n  raslatt: 50000\n  ekhagen: 35000",
)
def allocation_adds_up(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    allocation, amount = record.decision.allocation, record.decision.amount
    written = at.document.data["beslut"].get("fordelning")
    if not allocation or len(allocation) != len(written):
        return  # a part that cannot be used is reported already
    total = sum(allocation.values())
    if total != amount:
        message = f"Delarna blir tillsammans {total}, men beloppet är {amount}."
        yield at("beslut.fordelning", message, "Rätta delarna eller beloppet, så att de stämmer med beslutet.")


@rule(
    "R363",
    f"Fördelningen får bara ange samarbetets egna {COMPANY.stadsdelar}",
    why=f"Pengar till {COMPANY.stadsdelar} som samarbetet inte omfattar skulle räknas men inte synas.",
    bad="stadsdelar: [raslatt]\nbeslut:\n  fordelning:\n    ekhagen: 85000",
    good="stadsdelar: [raslatt]\nbeslut:\n  fordelning:\n    raslatt: 85000",
)
def allocation_names_own_neighbourhoods(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    for code in record.decision.allocation or ():
        if code not in record.neighbourhoods:
            message = f"Fördelningen har {quote_value(code)}, som inte finns bland samarbetets {COMPANY.stadsdelar}."
            hint = f"De är: {', '.join(record.neighbourhoods)}. Rätta koden, eller lägg till {COMPANY.stadsdelen}."
            yield at(("beslut", "fordelning", code), message, hint)


@rule(
    "R364",
    "En ansökan ska ha kommit in senast på beslutsdagen",
    why="Det går inte att besluta om en ansökan som inte har kommit in.",
    bad="ansokan:\n  inkom: 2024-04-10\nbeslut:\n  datum: 2024-03-12",
    good="ansokan:\n  inkom: 2024-02-10\nbeslut:\n  datum: 2024-03-12",
)
def application_precedes_decision(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    received = record.application.received if record.application else None
    if received and received > record.decision.date:
        message = f"Ansökan kom in {received}, efter beslutet {record.decision.date}."
        yield at("ansokan.inkom", message, "Rätta det datum som är fel.")


@rule(
    "R365",
    "Det utbetalda får inte vara mer än det beviljade, och det återbetalda inte mer än det utbetalda",
    why="Annars stämmer inte summorna av vad som har beviljats, betalats ut och betalats tillbaka.",
    bad="beslut:\n  belopp: 85000\nekonomi:\n  utbetalt: 90000",
    good="beslut:\n  belopp: 85000\nekonomi:\n  utbetalt: 85000\n  aterbetalt: 4000",
)
def payments_are_within_the_grant(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    finances, granted = record.finances, record.decision.amount
    if finances is None:
        return
    if finances.paid > granted:
        message = f"Utbetalt är {finances.paid}, men beviljat är {granted}."
        hint = f"Skriv det utbetalda, högst {granted}. Har mer beviljats är det ett eget beslut i en egen post."
        yield at("ekonomi.utbetalt", message, hint)
    if (finances.repaid or 0) > finances.paid:
        message = f"Återbetalt är {finances.repaid}, men utbetalt är {finances.paid}."
        yield at("ekonomi.aterbetalt", message, f"Skriv det återbetalda beloppet, högst {finances.paid}.")


@rule(
    "R366",
    "Ekonomin ska vara avslutad tidigast på beslutsdagen och senast i dag",
    why="Före beslutet finns inga pengar, och det som inte har hänt än publiceras inte.",
    bad="ekonomi:\n  utbetalt: 85000\n  datum: 2042-06-10",
    good="ekonomi:\n  utbetalt: 85000\n  datum: 2025-06-10",
)
def account_is_closed_in_time(record: Partnership, at: Reporter, context: RuleContext) -> Iterator[Problem]:
    closed = record.finances.date if record.finances else None
    if closed and closed > context.today:
        message = f"Ekonomin är avslutad {closed}, men i dag är det {context.today}."
        yield at("ekonomi.datum", message, "Rätta datumet, eller vänta tills ekonomin är avslutad.")
    elif closed and closed < record.decision.date:
        message = f"Ekonomin är avslutad {closed}, före beslutet {record.decision.date}."
        yield at("ekonomi.datum", message, "Rätta datumet.")


@rule(
    "R367",
    "Ett tillfälle ska ligga inom avtalet, och får inte sluta innan det börjar",
    why="Datumen läggs i kalendern. Ett felskrivet år skulle leda besökare fel.",
    bad="avtal:\n  slut: 2025-03-31\nverksamhet:\n  tillfallen:\n    - datum: 2025-05-12",
    good="avtal:\n  slut: 2025-03-31\nverksamhet:\n  tillfallen:\n    - datum: 2025-03-12",
)
def occasions_are_within_the_agreement(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    agreement = record.agreement
    for index, item in enumerate(record.activity.occasions if record.activity else ()):
        pointer = f"verksamhet.tillfallen.{index}"
        if has_fields(item, "date") and not agreement.start <= item.date <= agreement.end:
            message = f"Tillfället {item.date} ligger utanför avtalet, {agreement.start} till {agreement.end}."
            yield at(f"{pointer}.datum", message, "Rätta tillfällets datum, eller ta bort tillfället.")
        if has_fields(item, "start", "end") and item.start and item.end and item.end <= item.start:
            message = f"Tillfället slutar klockan {item.end}, men börjar klockan {item.start}."
            yield at(f"{pointer}.slut", message, "Rätta klockslagen. Håller det på över midnatt: utelämna «slut».")


@rule(
    "R368",
    "Varje samarbete ska ha en planering att lämna",
    why="Policyn kräver återkoppling kring planering och genomförande.",
    bad="uppfoljning:\n  - typ: slutrapport\n    senast: 2025-05-31",
    good="uppfoljning:\n  - typ: planering\n    senast: 2024-05-15\n  - typ: slutrapport\n    senast: 2025-05-31",
)
def there_is_a_plan(record: Partnership, at: Reporter, _: RuleContext) -> Iterator[Problem]:
    if not record.decision.basis and not any(item.kind == "planering" for item in record.follow_ups):
        hint = "Lägg till en rad med «typ: planering» och dagen då den ska lämnas enligt avtalet."
        yield at("uppfoljning", "Uppföljningen saknar planering.", hint)


@rule(
    "R369",
    "Ett nytt beslut får inte ange en kod som har slutat användas",
    why="Koden finns kvar bara för äldre samarbeten.",
    bad="stadsdelar: [gamla-gatan]  (stangd: 2024-01-01)\nbeslut:\n  datum: 2024-03-12",
    good="stadsdelar: [raslatt]",
)
def closed_codes_are_not_used(record: Partnership, at: Reporter, context: RuleContext) -> Iterator[Problem]:
    decided = record.decision.date
    for name, attribute in (("stadsdelar", "neighbourhoods"), ("teman", "themes"), ("malgrupper", "target_groups")):
        closed = context.closed_codes.get(name, {})
        for index, code in enumerate(getattr(record, attribute)):
            day = closed.get(code)
            if day is not None and decided >= day:
                message = f"Koden {quote_value(code)} används inte från och med {day}, men beslutet är från {decided}."
                yield at((name, index), message, "Välj en kod som används, eller rätta beslutets datum.")

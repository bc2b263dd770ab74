"""The 4xx series: does a record agree with the other records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from operator import attrgetter

from register.company import COMPANY
from register.model import Moved, Partnership, Withdrawn
from register.problem import Problem, Rule, Severity
from register.rules.registry import Context, has_fields, register_rule
from register.schema import nearest, only_near
from register.wording import quote_value

_OVERLAP_WHY = (
    f"Två samtidiga samarbeten med samma mottagare i samma {COMPANY.stadsdel} "
    "kan vara samma samarbete skrivet två gånger."
)


@register_rule(
    "R401",
    "Ett organisationsnummer ska alltid ha samma namn",
    why="Annars delas mottagaren upp på flera sidor och summorna blir fel.",
    bad="Exempelföreningen Lyktan och Exempelför. Lyktan med samma nummer",
    good="Exempelföreningen Lyktan i båda posterna",
)
def one_name_per_number(rule: Rule, context: Context) -> Iterator[Problem]:
    yield from _one_per(rule, context, "recipient.number", "recipient.name", "mottagare.namn", "namnet", "nummer")


@register_rule(
    "R402",
    "Ett namn ska alltid ha samma organisationsnummer",
    why="Två nummer för samma namn är oftast ett skrivfel i det ena.",
    bad='Exempelföreningen Lyktan med "899999-0008" och med "899999-0016"',
    good='Exempelföreningen Lyktan med "899999-0008" i båda posterna',
)
def one_number_per_name(rule: Rule, context: Context) -> Iterator[Problem]:
    pointer = "mottagare.organisationsnummer"
    yield from _one_per(rule, context, "recipient.name", "recipient.number", pointer, "organisationsnumret", "namn")


def _one_per(
    rule: Rule, context: Context, key: str, value: str, pointer: str, what: str, same: str
) -> Iterator[Problem]:
    """A problem for each record whose `value` is not the most common (the oldest on a tie) for its `key`."""
    groups: dict[str, dict[str, list[Partnership]]] = defaultdict(lambda: defaultdict(list))
    for record in sorted(_complete(context, key, value), key=lambda record: record.id):
        owner, content = _field(record, key), _field(record, value)
        if owner is not None and content is not None:
            groups[owner.casefold()][content].append(record)
    for group in groups.values():
        usual = max(group, key=lambda content: len(group[content]))
        for content, records in group.items():
            for record in records if content != usual else ():
                other = group[usual][0]
                message = (
                    f"Du skrev {what} {quote_value(content)}, men {other.id} har {quote_value(usual)} med samma {same}."
                )
                other_field = "organisationsnumret" if what == "namnet" else "namnet"
                hint = f"Skriv {what} likadant i alla poster, eller rätta {other_field}."
                yield rule.problem(context.documents[record.id].place(pointer), message, hint)


def _field(record: Partnership, name: str) -> str | None:
    value: str | None = attrgetter(name)(record)
    return value


def _complete(context: Context, *names: str) -> Iterator[Partnership]:
    return (record for record in context.partnerships() if has_fields(record, *names))


@register_rule(
    "R403",
    "Ett beslut får bara finnas i en post",
    why="Finns det två gånger räknas beloppet dubbelt.",
    bad="Två poster med samma mottagare och diarienummer, eller samma mottagare, beslutsdatum och belopp",
    good="En post, eller två beslut med var sitt diarienummer",
)
def no_two_records_are_the_same(rule: Rule, context: Context) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Partnership] = {}
    for record in sorted(_complete(context, "recipient.name", "decision"), key=lambda record: record.id):
        for key, alike in _marks_of_a_decision(record):
            other = seen.setdefault(key, record)
            if other is not record and (key[1] == "diarienummer" or not _have_numbers_of_their_own(other, record)):
                message = f"Beslutet finns redan i {other.id}: {alike}."
                hint = "Ta bort den nya posten. Är det två beslut: rätta felet, eller ge dem var sitt diarienummer."
                place = context.documents[record.id].place(("beslut", str(key[1])))
                yield rule.problem(place, message, hint)
                break


def _marks_of_a_decision(record: Partnership) -> Iterator[tuple[tuple[object, ...], str]]:
    """Give what a decision is known by, with how it is said."""
    recipient, decision = _bare(record.recipient.name), record.decision
    if has_fields(record, "decision.case_number") and decision.case_number:
        yield (recipient, "diarienummer", _bare(decision.case_number)), "samma mottagare och diarienummer"
    if has_fields(record, "decision.date", "decision.amount"):
        yield (recipient, "belopp", decision.date, decision.amount), "samma mottagare, beslutsdatum och belopp"


def _have_numbers_of_their_own(*records: Partnership) -> bool:
    numbers = {has_fields(record, "decision.case_number") and record.decision.case_number for record in records}
    return len(numbers) == len(records) and all(numbers)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@register_rule(
    "R404",
    "En hänvisning ska leda till en post som finns",
    why="En länk som inte leder någonstans hjälper ingen.",
    bad="ersatter: 2023/laxhjelp-raslatt",
    good="ersatter: 2023/laxhjalp-raslatt",
)
def references_lead_somewhere(rule: Rule, context: Context) -> Iterator[Problem]:
    for source, field, target in _references(context):
        if target in context.records or f"partnerships/{target}.yaml" in context.unread:
            continue  # a record that is there but cannot be read has its own problem
        guess = nearest(target, context.records)
        hint = f"Menade du «{guess}»? " if guess else ""
        message = f"Posten {quote_value(target)} finns inte."
        hint += "Skriv år och namn som i filens plats, till exempel 2023/laxhjalp-raslatt."
        place = context.documents[source].place(field)
        yield rule.problem(place, message, hint, only_near(target, list(context.records)))


@register_rule(
    "R405",
    "En hänvisning ska leda till ett samarbete, inte till en annan hänvisning",
    why="Läsaren ska komma fram i ett steg.",
    bad="ersatter: 2023/gammalt-namn (en post som är flyttad)",
    good="ersatter: 2023/nytt-namn",
)
def references_lead_to_partnerships(rule: Rule, context: Context) -> Iterator[Problem]:
    for source, field, target in _references(context):
        found = context.records.get(target)
        if target == source or found is None or isinstance(found, Partnership):
            continue
        message = f"Posten «{target}» är {'flyttad' if isinstance(found, Moved) else 'tillbakadragen'}."
        right = _end_of_moves(context, target)
        removed = "Ta bort hänvisningen, eller peka på en post som gäller."
        hint = f"Skriv «{right}» i stället." if right not in (None, source) else removed
        yield rule.problem(context.documents[source].place(field), message, hint)


def _end_of_moves(context: Context, target: str) -> str | None:
    """The partnership that a moved record is to be found as, however many times it has moved, or None."""
    seen: set[str] = set()
    while target not in seen:
        seen.add(target)
        found = context.records.get(target)
        if not isinstance(found, Moved) or not has_fields(found, "target"):
            return target if isinstance(found, Partnership) else None
        target = found.target
    return None


@register_rule(
    "R406",
    "Hänvisningar får inte gå i cirkel",
    why="Ett samarbete kan inte fortsätta sig självt.",
    bad="2024/a har «ersatter: 2023/b» och 2023/b har «ersatter: 2024/a»",
    good="2024/a har «ersatter: 2023/b»",
)
def references_do_not_circle(rule: Rule, context: Context) -> Iterator[Problem]:
    next_of = {
        source: (field, target)
        for source, field, target in _references(context)
        if field == "flyttad_till" or isinstance(context.records.get(target), Partnership)
    }
    for start, (field, _) in next_of.items():
        seen, here = {start}, next_of[start][1]
        while here in next_of and here not in seen:
            seen.add(here)
            here = next_of[here][1]
        if here == start:
            if not _leads_back_in_time(context, start, next_of) and any(
                _leads_back_in_time(context, one, next_of) for one in seen
            ):
                continue  # another one of the circle is the one that is wrong
            message = "Hänvisningen leder tillbaka till samma post."
            yield rule.problem(context.documents[start].place(field), message, "Ta bort den hänvisning som är fel.")


def _leads_back_in_time(context: Context, source: str, next_of: Mapping[str, tuple[str, str]]) -> bool:
    """Return whether a record continues one that was decided after it."""
    record, continued = context.records.get(source), context.records.get(next_of[source][1])
    if not isinstance(record, Partnership) or not isinstance(continued, Partnership):
        return False
    return (
        has_fields(record, "decision.date")
        and has_fields(continued, "decision.date")
        and (record.decision.date < continued.decision.date)
    )


@register_rule(
    "R407",
    "Ett samarbete får bara fortsätta ett som beslutades tidigare",
    why="En fortsättning kommer efter det som den fortsätter.",
    bad="2023/a med «ersatter: 2024/b»",
    good="2024/b med «ersatter: 2023/a»",
)
def continuation_comes_later(rule: Rule, context: Context) -> Iterator[Problem]:
    for record in _complete(context, "replaces", "decision.date"):
        earlier = context.records.get(record.replaces or "")
        if not isinstance(earlier, Partnership) or earlier is record or not has_fields(earlier, "decision.date"):
            continue
        if earlier.decision.date > record.decision.date:
            message = (
                f"«{earlier.id}» beslutades {earlier.decision.date}, efter den här posten ({record.decision.date})."
            )
            hint = "Låt den senare posten hänvisa till den tidigare."
            yield rule.problem(context.documents[record.id].place("ersatter"), message, hint)


@register_rule(
    "R420",
    f"Två samtidiga samarbeten har samma mottagare och {COMPANY.stadsdel}",
    why=_OVERLAP_WHY,
    bad="Två poster för Exempelföreningen Lyktan på Råslätt, båda 2024-04-01 till 2025-03-31",
    good="En post, eller två poster vars titlar visar skillnaden",
    severity=Severity.ADVICE,
)
def overlaps_are_looked_at(rule: Rule, context: Context) -> Iterator[Problem]:
    groups: dict[tuple[str, str], list[Partnership]] = defaultdict(list)
    for record in _complete(context, "recipient.name", "neighbourhoods", "agreement.start", "agreement.end"):
        for code in record.neighbourhoods:
            groups[record.recipient.name.casefold(), code].append(record)
    reported = set()
    for group in groups.values():
        group.sort(key=lambda record: (record.agreement.start, record.id))
        for earlier, later in pairwise(group):
            if later.agreement.start <= earlier.agreement.end and (earlier.id, later.id) not in reported:
                reported.add((earlier.id, later.id))
                message = (
                    f"Samma mottagare har ett samarbete i samma {COMPANY.stadsdel} och tid: {earlier.id}. Är det samma?"
                )
                hint = "Är det samma samarbete: ta bort det ena. Är det två behöver du inte göra något."
                yield rule.problem(context.documents[later.id].place("avtal.start"), message, hint)


def _references(context: Context) -> Iterator[tuple[str, str, str]]:
    """Every reference: the record it is in, its field, and the record it names."""
    for identity, record in context.records.items():
        if isinstance(record, Moved) and has_fields(record, "target"):
            yield identity, "flyttad_till", record.target
        elif isinstance(record, Partnership) and has_fields(record, "replaces") and record.replaces:
            yield identity, "ersatter", record.replaces


@register_rule(
    "R408",
    "En post ska dras tillbaka tidigast samma år som beslutet och senast i dag",
    why="Sidan visar att posten är tillbakadragen från den dag den publiceras. Ett annat datum är ett skrivfel.",
    bad="tillbakadragen:\n  datum: 2042-06-01",
    good="tillbakadragen:\n  datum: 2024-06-01",
)
def withdrawal_is_dated_right(rule: Rule, context: Context) -> Iterator[Problem]:
    for record in context.records.values():
        if not isinstance(record, Withdrawn) or not has_fields(record, "date"):
            continue
        place = context.documents[record.id].place("tillbakadragen.datum")
        if record.date > context.today:
            message = f"Posten är tillbakadragen {record.date}, men i dag är det {context.today}."
            yield rule.problem(place, message, "Rätta datumet.")
        elif record.date.year < int(record.id[:4]):
            message = f"Posten är tillbakadragen {record.date}, före beslutets år {record.id[:4]}."
            yield rule.problem(place, message, "Rätta datumet.")

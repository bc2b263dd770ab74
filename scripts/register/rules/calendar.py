"""The 6xx series: advice that comes with the calendar. It never blocks a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from register.document import Document
from register.model import Partnership
from register.problem import Problem, Severity, declare
from register.rules.registry import Context, Reporter, has
from register.status import Status, final_report, is_overdue, status

DUE_SOON = timedelta(days=30)
CONTINUABLE = timedelta(days=180)

FINAL_REPORT_OVERDUE = declare(
    "R601",
    "Slutrapporten är inte registrerad, fast datumet har passerat",
    why="Utan slutrapport går det inte att se vad stödet ledde till.",
    bad="typ: slutrapport\nsenast: 2025-05-31",
    good="typ: slutrapport\nsenast: 2025-05-31\ninkom: 2025-05-20",
    severity=Severity.ADVICE,
)
POLICY_PAST_REVISION = declare(
    "R602",
    "Policyn har passerat sin revideringsdag",
    why="Policyn anger när den senast ska revideras.",
    bad="revideras_senast: 2026-08-30 (och ingen nyare version)",
    good="En ny version i content/policy/",
    severity=Severity.ADVICE,
)
ENDED_WITHOUT_RESULTS = declare(
    "R603",
    "Slutrapporten har kommit in, men resultatet saknas",
    why="Resultatet är det som allmänheten vill veta.",
    bad="typ: slutrapport\ninkom: 2025-05-20 (men inget «resultat»)",
    good="resultat:\n  deltagare: 140\n  sammanfattning: …",
    severity=Severity.ADVICE,
)
DUE_SHORTLY = declare(
    "R604",
    "En redovisning ska lämnas inom trettio dagar",
    why="En påminnelse i tid gör att färre redovisningar blir sena.",
    bad="senast: om två veckor, och inte inkommen",
    good="Påminn mottagaren.",
    severity=Severity.ADVICE,
)
CAN_BE_CONTINUED = declare(
    "R605",
    "Ett samarbete som nyligen har avslutats kan fortsätta",
    why="Policyn vill att stödet präglas av långsiktighet.",
    bad="Ett avtal som slutade för två månader sedan, utan fortsättning",
    good="En ny post med «ersatter:», om samarbetet ska fortsätta",
    severity=Severity.ADVICE,
)
OTHER_REPORT_OVERDUE = declare(
    "R606",
    "En planering eller delrapport är inte registrerad, fast datumet har passerat",
    why="Policyn kräver återkoppling kring planering och genomförande.",
    bad="typ: delrapport\nsenast: 2024-10-01",
    good="typ: delrapport\nsenast: 2024-10-01\ninkom: 2024-09-20",
    severity=Severity.ADVICE,
)
ENDED_UNREPORTED = declare(
    "R607",
    "Ett avtal har slutat och väntar på slutrapport och resultat",
    why="Det är dags att be om slutrapporten.",
    bad="slut: förra månaden, och ingen slutrapport inkommen",
    good="Be mottagaren om slutrapporten.",
    severity=Severity.ADVICE,
)


def advice_on_record(record: Partnership, document: Document, today: date, *, continued: bool) -> Iterator[Problem]:
    """Yield the advice on one complete partnership; `continued` says whether another one continues it."""
    yield from _reports(record, document, today)
    yield from _without_results(record, document)
    if not continued:
        yield from _continuable(record, document, today)


def advice_on_policy(context: Context) -> Iterator[Problem]:
    """Yield the advice on the version of the policy in force."""
    policy = context.policy_on(context.today)
    if policy is not None and has(policy, "revise_by") and policy.revise_by < context.today:
        message = f"Policyn skulle ha reviderats senast {policy.revise_by}."
        place = context.by_path[policy.path].place("revideras_senast")
        yield POLICY_PAST_REVISION.problem(
            place, message, "Lägg in den nya versionen i content/policy/ när den är antagen."
        )


DEFINITE = {"planering": "Planeringen", "delrapport": "Delrapporten", "slutrapport": "Slutrapporten"}


def _reports(record: Partnership, document: Document, today: date) -> Iterator[Problem]:
    if status(record, today) is Status.INTERRUPTED:
        return
    for item in record.follow_ups:
        at = _at(document, f"uppfoljning.{item.index}.senast")
        if is_overdue(item, today):
            rule = FINAL_REPORT_OVERDUE if item.kind == "slutrapport" else OTHER_REPORT_OVERDUE
            message = f"{DEFINITE[item.kind]} skulle ha lämnats senast {item.due} och är inte registrerad."
            yield at(rule, message, "Påminn mottagaren. Har den kommit in: skriv «inkom:» och datumet.")
        elif item.received is None and item.due - today <= DUE_SOON:
            message = f"{DEFINITE[item.kind]} ska lämnas senast {item.due}."
            yield at(DUE_SHORTLY, message, "Påminn mottagaren i god tid.")
        elif item.kind == "slutrapport" and item.received is None and record.agreement.end < today:
            message = f"Avtalet slutade {record.agreement.end}. Slutrapporten ska lämnas senast {item.due}."
            yield at(ENDED_UNREPORTED, message, "Be mottagaren om slutrapporten.")


def _without_results(record: Partnership, document: Document) -> Iterator[Problem]:
    report = final_report(record)
    if report is not None and report.received is not None and record.results is None:
        message = f"Slutrapporten kom in {report.received}, men posten har inget resultat."
        at = _at(document, f"uppfoljning.{report.index}.inkom")
        yield at(ENDED_WITHOUT_RESULTS, message, "Lägg till «resultat» utifrån slutrapporten.")


def _continuable(record: Partnership, document: Document, today: date) -> Iterator[Problem]:
    ended = record.agreement.end
    if not timedelta(0) < today - ended <= CONTINUABLE or record.interruption is not None:
        return
    message = f"Avtalet slutade {ended} och har ingen fortsättning."
    at = _at(document, "avtal.slut")
    yield at(CAN_BE_CONTINUED, message, "Ska samarbetet fortsätta: lägg in en ny post med «ersatter:».")


def _at(document: Document, pointer: str) -> Callable[..., Problem]:
    return lambda rule, message, hint: Reporter(rule, document)(pointer, message, hint)

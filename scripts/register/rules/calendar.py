"""The 6xx series: advice that comes with the calendar. It never blocks a change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from register.document import Document
from register.model import Partnership
from register.page_text import USUAL_SOURCE, is_checksum, text_checksum
from register.problem import Problem, Severity, declare
from register.rules.registry import Context, Reporter, RuleContext, has_fields
from register.status import Status, final_report, is_overdue, missing_from, status
from register.wording import quote_value

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
    "En redovisning ska snart lämnas",
    why="En påminnelse i tid gör att färre redovisningar blir sena. Hur många dagar före anges i inställningarna.",
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
    "Ett avtal har slutat, och slutrapporten är inte inkommen",
    why="Det är dags att be om slutrapporten.",
    bad="slut: förra månaden, och ingen slutrapport inkommen",
    good="Be mottagaren om slutrapporten.",
    severity=Severity.ADVICE,
)
ACCOUNT_OPEN = declare(
    "R608",
    "Samarbetet är avbrutet, men ekonomin är inte införd",
    why="När ett samarbete avbryts vill läsaren veta vad som betalades ut och tillbaka.",
    bad="avbrutet:\n  datum: 2024-09-01 (men ingen «ekonomi»)",
    good="ekonomi:\n  utbetalt: 85000\n  aterbetalt: 31000\n  datum: 2024-11-04",
    severity=Severity.ADVICE,
)
THIN_RESULTS = declare(
    "R609",
    "Resultatet saknar antal eller har bara en mening",
    why="«Det gick bra.» beskriver inte vad samarbetet ledde till. Beloppet räknas då inte till det som är redovisat.",
    bad="resultat:\n  sammanfattning: Det gick bra.",
    good="resultat:\n  tillfallen: 62\n  deltagare: 140\n  sammanfattning: Läxhjälpen hölls två kvällar i veckan. …",
    severity=Severity.ADVICE,
)
REFERS_ELSEWHERE = declare(
    "R610",
    "En motivering hänvisar bara till en annan text",
    why="Varje kriterium frågar efter något eget, och motiveringarna läses även var för sig.",
    bad="ansvar: Samma som ovan.",
    good="ansvar: Föreningen redovisar varje inköp med kvitto.",
    severity=Severity.ADVICE,
)
UNUSUAL_AMOUNT = declare(
    "R611",
    "Beloppet är många gånger större än det vanliga",
    why="En nolla för mycket upptäcks inte alltid av den högsta gränsen. Gränsen anges i inställningarna.",
    bad="belopp: 850000 (andra belopp är ungefär 60 000)",
    good="belopp: 85000",
    severity=Severity.ADVICE,
)
TRANSLATION_BEHIND = declare(
    "R612",
    "Den svenska sidan har ändrats sedan sidan översattes",
    why="Den som läser på ett annat språk ska få veta samma sak som den som läser på svenska.",
    bad="lang: ar\nkalla: lattlast.md\nkalla_sha: kontrollsumman för en äldre text",
    good="lang: ar\nkalla: lattlast.md\nkalla_sha: kontrollsumman för texten i lattlast.md",
    severity=Severity.ADVICE,
)
_FEWEST_TO_COMPARE = 5
# A reason of these words alone, with one that points elsewhere among them, refers to another text
_WORD = re.compile(r"\w+")
_POINTING = frozenset({"ovan", "ovanstående", "nedan", "föregående", "tidigare", "dito", "förra", "första", "ansökan"})
_AROUND = frozenset(
    {"se", "samma", "som", "enligt", "i", "på", "vid", "den", "det", "svar", "svaret", "text", "texten", "motivering",
     "motiveringen", "punkt", "punkten", "kriteriet", "hänvisas", "till", "och"}
)  # fmt: skip
_REFERRING = _POINTING | _AROUND


def advice_on_record(
    record: Partnership, document: Document, context: RuleContext, *, continued: bool
) -> Iterator[Problem]:
    """Yield the advice on one complete partnership; `continued` says whether another one continues it."""
    today, limits = context.today, context.limits
    yield from _reports(record, document, today, timedelta(days=limits.reminder_days))
    yield from _results(record, document)
    yield from _open_account(record, document, today)
    yield from _references(record, document)
    if not continued:
        yield from _continuable(record, document, today, timedelta(days=limits.continuation_days))


def advice_on_amounts(context: Context) -> Iterator[Problem]:
    """Yield the advice on amounts that are many times the median."""
    decided = [record for record in context.partnerships() if has_fields(record, "decision.amount")]
    if len(decided) < _FEWEST_TO_COMPARE:
        return
    amounts = sorted(record.decision.amount for record in decided)
    usual = (amounts[(len(amounts) - 1) // 2] + amounts[len(amounts) // 2]) // 2  # the median
    for record in decided:
        if record.decision.amount >= context.limits.unusual_factor * usual:
            message = f"Beloppet är {record.decision.amount}. Det vanliga beloppet är {usual}."
            place = context.documents[record.id].place("beslut.belopp")
            yield UNUSUAL_AMOUNT.problem(place, message, "Räkna nollorna. Stämmer beloppet behöver du inte göra något.")


def advice_on_policy(context: Context) -> Iterator[Problem]:
    """Yield the advice on the version of the policy in force."""
    policy = context.policy_on(context.today)
    if policy is not None and has_fields(policy, "revise_by") and policy.revise_by < context.today:
        message = f"Policyn skulle ha reviderats senast {policy.revise_by}."
        place = context.by_path[policy.path].place("revideras_senast")
        yield POLICY_PAST_REVISION.problem(
            place, message, "Lägg in den nya versionen i content/policy/ när den är antagen."
        )


def advice_on_translations(pages: Iterable[Document]) -> Iterator[Problem]:
    """Yield the advice on pages whose Swedish source is gone, or has another text than when they were translated."""
    written = {page.path: page for page in pages}
    for page in written.values():
        head = page.data if isinstance(page.data, dict) else {}
        if "kalla_sha" not in head:
            continue
        name = str(head.get("kalla", USUAL_SOURCE))
        source = written.get(f"content/{name}")
        if source is None:
            message, hint = (
                f"Den svenska sidan {quote_value(name)} finns inte.",
                "Ange sidan i «kalla», från mappen content.",
            )
        elif not is_checksum(str(head["kalla_sha"]), source.text):
            message = f"{name} har ändrats sedan sidan översattes."
            hint = f'Låt översätta ändringen. Skriv sedan «kalla_sha: "{text_checksum(source.text)}"».'
        else:
            continue
        yield _at(page, "kalla_sha")(TRANSLATION_BEHIND, message, hint)


DEFINITE = {"planering": "Planeringen", "delrapport": "Delrapporten", "slutrapport": "Slutrapporten"}


def _reports(record: Partnership, document: Document, today: date, soon: timedelta) -> Iterator[Problem]:
    if status(record, today) is Status.INTERRUPTED:
        return
    for item in record.follow_ups:
        at = _at(document, f"uppfoljning.{item.index}.senast")
        if is_overdue(item, today):
            rule = FINAL_REPORT_OVERDUE if item.kind == "slutrapport" else OTHER_REPORT_OVERDUE
            message = f"{DEFINITE[item.kind]} skulle ha lämnats senast {item.due} och är inte registrerad."
            yield at(rule, message, "Påminn mottagaren. Har den kommit in: skriv «inkom:» och datumet.")
        elif item.received is None and item.due - today <= soon:
            message = f"{DEFINITE[item.kind]} ska lämnas senast {item.due}."
            yield at(DUE_SHORTLY, message, "Påminn mottagaren i god tid.")
        elif item.kind == "slutrapport" and item.received is None and record.agreement.end < today:
            message = f"Avtalet slutade {record.agreement.end}. Slutrapporten ska lämnas senast {item.due}."
            yield at(ENDED_UNREPORTED, message, "Be mottagaren om slutrapporten.")


def _results(record: Partnership, document: Document) -> Iterator[Problem]:
    report, results = final_report(record), record.results
    if report is not None and report.received is not None and results is None:
        message = f"Slutrapporten kom in {report.received}, men posten har inget resultat."
        at = _at(document, f"uppfoljning.{report.index}.inkom")
        yield at(ENDED_WITHOUT_RESULTS, message, "Lägg till «resultat» utifrån slutrapporten.")
    if results is None:
        return
    at = _at(document, "resultat.sammanfattning")
    hint = "Fyll i det som slutrapporten anger. Saknas det där: be mottagaren komplettera."
    for message in missing_from(results):
        yield at(THIN_RESULTS, message, hint)


def _open_account(record: Partnership, document: Document, today: date) -> Iterator[Problem]:
    if record.finances is None and status(record, today) is Status.INTERRUPTED:
        message = "Samarbetet är avbrutet, men det framgår inte vad som betalades ut och tillbaka."
        hint = "Lägg till «ekonomi» när den är avslutad. Är den inte det än behöver du inte göra något."
        yield _at(document, "avbrutet")(ACCOUNT_OPEN, message, hint)


def _references(record: Partnership, document: Document) -> Iterator[Problem]:
    for criterion, text in record.criteria.items():
        lower = text.lower()
        if all(word[0] in _REFERRING for word in _WORD.finditer(lower)) and not _POINTING.isdisjoint(
            _WORD.findall(lower)
        ):
            message = f"Motiveringen är bara en hänvisning: {quote_value(text)}."
            hint = "Skriv varför samarbetet uppfyller just det här kriteriet."
            yield _at(document, f"kriterier.{criterion}")(REFERS_ELSEWHERE, message, hint)


def _continuable(record: Partnership, document: Document, today: date, longest: timedelta) -> Iterator[Problem]:
    ended = record.agreement.end
    if not timedelta(0) < today - ended <= longest or record.interruption is not None:
        return
    message = f"Avtalet slutade {ended} och har ingen fortsättning."
    at = _at(document, "avtal.slut")
    yield at(CAN_BE_CONTINUED, message, "Ska samarbetet fortsätta: lägg in en ny post med «ersatter:».")


def _at(document: Document, pointer: str) -> Callable[..., Problem]:
    return lambda rule, message, hint: Reporter(rule, document)(pointer, message, hint)

"""Small registers for the tests, made from values and the real schema's labels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from register.file_tree import DiskTree
from register.model import (
    Activity,
    Agreement,
    Application,
    Clause,
    Code,
    Correction,
    Count,
    CriteriaVersion,
    Criterion,
    Decision,
    Finances,
    FollowUp,
    Interruption,
    Moved,
    Occasion,
    Partnership,
    PolicyVersion,
    Recipient,
    Register,
    Results,
    Round,
    Settings,
    Targets,
    Withdrawn,
)
from register.schema import fields, load_schemas

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
STATES = ("Beslutat", "Pågår", "Väntar på slutrapport", "Slutrapport saknas", "Slutredovisat", "Avbrutet")


def schema(name: str) -> Any:
    """A schema of the project."""
    return load_schemas(DiskTree(ROOT))[name]


FIELDS = fields(schema("record"))

LYKTAN = Recipient(name="Exempelföreningen Lyktan", number="899999-0008", website="https://example.org/lyktan")
GRANNARNA = Recipient(name="Exempelgruppen Grannarna på Öxnehaga", number=None, website=None)


WALKS = Activity(
    place="Exempellokalen på Råslätt",
    time="Tisdagar klockan 17–19",
    cost="Gratis",
    sign_up="Anmälan på https://example.org/lyktan, eller på plats.",
    contact="Exempelföreningen Lyktan",
    occasions=(Occasion(date=date(2025, 4, 8), start="17:00", end="19:00", place="Biblioteket"),),
)


def partnership(record_id: str = "2024/laxhjalp-raslatt", **changes: Any) -> Partnership:
    """A partnership that has ended and been reported; `changes` are fields of it."""
    made = Partnership(
        id=record_id,
        path=f"partnerships/{record_id}.yaml",
        title="Läxhjälp på Råslätt",
        summary="Öppen läxhjälp två kvällar i veckan för alla barn som bor på Råslätt.",
        recipient=LYKTAN,
        neighbourhoods=("raslatt",),
        themes=("arbete",),
        target_groups=("barn", "unga"),
        decision=Decision(
            date=date(2024, 3, 12),
            amount=85000,
            decided_by="Hållbarhetschef",
            case_number="2024-031",
            conflict_of_interest="provat",
            policy=date(2023, 8, 30),
        ),
        agreement=Agreement(start=date(2024, 4, 1), end=date(2025, 3, 31), benefit="Öppet för alla hyresgäster."),
        criteria={"trygghet": "Två vuxna är alltid på plats.", "ansvar": "Föreningen har en budget."},
        follow_ups=(
            FollowUp(kind="planering", due=date(2024, 5, 15), received=date(2024, 5, 10), summary=None, index=0),
            FollowUp(
                kind="slutrapport",
                due=date(2025, 5, 31),
                received=date(2025, 6, 3),
                summary="Läxhjälpen höll öppet varje vecka.",
                index=1,
            ),
        ),
        results=Results(
            occasions=62, participants=140, share_of_girls_and_women=52, summary="Fler klarade matematiken."
        ),
        interruption=None,
        replaces=None,
        corrections=(),
    )
    return replace(made, **changes)


def decided(of: Partnership, day: date, amount: int | None = None) -> Decision:
    """The decision of a partnership on another day, of another amount."""
    return replace(of.decision, date=day, amount=of.decision.amount if amount is None else amount)


POLICY = PolicyVersion(
    title="Policy för Stadsdelssamarbeten",
    document_type="Policy",
    issued_by="Hållbarhetschef",
    owner="Hållbarhetsavdelningen",
    adopted_by="Vätterhems styrelse",
    in_force=date(2023, 8, 30),
    revise_by=date(2026, 8, 30),
    path="content/policy/2023-08-30.md",
    text="# Policy för Stadsdelssamarbeten\n\n## Syfte\n\nStödet ska gynna hyresgästerna.\n\n"
    "## Förutsättningar\n\nAlla ska:\n\n- Stärka området.\n- Ta ansvar.\n",
)

NEWER = replace(
    POLICY,
    in_force=date(2026, 10, 1),
    revise_by=date(2029, 10, 1),
    path="content/policy/2026-10-01.md",
    text="# Policy för Stadsdelssamarbeten\n\n## Syfte\n\nNy text.\n",
)


def _criterion(name: str, heading: str, section: str, clause: str, question: str | None) -> Criterion:
    """A criterion that a person judges by the answer to `question`, or without one the schema."""
    return Criterion(
        id=name,
        heading=heading,
        explanation=f"Verksamheten ska genomsyras av {heading.casefold()}.",
        question=question,
        clauses=(Clause(section=section, text=clause),),
        check="person" if question else "schema",
        check_description="En handläggare bedömer motiveringen." if question else "Varje post måste ha en nytta.",
        answered=bool(question),
    )


CRITERIA = CriteriaVersion(
    in_force=date(2023, 8, 30),
    policy=date(2023, 8, 30),
    status="antagen",
    path="content/kriterier/2023-08-30.yaml",
    criteria=(
        _criterion(
            "trygghet", "Trygghet", "Förutsättningar", "Stärka området.", "Hur bidrar er verksamhet till tryggheten?"
        ),
        _criterion("ansvar", "Ansvar", "Förutsättningar", "Ta ansvar.", "Hur tar ni ansvar?"),
        _criterion("gynnar", "Gynnar hyresgästerna", "Syfte", "gynna hyresgästerna", None),
    ),
)


def code(code: str, name: str, homes: int | None = None) -> Code:
    """An entry of a code list."""
    return Code(
        code=code,
        name=name,
        description=f"Verksamhet på {name}.",
        homes=homes and Count(number=homes, source="Årsredovisningen", as_of=date(2025, 12, 31)),
    )


def register(*partnerships: Partnership, **changes: Any) -> Register:
    """A register of these partnerships, sorted as a register is; `changes` are its other fields."""
    given: dict[str, Any] = {
        "moved": (),
        "withdrawn": (),
        "neighbourhoods": (code("raslatt", "Råslätt"), code("oxnehaga", "Öxnehaga")),
        "themes": (code("arbete", "Arbete och studier"), code("kultur", "Kultur och sport")),
        "target_groups": (code("barn", "Barn"), code("unga", "Unga"), code("aldre", "Äldre")),
        "policies": (POLICY,),
        "criteria": (CRITERIA,),
        "rounds": (),
        "settings": Settings(highest_amount=1000000),
        "synonyms": (),
        "fields": FIELDS,
    } | changes
    newest_first = sorted(sorted(partnerships, key=lambda p: p.id), key=lambda p: p.decision.date, reverse=True)
    return Register(partnerships=tuple(newest_first), **given)


@cache
def varied() -> Register:
    """A register with every state, a continuation, a correction, an informal group and both tombstones."""
    first = partnership()
    return register(
        first,
        partnership(
            "2025/laxhjalp-raslatt",
            title="Läxhjälp på Råslätt, andra året",
            neighbourhoods=("raslatt", "oxnehaga"),
            replaces=first.id,
            application=Application(received=date(2025, 2, 1), round="host-2026", amount=120000),
            decision=decided(first, date(2025, 3, 20), 90000),
            activity=WALKS,
            targets=Targets(occasions=60, participants=100, text="Fler ska nå målen i skolan."),
            reasons_by="mottagaren",
            finances=Finances(paid=90000, repaid=5000, date=date(2026, 6, 10)),
            agreement=replace(first.agreement, start=date(2025, 4, 1), end=date(2026, 3, 31)),
            follow_ups=(_final(date(2026, 5, 31)),),
            results=None,
            corrections=(Correction(date=date(2025, 6, 1), field="beslut.belopp", text="Beloppet stod som 9 000 kr."),),
        ),
        _unreported(
            "2026/odling-oxnehaga",
            "Odling på Öxnehaga",
            *(date(2026, 2, 3), date(2026, 3, 1), date(2027, 2, 28), date(2027, 4, 30)),
            recipient=GRANNARNA,
            neighbourhoods=("oxnehaga",),
            themes=("kultur",),
            target_groups=("aldre",),
            decision=decided(first, date(2026, 2, 3), 12000),
        ),
        _unreported(
            "2026/teater-raslatt",
            "Teater på Råslätt",
            *(date(2026, 11, 2), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 31)),
        ),
        _unreported(
            "2026/sommar-raslatt",
            "Sommar på Råslätt",
            *(date(2026, 5, 2), date(2026, 6, 1), date(2026, 10, 31), date(2026, 12, 31)),
        ),
        _unreported(
            "2024/kor-raslatt",
            "Kör på Råslätt",
            *(date(2024, 9, 1), date(2024, 10, 1), date(2025, 9, 30), date(2025, 3, 31)),
            interruption=Interruption(date=date(2025, 1, 31), reason="Lokalen stängdes."),
        ),
        moved=(Moved(id="2024/laxhjalp", path="partnerships/2024/laxhjalp.yaml", target=first.id),),
        withdrawn=(
            Withdrawn(
                id="2024/dubblett",
                path="partnerships/2024/dubblett.yaml",
                date=date(2024, 6, 1),
                reason="Posten var en dubblett.",
            ),
        ),
        rounds=(
            Round(
                code="host-2026",
                name="Hösten 2026",
                opens=date(2026, 11, 1),
                closes=date(2026, 11, 30),
                decided_by=date(2026, 12, 31),
            ),
            Round(
                code="var-2027",
                name="Våren 2027",
                opens=date(2027, 1, 15),
                closes=date(2027, 2, 28),
                decided_by=date(2027, 3, 31),
            ),
        ),
    )


def _unreported(
    record_id: str, title: str, day: date, start: date, end: date, due: date, **changes: Any
) -> Partnership:
    """A partnership whose final report has not come in."""
    made = partnership(record_id, title=title, results=None, follow_ups=(_final(due),))
    agreement = replace(made.agreement, start=start, end=end)
    return replace(made, **{"decision": decided(made, day), "agreement": agreement} | changes)


def _final(due: date) -> FollowUp:
    return FollowUp(kind="slutrapport", due=due, received=None, summary=None, index=0)

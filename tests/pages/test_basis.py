"""A page that is equal to what it was has the same body: so a served site can leave it as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from pages.page import Page
from pages.site import site_pages
from register.git_history import RecordHistory, Revision
from register.model import Correction, Criterion, Interruption, Partnership, Register
from register.published import DataCatalogue, Quality, Telling

from .registers import CRITERIA, GRANNARNA, LYKTAN, NEWER, TODAY, code, decided, partnership, varied

LONG = "Verksamhet för alla som bor här. " * 10


def example() -> Register:
    """The varied register with a correction in every record, and with a long description of a neighbourhood."""
    of = varied()
    note = (Correction(date=date(2026, 10, 1), text="Ett datum stod fel."),)
    first, *others = of.neighbourhoods
    return replace(
        of,
        partnerships=tuple(replace(record, corrections=note) for record in of.partnerships),
        neighbourhoods=(replace(first, description=LONG), *others),
    )


BEFORE = example()
NEWEST = BEFORE.partnerships[0]
RASLATT, OXNEHAGA = BEFORE.neighbourhoods
PUBLISHED = DataCatalogue(address=None, files=(), quality=Quality(checked=(), filled=(), read_back=()))
REVISION = Revision(date(2024, 3, 13), "a" * 40, ("Uppgifterna publicerades",))
TOLD = RecordHistory(complete=True, revisions={"2024/laxhjalp-raslatt": (REVISION,)})


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything that the pages are made from."""

    register: Register = BEFORE
    today: date = TODAY
    example_data: bool = True
    published: Telling | None = None
    chronicle: RecordHistory = field(default_factory=RecordHistory)

    def made(self) -> dict[str, tuple[Page, str]]:
        """The pages with their bodies, by path."""
        pages = site_pages(
            self.register,
            self.today,
            example_data=self.example_data,
            published=self.published,
            chronicle=self.chronicle,
        )
        return {page.path: (page, page.body) for page in pages}


@cache
def first() -> dict[str, tuple[Page, str]]:
    """What is made before any edit."""
    return State().made()


def with_record(old: Partnership, *new: Partnership) -> State:
    """Other records in place of `old`, sorted as a register is; all that is left are the objects that they were."""
    left = [record for record in BEFORE.partnerships if record is not old]
    by_id = sorted((*left, *new), key=lambda record: record.id)
    newest_first = sorted(by_id, key=lambda record: record.decision.date, reverse=True)
    return State(register=replace(BEFORE, partnerships=tuple(newest_first)))


def other(**changes: Any) -> State:
    """Another content of the register beside the records."""
    return State(register=replace(BEFORE, **changes))


def criterion(**changes: Any) -> State:
    """The first criterion with other fields."""
    first, *others = CRITERIA.criteria
    made: tuple[Criterion, ...] = (replace(first, **changes), *others)
    return other(criteria=(replace(CRITERIA, criteria=made),))


RECORD_EDITS: dict[str, Callable[[Partnership], Partnership]] = {
    "title": lambda r: replace(r, title="En annan titel"),
    "summary": lambda r: replace(r, summary="En annan sammanfattning."),
    "recipient's name": lambda r: replace(r, recipient=replace(r.recipient, name="Aa Exempelföreningen")),
    "recipient's number": lambda r: replace(r, recipient=replace(r.recipient, number="899999-0016")),
    "recipient's website": lambda r: replace(r, recipient=replace(r.recipient, website="https://example.org/ny")),
    "another recipient": lambda r: replace(r, recipient=LYKTAN if r.recipient is GRANNARNA else GRANNARNA),
    "neighbourhoods": lambda r: replace(r, neighbourhoods=("oxnehaga", "raslatt")),
    "themes": lambda r: replace(r, themes=("kultur", "arbete")),
    "target groups": lambda r: replace(r, target_groups=("aldre", "barn")),
    "amount": lambda r: replace(r, decision=replace(r.decision, amount=77777)),
    "day of decision": lambda r: replace(r, decision=decided(r, r.decision.date + timedelta(days=1))),
    "who decided": lambda r: replace(r, decision=replace(r.decision, decided_by="Vd")),
    "case number": lambda r: replace(r, decision=replace(r.decision, case_number=None)),
    "conflict of interest": lambda r: replace(r, decision=replace(r.decision, conflict_of_interest="hanterat")),
    "start": lambda r: replace(r, agreement=replace(r.agreement, start=r.agreement.start + timedelta(days=300))),
    "end": lambda r: replace(r, agreement=replace(r.agreement, end=date(2029, 1, 1))),
    "counter-performance": lambda r: replace(r, agreement=replace(r.agreement, counter_performance="Annat.")),
    "a reason": lambda r: replace(r, criteria={**r.criteria, "ansvar": "Annan motivering."}),
    "one reason less": lambda r: replace(r, criteria={"ansvar": r.criteria["ansvar"]}),
    "a report": lambda r: replace(r, follow_ups=tuple(replace(one, received=one.due) for one in r.follow_ups)),
    "what is told of a report": lambda r: replace(
        r, follow_ups=tuple(replace(one, summary="Det gick bra.") for one in r.follow_ups)
    ),
    "what is due": lambda r: replace(
        r, follow_ups=tuple(replace(one, due=one.due + timedelta(days=400)) for one in r.follow_ups)
    ),
    "results": lambda r: replace(r, results=None if r.results else partnership().results),
    "interruption": lambda r: replace(r, interruption=Interruption(date=date(2026, 11, 1), reason="Slut.")),
    "what it continues": lambda r: replace(r, replaces=None if r.replaces else "2024/kor-raslatt"),
    "correction": lambda r: replace(r, corrections=(Correction(date=date(2026, 11, 3), text="Rättat."),)),
}

LABELS = {**BEFORE.fields, "beslut.belopp": replace(BEFORE.fields["beslut.belopp"], title="Kronor")}
OTHER_EDITS: dict[str, State] = {
    "tomorrow": State(today=TODAY + timedelta(days=1)),
    "in five years": State(today=date(2031, 1, 1)),
    "real data": State(example_data=False),
    "open data": State(published=lambda: PUBLISHED),
    "history": State(chronicle=TOLD),
    "history without changes": State(chronicle=RecordHistory(complete=True)),
    "name of a neighbourhood": other(neighbourhoods=(replace(RASLATT, name="Råslätt centrum"), OXNEHAGA)),
    "end of a long description": other(neighbourhoods=(replace(RASLATT, description=f"{LONG} Nytt."), OXNEHAGA)),
    "homes": other(neighbourhoods=(replace(RASLATT, homes=900), OXNEHAGA)),
    "order of neighbourhoods": other(neighbourhoods=(OXNEHAGA, RASLATT)),
    "order of target groups": other(target_groups=BEFORE.target_groups[::-1]),
    "one more theme": other(themes=(code("ny", "Nytt tema"), *BEFORE.themes)),
    "label": other(fields=LABELS),
    "heading of a criterion": criterion(heading="Trygghet för alla"),
    "explanation of a criterion": criterion(explanation="Annan förklaring."),
    "a criterion without reasons": criterion(answered=False),
    "order of criteria": other(criteria=(replace(CRITERIA, criteria=CRITERIA.criteria[::-1]),)),
    "one more version of the criteria": other(criteria=(CRITERIA, replace(CRITERIA, in_force=date(2026, 1, 1)))),
    "one more version of the policy": other(policies=(*BEFORE.policies, NEWER)),
    "one record less": with_record(NEWEST),
    "one record more": with_record(NEWEST, NEWEST, replace(NEWEST, id="2026/ny", title="Ny")),
    "another name of a file": with_record(NEWEST, replace(NEWEST, id="2026/ny", path="partnerships/2026/ny.yaml")),
    "where a record lives on": other(moved=tuple(replace(stone, target=NEWEST.id) for stone in BEFORE.moved)),
    "why a record was withdrawn": other(withdrawn=tuple(replace(s, reason="Annat.") for s in BEFORE.withdrawn)),
}


@pytest.fixture(autouse=True)
def short_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few records fill several sheets."""
    monkeypatch.setattr("pages.pagination.ROWS", 2)


def differing(after: State, before: State | None = None) -> tuple[set[str], set[str]]:
    """The paths of the pages that say that they have changed since `before`, and of those whose body has."""
    old, new = before.made() if before else first(), after.made()
    both = old.keys() & new.keys()
    said, changed = ({path for path in both if old[path][part] != new[path][part]} for part in (0, 1))
    return said, changed


@pytest.mark.parametrize("name", RECORD_EDITS)
def test_a_page_whose_body_an_edited_record_changes_says_so(name: str) -> None:
    changes = 0
    for record in BEFORE.partnerships:
        said, made = differing(with_record(record, RECORD_EDITS[name](record)))
        assert made <= said, (record.id, sorted(made - said))
        # what shows the record may say so in vain, but no other record's page does
        assert {path for path in said - made if path.startswith("samarbeten/")} <= {f"samarbeten/{record.id}"}
        changes += len(made)
    assert changes


@pytest.mark.parametrize("name", OTHER_EDITS)
def test_a_page_whose_body_any_other_edit_changes_says_so(name: str) -> None:
    said, made = differing(OTHER_EDITS[name])
    assert made
    assert made <= said, sorted(made - said)


@pytest.mark.parametrize("changes", [{"revisions": {}}, {"commit_base_url": "https://example.org/commit/"}])
def test_a_page_whose_history_changes_says_so(changes: dict[str, Any]) -> None:
    said, made = differing(State(chronicle=replace(TOLD, **changes)), State(chronicle=TOLD))
    assert made == {"samarbeten/2024/laxhjalp-raslatt"} <= said


def test_a_saved_record_changes_only_the_pages_that_show_it() -> None:
    said, made = differing(with_record(NEWEST, replace(NEWEST, title="En annan titel")))
    assert said == made
    assert f"samarbeten/{NEWEST.id}" in said
    assert "ar/2024" not in said


def test_pages_of_the_same_records_read_again_are_equal() -> None:
    assert State(register=example()).made() == first()

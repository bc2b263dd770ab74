from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from opendata.changes import changes_value
from register.diff import changes
from register.git_history import RecordHistory, Revision
from register.model import Correction

from ..pages.registers import partnership, register
from .snapshots import of, publish

RECORD, OTHER = "2024/laxhjalp-raslatt", "2024/a"
REASON = "Beloppet var fel."


def revision(day: str, before: Any, after: Any, kind: str | None = None) -> Revision:
    return Revision(date.fromisoformat(day), f"v{day[5:]}", (), kind, changes(before, after))


def rows(*revisions: Revision, **others: tuple[Revision, ...]) -> list[str]:
    """Each row as a line of text; a cell that is left out is empty."""
    kept = partnership(corrections=(Correction(date=date(2024, 6, 1), field=None, text=REASON),))
    history = RecordHistory(complete=True, revisions={RECORD: revisions, **others})
    value = changes_value(of(register(kept, partnership(OTHER)), record_history=history))
    assert value.pop("hela_historiken") is True
    found = value.pop("andringar")
    assert value == {"exempeldata": False, "version": "1.1.0", "galler": "2026-11-23"}
    columns = ("dag", "samarbete", "nummer", "typ", "falt", "del", "fore", "efter", "rattelse", "version")
    assert {name for row in found for name in row} <= {*columns}
    return ["|".join(str(row.get(name, "")) for name in columns) for row in found]


def test_each_changed_field_is_a_row_newest_first_with_the_correction_of_the_same_commit() -> None:
    before = {"titel": "Läxhjälp", "beslut": {"belopp": 58000}, "stadsdelar": ["raslatt"], "mal": {"deltagare": 3}}
    after = {
        "titel": "Läxhjälp",
        "beslut": {"belopp": 85000},
        "stadsdelar": ["raslatt", "oxnehaga"],
        "resultat": {"deltagare": 4, "sammanfattning": "Bra."},
        "rattelser": [{"datum": "2024-06-01", "text": REASON}],
    }
    new = revision("2024-06-01", {}, {}, "nytt")
    assert rows(
        revision("2024-06-01", before, after),
        revision("2024-05-01", {"titel": "a"}, {"titel": "b"}, "dold"),
        revision("2024-03-12", {}, {}, "nytt"),
        **{OTHER: (new,), "2024/inte-publicerat": (new,)},
    ) == [
        f"2024-06-01|{OTHER}|1|nytt||||||v06-01",
        f"2024-06-01|{RECORD}|8|tillagt|rattelser.text|2024-06-01|||{REASON}|v06-01",
        f"2024-06-01|{RECORD}|7|tillagt|rattelser.datum|2024-06-01||2024-06-01|{REASON}|v06-01",
        f"2024-06-01|{RECORD}|6|tillagt|resultat.sammanfattning||||{REASON}|v06-01",
        f"2024-06-01|{RECORD}|5|tillagt|resultat.deltagare|||4|{REASON}|v06-01",
        f"2024-06-01|{RECORD}|4|borttaget|mal.deltagare||3||{REASON}|v06-01",
        f"2024-06-01|{RECORD}|3|andrat|stadsdelar||raslatt|raslatt;oxnehaga|{REASON}|v06-01",
        f"2024-06-01|{RECORD}|2|andrat|beslut.belopp||58000|85000|{REASON}|v06-01",
        f"2024-03-12|{RECORD}|1|nytt||||||v03-12",
    ]


NUMBER = "mottagare.organisationsnummer"
REPORT = {"typ": "slutrapport", "senast": "2025-05-31"}


@pytest.mark.parametrize(
    ("field", "before", "after", "shown"),
    [
        ("titel", "en text", "text", ["andrat|titel||en text|text"]),
        ("resultat.text", None, REASON, ["tillagt|resultat.text|||"]),
        ("titel", None, "ny@exempel.se", ["tillagt|titel|||[dolt]"]),
        ("titel", "Ring 070-174 06 58.", "Ring oss.", ["andrat|titel||Ring [dolt].|Ring oss."]),
        ("titel", "Ring oss.", None, ["borttaget|titel||Ring oss.|"]),
        ("titel", "å" * 80, "Kort.", [f"andrat|titel||{'å' * 80}|Kort."]),
        ("titel", "å" * 81, "Kort.", ["andrat|titel|||"]),
        ("titel", "Kort.", "å" * 81, ["andrat|titel|||"]),
        ("teman", ["kultur"], ["a@exempel.se"], ["andrat|teman||kultur|[dolt]"]),
        (NUMBER, "811228-9874", "899999-0008", [f"andrat|{NUMBER}||[dolt]|899999-0008"]),
        (NUMBER, "8112", None, [f"borttaget|{NUMBER}||[dolt]|"]),
        ("resultat.bilder", [True], ["å", 2], ['andrat|resultat.bilder||[true]|["å", 2]']),
        ("sammanfattning", "Namnet på en person.", None, ["borttaget|sammanfattning|||"]),
        ("avbrutet.skal", "Namnet på en person.", None, ["borttaget|avbrutet.skal|||"]),
        ("kriterier.trygghet", "Namnet på en person.", None, ["borttaget|kriterier.trygghet|||"]),
        ("uppfoljning", [REPORT], [{**REPORT, "inkom": "2025-05-01"}],
         ["tillagt|uppfoljning.inkom|slutrapport 2025-05-31||2025-05-01"]),
        # an explanation that is no longer in the record is not kept here either
        ("rattelser", [], [{"datum": "2024-06-01", "text": "Namnet Exempel Exempelsson var fel."}],
         ["tillagt|rattelser.text|2024-06-01||", "tillagt|rattelser.datum|2024-06-01||2024-06-01"]),
    ],
)  # fmt: skip
def test_personal_data_are_masked_and_what_was_removed_from_prose_is_not_kept(
    field: str, before: Any, after: Any, shown: list[str]
) -> None:
    old, new = ({} if value is None else value for value in (before, after))
    for name in reversed(field.split(".")):
        old, new = ({name: value} if value != {} else {} for value in (old, new))
    found = [row.split("|") for row in rows(revision("2024-06-01", old, new))]
    assert ["|".join(cells[3:8]) for cells in found] == shown
    assert {cells[8] for cells in found} == {""}


def test_example_data_are_marked_as_such_first() -> None:
    value = changes_value(publish(register(partnership())).snapshot)
    assert [*value.items()][:2] == [
        ("exempeldata", True),
        ("obs", "Exempel: alla uppgifter om samarbeten, beslut, jäv, handlingar och resultat är påhittade."),
    ]

"""Snapshots for the tests: the register with every state, one that is hostile, and an empty one."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from opendata.data_file import DataFile
from opendata.files import data_files
from opendata.metadata import site_address
from opendata.publication import Publication, publication
from opendata.record_json import record_downloads, record_value, register_value
from opendata.snapshot import Snapshot, snapshot
from register.file_tree import DiskTree
from register.git_history import History, RecordHistory
from register.model import Correction, Recipient, Register, Results
from register.problem import Place, rules
from register.schema import load_schemas

from ..pages.registers import ROOT, TODAY, partnership, register, varied

SCHEMAS = load_schemas(DiskTree(ROOT))
ADDRESS = "https://register.example.net/"

# Each is a text that some program takes for something else than a text.
HOSTILE = (
    '=HYPERLINK("https://example.org","Klicka")',
    "+46 är ett landsnummer",
    "-2 grader; =1+1",
    "@SUM(A1:A9)",
    'Rad ett\n=2+3\r\nRad tre med «citat», "raka" och komma, semikolon; slut',
    "'=redan skyddad",
    "Åsa äter öl och \uff1d5 <script>alert(1)</script> & ]]> {{ 7*7 }}",
    "\t=1",
    "007",
    "2024-01-01",
)


def of(
    made: Register,
    *,
    address: str = ADDRESS,
    history: History | None = None,
    record_history: RecordHistory | None = None,
    today: date = TODAY,
) -> Snapshot:
    """A snapshot of a register whose data are real."""
    return snapshot(
        made,
        today,
        address=site_address(address),
        example_data=False,
        history=history or History(),
        record_history=record_history,
    )


@cache
def rich() -> Snapshot:
    """The register with every state."""
    return of(varied())


@cache
def hostile() -> Snapshot:
    """A register whose every text is one of `HOSTILE`."""
    records = [
        partnership(
            f"2024/post-{number}",
            title=text,
            summary=f"{text} sammanfattning",
            recipient=Recipient(name=f"{text} grupp", number=None, website=None),
            criteria={"trygghet": text},
            results=Results(occasions=None, participants=0, share_of_girls_and_women=0, summary=text),
            corrections=(Correction(date=date(2025, 6, 1), text=text),),
        )
        for number, text in enumerate(HOSTILE)
    ]
    return of(register(*records))


@cache
def empty(address: str = ADDRESS) -> Snapshot:
    """No partnership at all."""
    return of(register(), address=address)


def files_of(made: Snapshot) -> list[DataFile]:
    """Every file of a snapshot."""
    return data_files(made, SCHEMAS, record_downloads(made.entries, made))


def whole(made: Snapshot) -> dict[str, Any]:
    """The whole register as the value that is published."""
    return register_value(made, [record_value(entry, made) for entry in made.entries])


def publish(of_register: Register, site_url: str | None = ADDRESS) -> Publication:
    """Everything that is published of a register with example data."""
    return publication(
        of_register,
        TODAY,
        site_url=site_url,
        example_data=True,
        history=History(),
        schemas=SCHEMAS,
        found=(next(iter(rules())).problem(Place("x"), "x", "x"),),
    )

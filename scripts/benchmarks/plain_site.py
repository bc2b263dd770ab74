"""The same register as a site of plain MkDocs and Material: Markdown as a person would write it.

A page for each record, and pages of totals with their partnerships in tables, at most 200 on a page as on our own site.
All but the start page lie outside `nav`; search is Material's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path

from register.model import Code, Moved, Partnership, Register, Withdrawn
from register.swedish import amount, count, day, listing

from benchmarks.measure import NotMeasuredError

ROWS = 200
CONFIGURATION = """\
site_name: Stadsdelssamarbeten
site_url: https://samarbeten.example.org/
theme:
  name: material
  language: sv
nav:
  - Start: index.md
"""
_MADE_BY_ITSELF = 1  # 404.html

Group = tuple[str, str, Sequence[Partnership]]  # the page's path without its ending, its title, what is on it


def write_plain_site(folder: Path, register: Register, pages: int | None = None) -> None:
    """Write mkdocs.yml and docs/ into `folder`, which is made: `pages` HTML pages in all, or start and records alone.

    Raises NotMeasuredError when a register has not so many pages of totals, or more records.
    """
    records: list[Partnership | Moved | Withdrawn] = [*register.partnerships, *register.moved, *register.withdrawn]
    wanted = 0 if pages is None else pages - len(records) - 1 - _MADE_BY_ITSELF
    sheets = list(islice(_sheets(register), max(wanted, 0)))
    if len(sheets) != wanted:
        raise NotMeasuredError(f"a plain site of {len(records)} records cannot have {pages} pages")
    recipients = {of[0].recipient.name: path for path, _, of in sheets if path.startswith("mottagare/")}
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (docs / "index.md").write_text(_start(register, sheets), encoding="utf-8")
    for record in records:
        _write(docs / f"samarbeten/{record.id}.md", _Record(register, recipients).page(record))
    for path, title, of in sheets:
        _write(docs / f"{path}.md", _sheet(title, of, "../" * path.count("/")))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _sheets(register: Register) -> Iterator[Group]:
    """The pages of totals, each of at most `ROWS` partnerships, the most wanted first."""
    for path, title, of in _groups(register):
        for number, first in enumerate(range(0, len(of), ROWS), start=1):
            more = number > 1
            yield f"{path}-{number}" if more else path, f"{title}, sida {number}" if more else title, of[first:][:ROWS]


def _groups(register: Register) -> Iterator[Group]:
    """Years, neighbourhoods, themes, target groups and recipients; then what is in two of the first four."""
    ways = [
        _by(register, "ar", lambda record: (str(record.year),)),
        _by(register, "stadsdelar", lambda record: record.neighbourhoods, register.neighbourhoods),
        _by(register, "teman", lambda record: record.themes, register.themes),
        _by(register, "malgrupper", lambda record: record.target_groups, register.target_groups),
    ]
    for way in ways:
        yield from way
    recipients = _by(register, "mottagare", lambda record: (record.recipient.name,))
    for number, (_, title, of) in enumerate(recipients, start=1):
        yield f"mottagare/{number}", title, of
    for one, other in combinations(ways, 2):
        for path, title, of in one:
            for second_path, second_title, second in other:
                ids = {record.id for record in second}
                if both := [record for record in of if record.id in ids]:
                    yield f"{path}/{second_path}", f"{title} – {second_title}", both


def _by(
    register: Register, room: str, keys: Callable[[Partnership], Sequence[str]], codes: Sequence[Code] = ()
) -> list[Group]:
    names = {code.code: code.name for code in codes}
    found: dict[str, list[Partnership]] = {}
    for record in register.partnerships:
        for key in keys(record):
            found.setdefault(key, []).append(record)
    return [(f"{room}/{key}", names.get(key, key), of) for key, of in sorted(found.items())]


def _start(register: Register, sheets: Sequence[Group]) -> str:
    total = amount(sum(record.decision.amount for record in register.partnerships))
    lines = [
        "# Stadsdelssamarbeten",
        f"{count(len(register.partnerships), 'samarbete', 'samarbeten')}, sammanlagt {total}.",
        "## Listor" if sheets else "",
        "\n".join(f"- [{title}]({path}.md)" for path, title, _ in sheets[:ROWS]),
    ]
    return "\n\n".join(filter(None, lines)) + "\n"


def _sheet(title: str, of: Sequence[Partnership], root: str) -> str:
    rows = [
        (
            f"[{record.title}]({root}samarbeten/{record.id}.md)",
            record.recipient.name,
            day(record.decision.date),
            amount(record.decision.amount),
        )
        for record in of
    ]
    total = amount(sum(record.decision.amount for record in of))
    said = f"{count(len(of), 'samarbete', 'samarbeten')}, sammanlagt {total}."
    return f"# {title}\n\n{said}\n\n{_table(('Samarbete', 'Mottagare', 'Beslut', 'Belopp'), rows)}"


class _Record:
    """Writes the page of a record. `recipients` are the paths of those that have pages, by name."""

    def __init__(self, register: Register, recipients: dict[str, str]) -> None:
        self.register = register
        self.recipients = recipients

    def page(self, record: Partnership | Moved | Withdrawn) -> str:
        if isinstance(record, Moved):
            return f"# Flyttad\n\nSamarbetet har flyttats till [en ny sida](../{record.target}.md).\n"
        if isinstance(record, Withdrawn):
            return f"# Tillbakadragen\n\nPosten drogs tillbaka {day(record.date)}. {record.reason}\n"
        return "\n".join(self.sections(record))

    def sections(self, record: Partnership) -> Iterator[str]:
        yield f"# {record.title}\n\n{record.summary}\n"
        yield f"## Fakta\n\n{_table(('Uppgift', 'Värde'), self.facts(record))}"
        yield "## Varför samarbetet uppfyller kriterierna\n"
        headings = {one.id: one.heading for version in self.register.criteria for one in version.criteria}
        for code, reason in record.criteria.items():
            yield f"### {headings[code]}\n\n{reason}\n"
        rows = [
            (item.kind.capitalize(), day(item.due), day(item.received) if item.received else "–", item.summary or "")
            for item in record.follow_ups
        ]
        yield f"## Uppföljning\n\n{_table(('Redovisning', 'Senast', 'Kom in', 'Sammanfattning'), rows)}"
        if results := record.results:
            counted = [("Tillfällen", str(results.occasions)), ("Deltagare", str(results.participants))]
            yield f"## Resultat\n\n{results.summary}\n\n{_table(('Uppgift', 'Antal'), counted)}"
        if record.interruption:
            yield f"## Avbrutet\n\nAvbrutet {day(record.interruption.date)}. {record.interruption.reason}\n"
        if record.corrections:
            yield "## Rättelser\n"
            yield "\n".join(f"- {day(item.date)}: {item.text}" for item in record.corrections) + "\n"

    def facts(self, record: Partnership) -> list[tuple[str, str]]:
        register, name = self.register, record.recipient.name
        path = self.recipients.get(name)
        facts = [
            ("Mottagare", f"[{name}](../../{path}.md)" if path else name),
            ("Organisationsnummer", record.recipient.number or "–"),
            ("Webbplats", f"<{record.recipient.website}>"),
            ("Belopp", amount(record.decision.amount)),
            ("Beslut", f"{day(record.decision.date)}, {record.decision.decided_by}"),
            ("Diarienummer", record.decision.case_number or "–"),
            ("Avtal", f"{day(record.agreement.start)} – {day(record.agreement.end)}"),
            ("Motprestation", record.agreement.counter_performance),
            ("Stadsdelar", _names(register.neighbourhoods, record.neighbourhoods)),
            ("Teman", _names(register.themes, record.themes)),
            ("Målgrupper", _names(register.target_groups, record.target_groups)),
        ]
        if record.replaces:
            facts.append(("Fortsätter", f"[ett tidigare samarbete](../{record.replaces}.md)"))
        return facts


def _names(codes: Sequence[Code], chosen: Sequence[str]) -> str:
    return listing([code.name for code in codes if code.code in chosen])


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] * len(heads), *rows]) + "\n"

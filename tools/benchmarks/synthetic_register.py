"""A made-up register of any size: the same for the same seed, without faults, spread as a real one is, in Git."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from register.check import check
from register.company import FILE as COMPANY_FILE
from register.file_tree import DiskTree
from register.model import Register
from stdnum import luhn

from benchmarks import sample_texts as texts

_PLAIN = str.maketrans("åäöé ", "aaoe-")


def write_register(folder: Path, records: int, *, source: Path, today: date, seed: int = 1) -> Register:
    """Write what `source` has but for its records, and so many made-up ones, into `folder`; return it as it is checked.

    A few records are tombstones. All decisions are made by `today`, and most of what is due by then has come in.
    """
    for room in ("content", "schemas"):
        shutil.copytree(source / room, folder / room)
    shutil.copy(source / COMPANY_FILE, folder)
    (folder / "partnerships").mkdir()
    empty = _checked(folder, today)
    for identity, data in _Maker(empty, today, seed).records(records):
        path = folder / "partnerships" / f"{identity}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")
    return _checked(folder, today)


def commit_by_day(root: Path, today: date) -> None:
    """Make `root` a Git repository with one commit for each day of decisions; what has no day is of `today`."""
    files = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}

    def day(path: Path) -> str:
        if not path.is_relative_to(root / "partnerships"):
            return "2023-08-30"  # before all records
        decision = yaml.safe_load(files[path]).get("beslut")
        return str(decision["datum"] if decision else today)

    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", root], check=True)
    stream = bytearray()
    for written, paths in groupby(sorted(files, key=lambda path: (day(path), path)), key=day):
        moment = datetime.fromisoformat(f"{written}T12:00").replace(tzinfo=UTC)
        author = f"Example <example@example.org> {int(moment.timestamp())} +0000"
        stream += f"commit refs/heads/main\ncommitter {author}\ndata 5\nWrite\n".encode()
        for path in paths:
            stream += f"M 100644 inline {path.relative_to(root).as_posix()}\ndata {len(files[path])}\n".encode()
            stream += files[path] + b"\n"
    subprocess.run(["git", "-C", root, "fast-import", "--quiet"], input=bytes(stream), check=True)
    subprocess.run(["git", "-C", root, "reset", "--quiet"], check=True)


def _checked(folder: Path, today: date) -> Register:
    result = check(DiskTree(folder), today)
    if result.register is None:
        raise ValueError("\n".join(f"{each.place.path}: {each.message}" for each in result.problems[:5]))
    return result.register


class _Maker:
    """Makes records one by one; each may continue one that was made before it."""

    def __init__(self, register: Register, today: date, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # nothing secret: the same register every time is the point
        self.lists = {
            "stadsdelar": register.neighbourhoods,
            "teman": register.themes,
            "malgrupper": register.target_groups,
        }
        self.policies = sorted(policy.in_force for policy in register.policies)
        self.criteria = {
            version.in_force: [one.id for one in version.criteria if one.answered] for version in register.criteria
        }
        self.today = today
        self.latest: dict[str, tuple[str, date]] = {}

    def records(self, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """The records by id, in the order of their decisions."""
        days = (self.today - self.policies[0]).days
        recipients = _recipients(max(1, min(1000, count // 2)))
        numbers = iter(range(count))
        for number in numbers:
            decided = self.policies[0] + timedelta(days=days * number // count)
            identity, record = self.partnership(number, decided, self.chance.choice(recipients))
            kind = self.chance.random()
            if kind < 0.01:
                yield identity, {"tillbakadragen": {"datum": str(decided), "skal": "Sökanden drog tillbaka ansökan."}}
                continue
            if kind < 0.02 and next(numbers, None) is not None:  # the tombstone takes the place of a record
                yield identity, {"flyttad_till": f"{identity}-flyttad"}
                identity += "-flyttad"
            self.latest[record["mottagare"]["organisationsnummer"]] = (identity, decided)
            yield identity, record

    def partnership(self, number: int, decided: date, recipient: tuple[str, str]) -> tuple[str, dict[str, Any]]:
        """One partnership with its id; `number` makes both unlike all others."""
        activity, summary = self.chance.choice(texts.ACTIVITIES)
        places = self.codes("stadsdelar", 1, 2)
        place = next(code.name for code in self.lists["stadsdelar"] if code.code == places[0])
        title = f"{activity} {number + 1} i {place}"
        start = decided + timedelta(days=self.chance.randint(14, 60))
        end = start + timedelta(days=self.chance.randint(90, 540))
        policy = max(day for day in self.policies if day <= decided)
        record: dict[str, Any] = {
            "titel": title,
            "sammanfattning": f"{summary}, {self.chance.choice(texts.TIMES)} och {self.chance.choice(texts.SHORTER)}.",
            "mottagare": {
                "namn": recipient[0],
                "organisationsnummer": recipient[1],
                "webbplats": f"https://example.org/{_plain(recipient[0])}",
            },
            "stadsdelar": places,
            "teman": self.codes("teman", 1, 2),
            "malgrupper": self.codes("malgrupper", 1, 3),
            "beslut": {
                "datum": str(decided),
                "belopp": self.chance.randrange(5_000, 250_001, 500),
                "beslutsfattare": "Hållbarhetschef",
                "diarienummer": f"{decided.year}-{number + 1:05}",
                "jav": self.chance.choices(("provat", "hanterat"), (19, 1))[0],
                "policy": str(policy),
            },
            "avtal": {"start": str(start), "slut": str(end), "nytta": self.sentences(texts.RETURNS, 2)},
            "kriterier": self.reasons(decided),
            "uppfoljning": self.follow_ups(start, end),
        }
        self.add_ending(record, decided, start, end)
        return f"{decided.year}/{_plain(title)}", record

    def codes(self, name: str, fewest: int, most: int) -> list[str]:
        known = [code.code for code in self.lists[name]]
        return self.chance.sample(known, min(len(known), self.chance.randint(fewest, most)))

    def reasons(self, decided: date) -> dict[str, str]:
        asked = self.criteria[max(day for day in self.criteria if day <= decided)]
        openings = self.chance.sample(texts.REASONS, len(asked))
        return {
            criterion: f"{opening}. {self.sentences(tuple(one for one in texts.REASONS if one != opening), 2)}"
            for criterion, opening in zip(asked, openings, strict=True)
        }

    def sentences(self, some: tuple[str, ...], count: int) -> str:
        return " ".join(f"{sentence}." for sentence in self.chance.sample(some, count))

    def follow_ups(self, start: date, end: date) -> list[dict[str, Any]]:
        planned = [("planering", start + timedelta(days=30)), ("slutrapport", end + timedelta(days=60))]
        if (end - start).days > 365:
            planned.insert(1, ("delrapport", start + timedelta(days=200)))
        items: list[dict[str, Any]] = []
        for kind, due in planned:
            item = {"typ": kind, "senast": str(due)}
            if due <= self.today and self.chance.random() < 0.9:
                item["inkom"] = str(due - timedelta(days=self.chance.randint(0, 20)))
                item["sammanfattning"] = self.sentences(texts.REASONS, 1)
            items.append(item)
        return items

    def add_ending(self, record: dict[str, Any], decided: date, start: date, end: date) -> None:
        """Add what has happened since the decision: results or an interruption, a correction, what it continues."""
        if "inkom" in record["uppfoljning"][-1]:
            record["resultat"] = {
                "tillfallen": self.chance.randint(3, 90),
                "deltagare": self.chance.randint(8, 400),
                "andel_flickor_kvinnor": self.chance.randint(20, 80),
                "sammanfattning": self.sentences(texts.REASONS, 3),
            }
        elif start + timedelta(days=40) < self.today and self.chance.random() < 0.1:
            stopped = min(start + timedelta(days=40), end)
            record["avbrutet"] = {"datum": str(stopped), "skal": "Föreningen hittade inga nya ledare."}
        if decided < self.today and self.chance.random() < 0.05:
            text = "Beloppet var först fel inskrivet och är nu det som beslutades."
            record["rattelser"] = [{"datum": str(decided + timedelta(days=1)), "text": text}]
        earlier = self.latest.get(record["mottagare"]["organisationsnummer"])
        if earlier and earlier[1] < decided and self.chance.random() < 0.3:
            record["ersatter"] = earlier[0]


def _recipients(count: int) -> list[tuple[str, str]]:
    """Names and numbers in 899999-xxxx, the numbers of examples, each with its check digit."""
    names = [f"{kind} {colour} {name}" for kind in texts.KINDS for colour in texts.COLOURS for name in texts.NAMES]
    stems = [f"899999{number:03}" for number in range(count)]
    return [
        (name, f"{stem[:6]}-{stem[6:]}{luhn.calc_check_digit(stem)}") for name, stem in zip(names, stems, strict=False)
    ]


def _plain(text: str) -> str:
    return text.lower().translate(_PLAIN)

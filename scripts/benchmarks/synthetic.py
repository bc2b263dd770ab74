"""A made-up register of any size, always the same for the same seed, without faults, and spread as a real one is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from editing.record_file import RecordWriter
from register.examine import TreeResult, check_tree
from register.file_tree import DiskTree
from stdnum import luhn

from benchmarks import phrases

_LISTS = ("stadsdelar", "teman", "malgrupper")
_PLAIN = str.maketrans("åäöé ", "aaoe-")


@dataclass(frozen=True, slots=True)
class _Recipient:
    name: str
    number: str


def write_register(folder: Path, records: int, *, source: Path, today: date, seed: int = 1) -> None:
    """Write a register into `folder`, which is made: the content and schemas of `source`, and made-up records.

    `records` is the number of record files, up to 10,000; a few of them are tombstones. All decisions are made by
    `today`, and what should have come in by then mostly has.
    """
    folder.mkdir(parents=True)
    for room in ("content", "schemas"):
        shutil.copytree(source / room, folder / room)
    examined = check_tree(DiskTree(folder), today)
    form = RecordWriter.of(examined)
    for identity, data in _Maker(examined, today, seed).records(records):
        path = folder / "partnerships" / f"{identity}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(form.write(data), encoding="utf-8")


class _Maker:
    """Makes records one by one; each may continue one that was made before it."""

    def __init__(self, examined: TreeResult, today: date, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # nothing secret: the same register every time is the point
        self.context = examined.context
        self.today = today
        self.first = min(policy.in_force for policy in examined.context.policies)
        self.latest: dict[str, tuple[str, date]] = {}

    def records(self, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """The records by id, in the order of their decisions."""
        days = (self.today - self.first).days
        recipients = _recipients(max(1, min(1000, count // 2)))
        numbers = iter(range(count))
        for number in numbers:
            decided = self.first + timedelta(days=days * number // count)
            identity, record = self.partnership(number, decided, self.chance.choice(recipients))
            fate = self.chance.random()
            if fate < 0.01:
                yield identity, {"tillbakadragen": {"datum": str(decided), "skal": "Sökanden drog tillbaka ansökan."}}
                continue
            if fate < 0.02 and next(numbers, None) is not None:  # the tombstone takes the place of a record
                moved_to = f"{identity}-flyttad"
                yield identity, {"flyttad_till": moved_to}
                identity = moved_to
            self.latest[record["mottagare"]["organisationsnummer"]] = (identity, decided)
            yield identity, record

    def partnership(self, number: int, decided: date, recipient: _Recipient) -> tuple[str, dict[str, Any]]:
        """One partnership with its id; `number` makes both unlike all others."""
        activity, summary = self.chance.choice(phrases.ACTIVITIES)
        places = self.codes("stadsdelar", 1, 2)
        name = next(code.name for code in self.context.lists["stadsdelar"] if code.code == places[0])
        title = f"{activity} {number + 1} i {name}"
        when, how = self.chance.choice(phrases.TIMES), self.chance.choice(phrases.SHORTER)
        start = decided + timedelta(days=self.chance.randint(14, 60))
        end = start + timedelta(days=self.chance.randint(90, 540))
        record: dict[str, Any] = {
            "titel": title,
            "sammanfattning": f"{summary}, {when} och {how}.",
            "mottagare": {
                "namn": recipient.name,
                "organisationsnummer": recipient.number,
                "webbplats": f"https://example.org/{_plain(recipient.name)}",
            },
            "stadsdelar": places,
            "teman": self.codes("teman", 1, 2),
            "malgrupper": self.codes("malgrupper", 1, 3),
            "beslut": self.decision(number, decided),
            "avtal": {"start": str(start), "slut": str(end), "motprestation": self.sentences(phrases.RETURNS, 2)},
            "kriterier": self.reasons(decided),
            "uppfoljning": self.follow_ups(start, end),
        }
        self.ending(record, decided, start, end)
        return f"{decided.year}/{_plain(title)}", record

    def codes(self, name: str, fewest: int, most: int) -> list[str]:
        known = [code.code for code in self.context.lists[name]]
        return self.chance.sample(known, min(len(known), self.chance.randint(fewest, most)))

    def decision(self, number: int, decided: date) -> dict[str, Any]:
        policy = self.context.policy_on(decided)
        assert policy is not None  # noqa: S101  # no decision is made before the first policy
        return {
            "datum": str(decided),
            "belopp": self.chance.randrange(5_000, 250_001, 500),
            "beslutsfattare": "Hållbarhetschef",
            "diarienummer": f"{decided.year}-{number + 1:05}",
            "jav": self.chance.choices(("provat", "hanterat"), (19, 1))[0],
            "policy": str(policy.in_force),
        }

    def reasons(self, decided: date) -> dict[str, str]:
        version = self.context.criteria_on(decided)
        asked = [criterion.id for criterion in version.criteria if criterion.answered] if version else []
        openings = self.chance.sample(phrases.REASONS, len(asked))
        return {
            criterion: f"{opening}. {self.sentences(tuple(one for one in phrases.REASONS if one != opening), 2)}"
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
                item["sammanfattning"] = self.sentences(phrases.REASONS, 1)
            items.append(item)
        return items

    def ending(self, record: dict[str, Any], decided: date, start: date, end: date) -> None:
        """What has happened since the decision: results or an interruption, a correction, what it continues."""
        if "inkom" in record["uppfoljning"][-1]:
            record["resultat"] = {
                "tillfallen": self.chance.randint(3, 90),
                "deltagare": self.chance.randint(8, 400),
                "andel_flickor_kvinnor": self.chance.randint(20, 80),
                "sammanfattning": self.sentences(phrases.REASONS, 3),
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


def _recipients(count: int) -> list[_Recipient]:
    """Recipients in 899999-xxxx, the numbers of examples, each with its check digit."""
    names = [
        f"{kind} {colour} {name}" for kind in phrases.KINDS for colour in phrases.COLOURS for name in phrases.NAMES
    ]
    stems = [f"899999{number:03}" for number in range(count)]
    return [
        _Recipient(name, f"{stem[:6]}-{stem[6:]}{luhn.calc_check_digit(stem)}")
        for name, stem in zip(names, stems, strict=False)
    ]


def _plain(text: str) -> str:
    return text.lower().translate(_PLAIN)

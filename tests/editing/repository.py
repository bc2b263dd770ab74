"""A small register on disk for the tests of the commands, with the example's content."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml
from register.strict_yaml import read_yaml

from ..example import root_without_records

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-23"

REASONS = {
    "starker-omradet": "Läxhjälpen ger barnen på gården en plats att gå till.",
    "langsiktighet": "Ledarna utbildas så att de kan fortsätta på egen hand.",
    "utveckling": "Fler barn klarar kurserna i skolan.",
    "trygghet": "Vuxna finns på plats varje kväll.",
    "ansvar": "Föreningen redovisar varje inköp.",
    "lika-varde": "Alla är välkomna, oavsett bakgrund.",
}
RECORD: dict[str, Any] = {
    "titel": "Läxhjälp på Råslätt",
    "sammanfattning": "Öppen läxhjälp två kvällar i veckan för alla barn som bor på Råslätt.",
    "mottagare": {"namn": "Exempelföreningen Lyktan", "organisationsnummer": "899999-0008"},
    "stadsdelar": ["raslatt"],
    "teman": ["arbete-studier"],
    "malgrupper": ["barn", "unga"],
    "beslut": {
        "datum": "2025-03-12",
        "belopp": 85000,
        "beslutsfattare": "Hållbarhetschef",
        "jav": "provat",
        "policy": "2023-08-30",
    },
    "avtal": {"start": "2025-04-01", "slut": "2026-03-31", "nytta": "Öppet för alla hyresgäster utan avgift."},
    "kriterier": REASONS,
    "uppfoljning": [
        {"typ": "planering", "senast": "2025-05-15", "inkom": "2025-05-10"},
        {"typ": "slutrapport", "senast": "2026-05-31"},
    ],
}


def record(**changed: Any) -> dict[str, Any]:
    """The record above, with fields changed by dotted name: `record(**{"beslut.belopp": 1})`."""
    made = copy.deepcopy(RECORD)
    for name, value in changed.items():
        *groups, last = name.split(".")
        inner = made
        for group in groups:
            inner = inner[group]
        inner[last] = value
    return made


def register(folder: Path, **records: dict[str, Any]) -> Path:
    """A register in `folder` with records by identity, in which `__` stands for the slash and `_` for a hyphen."""
    root_without_records(folder)
    (folder / "partnerships").mkdir()
    for name, data in records.items():
        put(folder, name.removeprefix("y").replace("__", "/").replace("_", "-"), data)
    return folder


def put(root: Path, identity: str, data: dict[str, Any]) -> Path:
    """Write a record by hand, as another editor would."""
    file = root / "partnerships" / f"{identity}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def read(root: Path, identity: str) -> Any:
    """The data of a record's file."""
    text = (root / "partnerships" / f"{identity}.yaml").read_text(encoding="utf-8")
    document, problems = read_yaml(text, identity)
    assert document is not None
    assert problems == []
    return document.data

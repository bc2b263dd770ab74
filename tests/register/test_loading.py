"""Which files the register reads, and what is said of every other."""

from __future__ import annotations

import pytest

from .memory import base_files, problems

TOMBSTONE = "tillbakadragen:\n  datum: 2024-05-01\n  skal: Sökanden drog tillbaka ansökan.\n".encode()
RENAME = "Döp om den till «partnerships/2024/{}.yaml»."
ELSEWHERE = "Flytta den till partnerships/år/namn.yaml. Namnet har bara a–z, 0–9 och bindestreck."
AWAY = "Ta bort filen härifrån, eller flytta den till sin rätta plats."
NOT_READ = "Ta bort filen härifrån, eller rätta dess namn. Filerna ska sluta på {}."


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("partnerships/.gitkeep", None, ""),
        (f"partnerships/2024/{'a' * 80}.yaml", None, ""),
        (f"partnerships/2024/{'a' * 81}.yaml", "R106", ELSEWHERE),
        ("partnerships/2024/Läxhjälp Råslätt.yml", "R106", RENAME.format("laxhjalp-raslatt")),
        ("partnerships/lag/2024/A.YAML", "R106", RENAME.format("a")),
        ("partnerships/24/a.yaml", "R106", ELSEWHERE),
        ("partnerships/2024/-.yaml", "R106", ELSEWHERE),
        ("partnerships/2024/.gitkeep", "R107", AWAY),
        ("partnerships/2024/a.pdf", "R107", AWAY),
        ("content/listor/.gitkeep", None, ""),
        ("content/listor/extra.yaml", "R117", NOT_READ.format(".yaml")),
        ("content/listor/under/teman.yaml", "R117", NOT_READ.format(".yaml")),
        ("content/kriterier/2027-01-01.yml", "R117", NOT_READ.format(".yaml")),
        ("content/policy/2027-01-01.txt", "R117", NOT_READ.format(".md")),
        ("content/policy/ny.md", "R108", "Döp om filen, till exempel till 2023-08-30.md."),
        ("content/kriterier/2023-8-30.yaml", "R108", "Döp om filen, till exempel till 2023-08-30.yaml."),
    ],
)
def test_a_file_is_read_or_told_of(path: str, code: str | None, hint: str) -> None:
    found = [(one.code, one.hint) for one in problems({**base_files(), path: TOMBSTONE}) if one.place.path == path]
    assert found[:1] == ([(code, hint)] if code else [])


@pytest.mark.parametrize(
    ("path", "size", "message"),
    [
        ("partnerships/2024/a.yaml", 64 * 1024, None),
        ("partnerships/2024/a.yaml", 64 * 1024 + 1, "Filen är 65 kB stor. Gränsen är 64 kB."),
        ("content/listor/synonymer.yaml", 1024 * 1024 + 1, "Filen är 1025 kB stor. Gränsen är 1024 kB."),
    ],
)
def test_a_file_has_a_largest_size(path: str, size: int, message: str | None) -> None:
    files = {**base_files(), path: TOMBSTONE + b"#" * (size - len(TOMBSTONE))}
    assert [one.message for one in problems(files) if one.code == "R105"] == ([message] if message else [])


@pytest.mark.parametrize(
    ("folder", "place", "message"),
    [
        ("content/policy/", "content/policy", "Det finns ingen version i content/policy."),
        ("content/kriterier/", "content/kriterier", "Det finns ingen version i content/kriterier."),
        ("content/listor/teman", "content/listor/teman.yaml", "Filen saknas."),
        ("content/listor/synonymer", "", ""),  # need not be there
    ],
)
def test_what_the_register_needs_has_to_be_there(folder: str, place: str, message: str) -> None:
    files = {path: raw for path, raw in base_files().items() if not path.startswith(folder)}
    found = [(one.place.path, one.message) for one in problems(files) if one.code == "R108"]
    assert found == ([(place, message)] if place else [])

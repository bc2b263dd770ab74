"""A record from options and from a file of answers, without a question."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from register.strict_yaml import read_yaml

from editing.console import named_file
from editing.questions import Kind, Question, with_value

_REPORTS = ("planering", "delrapport", "slutrapport")
_LARGEST = 256 * 1024


def add_options(parser: argparse.ArgumentParser, questions: Iterable[Question]) -> None:
    """An option for each question, called as the field is, and one for each kind of report."""
    group = parser.add_argument_group("postens fält")
    for question in questions:
        choices = f" Ett av: {', '.join(question.choices)}." if question.choices else ""
        group.add_argument(
            f"--{question.name}",
            dest=question.name,
            metavar="SVAR",
            help=f"{question.help}{choices}".replace("%", "%%"),
        )
    for kind in _REPORTS:
        group.add_argument(
            f"--{kind}",
            metavar="DATUM",
            action="append",
            default=[],
            help=f"senaste dag för en {kind} (föreslås annars)",
        )


def from_options(arguments: argparse.Namespace, questions: Iterable[Question], data: dict[str, Any]) -> dict[str, Any]:
    """`data` with the answers that were given as options. Raises ValueError, with the option's name."""
    for question in questions:
        given = getattr(arguments, question.name)
        if given is None:
            continue
        try:
            data = with_value(data, question.pointer, question.answer(given))
        except ValueError as error:
            raise ValueError(f"--{question.name}: {error}") from None
    reports = [(kind, given) for kind in _REPORTS for given in getattr(arguments, kind)]
    if reports:
        day = Question(name="senast", title="", help="", kind=Kind.DATE)
        items = []
        for kind, given in reports:
            try:
                items.append({"typ": kind, "senast": day.answer(given)})
            except ValueError as error:
                raise ValueError(f"--{kind}: {error}") from None
        data = {**data, "uppfoljning": sorted(items, key=lambda item: str(item["senast"]))}
    return data


def from_file(path: str) -> dict[str, Any]:
    """The answers in a file of JSON or YAML, or on standard input for `-`. Raises ValueError and OSError."""
    raw = sys.stdin.buffer.read(_LARGEST + 1) if path == "-" else _bytes(Path(path))
    if len(raw) > _LARGEST:
        raise ValueError(f"«{path}» är för stor för att vara en post.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"«{path}» är inte skriven i UTF-8.") from None
    data: Any
    if text.lstrip().startswith("{"):
        try:
            data = json.loads(text)
        except ValueError as error:
            raise ValueError(f"«{path}» är inte giltig JSON: {error}") from None
    else:
        document, problems = read_yaml(text, path)
        if document is None or problems:
            first = problems[0]
            raise ValueError(f"«{path}» rad {first.place.line}: {first.message} {first.hint}")
        data = document.data
    if not isinstance(data, dict):
        raise ValueError(f"«{path}» har inga fält.")
    return data


def _bytes(path: Path) -> bytes:
    with named_file(path).open("rb") as file:
        return file.read(_LARGEST + 1)

"""One word for one thing: the words that are not used in what the public and staff read, and what is used instead."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from register.word_choice import UNWANTED, Unwanted

ROOT = Path(__file__).parent.parent
PUBLIC = (
    "tests/fixtures/example/content/**/*.md",
    "tests/fixtures/example/content/kriterier/*.yaml",
    "scripts/pages/templates/*.html",
    "scripts/pages/theme/**/*.html",
    "scripts/pages/theme/**/*.js",
)
STAFF = (
    "scripts/webform/templates/*.html",
    "CONTRIBUTING.md",
    "docs/*-*.md",
    ".github/**/*.md",
    ".github/ISSUE_TEMPLATE/*.yml",
)
RULES_PAGE = "scripts/pages/templates/rules.html"


def _texts(*patterns: str) -> Iterator[tuple[str, str]]:
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@cache
def _public() -> tuple[tuple[str, str], ...]:
    return tuple(_texts(*PUBLIC))


@cache
def _for_staff() -> tuple[tuple[str, str], ...]:
    return (*_texts(*STAFF), *_schemas(), *_messages())


def _schemas() -> Iterator[tuple[str, str]]:
    """The title, help and labels of every field."""

    def words(part: object) -> Iterator[str]:
        if isinstance(part, list):
            part = dict(enumerate(part))
        for key, value in part.items() if isinstance(part, dict) else ():
            if isinstance(value, str):
                yield from [value] if key in {"title", "description"} else []
            elif key == "etiketter":
                yield from value.values()
            else:
                yield from words(value)

    for path in sorted((ROOT / "schemas").glob("*.json")):
        yield path.relative_to(ROOT).as_posix(), "\n".join(words(json.loads(path.read_text(encoding="utf-8"))))


def _messages() -> Iterator[tuple[str, str]]:
    """Every string in the code that is a phrase, but for docstrings, which are English."""
    for path in sorted((ROOT / "scripts").rglob("*.py")):
        if path.name == "word_choice.py":  # the list itself
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
        }
        phrases = (
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        )
        yield path.relative_to(ROOT).as_posix(), "\n".join(phrase for phrase in phrases if " " in phrase)


@pytest.mark.parametrize("word", UNWANTED, ids=lambda word: word.instead)
def test_one_word_is_used_for_one_thing(word: Unwanted) -> None:
    assert word.found(word.bad)
    assert not word.found(word.good)
    texts = [(name, text) for name, text in _public() if not (word.only_public and name == RULES_PAGE)]
    texts += () if word.only_public else _for_staff()
    wrong = {name: [one[0] for one in found] for name, text in texts if (found := word.found(text))}
    assert not wrong, f"Skriv «{word.instead}» i stället: {word.why}"

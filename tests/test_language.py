"""One word for one thing: the words that are not used in what the public and staff read, and what is used instead."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

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


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A word that is not used, the word that is, and why. `bad` has it; `good` only looks like it."""

    pattern: str
    instead: str
    why: str
    bad: str
    good: str
    only_public: bool = False

    def found(self, text: str) -> list[str]:
        return [match[0] for match in re.finditer(self.pattern, text, re.IGNORECASE)]


UNWANTED = (
    Unwanted(
        r"\bhandläggare",
        "Vätterhem, medarbetare",
        "vem som bedömer är inte känt",
        "En handläggare bedömer",
        "Vi handlägger",
    ),
    Unwanted(
        r"(?<!avtalets )\bsista dag(?!en (?:som avtalet|då versionen))",
        "senast",
        "ett datum, inte en dag som är sist",
        "Sista dagen är",
        "avtalets sista dag",
    ),
    Unwanted(
        r"inte infört", "inte publicerat här ännu", "ett ord för det som saknas", "Inte infört ännu", "inte inför"
    ),
    Unwanted(
        r"stannar i (?:din|er)\b",
        "skickas inte",
        "läsaren vill veta om det skickas",
        "stannar i er webbläsare",
        "stannar i Råslätt",
    ),
    Unwanted(r"av sig själv", "automatiskt", "saker gör inget av sig själva", "ändras av sig självt", "sig själva"),
    Unwanted(
        r"hos värden|\bvärden där",
        "på GitHub eller GitLab",
        "värd är engelskans host",
        "filen hos värden",
        "två värden",
    ),
    Unwanted(
        r"\bgit-arkiv|(?:här|registrets|i) arkivet\b",
        "kodförråd",
        "arkiv är något annat i en kommun",
        "i arkivet",
        "fältet arkiv",
    ),
    Unwanted(r"\balmanack", "datumet finns", "ett datum finns eller finns inte", "i almanackan", "allmänna"),
    Unwanted(
        r"\b(?:automatiska|ett) prov(?:et|en)?\b", "test", "prov är engelskans test", "automatiska prov", "provperiod"
    ),
    Unwanted(r"rapportdag", "datum för redovisning", "ett ord för redovisning", "Rapportdagar", "dagrapport"),
    Unwanted(
        r"(?:\bandel|\bprocent|%) av pengarna",
        "av det beviljade beloppet",
        "siffran gäller beviljat belopp",
        "22 % av pengarna",
        "lämna av pengarna",
    ),
    Unwanted(
        r"uppgifterna gäller (?:den )?[\d{<]",
        "Uppdaterat den",
        "det är dagen som sidan gjordes",
        "Uppgifterna gäller den 3 maj",
        "Uppgifterna gäller avtal",
    ),
    Unwanted(r"tre vägar in|följ pengarna", "Vad vill du göra?", "tidningsspråk", "Följ pengarna", "Följ med"),
    Unwanted(r"\blagen i \.github", "teamen", "läses som ändra lagen", "Byt lagen i .github", "enligt lagen"),
    Unwanted(
        r"kontrollen säger|säger (?:ja|nej)\b",
        "visar, är godkänd, hittar fel",
        "saker säger inget",
        "Kontrollen säger ja",
        "säger hon",
    ),
    Unwanted(
        r"\b(?:sidan|tabellen|regeln|adressen|rapporten|redovisningen|läget|policyn|siffrorna|filen|skälet) säger\b",
        "visar, anger, beskriver",
        "saker säger inget",
        "Policyn säger inte",
        "Policyn anger inte",
    ),
    Unwanted(
        r"(?<!-)\bpost(?:en|er|erna|ens)?\b",
        "samarbete",
        "post är registrets ord för medarbetare",
        "Posten är ny",
        "E-post",
        only_public=True,
    ),
    Unwanted(
        r"\bmotprestation",
        "nytta",
        "policyn nämner ingen motprestation, och ordet hör till upphandling",
        "Motprestationen",
        "prestation",
        only_public=True,
    ),
    Unwanted(
        r"\bpåhitt\w* (?:mottagare|belopp) och",
        "alla uppgifter",
        "allt är påhittat",
        "påhittade belopp och",
        "påhittade",
        only_public=True,
    ),
)


def _texts(*patterns: str) -> Iterator[tuple[str, str]]:
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("content/policy/"):  # word for word
            yield name, path.read_text(encoding="utf-8")


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
def test_a_word_is_told_from_what_looks_like_it(word: Unwanted) -> None:
    assert word.found(word.bad)
    assert not word.found(word.good)


@pytest.mark.parametrize("word", UNWANTED, ids=lambda word: word.instead)
def test_one_word_is_used_for_one_thing(word: Unwanted) -> None:
    texts = [(name, text) for name, text in _public() if not (word.only_public and name == RULES_PAGE)]
    texts += () if word.only_public else _for_staff()
    wrong = {name: found for name, text in texts if (found := word.found(text))}
    assert not wrong, f"Skriv «{word.instead}» i stället: {word.why}"

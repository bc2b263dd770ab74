"""A record, or a report about one, from options and from files of answers, without a question."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from register.document import Pointer
from register.schema import Schema, nearest
from register.strict_yaml import read_yaml

from editing.questions import REPORTS, AnswerKind, Question, value_at, with_value, without
from editing.safe_write import named_file

FORM_KEY = "blankett"  # the first field of a file that a form on the site has saved: which form it was
APPLICATION, REPORT = "ansokan", "redovisning"
# What an applicant can know; the rest of a record is decided by Vätterhem
_APPLIED_FOR = ("titel", "sammanfattning", "mottagare", "stadsdelar", "teman", "malgrupper", "ansokan", "avtal",
                "verksamhet", "mal", "kriterier")  # fmt: skip
_REPORTED = ("typ", "inkom", "sammanfattning", "resultat", "ekonomi")
_LARGEST = 256 * 1024


def add_options(parser: argparse.ArgumentParser, questions: Iterable[Question]) -> None:
    """Add an option for each question, called as the field is, and one for each kind of report."""
    group = parser.add_argument_group("postens fält")
    for question in questions:
        choices = f" Ett av: {', '.join(question.choices)}." if question.choices else ""
        group.add_argument(
            f"--{question.name}",
            dest=question.name,
            metavar="SVAR",
            help=f"{question.help}{choices}".replace("%", "%%"),
        )
    for kind in REPORTS:
        group.add_argument(
            f"--{kind}",
            metavar="DATUM",
            action="append",
            default=[],
            help=f"senaste dag för en {kind} (föreslås annars)",
        )


def from_options(arguments: argparse.Namespace, questions: Iterable[Question], data: dict[str, Any]) -> dict[str, Any]:
    """Return `data` with the answers that were given as options. Raises ValueError, with the option's name."""
    for question in questions:
        given = getattr(arguments, question.name)
        if given is None:
            continue
        try:
            data = with_value(data, question.pointer, question.answer(given))
        except ValueError as error:
            raise ValueError(f"--{question.name}: {error}") from None
    reports = [(kind, given) for kind in REPORTS for given in getattr(arguments, kind)]
    if reports:
        day = Question(name="senast", title="", help="", kind=AnswerKind.DATE)
        items = []
        for kind, given in reports:
            try:
                items.append({"typ": kind, "senast": day.answer(given)})
            except ValueError as error:
                raise ValueError(f"--{kind}: {error}") from None
        data = {**data, "uppfoljning": sorted(items, key=lambda item: str(item["senast"]))}
    return data


def read_answers(path: str, schema: Schema, questions: Iterable[Question], *, strict: bool) -> dict[str, Any]:
    """Read the answers about a new record: a draft, or an application that the form on the site has saved.

    What is written as people write it («12 mars 2024», «40 000 kr», labels in place of codes) is made into values. What
    cannot be understood is refused when `strict`, and else kept, to be asked for again. Raises ValueError and OSError.
    """
    data = _without_form(from_file(path), APPLICATION, path)
    _refuse_unknown(data, schema, path)
    for question in questions:
        given = value_at(data, question.pointer)
        if given in (None, "", []):
            data = without(data, question.pointer) if given is not None else data
        elif isinstance(given, str) or (question.kind is AnswerKind.CODES and isinstance(given, list)):
            try:
                data = with_value(data, question.pointer, question.answer(given))
            except ValueError as error:
                if strict:
                    raise ValueError(f"«{path}», {question.title} ({question.name}): {error}") from None
    return {name: value for name, value in data.items() if value not in ({}, [], "", None)}


def read_report(path: str, schema: Schema) -> dict[str, Any]:
    """Read a report that the form on the site has saved. Raises ValueError and OSError."""
    data = _without_form(from_file(path), REPORT, path)
    _refuse_unknown(data, report_schema(schema), path)
    return data


def application_schema(schema: Schema) -> Schema:
    """Return the JSON Schema of a saved application: the fields of a record that an applicant fills in."""
    known = schema["properties"]
    return _form_schema("Ansökan", APPLICATION, {name: known[name] for name in _APPLIED_FOR if name in known})


def report_schema(schema: Schema) -> Schema:
    """Return the JSON Schema of a saved report: its kind, the day it was written, its summary, results and accounts."""
    known = {**schema["properties"], **schema["properties"]["uppfoljning"]["items"]["properties"]}
    return _form_schema("Redovisning", REPORT, {name: known[name] for name in _REPORTED if name in known})


def _form_schema(title: str, form: str, fields: Mapping[str, Schema]) -> Schema:
    named = {"title": "Blankett", "description": "Vilken blankett filen kommer från.", "type": "string", "enum": [form]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": [FORM_KEY],
        "properties": {FORM_KEY: named, **{name: _optional(content) for name, content in fields.items()}},
    }


def _optional(schema: Schema) -> Schema:
    """Return a schema that asks for no field: a form can be saved before it is filled in."""
    kept = {
        key: value for key, value in schema.items() if key not in ("required", "if", "then", "else", "minProperties")
    }
    if "properties" in schema:
        kept["properties"] = {name: _optional(content) for name, content in schema["properties"].items()}
    if "items" in schema:
        kept["items"] = _optional(schema["items"])
    return kept


def _without_form(data: dict[str, Any], form: str, path: str) -> dict[str, Any]:
    written = data.get(FORM_KEY, form)
    if written not in (APPLICATION, REPORT):
        raise ValueError(f"«{path}»: blanketten heter {APPLICATION} eller {REPORT}, men du skrev «{written}».")
    if written != form:
        command = "new.py" if written == APPLICATION else "record.py rapport"
        raise ValueError(f"«{path}» är en {written}. Den läses av {command} --svar.")
    return {name: value for name, value in data.items() if name != FORM_KEY}


def _refuse_unknown(data: Any, schema: Schema, path: str, at: Pointer = ()) -> None:
    """Raise ValueError for the first field that the schema does not have, with the nearest one, or of another shape."""
    if data is None:
        return  # a field that the form left empty
    shape = schema.get("type", "object")
    wanted = {"object": (dict, "en grupp av fält"), "array": (list | str, "en lista")}.get(shape)
    if wanted and not isinstance(data, wanted[0]):
        raise ValueError(f"«{path}»: «{'.'.join(map(str, at))}» ska vara {wanted[1]}.")
    if not wanted and isinstance(data, dict | list):
        raise ValueError(f"«{path}»: «{'.'.join(map(str, at))}» ska vara ett enda värde.")
    if isinstance(data, str) and shape == "array" and "properties" in schema["items"]:
        raise ValueError(f"«{path}»: «{'.'.join(map(str, at))}» ska vara en lista.")
    if isinstance(data, list):
        for index, item in enumerate(data):
            _refuse_unknown(item, schema.get("items", {}), path, (*at, index))
    if not isinstance(data, dict) or "properties" not in schema:
        return
    known = schema["properties"]
    for name, value in data.items():
        if name not in known:
            near = nearest(str(name), known)
            guess = f" Menade du «{near}»?" if near else f" Fälten är: {', '.join(known)}."
            dotted = ".".join(map(str, (*at, name)))
            raise ValueError(f"«{path}»: fältet «{dotted}» finns inte.{guess}")
        _refuse_unknown(value, known[name], path, (*at, name))


def from_file(path: str) -> dict[str, Any]:
    """Read a file of JSON or YAML, or standard input for `-`. Raises ValueError and OSError."""
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
            data = json.loads(text, object_pairs_hook=_unique)
        except RecursionError:
            raise ValueError(f"«{path}» har för många nivåer.") from None
        except json.JSONDecodeError as error:
            raise ValueError(f"«{path}» är inte giltig JSON: rad {error.lineno}, tecken {error.colno}.") from None
    else:
        document, problems = read_yaml(text, path)
        if document is None or problems:
            first = problems[0]
            raise ValueError(f"«{path}» rad {first.place.line}: {first.message} {first.hint}")
        data = document.data
    if not isinstance(data, dict):
        raise ValueError(f"«{path}» har inga fält.")
    return data


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a JSON object, and refuse a field that is there twice."""
    names = [name for name, _ in pairs]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"Fältet «{twice}» finns två gånger i filen.")
    return dict(pairs)


def _bytes(path: Path) -> bytes:
    with named_file(path).open("rb") as file:
        return file.read(_LARGEST + 1)

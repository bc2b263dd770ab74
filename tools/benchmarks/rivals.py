"""The programs that are compared: ours, and what one would use instead, on the same records."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.plain_site import write_markdown
from benchmarks.runs import NotMeasuredError, Program, measure
from benchmarks.synthetic_register import commit_by_day, write_register

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = PROJECT / ".cache" / "tools"
TODAY = date(2026, 11, 23)  # the records are the same on any day
OURS = {"check": "validate.py", "site": "build.py"}
# An address that can be real, or much of the open data is not written; and one where commits can be shown.
PUBLISHED = {"SITE_URL": "https://samarbeten.example.org/", "EDIT_URI": "https://git.example.org/samarbeten/edit/main/"}


def register_of(folder: Path, records: int) -> Path:
    """The register of so many records in `folder`, in Git; made the first time."""
    root = folder / f"register-{records}"
    if not root.is_dir():
        register = write_register(root, records, source=PROJECT, today=TODAY)
        write_datatig(root, {one.id: one.heading for version in register.criteria for one in version.criteria})
        commit_by_day(root, TODAY)
    return root


def checkers(root: Path) -> list[Program]:
    """Ours first: each checks the records of `root`, and exits with another number than 0 for a fault."""
    records = sorted((root / "partnerships").rglob("*.yaml"))
    schema = root / "schemas" / "record.schema.json"
    validate: list[str | Path] = [
        sys.executable,
        PROJECT / "scripts" / "validate.py",
        "--root",
        root,
        "--today",
        str(TODAY),
    ]
    against_schema: list[str | Path] = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, *records]
    return [
        Program(name=OURS["check"], does="every rule: file, schema, record, register", command=validate, folder=root),
        Program(name="check-jsonschema", does="the schema alone", command=against_schema, folder=root),
        *_datatig(root, "datatig check", "the schema alone, by way of SQLite", ["check", root]),
    ]


def expect_all_find_faults(root: Path) -> None:
    """Give each checker a record with an amount below 0. Raises NotMeasuredError for one that says nothing."""
    record = max((root / "partnerships").rglob("*.yaml"))
    right = record.read_text(encoding="utf-8")
    record.write_text(re.sub("belopp: .*", "belopp: -7531", right), encoding="utf-8")
    try:
        for each in checkers(root):
            try:
                measure(each.command, root, each.environment)
            except NotMeasuredError as error:
                if "-7531" in str(error) or "7531" in str(error):
                    continue
                raise
            raise NotMeasuredError(f"{each.name} does not find an amount below 0")
    finally:
        record.write_text(right, encoding="utf-8")


def our_build(root: Path, site: Path) -> Program:
    """The program that builds our site."""
    build: list[str | Path] = [
        sys.executable,
        PROJECT / "scripts" / "build.py",
        "--root",
        root,
        "--out",
        site,
        "--today",
        str(TODAY),
    ]
    return Program(
        name=OURS["site"],
        does="the check, pages, open data, search index, links followed",
        command=build,
        folder=root,
        environment=PUBLISHED,
        prepare=_emptier(site),
        site=site,
    )


def builders(root: Path, folder: Path) -> list[Program]:
    """Ours first; the others make as many pages of the same records as Markdown, Hugo with Pagefind over it."""
    ours = our_build(root, folder / f"site-{root.name}")
    plain = folder / f"plain-{root.name}"

    def made(site: Path) -> Callable[[], None]:
        def prepare() -> None:
            if not plain.is_dir() and ours.site:
                write_markdown(plain, root / "partnerships", sum(1 for _ in ours.site.rglob("*.html")))
            _emptier(site)()

        return prepare

    def program(name: str, does: str, command: list[str | Path], site: Path, **environment: str) -> Program:
        return Program(
            name=name, does=does, command=command, folder=plain, environment=environment, prepare=made(site), site=site
        )

    python, packages = sys.executable, str(PACKAGES / "requirements")
    by_hugo, by_mkdocs, by_zensical = plain / "hugo", plain / "mkdocs", plain / "site"
    mkdocs: list[str | Path] = [python, "-m", "mkdocs", "build", "--quiet", "--site-dir", by_mkdocs]
    hugo = (
        f"'{packages}/bin/hugo' --quiet --destination '{by_hugo}' && '{python}' -m pagefind --site '{by_hugo}' --quiet"
    )
    found = [
        ours,
        program("MkDocs + Material", "Markdown pages, search index", mkdocs, by_mkdocs, NO_MKDOCS_2_WARNING="1"),
    ]
    if Path(packages).is_dir():
        found += [
            program(
                "Zensical",
                "Markdown pages, search index",
                [f"{packages}/bin/zensical", "build"],
                by_zensical,
                PYTHONPATH=packages,
            ),
            program(
                "Hugo + Pagefind", "Markdown pages, search index", ["sh", "-c", hugo], by_hugo, PYTHONPATH=packages
            ),
        ]
    data = folder / f"datatig-{root.name}"
    return [
        *found,
        *_datatig(
            root, "datatig build", "two pages a record, JSON, SQLite", ["build", root, "--staticsiteoutput", data], data
        ),
    ]


def _datatig(root: Path, name: str, does: str, words: list[str | Path], site: Path | None = None) -> Iterator[Program]:
    packages = PACKAGES / "datatig"
    if packages.is_dir():
        yield Program(
            name=name,
            does=does,
            command=[sys.executable, "-m", "datatig", *words],
            folder=root,
            environment={"PYTHONPATH": str(packages)},
            prepare=_emptier(site) if site else lambda: None,
            site=site,
        )


def _emptier(site: Path) -> Callable[[], None]:
    def prepare() -> None:
        shutil.rmtree(site, ignore_errors=True)
        site.parent.mkdir(parents=True, exist_ok=True)

    return prepare


def write_datatig(root: Path, reasons: Mapping[str, str]) -> None:
    """Write datatig.json: the schema to check records against, and its fields. `reasons`: criteria and headings."""
    schema = json.loads((root / "schemas" / "record.schema.json").read_text(encoding="utf-8"))
    schema["properties"]["kriterier"]["properties"] = {
        code: {"type": "string", "title": heading} for code, heading in reasons.items()
    }
    kind = {
        "id": "samarbeten",
        "directory": "partnerships",
        "json_schema": "schemas/record.schema.json",
        "list_fields": ["titel", "mottagare_namn", "beslut_datum", "beslut_belopp"],
        "fields": list(_fields(schema)),
    }
    text = json.dumps({"title": "Stadsdelssamarbeten", "types": [kind]}, ensure_ascii=False)
    (root / "datatig.json").write_text(text, encoding="utf-8")


def _fields(schema: Mapping[str, Any], *keys: str) -> Iterator[dict[str, Any]]:
    """The fields of a mapping as datatig describes them, those of the mappings in it too."""
    for key, field in schema.get("properties", {}).items():
        path = (*keys, key)
        if field.get("type") == "object":
            yield from _fields(field, *path)
            continue
        listed = field.get("items", {}).get("type")
        kind = {"object": "list-dictionaries", "string": "list-strings"}.get(listed, "string")
        if listed is None:
            kind = "date" if field.get("format") == "date" else {"integer": "integer"}.get(field.get("type"), "string")
        made = {
            "id": "_".join(path).replace("-", "_"),
            "key": "/".join(path),
            "title": field.get("title", key),
            "type": kind,
        }
        if kind == "list-dictionaries":
            made["fields"] = list(_fields(field["items"]))
        yield made

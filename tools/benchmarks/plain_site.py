"""The same records as plain Markdown, for MkDocs with Material, Zensical and Hugo: as a person would write them.

A page for each record with everything that it says, and pages of totals with tables of at most 20 rows, until the
site has as many pages as ours.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import yaml

ROWS = 20  # as many as our own lists have
MKDOCS = """\
site_name: Stadsdelssamarbeten
site_url: https://samarbeten.example.org/
theme:
  name: material
  language: sv
  font: false
nav:
  - Start: index.md
"""
HUGO = """\
baseURL = "https://samarbeten.example.org/"
languageCode = "sv"
title = "Stadsdelssamarbeten"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = false
"""
HUGO_PAGE = """\
<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{{ .Title }} – {{ .Site.Title }}</title>
<meta name="description" content="{{ .Summary | plainify }}"><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ .Site.Title }}</a><nav>
{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ end }}</nav></header><nav>{{ .TableOfContents }}</nav><main><article>{{ .Content }}</article></main></body></html>
"""

Record = Mapping[str, Any]
Group = tuple[str, str, Sequence[tuple[str, Record]]]


def write_markdown(folder: Path, partnerships: Path, pages: int) -> None:
    """Write `folder` as a site of so many pages for all three: mkdocs.yml, hugo.toml and docs/."""
    records = {
        path.relative_to(partnerships).with_suffix("").as_posix(): yaml.load(
            path.read_bytes(),
            Loader=yaml.CSafeLoader,  # the safe loader, in C
        )
        for path in sorted(partnerships.rglob("*.yaml"))
    }
    docs = folder / "docs"
    for name, record in records.items():
        _write(docs / "samarbeten" / f"{name}.md", str(record.get("titel", "Flyttad")), "\n".join(_lines(record)))
    lists = list(islice(_pages_of_totals(records), max(0, pages - len(records) - 2)))  # start and 404.html
    for path, title, group in lists:
        _write(docs / f"{path}.md", title, _table(path, group))
    links = "\n".join(f"- [{title}]({path}.md)" for path, title, _ in lists[:ROWS])
    _write(docs / "index.md", "Stadsdelssamarbeten", links)
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (folder / "hugo.toml").write_text(HUGO, encoding="utf-8")
    shutil.copytree(docs, folder / "content")
    (folder / "content" / "index.md").rename(folder / "content" / "_index.md")  # Hugo's name for the page of a folder
    for name in ("single.html", "list.html", "index.html", "404.html"):
        template = folder / "layouts" / ("_default" if name in {"single.html", "list.html"} else "") / name
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_text(HUGO_PAGE, encoding="utf-8")


def _write(path: Path, title: str, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: '{title}'\n---\n\n# {title}\n\n{body}\n", encoding="utf-8")


def _lines(record: Any, level: int = 2) -> Iterator[str]:
    """A record as headings, tables of facts and lists."""
    plain = {key: value for key, value in record.items() if not isinstance(value, dict | list)}
    if plain:
        yield "\n| Uppgift | Värde |\n| --- | --- |"
        yield from (f"| {key} | {value} |" for key, value in plain.items())
    for key, value in record.items():
        if isinstance(value, dict):
            yield f"\n{'#' * level} {key.capitalize()}\n"
            yield from _lines(value, level + 1)
        elif isinstance(value, list):
            yield f"\n{'#' * level} {key.capitalize()}\n"
            yield from (f"- {', '.join(map(str, one.values())) if isinstance(one, dict) else one}" for one in value)


def _pages_of_totals(records: Mapping[str, Record]) -> Iterator[Group]:
    """Lists by year, neighbourhood, theme, target group and recipient, then by two of them, `ROWS` on a page."""
    ways: list[dict[str, list[tuple[str, Record]]]] = [{} for _ in range(5)]
    for name, record in records.items():
        if "beslut" not in record:
            continue
        keys = ([name[:4]], record["stadsdelar"], record["teman"], record["malgrupper"], [record["mottagare"]["namn"]])
        for way, values in zip(ways, keys, strict=True):
            for value in values:
                way.setdefault(value, []).append((name, record))
    groups = [(value, of) for way in ways for value, of in way.items()]
    pairs = (
        (f"{one} och {other}", [each for each in of if each in second])
        for a, b in combinations(ways[:4], 2)
        for one, of in a.items()
        for other, second in b.items()
    )
    number = 0
    for title, of in [*groups, *pairs]:
        for first in range(0, len(of), ROWS):
            number += 1
            yield f"listor/{number}", f"{title}, sida {first // ROWS + 1}", of[first : first + ROWS]


def _table(path: str, group: Sequence[tuple[str, Record]]) -> str:
    up = "../" * path.count("/")
    rows = []
    for name, record in group:
        decision, recipient = record["beslut"], record["mottagare"]["namn"]
        link = f"[{record['titel']}]({up}samarbeten/{name}.md)"
        rows.append(f"| {link} | {recipient} | {decision['datum']} | {decision['belopp']:,} kr |")
    total = sum(record["beslut"]["belopp"] for _, record in group)
    return "\n".join(
        [
            f"{len(group)} samarbeten, {total:,} kr.\n",
            "| Samarbete | Mottagare | Beslut | Belopp |",
            "| --- | --- | --- | --- |",
            *rows,
        ]
    )

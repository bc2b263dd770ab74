"""Whatever is in a file, the check ends with problems or without, never with a traceback; what passes can be shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pages.site import site_pages
from register.schema import SchemaError

from .cases import RECORD, TODAY
from .memory import Files, base_files, checked, problems

# The same examples every time, and no more than fit in the suite; `make fuzz` looks further
bounded = settings(max_examples=25, suppress_health_check=list(HealthCheck))
TEXT = base_files()[RECORD].decode()
WRITTEN = [RECORD, *sorted(path for path in base_files() if path.startswith("content/"))]
SPICE = [
    "\u202e",
    "\ud800",
    "\0",
    "'",
    '"',
    ": ",
    "- ",
    "&a",
    "*a",
    "!!x",
    "9999-12-31",
    "0001-01-01",
    "{",
    "]",
    "\t",
    "%",
]


def ends_well(files: Files, today: date = TODAY, base: Files | None = None) -> None:
    """Every problem says where, what and what to do; a register without problems can be rendered."""
    examined = checked(files, base, today)
    for problem in examined.problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.message.strip()
        assert problem.hint.strip()
    if not examined.problems and base is None:
        assert examined.register is not None
        assert site_pages(examined.register, today, example_data=True)


def record(content: bytes) -> Files:
    return {**base_files(), RECORD: content}


@bounded
@given(st.binary(max_size=2_000))
def test_any_bytes(content: bytes) -> None:
    ends_well(record(content))


scalars: st.SearchStrategy[Any] = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
fields = st.sampled_from(sorted(yaml.safe_load(TEXT))) | st.text(max_size=8)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(fields, inner, max_size=6),
    max_leaves=20,
)


@bounded
@given(trees)
def test_any_tree(tree: Any) -> None:
    ends_well(record(yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass")))


@bounded
@given(st.permutations(TEXT.splitlines(keepends=True)[:12]), st.integers(0, 11))
def test_lines_in_another_order(lines: list[str], left_out: int) -> None:
    rest = TEXT.splitlines(keepends=True)[12:]
    ends_well(record("".join(lines[:left_out] + lines[left_out + 1 :] + rest).encode()))


@bounded
@given(st.sampled_from(WRITTEN), st.data())
def test_a_file_with_a_piece_replaced(path: str, data: st.DataObject) -> None:
    text = base_files()[path].decode()
    start = data.draw(st.integers(0, len(text)))
    piece = data.draw(st.sampled_from(SPICE) | st.text(max_size=5))
    after = text[start + data.draw(st.integers(0, 40)) :]
    ends_well({**base_files(), path: (text[:start] + piece + after).encode("utf-8", "surrogatepass")})


SCHEMAS = sorted(path for path in base_files() if path.startswith("schemas/"))


def replaced(data: Any, value: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    """Put `value` in the place of one value somewhere inside `data`, or take it away."""
    while True:
        key = draw(st.sampled_from(sorted(data) if isinstance(data, dict) else range(len(data))))
        if not isinstance(data[key], dict | list) or not data[key] or draw(st.booleans()):
            if draw(st.booleans()):
                data[key] = value
            else:
                del data[key]
            return
        data = data[key]


def rewritten(path: str, value: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Files:
    """The base with one value replaced in a file, or in the front matter of one."""
    text = base_files()[path].decode()
    head, body = text, ""
    if path.endswith(".md"):
        assume(text.startswith("---\n"))
        head, body = text[4:].split("---\n", 1)
    data = yaml.safe_load(head)
    replaced(data, value, draw)
    written = yaml.safe_dump(data, allow_unicode=True)
    after = f"---\n{written}---\n{body}" if path.endswith(".md") else written
    return {**base_files(), path: after.encode("utf-8", "surrogatepass")}


@bounded
@given(st.sampled_from(WRITTEN), trees, st.sampled_from([TODAY, date.min, date.max]), st.data())
def test_a_value_of_a_file_replaced(path: str, value: Any, today: date, data: st.DataObject) -> None:
    files = rewritten(path, value, data.draw)
    ends_well(files, today)
    ends_well(files, today, base=base_files())
    ends_well(base_files(), today, base=files)


@bounded
@given(st.sampled_from(SCHEMAS), trees, st.data())
def test_a_value_of_a_schema_replaced(path: str, value: Any, data: st.DataObject) -> None:
    schema = json.loads(base_files()[path])
    replaced(schema, value, data.draw)
    with suppress(SchemaError):
        checked({**base_files(), path: json.dumps(schema, default=str).encode()})


@pytest.mark.parametrize("written", ["", "30 augusti 2023", "2023-02-30", "[]", "null", "2023"])
@pytest.mark.parametrize("path", ["content/policy/2023-08-30.md", "content/kriterier/2023-08-30.yaml"])
def test_a_slip_in_the_day_of_a_version_is_a_problem_with_its_line(path: str, written: str) -> None:
    text = base_files()[path].decode()
    line = next(number for number, one in enumerate(text.splitlines(), 1) if one.startswith("galler_fran:"))
    after = text.replace("galler_fran: 2023-08-30", f"galler_fran: {written}")
    assert (path, line) in {
        (one.place.path, one.place.line) for one in problems({**base_files(), path: after.encode()})
    }

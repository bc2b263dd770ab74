"""Whatever is in a file, the check ends with problems or without, never with a traceback; what passes can be shown."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages.site import site_pages
from register.check import check
from register.file_tree import Tree

from .cases import RECORD, TODAY
from .memory import Files, MemoryTree, base_files

# The same examples every time, and no more than fit in the suite; `make fuzz` looks further
bounded = settings(
    derandomize=True, max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
TEXT = base_files()[RECORD].decode()
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


def ends_well(files: Files) -> None:
    """Every problem says where, what and what to do; a register without problems can be rendered."""
    tree: Tree = MemoryTree(files)
    examined = check(tree, TODAY)
    for problem in examined.problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.message.strip()
        assert problem.hint.strip()
    if not examined.problems:
        assert examined.register is not None
        assert site_pages(examined.register, TODAY, example_data=True)


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
@given(trees, st.data())
def test_a_good_record_with_one_value_replaced(value: Any, data: st.DataObject) -> None:
    good = yaml.safe_load(TEXT)
    inner = good
    while True:
        key = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        if not isinstance(inner[key], dict | list) or data.draw(st.booleans()):
            inner[key] = value
            break
        inner = inner[key]
    ends_well(record(yaml.safe_dump(good, allow_unicode=True).encode("utf-8", "surrogatepass")))


@bounded
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.sampled_from(SPICE) | st.text(max_size=5))
def test_a_good_record_with_a_piece_replaced(start: int, length: int, piece: str) -> None:
    ends_well(record((TEXT[:start] + piece + TEXT[start + length :]).encode("utf-8", "surrogatepass")))


@bounded
@given(st.permutations(TEXT.splitlines(keepends=True)[:12]), st.integers(0, 11))
def test_lines_in_another_order(lines: list[str], left_out: int) -> None:
    rest = TEXT.splitlines(keepends=True)[12:]
    ends_well(record("".join(lines[:left_out] + lines[left_out + 1 :] + rest).encode()))


@bounded
@given(st.sampled_from(sorted(path for path in base_files() if path.startswith("content/"))), st.data())
def test_a_piece_of_the_content_replaced(path: str, data: st.DataObject) -> None:
    text = base_files()[path].decode()
    start = data.draw(st.integers(0, len(text)))
    piece = data.draw(st.sampled_from(SPICE) | st.text(max_size=5))
    after = text[start + data.draw(st.integers(0, 40)) :]
    ends_well({**base_files(), path: (text[:start] + piece + after).encode("utf-8", "surrogatepass")})

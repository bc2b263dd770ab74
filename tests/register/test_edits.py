"""What people write wrong is stopped at its line, with what to do; what they write differently is not."""

from __future__ import annotations

import json

import pytest

from .bad_edits import BAD_LINES, BAD_VALUES
from .cases import RECORD
from .harmless import ADDRESSES, CASE_NUMBERS, REWRITTEN, TEXTS, TITLES
from .memory import base_files, edited, problems
from .personal_data_tables import HARMLESS


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def found(old: str, new: str) -> list[str]:
    return [f"{one.code}:{one.place.line}" for one in problems(edited(old, new))]


@pytest.mark.parametrize(
    ("line", "codes", "value"), [(line, codes, value) for line, codes, values in BAD_VALUES for value in values]
)
def test_a_bad_value_is_stopped_on_its_line(line: str, codes: str, value: str) -> None:
    number = base_files()[RECORD].decode().splitlines().index(line) + 1
    written = f"{line.partition(':')[0]}: {value}\n"
    assert found(f"{line}\n", written) == [f"{code}:{number}" for code in codes.split()]


@pytest.mark.parametrize(("old", "new", "places"), BAD_LINES)
def test_a_bad_line_is_stopped_where_it_is(old: str, new: str, places: str) -> None:
    assert found(old, new) == places.split()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(("titel: Läxhjälp på Råslätt\n", f"titel: {quoted(title)}\n") for title in TITLES),
        *(("efter behov och utgår", f"efter behov. {text} Ledarna utgår") for text in [*TEXTS, *HARMLESS]),
        *(('"2024-031"', quoted(number)) for number in CASE_NUMBERS),
        *(("https://example.org/lyktan", quoted(address)) for address in ADDRESSES),
    ],
)
def test_what_only_looks_wrong_passes(old: str, new: str) -> None:
    assert found(old, new) == []


@pytest.mark.parametrize("rewrite", REWRITTEN.values(), ids=REWRITTEN)
def test_another_way_to_write_the_same_passes(rewrite: object) -> None:
    assert callable(rewrite)
    written = rewrite(base_files()[RECORD].decode())
    assert problems({**base_files(), RECORD: written.encode()}) == ()

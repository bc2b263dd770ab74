from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from opendata.xml import between_tags, legal

TEXTS = st.text(st.sampled_from("&<>\"'\r\n\t\0\x1f\ufffe\ud800 aå]"), max_size=30) | st.text(max_size=40)


@given(TEXTS)
def test_a_text_between_tags_comes_back(text: str) -> None:
    # A parser makes a new line of a carriage return, unless it stands as a reference.
    read = ElementTree.fromstring(f"<a>{between_tags(text)}</a>")  # noqa: S314  # no declaration, so no entities
    assert (read.text or "") == legal(text)
    assert len(read) == 0


def test_every_character_that_xml_can_hold_is_left_and_every_other_replaced() -> None:
    can_hold = {0x9, 0xA, 0xD, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000)}
    everything = "".join(map(chr, range(0x110000)))
    wanted = "".join(chr(code) if code in can_hold else "\ufffd" for code in range(0x110000))
    assert legal(everything) == wanted
    assert legal(between_tags("\0")) == "\ufffd"

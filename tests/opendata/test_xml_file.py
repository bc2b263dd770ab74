from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from opendata.feeds import Feed, Item, atom
from opendata.xml_file import replace_illegal_xml
from register.git_history import midnight

from .snapshots import ADDRESS, TODAY, rich

TEXTS = st.text(st.sampled_from("&<>\"'\r\n\t\0\x1f\ufffe\ud800 aå]"), max_size=30) | st.text(max_size=40)
ATOM = "{http://www.w3.org/2005/Atom}"


@given(TEXTS)
def test_a_text_in_a_template_comes_back_as_it_was(text: str) -> None:
    day = midnight(TODAY)
    item = Item(kind="beslut", name="x", title=text, text=text, link=ADDRESS, published=day, updated=day)
    feed = Feed(path="data/x.atom", title=text, subtitle="x", page="", items=(item,))
    read = ElementTree.fromstring(atom(feed, rich()))  # noqa: S314  # no declaration, so no entities
    for found in (*read.findall(f"{ATOM}title"), *read.iter(f"{ATOM}summary")):
        assert (found.text or "") == replace_illegal_xml(text)
        assert len(found) == 0


def test_every_character_that_xml_can_hold_is_left_and_every_other_replaced() -> None:
    can_hold = {0x9, 0xA, 0xD, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000)}
    everything = "".join(map(chr, range(0x110000)))
    wanted = "".join(chr(code) if code in can_hold else "\ufffd" for code in range(0x110000))
    assert replace_illegal_xml(everything) == wanted

"""The words of the policy, as HTML and as the difference between two versions.

Headings, paragraphs, lists, emphasis and tables only: raw HTML shows as typed, and a link leads only to https.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from xml.etree import ElementTree

from markdown import Markdown  # type: ignore[import-untyped]  # has neither types nor a stub in the lock
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from markupsafe import Markup
from register.diff import ChangeType, Segment, difference
from register.model import PolicyVersion

from pages.links import UniqueSlugs, slug
from pages.render import host

_LEFT_OUT_BLOCKS = ("code",)
_LEFT_OUT_PREPROCESSORS = ("html_block",)
_BLOCKS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "li", "th", "td"})
_CONTAINERS = _BLOCKS | {"ul", "ol", "table", "thead", "tbody", "tr", "blockquote"}
_KINDS = {"h4": "h3", "h5": "h3", "h6": "h3", "th": "p", "td": "p"}
_LEFT_OUT_INLINE = ("html", "image_link", "image_reference", "short_image_ref", "entity", "automail")


@dataclass(frozen=True, slots=True)
class PolicyText:
    """The text without its first heading, which is `heading`; every other heading has an anchor."""

    heading: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a point of a list or a cell of a table, as plain words with single spaces between."""

    tag: str
    words: str


def policy_text(text: str, otherwise: str) -> PolicyText:
    """Render the Markdown of a version; the heading is `otherwise` where the text has none."""
    body, shaped = _rendered(text)
    return PolicyText(heading=shaped.heading or otherwise, body=body)


def policy_blocks(text: str, otherwise: str) -> tuple[Block, ...]:
    """The words of a version block by block, its heading first, to be compared with another's."""
    _, shaped = _rendered(text)
    return (Block("h1", " ".join((shaped.heading or otherwise).split())), *shaped.blocks)


def _rendered(text: str) -> tuple[Markup, _Shaped]:
    parser = Markdown(extensions=["sane_lists", "tables"], output_format="html")
    for registry, names in (
        (parser.preprocessors, _LEFT_OUT_PREPROCESSORS),
        (parser.parser.blockprocessors, _LEFT_OUT_BLOCKS),
        (parser.inlinePatterns, _LEFT_OUT_INLINE),
    ):
        for name in names:
            registry.deregister(name)
    shaped = _Shaped(parser)
    parser.treeprocessors.register(shaped, "shaped", -1)  # after what unescapes
    body = Markup(parser.convert(text))  # noqa: S704  # raw HTML and unsafe links have been taken out
    return body, shaped


def section_anchor(section: str) -> str:
    """The anchor of the section with this heading."""
    return slug(section, "avsnitt")


class _Shaped(Treeprocessor):  # type: ignore[misc]  # the base class is untyped
    """Lifts the first h1 out, gives the other headings anchors and takes unsafe links away."""

    heading = ""
    blocks: tuple[Block, ...] = ()

    def run(self, root: ElementTree.Element) -> None:
        first = root.find("h1")
        if first is not None:
            self.heading = "".join(first.itertext())
            root.remove(first)
        taken = UniqueSlugs()
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                element.tag = "h2" if element.tag == "h1" else element.tag
                element.set("id", taken.add(section_anchor("".join(element.itertext()))))
            elif element.tag == "a" and not host(element.get("href")):
                element.tag = "span"
                element.attrib.clear()
            element.attrib.pop("style", None)
        self.blocks = tuple(_blocks(root))


def _blocks(root: ElementTree.Element) -> Iterator[Block]:
    """Every block below with its own words; those of a block inside it are that one's."""
    for element in root.iter():
        if element.tag in _BLOCKS:
            words = " ".join(_own_text(element).split())
            if words:
                yield Block(_KINDS.get(element.tag, element.tag), words)


def _own_text(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append(" " if child.tag in _CONTAINERS else _own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """A heading, paragraph or point of a list, with what became of its words. `tag` is h2, h3, p or li."""

    tag: str
    pieces: tuple[Segment, ...]

    @property
    def changed(self) -> bool:
        """Return whether any of its words were added or removed."""
        return any(piece.change is not ChangeType.KEPT for piece in self.pieces)


def text_difference(before: PolicyVersion, after: PolicyVersion) -> list[ChangedBlock]:
    """The blocks of both texts in order; what was removed is where it was."""
    return list(_changed_blocks(policy_blocks(before.text, before.title), policy_blocks(after.text, after.title)))


def added_and_removed(blocks: Sequence[ChangedBlock]) -> tuple[int, int]:
    """Count the words that were added and those that were removed."""
    count = dict.fromkeys(ChangeType, 0)
    for block in blocks:
        for piece in block.pieces:
            count[piece.change] += len(piece.words.split())
    return count[ChangeType.ADDED], count[ChangeType.REMOVED]


def _changed_blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[ChangedBlock]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield from (_whole(block, ChangeType.KEPT) for block in old[old_from:old_to])
        else:
            yield from _replaced(old[old_from:old_to], new[new_from:new_to])


def _replaced(old: Sequence[Block], new: Sequence[Block]) -> Iterator[ChangedBlock]:
    """Blocks that replace others: each new one paired with the old one that it is most like, in order."""
    waiting = list(old)
    for block in new:
        likest = max(range(len(waiting)), key=lambda place: _likeness(waiting[place], block), default=None)
        if likest is None or _likeness(waiting[likest], block) < _ALIKE:
            yield _whole(block, ChangeType.ADDED)
            continue
        yield from (_whole(gone, ChangeType.REMOVED) for gone in waiting[:likest])
        yield from _paired(waiting[likest], block)
        waiting = waiting[likest + 1 :]
    yield from (_whole(gone, ChangeType.REMOVED) for gone in waiting)


def _paired(old: Block, new: Block) -> Iterator[ChangedBlock]:
    pieces = difference(old.words, new.words) if old.tag == new.tag else None
    if pieces is None:
        yield _whole(old, ChangeType.REMOVED)
        yield _whole(new, ChangeType.ADDED)
    else:
        yield ChangedBlock(new.tag, pieces)


def _likeness(old: Block, new: Block) -> float:
    """The share of the words of two blocks that is the same, from 0 to 1."""
    return SequenceMatcher(a=old.words.split(), b=new.words.split(), autojunk=False).ratio()


def _whole(block: Block, change: ChangeType) -> ChangedBlock:
    return ChangedBlock(block.tag, (Segment(change, block.words),))

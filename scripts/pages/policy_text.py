"""The words of the policy, from Markdown to HTML: headings, paragraphs, lists, emphasis and tables only.

Raw HTML shows as typed, and a link leads only to an https address.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from markdown import Markdown  # type: ignore[import-untyped]  # has neither types nor a stub in the lock
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from markupsafe import Markup

from pages.render import host
from pages.slug import Taken, slug

_LEFT_OUT_BLOCKS = ("code",)
_LEFT_OUT_PREPROCESSORS = ("html_block",)
_LEFT_OUT_INLINE = ("html", "image_link", "image_reference", "short_image_ref", "entity", "automail")


@dataclass(frozen=True, slots=True)
class PolicyText:
    """The text without its first heading, which is `heading`; every other heading has an anchor."""

    heading: str
    body: Markup


def policy_text(text: str, otherwise: str) -> PolicyText:
    """Render the Markdown of a version; the heading is `otherwise` where the text has none."""
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
    return PolicyText(heading=shaped.heading or otherwise, body=body)


def section_anchor(section: str) -> str:
    """The anchor of the section with this heading."""
    return slug(section, "avsnitt")


class _Shaped(Treeprocessor):  # type: ignore[misc]  # the base class is untyped
    """Lifts the first h1 out, gives the other headings anchors and takes unsafe links away."""

    heading = ""

    def run(self, root: ElementTree.Element) -> None:
        first = root.find("h1")
        if first is not None:
            self.heading = "".join(first.itertext())
            root.remove(first)
        taken = Taken()
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                element.tag = "h2" if element.tag == "h1" else element.tag
                element.set("id", taken.take(section_anchor("".join(element.itertext()))))
            elif element.tag == "a" and not host(element.get("href")):
                element.tag = "span"
                element.attrib.clear()
            element.attrib.pop("style", None)

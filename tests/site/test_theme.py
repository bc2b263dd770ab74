"""What our theme rests on: Material's templates as they were when ours were written, and colours one can read."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from pathlib import Path

import material
import pytest

from .conftest import REPOSITORY
from .html_files import read_all

OURS = REPOSITORY / "scripts/pages/theme"
THEIRS = Path(material.__file__).parent / "templates"

# Each template of Material that ours stands in for or builds on, at 9.8.2. When one of them changes: read what
# changed, carry over what concerns ours, and write the new hash here.
ORIGINALS = {
    "404.html": "80c93494b5432b1b",
    "base.html": "a919e32d2225e09e",
    "main.html": "9948b55a7bc979c3",
    "partials/content.html": "ce33929c85af129f",
    "partials/footer.html": "50c2a75f013b7b03",
    "partials/header.html": "8cf3fb15bcf969ff",
    "partials/javascripts/base.html": "d6113712bc4deb30",
    "partials/javascripts/content.html": "3722e156f0f6339d",
    "partials/logo.html": "e0925ef6c190174a",
    "partials/nav.html": "af33f6e032f632eb",
    "partials/path.html": "cbde0642861fe915",
    "partials/search.html": "bfd556535abcddb9",
    "partials/tabs.html": "d2c82916569e645a",
    "partials/toc-item.html": "418f31ce2e6d5599",
    "partials/toc.html": "fde48f583563364b",
}
WRITTEN_FOR = "9.8.2"


def test_the_templates_that_ours_stand_in_for_have_not_changed() -> None:
    now = {name: hashlib.sha256((THEIRS / name).read_bytes()).hexdigest()[:16] for name in ORIGINALS}
    assert now == ORIGINALS, f"Material is {version('mkdocs-material')}; the theme was written for {WRITTEN_FOR}"


def test_every_template_that_ours_stand_in_for_is_watched() -> None:
    replaced = {path.relative_to(OURS).as_posix() for path in OURS.rglob("*.html")}
    assert {name for name in replaced if (THEIRS / name).is_file()} <= set(ORIGINALS)


STYLES = (OURS / "assets/stylesheets/colours.css").read_text(encoding="utf-8")
PAIRS = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", STYLES)
COLOURS = {name: (light, dark) for name, light, dark in PAIRS}
STATES = ("planned", "running", "waiting", "overdue", "done", "ended", "notice", "brand")
READ = [
    *((ink, ground) for ink in ("ink", "ink-soft", "brand", "brand-hover") for ground in ("page", "surface", "sunken")),
    *((ink, "brand-soft") for ink in ("ink", "brand", "brand-hover")),
    *(("ink", ground) for ground in ("notice", "overdue")),
    *((f"on-{state}", state) for state in STATES),
]
SEEN = [(mark, ground) for mark in ("line-strong", "focus", "brand") for ground in ("page", "surface", "sunken")]


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_text_can_be_read(ink: str, ground: str, scheme: int) -> None:
    assert _contrast(COLOURS[ink][scheme], COLOURS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), SEEN)
def test_edges_of_fields_and_focus_can_be_seen(mark: str, ground: str, scheme: int) -> None:
    assert _contrast(COLOURS[mark][scheme], COLOURS[ground][scheme]) >= 3


ENGLISH = re.compile(
    r"\b(search|skip to|back to top|table of contents|made with|permanent link|not found|home page|next page|"
    r"previous page|copy to|edit this|close menu|toggle|navigation menu|footer|header|initializing|no matching|"
    r"type to start|light mode|dark mode|loading)\b",
    re.IGNORECASE,
)


def test_nothing_of_the_frame_is_in_english(site: Path) -> None:
    spoken = ("title", "aria-label", "placeholder", "alt")
    for address, seen in read_all(site).items():
        words = [str(attributes[name]) for _, attributes in seen.elements for name in spoken if attributes.get(name)]
        words += seen.texts["title"] + seen.texts["h1"]
        if address != "english/":
            assert not [text for text in words if ENGLISH.search(text)], address
    frame = re.sub(
        r"<script.*?</script>|<[^>]+>", " ", (site / "404.html").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    assert not ENGLISH.search(frame)
    config = re.search(r'"translations": (\{.*?\})', (site / "index.html").read_text(encoding="utf-8"))
    assert config
    assert not ENGLISH.search(re.sub(r'"[a-z.]+":', "", config[1]))

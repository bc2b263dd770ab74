"""Make the theme's files that carry the company's name and colours: the style sheet's first lines, and the pictures."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from register.company import Company, shades

_THEME = Path(__file__).resolve().parents[1] / "pages" / "theme"
COLOURS = "assets/stylesheets/colours.css"
_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="{corner}" fill="{colour}"/>'
    '<path d="M4.5 25V16.5L9 12.800l4.5 3.700V25Zm14 0V16.5L23 12.800l4.5 3.700V25Z" fill="#fff" opacity=".6"/>'
    '<path d="M10.5 25V11.700L16 7l5.500 4.700V25Z" fill="#fff"/></svg>'
)
# A page of Typst is as wide as the picture in points, at 72 points an inch
_PICTURE = """\
#let (width, height, mark, size, colour, words) = json(bytes(sys.inputs.picture))
#set page(width: width * 1pt, height: height * 1pt, margin: 0pt, fill: if words.len() > 0 { rgb(colour) })
#place(bottom + right, image(bytes(mark), width: size * 1pt))
#if words.len() > 0 {
  let (owner, register, about) = words
  set text(lang: "sv", fill: white, font: "Libertinus Serif", size: 38pt)
  set par(leading: 0.6em)
  pad(x: 90pt, top: 100pt, {
    block(owner)
    block(below: 1em, text(size: 92pt, weight: "bold", register))
    block(width: 72%, about)
  })
}
"""


def put_company_files(files: Files, config: MkDocsConfig, company: Company) -> None:
    """Put the company's files in the place of the theme's own."""
    for path, content in company_files(company):
        if known := files.get_file_from_path(path):
            files.remove(known)
        files.append(File.generated(config, path, content=content))


def company_files(company: Company) -> Iterator[tuple[str, bytes]]:
    """Give each file with its path in the site."""
    light, dark = shades(company.farg, False), shades(company.farg_mork, True)
    lines = "".join(f"  --{name}: light-dark({light[name]}, {dark[name]});\n" for name in light)
    colours = f":root {{\n{lines}}}\n\n" + (_THEME / COLOURS).read_text(encoding="utf-8")
    yield COLOURS, colours.encode()
    yield "assets/images/favicon.svg", _MARK.format(corner=7, colour=company.farg).encode()
    yield "assets/images/apple-touch-icon.png", _picture(company.farg, 180)
    small = _picture(company.farg, 32)
    head = struct.pack("<3H4B2H2L", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(small), 22)  # one picture, a PNG
    yield "favicon.ico", head + small
    words = (company.genitive, company.register, company.beskrivning)
    yield "assets/images/social.png", _picture(company.farg, 1200, 630, words)


@lru_cache(maxsize=8)  # while a site is served
def _picture(colour: str, width: int, height: int = 0, words: tuple[str, ...] = ()) -> bytes:
    """Draw the mark alone, or with words on the colour."""
    import typst

    picture = {
        "width": width,
        "height": height or width,
        "mark": _MARK.format(corner=0 if words or width > 100 else 7, colour=colour),
        "size": 380 if words else width,
        "colour": colour,
        "words": words,
    }
    made = typst.compile(
        _PICTURE.encode(), sys_inputs={"picture": json.dumps(picture)}, format="png", ppi=72, ignore_system_fonts=True
    )
    assert isinstance(made, bytes)  # noqa: S101  # one page
    return made

"""Only what is on the list may be under content/, and pictures and PDFs hold nothing that they should not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import register.rules  # noqa: F401  # declares the rules about texts
from pypdf import PdfReader, PdfWriter
from register.content_files import check_content_files
from register.file_tree import DiskTree
from register.loading import CheckCache
from register.personal_data import contacts

from .memory import MemoryTree

PNG, WEBP = b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP"
JPG, AVIF, AVIS = b"\xff\xd8\xff\xe0", b"\0\0\0\x1cftypavif", b"\0\0\0\x1cftypavis"
OWN = contacts(["info@vatterhem.se"])


def _found(path: str, content: bytes) -> list[tuple[str, str]]:
    tree = MemoryTree({f"content/{path}": content})
    return [(problem.code, problem.message) for problem in check_content_files(tree, OWN, CheckCache())]


def _codes(path: str, content: bytes = b"x") -> list[str]:
    return [code for code, _ in _found(path, content)]


TAKEN = (
    "404 ar assets badda-in bilder data datasets filer jamfor malgrupper mottagare pagefind redigera regler schemas"
    " search sok stadsdelar teman"
)


@pytest.mark.parametrize(
    "path",
    [
        *(f"{name}{end}" for name in TAKEN.split() for end in (".md", "/index.md", "/x/index.md")),
        *("samarbeten/2024/laxhjalp-raslatt.md", "samarbeten/andra.md", "statistik/2024.md", "statistik/2024/a.md"),
        *("statistik/diagram.md", "ansok/blankett-ansokan.md", "uppfoljning/sida/2.md"),
    ],
)
def test_a_page_does_not_take_the_address_of_what_the_register_makes(path: str) -> None:
    ((code, message),) = _found(path, b"# Sida\n")
    assert (code, message) == ("R119", f"Filen «content/{path}» har en adress som registret gör själv.")


@pytest.mark.parametrize("path", ["samarbeten/index.md", "statistik/om.md", "om/data.md", "arkiv.md", "om/ny-sida.md"])
def test_a_page_may_be_called_something_like_it(path: str) -> None:
    assert _codes(path) == []


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _changed(change: Callable[[PdfWriter], object], before: bytes = pdf("Blankett")) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(before)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


A_PAGE, A_PICTURE, A_PDF = "content/om/kontakt.md", "content/bilder/", "content/filer/"


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        *((path, "Ta bort filen") for path in ["assets/site.js", "data/samarbeten.csv", "samarbeten/x/index.html"]),
        *((path, "Ta bort filen") for path in ["lista.txt", "bilder/bild.svg", "filer/blankett.docx", ".htaccess"]),
        *((f"om/bild.{kind}", A_PICTURE) for kind in ["png", "jpg", "jpeg", "webp", "avif", "PNG"]),
        *((path, A_PICTURE) for path in ["bilder/under/bild.png", "bilder/Bild.png", "bilder/bild.jpeg"]),
        *((path, A_PDF) for path in ["protokoll.pdf", "filer/Protokoll.pdf", "filer/a/b.pdf", "filer/a.PDF"]),
        *((path, A_PAGE) for path in ["Ny sida.md", "README.md", "om/.dold.md", "om/a--b.md", "om/a-.md"]),
    ],
)
def test_anything_else_is_refused_with_its_right_place(path: str, advice: str) -> None:
    (problem,) = check_content_files(MemoryTree({f"content/{path}": b"x"}), OWN, CheckCache())
    assert problem.code == "R119"
    assert advice in problem.hint


@pytest.mark.parametrize("path", ["bilder/.gitkeep", "listor/teman.yaml", "policy/a.txt", "kriterier/a.txt"])
def test_what_others_check_is_left(path: str) -> None:
    assert _codes(path) == []


@pytest.mark.parametrize(("kind", "head"), [("png", PNG), ("jpg", JPG), ("webp", WEBP), ("avif", AVIF), ("avif", AVIS)])
def test_a_picture_is_what_its_name_says_and_small(kind: str, head: bytes) -> None:
    path = f"bilder/bild.{kind}"
    assert _codes(path, head + b"x" * (500_000 - len(head))) == []
    assert _found(path, head + b"x" * (500_001 - len(head))) == [("R120", "Filen är 501 kB stor. Gränsen är 500 kB.")]
    assert _codes(path, b"<svg onload=alert(1)>") == ["R120"]
    for other in {PNG, JPG, WEBP, AVIF} - {head, AVIF if head == AVIS else b""}:
        assert _codes(path, other) == ["R120"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        *(("png", PNG + mark) for mark in (b"\0\0\0\x10eXIfMM", b"tEXtRaw profile type exif", b"XML:com.adobe.xmp")),
        *(("jpg", JPG + mark) for mark in (b"\xff\xe1\0\x10Exif\0\0MM", b"\xff\xe1\0\x10http://ns.adobe.com/xap/1.0/")),
        *(("webp", WEBP + mark) for mark in (b"EXIF\x10\0\0\0", b"XMP \x10\0\0\0")),
        *(("avif", AVIF + mark) for mark in (b"infe\0\0Exif", b"application/rdf+xml")),
    ],
)
def test_what_a_camera_adds_is_refused(kind: str, content: bytes) -> None:
    ((code, message),) = _found(f"bilder/bild.{kind}", content)
    assert (code, message) == ("R120", "Bilden har uppgifter från kameran eller bildprogrammet (Exif, XMP).")


def _pages(number: int) -> bytes:
    return _changed(lambda writer: [writer.add_page(writer.pages[0]) for _ in range(number - 1)])


def _opening(action: bytes) -> bytes:
    return pdf("Blankett").replace(b"/Catalog", b"/Catalog /OpenAction " + action)


@pytest.mark.parametrize(
    "content",
    [
        pdf("Blankett", "info@vatterhem.se"),
        _opening(b"[3 0 R /Fit]"),
        _opening(b"<< /S /GoTo /D [3 0 R /Fit] >>"),
        _opening(b"<< /D [3 0 R /Fit] >>"),
        _changed(lambda writer: writer.add_named_destination("a", 0)),
        _changed(lambda writer: writer.add_blank_page(500, 700)),
        _pages(100),
    ],
)
def test_a_pdf_with_text_and_the_own_address_is_left(content: bytes) -> None:
    assert _codes("filer/blankett.pdf", content) == []


CANNOT, ACTIVE, NO_TEXT = "går inte att läsa", "har ett program eller en bilaga", "har ingen text"


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"MZ\x90", "R121", CANNOT),
        (b"junk" + pdf("Blankett"), "R121", CANNOT),
        (b"%PDF-1.4\ntrasig", "R121", CANNOT),
        (pdf("Blankett")[:200], "R121", CANNOT),
        (_changed(lambda writer: writer.encrypt("hemligt")), "R121", CANNOT),
        (pdf(""), "R121", NO_TEXT),
        (_changed(lambda writer: writer.add_metadata({"/Title": "Blankett"}), pdf("")), "R121", NO_TEXT),
        (pdf("Blankett") + b"x" * 5_000_000, "R121", "Filen är 5001 kB stor. Gränsen är 5000 kB."),
        (_opening(b"<< /S /JavaScript /JS (app.alert) >>"), "R121", ACTIVE),
        (pdf("Blankett").replace(b"/Catalog", b"/Catalog /AA << /WC << /S /Named >> >>"), "R121", ACTIVE),
        (pdf("Blankett").replace(b"/Catalog", b"/Catalog /Names << /JavaScript << /Names [] >> >>"), "R121", ACTIVE),
        (_changed(lambda writer: writer.add_attachment("a.txt", b"x")), "R121", ACTIVE),
        (_pages(101), "R121", "fler än 100 sidor"),
        (pdf("Ring 070-174 06 58"), "R306", "På sidan 1: "),
        (pdf("anna@example.org"), "R305", "På sidan 1: "),
        (pdf("Personnummer 880320-0016"), "R303", "På sidan 1: "),
        (
            _changed(lambda writer: writer.add_metadata({"/Author": "anna@example.org"})),
            "R305",
            "I filens egenskaper: ",
        ),
    ],
)
def test_a_pdf_that_cannot_be_read_or_has_personal_data_is_refused(content: bytes, code: str, said: str) -> None:
    ((found, message),) = _found("filer/blankett.pdf", content)
    assert found == code
    assert said in message
    assert "880320" not in message


@pytest.mark.parametrize(("folder", "kind", "content"), [("filer", "pdf", pdf("Blankett")), ("bilder", "png", PNG)])
def test_a_personal_number_in_the_name_of_a_file_is_found(folder: str, kind: str, content: bytes) -> None:
    assert _codes(f"{folder}/880320-0016.{kind}", content) == ["R303"]


@pytest.mark.parametrize(
    ("path", "codes"),
    [("bilder", ["R104"]), ("filer/a.pdf", ["R104"]), ("listor", ["R104"]), ("listor/a.yaml", []), ("a.md", [])],
)
def test_a_link_is_no_file(tmp_path: Path, path: str, codes: list[str]) -> None:
    link = tmp_path / "content" / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to("/etc")
    assert [problem.code for problem in check_content_files(DiskTree(tmp_path), frozenset(), CheckCache())] == codes

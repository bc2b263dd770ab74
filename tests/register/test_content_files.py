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

PNG, WEBP = b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP"
JPG, AVIF = b"\xff\xd8\xff\xe0", b"\0\0\0\x1cftypavif"


def _found(root: Path, path: str, content: bytes) -> list[tuple[str, str]]:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    own = contacts(["info@vatterhem.se"])
    return [(problem.code, problem.message) for problem in check_content_files(DiskTree(root), own, CheckCache())]


def _codes(root: Path, path: str, content: bytes = b"x") -> list[str]:
    return [code for code, _ in _found(root, path, content)]


@pytest.mark.parametrize(
    "path",
    [
        "redigera/index.md", "redigera.md", "samarbeten/2024/laxhjalp-raslatt.md", "samarbeten/andra.md", "regler.md",
        "statistik/2024.md", "ansok/blankett-ansokan.md", "uppfoljning/sida/2.md", "teman/x/index.md", "404.md",
    ],
)  # fmt: skip
def test_a_page_does_not_take_the_address_of_what_the_register_makes(tmp_path: Path, path: str) -> None:
    ((code, message),) = _found(tmp_path, f"content/{path}", b"# Sida\n")
    assert (code, "har en adress som registret gör själv" in message) == ("R119", True)


@pytest.mark.parametrize("path", ["samarbeten/index.md", "statistik/om.md", "om/data.md", "arkiv.md"])
def test_a_page_may_be_called_something_like_it(tmp_path: Path, path: str) -> None:
    assert _codes(tmp_path, f"content/{path}") == []


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


def _changed(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Blankett"))))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "path",
    [
        "content/assets/javascripts/site.js",
        "content/data/samarbeten.csv",
        "content/samarbeten/2024/x/index.html",
        "content/lista.txt",
        "content/om/bild.png",
        "content/bilder/under/bild.png",
        "content/bilder/Bild.png",
        "content/bilder/bild.svg",
        "content/bilder/bild.jpeg",
        "content/filer/blankett.docx",
        "content/protokoll.pdf",
        "content/Ny sida.md",
        "content/README.md",
        "content/.htaccess",
        "content/om/.dold.md",
    ],
)
def test_anything_else_is_refused(tmp_path: Path, path: str) -> None:
    assert _codes(tmp_path, path) == ["R119"]


@pytest.mark.parametrize("path", ["content/om/ny-sida.md", "content/bilder/.gitkeep", "content/listor/teman.yaml"])
def test_what_is_on_the_list_is_left(tmp_path: Path, path: str) -> None:
    assert _codes(tmp_path, path) == []


@pytest.mark.parametrize(("kind", "head"), [("png", PNG), ("jpg", JPG), ("webp", WEBP), ("avif", AVIF)])
def test_a_picture_is_what_its_name_says_without_exif_and_small(tmp_path: Path, kind: str, head: bytes) -> None:
    path = f"content/bilder/bild.{kind}"
    assert _codes(tmp_path, path, head + b"x" * 490_000) == []
    assert _codes(tmp_path, path, b"<svg onload=alert(1)>") == ["R120"]
    assert _codes(tmp_path, path, head + b"x" * 500_001) == ["R120"]
    for other in {PNG, JPG, WEBP, AVIF} - {head}:
        assert _codes(tmp_path, path, other) == ["R120"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("png", PNG + b"\0\0\0\x10eXIfMM"),
        ("jpg", JPG + b"\xff\xe1\0\x10Exif\0\0MM"),
        ("jpg", JPG + b"\xff\xe1\0\x10http://ns.adobe.com/xap/1.0/"),
        ("webp", WEBP + b"EXIF\x10\0\0\0"),
        ("avif", AVIF + b"infe\0\0Exif"),
    ],
)
def test_what_a_camera_adds_is_refused(tmp_path: Path, kind: str, content: bytes) -> None:
    assert _codes(tmp_path, f"content/bilder/bild.{kind}", content) == ["R120"]


def test_a_pdf_with_text_and_the_own_address_is_left(tmp_path: Path) -> None:
    assert _codes(tmp_path, "content/filer/blankett.pdf", pdf("Blankett", "info@vatterhem.se")) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90", "R121"),
        (b"%PDF-1.4\ntrasig", "R121"),
        (pdf("Blankett")[:200], "R121"),
        (pdf(""), "R121"),
        (pdf("Blankett") + b"x" * 5_000_000, "R121"),
        (_changed(lambda writer: writer.encrypt("hemligt")), "R121"),
        (pdf("Blankett").replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert) >>"), "R121"),
        (_changed(lambda writer: writer.add_attachment("a.txt", b"x")), "R121"),
        (pdf("Ring 070-174 06 58"), "R306"),
        (pdf("anna@example.org"), "R305"),
        (pdf("Personnummer 880320-0016"), "R303"),
        (_changed(lambda writer: writer.add_metadata({"/Author": "anna@example.org"})), "R305"),
    ],
)
def test_a_pdf_that_cannot_be_read_or_has_personal_data_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    found = _found(tmp_path, "content/filer/blankett.pdf", content)
    assert [one for one, _ in found] == [code]
    assert "880320" not in str(found)


def test_a_personal_number_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    assert "R303" in _codes(tmp_path, "content/filer/880320-0016.pdf", pdf("Blankett"))
    assert "R303" in _codes(tmp_path, "content/bilder/880320-0016.png", PNG)


def test_a_link_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "bilder").symlink_to("/etc")
    assert [problem.code for problem in check_content_files(DiskTree(tmp_path), frozenset(), CheckCache())] == ["R104"]

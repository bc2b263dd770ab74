"""The closed list of what may be under content/: pages, the register's own files, pictures and PDFs. Nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from register.document import Document
from register.file_tree import Entry, Tree
from register.loading import CheckCache, RawFile, read_entry
from register.problem import Place, Problem, Rule, declare
from register.rules.running import run_text_rules

PICTURES, DOWNLOADS = "content/bilder", "content/filer"
_PICTURE_BYTES, _PDF_BYTES = 500_000, 5_000_000
_PDF_PAGES = 100
_ACTIVE = ("/AA", "/JavaScript", "/EmbeddedFiles")
_REGISTER = ("content/policy/", "content/kriterier/", "content/listor/")  # R117 guards these
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PAGE = re.compile(rf"content/(?:{_NAME}/)*{_NAME}\.md")
# The addresses of what the register makes: a page of the same address would take its place
_MADE = re.compile(
    r"content/(?:(?:404|ar|assets|badda-in|bilder|data|datasets|filer|jamfor|malgrupper|mottagare|pagefind|redigera|regler"
    r"|schemas|search|sok|stadsdelar|teman)(?:/.*|\.md)|samarbeten/(?!index\.md).*|statistik/(?:\d{4}|diagram)\b.*"
    r"|ansok/blankett-.*|.*/sida/.*)"
)
_PICTURE = re.compile(rf"{PICTURES}/{_NAME}\.(png|jpg|webp|avif)")
_PDF = re.compile(rf"{DOWNLOADS}/{_NAME}\.pdf")

ON_THE_LIST = declare(
    "R119",
    "Under content får bara finnas sidor, registrets egna filer, bilder i content/bilder och PDF-filer i content/filer",
    why="Allt under content publiceras. En fil som kontrollen inte läser kan ersätta en sida eller ha personuppgifter.",
    bad="content/data/samarbeten.csv",
    good="content/filer/blankett-ansokan.pdf",
)
PICTURE = declare(
    "R120",
    "En bild ska vara det som namnet säger, högst 500 kB och utan uppgifter från kameran",
    why="Kameran sparar var, när och med vad en bild togs (Exif). En stor bild är långsam på en telefon.",
    bad="content/bilder/rabatt.jpg med Exif",
    good="content/bilder/rabatt.jpg, sparad för webben utan Exif",
)
DOWNLOAD = declare(
    "R121",
    "En PDF-fil ska gå att läsa, ha text, vara högst 5 MB och sakna program och bilagor",
    why="Det som inte går att läsa går inte att kontrollera, och inte heller att lyssna på för den som inte ser.",
    bad="content/filer/protokoll.pdf, inskannad som bild",
    good="content/filer/protokoll.pdf, sparad från ordbehandlaren",
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A format of pictures: whether bytes are one, and the marks of what a camera adds."""

    is_one: Callable[[bytes], bool]
    camera: tuple[bytes, ...]


_KINDS = {
    "png": _Kind(
        lambda raw: raw.startswith(b"\x89PNG\r\n\x1a\n"), (b"eXIf", b"Raw profile type", b"XML:com.adobe.xmp")
    ),
    "jpg": _Kind(lambda raw: raw.startswith(b"\xff\xd8\xff"), (b"Exif\0", b"http://ns.adobe.com/xap/")),
    "webp": _Kind(lambda raw: raw[:4] == b"RIFF" and raw[8:12] == b"WEBP", (b"EXIF", b"XMP ")),
    "avif": _Kind(lambda raw: raw[4:12] in (b"ftypavif", b"ftypavis"), (b"Exif", b"application/rdf+xml")),
}


def check_content_files(tree: Tree, own: frozenset[str], cache: CheckCache) -> Iterator[Problem]:
    """Check that every file under content/ is on the list, and what pictures and PDFs hold.

    `own` has the company's own contacts, which a PDF may have.
    """
    for entry in tree.entries("content"):
        path = entry.path
        if path.endswith(".md") and _MADE.fullmatch(path):
            message = f"Filen «{path}» har en adress som registret gör själv."
            hint = "Byt namn på filen, eller lägg den i en annan mapp, till exempel content/om/."
            yield ON_THE_LIST.problem(Place(path), message, hint)
        elif not entry.regular or path.startswith(_REGISTER) or path.endswith("/.gitkeep") or _PAGE.fullmatch(path):
            if not entry.regular and not path.startswith(_REGISTER) and not path.endswith(".md"):
                yield from _unreadable(tree, entry)
        elif match := _PICTURE.fullmatch(path):
            yield from _checked(tree, entry, PICTURE, _PICTURE_BYTES, cache, partial(_check_picture, kind=match[1]))
        elif _PDF.fullmatch(path):
            yield from _checked(tree, entry, DOWNLOAD, _PDF_BYTES, cache, partial(_check_pdf, own=own))
        else:
            yield ON_THE_LIST.problem(Place(path), f"Filen «{path}» får inte finnas här.", _advice(path))


def _unreadable(tree: Tree, entry: Entry) -> Iterator[Problem]:
    found = read_entry(tree, entry, 0)
    if isinstance(found, Problem):
        yield found


def _checked(
    tree: Tree,
    entry: Entry,
    rule: Rule,
    limit: int,
    cache: CheckCache,
    check: partial[list[Problem]],
) -> list[Problem]:
    """Run the check of a file's bytes, if there are not too many."""
    if entry.size > limit:
        message = f"Filen är {-(-entry.size // 1000)} kB stor. Gränsen är {limit // 1000} kB."
        return [rule.problem(Place(entry.path), message, "Spara den mindre, eller ta bort den.")]
    found = read_entry(tree, entry, limit)
    if isinstance(found, Problem):
        return [found]
    name = list(run_text_rules(Document(path=entry.path, data=None), frozenset()))
    return name or cache.get("content", entry.path, (found.raw, *check.keywords.values()), lambda: check(found))


def _check_picture(found: RawFile, *, kind: str) -> list[Problem]:
    place = Place(found.path)
    if not _KINDS[kind].is_one(found.raw):
        message = f"Filen heter .{kind} men är ingen sådan bild."
        return [PICTURE.problem(place, message, "Spara bilden på nytt som png, jpg, webp eller avif.")]
    if any(mark in found.raw for mark in _KINDS[kind].camera):
        hint = "Spara bilden för webben, utan metadata, eller ta en skärmbild av den."
        return [PICTURE.problem(place, "Bilden har uppgifter från kameran eller bildprogrammet (Exif, XMP).", hint)]
    return []


def _check_pdf(found: RawFile, *, own: frozenset[str]) -> list[Problem]:
    """Check that a PDF can be read, does nothing, and that no rule about texts says anything of its words."""
    place = Place(found.path)
    hint = "Spara den på nytt som PDF från det program den skrevs i, utan lösenord, formulärskript och bilagor."
    try:
        properties, pages, active = _read_pdf(found.raw)
    except Exception:  # pypdf raises many kinds for a broken file, and each means the same here
        return [DOWNLOAD.problem(place, "Filen går inte att läsa som PDF, eller har lösenord.", hint)]
    if active:
        return [DOWNLOAD.problem(place, "Filen har ett program eller en bilaga i sig.", hint)]
    if len(pages) > _PDF_PAGES:
        return [DOWNLOAD.problem(place, f"Filen har fler än {_PDF_PAGES} sidor.", "Dela upp filen.")]
    if not any(text.strip() for text in pages):
        return [DOWNLOAD.problem(place, "Filen har ingen text. Den är kanske inskannad.", hint)]
    problems: dict[tuple[str, str], Problem] = {}
    for number, text in enumerate([properties, *pages]):
        where = f"På sidan {number}" if number else "I filens egenskaper"
        for problem in run_text_rules(Document(path="", data=None, text=text), own):
            message = f"{where}: {problem.message}"
            problems.setdefault((problem.code, where), replace(problem, place=place, message=message))
    return list(problems.values())


def _read_pdf(raw: bytes) -> tuple[str, list[str], bool]:
    """Return the text of a PDF's properties, that of each page, and whether a program or an attachment is in it."""
    from pypdf import PdfReader  # only here: it takes a tenth of a second, and few registers have a PDF

    if not raw.startswith(b"%PDF-"):
        raise ValueError
    reader = PdfReader(io.BytesIO(raw))
    root = reader.root_object
    names = root.get("/Names", {}).get_object() if "/Names" in root else {}
    opens = root["/OpenAction"].get_object() if "/OpenAction" in root else None
    runs = isinstance(opens, dict) and opens.get("/S", "/GoTo") != "/GoTo"
    active = runs or any(key in root or key in names for key in _ACTIVE)
    properties = "\n".join(str(value) for value in (reader.metadata or {}).values())
    return properties, [page.extract_text() for page in reader.pages[: _PDF_PAGES + 1]], active


def _advice(path: str) -> str:
    suffix = path.rpartition(".")[2].lower()
    if suffix in (*_KINDS, "jpeg"):
        name = "ett namn av a–z, 0–9 och bindestreck, som slutar på png, jpg, webp eller avif"
        return f"Lägg bilden i {PICTURES}/ med {name}."
    if suffix == "pdf":
        return f"Lägg filen i {DOWNLOADS}/ med ett namn av a–z, 0–9 och bindestreck."
    if suffix == "md":
        return "Byt namn: mappar och sidor heter bara a–z, 0–9 och bindestreck, till exempel content/om/kontakt.md."
    return "Ta bort filen härifrån. En sida skrivs som .md, och en handling läggs som PDF i content/filer/."

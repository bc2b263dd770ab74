"""Load every file of a tree: which files the register has, their documents, and problems with the files."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from register.characters import check_characters, decode
from register.document import Document
from register.file_tree import Entry, Tree
from register.personal_data import mask_numbers
from register.problem import Place, Problem, declare
from register.progress import track
from register.schema import code_form
from register.strict_yaml import read_front_matter, read_yaml

if TYPE_CHECKING:
    from register.progress import ProgressCallback


LISTS = ("stadsdelar", "teman", "malgrupper")
ROUNDS = "content/listor/ansokningsomgangar.yaml"
SETTINGS = "content/listor/installningar.yaml"
PICTURES = "content/bilder"
SYNONYMS = "content/listor/synonymer.yaml"
COMPANY = "bolag.yaml"
_LIST_FILES = frozenset({*LISTS, *(PurePosixPath(path).stem for path in (ROUNDS, SETTINGS, SYNONYMS))})
_VERSION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_Value = TypeVar("_Value")
_Reader = Callable[[str, str], tuple[Document | None, list[Problem]]]


class CheckCache:
    """Results of the last check by step and file, reused where what they were made from is the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {}

    def get(self, step: str, path: str, basis: tuple[Any, ...], make: Callable[[], _Value]) -> _Value:
        """The result of a step for a file: the last one where `basis`, all that it was made from, is the same."""
        known = self._known.get((step, path))
        if known is None or len(known[0]) != len(basis) or not all(map(_same, known[0], basis)):
            known = self._known[step, path] = basis, make()
        value: _Value = known[1]
        return value


def _same(one: Any, other: Any) -> bool:
    """Return whether two are one object or equal plain values; values of the model are not compared field by field."""
    return one is other or (type(one) in _PLAIN and one == other)


_PLAIN = frozenset({bytes, bool, date, frozenset, dict})


@dataclass(slots=True)
class Documents:
    """What was read. `record_paths` has every record file, `unread` every file that could not be read."""

    records: list[Document] = field(default_factory=list)
    lists: dict[str, Document] = field(default_factory=dict)
    rounds: Document | None = None
    settings: Document | None = None
    synonyms: Document | None = None
    company: Document | None = None
    policies: list[Document] = field(default_factory=list)
    criteria: list[Document] = field(default_factory=list)
    pages: list[Document] = field(default_factory=list)
    record_paths: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    pictures: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    cache: CheckCache = field(default_factory=lambda: CheckCache())


def list_path(name: str) -> str:
    """The path of the code list `name`."""
    return f"content/listor/{name}.yaml"


def read_documents(tree: Tree, cache: CheckCache | None = None, progress: ProgressCallback | None = None) -> Documents:
    """Read the records, the lists, the policy and the criteria of a tree; nothing stops at a fault.

    A file whose bytes are the same as when the `cache` was last used is not read again.
    """
    documents = Documents(cache=cache or CheckCache())
    for name in LISTS:
        document = _one(tree, list_path(name), documents)
        if document:
            documents.lists[name] = document
    documents.rounds = _one(tree, ROUNDS, documents)
    documents.settings = _one(tree, SETTINGS, documents)
    documents.synonyms = _one(tree, SYNONYMS, documents) if tree.entry(SYNONYMS) else None
    documents.company = _one(tree, COMPANY, documents) if tree.entry(COMPANY) else None
    documents.policies = list(_versions(tree, "content/policy", ".md", read_front_matter, documents))
    documents.criteria = list(_versions(tree, "content/kriterier", ".yaml", read_yaml, documents))
    documents.problems.extend(unexpected_files(tree, "content/policy", ".md"))
    documents.problems.extend(unexpected_files(tree, "content/kriterier", ".yaml"))
    documents.problems.extend(unexpected_files(tree, "content/listor", ".yaml", _LIST_FILES))
    for found in record_files(tree, progress):
        path = found.place.path if isinstance(found, Problem) else found.path
        if path.endswith(".yaml"):
            documents.record_paths.append(path)
        document = _take(found, read_yaml, documents)
        if document:
            documents.records.append(document)
    documents.pictures = frozenset(entry.path.removeprefix(f"{PICTURES}/") for entry in tree.entries(PICTURES))
    _check_pages(tree, documents)
    return documents


_ORGANISATION_NUMBER = re.compile(r"organisationsnummer[\"']?\s*:([^\n#}]*)")


def read_text(found: RawFile, read: _Reader) -> tuple[Document | None, list[Problem]]:
    """Decode and read one file's bytes."""
    text, problems = decode(found.raw, found.path)
    if text is None:
        return None, problems
    problems.extend(check_characters(text, found.path))
    trusted = not problems
    document, faults = read(text, found.path)
    numbers = _ORGANISATION_NUMBER.findall(text)
    faults = [replace(one, message=mask_numbers(one.message, numbers)) for one in faults] if numbers else faults
    if document is None and not trusted:
        return None, problems  # the hidden character is the cause, and has been named
    return document, [*problems, *(fault for fault in faults if fault not in problems)]


def _take(found: RawFile | Problem, read: _Reader, documents: Documents) -> Document | None:
    if isinstance(found, Problem):
        documents.problems.append(found)
        if found.code != READABLE.code:
            documents.unread.add(found.place.path)
        return None
    document, problems = documents.cache.get("read", found.path, (found.raw,), lambda: read_text(found, read))
    documents.problems.extend(problems)
    if document is None:
        documents.unread.add(found.path)
    return document


def _one(tree: Tree, path: str, documents: Documents) -> Document | None:
    return _take(one_file(tree, path), read_yaml, documents)


def _versions(tree: Tree, folder: str, suffix: str, read: _Reader, documents: Documents) -> Iterator[Document]:
    """The versions in a folder, oldest first."""
    count = 0
    for found in content_files(tree, folder, suffix):
        count += 1
        path = found.place.path if isinstance(found, Problem) else found.path
        if isinstance(found, RawFile) and not _VERSION.fullmatch(PurePosixPath(path).stem):
            message = f"Filen heter «{PurePosixPath(path).name}», men en version heter som datumet den gäller från."
            hint = f"Döp om filen, till exempel till 2023-08-30{suffix}."
            documents.problems.append(READABLE.problem(Place(path), message, hint))
            continue
        document = _take(found, read, documents)
        if document:
            yield document
    if not count:
        message = f"Det finns ingen version i {folder}."
        hint = f"Lägg in minst en fil som heter som datumet den gäller från, till exempel 2023-08-30{suffix}."
        documents.problems.append(READABLE.problem(Place(folder), message, hint))


def _check_pages(tree: Tree, documents: Documents) -> None:
    """Read the head of each page that people write, and keep its text; Markdown is read when the site is built."""
    for found in content_files(tree, "content", ".md", deep=True):
        path = found.place.path if isinstance(found, Problem) else found.path
        if path.startswith(("content/policy/", "content/kriterier/")):
            continue
        if isinstance(found, Problem):
            documents.problems.append(found)
            continue
        document, problems = documents.cache.get("read", path, (found.raw,), partial(_page, found))
        documents.problems.extend(problems)
        if document is not None:
            documents.pages.append(document)


def _page(found: RawFile) -> tuple[Document | None, list[Problem]]:
    text, problems = decode(found.raw, found.path)
    if text is None:
        return None, problems
    checked = _NON_JOINER.sub("_", text) if _OTHER_LANGUAGE.match(text) else text  # as long, so that columns stay right
    problems.extend(check_characters(checked, found.path))
    document, faults = read_page(text, found.path)
    return document, [*problems, *(fault for fault in faults if fault not in problems)]


def read_page(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Read a page: its head, if it begins with one, and its text."""
    if not text.startswith("---"):
        return Document(path=path, data=None, text=text), []
    return read_front_matter(text, path)


# A page with `lang` in its front matter; Persian, Kurdish and others keep letters apart within a word by U+200C.
_OTHER_LANGUAGE = re.compile(r"---\n(?:.+\n)*?lang: *(?!sv\b)\S")
_NON_JOINER = re.compile("(?<=[\u0600-\u06ff])\u200c(?=[\u0600-\u06ff])")


REGULAR = declare(
    "R104",
    "En fil ska vara en vanlig fil, inte en länk",
    why="En länk kan peka på en fil utanför registret, som då skulle publiceras.",
    bad="partnerships/2024/lank.yaml → /etc/passwd",
    good="partnerships/2024/laxhjalp-raslatt.yaml är en egen fil med en egen post.",
)
SIZE = declare(
    "R105",
    "En fil får inte vara orimligt stor",
    why="En post är en eller två sidor text. En mycket större fil är inte en post och kan stoppa kontrollen.",
    bad="partnerships/2024/laxhjalp-raslatt.yaml på 5 MB",
    good="En fil på några kilobyte.",
)
RECORD_PATH = declare(
    "R106",
    "En post ska ligga i partnerships/år/namn.yaml, med små bokstäver a–z, siffror och bindestreck",
    why="Filens plats är postens adress på webbplatsen, och den ska fungera överallt.",
    bad="partnerships/2024/Läxhjälp Råslätt.yml",
    good="partnerships/2024/laxhjalp-raslatt.yaml",
)
ONLY_RECORDS = declare(
    "R107",
    "Mappen partnerships får bara innehålla poster",
    why="Allt under partnerships publiceras. En bild, ett avtal eller ett kalkylblad kan ha personuppgifter.",
    bad="partnerships/2024/ansokan.pdf",
    good="Spara handlingen i diariet och bara posten här.",
)
ONLY_READ = declare(
    "R117",
    "Mapparna för policy, kriterier och listor får bara ha filer som registret läser",
    why="En policy eller en lista i en fil som inte läses skulle se ut att gälla men inte göra det.",
    bad="content/kriterier/2027-01-01.yml",
    good="content/kriterier/2027-01-01.yaml",
)
READABLE = declare(
    "R108",
    "Filerna som registret behöver ska finnas och gå att läsa",
    why="Saknas en lista, policyn eller kriterierna går det inte att avgöra om posterna är rätt.",
    bad="content/listor/stadsdelar.yaml saknas",
    good="content/listor/stadsdelar.yaml finns",
)

RECORD = re.compile(r"partnerships/[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
RECORD_BYTES = 64 * 1024
CONTENT_BYTES = 1024 * 1024
_NAME_LENGTH = 85  # `.yaml` included
_KEEPS_FOLDER = "partnerships/.gitkeep"  # keeps the empty folder of a new register in Git


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file to read, `path` relative to the root, with its bytes."""

    path: str
    raw: bytes


def record_files(tree: Tree, progress: ProgressCallback | None = None) -> Iterator[RawFile | Problem]:
    """Every record file under partnerships/, and a problem for all else that lies there."""
    for entry in track(list(tree.entries("partnerships")), "Läser posterna", progress):
        path = entry.path
        if entry.path == _KEEPS_FOLDER:
            continue
        if not entry.regular or (RECORD.fullmatch(path) and len(path.rsplit("/", 1)[1]) <= _NAME_LENGTH):
            yield read_entry(tree, entry, RECORD_BYTES)
        elif path.lower().endswith((".yaml", ".yml")):
            message = f"Filen «{path}» har inte en giltig plats eller ett giltigt namn."
            right = _right_path(path)
            general = "Flytta den till partnerships/år/namn.yaml. Namnet har bara a–z, 0–9 och bindestreck."
            hint = f"Döp om den till «{right}»." if right else general
            yield RECORD_PATH.problem(Place(path), message, hint)
        else:
            message = f"Filen «{path}» är inte en post."
            hint = "Ta bort filen härifrån, eller flytta den till sin rätta plats."
            yield ONLY_RECORDS.problem(Place(path), message, hint)


def _right_path(path: str) -> str | None:
    """Where a record with a faulty name belongs, or None when its year or name cannot be made out."""
    match = re.fullmatch(r"partnerships/(?:.*/)?([0-9]{4})/([^/]+)\.ya?ml", path, re.IGNORECASE)
    right = f"partnerships/{match[1]}/{code_form(match[2])}.yaml" if match else ""
    return right if RECORD.fullmatch(right) and len(right.rsplit("/", 1)[1]) <= _NAME_LENGTH else None


def content_files(tree: Tree, folder: str, suffix: str, *, deep: bool = False) -> Iterator[RawFile | Problem]:
    """The files with `suffix` under a folder of content/, directly or (`deep`) anywhere, sorted by path."""
    for entry in tree.entries(folder):
        inner = entry.path.removeprefix(f"{folder}/")
        if not entry.regular or (entry.path.endswith(suffix) and (deep or "/" not in inner)):
            yield read_entry(tree, entry, CONTENT_BYTES)


def unexpected_files(tree: Tree, folder: str, suffix: str, names: Collection[str] = ()) -> Iterator[Problem]:
    """A problem for every file under a folder that does not lie directly in it with `suffix`, as one of `names`."""
    for entry in tree.entries(folder):
        name = entry.path.removeprefix(f"{folder}/")
        wanted = name.endswith(suffix) and "/" not in name and (not names or name.removesuffix(suffix) in names)
        if entry.regular and not wanted and name != ".gitkeep":
            message = f"Filen «{name}» i {folder} läses inte."
            hint = f"Ta bort filen härifrån, eller rätta dess namn. Filerna ska sluta på {suffix}."
            yield ONLY_READ.problem(Place(entry.path), message, hint)


def one_file(tree: Tree, path: str) -> RawFile | Problem:
    """A file of content/ that must be there, or what is wrong with it."""
    entry = tree.entry(path)
    if entry is None:
        return READABLE.problem(Place(path), "Filen saknas.", "Lägg tillbaka filen. Den finns i historiken.")
    return read_entry(tree, entry, CONTENT_BYTES)


def read_entry(tree: Tree, entry: Entry, limit: int) -> RawFile | Problem:
    """One file's bytes, or what is wrong with the file. `limit` is in bytes."""
    place = Place(entry.path)
    if entry.unreadable:
        hint = "Kontrollera rättigheterna, eller be den som förvaltar registret."
        return READABLE.problem(place, f"«{entry.path}» går inte att läsa.", hint)
    if not entry.regular:
        message = f"«{entry.path}» är en länk eller något annat än en vanlig fil."
        return REGULAR.problem(place, message, "Ta bort länken och lägg in en egen fil i stället.")
    if entry.size > limit:
        message = f"Filen är {-(-entry.size // 1024)} kB stor. Gränsen är {limit // 1024} kB."
        return SIZE.problem(place, message, "Ta bort det som inte hör till posten, eller dela upp filen.")
    try:
        return RawFile(entry.path, tree.read(entry))
    except OSError:
        return read_entry(tree, Entry(entry.path, unreadable=True), limit)

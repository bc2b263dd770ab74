"""Which files the register has, and what is wrong with a file before it is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from register.catalogue import declare
from register.file_tree import Entry, Tree
from register.problem import Place, Problem
from register.tracking import track

if TYPE_CHECKING:
    from register.progress import ProgressCallback

REGULAR = declare(
    "R104",
    "En fil är en vanlig fil, inte en länk",
    why="En länk kan peka på en fil utanför registret, som då skulle publiceras.",
    bad="partnerships/2024/lank.yaml → /etc/passwd",
    good="partnerships/2024/laxhjalp-raslatt.yaml är en egen fil med en egen post.",
)
SIZE = declare(
    "R105",
    "En fil är inte orimligt stor",
    why="En post är en eller två sidor text. En mycket större fil är inte en post och kan stoppa kontrollen.",
    bad="partnerships/2024/laxhjalp-raslatt.yaml på 5 MB",
    good="En fil på några kilobyte.",
)
RECORD_PATH = declare(
    "R106",
    "En post ligger i partnerships/år/namn.yaml, med små bokstäver a–z, siffror och bindestreck",
    why="Filens plats är postens adress på webbplatsen, och den ska fungera överallt.",
    bad="partnerships/2024/Läxhjälp Råslätt.yml",
    good="partnerships/2024/laxhjalp-raslatt.yaml",
)
ONLY_RECORDS = declare(
    "R107",
    "Under partnerships finns bara poster",
    why="Allt under partnerships publiceras. En bild, ett avtal eller ett kalkylblad kan ha personuppgifter.",
    bad="partnerships/2024/ansokan.pdf",
    good="Spara handlingen i diariet och bara posten här.",
)
ONLY_READ = declare(
    "R117",
    "I mapparna för policy, kriterier och listor finns bara filer som registret läser",
    why="En policy eller en lista i en fil som inte läses skulle se ut att gälla men inte göra det.",
    bad="content/kriterier/2027-01-01.yml",
    good="content/kriterier/2027-01-01.yaml",
)
READABLE = declare(
    "R108",
    "Filerna som registret behöver finns och går att läsa",
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


def record_files(tree: Tree, tell: ProgressCallback | None = None) -> Iterator[RawFile | Problem]:
    """Every record file under partnerships/, and a problem for all else that lies there."""
    for entry in track(list(tree.entries("partnerships")), "Läser posterna", tell):
        path = entry.path
        if entry.path == _KEEPS_FOLDER:
            continue
        if not entry.regular or (RECORD.fullmatch(path) and len(path.rsplit("/", 1)[1]) <= _NAME_LENGTH):
            yield read_entry(tree, entry, RECORD_BYTES)
        elif path.lower().endswith((".yaml", ".yml")):
            message = f"Filen «{path}» har inte en giltig plats eller ett giltigt namn."
            hint = "Flytta den till partnerships/år/namn.yaml. Namnet har bara a–z, 0–9 och bindestreck."
            yield RECORD_PATH.problem(Place(path), message, hint)
        else:
            message = f"Filen «{path}» är inte en post."
            hint = "Ta bort filen härifrån, eller flytta den till sin rätta plats."
            yield ONLY_RECORDS.problem(Place(path), message, hint)


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

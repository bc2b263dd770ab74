"""Build today's site the ways it could be built once MkDocs, Material or the package registry is gone: `make exits`.

Each way builds the project in a folder of its own, and its files are compared with those of today's way, byte by byte;
what cannot be the same is compared by its pages. With --only wheelhouse, and --keep, the packages and the site are
written as two archives, from which that site can be built again without a network (docs/exits.md).

Exit code 0: every way gives what it should. 1: one does not. 2: could not run.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / ".cache" / "tools" / "exits"
LOCKED = ROOT / "requirements.lock"
_NAMED = 5  # differences, in the table
_PROPERDOCS = (
    "import properdocs.replacement, pathlib, runpy, sys; del sys.argv[0]; script = pathlib.Path(sys.argv[0]); "
    "sys.path.insert(0, str(script.parent)); runpy.run_path(str(script), run_name='__main__')"
)
_ZENSICAL = (
    "site_name: Exits\nsite_url: https://exits.example/\ndocs_dir: pages\nsite_dir: site\ntheme: {name: material}\n"
)
_FORM = "redigera/node_modules"  # what `make editor` has fetched
_NO_MATERIAL = ("  name: material\n", "  name: null\n  static_templates: [404.html]\n")


class NotRunError(Exception):
    """A way could not be tried; the message says why."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a way gave: so many of so many files or pages, and what is missing or different."""

    way: str
    what: str
    total: int
    different: Sequence[str] = ()

    def __str__(self) -> str:
        """One line of the table."""
        line = f"{self.way:34}{self.total - len(self.different):>6} of {self.total} {self.what}"
        named = [f"    {name}" for name in self.different[:_NAMED]]
        more = len(self.different) - len(named)
        return "\n".join([line, *named, *([f"    and {more} more"] if more else [])])


class Rehearsal:
    """Builds in one temporary folder: the site as it is built today first, then the other ways."""

    def __init__(self, folder: Path, today: date) -> None:
        self.folder, self._today = folder, today
        self.site = self.build("mkdocs", [sys.executable])

    def build(
        self, name: str, python: Sequence[str | Path], *, project: Path = ROOT, packages: Path | None = None
    ) -> Path:
        """Build the project's site with the build.py of `project`; gives the site's folder."""
        site = self.folder / name
        build = [project / "scripts" / "build.py", "--root", ROOT, "--out", site, "--today", self._today]
        _run([*python, *build], packages=packages)
        return site

    def compared(self, way: str, site: Path) -> Result:
        """Compare a site with the one of today."""
        files = {path.relative_to(self.site).as_posix() for path in self.site.rglob("*") if path.is_file()}
        return Result(way, "files identical", len(files), differences(self.site, site))

    def properdocs(self) -> Result:
        """ProperDocs in the place of MkDocs."""
        fetch()
        site = self.build("properdocs", [sys.executable, "-c", _PROPERDOCS], packages=PACKAGES)
        return self.compared(f"ProperDocs {version('properdocs')}", site)

    def zensical(self) -> Result:
        """Zensical, over the Markdown that build.py writes."""
        fetch()
        place = self.folder / "zensical"
        tree = place / "pages"
        build = [sys.executable, ROOT / "scripts" / "build.py", "--root", ROOT, "--markdown", tree]
        _run([*build, "--today", self._today])
        (place / "mkdocs.yml").write_text(_ZENSICAL, encoding="utf-8")
        _run([PACKAGES / "bin" / "zensical", "build"], place, PACKAGES)
        asked = {path.relative_to(tree).with_suffix("").as_posix() for path in tree.rglob("*.md")}
        missing = sorted(page for page in asked if not (place / "site" / address(page)).is_file())
        return Result(f"Zensical {version('zensical')}", "pages", len(asked), missing)

    def wheelhouse(self) -> Iterator[Result]:
        """The packages of the lock, installed and used without a registry; then the same without Material."""
        wheels, environment = self.folder / "wheels", self.folder / "environment"
        _run([sys.executable, "-m", "venv", environment])
        python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        locked = ["--require-hashes", "-r", LOCKED]
        _run([*pip, "download", "--only-binary", ":all:", "--dest", wheels, *locked])
        offline = ["install", "--isolated", "--no-index", "--find-links", wheels]
        _run([*pip, *offline, *locked])
        count = len(list(wheels.iterdir()))
        yield self.compared(f"{count} wheels of the lock, offline", self.build("offline", [python]))
        _run([*pip, "uninstall", "--yes", "mkdocs-material", "mkdocs-material-extensions"])
        yield self.compared(
            "the same without Material", self.build("no-material", [python], project=self._without_material())
        )

    def keep(self, place: Path) -> None:
        """Write wheels and site as archives."""
        place.mkdir(parents=True, exist_ok=True)
        for name, folder in (("wheelhouse", self.folder / "wheels"), ("site", self.site)):
            with tarfile.open(place / f"{name}.tar.gz", "w:gz") as archive:
                archive.add(folder, name)
        print(f"Kept in {place}: wheelhouse.tar.gz and site.tar.gz")

    def _without_material(self) -> Path:
        """A copy of the project whose mkdocs.yml does not name Material."""
        copy = self.folder / "project"
        files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
        for name in filter(None, files.split("\0")):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, copy / name)
        if (ROOT / _FORM).is_dir():
            (copy / _FORM).symlink_to(ROOT / _FORM, target_is_directory=True)
        settings = copy / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        if _NO_MATERIAL[0] not in text:
            raise NotRunError("mkdocs.yml does not name Material as expected")
        settings.write_text(text.replace(*_NO_MATERIAL), encoding="utf-8")
        return copy


def differences(one: Path, other: Path) -> list[str]:
    """The files that only one of two folders has, or that are not the same in both."""
    files = [
        {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()} for folder in (one, other)
    ]
    names = files[0].keys() | files[1].keys()
    missing = names - (files[0].keys() & files[1].keys())
    return sorted(
        name.as_posix()
        for name in names
        if name in missing or files[0][name].read_bytes() != files[1][name].read_bytes()
    )


def address(page: str) -> str:
    """The file that a page of Markdown becomes: `ansok/index` and `ansok` both `ansok/index.html`."""
    return f"{re.sub(r'(^|/)index$', '', page)}/index.html".removeprefix("/")


def fetch() -> None:
    """Install ProperDocs and Zensical by tools/exits.lock, in a folder apart from the project's own packages."""
    lock = ROOT / "tools" / "exits.lock"
    done = PACKAGES / lock.name
    if done.is_file() and done.read_bytes() == lock.read_bytes():
        return
    shutil.rmtree(PACKAGES, ignore_errors=True)
    install = ["uv", "pip", "install", "--quiet", "--target", PACKAGES, "--require-hashes", "-r", lock]
    _run([sys.executable, "-m", *install])
    shutil.copyfile(lock, done)


def version(package: str) -> str:
    """The version of a package that `fetch` installed."""
    return next(found.version for found in distributions(name=package, path=[str(PACKAGES)]))


def _run(command: Sequence[object], folder: Path = ROOT, packages: Path | None = None) -> None:
    words = [str(word) for word in command]
    environ = os.environ | ({"PYTHONPATH": str(packages)} if packages else {})
    done = subprocess.run(words, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotRunError(f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}".strip())


def main(argv: Sequence[str] | None = None) -> int:
    """Try the ways that are asked for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("properdocs", "zensical", "wheelhouse"), help="one way (else all)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write wheelhouse.tar.gz and site.tar.gz there")
    arguments = parser.parse_args(argv)
    if arguments.keep and arguments.only not in (None, "wheelhouse"):
        parser.error("--keep needs the wheelhouse")
    today = date.today()  # noqa: DTZ011  # the day that every way builds for
    with TemporaryDirectory(prefix="exits-") as folder:
        try:
            code = rehearse(Rehearsal(Path(folder), today), arguments.only, arguments.keep)
        except NotRunError as error:
            print(error, file=sys.stderr)
            return 2
    return code


def rehearse(rehearsal: Rehearsal, only: str | None, keep: Path | None) -> int:
    """Print the result of each way as it comes; give the exit code. One that cannot run does not stop the others."""
    ways: dict[str, Callable[[], Result | Iterator[Result]]] = {
        "properdocs": rehearsal.properdocs,
        "zensical": rehearsal.zensical,
        "wheelhouse": rehearsal.wheelhouse,
    }
    code = 0
    for name, way in ways.items():
        if only not in (None, name):
            continue
        try:
            found = way()
            for result in [found] if isinstance(found, Result) else found:
                print(result, flush=True)
                code = max(code, int(bool(result.different)))
        except NotRunError as error:
            print(f"{name}: {error}", file=sys.stderr, flush=True)
            code = 2
    if keep and code == 0:
        rehearsal.keep(keep)
    return code


if __name__ == "__main__":
    raise SystemExit(main())

"""Run a command of the project: `make NAME`, `./gor NAME` or, on Windows, `gor NAME`.

COMMANDS is the one list of commands; `make` only passes on what it is given. Before a command runs, `.venv` gets the
packages of the lock that the command needs: requirements.lock for the site, requirements-dev.lock (the same and more)
for tests and tools. A copy of the lock in `.venv` says what is installed there, and it is written last, so what an
interruption leaves behind is made again.

Only the standard library is used here, and the syntax of Python 3.7, so that an older Python gets a clear answer.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 13)
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
MADE = (
    *("site", "site.*", ".cache", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"),
    *("redigera/node_modules", "tools/node_modules", "scripts/**/__pycache__", "tests/**/__pycache__"),
    *("tools/**/__pycache__", "__pycache__"),
)


class Command(NamedTuple):
    """A command: its steps are arguments to the Python of `.venv`; the words of the user are added to the last step.

    A step that begins with «- » may fail: what fails says why, and the next step is run. One that begins with «& » runs
    at the same time as the next, and is waited for before the last.
    """

    name: str
    help: str
    steps: Sequence[str]
    lock: str | None = DEVELOPMENT


STAFF = (
    Command(
        "site",
        "kontrollera allt och bygg webbplatsen i site/",
        ["scripts/build.py"],
        RUNTIME,
    ),
    Command(
        "serve",
        "visa webbplatsen på den här datorn, på nytt när en fil sparas",
        ["- scripts/editor.py schema", "scripts/serve.py"],
        RUNTIME,
    ),
    Command("check", "kontrollera samarbeten, listor, kriterier och policy", ["scripts/validate.py"], RUNTIME),
    Command("new", "lägg till ett samarbete, fråga för fråga", ["scripts/new.py"], RUNTIME),
    Command("record", "skriv in en händelse, till exempel en rapport som kom in", ["scripts/record.py"], RUNTIME),
    Command("import", "läs in en tabell från Excel eller CSV", ["scripts/import_table.py"], RUNTIME),
    Command("propose", "skicka det du har ändrat till granskning", ["scripts/propose.py"], RUNTIME),
    Command("followup", "lista det som ska följas upp nu", ["scripts/followup.py"], RUNTIME),
    Command("changes", "säg i ord vad en gren ändrar", ["scripts/changes.py"], RUNTIME),
    Command("report", "skriv årsrapporten som PDF", ["scripts/report.py"], RUNTIME),
    Command("edition", "gör en utgåva av öppna data som går att citera", ["scripts/edition.py"], RUNTIME),
    Command("format", "skriv alla poster i samma form, efter en fråga", ["scripts/format_records.py"], RUNTIME),
    Command("start-fresh", "ta bort exempelposterna, efter en fråga", ["scripts/remove_examples.py"], RUNTIME),
    Command(
        "editor", "hämta webbformulärets delar; nästa bygge tar med formuläret", ["scripts/editor.py fetch"], RUNTIME
    ),
)
FORM = ("-m ruff check", "-m ruff format --check")
SUITE = "-m pytest -n auto --dist worksteal"
DEVELOPERS = (
    Command(
        "test",
        "check the code, then run every test, those in a browser too",
        [*FORM, "tools/chromium.py", "& -m mypy", "- scripts/editor.py fetch --all", SUITE],
    ),
    Command("lint", "check the code alone: its rules, its form, its types", [*FORM, "-m mypy"]),
    Command(
        "format-code", "put the code in the form that lint asks for", ["-m ruff check --fix-only", "-m ruff format"]
    ),
    Command(
        "editor-schema", "write .vscode/samarbete.schema.json from the schemas and lists", ["scripts/editor.py schema"]
    ),
    Command(
        "lock", "renew every lock after a change in pyproject.toml (--upgrade: the newest of all)", ["tools/lock.py"]
    ),
    Command("set-up", "put everything that tests and tools need in .venv", []),
    Command("clean", "remove all that the other commands have made", [], None),
    Command("help", "show this list", [], None),
)
TOOLS = (
    Command("test-tools", "run the tests of the tools", ["tools/chromium.py", "-m pytest -rs tools/tests"]),
    Command("bench", "measure speed and size, ours and other programs'", ["tools/bench.py"]),
    Command("lighthouse", "measure the site in site/ as on a phone", ["tools/lighthouse.py"]),
    Command("html-check", "hold every page in site/ to the HTML standard (needs Java)", ["tools/html_check.py"]),
    Command(
        "pictures",
        "take the pictures of the guides, of the site itself",
        ["scripts/editor.py fetch", "tools/pictures.py"],
    ),
    Command("fuzz", "feed the check broken files for a minute (--seconds N)", ["tools/fuzz.py"]),
    Command("mutants", "change the code in small ways and list what no test notices (hours)", ["tools/mutants.py"]),
    Command("exits", "build the site without MkDocs, Material or a network, and compare", ["tools/exits.py"]),
    Command(
        "wheelhouse",
        "pack all that this year's site can be built from offline, in .cache/wheelhouse",
        ["tools/exits.py --only wheelhouse --keep .cache/wheelhouse"],
    ),
    Command("audit", "list the known faults of the packages that are locked", ["tools/audit.py"]),
    Command("protect", "show, or with --write set, what the host demands of a change", ["tools/protect.py"]),
)
GROUPS = {"För dig som arbetar med samarbetena": STAFF, "For developers": DEVELOPERS, "Tools": TOOLS}
COMMANDS = {command.name: command for group in GROUPS.values() for command in group}


def main(arguments: Sequence[str]) -> int:
    """Set up what the command needs and run it; give its exit code, 2 when it could not run."""
    name, *words = arguments or ["help"]
    command = COMMANDS.get(name)
    if command is None:
        near = difflib.get_close_matches(name, COMMANDS, 1)
        return fail(f"Kommandot {name} finns inte." + (f" Menade du {near[0]}?" if near else "") + " Alla: ./gor help")
    os.chdir(ROOT)
    if name == "help":
        print(overview(), end="")
    elif name == "clean":
        clean()
    if command.lock is None:
        return 0
    if "PIP_INDEX_URL" in os.environ:  # which uv does not read
        os.environ.setdefault("UV_DEFAULT_INDEX", os.environ["PIP_INDEX_URL"])
    try:
        set_up(command.lock)
    except SetUpError as error:
        return fail(str(error))
    return run_steps(command.steps, words)


def overview() -> str:
    """Every command with its help, in three groups."""
    lines = []
    for heading, group in GROUPS.items():
        lines += ["", heading + ":", *(f"  {one.name:<14} {one.help}" for one in group)]
    return "\n".join(["make KOMMANDO   eller   ./gor KOMMANDO   eller, i Windows,   gor KOMMANDO", *lines, ""])


def run_steps(steps: Sequence[str], words: Sequence[str]) -> int:
    """Run each step until one fails. The last takes the place of this process, so that signals reach it."""
    environ = dict(os.environ, PYTHONUTF8="1", PYTHONPATH=str(ROOT / "scripts"))  # what tools/ uses lies there
    if environ.pop("PYTHONDONTWRITEBYTECODE", None):  # not among the sources, but somewhere: each start halves
        environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / ".cache" / "bytecode"))
    beside = []
    for number, step in enumerate(steps, 1):
        mark = step[:2] if step[:2] in ("- ", "& ") else ""
        command = [str(PYTHON), *step[len(mark) :].split()]
        if mark == "& ":
            beside.append(subprocess.Popen(command, env=environ))
            continue
        if number == len(steps):
            if code := next(filter(None, [process.wait() for process in beside]), 0):
                return code
            command += words
            if not WINDOWS:
                os.execve(command[0], command, environ)  # noqa: S606  # the project's own Python
        code = subprocess.call(command, env=environ)
        if code and mark != "- ":
            return code
    return 0


def clean() -> None:
    """Remove what commands have made: MADE, and nothing that a person has written."""
    for pattern in MADE:
        for path in ROOT.glob(pattern):
            if path.is_symlink():
                path.unlink()
            elif path.is_dir():
                shutil.rmtree(path)


class SetUpError(Exception):
    """`.venv` cannot be made; the message says why and what to do."""


def set_up(lock: str) -> None:
    """Make `.venv` hold what `lock` names, unless it does. Raises SetUpError."""
    if not (ROOT / lock).is_file():
        raise SetUpError(f"Filen {lock} saknas. Hämta tillbaka den: git checkout -- {lock}")
    asked = os.environ.get("PYTHON")
    other_python = asked and version_of([asked]) != version_of([str(PYTHON)])
    if holds(lock) and not other_python:
        return
    began = time.monotonic()
    if other_python or lock == RUNTIME or not holds(RUNTIME):  # else only more packages are needed
        make_environment(asked)
    install(lock)
    for name in (RUNTIME, lock):
        part = ENVIRONMENT / (name + ".part")
        shutil.copyfile(ROOT / name, part)
        part.replace(ENVIRONMENT / name)
    say(f"Klart efter {time.monotonic() - began:.0f} s. Det görs på nytt först när {lock} ändras.")


def holds(lock: str) -> bool:
    """Tell whether `.venv` is complete for a lock: the copy is the same, and its Python starts."""
    copies = [ENVIRONMENT / name for name in {RUNTIME, lock}]
    same = all(copy.is_file() and copy.read_bytes() == (ROOT / copy.name).read_bytes() for copy in copies)
    return same and PYTHON.exists()


def make_environment(asked: str | None) -> None:
    """Make an empty `.venv` of a Python that fits, or of one that uv fetches. Raises SetUpError."""
    uv = shutil.which("uv")
    python = find_python(asked, uv)
    if ENVIRONMENT.is_symlink():
        ENVIRONMENT.unlink()
    elif ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    if python:
        say("Gör .venv med Python " + ".".join(map(str, version_of(python) or ())) + " …")
        command = [*python, "-m", "venv", "--without-pip", str(ENVIRONMENT)]
    else:
        say("Gör .venv med en Python som uv hämtar …")
        command = [str(uv), "venv", "--quiet", "--no-project", "--python", "3.13", str(ENVIRONMENT)]
    if subprocess.call(command):
        raise SetUpError("Det gick inte att göra .venv. Varför står ovan.")


def install(lock: str) -> None:
    """Install what the lock names, by hash: with uv, or where that fails with pip. Raises SetUpError."""
    count = (ROOT / lock).read_text(encoding="utf-8").count("==")
    uv = [found] if (found := shutil.which("uv")) else fetch_uv()
    what = ["--require-hashes", "-r", lock]
    if uv:
        say(f"Installerar {count} paket från {lock} med uv …")
        if not subprocess.call([*uv, "pip", "install", "--python", str(PYTHON), *what]):
            return
    say(f"Installerar {count} paket från {lock} med pip …")
    command = [*own_pip(), "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off", *what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, universal_newlines=True) as pip:
        show_progress(pip.stdout or (), count)
    if pip.returncode:
        raise SetUpError(f"Paketen i {lock} gick inte att installera. Varför står ovan. Når datorn paketregistret?")


def fetch_uv() -> Sequence[str] | None:
    """Install uv in `.venv`, as the lock has it, since it takes a fifth of pip's time; None where it cannot be had."""
    if (ROOT / DEVELOPMENT).is_file():
        block = re.search(
            r"^uv==.*?(?=^[a-z])", (ROOT / DEVELOPMENT).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
        only = ENVIRONMENT / "uv.txt"
        only.write_text(block[0] if block else "", encoding="utf-8")
        here = [sys.executable, "-m", "pip", "--python", str(PYTHON)]  # saves the time to make one in .venv
        install = ["install", "-qq", "--disable-pip-version-check", "--no-input", "--require-hashes", "-r", str(only)]
        if block and (run_quietly([*here, *install]) is not None or run_quietly([*own_pip(), *install]) is not None):
            return [str(PYTHON), "-m", "uv"]
    return None


def own_pip() -> Sequence[str]:
    """The pip of `.venv`, made when it is not there."""
    python = [str(PYTHON), "-m"]
    if run_quietly([*python, "pip", "--version"]) is None:
        subprocess.call([*python, "ensurepip"])
    return [*python, "pip"]


def show_progress(lines: Iterable[str], count: int) -> None:
    """Count the packages that pip says it collects; on a terminal a line that is rewritten, else every tenth."""
    terminal = sys.stderr.isatty()
    collected = 0
    for line in lines:
        if line.startswith("Collecting "):
            collected += 1
            if terminal or collected % 10 == 0:
                print(f"  {collected} av {count} hämtade", end="\r" if terminal else "\n", file=sys.stderr, flush=True)
        elif line.startswith("Installing collected"):
            say("  Alla hämtade. Packar upp …   ")


def find_python(asked: str | None, uv: str | None) -> Sequence[str]:
    """The command of a Python that fits: the one in PYTHON alone, else this one, else the newest by the usual names.

    Empty when there is none and uv can fetch one. Raises SetUpError.
    """
    seen = []
    for command in [[asked]] if asked else list(candidates()):
        reason = unsuitable(command, uv)
        if reason is None:
            return command
        if reason:
            seen.append(f"  {' '.join(command)} {reason}")
    if uv and not asked:
        return []
    raise SetUpError(
        "Python 3.11, 3.12 eller 3.13 med venv behövs och hittades inte."
        + ("\nDet här finns på datorn:\n" + "\n".join(seen) if seen else "")
        + "\nInstallera en (Debian och Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.13;"
        "\nWindows: winget install Python.Python.3.13; annars python.org), eller säg var den finns:"
        "\nmake PYTHON=/sökväg/till/python3"
    )


def candidates() -> Iterator[Sequence[str]]:
    """The Pythons to look at, this one first."""
    yield [sys.executable]
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        yield ["py", f"-3.{minor}"] if WINDOWS else [f"python3.{minor}"]


def unsuitable(command: Sequence[str], uv: str | None) -> str | None:
    """Say why a Python does not fit; None when it does, and nothing when it is not there."""
    if shutil.which(command[0]) is None:
        return ""
    version = version_of(command)
    if version is None:
        return "startar inte"
    if not OLDEST <= version[:2] <= NEWEST:
        return "är Python " + ".".join(map(str, version))
    if not uv and run_quietly([*command, "-c", "import ensurepip, venv"]) is None:
        return "är Python " + ".".join(map(str, version)) + " utan venv"
    return None


def version_of(command: Sequence[str]) -> tuple[int, ...] | None:
    """The version of a Python, three numbers; None when it does not start."""
    said = run_quietly([*command, "-c", "import sys; print(*sys.version_info[:3])"])
    return None if said is None else tuple(map(int, said.split()))


def run_quietly(command: Sequence[str]) -> str | None:
    """What a command writes; None when it fails."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def say(text: str) -> None:
    """Tell how far it has come, apart from what the command itself writes."""
    print(text, file=sys.stderr, flush=True)


def fail(reason: str) -> int:
    """Say why nothing was done; give the exit code for it."""
    say(reason)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

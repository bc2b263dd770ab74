"""Change one thing at a time in a module and see whether its tests notice: `make mutants`.

Prints the score of each module and the changes that no test noticed. Those that docs/mutants.md names with a reason
are counted apart. The tests are those that name the module, then those of the whole check; each change is
tried in a forked process of its own, in memory: no file is touched.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import SourceFileLoader
from itertools import pairwise
from pathlib import Path
from types import CodeType

import pytest

ROOT = Path(__file__).resolve().parents[1]
ACCEPTED = ROOT / "docs" / "mutants.md"
MODULES = (
    "register/status.py",
    "register/follow_up.py",
    "register/rules/*.py",
    "register/record_changes.py",
    "register/strict_yaml.py",
    "register/personal_data.py",
    "register/schema*.py",
    "opendata/*.py",
    "editing/swedish_input.py",
    "editing/table_*.py",
)
# What tries a whole room, the quickest first; a module's own tests come before them.
_ROOMS = {
    "register": (
        "register/test_limits.py",
        "register/test_status.py",
        "register/test_protected_changes.py",
        "register/test_slips.py",
        "register/test_fixtures.py",
        "register/test_edits.py",
        "register/test_catalogue.py",
    ),
    "opendata": ("opendata/test_*.py",),
    "editing": ("editing/test_*.py", "test_import_table.py"),
}
_SLOW_IMPORTS = ("jsonschema", "jsonschema_rs", "playwright.sync_api", "yaml")  # once for all changes
_ALTERNATIVE = re.compile(r"\|[\w .-]+(?=[|)])")
_SECONDS = 300  # the tests of a change that never ends are stopped then, and count as having noticed
_OTHER_WORDS = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "and": "or",
    "or": "and",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
    "+": "-",
    "-": "+",
    "*": "+",
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "True": "False",
    "False": "True",
    "sorted": "list",
    "continue": "break",
    "break": "continue",
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module's source from `start` to `end` (offsets) replaced by `new`."""

    path: Path
    source: str
    start: int
    end: int
    new: str

    @property
    def text(self) -> str:
        """The module with the change."""
        return self.source[: self.start] + self.new + self.source[self.end :]

    @property
    def line(self) -> int:
        """The number of the changed line."""
        return self.source.count("\n", 0, self.start) + 1

    def __str__(self) -> str:
        """Name the change without its line number, so that docs/mutants.md holds when lines move."""
        line = self.source.splitlines()[self.line - 1].strip()
        name = self.path.relative_to(ROOT / "scripts").as_posix()
        return f"{name}: `{line}`: `{self.source[self.start : self.end]}` → `{self.new or 'nothing'}`"


class _Source:
    """A module's text, and the changes that can be made at the nodes of its syntax tree."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.splitlines(keepends=True)

    def walk(self, node: ast.AST) -> Iterator[Mutant]:
        """The changes in a node and all inside it, but for annotations."""
        if isinstance(node, ast.FunctionDef):
            inside: Iterable[ast.AST] = node.body
        else:
            yield from self.changes(node)
            inside = ast.iter_child_nodes(node)
        for child in inside:
            yield from self.walk(child)

    def changes(self, node: ast.AST) -> Iterator[Mutant]:
        """The changes of one node."""
        if isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp):
            yield from self._operators(node)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield self._whole(node, f"bool({self._written(node.operand)})")
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield self._whole(node, str(not node.value if isinstance(node.value, bool) else node.value + 1))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from self._alternatives(node)
        elif isinstance(node, ast.Name | ast.Continue | ast.Break) and self._written(node) in _OTHER_WORDS:
            yield self._whole(node, _OTHER_WORDS[self._written(node)])
        elif isinstance(node, ast.comprehension):
            yield from (self._whole(condition, "True") for condition in node.ifs)
        elif isinstance(node, ast.If | ast.IfExp):
            yield from (self._whole(node.test, value) for value in ("True", "False"))

    def _operators(self, node: ast.Compare | ast.BoolOp | ast.BinOp) -> Iterator[Mutant]:
        if isinstance(node, ast.BoolOp):
            parts = node.values
        else:
            parts = [node.left, *(node.comparators if isinstance(node, ast.Compare) else [node.right])]
        for left, right in pairwise(parts):
            start, end = self._end(left), self._start(right)
            word = self.text[start:end].strip("() \n\t")
            if word in _OTHER_WORDS:
                place = self.text.index(word, start)
                yield Mutant(self.path, self.text, place, place + len(word), _OTHER_WORDS[word])

    def _alternatives(self, node: ast.Constant) -> Iterator[Mutant]:
        """Take away each word after the first of a choice, as in a regular expression: `tkr|tusen`."""
        start = self._start(node)
        for found in _ALTERNATIVE.finditer(self._written(node)):
            yield Mutant(self.path, self.text, start + found.start(), start + found.end(), "")

    def _whole(self, node: ast.expr | ast.stmt, new: str) -> Mutant:
        return Mutant(self.path, self.text, self._start(node), self._end(node), new)

    def _written(self, node: ast.expr | ast.stmt) -> str:
        return self.text[self._start(node) : self._end(node)]

    def _start(self, node: ast.expr | ast.stmt) -> int:
        return self._offset(node.lineno, node.col_offset)

    def _end(self, node: ast.expr | ast.stmt) -> int:
        return self._offset(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def _offset(self, line: int, column: int) -> int:
        """The place in the text; `ast` counts columns in bytes."""
        return sum(map(len, self.lines[: line - 1])) + len(self.lines[line - 1].encode()[:column].decode())


def mutants(path: Path) -> list[Mutant]:
    """Every change of one operator, number, word, alternative or condition of a module."""
    source = _Source(path)
    body = [one for one in ast.parse(source.text).body if not isinstance(one, ast.If)]  # only TYPE_CHECKING
    return [mutant for statement in body for mutant in source.walk(statement)]


def tests_of(path: Path) -> list[str]:
    """The test files that name a module, then those that try its whole room; none that needs a browser."""
    module = path.relative_to(ROOT / "scripts").with_suffix("")
    tests = ROOT / "tests"
    every = [one for one in sorted(tests.rglob("test_*.py")) if "site" not in one.parts]
    statement = f"from {module.as_posix().replace('/', '.')} import"
    named = [one for one in every if statement in one.read_text(encoding="utf-8")]
    room = [one for pattern in _ROOMS[module.parts[0]] for one in sorted(tests.glob(pattern))]
    own = [one for one in room if one in named]
    return [str(one) for one in dict.fromkeys([*own, *named, *room])]


def modules(patterns: Iterable[str]) -> list[Path]:
    """The files under scripts/ that the patterns name, each once."""
    found = [path for pattern in patterns for path in sorted((ROOT / "scripts").glob(pattern))]
    return [path for path in dict.fromkeys(found) if path.name != "__init__.py"]


def is_noticed(mutant: Mutant | None, path: Path) -> bool:
    """Run the tests of a module in this process, with the change in it; never returns to an importable state."""
    sys.dont_write_bytecode = True
    if mutant is not None:
        read = SourceFileLoader.get_code

        def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
            return compile(mutant.text, self.path, "exec") if Path(self.path) == path else read(self, name)

        setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010 - a method of a class that is typed otherwise
    arguments = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return pytest.main([*arguments, *tests_of(path)]) != pytest.ExitCode.OK


def run(mutant: Mutant | None, path: Path) -> int:
    """Start the tests of a change in a forked process; its id. The process ends with 0 when nothing was noticed."""
    child = os.fork()
    if child:
        return child
    signal.alarm(_SECONDS)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os._exit(int(is_noticed(mutant, path)))


def survivors(found: Iterable[Mutant], jobs: int) -> Iterator[Mutant]:
    """The changes that no test notices."""
    waiting = list(reversed(list(found)))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[run(mutant, mutant.path)] = mutant
        child, status = os.wait()
        if status == 0:
            yield running[child]
        del running[child]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the score of each module and what survived; 0 also when something did."""
    parser = argparse.ArgumentParser(description="Score the tests by small changes of the code.")
    parser.add_argument("modules", nargs="*", default=MODULES, help="files under scripts/, such as register/rules/*.py")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try only each Nth change")
    arguments = parser.parse_args(argv)
    accepted = ACCEPTED.read_text(encoding="utf-8") if ACCEPTED.exists() else ""
    os.chdir(ROOT)
    for name in _SLOW_IMPORTS:
        import_module(name)
    for path in modules(arguments.modules):
        name = path.relative_to(ROOT / "scripts").as_posix()
        _, status = os.waitpid(run(None, path), 0)
        if status:
            print(f"{name}: the tests fail without any change")
            return 1
        found = list(mutants(path))[:: arguments.every]
        alive = list(survivors(found, arguments.jobs))
        unknown = [mutant for mutant in alive if str(mutant) not in accepted]
        told = len(found) - len(alive)
        score = round(100 * told / max(len(found) - len(alive) + len(unknown), 1))
        print(
            f"{name}: {told} of {len(found)} noticed, {len(alive) - len(unknown)} accepted: {score} of 100", flush=True
        )
        for mutant in unknown:
            print(f"  line {mutant.line}: {mutant}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

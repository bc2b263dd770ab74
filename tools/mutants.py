"""Change one thing at a time in a module and see whether its tests notice: `make mutants`.

Prints the score of each module and the changes that no test noticed. Those that docs/mutants.md names with a reason
are counted apart. The tests are those that name the module, then those of its whole room; each change is
tried in a forked process of its own, in memory: no file is touched.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.machinery import SourceFileLoader
from inspect import CO_OPTIMIZED
from itertools import accumulate, pairwise, zip_longest
from pathlib import Path
from types import CodeType, FunctionType

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
        "register/test_incomplete.py",
        "register/test_fixtures.py",
        "register/test_edits.py",
        "register/test_catalogue.py",
    ),
    "opendata": ("opendata/test_*.py",),
    "editing": ("editing/test_*.py", "test_import_table.py"),
}
_SLOW_IMPORTS = ("jsonschema", "jsonschema_rs", "playwright.sync_api", "yaml")  # once for all changes
_OPTIONS = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist")
_ALTERNATIVE = re.compile(r"\|[\w .-]+(?=[|)])")
_SECONDS = 200  # of processor: the tests of a change that never ends are stopped then, and count as having noticed
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
        self.starts = [0, *accumulate(map(len, self.lines))]

    def walk(self, node: ast.AST) -> Iterator[Mutant]:
        """The changes in a node and all inside it, but for annotations and decorators."""
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
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
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())


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


def in_functions(mutant: Mutant) -> bool:
    """Tell whether a change lies inside functions alone, so that it can be made when everything is imported."""
    before, after = (_module_code(text, mutant.path) for text in (mutant.source, mutant.text))
    return list(_at_import(before)) == list(_at_import(after))


def _module_code(text: str, path: Path) -> CodeType:
    return compile(text, path, "exec", dont_inherit=True)


def _at_import(code: CodeType) -> Iterator[object]:
    """What a module runs when it is imported: its own code, that of its classes and that of comprehensions in them."""
    yield code.co_code, code.co_names, [one for one in code.co_consts if not isinstance(one, CodeType)]
    for inner in code.co_consts:
        if isinstance(inner, CodeType) and (
            not inner.co_flags & CO_OPTIMIZED or inner.co_name.endswith(("comp>", "expr>"))
        ):
            yield from _at_import(inner)


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    """Every code in a module by qualified name, and by number where several have the same."""
    seen: Counter[str] = Counter()
    waiting = [code]
    while waiting:
        for inner in waiting.pop().co_consts:
            if isinstance(inner, CodeType):
                yield (inner.co_qualname, seen[inner.co_qualname]), inner
                seen[inner.co_qualname] += 1
                waiting.append(inner)


def put(mutant: Mutant) -> None:
    """Give the functions that are imported the code of the change."""
    changed = dict(_codes(_module_code(mutant.text, mutant.path)))
    new = {code: changed[name] for name, code in _codes(_module_code(mutant.source, mutant.path)) if name in changed}
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__ in new:
            function.__code__ = new[function.__code__]


class _Loop:
    """A plugin of pytest that runs the tests it has collected once for each change, in a forked process each."""

    def __init__(self, found: Sequence[Mutant | None]) -> None:
        self.found = found
        self.unnoticed: list[int] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each change, and run nothing else."""
        for number, mutant in enumerate(self.found):
            child = os.fork()
            if not child:
                signal.setitimer(signal.ITIMER_PROF, _SECONDS)
                os._exit(int(_is_noticed(session, mutant)))
            if os.waitpid(child, 0)[1] == 0:
                self.unnoticed.append(number)
        return True


def _is_noticed(session: pytest.Session, mutant: Mutant | None) -> bool:
    if mutant is not None:
        put(mutant)
    for item, following in zip_longest(session.items, session.items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def _quietly(work: Callable[[], Iterable[int]]) -> list[int]:
    """What `work` gives, in a process of its own that prints nothing and leaves nothing imported."""
    reading, writing = os.pipe()
    if not os.fork():
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.write(writing, b"".join(number.to_bytes(4, "big") for number in work()))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    os.wait()
    return [int.from_bytes(data[at : at + 4], "big") for at in range(0, len(data), 4)]


def _try_imported(found: Sequence[Mutant | None], path: Path) -> list[int]:
    """The numbers of the changes inside functions that no test notices. The tests are collected once for all."""
    loop = _Loop(found)
    pytest.main([*_OPTIONS, *tests_of(path)], plugins=[loop])
    return loop.unnoticed


def _try_importing(mutant: Mutant) -> list[int]:
    """Return whether no test notices a change of what a module does when imported: an empty list when one does."""
    sys.dont_write_bytecode = True
    read = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        same = Path(self.path) == mutant.path
        return _module_code(mutant.text, mutant.path) if same else read(self, name)

    setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010 - a method of a class that is typed otherwise
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    return [0] if pytest.main([*_OPTIONS, *tests_of(mutant.path)]) == pytest.ExitCode.OK else []


def survivors(found: Sequence[Mutant], path: Path) -> list[Mutant]:
    """The changes that no test notices. Raises ValueError when the tests fail without any.

    What lives when it is put into what is imported is tried once more by importing it, since a test module can have
    made its values when it was collected.
    """
    inside = [mutant for mutant in found if in_functions(mutant)]
    numbers = _quietly(lambda: _try_imported([None, *inside], path))
    if 0 not in numbers:
        raise ValueError("the tests fail without any change")
    noticed = {mutant for number, mutant in enumerate(inside, 1) if number not in numbers}
    return [mutant for mutant in found if mutant not in noticed and _quietly(partial(_try_importing, mutant))]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the score of each module and what survived; 0 also when something did."""
    parser = argparse.ArgumentParser(description="Score the tests by small changes of the code.")
    parser.add_argument("modules", nargs="*", default=MODULES, help="files under scripts/, such as register/rules/*.py")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try only each Nth change")
    parser.add_argument("--start", type=int, default=0, metavar="N", help="begin with change N, counted from 0")
    arguments = parser.parse_args(argv)
    accepted = ACCEPTED.read_text(encoding="utf-8") if ACCEPTED.exists() else ""
    os.chdir(ROOT)
    for name in _SLOW_IMPORTS:
        import_module(name)
    for path in modules(arguments.modules):
        name = path.relative_to(ROOT / "scripts").as_posix()
        found = mutants(path)[arguments.start :: arguments.every]
        try:
            alive = survivors(found, path)
        except ValueError as error:
            print(f"{name}: {error}")
            return 1
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

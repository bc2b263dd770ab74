"""Change one thing at a time in a module and see whether its tests notice: `make mutants`.

Prints the score of each module and the changes that no test noticed. Those that docs/mutants.md names with a reason
are counted apart. The tests are those that name the module, then those of its whole room; a change inside a function
is tried with the files that run the function. Each has a forked process of its own, in memory: no file is touched.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import pickle
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import _lru_cache_wrapper, partial
from importlib import import_module
from importlib.machinery import SourceFileLoader
from inspect import CO_OPTIMIZED
from itertools import accumulate, groupby, pairwise, zip_longest
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TypeVar

import pytest

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
ACCEPTED = ROOT / "docs" / "mutants.md"
MODULES = (
    "register/*.py",
    "register/rules/*.py",
    "opendata/*.py",
    "editing/answers.py",
    "editing/swedish_input.py",
    "editing/table_*.py",
    "editing/yaml_edit.py",
)
# What tries a whole room, the quickest first; a module's own tests come before them.
_ROOMS = {
    "register": (
        "register/test_limits.py",
        "register/test_status.py",
        "register/test_protected_changes.py",
        "register/test_between_files.py",
        "register/test_texts.py",
        "register/test_slips.py",
        "register/test_incomplete.py",
        "register/test_fixtures.py",
        "register/test_edits.py",
        "register/test_catalogue.py",
    ),
    "opendata": ("opendata/test_*.py",),
    "editing": ("editing/test_*.py", "test_import_table.py"),
    "pages": ("pages/test_*.py",),
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
    package, name = ".".join(module.parts[:-1]), module.name
    statement = re.compile(rf"from {package}\.{name} import|from {package} import (?:\([^)]*|.*)\b{name}\b")
    named = [one for one in every if statement.search(one.read_text(encoding="utf-8"))]
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
        if type(function) is FunctionType and function.__code__ in new:  # isinstance would ask a dead weak proxy
            function.__code__ = new[function.__code__]


class _Loop:
    """A plugin of pytest that tries each change in a forked process, with the test files that run its function.

    Which files do is found by running all tests once without any change; `fails` when those fail.
    """

    def __init__(self, found: Sequence[Mutant], path: Path) -> None:
        self.found = found
        self.path = path
        self.unnoticed: list[int] = []
        self.fails = False
        self._ran: set[tuple[str, int]] = set()

    def _trace(self, frame: FrameType, event: str, value: object) -> None:
        if frame.f_code.co_filename == str(self.path):
            self._ran.add((frame.f_code.co_qualname, frame.f_code.co_firstlineno))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each change, and run nothing else."""
        ran = in_child(lambda: self._functions_of_each_file(session), None)
        if ran is None:
            self.fails = True
            return True
        for number, mutant in enumerate(self.found):
            wanted = {name for name, functions in ran.items() if functions & functions_at(mutant)}
            items = [item for item in session.items if str(item.path) in wanted]
            if not in_child(partial(_is_noticed, items, mutant), True):
                self.unnoticed.append(number)
        return True

    def _functions_of_each_file(self, session: pytest.Session) -> dict[str, set[tuple[str, int]]] | None:
        """The functions of the module that each test file runs, or None when a test fails."""
        ran = {}
        for name, items in groupby(session.items, lambda item: str(item.path)):
            _clear_caches()  # so that a file that finds a value made by another counts too
            self._ran = set()
            sys.settrace(self._trace)
            failed = _is_noticed(list(items))
            sys.settrace(None)
            if failed:
                return None
            ran[name] = self._ran
        return ran


def functions_at(mutant: Mutant) -> set[tuple[str, int]]:
    """The name and first line of the innermost function around a change; of all lambdas of its line where none is."""
    around = [
        code
        for _, code in _codes(_module_code(mutant.source, mutant.path))
        if code.co_firstlineno <= mutant.line <= max(line or 0 for _, _, line in code.co_lines())
    ]
    named = [code for code in around if not code.co_name.startswith("<") and code.co_flags & CO_OPTIMIZED]
    inner = [max(named, key=lambda code: code.co_firstlineno)] if named else around
    return {(code.co_qualname, code.co_firstlineno) for code in inner}


def _clear_caches() -> None:
    for one in gc.get_objects():
        if type(one) is _lru_cache_wrapper:
            one.cache_clear()


def _is_noticed(items: Sequence[pytest.Item], mutant: Mutant | None = None) -> bool:
    """Return whether a test fails, once the change is made."""
    if mutant is not None:
        _clear_caches()
        put(mutant)
    for item, following in zip_longest(items, items[1:]):
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        except KeyboardInterrupt:  # pytest takes it for a wish of the person's
            return True
        if item.session.testsfailed:
            return True
    return False


def in_child(work: Callable[[], T], otherwise: T) -> T:
    """Run `work` in a forked process that prints nothing; give `otherwise` when a signal ends it, as its time does.

    Raises RuntimeError when `work` raises: a change that could not be made is none that was noticed.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):  # whatever it is, it must not go on as the process that it was forked from
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            signal.setitimer(signal.ITIMER_PROF, _SECONDS)
            os.write(writing, pickle.dumps(work()))
            os._exit(0)
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code > 0:
        raise RuntimeError("a change could not be tried")
    result: T = pickle.loads(data) if data else otherwise  # noqa: S301 - made above
    return result


def _try_imported(found: Sequence[Mutant], path: Path) -> list[int] | None:
    """The numbers of the changes inside functions that no test notices; None when the tests fail without any."""
    import_module(path.relative_to(ROOT / "scripts").with_suffix("").as_posix().replace("/", "."))  # some wait for it
    loop = _Loop(found, path)
    pytest.main([*_OPTIONS, *tests_of(path)], plugins=[loop])
    return None if loop.fails else loop.unnoticed


def _is_noticed_importing(mutant: Mutant) -> bool:
    """Return whether a test notices a change of what a module does when it is imported."""
    sys.dont_write_bytecode = True
    read = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        same = Path(self.path) == mutant.path
        return _module_code(mutant.text, mutant.path) if same else read(self, name)

    setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010 - a method of a class that is typed otherwise
    first, *others = tests_of(mutant.path)
    return any(pytest.main([*_OPTIONS, *files]) != pytest.ExitCode.OK for files in ([first], others) if files)


def survivors(found: Sequence[Mutant], path: Path) -> list[Mutant]:
    """The changes that no test notices. Raises ValueError when the tests fail without any, RuntimeError as in_child."""
    inside = [mutant for mutant in found if in_functions(mutant)]
    numbers = in_child(lambda: _try_imported(inside, path), None)
    if numbers is None:
        raise ValueError("the tests fail without any change")
    alive = {inside[number] for number in numbers}
    return [
        mutant
        for mutant in found
        if mutant in alive or (mutant not in inside and not in_child(partial(_is_noticed_importing, mutant), True))
    ]


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
            alive = survivors(found, path) if found else []
        except (ValueError, RuntimeError) as error:
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

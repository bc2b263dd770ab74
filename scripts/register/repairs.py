"""The repairs that the problems of a check leave no choice about: each is tried before it is offered."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date

import yaml

from register.check import CheckResult, check, new_problems, safe_text
from register.file_tree import OverlayTree, Tree
from register.loading import CheckCache
from register.problem import Place, Problem

_MOST = 100  # of one run: each is a check of its own


def find_repairs(
    tree: Tree,
    result: CheckResult,
    today: date,
    base: Tree | None = None,
    *,
    changed: Collection[str] = (),
    paths: frozenset[str] = frozenset(),
    advised: frozenset[str] | None = None,
) -> tuple[dict[str, tuple[str, str]], CheckResult]:
    """Return the text of each file that has repairs, before and after, and the check of what is then left.

    `advised` limits the advice of that check to these files and the repaired ones.
    A repair is taken when its problem is gone by it, and nothing else is then wrong on its line that cannot be
    repaired. What comes to light elsewhere was hidden by the problem.
    """
    cache, texts, refused = CheckCache(), dict[str, tuple[str, str]](), set[tuple[str, str, str]]()
    for _ in range(_MOST):
        problem = next((one for one in result.problems if one.repair is not None and _key(one) not in refused), None)
        if problem is None:
            break
        refused.add(_key(problem))
        path = problem.place.path
        before, text = texts.get(path) or (_read(tree, path),) * 2
        better = repaired(text, problem)
        if better is None:
            continue
        after = {one: new for one, (_, new) in texts.items()} | {path: better}
        limit = None if advised is None else advised.union(after)
        found = check(OverlayTree(tree, after), today, base, changed=changed, paths=paths, advised=limit, cache=cache)
        if _is_right(problem, result, found):
            texts[path], result = (before, better), found
    return texts, result


def repaired(text: str, problem: Problem) -> str | None:
    """Write the repair of a problem into the text of its file.

    None when the problem has none, when its value is not on one line, or when that line may not be shown.
    """
    span = _span(text, problem.place)
    if problem.repair is None or span is None:
        return None
    start, end = span
    line = text[text.rfind("\n", 0, start) + 1 : start] + text[start:].partition("\n")[0]
    if "\n" in text[start:end] or safe_text(line.rstrip("\r")) != line.rstrip("\r"):
        return None
    return text[:start] + problem.repair + text[end:]


def as_diff(texts: Mapping[str, tuple[str, str]]) -> str:
    """The repairs as a difference between files, with no lines around them, since those could hold anything."""
    return "".join(line for path, (before, after) in sorted(texts.items()) for line in _diff(path, before, after))


def _diff(path: str, before: str, after: str) -> Iterator[str]:
    old, new = (text.splitlines() for text in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=0, lineterm=""):
        yield f"{line}\n"


def as_json(texts: Mapping[str, tuple[str, str]]) -> str:
    """The repairs for programs: each line that changes, before and after."""
    repairs = [
        {"path": path, "line": number, "before": old, "after": new}
        for path, both in sorted(texts.items())
        for number, (old, new) in enumerate(zip(*(text.splitlines() for text in both), strict=True), 1)
        if old != new
    ]
    return json.dumps({"repairs": repairs}, ensure_ascii=False, indent=2) + "\n"


def _read(tree: Tree, path: str) -> str:
    entry = tree.entry(path)
    return tree.read(entry).decode("utf-8") if entry else ""


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.place.path, problem.code, problem.message


def _is_right(problem: Problem, before: CheckResult, after: CheckResult) -> bool:
    place = problem.place
    new, _ = new_problems(after.problems, before.problems)
    worse = any((one.place.path, one.place.line) == (place.path, place.line) and one.repair is None for one in new)
    return not worse and _key(problem) not in map(_key, after.problems)


def _span(text: str, place: Place) -> tuple[int, int] | None:
    """Where the value or field name at a place begins and ends in the text; None for what is no plain value there."""
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            start, end = event.start_mark, event.end_mark
            if not isinstance(event, yaml.ScalarEvent) or start is None or end is None:
                continue
            if (start.line + 1, start.column + 1) == (place.line, place.column):
                return start.index, end.index
    except yaml.YAMLError:
        pass  # the text of a page after its front matter, or a file that cannot be read
    return None

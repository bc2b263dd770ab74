"""Programs that do the same work take turns and are measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import Measured, measured, medians

Say = Callable[[str], None]


def nothing() -> None:
    """Nothing has to be made ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A program: how it is started, what it does of the work, and what is made ready before each of its turns."""

    name: str
    does: str
    command: Sequence[str | Path]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[], None] = nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a program took for a task (`check` or `site`) on a register of `records`. `pages` is 0 for no site."""

    task: str
    records: int
    program: str
    does: str
    runs: tuple[Measured, ...]
    pages: int = 0

    @property
    def median(self) -> Measured:
        """The median of each figure."""
        return medians(self.runs)


def turns(ours: Contestant, rivals: Sequence[Contestant], rounds: int) -> Iterator[tuple[Contestant, bool]]:
    """Who runs, one after the other, and whether the run counts; ours is always the first.

    Every program has `rounds` turns that count, after one that does not. A single round is for what takes minutes: then
    the first turn counts too, and ours has a turn before each of the others, since how it grows is judged by them.
    """
    if rounds == 1:
        yield from ((each, True) for rival in rivals for each in (ours, rival))
        return
    for number in range(rounds + 1):
        yield from ((each, number > 0) for each in (ours, *rivals))


def contest(ours: Contestant, rivals: Sequence[Contestant], rounds: int, say: Say) -> dict[str, tuple[Measured, ...]]:
    """Let them take turns; gives the runs that count by name. Raises NotMeasuredError when one of them fails."""
    runs: dict[str, list[Measured]] = {each.name: [] for each in (ours, *rivals)}
    for each, counts in turns(ours, rivals, rounds):
        each.prepare()
        run = measured(each.command, each.folder, each.environment)
        if counts:
            runs[each.name].append(run)
        say(f"{each.name}: {run.seconds:.2f} s{'' if counts else ' (does not count)'}")
    return {name: tuple(found) for name, found in runs.items()}

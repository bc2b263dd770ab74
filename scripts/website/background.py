"""Work done beside the rest, in a process forked from this one: it sees all that was made before, and copies nothing.

What it gives back, or raises, comes through a pipe.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

T = TypeVar("T")
_fork = multiprocessing.get_context("fork")


class WorkerLostError(OSError):
    """A process ended before it had said what came of its work; the message is a Swedish sentence."""


_running: set[BaseProcess] = set()


@contextmanager
def stop_workers() -> Iterator[None]:
    """When the block ends, so does all work that was begun in it, done or not: nothing writes into a site any more."""
    before = _running.copy()
    try:
        yield
    finally:
        for process in _running - before:
            process.terminate()
            process.join()
        _running.intersection_update(before)


def cores() -> int:
    """How many processes can be at work at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Worker(Generic[T]):
    """Work that has begun; `result` waits for it."""

    def __init__(self, work: Callable[[], T]) -> None:
        gc.freeze()  # what is there now is never looked through again, and so stays shared between the processes
        self._receiving, sending = _fork.Pipe(duplex=False)
        self._process = _fork.Process(target=_send, args=(work, sending), daemon=True)
        self._process.start()
        _running.add(self._process)
        sending.close()
        self._answer: tuple[bool, T | BaseException] | None = None
        self._asker = os.getpid()

    def ready(self, seconds: float) -> bool:
        """Whether the work is done; waits so long for it."""
        return self._answer is not None or self._receiving.poll(seconds)

    def result(self) -> T:
        """What came of the work. Raises what it raised, and WorkerLostError when the process was stopped.

        Only the process that began the work may ask: there is one answer, and whoever reads it has it.
        """
        assert os.getpid() == self._asker, "the result is asked for in another process"  # noqa: S101  # our own mistake
        if self._answer is None:
            try:
                self._answer = self._receiving.recv()
            except EOFError as error:
                self._process.join()
                code = self._process.exitcode
                raise WorkerLostError(f"En del av bygget avbröts utifrån (kod {code}). Bygg igen.") from error
            self._process.join()
            self._receiving.close()
        well, answer = self._answer
        if well:
            return answer  # type: ignore[return-value]  # an exception only when it did not go well
        raise answer  # type: ignore[misc]  # it did not go well, so this is one


def chunks(things: Sequence[T], hands: int) -> list[Sequence[T]]:
    """The things dealt out in `hands` parts of the same size, give or take one; no part is empty."""
    return [things[first::hands] for first in range(min(hands, len(things)))]


def _send(work: Callable[[], T], sending: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the build reaches the process that waits for this
    try:
        answer: tuple[bool, T | BaseException] = True, work()
    except Exception as error:  # raised again where the result is asked for
        answer = False, error
    sending.send(answer)
    sending.close()

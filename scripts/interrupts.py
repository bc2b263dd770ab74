"""End a command as a person expects: Ctrl+C, SIGTERM and a terminal that is gone give one sentence and an exit code.

It imports next to nothing, so that a command can say so from its first moment.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def quit_on_interrupt(sentence: str) -> None:
    """From now on, and until `run`, an interrupt ends the process with the sentence and exit code 2."""

    def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
        os.write(2, f"\n{sentence}\n".encode())
        os._exit(2)

    for number in _SIGNALS:
        signal.signal(number, leave)


def run(main: Callable[[], int], sentence: str) -> int:
    """Run `main`; an interrupt is a KeyboardInterrupt in it, so that it can clean up. Returns the exit code.

    What cannot be printed because the reader has gone (`| head`) is dropped; a full disk gives exit code 2.
    """

    def interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # once is enough: now it cleans up
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, interrupt)
    _open_closed_streams()
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(f"\n{sentence}", file=sys.stderr)
        code = 2
    except BrokenPipeError:
        code = 0
        _drop_output()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("Det gick inte att skriva: disken är full.", file=sys.stderr)
        code = 2
        _drop_output()
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    return code


def _open_closed_streams() -> None:
    """Let a stream that was closed before the start (`>&-`) lead nowhere; let the others take any text."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # open until the end
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Keep Python from trying to write the rest once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

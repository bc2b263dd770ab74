"""Meet a person as a command should: Ctrl+C, SIGTERM and a closed output give one sentence, and a slip a Swedish one.

It imports next to nothing, so that a command can say so from its first moment.
"""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

INTERRUPTED = "Avbrutet."
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_GONE = (errno.EIO, errno.EBADF)

# What argparse says, in Swedish; a message that is not here is said in English
_ARGPARSE = {
    "usage: ": "användning: ",
    "positional arguments": "argument",
    "options": "val",
    "show this help message and exit": "visa den här hjälpen",
    "%(prog)s: error: %(message)s\n": "%(prog)s: fel: %(message)s\n",
    "the following arguments are required: %s": "det här måste anges: %s",
    "unrecognized arguments: %s": "okända argument: %s",
    "expected one argument": "ett värde ska följa",
    "expected at least one argument": "minst ett värde ska följa",
    "expected at most one argument": "högst ett värde får följa",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r går inte att välja (välj bland %(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r finns inte (välj bland %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r är inte ett värde av rätt slag",
    "not allowed with argument %s": "går inte att ange tillsammans med %s",
    "one of the arguments %s is required": "ange ett av %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda flera: %(matches)s",
    "ignored explicit argument %r": "tar inget värde, men fick %r",
}
argparse._ = lambda text: _ARGPARSE.get(text, text)  # type: ignore[attr-defined]  # its own way in is a file of gettext


def quit_on_interrupt(sentence: str = INTERRUPTED) -> None:
    """From now on, and until `run`, an interrupt ends the process with the sentence and exit code 2."""

    def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
        os.write(2, f"\n{sentence}\n".encode())
        os._exit(2)

    for number in _SIGNALS:
        signal.signal(number, leave)


def run(main: Callable[[], int], sentence: str = INTERRUPTED) -> int:
    """Run `main`; an interrupt is a KeyboardInterrupt in it, so that it can clean up. Returns the exit code.

    What cannot be printed, because the reader has gone (`| head`) or the disk is full, is dropped, with exit code 2.
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
        code = 2
        _drop_output()
    except OSError as error:
        if error.errno not in (*_FULL, *_GONE):
            raise
        full = error.errno in _FULL
        print(f"Det gick inte att skriva: {'disken är full' if full else 'utmatningen är stängd'}.", file=sys.stderr)
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

"""Processes forked from a server that has imported the commands once, so that a start takes no time."""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing import forkserver, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
_SERVER = get_context("forkserver")
_SERVER.set_forkserver_preload(
    ["new", "record", "propose", "import_table", "remove_examples", "format_records", "build"]
)


def start(function: Callable[..., None], *arguments: object) -> BaseProcess:
    """Start a process that calls a function of a module with arguments that can be pickled, or with a connection."""
    with patch.dict(os.environ, {"PYTHONPATH": str(ROOT / "scripts")}):  # the server's, when this is the first
        forkserver.ensure_running()
    process = _SERVER.Process(target=function, args=arguments)
    process.start()
    return process

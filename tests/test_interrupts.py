"""A build that is stopped at any moment leaves the old site or the new one, whole, and no process and no lock."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import build
import interrupts
import pytest
from website.atomic_output import replace_directory

from .example import example_root
from .forked import ROOT, start

# Where a build is stopped: in a module of website/, before or after one of its functions
BEGUN = ("site_build", "read_history", False)
PAGES = ("site_build", "run_mkdocs", True)
BEFORE = ("atomic_output", "_exchange", False)
AFTER = ("atomic_output", "_exchange", True)
WORDS = "Den sida som fanns."

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux which processes there are")


def _build_and_wait(words: list[str], moment: tuple[str, str, bool], errors: Path, telling: Connection) -> None:
    """Build up to the moment, tell which processes the build has started, and wait to be killed."""
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT), 2)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8")
    interrupts.quit_on_interrupt("Avbrutet tidigt.")
    module = import_module(f"website.{moment[0]}")
    real = getattr(module, moment[1])

    def stop(*arguments: object, **named: object) -> None:
        if moment[2]:
            real(*arguments, **named)
        telling.send(Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split())
        while True:
            signal.pause()

    setattr(module, moment[1], stop)
    sys.exit(interrupts.run(lambda: build.main(words), build.INTERRUPTED))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_root(tmp_path_factory.mktemp("rot"), "2023/laxhjalp-raslatt")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The site of an earlier build."""
    site = tmp_path / "ut" / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text(WORDS, encoding="utf-8")
    (site / ".innehall").write_text("index.html\n", encoding="utf-8")
    return site


def _stopped(root: Path, out: Path, moment: tuple[str, str, bool], number: signal.Signals) -> tuple[int | None, str]:
    """Build up to the moment, and send the signal; no process that the build started is left then."""
    errors = out.parent.with_name("errors")
    telling, told = Pipe()
    with telling, told:
        process = start(_build_and_wait, ["--root", str(root), "--out", str(out)], moment, errors, telling)
        telling.close()
        children = told.recv()
        assert process.pid is not None
        os.kill(process.pid, number)
        process.join()
    assert not list(_alive(children))
    return process.exitcode, errors.read_text(encoding="utf-8")


def _alive(children: list[str]) -> Iterator[str]:
    """Yield those that are still there after they have had a moment to end."""
    for child in children:
        try:
            descriptor = os.pidfd_open(int(child))
        except ProcessLookupError:
            continue
        with os.fdopen(descriptor):
            if not select.select([descriptor], [], [], 300)[0]:
                yield child


@pytest.mark.parametrize("moment", [BEGUN, PAGES, AFTER])
def test_a_killed_build_leaves_a_whole_site_and_the_next_one_works(
    root: Path, out: Path, moment: tuple[str, str, bool]
) -> None:
    code, _ = _stopped(root, out, moment, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert ((out / "index.html").read_text(encoding="utf-8") != WORDS) == (moment is AFTER)
    if moment is PAGES:
        assert build.main(["--root", str(root), "--out", str(out)]) == 0
        assert (out / "index.html").read_text(encoding="utf-8") != WORDS
    else:
        with replace_directory(out):
            pass
    assert [path.name for path in out.parent.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("moment", "number"), [(PAGES, signal.SIGINT), (BEFORE, signal.SIGTERM), (AFTER, signal.SIGTERM)]
)
def test_an_interrupted_build_leaves_a_whole_site_and_nothing_besides(
    root: Path, out: Path, moment: tuple[str, str, bool], number: signal.Signals
) -> None:
    assert _stopped(root, out, moment, number) == (2, f"\n{build.INTERRUPTED}\n")
    assert ((out / "index.html").read_text(encoding="utf-8") != WORDS) == (moment is AFTER)
    assert [path.name for path in out.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_before_anything_is_imported_is_one_sentence(number: signal.Signals) -> None:
    program = f"import os, interrupts; interrupts.quit_on_interrupt('Avbrutet.'); os.kill(os.getpid(), {int(number)})"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], cwd=ROOT / "scripts", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "\nAvbrutet.\n")

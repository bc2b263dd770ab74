"""What the host demands of a change is shown before it is set, and is the same on every host."""

from __future__ import annotations

from pathlib import Path

import protect
import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("remote", "addresses", "words"),
    [
        (
            "git@github.com:bolaget/samarbeten.git",
            ["https://api.github.com/repos/bolaget/samarbeten/rulesets"],
            ['"strict_required_status_checks_policy": true', '"require_code_owner_review": true'],
        ),
        (
            "https://gitlab.example.se/bolaget/grupp/samarbeten",
            [
                "https://gitlab.example.se/api/v4/projects/bolaget%2Fgrupp%2Fsamarbeten",
                "https://gitlab.example.se/api/v4/projects/bolaget%2Fgrupp%2Fsamarbeten/protected_branches",
            ],
            ['"merge_method": "ff"', '"push_access_level": 0'],
        ),
        (
            "https://anna:hemlig@git.example.se/bolaget/samarbeten.git",
            ["https://git.example.se/api/v1/repos/bolaget/samarbeten/branch_protections"],
            ['"block_on_outdated_branch": true'],
        ),
    ],
)
def test_without_write_it_only_shows(
    remote: str,
    addresses: list[str],
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protect, "send", lambda *_: pytest.fail("sent"))
    assert protect.main(["--remote", remote]) == 0
    shown = capsys.readouterr().out
    assert [line.split()[1] for line in shown.splitlines() if line.startswith(("POST ", "PUT "))] == addresses
    assert all(word in shown for word in words)
    assert "hemlig" not in shown


def test_the_checks_that_are_demanded_are_the_jobs_of_the_workflow() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))["jobs"].values()
    assert set(protect.CHECKS) <= {job["name"] for job in jobs}


def test_policy_and_criteria_are_read_by_every_team_in_codeowners(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    owners = "# @ORGANISATION/x\n* @bolaget/forvaltarna\n/content/ @bolaget/avdelningen\n"
    (tmp_path / "CODEOWNERS").write_text(owners, encoding="utf-8")
    monkeypatch.setattr(protect, "ROOT", tmp_path)
    teams = protect.github_teams(lambda _, address, __: {"id": len(address)})
    [request] = protect.requests_for("https://github.com/bolaget/samarbeten", teams)
    [review] = [rule["parameters"] for rule in request.body["rules"] if rule["type"] == "pull_request"]
    assert [one["reviewer"]["id"] for one in review["required_reviewers"]] == list(teams.values())
    assert len(teams) == 2
    assert all("content/policy/**" in one["file_patterns"] for one in review["required_reviewers"])


def test_the_example_owners_are_never_sent(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("HOST_TOKEN", "x")
    monkeypatch.setattr(protect, "send", lambda *_: pytest.fail("sent"))
    assert protect.main(["--write", "--remote", "https://github.com/bolaget/samarbeten"]) == 2
    assert "in place of ORGANISATION" in capsys.readouterr().err


def test_an_address_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert protect.main(["--remote", "file:///srv/git"]) == 2
    assert "not understood" in capsys.readouterr().err

"""Connected to GitHub, whose answers are pretended here, a save is a pull request and main stays as it is."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from ..example import RECORDS
from .conftest import Served
from .pretended_github import HEAD, PretendedGitHub

PATH = "partnerships/2024/laxhjalp-raslatt.yaml"


def test_a_save_is_a_pull_request_and_can_neither_be_published_nor_deleted_in_the_form(
    page: Page, connected: Served
) -> None:
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url))
    before = (RECORDS / PATH).read_text(encoding="utf-8")
    github = PretendedGitHub(page, "foretaget/stadsdelssamarbeten", {PATH: before})

    page.goto(f"{connected.address}/redigera/")
    page.get_by_role("button", name="Logga in med en Access Token").click()
    page.get_by_role("textbox", name="Personal Access Token").fill("github_pat_pretended")
    page.get_by_role("alertdialog").get_by_role("button", name="Logga in").click()
    page.get_by_role("treeitem", name="Samarbeten 2024").click()
    page.get_by_role("row", name="Läxhjälp på Råslätt").get_by_text("Läxhjälp på Råslätt").first.click()
    page.get_by_role("textbox", name="Titel").fill("Läxhjälp i dag")
    page.get_by_role("button", name="Spara", exact=True).click()
    question = page.get_by_role("alertdialog", name="Skicka för granskning")
    expect(question).to_contain_text("någon kan titta på den")

    assert github.committed() == {PATH: before.replace("titel: Läxhjälp på Råslätt", "titel: Läxhjälp i dag")}
    [branch] = github.branches
    assert branch["name"] == "refs/heads/cms/samarbeten-2024/laxhjalp-raslatt"
    assert branch["oid"] == HEAD
    assert github.commits[0]["branch"]["branchName"] == "cms/samarbeten-2024/laxhjalp-raslatt"
    [request] = github.pull_requests
    assert (request["base"], request["head"]) == ("main", "cms/samarbeten-2024/laxhjalp-raslatt")

    question.get_by_role("button", name="Skicka för granskning").click()
    expect(question).to_have_count(0)
    expect(page.get_by_role("button", name="Publicera")).to_have_count(0)
    assert [one for one in github.asked if one.startswith(("PUT", "DELETE"))] == []
    assert len(github.commits) == 1
    ours = (connected.address, "https://api.github.com/", "data:", "blob:")
    assert [url for url in elsewhere if not url.startswith((*ours, "https://www.githubstatus.com/"))] == []

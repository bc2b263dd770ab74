from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft7Validator
from register.file_tree import DiskTree
from register.schema import load_schemas
from webform.config import form_config, years
from webform.connection import Connection

from .repository import TODAY, register_of

GITHUB = Connection(host="github", repository="a/b", branch="main", sign_in="https://inloggning.example")
GITLAB = Connection(host="gitlab", repository="a/b/c", branch="main", app_id="1234")


@pytest.fixture(scope="module")
def published(modules: Path) -> Draft7Validator:
    """The schema that this version of Sveltia ships."""
    return Draft7Validator(json.loads((modules / "@sveltia/cms/schema/sveltia-cms.json").read_text(encoding="utf-8")))


def config(repository: Path, connection: Connection | None = None) -> dict[str, Any]:
    schemas = load_schemas(DiskTree(repository))
    return form_config(schemas, register_of(repository), connection, TODAY, ["", "om"])


def records(made: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [one for one in made["collections"] if one["name"].startswith("samarbeten-")]
    return found


@pytest.mark.parametrize(
    "connection",
    [
        None,
        GITHUB,
        GITLAB,
        Connection(host="github", repository="a/b", branch="main"),
        Connection(host="gitlab", repository="a/b", branch="main", server="https://git.example"),
    ],
)
def test_sveltias_own_schema_takes_it(
    published: Draft7Validator, repository: Path, connection: Connection | None
) -> None:
    assert [error.message for error in published.iter_errors(config(repository, connection))] == []


def test_sveltias_own_schema_would_tell_of_a_fault(published: Draft7Validator, repository: Path) -> None:
    wrong = config(repository)
    wrong["collections"][0]["fields"][0]["widgett"] = "string"
    assert list(published.iter_errors(wrong))


def test_every_save_is_a_pull_request_and_nothing_is_deleted_or_published_past_review(repository: Path) -> None:
    made = config(repository, GITHUB)
    assert made["publish_mode"] == "editorial_workflow"
    assert made["backend"]["branch"] == "main"
    assert made["collections"]
    for collection in made["collections"]:
        assert "files" in collection or collection["delete"] is False
        assert collection["publish"] is False
        assert "publish_mode" not in collection
    assert made["output"] == {"omit_empty_optional_fields": True}


def test_there_is_a_folder_for_each_year_newest_first(repository: Path) -> None:
    made = config(repository)
    assert [(one["label"], one["folder"]) for one in records(made)] == [
        (f"Samarbeten {year}", f"partnerships/{year}") for year in (2026, 2025, 2024, 2023)
    ]
    assert {(one["extension"], one["format"], one["slug"]) for one in records(made)} == {("yaml", "yaml", "{{titel}}")}


@pytest.mark.parametrize(
    ("today", "newest"), [(date(2026, 11, 30), 2026), (date(2026, 12, 1), 2027), (date(2027, 1, 1), 2027)]
)
def test_in_december_next_year_can_be_chosen_too(repository: Path, today: date, newest: int) -> None:
    assert years(register_of(repository), today)[0] == newest


def test_everything_that_staff_own_is_edited_in_the_form(repository: Path) -> None:
    made = config(repository)["collections"]
    edited = {file["file"] for one in made for file in one.get("files", ())}
    lists = {path.relative_to(repository).as_posix() for path in repository.glob("content/listor/*.yaml")}
    assert edited == lists | {"bolag.yaml"}
    folders = {one["folder"]: one["extension"] for one in made if "folder" in one}
    assert (
        folders.items()
        >= {
            "content/policy": "md",
            "content/kriterier": "yaml",
            "content": "md",
            "content/om": "md",
        }.items()
    )


def test_tombstones_are_not_offered_for_editing(repository: Path) -> None:
    for one in records(config(repository)):
        assert one["filter"] == {"field": "titel", "pattern": "."}


def test_a_form_that_is_not_connected_says_that_it_is_a_trial(repository: Path) -> None:
    assert config(repository)["app_title"] == "Test, sparas inte i registret: Redigera stadsdelssamarbeten"
    assert config(repository, GITHUB)["app_title"] == "Redigera stadsdelssamarbeten"

"""What an editor with the folder's own settings says and offers while a record is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import editor
import pytest
from jsonschema import Draft202012Validator
from register.file_tree import DiskTree
from register.strict_yaml import read_yaml
from webform.editor_schema import FILE, editor_schema
from webform.packages import node

from ..example import RECORDS
from .language_server import LanguageServer
from .repository import ROOT, make_repository

RECORD = "partnerships/2024/laxhjalp-raslatt.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the editor's settings in it."""
    root = make_repository(tmp_path_factory.mktemp("editor"))
    (root / ".vscode").mkdir()
    shutil.copy(ROOT / ".vscode/settings.json", root / ".vscode")
    assert editor.main(["schema", "--root", str(root)]) == 0
    return root


@pytest.fixture(scope="module")
def server(modules: Path, folder: Path) -> Iterator[LanguageServer]:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    script = modules / "yaml-language-server/bin/yaml-language-server"
    server = LanguageServer(node(ROOT), script, folder, settings)
    yield server
    server.close()


@pytest.fixture
def file(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A record that the editor has not seen yet."""
    return folder / "partnerships/2024" / f"prov-{sha256(request.node.name.encode()).hexdigest()}.yaml"


def changed(folder: Path, old: str, new: str) -> str:
    text = (folder / RECORD).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_every_example_is_right_by_it(folder: Path) -> None:
    schema = Draft202012Validator(json.loads((folder / FILE).read_text(encoding="utf-8")))
    Draft202012Validator.check_schema(schema.schema)
    for file in sorted((RECORDS / "partnerships").glob("*/*.yaml")):
        document, _ = read_yaml(file.read_text(encoding="utf-8"), file.name)
        assert document is not None
        assert [error.message for error in schema.iter_errors(document.data)] == [], file


def test_what_is_right_has_nothing_marked(server: LanguageServer, folder: Path, file: Path) -> None:
    right = {
        file: (folder / RECORD).read_text(encoding="utf-8"),
        file.with_stem(f"{file.stem}-flyttad"): "flyttad_till: 2024/laxhjalp-raslatt\n",
    }
    for name in ("stadsdelar", "teman", "malgrupper", "ansokningsomgangar", "installningar"):
        path = folder / f"content/listor/{name}.yaml"
        right[path] = path.read_text(encoding="utf-8")
    assert {path.name: found for path, text in right.items() if (found := server.diagnostics(path, text))} == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  belopp: 85000", "  belop: 85000", "  belop", "Det fältet finns inte här. Fälten är: datum, belopp,"),
        ("  - raslatt", "  - rasslatt", "  - rasslatt", "«Stadsdel» är inte rätt skrivet."),
        (
            "belopp: 85000",
            "belopp: 85 000 kr",
            "  belopp",
            "«Beviljat belopp» är inte rätt skrivet. Vad som beviljades, i hela kronor",
        ),
        ("datum: 2024-03-12", "datum: 12 mars", "  datum", "«Beslutsdatum» är inte rätt skrivet."),
        (
            "  starker-omradet:",
            "  starker-området:",
            "  starker-området",
            "Det fältet finns inte här. Fälten är: starker-omr",
        ),
    ],
)
def test_what_is_wrong_is_marked_where_it_stands_and_said_in_swedish(
    server: LanguageServer, folder: Path, file: Path, old: str, new: str, line: str, said: str
) -> None:
    text = changed(folder, old, new)
    found = server.diagnostics(file, text)
    at = next(number for number, words in enumerate(text.splitlines()) if words.startswith(line))
    marked = [one["message"] for one in found if one["range"]["start"]["line"] == at]
    assert len(marked) == 1
    assert marked[0].startswith(said)
    assert [one["message"] for one in found if not one["message"].startswith((said, "Fältet «"))] == []


def test_a_missing_field_is_named(server: LanguageServer, folder: Path, file: Path) -> None:
    found = server.diagnostics(file, changed(folder, "  belopp: 85000\n", ""))
    assert [one["message"] for one in found] == ["Fältet «belopp» saknas."]


def test_the_neighbourhoods_are_offered_and_explained(server: LanguageServer, folder: Path, file: Path) -> None:
    text = changed(folder, "  - raslatt", "  - ")
    server.diagnostics(file, text)
    line = text.splitlines().index("  - ")
    offered = {one["label"]: one for one in server.ask_at("textDocument/completion", file, line, 4)["items"]}
    assert set(offered) == {
        *("centrum", "ekhagen", "fagerslatt", "kungsangen", "liljeholmen"),
        *("raslatt", "samset", "strandangen", "osterangen", "oxnehaga"),
    }
    assert "Råslätt" in json.dumps(offered["raslatt"], ensure_ascii=False)


def test_the_fields_are_offered(server: LanguageServer, folder: Path, file: Path) -> None:
    text = changed(folder, "  jav: provat\n", "  \n")
    server.diagnostics(file, text)
    line = text.splitlines().index("  ")
    offered = [one["label"] for one in server.ask_at("textDocument/completion", file, line, 2)["items"]]
    assert set(offered) >= {"jav", "underlag"}
    assert "datum" not in offered  # written already


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("  belopp", "Vad som beviljades, i hela kronor"),
        ("avtal", "Avtalet mellan bolaget"),
        ("  trygghet", "genomsyras av trygghet"),
    ],
)
def test_help_is_shown_over_a_field(server: LanguageServer, folder: Path, file: Path, words: str, said: str) -> None:
    text = (folder / RECORD).read_text(encoding="utf-8")
    server.diagnostics(file, text)
    line = next(number for number, one in enumerate(text.splitlines()) if one.startswith(f"{words}:"))
    hover = server.ask_at("textDocument/hover", file, line, len(words) - 1)
    assert said in hover["contents"]["value"]


def test_the_command_follows_the_lists(tmp_path: Path) -> None:
    root = make_repository(tmp_path)
    assert editor.main(["schema", "--root", str(root)]) == 0
    before = (root / FILE).read_text(encoding="utf-8")
    assert before == editor_schema(DiskTree(root))
    names = root / "content/listor/stadsdelar.yaml"
    names.write_text(
        names.read_text(encoding="utf-8") + "  - kod: ny\n    namn: Ny\n    beskrivning: En ny stadsdel.\n",
        encoding="utf-8",
    )
    assert editor.main(["schema", "--root", str(root)]) == 0
    assert '"ny"' not in before
    assert '"ny"' in (root / FILE).read_text(encoding="utf-8")


def test_without_schemas_the_command_says_that_it_could_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert editor.main(["schema", "--root", str(tmp_path)]) == 2
    assert "saknas" in capsys.readouterr().err

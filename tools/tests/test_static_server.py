"""A folder is served as hosts do it: text compressed, folders by their page, nothing else."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from static_server import serve_folder

TEXT = "<p>Råslätt</p>" * 100


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "sida").mkdir()
    (tmp_path / "tom").mkdir()
    (tmp_path / "sida" / "index.html").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bild.png").write_bytes(b"\x89PNG" + bytes(1000))
    with serve_folder(tmp_path) as address:
        yield address


def test_text_is_compressed_and_what_is_compressed_already_is_not(address: str) -> None:
    with urlopen(Request(f"{address}sida/?sida=2")) as answer:  # noqa: S310  # our own address
        body = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"].startswith("text/html")
    assert len(body) < 100
    assert gzip.decompress(body).decode() == TEXT
    with urlopen(f"{address}bild.png") as answer:  # noqa: S310
        assert answer.headers["Content-Encoding"] is None
        assert len(answer.read()) == 1004


def test_a_folder_is_shown_at_its_address_with_a_slash(address: str) -> None:
    with urlopen(f"{address}sida") as answer:  # noqa: S310
        assert answer.url == f"{address}sida/"


@pytest.mark.parametrize("path", ["finns-inte", "tom/", "sida/../../hemligt"])
def test_what_is_not_there_is_not_found(address: str, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(address + path)  # noqa: S310

"""serve.py refuses what it cannot do with one sentence; what it serves is tested in site/test_serve.py."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import serve


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http", "8000.5", "٨٠٠٠"])
def test_a_port_out_of_range_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        serve.main([f"--port={port}"])
    assert left.value.code == 2
    assert "en port är ett heltal från 1 till 65535" in capsys.readouterr().err


def test_a_port_in_use_is_said_before_anything_is_built(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert serve.main([f"--port={other.getsockname()[1]}"]) == 2
    assert "används redan" in capsys.readouterr().err


def test_a_folder_that_is_no_register_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.main(["--root", str(tmp_path)]) == 2
    assert "är inte registrets mapp" in capsys.readouterr().err

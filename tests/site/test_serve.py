"""make serve: a broken record shows its problems in the page, and all is well again when it is mended."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from .conftest import REPOSITORY, make_root


class Served:
    """A root that is served. `after(change)` makes the change and waits until the site has been made anew."""

    def __init__(self, root: Path, address: str) -> None:
        self.root = root
        self.address = address

    def page(self, where: str) -> str:
        with urlopen(self.address + where, timeout=30) as answer:  # noqa: S310  # our own address
            return str(answer.read().decode())

    def write(self, name: str, text: str) -> None:
        """Write a file and wait: the server answers this question when it has built after the last answer."""
        found = re.search(r'data-epoch="(\d+)"', self.page(""))
        assert found
        (self.root / name).write_text(text, "utf-8")
        with urlopen(f"{self.address}livereload/{found[1]}/0", timeout=60) as answer:  # noqa: S310
            assert int(answer.read()) > int(found[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    root = make_root("fientlig", tmp_path / "rot")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(REPOSITORY / "scripts/serve.py"), "--root", str(root), "--port", str(port)]
    log = (tmp_path / "log").open("w+")
    with subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address, server)
            yield Served(root, address)
        finally:
            server.terminate()
            server.wait(timeout=30)
    log.seek(0)
    assert "Traceback" not in log.read()
    log.close()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    port = int(address.rsplit(":", 1)[1].strip("/"))
    for _ in range(600):
        assert server.poll() is None, "the server has stopped"
        with socket.socket() as client:
            client.settimeout(0.2)
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            server.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("the server never answered")


RECORD = "partnerships/2025/vanlig.yaml"


def test_what_is_saved_is_shown_and_what_is_wrong_is_said_until_it_is_mended(served: Served) -> None:
    page = served.page("om/")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert "unsafe" not in policy
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all(" src=" in one or "application/" in one for one in scripts), scripts
    assert 'src="/livereload.js"' in page
    assert "location.reload()" in served.page("livereload.js")

    right = (served.root / RECORD).read_text(encoding="utf-8")
    assert "Odling på Råslätt" in served.page("samarbeten/2025/vanlig/")
    served.write(RECORD, right.replace("belopp: 20000", "belopp: mycket"))
    broken = served.page("samarbeten/2025/vanlig/")
    assert "du skrev «mycket»" in broken
    assert "Gör så här:" in broken
    assert "Odling på Råslätt" in broken, "the page as it last was right stands below"
    assert "1 fel att rätta" in served.page("")

    served.write(RECORD, right.replace("Odling på Råslätt", "Odling i pallkragar"))
    mended = served.page("samarbeten/2025/vanlig/")
    assert "Odling i pallkragar" in mended
    assert "fel att rätta" not in mended + served.page("")

    name = "content/lattlast.md"
    text = (served.root / name).read_text(encoding="utf-8")
    served.write(name, text + "\n\nEn ny mening.\n\n<!-- del: finns-inte -->\n")
    page = served.page("lattlast/")
    assert "En ny mening." in page
    assert "finns-inte" in page, "what is wrong is shown in the page, and the server goes on"

    served.write("partnerships/2025/ny.yaml", "titel: Ny\n")
    page = served.page("samarbeten/2025/ny/")
    assert "Posten går inte att visa än" in page
    assert "Gör så här:" in page

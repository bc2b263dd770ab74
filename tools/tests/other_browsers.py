"""Firefox and WebKit as Debian has them, driven by what they bring themselves: Marionette, and WebKit's WebDriver.

Nothing is downloaded: `apt-get install firefox-esr webkit2gtk-driver xvfb`.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 90  # seconds, for a loaded machine
# WebKit's driver gives no console, so the page is asked: for its faults from when it has loaded
_FAULTS = """window.faults = [];
    addEventListener("error", event => faults.push(event.message));
    addEventListener("unhandledrejection", event => faults.push(String(event.reason)));
    const write = console.error;
    console.error = (...said) => { faults.push(said.join(" ")); write(...said); };"""


class NoBrowserError(Exception):
    """The browser is not installed; the text says what to install."""


class Browser(ABC):
    """A window of a browser. `errors` gives what it has written to its console as faults of the site's."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address."""

    @abstractmethod
    def run(self, script: str) -> Any:
        """Run the body of a function in the page and give what it returns."""

    @abstractmethod
    def type(self, selector: str, text: str) -> None:
        """Type a text into a field, key by key."""

    @abstractmethod
    def errors(self) -> list[str]:
        """The faults in the console so far."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def until(self, script: str) -> Any:
        """Wait until the script returns something true, and give it."""
        return wait_for(lambda: self.run(script), script)


class Firefox(Browser):
    """Firefox, by the protocol that geckodriver speaks to it."""

    def __init__(self, place: Path) -> None:
        binary = shutil.which("firefox-esr") or shutil.which("firefox")
        if binary is None:
            raise NoBrowserError("Firefox is not installed: apt-get install firefox-esr")
        (place / "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="utf-8")
        command = [binary, "--headless", "--marionette", "--remote-allow-system-access", "--profile", str(place)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = place / "MarionetteActivePort"
        number = wait_for(lambda: port.is_file() and port.read_text(encoding="ascii").strip(), "Firefox to start")
        self._socket = socket.create_connection(("127.0.0.1", int(number)), timeout=PATIENCE)
        self._file = self._socket.makefile("rb")
        self._received()
        self._call("NewSession", capabilities={})

    def open(self, address: str) -> None:
        self._call("Navigate", url=address)

    def run(self, script: str) -> Any:
        return self._call("ExecuteScript", script=script, args=[])["value"]

    def type(self, selector: str, text: str) -> None:
        found = self._call("FindElement", using="css selector", value=selector)["value"]
        self._call("ElementSendKeys", id=next(iter(found.values())), text=text)

    def errors(self) -> list[str]:
        self._call("SetContext", prefix="Marionette", value="chrome")
        script = """return Services.console.getMessageArray().filter(one => one instanceof Ci.nsIScriptError
            && one.sourceName.startsWith("http") && !(one.flags & one.warningFlag)).map(one => String(one));"""
        found: list[str] = self.run(script)
        self._call("SetContext", prefix="Marionette", value="content")
        return found

    def close(self) -> None:
        self._file.close()
        self._socket.close()
        _end(self._process)

    def _call(self, name: str, prefix: str = "WebDriver", **what: object) -> Any:
        sent = json.dumps([0, 1, f"{prefix}:{name}", what]).encode()
        self._socket.sendall(b"%d:%s" % (len(sent), sent))
        _, _, error, result = self._received()
        if error:
            raise AssertionError(error["message"])
        return result

    def _received(self) -> Any:
        size = b""
        while (letter := self._file.read(1)) not in (b":", b""):
            size += letter
        return json.loads(self._file.read(int(size)))


class WebKit(Browser):
    """WebKit in the small browser that comes with it, on a screen that nobody sees."""

    def __init__(self, place: Path) -> None:
        driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
        small = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
        if driver is None or screen is None or small is None:
            raise NoBrowserError("WebKit is not installed: apt-get install webkit2gtk-driver xvfb")
        self._screen = subprocess.Popen(
            [screen, "-displayfd", "1", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._screen.stdout is not None
        with self._screen.stdout as answer:
            display = answer.readline().strip()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._process = subprocess.Popen(
            [driver, f"--port={port}", "--host=127.0.0.1"],
            env={**os.environ, "DISPLAY": f":{display}", "HOME": str(place)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._address = f"http://127.0.0.1:{port}"
        wait_for(self._is_ready, "WebKit to start")
        options = {
            "binary": str(small),
            "args": ["--automation"],
        }
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._address += f"/session/{self._call('/session', wanted)['sessionId']}"

    def open(self, address: str) -> None:
        self._call("/url", {"url": address})
        self.run(_FAULTS)

    def run(self, script: str) -> Any:
        return self._call("/execute/sync", {"script": script, "args": []})

    def type(self, selector: str, text: str) -> None:
        found = self._call("/element", {"using": "css selector", "value": selector})
        self._call(f"/element/{next(iter(found.values()))}/value", {"text": text})

    def errors(self) -> list[str]:
        found: list[str] = self.run("return window.faults")
        return found

    def close(self) -> None:
        _end(self._process)
        _end(self._screen)

    def _is_ready(self) -> bool:
        try:
            return bool(self._call("/status")["ready"])
        except OSError:
            return False

    def _call(self, path: str, body: object | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310  # our own address
            self._address + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  # the same
            return json.load(answer)["value"]


def wait_for(what: Callable[[], Any], name: str) -> Any:
    """Ask until the answer is true, and give it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} s for: {name}")


def _end(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

"""A Chromium without a window, spoken to over its DevTools; skips where there is none."""

from __future__ import annotations

import base64
import contextlib
import json
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Tab:
    """One page, and what it complained of."""

    def __init__(self, socket: ClientConnection, session: str) -> None:
        self._socket = socket
        self._session = session
        self._number = 0
        self._loaded = 0
        self.complaints: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters, "sessionId": self._session}
        self._socket.send(json.dumps(message))
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def open(self, path: Path, fragment: str = "") -> float:
        """Seconds until everything is loaded and drawn once."""
        began = time.perf_counter()
        self._until_loaded("Page.navigate", url=path.resolve().as_uri() + fragment)
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
        return time.perf_counter() - began

    def run(self, script: str) -> Any:
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def follow(self, script: str) -> None:
        """Run what leads to another page, and wait until it is there."""
        self._until_loaded("Runtime.evaluate", expression=script)

    def press(self, key: str) -> None:
        code = {"Tab": 9, "Enter": 13}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def look(self, width: int, height: int, scheme: str = "light") -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def _until_loaded(self, method: str, **parameters: Any) -> None:
        before = self._loaded
        self.send(method, **parameters)
        while self._loaded == before:
            self._receive()

    def _receive(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._socket.recv(timeout=60))
        method, values = answer.get("method"), answer.get("params", {})
        self._loaded += method == "Page.loadEventFired"
        if method == "Runtime.exceptionThrown":
            self.complaints.append(str(values["exceptionDetails"]))
        elif method == "Log.entryAdded" and values["entry"]["level"] in ("error", "warning"):
            self.complaints.append(values["entry"]["text"])
        elif method == "Network.requestWillBeSent" and not values["request"]["url"].startswith(("file:", "data:")):
            self.complaints.append(f"asked for {values['request']['url']}")
        elif method == "Page.javascriptDialogOpening":
            self.complaints.append("a script of somebody else ran")
        return answer


@contextlib.contextmanager
def tab() -> Iterator[Tab]:
    program = found()
    assert program is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
        options += ["--remote-debugging-port=0", f"--user-data-dir={home}", "--disable-background-networking"]
        browser = subprocess.Popen(
            [program, *options, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        try:
            with connect(_address(browser), max_size=None) as socket:
                socket.send(json.dumps({"id": 1, "method": "Target.createTarget", "params": {"url": "about:blank"}}))
                target = _answer(socket, 1)["targetId"]
                attach = {"targetId": target, "flatten": True}
                socket.send(json.dumps({"id": 2, "method": "Target.attachToTarget", "params": attach}))
                yield Tab(socket, _answer(socket, 2)["sessionId"])
        finally:
            browser.terminate()
            browser.wait()
            assert browser.stderr is not None
            browser.stderr.close()


def _address(browser: subprocess.Popen[str]) -> str:
    assert browser.stderr is not None
    for line in browser.stderr:
        if address := re.search(r"ws://\S+", line):
            return address[0]
    raise AssertionError("the browser ended by itself")


def _answer(socket: ClientConnection, number: int) -> dict[str, Any]:
    while True:
        answer = json.loads(socket.recv(timeout=60))
        if answer.get("id") == number:
            result: dict[str, Any] = answer["result"]
            return result

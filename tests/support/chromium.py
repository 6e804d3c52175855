"""Drive headless Chromium as a person would: real clicks and keys, through the DevTools protocol on a pair of pipes."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium on this machine: install Debian's package chromium to see the page in a browser"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe"),
)
PATIENCE = 120.0
"""Seconds that one answer of the browser may take: a page of 5,000 specs on a busy machine takes some."""
KEYS = {"Backspace": 8, "Tab": 9, "Enter": 13, "Escape": 27}
"""Keys that write nothing, with the codes by which the browser knows them."""


def program() -> str | None:
    """The browser that is installed, if one is."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Chromium:
    """A headless browser with one tab. It loads from disk what it is told to, and is closed at the end of ``with``.

    ``faults`` holds what scripts threw and what the browser refused or complained of since the last ``open``.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._number = 0
        self._unread = b""
        self._session: str | None = None
        self.faults: list[str] = []

    def __enter__(self) -> Self:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        (in_read, self._write), (self._read, out_write) = os.pipe(), os.pipe()
        # The browser reads commands from its descriptor 3 and writes to 4; a shell puts the ends of the pipes there.
        start = f'exec "$@" 3<&{in_read} 4>&{out_write}'
        command = ["bash", "-c", start, "chromium", self._path, *FLAGS, f"--user-data-dir={self._profile.name}"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [*command, "about:blank"], pass_fds=(in_read, out_write), stdin=quiet, stdout=quiet, stderr=quiet
        )
        os.close(in_read)
        os.close(out_write)
        targets = self.send("Target.getTargets")["targetInfos"]
        tab = next(one["targetId"] for one in targets if one["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._write)  # the browser ends when nobody is there to command it
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        self._profile.cleanup()

    def send(self, method: str, **parameters: Any) -> Any:
        """Give a command, and wait for its answer.

        Raises:
            RuntimeError: the browser refuses it, or is gone.
        """
        self._number += 1
        command: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            command["sessionId"] = self._session
        left = json.dumps(command).encode() + b"\0"
        while left:
            left = left[os.write(self._write, left) :]
        while True:
            message = self._message()
            if message.get("id") == self._number:
                break
            self._noted(message)
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']}")
        return message["result"]

    def _message(self) -> dict[str, Any]:
        """The next answer or event."""
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._read], [], [], max(0.0, end - time.monotonic()))
            piece = os.read(self._read, 1 << 20) if ready else b""
            if not piece:
                raise RuntimeError("the browser is gone, or says nothing")
            self._unread += piece
        text, _, self._unread = self._unread.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        return message

    def _noted(self, event: dict[str, Any]) -> None:
        given = event.get("params", {})
        if event.get("method") == "Runtime.exceptionThrown":
            details = given["exceptionDetails"]
            self.faults.append(details.get("exception", {}).get("description") or details["text"])
        elif event.get("method") == "Log.entryAdded" and given["entry"]["level"] in {"error", "warning"}:
            self.faults.append(given["entry"]["text"])

    def evaluate(self, expression: str) -> Any:
        """What an expression of JavaScript gives in the page, as JSON; a promise is waited for.

        Raises:
            RuntimeError: it throws.
        """
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            details = found["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description") or details["text"])
        return found["result"].get("value")

    def wait(self, expression: str, seconds: float = 30) -> None:
        """Wait until an expression is true.

        Raises:
            TimeoutError: it never was.
        """
        end = time.monotonic() + seconds
        while not self.evaluate(f"Boolean({expression})"):
            if time.monotonic() > end:
                raise TimeoutError(f"{expression} is not true after {seconds} s")
            time.sleep(0.02)

    def open(self, page: Path, view: str = "") -> None:
        """Load a file anew at a view, and wait until it is there."""
        self.send("Page.navigate", url="about:blank")
        self.wait("location.href === 'about:blank'")
        self.faults.clear()
        self.send("Page.navigate", url=f"{page.absolute().as_uri()}{view}")
        self.wait("location.protocol === 'file:' && document.readyState === 'complete'", PATIENCE)

    def before_scripts(self, script: str) -> None:
        """Run a script in every page that is opened from now on, before its own."""
        self.send("Page.addScriptToEvaluateOnNewDocument", source=script)

    def screen(self, width: int, height: int = 900, *, dark: bool = False, scale: float = 1) -> None:
        """Set the size of the window, in CSS pixels, and which colours somebody prefers."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 500,
        )
        self.media("", dark=dark)

    def media(self, medium: str, *, dark: bool = False) -> None:
        """Show the page as on ``screen`` (or ``""``) or on paper (``print``)."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", media=medium, features=[scheme])

    def click(self, selector: str) -> None:
        """Move the pointer onto the first element that a CSS selector finds (onto its first line), and click."""
        find = f"document.querySelector({json.dumps(selector)})"
        self.wait(find)
        x, y = self.evaluate(
            f"(() => {{ const one = {find}; one.scrollIntoView({{block: 'center', behavior: 'instant'}});"
            " const [box] = one.getClientRects(); return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def type(self, text: str) -> None:
        """Press the keys that write a text, one after the other, wherever the focus is."""
        for letter in text:
            self.send("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def press(self, keys: Sequence[str]) -> None:
        """Press keys that write nothing, by name."""
        for key in keys:
            known = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
            text = {"text": "\r"} if key == "Enter" else {}
            self.send("Input.dispatchKeyEvent", type="keyDown", **known, **text)
            self.send("Input.dispatchKeyEvent", type="keyUp", **known)

    def picture(self, *, whole: bool = False) -> bytes:
        """A PNG of what is shown, or of the whole page."""
        shot = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(shot["data"])

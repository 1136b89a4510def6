"""Orca, the screen reader, in front of Firefox: keys go in, what it says comes out, word for word.

Everything is its own: a display without a screen, a bus, a home folder. Orca writes what it says into its log, so no
voice is needed. `make deep` runs the journeys; `site_tests/install.sh BIN deep` installs what they need.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..engines import Tab, firefox, wait, webkit

PATIENCE = 240.0
"""Seconds in which something must have been said."""
PAUSE = 10.0
"""Seconds of silence after which somebody tries again to reach what they wanted."""

_SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'(?:\{.*)?$", re.M)
_KEYS = frozenset("tab return escape space shift backspace delete page up down left right".split())
"""What Orca says of the keys that are pressed: they are ours."""

_SETTINGS = """import orca.debug
import orca.settings
from gi.repository import Atspi
Atspi.set_timeout(20000, 20000)
orca.debug.debugFile.reconfigure(line_buffering=True)
orca.debug.debugLevel = orca.debug.LEVEL_INFO
orca.settings.timeoutTime = 0
orca.settings.enableBraille = orca.settings.enableBrailleMonitor = False
orca.settings.sayAllOnLoad = False
orca.settings.enableKeyEcho = False
orca.settings.speechServerFactory = None
"""
"""Orca keeps its log to itself until a block is full: here each line is written as it is said. It gives up on a browser
that is silent for a second: here for twenty. No voice, no braille display, no echo of keys."""

_PREFS = {"accessibility.force_disabled": -1, "browser.aboutwelcome.enabled": False}


@dataclass
class Quiet:
    """How long nothing was said."""

    heard: int = -1
    began: float = 0.0

    def since(self, heard: int) -> float:
        """Seconds since `heard`, a count of lines, changed."""
        if heard != self.heard:
            self.heard, self.began = heard, time.monotonic()
        return time.monotonic() - self.began


@dataclass
class Listener:
    """Somebody who listens to a page and has a keyboard."""

    tab: Tab
    environment: dict[str, str]
    log: Path
    told: list[str] = field(default_factory=list)
    """What was done and heard, in order, for people to read."""
    at: int = 0
    """How much of what was said was heard already."""
    goal: str = ""
    """Where the focus was put last, until a key is pressed."""

    def said(self) -> list[str]:
        """Everything that was said since the beginning."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        lines = (line.strip() for line in _SAID.findall(text))
        return [line for line in lines if line and line.strip(" .").lower() not in _KEYS]

    def press(self, *keys: str) -> None:
        """Real keys of the display, by their names in X."""
        self.goal = ""
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=self.environment, check=True)

    def write(self, text: str) -> None:
        """Letter by letter; comes back when the box holds them all."""
        self.goal = ""
        subprocess.run(["xdotool", "type", "--delay", "40", text], env=self.environment, check=True)
        holds = f"document.activeElement.value.endsWith({json.dumps(text)})"
        wait(lambda: self.tab.evaluate(holds), f"{text} in the box", PATIENCE)

    def go(self, selector: str) -> None:
        """Puts the focus there, as Tab would."""
        self.goal = selector
        self.tab.evaluate(f"(document.querySelector({selector!r}).focus(), 1)")

    def hears(self, act: str, *words: str) -> str:
        """Waits until all of `words` were said after `act`, in any order; gives what was said since the last time."""

        quiet = Quiet()

        def all_there() -> list[str]:
            now = self.said()[self.at :]
            if self.goal and quiet.since(len(now)) > PAUSE:
                # Orca passes over what takes the focus while it reads a page in: one goes elsewhere, and comes back.
                there = self.tab.evaluate(f"document.activeElement.matches({json.dumps(self.goal)})")
                goal = json.dumps("a[href]" if there else self.goal)
                self.tab.evaluate(f"(document.querySelector({goal}).focus(), 1)")
                quiet.heard = -1
            there = " | ".join(now).lower()
            return now if all(word.lower() in there for word in words) else []

        try:
            lines: list[str] = wait(all_there, act, PATIENCE)
        except AssertionError:
            raise AssertionError(f"after {act}: {words} not in {self.said()[self.at :]}") from None
        self.at += len(lines)
        heard = " | ".join(lines)
        self.told.append(f"{act}\n    {heard}")
        return heard


@contextmanager
def listening(folder: Path) -> Iterator[Listener]:
    """Orca and Firefox on a display of their own; everything they write stands in `folder`."""
    for name in ("orca", "xdotool", "matchbox-window-manager", "dbus-daemon"):
        assert shutil.which(name), f"{name} is needed: bash site_tests/install.sh .venv/bin deep"
    with ExitStack() as stack:
        display = stack.enter_context(webkit.display())
        environment = _environment(folder, display)
        address = stack.enter_context(_bus(environment))
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        log = folder / "orca.log"
        stack.enter_context(_running(["matchbox-window-manager", "-use_titlebar", "no"], environment))
        stack.enter_context(_running(["orca", "--debug-file", str(log)], environment))
        wait(lambda: log.exists() and "Screen reader on" in log.read_text("utf-8", "replace"), "Orca", PATIENCE)
        profile = folder / "profile"
        profile.mkdir()
        browser = stack.enter_context(firefox.running(profile, environment, _PREFS))
        tab = stack.enter_context(firefox.reader(browser, folder))
        yield Listener(tab, environment, log)


def _environment(folder: Path, display: str) -> dict[str, str]:
    home, run = folder / "home", folder / "run"
    customised = home / ".local" / "share" / "orca"
    customised.mkdir(parents=True)
    (customised / "orca-customizations.py").write_text(_SETTINGS, encoding="utf-8")
    run.mkdir(mode=0o700)
    return {
        **{name: os.environ[name] for name in ("PATH",)},
        **{"HOME": str(home), "XDG_RUNTIME_DIR": str(run), "DISPLAY": display, "LANG": "C.UTF-8"},
        **{"GNOME_ACCESSIBILITY": "1", "GTK_MODULES": "gail:atk-bridge", "GSETTINGS_BACKEND": "memory"},
    }


@contextmanager
def _bus(environment: dict[str, str]) -> Iterator[str]:
    """A bus of its own, which starts what carries accessibility when it is asked for; gives its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as bus:
        assert bus.stdout
        try:
            yield bus.stdout.readline().decode().strip()
        finally:
            bus.kill()


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    null = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=null, stderr=null) as process:
        try:
            yield
        finally:
            process.kill()

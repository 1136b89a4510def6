"""What tests share: the project, its model, a built `dist/`, and a real browser."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

import pytest
import yaml
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from builder.desk.preview import Preview
from builder.model.partnership import Library
from builder.model.problems import as_text
from builder.model.theme import Theme
from builder.output.lock import BusyError, only_one
from builder.pipeline import build
from builder.read import read_library
from builder.render.job import Job, jobs_of
from builder.returns.apart.process import Reader

if os.environ.get("PYTHONDONTWRITEBYTECODE") != "mutants":  # each of the processes that tests start would compile all
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
yaml.safe_load = partial(yaml.load, Loader=yaml.CSafeLoader)  # for tables of cases, ten times as fast

ROOT = Path(__file__).parent.parent
EPOCH = "1793750400"
"""4 November 2026: one day for every test, so that nothing depends on the real one."""

_slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_slow)
settings.register_profile("deep", max_examples=2000, deadline=None, suppress_health_check=_slow)
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
"""Whether this is `make deep`, which tries everything that `make test` tries in part."""
LOOKED_AT = [("dark", 320), *([("light", 1280), ("light", 390), ("dark", 1280)] if DEEP else [])]
"""Colours and width, in px, in which a page is looked at: the narrowest first, where most goes wrong."""
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
os.environ["SOURCE_DATE_EPOCH"] = EPOCH
expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong

BROWSER_ARGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
"""Chromium as a test needs it: no errands of its own on a closed network."""


def find_chromium() -> str | None:
    """The machine's Chromium; None leaves it to Playwright's own download."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def project() -> Path:
    """The repository: a project folder itself."""
    return ROOT


@pytest.fixture(scope="session")
def library() -> Library:
    """Child H and the example teams."""
    reading = read_library(ROOT)
    assert reading.library is not None, as_text(reading.problems)
    return reading.library


@pytest.fixture(scope="session")
def job(library: Library) -> Job:
    """What makers get for Child H."""
    return next(j for j in jobs_of(library, Theme.of(ROOT)) if j.briefing.slug == "child-h")


def copy_project(target: Path, *, guide: bool = False) -> Path:
    """A project folder of its own with the repository's content; the theme is the shipped one.

    Without the guide on its site, whose pages take stock MkDocs three times as long as all others.
    """
    shutil.copytree(ROOT / "content", target / "content")
    if not guide:
        settings = target / "content" / "partnership.yml"
        settings.write_bytes(settings.read_bytes().replace(b"\nguide: yes ", b"\nguide: no  "))
    return target


@cache
def _drawn() -> Path:
    folder = Path(mkdtemp(prefix="drawn-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Preview(copy_project(folder)).refresh()
    return folder


def copy_drawn(target: Path) -> Path:
    """The same, and its preview was drawn before: a desk on it opens at once, and draws what a test changes."""
    return Path(shutil.copytree(_drawn(), target, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything a build makes from the repository's content. Built once for all workers; do not change it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "project"
    while True:
        try:
            with only_one(shared / "turn"):
                if not (folder / "built").exists():
                    shutil.rmtree(folder, ignore_errors=True)
                    outcome = build(copy_project(folder, guide=True))
                    assert outcome.done, as_text(outcome.problems)
                    (folder / "built").touch()
            return folder / "dist"
        except BusyError:
            time.sleep(0.2)  # another worker builds; there is nothing to wait on but its lock


@pytest.fixture
def built(dist: Path, tmp_path: Path) -> Path:
    """A project of one's own that was built as it stands: in `dist/`, and on its shelf."""
    return Path(shutil.copytree(dist.parent, tmp_path / "built", symlinks=True))


class _InTurn:
    """The one process that reads returned files, for whoever collects: each in turn."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._turn = reader, threading.Lock()

    def __enter__(self) -> Reader:
        self._turn.acquire()
        return self._reader

    def __exit__(self, *_: object) -> None:
        self._turn.release()


@pytest.fixture(scope="session", autouse=True)
def _one_reader() -> Iterator[None]:
    """Whoever collects reads by one process for all tests: to start it takes longer than to read most folders."""
    with Reader() as running, pytest.MonkeyPatch.context() as patch:
        in_turn = _InTurn(running)
        patch.setattr("builder.returns.collect.Reader", lambda: in_turn)
        yield


@pytest.fixture(scope="session")
def site(dist: Path) -> Path:
    """The built site."""
    return dist / "site"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A real Chromium. A missing one is a failure, never a skip."""
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_ARGS))
    # A page that is kept would answer in place of what a test serves. `test_offline.py` asks for what it tests.
    for name in ("new_context", "new_page"):
        setattr(browser, name, partial(getattr(browser, name), service_workers="block"))
    yield browser
    browser.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Playwright leaves a loop that a later test would warn of."""
    sys.stdout.flush()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is known to fail, or was not seen to pass on a quiet machine, is named with its reason, and still run.

    A journey from disk is Firefox's, whose files know least of each other; `make deep` walks it in every engine.
    """
    later = ("[chromium-from disk]", "[webkit-from disk]")
    left = [item for item in items if not DEEP and item.name.endswith(later) and "test_engines" in item.nodeid]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]
    known = yaml.safe_load((ROOT / "site_tests" / "not_yet.yml").read_text(encoding="utf-8")) or {}
    for item in items:
        name = item.nodeid.removeprefix("site_tests/")
        if reason := next((why for start, why in known.items() if name.startswith(start)), ""):
            item.add_marker(pytest.mark.xfail(reason=reason, strict=False))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no name: what packed them may have put the time in, and the workers would know different tests."""
    return argname if isinstance(val, bytes) else None

"""Kept is kept, deleted is deleted: random sequences of faults, in three engines, and each fault that people reported.

No word is lost while a page says "saved", none is left after a deletion that was said to have worked, and what was
typed while storage refused comes back. `make deep` runs 2,000 sequences in Chromium and 200 in the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .engines import Tab, firefox, webkit
from .keeping import faulty

pytestmark = pytest.mark.browser

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
LENGTH = 14
"""Things that happen in one sequence."""


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    with faulty(site) as address:
        yield address


def batches(many: int) -> Iterator[str]:
    """Expressions that run five sequences each, and give what went wrong."""
    yield from (f"runAll({first}, 5, {LENGTH})" for first in range(1, many + 1, 5))


def test_no_word_is_lost_and_none_comes_back_in_chromium(chromium: Browser, host: str) -> None:
    page = chromium.new_page()
    page.goto(host)
    wrong = [found for batch in batches(2000 if DEEP else 100) if (found := page.evaluate(batch))]
    page.close()
    assert not wrong, "\n".join(wrong)


def tried(tab: Tab, host: str) -> None:
    tab.open(host + "?fast=8")
    wrong = [found for batch in batches(200 if DEEP else 10) if (found := tab.evaluate(batch))]
    tab.close()
    assert not wrong, "\n".join(wrong)


def test_no_word_is_lost_and_none_comes_back_in_firefox(tmp_path: Path, host: str) -> None:
    with firefox.running(tmp_path) as running, firefox.reader(running, tmp_path) as tab:
        tried(tab, host)


def test_no_word_is_lost_and_none_comes_back_in_webkit(tmp_path: Path, host: str) -> None:
    with webkit.display() as display, webkit.reader(display, tmp_path) as tab:
        tried(tab, host)

"""Chromium, driven by Playwright: a context of its own for every reader."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from . import DEADLINE, Tab


class ChromiumTab:
    """A Playwright page in the words of `Tab`."""

    def __init__(self, context: BrowserContext, folder: Path, page: Page | None = None) -> None:
        self._folder = folder
        self._context = context
        self._page: Page = page or context.new_page()
        self._phone = False

    def open(self, address: str) -> None:
        self._page.goto(address)

    def reload(self) -> None:
        self._page.reload()

    def evaluate(self, expression: str) -> Any:
        end = time.monotonic() + DEADLINE
        while True:
            try:
                return self._page.evaluate(expression)
            except Error as error:  # it was asked while another page came, or one after that: ask the newest
                if "context was destroyed" not in str(error) or time.monotonic() > end:
                    raise
            self._page.wait_for_load_state()

    def click(self, selector: str) -> None:
        place = self._page.locator(selector).first
        if self._phone:
            place.tap()
        else:
            place.click()

    def resize(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})
        self._phone = width < 500

    def type(self, selector: str, text: str) -> None:
        self._page.locator(selector).first.press("ControlOrMeta+End")
        self._page.locator(selector).first.press_sequentially(text)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def choose(self, selector: str, file: Path) -> None:
        self._page.locator(selector).first.set_input_files(file)

    def download(self, selector: str) -> Path:
        with self._page.expect_download() as waiting:
            self.click(selector)
        file = self._folder / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return file

    def paper(self) -> bytes:
        return self._page.pdf(prefer_css_page_size=True)

    def another(self) -> Tab:
        return ChromiumTab(self._context, self._folder)

    def opened(self, selector: str) -> Tab:
        with self._context.expect_page() as waiting:
            self.click(selector)
        return ChromiumTab(self._context, self._folder, waiting.value)

    def close(self) -> None:
        self._page.close()

    def complaints(self) -> list[str]:
        return self._context.complained  # type: ignore[attr-defined,no-any-return]


@contextmanager
def reader(browser: Browser, folder: Path) -> Iterator[Tab]:
    """A new reader, of whom the browser knows nothing; downloads go to `folder`."""
    context = browser.new_context(accept_downloads=True, has_touch=True)
    complained: list[str] = []
    context.on("console", lambda said: complained.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: complained.append(str(error.error)))
    context.complained = complained  # type: ignore[attr-defined]
    try:
        yield ChromiumTab(context, folder)
    finally:
        context.close()

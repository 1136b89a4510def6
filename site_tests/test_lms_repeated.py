"""What stands once in a package comes back where it was: the browser's own parser decides, over every page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from builder.lms.repeated import SCRIPT, once

from .reader import serving

PLACE = re.compile(r'<script src="[./]*' + re.escape(SCRIPT) + r'" data-part="(\d+)"></script>')
LONG = "x" * 300
PIECES = (
    f"<template data-words data-w-a='{LONG}'></template>",
    f'<div class="a needs-script">{LONG}<div>in\u2028it</div>\r\n</div>',
    f"<svg aria-hidden='true'><path d='{LONG}'/></svg>",
    f'<footer><nav><a href="help.html">{LONG}</a></nav></footer>',
    f'<p class="needs-script">{LONG}</p>',
    '<template id="short"></template>',
    "<p>é &amp; <b>own</b>\n\x0b\f words</p>",
    f"<template><div class='needs-script'>{LONG}<template>{LONG}</template></div></template>",
)


def back(pages: dict[str, str]) -> dict[str, str]:
    """Every page with its parts in their places, by nothing but their numbers."""
    parts = json.loads(pages[SCRIPT].split(" = ", 1)[1].rsplit("[document.", 1)[0]) if SCRIPT in pages else []
    return {path: PLACE.sub(lambda m: parts[int(m[1])], text) for path, text in pages.items() if path != SCRIPT}


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6), min_size=1, max_size=6))
def test_every_letter_comes_back(drawn: list[list[str]]) -> None:
    pages = {f"b/{n}.html": "\n".join(pieces) for n, pieces in enumerate(drawn)}
    short = once(pages)
    assert back(short) == pages
    for piece in PIECES[:4]:
        times = sum(pieces.count(piece) for pieces in drawn)
        left = sum(text.count(piece) for path, text in short.items() if path != SCRIPT)
        assert times < 3 or left == 0


@pytest.mark.browser
def test_a_page_is_in_the_browser_what_it_was(chromium: Browser, site: Path, tmp_path: Path) -> None:
    pages = {f"child-h/{path.name}": path.read_text(encoding="utf-8") for path in (site / "child-h").glob("*.html")}
    short = once(pages)
    assert sum(map(len, short.values())) < 0.8 * sum(map(len, pages.values()))
    for folder, texts in {"long": pages, "short": short}.items():
        for name, text in texts.items():
            (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / name).write_text(text, encoding="utf-8", newline="\n")
    page = chromium.new_page()
    # Only the script that puts the parts back is there; the pages' own would change what is compared.
    page.route("**/*.js", lambda route: route.continue_() if route.request.url.endswith(SCRIPT) else route.abort())
    with serving(tmp_path) as address:
        for name in pages:
            page.goto(f"{address}short/{name}")
            made = page.evaluate("document.documentElement.outerHTML")
            page.goto(f"{address}long/{name}")
            assert made == page.evaluate("document.documentElement.outerHTML"), name
    page.close()

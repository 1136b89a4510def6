"""Live authoring: a saved file reaches the open page, mistakes stand at their passage and never stop the preview."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from builder.desk.server.loopback import served

from .conftest import ROOT, copy_project

pytestmark = pytest.mark.browser


def rewrite(file: Path, old: str, new: str) -> None:
    """Saves a file with some words replaced."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def first_words(section: Path) -> str:
    """The first paragraph of a part."""
    return next(b for b in section.read_text(encoding="utf-8").split("\n\n")[1:] if b[0].isalpha()).strip()


def plain_words(item: str) -> str:
    """Words of a list item, after its heading in bold where it has one."""
    return item.rpartition("** ")[2].rpartition(" (")[0].removeprefix("1. ")[:40]


def test_an_open_page_follows_the_text(chromium: Browser, tmp_path: Path) -> None:
    section = copy_project(tmp_path) / "content" / "child-h" / "01-background.md"
    with served(tmp_path) as (address, _):
        page = chromium.new_page()
        page.goto(f"{address}child-h/01-background.html")
        words = first_words(section)
        rewrite(section, words, "Quite other words stand here.")
        expect(page.get_by_text("Quite other words stand here.").first).to_be_visible()
        page.close()
    assert not (tmp_path / "dist").exists()


def test_a_problem_stands_at_its_passage_and_goes_when_mended(chromium: Browser, tmp_path: Path) -> None:
    section = copy_project(tmp_path) / "content" / "child-h" / "06-recommendations.md"
    with served(tmp_path) as (address, _):
        page = chromium.new_page()
        page.goto(f"{address}child-h/06-recommendations.html")
        first = next(line for line in section.read_text("utf-8").split("\n") if "(F1)" in line)
        rewrite(section, first, first.replace("(F1)", "(F99)"))
        note = page.locator(".live-error")
        expect(note).to_contain_text("R1 links to F99")
        expect(note).to_contain_text("There are F1")
        assert plain_words(first) in note.evaluate("note => note.parentElement.textContent")
        rewrite(section, "(F99)", "(F1)")
        expect(page.locator(".live-error")).to_have_count(0)
        page.close()


def test_a_broken_file_leaves_the_last_good_pages(chromium: Browser, tmp_path: Path) -> None:
    settings = copy_project(tmp_path) / "content" / "child-h" / "briefing.yml"
    with served(tmp_path) as (address, preview):
        page = chromium.new_page()
        page.goto(f"{address}child-h/index.html")
        rewrite(settings, "title: Child H\n", "title: Child H: a slip\n")
        expect(page.locator(".live-error")).to_contain_text("This line cannot be read")
        rewrite(settings, "title: Child H: a slip\n", "title: Child H\n")
        expect(page.locator(".live-error")).to_have_count(0)
        expect(page.get_by_role("heading", name="Child H", level=1)).to_be_visible()
        assert not [p for p in preview.problems if p.severity == "error"]
        page.close()


def test_what_stops_a_briefing_stands_on_the_page_that_is_open(chromium: Browser, tmp_path: Path) -> None:
    content = copy_project(tmp_path) / "content"
    with served(tmp_path) as (address, preview):
        page = chromium.new_page()
        page.goto(f"{address}child-h/01-background.html")
        number = preview.number
        for file, old in ((content / "child-h/briefing.yml", "title: Child H\n"), (content / "partnership.yml", "id:")):
            rewrite(file, old, f"{old} [unclosed: {{")
            expect(page.locator(".live-error").first).to_contain_text(file.name)
            expect(page.get_by_role("heading", name="Background", level=1)).to_be_visible()
            rewrite(file, f"{old} [unclosed: {{", old)
            expect(page.locator(".live-error")).to_have_count(0)
        assert preview.number >= number + 4
        page.close()


def test_a_changed_word_of_the_interface_is_shown(chromium: Browser, tmp_path: Path) -> None:
    words = copy_project(tmp_path) / "theme" / "words" / "en.yml"
    words.parent.mkdir(parents=True)
    words.write_text((ROOT / "theme" / "words" / "en.yml").read_text(encoding="utf-8"), encoding="utf-8")
    with served(tmp_path) as (address, _):
        page = chromium.new_page()
        page.goto(f"{address}child-h/01-background.html")
        expect(page.get_by_text("Pause and reflect")).to_be_visible()
        rewrite(words, "Pause and reflect", "Stop and think")
        expect(page.get_by_text("Stop and think")).to_be_visible()
        page.close()


def test_nothing_outside_the_site_is_served(tmp_path: Path) -> None:
    copy_project(tmp_path)
    with served(tmp_path) as (_, preview):
        for path in ("/../../content/teams.csv", "/%2e%2e/key", "/..%5c..%5ccontent", "/key", "/\0"):
            assert preview.find(path) is None, path

"""The pictures of the README and the guide, made anew from what a build makes: `make pictures`."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from builder.look import Look
from builder.make.word_template import make_word_template
from builder.pipeline import build, gather

from .conftest import BROWSER_ARGS, ROOT, copy_project, find_chromium

OUT = ROOT / "docs" / "pictures"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ANSWER = (
    "I tend to write down what I was told and stop there. What helps is saying it aloud to a colleague the same day."
)


def main() -> None:
    """Builds Child H in a folder of its own and takes every picture."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder))
        build(project)
        _returned(project)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_ARGS))
            _pages(browser, (project / "dist").as_uri())
            browser.close()
        _paper(project / "dist")


def _pages(browser: Browser, dist: str) -> None:
    phone = browser.new_page(viewport=PHONE, device_scale_factor=2)  # type: ignore[arg-type]
    _take(phone, f"{dist}/site/index.html", "home-390")
    _take(phone, f"{dist}/site/child-h/05-the-findings.html", "findings-390")
    _take(phone, f"{dist}/site/child-h/notes.html", "notes-390")
    desk = browser.new_page(viewport=DESK)  # type: ignore[arg-type]
    desk.goto(f"{dist}/site/child-h/03-the-incident.html")
    desk.locator("textarea").first.fill(ANSWER)
    desk.screenshot(path=OUT / "part-1280.png", full_page=False)
    _take(desk, f"{dist}/site/child-h/plan.html", "plan-1280")
    _take(desk, f"{dist}/overview/index.html", "overview")
    _take(desk, f"{dist}/trainers/child-h/session.html", "session-1280")


def _take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.screenshot(path=OUT / f"{name}.png")


def _paper(dist: Path) -> None:
    sheets = {"worksheet": "worksheets/child-h/blank.pdf", "briefing-sheet": "site/child-h/child-h-briefing.pdf"}
    for name, file in sheets.items():
        command = ["pdftoppm", "-png", "-r", "70", "-singlefile", str(dist / file), str(OUT / name)]
        subprocess.run(command, check=True)
    _template()


def _template() -> None:
    """The Word template as LibreOffice draws it."""
    look = Look.of(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "t.docx").write_bytes(make_word_template(look, look.words("en"), 0))
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", folder, f"{folder}/t.docx"], check=True, capture_output=True, timeout=120)
        draw = ["pdftoppm", "-png", "-r", "70", "-l", "1", "-singlefile", f"{folder}/t.pdf", str(OUT / "word-template")]
        subprocess.run(draw, check=True)


def _returned(project: Path) -> None:
    """Three invented returns, so that the overview has something to show."""
    from .returned import example_returns

    folder = project / "returned"
    folder.mkdir()
    example_returns(project, folder)
    gather(project, folder)


if __name__ == "__main__":
    main()

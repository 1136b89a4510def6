"""The pictures of the README and the guide, made anew from what a build makes: `make pictures`."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pymupdf
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from builder.collect import gather
from builder.desk.app import opened
from builder.form.field_ids import encode
from builder.form.plan import prefilled
from builder.model.theme import Theme
from builder.pipeline import build
from builder.read import read_library
from builder.read.documents.word.template import make_word_template
from builder.render.job import jobs_of
from builder.report import report
from builder.worksheets.word import plan_template, team_doc

from .conftest import BROWSER_ARGS, ROOT, copy_project, find_chromium
from .returned import plan_of
from .trainer_cases import office_pdf

OUT = ROOT / "docs" / "pictures"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ANSWER = (
    "I tend to write down what I was told and stop there. What helps is saying it aloud to a colleague the same day."
)


def main() -> None:
    """Builds Child H in a folder of its own and takes every picture."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder), guide=True)
        build(project)
        _returned(project)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_ARGS))
            _pages(browser, (project / "dist").as_uri())
            _desk(browser, project)
            _room(browser, project / "dist" / "trainers" / "child-h")
            browser.close()
        _board(project)
        _paper(project / "dist")
        _evidence(project / "dist" / "report" / "child-h")
    _lighter()


def _lighter() -> None:
    """Each picture as WebP, exact or nearly so, whichever is smaller."""
    for drawn in sorted(OUT.glob("*.png")):
        with Image.open(drawn) as picture:
            ways: tuple[dict[str, object], ...] = ({"lossless": True}, {"quality": 88})
            made = [io.BytesIO() for _ in ways]
            for way, data in zip(ways, made, strict=True):
                picture.convert("RGB").save(data, "WEBP", method=6, **way)
        drawn.with_suffix(".webp").write_bytes(min((data.getvalue() for data in made), key=len))
        drawn.unlink()


def _desk(browser: Browser, project: Path) -> None:
    """The desk: Today, and a part with the page beside it."""
    with opened(project) as found:
        found.desk.read()
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(found.address)
        page.screenshot(path=OUT / "desk-today.png")
        page.goto(f"http://127.0.0.1:{found.access.port}/briefing/child-h/part/05-the-findings")
        expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
        page.screenshot(path=OUT / "desk-part.png")


def _pages(browser: Browser, dist: str) -> None:
    phone = browser.new_page(viewport=PHONE, device_scale_factor=2)  # type: ignore[arg-type]
    _take(phone, f"{dist}/site/index.html", "home-390")
    _take(phone, f"{dist}/site/child-h/05-the-findings.html", "findings-390")
    _take(phone, f"{dist}/site/child-h/notes.html", "notes-390")
    _end_of_a_part(browser, f"{dist}/site/child-h/02-safeguarding-concerns.html")
    _plan_on_a_phone(browser, f"{dist}/site/child-h/plan.html")
    desk = browser.new_page(viewport=DESK)  # type: ignore[arg-type]
    desk.goto(f"{dist}/site/child-h/03-the-incident.html")
    desk.locator("textarea").first.fill(ANSWER)
    desk.locator("textarea").first.evaluate("box => box.scrollIntoView({block: 'center'})")
    desk.screenshot(path=OUT / "part-1280.png")
    _take(desk, f"{dist}/site/child-h/plan.html", "plan-1280")
    _take(desk, f"{dist}/overview/index.html", "overview")
    _session(browser, f"{dist}/trainers/child-h/session.html")


SAID = (
    "We ask about fathers late, and seldom in their own language.",
    "The surgery gets our minutes, but nobody rings.",
)
ACTION = {
    "what": "use one template for strategy meetings",
    "who": "the duty manager",
    "when": "2027-01-15",
    "done": "it is in each minute",
    "worked": "fewer calls ask what was decided",
}


def _session(browser: Browser, address: str) -> None:
    """The wall in three sizes, and the trainer's window beside it."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    wall = context.new_page()
    wall.goto(address)
    with context.expect_page() as opened:
        wall.locator(".start [data-open-trainer]").click()
    trainer = opened.value
    trainer.set_viewport_size({"width": 1100, "height": 760})
    wall.locator("[name=length][value='30']").check()
    wall.locator("[data-begin]").click()
    _until(wall, "talk-5-1")
    for text in SAID:
        wall.locator(".shown textarea").fill(text)
        wall.locator(".shown textarea").press("Enter")
        expect(wall.locator(".shown .said-text").last).to_have_text(text)
    wall.screenshot(path=OUT / "wall-question.png")
    expect(trainer.locator("[data-cue='talk-5-1']:visible")).to_have_count(1)
    trainer.screenshot(path=OUT / "trainer-window.png")
    wall.set_viewport_size({"width": 1366, "height": 768})
    _until(wall, "actions")
    for name, text in ACTION.items():
        wall.locator(f"[name=action_1_{name}]").fill(text)
    wall.screenshot(path=OUT / "wall-action.png")
    wall.set_viewport_size({"width": 1280, "height": 720})
    _until(wall, "agree")
    wall.screenshot(path=OUT / "wall-agreed.png")
    context.close()


def _until(wall: Page, name: str) -> None:
    for _ in range(80):
        if wall.locator(f"[data-screen='{name}'].shown").count():
            return
        wall.locator("[data-next]").click()
    raise AssertionError(f"The wall does not come to {name}")


SIZES = ((1920, 1080), (1366, 768), (1280, 720))
STEPS = ("before", "part-5", "talk-5-1", "connect", "actions")
"""Steps of the hour that stand for the others: a notice, a text, a question, the chain, an action."""


def _room(browser: Browser, pack: Path) -> None:
    """Wall and trainer's window at each of the usual sizes, side by side as one sheet each; and the whole deck."""
    shots: dict[str, list[bytes]] = {"wall": [], "trainer": []}
    for width, height in SIZES:
        context = browser.new_context(viewport={"width": width, "height": height})
        wall = context.new_page()
        wall.goto((pack / "session.html").as_uri())
        with context.expect_page() as opened:
            wall.locator(".start [data-open-trainer]").click()
        trainer = opened.value
        trainer.set_viewport_size({"width": width, "height": height})
        wall.locator("[name=length][value='60']").check()
        wall.locator("[data-begin]").click()
        for name in STEPS:
            _until(wall, name)
            shots["wall"].append(wall.screenshot())
            expect(trainer.locator(f"[data-cue='{name}']:visible")).to_have_count(1)
            shots["trainer"].append(trainer.screenshot())
        context.close()
    for name, pictures in shots.items():
        _sheet(pictures, len(STEPS), OUT / f"{name}-sizes.png")
    with tempfile.TemporaryDirectory() as folder:
        drawn = office_pdf(pack / "slides.pptx", Path(folder))
        with pymupdf.open(drawn) as deck:
            _sheet([page.get_pixmap(dpi=60).tobytes() for page in deck], 6, OUT / "deck.png")


def _sheet(pictures: Sequence[bytes], across: int, path: Path, wide: int = 320) -> None:
    """Small pictures in rows of `across`, all as wide as the first, as one PNG of few colours."""
    with pymupdf.open() as whole:
        sizes = [(p.width, p.height) for p in map(pymupdf.Pixmap, pictures)]
        high = [wide * h / w for w, h in sizes]
        tops = [4.0]
        for start in range(0, len(pictures), across):
            tops.append(tops[-1] + max(high[start : start + across]) + 8)
        page = whole.new_page(width=across * (wide + 8), height=tops[-1])
        for n, picture in enumerate(pictures):
            x, y = n % across * (wide + 8) + 4, tops[n // across]
            box = pymupdf.Rect(x, y, x + wide, y + high[n])
            page.insert_image(box, stream=picture)
            page.draw_rect(box, color=(0.6, 0.6, 0.6), width=0.5)
        page.get_pixmap(dpi=72).save(path)


def _evidence(report_folder: Path) -> None:
    """The first page of the report in Word, the slides of the summary, and the workbook's chain, as LibreOffice draws
    them."""
    with tempfile.TemporaryDirectory() as folder:
        pages: list[bytes] = []
        for name, most in (("report.docx", 3), ("summary.pptx", 3), ("figures.xlsx", 2)):
            with pymupdf.open(office_pdf(report_folder / name, Path(folder))) as drawn:
                pages += [page.get_pixmap(dpi=80).tobytes() for page in list(drawn)[:most]]
        _sheet(pages, 3, OUT / "report-files.png", wide=420)


def _end_of_a_part(browser: Browser, address: str) -> None:
    """The way on. `part-end-390-before.webp` shows the same of 0.1.0, and is kept."""
    phone = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    phone.goto(address)
    expect(phone.locator("[data-read-toggle]")).to_be_enabled()
    phone.locator(".onward").evaluate("way => scrollTo(0, way.getBoundingClientRect().top + scrollY - 130)")
    phone.screenshot(path=OUT / "part-end-390.png")


def _plan_on_a_phone(browser: Browser, address: str) -> None:
    """Two actions, one of them finished. `plan-390-before.webp` shows the same of 0.1.0, and is kept."""
    phone = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    phone.goto(address)
    rows = {"action_1_what": PLANS[0][1], "action_1_who": PLANS[0][2], "action_1_when": "2027-01-15"}
    for name, text in (rows | {"action_2_what": PLANS[1][1]}).items():
        put = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }"
        phone.locator(f"[name={name}]").evaluate(put, text)
    expect(phone.locator("[data-plan-saved]")).to_contain_text("Saved")
    phone.locator("#actions").evaluate("head => scrollTo(0, head.getBoundingClientRect().top + scrollY - 70)")
    phone.screenshot(path=OUT / "plan-390.png")


def _take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.screenshot(path=OUT / f"{name}.png")


def _paper(dist: Path) -> None:
    sheets = {
        "worksheet": "worksheets/child-h/blank.pdf",
        "briefing-sheet": "site/child-h/child-h-briefing.pdf",
        "report": "report/child-h/summary.pdf",
        "large-print": "worksheets/child-h/blank-large-print.pdf",
        "large-print-sheet": "site/child-h/child-h-briefing-large-print.pdf",
    }
    for name, file in sheets.items():
        command = ["pdftoppm", "-png", "-r", "70", "-singlefile", str(dist / file), str(OUT / name)]
        subprocess.run(command, check=True)
    _template()


def _template() -> None:
    """The Word template as LibreOffice draws it."""
    theme = Theme.of(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "t.docx").write_bytes(make_word_template(theme, theme.words("en"), 0))
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", folder, f"{folder}/t.docx"], check=True, capture_output=True, timeout=120)
        draw = ["pdftoppm", "-png", "-r", "70", "-l", "1", "-singlefile", f"{folder}/t.pdf", str(OUT / "word-template")]
        subprocess.run(draw, check=True)


PLANS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "R1 R6",
        "Use one template for strategy meetings",
        "Duty manager",
        "15 January 2027",
        "Fewer calls to ask what was decided",
    ),
    ("R6", "Ring the practice before each review", "Social workers", "1 March 2027", "Plans quote what the GP knows"),
    ("R4 R3", "Plan contact with fathers with Harbour first", "Health visitors", "1 February 2027", ""),
    (
        "R2",
        "Talk about one unsure moment in each team meeting",
        "Team manager",
        "11 January 2027",
        "Staff say it helps",
    ),
    ("R5", "Share concerns with all agencies in one place", "Pastoral lead", "8 December 2026", ""),
    (
        "R3 R5",
        "Ask what an incident meant for the child",
        "All staff",
        "1 April 2027",
        "Children's words are in the notes",
    ),
)
"""Recommendations, what, who, when, worked: invented plans for the picture of the overview."""


def _returned(project: Path) -> None:
    """Some invented returns, so that the overview has something to show."""
    folder = project / "returned"
    folder.mkdir()
    library = read_library(project).library
    assert library is not None
    job = jobs_of(library, Theme.of(project))[0]
    template = plan_template(job)
    for team, (relevant, what, who, when, worked) in zip(library.teams, PLANS, strict=False):
        answers = encode(prefilled(team)) | {f"relevant_{code.lower()}": "yes" for code in relevant.split()}
        answers |= {"learning_1": "We recognise this.", "attending": "8", "action_1_what": what, "action_1_who": who}
        answers |= {"action_1_when": when, "action_1_worked": worked, "action_1_done": "It is in the minutes."}
        answers["action_1_answers"] = relevant.split()[0]
        (folder / f"{team.id}.docx").write_bytes(team_doc(job, template, team, plan_of(answers)))
    gather(project, folder, on=date(2026, 12, 14))


def _board(project: Path) -> None:
    """The report for a board, half a year on: three teams have said what became of their actions."""
    library = read_library(project).library
    assert library is not None
    said = (("Yes", "Quality lead"), ("Yes", ""), ("Partly", ""))
    for team, plan, (done, checked) in zip(library.teams, PLANS, said, strict=False):
        answers = encode(prefilled(team)) | {"action_1_what": plan[1], "action_1_done": done, "sure_r1": "4"}
        answers |= {"action_1_seen_audit": "yes", "action_1_checked": checked}
        answers |= {"action_1_change": "We decide in one call."} if checked else {}
        content = {"format": "briefing-return", "form": 2, "kind": "after6", "recommendations": {}, "answers": answers}
        content |= {"reference": f"wrenford/child-h/1.1/{team.id}/after6-2", "saved": "2027-06-20T09:00:00Z"}
        (project / "returned" / f"{team.id} after6.json").write_text(json.dumps(content), encoding="utf-8")
    report(project, "child-h", on=date(2027, 7, 1))


if __name__ == "__main__":
    main()

"""The trainers' pack of a briefing: guide, slides, session page, handout and supervision sheet, in one folder.

Trainers' notes stand in the guide, in the slides' notes pane and in the trainer's window, nowhere else.
"""

from __future__ import annotations

from pathlib import Path

from ..render.fallback import spoken
from ..render.job import Job
from .deck.slides import make_slides
from .guide import trainer_guide
from .guide_html import write_guide_html
from .guide_word import write_guide_word
from .handouts import make_handout, make_supervision
from .session_page import make_session
from .trainer_window import make_trainer_window


def make_trainers(job: Job, folder: Path, plan_parts: dict[str, bytes]) -> None:
    """Writes the guide (Word and HTML), slides.pptx, session.html, trainer.html and the sheets of paper into `folder`.

    `plan_parts` are those of the action plan's Word file, which the session page completes.
    """
    job = spoken(job)
    guide = trainer_guide(job)
    write_guide_word(job, guide, folder / "guide.docx")
    write_guide_html(job, guide, folder / "guide.html")
    make_slides(job, folder / "slides.pptx")
    make_handout(job, folder / "handout.pdf")
    make_handout(job, folder / "handout-large-print.pdf", large=True)
    make_supervision(job, folder / "supervision.pdf")
    write_assets(job, folder / "assets")
    make_session(job, folder, plan_parts)
    make_trainer_window(job, folder)


def write_assets(job: Job, folder: Path) -> None:
    """Styles, fonts and scripts of the two pages, so that the folder works from disk and offline."""
    (folder / "fonts").mkdir(parents=True)
    styles = ("assets/tokens.css", "assets/fonts.css", "components/drawings/drawings.css")
    base = "\n".join(job.theme.path(name).read_text(encoding="utf-8") for name in styles)
    for name in ("guide.css", "session.css", "trainer.css"):
        text = base + "\n" + job.theme.path(f"trainers/{name}").read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for font in sorted(job.theme.path("assets/fonts").iterdir()):
        (folder / "fonts" / font.name).write_bytes(font.read_bytes())

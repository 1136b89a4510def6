"""Two sheets of paper: the prompts with lines to write on, and a sheet for one-to-one supervision.

Neither holds a word of the trainers' notes. Both are tagged PDFs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ..adapters.typesetting import Typesetter
from ..look import Look
from . import Job
from . import script as s
from .paper import paper_basis, runs_right_to_left, typesetter

STEPS = ("experience", "reflection", "analysis", "action")
"""The sheet's four steps (Kolb's cycle, as Morrison uses it for supervision)."""


def make_handout(job: Job, path: Path) -> None:
    """Writes the handout: every prompt, on one page while two lines each fit on one."""
    path.write_bytes(_engine(job.look, "handout").pdf(handout_data(job), job.epoch))


def make_supervision(job: Job, path: Path) -> None:
    """Writes the supervision sheet, one page."""
    path.write_bytes(_engine(job.look, "supervision").pdf(supervision_data(job), job.epoch))


@cache
def _engine(look: Look, name: str) -> Typesetter:
    return typesetter(look, name)


def handout_data(job: Job) -> dict[str, Any]:
    """What `paper/handout.typ` is given."""
    w, b = job.words["trainers"], job.briefing
    prompts = [
        {
            "part": section.position,
            "section": s.part_name(job, section),
            "text": prompt.text,
            "lang": (prompt.lang or section.lang or b.lang).split("-")[0].lower() or "en",
            "rtl": runs_right_to_left(prompt.text),
        }
        for section in b.sections
        for prompt in section.prompts
    ]
    general = {"part": 1, "section": b.title, "text": w["general_prompt"], "lang": b.lang.split("-")[0], "rtl": False}
    return paper_basis(job) | {
        "title": w["handout"].format(briefing=b.title),
        "over": w["handout_over"],
        "use": w["handout_use"],
        "parts": len(b.sections),
        "prompts": prompts or [general],
        "support-title": w["support"],
        "support": list(s.support_lines(job)),
        "words": {"page": w["page"]},
    }


def supervision_data(job: Job) -> dict[str, Any]:
    """What `paper/supervision.typ` is given."""
    w = job.words["trainers"]
    return paper_basis(job) | {
        "title": w["supervision"].format(briefing=job.briefing.title),
        "over": w["supervision_over"],
        "use": w["supervision_use"],
        "private": w["supervision_private"],
        "steps": [{"title": w[f"supervision_{n}"], "ask": w[f"supervision_{n}_ask"]} for n in STEPS],
        "agreed": w["supervision_agreed"],
        "date": w["supervision_date"],
        "next": w["supervision_next"],
    }

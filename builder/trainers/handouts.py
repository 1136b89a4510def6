"""Two sheets of paper: the prompts with lines to write on, and a sheet for one-to-one supervision.

Neither holds a word of the trainers' notes. Both are tagged PDFs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ..adapters.pdf.faces import letters_missing
from ..adapters.typst import Typesetter
from ..form.plan import clean
from ..model.theme import Theme
from ..render.job import Job
from ..render.paper.sheet import paper_basis, runs_right_to_left, typesetter
from ..render.parts import part_name
from . import facilitator_script as s

STEPS = ("experience", "reflection", "analysis", "action")
"""The sheet's four steps (Kolb's cycle, as Morrison uses it for supervision)."""


def make_handout(job: Job, path: Path, *, large: bool = False) -> None:
    """Writes the handout: every prompt, on one page while two lines each fit on one; `large`: in 18 points and more."""
    engine = _engine(job.theme, "handout-large" if large else "handout")
    path.write_bytes(engine.pdf(_printable(handout_data(job), job.theme), job.epoch))


def make_supervision(job: Job, path: Path) -> None:
    """Writes the supervision sheet, one page."""
    path.write_bytes(_engine(job.theme, "supervision").pdf(_printable(supervision_data(job), job.theme), job.epoch))


@cache
def _engine(theme: Theme, name: str) -> Typesetter:
    return typesetter(theme, name)


def _printable(value: Any, theme: Theme) -> Any:
    """The same values in letters that the theme's faces have: others become "?", since a tagged PDF may not hold them.

    The author is told of them when the worksheets are made (`builder.render.paper.letters`).
    """
    if isinstance(value, dict):
        return {key: _printable(inner, theme) for key, inner in value.items()}
    if isinstance(value, list):
        return [_printable(inner, theme) for inner in value]
    if not isinstance(value, str):
        return value
    text = clean(value, one_line=True)
    lost = letters_missing(text, _faces(theme))
    return text.translate({ord(letter): "?" for letter in lost})


@cache
def _faces(theme: Theme) -> tuple[Path, ...]:
    return tuple(face for folder in theme.folders for face in sorted(folder.glob("fonts/*.ttf")))


def handout_data(job: Job) -> dict[str, Any]:
    """What `paper/handout.typ` is given."""
    w, b = job.words["trainers"], job.briefing
    prompts = [
        {
            "part": section.position,
            "section": part_name(section, job.words),
            "text": prompt.text,
            "longer": "" if prompt in b.core_prompts else w["longer"],
            "lang": (prompt.lang or b.lang).split("-")[0].lower() or "en",
            "rtl": runs_right_to_left(prompt.text),
        }
        for section in b.sections
        for prompt in section.prompts
    ]
    general = {
        "part": 1,
        "section": b.title,
        "text": w["general_prompt"],
        "longer": "",
        "lang": b.lang.split("-")[0],
        "rtl": False,
    }
    return paper_basis(job) | {
        "title": w["handout"].format(briefing=b.title),
        "over": w["handout_over"],
        "use": f"{w['handout_use']} {w['handout_told']}",
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
        "after": w["supervision_after"],
        "findings-title": w["supervision_findings"],
        "findings": [f"{p.code} {p.title or p.text}" for p in job.briefing.findings],
        "support-title": w["support"],
        "support": list(s.support_lines(job)),
        "steps": [{"title": w[f"supervision_{n}"], "ask": w[f"supervision_{n}_ask"]} for n in STEPS],
        "agreed": w["supervision_agreed"],
        "date": w["supervision_date"],
        "next": w["supervision_next"],
    }

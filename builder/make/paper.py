"""What every sheet of paper shares: the engine with the theme's templates and faces, the tokens, the code to scan."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import segno

from ..adapters.typesetting import Typesetter
from ..look import Look
from . import Job

INKS = ("ink", "ink-soft", "edge", "rule", "notebook", *(f"part-{n}" for n in range(1, 10)))
"""The tokens that paper uses: colours. Its sizes are its own."""


def typesetter(look: Look, template: str) -> Typesetter:
    """The engine for `paper/<template>.typ` of the theme."""
    sources = (look.path("paper/base.typ"), look.path(f"paper/{template}.typ"))
    return Typesetter(sources, (face for folder in look.folders for face in folder.glob("fonts/*.[to]tf")))


def paper_basis(job: Job) -> dict[str, Any]:
    """The values that `paper/base.typ` needs: language, publisher, colours."""
    tokens = job.look.tokens()
    language, _, region = job.briefing.lang.partition("-")
    return {
        "lang": language.lower() or "en",
        "region": region[:2].upper() if len(region) == 2 else ("GB" if language in ("en", "cy", "gd") else None),
        "partnership": job.library.partnership.name,
        "tokens": {name: tokens[name] for name in INKS},
    }


def picture_of_code(address: str, alternative: str) -> dict[str, str] | None:
    """The code that leads to `address`, as lines, with its words ({address}) and the address to type; None for none."""
    if not address:
        return None
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    short = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return {"svg": out.getvalue().decode(), "alt": alternative.format(address=address), "short": short}


def runs_right_to_left(text: str) -> bool:
    """Whether a text's first letter with a direction runs from right to left (Unicode annex 9, rule P2)."""
    kinds = (unicodedata.bidirectional(c) for c in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)

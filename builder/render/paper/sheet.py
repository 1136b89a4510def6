"""What every sheet of paper shares: the engine with the theme's templates and faces, the tokens, the code to scan."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from typing import Any

from ...adapters.codes import as_svg
from ...adapters.pdf.form import Code, Heads, Stamp
from ...adapters.pdf.truetype import Face
from ...adapters.typst import Typesetter
from ...form.definition import Cell, Field
from ...form.plan import FieldKind
from ...model.partnership import Partnership
from ...model.theme import Theme
from ..html import direction
from ..job import Job

INKS = ("ink", "ink-soft", "edge", "rule", "notebook", *(f"part-{n}" for n in range(1, 10)))
"""The tokens that paper uses: colours. Its sizes are its own."""


def typesetter(theme: Theme, *templates: str) -> Typesetter:
    """The engine for `paper/<template>.typ` of the theme, one after the other where there are several."""
    sources = (theme.path("paper/base.typ"), *(theme.path(f"paper/{name}.typ") for name in templates))
    faces = tuple(face for folder in theme.folders for face in folder.glob("fonts/*.[to]tf"))
    looks = tuple((found.st_mtime_ns, found.st_size) for found in (path.stat() for path in (*sources, *faces)))
    return _typesetter(sources, faces, looks, get_ident())


@lru_cache(maxsize=12)
def _typesetter(sources: tuple[Path, ...], faces: tuple[Path, ...], _looks: object, _thread: int) -> Typesetter:
    """One engine a template until a file changes; each thread has its own, since one sets a sheet at a time."""
    return Typesetter(sources, faces)


def paper_basis(job: Job) -> dict[str, Any]:
    """The values that `paper/base.typ` needs: language, publisher, colours."""
    language, _, region = job.briefing.lang.partition("-")
    return {
        "lang": language.lower() or "en",
        "region": region[:2].upper() if len(region) == 2 else ("GB" if language in ("en", "cy", "gd") else None),
        "partnership": job.library.partnership.name,
        "tokens": paper_inks(job.theme, job.library.partnership),
        "logo": paper_logo(job.library.partnership),
    }


def paper_inks(theme: Theme, partnership: Partnership) -> dict[str, str]:
    """Colours for paper; `brand` is the partnership's own, else ink."""
    tokens = theme.tokens()
    return {name: tokens[name] for name in INKS} | {"brand": partnership.appearance.accent or tokens["ink"]}


def paper_logo(partnership: Partnership) -> dict[str, str] | None:
    """The logo as one SVG, a picture of pixels inside it where it is no drawing; None for none."""
    logo = partnership.appearance.logo
    if logo is None:
        return None
    if logo.kind == "svg":
        return {"svg": logo.data.decode(), "alt": logo.alt}
    pixels = base64.b64encode(logo.data).decode("ascii")
    size = f'width="{logo.width}" height="{logo.height}"'
    picture = f'<image {size} href="data:image/png;base64,{pixels}"/>'
    return {"svg": f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{picture}</svg>', "alt": logo.alt}


def logo_picture(theme: Theme, partnership: Partnership) -> tuple[bytes, str] | None:
    """The logo as a PNG on clear ground, and its words, for Word and slides; None for none."""
    drawn = paper_logo(partnership)
    if drawn is None:
        return None
    return Typesetter((theme.path("paper/logo.typ"),), ()).picture({"svg": drawn["svg"]}, dots=300), drawn["alt"]


def field_data(field: Field) -> dict[str, Any]:
    """A field of a form for a template."""
    return {"id": field.id, "label": field.label, "optional": field.optional, "hint": field.hint}


def cell_data(cell: Cell, width: float) -> dict[str, Any]:
    """A column of the table of actions for a template; `width` is its share."""
    fields = [field_data(f) | {"tick": f.kind is FieldKind.TICK} for f in cell.fields]
    return {"label": cell.label, "optional": cell.optional, "hint": cell.hint, "width": width, "fields": fields}


def picture_of_code(address: str, alternative: str) -> dict[str, str] | None:
    """The code that leads to `address`, as lines, with its words ({address}) and the address to type; None for none."""
    if not address:
        return None
    short = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return {"svg": as_svg(address), "alt": alternative.format(address=address), "short": short}


def runs_right_to_left(text: str) -> bool:
    """Whether a text's first letter with a direction runs from right to left (Unicode annex 9, rule P2)."""
    kinds = (unicodedata.bidirectional(c) for c in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


# Values drawn into fields -------------------------------------------------------------------------

CODE = Code(x=45.35, down=34, size=36.85)
"""The code of a page: 13 mm wide, 16 mm from the left, below the line at the head. The head's words stand beside it."""

STAMP = Stamp(x=88.7, down=62.4)
"""Its words begin 32 mm from the left; its foot is 22 mm below the upper edge; the page's text begins at 28."""

HEADS = Heads(STAMP, CODE)
LARGE_HEADS = Heads(Stamp(x=88.7, down=79.4), CODE)
"""In large print: the line is as high as the code beside it, its foot 28 mm below the edge; the text begins at 32."""

STAMP_SIZE = (459.1, 12.8)
LARGE_STAMP_SIZE = (459.1, 45.4)
SIZES: tuple[float, ...] = (12, 11, 10, 9, 8, 7, 6, 5)
LARGE_SIZES: tuple[float, ...] = (20, 18, 16, 14, 12)
"""Points in which a value may be drawn: the largest at which it fits."""

_STAMP_SIZES = (9.5, 9, 8, 7, 6, 5, 4)
_LARGE_STAMP_SIZES = (18, 16, 14, 12)


@dataclass(frozen=True, slots=True)
class Picture:
    """A value to be drawn in a rectangle of points."""

    text: str
    width: float
    height: float
    sizes: tuple[float, ...] = SIZES

    def data(self, face: Face | None = None) -> dict[str, Any]:
        """For `values.typ`; with the `face` in which it is set, a value on one line need not be measured again."""
        fits = face is not None and self._fits(face)
        return {
            "text": self.text,
            "rtl": runs_right_to_left(self.text),
            "width": self.width,
            "height": self.height,
            "sizes": self.sizes[:1] if fits else self.sizes,
        }

    def _fits(self, face: Face) -> bool:
        known = all(ord(c) in face.widths for c in self.text)
        wide = sum(face.width(c) for c in self.text) * self.sizes[0] / 1000
        return known and wide <= self.width - 6 and self.sizes[0] * 0.75 <= self.height - 3


def stamp_picture(text: str, *, large: bool = False) -> Picture:
    """The line with team and reference at the head of every page; in large print two lines at most."""
    if large:
        return Picture(text, *LARGE_STAMP_SIZE, sizes=_LARGE_STAMP_SIZES)
    return Picture(text, *STAMP_SIZE, sizes=_STAMP_SIZES)


def breakable(text: str) -> str:
    """The text with places to break in words longer than a line, for print only: addresses and hostile names."""
    return re.sub(r"\S{36,}", lambda m: re.sub(r"([@./_-]|\w{12})(?=\w)", "\\1\u200b", m[0]), text)


def language_data(lang: str) -> dict[str, Any]:
    """A passage's language for a template, "" where it is the document's or Typst could not name it."""
    code = lang.split("-")[0].lower()
    known = code.isascii() and code.isalpha() and 2 <= len(code) <= 3
    return {"lang": code if known else "", "rtl": bool(lang) and direction(lang) == "rtl"}

"""The pictures that a briefing's parts show: each is there, within the briefing's folder, not too large and whole."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from ..model.briefing import Picture, Section
from ..model.place import Place
from ..model.problems import Problem
from .rules import rule
from .section import images

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
MAX_PICTURE = 3_000_000
_LOOKED_THROUGH = 20_000_000
"""Dots of a picture that is read to its end; of a larger one only the beginning."""


def read_pictures(folder: Path, sections: Sequence[Section], problems: list[Problem]) -> tuple[Picture, ...]:
    """Each picture once, by what the text calls it; what is wrong with one goes to `problems`, with its line."""
    found: dict[str, Picture] = {}
    for section in sections:
        for line, src in images((*section.shown, *section.trainer_notes)):
            place = Place(section.place.path, line)
            file = folder / unquote(src)
            if file.suffix.lower() not in PICTURES or not _is_in(folder, file):
                hint = f"Put the file beside the text; it may be {', '.join(PICTURES)}."
                problems.append(rule("missing-image").at(place, f"There is no picture “{src}”", hint=hint))
            elif file.stat().st_size > MAX_PICTURE:
                problems.append(
                    rule("missing-image").at(place, f"“{src}” is larger than 3 MB", hint="Save it smaller.")
                )
            elif src not in found and _is_whole(data := file.read_bytes()):
                found[src] = Picture(src, data)
            elif src not in found:
                hint = "Open it, and save it again as PNG or JPEG."
                problems.append(rule("missing-image").at(place, f"“{src}” is damaged, or no picture", hint=hint))
    return tuple(found.values())


def _is_in(folder: Path, file: Path) -> bool:
    """Whether a file is there and no link leads out of the folder; a name that no disk can hold is not there."""
    try:
        return file.is_file() and file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _is_whole(data: bytes) -> bool:
    """Whether a picture can be shown to its end."""
    from PIL import Image  # late: most briefings have no picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "GIF", "JPEG", "WEBP")) as picture:
                if picture.width * picture.height <= _LOOKED_THROUGH:
                    picture.load()
        return True
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return False

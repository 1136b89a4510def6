"""The pictures of a briefing: how large they are, so that a page does not jump, and their files beside its pages."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from ..model.briefing import Briefing


def picture_sizes(briefing: Briefing) -> Mapping[str, tuple[int, int]]:
    """Width and height in pixels of each picture, by its `src`; one that is no picture is not shown."""
    sizes = {picture.name: picture_size(picture.data) for picture in briefing.pictures}
    return {name: size for name, size in sizes.items() if size}


def write_pictures(briefing: Briefing, folder: Path) -> None:
    """Puts the pictures at the same places below `folder`. The reader has kept out paths that leave the briefing."""
    for picture in briefing.pictures:
        target = folder / unquote(picture.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture.data)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture in pixels, from its first bytes; None where it is none."""
    from PIL import Image  # late: most briefings have no picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # only the size is asked for, so no picture is too large
            with Image.open(io.BytesIO(data), formats=("PNG", "GIF", "JPEG", "WEBP")) as picture:
                return picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None

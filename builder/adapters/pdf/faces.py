"""Which letters the faces have that paper is set in."""

from __future__ import annotations

import io
import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .truetype import letters_of


@cache
def glyphs_of(fonts: tuple[Path, ...]) -> frozenset[int]:
    """The letters that some face has. A font that cannot be read has none."""
    return frozenset().union(*(_of_face(path) for path in fonts))


@cache
def core_of(fonts: tuple[Path, ...]) -> frozenset[int]:
    """The letters without marks that every large face for words has."""
    large = [glyphs for glyphs in map(_of_face, fonts) if 0x41 in glyphs and 0x69 in glyphs and len(glyphs) > 300]
    return (
        frozenset(c for c in frozenset.intersection(*large) if not unicodedata.combining(chr(c)))
        if large
        else frozenset()
    )


@cache
def _of_face(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTLibError

    try:
        found = letters_of((path,))
    except (OSError, ValueError, KeyError, IndexError, AttributeError, AssertionError, TTLibError, struct.error):
        return frozenset()
    # A mark joins the letter before it, which has to be of the same face: one of signs has no letters.
    return found if found & {0x61, 0x627} else frozenset(c for c in found if unicodedata.category(chr(c))[0] != "M")


def is_face(path: Path) -> bool:
    """Whether a file is a font that paper can be set in."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return bool(TTFont(io.BytesIO(path.read_bytes())).getBestCmap())
    except (ValueError, KeyError, IndexError, AttributeError, AssertionError, TTLibError, struct.error):
        return False


def letters_missing(text: str, faces: Iterable[Path]) -> str:
    """The letters of a text that none of the font files has, each once, in order."""
    known = glyphs_of(tuple(faces))
    gaps = (c for c in text if not c.isspace() and ord(c) not in known)
    return "".join(c for c in dict.fromkeys(gaps) if c not in _INVISIBLE)


_INVISIBLE = "\u200b\u200c\u200d\u2060\ufe0e\ufe0f"
"""Joiners and variation selectors, which shape their neighbours and need no letter of their own."""

"""How a partnership looks: its colours and its logo, and whether a colour can be read."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

ENOUGH = 4.5
"""Contrast that text needs: WCAG 2.2, success criterion 1.4.3."""

GROUNDS = {"light": ("#fbfbf8", "#edf2ef", "#ffffff"), "dark": ("#12181a", "#1b2426", "#0d1214")}
"""What a colour stands on in the light and in the dark scheme; a test compares with the tokens."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was cleaned: `data` is SVG or PNG, `kind` which; `alt` says it in words."""

    kind: str
    data: bytes
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """Colours as "#15505f", "" for the theme's own; `accent_dark` is for dark screens."""

    accent: str = ""
    accent_dark: str = ""
    logo: Logo | None = None


def as_colour(text: str) -> str:
    """ "#0B5D4B", "0b5d4b" or "#abc" as six small figures behind #; "" where it is none."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text.strip())
    if not found:
        return ""
    figures = found[1].lower()
    return "#" + (figures if len(figures) == 6 else "".join(f * 2 for f in figures))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2: relative luminance)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def lowest(colour: str, scheme: str) -> tuple[float, str]:
    """The lowest contrast of a colour with what it stands on in a scheme, and that ground."""
    return min((contrast(colour, ground), ground) for ground in GROUNDS[scheme])


def tone_that_holds(colour: str, scheme: str, enough: float = ENOUGH) -> str:
    """The nearest tone of a colour, darker for the light scheme and lighter for the dark one, that can be read."""
    hue, light, full = colorsys.rgb_to_hls(*_shares(colour))
    for step in range(101):
        share = light * (1 - step / 100) if scheme == "light" else light + (1 - light) * step / 100
        tone = "#" + "".join(f"{round(c * 255):02x}" for c in colorsys.hls_to_rgb(hue, share, full))
        if lowest(tone, scheme)[0] >= enough:
            return tone
    return "#000000" if scheme == "light" else "#ffffff"


def _shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

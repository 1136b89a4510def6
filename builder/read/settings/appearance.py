"""Colours and logo of partnership.yml: what can be read and shown, and a clear sentence where it cannot."""

from __future__ import annotations

from math import floor
from pathlib import Path

from ...model.appearance import ENOUGH, Appearance, Logo, as_colour, contrast, lowest, tone_that_holds
from ..rules import rule
from .logos import LogoError, clean_logo, left_out
from .values import Settings

_ON_ACCENT = {"light": "#ffffff", "dark": "#0c1c20"}


def read_appearance(root: Path, settings: Settings) -> Appearance:
    """The `colours:` and `logo:` of a partnership."""
    colours = settings.record("colours")
    colours.known("accent", "accent_dark")
    accent = _colour(colours, "accent", "light")
    dark = _colour(colours, "accent_dark", "dark")
    if accent and not dark:
        dark = tone_that_holds(accent, "dark", 7)
    return Appearance(accent, dark, _logo(root, settings))


def _colour(entry: Settings, key: str, scheme: str) -> str:
    raw = entry.values.get(key, "")
    if key in entry.values and not raw:
        entry.wrong(key, 'a colour between quotation marks, such as "#15505f"')
        return ""
    colour = as_colour(raw) if isinstance(raw, str) else ""
    if raw and not colour:
        entry.wrong(key, 'a colour of six figures and letters between quotation marks, such as "#15505f"')
        return ""
    if not colour:
        return ""
    reached, ground = lowest(colour, scheme)
    on_it = contrast(colour, _ON_ACCENT[scheme])
    if min(reached, on_it) >= ENOUGH:
        return colour
    where = "a light page" if scheme == "light" else "a dark screen"
    entry.problems.append(
        rule("colour-contrast").at(
            entry.place(key),
            f"The colour {colour} on {where} ({ground}) has a contrast of {floor(min(reached, on_it) * 10) / 10} to 1, "
            f"and text needs {ENOUGH} to 1: many people could not read it",
            hint=f"A {'darker' if scheme == 'light' else 'lighter'} tone would do: {tone_that_holds(colour, scheme)}.",
        )
    )
    return ""


def _logo(root: Path, settings: Settings) -> Logo | None:
    if settings.values.get("logo") is None:
        return None
    entry = settings.record("logo")
    entry.known("file", "alt")
    name, alt = entry.text("file", required=True), entry.text("alt", required=True)
    if not name:
        return None
    file = root / "content" / name
    if not file.is_file() or file.is_symlink() or not file.resolve().is_relative_to((root / "content").resolve()):
        entry.problems.append(rule("logo-unusable").at(entry.place("file"), f"There is no file {name} in content"))
        return None
    try:
        data = file.read_bytes()
        logo = clean_logo(data, alt)
        if missing := left_out(data):
            entry.problems.append(rule("logo-in-part").at(entry.place("file"), f"{name} comes without {missing}"))
        return logo if alt else None
    except LogoError as error:
        entry.problems.append(rule("logo-unusable").at(entry.place("file"), f"{name} cannot be the logo: {error}"))
        return None

"""A partnership's colours and logo as files of a theme, between its own `theme/` and the shipped one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ...model.appearance import Appearance, contrast, tone_that_holds
from ...model.theme import SHIPPED, own_look
from ...output.fingerprints import digest_of


def wear(project: Path, look: Appearance) -> None:
    """Writes `build/look/` for `Theme.of`, or takes it away. The folder is named by what is in it."""
    place, files = own_look(project), _files(look)
    name = digest_of(tuple(sorted(files.items())))[:16] if files else ""
    target = place / name
    if files and not _is_whole(target, files):
        if target.is_dir():
            shutil.rmtree(target, ignore_errors=True)
        else:
            target.unlink(missing_ok=True)
        fresh = place / f".{name}"
        for path, data in files.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        fresh.rename(target)
    for other in place.iterdir() if place.is_dir() else ():
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)


def _is_whole(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether a folder holds these files as they were written."""
    try:
        return all((folder / path).read_bytes() == data for path, data in files.items())
    except OSError:
        return False


def _files(look: Appearance) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    if look.accent or look.accent_dark:
        css = (SHIPPED / "assets" / "tokens.css").read_text(encoding="utf-8")
        files["assets/tokens.css"] = _tinted(css, look).encode()
    if look.logo:
        files[f"assets/logo.{look.logo.kind}"] = look.logo.data
    return files


def _tinted(css: str, look: Appearance) -> str:
    light, mark, dark = css.partition("@media screen and (prefers-color-scheme: dark)")
    if look.accent:
        light = _set(light, "accent", look.accent)
        light = _set(light, "accent-strong", tone_that_holds(look.accent, "light", 9))
        light = _set(light, "on-accent", max(("#ffffff", "#111719"), key=lambda c: contrast(c, look.accent)))
    if look.accent_dark:
        dark = _set(dark, "accent", look.accent_dark)
        dark = _set(dark, "accent-strong", tone_that_holds(look.accent_dark, "dark", 11))
    return light + mark + dark


def _set(css: str, token: str, colour: str) -> str:
    return re.sub(rf"(--{token}: )#[0-9a-f]+;", rf"\g<1>{colour};", css)

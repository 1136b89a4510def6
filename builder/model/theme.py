"""The theme as data: its files, tokens and words. A project's own `theme/` goes before the one shipped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..form.plan import Words, written_day
from .briefing import Briefing
from .partnership import Audience, Nation

_PACKAGE = Path(__file__).parents[1]
SHIPPED = next(p for p in (_PACKAGE / "theme", _PACKAGE.parent / "theme") if p.is_dir())
"""The theme that comes with the builder: inside the wheel, or beside the package in a checkout."""


def own_look(project: Path) -> Path:
    """Where a partnership's colours and logo stand as files of a theme, in a folder named by what is in it."""
    return project / "build" / "look"


ABOUT_SEVEN = range(6, 9)
"""Minutes of reading and thinking that may be called seven."""


class ThemeError(Exception):
    """A file of the theme that cannot be used; a sentence that names it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Theme folders, the one that wins first."""

    folders: tuple[Path, ...]

    @classmethod
    def of(cls, project: Path) -> Theme:
        """The look of a project folder: its own `theme/` over its colours and logo over the shipped theme."""
        own = project / "theme"
        same = own.is_dir() and own.resolve() == SHIPPED.resolve()
        worn = sorted(f for f in own_look(project).glob("[!.]*") if f.is_dir())[:1]
        return cls((*((own,) if own.is_dir() and not same else ()), *worn, SHIPPED))

    def path(self, name: str) -> Path:
        """The file `name` of the theme. Raises FileNotFoundError where no folder has it."""
        for folder in self.folders:
            if (folder / name).exists():
                return folder / name
        raise FileNotFoundError(f"The theme has no {name}")

    def has(self, name: str) -> bool:
        """Whether any theme folder has the file."""
        return any((folder / name).exists() for folder in self.folders)

    def words(self, lang: str, audience: Audience = Audience.CHILDREN, nation: Nation = Nation.ENGLAND) -> Words:
        """Words of the interface for a language ("cy", "cy-GB"), English where a word is missing.

        `{person}`, `{people}` and `{families}` are replaced after the audience, `{allegations}` after the nation too;
        other braces stay.
        """
        return _words(self, lang.split("-")[0].lower(), audience, nation)

    def own_words(self, lang: str) -> Words | None:
        """The words that stand in the language's own file; empty where it has none, None for English itself."""
        code = lang.split("-")[0].lower()
        return None if code == "en" else _own_words(self, code)

    def words_for(self, briefing: Briefing, audience: Audience, nation: Nation) -> Words:
        """Words for one briefing: "seven-minute" is said of a text that takes about that, and of no other."""
        if briefing.whole_minutes in ABOUT_SEVEN:
            return self.words(briefing.lang, audience, nation)
        return _untimed(self, briefing.lang.split("-")[0].lower(), audience, nation)

    def tokens(self) -> Mapping[str, str]:
        """Design tokens of the light scheme by name, without dashes in front: `tokens()["accent"] == "#15505f"`."""
        return _tokens(self.path("assets/tokens.css"))


_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C where it is built: the words of a language take 10 ms instead of 150."""


@cache
def _untimed(theme: Theme, lang: str, audience: Audience, nation: Nation) -> Words:
    words = _words(theme, lang, audience, nation)
    claims = words["claims"]
    pairs = ((claims["seven_title"], claims["title"]), (claims["seven_within"], claims["within"]))

    def said(text: str) -> str:
        for claim, plain in pairs:
            text = text.replace(claim, plain)
        return text

    series = ("site", "claims")
    return {g: t if g in series else {k: said(v) for k, v in t.items()} for g, t in words.items()}


@cache
def _words(theme: Theme, lang: str, audience: Audience, nation: Nation) -> Words:
    merged: dict[str, dict[str, str]] = {}
    for code in dict.fromkeys(("en", lang)):
        if not theme.has(f"words/{code}.yml"):
            continue
        raw = yaml.load(theme.path(f"words/{code}.yml").read_text(encoding="utf-8"), Loader=_FAST)
        people = raw.get("audience", {}).get(str(audience), {})
        if nation is not Nation.ENGLAND and "elsewhere" in people:
            people = people | {"allegations": people["elsewhere"]}
        for group, entries in raw.items():
            if group == "audience" or not isinstance(entries, dict):
                continue
            filled = {str(key): _for_audience(str(text), people) for key, text in entries.items()}
            merged[group] = merged.get(group, {}) | filled
    return merged


@cache
def _own_words(theme: Theme, code: str) -> Words:
    if not theme.has(f"words/{code}.yml"):
        return {}
    raw = yaml.load(theme.path(f"words/{code}.yml").read_text(encoding="utf-8"), Loader=_FAST) or {}
    return {str(g): {str(k): str(t) for k, t in w.items()} for g, w in raw.items() if isinstance(w, dict)}


def _for_audience(text: str, people: Mapping[str, str]) -> str:
    return re.sub(r"\{(person|people|families|allegations)\}", lambda m: people.get(m[1], m[0]), text)


@cache
def _tokens(path: Path) -> Mapping[str, str]:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    light = css[css.index(":root") : css.index("}")]
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", light)}


def forget() -> None:
    """Reads words and tokens anew when they are asked for next: for a preview, when the theme has changed."""
    _words.cache_clear()
    _own_words.cache_clear()
    _untimed.cache_clear()
    _tokens.cache_clear()


def written_date(day: date, words: Words) -> str:
    """A date in words: "1 March 2027"."""
    return written_day(day, words["months"])

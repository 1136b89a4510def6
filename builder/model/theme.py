"""The theme as data: its files, tokens and words. A project's own `theme/` goes before the one shipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..form.plan import Words, written_day
from .briefing import Briefing
from .partnership import Audience, Nation
from .shipped import SHIPPED as SHIPPED


def own_look(project: Path) -> Path:
    """Where a partnership's colours and logo stand as files of a theme, in a folder named by what is in it."""
    return project / "build" / "look"


ABOUT_SEVEN = range(6, 9)
"""Minutes of reading and thinking that may be called seven."""


class ThemeError(Exception):
    """A file of the theme that cannot be used: what is wrong (`said`), with its place if known (line from 1)."""

    def __init__(self, said: str, path: Path | None = None, line: int = 0) -> None:
        place = f"{_shown(path)}, line {line}: " if path and line else f"{_shown(path)}: " if path else ""
        super().__init__(place + said)
        self.said, self.line = said, line


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

    def words_for(self, briefing: Briefing, audience: Audience, nation: Nation, *, series: bool = True) -> Words:
        """Words for one briefing: "seven-minute" is said of a text that takes about that, and of no other.

        `series`: whether all that stand beside it take about that too, so that the site may be called after it.
        """
        timed = briefing.whole_minutes in ABOUT_SEVEN
        return self.words_of_site(briefing.lang, audience, nation, timed=timed, series=series)

    def words_of_site(
        self, lang: str, audience: Audience, nation: Nation, *, timed: bool = True, series: bool = True
    ) -> Words:
        """Words for pages; `timed` and `series`: whether the text, and whether all texts, take about seven minutes."""
        code = lang.split("-")[0].lower()
        words = self.words(lang, audience, nation) if timed else _untimed(self, code, audience, nation)
        return words if series else _renamed(self, code, audience, nation, timed)

    def tokens(self) -> Mapping[str, str]:
        """Design tokens of the light scheme by name, without dashes in front: `tokens()["accent"] == "#15505f"`."""
        return _tokens(self.path("assets/tokens.css"))


_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C where it is built: the words of a language take 10 ms instead of 150."""


def is_series(briefings: Iterable[Briefing]) -> bool:
    """Whether all of them take about seven minutes: then a site may be called after it."""
    return all(briefing.whole_minutes in ABOUT_SEVEN for briefing in briefings)


@cache
def _untimed(theme: Theme, lang: str, audience: Audience, nation: Nation) -> Words:
    words = _words(theme, lang, audience, nation)
    apart = ("site", "claims")
    return {g: t if g in apart else {k: _plainly(v, words) for k, v in t.items()} for g, t in words.items()}


@cache
def _renamed(theme: Theme, lang: str, audience: Audience, nation: Nation, timed: bool) -> Words:
    words = (_words if timed else _untimed)(theme, lang, audience, nation)
    return {**words, "site": {**words["site"], "name": _plainly(words["site"]["name"], words)}}


def _plainly(text: str, words: Words) -> str:
    """The text without the claim that something takes seven minutes."""
    claims = words["claims"]
    for claim, plain in ((claims["seven_title"], claims["title"]), (claims["seven_within"], claims["within"])):
        text = text.replace(claim, plain)
    return text


@cache
def _words(theme: Theme, lang: str, audience: Audience, nation: Nation) -> Words:
    merged: dict[str, dict[str, str]] = {}
    people: dict[str, str] = {}
    for code in dict.fromkeys(("en", lang)):
        raw = _layered(theme, code)
        people = people | raw.get("audience", {}).get(str(audience), {})  # what a language lacks is said in English
        if nation is not Nation.ENGLAND and "elsewhere" in people:
            people = people | {"allegations": people["elsewhere"]}
        for group, entries in raw.items():
            if group == "audience":
                continue
            filled = {str(key): _for_audience(str(text), people) for key, text in entries.items()}
            merged[group] = merged.get(group, {}) | filled
    return merged


@cache
def _own_words(theme: Theme, code: str) -> Words:
    raw = _layered(theme, code)
    return {str(g): {str(k): str(t) for k, t in w.items()} for g, w in raw.items() if g != "audience"}


def _layered(theme: Theme, code: str) -> dict[str, dict[str, Any]]:
    """The words of a language's files, word by word: what a project's own file leaves out is said as shipped."""
    merged: dict[str, dict[str, Any]] = {}
    for folder in reversed(theme.folders):
        path = folder / "words" / f"{code}.yml"
        for group, entries in read_words(path).items() if path.exists() else ():
            merged[group] = merged.get(group, {}) | entries
    return merged


def _for_audience(text: str, people: Mapping[str, str]) -> str:
    return re.sub(r"\{(person|people|families|allegations)\}", lambda m: people.get(m[1], m[0]), text)


@cache
def _tokens(path: Path) -> Mapping[str, str]:
    shipped = SHIPPED / "assets" / "tokens.css"
    return (read_tokens(shipped) if path != shipped else {}) | read_tokens(path)


# Files of a theme, which may be somebody's own ------------------------------------------------------


def text_of(path: Path) -> str:
    """The text of a theme's file. Raises ThemeError where it is none in UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ThemeError("This is no text in UTF-8", path, line) from error
    except (IsADirectoryError, PermissionError) as error:
        raise ThemeError(f"This cannot be read: {error.strerror}", path) from error


def read_words(path: Path) -> dict[str, dict[str, Any]]:
    """Words by group and key, as a words file has them. Raises ThemeError."""
    try:
        raw = yaml.load(text_of(path), Loader=_FAST) or {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise ThemeError("This line, or the one before, cannot be read", path, line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ThemeError("This file holds a sign that no text has", path, _nul_line(path)) from error
    if not isinstance(raw, dict):
        raise ThemeError("There are no groups of words here", path, 1)
    sound = {str(group): entries for group, entries in raw.items() if entries is not None and group != "language"}
    for group, entries in sound.items():
        inner = {dict} if group == "audience" else {str, int, float, bool, date, type(None)}
        if not isinstance(entries, dict) or not {type(entry) for entry in entries.values()} <= inner:
            raise ThemeError(f"Below “{group}” there should be lines like “name: words”", path)
    return {group: {str(k): v for k, v in entries.items() if v is not None} for group, entries in sound.items()}


def read_tokens(path: Path) -> dict[str, str]:
    """The tokens of the light scheme as a style sheet has them; colours as six digits. Raises ThemeError."""
    text = text_of(path)
    css = re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
    light = re.search(r":root\s*\{([^{}]*)\}", css)
    if light is None:
        raise ThemeError("There is no group “:root { … }” with names and values", path)
    found = {}
    for token in re.finditer(r"--([\w-]+):\s*([^;]+);", light[1]):
        value = token[2].strip()
        if token[1] in COLOURS:
            line = css.count("\n", 0, light.start(1) + token.start()) + 1
            value = _colour(value) or _refused(path, line, token[1], value)
        found[token[1]] = value
    return found


COLOURS = frozenset(
    ("paper", "ink", "ink-soft", "edge", "rule", "notebook", "accent", *(f"part-{n}" for n in range(1, 10)))
)
"""The tokens whose values paper, Word and slides use as colours."""


def _refused(path: Path, line: int, name: str, value: str) -> str:
    raise ThemeError(f"--{name} should be a colour like #15505f; found “{value[:40]}”", path, line)


def _colour(value: str) -> str:
    """A colour as #rrggbb, empty where it is none of the three usual forms."""
    if short := re.fullmatch(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])", value):
        return "#" + "".join(2 * digit for digit in short.groups())
    if parts := re.fullmatch(r"rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)", value):
        return "#" + "".join(f"{min(int(n), 255):02x}" for n in parts.groups())
    return value if re.fullmatch(r"#[0-9a-fA-F]{6}", value) else ""


def _nul_line(path: Path) -> int:
    data = path.read_bytes()
    return data[: data.index(0)].count(b"\n") + 1 if 0 in data else 0


def _shown(path: Path) -> str:
    """A file's path from the theme folder on, as its author knows it."""
    folders = [n for n, part in enumerate(path.parts) if part == "theme"]
    return "/".join(path.parts[folders[-1] :]) if folders else path.name


def forget() -> None:
    """Reads words and tokens anew when they are asked for next: for a preview, when the theme has changed."""
    _words.cache_clear()
    _own_words.cache_clear()
    _untimed.cache_clear()
    _tokens.cache_clear()


def written_date(day: date, words: Words) -> str:
    """A date in words: "1 March 2027"."""
    return written_day(day, words["months"])

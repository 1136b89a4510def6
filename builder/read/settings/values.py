"""The values of a settings file, each with its line; unknown keys are met with "did you mean"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from ...form.plan import clean
from ...model.dates import exact
from ...model.place import Place
from ...model.problems import Problem
from ..rules import rule
from ..source import Source
from .lines import Every, Lines, mapping

_E = TypeVar("_E", bound=StrEnum)


@dataclass(slots=True)
class Settings:
    """A mapping from a YAML file that collects problems as its values are taken."""

    source: Source
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    problems: list[Problem]
    where: str = ""
    line: int = 0
    offset: int = 0

    def place(self, key: str = "") -> Place:
        """The place of a key, or of the whole mapping."""
        return self.source.at(self.lines.get(key, self.line))

    def wrong(self, key: str, expected: str) -> None:
        """Records that the value of `key` is not what was expected."""
        found = self.values.get(key)
        shown = "nothing" if found is None else f"“{_as_typed(found)[:60]}”"
        message = f"{self.where}{key} should be {expected}; found {shown}"
        curly = isinstance(found, str) and found[:1] in ("“", "”", "‘", "’")
        hint = (
            "Quotation marks as Word makes them belong to the text: take them out, or type straight ones."
            if curly
            else ""
        )
        self.problems.append(rule("wrong-value").at(self.place(key), message, hint=hint))

    def known(self, *keys: str) -> None:
        """Records every key that is not one of these."""
        for key in self.values:
            if key in keys:
                continue
            near = difflib.get_close_matches(key.lower(), keys, 1, 0.6)
            hint = f"Did you mean “{near[0]}”?" if near else f"Settings here: {', '.join(keys)}."
            if key[:1] in "–—•":
                hint = f"A list has a hyphen and a blank before each entry, not “{key[0]}” as Word makes it."
            self.problems.append(
                rule("unknown-key").at(self.place(key), f"There is no setting “{self.where}{key}”", hint=hint)
            )

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """A text (numbers and dates become text); a required one that is absent is a problem."""
        value = self.values.get(key)
        if value is None or value == "":
            if required and not self._lost(key):
                self.problems.append(
                    rule("missing-key").at(
                        self.place(key), f"{self.where}{key} is missing", hint=f"Add a line “{key}: …”."
                    )
                )
            return default
        if not isinstance(value, str):
            self.wrong(key, "text")
            return default
        return clean(value)

    def date(self, key: str) -> date | None:
        """A whole date as people write dates, or None."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str) and (found := exact(value)):
            return found
        self.wrong(key, "a date with day, month and year, such as 9 November 2026")
        return None

    def number(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.values.get(key, str(default))
        if isinstance(value, str) and value.strip().isdecimal() and low <= int(value) <= high:
            return int(value)
        self.wrong(key, f"a whole number from {low} to {high}")
        return default

    def choice(self, key: str, options: tuple[str, ...], default: str) -> str:
        """The value where it is one of `options`; else `default`, and a problem that names them."""
        value = self.text(key, default=default)
        if value in options:
            return value
        self.wrong(key, " or ".join(options))
        return default

    def language(self) -> str:
        """A language code, which also names files: "en" where it is none."""
        lang = self.text("lang", default="en")
        if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang):
            return lang
        self.wrong("lang", "a language code such as en or cy")
        return "en"

    def member(self, key: str, of: type[_E]) -> _E | None:
        """One of an enumeration's values, written in any case and with blanks; None where absent or none of them."""
        value = self.text(key)
        if not value:
            return None
        for one in of:
            if str(one) and value.casefold().replace(" ", "-").replace("_", "-") == str(one):
                return one
        self.wrong(key, " or ".join(str(one) for one in of if str(one)))
        return None

    def truth(self, key: str) -> bool:
        """Yes or no; absent is no."""
        value = self.text(key, default="no").casefold()
        if value not in ("yes", "no", "true", "false"):
            self.wrong(key, "yes or no")
        return value in ("yes", "true")

    def records(self, key: str) -> list[Settings]:
        """The entries of a list, each to be read like settings; none, and a problem, where it is anything else."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not any(isinstance(v, Lines) for v in value):
            if value != []:
                self.wrong(key, "a list of entries, each with its own lines “name: text”")
            return []
        for odd in (v for v in value if not isinstance(v, Lines)):
            message = f"{self.where}{key}: the entry “{_as_typed(odd)[:60]}” should be lines “name: text”"
            self.problems.append(rule("wrong-value").at(self.place(key), message))
        return [self._below(v, f"{self.where}{key}: ") for v in value if isinstance(v, Lines)]

    def record(self, key: str) -> Settings:
        """A mapping inside this one; empty where absent."""
        value = self.values.get(key)
        if value is None:
            value = Lines()
        if not isinstance(value, Lines):
            self.wrong(key, "a group of lines “name: text” below it, each two spaces in")
            value = Lines()
            value.lost = Every()
        return self._below(value, f"{self.where}{key}.")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.wrong(key, "a list of texts")
            return ()
        return tuple(clean(v) for v in value)

    def _lost(self, key: str) -> bool:
        """Whether the key stands on a line that could not be read: said already."""
        return isinstance(self.values, Lines) and key in self.values.lost

    def _below(self, value: Lines, where: str) -> Settings:
        return Settings(self.source, value, value.lines, self.problems, where, value.line or self.line, self.offset)


def _as_typed(value: object) -> str:
    """A value as an author would say it: no brackets or quotation marks of ours."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_as_typed(each)}" for key, each in value.items())
    return ", ".join(map(_as_typed, value)) if isinstance(value, list) else str(value)


def read_settings(
    source: Source, problems: list[Problem], *, text: str | None = None, offset: int = 0
) -> Settings | None:
    """The mapping in a settings file, or None after recording why there is none.

    A line with a slip is recorded, and the lines around it are read all the same. `text` and `offset` (lines before it)
    serve the lines above the text of another file.
    """
    value, slips = mapping(source.text if text is None else text, offset)
    for slip in slips:
        named = rule("cut-short") if slip.cut else rule("unreadable-settings")
        problems.append(named.at(source.at(slip.line), slip.message, hint=slip.hint))
    if value is None:
        return None
    return Settings(source, value, value.lines, problems, line=value.line, offset=offset)


def unreadable(source: Source, problems: list[Problem]) -> Settings:
    """Settings of a file that nothing could be read from, which has been said: nothing is missing too."""
    none = Lines()
    none.lost = Every()
    return Settings(source, none, none.lines, problems)

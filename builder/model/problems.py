"""Problems: an author's mistakes as data. They are collected, sorted by place and shown all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from .place import Place


class Severity(StrEnum):
    """An error stops a build; a warning does not, unless `--strict`; a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at.

    `rule` is the name in the rule table, `message` says what is wrong, `hint` what to do (with a right example where
    that helps), `passage` quotes the words so that they can be found in Word, `about` is what a decision names; an
    error that is `decidable` is met by one.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    passage: str = ""
    about: str = ""
    decidable: bool = False


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.place.path, p.place.line, p.rule, p.message)))


def blocking(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether these problems stop a build."""
    stops = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(p.severity in stops for p in problems)


Named = Mapping[Place, str]
"""What places are called that have a better name than their file and line: those of a text that came from Word."""

NOT_NAMED: Named = MappingProxyType({})


def as_text(problems: Iterable[Problem], named: Named = NOT_NAMED) -> str:
    """For people: `path:line: severity: what is wrong`, then the hint; a count at the end."""
    ordered = in_order(problems)
    lines = []
    for p in ordered:
        lines.append(f"{named.get(p.place, p.place)}: {p.severity}: {p.message} [{p.rule}]")
        if p.passage:
            lines.append(f"    “{_short(p.passage)}”")
        if p.hint:
            lines.append(f"    {p.hint}")
    lines.append(count(ordered))
    return "\n".join(lines)


def as_json(problems: Iterable[Problem], named: Named = NOT_NAMED) -> str:
    """For programs: a list of objects. `where` is the place in the author's terms: Word's, if the part came from it."""
    rows = [
        {
            "rule": p.rule,
            "severity": str(p.severity),
            "path": p.place.path,
            "line": p.place.line,
            "where": named.get(p.place, str(p.place)),
            "message": p.message,
            "hint": p.hint,
            "passage": p.passage,
            "about": p.about,
        }
        for p in in_order(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem], named: Named = NOT_NAMED) -> str:
    """Workflow commands that GitHub shows beside the line; a part that came from Word is called as Word shows it."""
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    return "\n".join(
        f"::{level[p.severity]} file={_property(p.place.path)},line={max(p.place.line, 1)},"
        f"title={_property(p.rule)}::{_data(' '.join(filter(None, (_called(p, named), message_at(p, named), p.hint))))}"
        for p in in_order(problems)
    )


def message_at(problem: Problem, named: Named) -> str:
    """The message, without the heading where what the place is called says it already."""
    heading, mark, rest = problem.message.partition("”: ")
    said = mark and heading.startswith("“") and f"{heading}”" in named.get(problem.place, "")
    return rest if said else problem.message


def _called(problem: Problem, named: Named) -> str:
    return f"{named[problem.place]}:" if problem.place in named else ""


def count(problems: Iterable[Problem]) -> str:
    """ "2 errors, 1 warning" or "No problems found"."""
    seen = [p.severity for p in problems]
    parts = [_plural(seen.count(s), str(s)) for s in Severity if s in seen]
    return ", ".join(parts) or "No problems found"


def _plural(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _short(text: str, limit: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

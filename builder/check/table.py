"""The table of all rules, and the documentation printed from it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol

from ..model.problems import Severity
from .absent import CHECKS as ABSENT
from .core import Check, Rule
from .duties import CHECKS as DUTIES
from .facts import CHECKS as FACTS
from .identity import CHECKS as IDENTITY
from .language.english import CHECKS as ENGLISH
from .language.labels import CHECKS as LANGUAGE
from .language.nations import CHECKS as NATIONS
from .language.practice import CHECKS as PRACTICE
from .language.prompts import CHECKS as PROMPTS
from .listening import CHECKS as LISTENING
from .picture import CHECKS as PICTURE
from .structure import CHECKS as STRUCTURE
from .timing import CHECKS as TIMING
from .tracing import CHECKS as TRACING
from .tracing import decision_checks


def _names() -> tuple[str, ...]:
    return tuple(rule.name for rule in RULES)


CHECKS: tuple[Check, ...] = (
    *STRUCTURE,
    *LISTENING,
    *FACTS,
    *DUTIES,
    *TIMING,
    *ENGLISH,
    *PROMPTS,
    *LANGUAGE,
    *NATIONS,
    *PRACTICE,
    *ABSENT,
    *IDENTITY,
    *PICTURE,
    *TRACING,
    *decision_checks(_names),
)
RULES: tuple[Rule, ...] = tuple(check.rule for check in CHECKS)


class Entry(Protocol):
    """What is printed of a rule: those of the reader have the same shape."""

    @property
    def name(self) -> str:
        """What it is called in `decisions:` and on the command line."""

    @property
    def severity(self) -> Severity:
        """Error, warning or note."""

    @property
    def explanation(self) -> str:
        """Why it matters."""

    @property
    def hint(self) -> str:
        """What to do."""

    @property
    def bad(self) -> str:
        """A wrong example, or ""."""

    @property
    def good(self) -> str:
        """A right example, or ""."""

    @property
    def source(self) -> str:
        """Where it comes from, or ""."""


def explain(rule: Entry) -> str:
    """One rule as plain text, for `briefing rules NAME`."""
    rows = (("What to do", rule.hint), ("Not so", rule.bad), ("But so", rule.good), ("Source", rule.source))
    lines = [f"{rule.name} ({rule.severity})", "", rule.explanation, ""]
    return "\n".join(lines + [f"{label + ':':12}{text}" for label, text in rows if text])


def rules_page(reading: Iterable[Entry] = ()) -> str:
    """Every rule as one Markdown page; `reading` are the rules that the reader itself applies."""
    parts = [_INTRODUCTION]
    if reading := tuple(reading):
        parts.append("## Reading the files\n\n" + "\n".join(_section(rule) for rule in reading))
    for group, checks in groupby(CHECKS, key=lambda c: c.group):
        parts.append(f"## {group[0].upper()}{group[1:]}\n\n" + "\n".join(_section(c.rule) for c in checks))
    return "\n".join(parts)


_INTRODUCTION = """# The rules of the check

This page is printed from the rule table: do not edit it. An **error** stops a build; a **warning** does not, unless you
ask for `--strict`; a **note** never does. A rule is a question, not a verdict. Where a warning may stand, record the
decision in `briefing.yml`, and it becomes a note:

    decisions:
      - rule: nationality
        reason: The review names the continent; the family agreed.
        who: Name and role of the person who decided
        when: 2026-11-02

No rule ever says that a text is anonymous.
"""


def _section(rule: Entry) -> str:
    rows = (("What to do", rule.hint), ("Not so", rule.bad), ("But so", rule.good), ("Source", rule.source))
    listed = "".join(f"- {label}: {_literal(text)}\n" for label, text in rows if text)
    return f"### {rule.name}\n\n*{str(rule.severity).capitalize()}.* {_literal(rule.explanation)}\n\n{listed}"


def _literal(text: str) -> str:
    """Text that Markdown shows as it stands."""
    out = text.replace("\\", "\\\\")
    for mark in "*_[]<>|#`":
        out = out.replace(mark, "\\" + mark)
    return out.replace("](", "]\\(")

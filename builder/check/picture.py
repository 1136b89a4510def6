"""The combined picture: everything a motivated intruder could put together, with the arithmetic.

Single details may be harmless; together they fit one family. This lists them, works out what dates follow from
"early 2013" and "two months after", and asks for a person's decision. It never says that a text is anonymous.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..model.problems import Severity
from .core import Check, Draft, Found, Kind, Rule
from .identity import scanned
from .identity.once import longest
from .sums import AFTER, AGE, YEAR, times_in, worked_out

ENOUGH = 3
"""Kinds of detail from which on a picture is worth a decision."""

_ASIDE = (Kind.PROMPT, Kind.TRAINERS)


_TITLED_BY_YEAR = re.compile(
    r"\b(?:Acts?|Measure|Regulations|Rules|Order|Working Together|(?:[Ss]tatutory )?[Gg]uidance|Code of Practice"
    r"|Strategy|White Paper|Framework|Standards|Plan|Directive|Convention|Bill|Safe in Education|Safeguard Children"
    r"|Procedures),? \(?$"
)
"""What has a year in its title: a law, a book of guidance."""


def _is_of_law(text: str, match: re.Match[str], today: date) -> bool:
    """Whether a year points to no family: a law's or a book's own, or one that is still to come."""
    year, at = int(match["year"]), match.start("year")
    return year > today.year or _TITLED_BY_YEAR.search(text[max(0, at - 40) : at]) is not None


def details(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Every detail found, by kind: those of the single rules, and years, ages and family size."""
    out: dict[str, dict[str, None]] = {}
    for passage, found in scanned(draft):
        for name, words in found if passage.kind not in _ASIDE else ():
            out.setdefault(name, {}).update(dict.fromkeys(words))
    for passage in draft.passages:
        times = times_in(passage.text) if passage.kind not in _ASIDE else ()
        for name, pattern in (("years", YEAR), ("ages", AGE), ("intervals", AFTER)):
            for match in times:
                if match.re is pattern and not (name == "years" and _is_of_law(passage.text, match, draft.today)):
                    out.setdefault(name, {})[match[0].strip()] = None
    kept = frozenset(longest(words for seen in out.values() for words in seen))
    said: set[str] = set()
    listed = {}
    for name, seen in out.items():
        if own := tuple(words for words in seen if words in kept and words not in said):
            listed[name] = own
            said.update(own)
    return listed


def _picture(draft: Draft) -> Iterator[Found]:
    found = details(draft)
    if len(found) < ENOUGH:
        return
    listed = "; ".join(f"{name.replace('-', ' ')}: {', '.join(words)}" for name, words in found.items())
    body = tuple(p for p in draft.passages if p.kind not in (Kind.FACT, *_ASIDE))
    sums = worked_out(body)
    arithmetic = f". Worked out: {'; '.join(sums)}" if sums else ""
    yield Found(draft.briefing.place, f"Put together, these details may point to one family. {listed}{arithmetic}")


CHECKS: tuple[Check, ...] = (
    Check(
        "identifiability",
        Rule(
            "combined-picture",
            Severity.WARNING,
            "A motivated intruder adds up what is harmless alone: an arrival in early 2013 and an injury two months "
            "after it give a date; a date and an age give a birthday. Software can list it; a person decides.",
            "Ask somebody who knows the case and somebody who does not. Then blur details, or record under decisions: "
            "in briefing.yml who decided, why and when.",
            "almost 3, the middle of 3, from Asia in early 2013, harmed 2 months after",
            "a young child, one of several, who had recently joined the family",
            "ICO, anonymisation guidance: the motivated intruder",
        ),
        _picture,
    ),
)

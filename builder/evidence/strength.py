"""How much an action relies on people remembering it: a kind question, never a verdict.

After RCA2 (Institute for Healthcare Improvement, 2015), which ranks actions: changing a form, a rota or a system is
strong; reminding, e-mailing and training alone are weak. The words stand in the theme, group `action_words`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from ..form.plan import Words


class Strength(StrEnum):
    """What an action's words say of it. `UNSAID`: neither, and nothing is asked."""

    STRONG = "strong"
    WEAK = "weak"
    UNSAID = "unsaid"


def strength_of(what: str, words: Words) -> Strength:
    """Of an action's own words. One strong word outweighs every weak one: training on a new form changes the form."""
    table = words["action_words"]
    if _pattern(table["strong"]).search(what):
        return Strength.STRONG
    return Strength.WEAK if _pattern(table["weak"]).search(what) else Strength.UNSAID


@cache
def _pattern(listed: str) -> re.Pattern[str]:
    """Stems, one a line, each at the beginning of a word; a bar at the end means the end of the word too.

    A space stands for any white space. `theme/components/strength/strength.js` reads the same lines.
    """
    stems = (_stem(line.strip()) for line in listed.splitlines() if line.strip())
    return re.compile(r"\b(?:" + "|".join(stems) + ")", re.I)


def _stem(line: str) -> str:
    escaped = re.escape(line.removesuffix("|")).replace(r"\ ", r"\s+")
    return escaped + (r"\b" if line.endswith("|") else "")

"""What the report for a board is made of: answers, charts, the picture of the chain, parts, and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...form.plan import Words
from ...model.partnership import Team
from ...model.text import Block

MOST = 12
"""So many names or actions stand in an answer; the rest are counted, and stand in the workbook."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the five questions that a board member asks, with the answer in a sentence and its details."""

    question: str
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with their numbers: a title, and a label and a number for each bar."""

    title: str
    bars: tuple[tuple[str, int], ...]

    @property
    def words(self) -> str:
        """The chart for those who do not see it."""
        return "; ".join(f"{label} {n}" for label, n in self.bars)


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A recommendation in the picture of the chain: the findings linked to it, and how far its actions have come."""

    findings: str
    code: str
    title: str
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChainPicture:
    """The chain as it is drawn: `heads` name the columns, `rows` hold the same numbers as the table."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[ChainRow, ...]
    most: int = 1
    """The largest number in it: bars are drawn against that."""

    def cut(self, rows: int) -> tuple[ChainPicture, ...]:
        """The same in pictures of so many rows, where one would be too tall."""
        starts = range(0, len(self.rows), rows)
        return tuple(replace(self, rows=self.rows[at : at + rows], most=self.most) for at in starts)

    @property
    def words(self) -> str:
        """The picture for those who do not see it."""
        steps = self.heads[2:]
        return "; ".join(
            f"{row.code or row.title}: " + ", ".join(f"{head} {n}" for head, n in zip(steps, row.steps, strict=True))
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the report and what stands under it; `chart` is drawn above the blocks, which hold its numbers."""

    title: str
    blocks: tuple[Block, ...]
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class BoardText:
    """The whole report in words. `commentary` is what a person wrote for it."""

    title: str
    lead: str
    answers: tuple[Answer, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = field(default=())
    chain: ChainPicture | None = None
    """Drawn above the table of the chain; none in the report without names."""


class Say:
    """The words of group `board`, with counts filled in."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def __call__(self, key: str, **values: object) -> str:
        """The words of `key` with `values` in their braces."""
        return self.words["board"][key].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """The words for `n` things: `key_one` for exactly one, `key_none` for none where there are such words."""
        group = self.words["board"]
        name = f"{key}_one" if n == 1 else f"{key}_none" if n == 0 and f"{key}_none" in group else key
        return group[name].format(n=n, **values)

    def team(self, team: Team) -> str:
        """ "Team, Organisation"."""
        return ", ".join(filter(None, (team.section_team, team.organisation)))

    def some(self, names: Sequence[str], most: int = MOST) -> tuple[str, ...]:
        """The first of them, and how many more there are."""
        more = len(names) - most
        return (*names[:most], *((self("more", n=more),) if more > 0 else ()))


def cut(text: str, long: int) -> str:
    """At most so many letters, between words where there are some; 0: all of them."""
    if not long or len(text) <= long:
        return text
    whole = text[: long - 1]
    return f"{(whole.rpartition(' ')[0] if ' ' in whole[long // 2 :] else whole).rstrip()}…"


def breakable(text: str) -> str:
    """The text with places at which a word that no line holds may break, such as an address of the web."""
    return re.sub(r"\S{30}(?=\S{10})", "\\g<0>\u200b", text)

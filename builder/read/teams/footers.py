"""Rows of a list that are no team: sums, dates, remarks and keys below it, and headings of groups within it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from .table import Row

_FOOTER = re.compile(
    r"^(?:grand |sub-?)?totals?\b|^sum\b|^count\b|^(?:number|no\.?) of\b|^(?:last )?(?:updated|printed|exported|checked"
    r"|revised|amended)\b|"
    r"^source\b|^page \d|^notes?\b|^\*|^©|^confidential|^official|^end of|^version\b|^prepared by|^contact .* for"
    r"|^\d+ teams?\b|^n ?= ?\d|^(?:is-?)?cyfanswm\b|^nifer\b",
    re.I,
)
_ALONE = re.compile(r"^(?:key|legend|nb|n\.b\.)\s*:?$|^(?:as (?:at|of)|correct (?:at|as)|please|gdpr)\b|^\w+ = ", re.I)
"""What begins a remark only where nothing stands beside it."""


def is_no_team(cells: Mapping[str, str], *, last: bool) -> bool:
    """A sum, a date or a remark below the list, and a row that names nobody. `last`: one of the last four rows."""
    said = [words for words in cells.values() if words]
    if not said:
        return True
    alone, figures = len(said) == 1, [bool(re.fullmatch(r"[\d.,%]+", words)) for words in said]
    remark = bool(_FOOTER.search(said[0])) and (len(said) <= 2 or all(figures[1:]))
    remark = remark or (alone and bool(_ALONE.search(said[0])))
    sentence = last and alone and (len(said[0].split()) > 6 or bool(re.search(r"\b(?:19|20)\d\d\b", said[0])))
    names_nobody = not cells.get("organisation") and not cells.get("section_team")
    return names_nobody or remark or sentence or all(figures)


def below_a_gap(rows: Sequence[Row]) -> int:
    """Where the last block of rows begins, if an empty row parts it and each of its rows is one cell; else the end."""
    full = [sum(bool(cell.strip()) for cell in row) for _, row in rows]
    start = next((n for n in range(len(rows) - 1, 0, -1) if _gap(rows[n - 1], rows[n])), len(rows))
    return start if all(f == 1 for f in full[start:]) and all(f > 1 for f in full[:start]) else len(rows)


def is_heading(cells: Mapping[str, str], below: Mapping[str, str] | None) -> bool:
    """Whether a row only names the organisation of the teams that stand below it."""
    said = [column for column, words in cells.items() if words]
    return said == ["organisation"] and bool(below and below.get("section_team") and not below.get("organisation"))


def under_headings(
    above: Sequence[Row], below: Sequence[Row], again: Container[int]
) -> tuple[list[int], list[Row]] | None:
    """Rows of a list without a column for organisations, each with the heading it stands under as one more cell.

    A heading is a row of one cell above a header, or above teams where the first row is one. None where there are none.
    With the lines of the headings. `above`: what stands above the header; `again`: lines on which it is repeated.
    """
    full = [(line, row, sum(bool(cell.strip()) for cell in row)) for line, row in below]
    heads = [
        n
        for n, (line, _, cells) in enumerate(full)
        if cells == 1 and line not in again and n + 1 < len(full) and (full[n + 1][0] in again or full[0][2] == 1)
    ]
    if not heads or any(n + 1 in heads or full[n + 1][2] == 1 for n in heads):
        return None
    first = above[-1] if above and full[0][2] > 1 and sum(bool(c.strip()) for c in above[-1][1]) == 1 else None
    under = next(cell for cell in first[1] if cell.strip()) if first else ""
    width, out = max(len(row) for _, row, _ in full), []
    for n, (line, row, cells) in enumerate(full):
        if n in heads:
            under = next(cell for cell in row if cell.strip())
        else:
            out.append((line, [*row, *[""] * (width - len(row)), under if cells > 1 else ""]))
    return [*([first[0]] if first else []), *(full[n][0] for n in heads)], out


def _gap(above: Row, below: Row) -> bool:
    return below[0] - above[0] - sum(cell.count("\n") for cell in above[1]) > 1

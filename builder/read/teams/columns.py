"""Which row of a list of teams is its header, and which column is which, as people call them."""

from __future__ import annotations

import difflib
import re
import unicodedata

from .table import Row, Table

REQUIRED = ("organisation", "section_team", "team_manager", "contact")
OPTIONAL = ("agency", "id", "lang", "formerly", "large_print")
LOOKED_AT = 30
"""Rows among which the header is looked for."""

_SPOKEN = {
    "organisation": "organisation|name of organisation|organisation name|organization|name of organization|employer"
    "|provider|"
    "trust|service provider|company|body|organisation or agency|agency or organisation|partner|partner organisation"
    "|partner agency|"
    "agency name|name of agency|sefydliad|enw'r sefydliad",
    "section_team": "section team|name of section and team|section and team|section or team|team|team name|name of "
    "team|teams|"
    "section|service|service area|department|dept|unit|ward|group|site|setting|service team|team or service|service "
    "or team|tim|enw'r tim",
    "team_manager": "team manager|team managers|manager|managers|manager name|name of manager|managers name|team "
    "leader|"
    "team lead|lead|leader|line manager|head|head of service|responsible manager|lead officer|named lead|rheolwr"
    "|rheolwr tim",
    "contact": "contact|contact details|contacts|email|e mail|email address|e mail address|mail|contact email"
    "|contact e mail|"
    "manager email|managers email|team email|telephone|phone|phone number|telephone number|tel|email or phone|e bost"
    "|ebost|cyswllt|manylion cyswllt",
    "agency": "agency|agency type|type of agency|sector|type|type of organisation|asiantaeth",
    "id": "id|reference|ref|code|team id|team code|unique id|cyfeirnod",
    "lang": "lang|language|iaith",
    "large_print": "large print|large type|big print|larger print|18 point|print bras",
    "formerly": "formerly|previous name|old name|former name|previously|previous team name|previous names",
}
SAID = {
    "organisation": "the organisation",
    "section_team": "the team",
    "team_manager": "the team’s manager",
    "contact": "how to reach the team",
}
"""What a column gives, as its missing is told."""
_MEANT = {name: column for column, names in _SPOKEN.items() for name in (column.replace("_", " "), *names.split("|"))}
_MEANT["organisation"] = "organisation"
_NOT_NEEDED = {
    "no",
    "number",
    "row",
    "notes",
    "note",
    "comments",
    "comment",
    "date",
    "date sent",
    "sent",
    "returned",
    "status",
}


def header_of(table: Table) -> tuple[int, list[str]] | None:
    """The place of the header among the rows, and each column's name in our words ("" for one that is not ours)."""
    best: tuple[int, int] | None = None
    for n, (_, row) in enumerate(table.rows[:LOOKED_AT]):
        columns = columns_of(row)
        score = len({c for c in columns if c})
        if (
            score >= 2
            and ("organisation" in columns or "section_team" in columns)
            and (best is None or score > best[0])
        ):
            best = (score, n)
    return (best[1], columns_of(table.rows[best[1]][1])) if best else None


def columns_of(row: list[str]) -> list[str]:
    """Our name of each column, "" where it is none. An "Agency" column is the organisation where no other is."""
    columns = [_MEANT.get(_flat(cell), "") for cell in row]
    columns = [c if c not in columns[:n] else "" for n, c in enumerate(columns)]
    if "organisation" not in columns and "agency" in columns:
        columns[columns.index("agency")] = "organisation"
    return columns


def is_header_again(row: list[str], columns: list[str]) -> bool:
    """Whether a row repeats the header, as lists of several pages do."""
    return columns_of(row) == columns and any(columns)


def unknown_columns(row: list[str], columns: list[str]) -> list[tuple[str, str]]:
    """Columns that are not ours, each with the one it may be meant for, or ""."""
    out = []
    for cell, column in zip(row, columns, strict=False):
        flat = _flat(cell)
        if flat and not column and flat not in _NOT_NEEDED:
            near = difflib.get_close_matches(flat, _MEANT, 1, 0.8)
            meant = _MEANT[near[0]] if near else ""
            out.append((cell.strip(), meant if meant not in columns else ""))
    return out


def _flat(cell: str) -> str:
    text = cell.casefold().replace("&", " and ").replace("/", " or ").replace("’", "'")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"\(s\)|'s\b|[*:?.]|\((?:optional|required|if known)\)", lambda m: "s" if m[0] == "(s)" else "", text)
    return " ".join(re.sub(r"[_\-()]+", " ", text).split())


__all__ = ["OPTIONAL", "REQUIRED", "SAID", "Row", "columns_of", "header_of", "is_header_again", "unknown_columns"]

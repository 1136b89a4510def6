"""Which row of a list of teams is its header, and which column is which, as people call them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from itertools import zip_longest

from .table import Row, Table

REQUIRED = ("organisation", "section_team", "team_manager", "contact")
OPTIONAL = ("agency", "id", "lang", "formerly", "large_print")
LOOKED_AT = 30
"""Rows among which the header is looked for."""

_SPOKEN = {
    "organisation": "organisation|name of organisation|organisation name|organization|name of organization|employer"
    "|provider|trust|service provider|company|body|employing organisation|school or organisation"
    "|organisation or service|organisation or agency|agency or organisation|partner|partner organisation"
    "|partner agency|agency name|name of agency|sefydliad|enw'r sefydliad",
    "section_team": "section team|name of section and team|section and team|section or team|team|team name|name of "
    "team|teams|"
    "section|service|service area|department|dept|unit|ward|group|site|setting|service team|team or service|service "
    "or team|team section|team or section|directorate|division|area|locality|hub|branch|tim|enw'r tim",
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
_BROADER = frozenset(
    ("section", "department", "dept", "directorate", "division", "service", "service area", "area", "locality")
)
"""Columns that may stand beside one for the team: both together name it."""
_CONTACT_WORDS = frozenset(
    ("email", "mail", "mails", "emails", "telephone", "phone", "tel", "mobile", "contact", "ebost")
)
_MANAGER_WORDS = frozenset(("manager", "managers", "lead", "leader", "head", "supervisor", "rheolwr"))
_NAME_PARTS = frozenset(("first name", "forename", "surname", "last name", "family name"))
_NO_ANSWER = frozenset(
    ("date", "sent", "returned", "received", "reply", "status", "notes", "comments", "agency", "list")
)
"""Words of columns that a person keeps for herself: "Date e-mail sent" is no address."""
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
    return _with_second_line(table, best[1]) if best else None


def _with_second_line(table: Table, at: int) -> tuple[int, list[str]]:
    """A header on two lines, such as "Manager" over "Name" and "E-mail": the lower line, with the names of both."""
    line, row = table.rows[at]
    columns, (below, second) = columns_of(row), table.rows[at + 1] if at + 1 < len(table.rows) else (0, [])
    lower = columns_of(second)
    only_names = all(c or _flat(cell) in ("", "name", "names") for c, cell in zip(lower, second, strict=True))
    new = any(under and not upper for upper, under in zip_longest(columns, lower, fillvalue=""))
    if below != line + 1 or not (only_names and new):
        return at, columns
    return at + 1, [upper or under for upper, under in zip_longest(columns, lower, fillvalue="")]


def columns_of(row: list[str]) -> list[str]:
    """Our name of each column, "" where it is none. An "Agency" column is the organisation where no other is.

    Columns share a name where both together say it: section and team, telephone and e-mail, first name and surname.
    """
    flat = [_flat(cell) for cell in row]
    columns = [_MEANT.get(words, "") for words in flat]
    told = {c for c in columns if c != "contact"}
    columns = [c or (w if (w := _by_a_word(f)) not in told else "") for c, f in zip(columns, flat, strict=True)]
    if "team_manager" not in columns and sum(c == "contact" for c in columns) > 1:
        columns = ["team_manager" if f in ("contact", "contacts") else c for c, f in zip(columns, flat, strict=True)]
    columns = [_name_part(c, f, columns) for c, f in zip(columns, flat, strict=True)]
    columns = [c if _belongs(n, columns, flat) else "" for n, c in enumerate(columns)]
    if "organisation" not in columns and "agency" in columns:
        columns[columns.index("agency")] = "organisation"
    return columns


def _by_a_word(flat: str) -> str:
    """What a column of a longer name is for, by the word that it turns on: "Safeguarding lead", "Lead’s e-mail"."""
    words = flat.split()
    if not 1 < len(words) <= 5 or _NO_ANSWER & set(words):
        return ""
    if words[0] == "contact" and words[-1] == "name":
        return "team_manager"
    if _CONTACT_WORDS & set(words):
        return "contact"
    named = words[:-1] if words[-1] in ("name", "names") else words
    return "team_manager" if named[-1] in _MANAGER_WORDS else ""


def _name_part(column: str, flat: str, columns: list[str]) -> str:
    return "team_manager" if not column and flat in _NAME_PARTS and "team_manager" not in columns else column


def _belongs(n: int, columns: list[str], flat: list[str]) -> bool:
    """Whether a column is the first of its name, or says with those before it what none of them says alone."""
    column, before = columns[n], [f for f, c in zip(flat[:n], columns, strict=False) if c == columns[n]]
    if not before:
        return True
    if flat[n] in before:
        return False
    if column == "section_team":
        broader = set(before) <= _BROADER
        return broader or (len(before) == 1 and flat[n] in _BROADER)
    if column == "contact":
        return all(_kind_of_contact(f) != _kind_of_contact(flat[n]) for f in before)
    return column == "team_manager" and flat[n] in _NAME_PARTS and set(before) <= set(_NAME_PARTS)


def _kind_of_contact(flat: str) -> str:
    if "mail" in flat or "bost" in flat:
        return "mail"
    return "phone" if re.search(r"phone|\btel\b|mobile|number", flat) else "other"


def is_header_again(row: list[str], columns: list[str]) -> bool:
    """Whether a row repeats the header, as lists of several pages do."""
    first = next((n for n, column in enumerate(columns) if column), None)
    if first is None or first >= len(row) or not _may_name(_flat(row[first])):
        return False  # nearly every row of a thousand: one cell is looked at, and not all
    return columns_of(row) == columns


def _may_name(flat: str) -> bool:
    return flat in _MEANT or flat in _NAME_PARTS or _by_a_word(flat) != ""


def unknown_columns(row: list[str], columns: list[str]) -> list[tuple[str, str]]:
    """Columns that are not ours, each with the one it may be meant for, or ""."""
    out = []
    for cell, column in zip(row, columns, strict=False):
        flat = _flat(cell)
        if flat and not column and flat not in _NOT_NEEDED:
            near = difflib.get_close_matches(flat, _MEANT, 1, 0.8)
            meant = _MEANT[near[0]] if near else ""
            out.append((" ".join(cell.split()), meant if meant not in columns else ""))
    return out


_ON_THE_SIDE = re.compile(r"(?<=\w) ?\((?![^()]*(?:mail|phone|\btel\b|mobile))[^()]{1,30}\)\s*$")
"""What a column's name says in brackets, such as its own letters: "Safeguarding lead (DSL)"."""


def _flat(cell: str) -> str:
    text = cell.casefold().replace("&", " and ").replace("/", " or ").replace("’", "'")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"\(s\)|'s\b|[*:?.]|\((?:optional|required|if known)\)", lambda m: "s" if m[0] == "(s)" else "", text)
    text = _ON_THE_SIDE.sub("", text)
    return " ".join(re.sub(r"[_\-()]+", " ", text).split())


__all__ = ["OPTIONAL", "REQUIRED", "SAID", "Row", "columns_of", "header_of", "is_header_again", "unknown_columns"]

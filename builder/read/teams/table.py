"""A list of teams as rows of text, wherever it comes from: a workbook, or text from any spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...adapters.spreadsheets.workbook import Sheet, UnreadableWorkbookError, is_workbook, read_workbook
from ...model.place import Place
from ...model.problems import Problem
from ..rules import rule

NAMES = ("teams.xlsx", "teams.ods", "teams.xls", "teams.csv")
"""What the list may be called in `content/`; the first that is there is read."""

MAX_BYTES = 10_000_000
MAX_LINE = 100_000
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are not empty, each with its number, and what a reader should be told about cells."""

    rows: tuple[Row, ...]
    hidden: frozenset[int] = frozenset()
    unknown: frozenset[tuple[int, int]] = frozenset()
    merged: frozenset[tuple[int, int]] = frozenset()
    name: str = ""


def list_of_teams(content: Path) -> Path:
    """The file that holds the list, in capitals or not: a workbook goes before text."""
    return next(iter(lists_of_teams(content)), content / "teams.csv")


def lists_of_teams(content: Path) -> list[Path]:
    """Every list of teams in a folder, the one that is read first."""
    try:
        there = {f.name.casefold(): f for f in sorted(content.iterdir(), reverse=True)}
    except OSError:
        return []
    return [file for name in NAMES if (file := there.get(name)) and file.is_file()]


def tables(file: Path, name: str, problems: list[Problem]) -> tuple[Table, ...]:
    """The tables of a file, one for each sheet; () after saying why there is none."""
    place = Place(name)
    try:
        if file.stat().st_size > MAX_BYTES:
            problems.append(rule("unreadable-file").at(place, "The list of teams is larger than 10 MB"))
            return ()
        data = file.read_bytes()
    except OSError as error:
        hint = "Close it in Excel, or check who may read it."
        problems.append(rule("unreadable-file").at(place, f"The list cannot be opened: {error.strerror}", hint=hint))
        return ()
    if is_workbook(data):
        try:
            return tuple(_of_sheet(sheet) for sheet in read_workbook(data))
        except UnreadableWorkbookError:
            hint = "Open it in Excel, take off a password if it has one, and save it again as .xlsx."
            problems.append(rule("unreadable-file").at(place, "This workbook cannot be read", hint=hint))
            return ()
    text = decoded(data)
    return (Table(tuple(_csv_rows(text, place, problems))),) if text.strip() else (Table(()),)


def decoded(data: bytes) -> str:
    """Text as spreadsheets save it: UTF-8, UTF-16 with or without a mark, Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    elif data[:200].count(0) > len(data[:200]) // 4:
        text = data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.translate({0: None, 0xE000: None, 0xE001: None}).replace("\r\n", "\n").replace("\r", "\n")


def _of_sheet(sheet: Sheet) -> Table:
    rows = tuple((n, list(row)) for n, row in enumerate(sheet.rows, 1) if any(cell.strip() for cell in row))
    return Table(rows, sheet.hidden, sheet.unknown, sheet.merged, sheet.name)


def _csv_rows(text: str, place: Place, problems: list[Problem]) -> Iterator[Row]:
    skipped = 0
    head = [line for line in text.split("\n")[:20] if line.strip()]
    if hinted := re.match(r"sep=(.)\n", text):  # a line that Excel writes and reads
        delimiter, text, skipped = hinted[1], text[hinted.end() :], 1
    else:
        delimiter = max(
            ",;\t|", key=lambda d: (sum(line.count(d) > 0 for line in head), sum(line.count(d) for line in head))
        )
    usual = _usual(head, delimiter)
    lines, at = text.split("\n"), 0
    while at < len(lines):
        reader = csv.reader((f"{line}\n" for line in lines[at:]), delimiter=delimiter)
        start, before = at, 0
        at = len(lines)
        try:
            for row in reader:
                begun, before = start + before, reader.line_num
                if _ran_on(row, lines[begun : start + before], delimiter, usual):
                    at = begun
                    break
                if any(cell.strip() for cell in row):
                    yield begun + 1 + skipped, row
        except csv.Error:
            at = start + before
        if at < len(
            lines
        ):  # a quotation mark that nothing ends: its line is taken as it stands, and those below as ever
            message, hint = (
                "A quotation mark opens on this line and does not close",
                "Take the mark out, or write it twice.",
            )
            if len(lines[at]) > MAX_LINE:
                message, hint = "This row is longer than any of a list of teams, and is left out", ""
            else:
                yield at + 1 + skipped, [cell.strip().strip('"') for cell in lines[at].split(delimiter)]
            at += 1
            problems.append(rule("unreadable-row").at(Place(place.path, at + skipped), message, hint=hint))


def _usual(head: list[str], delimiter: str) -> int:
    """How many signs between cells most lines hold."""
    counts = [line.count(delimiter) for line in head]
    return max(counts, key=counts.count, default=0)


def _ran_on(row: list[str], lines: list[str], delimiter: str, usual: int) -> bool:
    """Whether a cell swallowed whole lines of the list, because its quotation mark does not end in time."""
    if len(lines) < 2:
        return False
    never_ends = "".join(lines).count('"') % 2 == 1
    inner = (line for cell in row for line in cell.split("\n")[1:])
    return never_ends or (usual > 1 and any(line.count(delimiter) >= usual for line in inner))

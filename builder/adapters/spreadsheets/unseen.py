"""What a workbook holds and its program does not show: hidden rows, formulas without a value, cells with a fault."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from lxml import etree

_MAX_XML = 60_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ROWS = 1_048_576
"""Rows that a sheet has: an area of empty ones goes to the last."""

Unseen = tuple[frozenset[int], frozenset[tuple[int, int]]]
"""Numbers of hidden rows; row and column of cells without a value. Both count from 1."""

_NOTHING: Unseen = (frozenset(), frozenset())


def unseen(data: bytes, name: str) -> Unseen:
    """What is not shown on the sheet of this name."""
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if "xl/workbook.xml" in archive.namelist():
                    path = _path_of(archive, name)
                    return _of_excel(_read(archive, path)) if path else _NOTHING
                return _of_open_document(_read(archive, "content.xml"), name)
        return _of_old_excel(data, name)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, struct.error, etree.XMLSyntaxError):
        return _NOTHING


def _read(archive: zipfile.ZipFile, path: str) -> bytes:
    if archive.getinfo(path).file_size > _MAX_XML:
        raise ValueError("too large")
    return archive.read(path)


def _path_of(archive: zipfile.ZipFile, name: str) -> str | None:
    book = etree.fromstring(archive.read("xl/workbook.xml"), _parser())
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
    targets = {str(r.get("Id")): str(r.get("Target")) for r in relations}
    for sheet in book.iter(f"{_MAIN}sheet"):
        if sheet.get("name") == name:
            key = sheet.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            target = targets.get(str(key), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _of_excel(xml: bytes) -> Unseen:
    hidden, unknown = set(), set()
    for row in etree.fromstring(xml, _parser()).iter(f"{_MAIN}row"):
        if row.get("hidden") in ("1", "true") and (number := str(row.get("r", ""))).isdecimal():
            hidden.add(int(number))
        for cell in row:
            value = cell.find(f"{_MAIN}v")
            place = re.fullmatch(r"([A-Z]{1,3})(\d+)", str(cell.get("r", "")))
            empty = cell.find(f"{_MAIN}f") is not None and (value is None or not value.text)
            if place and (empty or cell.get("t") == "e"):
                unknown.add((int(place[2]), _column(place[1])))
    return frozenset(hidden), frozenset(unknown)


def _of_open_document(xml: bytes, name: str) -> Unseen:
    tables = etree.fromstring(xml, _parser()).iter(f"{_TABLE}table")
    table = next((t for t in tables if t.get(f"{_TABLE}name") == name), None)
    hidden: set[int] = set()
    unknown: set[tuple[int, int]] = set()
    at = 0
    for row in table.iter(f"{_TABLE}table-row") if table is not None else ():
        times = min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), _ROWS)
        if row.get(f"{_TABLE}visibility") in ("collapse", "filter") and times < 10_000:
            hidden.update(range(at + 1, at + times + 1))
        unknown.update((at + 1, column) for column in _faults(row))
        at += times
    return frozenset(hidden), frozenset(unknown)


def _faults(row: etree._Element) -> Iterator[int]:
    """Columns of a row in which a formula has no value, or a fault for one."""
    column = 0
    for cell in row.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        said = "".join(str(words) for words in cell.itertext()).strip()
        if cell.get(f"{_TABLE}formula") and (re.match(r"#|Err:", said) or not (said or cell.get(f"{_OFFICE}value"))):
            yield column + 1
        column += min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), _ROWS)


def _of_old_excel(data: bytes, name: str) -> Unseen:
    """By the records of a sheet ([MS-XLS] 2.4.221, .127, .24): rows of no height, formulas without words, faults."""
    import olefile  # late: few lists are kept in .xls

    with olefile.OleFileIO(io.BytesIO(data)) as file:
        book = file.openstream("Workbook").read()
    hidden: set[int] = set()
    unknown: set[tuple[int, int]] = set()
    sheets = (r for kind, r in _records(book, 0) if kind == 0x85 and len(r) > 8 and _sheet_name(r) == name)
    for kind, record in _records(book, struct.unpack_from("<I", next(sheets, b"\0\0\0\0"))[0]):
        row, column = struct.unpack_from("<HH", record) if len(record) >= 8 else (0, 0)
        if kind == 0x208 and len(record) >= 16 and record[12] & 0x20:
            hidden.add(row + 1)
        no_value = kind == 0x06 and record[12:14] == b"\xff\xff" and record[6] in (2, 3)
        if no_value or (kind == 0x205 and record[7:8] == b"\1"):
            unknown.add((row + 1, column + 1))
    return frozenset(hidden), frozenset(unknown)


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, to the one that ends it."""
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        if kind == 0x0A:
            return
        at += 4 + size


def _sheet_name(record: bytes) -> str:
    letters, wide = record[6], record[7] & 1
    return record[8 : 8 + letters * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)

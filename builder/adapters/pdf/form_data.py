"""What a form says without the form: FDF (ISO 32000-1, 12.7.7) and XFDF (ISO 19444-1), as programs export or send it.

Fields by full name, and the notes laid on pages. No file that either names is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .fields import PdfRefused

MOST_TOKENS = 200_000
MOST_DEPTH = 60

_PLAIN = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(rb"[\0\t\n\f\r ]+|%[^\r\n]*|<<|>>|\[|\]|\(|<[0-9A-Fa-f\s]*>|/" + _PLAIN + rb"*|" + _PLAIN + rb"+")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True, slots=True)
class FormData:
    """Values by full field name, and the words of notes with their page (from 1; 0 where it is not said)."""

    values: dict[str, str]
    notes: tuple[tuple[int, str], ...]


def is_form_data(start: bytes) -> bool:
    """Whether bytes begin as one of the two."""
    return start.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"%FDF-") or b"<xfdf" in start[:1_000]


def read_form_data(data: bytes) -> FormData:
    """The values and notes. Raises PdfRefused."""
    return _xfdf(data) if b"<xfdf" in data[:1_000] else _fdf(data)


# XFDF --------------------------------------------------------------------------------------------


def _xfdf(data: bytes) -> FormData:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise PdfRefused("damaged", "xml") from problem
    values: dict[str, str] = {}
    waiting = [(child, "") for child in root.iterchildren() if _local(child) == "fields"]
    while waiting:
        node, name = waiting.pop()
        for child in node.iterchildren():
            match _local(child):
                case "field":
                    own = child.get("name") or ""
                    waiting.append((child, f"{name}.{own}" if name else own))
                case "value" | "value-richtext" if name and not values.get(name):
                    values[name] = _words(child)
    notes = []
    for part in (c for c in root.iterchildren() if _local(c) == "annots"):
        for note in part.iterchildren():
            said = next((_words(c) for c in note.iterchildren() if _local(c).startswith("contents")), "")
            page = note.get("page") or ""
            notes += [(int(page) + 1 if page.isdigit() and len(page) < 6 else 0, said)] if said.strip() else []
    return FormData(values, tuple(notes))


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _words(node: etree._Element) -> str:
    """The words of an element; a paragraph in it is a line."""
    pieces: list[str] = []
    for step in node.iter():
        if step is not node and _local(step) in ("p", "br", "div") and "".join(pieces).strip():
            pieces.append("\n")
        pieces.append(step.text or "")
        pieces.append(step.tail or "" if step is not node else "")
    return "".join(pieces)


# FDF ---------------------------------------------------------------------------------------------

Thing = object
"""A dictionary, a list, bytes (a string), or a str: a name with its slash, a number, a word."""


def _fdf(data: bytes) -> FormData:
    values: dict[str, str] = {}
    notes: list[tuple[int, str]] = []
    for thing in _things(data):
        fdf = thing.get("/FDF") if isinstance(thing, dict) else None
        if not isinstance(fdf, dict):
            continue
        _take(fdf.get("/Fields"), "", values, 0)
        annots = fdf.get("/Annots")
        for note in annots if isinstance(annots, list) else ():
            said = _text(note.get("/Contents")) if isinstance(note, dict) else ""
            if said.strip():
                page = str(note.get("/Page", ""))
                notes.append((int(page) + 1 if page.isdigit() and len(page) < 6 else 0, said))
    for thing in _things(data):  # notes mostly stand as objects of their own
        if isinstance(thing, dict) and thing.get("/Type") == "/Annot" and (said := _text(thing.get("/Contents"))):
            page = str(thing.get("/Page", ""))
            found = (int(page) + 1 if page.isdigit() and len(page) < 6 else 0, said)
            notes += [found] if found not in notes else []
    return FormData(values, tuple(notes))


def _take(fields: Thing, parent: str, values: dict[str, str], depth: int) -> None:
    if depth > MOST_DEPTH:
        raise PdfRefused("too_large", "depth")
    for node in fields if isinstance(fields, list) else ():
        if not isinstance(node, dict):
            continue
        own = _text(node.get("/T"))
        name = f"{parent}.{own}" if parent and own else parent or own
        if name and "/V" in node:
            values[name] = _text(node["/V"])
        _take(node.get("/Kids"), name, values, depth + 1)


def _text(thing: Thing) -> str:
    match thing:
        case bytes():
            if thing[:2] in (b"\xfe\xff", b"\xff\xfe"):
                return thing.decode("utf-16", "replace")
            return (
                thing[3:].decode("utf-8", "replace")
                if thing[:3] == b"\xef\xbb\xbf"
                else thing.decode("cp1252", "replace")
            )
        case str() if thing.startswith("/"):
            return re.sub("#([0-9A-Fa-f]{2})", lambda m: chr(int(m[1], 16)), thing[1:])
    return ""


def _things(data: bytes) -> Iterator[Thing]:
    """Dictionaries, lists and strings, the outermost ones, in order."""
    open_: list[list[Thing]] = []
    at = 0
    for _ in range(MOST_TOKENS):
        found = _TOKEN.match(data, at)
        if at >= len(data):
            return
        if not found:
            at += 1
            continue
        token, at = found[0], found.end()
        if token in (b"<<", b"["):
            open_.append([token])
            if len(open_) > MOST_DEPTH:
                raise PdfRefused("too_large", "depth")
            continue
        thing: Thing
        if token in (b">>", b"]"):
            if not open_:
                continue
            kind, *inside = open_.pop()
            thing = _dictionary(inside) if kind == b"<<" else inside
        elif token == b"(":
            thing, at = _string(data, at)
        elif token[:1] == b"<":
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", token)
            thing = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif not token.strip() or token[:1] in (b"%", b"\0"):
            continue
        else:
            thing = token.decode("latin-1")
        if open_:
            open_[-1].append(thing)
        else:
            yield thing
    raise PdfRefused("too_large", "fields")


def _dictionary(inside: list[Thing]) -> dict[str, Thing]:
    """Keys and values; a value of two numbers and an R, which points elsewhere, is not followed."""
    found: dict[str, Thing] = {}
    key = ""
    for thing in inside:
        if not key and isinstance(thing, str) and thing.startswith("/"):
            key = thing
        elif key:
            found[key] = thing
            key = ""
    return found


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """A string in brackets, which may hold brackets, and where it ends."""
    out, depth = bytearray(), 1
    while at < len(data):
        char = data[at : at + 1]
        at += 1
        if char == b"\\":
            after = data[at : at + 1]
            octal = re.match(rb"[0-7]{1,3}", data[at : at + 3])
            if octal:
                out.append(int(octal[0], 8) & 0xFF)
                at += len(octal[0])
            elif after in (b"\r", b"\n"):
                at += 2 if data[at : at + 2] == b"\r\n" else 1
            else:
                out += _ESCAPES.get(after, after)
                at += 1
            continue
        depth += {b"(": 1, b")": -1}.get(char, 0)
        if not depth:
            return bytes(out), at
        out += char
    raise PdfRefused("damaged", "string")

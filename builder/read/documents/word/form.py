"""`briefing word`: a briefing as a Word file that its author can change and bring in again. Nothing is lost on the way.

The file holds the table of facts, each part under a Heading 1, questions, trainers' notes, notes and pictures. What
Word has no shape for stands in it as Markdown, and the report says so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from ....adapters.documents.content import Piece, Run, Shape
from ....adapters.pictures import shown
from ....adapters.word.document import new_document, running_line
from ....adapters.word.package import zip_parts
from ....adapters.word.parts import document_parts
from ....adapters.word.writing import FACTS, WordWriter
from ....model.theme import Theme
from ....render.word.styles import word_face
from .pieces import part_pieces
from .template import quieter

_SCALARS = (
    *("title", "alias", "summary", "source_review", "period_described", "published", "review_by", "withdraw_on"),
    *("content_notice", "version", "lang"),
)
_WIDTH_MM = 174
_PICTURE = re.compile(r"!\[[^\]]*\]\(<?([^)>\s]+)>?[^)]*\)")


@dataclass(frozen=True, slots=True)
class WordForm:
    """The file, what a person should know about it, and the mark of the words it was made from."""

    data: bytes
    notes: tuple[str, ...]
    mark: str


def word_form(files: Mapping[str, str], pictures: Mapping[str, bytes], theme: Theme, epoch: int) -> WordForm:
    """The Word file of a briefing's files (briefing.yml and its parts by name). Raises yaml.YAMLError."""
    settings = _mapping(files["briefing.yml"])
    w = theme.words("en")["word_template"]
    mark = files_mark(files)
    title = str(settings.get("title", ""))
    face = word_face(theme)
    document = new_document(
        face, title=title, author="", subject=w["subject"], lang=str(settings.get("lang", "en-GB")), epoch=epoch
    )
    quieter(document)
    running_line(document.sections[0].footer.paragraphs[0], w["subject"], w["page"], _WIDTH_MM, face, above=True)
    fit = {name: data for name, raw in pictures.items() if (data := shown(raw))}
    writer = WordWriter(document, face, fit)
    notes: list[str] = []
    parts: list[Piece] = []
    for number, (name, text) in enumerate(sorted((n, t) for n, t in files.items() if n.endswith(".md")), 1):
        pieces, plain = part_pieces(text, name, number)
        parts += pieces
        if not plain:
            notes.append(f"{name} holds something that Word has no shape for: it stands there as in the file.")
        if "<!--" in text:
            notes.append(f"{name} holds comments: they stay in the file and are not in Word.")
    if re.search(r"^\s*#", files["briefing.yml"], re.M):
        notes.append("Comments in briefing.yml stay in the file and are not in Word.")
    note = Piece(Shape.NOTES, (Run(f"{w['form_note']} [{mark}]"),))
    writer.add([Piece(Shape.TITLE, (Run(title),)), note, _facts(settings, w), *parts])
    notes += [f"The picture {name} cannot stand in Word: it is left out there." for name in pictures if name not in fit]
    made = writer.with_footnotes(document_parts(document, {}))
    return WordForm(zip_parts(made, epoch), tuple(notes), mark)


def files_mark(files: Mapping[str, str]) -> str:
    """A short mark of a briefing's files, by which a later import finds the words that a Word file was made from."""
    whole = "\0".join(f"{name}\0{text}" for name, text in sorted(files.items()))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def pictures_in(folder: Path, files: Mapping[str, str]) -> dict[str, bytes]:
    """The pictures that the files name and that lie in the folder."""
    found: dict[str, bytes] = {}
    for text in files.values():
        for name in _PICTURE.findall(text):
            file = folder / unquote(name)
            if file.resolve().is_relative_to(folder.resolve()) and file.is_file():
                found[name] = file.read_bytes()
    return found


def _mapping(text: str) -> dict[str, Any]:
    found: Any = yaml.load(text, Loader=yaml.BaseLoader)
    return {str(k): v for k, v in found.items()} if isinstance(found, dict) else {}


def _facts(settings: dict[str, Any], w: Mapping[str, str]) -> Piece:
    rest = dict(settings)
    rows = []
    for key in _SCALARS:
        value = rest.get(key)
        label = w[f"fact_{key}"]
        if value is None:
            if key in ("withdraw_on",):
                continue
            rows.append((label, [""]))
        elif isinstance(value, str) and value == " ".join(value.split()) and not _is_yaml_only(key, value):
            rows.append((label, [str(rest.pop(key))]))
    if (people := list(_people(rest.get("support")))) and all(people):
        rest.pop("support")
        rows += [(w["fact_support"], lines) for lines in people]
    terms = rest.get("glossary")
    if isinstance(terms, dict) and all(_plain(k) and _plain(v) for k, v in terms.items()):
        rest.pop("glossary")
        rows += [(f"{w['fact_term']} {term}", [meaning]) for term, meaning in terms.items()]
    cells = [(_cell([label], bold=True), _cell(lines)) for label, lines in rows]
    if rest:
        dumped = yaml.safe_dump(rest, allow_unicode=True, sort_keys=False, width=10_000).rstrip("\n").split("\n")
        source = tuple(Piece(Shape.SOURCE, (Run(line, source=True),)) for line in dumped)
        cells.append((_cell([w["fact_other"]], bold=True), source))
    return Piece(Shape.TABLE, rows=tuple(cells), of=FACTS)


def _is_yaml_only(key: str, value: str) -> bool:
    """Whether a value would come back from the table as another one."""
    dates = key in ("published", "review_by", "withdraw_on")
    if dates:
        return not re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    if key == "version":
        return not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,18}[A-Za-z0-9]|[A-Za-z0-9]", value)
    return key == "lang" and not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", value)


def _plain(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and value == " ".join(value.split())


def _people(value: Any) -> Iterator[list[str]]:
    for person in value if isinstance(value, list) else ():
        known = isinstance(person, dict) and set(person) <= {"name", "detail", "phone", "url"} and "name" in person
        if not known or not all(map(_plain, person.values())):
            yield []
            continue
        labels = (("detail", "Detail: "), ("phone", "Phone: "), ("url", "Web: "))
        yield [person["name"], *(f"{label}{person[key]}" for key, label in labels if key in person)]


def _cell(lines: list[str], *, bold: bool = False) -> tuple[Piece, ...]:
    return tuple(Piece(Shape.TEXT, (Run(line, bold),)) for line in lines)

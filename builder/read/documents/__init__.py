"""Word, PowerPoint, PDF, OpenDocument and text files to content files, with a report of what was not sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...adapters.documents.content import SECRET, Document, Kind, Left, Shape, UnreadableDocumentError
from ...model.slugs import ascii_slug
from .account import unaccounted
from .facts import as_settings, settings_file
from .formats import read_document
from .markdown.part import Written, written
from .opening import before_the_parts, titled
from .recognised.forms import asking
from .recognised.layout_tables import cell_words
from .recognised.names import Opens, opens
from .recognised.parts import Divided, Part, divide, opened
from .recognised.tidy import tidied
from .recognised.titles import hint
from .report import Note, Weight, about_left, ordered
from .word.exact import exact_briefing, mark_of

__all__ = ["Imported", "Note", "UnreadableDocumentError", "import_briefing"]

_ASKS = "This speaks of the action-plan form, which was left out. Does it still hold?"
_BY_STYLE = {".pptx": "slides", ".odp": "slides", ".pdf": "the size of their headings"}
"""What stands for heading styles where there are none."""


@dataclass(frozen=True, slots=True)
class Imported:
    """File names with their texts, briefing.yml among them; pictures; the report; what was put into briefing.yml."""

    files: dict[str, str]
    report: tuple[Note, ...]
    settings: Mapping[str, Any]
    how: str
    pictures: Mapping[str, bytes]
    base: str = ""
    """The mark of the words that our own Word form was made from, "" for another file."""


def import_briefing(source: Path, slug: str) -> Imported:
    """A document as a briefing's files. Raises UnreadableDocumentError with a sentence for a person."""
    document, suffix = read_document(source)
    if document.ours and (exact := exact_briefing(document)):
        files, settings, said = exact
        base = mark_of(document)
        about = Note("", f"{len(files)} parts, from the Word form of a briefing.", Weight.ABOUT)
        notes = (about, *said, *_about_pictures(document, files))
        own = (Kind.FOOTER, Kind.BOILERPLATE)
        plain = replace(document, left=tuple(one for one in document.left if one.kind not in own))
        report = _reported(plain, (), files, notes, {"settings": settings, "form": _own_words(document)})
        comments = _comments(source, ())
        texts = {"briefing.yml": settings_file(settings, comments, defaults=False), **files}
        return Imported(texts, report, settings, "heading styles", _used(document, files), base)
    return _guessed(document, source, suffix, slug)


def _guessed(document: Document, source: Path, suffix: str, slug: str) -> Imported:
    tidy = tidied(document.pieces)
    if not any(p.text or p.rows or any(r.picture for r in p.runs) for p in tidy.pieces):
        raise UnreadableDocumentError(
            "There are no words in it that could be read. A scanned page is a picture: ask for the Word file."
        )
    title, pieces, notes = titled(document, tidy)
    divided = divide(pieces)
    if divided.how == "heading styles":
        divided = replace(divided, how=_BY_STYLE.get(suffix, divided.how))
    settings, said = as_settings(dict(tidy.facts))
    settings = {"title": title or _from_slug(slug)} | settings
    if re.fullmatch(r"(?:Child|Adult|Family|Young person|Baby) \S{1,12}", settings["title"]):
        settings.setdefault("alias", settings["title"])
    notes += [*said, *_about_division(divided)]
    if any(one.kind is Kind.FORM for one in tidy.left):
        notes += [Note(p.where, _ASKS, Weight.FIRST, p.text) for p in asking(pieces)]
    if not title:
        said_by = f"No title was found: “{settings['title']}” comes from the folder's name."
        notes.append(Note("", said_by, Weight.FIRST))
        if hinted := hint(document.title):
            notes.append(Note("", f"The file's properties call it “{hinted}”.", Weight.FIRST, secret=True))
    divided, summary, more = before_the_parts(divided, settings)
    settings |= summary
    notes += more
    files, part_notes = _parts(divided)
    notes += part_notes
    taken = {"settings": settings, "facts": tidy.read}
    report = _reported(document, tidy.left, files, (*notes, *_about_pictures(document, files)), taken)
    texts = {"briefing.yml": settings_file(settings, _comments(source, report)), **files}
    return Imported(texts, report, settings, divided.how, _used(document, files))


def _own_words(document: Document) -> str:
    """The words of our own form that are no words of the briefing: labels, the line on top, the foot of each page."""
    labels = (words for p in document.pieces if p.rows for row in p.rows[:200] for words in map(cell_words, row))
    lines = (p.text for p in document.pieces if p.shape in (Shape.SETTING, Shape.TITLE, Shape.HEADING))
    foot = (one.words for one in document.left if one.kind in (Kind.FOOTER, Kind.BOILERPLATE))
    return " ".join((*labels, *lines, *foot))


def _comments(source: Path, report: Iterable[Note]) -> list[str]:
    checks = (f"To check: {n}" for n in report if n.weight in (Weight.FIRST, Weight.GUESS) and not n.secret)
    return [f"Imported from {source.name}. Nobody has checked this file yet.", *checks]


def _reported(
    document: Document, left: Iterable[Left], files: Mapping[str, str], notes: Iterable[Note], settings: Any = ""
) -> tuple[Note, ...]:
    """The whole report: the notes, what was left out, and every visible word that is in neither."""
    gone = (*document.left, *left)
    said = list(notes)
    named = " ".join(
        (*(f"{n.message} {n.words}" for n in said), *(one.words for one in gone if one.kind not in SECRET))
    )
    lost = list(unaccounted(document.visible, *files.values(), _values(settings), named))
    said += [Note("", loss, Weight.FIRST) for loss in document.losses]
    said += about_left((*gone, *lost))
    return ordered(said)


def _values(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(_values(v) for v in value.values())
    if isinstance(value, list | tuple):
        return " ".join(_values(v) for v in value)
    return str(value)


def _from_slug(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


# The report --------------------------------------------------------------------------------------


def _about_division(divided: Divided) -> Iterator[Note]:
    count = len(divided.parts)
    if not divided.how:
        yield Note(
            "",
            "No marked parts were found. Everything is in one part: mark the parts as headings in Word, import again.",
            Weight.FIRST,
        )
        return
    if not any(map(_has_text, divided.parts)):
        yield Note(
            "",
            "Nothing stands under the headings: it looks like an empty template. Write in it, import it again.",
            Weight.FIRST,
        )
        return
    yield Note("", f"{count} parts, found by {divided.how}.", Weight.ABOUT)
    yield from (Note("", said) for said in divided.said)
    if not 4 <= count <= 9:
        yield Note("", f"A briefing has four to nine parts as a rule; this one has {count}. Is each of them a part?")
    for part in divided.parts:
        if not _has_text(part):
            yield Note(part.where, f"“{part.title or 'A part without heading'}” has no text.", Weight.FIRST)
        if not part.title:
            yield Note(part.where, "This part has no heading.", Weight.FIRST)


def _has_text(part: Part) -> bool:
    own = (p for p in part.pieces if p.text or p.rows)
    return any(p.text.endswith(".") or not opens(p.text, Opens.REFLECT, Opens.TRAINERS) for p in own)


def _parts(divided: Divided) -> tuple[dict[str, str], list[Note]]:
    files: dict[str, str] = {}
    notes: list[Note] = []
    silent: list[str] = []
    for number, part in enumerate(divided.parts, 1):
        made: Written = written(opened(part, divided.how))
        stem = ascii_slug(part.title)[:60].strip("-") or "part"
        checks = [n for n in made.notes if n.weight in (Weight.FIRST, Weight.GUESS)]
        comments = "".join(f"<!-- To check: {_in_comment(n.message)} -->\n" for n in checks)
        files[f"{number:02d}-{stem}.md"] = _commented(comments, made.text)
        notes += made.notes
        if not made.asks:
            silent.append(part.title or f"part {number}")
    if silent and divided.how:
        named = "; ".join(silent)
        notes.append(Note("", f"Questions to reflect on are still to be written for: {named}.", Weight.ASK))
    return files, notes


def _commented(comments: str, text: str) -> str:
    """The text with comments on top, below its settings."""
    if not comments:
        return text
    if text.startswith("---\n"):
        front, _, rest = text[4:].partition("\n---\n")
        return f"---\n{front}\n---\n{comments}\n{rest.lstrip()}"
    return f"{comments}\n{text}"


def _in_comment(message: str) -> str:
    return message.replace("--", "–").replace(">", "›")


# Pictures ----------------------------------------------------------------------------------------


def _used(document: Document, files: Mapping[str, str]) -> dict[str, bytes]:
    everything = "\n".join(files.values())
    return {p.name: p.data for p in document.pictures if f"]({p.name})" in everything}


def _about_pictures(document: Document, files: Mapping[str, str]) -> Iterator[Note]:
    used = _used(document, files)
    for picture in document.pictures:
        if picture.name not in used:
            yield Note(picture.where, "A picture was left out.", Weight.LEFT, picture.alt)
        elif not picture.alt:
            said = f"{picture.name} came along. Say what it shows between [ and ] in its line, if it may be public."
            yield Note(picture.where, said, Weight.FIRST)
        else:
            said = (
                f"{picture.name} came along with these words for people who cannot see it. Do they say what it shows?"
            )
            yield Note(picture.where, said, Weight.GUESS, picture.alt)

"""Word, PowerPoint, PDF and text files to content files, with a report of what was not sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ...adapters.documents import Document, Shape, UnreadableDocumentError, read_bytes
from ...adapters.pdf.reading import read_pdf
from ...adapters.slides.reading import read_slides
from ...adapters.text import read_text
from ...adapters.word.reading import read_word
from ...model.slugs import ascii_slug
from .facts import as_settings, settings_file
from .parts import Divided, Part, calm, divide, has_alias, opened
from .tidy import Tidied, is_named, tidied
from .writing import written

__all__ = ["Imported", "Note", "UnreadableDocumentError", "import_briefing"]

READERS: Mapping[str, Callable[[bytes], Document]] = {
    ".docx": read_word,
    ".docm": read_word,
    ".dotx": read_word,
    ".pptx": read_slides,
    ".pdf": read_pdf,
    ".txt": read_text,
    ".md": read_text,
}
_BY_STYLE = {".pptx": "slides", ".pdf": "the size of their headings"}
"""What stands for heading styles where there are none."""

_OTHER = {".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".pages": ".docx", ".ppt": ".pptx", ".odp": ".pptx"}

_FORMAT_NAME = re.compile(r"(?:an? )?(?:seven|7)[- ]minute (?:learning )?briefing\W*", re.I)


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should look at: where in the source, and what."""

    where: str
    message: str

    def __str__(self) -> str:
        named = self.where.removeprefix("under ") in self.message
        return self.message if named else f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Imported:
    """File names with their texts, briefing.yml among them; the report; what was put into briefing.yml."""

    files: dict[str, str]
    report: tuple[Note, ...]
    settings: Mapping[str, str]
    how: str


def import_briefing(source: Path, slug: str) -> Imported:
    """A document as a briefing's files. Raises UnreadableDocumentError with a sentence for a person."""
    document = _read(source)
    tidy = tidied(document.pieces)
    if not tidy.pieces:
        raise UnreadableDocumentError("There are no words in it. A scanned page is a picture: ask for the Word file.")
    title, divided = _titled(document, tidy, divide(tidy.pieces))
    settings, notes = as_settings(dict(tidy.facts))
    settings = {"title": title or _from_slug(slug)} | settings
    if re.fullmatch(r"(?:Child|Adult|Family|Young person|Baby) \S{1,12}", settings["title"]):
        settings.setdefault("alias", settings["title"])
    report = [Note("", note) for note in (*document.losses, *notes)]
    if divided.how == "heading styles":
        divided = replace(divided, how=_BY_STYLE.get(source.suffix.lower(), divided.how))
    report += _about_division(divided)
    report += _about_form(tidy)
    if not title:
        report.append(Note("", f"No title was found: “{settings['title']}” comes from the folder's name."))
    left = [p.text for p in divided.before if p.text and not _FORMAT_NAME.fullmatch(p.text)]
    if left and "summary" not in settings and len(left) == 1 and len(left[0].split()) <= 60:
        settings["summary"] = left[0]
        report.append(Note(divided.before[0].where, "The paragraph before the first part became the summary."))
        left = []
    report += [Note("before the first part", f"Left out, kept as a comment in briefing.yml: “{text}”") for text in left]
    files, part_notes = _parts(divided)
    report += part_notes
    comments = [f"Imported from {source.name}. Nobody has checked this file yet.", *(f"To check: {n}" for n in report)]
    return Imported({"briefing.yml": settings_file(settings, comments), **files}, tuple(report), settings, divided.how)


def _read(source: Path) -> Document:
    suffix = source.suffix.lower()
    if suffix in _OTHER:
        raise UnreadableDocumentError(f"Open it and save it as {_OTHER[suffix]}; {suffix} files cannot be read.")
    if suffix not in READERS:
        raise UnreadableDocumentError(f"Only {', '.join(sorted(READERS))} files can be read.")
    data = read_bytes(source)
    try:
        return READERS[suffix](data)
    except UnreadableDocumentError:
        raise
    except Exception as error:  # a damaged file finds what no reader thought of (see site_tests/fuzz.py)
        raise UnreadableDocumentError(
            "The file is damaged. Open it in the program that made it, save it under another name, and try again."
        ) from error


def _from_slug(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _titled(document: Document, tidy: Tidied, divided: Divided) -> tuple[str, Divided]:
    """The title, and the division without the line it stood on."""
    titles = [p for p in divided.before if p.shape in (Shape.TITLE, Shape.HEADING) and p.text]
    lines = titles or [p for p in divided.before if p.text and len(p.text.split()) <= 14 and p.text[-1] not in ".;,:"]
    line = next((p for p in lines if not _FORMAT_NAME.fullmatch(p.text)), lines[0] if lines else None)
    stated = dict(tidy.facts).get("title", "")
    title = stated or (_unshouted(line.text) if line else "") or tidy.form_title or _worthwhile(document.title)
    before = tuple(p for p in divided.before if p is not line)
    parts = divided.parts
    if parts and title:
        last = parts[-1]
        kept = tuple(p for p in last.pieces if p.text.casefold() != title.casefold() or p.rows)
        parts = (*parts[:-1], type(last)(last.title, kept, last.where))
    return _shortened(title), Divided(before, parts, divided.how)


_NO_TITLE = re.compile(r"microsoft word|document\d*$|untitled|powerpoint|presentation\d*$|briefing template$", re.I)


def _worthwhile(title: str) -> str:
    return "" if _NO_TITLE.match(title) else title


def _unshouted(title: str) -> str:
    """A title in capitals that names an alias in ordinary letters; other capitals may be meant."""
    return calm(title) if title.isupper() and has_alias(title) else title


def _shortened(title: str) -> str:
    """A title without the name of the format: "Seven Minute Briefing: Child H" is Child H."""
    plain = re.sub(r"^(?:(?:seven|7)[- ]minute (?:learning )?briefing)\s*[:–—-]*\s*", "", title, flags=re.I)
    plain = re.sub(r"\s*[:–—-]*\s*(?:seven|7)[- ]minute (?:learning )?briefing$", "", plain, flags=re.I)
    return plain.strip() or title


def _about_division(divided: Divided) -> Iterator[Note]:
    count = len(divided.parts)
    if not divided.how:
        yield Note(
            "",
            "No marked parts were found. Everything is in one part: mark the parts as headings in Word, import again.",
        )
        return
    if not any(map(_has_text, divided.parts)):
        yield Note(
            "", "Nothing stands under the headings: it looks like an empty template. Write in it, import it again."
        )
        return
    yield Note("", f"{count} parts, found by {divided.how}.")
    if not 4 <= count <= 9:
        yield Note("", f"A briefing has four to nine parts as a rule; this one has {count}. Is each of them a part?")
    for part in divided.parts:
        if not _has_text(part):
            yield Note(part.where, f"“{part.title or 'A part without heading'}” has no text.")
        if not part.title:
            yield Note(part.where, "This part has no heading.")


def _has_text(part: Part) -> bool:
    return any((p.text or p.rows) and not is_named(p) for p in part.pieces)


def _about_form(tidy: Tidied) -> Iterator[Note]:
    if tidy.form_found:
        yield Note("", "The action-plan form was recognised and left out: every briefing gets it by itself.")
    for words in tidy.form_words:
        yield Note("", f"Left out with the form: “{words}”")


def _parts(divided: Divided) -> tuple[dict[str, str], list[Note]]:
    files: dict[str, str] = {}
    notes: list[Note] = []
    for number, part in enumerate(divided.parts, 1):
        text, found = written(opened(part, divided.how))
        stem = ascii_slug(part.title)[:60].strip("-") or "part"
        comments = "".join(f"<!-- To check: {_in_comment(message)} -->\n" for _, message in found)
        files[f"{number:02d}-{stem}.md"] = f"{comments}\n{text}" if comments else text
        notes += [Note(where, message) for where, message in found]
    return files, notes


def _in_comment(message: str) -> str:
    return message.replace("--", "–").replace(">", "›")

"""The Word file of My notes, without the notes: styles, language, page numbers. The browser writes into it."""

from __future__ import annotations

from ..adapters.word.document import new_document, running_line
from ..adapters.word.parts import document_parts
from ..render.fallback import spoken
from ..render.job import Job
from ..render.word.styles import word_face

_WIDTH = 174
"""Millimetres of text on A4."""


def notes_parts(job: Job) -> dict[str, bytes]:
    """The parts of the document. Its body is empty: paragraphs go before the last `w:sectPr`."""
    words, briefing = spoken(job).words, job.briefing
    face = word_face(job.theme)
    title = words["notes"]["doc_title"].replace("{briefing}", briefing.title)
    document = new_document(face, title=title, author="", subject=briefing.title, lang=briefing.lang, epoch=job.epoch)
    section = document.sections[0]
    running_line(section.footer.paragraphs[0], title, words["word"]["page"], _WIDTH, face, above=True)
    return document_parts(document, {})

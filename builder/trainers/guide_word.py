"""The facilitator guide as a Word file."""

from __future__ import annotations

import io
from pathlib import Path

from docx.shared import Mm

from ..adapters.word.document import new_document, running_line
from ..adapters.word.package import zip_parts
from ..adapters.word.parts import document_parts
from ..adapters.xml_text import xml_text
from ..render.job import Job
from ..render.paper.sheet import logo_picture
from ..render.word.blocks import BlockWriter, styled
from ..render.word.styles import document_styles, word_face
from .guide import Guide

_WIDTH_MM = 174


def write_guide_word(job: Job, guide: Guide, path: Path) -> None:
    """Writes the guide as a Word file, the same bytes for the same input."""
    face = word_face(job.theme)
    partnership = job.library.partnership.name
    document = new_document(
        face, title=guide.title, author=partnership, subject=guide.over, lang=guide.lang, epoch=job.epoch
    )
    document_styles(document, face)
    section = document.sections[0]
    w = job.words["trainers"]
    running_line(section.header.paragraphs[0], job.briefing.title, guide.over, _WIDTH_MM, face)
    running_line(section.footer.paragraphs[0], partnership, w["page"], _WIDTH_MM, face, above=True)
    writer = BlockWriter(document, face)
    if logo := logo_picture(job.theme, job.library.partnership):
        shape = document.add_picture(io.BytesIO(logo[0]), height=Mm(14))
        shape._inline.docPr.set("descr", xml_text(logo[1]))
    styled(document, "Subtitle").add_run(guide.over)
    writer.heading(1, guide.title)
    document.add_paragraph(guide.note)
    for chapter in guide.chapters:
        writer.heading(2, chapter.title, own_page=chapter.own_page)
        before = len(document.paragraphs) if chapter.together else 0
        writer.blocks(chapter.blocks)
        for paragraph in document.paragraphs[before:-1] if chapter.together else ():
            paragraph.paragraph_format.keep_with_next = True
    path.write_bytes(zip_parts(document_parts(document, {}), job.epoch))

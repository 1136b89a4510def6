"""The briefing sheet: the whole text as a PDF of two pages, or the author's own short text. Never a summary of ours.

Where the text needs more than two pages it gets them: type shrinks a little first, then the glossary and the prompts
stay away (both are on the site), but no word of the text is ever left out.
"""

from __future__ import annotations

import re
from typing import Any

from ..adapters.pdf.truetype import load_face
from ..adapters.typst import pages_of
from ..form.plan import clean
from ..model.briefing import Briefing, Section
from ..model.reach import Support, Worried
from ..model.text import Paragraph, Strong, Text
from ..model.theme import written_date
from ..render.drawings import chain_part
from ..render.fallback import spoken
from ..render.job import Job
from ..render.links import links_note, pairs
from ..render.paper.sheet import language_data, paper_basis, picture_of_code, typesetter
from ..render.paper.sizes import LARGE, NO_FIT, ONE_PAGE, PAGES, Fit, Length, first_that_fits, fits_of
from ..render.paper.text_data import BlocksData
from ..render.parts import part_name
from ..render.plan_notes import briefing_address, head_line
from ..render.reach import ended
from ..render.wheel import segments

Data = dict[str, Any]


def make_briefing_sheet(job: Job, *, large: bool = False) -> bytes:
    """The sheet as a tagged PDF; `large`: in 18 points and more, on as many pages as that takes."""
    job = spoken(job)
    engine, data, made = typesetter(job.theme, "sheet"), _sheet(job), dict[Fit, bytes]()

    def pdf(fit: Fit) -> bytes:
        if fit not in made:
            made[fit] = engine.pdf(data | {"fit": _fit(fit, job.briefing)}, job.epoch)
        return made[fit]

    if large:
        return engine.pdf(data | {"fit": _fit(LARGE, job.briefing) | {"large": True, "title": 34}}, job.epoch)
    widths = load_face(job.theme.path(_FACE)).widths
    length, fits = Length(data, lambda letter: widths.get(ord(letter), 0)), fits_of(data)
    found = first_that_fits(fits, length.pages, lambda fit: pages_of(pdf(fit)) <= PAGES)
    if found is None:
        return pdf(NO_FIT)
    if found == fits[0] and length.pages(ONE_PAGE) < _PERHAPS_ONE and pages_of(pdf(found)) > 1:
        return pdf(ONE_PAGE) if pages_of(pdf(ONE_PAGE)) == 1 else pdf(found)
    return pdf(found)


_FACE = "fonts/SourceSerif4-Regular.ttf"
_PERHAPS_ONE = 1.2
"""What should need more pages than this stands on one in no case."""


def _fit(fit: Fit, briefing: Briefing) -> Data:
    title = 40 if len(briefing.title) <= 14 else 30 if len(briefing.title) <= 40 else 22
    return fit._asdict() | {"title": title, "large": False}


def _sheet(job: Job) -> Data:
    briefing, words, address = job.briefing, job.words, briefing_address(job)
    own = words["sheet"]
    code = picture_of_code(address, own["code_alt"])
    return paper_basis(job) | {
        "title": own["title"].format(briefing=briefing.title),
        "heading": briefing.title,
        "summary": clean(briefing.summary, one_line=True),
        "edition": head_line(job),
        "wheel": _wheel(job),
        "notice": _notice(job),
        "support": [_support(s) for s in briefing.support],
        "worried": _worried(job),
        "sections": _sections(job, BlocksData(briefing, words, address, links_note(job))),
        "glossary": _glossary(job),
        "prompts": [{"text": clean(p.text, one_line=True)} | language_data(p.lang) for p in briefing.core_prompts],
        "code": code,
        "read-at": own["read_at"].format(address=code["short"]) if code else "",
        "facts": _facts(job),
        "words": {
            "kind": own["kind"],
            "reflect": own["reflect"],
            "before": words["overview"]["before"],
            "support": words["overview"]["support"],
            "glossary": words["part"]["words"],
            "page": words["word"]["page"],
        },
    }


def _notice(job: Job) -> list[str]:
    given = clean(job.briefing.content_notice, one_line=True)
    return [given] if given else []


def _support(support: Support) -> str:
    name, detail = clean(support.name, one_line=True), clean(support.detail, one_line=True).rstrip(".")
    rest = ", ".join(part for part in (detail, _number(support.phone)) if part)
    return f"{name}: {rest}" if rest else name


def _number(phone: str) -> str:
    """A telephone number; paper makes it a link that stays on one line."""
    return clean(phone, one_line=True)


def _worried(job: Job) -> str:
    """Whom to reach: about somebody, about a colleague, and in danger, each once."""
    partnership = job.library.partnership
    said = " ".join(_reach(reach) for reach in (partnership.worried, partnership.allegations) if reach)
    in_danger = "danger_also" if _EMERGENCY.search(said) else "danger_short"
    return f"{said} {job.words['help'][in_danger]}".strip()


_EMERGENCY = re.compile(r"(?<!\d)(?<!\d[ \u00a0])999(?![ \u00a0]?\d| BSL)")
"""The partnership's own line says already whom to call in danger: what is left to say is how without speaking."""


def _reach(reach: Worried) -> str:
    line = " ".join(part for part in (clean(reach.line, one_line=True), _number(reach.number)) if part)
    return " ".join(ended(part) for part in (line, clean(reach.detail, one_line=True)) if part)


def _sections(job: Job, data: BlocksData) -> list[Data]:
    if job.briefing.sheet:
        only = {"number": "", "title": job.words["sheet"]["kind"], "notice": "", "notes": [], "at": 0, "of": 1}
        return [only | {"blocks": data.blocks(job.briefing.sheet)} | language_data("")]
    # A part of questions alone has no row: they stand with the others.
    return [_section(job, s, data) for s in job.briefing.sections if s.blocks or s.footnotes or _drawings(job, s)]


def _section(job: Job, section: Section, data: BlocksData) -> Data:
    words = job.words["part"]
    notes = enumerate(section.footnotes, 1)
    return {
        "number": str(section.position) if section.title else "",
        "title": part_name(section, job.words),
        "at": section.position - 1,
        "of": len(job.briefing.sections),
        "notice": words["notice"].format(notice=section.notice) if section.notice else "",
        "blocks": [*data.blocks(section.blocks), *_drawings(job, section)],
        "notes": [{"number": str(n), "blocks": data.blocks(blocks)} for n, blocks in notes],
    } | language_data(section.lang)


def _drawings(job: Job, section: Section) -> list[Data]:
    """The author's timeline and the chain of findings and recommendations, as data for lists that the sheet draws."""
    b, w, plain = job.briefing, job.words["trainers"], language_data("")
    found: list[Data] = []
    if b.timeline and section.position == b.timeline_part:
        rows = [[clean(m.when, one_line=True), clean(m.what, one_line=True)] for m in b.timeline]
        found.append({"is": "timeline", "title": w["timeline"], "rows": rows} | plain)
    if section.position == chain_part(job):
        rows = [[f.code, ", ".join(r.code for r in answers) or "–"] for f, answers in pairs(b)]
        found.append({"is": "chain", "title": w["chain"], "rows": rows} | plain)
    return found


def _glossary(job: Job) -> list[Data]:
    data = BlocksData(job.briefing, job.words)
    terms = (Paragraph((Strong((Text(t.term),)), Text(f": {t.meaning}"))) for t in job.briefing.glossary)
    return data.blocks(tuple(terms))


def _facts(job: Job) -> list[str]:
    briefing, words = job.briefing, job.words["sheet"]
    source = briefing.source_review.rstrip(".")
    facts = {
        "based_on": words["based_on"].format(review=source) if source else "",
        "describes": words["describes"].format(period=briefing.period_described) if briefing.period_described else "",
        "published": words["published"].format(date=written_date(briefing.published, job.words))
        if briefing.published
        else "",
        "review_by": words["review_by"].format(date=written_date(briefing.review_by, job.words))
        if briefing.review_by
        else "",
        "version": words["version"].format(version=briefing.version),
        "since": briefing.since,
    }
    return [clean(f, one_line=True) for f in facts.values() if f]


def _wheel(job: Job) -> str:
    """The wheel as a picture, every segment filled. It is decoration: the parts are named beside their numbers."""
    tokens = job.theme.tokens()
    count = max(1, len(job.briefing.sections))
    drawn = (
        f'<path fill="{tokens["part-" + s.colour[1:]]}" d="{s.path}"/><text x="{s.x}" y="{s.y}" fill="#ffffff"'
        f' text-anchor="middle" font-family="Source Serif 4" font-size="17">{s.number}</text>'
        for s in segments(count)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{"".join(drawn)}</svg>'

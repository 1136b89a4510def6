"""Small libraries for tests of pages: briefings made by hand, so that a case shows all it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from builder.model.briefing import Briefing, Prompt, Role, Section, Term
from builder.model.partnership import Library, Partnership, Phone, Worried
from builder.model.place import Place
from builder.model.reach import Support
from builder.model.text import Block, ListBlock, ListItem, Paragraph, Point, PointList, Strong, Text
from builder.model.theme import Theme
from builder.output.shelf import Shelf, lay_out
from builder.render.job import Job
from builder.site.pages import make_pages, with_search

ROOT = Path(__file__).parent.parent
EPOCH = 1793750400


def paragraph(*texts: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(tuple(Text(t) for t in texts))


def point(code: str, title: str, text: str, *links: str) -> Point:
    """A finding or recommendation with a bold title."""
    return Point(code, (Paragraph((Strong((Text(f"{title}."),)), Text(f" {text}"))),), tuple(links))


def section(number: int, title: str, *blocks: Block, stem: str = "", **more: object) -> Section:
    """A part with one prompt."""
    stem = stem or f"{number:02d}-{title.lower().replace(' ', '-') or 'part'}"
    prompt = Prompt(f"prompt-{number}", f"What would help you with part {number}?")
    given: dict[str, object] = {"prompts": (prompt,)} | more
    return Section(number, number, stem, title, Place(f"content/x/{stem}.md", 1), blocks, **given)  # type: ignore[arg-type]


def briefing(slug: str, title: str, salt: str = "", **more: object) -> Briefing:
    """Seven parts, about 60 words each, different for each `salt`."""
    words = f"{title} {salt} came to the notice of services, and the review looked at what each of them knew. " * 3
    plain = paragraph(words)
    listed = ListBlock(
        False, tuple(ListItem((paragraph(f"{word} of {salt or title}"),)) for word in ("CIN", "GP", "Plan"))
    )
    finds = PointList(
        tuple(point(f"F{n}", f"Finding {n} {salt}", "What was found, in one sentence.") for n in range(1, 7))
    )
    recs = PointList(tuple(point(f"R{n}", f"Step {n} {salt}", "What to do about it.", f"F{n}") for n in range(1, 7)))
    sections = (
        section(1, "Background", plain),
        section(2, "Concerns", plain, plain),
        section(3, "The Incident", paragraph(f"Secretbruise {salt}"), notice="injuries"),
        section(4, "The Review", plain, listed),
        section(5, "The Findings", finds, role=Role.FINDINGS),
        section(6, "Recommendations", recs, role=Role.RECOMMENDATIONS),
        section(7, "Implementing Change", plain, listed),
    )
    given: dict[str, object] = {
        "sections": sections,
        "summary": f"What a review learned about {title}.",
        "content_notice": "This is about serious harm.",
        "published": date(2026, 11, 9),
        "review_by": date(2027, 11, 9),
        "support": (Support("Somebody to talk to", "day and night", "01632 960 111"),),
        "glossary": (Term("GP", "General practitioner"), Term("CIN", "Child in Need")),
    } | more
    return Briefing(slug, title, Place(f"content/{slug}/briefing.yml"), **given)  # type: ignore[arg-type]


def library(*briefings: Briefing, **more: object) -> Library:
    """A partnership with these briefings."""
    given: dict[str, object] = {
        "id": "wrenford",
        "name": "Wrenford Partnership",
        "place": Place("content/partnership.yml"),
        "contact": "learning@wrenford.example",
        "address": "https://briefings.wrenford.example/",
        "worried": Worried(
            "Worried about someone? Tell your safeguarding lead today",
            "01632 960 999",
            phones=(Phone("01632 960 999", "tel:01632960999"),),
        ),
    } | more
    partnership = Partnership(**given)  # type: ignore[arg-type]
    return Library(partnership, briefings, ())


def jobs(one: Library, theme: Theme | None = None) -> Sequence[Job]:
    """A job for each briefing."""
    shown = theme or Theme.of(ROOT)
    audience = one.partnership.audience
    return [Job(one, b, shown.words(b.lang, audience), shown, EPOCH) for b in one.briefings]


def with_own_settings(project: Path, more: str = "site_author: Wrenford") -> Path:
    """The folder with settings for MkDocs of its own, so that MkDocs makes every page. Returns the folder."""
    project.mkdir(parents=True, exist_ok=True)
    shipped = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(f"{shipped}\n{more}\n", encoding="utf-8")
    return project


def lay_out_pages(
    jobs: Sequence[Job],
    library: Library,
    theme: Theme,
    folder: Path,
    *,
    project: Path,
    work: Path,
    today: date = date(2026, 11, 4),
    downloads: bool = True,
) -> Path:
    """The pages of a site in one folder; what was made stays on a shelf in `work`."""
    shelf = Shelf(work / "shelf")
    made = make_pages(jobs, library, theme, shelf, project=project, work=work, today=today, downloads=downloads)
    folder.mkdir(parents=True, exist_ok=True)
    lay_out([(group, ".") for group in with_search(made, jobs, shelf, today).folders.values()], folder)
    return folder

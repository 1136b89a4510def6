"""Letters that no face of the theme has: on paper they stand in words, which an author should know."""

from __future__ import annotations

from collections.abc import Iterator

from ...adapters.pdf.faces import letters_missing
from ...form.plan import clean
from ...model.place import Place
from ...model.problems import Problem, Severity, in_order
from ...model.text import passages
from ..job import Job

RULE = "unprintable-letters"
TEAMS = "content/teams.csv"
_USUAL = (*range(0x20, 0x7F), *range(0xA1, 0x180), *range(0x400, 0x460), *range(0x620, 0x653))
USUAL = frozenset(map(chr, _USUAL)) - {"\xad"} | frozenset("\n ‘’“”–—…•→←✓€′″ẀẁẂẃẄẅỲỳ،؛؟۔ہھےیکگںپچژٹڈڑ")
"""Letters of Welsh, Polish, Russian, Urdu and their neighbours, and usual signs, that the shipped faces have.

These stand behind a project's own: a text of such letters alone asks no font.
"""


def unprintable(job: Job) -> tuple[Problem, ...]:
    """A note for each passage of the briefing and each of its teams with letters that paper cannot show."""
    strange = [(place, clean(text)) for place, text in _texts(job) if not USUAL.issuperset(text)]
    if not strange:
        return ()
    faces = tuple(face for folder in job.theme.folders for face in sorted(folder.glob("fonts/*.ttf")))
    found = ((place, letters_missing(text, faces)) for place, text in strange)
    return in_order(_problem(place, letters) for place, letters in found if letters)


def _texts(job: Job) -> Iterator[tuple[Place, str]]:
    briefing = job.briefing
    for key in ("title", "summary", "content_notice", "source_review", "period_described"):
        yield briefing.line_of(key), getattr(briefing, key)
    for section in briefing.sections:
        yield Place(section.place.path, section.title_line), section.title
        yield from ((Place(section.place.path, line), words) for line, words in passages(section.blocks))
        yield from ((Place(section.place.path, p.line), p.text) for p in section.prompts)
    yield from ((briefing.line_of("sheet"), words) for _, words in passages(briefing.sheet))
    for team in job.library.teams_of(briefing):
        yield Place(TEAMS, team.line), " ".join((team.organisation, team.section_team, team.team_manager, team.contact))


def _problem(place: Place, letters: str) -> Problem:
    shown = " ".join(letters[:12])
    return Problem(
        RULE,
        Severity.NOTE,
        place,
        f"On paper these stand in words, as no face has them: {shown}",
        "Nothing to do, if that is right; else write them in letters, or add a font (.ttf) to theme/fonts.",
    )

"""What a team's files are called: `<organisation>/<team>`, readable, safe on every system, the same next year.

The PDF and the Word file of a team share the name, so that they lie side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from ..form.plan import ReturnKind
from ..model.partnership import Team
from ..model.slugs import LONGEST, name_slug, short_hash

LARGE = "-large-print.pdf"
"""How the name of a PDF in large print ends."""


def file_names(path: PurePosixPath | str, team: Team, kind: ReturnKind) -> tuple[str, ...]:
    """The files that a team gets, by their common beginning `path`."""
    large = (f"{path}{LARGE}",) if team.large_print and kind is ReturnKind.PLAN else ()
    return (f"{path}.pdf", *large, f"{path}.docx")


def worksheet_paths(teams: Iterable[Team]) -> dict[str, PurePosixPath]:
    """Team id to the path of its files, without suffix, relative to the briefing's worksheet folder.

    Teams whose names come out alike carry their id as well, all of them, so that the order of rows never matters.
    """
    chosen = tuple(teams)
    plain = {
        t.id: (name_slug(t.organisation or t.section_team), name_slug(t.section_team or t.organisation)) for t in chosen
    }
    alike = Counter(plain.values())
    taken: set[PurePosixPath] = set()
    paths: dict[str, PurePosixPath] = {}
    for team in sorted(chosen, key=lambda t: (alike[plain[t.id]] > 1, t.id)):
        organisation, name = plain[team.id]
        unique = name if alike[organisation, name] == 1 else name_slug(f"{name} {team.id}")
        path = PurePosixPath(organisation, unique)
        if path in taken:
            path = PurePosixPath(organisation, f"{unique[: LONGEST - 9]}-{short_hash(team.id)}")
        taken.add(path)
        paths[team.id] = path
    return {t.id: paths[t.id] for t in chosen}

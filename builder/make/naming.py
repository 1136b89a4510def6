"""What a team's files are called: `<organisation>/<team>`, readable, safe on every system, the same next year.

The PDF and the Word file of a team share the name, so that they lie side by side.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from ..model import Team
from ..slug import ascii_slug

LONGEST = 60
"""Letters of one part of a path: two of them stay far below the 260 that Windows allows for a whole path."""

_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))))
"""Names that Windows keeps for devices, whatever their suffix."""

_FOLDED = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "&": " and "}
)


def slug(name: str) -> str:
    """A name in plain small letters, digits and hyphens, at most `LONGEST` of them and never empty.

    Where letters were lost beyond recognition, or the name is cut or reserved, a short hash of the whole name follows.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_FOLDED))
    plain = ascii_slug(re.sub(r"['’]", "", folded))
    if not plain:
        return f"team-{_short_hash(name)}"
    if len(plain) > LONGEST:
        return f"{plain[: LONGEST - 9].rstrip('-')}-{_short_hash(name)}"
    return f"{plain}-{_short_hash(name)}" if plain in _RESERVED else plain


def worksheet_paths(teams: Iterable[Team]) -> dict[str, PurePosixPath]:
    """Team id to the path of its files, without suffix, relative to the briefing's worksheet folder.

    Teams whose names come out alike carry their id as well, all of them, so that the order of rows never matters.
    """
    chosen = tuple(teams)
    plain = {t.id: (slug(t.organisation), slug(t.section_team)) for t in chosen}
    alike = Counter(plain.values())
    taken: set[PurePosixPath] = set()
    paths: dict[str, PurePosixPath] = {}
    for team in sorted(chosen, key=lambda t: (alike[plain[t.id]] > 1, t.id)):
        organisation, name = plain[team.id]
        unique = name if alike[organisation, name] == 1 else slug(f"{name} {team.id}")
        path = PurePosixPath(organisation, unique)
        if path in taken:
            path = PurePosixPath(organisation, f"{unique[: LONGEST - 9]}-{_short_hash(team.id)}")
        taken.add(path)
        paths[team.id] = path
    return {t.id: paths[t.id] for t in chosen}


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]

"""The finished site as groups: a briefing's pages, home, what all share, the guide, the index, styles and scripts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..output.fingerprints import digest_of

SEARCH, HOME, SHARED, GUIDE, ASSETS = "_search", "_home", "_shared", "_guide", "_assets"
"""Groups beside the briefings', which bear a briefing's slug."""

INDEX = "search/search_index.js"
AHEAD = "components/search/ahead.js"


@dataclass(frozen=True, slots=True)
class Pages:
    """The finished site: the folder and the digest of each group. Where two hold the same file, the first counts."""

    folders: Mapping[str, Path]
    digests: Mapping[str, str]

    def only(self, names: Collection[str]) -> Pages:
        """Some of the groups."""
        return Pages(
            {name: at for name, at in self.folders.items() if name in names},
            {name: digest for name, digest in self.digests.items() if name in names},
        )

    def over(self, other: Pages) -> Pages:
        """These groups, then those of the other, which has none of the same names."""
        return Pages({**self.folders, **other.folders}, {**self.digests, **other.digests})

    def of_the_site(self) -> tuple[Path, ...]:
        """The folders of what is no briefing's own."""
        return tuple(self.folders[name] for name in (SEARCH, HOME, SHARED, GUIDE, ASSETS) if name in self.folders)

    def of(self, *names: str) -> tuple[tuple[Path, ...], str]:
        """The folders of some groups, and a digest of what they hold."""
        return tuple(self.folders[n] for n in names), digest_of((n, self.digests[n]) for n in names)

"""Teams by what a reference, a message or a file's name says of them, under the names they had before, too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ...adapters.mail.letter import Letter
from ...form.plan import Reference, ReturnKind, folded
from ...form.reference import typed_reference
from ...model.briefing import Briefing
from ...model.partnership import Library, Team

ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Teams:
    """Teams by what a message or a file's name says of them."""

    library: Library

    @cached_property
    def by_address(self) -> dict[str, tuple[str, ...]]:
        """Address in small letters to the teams whose contact it is."""
        found: dict[str, tuple[str, ...]] = {}
        for team in self.library.teams:
            for address in ADDRESS.findall(team.contact.casefold()):
                found[address] = (*found.get(address, ()), team.id)
        return found

    @cached_property
    def _names(self) -> tuple[tuple[str, str], ...]:
        called = ((folded(name), t.id) for t in self.library.teams for name in (t.section_team, *t.formerly))
        return tuple((f" {name} ", team) for name, team in called if len(name) > 6)

    def named_by_file(self, path: str) -> tuple[str, ...]:
        """The team whose whole name, or the id by which its form was sent, a file has as its own name."""
        stem = folded(re.sub(r"[_.-]", " ", path.rsplit(" › ", 1)[-1].rsplit("/", 1)[-1].rsplit(".", 1)[0]))
        return self._stems.get(stem, ())

    @cached_property
    def _stems(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for team in self.library.teams:
            for name in {folded(n.replace("-", " ")) for n in (team.id, team.section_team, *team.formerly)}:
                found[name] = (*found.get(name, ()), team.id)
        return found

    def named_in(self, *texts: str) -> tuple[str, ...]:
        """The teams whose section and team stand in a text, the longest names only."""
        whole = " | ".join(f" {folded(re.sub(r'[_.-]', ' ', text))} " for text in texts)
        found = [(name, team) for name, team in self._names if name in whole]
        longest = (team for name, team in found if not any(name != n and name.strip() in n for n, _ in found))
        return tuple(dict.fromkeys(longest))

    def whose(self, path: str, letter: Letter | None, words: str = "") -> tuple[str, ...]:
        """The teams that a file or a message may be of: by the address that sent it, else by names.

        Names outside count before names inside, and those in the words only where they name one team alone.
        """
        if sent := self.by_address.get(letter.sender, ()) if letter else ():
            return sent
        around = (letter.subject, letter.sender_name) if letter else ()
        if found := self.named_by_file(path) or self.named_in(path, *around):
            return found
        said = self.named_in(letter.words if letter else "", words)
        return said if len(said) == 1 else ()

    def known(self, team: str) -> Team | None:
        """A team by its id."""
        return self._by_id.get(team)

    @cached_property
    def _by_id(self) -> Mapping[str, Team]:
        return {t.id: t for t in self.library.teams}

    # By reference ------------------------------------------------------------------------------

    def named_in_words(self, words: str) -> tuple[Team, str, ReturnKind] | None:
        """Team, briefing and round of the only reference that stands in a message's words; None where several do."""
        lines = (line for line in words.splitlines() if line.count("/") >= 4)
        found = {str(r): r for line in lines if (r := typed_reference(line))}
        one = next(iter(found.values())) if len(found) == 1 else None
        team = self.named_by(one) if one else None
        return (team, self.briefing_of(one), one.kind) if one and team else None

    def is_ours(self, reference: Reference) -> bool:
        """Whether a reference is of this partnership, by its name of today or an earlier one."""
        return fold(reference.partnership) in self._ours

    def briefing_of(self, reference: Reference) -> str:
        """The slug of the briefing that a reference names; the name itself where there is none."""
        found = self.briefings.get(reference.briefing)
        return found.slug if found else reference.briefing

    def named_by(self, reference: Reference) -> Team | None:
        """The team that a reference of ours names, None where it names none that is known."""
        if not reference.team or not self.is_ours(reference):
            return None
        return self._by_id.get(reference.team) or self._called.get(fold(reference.team))

    @cached_property
    def briefings(self) -> Mapping[str, Briefing]:
        """Briefings by their slugs and by those they had before."""
        before = {name: b for b in self.library.briefings for name in b.formerly}
        return before | {b.slug: b for b in self.library.briefings}

    @cached_property
    def _ours(self) -> frozenset[str]:
        partnership = self.library.partnership
        return frozenset(fold(name) for name in (partnership.id, *partnership.formerly))

    @cached_property
    def _called(self) -> Mapping[str, Team]:
        """Teams by the references that earlier names, alone or after their organisation, gave them; none of two."""
        found: dict[str, list[Team]] = {}
        for team in self.library.teams:
            for name in {fold(n) for old in team.formerly for n in (old, f"{team.organisation} {old}")}:
                found.setdefault(name, []).append(team)
        return {name: own[0] for name, own in found.items() if len(own) == 1}


@lru_cache(maxsize=8_192)
def fold(text: str) -> str:
    """Small letters and digits without accents or punctuation, in one order of words and spaces."""
    if text.isascii():
        return " ".join(re.findall(r"[^\W_]+", text.lower().replace("&", " and ")))
    bare = (c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", "".join(bare).replace("&", " and ")))

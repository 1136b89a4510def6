"""A briefing's glossary in a running text: each term is explained where it is first used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..model.briefing import Term


class Glossary:
    """The terms, and which of them were used so far: `used` holds them in the order of their first use."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.used: dict[Term, None] = {}
        self._terms = {t.term.casefold(): t for t in terms if t.term.strip()}
        self._pattern = _term_pattern(self._terms)

    def pieces(self, text: str) -> Iterator[tuple[str, Term | None]]:
        """The text in pieces, each with the term that it uses for the first time, or None."""
        at = 0
        for found in self._pattern.finditer(text) if self._pattern else ():
            term = self._terms.get(found[1].casefold())
            if term is None or term in self.used or not _same_word(term.term, found[1]):
                continue
            self.used[term] = None
            yield text[at : found.start()], None
            yield found[0], term
            at = found.end()
        yield text[at:], None

    def note(self, *texts: str) -> None:
        """Remembers the terms that stand outside the running text: in the title and the prompts."""
        for text in texts:
            for _ in self.pieces(text):
                pass


def _term_pattern(terms: Mapping[str, Term]) -> re.Pattern[str] | None:
    if not terms:
        return None
    longest_first = sorted((t.term for t in terms.values()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?:s|’s|'s)?(?!\w)", re.IGNORECASE)


def _same_word(term: str, found: str) -> bool:
    """Whether `found` is the term: abbreviations as written, words also with another first letter."""
    return found == term if term.isupper() else found[1:] == term[1:]

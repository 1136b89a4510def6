"""Takes a form's own words out of what stands outside its fields, so that only a person's words are left.

A line is the form's own if it is one of the form's whole lines, never because it is part of one: "yes" typed below a
table stays, though the form somewhere says "yes". What was typed behind a line of the form is what is left of it.
Programs that print a form anew break its lines elsewhere, so such pages are compared word by word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ...form.plan import Reference, Words
from ...model.briefing import Briefing
from ...model.partnership import Library
from ..replies import How, Remark, Return
from .edition_1 import EDITION_1

_GROUPS = ("form", "follow_up", "word", "worksheet")
_ANYTHING = re.compile(r"\{[a-z_]+\}")
_WIDE = r"(?:(?![.?!] )[^\n]){1,120}?"
"""What may stand in a form's sentence where forms differ: no end of a sentence, or a typed one would hide in it."""
_NARROW = {
    **dict.fromkeys(("{address}", "{to}", "{reference}", "{notice}"), r"\S{1,200}"),
    **dict.fromkeys(("{date}", "{families}"), r"[\w ]{1,40}"),
    **dict.fromkeys(("{months}", "{page}", "{pages}", "{number}", "{teams}", "{minutes}"), r"\d{1,4}"),
    **dict.fromkeys(("{version}", "{code}"), r"[\w.-]{1,20}"),
}


_HOLES = re.compile("|".join(map(re.escape, sorted({_WIDE, *_NARROW.values()}, key=len, reverse=True))))
"""What stands in a shape for what differs."""


_OF_ONE = re.compile(r"/|\b[A-Z]{1,2}\d{1,3}\b")
"""A line that may be the form's own for one return only: with a reference, or a code and its words."""


def _flat(text: str) -> str:
    """One spelling for comparing lines: plain letters, single spaces, no ticks or bullets at their beginning."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("\u2011", "-").replace("\u00ad", "")
    return " ".join(plain.strip("☐☑☒✓✔•·–- \t").split())


@dataclass(frozen=True)
class OwnWords:
    """What the forms of one briefing say themselves. `sent` are lines of forms that are known to have been sent."""

    library: Library
    briefing: Briefing | None
    words: Words
    sent: tuple[str, ...] = ()

    @cached_property
    def _sentences(self) -> tuple[str, ...]:
        own = (text for group in _GROUPS for text in _texts(self.words.get(group, {})))
        partnership = self.library.partnership
        who = partnership.privacy.controllers
        own = (said for text in own for said in ([text.replace("{controller}", name) for name in who] or [text]))
        facts = [partnership.name, partnership.contact, partnership.address, f"{self._reference_label}:"]
        if self.briefing:
            facts += [self.briefing.title, *(f"{r.code} {r.text}" for r in self.briefing.recommendations)]
            facts += [r.text for r in self.briefing.recommendations]
        for team in self.library.teams:
            facts += [team.section_team, team.organisation, f"{team.section_team}, {team.organisation}"]
        return tuple(dict.fromkeys(filter(None, (*EDITION_1, "Reference:", *own, *facts, *self.sent))))

    @property
    def _reference_label(self) -> str:
        group = self.words.get("word", {})
        return str(group.get("reference", "")) if isinstance(group, Mapping) else ""

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(_flat(text).casefold() for text in self._sentences if not _ANYTHING.search(text))

    @cached_property
    def _patterns(self) -> re.Pattern[str]:
        """Lines in which something differs from form to form, for one look at a whole line."""
        return re.compile("|".join(f"(?:{p})" for p in self._shapes) or r"(?!)", re.I)

    @cached_property
    def _openings(self) -> re.Pattern[str]:
        """The same with something behind them, where they have words enough to be known by."""
        long = [
            p for p in self._shapes if len(re.findall(r"[^\W\d_]{3,}", _HOLES.sub("", p))) >= 2 and p[-1] not in "?}"
        ]
        return re.compile("(?:" + "|".join(f"(?:{p})" for p in long) + ")(?= |$)" if long else r"(?!)", re.I)

    @cached_property
    def _shapes(self) -> tuple[str, ...]:
        return tuple(
            "".join(_NARROW.get(p, _WIDE) if _ANYTHING.fullmatch(p) else re.escape(_flat_inside(p)) for p in pieces)
            for text in self._sentences
            if "{text}" not in text and len(re.findall(r"\w+", _ANYTHING.sub("", text))) >= 1
            for pieces in [re.split(r"(\{[a-z_]+\})", text)]
            if len(pieces) > 1
        )

    @cached_property
    def _points(self) -> Mapping[str, str]:
        """The briefing's recommendations by code."""
        return {r.code: r.text for r in self.briefing.recommendations} if self.briefing else {}

    def trimmed(self, found: Return) -> tuple[Return, tuple[Remark, ...]]:
        """A return whose recommendations are the briefing's where somebody wrote behind one, and what was written."""
        behind = {
            code: text
            for code, text in found.recommendations.items()
            if (own := self._points.get(code)) and text != own and text.casefold().startswith(own.casefold())
        }
        if not behind:
            return found, ()
        words = {code: self._points[code] if code in behind else text for code, text in found.recommendations.items()}
        remarks = (
            Remark("outside", text[len(self._points[code]) :].strip(), f"relevant_{code.lower()}")
            for code, text in behind.items()
        )
        return replace(found, recommendations=words), tuple(remarks)

    def strange(self, found: Return) -> tuple[Remark, ...]:
        """The remarks of a return without the form's own words."""
        unsure = [r for r in found.remarks if not r.sure]
        kept = [r for r in found.remarks if r.sure]
        if found.how is How.PDF:
            return (*kept, *self._by_words(unsure, found))
        seen: set[tuple[str, str]] = set()
        for remark in unsure:
            if remark.text in self._all_own:
                continue
            left = "; ".join(self._left(remark.text, found))
            if not left and not _OF_ONE.search(remark.text):
                self._all_own.add(remark.text)
            if left and (remark.place, left) not in seen:
                seen.add((remark.place, left))
                kept.append(replace(remark, text=left, sure=True))
        return tuple(kept)

    @cached_property
    def _all_own(self) -> set[str]:
        """Lines that were met and are the form's own, whoever sent it."""
        return set()

    def _left(self, line: str, found: Return) -> Iterator[str]:
        for part in re.split(r"\t+", line):
            left = self._left_of(_flat(part), found)
            if left:
                yield left

    def _left_of(self, flat: str, found: Return) -> str:
        """What is left of a line when the form's sentences at its beginning and end are taken off, one by one."""
        for _ in range(8):
            if not flat or self._is_own(flat, found):
                return ""
            bare = _flat(re.sub(r"\((?:optional|dewisol)\)", " ", flat))
            shorter = self._behind(bare)
            if not shorter:
                return "" if self._is_own(bare, found) else flat
            flat = shorter
        return flat

    def _is_own(self, flat: str, found: Return) -> bool:
        low = flat.casefold()
        if low in self._lines or re.fullmatch(r"[\W\d_]{1,6}", low):
            return True
        bare = re.sub(r" \((?:optional|dewisol)\)$", "", low)
        if bare in self._lines or any(
            low.startswith(c.casefold()) and low == _flat(f"{c} {t}").casefold()
            for c, t in found.recommendations.items()
        ):
            return True
        reference = Reference.parse(flat)
        if reference and len(flat) < len(str(reference)) + 40 and str(reference) == str(found.reference or reference):
            before, _, after = flat.partition(str(reference))
            return len(re.findall(r"\w+", before + after)) <= 12
        return bool(self._patterns.fullmatch(flat))

    def _behind(self, flat: str) -> str:
        """What was typed behind or before one of the form's lines, "" where none begins or ends the line."""
        low = flat.casefold()
        for own in self._long_lines:
            if low.startswith(own + " ") or (low.startswith(own) and own.endswith((".", "?", ":"))):
                return flat[len(own) :].strip()
            if low.endswith(" " + own):
                return flat[: -len(own)].strip()
        opening = self._openings.match(flat)
        return flat[opening.end() :].strip() if opening else ""

    @cached_property
    def _long_lines(self) -> tuple[str, ...]:
        """Lines of several words, the longest first."""
        return tuple(sorted((line for line in self._lines if line.count(" ") >= 1), key=len, reverse=True))

    def _by_words(self, remarks: list[Remark], found: Return) -> Iterator[Remark]:
        """Word by word, page by page: what is left when the form's sentences are taken out wherever they stand."""
        pages: dict[str, list[str]] = {}
        for remark in remarks:
            pages.setdefault(remark.place, []).append(remark.text)
        for place, lines in pages.items():
            for text in self._unknown(" ".join(lines), found):
                yield Remark("outside", text, place)

    def _unknown(self, text: str, found: Return) -> Iterator[str]:
        words = _flat(text).split(" ")
        low = [_bare(w) for w in words]
        free = [True] * len(words)
        known = (*self._sentences, *(f"{c} {t}" for c, t in found.recommendations.items()), str(found.reference or ""))
        for sentence in sorted(known, key=len, reverse=True):
            for piece in _ANYTHING.split(sentence):
                _cross_out([_bare(w) for w in _flat(piece).split()], low, free)
        run: list[str] = []
        for word, is_free in zip((*words, ""), (*free, False), strict=True):
            if is_free and re.search(r"\w", word):
                run.append(word)
            elif run:
                if any(re.search(r"[^\W\d_]{2}", w) for w in run):
                    yield " ".join(run)
                run = []


def _bare(word: str) -> str:
    return re.sub(r"[^\w/@.-]", "", word.casefold()).strip(".")


def _cross_out(piece: list[str], words: list[str], free: list[bool]) -> None:
    """Takes every place at which a piece stands whole."""
    size = len(piece)
    if not size or not any(piece):
        return
    for start in range(len(words) - size + 1):
        if words[start] == piece[0] and words[start : start + size] == piece and all(free[start : start + size]):
            free[start : start + size] = [False] * size


def _texts(group: object) -> Iterator[str]:
    if isinstance(group, str):
        yield from group.splitlines()
    elif isinstance(group, Mapping):
        for value in group.values():
            yield from _texts(value)


def _flat_inside(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("\u2011", "-")
    return re.sub(r"\s+", " ", plain)

"""Whole names in another dress: surname first in capitals ("MITCHELL, Sarah"), or all in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..vocabulary import FAMILY, ORGANISATIONS
from .lists import is_given, places
from .opening import is_a_word
from .unlisted import Named

_SURNAME_FIRST = Look(
    r"(?<![\w’'-])((?:[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,} ){0,2}(?:Mc|Mac|O['’])?[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,}), "
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?([A-ZÀ-Þ][a-zß-ÿ]+(?:[-’'][A-ZÀ-Þ][a-zß-ÿ]+)?)(?: [A-Z]\.?(?!\w))?(?![\w’'-])",
)
_NO_SURNAMES = frozenset(
    "important urgent note please thanks sorry dear hello confidential draft official sensitive warning attention "
    "unicef unesco nato marac mappa mash cafcass camhs ofsted nice send lado idva dash acas hmpps hmcts interpol "
    "europol samaritans nspcc coram barnardo childline answer question example learning safeguarding".split()
)
"""What else stands in capitals before a comma."""
_IN_A_REFERENCE = re.compile(r"(?:,? (?:and|&) [^.()]{2,60})?[.,]? ?\(?(?:19|20)\d\d|\.? ?\(eds?\.?\)")
"""What follows an author in a list of books."""
_ROLES = (
    rf"(?:key ?worker|social worker|health visitor|midwife|teacher|nurse|GP|doctor|foster carer|childminder|solicitor"
    rf"|support worker|youth worker|manager|head ?teacher|girlfriend|boyfriend|{FAMILY})"
)
_SMALL = Look(
    rf"(?<![\w’'@./-])([a-z]{{3,}}) ([a-z]{{4,}})(?= (?:was|is|became|had been) (?:his|her|their|the (?:family|boy|girl"
    rf"|child|mother|father)['’]s) (?:\w+ )?{_ROLES}\b)"
    rf"|\b(?:[Hh]is|[Hh]er|[Tt]heir) {_ROLES},? (?:(?:was|is) )?(?:called |named )?([a-z]{{3,}}) ([a-z]{{4,}})"
    r"(?=[.,;]|$| (?:was|rang|said|told|had|visited|came)\b)",
    apart=True,
)


def written(text: str) -> Iterator[Named]:
    """Whole names by how they are written; each given name is one that the lists know."""
    for match in _SURNAME_FIRST.finditer(text):
        if _could_be(match[1], match[2]) and not _IN_A_REFERENCE.match(text[match.end() :]):
            yield Named(match[0], True)
    for match in _SMALL.finditer(text):
        given, surname = match[1] or match[3], match[2] or match[4]
        if is_given(given.capitalize()) is False and not is_a_word(surname):
            yield Named(f"{given} {surname}", True)


def _could_be(surname: str, given: str) -> bool:
    words = surname.split()
    if any(w.lower() in _NO_SURNAMES or w in ORGANISATIONS or w.title() in ORGANISATIONS for w in words):
        return False
    if is_given(given) is None or given in places() or not re.search(r"[AEIOUYÀ-Þ]", words[-1]):
        return False
    long = len(words[-1]) > 3 or is_given(words[-1].title()) is not None
    return long and (is_given(given) is False or not is_a_word(words[-1]))

"""Rules about what could identify somebody: one rule for each kind of detail. Software flags; only a person decides.

A whole name, an address, a person's number, a day of birth, and the name of a school, ward or court stop the build
until somebody decided about those words. No list is complete, and no text is ever called anonymous. `picture.py` puts
the details together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial

from ...model.problems import Severity
from ..core import Check, Draft, Found, Kind, Passage, Rule
from ..look import Look, led_by, worth
from .cases import is_of_training
from .circumstances import (
    asides,
    happenings,
    kin,
    labours,
    occupations,
    origins,
    public,
    rare,
    scenes,
    surroundings,
    trades,
)
from .general import is_vain
from .names import capitals, persons
from .names.authors import is_an_authors, is_cited
from .names.known import is_of_a_system, is_public, masked
from .names.lists import is_given
from .names.objects import is_a_brand
from .names.unlisted import Named
from .numbers import ages, births, online, particulars, times
from .once import longest, worded_once
from .places import by_name, courts, homes, institutions, towns
from .somebody import sentence_at
from .texts import STOPS, TEXTS

Details = Callable[[Draft, Passage, str], Iterator[str]]


def _plain(*finds: Callable[[str], Iterator[str]]) -> tuple[Details, ...]:
    """Details that the words alone tell."""
    return tuple(_led(find) for find in finds)


def _led(find: Callable[..., Iterator[str]], *own: Callable[[Draft], object]) -> Details:
    """Details that the words tell, with what is the partnership's or the day's `own`."""

    def details(draft: Draft, passage: Passage, text: str) -> Iterator[str]:
        return find(text, *[each(draft) for each in own])

    _LEADS[details] = led_by(find, others=len(own))
    return details


_LEADS: dict[Details, frozenset[Look] | None] = {}
"""The patterns without any of which details of a sort are not found; None where that is not known."""


@lru_cache(maxsize=4)
def _own_words(draft: Draft) -> frozenset[str]:
    """Words of the alias, of the titles and of the partnership: they name nobody."""
    shown = draft.library.partnership_of(draft.briefing)
    own = draft.library.partnership
    known = _capitals(f"{draft.briefing.alias} {shown.name} {own.name} {' '.join(own.formerly)}")
    title = draft.briefing.title
    named = [n.words for n in persons.names_in(masked(title), known) if n.full]
    people = [words for words in named if is_given(words.split()[0]) is False or persons.has_title(words)]
    return known | (_capitals(title) - _capitals(" ".join(people)))


def _capitals(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[A-ZÀ-Þ][\w’'-]*", text))


@lru_cache(maxsize=4)
def _own_domains(draft: Draft) -> frozenset[str]:
    own = draft.library.partnership
    given = (own.contact, own.returns.to, own.accessibility.contact)
    return frozenset(address.split("@", 1)[1].strip().lower() for address in given if "@" in address)


@lru_cache(maxsize=4)
def _own_numbers(draft: Draft) -> frozenset[str]:
    shown = draft.library.partnership_of(draft.briefing)
    given = (*(s.phone for s in draft.briefing.support), shown.worried.number if shown.worried else "")
    return frozenset(re.sub(r"\D", "", n) for text in given for n in re.findall(r"[\d() +-]{9,}", text))


_WELSH = frozenset("Beth Pan Sut Pwy Ble Mae Pam Os Ond Ar Yn Gall Dim Pa Un Mari".split())
"""Welsh words that begin sentences, and are names in England."""


def _names(full: bool) -> Details:
    def find(draft: Draft, passage: Passage, text: str) -> Iterator[str]:
        for named in _named(text, _own_words(draft)):
            if (
                is_an_authors(text, named)
                or is_of_a_system(text, named)
                or is_a_brand(text, named.words)
                or is_cited(text, named)
            ):
                continue
            if named.full is full and (passage.english or full or named.words not in _WELSH):
                yield named.words

    return find


@lru_cache(maxsize=512)
def _named(text: str, own: frozenset[str]) -> tuple[Named, ...]:
    return tuple(persons.names_in(text, own))


_SHIRE = Look(r"\b[A-Z][a-z]{2,}shire\b")


def _shires(text: str) -> Iterator[str]:
    for match in _SHIRE.finditer(text):
        if towns.is_there(text, match.start(), match[0], shared=False):
            yield match[0]


def _local(draft: Draft, passage: Passage, text: str) -> Iterator[str]:
    if passage.kind not in _HEADS and passage.english:
        yield from capitals.local_names(text, _own_words(draft))


def _today(draft: Draft) -> date:
    return draft.today


def _dates(born: bool) -> Details:
    def find(text: str, today: date) -> Iterator[str]:
        yield from (words for words, is_birth in times.exact_dates(text, today) if is_birth is born)

    return _led(find, _today)


def _by_name(find: Callable[[str, frozenset[str]], Iterator[str]]) -> tuple[Details, ...]:
    """Places of which no word shows the kind: sought whatever words the passage has."""
    found = _led(find, _own_words)
    _ANYWHERE.add(found)
    return (found,)


_ANYWHERE: set[Details] = set()
KINDS: tuple[tuple[str, tuple[Details, ...]], ...] = (
    ("full-name", (_names(True),)),
    ("name", (_names(False),)),
    ("birth-date", (_dates(True), _led(births.births, _today))),
    ("exact-date", (_dates(False),)),
    ("approximate-date", (_led(times.about_dates, _today),)),
    ("exact-age", _plain(ages.ages)),
    ("street", _plain(homes.streets)),
    ("school", (*_plain(institutions.schools), *_by_name(by_name.schools))),
    ("ward", (*_plain(institutions.wards), *_by_name(by_name.wards))),
    ("hospital", _plain(institutions.hospitals, surroundings.institutions)),
    ("court-name", (*_plain(courts.courts), *_by_name(by_name.courts))),
    ("place", (_led(towns.towns, _own_words), *_plain(homes.roads, _shires), _led(surroundings.landmarks, _own_words))),
    ("number", (_led(particulars.numbers, _own_numbers),)),
    ("email", (_led(particulars.emails, _own_domains), _led(online.disguised, _own_domains))),
    ("nationality", _plain(origins.origins)),
    ("belief", _plain(origins.beliefs)),
    ("occupation", _plain(occupations.occupations, labours.labours, surroundings.work, trades.trades)),
    ("rare-condition", _plain(rare.conditions)),
    ("rare-detail", _plain(rare.rarities, surroundings.known_for, scenes.scenes, happenings.happenings)),
    ("sibling-order", _plain(kin.siblings, surroundings.losses)),
    ("court", _plain(public.courts_and_sentences)),
    ("press", _plain(public.press, surroundings.news)),
    ("local-name", (_local,)),
)
"""Each kind of detail by the name of its rule, for the rules below and for the combined picture."""

_PUBLIC = frozenset(
    {
        "full-name",
        "name",
        "local-name",
        "place",
        "hospital",
        "press",
        "court",
        "court-name",
        "exact-date",
        "approximate-date",
    }
)
"""What a sentence about a published national review, or its subject, may say."""
_SITES = frozenset({"full-name", "ward", "street", "school", "hospital", "place", "name", "local-name"})
"""What a sentence about training and materials may say: where it takes place, who wrote them."""


@lru_cache(maxsize=1)
def scanned(draft: Draft) -> tuple[tuple[Passage, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """Each passage that holds details, with the details by kind. Looked through once for all rules."""
    known = _remembered(draft.today, *_own(draft))
    out = []
    for passage in (*draft.passages, *draft.asides):
        if passage.kind is Kind.FACT and passage.heading in ("source review", "period described"):
            continue
        key = (passage.text, passage.lang, passage.kind in _HEADS)
        found = known.get(key)
        if found is None:
            if len(known) > _MANY:
                known.clear()
            found = known[key] = tuple(worded_once(_looked_for(draft, passage)).items())
        if passage.kind is Kind.ASIDE:
            found = tuple((name, words) for name, words in found if name in STOPS)
        if found:
            out.append((passage, found))
    return tuple(out)


Details_ = tuple[tuple[str, tuple[str, ...]], ...]
"""Details by their kind."""


@lru_cache(maxsize=64)
def _remembered(*own: object) -> dict[tuple[str, str, bool], Details_]:
    """What was found in each passage so far. It depends on the words and on what the partnership calls its `own`: the
    same words are read once.
    """
    return {}


_HEADS = (Kind.TITLE, Kind.HEADING, Kind.FACT)
_MANY = 50_000
"""So many passages are remembered in one process: those of a thousand briefings."""


@lru_cache(maxsize=4)
def _own(draft: Draft) -> tuple[object, ...]:
    return _own_words(draft), _own_domains(draft), _own_numbers(draft)


_BESIDE = {name: _plain(partial(asides.told_aside, name)) for name in asides.ASIDES}
FINDS = tuple((n, find, _LEADS.get(find)) for n, finds in KINDS for find in (*finds, *_BESIDE.get(n, ())))
"""How each kind is found, with the patterns without any of which nothing of it is found that way; None: unknown."""


def _looked_for(draft: Draft, passage: Passage) -> dict[str, tuple[str, ...]]:
    """Every detail of a passage by its kind."""
    text = masked(passage.text)
    alive = worth(text).alive
    told: dict[str, list[str]] = {}
    for name, find, leads in FINDS:
        if (leads is None or not leads.isdisjoint(alive)) and (find in _ANYWHERE or institutions.may_hold(name, text)):
            for each in find(draft, passage, text):
                if (words := each.strip()) and not is_vain(name, text, words):
                    told.setdefault(name, []).append(words)
    return {name: longest(kept) for name, words in told.items() if (kept := _of_this_case(name, words, passage, text))}


def _of_this_case(name: str, words: Sequence[str], passage: Passage, text: str) -> Sequence[str]:
    """The details without those in a sentence about training, or about what everybody may read."""
    if name in _SITES:
        words = [w for w in words if not is_of_training(sentence_at(text, max(0, text.find(w))))]
    return [w for w in words if not is_public(passage.text, text, w)] if name in _PUBLIC else words


_DECADE = re.compile(r"(?:\d0s|teens|ties|-odd|-something)\)?$")
_ROUGHLY = "An age by its decade"
"""What is said of "in his late sixties": no exact age, and yet one that narrows."""


def _rule_for(kind: str, message: str) -> Callable[[Draft], Iterator[Found]]:
    def find(draft: Draft) -> Iterator[Found]:
        for passage, found in scanned(draft):
            for words in dict(found).get(kind, ()):
                said = _ROUGHLY if kind == "exact-age" and _DECADE.search(words) else message
                yield Found(passage.place, f"{said}: “{words}”", passage.text, passage.heading, about=words)

    return find


CHECKS: tuple[Check, ...] = tuple(
    Check(
        "identifiability",
        Rule(
            name,
            Severity.ERROR if name in STOPS else Severity.WARNING,
            *TEXTS[name][1:],
            "UK GDPR; ICO's motivated intruder test",
            decidable=True,
        ),
        _rule_for(name, TEXTS[name][0]),
    )
    for name, _ in KINDS
)

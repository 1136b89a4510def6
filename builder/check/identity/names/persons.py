"""Names of people in a passage: full names, given names, surnames, each by its place in the sentence.

The list of given names is that of the Office for National Statistics; accents make no difference. A name that is a
word too (Grace, Will, May) counts only where the sentence treats it as a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..vocabulary import FIELD, MONTHS, ORGANISATIONS, RANKS, VERBS
from .acting import SEASONAL, Word, is_somebody
from .capitals import is_known, names_a_post
from .lexicon import NATIONALITIES
from .lists import NOT_NAMES, folded, is_given, places
from .objects import as_a_word, is_a_thing
from .opening import opening_names
from .unlisted import Named, by_place, starts
from .written import written

_PARTICLES = frozenset("de da di du la le van von der den bin ibn al el ap ab ferch verch ní ni nic mac y".split())
_TOKEN = re.compile(
    rf"(?<![^\W\d_])(?<![^\W\d_][-’'])(?:[^\W\d_a-z][^\W\d_]*|(?:{'|'.join(sorted(_PARTICLES))})(?![^\W\d_]))"
    r"(?:[-’'][^\W\d_]+)*"
)
"""A word with a capital, or a particle: any other small word only parts two of them."""
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Doctor|PC|DC|DS|DI|WPC|PCSO|Sgt|Sergeant|Constable|Inspector|Cllr"
    r"|HHJ|DCI|DCS|DSI|DDJ|ACC|CSO|KC|QC|Lt|Sir|Detective|Commander|Colonel|Major"
    r"|Councillor|Nurse|Sister|Rev|Revd|Reverend|Father|Fr|Judge|Recorder|Sheriff|Justice|Coroner|Bailie|Pastor"
    r"|Imam|Canon|Bishop|Rabbi"
    r"|Captain|Corporal|Superintendent|Supt|Headteacher|Matron)"
)
_TITLED = Look(
    rf"\b{_TITLE}\.? (?![A-Z]['’]s\b)((?:[A-Z]\.? ?){{0,3}}[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]+)?)"
)
_HOUSEHOLD = Look(
    r"\b[Tt]he ((?:[OD]['’])?[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]+) (?:family|children|household|brothers|sisters|siblings|boys"
    r"|girls|"
    r"twins|baby|parents|home|clan|brother|sister|couple|lass|lads?|girl|boy|kids?|woman|bairns?|lot|mob|crowd"
    r"|cousins"
    r")\b"
)
_PLURAL = Look(
    rf"\b[Tt]he ((?:[OD]['’])?[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]s)(?= (?:{VERBS}|were|have|never|all|and their|next door"
    rf"|opposite|upstairs|downstairs|across the|at number|over the)\b|[.,;]|$)"
)
_AMONG = Look(
    r"\b(?:one|two|three|four|both|all|none|any|some|youngest|oldest|eldest"
    r"|last) of the ((?:[OD]['’])?[A-ZÀ-Þ][\w’'-]*"
    r"[a-zß-ÿ]s)\b(?! [A-Z])"
    r"|\b(?:described|knew|knows|visited|called|feared|met|watched|supported|housed|rehoused|evicted|remembered|saw"
    r"|see"
    r"|like|than|against) the ((?:[OD]['’])?[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]s)\b(?! [A-Z])"
    r"|[\"“‘]((?:[OD]['’])?[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]) (?:lass|lads?|girls?|boys?|kids?|bairns?|twins|woman|baby)\b",
    apart=True,
)
"""A family by its plural, or a member by the surname: "one of the Cattermoles"."""


_PUBLIC_HOUSES = frozenset(
    (
        "Town Hall",
        "City Hall",
        "County Hall",
        "Shire Hall",
        "Civic Centre",
        "Guildhall",
        "Council House",
        "Civic Offices",
        "Burgh Chambers",
        "City Chambers",
        "Council Chambers",
        "County Buildings",
        "Municipal Buildings",
    )
)
"""Where public bodies have their desks."""


def names_in(text: str, allowed: frozenset[str]) -> Iterator[Named]:
    """The names in a text; `allowed` are words that name the person by the alias, or the partnership."""
    taken: set[str] = set()

    def fresh(named: Named) -> bool:
        words = named.words.split()
        if all(w in allowed for w in words) or named.words in taken or named.words in _PUBLIC_HOUSES:
            return False
        taken.update((named.words, *words))
        return True

    for found in (
        *written(text),
        *_by_title(text),
        *_by_list(text),
        *(n for n in by_place(text) if not names_a_post(n.words)),
        *(Named(name) for name in opening_names(text)),
    ):
        if fresh(found):
            yield found


def has_title(words: str) -> bool:
    """Whether a name is led by Dr, Mrs, PC and the like: somebody's at work, or a person of the case."""
    return _TITLED.match(words) is not None


def _by_title(text: str) -> Iterator[Named]:
    for match in _TITLED.finditer(text):
        rest = match[1].split()
        if rest[0] not in FIELD and rest[0].removesuffix("s") not in ORGANISATIONS and not RANKS.issuperset(rest):
            yield Named(match[0], True)
    for pattern in (_HOUSEHOLD, _PLURAL):
        for match in pattern.finditer(text):
            if _could_be_a_surname(match[1]):
                yield Named(match[1])
    for match in _AMONG.finditer(text):
        name = next(filter(None, match.groups()))
        if _could_be_a_surname(name) and not is_known(name) and not {name, name.removesuffix("s")} & {*NATIONALITIES}:
            yield Named(name)


_PLURALS = frozenset(
    "Samaritans Services Midlands Courts Quakers Lakes Hills Gardens Parks Guidelines Standards Principles "
    "Regulations Partners Professionals Minutes Terms Signs Lessons Themes Findings Recommendations Learners "
    "Readers Facts Olympics Rapids Acts Rules Police Friends Netherlands Philippines Highlands Americas Balkans "
    "Beatles Scouts Guides Brownies Commons Lords Greens Scots Romans Broads Broads Downs Fens Borders Valleys "
    "Internet Press Times Express Business Congress Princess Access Process Illness Witness Thames Ofsted".split()
)


def _could_be_a_surname(word: str) -> bool:
    bare = word.removesuffix("s")
    if word in ORGANISATIONS or bare in ORGANISATIONS or word in FIELD or bare in FIELD or word in _PLURALS:
        return False
    return folded(word) not in NOT_NAMES and folded(bare) not in NOT_NAMES and not bare.endswith("ing")


# Given names, and what follows them -----------------------------------------------------------------------


def _runs(text: str) -> Iterator[list[Word]]:
    """Capitalised words that stand side by side, particles such as "de" between them."""
    run: list[Word] = []
    for match in _TOKEN.finditer(text):
        word = Word(match[0], match.start(), match.end())
        joined = bool(run) and text[run[-1].end : word.start] in (" ", "\u00a0")
        if word.text[0].isupper():
            if run and not (joined and not re.search(r"['’]s?$", run[-1].text)):
                yield run
                run = []
            run.append(word)
        elif not (joined and word.text in _PARTICLES and text[word.end : word.end + 1] == " "):
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run


def _is_a_town(text: str, word: Word) -> bool:
    """A name that is a town's too: it begins a sentence and does nothing, or another town stands beside it."""
    if word.bare not in places():
        return False
    last = re.search(r"([A-ZÀ-Þ][\w’'-]+)(?:,|,? (?:and|or|&)) $", text[: word.start])
    amid = last is None or last[0].strip() != f"{last[1]}," or re.match(r",? (?:and|or|&) ", text[word.end :])
    if last is not None and amid and last[1] in places():
        return True
    beside = re.match(r",? (?:and|or|&)? ?([A-ZÀ-Þ][\w’'-]+)", text[word.end :])
    return (beside is not None and beside[1] in places()) or (starts(text, word.start) and not is_somebody(text, word))


def _by_list(text: str) -> Iterator[Named]:
    for run in _runs(text):
        while run and not run[-1].text[0].isupper():
            run.pop()
        for n, word in enumerate(run):
            shared = is_given(word.text)
            if shared is None or as_a_word(text, word.end) or _is_no_persons(text, run, n):
                continue
            rest = run[n + 1 :]
            if not rest and is_a_thing(text, word.start, word.end, shared=shared):
                continue
            if _heads_a_body(rest):
                break
            surname = " ".join(w.text for w in rest)
            titled = len(rest) > 1 and all(is_known(w.bare) for w in rest)  # "Seven Minute Briefing"
            if surname and not titled and _goes_with_a_surname(text, word, rest[0], shared=shared):
                yield Named(re.sub(r"['’]s?$", "", f"{word.text} {surname}"), True)
                break
            if (
                n
                and run[n - 1].text not in FIELD
                and not shared
                and run[n - 1].text[0].isupper()
                and len(run[n - 1].text) > 1
                and not (n == 1 and starts(text, run[0].start) and word.bare not in places())
            ):
                continue  # "Preston" in "Orr Preston": the end of something else
            if not rest and n and _KINDRED.fullmatch(run[n - 1].text):
                yield Named(word.bare)
                break
            if not shared and not _is_a_town(text, word) and not _is_a_place_here(text, word):
                yield Named(word.bare)
                break
            if shared and not rest and (n == 0 or run[n - 1].text in FIELD) and is_somebody(text, word):
                yield Named(word.bare)
                break


_KINDRED = re.compile(
    r"(?:Coach|Teacher|Captain|Chef|Farmer|Carer|Matron|Big|Old|Wee|Poor|Mad|Little|Aunt(?:ie|y)?|Uncle|Nan(?:a|ny"
    r"|na)?|Gran(?:ny|dma|dad|dpa|pa)?|Grandad|Grampy|Nain|Taid|Cousin)"
)
_HOUSES = frozenset("Ward Unit Wing Suite Lodge House Court Hall Centre Cottage View Manor Grange Primary High".split())


def _heads_a_body(rest: list[Word]) -> bool:
    return any(w.bare in _HOUSES or w.bare in ORGANISATIONS or w.bare.removesuffix("s") in ORGANISATIONS for w in rest)


def _is_no_persons(text: str, run: list[Word], n: int) -> bool:
    """A saint's, a body's second word, or letters ("RiO")."""
    saint = re.search(r"\b(?:St|St\.|Saint|Mount|Lake|Port|Operation|Project|Storm|Ysgol) $", text[: run[n].start])
    return bool(saint or run[n].bare[-1].isupper() or (n and run[n - 1].bare in ORGANISATIONS))


def _is_a_place_here(text: str, word: Word) -> bool:
    """ "in Chester", "from Preston": the rule about places says it."""
    return word.bare in places() and bool(
        re.search(r"\b(?:in|from|near|to|at|of|around|between|outside|through|into) $", text[: word.start])
    )


def _goes_with_a_surname(text: str, word: Word, after: Word, *, shared: bool) -> bool:
    if re.fullmatch(rf"{MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", after.bare) or (
        after.text.isupper() and len(after.text) > 2
    ):
        return False
    if shared and after.bare.endswith("s") and is_known(after.bare):
        return False
    if after.bare in FIELD or folded(after.bare) in NOT_NAMES:
        return False
    return not (
        shared
        and folded(word.text) in SEASONAL
        and re.search(r"\b(?:in|by|since|until|of|last|this|next) $", text[: word.start])
    )

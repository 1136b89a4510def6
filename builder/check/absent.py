"""Rules about what a briefing lacks: an owner, a voice, a second parent, what has changed since, a line for support."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model.briefing import Role
from ..model.partnership import Audience
from ..model.place import Place
from ..model.problems import Severity
from .core import Check, Draft, Finder, Found, Rule, name_of

_W, _N = Severity.WARNING, Severity.NOTE
_CHILD = r"(?:[Cc]hild|[Gg]irl|[Bb]oy|[Ss]he|[Hh]e|[Tt]hey|[Yy]oung person|[Tt]eenager|Child [A-Z])"


def _points(draft: Draft, role: Role) -> Iterator[tuple[Place, str, str]]:
    for section in draft.briefing.sections:
        if section.role is role:
            for point in section.points:
                yield Place(section.place.path, point.line), point.text, name_of(section)


_WEAK = re.compile(
    r"\b(?:(?:seek|be given|receive) (?:\w+ )?assurances? (?:that|about|on)|raising awareness|(?:improve|increase) "
    r"awareness"
    r"|(?:relaunch|re-launch|promote) (?:the|its|their|our)|(?:staff|practitioners|professionals|workers|teams?"
    r"|managers) (?:to|should|must|will"
    r"|are to) (?:all )?(?:complete|attend|undertake)[^.]{0,50}(?:training|e-learning)|remind(?:ed)? (?:all )?(?:the "
    r")?(?:staff|practitioners|professionals|workers|teams|everyone)|raise awareness"
    r"|awareness[- ]raising|be more (?:curious|aware)|"
    r"(?:(?:should|will|must|to) be|are) (?:aware|mindful|reminded)|(?:training|briefings?|workshops?)[^.]{0,40} "
    r"(?:will|should|to) be"
    r" (?:offered|considered|provided|made available)|will be considered|disseminate|circulate (?:the|this)|e-?mail "
    r"(?:all )?staff|ensure that "
    r"(?:staff|practitioners) (?:know|are aware|understand))\b",
    re.I,
)
_VAGUE = re.compile(
    r"^(?:All )?(?:[Aa]gencies|[Pp]artners|[Pp]rofessionals|[Ss]ervices|[Ee]veryone|[Oo]rganisations"
    r"|[Pp]artner agencies) (?:should|must|need to|will) (?:improve|work|consider|communicate|strengthen|do|be)\b"
)


def _weak(draft: Draft) -> Iterator[Found]:
    for place, text, heading in _points(draft, Role.RECOMMENDATIONS):
        if found := _WEAK.search(text):
            yield Found(place, f"“{found[0]}” changes little alone", text, heading, about=found[0])


def _no_owner(draft: Draft) -> Iterator[Found]:
    for place, text, heading in _points(draft, Role.RECOMMENDATIONS):
        if found := _VAGUE.search(text):
            yield Found(place, f"“{found[0]}”: nobody in particular is asked", text, heading, about=found[0])


def _is_a_case(draft: Draft) -> bool:
    return any(s.role in (Role.INCIDENT, Role.BACKGROUND, Role.CONCERNS) for s in draft.briefing.sections)


@lru_cache(maxsize=4)
def _text(draft: Draft) -> str:
    return " ".join(p.text for p in draft.prose)


def _no_voice(draft: Draft) -> Iterator[Found]:
    if not draft.briefing.alias:
        return  # a topic is about nobody in particular
    said = (
        r"\b(?:called|want|chose|asks|loved|liked|read each|said|told|says|asked|wrote|drew|showed|disclosed|wanted"
        r"|wished|voice|views?|spoke|heard|described"
        r"|felt|feel)\b"
    )
    text = _text(draft)
    if (
        _is_a_case(draft)
        and len(text.split()) > 150
        and not re.search(rf"\b(?:{_CHILD}|H[ei]s?|Adult [A-Z]|woman|man|resident)\b[^.]{{0,80}}{said}", text)
    ):
        yield Found(draft.briefing.place, "Nothing tells what the child or adult said, showed or wanted")


def _one_parent(draft: Draft) -> Iterator[Found]:
    shown = draft.library.partnership_of(draft.briefing)
    if shown.audience is Audience.ADULTS:
        return
    text = _text(draft).casefold()
    spoken_of = "mother" in text or "mum" in text
    mothers = len(re.findall(r"\b(?:mother|mum)\b", text)) if spoken_of else 0
    if mothers >= 2 and not re.search(r"\b(?:father|dad|partner|parents|stepfather)\b", text):
        yield Found(draft.briefing.place, "The mother is spoken of, and no father or partner")


def _stale(draft: Draft) -> Iterator[Found]:
    years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", draft.briefing.period_described)]
    if not years or draft.today.year - max(years) < 5 or draft.briefing.since:
        return
    if not re.search(r"\b(?:since then|since that time|has changed|have changed)\b", _text(draft), re.I):
        yield Found(
            draft.briefing.line_of("period_described"),
            f"The period ended in {max(years)}; nothing says what has changed since",
        )


_NEEDS = (
    (
        r"\bdomestic (?:abuse|violence)|coerc\w+ control\b",
        ("domestic", "coerc"),
        r"domestic|abuse|refuge|women|men's advice|respect|0808 "
        r"2000 247",
        "domestic abuse",
    ),
    (
        r"\bsuicid\w+|self-harm\w*\b",
        ("suicid", "self-harm"),
        r"samaritan|shout|papyrus|116 ?123|mental health|calm",
        "suicide and self-harm",
    ),
    (
        r"\b(?:raped?|sexual(?:ly)? (?:abus\w+|assault\w*|exploit\w+))\b",
        ("rape", "sexual"),
        r"rape|sexual|napac|survivor|nspcc|childline",
        "sexual abuse",
    ),
)


def _support_missing(draft: Draft) -> Iterator[Found]:
    support = " ".join(f"{s.name} {s.detail} {s.phone} {s.url}" for s in draft.briefing.support).casefold()
    text = _text(draft)
    small = text.casefold()
    for words, signs, offered, what in _NEEDS if support else ():
        if not any(sign in small for sign in signs) or re.search(offered, support):
            continue
        if len(re.findall(words, text, re.I)) >= 2:
            yield Found(
                draft.briefing.line_of("support"), f"The text speaks of {what}, and no line for it is named", about=what
            )


_ABSENT: tuple[tuple[Rule, Finder], ...] = (
    (
        Rule(
            "weak-action",
            _N,
            "Reminding, e-mailing and training alone change little; a form, a rota or a system changes practice.",
            "Say what will be different in a form, a meeting, a rota or a system, and by when.",
            "Remind staff about neglect.",
            "Add the neglect tool to the visit form by May.",
            "RCA2: hierarchy of actions",
        ),
        _weak,
    ),
    (
        Rule(
            "no-owner",
            _N,
            "What everybody should do, nobody does.",
            "Name who, in each agency, does what by when.",
            "Agencies should improve communication.",
            "The ICB will name a lead GP in each practice.",
            "SCIE quality markers",
        ),
        _no_owner,
    ),
    (
        Rule(
            "no-voice",
            _N,
            "The learning is about somebody. What they said or showed is what readers keep.",
            "Add what the child or adult said, drew or showed, if the review has it; else say that nobody asked.",
            "Seven parts about services",
            "She told a teacher that she was hungry.",
            "Working Together; Making Safeguarding Personal",
        ),
        _no_voice,
    ),
    (
        Rule(
            "single-parent-view",
            _N,
            "Fathers and partners who nobody asks about are a finding of most reviews.",
            "Say what was known of the father or partner, or that nobody asked.",
            "Mother … mother … mother",
            "Nobody asked about the father.",
            "Panel, The Myth of Invisible Men (2021)",
        ),
        _one_parent,
    ),
    (
        Rule(
            "stale-period",
            _N,
            "Readers may take old findings for today's practice.",
            "Add a sentence under since: in briefing.yml.",
            "period_described: 2011 to 2013",
            "since: single assessments, safeguarding partners, a new pathway",
            "Practice of partnerships",
        ),
        _stale,
    ),
    (
        Rule(
            "support-does-not-match",
            _W,
            "Somebody who reads this may need that help tonight.",
            "Add a line for it under support.",
            "Domestic abuse in the text, a general helpline below it",
            "The National Domestic Abuse Helpline under support",
            "Practice of partnerships",
        ),
        _support_missing,
    ),
)

CHECKS: tuple[Check, ...] = tuple(Check("practice", rule, find) for rule, find in _ABSENT)

"""A rule about terms of another nation's law: the four nations protect people under different Acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.briefing import Nation
from ...model.problems import Severity
from ..core import Check, Draft, Found, Rule
from ..look import Look

_E, _W, _S, _N = Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND

_TERMS: tuple[tuple[str, dict[Nation, str]], ...] = (
    (
        r"LADOs?|local authority designated officers?",
        {
            _W: "in Wales a designated officer for safeguarding leads on people in positions of trust",
            _S: "Scotland has no LADO: name who hears of an allegation under your local procedures",
            _N: "Northern Ireland has no LADO: name who hears of an allegation under your local procedures",
        },
    ),
    (
        r"[Ss]ection 17(?! of the Domestic)|s\.? ?17",
        {
            _W: "in Wales the Social Services and Well-being (Wales) Act 2014 took its place",
            _S: "section 22 of the Children (Scotland) Act 1995 is Scotland's duty towards children in need",
            _N: "article 18 of the Children (Northern Ireland) Order 1995 is its like",
        },
    ),
    (
        r"[Ss]ection 47|s\.? ?47",
        {
            _S: "in Scotland a child protection investigation follows an inter-agency referral discussion (IRD)",
            _N: "article 66 of the Children (Northern Ireland) Order 1995 is its like",
        },
    ),
    (
        r"Mental Capacity Act(?: 2005)?|MCA|Deprivation of Liberty Safeguards|DoLS",
        {
            _S: "Scotland has the Adults with Incapacity (Scotland) Act 2000",
            _N: "Northern Ireland has the Mental Capacity Act (Northern Ireland) 2016",
        },
    ),
    (
        r"Care Act(?: 2014)?|[Ss]ection 42",
        {
            _W: "Wales has the Social Services and Well-being (Wales) Act 2014; enquiries stand in section 126",
            _S: "Scotland has the Adult Support and Protection (Scotland) Act 2007",
            _N: "Northern Ireland has its own adult safeguarding policy",
        },
    ),
    (
        r"Working Together to Safeguard Children|Working Together(?: 20\d\d)",
        {
            _W: "Wales has Working Together to Safeguard People and the Wales Safeguarding Procedures",
            _S: "Scotland has the National Guidance for Child Protection in Scotland",
            _N: "Northern Ireland has Co-operating to Safeguard Children and Young People",
        },
    ),
    (
        r"EHC plans?|EHCPs?|education, health and care plans?",
        {
            _W: "Wales has individual development plans",
            _S: "Scotland has co-ordinated support plans and child's plans",
            _N: "Northern Ireland still has statements of special educational needs",
        },
    ),
    (
        r"[Ll]ocal child safeguarding practice reviews?|LCSPRs?|[Ss]afeguarding adults? reviews?|SARs?",
        {
            _W: "Wales has had single unified safeguarding reviews since October 2024",
            _S: "Scotland has learning reviews",
            _N: "Northern Ireland has case management reviews",
        },
    ),
    (
        r"Adults with Incapacity(?: \(Scotland\))?(?: Act)?|AWI|Children['’]s Hearings?|[Ii]nter-agency referral "
        r"discussions?"
        r"|IRDs?|GIRFEC|[Nn]amed person service",
        {
            _E: "it is a term of Scottish law",
            _W: "it is a term of Scottish law",
            _N: "it is a term of Scottish law",
        },
    ),
    (
        r"[Ss]ingle unified safeguarding reviews?|SUSRs?|[Cc]hild practice reviews?|[Rr]egional safeguarding boards?",
        {
            _E: "it is a term of Wales; England has practice reviews and safeguarding adults reviews",
            _S: "it is a term of Wales; Scotland has learning reviews",
            _N: "it is a term of Wales; Northern Ireland has case management reviews",
        },
    ),
)
TERMS: tuple[tuple[Look, dict[Nation, str]], ...] = tuple(
    (Look(rf"\b(?:{words})\b"), by_nation) for words, by_nation in _TERMS
)
_ANY = Look("|".join(pattern.pattern for pattern, _ in TERMS))
_ELSEWHERE = re.compile(r"\b(?:in|for) (?:England|Wales|Scotland|Northern Ireland)\b|\b(?:English|Welsh|Scottish)\b")


def _of_another_nation(draft: Draft) -> Iterator[Found]:
    nation = draft.library.partnership_of(draft.briefing).nation
    for passage in draft.written:
        text = passage.own
        if not _ANY.search(text) or _ELSEWHERE.search(text):
            continue
        for pattern, by_nation in TERMS:
            if nation in by_nation and (found := pattern.search(text)):
                message = f"“{found[0]}”: {by_nation[nation]}"
                yield Found(passage.place, message, passage.text, passage.heading, about=found[0])


CHECKS: tuple[Check, ...] = (
    Check(
        "language",
        Rule(
            "other-nation",
            Severity.WARNING,
            "England, Wales, Scotland and Northern Ireland protect people under different Acts. A term of another "
            "nation sends readers to a duty, a person or a form that they do not have.",
            "Use your own nation's term, say which nation it is of, or put nation: right in partnership.yml or, for "
            "this "
            "briefing, in briefing.yml.",
            "Tell the LADO within a day. (nation: scotland)",
            "Tell the officer who hears of allegations under our procedures. (nation: scotland)",
            "Children Act 1989; Social Services and Well-being (Wales) Act 2014; Children (Scotland) Act 1995",
        ),
        _of_another_nation,
    ),
)

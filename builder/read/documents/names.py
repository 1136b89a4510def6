"""What headings and labels of people's documents are called: one table of patterns, in English and Welsh.

A line is compared whole, in small letters, without a number before it, marks at its end and typographic quotes. Each
pattern says what the line opens. In doubt a passage is for trainers, and the report asks: what is once for trainers must
never become public by mistake.
"""

# ruff: noqa: E501 (a pattern on one line is read more easily)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ...model.briefing import Role


class Opens(StrEnum):
    """What a line opens."""

    PART = "part"
    REFLECT = "questions to reflect on"
    TRAINERS = "notes for trainers"
    FORM = "an action-plan form"
    CONTENTS = "a table of contents"
    FORMAT = "the name of the format"


@dataclass(frozen=True, slots=True)
class Name:
    """One row: what a line of this pattern opens, and for a part its role where the pattern settles it."""

    opens: Opens
    pattern: str
    role: Role | None = None
    lang: str = "en"


_THE = r"(?:(?:the|our|key|main|case|brief|review|summary of|overview of|some|and|of|emerging|practice|thematic) )*"
_WHO = r"(?:trainers?|facilitators?|presenters?|speakers?|managers?|supervisors?|(?:team|session|group|discussion) lead(?:er)?s?|leaders?|tutors?|chairs?|line managers?)"
_PEOPLE = r"(?:you|your|us|our|we|the|this|a|all|my|in|with|for|and|team|teams|service|services|practice|practitioners?|professionals?|staff|agency|agencies|organisation|supervision|discussion|meeting|colleagues|individuals?|reflection|consideration|learning|managers?)"
_CY_WHO = r"(?:hyfforddwyr|hyfforddwr|hwyluswyr|hwylusydd|cyflwynwyr|cyflwynydd|rheolwyr|goruchwylwyr|arweinwyr)"

P, Q, T = Opens.PART, Opens.REFLECT, Opens.TRAINERS
TABLE: tuple[Name, ...] = (
    Name(
        Opens.FORMAT,
        r"(?:a |the |our )?(?:seven|7)[- ]?minutes?(?: \w+)? (?:briefings?|guides?|learning|reads?)(?: (?:series|template|paper|note|sheet))?(?: (?:no\.?|number|issue|#) ?\d+)?",
    ),
    Name(Opens.FORMAT, r"(?:7|seven)[- ]?minute briefings?(?: (?:no\.?|number|issue|#) ?\d+)?|7mb|smb"),
    Name(
        Opens.FORMAT,
        r"(?:sesiwn |briff |papur )?(?:friffio )?(?:7|saith) munud|briff(?:iad)?(?:iau)? (?:7|saith) munud",
        lang="cy",
    ),
    Name(Opens.CONTENTS, r"(?:table of )?contents(?: page)?|in this briefing|index"),
    Name(Opens.CONTENTS, r"cynnwys|tabl cynnwys", lang="cy"),
    # Trainers
    Name(
        T,
        rf"(?:(?:\w+ )?(?:notes?|guidance|guide|advice|information|prompts?|tips|instructions?|briefing|script|pointers)(?: only)? (?:for|to) )(?:the |all |any )?{_WHO}(?: (?:only|leading|running|delivering|facilitating|presenting|using|introducing|who|to|and|or|when|before|after) ?.*)?",
    ),
    Name(T, rf"(?:for|to) (?:the |all )?{_WHO}(?: (?:only|use|and|or|to) ?.*)?"),
    Name(
        T,
        rf"{_WHO}['s]*(?: and {_WHO}['s]*)?(?: (?:only|notes?|guidance|guide|prompts?|tips|instructions?|information|section|pack|page|script|resources?|pointers))+",
    ),
    Name(T, r"(?:trainers?|facilitators?|presenters?|speakers?|tutors?)['s]*"),
    Name(
        T,
        r"(?:training|facilitation|presentation|presenting|delivery|session|discussion|teaching|running|speaking|speaker) (?:notes?|guidance|guide|tips|instructions?|plan|script)",
    ),
    Name(
        T,
        r"(?:how|guidance on how|notes on how) to (?:run|deliver|use|lead|facilitate|present|introduce)(?: (?:this|the|your|a|an))?(?: .*)?",
    ),
    Name(
        T,
        r"(?:running|delivering|facilitating|leading|using) (?:this|the|your|a) (?:session|briefing|discussion|meeting|exercise|activity|part|section).*",
    ),
    Name(
        T,
        r"not for (?:circulation|publication|sharing|participants|learners|handout).*|internal (?:notes?|use)(?: only)?",
    ),
    Name(
        T,
        rf"(?:nodiadau|canllawiau|cyngor|gwybodaeth)? ?(?:i|ar gyfer)(?: yr?| 'r|'r)? ?{_CY_WHO}(?: yn unig)?",
        lang="cy",
    ),
    Name(T, rf"(?:nodiadau|canllawiau|canllaw)(?: yr?|'r)? ?{_CY_WHO}|{_CY_WHO}", lang="cy"),
    # Questions
    Name(
        Q,
        r"reflections?|reflect|reflective practice|pause(?: (?:and|to|for))? (?:reflect(?:ion)?|thought|think)|stop and (?:think|reflect)|time to (?:reflect|think|pause)|over to you|food for thought",
    ),
    Name(
        Q,
        r"(?:some |key |useful |the |our )?(?:reflective |reflection |discussion |practice |supervision |team |group |key |learning )+(?:questions?|prompts?|exercises?|activit(?:y|ies))|(?:\w+ )?(?:reflective|reflection|discussion|talking) points?",
    ),
    Name(
        Q,
        rf"(?:some |key |useful |the |\w+ )?(?:questions?|prompts?|points?|things?|something|issues|areas|topics) (?:to|for|in) (?:{_PEOPLE} )*(?:consider|reflect(?:ion)?(?: on| upon)?|discuss(?:ion)?|think about|ask|talk about|explore|team|teams|practice|supervision|practitioners?|professionals?|you|staff|consideration|thought|colleagues)(?: (?:{_PEOPLE}|about|yourself|yourselves|together|as|on|upon|when|working|children|families))*",
    ),
    Name(
        Q,
        r"(?:reflect on|think about|consider|discuss|talk about)(?: (?:this|these|it|the following|how|in|your|the|team|with|colleagues|together|a|supervision|practice|questions?))*|for (?:reflection|discussion)(?: .{0,30})?|ask your(?:self|selves|team)|let['s]* (?:talk|reflect|think)(?: about it)?",
    ),
    Name(
        Q,
        r"questions?(?: (?:and|for) (?:reflection|discussion|your team|you|teams|practice|practitioners|supervision|all))*",
    ),
    Name(
        Q,
        r"myfyrio|myfyrdod|cwestiynau(?: (?:myfyriol|trafod|i'?w|i|ar gyfer|hystyried|ystyried|trafod|myfyrio|arnynt|eich|tîm|y|timau))*|(?:pwyntiau|pethau)(?: (?:i'?w|i|trafod|hystyried|ystyried|myfyrio))+|i'?w (?:drafod|ystyried|hystyried)|amser i (?:fyfyrio|feddwl)",
        lang="cy",
    ),
    # Parts
    Name(
        P,
        rf"{_THE}(?:findings?|learning(?: (?:points?|themes?|identified|from the (?:review|case)|outcomes?|opportunities|so far))?|lessons?(?: (?:learned|learnt|identified|to learn|for practice|from (?:the|this) (?:review|case)))?|learning and (?:findings|themes)|findings and (?:learning|themes|analysis))",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"what (?:did|have|has|can|do) (?:we|the review|the case|you|it|this review|this|this case|reviewers?|agencies|they) (?:all )?(?:learn(?:ed|t)?|find|found|discover(?:ed)?|tells? us|teach us|say)(?: (?:from|about|in) .{1,40})?",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"what (?:we|the review|it|this review|the reviewers?|they) (?:has |have )?(?:found|learned|learnt|discovered|tells? us|told us|said)(?: (?:from|about|out|in) .{1,40}| out)?",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"what (?:was|were|are|is)(?: the)?(?: (?:key|main))? (?:found|learned|learnt|findings|lessons?|learning|learning points?|themes?)(?: (?:learned|learnt|from .{1,40}))?",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"(?:y |ein |prif )*(?:canfyddiadau|ganfyddiadau|gwersi|wersi|dysgu allweddol|pwyntiau dysgu|bwyntiau dysgu|dysgu)(?: (?:allweddol|a ddysgwyd|yr adolygiad|o'r adolygiad))?|beth (?:ddysgwyd|ddysgom(?: ni)?|a ddysgwyd|wnaethom(?: ni)? (?:ei )?ddysgu|ganfuwyd|ganfu'r adolygiad|yw'r gwersi|rydym(?: ni)? wedi(?: ei)? ddysgu)",
        Role.FINDINGS,
        "cy",
    ),
    Name(
        P,
        rf"{_THE}(?:recommendations?|recommended actions?|actions? recommended)(?: (?:for|from|and|to) .{{1,40}})?",
        Role.RECOMMENDATIONS,
    ),
    Name(
        P,
        r"what (?:needs?|must|should|has|have|will|had)(?: to)?(?: be)? (?:change|changed|changing|improve|improved|be different|happen differently|be done differently)(?: (?:now|next|as a result|in .{1,30}))?",
        Role.RECOMMENDATIONS,
    ),
    Name(
        P,
        r"what (?:do|should|must|can|could) (?:we|agencies|services|you|practitioners|professionals)(?: all)?(?: need to| have to)? (?:change|improve|do differently|do better)(?: .{1,30})?",
        Role.RECOMMENDATIONS,
    ),
    Name(
        P,
        r"what (?:is|was|are|were|has been|did the review) (?:the )?(?:recommend(?:ed|ations?)?)(?: .{1,30})?",
        Role.RECOMMENDATIONS,
    ),
    Name(
        P,
        r"(?:yr |ein |prif )*(?:argymhellion|argymhelliad)|beth (?:sydd|sy'?n?|fydd|mae)(?: angen| rhaid)?(?: ei| i| yn gorfod)? ?(?:newid|newid\w*|gwella)|beth ddylai newid|beth a argymhellir",
        Role.RECOMMENDATIONS,
        "cy",
    ),
    Name(
        P,
        rf"{_THE}(?:good|positive|effective|strong|best) practice(?: (?:identified|found|examples|seen|points))?|what (?:went|worked|was done|was working|is working)(?: really)? well|(?:key )?strengths(?: (?:identified|and good practice))?|what worked",
        Role.GOOD_PRACTICE,
    ),
    Name(P, r"(?:yr )?arfer(?:ion)? (?:da|dda)|beth (?:aeth|weithiodd) yn dda|cryfderau", Role.GOOD_PRACTICE, "cy"),
    Name(
        P,
        r"(?:implementing|making|embedding|achieving|leading) (?:the )?changes?|changing (?:our )?practice|next steps|what(?: happens| will happen| comes)? next|moving forward|going forward|putting (?:it|learning|this) into practice|taking (?:it|this) forward",
        Role.CHANGE,
    ),
    Name(
        P,
        r"gweithredu newid|gweithredu'r newid|(?:y )?camau nesaf|newid (?:ein )?arfer(?:ion)?|beth (?:sydd )?nesaf",
        Role.CHANGE,
        "cy",
    ),
    Name(
        P,
        r"(?:the |critical |index |key )*incidents?(?: itself)?|what happened(?: (?:to|on|in|next|and why|that day|in this case) ?.{0,40})?|what (?:led|brought) (?:to|us) .{1,40}|the (?:event|injury|death)",
        Role.INCIDENT,
    ),
    Name(P, r"y digwyddiad|digwyddiad|beth (?:a )?ddigwyddodd", Role.INCIDENT, "cy"),
    Name(
        P,
        rf"{_THE}(?:safeguarding concerns?|concerns?|risks? and concerns?|worries)(?: (?:raised|identified|known))?|what (?:were|was|are)(?: \w+){{1,3}} worried about|what was known(?: .{{1,40}})?|what (?:we|agencies|services|people|professionals) knew",
        Role.CONCERNS,
    ),
    Name(P, r"(?:y )?pryderon(?: diogelu)?|beth oedd y pryderon", Role.CONCERNS, "cy"),
    Name(
        P,
        r"(?:about )?(?:the|this) review(?: process)?|review (?:process|scope|methodology)|(?:the )?scope(?: (?:of|and) .{1,40})?|terms of reference|what (?:did|does|was) the review (?:look at|consider|cover|about)|why (?:was|did|were|is|a|we|this|do)(?: \w+){0,4} (?:review(?:ed|ing)?|commissioned|undertaken|carried out)(?: .{0,30})?|how (?:was )?the review (?:was )?(?:done|carried out|worked|work)|key lines of enquiry|methodology",
        Role.SCOPE,
    ),
    Name(
        P,
        r"yr adolygiad|am yr adolygiad|cwmpas(?: yr adolygiad)?|cylch gorchwyl|beth (?:edrychodd|oedd) yr adolygiad .{0,30}",
        Role.SCOPE,
        "cy",
    ),
    Name(
        P,
        rf"{_THE}(?:background|introduction|context|overview|summary|family (?:history|background|composition|context|circumstances)|case (?:summary|background|overview|outline|history)|circumstances|story|the case|case)(?: (?:and|to|of|information|for) .{{1,40}}| information)?",
        Role.BACKGROUND,
    ),
    Name(
        P,
        r"who (?:was|is|were|are) (?:the )?(?:child|adult|family|baby|young person|children|siblings?)?(?: ?[\w-]{1,12})?|about (?:the )?(?:child|adult|family|baby|young person|case)(?: [\w-]{1,12})?|(?:the )?(?:child|family|adult|child and family|child and (?:his|her|their) family)",
        Role.BACKGROUND,
    ),
    Name(
        P,
        r"(?:y )?cefndir|cyflwyniad|(?:y )?cyd-?destun|crynodeb(?: o'r achos)?|hanes y teulu|pwy oedd .{1,30}|trosolwg",
        Role.BACKGROUND,
        "cy",
    ),
    Name(
        P,
        r"why (?:it|this|does it|does this|is it|is this)(?: all)? (?:matters?|important|relevant)(?: .{0,30})?",
        Role.WHY,
    ),
    Name(P, r"pam (?:mae|fod|ei fod)(?: hyn|'n| yn| hwn)* ?(?:bwysig|o bwys)", Role.WHY, "cy"),
    Name(
        P,
        r"what (?:to do|you can do|can (?:you|i|we) do|should (?:you|i|we|practitioners|professionals) do|you should do|i can do|we can do|(?:do )?(?:you|i|we) need to do)(?: .{0,40})?|what does good look like",
        Role.WHAT_TO_DO,
    ),
    Name(P, r"beth i'?w wneud|beth (?:allwch|gallwch|gallaf|ddylech) (?:chi|i)? ?(?:ei )?wneud", Role.WHAT_TO_DO, "cy"),
    Name(P, r"what (?:it|this) is|what (?:is|are) (?!next|known|found)[\w' -]{1,40}|definitions?", Role.WHAT),
    Name(P, r"beth yw [\w' -]{1,40}|diffiniad(?:au)?", Role.WHAT, "cy"),
    Name(
        P,
        r"(?:further|more|useful|additional|other)(?: \w+)? (?:information|reading|resources|support|links|learning|help)|resources|references|contacts?|contact us|useful (?:links|contacts|numbers)|where to (?:get|find|go for) (?:help|support|more .{1,20})|(?:getting |help and )?support|key messages?|(?:the )?voice of the (?:child|adult|family)|(?:the child's )?lived experience|(?:the child's )?daily life|analysis|(?:key )?themes|(?:key )?(?:issues|practice points|practice episodes)|impact on (?:the )?(?:child|children|practice)|(?:signs|indicators)(?: (?:and|to|of) .{1,30})?|timeline|key events|legal (?:context|framework)|what does this mean(?: .{1,40})?|implications(?: .{1,30})?|actions?(?: (?:taken|required|needed|for practice|since))?",
    ),
    Name(
        P,
        r"(?:rhagor o|mwy o) (?:wybodaeth|gymorth)|adnoddau|cysylltiadau|(?:cael )?cymorth|negeseuon allweddol|llais y plentyn|dadansoddiad|llinell amser|beth mae hyn yn ei olygu.{0,30}",
        None,
        "cy",
    ),
    # The form
    Name(
        Opens.FORM,
        r"(?:.{1,80} )?(?:(?:team|service|our|your|single agency|multi-agency|smart|learning|my|individual|agency|organisational) )*action plan(?:s|ning)?(?: (?:template|form|for .{1,40}|sheet|record))?|team (?:response|feedback|return|reply) (?:form|sheet)|(?:feedback|response|return|reply|evaluation) (?:form|sheet|slip)|(?:team|learning) (?:discussion|action) (?:record|log|sheet|form)",
    ),
    Name(Opens.FORM, r"(?:.{1,80} )?cynllun gweithredu(?: .{1,40})?|ffurflen (?:adborth|ymateb)", None, "cy"),
)

_NUMBER = re.compile(
    r"^(?:(?:part|section|step|panel|box|minute|slide|rhan|adran)\s+)?[(\[]?(?:0?\d{1,2}(?:\.\d{1,2})*|[a-h]|[ivx]{1,4})"
    r"(?:\s*(?:of|/)\s*\d{1,2})?\s*[.):–—\]-]+\s*|^0?\d{1,2}\s+(?=[a-z])",
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


_MARKS = " *_#>\"'[]().:;,!?…-~=•|"


def plain(line: str) -> str:
    """A line as the table compares it."""
    return _NUMBER.sub("", _bare(line), count=1).strip(_MARKS)


def _bare(line: str) -> str:
    text = unicodedata.normalize("NFKC", line).translate(_QUOTES).casefold()
    return " ".join(text.split()).strip(_MARKS)


@cache
def _compiled() -> tuple[tuple[Name, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"(?:{name.pattern})\Z")) for name in TABLE)


@cache
def meant(line: str) -> Name | None:
    """The first row of the table that fits a line; None where none does or the line is no heading."""
    if len(line) > 140 or len(line.split()) > 16:
        return None
    for text in dict.fromkeys((_bare(line), plain(line))):
        found = next((name for name, pattern in _compiled() if pattern.match(text)), None) if text else None
        if found:
            return found
    return None


def opens(line: str, *what: Opens) -> bool:
    """Whether a line opens one of these."""
    found = meant(line)
    return found is not None and found.opens in what


def rows() -> Iterator[Name]:
    """Every row."""
    yield from TABLE


_ASIDE = re.compile(
    rf"^[\[(]?\s*(?:note|notes|tip|guidance|prompt|message)?\s*(?:for|to)?\s*(?:the )?{_WHO}['’s]*"
    rf"(?:\s+(?:notes?|only|guidance|prompts?|tips?))*\s*[:–—]\s*(?=\S)",
    re.I,
)


def aside(line: str) -> int:
    """How many letters of a line say that it is for trainers ("Facilitator note: …"), 0 for another line."""
    found = _ASIDE.match(line)
    return found.end() if found else 0


_FORMAT = r"(?:a |the |our )?(?:seven|7)[\s‑-]*minutes?(?: (?:learning|practice|safeguarding|reflective|team))?[\s-]+(?:briefings?|guides?|reads?)(?: (?:no\.?|number|issue|#)\s?\d+)?|7mb|smb"
_FORMAT_CY = r"(?:briff(?:iad)?|sesiwn friffio|papur briffio) (?:7|saith) munud"
_BEFORE = re.compile(
    rf"^[“\"'‘]?(?:{_FORMAT}|{_FORMAT_CY})[”\"'’]?(?:\s*[:|–—-]+\s*|\s+(?:on|about|for|from|ar|am)\s*[:–—-]?\s+|\s+(?=[A-Z“\"]))",
    re.I,
)
_INSIDE = re.compile(rf"^.{{2,60}}?\s(?:{_FORMAT}|{_FORMAT_CY})\s*[:|–—]+\s*(?P<rest>.+)$", re.I)
_AFTER = re.compile(rf"(?:\s*[:|–—,-]+\s*|\s+|\s*\()(?:{_FORMAT}|{_FORMAT_CY})\)?\s*$", re.I)


def without_format(title: str) -> str:
    """A title without the name of the format: "Seven Minute Briefing: Child H" is "Child H"."""
    inside = _INSIDE.search(title.strip())
    if inside and inside["rest"].strip():
        return inside["rest"].strip(" :|–—-")
    found = _AFTER.sub("", _BEFORE.sub("", title.strip()))
    return found.strip(" :|–—-") or title.strip() if found != title.strip() else found

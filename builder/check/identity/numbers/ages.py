"""Ages of somebody in a passage: in any unit, in figures and words. Ages of everybody are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..somebody import sentence_at, tells_of_people, tells_of_somebody
from ..vocabulary import FAMILY

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER = rf"(?:\d{{1,3}}|(?:{_TENS})(?:[ -](?:{_UNITS}))?|{_TEENS}|{_UNITS})"
_ORDINALS = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|hundredth|\w+ty-\w+|\w+ieth)"
)

_UNIT = r"(?:years?|months?|weeks?|days?|hours?|yrs?|mths?|wks?)"
_WHOM = (
    rf"(?:{FAMILY}|boy|girl|man|woman|lady|person|teenager|teen|toddler|infant|newborn|baby|child|adult|pensioner"
    rf"|victim"
    rf"|perpetrator|lad|lass|youngster|gentleman|male|female|pupil|student|resident|patient|tenant|client|suspect"
    rf"|subject|lodger|sisters|boys|girls"
    rf"|grandchildren"
    rf"|mum-to-be|couple|twins?|siblings?|kids?|youth|driver|attacker|killer|offender|widow|widower|veteran)"
)
_SOMEONE = rf"(?:{_WHOM}|eldest|oldest|youngest|middle|other|elder|younger|first|second|third|one|latter)"
_JUST = r"(?:(?:nearly|almost|just|only|about|around|barely|well|over|under|approximately|roughly|exactly|still) )"
_AGE = Look(
    rf"\b{_JUST}?{NUMBER}(?:[ -](?:and|to|or)[ -]{NUMBER}|[ -]and[ -]a[ -]half)?[ -]{_UNIT}"
    rf"(?:,? (?:and )?{NUMBER}[ -]{_UNIT})?['’]?[ -](?:old|of age|gestation)\b"
    rf"|\b[Aa]ged? {_JUST}?{NUMBER}\b(?:[ -]{_UNIT})?(?:,? (?:and )?{NUMBER}[ -]{_UNIT})?"
    rf"|\bat the age of {NUMBER}(?: {_UNIT})?|\bage (?:of )?{NUMBER}\b"
    rf"|\b(?:was|is|were|turned|turning|just|be|am|are|only) (?:(?:just|only|nearly|almost|about|still|barely|not yet"
    rf"|not quite|just over|well over) "
    rf")?(?:turned "
    rf")?{NUMBER}(?=(?: (?:and|when|at|who|but|by|with|while|in|she|he|they)\b|[.,;:)]|$))"
    rf"|\b(?:was|is|were|are) (?:now|then|still|only|just|barely) {NUMBER} {_UNIT}\b(?! (?:late|away|later|after"
    rf"|before|ago|apart|into))"
    rf"|\b(?:was|is|were) {NUMBER} {_UNIT}(?: and {NUMBER} {_UNIT})?(?= (?:when|and was|at)\b|[.,;]|$)"
    rf"|\b(?:[Ww]hen|[Bb]y the time|[Aa]t the time|[Aa]t that (?:time|point|stage)|[Uu]ntil|[Ss]ince|[Bb]efore"
    rf"|[Oo]nce"
    rf"|[Ww]hile|[Bb]y then|[Tt]hen),? (?:he|she|they|both|(?:the |his |her |their )?{_SOMEONE}|(?:Child|Baby"
    rf"|Sibling) "
    rf"[A-Z]|[A-Z]) (?:was|were) {_JUST}?{NUMBER} {_UNIT}(?: and {NUMBER} {_UNIT})?\b(?![ -](?:old|of age"
    rf"|and \w+[ -](?:days?|weeks?|months?)[ -]old|late|away|later|after|before"
    rf"|ago|apart|into|pregnant|behind|early|overdue|sober|clean|short|long|in|from|to|without|on|with|gone|free))"
    rf"|\b{NUMBER} years?,? (?:and )?{NUMBER} (?:months?|weeks?|days?)\b|\b{NUMBER} weeks and {NUMBER} days\b"
    rf"|\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Oo]ther|[Yy]oung|[Oo]ld|[Ii]n) (?:[\w-]+ ){{0,2}}?{_WHOM} of "
    rf"{_JUST}?{NUMBER}(?: {_UNIT})?\b(?! \w*(?:children|girls|boys|siblings|sons|daughters|kids|brothers|sisters))"
    rf"|\b(?:[Aa]t|[Bb]y|[Ww]hen|[Aa]ged) {_JUST}{{0,2}}{NUMBER}(?: {_UNIT})?(?: old)?,? (?:he|she|they|his|her)\b"
    rf"|\b[Bb]y {NUMBER} {_UNIT} (?:the|this|his|her|their) (?:\w+ )?{_WHOM}\b"
    rf"|\b(?:given|gave|giving) birth (?:only |just |barely )?{NUMBER} (?:days|weeks|months) (?:before|earlier"
    rf"|after|later)\b"
    rf"|\b(?:[Aa]t|[Bb]y|[Aa]ged) {_JUST}{{0,2}}{NUMBER}(?: {_UNIT})?(?: old)?, (?:(?:Child|Adult|Baby"
    rf"|Sibling|Person|Twin)"
    rf" [A-Z0-9]{{1,2}}|(?:the |this |an? )?(?:\w+ )?(?:{_WHOM}|youngest|oldest|eldest)|[A-Z](?= |['’]s)|their"
    rf"|[A-Z][a-z]+(?= (?:was|had|could|weighed|did|would|became|left|went)\b))\b"
    rf"|\b[Ll]ived (?:for )?(?:only |just |barely )*{NUMBER} (?:days|weeks|months|hours)\b"
    rf"|\b(?:infant|baby|boy|girl|child|toddler), {NUMBER} {_UNIT}\b"
    rf"|\b(?:[Tt]urned|[Tt]urning|[Tt]urns) {NUMBER}\b(?! (?:away|of|to|corners|pages|tables|heads))"
    rf"|\b(?:then|now|still|already) {NUMBER}(?=[,.;)])|\bwho (?:had )?(?:just )?turned {NUMBER}\b"
    rf"|\b[Aa]ges?,? (?:was |is |then |of )?{NUMBER}\b(?! or\b)|\b(?:[Bb]ecame|[Bb]ecoming|[Ww]as|[Bb]ecome) (?:an? "
    rf"|already an? )?(?:\w+ )?"
    rf"(?:mother|father|parent|mum|dad|grandmother|grandfather|grandparent|widow|widower|carer|orphan|bride|wife)"
    rf" (?:at|by|again at) "
    rf"(?:just |only )?{NUMBER}\b"
    rf"|\b(?:orphaned|widowed|sectioned|drinking|smoking|using|self-harming|working|living alone|running away"
    rf"|stealing|arrested|excluded"
    rf"|imprisoned|jailed|evicted|engaged|divorced|retired|emigrated|arrived|came here|fled|left \w+|dropped out"
    rf"|went into care"
    rf"|came into care|taken into care|stopped school|started work|first drank|ran away|joined up|enlisted) (?:\w+"
    rf" )?(?:at|by|from|since) "
    rf"(?:the age of )?{NUMBER}(?=[.,;)]| and\b| when\b| after\b|$)"
    rf"|\b(?:[Ff]rom|[Ss]ince|[Bb]y|[Uu]ntil) the age of {NUMBER}\b"
    rf"|\b(?:would|will|should) (?:have been|be|have turned|turn) {NUMBER}(?= (?:the|on|in|this|next|when|had|now|by"
    rf"|before|soon)\b|[.,;]|$)"
    rf"|\b(?:his|her|their|[A-Z]['’]s) {_ORDINALS} birthday|\b(?:before|after|on|until) (?:\w+ ){{0,2}}{_ORDINALS} "
    rf"birthday"
    rf"|\b(?:pregnant|married|moved in|left home|left school|gave birth|first arrested|born when \w+ was|injured"
    rf"|noticed"
    rf"|taken|removed|placed|adopted|diagnosed|died|killed|seen|found|weighed|hurt|harmed|admitted|sedated|referred"
    rf"|started school) at (?:just |only |about )?(?:age )?{NUMBER}(?: {_UNIT})?\b(?! ?(?:am|pm|o['’]clock|:|%|per"
    rf"|[A-Z]|occasions|times|different|addresses|meetings))"
    rf"|\bin (?:his|her|their|the) (?:very )?(?:early |mid |late |mid-|early-|late-)?(?:[1-9]0s|teens|twenties"
    rf"|thirties"
    rf"|forties|fifties|sixties|seventies|eighties|nineties)\b"
    rf"|\b(?:was|were|been|baby|twins?|boy|girl|[Bb]orn|[Hh]e|[Ss]he) (?:was )?(?:prematurely )?born at {NUMBER} "
    rf"weeks\b"
    rf"|\b(?:an?|the) (?:octo|nona|septua|cente)(?:genarian|narian)\b"
    rf"|\b(?:is|was|were|while|when|then|now|still) (?:still )?in (?:[Yy]ear (?:\d{{1,2}}|{NUMBER})|[Rr]eception)\b"
    rf"|\ba [Yy]ear \d{{1,2}} (?:pupil|boy|girl|student|child)\b"
    rf"|\b{NUMBER} years? (?:and \w+ months? )?(?:(?:his|her|their|[A-Z]['’]s|the \w+['’]s) (?:senior|junior)"
    rf"|older|younger)\b"
    rf"|, at (?:just |only |about |barely )?{NUMBER} {_UNIT}(?: old)?,"
    rf"|\bat (?:1[3-9]|[2-9]\d|(?:{_TENS})(?:-(?:{_UNITS}))?|(?:thir|four|fif|six|seven|eigh|nine)teen)(?=[.,;]|$"
    rf"| and\b)"
    rf"|\b(?:was|were|is|are) (?:still |both |well |only just )?(?:under|over|not yet|almost) {NUMBER}"
    rf"(?=[.,;]|$| (?:when|at the time|and|then|but)\b)"
    rf"|\b(?:would have|was (?:due|about|ready) to|were (?:due|about|ready) to) start(?:ed)? (?:\w+ )?(?:school"
    rf"|nursery|college)\b"
    rf"|\b(?:[Hh]e|[Ss]he|[Ww]ho|[Ii])(?:['’]s| had been| has been|['’]d been|['’]m) (?:only |just |now |still "
    rf"|nearly |not yet )?{NUMBER}"
    rf"(?=[.,;]|$| (?:for|when|and|now|at|then|but)\b)|\b(?:was|is|were) {NUMBER} going on {NUMBER}\b"
    rf"|\b(?:[Nn]ow|[Tt]hen|[Ss]till|[Oo]nly|[Jj]ust|[Bb]arely) {NUMBER}, (?:he|she|they|his|her)\b"
    rf"|\((?:in (?:his|her|their) )?(?:early|mid|late)[ -]?(?:[1-9]0s|teens|twenties|thirties|forties|fifties"
    rf"|sixties|seventies"
    rf"|eighties|nineties)\)"
    rf"|\b{_WHOM} had (?:only |just )?been {NUMBER}(?= (?:when|at|and|years)\b|[.,;])"
    rf"|\breached (?:the age of )?{NUMBER}(?= (?:he|she|they|and|when)\b|[.,;])|\b(?:short of|shy of|approaching"
    rf"|nearing) {NUMBER}(?=[.,;]| and\b| when\b)"
    rf"|\b(?:{_TENS})-(?:odd|something)\b|\b[Yy]ear \d{{1,2}} age\b"
    rf"|\b(?:[Nn]ot (?:yet|quite)|[Bb]arely|[Hh]ardly|[Nn]early|[Aa]lmost) {NUMBER}, (?:he|she|they|his|her)\b"
    rf"|\b(?:barely|hardly|just|scarcely|still|only just) (?:out of|in|into) (?:his|her|their) (?:teens|twenties"
    rf"|thirties)\b"
    rf"|, (?:all|both|each) (?:of them )?(?:aged )?(?:under|below|over) {NUMBER},"
    rf"|\bborn (?:\w+ )?{NUMBER} (?:days|weeks|months) (?:early|late|premature(?:ly)?|too soon|before)\b"
    rf"|\b(?:(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Tt]his) (?:baby|infant|boy|girl|child|son|daughter|twins?|toddler)|him"
    rf"|her|he was|she was|they were) (?:\w+ )?at (?:only |just |about )?{NUMBER}(?:[- ]and[- ]a[- ](?:half"
    rf"|quarter))? "
    rf"(?:days|weeks|months)\b(?! (?:pregnant|gestation|intervals|into|notice))"
    rf"|\b{NUMBER}[- ]and[- ]a[- ](?:half|quarter)[- ](?:days|weeks|months|years?)[- ]old\b"
    rf"|\b{NUMBER} (?:hours|days|weeks|months) after (?:he|she|they|(?:the|his|her|their) (?:\w+ )?(?:baby|boy"
    rf"|girl|child|twins?|son|daughter)) (?:was|were"
    rf"|had "
    rf"been) born\b"
    rf"|\b(?:his|her|their) (?:hundredth|\w+tieth|\w+ty-\w+(?:st|nd|rd|th)|\w+teenth|eleventh|twelfth|twenty-first"
    rf"|\d\d+th|21st)(?=[,.;]| (?:and|when|but|with|in)\b)"
    rf"|\b(?:wed|wedded|widowed|conscripted|orphaned|ordained|called up) at {NUMBER}\b"
    rf"|\b(?:candles?|balloons?|badge|card|cake|icing) (?:in the shape of|shaped like|with|marked|for|that (?:said"
    rf"|read)) "
    rf"(?:an? |the |a number |the number |the figure )?{NUMBER}\b(?! (?:people|guests|friends|candles))"
    rf"|\btoo (?:old|young) (?:for|to) [^.]{{3,50}}\bby (?:an? |only |just )?(?:\w+ )?(?:hours?|days?|weeks?"
    rf"|months?)\b"
    rf"|\b{NUMBER} (?:more )?(?:terms?|years?|weeks|months) (?:of|at|in) (?:primary|secondary|junior|infant|nursery"
    rf"|high)"
    rf" school (?:ahead|left|to go|behind|still)\b"
    rf"|\b(?:last|final|first|second|third) (?:year|term|week|day|month) (?:of|at|in) (?:primary|secondary|junior"
    rf"|infant"
    rf"|high|nursery) school\b"
    rf"|\b(?:not |was |were |been )due to start (?:in |at )?(?:[Rr]eception|school|nursery|secondary|[Pp]rimary|P1"
    rf"|pre-?school|college)\b"
    rf"|\bin (?:his|her|their) {_ORDINALS} year\b|\b{_WHOM} in (?:[Yy]ear (?:\d{{1,2}}|{NUMBER})|[Rr]eception)\b"
)
_LETTERED = r"(?:Child|Adult|Baby|Person|Mother|Father|Sibling|Mr|Mrs|Ms|Miss|Mx|Dr) [A-Z0-9]{1,2}"
_BRACKETED = Look(
    rf"(?:\b(?:[A-ZÀ-Þ][\w’'-]+|{_SOMEONE}|{_LETTERED}) ?)"
    rf"\((?:then |aged |age |now |both )?((?:{NUMBER}, )*{NUMBER}(?:,? (?:and|&) {NUMBER})?)(?: {_UNIT})?(?: old)?\)"
)
_COMMAED = Look(
    rf"\b(?:{_SOMEONE}|grand(?:son|daughter|child)|sisters|brothers|boys|girls|siblings|twins|sons|daughters|children"
    rf"|[A-ZÀ-Þ][a-zß-ÿ’'-]+"
    rf"|{_LETTERED}), (?:aged "
    rf"|then |now |only |just |both )?({NUMBER}(?:,? (?:and|&) {NUMBER})?)(?: (?:months?|weeks?|days?"
    rf"|years?))?,(?!\d)"
)
_GENERAL_BEFORE = Look(
    r"(?:\b(?:[Cc]hildren|[Bb]abies|[Yy]oung people|[Pp]eople|[Aa]dults|[Ii]nfants|[Ee]very(?:one|body)|[Aa]ny(?:one"
    r"|body)|[Tt]hose|"
    r"[Pp]upils|[Bb]oys|[Gg]irls|[Tt]eenagers|[Pp]atients|[Rr]esidents|[Ss]tudents|[Ww]omen|[Mm]en|[Pp]arents"
    r"|[Mm]others|[Ff]athers|[Cc]arers|"
    r"[Ss]omebody|[Ss]omeone|[Aa]ny child|[Ee]very child|[Aa] child|[Cc]hild)(?: who (?:are|is)| (?:are|is))?(?:,? "
    r"(?:under|over|between|from|of))?"
    r"|\b(?:under|over|below|above|between|from|until|to|than|least|most|per|every|all|reach(?:es)?|up to)) $"
)
_GENERAL_IN = Look(
    r"\bcriminal responsibility\b|\b(?:consent|majority|capacity)\b|\bolds\b|\bor (?:over|under|older|younger|above"
    r"|more)\b"
)


def ages(text: str) -> Iterator[str]:
    """Ages of somebody. Those of everybody ("children under one", "aged 16 and 17") are none."""
    for match in _AGE.finditer(text):
        before, behind = text[: match.start()], text[match.end() : match.end() + 30]
        nearly = re.match(r"(?:just|nearly|almost|barely) ", match[0])
        sentence = sentence_at(text, match.start())
        general = not nearly and not _DONE_AT.match(match[0]) and _of_everybody(before)
        if general or _GENERAL_IN.search(match[0] + behind[:24]):
            continue
        if re.match(r"(?:[ -]?(?:and|to|or|–|-) ?\d| ?[–-] ?\d|s\b|%|p\b|:\d|,\d)", behind) and not (
            re.search(r"old$|birthday$", match[0]) or _of_a_person(text, match)
        ):
            continue
        sure = re.search(r"(?:old|of age)$", match[0])
        if not sure and _IS.match(match[0]) and not _of_a_person(text, match):
            continue
        if _ANYBODYS.match(behind) or (_AN.search(before + match[0][:3].lower()) and _ASKED.search(sentence)):
            continue
        if _TIMELY.search(before) or tells_of_people(sentence) or _SERVICE.search(sentence):
            continue
        if re.match(r"at (?!the )", match[0]) and not (tells_of_somebody(sentence) and _OWN_AGE.search(before)):
            continue
        if _BY_LAW.search(sentence) and not tells_of_somebody(sentence):
            continue
        yield match[0]
    for pattern in (_BRACKETED, _COMMAED):
        for match in pattern.finditer(text):
            if not match[0].startswith(_NUMBERED) and not tells_of_people(sentence_at(text, match.start())):
                yield match[0].strip(" ,")


_IS = re.compile(r"(?:is|are|was|were|be|am|are|only|just) ")
_OWN_AGE = re.compile(
    r"\b(?:(?:took|tried|smoked|drank|injected|used|stole|left|lost|met|married|joined|ran|fled|came|had|became"
    r"|began|started"
    r"|stopped|gave|went|got|entered|arrived|moved|fought|sold|carried|first|twice|again|pregnant|alone|home|away"
    r"|father"
    r"|mother|prison|care|work|school|army|gang|heroin|cocaine|drugs|cannabis|knife|weapon|abroad|here|age|even|back)"
    r"|\w{3,}ed)(?: [\w’'-]+){0,4}? $"
)
"""What somebody does at an age, and prices, speeds and rates are not."""


def _of_everybody(before: str) -> bool:
    """Whether the age that follows is one of people in general; "the children were 4" is about these."""
    general = _GENERAL_BEFORE.search(before)
    return general is not None and not _THESE.search(before[: general.start()])


_THESE = re.compile(
    rf"\b(?:[Tt]he|[Bb]oth|[Hh]is|[Hh]er|[Tt]heir|[Tt]hese|[Aa]ll|{_UNITS.replace('one|', '')}) (?:\w+ )?$"
)
_BY_LAW = Look(
    r"\b(?:offers?|invited?|invites?|screened|checks|visits every|contacts|all children|free)\b|\b(?:Acts?|[Ll]aw"
    r"|[Ll]egal\w*|appl(?:y|ies)|rights?|entitle\w*|duty|duties|consent|vote|support|offered"
    r"|[Cc]riminal responsibility|compulsory)\b"
)
_ANYBODYS = re.compile(r" (?:can|may|should|must|might|cannot|has the right|have the right)\b")
_AN = re.compile(r"\b[Aa]n? (?:\S{1,3})?$")
_ASKED = re.compile(r"\?\s*$|^\s*(?:Ask|Imagine|Think|Tell|Picture|Say|Explain|Show|Try)\b")
"""What is asked or advised about a person of an age is about nobody."""
_DONE_AT = Look(r"[a-z]{4,} at ")
_NUMBERED = (
    "Act",
    "Section",
    "Part",
    "Chapter",
    "Article",
    "Step",
    "Finding",
    "Annex",
    "Recommendation",
    "Table",
    "Figure",
)
_SERVICE = Look(
    r"\b(?:[Rr]eviews?|[Cc]hecks?|[Cc]ourses?|[Ff]ollow-?ups?|[Ss]cheme|[Tt]hreshold|[Tt]ransition|[Ee]ligib\w+"
    r"|[Vv]accin\w+"
    r"|[Dd]uty|[Ll]aw|[Ll]egal\w*|[Pp]athway|[Oo]ffered to (?:every|all)) (?:at|is|are|from|starts?|ends?|for) "
)
_TIMELY = Look(
    r"\b(?:before|until|by the time|when|once|as soon as|if) (?:a|an|the|every|each|your) (?:baby"
    r"|child|infant)(?: is| turns| reaches)? ?$"
)
"""What is advised for any child of an age."""


_BEFORE_A_VERB = Look(
    rf"(?:\b(?:[Hh]e|[Ss]he|[Tt]hey|who|{_SOMEONE}|[Ee]ldest|[Yy]oungest|[Oo]ldest|[Ss]iblings|[Cc]hildren|[Tt]wins"
    rf"|[Pp]air|[Cc]ouple|[Pp]arents|[Ll]ads|[Tt]wo|[Tt]hree|[Oo]ther|[Ss]ons|[Dd]aughters"
    rf"|[Bb]oth"
    rf"|[Bb]oys|[Gg]irls|[Bb]rothers|[Ss]isters)|(?:Child|Adult|Mother|Father|Mum|Dad|[A-Z][a-z]+)(?: [A-Z])?"
    rf"|\b[A-Z]),?(?: had| has| have)? $"
)


_WHO_DID = re.compile(
    rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Aa]n?|[Oo]ne) (?:[\w’'-]+ )?{_SOMEONE} (?:of|who|that|whom|he|she|they|with|in"
    rf"|from|at)\b"
    r"[^.;?!,]{0,60} $"
)
""" "The friend who held the knife was sixteen." """


def _of_a_person(text: str, match: re.Match[str]) -> bool:
    """ "She was 81.", "The mother is nineteen and…": who is meant stands before the verb."""
    last = re.split(r"[.!?;]\s", text[: match.start()])[-1]
    if re.match(r"[Aa]ged?\b", match[0]):
        last = re.sub(r"\b(?:was|were|is|are|both|all|then|now|just|only) (?:both |all |then |now )?$", "", last)
    if _WHO_DID.search(last):
        return True
    return _BEFORE_A_VERB.search(last) is not None and not re.search(
        r"\b(?:[Tt]here|[Ii]t|[Tt]otal"
        r"|[Ss]core) $",
        last,
    )

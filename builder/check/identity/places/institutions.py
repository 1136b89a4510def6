"""Places in a passage that have a name and a kind: schools, wards, hospitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..cases import of_the_case
from ..names.capitals import is_known
from ..names.lexicon import NATIONALITIES
from ..names.lists import is_given
from ..somebody import is_public, sentence_at, tells_of_somebody
from ..vocabulary import FIELD, MONTHS, ORGANISATIONS
from .homes import NOT_FIRST, PROPER
from .towns import RESEARCH

_CHAIN = rf"{NOT_FIRST}{PROPER}(?:(?: (?:of|the|and|y|yr|on|in|with|&|de))* {PROPER}){{0,4}}?"

_SCHOOL = Look(
    rf"\b{_CHAIN}(?: (?:C of E|RC|CE|Church of England))?(?: (?:Catholic|Community|Church|Park|Free|Voluntary"
    rf"|Special|Girls['’]?|Boys['’]?))*"
    r" (?:(?:Primary|Secondary|Infants?['’]?|Juniors?|High|Grammar|Comprehensive|Nursery|Preparatory|Prep|First"
    r"|Middle|Upper|Lower)"
    r"(?: (?:School|Academy|College))?|Academy|School|College|Nursery|Sixth Form|University|Pre-?school|Playgroup"
    r"|Kindergarten)\b"
    rf"|\bSt\.? {PROPER}(?: (?:and|&) St\.? {PROPER})? (?:\w+ ){{0,3}}(?:Primary|School|Academy|High|College"
    rf"|Nursery|Infants?|Juniors?)\b"
    rf"|\b(?:Ysgol|Coleg) (?:\w+ ){{0,2}}{PROPER}(?: {PROPER})*|\bUniversity of {PROPER}"
    rf"|(?<=nursery, ){PROPER}(?: {PROPER})+|(?<=school, ){PROPER}(?: {PROPER})+|(?<=pre-school, ){PROPER}(?: "
    rf"{PROPER})+"
    rf"|(?:\b(?:nursery|school|college|academy|playgroup|pre-?school) (?:called|named|known as) ){PROPER}(?: "
    rf"{PROPER})*"
)
_NO_SCHOOL = Look(
    r"^(?:(?:Families|Children|Housing|Safety|People|Royal|National|Open|Higher|Further|Early|Primary|Secondary|Junior|Infant|High|Special|Independent|Every"
    r"|Local|"
    r"Children Missing|Virtual|Home|Multi|Medical|Business|Law|Pre|Boarding|Day|Staff|Safer|Operation|Healthy|Sunday"
    r"|Faith|"
    r"Church|State|Public|Private|Mainstream|Summer|Working|Health|Social|Education|Care|Keeping|Education and|Adult"
    r"|Family|"
    r"Best|Good|New|Former|Designated|Research in|Teaching|Training)(?:[ -]\w+)*?) (?:\w+)$|\bRoyal College|College "
    r"of (?:Policing|"
    r"Paramedics|Nursing|Social|General|Midwives|Psychiatrists|Emergency|Occupational)|University Press"
    r"|Open University"
)
_WARD = Look(
    rf"\b{NOT_FIRST}{PROPER}(?: {PROPER}){{0,2}} (?:Ward|Wing|Suite)\b|\b[Ww]ard (?:\d{{1,3}}[A-Z]?|[A-Z]\d?)\b"
    rf"|\b{NOT_FIRST}{PROPER}(?: {PROPER})? Unit\b"
)
_NO_WARD = Look(
    r"\b(?:Probation|Delivery|Housing|Data|Business|Child|Children|Crisis|Intensive|Care|Emergency|High|Dependency"
    r"|Special|Neonatal|Maternity|Public"
    r"|Protection|"
    r"Assessment|Safeguarding|Investigation|Abuse|Multi|Agency|Partnership|Support|Policy|Referral|Pupil|Mother|Baby"
    r"|Burns|Stroke|"
    r"Adult|Violence|Reduction|Family|Joint|Learning|Quality|Audit|Training|Crime|Police|Specialist|Central|Every"
    r"|Each|Review|"
    r"Commissioning|Admissions|Postnatal|Antenatal|Labour|Medical|Surgical|Paediatric|Psychiatric|Acute|Hospital"
    r"|Community|"
    r"Forced|Marriage|Threat|National|Major|Serious|Organised|Economic|Hate|Vice|Response|Electoral"
    r"|Council) (?:\w+ )?(?:Ward|Unit|Suite|Wing)\b"
)
_KNOWN_HOSPITALS = (
    r"(?:Alder Hey|Great Ormond Street(?: Hospital)?|Broadmoor|Rampton|Ashworth|Addenbrooke['’]s|Pinderfields"
    r"|Papworth|Bart['’]s|"
    r"St Bart['’]s|Guy['’]s(?: and St Thomas['’]?)?|Jimmy['’]s|the Maudsley|The Maudsley|Birmingham Children['’]s"
    r"|Evelina|"
    r"Stoke Mandeville|John Radcliffe|Royal Free|Chelsea and Westminster|Moorfields|Ysbyty \w+(?: \w+)?)"
)
_HOSPITAL = Look(
    rf"\b{_CHAIN} (?:(?:General|University|District|Community|Children['’]?s|Royal|Memorial|Cottage|Women['’]?s"
    rf"|Maternity) )*"
    r"(?:Hospital|Infirmary|Hospice|Surgery|Clinic|Medical Centre|Medical Practice|Health Centre|Group Practice"
    r"|Birth Centre|"
    r"Care Home|Nursing Home|Rest Home|Residential Home|Children['’]?s Home|Children['’]?s Centre|Family Centre"
    r"|Prison|Refuge|"
    rf"Hostel|Day Centre|Practice(?! (?:Week|Model|Framework|Standards|Review|Lead|Educator|Forum|Day"
    rf"|Guid\w+)))\b|\bHM(?:P|YOI| Prison)(?:/YOI)? {PROPER}(?: {PROPER})*|\b{_KNOWN_HOSPITALS}"
)
_NO_HOSPITAL = Look(
    r"^(?:Key|Early|Good|Best|Safe|Safer|Mental Health|Acute|General|Local|Community|Family|Royal|Child|Children['’]s?"
    r"|Working|Legal|"
    r"Minor Injuries|Antenatal|Dental|Baby|Sexual Health|Social Work|Social|Reflective|Anti-Racist|Safeguarding"
    r"|Professional|"
    r"Evidence|Research in|Trauma|Restorative|Nursing|Day|Women['’]?s|Mother and Baby|District General|District"
    r"|University|"
    r"Private|Psychiatric|Teaching|Maternity|Cottage|Learning|Relational|Systemic|Multi-Agency|Multi-agency"
    r"|Strategic|Signs of)"
    r"(?: (?:General|District|University|Community|Children['’]?s))* \w+(?: \w+)?$"
)
_HOME_CALLED = Look(
    rf"\b(?:home|hospital|surgery|hospice|hostel|refuge|prison|clinic|practice|shelter|centre|lodge|day service"
    rf"|pharmacy|dentist|unit|placement|agency|provider|company|club|pub|block|project|scheme)"
    rf"(?:,| called| named| known as) ({PROPER}(?: {PROPER})?)(?=,|[.;]|$| (?:had|has|was|did|could|where|which)\b)",
    apart=True,
)
_OFFERS = re.compile(
    r"(?:['’]s?)? (?:(?:has|have|had|also|now) )*(?:publish\w*|produc\w+|offers?|runs?|provides?|develop\w+"
    r"|leads?|guidance|leaflets?"
    r"|advice|website|charity|research\w*|stud(?:y|ies))\b"
)
"""What a hospital known to all does for everybody: it names nobody's."""
_HIRED = re.compile(r"(?:agency|provider|company|club|project|scheme)\b")
"""What works for everybody, unless somebody of the case was there."""
_LED_TO = re.compile(
    r"^(?:(?:[A-Z]?[a-z]+|A&E|A and E)(?: [a-z]\w*)* )?(?:at|from|to|into|in|near|of|by) (?:the )?(?=[A-Z])"
)
"""What leads to a name: "treated at the", "to"."""


_NO_KIND = (
    "The|A|An|Primary|Secondary|High|Local|Welsh|English|Catholic|Jewish|Muslim|Many|Any|Some|Sunday|Special|Early"
    "|Mental"
    "|NHS|National|Social|Year|Public|Private|Acute|General|Community|Adult|Child|Children['’]s|Child['’]s|Young|Her"
    "|His|Their|Every"
    "|Each|Crown|Family|Pupil|Youth|County|Magistrates['’]?|Coroner['’]?s?|Islamic|Christian|Scottish|Irish|British"
    "|Independent"
    "|Care|Police|Railway|Fire|Bus|Health|Foster|Mother and|And|Or|Of|In|If|When|Which|Whether|Hospital|School"
    "|Nursing"
)
_LOWER_PROPER = rf"(?<!^)(?<![.!?:\n•] )\b(?!(?:{_NO_KIND})\b){PROPER}(?: (?!(?:{_NO_KIND})\b){PROPER})?"
_IN_SMALL = {
    "school": Look(
        rf"(?:(?<=The )|(?<=the )){PROPER} pupil referral unit|{_LOWER_PROPER} (?:(?:primary|secondary|special"
        rf"|infants?|junior|high|grammar|nursery|boarding|free|village|church|prep"
        r"|boys['’]?|girls['’]?|faith|Catholic|middle|first|comprehensive) )?(?:school|nursery|college|playgroup"
        r"|sixth "
        r"form|pupil"
        r" referral unit|PRU|academy|preschool|pre-school|university|kindergarten)\b(?! (?:age|meals?|nurs|place"
        r"|uniform|staff"
        r"|readiness|attendance|holidays?|terms?))"
    ),
    "ward": Look(rf"{_LOWER_PROPER} (?:(?:children['’]s|maternity|psychiatric|medical|acute) )?(?:ward|unit|suite)\b"),
    "hospital": Look(
        rf"{_LOWER_PROPER} (?:(?:general|district|maternity|community|children['’]s|residential|care|nursing|medical"
        rf"|health|open|secure"
        r"|family|dental|GP|day|probation) )?(?:hospital|infirmary|hospice|surgery|clinic|prison|jail|refuge|hostel"
        r"|home|practice"
        r"|(?:medical|health|day|family|children['’]s) centre|detention centre|immigration removal centre)\b(?! "
        r"(?:Office|visit))"
        rf"|\b(?:at|from|to|in|near|of|by) St\.? {PROPER}(?! (?:Ambulance|Day))|\b(?:[Ll]ived|[Ll]iving|[Ll]ives"
        rf"|[Ss]tayed|[Rr]esident"
        rf"|[Pp]laced|[Mm]oved|[Aa]rrived|[Ww]orked) (?:at|into) {NOT_FIRST}{PROPER}(?: {PROPER})*"
        rf"|(?:[Tt]reated|[Aa]dmitted|[Ss]een|[Nn]ursed|[Bb]orn|[Dd]ied|[Pp]atient|[Oo]perated on|[Tt]ransferred"
        rf"|[Aa]&E|[Mm]idwife"
        rf"|[Dd]octor|[Nn]urse|A and E|[Cc]are|ward) (?:[\w ]{{0,20}}? )?(?:at|to) (?:the )?{NOT_FIRST}{PROPER}(?: "
        rf"{PROPER})*"
    ),
    "court-name": Look(
        rf"{_LOWER_PROPER} (?:crown|magistrates['’]?|family|county|coroner['’]?s?|youth|sheriff|combined) court\b"
    ),
}


def named_in_small(kind: str, text: str) -> Iterator[str]:
    """Names whose kind is written small: "Oakfield primary school"."""
    for match in _IN_SMALL[kind].finditer(text):
        words = re.findall(r"[A-ZÀ-Þ][\w’'-]*", match[0])
        own = [re.sub(r"['’]s$", "", w) for w in words]
        known = all(w in FIELD or w in ORGANISATIONS or w in NATIONALITIES or len(w) < 2 for w in own)
        possessed = re.search(r"['’]s? (?:\w+ )?\w+$", match[0]) and is_given(words[-1]) is not None
        month = any(re.fullmatch(MONTHS, w) for w in own)
        if not known and not possessed and not month and "UK" not in own:
            yield match[0]


def schools(text: str) -> Iterator[str]:
    """Schools, nurseries, colleges by name."""
    for match in _SCHOOL.finditer(text):
        name = _BIDDEN.sub("", match[0].strip())
        if _TAUGHT_AT.search(name) and (
            RESEARCH.search(text[max(0, match.start() - 60) : match.start()])
            or (_STUDIES.search(text) and not tells_of_somebody(sentence_at(text, match.start())))
        ):
            continue
        if " " in name and not _NO_SCHOOL.search(name) and not name.startswith(("Sixth Form", "Nursery School")):
            yield name
    yield from named_in_small("school", text)
    for match in _DEDICATED.finditer(text):
        name = match[1] or match[2]
        if not is_public(sentence_at(text, match.start())) and not all(is_known(word) for word in name.split()):
            yield name


_TAUGHT_AT = re.compile(r"\bUniversity\b|^(?:King['’]s|Imperial|University|Queen['’]s|Trinity|Birkbeck) College\b")
_BIDDEN = re.compile(
    r"^(?:Ask|Tell|Call|Ring|Phone|Contact|Email|Invite|Involve|Visit|See|Use|Read|Join|Thank|Inform|Share with"
    r"|Write to)"
    r" (?:(?:the|your|every|each|a) )?"
)
"""What a reader is bidden to do stands before a name and is none of it."""
_STUDIES = re.compile(
    r"\b(?:analys\w+|[Rr]esearch\w*|stud(?:y|ies|ied)|evaluat\w+|found|publish\w*|developed|led|followed|professor"
    r"|review(?:ed|s)?|survey\w*|team)\b"
)
_DEDICATED = Look(
    rf"\b(?:sixth form|[Rr]eception|[Yy]ear \d{{1,2}}|class|playground|headteacher|staffroom|canteen|caretaker"
    rf"|school gates?|prefects?|governors) (?:at|of) "
    rf"({NOT_FIRST}{PROPER}(?: {PROPER})?)(?! (?:Council|County|Service))\b|"
    r"\b(?:at|from|to|in|left|of|near|joined|after) ((?:All (?:Saints|Souls|Hallows)|Holy (?:Trinity|Cross|Family"
    r"|Rood|Name|Rosary|Child)"
    r"|Our Lady(?: of \w+| and \w+)*|(?:The )?Sacred Heart|Christ (?:Church|the King)|Corpus Christi"
    r"|Blessed [A-Z]\w+)['’]?)"
    r"(?! (?:Day|Sunday))\b"
)
"""Schools, churches and homes called by their patron alone."""


def wards(text: str) -> Iterator[str]:
    """Wards and units by name or number."""
    for match in _WARD.finditer(text):
        if not _NO_WARD.search(match[0]):
            yield match[0]
    yield from named_in_small("ward", text)


def hospitals(text: str) -> Iterator[str]:
    """Hospitals, surgeries, homes and prisons by name."""
    for match in _HOSPITAL.finditer(text):
        royal = re.match(r"Royal (?!College|Society|Commission)[A-Z]\w+ ", match[0])
        called = re.match(r"(?:Call|Ring|Contact|Ask|Tell|Phone|Visit) ", match[0])
        offers = _OFFERS.match(text[match.end() :]) and not tells_of_somebody(sentence_at(text, match.start()))
        if royal or not (called or offers or _NO_HOSPITAL.search(match[0])):
            yield match[0]
    for match in _HOME_CALLED.finditer(text):
        hired = _HIRED.match(match[0]) and not of_the_case(sentence_at(text, match.start()))
        if match[1].split()[0] not in FIELD and not hired:
            yield match[1]
    for words in named_in_small("hospital", text):
        yield _LED_TO.sub("", words)


_SIGNS: dict[str, tuple[str, ...]] = {
    "school": (
        *("chool", "cademy", "ollege", "ursery", "Primary", "Secondary", "High", "Grammar", "Ysgol", "Univers"),
        *("Coleg", "Form", "PRU", "kinder"),
        *(
            "referral",
            "Infant",
            "Junior",
            "laygroup",
            "Kinder",
            "academy",
            "Prep",
            "form at",
            "eception at",
            "Year ",
            "lass at",
            "layground",
            "overnors",
            "efect",
        ),
    ),
    "ward": ("Ward", "ward", "Unit", "unit", "suite", "Wing", "Suite"),
    "court-name": (
        "Court",
        "court",
        "Bailey",
        "oroner",
        "nquest",
        "udge",
        "ury",
        "agistrate",
        "ench ",
        "ustices",
        "heriff",
        "rosecut",
        *(
            "ecorder",
            "entenc",
            "etrial",
            "erdict",
            "lead",
            "onvicted",
            "cquitted",
            "uror",
            "tried",
            "Tried",
            "emanded",
        ),
        *("ailed", "rosecuted", "guilty", "trial", "Principal", "Avenue", "Building"),
    ),
}


def may_hold(kind: str, text: str) -> bool:
    """Whether a look is worth its time: a quick one for words that every such name has."""
    signs = _SIGNS.get(kind)
    return signs is None or any(sign in text for sign in signs)

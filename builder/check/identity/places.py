"""Places in a passage: towns and villages, streets and postcodes, schools, wards, hospitals, courts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lists import is_given, places
from .vocabulary import MONTHS

_PROPER = r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*"
_NOT_FIRST = (
    r"(?!(?:The|A|An|In|At|On|From|To|Of|And|Or|But|If|When|Our|Your|Their|His|Her|Every|Each|All|Any|Some|No|This"
    r"|That|"
    r"Local|General|Special|Community|Acute|Which|Most|Both|Two|One|After|Before|Near)\b)"
)
_CHAIN = rf"{_NOT_FIRST}{_PROPER}(?:(?: (?:of|the|and|y|yr|on|in|with|&|de))* {_PROPER}){{0,4}}?"

_STREETS = (
    r"(?:Street|Road|Avenue|Lane|Drive|Crescent|Terrace|Gardens|Grove|Hill|Mews|Walk|Row|Parade|Rise|Gate"
    r"|Boulevard|Esplanade|Promenade|Estate|Close|Way|Court|Place|Square|Quay|Wharf|Yard|Green|House|Point|Mansions"
    r"|Heights|St|Rd|Ave)"
)
_SURE = r"(?:Street|Road|Avenue|Lane|Crescent|Terrace|Mews|Boulevard|Drive|Gardens|Estate|Close|Grove|Rd)"
_STREET = re.compile(
    rf"\b(?:[Ff]lat|[Aa]partment|[Uu]nit|[Rr]oom|[Pp]lot|[Cc]aravan) ?(?:no\.? )?\d{{1,4}}[A-Za-z]?\b(?:,? "
    rf"(?:\d{{1,4}}[A-Za-z]? )?{_PROPER}(?: {_PROPER}){{0,3}})?"
    rf"|\b\d{{1,4}}[A-Za-z]?,? {_PROPER}(?: {_PROPER}){{0,3}} {_STREETS}\b"
    rf"|\b{_NOT_FIRST}{_PROPER}(?: {_PROPER}){{0,2}} {_SURE}\b(?! (?:Court|School|Academy|Hospital|Surgery|Team"
    rf"|Centre|Police))"
    rf"|\b(?:\d{{1,4}}[A-Za-z]?,? )?(?:Heol|Stryd|Ffordd|Lôn|Rhodfa|Maes|Cae|Clos|Pen) (?:y |yr |Y )?{_PROPER}"
    rf"|\b{_PROPER}(?: {_PROPER}){{0,2}} (?:Hotel|Hostel|B&B|Guest House|Caravan Park|Travelodge)\b,? room \d+"
)
_FAMOUS = re.compile(r"\b(?:Downing|Coronation|Sesame|Fleet|Wall|Great Ormond|Harley|High) Street\b")
_AREAS = (
    r"(?:AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX"
    r"|FK|FY|"
    r"G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP"
    r"|NR|NW|"
    r"OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA"
    r"|WC|WD|"
    r"WF|WN|WR|WS|WV|YO|ZE|ZZ|XX)"
)
_POSTCODE = re.compile(rf"\b{_AREAS}\d[\dA-Z]? ?\d[ABD-HJLNP-UW-Z]{{2}}\b|\bZZ ?\d{{1,2}} ?\d[A-Z]{{2}}\b", re.I)
_OUTWARD = re.compile(
    rf"\b{_AREAS}\d[\dA-Z]?\b(?= (?:area|district|postcode|estate))|(?<=postcode )\b{_AREAS}\d[\dA-Z]?\b"
    rf"|(?<=postcode area )\b{_AREAS}\d[\dA-Z]?\b"
)

_SCHOOL = re.compile(
    rf"\b{_CHAIN}(?: (?:C of E|RC|CE|Church of England))?(?: (?:Catholic|Community|Church|Park|Free|Voluntary"
    rf"|Special|Girls['’]?|Boys['’]?))*"
    r" (?:(?:Primary|Secondary|Infants?['’]?|Juniors?|High|Grammar|Comprehensive|Nursery|Preparatory|Prep|First"
    r"|Middle|Upper|Lower)"
    r"(?: (?:School|Academy|College))?|Academy|School|College|Nursery|Sixth Form|University|Pre-?school|Playgroup"
    r"|Kindergarten)\b"
    rf"|\bSt\.? {_PROPER}(?: (?:and|&) St\.? {_PROPER})? (?:\w+ ){{0,3}}(?:Primary|School|Academy|High|College"
    rf"|Nursery|Infants?|Juniors?)\b"
    rf"|\bYsgol (?:\w+ ){{0,2}}{_PROPER}(?: {_PROPER})*|\bUniversity of {_PROPER}"
    rf"|(?<=nursery, ){_PROPER}(?: {_PROPER})+|(?<=school, ){_PROPER}(?: {_PROPER})+|(?<=pre-school, ){_PROPER}(?: "
    rf"{_PROPER})+"
    rf"|(?:\b(?:nursery|school|college|academy|playgroup|pre-?school) (?:called|named|known as) ){_PROPER}(?: "
    rf"{_PROPER})*"
)
_NO_SCHOOL = re.compile(
    r"^(?:(?:Royal|National|Open|Higher|Further|Early|Primary|Secondary|Junior|Infant|High|Special|Independent|Every"
    r"|Local|"
    r"Children Missing|Virtual|Home|Multi|Medical|Business|Law|Pre|Boarding|Day|Staff|Safer|Operation|Healthy|Sunday"
    r"|Faith|"
    r"Church|State|Public|Private|Mainstream|Summer|Working|Health|Social|Education|Care|Keeping|Education and|Adult"
    r"|Family|"
    r"Best|Good|New|Former|Designated|Research in|Teaching|Training)(?:[ -]\w+)*?) (?:\w+)$|\bRoyal College|College "
    r"of (?:Policing|"
    r"Paramedics|Nursing|Social|General|Midwives|Psychiatrists|Emergency|Occupational)|University Press|Open University"
)
_WARD = re.compile(
    rf"\b{_NOT_FIRST}{_PROPER}(?: {_PROPER}){{0,2}} (?:Ward|Wing|Suite)\b|\b[Ww]ard (?:\d{{1,3}}[A-Z]?|[A-Z]\d?)\b"
    rf"|\b{_NOT_FIRST}{_PROPER}(?: {_PROPER})? Unit\b"
)
_NO_WARD = re.compile(
    r"\b(?:Business|Child|Children|Crisis|Intensive|Care|Emergency|High|Dependency|Special|Neonatal|Maternity|Public"
    r"|Protection|"
    r"Assessment|Safeguarding|Investigation|Abuse|Multi|Agency|Partnership|Support|Policy|Referral|Pupil|Mother|Baby"
    r"|Burns|Stroke|"
    r"Adult|Violence|Reduction|Family|Joint|Learning|Quality|Audit|Training|Crime|Police|Specialist|Central|Every"
    r"|Each|Review|"
    r"Commissioning|Admissions|Postnatal|Antenatal|Labour|Medical|Surgical|Paediatric|Psychiatric|Acute|Hospital"
    r"|Community|"
    r"Electoral|Council) (?:\w+ )?(?:Ward|Unit|Suite|Wing)\b"
)
_KNOWN_HOSPITALS = (
    r"(?:Alder Hey|Great Ormond Street(?: Hospital)?|Broadmoor|Rampton|Ashworth|Addenbrooke['’]s|Pinderfields"
    r"|Papworth|Bart['’]s|"
    r"St Bart['’]s|Guy['’]s(?: and St Thomas['’]?)?|Jimmy['’]s|the Maudsley|The Maudsley|Birmingham Children['’]s"
    r"|Evelina|"
    r"Stoke Mandeville|John Radcliffe|Royal Free|Chelsea and Westminster|Moorfields|Ysbyty \w+(?: \w+)?)"
)
_HOSPITAL = re.compile(
    rf"\b{_CHAIN} (?:(?:General|University|District|Community|Children['’]?s|Royal|Memorial|Cottage|Women['’]?s"
    rf"|Maternity) )*"
    r"(?:Hospital|Infirmary|Hospice|Surgery|Clinic|Medical Centre|Medical Practice|Health Centre|Group Practice"
    r"|Birth Centre|"
    r"Care Home|Nursing Home|Rest Home|Residential Home|Children['’]?s Home|Children['’]?s Centre|Family Centre"
    r"|Prison|Refuge|"
    rf"Hostel|Day Centre|Practice)\b|\bHM(?:P|YOI| Prison)(?:/YOI)? {_PROPER}(?: {_PROPER})*|\b{_KNOWN_HOSPITALS}"
)
_NO_HOSPITAL = re.compile(
    r"^(?:Early|Good|Best|Safe|Safer|Mental Health|Acute|General|Local|Community|Family|Royal|Child|Children['’]s?"
    r"|Working|Legal|"
    r"Minor Injuries|Antenatal|Dental|Baby|Sexual Health|Social Work|Social|Reflective|Anti-Racist|Safeguarding"
    r"|Professional|"
    r"Evidence|Research in|Trauma|Restorative|Nursing|Day|Women['’]?s|Mother and Baby|District General|District"
    r"|University|"
    r"Private|Psychiatric|Teaching|Maternity|Cottage|Learning|Relational|Systemic|Multi-Agency|Multi-agency"
    r"|Strategic|Signs of)"
    r"(?: (?:General|District|University|Community|Children['’]?s))* \w+(?: \w+)?$"
)
_COURT = re.compile(
    rf"\b{_NOT_FIRST}{_PROPER}(?: {_PROPER}){{0,2}} (?:Crown|Magistrates['’]?|Family|County|Coroner['’]?s?['’]?"
    rf"|Youth|Sheriff) Court\b"
    r"|\b(?:Old Bailey|Central Criminal Court|Royal Courts of Justice)\b"
    rf"|\b{_PROPER} (?:Crown|Magistrates['’]?|Family|County|Sheriff) Court\b"
)
_NO_COURT = re.compile(
    r"^(?:The|A|Every|If|Each|Local|New|Specialist|Integrated|Central|National|Public)\b(?! Criminal)"
)


_NOT_PLACES = frozenset(
    "Wales England Scotland Church Street Valley Law Hill Bridge Over Send Grove Stock Rock Wall Box Wing Plains Pool "
    "Warden Hillside Summerhouse Hermitage Headstone Banks Cove Victoria Reading Hope Stone Ford Dale Healing Cooling "
    "Settle".split()
)
_AFTER = r"\b(?:in|from|near|to|at|around|outside|through|into|between|leaving|left|visited|of|and) $"


def towns(text: str, own: frozenset[str]) -> Iterator[str]:
    """Towns and villages; one that is a word too only after "in", "from" and the like. `own` are the partnership's "
    "words."""
    listed = places()
    skip = -1
    for match in re.finditer(r"[A-ZÀ-Þ][\w’'.-]*", text):
        if match.start() < skip:
            continue
        for length in (4, 3, 2, 1):
            parts = re.match(rf"(?:[\w’'.-]+ ?){{{length}}}", text[match.start() :])
            name = parts[0].strip(" .,") if parts else ""
            name = re.sub(r"['’]s$", "", name).replace("’", "'")
            if name.count(" ") != length - 1 or name not in listed:
                continue
            if _is_there(text, match.start(), name, listed[name]) and name.split()[0] not in own:
                skip = match.start() + len(name)
                yield name
            break


def _is_there(text: str, start: int, name: str, shared: bool) -> bool:
    behind = text[start + len(name) : start + len(name) + 24]
    if re.match(
        r"['’]?s? (?:Police|Road|Street|Lane|Avenue|Ward|Hospital|School|University Press|Report|Inquiry|Rules?"
        r"|Mental|Test)\b",
        behind,
    ):
        return not re.match(
            r"['’]?s? (?:Road|Street|Lane|Avenue|Ward|Hospital|School|Rules?|Test|Report|Inquiry|Mental|University)",
            behind,
        )
    after = re.search(_AFTER, text[:start])
    if shared or name in _NOT_PLACES:
        return (
            bool(after and re.search(r"\b(?:in|from|near|to|outside|around) $", text[:start]))
            and not re.match(r" [A-Z0-9]", behind)
            and (name not in ("Wales", "England", "Scotland") and not re.fullmatch(MONTHS, name))
        )
    if " " not in name and is_given(name) is not None:
        return bool(after) and not re.search(r"\b(?:of|to|and) $", text[:start])
    return not re.match(r" [A-Z][a-z]+ (?:told|said)", behind)


def streets(text: str) -> Iterator[str]:
    """Street addresses and postcodes, test areas (ZZ99) too."""
    for match in _STREET.finditer(text):
        if not _FAMOUS.search(match[0]) or match[0][0].isdigit():
            yield match[0].strip(" ,")
    for pattern in (_POSTCODE, _OUTWARD):
        yield from (m[0] for m in pattern.finditer(text))


def schools(text: str) -> Iterator[str]:
    """Schools, nurseries, colleges by name."""
    for match in _SCHOOL.finditer(text):
        name = match[0].strip()
        if " " in name and not _NO_SCHOOL.search(name) and not name.startswith(("Sixth Form", "Nursery School")):
            yield name


def wards(text: str) -> Iterator[str]:
    """Wards and units by name or number."""
    for match in _WARD.finditer(text):
        if not _NO_WARD.search(match[0]):
            yield match[0]


def hospitals(text: str) -> Iterator[str]:
    """Hospitals, surgeries, homes and prisons by name."""
    for match in _HOSPITAL.finditer(text):
        royal = re.match(r"Royal (?!College|Society|Commission)[A-Z]\w+ ", match[0])
        called = re.match(r"(?:Call|Ring|Contact|Ask|Tell|Phone|Visit) ", match[0])
        if royal or not (called or _NO_HOSPITAL.search(match[0])):
            yield match[0]


def courts(text: str) -> Iterator[str]:
    """Courts that sit in a named place."""
    for match in _COURT.finditer(text):
        if not _NO_COURT.search(match[0]):
            yield match[0]


_SIGNS: dict[str, tuple[str, ...]] = {
    "school": (
        *("chool", "cademy", "ollege", "ursery", "Primary", "Secondary", "High", "Grammar", "Ysgol", "Univers", "Form"),
        *("Infant", "Junior", "laygroup", "Kinder", "academy", "Prep"),
    ),
    "ward": ("Ward", "ward ", "Unit", "Wing", "Suite"),
    "court-name": ("Court", "Bailey", "Courts"),
}


def may_hold(kind: str, text: str) -> bool:
    """Whether a look is worth its time: a quick one for words that every such name has."""
    signs = _SIGNS.get(kind)
    return signs is None or any(sign in text for sign in signs)

"""Where somebody lives or something happened: streets, postcodes, houses and sites by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..cases import of_the_case
from ..names.capitals import is_known
from ..names.lexicon import NATIONALITIES
from ..somebody import happened, sentence_at
from ..vocabulary import BELIEFS, FIELD

PROPER = r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*"
NOT_FIRST = (
    r"(?!(?:The|A|An|In|At|On|From|To|Of|And|Or|But|If|When|Our|Your|Their|His|Her|Every|Each|All|Any|Some|No"
    r"|This|That"
    r"|Local|General|Special|Community|Acute|Which|Most|Both|Two|One|After|Before|Near)\b)"
)

_STREETS = (
    r"(?:Street|Road|Avenue|Lane|Drive|Crescent|Terrace|Gardens|Grove|Hill|Mews|Walk|Row|Parade|Rise|Gate"
    r"|Boulevard|Esplanade|Promenade|Estate|Close|Way|Court|Place|Square|Quay|Wharf|Yard|Green|House|Point|Mansions"
    r"|Heights|St|Rd|Ave)"
)
_SURE = r"(?:Street|Road|Avenue|Lane|Crescent|Terrace|Mews|Boulevard|Drive|Gardens|Estate|Close|Grove|Rd)"
_NO_HOUSE_COURT = (
    r"Crown|County|High|Family|Youth|Supreme|Magistrates['’]?|Sheriff|Coroner['’]?s?['’]?|Criminal|Federal"
    r"|International"
    r"|European|Federal|Civil|Appeal|Juvenile|Drug|Moot|Tennis|Food"
)
_STREET = Look(
    rf"\b(?:[Ff]lat|[Aa]partment|[Uu]nit|[Rr]oom|[Pp]lot|[Cc]aravan) ?(?:no\.? )?\d{{1,4}}[A-Za-z]?\b(?:,? "
    rf"(?:\d{{1,4}}[A-Za-z]? )?{PROPER}(?: {PROPER}){{0,3}})?"
    rf"|\b\d{{1,4}}[A-Za-z]?,? (?:The )?{PROPER}(?: {PROPER}){{0,3}} {_STREETS}\b"
    rf"|\b\d{{1,4}}[A-Za-z]?,? The {PROPER}\b|\b(?:[Aa]t|[Oo]f|[Tt]o|[Ii]n|[Nn]eighbour at|house,|flat,|home,|door,"
    rf"|lived|lives) [Nn]umber \d{{1,4}}[a-z]?\b"
    rf"|\b{NOT_FIRST}{PROPER}(?: {PROPER}){{0,2}} {_SURE}\b(?! (?:Court|School|Academy|Press|Books|Records"
    rf"|Publishing|Hospital|Surgery|Team"
    rf"|Centre|Police))"
    rf"|(?:(?<=\bin )|(?<=\bon )|(?<=\bat )|(?<=\boff )|(?<=\bto )|(?<=\bfrom )|(?<=\balong )|(?<=\bof )"
    rf"|(?<=\bbehind )|(?<=\bbeside )|(?<=\bnear )|(?<=\boutside )|(?<=\bopposite )){NOT_FIRST}"
    rf"{PROPER}(?: {PROPER})? (?:Walk|Way|Row|Rise|Hill|Brow|Bottom|Parade|Place|Square|Mount|Fold|Croft|Yard|Wynd"
    rf"|Vennel|Brae|Loan|Path"
    rf"|Passage|Approach|Quadrant|Circus|Garth|Ginnel|Broadway|Embankment)\b(?! (?:School|Academy|Surgery|Centre"
    rf"|Model))"
    rf"|\b{NOT_FIRST}(?!(?:{_NO_HOUSE_COURT})\b){PROPER} Court(?=,? (?:where|in which|is a|was a|a |the flats|had"
    rf"|(?:an?|the|his|her|their) (?:[\w’'-]+ ){{0,3}}(?:scheme|home|hostel|block|placement|project|refuge|complex"
    rf"|service)\b"
    rf"|has|care"
    rf"|nursing|sheltered|extra))"
    rf"|\b(?:\d{{1,4}}[A-Za-z]?,? )?(?:Heol|Stryd|Ffordd|Lôn|Rhodfa|Maes|Cae|Clos|Pen) (?:y |yr |Y )?{PROPER}"
    rf"|\b{PROPER}(?: {PROPER}){{0,2}} (?:Hotel|Hostel|B&B|Guest House|Caravan Park|Travelodge)\b,? room \d+"
)
_NUMBERED = Look(
    rf"(?<![\w/.-])(?<!Section )(?<!Part )(?<!Article )(?<!Schedule )(?<!Regulation )(?!(?:19"
    rf"|20)\d\d\b)\d{{1,4}}[A-Za-z]?,? "
    rf"((?:The )?{PROPER} (?:{PROPER} )?{PROPER}|The {PROPER})"
)
"""A number before a name of two words or three: "7 Quarry Bank"."""
_FAMOUS = Look(r"\b(?:Downing|Coronation|Sesame|Fleet|Wall|Great Ormond|Harley|High) Street\b")
_AREAS = (
    r"(?:AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX"
    r"|FK|FY|"
    r"G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP"
    r"|NR|NW|"
    r"OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA"
    r"|WC|WD|"
    r"WF|WN|WR|WS|WV|YO|ZE|ZZ|XX)"
)
_LONG_AREAS = f"(?:{'|'.join(area for area in re.findall(r'[A-Z]+', _AREAS) if len(area) == 2)})"
_POSTCODE = Look(
    rf"\b(?=[A-Z]{{1,2}}\d){_AREAS}\d[\dA-Z]? ?\d[ABD-HJLNP-UW-Z]{{2}}\b|\bZZ ?\d{{1,2}} ?\d[A-Z]{{2}}\b"
    r"|\bGIR ?0AA\b|\b(?:ASCN|STHL|TDCU|BBND|BIQQ|FIQQ|PCRN|SIQQ|TKCA) ?1ZZ\b",
    re.I,
)
_OUTWARD = Look(
    rf"\b{_AREAS}\d[\dA-Z]?\b(?= (?:area|district|postcode|estate))|(?:(?<=postcode )|(?<=postcode, )"
    rf"|(?<=postcode: )|(?<=postcode is )|(?<=postcode was ))\b{_AREAS}\d[\dA-Z]?\b"
    rf"|(?<![\w/-])(?<!NICE )(?<!guideline )(?<!guidance )(?<!form )(?<!forms )(?<!Form )(?<!template )"
    rf"(?!NG\d){_LONG_AREAS}\d{{1,2}}[A-Z]?\b(?![\d/-])"
    rf"|(?<=postcode area )\b{_AREAS}\d[\dA-Z]?\b"
)
_HOUSE = Look(
    rf"\b{NOT_FIRST}({PROPER}(?: {PROPER})?) (?:House|Farm|Cottages?|Lodge|Park|Manor|Villas?|Towers?|Bungalow|Barn"
    rf"|Hall"
    r"|Inn|Arms|Buildings|View|Maltings|Point|Heights|Mansions|Woods?|Common|Recreation Ground|Marina|Caravan Site"
    r"|Wharf|Mill"
    r"|Stores|Junction|Roundabout|Retail Park|Shopping Centre|Leisure Centre|Police Station|Fire Station|Industrial "
    r"Estate"
    r"|Marketplace|Beach|Quarry|Reservoir|Allotments|Cemetery|Crematorium|Car Park|Bus Station|Estate|Flats|Tavern"
    r"|Nightclub|Social Club|Working Men['’]s Club)\b(?! (?:Team|Service|Council|Committee|Police|Report|Review"
    r"|Inquiry))"
)
_SITE = Look(
    rf"\b([Tt]he |[Ii]n |[Aa]t |[Oo]n |[Nn]ear |[Ff]rom |[Tt]o |by )(the |an? )?(?:old |former |disused |derelict "
    rf"|abandoned |local )?({PROPER}(?: {PROPER})?) (?:(?:caravan"
    rf"|traveller|council"
    r"|housing|tower|retail|industrial|railway|bus|train|police|fire|petrol|leisure|shopping|community|park) "
    r")?(?:estate|flats"
    r"|site|scheme|block|pub|nightclub|woods|beach|roundabout|station|park|centre|mosque|church|hotel|farm|roundabout"
    r"|cinema|theatre|factory|mill|warehouse|arcade|gym|launderette|takeaway|café|cafe|restaurant|garage|depot"
    r"|stadium"
    r"|school|hospital"
    r"|supermarket|shop|car park|bridge|canal|market|quarry|pier|harbour|bus stop|underpass|tube)\b"
)
_NO_HOUSE = Look(
    r"^(?:Safe|Open|Full|Trap|Halfway|Half-way|White|Broadcasting|Companies|Somerset|Marlborough|Whole|Care"
    r"|Children['’]?s?"
    r"|Women['’]?s?|National|Car|Country|Retail|Theme|Single|First|Contact|Access|Focal|Entry|Central|Decision"
    r"|Data|Town|City|County|Shire|Civic|Parish|Village|Church|Guild|Food|Working|Wind|Fish|Solar"
    r"|Health|Social"
    r"|Public|Local|Long|Short|Street|Overall|World|Point|Starting|Turning|Talking|Child['’]?s?|Adult['’]?s?"
    r"|Professional|New|Old"
    r"|Youth|Family|Winterbourne|Orchid|Whorlton|Poor|Wendy|Doll['’]?s|Bleak|Skate|Water|Safer|Early|Multi-\w+"
    r"|Integrated"
    r"|Strategic|Key|Learning|Practice|Community|Neighbourhood|Nightingale|Chatham|Ideal|Hyde|Toynbee|Trauma|Sunny"
    r"|Science"
    r"|Business|House|Royal|Great|British|One|Most|Many|Every|Each|Government|Council|Common|Prison|Station)$"
)
_APPOSED = Look(
    rf"\b({NOT_FIRST}{PROPER}(?: {PROPER}){{0,2}}), (?:an?|the|his|her|their) (?:[\w’'-]+ ){{0,3}}(?:care home"
    rf"|nursing home"
    r"|children['’]s home|residential home|supported living scheme|scheme|hostel|refuge|placement|block of flats"
    r"|care village"
    r"|pub|nightclub|takeaway|hotel|guest house|estate|caravan site|nursery|day centre|surgery|hospice)"
    r"(?= (?:where|which|that|in which|she|he|they|had|was|at|near|in)\b|,)"
)
"""What a place is called, and what it is: "Rosewood, the care home where…"."""
_THE_OLD = Look(
    r"\b([Tt]he (?:Old|New) (?:Vicarage|Rectory|Manse|School(?: ?[Hh]ouse)?|Schoolhouse|Mill|Forge|Bakery|Bakehouse"
    r"|Station|Chapel"
    r"|Parsonage|Post Office|Dairy|Stables|Barn|Smithy|Brewery|Coach House|Police House|Hall|Farm|Lodge|Bank|Malthouse"
    r"|Granary|Maltings|Tannery|Priory|Grange|Court ?[Hh]ouse|Workhouse|Inn|Pump House|Creamery|Oast))\b(?! [A-Z])"
)
_ROAD_NUMBER = Look(r"\b(?:the|The) [ABM]\d{1,4}(?:\(M\))?\b(?! (?:form|paper|sheet|size|page|poster|leaflet|card))")
_CODE_IN = Look(
    rf"(?:(?<= in )|(?<= to )|(?<= around )|(?<= near )|(?<= from )){_AREAS}\d{{1,2}}[A-Z]?(?: \d)?(?=[.,;)]|$"
    rf"| (?:and|when"
    rf"|where|with"
    r"|were|was|had|is|are|who|because|by|in|within|during|on|at|for|before|after|the|as)\b)"
)
_NO_CODE = Look(r"^(?:S(?:17|20|22|31|37|38|42|44|46|47|117|9)|[A-Z]\d|Y\d)$")
_GENERAL_SITE = frozenset(
    "Primary Secondary High Local Sunday Saturday Friday Monday Social National Internet Online".split()
)


def streets(text: str) -> Iterator[str]:
    """Street addresses and postcodes, test areas (ZZ99) too."""
    for match in _STREET.finditer(text):
        if _is_a_rooms(text, match):
            continue
        if not _FAMOUS.search(match[0]) or match[0][0].isdigit():
            yield match[0].strip(" ,")
    for pattern in (_POSTCODE, _OUTWARD):
        yield from (m[0] for m in pattern.finditer(text))
    for match in _CODE_IN.finditer(text):
        if not _NO_CODE.match(match[0]) or re.search(r"\b(?:was|lived?|moved|is) (?:in|to) $", text[: match.start()]):
            yield match[0]
    for match in _NUMBERED.finditer(text):
        if not all(is_known(word) for word in match[1].split()):
            yield match[0]
    yield from _houses(text)
    yield from (m[1] for m in _THE_OLD.finditer(text))
    for match in _APPOSED.finditer(text):
        if not all(is_known(word) for word in match[1].split()):
            yield match[1]


def _is_a_rooms(text: str, match: re.Match[str]) -> bool:
    """ "Room 2.14", "Unit 3" of a course: a number of nobody's home."""
    if not re.fullmatch(r"(?:[Rr]oom|[Uu]nit|[Pp]lot) ?\d+[A-Za-z]?", match[0]):
        return False
    sentence = sentence_at(text, match.start())
    return bool(re.match(r"\.\d", text[match.end() :])) or not (of_the_case(sentence) or happened(sentence))


def _houses(text: str) -> Iterator[str]:
    """Houses, farms, parks and sites by name: "Rose Cottage", "the Beechwood estate"."""
    for match in _HOUSE.finditer(text):
        if not _NO_HOUSE.match(match[1].split()[-1]) and not _is_no_name(match[1]):
            yield match[0]
    for match in _SITE.finditer(text):
        if not _NO_HOUSE.match(match[3].split()[-1]) and not _is_no_name(match[3]):
            yield match[0][len(match[1]) :]


def roads(text: str) -> Iterator[str]:
    """Roads by number: "the A629"."""
    yield from (m[0][4:] for m in _ROAD_NUMBER.finditer(text))


def _is_no_name(words: str) -> bool:
    first, last = words.split()[0], words.split()[-1]
    if re.search(r"^(?!Ma?c)[A-Z][a-z]+[A-Z]", last):
        return True  # "the SharePoint site"
    general = last in FIELD or last in NATIONALITIES or first in _GENERAL_SITE or last in _GENERAL_SITE
    return general or re.fullmatch(BELIEFS, last) is not None

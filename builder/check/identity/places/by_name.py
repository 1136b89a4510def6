"""Schools, wards and courts that no word of their kind shows: "He attended Busy Bees", "heard at Snaresbrook"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..cases import of_the_case
from ..general import is_general
from ..names.capitals import is_known
from ..names.lists import is_given, places
from ..somebody import sentence_at
from ..vocabulary import ORGANISATIONS
from .homes import NOT_FIRST, PROPER

_NAME = rf"{NOT_FIRST}{PROPER}(?: {PROPER}){{0,3}}"
_GOES = (
    r"(?:attend(?:ed|s|ing)?|(?:went|goes|going|go|moved|sent|walked|got) to|start(?:ed|s|ing)? (?:at|in)|left|joined"
    r"|(?:was|were|is|are|been) at|place (?:at|with)|enrolled (?:at|in|with)|settled (?:in )?(?:at|in)"
    r"|(?:picked (?:\w+ )?up|collected|excluded|expelled|removed|taken|home) (?:\w+ )?from|dropped (?:\w+ )?(?:off )?at"
    r"|(?:days|mornings|afternoons|sessions|staff|key ?worker|manager|hours) (?:at|of|from))"
)
_PLAYFUL = (
    r"(?:(?:Busy|Bizzy|Little|Tiny|Happy|Bright|Smart|Cheeky|Jolly|Wee|Teddy|Jelly|Honey|Sunny|Kiddie|Kids|Small"
    r"|Rainbow|Wise|Jumping|Cosy|Merry|Twinkle|Fluffy|Cuddly|Golden)"
    r" (?:Bees|Bears?|Acorns|Ducklings|Ducks|Stars|Tots|Sunflowers|Ladybirds|Caterpillars|Butterflies|Sunbeams"
    r"|Tiddlers|Kids|Cubs|Treasures|Pickles|Monkeys|Angels|Feet|Hands|Fishes|Owls|Owlets|Rascals|Explorers|Learners"
    r"|Scholars|Einsteins|Horizons|Planet|Allsorts|Beans|Toes|Footprints|Gems|Pumpkins|Dinosaurs|Dragons|Elves"
    r"|Faces|Smiles|Sparks|Sprouts|Seeds|Chicks|Robins|Lambs|Rainbows|Adventures|Nippers|Tadpoles|Folk|Mice|Oaks"
    r"|Apples|Daisies|Bunnies|Otters|Squirrels)|Jack and Jill['’]?s?|Humpty Dumpty['’]?s?|Noah['’]s Ark|Puddleducks"
    r"|Tiddlywinks|Teddies|Poppins|Treetots)"
)
_CHAINS = (
    r"(?:Ark|Harris|Oasis|Outwood|Ormiston|Dixons|Co-op|UTC|Haberdashers['’]?|Tauheedul|Delta|E-ACT|Invicta|Nord Anglia"
    r"|Cognita|Brooke Weston)"
)
_SCHOOL = r"(?:school|nursery|college|academy|playgroup|sixth form|pre-?school|kindergarten|creche)"
_SCHOOLS = Look(
    rf"\b{_GOES} (?:the )?({_PLAYFUL})(?! (?:Trust|Foundation|Charity|Programme|Project|Helpline|Campaign|Group))\b"
    rf"|\b{_GOES} ({_CHAINS} {PROPER}(?: {PROPER}){{0,2}})\b"
    rf"|\b({_NAME}) (?:was|is|had been|became) (?:his|her|their|the (?:boy|girl|child)['’]s) (?:\w+ )?{_SCHOOL}\b"
    rf"|\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:\w+ )?{_SCHOOL} (?:was|is)(?: called)? ({_NAME})(?=[.,;]|$| (?:and|in|until)\b)"
    rf"|\b(?:pupil|boarder|on (?:the )?roll|SENCO|teaching assistant|classmates|lessons|expelled|permanently excluded"
    rf"|excluded|a levels|A levels|GCSEs|exams) (?:\w+ )?(?:at|from) ({_NAME})\b",
    apart=True,
)
_GAELIC = Look(
    r"\b(?:Scoil|Gaelscoil|Bunscoil|Naíscoil|Meánscoil|Coláiste|Gaelcholáiste|Sgoil|Bun-sgoil|Àrd-sgoil"
    rf"|Cylch Meithrin) (?:(?:na|an|Na|An|y|Y|yr|nan|a[’'])[ -])*{PROPER}(?: {PROPER})*"
)
_CENTRES = Look(
    rf"\b((?:The )?({_NAME}) (?:Children['’]?s|Early Years|Nursery|Child Development) Centre)\b", apart=True
)
_NO_SCHOOL = re.compile(
    r"\b(?:Credit|Benefits?|Housing|Register|Teams?|Services?|Clubs?|Centre|United|FC|Rovers|Colts|Rangers|Town|City"
    r"|Boxing|Gym|Scouts|Hospital|Court|Prison|Hub|Council|Board|Trust|Forum|Group|Conference|Meeting)$"
)
_UNITS = Look(
    rf"\b({_NAME}) (?:Special Care Baby|Mother and Baby|Neonatal Intensive Care|Baby|Neonatal|Maternity|Birthing"
    r"|Burns|Stroke|Intensive Care|Eating Disorders?|Psychiatric|Secure|Paediatric|Adolescent|Dialysis|Rehabilitation"
    r"|Renal|Oncology|Spinal|Cardiac|Dementia) (?:Unit|Suite|Ward)\b",
)
_GENERAL_UNIT = frozenset(
    "Special Care Mother Baby Regional Local Level Acute Tertiary Inpatient Royal Neonatal Intensive Residential "
    "Specialist Medium Low High Open Adolescent Perinatal Paediatric Dedicated Alongside Freestanding "
    "Midwife Midwifery-led Midwife-led Nearest General Hyper Hyperacute".split()
)
_COUNT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty"
)
_COUNTED = Look(
    rf"\b[Ww]ard (?:{'|'.join(n.title() for n in _COUNT.split('|'))})\b"
    rf"|(?:(?<=\bon )|(?<=\bto )|(?<=\bfrom )|(?<=\boff )|(?<=\bin ))[Ww]ard (?:{_COUNT})\b(?! (?:another|or|of)\b)"
)
_HEARD = Look(
    r"\b(?:[Cc]ase|[Tt]rial|[Aa]ppeal|[Mm]atter|[Cc]harges?|[Pp]roceedings|[Aa]pplication|[Pp]etition|[Cc]laim)"
    r" (?:was|were|is|had been|came|will be) (?:\w+ ){0,2}?(?:heard|tried|listed|up|dealt with)(?: (?:for|in) \w+)?"
    rf" at (?:the )?({PROPER}(?: {PROPER})?)"
    r"|\b(?:(?:stood|stands|went on|put on|faced|on) trial|(?:appeared|appearing) (?:in (?:court|the dock)"
    rf"|for sentence)|in the dock|pleaded) (?:\w+ ){{0,2}}?at (?:the )?({PROPER}(?: {PROPER})?)",
    apart=True,
)
_COURTS = Look(
    rf"\b({_NAME}) ((?:Law |Combined )?(?:Courts|Courthouse|Court House|Justice Centre|Hearing Centre|Court Centre))\b"
    r"(?! Service)",
    apart=True,
)
_GENERAL_COURT = frozenset(
    "Crown Family Criminal Youth County Civil Magistrates Sheriff Tennis Drug Problem Solving Specialist Integrated "
    "Domestic Abuse Violence Royal High Food Law Scottish English Welsh European Federal State".split()
)


def schools(text: str, own: frozenset[str]) -> Iterator[str]:
    """Schools and nurseries by where somebody went; `own` are the partnership's words."""
    for match in _SCHOOLS.finditer(text):
        name = next(filter(None, match.groups()))
        surely = match[1] or match[2]
        told = surely or (_is_a_name(name, own) and not _NO_SCHOOL.search(name) and name not in places())
        if told and of_the_case(sentence_at(text, match.start())):
            yield name if surely else re.sub(r"['’]s$", "", name)
    yield from (match[0] for match in _GAELIC.finditer(text))
    for match in _CENTRES.finditer(text):
        sure_start = match[2].startswith("Sure Start")
        if _is_a_name(match[2], own) and not sure_start and not is_general(sentence_at(text, match.start())):
            yield match[1]


def _is_a_name(words: str, own: frozenset[str]) -> bool:
    """Whether words are no body's, no office's and not the partnership's place."""
    each = words.split()
    if each[0] in own or any(w in ORGANISATIONS for w in each):
        return False
    return not all(is_known(w) for w in each)


def wards(text: str, own: frozenset[str]) -> Iterator[str]:
    """Units called after somebody or somewhere, and wards whose number is a word."""
    yield from (match[0] for match in _COUNTED.finditer(text))
    for match in _UNITS.finditer(text):
        named = _is_a_name(match[1], own) and _GENERAL_UNIT.isdisjoint(match[1].split())
        if named and not is_general(sentence_at(text, match.start())):
            yield match[0]


def courts(text: str, own: frozenset[str]) -> Iterator[str]:
    """Courts by the place alone where somebody was tried, and court houses by name."""
    for match in _HEARD.finditer(text):
        name = match[1] or match[2]
        whole = re.match(r" (?:Crown|Family|County|Magistrates|Sheriff|Court|Combined)\b", text[match.end() :])
        place = _is_a_name(name, own) and (is_given(name.split()[0]) is None or name in places())
        if place and not whole and not is_general(sentence_at(text, match.start())):
            yield name
    for match in _COURTS.finditer(text):
        named = [w for w in match[1].split() if w not in _GENERAL_COURT and not is_known(w)]
        if named and match[1].split()[0] not in own and not is_general(sentence_at(text, match.start())):
            yield match[0]

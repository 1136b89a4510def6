"""Names that no list has, found by where they stand in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...look import Look
from ..general import is_general
from ..somebody import sentence_at
from ..vocabulary import FAMILY, FIELD, MONTHS, ORGANISATIONS, VERBS
from .lexicon import NATIONALITIES
from .lists import NOT_NAMES, folded, places


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was found, and whether it is whole: given name and surname."""

    words: str
    full: bool = False


_ROLE = Look(
    r"\b(?:[Ss]ocial worker|[Hh]ealth visitor|[Mm]idwife|[Nn]urse|[Tt]eacher|[Hh]eadteacher|[Ff]oster carer"
    r"|[Cc]hildminder|"
    r"[Kk]ey worker|[Ss]upport worker|[Yy]outh worker|[Oo]fficer|[Mm]anager|[Ss]olicitor|[Pp]aramedic|[Dd]octor"
    r"|[Cc]onsultant|"
    rf"[Ll]ittle|[Yy]oung|[Bb]aby|(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|a|[Aa]) (?:\w+ )?{FAMILY},?|named|called|known as"
    rf"|nicknamed|"
    r"by the name of|alias|goes by|someone called)[,:]? "
    r"((?:[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*)(?: [A-ZÀ-Þ][\w’'-]+)*)",
    within="[\\w,:’'] [A-ZÀ-Þ]",
)
_CALLED = Look(
    r"\b(?:maiden |middle |first |last |second |given |street |user ?|screen |stage |birth |married |family "
    r"|real |pet "
    r"|sur|nick)"
    r"name(?:d| is| was| of|,|:)*(?: is| was| of)? [\"“‘']?([A-ZÀ-Þ][\w’'-]+)"
    r"|\b(?:called|calls|known as|named|nicknamed|signed as|signed|aka|a\.k\.a\.|answers to|goes by) (?:him |her "
    r"|them "
    r"|himself |herself )?(?:as )?[\"“‘']((?!I|The|A|We|It|No|Not)[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)?[\"”’']",
    apart=True,
)
_QUOTED = Look(
    r"\b(?:addressed to|signed|thanked|from|marked|named|loved|met|asked for|talked about|about"
    r"|called) [\"“‘]((?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+)"
    r"(?: and [\w ]+)?[\"”’]"
)
_MOURNED = Look(
    r"\b(?:RIP|R\.I\.P\.?|Rest in [Pp]eace|Justice for|[Ii]n memory of|Happy [Bb]irthday,?|[Ll]ove from"
    r"|[Ff]arewell to"
    r"|in the names? of(?: one)?|[a-z\"“‘] ?(?:Big|Wee|Auld|Mad)) ([A-Z][a-z][\w’'-]+)\b(?! (?:Issue|Act|Trust"
    r"|Board))"
)
_NOT_MOURNED = frozenset(
    "God Allah Christ Jesus Love Issue Ben Brother Lottery Society Apple Mac Local Read Hearted".split()
)
_INITIAL = Look(
    r"(?=[A-Z]\.)(?:^|(?<=[\s\"“‘(]))((?:[A-Z]\. ?){1,2}([A-ZÀ-Þ][a-zß-ÿ][\w’'-]+))\b",
)
_NAMED_AS = Look(
    r"\b(?:names?|lists?|gives?|records?|shows?|identif(?:y|ies|ied)|mentions?|named|listed|gave|recorded|mentioned"
    r"|showed"
    r"|has|had|describe[sd]?) ([A-ZÀ-Þ][a-zß-ÿ][\w’'-]*(?: [A-ZÀ-Þ][a-zß-ÿ][\w’'-]*){1,2})(?= (?:down |recorded "
    r"|listed )?as (?:the|an?|his|her|their|next|being|living)\b)"
    r"|\b([A-ZÀ-Þ][a-zß-ÿ]{2,}(?: [A-ZÀ-Þ][a-zß-ÿ]{2,})? (?:Singh|Kaur|Begum|Bibi|Khatun|Uddin|Miah|Ullah)"
    r"(?: [A-ZÀ-Þ][a-zß-ÿ]+)?)\b",
    apart=True,
)
"""Whole names that a paper gives somebody by, and those that a second name of a people shows."""
_LETTERED = frozenset(
    "child adult baby person parent mother father sibling hepatitis vitamin plan option part annex appendix section "
    "group type category site team school class form table figure band grade block flat unit wing nurse practitioner "
    "professional agency family patient resident tenant victim perpetrator pupil student friend partner carer uncle "
    "aunt streptococcus exhibit schedule tier level step phase model version twin worker's case strand area house "
    "from-a for-a".split()
)
"""Words that a letter ends, so that a sentence may begin behind it: "as did parent B. Wrenford …"."""
_ACTING = Look(
    rf"(?<![\w’'-])([A-ZÀ-Þ][a-zß-ÿ]{{2,}}(?:-[A-Z]\w+)?) (?:(?:had|never|often|also|always|then) )?{VERBS}\b"
)
_FOREIGN = Look(rf"(?<![\w’'-])([A-ZÀ-Þ][^\W\d_]+)(?=['’]s [a-z]| {VERBS}\b)")
_TOLD_OF = Look(
    rf"(?<![\w’'-])([A-ZÀ-Þ][a-zß-ÿ’'-]{{2,}})(?:['’]s {FAMILY}\b| [\"“‘]?(?:seemed|told|said|cried|whispered"
    rf"|ran away|was "
    rf"seen|was "
    rf"hit)\b)"
)
_WITH_SOMEBODY = Look(
    r"\b(?:told|asked|saw|met|spoke (?:to|with)|talked to|texted|phoned|rang|hit|kicked|slapped|strangled|attacked"
    r"|killed|kissed"
    r"|adopted|married|loved|believed|collected|looked after|cared for|lived with|stayed with|moved in with|friend of"
    r"|mother of"
    r"|father of|parents of|son of|daughter of|brother of|sister of|partner of|carer of|death of|murder of|care of"
    r"|voice of"
    r"|about what) ([A-ZÀ-Þ][a-zß-ÿ]{2,}(?:-[A-Z]\w+)?)\b(?! [A-Z])(?!['’]s [A-Z])"
)
_ABOUT_SOMEBODY = Look(
    r"\b(?:(?:[Ii]ntelligence|[Ii]nformation|[Cc]oncerns?|[Cc]omplaints?|[Aa]llegations?|[Ee]vidence|[Cc]harges?"
    r"|[Ss]uspicions?|[Ww]arrants?|[Ww]orries|[Ff]ears|[Rr]umours|[Aa]ccusations?|[Dd]isclosures?|[Tt]hreats?|[Cc]ase"
    r"|[Ff]iles?|[Mm]arkers?|[Cc]hecks?|[Pp]roceedings|[Ii]njunctions?|[Oo]rders?|[Rr]eports?|[Nn]otes?|[Dd]oubts"
    r"|[Qq]uestions|[Cc]onvictions?|[Vv]erdict|[Gg]rudge|[Ww]arnings?|[Ss]tatements?) "
    r"(?:(?:made|held|raised|given|shared|recorded|brought|laid|kept) )?(?:on|about|against|concerning|regarding)"
    r"|(?:[Ww]arrant|[Ss]earch|[Hh]unt|[Bb]ail|[Ff]ears?) for"
    r"|(?:complained|lied|gossiped|testified|informed|joked|boasted) (?:about|on|against|to)"
    r"|(?:blamed|accused|suspected|feared|trusted|recognised|dated|divorced|idolised|befriended|hid from|fled from"
    r"|away from|back to live with|in love with|afraid for)|(?:married|engaged|related|introduced|loyal) to"
    r"|(?:afraid|frightened|scared|terrified|fearful|wary) of"
    r"|(?:abused|assaulted|attacked|injured|killed|groomed|raped"
    r"|hit|harmed|threatened|controlled|beaten|stabbed|shaken"
    r"|exploited|recruited|collected|driven) by) "
    rf"([A-ZÀ-Þ][a-zß-ÿ]{{2,}}(?:-[A-Z]\w+)?)(?=[.,;:]|$| (?:which|who|that|by|from|before|after|for|and|in|at|on|or"
    rf"|until|when|while|but|during|once|twice|again|since|because|every|with|were|are|have|{VERBS[3:-1]})\b)"
)
""" "Intelligence on Brannigan": a capital that nobody knows, where somebody is spoken of."""
_SITES_OF_ALL = frozenset(
    "Telegram Signal Vinted Gumtree Tinder Grindr Kik Omegle Paypal Xbox Playstation Steam Twitch Airbnb Deliveroo "
    "Ebay "
    "Messenger Facetime Encrochat Vodafone Tesco Asda Aldi Lidl Argos Ritalin Xanax Valium Fentanyl Spice Calpol "
    "Methadone Universal Claire Clare Sarah Encompass Homestart Surestart Thrive Brook Addaction Headspace Camhs Marac "
    "Mappa Mash Lado Dols Alexa Siri Wikipedia Bumble Hinge Instagram Onlyfans Pornhub Threads Islam Brexit".split()
)
"""Firms, sites and medicines that people complain about or fear."""
_BODIES = frozenset(
    "Cafcass Ofsted Refuge Childline Shelter Mind Samaritans Barnardo Barnardos Prevent Channel Estyn Relate "
    "Crimestoppers "
    "Stonewall Mencap Scope Crisis Facebook Instagram Snapchat TikTok WhatsApp Google Microsoft Teams Zoom Excel Word "
    "Outlook Liquidlogic Mosaic Rio Parliament Monzo Uber Amazon Netflix Twitter YouTube Reddit Discord Roblox "
    "Fortnite "
    "Minecraft Coram Nacro Turning Catch Respect Galop Hourglass Safelives Women Victim Cruse Papyrus Kooth Bitcoin "
    "Internet Covid Coronavirus Brexit Easter Ramadan Eid Diwali Christmas Commissioners Directors Governors "
    "Councillors "
    "Magistrates Judges Cabinet Treasury Ministers Senior Designated Named Private Acting Deputy Strategic Operational "
    "Head Heads Chairs Parent Child Adult Baby Sibling Half Step Next Last First Second Third Part Lambeth "
    "Pathfinder".split()
)
"""Single capitals in the middle of a sentence that are no people."""
_VOWELLED = frozenset(
    "data media agenda criteria dementia trauma area idea camera drama anorexia diarrhoea also into onto photo video "
    "taxi "
    "zero menu alibi mama papa nana extra visa era quota insomnia schizophrenia pneumonia asthma stigma dilemma "
    "formula via "
    "bulimia coma oedema saliva sofa pizza diploma panorama propaganda euphoria paranoia phobia anaemia hypothermia "
    "leukaemia "
    "amnesia arena who two you too thou ratio motto radio studio portfolio scenario memo info logo tempo ego alumni "
    "staff "
    "phenomena ideas per pro auto euro combo demo retro intro outro umbrella saga alpha beta gamma delta mafia militia "
    "panda replica plaza cinema gala opera vanilla banana tobacco bravo piano casino cargo halo hero potato tomato "
    "domino "
    "tuxedo embargo manifesto buffalo volcano ghetto graffiti spaghetti salami bikini fungi stimuli nuclei foci loci "
    "ski "
    "bayou caribou bureau plateau chateau tofu guru flu emu gnu thru kudos ecstasy ketamina america africa asia europa "
    "russia china india australia canada cuba malta kenya ghana syria libya nigeria".split()
)
"""English words that begin a sentence and end like a foreign name."""


def starts(text: str, start: int) -> bool:
    """Whether a sentence, a bullet or a quotation begins here."""
    before = text[:start].rstrip(" \u00a0\"“‘'(*")
    return not before or before[-1] in ".!?:;\n•–—-"


def by_place(text: str) -> Iterator[Named]:
    """Names found by where they stand: after a role, before what a person does, as what somebody is called."""
    for match in _ROLE.finditer(text):
        words = match[1].split()
        if _is_unknown(words[0]) and not any(w in ORGANISATIONS for w in words):
            yield Named(match[1], len(words) > 1)
    for match in _TOLD_OF.finditer(text):
        if (
            not starts(text, match.start())
            and _is_unknown(match[1])
            and not re.search(r"[A-Z][\w’'-]* $", text[: match.start()])
        ):
            yield Named(re.sub(r"['’]s?$", "", match[1]))
    for match in _FOREIGN.finditer(text):
        if not match[1].isascii() and _is_unknown(match[1]):
            yield Named(match[1])
    yield from (Named(next(filter(None, m.groups()))) for m in _CALLED.finditer(text))
    yield from (Named(m[1]) for m in _MOURNED.finditer(text) if _is_unknown(m[1]) and m[1] not in _NOT_MOURNED)
    for match in _QUOTED.finditer(text):
        if _is_unknown(match[1].split()[-1]):
            yield Named(match[1])
    for match in _INITIAL.finditer(text):
        if _is_signed(text, match) and not _ends_with_a_letter(text, match):
            yield Named(match[1], True)
    yield from _given_as(text)
    for match in _ACTING.finditer(text):
        word = match[1]
        alone = not re.search(
            r"(?:[A-Z][\w’'-]*(?: of)?|[Tt]he|[Aa]n?|[Tt]his|[Oo]ur|[Yy]our) $", text[: match.start(1)]
        )
        foreign = starts(text, match.start(1)) and re.search(r"[aiou]$", word) and folded(word) not in _VOWELLED
        middle = not starts(text, match.start(1))
        if alone and (foreign or middle) and _is_unknown(word) and word not in _BODIES:
            yield Named(word)
    for match in _ABOUT_SOMEBODY.finditer(text):
        if _is_unknown(match[1]) and not {match[1]} & (_BODIES | _SITES_OF_ALL) and _is_told(text, match):
            yield Named(match[1])
    for match in _WITH_SOMEBODY.finditer(text):
        if _is_unknown(match[1]) and match[1] not in _BODIES:
            yield Named(match[1])


def _is_signed(text: str, match: re.Match[str]) -> bool:
    """Whether what follows an initial is a surname. A town may be one behind two of them, or where somebody signed."""
    if match[2] not in places():
        return _is_unknown(match[2])
    sure = match[1].count(".") > 1 or _SIGNED.search(text[: match.start()])
    return bool(sure) and match[2] not in FIELD and match[2] not in ORGANISATIONS


_SIGNED = re.compile(
    r"(?:\b(?:signed|typed|dictated|witnessed|countersigned|initialled|completed|sent|handwritten)(?: by|:| for)?"
    r"|\b[Yy]ours \w+,?|\bSigned:?) $"
)


def _given_as(text: str) -> Iterator[Named]:
    for match in _NAMED_AS.finditer(text):
        name = next(filter(None, match.groups()))
        if all(_is_unknown(word) for word in name.split()) and not {*name.split()} & _BODIES:
            yield Named(name, True)


def _ends_with_a_letter(text: str, match: re.Match[str]) -> bool:
    """Whether the initial is the end of what stands before it: "child B. Wrenford"."""
    led = re.search(r"([\w’'-]+) $", text[: match.start(1)])
    if led is None or match[1].count(".") > 1:
        return False
    return led[1].lower() in _LETTERED or (led[1][0].isupper() and len(led[1]) > 3)


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Whether something happened to whoever is named, and the capital is no people's."""
    people = match[1] in NATIONALITIES or match[1].removesuffix("s") in NATIONALITIES
    return not people and not is_general(sentence_at(text, match.start()))


_ABSTRACT = re.compile(r"(?:tions?|ness|ities|ships?|isms?|ances|ences|ologists?|ics)$")
"""How nouns end that are no names: "Regulations"."""


def _is_unknown(word: str) -> bool:
    bare = re.sub(r"['’]s?$", "", word)
    if bare in FIELD or bare in ORGANISATIONS or bare.isupper() or re.fullmatch(MONTHS, bare) or len(bare) < 3:
        return False
    if _ABSTRACT.search(bare) or bare.removesuffix("s") in FIELD:
        return False
    return folded(bare) not in NOT_NAMES and bare not in places()

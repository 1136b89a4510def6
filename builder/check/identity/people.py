"""What sets somebody apart: origin, belief, trade, a rare detail, place among siblings, court and press."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import COUNTRIES, NATIONALITIES
from .times import NUMBER
from .vocabulary import BELIEFS, FAMILY, NEWSPAPERS, TRADES, TRADES_IN_FULL

_NATIONS = frozenset(
    (
        *NATIONALITIES,
        *(f"{n}s" for n in NATIONALITIES),
        "Traveller",
        "Travellers",
        "Gypsies",
        "Irish",
        "American",
        "Americans",
        "French",
        "German",
        "Germans",
        "Canadian",
        "Australian",
        "Swiss",
        "Belgian",
        "Swede",
        "Swedes",
        "Pole",
        "Poles",
        "Turk",
        "Turks",
        "Kurd",
        "Kurds",
        "Arabs",
        "Somalis",
        "Vietnamese",
        "Nepali",
        "Sri",
        "Ghanaians",
    )
)
_COUNTRIES = frozenset((*COUNTRIES, "Ireland", "America", "Canada", "Australia"))
_WORD = re.compile(r"\b[A-Z][a-z]+")
_GENERAL = re.compile(
    r"^(?: and \w+)? (?:communities|community|heritage groups|languages?|interpreters?|Council|Embassy|law"
    r"|legislation|Government|citizens)\b|^, \w+ and "
)


def origins(text: str) -> Iterator[str]:
    """Nationalities, peoples, and countries somebody comes from."""
    for match in _WORD.finditer(text):
        word, before, behind = match[0], text[: match.start()], text[match.end() :]
        if word in _COUNTRIES:
            if re.search(r"\b(?:from|in|to|of|left|via|leaving|through|visit|visited|and|or|near|outside) $", before):
                yield word
        elif (
            word in _NATIONS
            and not _GENERAL.match(behind)
            and not (word in ("Irish", "French") and not _of_people(behind, before))
        ):
            yield word


def _of_people(behind: str, before: str) -> bool:
    return bool(
        re.match(r" (?:Travellers?|family|mother|father|man|woman|parents|boy|girl|child|partner)\b", behind)
        or re.search(r"\b(?:is|was|were) $", before)
    )


_BELIEF = re.compile(rf"\b{BELIEFS}")
_NO_BELIEF = re.compile(
    r"^ (?:(?:and|or) \w+ )?(?:communities|community|groups|leaders|organisations|charities|calendar|Aid|faith"
    r"|schools?|interpreters?|name|names)\b|^(?:es)? of (?:England|Scotland|Wales)\b"
)


def beliefs(text: str) -> Iterator[str]:
    """What somebody believes, and where they worship. Communities and leaders in general are none."""
    for match in _BELIEF.finditer(text):
        if not _NO_BELIEF.match(text[match.end() :]) and not re.search(
            r"\b(?:Roman|Islamic|Christian) $", text[: match.start()]
        ):
            yield match[0]


_WHO = (
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|(?:[A-Z]|{FAMILY}|[Mm]other|[Ff]ather|[Pp]arents|[Mm]um|[Dd]ad|boy|girl|man"
    rf"|woman|perpetrator|victim|couple|family|Child \w|Adult \w)\b)"
)
_TRADE = rf"(?:[a-z-]+ ){{0,3}}?(?:{TRADES_IN_FULL}|(?:{'|'.join(sorted(TRADES, key=len, reverse=True))}))"
_OCCUPATION = re.compile(
    rf"\b{_WHO}[^.;?!]{{0,60}}?\b(?:was|is|were|are|became|being|be|been|works?|worked|working|employed|trained"
    rf"|training|qualified|volunteered|job) "
    rf"(?:once |also |then |now |formerly |previously |a former |still )?(?:as )?(?:an? |the )?(?:\w+ly "
    rf")?({_TRADE})s?\b(?! (?:told|said|saw|asked|noticed|visited|who (?:saw|visited|attended)))"
    rf"|\b{FAMILY}(?: of [A-Z]\w+ [A-Z])?, (?:an?|the|once a|formerly a) ({_TRADE})\b"
    rf"|\b(?:drives?|drove|driving) (?:an? |the )?(?:\w+ )?(taxi|bus|lorry|van|minicab|HGV|ambulance|train|tram"
    rf"|coach)\b"
    rf"|\b{_WHO}[^.;?!]{{0,30}}? (?:ran|runs|owned|owns|managed|manages|kept) (?:an? |the )(?:[\w-]+ ){{0,2}}(shop"
    rf"|pub|takeaway|restaurant|caf[eé]|farm|garage|salon|business|guest house|newsagent|nursery|stall|hotel|gym"
    rf"|barber)\b"
    rf"|\b(?:served|serving|serves|enlisted) (?:in|with|as) (?:the )?(?:\w+ )?(army|Army|RAF|navy|Navy|armed forces"
    rf"|police|fire service|Marines|military)\b"
    rf"|\b(?:head|chair|president|captain|treasurer) of (?:the )?(PTA|governors|parish council|cricket club|football "
    rf"club|residents['’]? association)\b"
    rf"|\b(?:his|her|their|whose) (?:job|work|career|shift|shifts) (?:as|at|in) (?:an? |the )?(?:local |town['’]s "
    rf")?(\w+(?: \w+)?)"
    rf"|\bworked? (?:nights |shifts |part-time )?(?:at|in|for) (?:an? |the )(?:local |town['’]s |same )?(factory"
    rf"|abattoir|call centre|warehouse|supermarket|school|hospital|council|bakery|bank|prison|nightclub|mine"
    rf"|shipyard|docks?|airport|police)\b"
)


def occupations(text: str) -> Iterator[str]:
    """What somebody around the child or adult works as. The trades of professionals who are spoken of are none."""
    for match in _OCCUPATION.finditer(text):
        trade = next(filter(None, match.groups()), "")
        if trade and not re.search(r"\b(?:social worker|health visitor|foster carer|young carer)$", trade):
            yield trade


_CONDITION = re.compile(
    r"\b(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? |\w+ )[Ss]yndrome\b|\b[A-Z][a-z]+['’]s? disease\b"
    r"|\brare(?:ly seen)? (?:\w+ )?(?:condition|disease|disorder|illness|cancer)\b"
    r"|\b(?:cystic fibrosis|sickle cell\w*|osteogenesis imperfecta|brittle bones?(?: disease)?|haemophilia\w*"
    r"|muscular dystrophy|"
    r"[Mm]otor neurone? disease|[Ee]pidermolysis bullosa|[Mm]itochondrial disease|Duchenne|spina bifida|albinism"
    r"|phenylketonuria|"
    r"achondroplasia|dwarfism|neurofibromatosis|leukaemia|deaf-?blind|conjoined|cleft (?:lip|palate)|congenital \w+ "
    r"\w+|thalassaemia|"
    r"hydrocephalus|microcephaly|narcolepsy|Tourette['’]?s?|gastroschisis|tracheostomy|ventilator|transplant|amputee"
    r"|amputated)\b"
)
_COMMON_CONDITION = re.compile(
    r"^(?:Down['’]?s?|Parkinson['’]?s|Alzheimer['’]?s|Huntington['’]?s|Crohn['’]?s|[Dd]eath|[Dd]own|[Ss]yndrome|the"
    r"|a|this|irritable|bowel|alcohol|carpal)\b|(?:[Dd]eath|[Aa]lcohol|Adult Death|[Ii]nfant) [Ss]yndrome"
)
_RARE = re.compile(
    r"\b(?:triplets|quadruplets|quintuplets|a triplet|albino)\b|\b[Bb]orn (?:in|on|at) (?:the back of |an? |the "
    r")?(?:car|taxi|train|prison|plane|lift|"
    r"field|bus|boat|ship|refugee camp|ambulance|car park|toilet|shop|motorway|hospital car park|back of)\b"
    r"|\b(?:won|winning|received|awarded) (?:an? |the |two |three )?(?:\w+ ){0,2}(?:medal|award|scholarship|lottery"
    r"|championship|trophy|title|cup|competition|prize)\b"
    r"|\b(?:Olympic|Olympics|Paralympic\w*|Commonwealth Games|celebrity|celebrities|famous|lottery winner|reality "
    r"(?:TV|show)|went viral|"
    r"well[- ]known (?:locally|in the (?:town|area|village))|household name|beauty queen|champion|record-breaking"
    r"|chess prodigy)\b"
    r"|\b(?:the|their|its|our) (?:town|village|city|county|country|school|estate|area|street|island|parish)['’]s "
    r"(?:only|first|oldest|youngest|last|best-known)\b"
    r"|\bthe only (?:\w+ ){1,4}(?:in|at|on) (?:the|her|his|their) (?:town|village|school|area|county|class|street"
    r"|estate|island|year|ward|street|region)\b"
    r"|\b(?:wheelchair user|uses? a wheelchair|used a wheelchair|guide dog|prosthetic|glass eye|one arm|one leg|an? "
    r"unusual tattoo|distinctive|"
    r"scar on|tattoo of|birthmark|speaks? (?:Esperanto|five languages)|home-?made (?:bomb|gun)|python|exotic "
    r"(?:pets?|animals?)|pet (?:snake|monkey|wolf))\b"
    r"|\b(?:first|only) (?:case|person|child|woman|man|baby) (?:of its kind|in (?:England|Britain|Wales|Scotland|the "
    r"country|the UK|Europe))\b"
)


def conditions(text: str) -> Iterator[str]:
    """Rare conditions. Down's syndrome and the like are none: many live with them."""
    for match in _CONDITION.finditer(text):
        if not _COMMON_CONDITION.search(match[0].strip()):
            yield match[0].strip()


def rarities(text: str) -> Iterator[str]:
    """A detail that few people share, for which somebody is known."""
    yield from (m[0] for m in _RARE.finditer(text))


_ORDER = r"(?:middle|eldest|oldest|youngest|only|first(?:-?born)?|second|third|fourth|fifth|sixth|seventh|eighth|last)"
_KIN = r"(?:children|siblings|sons|daughters|brothers|sisters|girls|boys|kids)"
SIBLINGS = re.compile(
    rf"\b{_ORDER}(?:-born)? (?:sibling|child|son|daughter|brother|sister|half-brother|half-sister)\b(?:,? of (?:the "
    rf"|her |his |their )?{NUMBER} {_KIN})?(?! protection| benefit| death)"
    rf"|\b{_ORDER} of (?:the |her |his |their |a family of )?{NUMBER}(?: {_KIN}\b|(?= who\b|[.,;:)]|$))"
    rf"|\b{NUMBER} (?:(?:older|younger|elder|full|step) |half-?|step-?)+(?:siblings?|brothers?|sisters?)\b"
    rf"|\b(?:one|two|three) of {NUMBER} {_KIN}\b|\bof (?:four|five|six|seven|eight|nine|ten) (?:girls|boys|sisters"
    rf"|brothers)\b"
    r"|\b(?:twin (?:brother|sister|boys|girls)|(?:his|her|their|the|identical) twins?|(?:older|younger|elder) twin"
    r"|one of (?:the )?twins)\b"
    rf"|\b(?:has|had|with) {NUMBER} (?:brothers|sisters|siblings)(?: and {NUMBER} (?:brothers?|sisters?))?\b|\ban? "
    rf"only child\b"
    rf"|\b(?:her|his|their) {_ORDER} (?:of|pregnancy|baby)\b",
    re.I,
)


def siblings(text: str) -> Iterator[str]:
    """The place of somebody among brothers and sisters."""
    for match in SIBLINGS.finditer(text):
        if not re.search(r"\b(?:every|any|each) $", text[: match.start()], re.I):
            yield match[0]


_SITTING = (
    r"(?:(?:Crown|Magistrates['’]?|Family|County|Coroner['’]?s?|High|Youth) Court|Court of (?:Appeal|Protection))"
)
_COURT = re.compile(
    r"\b(?:case|court|claim|file|neutral citation) (?:number|no\.?|ref(?:erence)?):? ?[A-Z0-9]|\[(?:19|20)\d\d\] "
    r"(?:EWHC|EWFC|EWCA|EWCOP|UKSC|UKHL|CSOH|HCJAC|NI\w+)(?: \w+)? ?\d*"
    r"|\bR v\.? [A-Z][\w’'-]+|\bRe [A-Z]\b(?: \()|\b[A-Z]{2}\d{2}[A-Z]\d{5}\b|\bMrs? Justice [A-Z]\w+"
    rf"|\b(?:the )?{_SITTING} (?:made|granted|issued|imposed|ruled|ordered|decided|found|held|convicted|sentenced"
    rf"|acquitted|gave)\b"
    r"|\b(?:sentenced to|was sentenced|were sentenced|convicted (?:of|at)|was convicted|pleaded guilty|jailed (?:for"
    r"|at)|was jailed|found guilty|life (?:sentence|imprisonment)|"
    r"served (?:\w+ ){0,2}(?:sentence|years in prison))\b|\b(?:[Ii]nquest) (?:in|at|into|opened|heard|found"
    r"|concluded|was held)\b"
    r"|\b(?:[Cc]oroner|[Jj]udge|[Jj]ury) (?:found|ruled|said|concluded|gave|recorded|returned|sentenced|described)\b"
    r"|\bcare order (?:was made|by)\b"
)


def courts_and_sentences(text: str) -> Iterator[str]:
    """Court cases, their numbers, and what became of them."""
    yield from (m[0] for m in _COURT.finditer(text))


_PRESS = re.compile(
    rf"\b{NEWSPAPERS}|\b(?:newspapers?|tabloids?|journalists?|press|media|television|TV|national news|local news"
    rf"|news (?:website|reports?|bulletins?)|"
    r"documentary|podcast|Facebook (?:group|page|post)|TikTok|headlines?|vigil|crowdfund\w*"
    r"|petition)\b[^.]{0,40}\b(?:reported|covered|called|named|printed|"
    r"published|described|showed|read|shared|went viral|was held|raised|about (?:the|this|her|his) (?:case|death"
    r"|trial|family|murder))\b"
    r"|\b(?:reported|covered|named|shown|appeared|widely reported|made|hit) (?:in|by|on|the)? ?(?:the )?(?:local "
    r"|national |regional )?(?:news(?:paper)?s?|press|papers?|media|"
    r"television|TV|headlines?|front pages?)\b|\bunder the headline\b"
)


def press(text: str) -> Iterator[str]:
    """Newspapers, and that a case was in the news: a search then finds the family."""
    for match in _PRESS.finditer(text):
        if not re.match(r"(?:Working|First|Full|Part|Spare|Free|Bed|Good|Hard|Best)\b", match[0]):
            yield match[0]

"""What sets somebody apart: origin, belief, trade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...look import Look
from ..cases import of_the_case
from ..names.lexicon import COUNTRIES, LANGUAGES, NATIONALITIES
from ..names.unlisted import starts
from ..places.homes import PROPER
from ..somebody import sentence_at, tells_of_people, tells_of_somebody
from ..vocabulary import BELIEFS, FAMILY, TRADES, TRADES_IN_FULL

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
_WORD = Look(r"\b[A-Z][a-z]+")
_GENERAL = Look(
    r"^(?: and \w+)? (?:communities|community|heritage groups|languages?|interpreters?|Council|Embassy|law"
    r"|legislation|Government|citizens|versions?|leaflets?|translations?|study|studies|research\w*|model)\b"
    r"|^, \w+ and |^(?: [a-z]+){0,2} (?:model|theory|stud(?:y|ies)|research\w*|experiments?|proverb|saying"
    r"|scale|test)\b"
    r"|^ (?:whispers|courage|roulette|dolls?|delight|flu|tragedy|doors|windows|toast|fries)\b"
)
_FIELDS_TERM = Look(
    r"\b(?:Gypsy|Gypsies|Roma),? (?:and |or )?(?:Roma|Gypsy|Irish)(?:,? (?:and |or )?(?:Irish )?Travell?ers?)?"
    r"|\bAfrican[- ]Caribbean (?:communities|people)|\bIndian Ocean\b|\bEnglish,? Welsh\b|\bAsian (?:flu|hornet)"
)
_OFFERED = Look(
    r"\b(?:[Ii]nterpret\w+|[Tt]ranslat\w+|[Ll]eaflets?|[Vv]ersions?|[Ss]ubtitles|[Aa]vailable|[Vv]ideos?|[Pp]osters?"
    r"|[Hh]elplines?|[Aa]udio|[Ww]ebsites?)\b[^.]*\b(?:in|into|for|from)\b[^.]*$"
)
_SPOKEN = rf"(?:{'|'.join(sorted(LANGUAGES))}|[A-Z][a-z]{(2,)}ese)"
_LANGUAGE = Look(
    rf"\b(?:[Ss]peaks?|[Ss]poke|[Ss]peaking|[Ll]anguage (?:is|was|at home (?:is|was))|[Tt]ongue (?:is|was)"
    rf"|[Ss]hout\w* "
    rf"in"
    rf"|[Ww]rote (?:\w+ )?in|[Uu]nderst[ao]od only|only) (?:only |mainly |mostly |fluent |little but |both "
    rf")?({_SPOKEN})\b"
    rf"|\b(?:an?|his|her|their) ({_SPOKEN})[- ](?:interpreter|speaker|speaking)\b|\b({_SPOKEN})-speaking\b"
    rf"|\binterpreter (?:for|in|of) ({_SPOKEN})\b",
    apart=True,
)
_ETHNIC = Look(
    r"\b(?:[Mm]ixed|[Dd]ual)(?:[- ](?:race|heritage|ethnicity|parentage|background)| White)\b|\b(?:White|Black) "
    r"(?:British"
    r"|Caribbean|African|Irish|European|American|Other)\b|\b(?:British|South|East) Asian\b|\bAsian British\b"
    r"|\b(?:is|was|are|were) (?:an? )?(?:Black|black|Asian|White|white)(?: (?:boy|girl|man|woman|child|family"
    r"|teenager"
    r"|mother|father))?(?=[.,; ](?!and white|ice|box|list|market))|\b(?:an?|the|[Aa]n?|[Tt]he) (?:young )?(?:Black"
    r"|black|Asian"
    r"|white|White) (?:boy|girl|man|woman|family|teenager|mother|father|couple)\b"
)
_STATUS = Look(
    r"\b(?:asylum[- ]seek\w+|claimed asylum|refugees?|undocumented|(?:student|work|spous\w+|visitor|family|care "
    r"worker) visa"
    r"|no recourse to public funds|NRPF|leave to remain|overstay\w*|deport\w+|without papers|in the country illegally"
    r"|(?:no|a|her|his|their) (?:\w+ )?visa|settled status|immigration status|Windrush|Home Office accommodation"
    r"|Homes for Ukraine|small boat|in the back of a lorry)\b"
)


def origins(text: str) -> Iterator[str]:
    """Nationalities, peoples, languages and countries somebody comes from; how somebody may stay here."""
    plain = _FIELDS_TERM.sub(lambda m: " " * len(m[0]), text)
    for match in _WORD.finditer(plain):
        word = match[0]
        if word not in _NATIONS and word not in _COUNTRIES:
            continue
        before, behind = plain[: match.start()], plain[match.end() :]
        if word in _COUNTRIES:
            sentence = sentence_at(plain, match.start())
            named = not starts(plain, match.start()) and tells_of_somebody(sentence)
            led_to = named or _TO_A_COUNTRY.search(before)
            if led_to and not tells_of_people(sentence):
                yield word
            continue
        somebodys = word not in ("Irish", "French") or _of_people(behind, before)
        sentence = sentence_at(plain, match.start())
        if word in _NATIONS and (tells_of_people(sentence) or _names_many(sentence)):
            continue
        if word in _NATIONS and somebodys and not _GENERAL.match(behind) and not _OFFERED.search(before):
            yield word
    if _names_many(plain):
        return
    for match in _LANGUAGE.finditer(plain):
        if not _OFFERED.search(plain[: match.start()]) and not tells_of_people(sentence_at(plain, match.start())):
            yield next(filter(None, match.groups()))
    for pattern in (_ETHNIC, _STATUS):
        for match in pattern.finditer(plain):
            if not tells_of_people(sentence := sentence_at(plain, match.start())) and tells_of_somebody(sentence):
                yield match[0]


def _names_many(sentence: str) -> bool:
    """Whether several peoples or languages are named together, and nobody of the case."""
    named = {m[0] for m in _WORD.finditer(sentence) if m[0] in _NATIONS or _is_a_language(m[0])}
    return len(named) > 1 and not of_the_case(sentence)


_A_LANGUAGE = re.compile(_SPOKEN)


@lru_cache(maxsize=8192)
def _is_a_language(word: str) -> bool:
    return _A_LANGUAGE.fullmatch(word) is not None


_TO_A_COUNTRY = Look(r"\b(?:from|in|to|of|left|via|leaving|through|visit|visited|and|or|near|outside|for|back|the) $")


def _of_people(behind: str, before: str) -> bool:
    return bool(
        re.match(r" (?:Travellers?|family|mother|father|man|woman|parents|boy|girl|child|partner)\b", behind)
        or re.search(r"\b(?:is|was|were) $", before)
    )


_BELIEF = Look(rf"\b{BELIEFS}")
_NO_BELIEF = Look(
    r"^(?:,? (?:and |or )?(?:other )?[A-Z]\w+)*,? (?:(?:and|or) (?:other )?(?:\w+ )?)?(?:communities|community|groups"
    r"|leaders"
    r"|organisations?|charity|charities|churches|aid|food bank|hospital|hospice|radio|press|festivals?|calendar|Aid"
    r"|faiths?|schools?|interpreters?|names?|centres?|chaplain\w*|practice"
    r"|Council"
    r"|helpline)\b|^(?:es)? of (?:England|Scotland|Wales)\b"
)
_BELONGS = re.compile(
    r"\b(?:left|joined|belong\w*|members? of|born (?:in)?to|raised in|grew up in|brought up in|married into"
    r"|part of|from|fled"
    r"|leaving|within|shunned by|cast out by) (?:an?|the|his|her|their|its)? ?(?:[\w’'-]+ ){0,2}$"
)
_WORSHIP = Look(
    r"\bpray(?:s|ed|ing)\b|\b(?:[Tt]he|[Tt]heir|[Hh]is|[Hh]er|a|local) (?:\w+ )?(?:mosque|synagogue|gurdwara|temple"
    r"|chapel|madrass?ah?"
    r"|[Kk]ingdom [Hh]all"
    r"|parish|congregation|prayer group|choir)\b"
    r"|\b(?:hijab|niqab|burk?[ak]a?|turban|kippah|skullcap|headscarf|kirpan|crucifix)\b|\b(?:Friday|morning|evening"
    r"|Sabbath"
    r"|daily) prayers\b|\b(?:pastor|imam|rabbi|vicar|priest|bishop|elders?|church|mosque|temple) (?:had )?(?:told"
    r"|said"
    r"|advised"
    r"|believed|prayed|performed|refused|married|paid|knew|asked|was told)\b|\b(?:was|were|is|be) possessed\b"
    r"|\bpossessed by\b|\bspirits? (?:had |has |have )?(?:entered|possess\w*|took|came|lived|spoke)\b"
    r"|\b(?:evil|bad) spirits?\b|\bcast out\b|\bbewitched\b|\bconver(?:ted|sion) (?:to|from) [A-Z]\w+|\bfasted\b"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:own )?(?:church|faith|religion)\b(?! (?:was|were|is|had been) (?:not|never"
    r"|recorded|unknown))|\b(?:attends?|attended|went to|goes to|met"
    r" at|through|left) (?:the )?"
    r"(?:church|chapel|mosque|temple)\b|\breligious (?:reasons|grounds|beliefs|family|household|upbringing|school"
    r"|objections)\b"
    r"|\b(?:closed|strict|evangelical|small|free|house) church\b|\baltar (?:boy|girl|server)\b|\b(?:accept|take|have"
    r"|refused) (?:no )?blood\b|\bfaith[- ]heal\w+"
    r"|\bmissionar\w+|\bthe Witnesses\b|\bthe (?:Lodge|Order|Brotherhood|Temple|Kirk)\b"
    r"|\b(?:elders?|deacons?|pastors?|leaders?|members?|ladies|women|sisters|brothers) of (?:the|their|her|his)"
    r" (?:church|chapel|mosque"
    r"|temple|congregation|parish|synagogue|gurdwara|faith|brotherhood|order|sect|cult|community of)\b"
    r"|\b(?:wanted|trained|studied) to (?:be|become) an? (?:imam|priest|nun|rabbi|vicar)\b|\bSunday school (?:teacher"
    r"|every)"
    r"|\b(?:baptised|christened|bar mitzvah|bat mitzvah|first communion|excommunicated)\b|\bkept? (?:kosher|the "
    r"Sabbath)\b"
    r"|\b(?:sang|played|preached|worshipped|prayed) (?:\w+ )?(?:in|at|with) (?:the|a|an|their|his|her) (?:\w+ "
    r")?(?:church|choir"
    r"|chapel|mosque|temple|gospel)\b|\breligious (?:commune|community|order|sect|group)\b"
)


def beliefs(text: str) -> Iterator[str]:
    """What somebody believes, and where they worship. Communities and leaders in general are none."""
    for match in _BELIEF.finditer(text):
        sentence = sentence_at(text, match.start())
        several = match[0].endswith("s") and not of_the_case(sentence)
        if several or tells_of_people(sentence):
            continue
        if of_the_case(sentence) and _BELONGS.search(text[: match.start()]):
            yield match[0]
            continue
        if not _NO_BELIEF.match(text[match.end() :]) and not re.search(
            r"\b(?:Roman|Islamic|Christian|faiths? (?:such as|like)|leaders of"
            r"|helpline for) (?:[A-Z]\w+,? (?:and |or "
            r")?)*$",
            text[: match.start()],
        ):
            yield match[0]
    for match in _WORSHIP.finditer(text):
        if of_the_case(sentence_at(text, match.start())) or " of the" in match[0]:
            yield match[0]


_WHO = (
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|(?:[B-HJ-Z]|suspect|accused|offender|abuser|attacker|killer|deceased|tenant"
    rf"|{FAMILY}|[Mm]other|[Ff]ather|[Pp]arents|[Mm]um|[Dd]ad|boy|girl|man"
    rf"|woman|perpetrator|victim|couple|family|Child \w|Adult \w)\b)"
)
_TRADE = (
    r"(?:(?!(?:by|with|from|to)\b)[a-z-]+ ){0,3}?"
    rf"(?:{TRADES_IN_FULL}|(?:{'|'.join(sorted(TRADES, key=lambda t: (-len(t), t)))}))"
)
_OCCUPATION = Look(
    rf"\b{_WHO}[^.;?!]{{0,60}}?\b(?:was|is|were|are|became|being|be|been|works?|worked|working|employed|trained"
    rf"|training|qualified|volunteered|job) "
    rf"(?:once |also |then |now |formerly |previously |a former |still )?(?:as )?(?:an? |the )?(?:\w+ly "
    rf")?({_TRADE})s?\b(?! (?:told|said|saw|asked|noticed|visited|who (?:saw|visited|attended)))"
    rf"|\b{FAMILY}(?: of [A-Z]\w+ [A-Z])?, (?:an?|the|once a|formerly a) ({_TRADE})\b"
    rf"|\b(?:drives?|drove|driven|driving) (?:an? |the )?(?:[\w-]+ ){{0,2}}(taxi|bus|lorry|van|minicab|HGV"
    rf"|ambulance|train"
    rf"|engine|tractor|digger|crane|hearse|cab|wagon|forklift|tanker|hgv|steamroller|limousine|truck"
    rf"|tram"
    rf"|coach|gritter|bin lorry|delivery van|snowplough|milk float)\b"
    rf"|\b{_WHO}[^.;?!]{{0,30}}? (?:ran|runs|owned|owns|managed|manages|kept) (?:an? "
    rf"|the )(?:[\w-]+ ){{0,2}}((?:nail "
    rf"|sandwich |tattoo |taxi |charity |corner |village |chip |coffee )?"
    rf"(?:shop|pub|takeaway|restaurant|caf[eé]|farm|garage|salon|business|guest house|newsagent['’]?s?|nursery|stall"
    rf"|hotel"
    rf"|gym|barbers?|bar|parlour|firm|company|agency|club|charity|kennels|stables|studio|bakery|dairy|post office"
    rf"|market"
    rf"|church|food van|ice[- ]cream van|smallholding|scrapyard|off[- ]licence))\b"
    rf"|\b(?:served|serving|serves|enlisted) (?:in|with|as) (?:the )?(?:\w+ )?(army|Army|RAF|navy|Navy|armed forces"
    rf"|police|fire service|Marines|military)\b"
    rf"|\b(?:head|chair|president|captain|treasurer) of (?:the )?(PTA|governors|parish council|cricket club|football "
    rf"club|residents['’]? association)\b"
    rf"|\b(?:his|her|their|whose) (?:job|work|career|shift|shifts) (?:as|at|in) (?:an? |the )?(?:local |town['’]s "
    rf")?(\w+(?: \w+)?)"
    rf"|\b{_WHO}[^.;?!]{{0,30}}? (?:volunteers?|volunteered|moonlighted|served|serves|acts|acted) as (?:an? "
    rf")?([\w-]+(?: \w+)?)"
    rf"|\b{_WHO} (cleaned|cleans) (?:offices|houses|schools|hotels|homes|trains|windows)\b"
    rf"|\b{_WHO} (?:once |also |still |then )?(taught|teaches|nursed|cooked|cleaned|coached|lectured|lectures"
    rf"|preached"
    rf"|delivered (?:post"
    rf"|parcels|milk)|farmed|fished|mined|busked|modelled|babysat) (?:at|in|for|on)\b"
    rf"|\b{_WHO}[^.;?!]{{0,40}}?\b(?:was|is|were|became) (?:an? |the )(?:[\w’'-]+ ){{0,3}}?"
    rf"([a-z-]+(?:smith|wright|monger|herd|keeper|maker|dresser|fighter|player|rider|ician|ologist|grapher"
    rf"|mistress))\b"
    rf"|\b{_WHO}[^.;?!]{{0,40}}?\b(?:[Ww]ork(?:s|ed|ing)?|jobs?|shifts?|employed)\b[^.;?!]{{0,30}}? (?:at|for|in) "
    rf"(?:the |an? )?({PROPER}(?: {PROPER})*)"
    rf"|\b{_WHO}[^.;?!]{{0,40}}?\b(?:trained|trains|played|plays|swam|swims|ran|runs|boxed|boxes|sang|sings|member"
    rf"|captain|coached"
    rf"|volunteered|volunteers|scout|cadet|competed) (?:\w+ )?(?:with|for|at|of|in) (?:the )?({PROPER}(?: {PROPER})*)"
    rf"|\b{_WHO}[^.;?!]{{0,30}}?\b(?:was|is|been) (?:self-)?employed (?:as|by|at|in) (?:an? |the )?(\w+(?: \w+)?)"
    rf"|\b(?:work(?:s|ed|ing)?|jobs?|employed) (?:away |offshore |on ){{1,2}}(?:an? |the )?(oil rig|rigs|trawler"
    rf"|fishing boat|at sea"
    rf"|cruise ships?|railways?|wind ?farm|building sites?)\b|\b(merchant navy|oil rigs?|night porter|door staff)\b"
    rf"|\b[Ww]ork(?:s|ed|ing)? (?:(?:nights?|shifts?|days|part-time|full-time|long hours|weekends|evenings"
    rf"|overnight) "
    rf")*(?:at|in"
    rf"|for) (?:an? |the )(?:local |town['’]s |same )?(?:[\w’'-]+ ){{0,2}}(factory"
    rf"|abattoir|call centre|warehouse|supermarket|school|hospital|council|bakery|bank|prison|nightclub|mine"
    rf"|shipyard|docks?|airport|police|care home|nursing home|mill|quarry|brewery|plant|salon|butcher['’]?s|shop|pub"
    rf"|restaurant|hotel"
    rf"|casino|zoo|slaughterhouse|farm|garage|betting shop|newspaper|university|laboratory|depot)\b",
    apart=True,
)


def occupations(text: str) -> Iterator[str]:
    """What somebody around the child or adult works as. The trades of professionals who are spoken of are none."""
    for match in _OCCUPATION.finditer(text):
        trade = next(filter(None, match.groups()), "")
        if tells_of_people(sentence_at(text, match.start())):
            continue
        if trade and not re.search(r"\b(?:social worker|health visitor|foster carer|young carer|carer)$", trade):
            yield trade

"""What sets somebody apart: origin, belief, trade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...look import Look
from ..cases import of_the_case
from ..names.lexicon import COUNTRIES, LANGUAGES, NATIONALITIES
from ..names.unlisted import starts
from ..somebody import sentence_at, tells_of_people, tells_of_somebody
from ..vocabulary import BELIEFS

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
        if word not in _NATIONS and word not in _COUNTRIES and word not in LANGUAGES:
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
        if word in LANGUAGES and word not in _NATIONS and word not in _AT_SCHOOL and tells_of_somebody(sentence):
            if not _OFFERED.search(before) and not tells_of_people(sentence):
                yield word
            continue
        if word in _NATIONS and somebodys and not _GENERAL.match(behind) and not _OFFERED.search(before):
            yield word
    told = any(pattern.search(plain) for pattern in (_LANGUAGE, _ETHNIC, _STATUS))
    if not told or _names_many(plain):
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


_AT_SCHOOL = frozenset(
    "English Welsh Gaelic Irish French German Spanish Latin Italian British Makaton Braille Scots".split()
)
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
    r"\b(?:left|joined|belong\w*(?: to)?|members? of|born (?:in)?to|raised in|grew up in|brought up in|married into"
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
    r"|\bordained\b|\b(?:what|as) (?:he|she|they) believed?\b|\b(?:[Hh]is|[Hh]er|[Tt]heir) beliefs\b"
    r"|\b(?:enclosed|holy|religious) orders?\b|\bnovice (?:in|at|nun)\b|\bmissionar\w+|\bthe Witnesses\b"
    r"|\bthe (?:Lodge|Order|Brotherhood|Temple|Kirk)\b"
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

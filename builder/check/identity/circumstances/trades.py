"""Work told by any noun that ends as trades do, by a verb of work, or by what somebody runs, sits on or plays for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..cases import of_the_case
from ..somebody import sentence_at
from ..vocabulary import FAMILY

WHO = (
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|[Bb]oth|one|other|{FAMILY}|[Gg]rand\w+|[Nn]an\w*|[Nn]ain|[Tt]aid"
    rf"|[Gg]ran(?:ny|dad)?"
    r"|[Mm]um|[Mm]am|[Dd]ad|[Mm]other|[Ff]ather|[Uu]ncle|[Aa]unt\w*|[Ss]tep\w+|[Pp]artner|[Hh]usband|[Ww]ife|[Bb]rother"
    r"|[Ss]ister|[Ss]on|[Dd]aughter|boy|girl|man|woman|lad|perpetrator|victim|deceased|suspect|accused|tenant|lodger"
    r"|landlord|neighbour|couple|family|(?:Child|Adult|Mother|Father|Mr|Mrs) [A-Z]\w*|[B-HJ-Z])"
)
_IS_A = Look(
    rf"\b{WHO}(?:,| [A-Z]\b)?(?: \w+){{0,3}}? (?:was|is|were|are|being|been|became|become|works? as|worked as"
    rf"|working as"
    r"|trained as|training as|job as|employed as|retired as|living as|career as) (?:once |now |then |also |formerly "
    r"|still )?"
    r"(?:an? |the |one of the )(?:[\w’'-]+ ){0,3}?([a-z-]*[a-z]{2}(?:er|or|ist|ian|man|men|woman|women|smith|wright"
    r"|herd"
    r"|monger|eer|ant|ress|aire|ote|grapher|ologist|nik)s?)"
    r"(?= (?:in|at|for|with|of|on|and|who|by|until|before|when|whose|from|near|locally|there|then|but|as)\b|[.,;:)]|$)",
    within=r" (?:was|is|were|are|been|being|bec[ao]me|as) (?:\w+ )?(?:an?|the|one of the) ",
)
_BY_THE_WAY = Look(
    rf"\b{WHO}, (?:an?|the|once an?|formerly an?|then an?) (?:[\w’'-]+ ){{0,4}}?"
    r"([a-z-]*[a-z]{2}(?:er|or|ist|ian|man|woman|smith|wright|herd|monger|eer|ant|ress|grapher|ologist)s?)"
    r"(?=,| (?:in|at|for|with|on|by|from)\b[^,.]*,)"
)
_NO_TRADE = frozenset(
    """
    mother father brother sister daughter grandmother grandfather stepfather stepmother carer smoker drinker
    user misuser abuser sufferer survivor offender perpetrator teenager toddler youngster stranger newcomer
    loner member number partner leader worker danger matter manner helper listener visitor caller prisoner
    hoarder leaver learner reader speaker lodger elder minor factor trigger barrier order corner answer letter
    paper disorder supporter follower believer wanderer traveller runner beginner bystander outsider insider
    fighter quitter sleeper feeder eater talker swimmer walker killer attacker murderer abductor predator
    groomer mentor professor doctor teacher officer manager practitioner supervisor assessor reviewer author
    volunteer peer deer giant tenant infant applicant participant migrant immigrant constant descendant
    defendant important significant relevant reluctant pregnant person human woman women man men guardian
    lesbian vegetarian christian asian civilian custodian specialist feminist list wrist other another older
    younger never ever either rather better further proper sober bitter clever tender eager bigger former later
    poor major prior senior junior superior inferior interior dealer owner driver holder winner loser lover
    cancer computer dinner supper summer winter shelter cover offer transfer register centre litter layer river
    water weather shoulder finger anger hunger temper character chapter quarter barrister solicitor colour floor
    door error mirror motor behaviour neighbour stress distress mattress dress address progress actor instant
    distant assistant consultant sister-in-law mother-in-law brother-in-law father-in-law half-brother
    half-sister step-brother step-sister stepbrother stepsister grandparent newborn foster-carer caregiver
    breadwinner homemaker householder onlooker jobseeker jobseekers latecomer claimant occupant accountant
    regular singular familiar particular similar vulnerable hour tour four humour rumour labour favour harbour
    child's user's wheelchair-user self-harmer overachiever gamer starter non-starter go-between bed-wetter
    seeker asylum-seeker commander communicator collector protector aggressor predictor indicator denominator
    contributor competitor successor predecessor benefactor ancestor creditor debtor executor investigator
    coordinator facilitator coroner designer-label commissioner minister reporter referrer responder
    whistleblower observer interpreter caretaker chair bright right night fright slight newlywed patriot pilot
    idiot riot anecdote vote note remote promote quote antidote midwife housewife
    """.split()
)
_WORKS = Look(
    rf"\b{WHO}(?: (?:who|that) [^,.;]{{1,40}}?)?(?: \w+)? (cleans|cleaned|cooks|cooked|sells|sold|lectures|lectured"
    rf"|preaches|preached|fishes|fished"
    rf"|farms|farmed"
    r"|referees|refereed|umpires|umpired|coaches|coached|drums|drummed|teaches|taught|nurses|nursed|delivers|delivered"
    r"|busks|busked|gigs|gigged|moonlights|moonlighted|volunteers(?! to\b)|volunteered(?! to\b)|ministers|officiates"
    r"|officiated|guards"
    r"|guarded|waits|waited|models|modelled|translates|translated|interprets|tattoos|tattooed|breeds|bred|shears"
    r"|sheared"
    r"|trawls|trawled|mines|mined|welds|welded|bakes|baked|repairs|repaired|restores|restored|presents|presented) "
    r"(?:[\w’'-]+ ){0,4}?(?:at|for|in|on|with|as|from|to|outside) (?:the|an?|her|his|their|local|town|weddings"
    r"|tourists|[A-Z])"
    rf"|\b{WHO}(?: \w+)? (?:sits?|sat|served?|serves|stands?|stood|speaks|spoke) (?:as \w+ )?(?:on|for|in|with)"
    rf" (?:the|an?|his|her"
    r"|their) (?:[\w’'-]+ ){0,3}?(council|bench|committee|board of governors|jury|cabinet|parish council|assembly"
    r"|senate"
    r"|synod|parliament|Assembly|Senate|Parliament|Lords|Commons|Senedd|Council|Cabinet|Navy|Army|Legion|regiment"
    r"|navy|army|marines|police|fire brigade|merchant navy|lifeboat|reserves|territorials)\b"
    rf"|\b{WHO}(?: \w+)? (?:runs?|ran|owns?|owned|keeps?|kept|manages?|managed|took over|inherited|opened|bought"
    rf"|lost|sold) "
    r"(?:the|an?|his|her|their|its|our|two|three) (?:[\w’'-]+ ){0,3}?(shops?|pubs?|inn|post office|takeaway"
    r"|restaurant|caf[eé]s?"
    r"|farm|garage|salon|business|guest ?house|newsagents?['’]?s?|nursery|stall|hotel|gym|barbers?|parlour|firm|company"
    r"|agency|kennels|stables|studio|bakery|dairy|smallholding|scrapyard|boatyard|fishing boat|trawler|taxi firm|car"
    r" wash"
    r"|corner shop|chip shop|butchers?['’]?s?|florists?['’]?s?|undertakers?['’]?s?|launderette|nightclub|bar|club"
    r"|campsite"
    r"|riding school|haulage \w+|market garden|vineyard|brewery|gallery|dance school|driving school|martial arts"
    r" school)\b"
    rf"|\b{WHO}(?: \w+)? (?:plays?|played|signed|turned out|appeared|trains?|trained|raced?|races|rides|rode|boxed"
    rf"|boxes|swims?"
    r"|swam|runs|ran|dances|danced|sings|sang|drums|performs?|performed|competes|competed|bats|bowls|skates"
    r"|skated|dives|dived"
    r"|marches|marched|modelled|acts|acted) (?:\w+ )?(?:for|with|in|at) (?:the|an?|his|her|their|[A-Z]\w+)"
    r" (?:[\w’'-]+ ){0,4}?"
    r"(team|club|side|squad|league|band|choir|orchestra|troupe|company|academy|county|country|county team|first team"
    r"|reserves"
    r"|under-\w+|village|town|city|school play|show|festival|final|finals|championships?|olympics|games|gala|parade"
    r"|carnival"
    r"|circus|theatre|group|ensemble|gym)\b"
    rf"|\b{WHO}(?: \w+)? (?:has|had|got|took|lost|started|found|held|holds) (?:an? |his |her |their )(?:new "
    rf"|part-time |paper |evening "
    r"|summer |weekend |Saturday |cleaning )*(?:job|round|post|shift|apprenticeship|stall|pitch) (at|in|on|with|as"
    r"|for) "
    rf"|\b{WHO} (?:\w+ )?(?:was|is|worked as|works as) an? (carer|care worker|care assistant|healthcare assistant"
    rf"|support worker)"
    r" (?:in|at|for|with) (?:an?|the) (?:[\w’'-]+ ){0,2}(?:home|agency|hospital|company|hospice|firm)\b"
    r"|\b[Ww]ork(?:s|ed|ing)? on the (bins|buses|trains|trams|railways?|roads|land|docks|boats|trawlers|tills"
    r"|doors|markets"
    r"|fairground|ferries|rigs|ships|pier|beach|farm|estate)\b"
    r"|\b(?:his|her|their) own (?:[\w’'-]+ ){0,3}(firm|business|company|shop|salon|stall|garage|cab|restaurant|farm)\b"
    rf"|\b{WHO}(?: \w+)? (?:(?:had |has |once |also |then |later )*(?:works?|worked|been working|trained"
    rf"|qualified|earned a living))(?: (?:nights|days|shifts|weekends|part[- ]time|full[- ]time|locally|abroad"
    rf"|away))? as"
    r" (?:an? )?((?!(?:an?|the|one|part|team|though|if|well|hard|usual|normal|planned|expected|long|carers?|his"
    r"|her|their|group|unit|pair|couple"
    r"|family|professionals)\b)[a-z][\w’'-]+)"
    r"|\b(?:by|his|her) (trade|profession)\b|\b(?:his|her) (?:own )?(?:dental|medical|law|legal|veterinary"
    r"|private|GP) (practice)\b"
    r"|\b(?:his|her|their) (shop|salon|pub|caf[eé]|taxi|stall|studio"
    r"|surgery"
    r"|parish|regiment|battalion|congregation|constituency|boatyard|workshop|forge)\b"
    rf"|\b{WHO}(?: \w+)? (?:is|was|were|has been|had been) (?:\w+ )?(?:in|with|at) the (army|navy|air force|RAF"
    rf"|marines|police"
    r"|fire service|forces|merchant navy|church|circus|Army|Navy|Royal \w+|Foreign Legion|territorials|secret"
    r" service)\b"
    rf"|\b{WHO}(?: \w+)? (?:is|was|were|became) (?:head|chair|captain|president|leader|owner|landlord|landlady"
    rf"|manager|director"
    r"|founder|secretary|treasurer|governor|trustee|patron|editor|conductor|minister|curate|vicar|priest) (of|at|for) ",
    apart=True,
)


_SHORT_TRADE = Look(
    r"\b(?:[Hh]e|[Ss]he) (?:was|is|had been) (?:once )?an? (?:[\w-]+ )?(ward sister|staff nurse|charge nurse|nurse"
    r"|midwife|GP|doctor|dentist"
    r"|paramedic|headteacher|solicitor|barrister|vicar|priest)\b"
    rf"|\b(?:{FAMILY}|[Gg]rand\w+|[Mm]um|[Dd]ad|[Mm]other|[Ff]ather|[Uu]ncle|[Aa]unt\w*|[Ss]tep\w+|[Hh]usband"
    rf"|[Ww]ife)(?: \w+)? (?:was|is|were|are"
    r"|had been|became|worked as|works as) (?:both )?(?:an? |the |also )*(?:\w+ )?(GPs?|MPs?|nurses?|midwife|judges?"
    r"|vets?|magistrates?|social workers?"
    r"|health visitors?|pilots?|guards?|models?|ministers?|police officers?"
    r"|(?:police )?community support officers?|PCSOs?|paramedics?|journalists?|authors?|poets?"
    r"|(?:deputy |assistant |acting |former )?head(?:teacher|master|mistress)?s?(?! (?:of the (?:family"
    r"|house\w*)|injur\w+"
    r"|wound|lice|girl|boy))|special constables?|SENCOs?|JPs?|PAs?|TAs?|HGV \w+|civil servants?|estate agents?"
    r"|(?:deputy|assistant|trainee|apprentice|locum|supply|associate|newly qualified|qualified|chartered|chief)"
    r" (?!(?:carers?|parents?|partners?|at|in|for|to|with|of|and|who|on|from|by|when)\b)[a-z-]+"
    r"|senior (?:\w+(?:er|or|ist|ian|ant|nurse|clerk|midwife|cook|chef))"
    r"|clerks?|cooks?|chefs?|monks?|nuns?"
    r"|dinner lad(?:y|ies)|tea lady|cleaning lady|lollipop (?:lady|man)|consultants?|porters?|receptionists?"
    r"|(?!(?:good|hard|heavy|careful|key|drug|poor|slow|fast|former|care|family|dangerous)\b)[a-z-]+ (?:officers?"
    r"|managers?|workers?|drivers?|owners?)"
    r"|governors?|trustees?"
    r"|priests?|teachers?|doctors?|solicitors?|barristers?|accountants?|professors?|actors?|teaching assistants?"
    r"|care assistants?|childminders?)\b"
)


def trades(text: str) -> Iterator[str]:
    """What somebody of the case works as, however it is told."""
    for match in (*_IS_A.finditer(text), *_BY_THE_WAY.finditer(text)):
        word = match[1].split("-")[-1]
        plain = word.removesuffix("s") if not word.endswith("ss") else word
        if match[1] not in _NO_TRADE and word not in _NO_TRADE and plain not in _NO_TRADE and _told(text, match):
            yield match[1]
    for match in (*_WORKS.finditer(text), *_SHORT_TRADE.finditer(text)):
        if _told(text, match):
            yield next(filter(None, match.groups()))


def _told(text: str, match: re.Match[str]) -> bool:
    return of_the_case(sentence_at(text, match.start()))

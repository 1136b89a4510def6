"""What a neighbour or a reader of news knows somebody by: landmarks near a home, losses, teams, luck, what was told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..cases import of_the_case
from ..names.capitals import is_known
from ..names.lexicon import COUNTRIES
from ..numbers.ages import NUMBER
from ..somebody import happened, sentence_at, tells_of_people
from ..vocabulary import FAMILY, TRADES, TRADES_IN_FULL

_HOME = re.compile(
    r"(?i)\b(?:live[sd]?|living|homes?|house|flat|cottage|caravan|bungalow|farm(?:house)?|lodgings|lodged"
    r"|bedsit|tent|slept"
    r"|sleeping rough|rented|moved (?:in|to|into)|evicted|squatted|estate|camped|parked|pitched|stayed)\b"
)
_LANDMARK = Look(
    r"\b(?:above|behind|next(?: door)? to|beside|opposite|by|near|over|overlooking|facing"
    r"|across (?:the road )?from|off"
    r"|under|below|beyond|between|past|backing on ?to|alongside|doors? (?:down|up|away)? ?from) (?:the|an?|her"
    r"|his|their) "
    r"(?:[\w’'-]+ ){0,2}(?:chip shop|fish shop|shop|pub|church|chapel|mosque|temple|war memorial|memorial"
    r"|level crossing"
    r"|crossing|bypass|station|post office|school|library|takeaway|launderette|laundrette|bakery|butcher['’]?s"
    r"|betting shop|bookmaker['’]?s|supermarket|garage|petrol station|roundabout|motorway|railway|viaduct|canal|lock"
    r"|river|weir|mill|quarry|windmill|lighthouse|harbour|pier|beach|promenade|cliffs?|green|duck pond|cemetery"
    r"|churchyard|crematorium|prison|hospital|fire station|police station|bus (?:station|depot)|football ground"
    r"|stadium|racecourse|golf course|market(?: place)?|town hall|cinema|bingo hall|nightclub|airfield|airport|docks?"
    r"|power station|steelworks|gasworks|factory|sewage works|tip|scrapyard|wood|woods|common|moor|castle|abbey"
    r"|cathedral|bridge|flyover|underpass|tram (?:stop|line)|allotments|(?:railway )?arch(?:es)?)\b"
    r"|\b(?:the|an?) (?:end|last|first|only|corner|top|bottom) (?:\w+ )?(?:house|cottage|flat|bungalow|caravan"
    r"|terrace) "
    r"(?:in|on|by|before|of|at|beside|opposite|near) (?:the|their|her|his|a)\b"
)


_EVERYWHERE = re.compile(
    r"(?:near|by|next(?: door)? to|between|past|from|under|off|over|below) (?:the|a|an|her|his|their) "
    r"(?:school|hospital|shop|station|church|library|factory|road|river|garage|bridge|wood|green|supermarket)"
)


_LOCALS = Look(
    r"\b(?:[Pp]eople|[Nn]eighbours|[Rr]esidents|[Ff]amilies|[Oo]fficers|[Pp]olice|[Ll]ocals|[Vv]illagers|[Cc]hildren"
    r"|[Gg]angs?|[Dd]ealers?|[Dd]oor on|search|[Ss]treets|[Hh]ouses|[Ff]lats|[Aa]ddresses|[Pp]ubs|[Ss]hops|[Dd]oors"
    r"|[Bb]ars"
    r"|[Hh]ostels?|[Bb]ookmakers)"
    r" (?:in|on|from|at|around|of) ([A-ZÀ-Þ][a-z][\w’'-]+)\b(?![\w’']| [A-Z])"
    r"|\b(?:drove|driven|flew|sailed|relocated|fled|hitched|cycled) (?:out |back |up |down |over |away )?(?:to"
    r"|from) ([A-ZÀ-Þ][a-z][\w’'-]+)\b(?! [A-Z])"
)
_TALKS = re.compile(
    r"\b(?:still|spoke|speak|talked|knew|called|saw|heard|gathered|looked|searched|found|remember\w*)\b"
)
"""Who is somewhere, so that a capital nobody knows is a place."""


def landmarks(text: str, own: frozenset[str]) -> Iterator[str]:
    """Where a home stands, told by what is beside it; where people are who speak of somebody."""
    for match in _LOCALS.finditer(text):
        sentence = sentence_at(text, match.start())
        name = match[1] or match[2]
        told = match[2] or of_the_case(sentence) or happened(sentence) or _TALKS.search(sentence)
        if told and not is_known(name, own) and name not in COUNTRIES:
            yield name
    for match in _LANDMARK.finditer(text):
        sentence = sentence_at(text, match.start())
        usual = _EVERYWHERE.fullmatch(match[0])
        if _HOME.search(sentence) and of_the_case(sentence) and not usual:
            yield match[0]


_CHILDREN = (
    r"(?:children|sons|daughters|siblings|brothers|sisters|babies|cousins|uncles|aunts|grandchildren|husbands|wives)"
)
_LOSSES = Look(
    rf"\b(?:{NUMBER}|both|all|several|another|two) (?:of (?:her|his|their|the family['’]s) )?(?:other |older "
    rf"|younger "
    rf"|previous |earlier )*{_CHILDREN} (?:had |have |were |was |who |also |already |previously |been |all |both )*"
    r"(?:died|drowned|adopted|killed|removed|stillborn|murdered|taken into care|in prison|deported|perished)\b"
    rf"|\b{NUMBER} of (?:her|his|their) (?:other |older |younger )?{_CHILDREN}\b"
    r"|\b(?:\w+ |repeated )(?:miscarriages|stillbirths|terminations)\b|\b(?:miscarried|stillbirth)\b"
    rf"|\bborn (?:[\w’'-]+ ){{0,4}}at (?:just |only |about )?{NUMBER} weeks\b"
    rf"|\b(?:(?:first|second|late|previous|former|estranged) )?{FAMILY} (?:had |was |were "
    rf"|had been )?(?:drowned|hanged|shot"
    r"|executed|electrocuted|lynched|kidnapped|disappeared|stabbed|beheaded|burned to death|died (?:in|at|on"
    r"|off) (?:an?|the"
    r"|prison|custody|action|[A-Z]))\b"
    r"|\b(?:first|second) cousins\b|\bshared? a birthday\b|\bborn on the same day\b"
    r"|\b(?:her|his|their|[A-Z]['’]s) (?:ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th)) (?:child|baby|pregnancy"
    r"|son|daughter|grandchild)\b"
    rf"|\b{NUMBER} (?:completed )?weeks['’]? (?:pregnant|into (?:her|the|a) pregnancy|(?:of )?gestation)\b",
    re.I,
)


def losses(text: str) -> Iterator[str]:
    """Deaths and partings among somebody's children, and the place or week of a pregnancy."""
    for match in _LOSSES.finditer(text):
        if of_the_case(sentence_at(text, match.start())) or re.search(r"\b(?:cousins|uncles|aunts)\b", match[0]):
            yield match[0]


_KNOWN_FOR = Look(
    r"\b(?:captain|vice-captain|goalkeeper|striker|star|conductor|mascot|champion|winner|runner-up) (?:of|in"
    r"|for|with) "
    r"(?:the|a|an|their|his|her) (?:[\w’'-]+ ){0,4}(?:team|side|squad|league|tournament|darts|quiz)\b"
    r"|\b(?:play(?:s|ed)?|sing|sings|sang|sung|danc(?:e|es|ed)|act(?:s|ed)|perform(?:s|ed)?|compet(?:es|ed)"
    r"|appear(?:s|ed)?"
    r"|featured?|starred|captain(?:ed)?|member|leader|chair\w*|president|secretary|treasurer|manager|conductor"
    r"|contestant"
    r"|winner|extra|star) (?:[\w’'-]+ ){0,4}(?:of|in|for|with|on|at) (?:the|an?|their|his"
    r"|her) (?:[\w’'-]+ ){0,4}(?:club"
    r"|band|choir|orchestra|cadets|regiment|troupe|show|pageant|carnival|circus|film|documentary|programme|festival"
    r"|musical|pantomime|series|quiz|talent contest|marathon)\b"
    r"|\bcoach(?:es|ed) (?:the|an?) (?:[\w’'-]+ ){0,2}(?:under-\w+|team|side|squad|boys|girls|eleven|fifteen)\b"
    r"|\b(?:crowned|carnival queen|may queen|beauty pageant|contestant|stuntman|stuntwoman)\b"
    r"|\b(?:in|with|left|joined) the (?:[A-Z][\w’'-]+ )+(?:Cavalry|Guards|Rifles|Fusiliers|Regiment|Marines"
    r"|Corps|Lancers"
    r"|Hussars|Legion|Highlanders|Gurkhas|Air Force|Navy)\b"
    r"|\b(?:air ambulance|lifeboat|coastguard|mountain rescue|rescue helicopter)\b"
    r"|\b(?:stammer\w*|stutter\w*|lisp|limped|a limp|walking (?:frame|sticks?)|(?:on|with"
    r"|used) (?:two )?(?:sticks|crutches)"
    r"|prosthe\w+|facial (?:scar|palsy)|port[- ]wine stain|vitiligo|alopecia)\b"
    r"|\b(?:bears|bearing|carries) (?:his|her|their) name\b|\bnamed (?:after|for|in memory of) (?:him|her|them"
    r"|the (?:boy"
    r"|girl|child|baby))\b|\b(?:mural|statue|portrait|bench|plaque|shrine) (?:of|for|to) (?:him|her|them"
    r"|the (?:boy|girl|child"
    r"|baby|family))\b"
    r"|\b(?:[Ee]veryone|[Ee]verybody|[Pp]eople|[Aa]ll) (?:in|on|around) (?:the|that) (?:town|village|area"
    r"|estate|valley|city"
    r"|island|street|school) (?:\w+ )?(?:knew|knows|know|called|recogni[sz]ed|remember\w*)\b"
    rf"|\b{FAMILY}['’]s? (?:own )?(?:[\w-]+ )?(?:boatyard|shop|farm|garage|pub|restaurant|takeaway|business"
    rf"|firm|bakery|salon"
    r"|hotel|scrapyard|stables|kennels|market stall|stall|vans?|lorries|trawler|fishing boat|caf[eé]|factory"
    r"|surgery)\b"
    r"|\b(?:two|three|four|five|several|\d) generations\b"
    r"|\b(?:quads|quins)\b|\b(?:finalist|semi-finalist|runner-up|medallist|mascot)\b"
    r"|\bon (?:national |local |breakfast |live |reality )?(?:television|TV)\b"
    r"|\b(?:house|home|flat|cottage|building) (?:had (?:once )?been|was once|was formerly|used to be) (?:the"
    r"|an?) (?:[\w’'-]+ ){0,3}"
    r"(?:station|chapel|church|school|pub|shop|office|mill|barn|hotel|hospital|bank|vicarage|rectory|workhouse)\b"
    rf"|\b(?:been to|attended|been through|tried|excluded from) {NUMBER} (?:different |primary |secondary )?schools\b"
    r"|\b(?:found|discovered|rescued|spotted|picked up|pulled out) by (?:an?|the|two"
    r"|some) (?:[\w’'-]+ )?(?:\w+man|dog[- ]walkers?"
    r"|walkers?|joggers?|passer-?by|passers-by|cleaners?|cyclists?|anglers?|hikers?|fishermen|drivers?"
    r"|lorry driver|tourists?)\b"
    r"|\b(?:caravan|van|car|tent|lorry|bus)[^.]{0,20} (?:in|on|at) (?:a|the) (?:lay-?by|verge|hard shoulder"
    r"|roundabout|beach|field"
    r"|forest|car park|picnic site)\b"
    r"|\bnamed [^.]{1,30} after (?:him|her|them)\b"
    r"|\b(?:dog|lurcher|terrier|alsatian|mastiff|bulldog|collie|husky|horse|pony|snake|dogs|cat|parrot"
    r"|ferret) (?:had |has |once |also |then )*(?:bit|bitten|attacked|mauled"
    r"|killed|kicked)\b"
    r"|\bburied (?:at|in|beside|next to|with)\b|\b(?:ashes|scattered at sea)\b"
    r"|\bmarried (?:on|in|at|aboard) (?:the|an?) [\w’'-]+"
    r"|\b(?:ice-cream van|burger van|market stall|fairground|circus|showm[ae]n|showpeople)s?\b"
    r"|\b(?:won|win|inherited|received|awarded) (?:[\w£,.’'-]+ ){0,6}(?:on the (?:lottery|pools|horses)|jackpot"
    r"|lottery|premium bonds?|compensation|damages|from an? (?:uncle|aunt|will)|game show|quiz show|talent show"
    r"|raffle)\b"
    r"|\b(?:[Tt]he|an?|[Oo]ne of the) (?:last|only|first|youngest|oldest|longest-serving|best-known|most famous) "
    r"(?:[\w’'-]+ ){1,4}(?:on|in|at|along|of|to) (?:that|this|the) (?:[\w’'-]+ )?(?:coast|valley|village|town|county"
    r"|island|dale|moor|estate|parish|district|region|regiment|company|team|street|river|line|surgery|ward|club"
    r"|hostel"
    r"|refuge|prison|unit|force|country|world|congregation|community)\b"
    r"|\bwell known (?:in|on|around|throughout) (?:the|that) (?:town|village|area|estate|valley|community|city"
    r"|county)\b"
)


def known_for(text: str) -> Iterator[str]:
    """What somebody is known for in a place: a team, luck, being the last or the only one."""
    for match in _KNOWN_FOR.finditer(text):
        if of_the_case(sentence_at(text, match.start())):
            yield match[0]


_MATTER = r"(?:death|murder|case|trial|arrest|fire|crash|accident|attack|inquest|funeral|rescue|search|killing)"
_NEWS = Look(
    r"\b(?:on|in|across|made|reached|filled|hit|over) (?:the )?(?:front pages?|(?:national|local|evening"
    r"|regional|world"
    r"|international|television|breakfast|[Ww]elsh|[Ss]cottish) (?:news|papers?|press|television|TV|radio)"
    r"|headlines)\b"
    r"|\b(?:fund-?raising|memorial|tribute|campaign|Go ?Fund ?Me|Just ?Giving|crowdfunding) (?:page|site|appeal"
    r"|website"
    r"|fund|walk|concert|match)\b|\braised (?:more than |over |nearly )?£[\d,]+"
    r"|\b(?:march|minute['’]s silence|memorial service|bench|plaque|mural|shrine|foundation|charity) (?:was "
    r"|were |is )?"
    r"(?:held|named|set up|unveiled|placed|painted|founded|dedicated|in (?:her|his) (?:name|memory))\b"
    r"|\b(?:raised|debated|asked about|spoke (?:of|about)) (?:his|her|their|the) (?:death|case|murder"
    r"|treatment) (?:in|at|with|on)\b"
    r"|\b(?:book|film|play|song|documentary|drama|series|podcast) (?:was |has been |is )?(?:written |made "
    r"|based |released "
    r")?(?:about|on) (?:the|her|his|their) (?:\w+ )?(?:case|death|murder|life|family|story|crime)\b"
)


def news(text: str) -> Iterator[str]:
    """What was public about somebody: news, money that was raised, what bears their name."""
    for match in _NEWS.finditer(text):
        sentence = sentence_at(text, match.start())
        told = of_the_case(sentence) or re.search(rf"\b{_MATTER}\b", sentence)
        if told and not tells_of_people(sentence):
            yield match[0]


_LISTED = "|".join(sorted(TRADES, key=lambda trade: (-len(trade), trade)))
_ANY_TRADE = rf"(?:{TRADES_IN_FULL}|(?:{_LISTED})|inspector|keeper|attendant|operator)"
_WORK = Look(
    rf"\b{FAMILY}, (?:an?|the|once an?|formerly an?|himself an?|herself an?) (?:[\w’'-]+ ){{0,3}}?({_ANY_TRADE})\b"
    rf"|\b(?:both|all|each|two|three)(?: of (?:them|whom))?(?: were| had been| are)? ({_ANY_TRADE}s)\b"
    rf"|\b(?:retired|former|ex-|trainee|apprentice|unemployed|self-employed"
    rf"|off-duty) ?(?:[\w’'-]+ ){{0,2}}?({_ANY_TRADE})\b"
    rf"|\b(?:[Hh]e|[Ss]he|{FAMILY}|(?:grand)?(?:mother|father)s) (?:\w+ )?(?:was|were|is|are|had been"
    rf"|became) (?:the |a |an |once "
    r"|now |then |also |both )*((?:deputy |assistant |former )?(?:head(?:teacher|mistress|master)?|minister"
    r"|churchwarden"
    r"|elder|deacon|organist|chair\w*|governor|leader|mayor|treasurer|commodore|bandmaster|principal|dean"
    r"|provost)s?) (?:of|at) "
    r"(?:the|an?|her|his|their)\b"
    r"|\b(?:[Hh]e|[Ss]he|[Hh]er \w+|[Hh]is \w+) (?:cleaned|cleans|guarded|painted|managed) (?:the"
    r"|an?) (?:[\w’'-]+ ){0,2}(court|school"
    r"|church|offices|hospital|station|pub|cathedral|bank|town hall|theatre|cinema|supermarket)\b"
    r"|\b(?:was|is|been|became|as) (?:an? |the )(?:[\w’'-]+ ){0,2}((?!gentle|chair|wo|hu)[a-z]{3,}(?:man|woman))\b"
    r"|\b(?:ran|run|runs|kept|keeps|managed) (?:the|an?) (?:[\w’'-]+ ){0,2}(sub-post office|post office"
    r"|tea ?room|bakehouse|forge"
    r"|smallholding|guest ?house|B&B|campsite|riding school|dance school|boatyard|nursery|kiosk|stall)\b"
    r"|\b(?:sells?|sold|selling) (?:[\w’'-]+ ){1,4}(?:at|from|on|in) (?:the|an?) (?:[\w’'-]+ )?(market|stall"
    r"|fair|van|roadside)\b"
    r"|\b(?:work(?:s|ed)?|help(?:s|ed)|kept|did|swept up|washed up|made|cooked|cleaned|ran|serve[sd]?|drove"
    r"|packed|picked|sorted|answered"
    r"|volunteer(?:s|ed)?) (?:[\w’'-]+ ){0,4}(?:at|for|in|on) (?:an?|the) (?:[\w’'-]+ ){0,2}(sanctuary|kennels"
    r"|stables"
    r"|brewery|distillery|hatchery|zoo|museum|theatre|circus|fairground|funfair|abattoir|tannery|foundry|shipyard"
    r"|lighthouse|quarry|vineyard|orchard|garden centre|undertaker['’]?s|crematorium|casino|ferry|trawler|newspaper"
    r"|radio station|embassy|barracks|airbase|observatory|sawmill|dairy|bakery|laundry|call centre|theme park"
    r"|cathedral|abbey|barber['’]s|butcher['’]s|baker['’]s|florist['’]s|chip shop|bookmaker['’]s|leisure centre"
    r"|food bank|market|fish market|auction house|cattery|racing yard|golf club)\b",
    apart=True,
)


def work(text: str) -> Iterator[str]:
    """Work told beside a person: in a bracket of commas, of both of them, by the place where it is done."""
    for match in _WORK.finditer(text):
        if of_the_case(sentence_at(text, match.start())):
            trade = next(filter(None, match.groups()))
            if not re.search(
                r"(?:social worker|health visitor|carer|teacher|nurse|midwife|doctor|judge|manager)s?$", trade
            ):
                yield trade


_INSTITUTION = Look(
    r"\b(?:to|at|in|from|by|of) (?:the )?((?!(?:Attorney|Director|Governor|Surgeon|Secretary|Solicitor|Major"
    r"|Lieutenant|The|Inspector|Auditor|Registrar)\b)[A-Z][a-z][\w’'-]+(?: [A-Z][a-z][\w’'-]+)? (?:General|Royal"
    r"|Infirmary|Royal Infirmary|Victoria|Memorial))\b(?! (?:Hospital|Infirmary|Practi\w+|Medical|Data|Park"
    r"|Road|Street"
    r"|Council|Assembly|Synod|Teaching|Social|College|Society|Certificate|Meeting))"
)


def institutions(text: str) -> Iterator[str]:
    """Hospitals called by a town and "General" or "Royal" alone."""
    for match in _INSTITUTION.finditer(text):
        sentence = sentence_at(text, match.start())
        if of_the_case(sentence) or _AT_WORK.search(sentence):
            yield match[1]


_AT_WORK = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]wo) (?:\w+ )?(?:registrar|consultant|doctor|nurse|midwife|paediatrician|ward|team"
    r"|psychiatrist"
    r"|surgeon|pharmacist|sister|radiographer|physiotherapist|porter|receptionist|junior) (?:\w+ )?(?:at|from|in|of)\b"
)
"""Who worked there at the time."""

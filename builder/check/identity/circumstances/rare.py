"""What few people share: rare conditions and details, and the place among brothers and sisters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..somebody import sentence_at, tells_of_people, tells_of_somebody

_CONDITION = Look(
    r"\b(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? |\w+ )[Ss]yndrome\b|\b[A-Z][a-z]+['’]s? disease\b"
    r"|\b(?:diagnos(?:is of|ed with)|born with|has|had|with|inherited|lives with|lived with) (?!(?:an?|the|any|no"
    r"|some|his|her"
    r"|their|many|such|serious|known)\b)(?:[a-z-]+ ){0,2}(?!(?:heart|kidney|liver|lung|renal|chronic|mental"
    r"|infectious|vitamin"
    r"|iron|coeliac|bowel|gum|skin|thyroid|vascular|transmitted|cardiovascular|coronary|pulmonary|terminal|arterial"
    r"|immune"
    r"|artery|respiratory|airways?)\b)[a-z-]+ (?:disease|deficiency|dystrophy|atrophy|ataxia)\b"
    r"|\brare (?:\w+ )?(?:form|type|kind|strain) of\b|\bborn without\b"
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
_COMMON_CONDITION = Look(
    r"^(?:Down['’]?s?|Parkinson['’]?s|Alzheimer['’]?s|Huntington['’]?s|Crohn['’]?s|[Dd]eath|[Dd]own|[Ss]yndrome|the"
    r"|a|this|irritable|bowel|alcohol|carpal|again)\b|(?:[Dd]eath|[Aa]lcohol|Adult Death|[Ii]nfant) [Ss]yndrome"
)
_RARE = Look(
    r"\b[Oo]nly (?:\w+|a handful of) (?:children|people|babies|adults|families) in (?:the )?[A-Z]\w+"
    r" (?:have|had) (?:it|this)\b"
    r"|\b(?:triplets|quadruplets|quintuplets|sextuplets|septuplets|triplet|albino)\b|\b[Bb]orn (?:in|on|at) (?:the "
    r"back of |an? |the "
    r")?(?:car|taxi|train|prison|plane|lift|"
    r"field|bus|boat|ship|refugee camp|ambulance|car park|toilet|shop|motorway|hospital car park|back of)\b"
    r"|\b(?:won|winning|received|awarded) (?:an? |the |two |three )?(?:\w+ ){0,2}(?:medal|award|scholarship|lottery"
    r"|championship|trophy|title|cup|competition|prize)\b"
    r"|\b(?:Olympic|Olympics|Paralympic\w*|Commonwealth Games|celebrity|celebrities|famous|lottery winner|reality "
    r"(?:TV|show)|went viral|"
    r"well[- ]known (?:locally|in the (?:town|area|village))|household name|beauty queen"
    r"|(?<!safeguarding )(?<!practice )(?<!neglect )(?<!abuse )(?<!team )(?<!health )(?<!learning )champion"
    r"|record-breaking"
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


_EVENT = Look(
    r"\b[Ff]ire (?:had )?(?:started|began|broke out|spread|tore|swept)\b|"
    r"\b(?:[Hh]ouse|[Ff]lat|[Hh]ome|[Cc]aravan|[Bb]uilding|[Ss]hed|[Bb]arn|[Tt]ent)(?: had| was| had been)? (?:set"
    r" on fire|set alight|firebombed|petrol-bombed|torched|burned|burnt|blew"
    r"|blown|gutted"
    r"|destroyed|collapsed|flooded)(?: (?:down|up|to|by))?\b|\b(?:in|after|by|of|from) an? (?:house|flat|caravan|tent"
    r"|car|chip[- ]pan"
    r"|barn) fire\b|\bset (?:fire|light) to (?:the|an?|his|her|their|it)\b|\bgas explosion\b|\bplane crash\b"
    r"|\bsinkhole\b|\b(?:train|coach|ferry|helicopter|boating) (?:crash"
    r"|accident"
    r"|disaster)\b"
    r"|\b(?:found|discovered|recovered|drowned|drowning|fell|falling|jumped|thrown|pushed|died|left|abandoned|hidden"
    r"|buried|dumped"
    r"|rescued|trapped|struck|hit) (?:\w+ )?(?:in|into|from|off|under|by|on|at|beside|behind|beneath) (?:the|an?"
    r"|some) "
    r"(?:[\w’'-]+ )"
    r"{0,2}(?:canal|river|quarry|lake|bridge|cliffs?|balcony|tower|car park|motorway|well|pond|reservoir|train|tram"
    r"|lorry|weir|harbour"
    r"|pier|marina|sea|beach|woods?|woodland|field|park|skip|suitcase|freezer|layby|lay-by|railway|tracks|tunnel"
    r"|multi-storey|docks?"
    r"|stadium|shed|cellar|loft|garage|sewer|ditch|graveyard|churchyard|playground|golf course|allotment"
    r"|swimming pool"
    r"|septic tank)\b"
)
"""What happened to somebody where a newspaper tells of it."""
_OF_SOMEBODY = Look(
    r"\b(?:profoundly|severely|completely|totally|partially|congenitally) (?:deaf|blind|sighted)\b|\b(?:British Sign "
    r"Language"
    r"|BSL|Makaton|Braille|hearing dog|assistance dog|cochlear implants?)\b|\b(?:is|was|are|were|born|went) (?:deaf"
    r"|blind)\b"
    r"|\bdeaf (?:parents?|mother|father|child|boy|girl)\b"
    r"|\bconceived (?:by|through|with|via|during|in) (?:an? )?(?:\w+ )?(?:donor|IVF|surrog\w+|rape|prison|incest)\b"
    r"|\bsurroga\w+\b"
    r"|\bwhite (?:stick|cane)\b|\bhearing aids?\b|\boxygen (?:tank|cylinder|mask)\b|\b(?:stoma|colostomy|feeding tube"
    r"|eye patch|hook for a"
    r" hand)\b|\b(?:XL [Bb]ully|[Pp]it ?[Bb]ull|Rottweiler|mauled|dog that (?:killed|bit|attacked))\b"
    r"|\b(?:sperm|egg) donor\b|\bIVF\b"
    r"|\b(?:kept|keeps|owned|owns|had|bred|lived with|hoarded) (?:\d+|\w+|over \w+) (?:\w+ )?(?:dogs|cats|horses"
    r"|birds"
    r"|snakes"
    r"|parrots?|ferrets|goats|chickens|pigeons|reptiles|rabbits|ponies|donkeys)\b|\b(?:parrot|tarantula|iguana|llama"
    r"|alpacas?)\b"
    r"|\b(?:played|plays|boxed|boxes|swam|swims|runs|danced|sings|sang|acted|fought|raced)(?: \w+[- ]?\w+)? "
    r"(?:football|rugby"
    r"|cricket|hockey|netball|chess|darts|snooker|professionally|semi-professionally|competitively"
    r"|internationally|for "
    r"(?:the )?"
    r"(?:county|country|England|Wales|Scotland|academy))\b|\b(?:youth|county|national|semi-professional"
    r"|premier league"
    r"|academy) (?:team|squad|footballer|player|champion)\b|\bfootball academy\b|\bsigned (?:by|for|to) [A-Z]"
    r"|\b(?:former|ex-?|retired) (?:child )?(?:actor|actress|model|footballer|boxer|singer|politician|soldier|MP"
    r"|mayor"
    r"|councillor|dancer|jockey)\b|\b(?:actor|actress|MP|mayor|footballer|pop star|YouTuber|influencer|TikToker)\b"
    r"|\bfollowers (?:on|online)\b|\b(?:weighed|weighing) (?:just |only |about )?\d+(?:\.\d+)? ?(?:lbs?|kg|kilos"
    r"|kilograms|stone"
    r"|pounds|grams|oz)\b|\b\d+ ?lbs? ?\d* ?(?:oz)?\b|\b(?:seven|six|eight) f(?:ee|oo)t (?:tall|\w+)\b|\b6 ?ft ?\d"
    r"|\b(?:red|ginger|green|pink|blue|waist-length) hair\b|\bheterochromia\b|\b(?:six|extra) (?:fingers|toes)\b"
    r"|\btattoos?\b"
    r"|\bwooden leg\b|\bmissing (?:an? )?(?:arm|leg|eye|finger|hand)\b|\b(?:lost|loses|losing) (?:an?|his|her|both) "
    r"(?:arms?|legs?"
    r"|eyes?|sight|hands?)\b|\b(?:in|on) an? (?:converted|disused|derelict) \w+\b|\blived? (?:in|on) an? (?:houseboat"
    r"|narrowboat"
    r"|yurt|bus|boat|lighthouse|canal boat|horsebox|cave|windmill|tree ?house|converted \w+|barge|windmill|castle"
    r"|convent"
    r"|monastery|commune|kibbutz|cult)\b|\b(?:houseboat|narrowboat)\b|\bHIV\b|\b(?:intersex|transgender|trans (?:boy"
    r"|girl|man"
    r"|woman)|non-binary|gender reassignment|transition(?:ed|ing) (?:to|from) (?:male|female|a))\b"
    r"|\b(?:first|only|youngest|oldest|last) (?:\w+ ){0,3}(?:in|of) (?:the|her|his|their) (?:village|town|school"
    r"|county|country"
    r"|world|family|street|island|region|class|year group)\b|\b(?:[Oo]ne of (?:only|just) (?:a few|\w+)) (?:\w+ "
    r"){0,4}(?:in|at"
    r"|with)\b|\bfew (?:\w+ )?in (?:the country|England|Britain|the UK|the world)\b|\bconjoined\b"
    r"|\b(?:great-)?grandmother at\b"
    r"|\bidentical (?:twins?|triplets?)\b"
    r"|\bfed (?:through|by|via) (?:an? |the |his |her )?(?:\w+ )?tube\b|\btube[- ]fed\b|\b(?:gastrostomy"
    r"|nasogastric|ventilated)\b"
    r"|\bcannot feel pain\b|\b(?:has|had) never heard\b(?! (?:of|about|from|the|that|a|an|any))|\bport in (?:his"
    r"|her) chest\b|\b(?:no|without) hair\b"
    r"|\badopted by (?:an?|the|his|her|their) [a-z]+ who\b"
    r"|\b(?:tallest|smallest|heaviest|biggest|lightest|strongest|fastest|cleverest) (?:\w+ )?(?:girl|boy|woman|man"
    r"|child|person|pupil|baby|patient) (?:ever|in|on|at)\b"
    r"|\b(?:first|only|youngest|oldest|last) (?:\w+ )?(?:girl|boy|woman|man|child|person|pupil|student|baby"
    r"|patient|one|family|resident"
    r"|tenant|recruit|driver|player|passenger)s? (?:ever )?to (?!be\b|hear|know|see|speak|ask|arrive|leave)\w+\b"
    r"|\b(?:died|dies) (?:in childbirth|giving birth|having (?:him|her|the baby)|on (?:his|her|their) (?:birthday"
    r"|wedding day))\b"
    r"|\b(?:adopted|raised|brought up) by (?:an?|his|her|their) (?:\w+ )?(?:grand\w+|aunts?|uncles?|sisters?"
    r"|brothers?|godmother|nuns?"
    r"|stepmother|stepfather|cousins?|neighbours?)\b|\bthe wrong way round\b|\b(?:heart|liver"
    r"|organs?) on the (?:right|wrong|left)\b"
    r"|\bhole in (?:his|her|the|their) heart\b|\b(?:open[- ]heart|heart (?:transplant|surgery|operation|defect"
    r"|murmur))\b"
    r"|\bborn with (?:no|only|one|two|his|her|extra|both|webbed|an?)\b(?! (?:dependency|withdrawal|addiction|low|drug))"
)
"""What sets somebody apart when it is said of somebody, and is advice when it is said of people."""


def conditions(text: str) -> Iterator[str]:
    """Rare conditions. Down's syndrome and the like are none: many live with them."""
    for match in _CONDITION.finditer(text):
        sentence = sentence_at(text, match.start())
        advice = bool(match[0].startswith("rare") or tells_of_people(sentence) or _MAY.search(sentence))
        if re.match(r" (?:is|are|may|can|causes?) (?!confirmed|diagnosed|found|suspected)", text[match.end() :]):
            advice = advice or sentence.strip().startswith(match[0].strip())  # "Hirschsprung's disease is rare."
        if (tells_of_somebody(sentence) or not advice) and not _COMMON_CONDITION.search(match[0].strip()):
            yield _LED_TO.sub("", match[0].strip())


_LED_TO = re.compile(r"^(?:diagnos(?:is of|ed with)|born with|has|had|with|inherited|lives with|lived with) ")
_SERVICE = re.compile(
    r"\b(?:services?|teams?|partnership|agency|trust|council|project|charity|programme|app|toolkit|board|school"
    r"|unit)\b",
    re.I,
)
"""What may win a prize and be nobody."""


_MAY = re.compile(r"\b(?:may|can|should|must|might|please)\b")


def rarities(text: str) -> Iterator[str]:
    """A detail that few people share, for which somebody is known."""
    for match in _RARE.finditer(text):
        sentence = sentence_at(text, match.start())
        if tells_of_somebody(sentence) or not (_SERVICE.search(sentence) or _MAY.search(sentence)):
            yield match[0]
    for pattern in (_OF_SOMEBODY, _EVENT):
        for match in pattern.finditer(text):
            sentence = sentence_at(text, match.start())
            if not tells_of_people(sentence) and (pattern is _EVENT or tells_of_somebody(sentence)):
                yield match[0]

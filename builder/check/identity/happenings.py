"""What happened to somebody where a newspaper would tell of it, what keeps a memory, what few have lived through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..look import Look
from .cases import of_the_case
from .somebody import sentence_at, tells_of_people
from .vocabulary import FAMILY

_SPOT = (
    r"(?:roof|window ledge|ledge|bridge|river|stream|brook|beach|woods?|woodland|field|church|chapel|porch|doorstep"
    r"|station|platform"
    r"|tracks|railway|level crossing|line|car park|shopping centre|supermarket|hotel|balcony|ditch|phone box"
    r"|toilets?|lift shaft"
    r"|lift|stairwell|escalator|motorway|dual carriageway|bypass|hard shoulder|roundabout|bus station|bus shelter"
    r"|taxi rank|park"
    r"|playing fields?|golf course|football pitch|swimming pool|pool|pond|lake|canal|lock|weir|harbour|sea|pier"
    r"|cliffs?|quarry"
    r"|reservoir|tunnel|underpass|subway|tower(?: block)?|flats|scaffolding|crane|building site|factory|warehouse"
    r"|bin|bins|skip"
    r"|suitcase|bag|holdall|freezer|fridge|wardrobe|cupboard|cellar|loft|attic|shed|garage|barn|outhouse|well|septic"
    r" tank|bath"
    r"|washing machine|tumble dryer|oven|bonfire|garden|graveyard|churchyard|cemetery|prison|cell|police station"
    r"|courtroom|court"
    r"|nightclub|pub|bar|restaurant|takeaway|cinema|theatre|stadium|museum|library|market|fairground|zoo|airport|ferry|boat|plane"
    r"|train|tram|tractor|combine|van|caravan|tent|embassy|town hall|war memorial|cathedral|mosque|temple|synagogue)"
)
_DONE = (
    r"(?:fell|falling|jumped|jumping|leapt|thrown|threw|pushed|dropped|dangled|hung|abandoned|dumped|hidden|hid|buried|collapsed"
    r"|stabbed|shot|strangled|attacked|raped|robbed|rescued|dragged|drowned|trapped|crushed|struck|hit by|run over"
    r"|killed|knocked down"
    r"|washed up|body was|bod(?:y|ies) (?:was|were) (?:found|recovered)|remains were|found dead|found hanged|left"
    r" (?:alone )?(?:in|on|at|outside|by)"
    r"|born|gave birth|last seen|seen alive|arrested|climbed|set fire to|burned|burnt|crashed|drove into|drove off"
    r"|plunged|electrocuted)"
)
_WHERE = (
    rf"\b{_DONE}\b(?: \w+){{0,3}}? ?(?:in|into|from|off|under|by|on|at|behind|beside|outside|near|through|inside|to"
    rf"|beneath|onto)? ?"
    rf"(?:the|an?|her|his|their|some) (?:[\w’'-]+ ){{0,3}}?(?:of the )?{_SPOT}\b"
)
_USUAL = re.compile(
    r"\b(?:in|into|from|off) (?:the|a|his|her|their) (?:bath|cot|bed|garden|park|car|bag|cupboard|flats|court|prison"
    r"|line|bar)$"
    r"|(?:left|hit by)\b[^.]*\b(?:court|prison|park|line|library|garden|bag|bin|bins|cell)$|hidden (?:in|from)"
)
_LIVED_THROUGH = (
    r"\b(?:fled|escaped|survived|survivor of|came through|lived through|displaced by|injured in|orphaned by|lost"
    r" [^.]{0,20} in) "
    r"(?:the |an? |from )?(?:\w+ ){0,2}(?:war|fighting|civil war|Taliban|genocide|famine|earthquake|floods?|bombing"
    r"|massacre|siege|fire"
    r"|crash|explosion|attack|shipwreck|tsunami|hurricane|camp|regime|militia|gang in|cult)\b"
    r"|\b(?:small boat|dinghy|Channel crossing|crossed the Channel|refugee camp|child soldier|people smugglers?|back"
    r" of a lorry)\b"
    r"|\b(?:day|night|week|weekend|morning|evening|afternoon|eve) (?:of|after|before|that|when) (?:the |her |his "
    r"|their )?"
    r"(?:[\w’'-]+ ){0,2}(?:funeral|wedding|coronation|jubilee|election|referendum|cup final|final|carnival|parade"
    r"|fireworks"
    r"|marathon|storm|floods?|eclipse|heatwave|riots?|christening|prom|eclipse|bonfire|fair)\b"
    r"|\b(?:during|in|on the (?:day|night|morning) of) the (?:\w+ )?(?:riots|floods|heatwave|storm|blizzard|eclipse"
    r"|Olympics"
    r"|Commonwealth Games|World Cup|coronation|jubilee|general election|firefighters['’] strike|miners['’] strike"
    r"|big freeze)\b"
)
_REMEMBERED = (
    r"\b(?:flowers|candles|teddies|teddy bears|balloons|tributes|wreaths?|football shirts|messages) (?:\w+"
    r" )?(?:covered|were (?:left|laid"
    r"|tied|lit|released)|lay|filled|outside|line|lined|tied to|at the scene)\b"
    r"|\b(?:seen|viewed|watched|read|shared|liked|heard|signed|followed) by (?:more than |over |nearly |about"
    r" )?(?:millions?|thousands?"
    r"|hundreds|[\d,]{4,}|tens of thousands)\b|\b[\d,]{4,} (?:signatures|views|followers|subscribers|likes|shares"
    r"|people (?:signed"
    r"|marched|watched|came))\b|\b(?:thousands|hundreds|crowds) (?:of people |of mourners )?(?:marched|gathered"
    r"|lined|attended|came to"
    r"|signed|queued)\b"
    r"|\b(?:bench|tree|plaque|stone|star|room|wing|garden|playground|cup|trophy|award|fund|charity|foundation|race|ward|boat|rose|street"
    r"|building|scholarship|tournament|memorial) (?:\w+ )?(?:with|in|bearing|named|carries|bears|set up|stands"
    r"|called)(?: \w+){0,2}? "
    r"(?:his|her|their|after|memory|name)\b|\bin (?:his|her) memory\b|\bnamed after (?:him|her)\b"
    r"|\b(?:round|around|across) the (?:world|country|globe|nation|internet)\b|\b(?:ten|six|one|nine) o['’]clock"
    r" news\b|\b(?:led|topped|on"
    r"|opened|headed|dominated|in all|made|in) the (?:\w+ )?(?:news|bulletins?|headlines|papers|front pages?)\b"
    r"|\bpress conference\b"
    r"|\b(?:told|tell|tells|gave|sold|read out) (?:his|her|their|the) (?:own )?(?:story|account|ordeal)(?: \w+)?"
    r" (?:on|to|in)\b"
    r"|\b(?:TV|radio|television|breakfast|chat|talk|quiz|reality|talent)[- ](?:show|programme|series|star|crew"
    r"|presenter|interview)s?\b"
    r"|\b(?:appeared|was seen|is seen|featured|interviewed|filmed|spoke|shown|went) (?:\w+ )?(?:on|by|in)"
    r" (?:national |local |breakfast "
    r"|daytime |live |regional )*(?:television|TV|radio|a (?:film|documentary|video|magazine|newspaper|podcast))\b"
)
_KIN = (
    r"\b(?:\w+teen|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Ss]even|[Ee]ight|[Ss]ix|[Ff]ive|\d+) (?:\w+ )?(?:pregnancies"
    r"|miscarriages|marriages|husbands|wives"
    r"|ex-husbands|languages|operations|terminations|stillbirths|grandchildren|stepchildren|half-siblings|dogs|cats|snakes|horses)\b"
    r"|\b(?:the |an? |her |his |their )only (?:\w+ )?(?:boy|girl|son|daughter|man|woman|child|grandchild|sister"
    r"|brother) (?:among|of|in|with"
    r"|out of|between|on)\b|\b(?:\w+ )?sets? of (?:twins|triplets)\b"
    r"|\b(?:his|her|their|whose|[A-Z]['’]s) (?:\w+ )?(?:sisters?|brothers?|siblings?|twin|husband|wife|sons?"
    r"|daughters?|cousins?|baby|babies"
    r"|first child|fianc[eé]e?|uncle|grandfather|grandmother) (?:had |was |were |has |have |also |both |all |already"
    r" |been )*(?:died|dead"
    r"|killed|drowned|hanged|murdered|stabbed|shot|executed|deported|jailed|imprisoned|sectioned|disappeared"
    r"|kidnapped|in prison"
    r"|in jail|serving)\b"
    r"|\b(?:his|her|their) (?:\w+ )?(?:mother|father|parents) (?:had |was |were |has |have |also |both |all |been"
    r" )*(?:murdered|executed|killed|drowned"
    r"|hanged|stabbed|shot|deported|imprisoned|disappeared|beheaded|in prison|in jail|serving life)\b"
    r"|\b(?:has|had|have|kept|with|was|hid) (?:\w+ )?(?:another|a second|a secret|two|other) (?:wife|wives|husband"
    r"|husbands|families|family (?:in|abroad)"
    r"|wife and family|fianc[eé]e)\b|\bbigam\w+|\bpolygam\w+|\barranged marriage\b|\bforced (?:into )?marriage (?:to"
    r"|with) (?:an?|her|his)\b"
    r"|\b(?:married|engaged to|affair with|in love with) (?:her|his|their|the|an?) (?:\w+ )?(?:cousin|uncle|teacher"
    r"|pupil|priest|pastor"
    r"|stepfather|stepson|brother-in-law|sister-in-law|sister|brother|carer|boss|landlord|soldier|footballer|policeman)\b"
    r"|\b(?:adopted|fostered|sent back|returned|separated|placed) (?:together )?with (?:her|his|their) (?:two|three"
    r"|four|five|six|seven"
    r"|eight|\d) (?:brothers|sisters|siblings)\b"
)
_BODY = (
    r"\b(?:has|had|with|have|born with(?:out)?|lost) (?:no|only one|one|two|three|six|four|an extra|an artificial|a"
    r" false|a wooden|a glass|a club|both) "
    r"(?:\w+ )?(?:hands?|arms?|legs?|eyes?|feet|foot|fingers?|toes?|kidneys?|lungs?|tongue|hair|ears?|thumbs?"
    r"|breasts?)\b"
    r"|\b(?:brain|spinal|kidney|eye|bone|liver) (?:tumou?rs?|cancer)\b|\btumou?rs?\b|\bwor(?:e|n|ing) (?:an?"
    r" )?(?:helmet|eye ?patch|wig|mask|neck brace"
    r"|back brace|body brace|leg brace|calliper|tag|burqa|veil|kilt|cowboy hat|prosthe\w+)\b|\bwears? (?:an?"
    r" )?(?:helmet|eye ?patch|wig|mask|brace"
    r"|calliper|veil|prosthe\w+|hearing aids?)\b"
    r"|\b(?:four|five|six|seven) (?:foot|feet)(?: \w+)?(?: tall| inches)?\b|\b\d{2} stone\b|\b(?:paralysed"
    r"|paraplegic|tetraplegic|quadriplegic"
    r"|in an iron lung|locked-in|on life support|blind since|deaf since|blind in one eye|deaf in one ear|mute)\b"
    r"|\b(?:scars?|burns?|birthmark|rash|port-wine stain) (?:on|across|down|covering|over) (?:his|her|their|the"
    r"|half) (?:\w+ )?(?:face|cheek|neck|arms?)\b"
)
_PLACES_TO_LEARN = (
    r"\b(?:boarding|Gaelic|Welsh-medium|Steiner|Montessori|Quaker|convent|choir|ballet|stage|military|music|language|hospital|theatre"
    r"|drama|dance|Islamic|Catholic|Jewish|Hebrew|Koranic|Saturday|village|private|public|prep|grammar|one-teacher"
    r"|two-teacher) school"
    r"(?: for \w+)?\b|\bschool for (?:the )?(?:deaf|blind|gifted|performing|children with)\b|\bthe (?:village|island"
    r"|chapel|cathedral"
    r"|hospital|prison|army|forces|air base|mosque|temple|traveller) (?:school|nursery|playgroup)\b"
    r"|\b(?:van|lorry|taxi|car|truck|shop|shirt|jacket|mug|jumper|bus) (?:had|with|bore|bearing|carrying|that had)"
    r" (?:[\w’'-]+ ){0,4}?names?\b"
    rf"|\b(?:{FAMILY}|her|his|their)['’]?s? (?:own )?name (?:is |was )?(?:on|over|above|across|painted on) (?:the"
    rf"|an?|its|every)\b"
    r"|\bfor which (?:he|she|they) (?:is|was|were|are) known\b|\bknown (?:to everyone|to everybody|locally|in the"
    r" town|in the village|all over"
    r"|for (?:his|her|their)) ?\w*|\beverybody (?:knew|knows) (?:him|her|them)\b|\b(?:a|the) local (?:celebrity"
    r"|legend|hero|character|landmark"
    r"|councillor|politician|footballer|singer|artist|poet|historian|farmer|businessman|businesswoman)\b"
)
_MORE = (
    r"\b(?:only|just|fewer than|no more than|about|barely) (?:\w+ )?(?:\d+|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|a dozen|twenty|thirty"
    r"|forty|fifty|a handful of) (?:other )?(?:people|children|families|babies|houses|homes|adults|patients|cases"
    r"|women|men|pupils|shops|farms|workers) "
    r"(?:in|on|with|have|had|has|live|are|were|at)\b|\blost (?:his|her|their|the) (?:hearing|sight|eyesight|speech"
    r"|voice|hair|memory|hand|fingers?)\b"
    r"|\b(?:at|by) (?:knife|gun)point\b|\bwith an? (?:\w+ )?(?:machete|sword|axe|crossbow|samurai sword|shotgun"
    r"|chainsaw|gun|rifle|pistol|hatchet|scythe)\b"
    r"|\b(?:chip[- ]pan|house|flat|caravan|kitchen|bonfire|garage|tower(?: block)?|warehouse|school|barn|car|shed)"
    r" fires? (?:\w+ )?(?:killed|took|destroyed"
    r"|left|broke|gutted|started|in which|that)\b|\b(?:went|go|goes|gone|going|drove|driven|swept|walked|ran|slipped"
    r"|slid) (?:straight |right |out )?(?:in|into|over|off"
    r"|under|onto) the (?:\w+ )?(?:water|sea|river|cliff|edge|canal|lake|loch|railway|tracks|harbour|weir|reservoir"
    r"|ice|bridge|waves|tide|quay)\b"
    r"|\b(?:went|go|gone|drove|fell|came) over (?:the|a) (?:cliff|edge|bridge|side|railings|balcony|banister)\b"
    r"|\bpulled from (?:the|a) \w+\b|\b(?:blew|blown|washed|swept) (?:over|away|down|overboard|out to sea)\b"
)
_MORE_STILL = (
    r"\b(?:song|poem|play|film|book|chant|ballad|novel|episode|exhibition|painting|law|portrait) (?:about|for|of"
    r"|named after|in memory of) (?:him|her|them"
    r"|the (?:boy|girl|family|case|murder))\b|\b(?:kept|keeps|keeping) goal\b|\b(?:first|second) (?:eleven|fifteen"
    r"|XI|XV)\b|\bcentre[- ]forward\b"
    r"|\b(?:fast|spin) bowler\b|\bopening bat\w*\b|\bprop forward\b|\bpull(?:s|ed)? pints\b|\b(?:cuts|cut) hair\b"
    r"|\bstack(?:s|ed) shelves\b"
    r"|\b(?:lays|laid) bricks\b|\b(?:guts|gutted|catches|caught) fish\b|\b(?:picks|picked) (?:fruit|vegetables"
    r"|cockles)\b"
    r"|\b(?:mends|mended|builds|built|makes|made|fixes|fixed|restores|restored|sells|sold|drives|drove|races|raced|breeds|bred|flies|flew|paints|painted"
    r"|fits|fitted|installs|cleans|cleaned) (?:\w+ )?(?:boats|cars|roofs|windows|kitchens|guitars|furniture|planes"
    r"|lorries|cabs|taxis|horses|dogs|pigeons"
    r"|ferrets|motorbikes|houses|carpets|bikes|chimneys|drains|clocks|dolls|dresses|cakes|shoes)\b|\bcalled (?:him"
    r"|her|the (?:boy|girl)) a (?:monster|hero|miracle)"
    rf"|\bclimb(?:s|ed|ing) (?:up |on to |onto |over |out of )?(?:an? |the )?(?:\w+ )?(?:pylon|crane|tower|roof"
    rf"|statue|scaffold\w*|mast|bridge|lamppost|{_SPOT})\b"
    r"|\b(?:stabbed|shot|attacked|raped|killed|arrested|collapsed|died|drugged|poisoned) (?:\w+ ){0,2}(?:at|during"
    r"|after|on the way (?:to|from)|leaving) (?:an?|the|his|her"
    r"|their) (?:\w+ )?(?:wedding|funeral|party|concert|match|festival|gig|prom|barbecue|christening|rave|carnival"
    r"|parade|protest|march|baptism|reception)\b"
    r"|\bfound (?:as a (?:baby|newborn|child) |abandoned |alone |wandering |crying |asleep |naked |unconscious "
    r"|collapsed |hidden |wrapped [\w ]{0,20})+(?:in|on|at|by|outside"
    rf"|under|near|behind) (?:the|an?) (?:\w+ )?{_SPOT}\b|\b(?:attacked|bitten|mauled|chased|set upon|trampled|gored"
    rf"|stung) by (?:an?|the|two|three|his|her|their) (?:\w+ )?(?:pack"
    r"|dogs?|gang|mob|swarm|bull|cows?|horse|strangers?|sheep|shark|snake|rat|rats|monkey)\b|\blocked (?:in|into"
    r"|inside) (?:an?|the) (?:\w+ )?(?:cellar|attic|loft|shed|cage"
    r"|cupboard|garage|outhouse|box|room)(?: \w+)? for\b|\b(?:boat|ship|yacht|dinghy|ferry|canoe|kayak|raft|lilo)"
    r" (?:sank|capsized|overturned|drifted|hit|was lost)\b"
    r"|\b(?:roof|wall|balcony|floor|ceiling|chimney|scaffolding|tree|crane) (?:came (?:off|down)|fell (?:on|in)"
    r"|collapsed|gave way|blew off)\b"
    r"|\bjoined the (?:Foreign Legion|circus|priesthood|army|navy|convent|cadets)\b|\bfor (?:England|Wales|Scotland"
    r"|Ireland|Great Britain|Team GB|the county|his country|her country)\b"
)
_TOLD = Look("|".join((_WHERE, _LIVED_THROUGH, _REMEMBERED, _KIN, _BODY, _PLACES_TO_LEARN, _MORE, _MORE_STILL)), re.I)
_OF_AN_EVENT = re.compile(
    r"\b(?:[Ff]lowers|[Cc]andles|[Tt]ributes|body|bodies|remains|caravan|house|scene|video|story|film|case|photograph|clip|fire|island|village|street|killed)\b"
)
_ADVICE = re.compile(r"\b(?:must|should|please|may|can|always|never|need to|have to|do not|don['’]t)\b")


def happenings(text: str) -> Iterator[str]:
    """What is told of somebody that few have lived through, or that was seen by many."""
    for match in _TOLD.finditer(text):
        sentence = sentence_at(text, match.start())
        told = of_the_case(sentence) or (
            _OF_AN_EVENT.search(sentence) and not tells_of_people(sentence) and not _ADVICE.search(sentence)
        )
        if told and not _USUAL.search(match[0]):
            yield match[0]

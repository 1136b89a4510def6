"""What a subordinate clause lets drop about somebody: where the wages come from, who married whom, which day it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..cases import of_the_case
from ..somebody import sentence_at, tells_of_people, tells_of_somebody
from ..vocabulary import FAMILY
from . import occasions
from .scenes import is_an_event

_WORKPLACE = (
    r"(?:plant|counter|factory|mill|works|foundry|yard|farm|depot|stall|kitchens?|rink|baths|pier|canteen|laundry"
    r"|salon|parlour|smokehouse|cannery|packing ?house|bakery|dairy|brewery|distillery|quarry|docks?|shipyard|garage"
    r"|warehouse|supermarket|hotel|restaurant|caf[eé]|pub|bar|club|bookmaker['’]?s|butcher['’]?s|baker['’]?s"
    r"|groomer['’]?s|hairdresser['’]?s|barber['’]?s|florist['’]?s|grocer['’]?s|fishmonger['’]?s|undertaker['’]?s"
    r"|solicitor['’]?s|tailor['’]?s|cleaner['’]?s|bingo|casino|cinema|theatre|abattoir|nursery|airport|ferry"
    r"|post office"
    r"|chip shop|chippy|takeaway|kebab shop|betting shop|car wash|call centre|garden centre|leisure centre|arcade)"
)
_WORK = Look(
    r"\bpainted (?:the|an?) (?:\w+ )?(murals?|scenery|signs?|portraits?|frescoes?) (?:in|of|for|on|at)\b"
    r"|\b[Oo]n (market|match|race|fair|delivery|fight|sale|regatta) (?:days|nights|mornings)\b"
    r"|\b(?:[Hh]e|[Ss]he|[Ww]ho) (?:had |has |once |also |still )*sat as an? (\w+)"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir) (round|patch|beat) (?:to|that|took|included|passed|covered)\b"
    r"|\b[Rr]etired from (?:the|an?) ((?:\w+ )?\w+), (?:he|she|they)\b"
    r"|\b(?:tips|wages|pay|money) (?:that |which )?(?:he|she|they) (?:brought home|earned|made|got|took home) (?:from"
    r"|at|in|on)"
    rf" (?:the|an?|his|her) (?:\w+ )?({_WORKPLACE})\b"
    r"|\b[Ww]hen the (mine|pit|factory|mill|plant|works|colliery|steelworks|shipyard|foundry|brewery|quarry|smelter"
    r"|shop|pub|hotel|restaurant|business|firm|yard) (?:had )?(?:closed|shut|failed|folded|burned down|went under"
    r"|was sold)\b"
    r"|\b[Aa]s an? (?:(?:former|retired|serving|long-serving|trainee|apprentice) |ex-)"
    r"((?:[\w-]+ )?(?!patient|partner|carer|tenant|resident|pupil|user|victim|addict|child|offender|prisoner|smoker"
    r"|drinker|member)[\w-]+),? (?:he|she|they|his|her)\b"
    r"|\b(?:swept|mopped|scrubbed|polished|waxed|swabbed|mowed|marked out|painted) the (stage|decks?|pews|aisles|pitch"
    r"|brasses|altar|fairways|greens|locker rooms|theatre|ballroom|dance floor|carriages|yard|courts)\b"
    r"|\b(mucking out|mucked out)\b"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y) (?:\w+ )?(?:wages?|shifts?|pay|boss|workmates|tips|overtime|apprenticeship"
    r"|foreman|name badge|uniform|overalls|apron|rota|round|pitch|workshop|bench|tools) (?:from|at|in|on|with|for) "
    rf"(?:the|an?|his|her) (?:[\w’'-]+ ){{0,2}}({_WORKPLACE})\b"
    r"|\b(?:laid off|made redundant|sacked|let go|dismissed|banned|retired|home|back|late|straight) (?:from|to|at"
    r"|in) "
    rf"(?:the|an?) ((?:[a-z]+ )?{_WORKPLACE.replace('|hotel', '').replace('|restaurant', '').replace('|pub', '')})\b"
    r"|\b(?:early|late|night|day|split|double|twilight|back) shifts? (?:at|in|on|for) (?:the|an?|[A-Z]\w+) "
    r"?((?:[\w’'-]+ )?[\w’'-]+)"
    rf"|\b(?:[Hh]e|[Ss]he|[Tt]hey|{FAMILY}|[Mm]other|[Ff]ather|[Mm]um|[Dd]ad) (?:was|were|is|had been|has been|went"
    r"|worked|works|stood|helped|served) (?:\w+ )?(?:on|behind|at) the (?:\w+ )?(door|tills?|bar|counter|checkouts?"
    r"|bins|turnstiles?|stall|switchboard|production line|gates?)(?= (?:at|of|in|on|for|when|most|every|each|that"
    r" (?:night|evening|day|week))\b)"
    rf"|\b(?:kept|keeps|did|does|doing|keeping) the (books|accounts|payroll) (?:for|of|at) "
    rf"|\b(?:typed|types|took|takes|kept|keeps) the (minutes) (?:of|for) (?:the|an?) (?:parish|town|club|church"
    r"|society|governors|allotment)"
    r"|\b(?:men|lads|crew|people|women|girls|others) (?:that |whom |who )?(?:he|she|they) (crewed|drove|fished|worked"
    r"|played|sang|danced|toured|served|sailed|flew) with\b"
    r"|\b(?:between|on|back from|home from|away on|after) (?:two |three |four |his |her |a second |a first |a )?"
    r"(tours?|voyages?|deployments?)\b"
    r"|\b(?:[Hh]e|[Ss]he|[Tt]hey|couple|family|parents|sisters|brothers) (?:\w+ )?(?:lets?|let|hired?|hires|rented?"
    r"|rents) out ((?:[\w-]+ )?(?:castles|boats|bikes|bicycles|marquees|caravans|rooms|horses|vans|deckchairs"
    r"|costumes|tools|skips|cars|limousines|stables|garages|pitches|pedalos))\b"
    r"|\b(?:took|takes|taking) in (laundry|lodgers|washing|ironing|sewing|mending|students)\b"
    r"|\b(?:[Hh]e|[Ss]he) could ((?:strip|mend|fix|tune|rebuild|shoe|shear|skin|gut|weld|lay|plaster|wire|thatch"
    r"|braid|ice|drive|fly) (?:an?|any|most|the) (?:engine|clock|car|horse|sheep|motor|roof|wall|house|cake|lorry"
    r"|plane|crane|digger|boat|piano|bike))\b"
    r"|\b(?:tuned|tunes|played|plays|mended|restored|built|cleaned) (?:the )?(?:church |cathedral |chapel )?(organs?)"
    r" (?:in|for|at)\b"
    r"|\b(?:[Hh]er|[Hh]is) (reviews|columns?|cartoons|recipes|paintings|photographs|novels|poems|songs|sculptures"
    r"|carvings|quilts|cakes|pots|designs) (?:of [\w ]{1,20})?(?:had |has )?(?:been |were |was |are |sold|hung"
    r"|appeared"
    r"|won|ran)\b"
    r"|\b(?:taught|teaches|teaching) (?:[\w’'-]+ ){1,10}?to (swim|drive|dance|sing|ride|box|fly|sew|type|ski|sail"
    r"|play"
    r" the|dive|shoot|weld|paint|skate|climb|surf)\b"
    rf"|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|{FAMILY}) (?:had |has |once |also |still |both |now )*(policed|patrolled"
    rf"|ploughed"
    r"|refereed|umpired|ministered|chauffeured|skippered|nannied|tiled|plastered|roofed|embalmed|cremated"
    r"|auctioned|tutored|lectured|preached|soldiered|sailed|trawled|welded|bartended|sang for|danced for|wrestled"
    r"|lambed"
    r"|sheared|milked|shod|thatched|scaffolded|understudied|choreographed|conducted|officiated|crewed|stewarded"
    r"|demonstrated|auditioned)\b(?! (?:a|the|his|her|their|an|and|its|by|as|in) (?:review|assessment|interview|visit"
    r"|audit|search|check|meeting|that|good|poor|concern|lack))"
    r"|\b[Bb]etween (cremations|funerals|shows|performances|deliveries|fares|weddings|customers|lectures|matches"
    r"|races"
    r"|sets|patients|sermons|flights|milkings|tides|gigs|rehearsals|films|concerts|fights|bouts|voyages|tours"
    r"|surgeries)\b"
    r"|\b(?:delivered|buried|married|baptised|taught|treated|nursed|fed|photographed|shod|painted|drove|served"
    r"|barbered"
    r"|christened) (?:\w+ )?(half|most|many|generations|three generations|two generations|hundreds|thousands"
    r"|nearly all)"
    r" (?:of )?(?:the |her |his |its |those )?(?:[a-z]+ )?(?:babies|town|village|district|valley|island|parish"
    r"|families"
    r"|nurses|staff|people|dead|street|estate|county|team|horses|children (?:in|of))"
    r"|\bname (?:was |stood |is )?(?:above|over) the (door|shop|window)\b"
    r"|\b(?:chef|butcher|baker|soldier|sailor|nurse|surgeon|postman|fireman|pilot|miner|guard|porter|clown|judge"
    r"|priest|farmer|fisherman|policeman|bride|mechanic|painter|waiter|traffic warden)['’]s"
    r" (whites|uniform|overalls|apron|hat|cap|helmet|wellingtons|robes|wig|oilskins|boiler suit|dungarees|tabard)\b",
    apart=True,
)

_RARE = Look(
    r"\bashes of (?!the fire)|\bcut (?:off|out|free|down) by (?:the )?(?:fire(?:fighters| brigade| service| crew)"
    r"|a passer-by)"
    r"|\bbones? (?:had )?(?:broke|broken|snapped) (?:when|if|whenever)\b|\bcame from abroad to\b"
    r"|\bdedicated an? \w+ to (?:him"
    r"|her|them)\b|\bship['’]s figurehead\b"
    r"|\b(?:been|was|were|appeared|seen|shown) on (?:the )?(?:television|TV|telly|radio|Crimewatch)\b"
    r"|\b(?:[Ff]ell|[Ff]allen|came|come|crashed|collapsed|tumbled) (?:down )?(?:on|on to|onto|through|into) (?:the "
    r"|an? "
    r"|his |her |their )?(?:\w+ )?(?:pram|cot|bed|house|car|roof|ceiling|caravan|shop|school|pushchair|conservatory"
    r"|tent|shed|bus)\b(?! and (?:hit|hurt|bruised|cut))"
    r"|\b(?:swum|swam|crossed|rowed|sailed|walked|cycled|ridden|run|climbed|hitch-?hiked) (?:across |around |round "
    r"|up "
    r"|from |over )?(?:the )?(?:Channel|Atlantic|Pacific|Sahara|Alps|Everest|Ben Nevis|Snowdon|Kilimanjaro|Thames"
    r"|Land['’]s End|Pennine Way|Irish Sea|country|world|globe|London Marathon|desert|length of)\b"
    r"|\bswallow(?:ed|ing|s)? (?:an?|the|some|two|three|several) (?:\w+ )?(?:battery|batteries|magnets?|coins?|pins?"
    r"|nails?|keys?|rings?|razor\w*|marbles?|toy|button|needle|tooth|bleach|firelighter|cap|stone|ball|screw)\b"
    r"|\b(?:changed|changing|change) (?:his|her|their) (?:sur|first |last |family )?names?\b|\bby deed poll\b"
    r"|\b(?:never |not |nobody [\w ]{0,20})?(?:seen|went|go|been|left)(?: \w+){0,4} without (?:the|his|her|an?)"
    r" (?:\w+ )?(?:hat|cap|gloves|mask|sunglasses|wig|cane|cloak|umbrella|scarf|parrot|dog)\b"
    r"|\b(?:top|bowler|cowboy|straw|fur|felt|bobble) hat\b|\bdeath row\b|\bmannequins?\b|\bmummified\b"
    r"|\b(?:he|she|it|[Tt]he (?:boy|girl|mother|father|man|woman)) (?:was|is) (?:the one|the person|the man|the woman"
    r"|one of those|among those) (?:who|that) (?:had )?(?:found|discovered|shot|stabbed|saved|rescued|started|broke"
    r"|set)\b"
    r"|\b(?:found|discovered) the (?:body|bodies|remains) of\b"
    r"|\b(?:[Ww]edding|[Ff]uneral|[Cc]hristening|[Cc]eremony|[Mm]arriage|[Ff]light) (?:had been |was |were "
    r")?(?:stopped|raided|called off|cancelled|interrupted|halted|filmed|disrupted|delayed)\b"
    r"|\b(?:crane|plane|helicopter|lorry|tree|chimney|wall|scaffold\w*|bus|tanker|digger|boulder|pylon|balloon"
    r"|steeple) (?:had |has )?(?:fell|fallen|crashed|ploughed|come|came|driven|drove|collapsed|blown|landed) (?:on"
    r"|into|through|down|over)\b"
    r"|\b(?:goat|pig|sheep|horse|donkey|cow|hens?|snake|monkey|peacock|ferret|pony|lamb|calf|goose|geese"
    r"|ducks?) (?:was"
    r"|were|lived|slept|stood|roamed|wandered) (?:\w+ )?(?:in|on|around|about|through|up) (?:the|his|her|their)\b"
    r"|\bcoffin (?:was|were|had been) \w+\b|\bfined (?:£[\d,]+|for it|over it|by the court|thousands|a record)\b"
    r"|\b(?:evidence|witness|spoke|testified|appeared) (?:to|at|before|in) (?:the|a) (?:\w+ )?(?:public inquiry"
    r"|select committee|royal commission|war crimes \w+|fatal accident inquiry)\b"
    r"|\bknown (?:at|in|to|on|by|around) (?:the |every)?(?:[\w’'-]+ ){0,3}as (?:the|[“\"‘'])"
    r"|\b(?:went|gone|go|goes|turned|turning) (?:\w+ )?(?:white|grey|bald|blind|deaf|mute|dumb|blue|orange) (?:in"
    r"|over"
    r"|at|after|before|since|overnight)\b|\bstruck dumb\b|\bnever spoke again\b"
    r"|\bawake (?:during|for|through|throughout) (?:his|her|the|their) (?:own )?(?:\w+ )?(?:surgery|operation)\b"
    r"|\b(?:spine|leg|arm|hip|jaw|skull|back|neck) (?:was |is |were )?(?:held|pinned|fused|rebuilt"
    r"|bolted) (?:together "
    r")?(?:by|with)\b"
    r"|\b(?:walked|crossed|drove|fled|escaped) (?:out of|across|from) (?:the|a) (?:border|desert|mountains?|ice"
    r"|camp|country) \w+"
)

_KIN = Look(
    r"\bcalled (?:both|the two|two|three) (?:women|men|of them) (?:Mum|Dad|Mam|Mammy|Daddy|Mummy)\b"
    r"|\b(?:had|kept|has|with) an? (?:\w+ )?(?:wife|husband|family) in (?:each|another|every|both|two|three)\b"
    r"|\b(?:four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|\d+) (?:foster|adopted"
    r"|step) ?children\b"
    r"|\b(?:younger|older) than (?:the|his|her|their)(?: \w+['’]s)? (?:own )?(?:father|mother|uncle|aunt|stepfather"
    r"|nephew"
    r"|niece|stepmother|stepson|stepdaughter|grandmother|grandfather|son|daughter)\b"
    r"|\b(?:the )?only one of (?:the|his|her|their) (?:two|three|four|five|six|seven|eight|nine|ten"
    r"|\w+teen)(?: \w+)?"
    r" (?:to (?:have|be|survive|live|stay|go)|left|born|never)\b"
    r"|\b(?:son|daughter|brother|sister|uncle|aunt|mother|niece|nephew) and (?:her|his|their) (?:own )?(?:brother"
    r"|sister|son"
    r"|daughter|uncle|aunt|nephew|niece|mother|grandson) (?:were|was) (?:both )?(?:in the same|born|of an age"
    r"|the same age"
    r"|at school|friends)\b"
    r"|\b(?:married|marry|living with|lived with|moved in with|left (?:her|him) for|engaged to|relationship with"
    r"|affair"
    r" with|child by|baby by|pregnant by) (?:to )?(?:his|her|their) (?:own )?(?:mother|father|husband|wife|sister"
    r"|brother"
    r"|partner|son|daughter|grandmother|aunt|uncle|ex-\w+|late \w+)['’]s (?:\w+ )?(?:twin|sister|brother|mother"
    r"|father"
    r"|uncle|aunt|cousin|son|daughter|ex|ex-\w+|best friend|widow|widower|nephew|niece|boss|former \w+)\b"
    r"|\b(?:first|second|third|former|ex-)[ -]?(?:husband|wife|partner) (?:and|on one side|at one end|upstairs"
    r"|downstairs"
    r"|in the (?:next|other|front|back)|lived (?:with|upstairs|downstairs|next door))\b[^.]*\b(?:second|third|fourth"
    r"|present|new|next|current)\b"
    r"|\bmarried (?:two|three|four|each other['’]s|the same|a pair of) (?:brothers|sisters|twins|man|woman|men|women"
    r"|cousins|brother|sister|husband|wife)\b"
    r"|\b[Bb]oth (?:of )?(?:her|his|their) (?:grandmothers|grandfathers|grandparents|uncles|aunts|sisters|brothers"
    r"|sons|daughters|husbands|wives) (?:had |have |were |are )"
    r"|\b(?:[Mm]other|[Dd]aughter|[Gg]randmother|[Ss]isters?|[Aa]unt|[Nn]iece)(?: \w+){0,4}? (?:were|was|fell|became"
    r"|had"
    r" been) (?:both |all )?(?:pregnant|expecting) (?:(?:at|in|during) the same|at once|together)"
    r"|\b(?:named|called|christened) (?:\w+ )?after (?:an?|his|her|their|the) (?:\w+ )?(?:uncle|aunt|brother|sister"
    r"|grand\w+|cousin|singer|footballer|saint|street|pub|ship|racehorse|boxer|battle|king|queen|suffragette|poet"
    r"|baby|child|friend|film star)\b"
    r"|\b(?:divorced|married|remarried) (?:and \w+ )?(?:each other|one another|the same (?:man|woman)) (?:again|twice"
    r"|a second time|three times)\b|\b(?:re-?married|divorced) (?:\w+ )?(?:twice|three times|four times|five times)\b"
    r"|\b(?:carried|carrying|had|bore|have) a (?:baby|child) for (?:her|his|the|a) (?:own )?(?:sister|brother|friend"
    r"|cousin|daughter|employer|couple|aunt|mother)\b"
    r"|\b(?:years?|months|weeks|decades) (?:lay )?between (?:the eldest|the oldest|the first|the two|the youngest|the"
    r" brothers|the sisters|the twins|her (?:first|eldest|oldest)|his (?:first|eldest|oldest))\b"
    r"|\b(?:husband|wife|partner|boyfriend|girlfriend|stepfather|stepmother) (?:was|is|had been) (?:a |the |her |his "
    r"|also )*(?:man |woman |boy |girl )?(?:whom |that |who )?(?:she|he|they) (?:had )?(?:once )?(?:fostered|adopted"
    r"|taught|nursed|treated|arrested|guarded|babysat|supervised|sponsored)\b"
    r"|\b(?:husband|wife|partner|boyfriend|girlfriend|stepfather|lover|father of (?:her|the) (?:\w+ )?(?:child|baby"
    r"|son|daughter)) (?:was|is|were) (?:also |once |then )?(?:the )?(?:his|her|their)? ?(?:own )?(?:brother|sister"
    r"|uncle|cousin|nephew|son|father|teacher|priest|landlord|half-brother|stepson|godfather|boss)(?: of\b|[.,;]|$)"
    r"|\b(?:[Tt]he|[Hh]er|[Hh]is) (?:three|four|five|six|seven|eight|nine|ten) (?:brothers|sisters|sons|daughters"
    r"|aunts"
    r"|uncles|husbands|half-\w+)\b"
    r"|\b[Aa]ll (?:three|four|five|six|seven|eight|nine|ten) (?:of (?:the|his|her|them) ?)?(?:brothers|sisters|sons"
    r"|daughters|cousins|siblings)? ?(?:had|have|lived|were|served|worked|shared|married|died|slept)\b"
)

_BELIEF = Look(
    r"\b(?:pastor|imam|rabbi|priest|guru|prophet|bishop|vicar|healer|elder|medium)s? (?:had )?(?:told|forbade"
    r"|forbidden|advised"
    r"|ordered|promised|warned) (?:them|him|her|the (?:family|parents|mother|father|couple))\b"
    r"|\b(?:[Hh]er|[Hh]is) (?:hair|head|face) (?:was|had to be|stayed) covered at\b|\btwo kitchens\b|\b(?:tree|well"
    r"|house|cot|baby"
    r"|room|car|water) (?:in the \w+ )?(?:had been|was) blessed\b|\bread out of the (?:congregation|church|meeting)\b"
    r"|\bcovered (?:all )?(?:the|their|her|his) mirrors\b|\b(?:candles?|lamps?) (?:was|were) lit (?:before|at) (?:dark"
    r"|dusk|sun\w+"
    r"|nightfall)\b|\bfast(?:ed|ing|s) (?:until|till|from) (?:sun\w+|dawn|dusk|nightfall)\b"
    r"|\b(?:buri(?:al|ed)|funeral|cremat\w+) (?:\w+ )?(?:before|by|within) (?:sun\w+|nightfall|dusk|dark"
    r"|twenty-four hours"
    r"|24 hours|a day|the day)\b|\bas the (?:meeting|assembly|elders|church|temple|faith|brethren|community|prophet)"
    r" (?:required|demanded|taught|ruled|ordered|insisted|wished|expected)\b"
    r"|\bon (?:Saturdays|Fridays|Sundays|feast days|holy days|fast days)(?:,)? (?:\w+ )?(?:they|he|she|family"
    r"|household|it)"
    r" (?:would not|did not|could not|never|refused|kept|fasted|wore|might not|was forbidden)\b"
    r"|\bcalled (?:by God )?to (?:preach|the ministry|the priesthood|serve|heal|prophesy)\b"
    r"|\bvow of (?:silence|poverty|chastity|celibacy)\b|\btake(?:s|n)? no blood\b|\btook no blood\b"
    r"|\brefuse[sd]? (?:a )?"
    r"(?:blood transfusion|transfusions?|blood products?)\b|\bthe elders (?:sat|came|told|said|forbade|stood|had|were"
    r"|met|decided)\b|\bmet (?:for prayer )?(?:in|at) (?:the )?(?:hall|rooms?) of the (?:lodge|brethren|elders)\b"
    r"|\bthe lodge each\b|\bLatin [Mm]ass\b"
)

_ORIGIN = Look(
    r"\b(?:dreamt|dreamed|thought|prayed|sang|swore|counted|cursed|cried out|muttered"
    r"|wrote home) in (?!English)[A-Z][a-z]+\b"
    r"|\b(?:country|state|land|nation|republic|empire) (?:that|which) (?:no longer|has ceased|had ceased"
    r"|does not exist|is not"
    r" on)\b"
    r"|\bspeaks? (?:the|that|this|her|his|their) (?:language|dialect|tongue)\b|\bdialect (?:that|which|of|from|so)\b"
    r"|\b(?:her|his|their) (?:village|home town|homeland|island|country|people|tribe) (?:had been|was|were|has been) "
    r"(?:\w+ )?(?:drowned|flooded|burned|burnt|destroyed|bombed|shelled|occupied|invaded|razed|emptied|evacuated"
    r"|annexed)\b"
    r"|\b(?:resettled|evacuated|airlifted|displaced|granted asylum|deported) (?:\w+ )?(?:after|from|by|with|when|as) "
    r"(?:the|an?|part)\b"
    r"|\b(?:[Hh]er|[Hh]is|[Tt]heir) passports? (?:was|were|had|is|said|gave|showed)\b"
)

_HEALTH = Look(
    r"\b(?:fused|joined|twisted|clubbed|webbed) (?:at|from|since) birth\b|\bhole in (?:his|her|their) (?:throat|neck"
    r"|skull"
    r"|stomach|palate|eardrum)\b|\bfirst (?:\w+ )?(?:in|at|of) (?:the|this|that) \w+ to (?:be given|receive|have"
    r"|be treated"
    r"|undergo|survive)\b"
    r"|\b(?:on|in|of) the (?:trial drug|drug trial|first trial|clinical trial)\b"
    r"|\bskin (?:that )?(?:blistered|blisters|peeled|peels|tore|tears|cracked|split|turned)\b"
    r"|\b(?:specialists?|doctors|consultants?|surgeons?|hospital|professors?) (?:had )?(?:wrote|written"
    r"|published) (?:a"
    r" paper|an article|a book|up) ?(?:about|on)? ?(?:him|her|the case|his|it)\b"
    r"|\bwriting up (?:his|her) case\b"
)

ASIDES: dict[str, Look] = {
    "occupation": _WORK,
    "rare-detail": _RARE,
    "sibling-order": _KIN,
    "press": occasions.PRESS,
    "court": occasions.COURT,
    "approximate-date": occasions.DATE,
    "exact-age": occasions.AGE,
    "place": occasions.PLACE,
    "belief": _BELIEF,
    "nationality": _ORIGIN,
    "rare-condition": _HEALTH,
}
"""What each kind of detail looks like where it is told beside something else."""


def told_aside(kind: str, text: str) -> Iterator[str]:
    """What is said beside the matter about somebody of the case, of one kind of detail."""
    for match in ASIDES[kind].finditer(text):
        sentence = sentence_at(text, match.start())
        if _is_of_a_case(kind, sentence):
            yield re.sub(r"\s+", " ", match[0])


def _is_of_a_case(kind: str, sentence: str) -> bool:
    """Whether it is about somebody; some kinds need no more than that something is told that happened."""
    if tells_of_people(sentence):
        return kind == "occupation" and tells_of_somebody(sentence)
    if of_the_case(sentence) or kind in _OF_THEMSELVES:
        return True
    return kind in _OF_WHAT_HAPPENED and is_an_event(sentence)


_OF_WHAT_HAPPENED = frozenset({"place", "rare-detail", "approximate-date", "belief"})
_OF_THEMSELVES = frozenset({"press", "court", "sibling-order", "exact-age"})
"""Kinds whose wording already speaks of a case."""

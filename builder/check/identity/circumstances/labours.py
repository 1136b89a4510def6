"""Work told by what somebody does with their hands and with what: stacked shelves, laid carpets, taught the piano."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..somebody import sentence_at, tells_of_people
from .trades import WHO

_STILL = (
    r"(?:(?:once|also|still|then|now|both|had|has|often|always|sometimes|formerly|previously|used to|would|\w+ly"
    r"|[Hh]imself|[Hh]erself) )*"
)
_GOODS = (
    r"(?:cars|flowers|fish|insurance|burgers|ice[- ]creams?|fruit|vegetables|carpets|furniture|newspapers|houses"
    r"|jewellery|clothes|kebabs|vans|bikes|caravans|tickets|double glazing|kitchens|eggs|logs|plants|books|antiques"
    r"|mobile phones|phones|pies|bread|cheese|meat|mortgages|holidays|advertising|shoes|hot dogs|fireworks|coal)"
)
_TAUGHT = (
    r"(?:[Pp]iano|music|singing|swimming|maths|mathematics|English|French|Spanish|German|Welsh|Arabic|history"
    r"|geography|science"
    r"|chemistry|physics|biology|guitar|violin|drums|dance|dancing|ballet|karate|judo|boxing|yoga|riding|sewing"
    r"|woodwork|art|drama|PE|football|tennis|gymnastics|law|nursing|philosophy|infants|juniors|reception"
    r"|evening classes|Sunday school|driving|carpentry)"
)
_LABOUR = Look(
    rf"\b(?!landlord|neighbour){WHO},? (?:who )?{_STILL}("
    r"(?:stack|fill)(?:s|ed|ing)? (?:the |supermarket )*shelves|(?:pull|serv|pour)(?:s|es|ed|ing) (?:pints|drinks"
    r"|school (?:dinners|lunches|meals)|behind the (?:bar|counter|till))"
    r"|(?:lays|laid|fit|fits|fitted|hung|hangs|install(?:s|ed)) (?:carpets?|bricks|tiles|floors|flooring|kitchens"
    r"|bathrooms|windows"
    r"|tyres|alarms|patios|tarmac|cables|hedges|pipes|boilers|blinds|doors|wallpaper|turf|slabs|gas meters"
    r"|smart meters|broadband|satellite dishes|solar panels)"
    r"|(?:mend|repair|servic|fix|restor|valet|renovat|rewir)(?:s|es|ed) (?:\w+ )?(?:cars|boilers|nets|shoes|clocks"
    r"|watches"
    r"|bicycles|bikes|engines|roofs|lorries|computers|phones|washing machines|lifts|boats|pianos|tractors"
    r"|motorbikes|houses|furniture|buses|trains|aircraft|fences|bikes)"
    r"|(?:cuts?|braided|braids|dress(?:es|ed)|styles?d?) (?:people['’]s |men['’]s |women['’]s )?hair"
    r"|(?:paints|painted|did|does) (?:nails|hair|tattoos|manicures|portraits|signs|scenery)\b"
    r"|(?:delivers|delivered) (?:the )?(?:parcels|milk|newspapers|post|pizzas|bread"
    r"|takeaways|coal|groceries|mail)"
    r"|work(?:s|ed) (?:on )?the (?:tills?|doors?|bins|markets|boats|checkouts?|switchboard|land|docks|counter"
    r"|production line"
    r"|railways?|fairgrounds?)"
    r"|(?:pick|pack|process|gut|fillet|can|sort)(?:s|es|ed|ted) (?:\w+ )?(?:fruit|vegetables|strawberries|potatoes"
    r"|daffodils"
    r"|hops|fish|chickens|meat|salad|parcels|flowers|apples|mushrooms|eggs|mail|boxes|crab|prawns|scrap)"
    r"|(?:dug|digs) (?:graves|wells|ditches)|(?:sweeps|swept|cleans|cleaned) (?:\w+ )?(?:streets|chimneys|the streets"
    r"|windows|offices|carpets"
    r"|ovens|cars|pools|trains|buses|hotel rooms|classrooms|houses|wards|toilets)"
    r"|(?:empties|emptied|collects|collected|hauls|hauled) (?:the )?(?:bins|dustbins|scrap|refuse|fares"
    r"|coal|timber|debts)"
    r"|(?:walk|train|groom|show|shod|shoe|breed|race|board)(?:s|ed)? (?:other people['’]s |the \w+['’]s )?(?:greyhounds"
    r"|horses|racehorses|ponies|guide dogs|pigeons|ferrets|dogs for)|bred (?:\w+ )?(?:dogs|horses|pigs|sheep|cattle"
    r"|birds|snakes"
    r"|reptiles|spaniels|bulldogs|puppies|alpacas)"
    r"|(?:keeps|kept|milk(?:s|ed)|rear(?:s|ed)|rais(?:es|ed)|herd(?:s|ed)|shear(?:s|ed)) (?:bees|pigs|sheep|cows"
    r"|cattle|goats|turkeys|poultry|alpacas|deer|livestock|ostriches)"
    rf"|(?:sells|sold) {_GOODS}(?! to (?:pay|buy|fund|feed|get|cover|raise))"
    r"|(?:builds|built|thatch(?:es|ed)|erect(?:s|ed)) (?:boats|houses|walls|sheds|roofs|scaffolding|ships|fences"
    r"|dry[- ]stone walls|guitars|violins)"
    r"|wait(?:s|ed) (?:on )?tables|cook(?:s|ed) (?:school dinners|in a|for a living)|answer(?:s|ed) (?:the )?(?:phones"
    r"|telephones|calls) (?:at|for) (?:the|an?|[A-Z]\w+)"
    rf"|(?:teach(?:es)?|taught|coach(?:es|ed)) (?:the )?{_TAUGHT}\b"
    r"|(?:gives|gave|offered) (?:piano|music|swimming|driving|riding|dance|guitar|singing|tennis|flying|boxing"
    r"|private) lessons"
    r"|(?:reads?) (?:gas |electricity |water )?meters|read the news|tun(?:es|ed) pianos|bound books|bottl(?:es|ed) beer"
    r"|referee(?:s|d) (?:\w+ )?(?:matches|games|football|rugby)|call(?:s|ed) (?:the )?bingo|call(?:s|ed) the numbers"
    r"|(?:flies|flew|pilots|piloted) (?:\w+ )?(?:planes|helicopters|passenger jets|jets|airliners|balloons)"
    r"|(?:tend(?:s|ed)) (?:bar|the bar|sheep|bees|graves|gardens)|fell(?:s|ed) trees|climb(?:s|ed) pylons"
    r"|(?:sews?|sewed|makes|made|bakes?d?|ic(?:es|ed)|knit(?:s|ted)) (?:wedding dresses|curtains|wedding cakes"
    r"|furniture|cheese|candles"
    r"|jewellery|saddles|cider|guitars|costumes|shoes|kilts|pottery)\b(?! (?:with|for h(?:er|is)))"
    r"|(?:deals?|dealt|trad(?:es|ed)) in (?:antiques|scrap|second-hand \w+|horses|cars|metals?|furniture|coins|stamps)"
    r"|(?:drives|drove|rode|rides|pilots|steers|steered) (?:for (?:a living|an? (?:courier|taxi|delivery|bus|haulage"
    r"|coach|parcel|minicab)|Uber"
    r"|the council)|(?:an? |the )(?:[\w-]+ ){0,3}?(?:mini-?bus|dust ?cart|rickshaw|mobile library|library bus"
    r"|post van|ferry|bulldozer|combine harvester|JCB|sweeper|school (?:bus|coach|run bus)|refuse lorry|low[- ]loader"
    r"|patient transport|night bus|tube train|Underground train|delivery bike|horsebox|dray|tour bus|milk lorry"
    r"|bin wagon|fire engine))"
    r"|(?:ran|runs|works?|worked|manned|mans|opened|kept|keeps) (?:the|an?) (?:[\w’'-]+ ){0,2}?(?:chippy|chip van"
    r"|kebab shop"
    r"|burger van|tuck shop|allotment shop|lottery kiosk|kiosk|lock-?up|tyre shop|ferry|lollipop patrol|crossing patrol"
    r"|toll booth|tannoy|car boot|sweet shop|bookies|bookmaker['’]?s|laundry|livery yard|cattery|lighthouse|lock gates"
    r"|signal box|crematorium|bakery|toy shop|bike shop|pet shop|fish stall|flower stall|sweet stall|sub-post office"
    r"|veg(?:etable)? stall|bar at|school kitchen|canteen|tea ?room|creche|soft play|bowling alley|petrol station"
    r"|forge|print shop|junk shop|antiques shop|betting shop)"
    r"|(?:did|does) (?:the )?(?:cleaning|catering|accounts|books|ironing|cooking|gardening) (?:at|for|in) (?:an?|the"
    r" (?:school|office|church|pub|hotel|surgery|club|council|bank|hospital|parish))"
    r"|play(?:s|ed) (?:the )?(?:church )?(?:organ|piano|fiddle|drums|accordion|bagpipes|pipes|harp|trumpet|cornet"
    r"|violin|saxophone|guitar|bass) (?:at|for)|(?:rang|rings|wound|winds|led|leads) the (?:church )?(?:bells"
    r"|church clock|town clock|choir|scouts|cubs|brownies|brass band|Sunday school)"
    r")(?=[\s.,;:)]|$)"
)


def labours(text: str) -> Iterator[str]:
    """What somebody of the case does for a living, by the verb and what it is done to."""
    for match in _LABOUR.finditer(text):
        if not tells_of_people(sentence_at(text, match.start())):
            yield re.sub(r"\s+", " ", match[1])

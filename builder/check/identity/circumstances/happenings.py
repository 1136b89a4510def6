"""What happened to somebody where a newspaper would tell of it, what keeps a memory, what few have lived through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..cases import of_the_case
from ..somebody import sentence_at, tells_of_people
from .stories import AND_MORE, AND_STILL, BODY, KIN, MORE, MORE_STILL, PLACES_TO_LEARN, SPOT

_DONE = (
    r"(?:fell|falling|jumped|jumping|leapt|thrown|threw|pushed|dropped|dangled|hung|abandoned|dumped|hidden|hid"
    r"|buried|collapsed"
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
    rf"(?:the|an?|her|his|their|some) (?:[\w’'-]+ ){{0,3}}?(?:of the )?{SPOT}\b"
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
    r"|\b(?:days?|weeks?|months?|hours?|fortnight|night|morning|evening|weekend) (?:before|after|into|of) (?:the "
    r"|her |his )?(?:[\w’'-]+ ){0,2}"
    r"(?:lockdown|pandemic|Brexit|referendum|coronation|[Jj]ubilee|[Ww]orld [Cc]up|[Oo]lympics|millennium|bombings?"
    r"|floods?|riots?|heatwave)\b"
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
    r"|\b(?:bench|tree|plaque|stone|star|room|wing|garden|playground|cup|trophy|award|fund|charity|foundation"
    r"|race|ward|boat|rose|street"
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
_TOLD = Look(
    "|".join((AND_MORE, AND_STILL, _WHERE, _LIVED_THROUGH, _REMEMBERED, KIN, BODY, PLACES_TO_LEARN, MORE, MORE_STILL)),
    re.I,
)
_OF_AN_EVENT = re.compile(
    r"\b(?:[Ff]lowers|[Cc]andles|[Tt]ributes|body|bodies|remains|caravan|house|scene|video|story|film|case"
    r"|photograph|clip|fire|island|village|street|killed|roof|ceiling|chimney|wall|boat|lorry|storm)\b"
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

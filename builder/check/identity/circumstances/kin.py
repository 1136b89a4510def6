"""The place of somebody among brothers and sisters, and how those around somebody are related."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..numbers.ages import NUMBER
from ..somebody import sentence_at, tells_of_people

_ORDER = (
    r"(?:middle|eldest|oldest|youngest|only|first(?:-?born)?|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|last)"
)
_KIN = r"(?:children|siblings|sons|daughters|brothers|sisters|girls|boys|kids)"
_SEVERAL = r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|[3-9]|1[0-9])"
SIBLINGS = Look(
    rf"\b{_ORDER}(?:-born)? (?:sibling|child|son|daughter|brother|sister|half-brother|half-sister)\b(?:,? of (?:the "
    rf"|her |his |their )?{NUMBER} {_KIN})?(?! protection| benefit| death)"
    rf"|\b{_ORDER} (?:one )?of (?:the |her |his |their |a family of )?{NUMBER}(?: {_KIN}\b|(?= who\b| and\b|[.,;:)]|$))"
    rf"|\bthe (?:older|elder|younger|other|first|eldest|youngest|last) (?:two|three|four|five|six)\b(?! (?:weeks?"
    rf"|months?|years?"
    rf"|days?|visits?|meetings?|findings?|recommendations?|questions?|parts?|areas?|agencies|reviews?|themes?"
    rf"|points?|cases))"
    rf"|\b{NUMBER} (?:(?:older|younger|elder|full|step) |half-?|step-?)+(?:siblings?|brothers?|sisters?)\b"
    rf"|\b{_SEVERAL} (?:\w+ )?(?:children|kids|siblings|sons|daughters|brothers|sisters) (?:in|under|at|of) (?:the"
    rf" (?:family|house"
    rf"|household|home|flat|school)|all|one roof|this family)\b|\b(?:family|household|brood|clan) (?:of|with)"
    rf" {_SEVERAL}\b"
    rf"|\b(?:one|two|three) of {NUMBER} {_KIN}\b|\bof (?:four|five|six|seven|eight|nine|ten) (?:girls|boys|sisters"
    rf"|brothers)\b"
    r"|\b(?:twin (?:brother|sister|boys|girls)|(?:his|her|their|the|identical) twins?|(?:older|younger|elder) twin"
    r"|one of (?:the )?twins)\b"
    rf"|\b(?:has|had|with) {NUMBER} (?:brothers|sisters|siblings)(?: and {NUMBER} (?:brothers?|sisters?))?\b|\ban? "
    rf"only child\b"
    rf"|\b(?:her|his|their) {_ORDER} (?:of|pregnancy|baby)\b"
    rf"|\b(?:mother|mum|father|dad|woman|parents?|couple|family|she|he|they|man|widow|pair|carer) (?:of|who had|had"
    rf"|has|have|with"
    rf"|already had|shared|raised) {_SEVERAL} (?:other |young |small |older |grown-up |adult )*(?:{_KIN}|under)\b"
    rf"|\b(?:mother|mum|father|dad|parents|family|grandmother|grandfather) of {_SEVERAL}\b(?! \w*(?:year|month|week"
    rf"|day))"
    rf"|\b(?:his|her|their) (?:first|last|other|older|younger|eldest|youngest|previous|earlier) (?:two|three|four"
    rf"|five|six|seven) {_KIN}\b"
    r"|\b(?:a |the )?(?:different|another) (?:father|mother|dad)\b|\b(?:are|were|is|was) (?:full |also |her |his "
    r"|their )?(?:half|step)-?(?:sisters?|brothers?|siblings)\b"
    r"|\b(?:surviving|dead|lost|stronger|weaker|smaller|bigger) twin\b"
    rf"|\b(?:[Mm]other|[Mm]um|[A-Z])['’]s {_ORDER} (?:pregnancy|child|baby)\b|\b{_ORDER} of the {_SEVERAL} to\b"
    r"|\b(?:brother|sister|cousin|twin)s? (?:of|in) the same (?:class|year|name|age)\b"
    rf"|\b(?:his|her) (?:two|three|four|five) (?:husbands|wives|fiancées?)\b|\b(?:{_SEVERAL}|two|all) of the (?:half-"
    rf"|step-?)?(?:siblings|brothers|sisters)\b"
    rf"|\b{_ORDER} (?:\w+ )?of the (?:half-|step-?)?(?:siblings|brothers|sisters|girls|boys)\b"
    r"|\btwins (?:had|were|was|have)\b"
    r"|\b(?:his|her|their) first-?born\b(?! (?:child|son|daughter))"
    rf"|\b{NUMBER} of (?:them|us) (?:lived|slept|shared|in|under|to)\b"
    rf"|\b[Oo]f (?:the|her|his|their) {_SEVERAL} (?:{_KIN}|of them)\b|\bthe (?:eldest|oldest|youngest"
    rf"|middle one),? an? (?:girl|boy)\b"
    rf"|\bthe baby of the family\b|\bafter {NUMBER} (?:boys|girls|sons|daughters|brothers|sisters)\b"
    rf"|\b(?:his|her|their) {_SEVERAL} (?:other |young |small |older |grown-up |adult )*{_KIN}\b"
    rf"|\b{_SEVERAL} (?:children|siblings|brothers|sisters) (?:lived|shared|slept|were (?:removed|taken|placed"
    rf"|adopted))\b"
    rf"|\b{_SEVERAL} (?:\w+ )?{_KIN} (?:all )?(?:under|below|aged under|younger than) (?:the age of )?{NUMBER}\b"
    rf"|\b{NUMBER} (?:people|adults|others|relatives|children) (?:lived |slept |were )?in (?:the|one"
    rf"|a) (?:\w+ )?(?:flat|house|room|caravan"
    rf"|home|tent|car|bed)\b|\b{NUMBER} {_KIN} (?:with|by|from) {NUMBER}\b"
    r"|\b(?:was|is|were|are) (?:his|her|their) (?:own )?\w+['’]s (?:niece|nephew|cousin|uncle|aunt|brother|sister"
    r"|daughter|son|half-\w+"
    r"|step\w+|ex-wife|widow)\b"
    rf"|\bbaby in {NUMBER} years\b|\b(?:half|step)-?(?:siblings|brothers?|sisters?) (?:by|from|with) \w+ (?:different"
    rf"|other)\b"
    rf"|\bby {NUMBER} (?:different )?(?:fathers|men|mothers)\b"
    r"|\b(?:his|her|their|the (?:child|baby|boy|girl)['’]s|[A-Z]['’]s) (?:older|younger|elder|little|big|baby|late"
    r"|dead|previous|first"
    r"|second|only) (?:half-?|step-?)?(?:brother|sister|sibling|baby|husband|wife)s?\b"
    r"|\b(?:brothers?|sisters?|siblings?|son|daughter|twin|cousin|uncle|grandfather|grandmother|previous child|first "
    r"(?:child|baby)) (?:had"
    r"|has|have|was|were)(?: also| all| both| since| already)?(?: been)? (?:adopted|died|removed|stillborn|fostered"
    r"|killed|murdered"
    r"|imprisoned|drowned|sectioned)\b"
    rf"|\b(?:number )?(?:one|two|three|{NUMBER}) of {_SEVERAL}(?=[.,;]|$)|\b(?:two|three|four|five|six|seven) (?:\w+"
    rf" )?(?:fathers|mothers|dads|stepfathers)\b"
    r"|\bgreat-(?:aunt|uncle|grandmother|grandfather|grandparent|gran|nan)s?\b|\blost (?:two|three|four|five|six"
    r"|another|both|all) (?:\w+ ){0,2}?"
    r"(?:bab(?:y|ies)|child(?:ren)?|pregnanc(?:y|ies)|sons?|daughters?|twins|husbands?|wives|brothers?|sisters?"
    r"|grandchildren|siblings)\b"
    r"|\bparents (?:were|are) (?:also )?(?:brother|cousins|siblings|half|uncle|twins|both (?:deaf|blind))\b"
    r"|\bmarried (?:twice|(?:three|four|five|six|seven"
    r"|eight|\d) times)\b|\bsets? of (?:twins|triplets)\b|\b(?:is|was) also (?:his|her|their|the) (?:\w+ )?(?:uncle"
    r"|aunt|brother|sister|grandfather|grandmother|cousin|father"
    r"|mother|nephew|niece|grandparent|half-\w+|step\w+)\b|\bmarried (?:his|her|their) (?:\w+ )?(?:cousin|uncle"
    r"|niece|nephew"
    r"|brother|sister|step\w+|late \w+['’]s \w+)\b|\bincest\w*\b|\b(?:father|mother) and (?:\w+ )?(?:son|daughter)"
    r" (?:share|married"
    r"|have|had) (?:a|the same)\b|\bparents are (?:first |second )?cousins\b|\b(?:double|first) cousins?\b|\b(?:his"
    r"|her|their) (?:own )?"
    r"(?:grandfather|uncle|brother) is (?:his|her|the) father\b|\b(?:two|three|four|five|six|seven) different"
    r" (?:fathers|mothers|dads)\b"
    rf"|\bone of (?:only |just |about |fewer than )?(?:\d+|a few|a handful of|{NUMBER}|a dozen) (?:\w+"
    rf" ){{0,2}}?(?:people|children|babies"
    r"|families|adults|patients|women|men|boys|girls|cases)\b"
    r"|\b(?:stillb(?:irth|orn)|lost (?:her first|their first|his) (?:baby|child|twin|son|daughter))\b",
    re.I,
)


_THERE = re.compile(r"^\s*There (?:was|were)\b.*\b(?:house|home|family|flat|household|caravan|room)\b")
"""Who lived in one home, though it is said of "children"."""


_USUALLY = re.compile(
    r"\s*The (?:\w+ )?(?:child|sibling|baby|one|children|siblings)s?(?: in (?:a|any|the) \w+)? (?:may|can|might|is"
    r"|are|has|have|tends?|needs?)"
    r" (?:be|have|often|usually|seldom|sometimes|rarely|to)\b"
)
"""What is true of any eldest, only or youngest child."""


def siblings(text: str) -> Iterator[str]:
    """The place of somebody among brothers and sisters."""
    for match in SIBLINGS.finditer(text):
        they = match[0][:4].lower() == "they" or _THERE.search(sentence_at(text, match.start())) is not None
        if _USUALLY.match(sentence_at(text, match.start())):
            continue
        if not re.search(r"\b(?:every|any|each) $", text[: match.start()], re.I) and (
            they or not tells_of_people(sentence_at(text, match.start()))
        ):
            yield match[0]

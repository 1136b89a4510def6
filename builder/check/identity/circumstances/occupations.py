"""What somebody of the case works as, told by a list of trades, by a place of work, or by what somebody runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..places.homes import PROPER
from ..somebody import sentence_at, tells_of_people
from ..vocabulary import FAMILY, TRADES, TRADES_IN_FULL

_WHO = (
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|(?:[B-HJ-Z]|suspect|accused|offender|abuser|attacker|killer|deceased|tenant"
    rf"|{FAMILY}|[Mm]other|[Ff]ather|[Pp]arents|[Mm]um|[Dd]ad|[Ss]tep\w+|[Gg]rand\w+|[Uu]ncle|[Aa]unt|boy|girl|man"
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
    rf")?({_TRADE})s?\b(?!['’]s\b)(?! (?:told|said|saw|asked|noticed|visited|who (?:saw|visited|attended)))"
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
    rf"|\b(?:was|is|became|been) the (?:town|village|city|island|county|parish|school|estate|hospital"
    rf"|valley)['’]s (?!(?:only|first|last"
    rf"|oldest|youngest)\b)(\w+)"
    rf"|\b{_WHO}[^.;?!]{{0,30}}? (?:away |out |off |back )?(?:on|from) the (rigs|boats|trawlers|ferries|bins|docks"
    rf"|buses|railways?)\b"
    rf"|\b{_WHO}[^.;?!]{{0,30}}? (?:dismissed|sacked|retired|discharged|resigned|invalided|suspended"
    rf"|struck off) (?:from|by) (?:the |his |her )?"
    r"(police|army|navy|RAF|force|forces|prison service|fire service|council|school|church|hospital|bank|railway"
    r"|register)\b"
    rf"|\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:day |evening |weekend |first |last |old |new )?(?:job|trade|living) (?:was|is"
    rf"|had been) (?!at risk|in danger|to\b|not\b|under\b|harder?\b|never\b|made\b)(?:in |at )?(\w+)"
    rf"|\b{_WHO}[^.;?!]{{0,20}}? (skippered|captained|piloted|conducted|skippers) (?:a|an|the|his|her)\b"
    rf"|\b{_WHO}[^.;?!]{{0,20}}? (?:stood|standing|ran|running) for (?:the )?(council|parliament|Parliament|mayor"
    rf"|election|office|Senedd)\b"
    rf"|\b(?:works?|worked) the (?:\w+ )?shifts? (at|in|on|for) "
    rf"|\b(?:work(?:s|ed|ing)?|jobs?|employed) (?:away |offshore |on ){{1,2}}(?:an? |the )?(?:same |big "
    rf"|small )?(oil rig|rigs|trawler"
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

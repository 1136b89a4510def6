"""What is public about a case: courts, sentences, and the news."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..somebody import sentence_at, tells_of_people, tells_of_somebody
from ..vocabulary import NEWSPAPERS

_SITTING = (
    r"(?:(?:Crown|Magistrates['’]?|Family|County|Coroner['’]?s?|High|Youth) Court|Court of (?:Appeal|Protection))"
)
_COURT = Look(
    r"\b(?:admitted|denied|denies|admits|confessed to|guilty of|charged with|convicted for|cleared (?:\w+ )+of|tried"
    r" for|arrested for"
    r"|jailed for|indicted|committing|accused of|acquitted of) (?:the |her |his |an? |two |three |\w+ counts? of"
    r" )?(?:attempted )?"
    r"(?:murder|manslaughter|killing|rape|arson|cruelty|neglect|wounding|assault\w*|causing|GBH|ABH|grievous"
    r"|robbery|burglary|fraud"
    r"|kidnap\w*|stalking|harassment|conspiracy|supplying|dealing|possess\w+|dangerous driving|false imprisonment"
    r"|infanticide)\b"
    r"|\b(?:got|gets|received|given|handed|serving|served|faces?) (?:\w+[- ])?(?:\d+|\w+teen|two|three|four|five|six"
    r"|seven|eight"
    r"|nine|ten|eleven|twelve|twenty|thirty|forty)(?:[- ]\w+)? (?:years?|months?)(?=[.,;]|$| for\b| in\b| and\b|"
    r" at\b| after\b)"
    r"|\b(?:will|must|to|would|should) serve (?:at least |a minimum of |no less than )?(?:\d+|\w+|\w+-\w+) years\b"
    r"|\bnot guilty\b"
    r"|\bfound guilty\b|\b(?:Court of Appeal|High Court|Supreme Court|Court of Session) (?:\w+ )?(?:cut|raised"
    r"|reduced|increased|quashed"
    r"|upheld|overturned|refused|allowed|dismissed|doubled|halved|freed)\b|\b(?:sentence|tariff|term) (?:was|to)"
    r" (?:\w+ )?(?:\w+|\d+) years\b"
    r"|\b(?:[Ff]atal accident|[Pp]ublic|[Cc]oroner['’]s) (?:inquiry|inquest) (?:sat|heard|opened|was (?:told|held"
    r"|opened)|found|began|ended)\b"
    r"|\b(?:released|eligible|parole|(?:be|is|was|get) out|freed) (?:\w+ )?(?:in|until|from|before|by|after) 20\d\d\b"
    r"|\b(?:[Aa]|[Tt]he) jury\b(?! (?:does|do|may|can|must|hears?|decides?|will)\b)|\b(?:in|from|to) the dock\b"
    r"|(?<!A )\bverdicts? (?:was|were|of|came)\b|\bon parole\b"
    r"|\bparole board\b"
    r"|\b(?:sheriff|judge|recorder|magistrates|justices|bench|jury|court|coroner) (?:\w+ )?(?:jailed|sentenced|fined"
    r"|acquitted|convicted"
    r"|cleared|banned|disqualified|remanded|deported"
    r"|condemned|spared|gave (?:him|her|them))\b"
    r"|\b(?:[Pp]rosecution|[Dd]efence|[Pp]rosecutors?|[Dd]efence counsel|[Bb]arristers?|QC|KC) (?:\w+ )?(?:told|said"
    r"|argued|alleged|claimed"
    r"|opened|called|accepted|described)\b"
    r"|\b[Tt]he (?:\w+ )?(?:trial|retrial) (?:collapsed|began|opened|lasted|ended|heard)\b|\bbailed (?:to|until)\b"
    r"|\b(?:[Ww]itness(?:es)?|[Dd]efendants?|(?:[Tt]he|[Bb]oth) accused|co-accused"
    r"|co-defendants?) (?:[a-z]+ )?(?:gave|denied"
    r"|admitted|pleaded|wept|was|were|told"
    r"|claimed|blamed|said|declined|chose|changed|showed|walked|got|received|went|died|fainted)\b"
    r"|\b[Jj]udges? (?:\w+ )?(?:spoke|told|noted|remarked|passed"
    r"|called|warned)\b"
    r"|\b(?:absolute|conditional) discharge\b|\bon remand\b|\b(?:is|was|are|were) appealing\b"
    r"|\breporting restrictions?\b|\banonymity (?:order|was)\b"
    r"|\b(?:released|lifted|named|granted|refused) by (?:the|a) (?:\w+ )?judge\b"
    r"|\bon the run\b|\b(?:given|got|received) (?:an? )?(?:community|restraining|supervision) order\b|\bcurfew\b"
    r"|\b[Rr]ecalled to (?:prison|custody)\b"
    r"|\bAttorney General (?:\w+ )?(?:referred|asked|said|refused)\b"
    r"|\bretrial\b|\b(?:[Hh]er|[Hh]is|[Tt]he|[Tt]heir) (?:killer|murderer|abuser|rapist) (?:\w+ )?(?:died|got"
    r"|received|appealed|hanged|is serving|served)\b"
    r"|\bin (?:his|her) cell\b|\bbound over\b|\b(?:prevention of future deaths|[Rr]egulation 28|PFD) report (?:was"
    r"|followed|is|after|about)\b"
    r"|\b(?:sheriff|judge|recorder|justices|bench) (?:\w+ )?(?:made (?:an?|the) order|granted|refused|ordered|warned)\b"
    r"|\b(?:case|court|claim|file|neutral citation) (?:number|no\.?|ref(?:erence)?):? ?[A-Z0-9]|\[(?:19|20)\d\d\] "
    r"(?:EWHC|EWFC|EWCA|EWCOP|UKSC|UKHL|CSOH|HCJAC|NI\w+)(?: \w+)? ?\d*"
    r"|\bR v\.? [A-Z][\w’'-]+|\bRe [A-Z]\b(?: \()|\b[A-Z]{2}\d{2}[A-Z]\d{5}\b|\bMrs? Justice [A-Z]\w+"
    rf"|\b(?:the )?{_SITTING} (?:made|granted|issued|imposed|ruled|ordered|decided|found|held|convicted|sentenced"
    rf"|acquitted|gave)\b"
    r"|\b(?:sentenced to|was sentenced|were sentenced|convicted (?:of|at)|was convicted|pleaded guilty|jailed (?:for"
    r"|at)|was jailed|found guilty|life (?:sentence|imprisonment)|"
    r"served (?:\w+ ){0,2}(?:sentence|years in prison))\b|\b(?:[Ii]nquest) (?:in|at|into|opened|heard|found"
    r"|concluded|was held)\b"
    r"|\b(?:[Cc]oroner|[Jj]udge|[Jj]ury) (?:found|ruled|said|concluded|gave|recorded|returned|sentenced|described)\b"
    r"|\bcare order (?:was made|by)\b|\b(?:got|given|received|serving|doing) life\b|\blife (?:term|with a minimum)\b"
    r"|\bminimum "
    r"(?:term|tariff)\b"
    r"|\b(?:serving|served|received|given|got|serve|facing) (?:an? |at least |over )?(?:\d+|\w+|\w+-\w+)[ -](?:years?"
    r"|months?) (?:for|in"
    r"|behind|inside|after|imprisonment|sentence|custod\w+|of (?:custody|imprisonment))|\b\w+[- ](?:year|month) "
    r"(?:jail |prison |custodial "
    r"|suspended |community )*(?:sentence|term|order)\b|\b(?:in|to) (?:prison|jail) for (?:his|her|the|killing"
    r"|causing"
    r"|murder|\w+ing)\b"
    r"|\bbehind bars\b|\bsuspended sentence\b|\b(?:acquitted|remanded|exonerated)\b|\bcleared of\b|\b(?:stood"
    r"|standing"
    r"|on|awaiting|face[sd]?) "
    r"trial\b|\bcharged with\b|\b(?:murder|manslaughter) (?:trial|charge|conviction)\b|\b(?:convicted|found guilty"
    r"|cautioned) of\b"
    r"|(?<!A )(?<!a )\bverdict\b|\b(?:appealed|appeal) (?:against|was)\b|\bdied? in (?:prison|custody)\b|\bextradited\b"
    r"|\bconvictions? for (?:murder"
    r"|manslaughter|rape|causing|child cruelty)\b|\bserious case hearing\b|\bhospital order\b|\bsex offenders['’]? "
    r"register\b"
    r"|\b(?:struck off|misconduct hearing|tribunal found)\b|\bnewly[- ]published judgment\b|\bjudgment (?:was|is) "
    r"published\b"
)


def courts_and_sentences(text: str) -> Iterator[str]:
    """Court cases, their numbers, and what became of them."""
    for match in _COURT.finditer(text):
        sentence = sentence_at(text, match.start())
        if match[0].startswith("care order") and not tells_of_somebody(sentence):
            continue
        law = match[0].startswith("R") and _PRINCIPLE.search(sentence) and not tells_of_somebody(sentence)
        if not law and (_ONE_DID.match(sentence) or not tells_of_people(sentence)):
            yield match[0]


_ONE_DID = re.compile(
    r"\W*(?:The|A|An|One|His|Her|Their) (?:[\w’'-]+ )?(?!(?:[Cc]ourt|study|review|report|survey|audit|research|Act"
    r"|law|judgment|panel)\b)"
    r"[a-z][\w’'-]*[^\Ws] (?:was|had|received|got|admitted|denied|pleaded|is serving|served|faced|appeared|walked"
    r"|\w{3,}ed)\b"
)
"""One person did or suffered something, whatever people are spoken of after that."""
_PRINCIPLE = re.compile(
    r"\b(?:duty|duties|law|means|meaning|principles?|test|proportiona\w+|statut\w+|interpret\w+|held that|rights?"
    r"|judgment about)\b"
)
"""What a leading case is cited for."""
_PRESS = Look(
    rf"\b{NEWSPAPERS}|\b(?:reported|seen|shown|said|told|interviewed|covered|on|by) (?:by |on |to )?the BBC\b"
    rf"|\b[Hh]ouse of (?:Lords|Commons)\b"
    r"|\b(?:in|at) (?:Parliament|Holyrood|Stormont|Westminster|the Senedd|the Dáil|Prime Minister['’]s Questions)\b"
    r"|\b(?:STV|UTV|S4C|RTÉ|RTE|GB News|LBC|Radio \d|TalkTV|CNN|Al Jazeera)\b|\bin (?:every|all the|most|several)"
    r" (?:\w+ )?"
    r"(?:papers?|newspapers?|front pages?)\b|\b(?:\w+ )?(?:million|thousand|hundred) (?:views|followers|hits"
    r"|subscribers|likes|shares)\b"
    r"|\b(?:newspapers?|tabloids?|journalists?|press|media|television|TV|national news|local news"
    rf"|news (?:website|reports?|bulletins?)|"
    r"documentary|podcast|Facebook (?:group|page|post)|TikTok|headlines?|vigil|crowdfund\w*"
    r"|petition)\b[^.]{0,40}\b(?:reported|covered|called|named|printed|"
    r"published|described|showed|read|shared|went viral|was held|raised|about (?:the|this|her|his) (?:case|death"
    r"|trial|family|murder))\b"
    r"|\b(?:reported|covered|named|shown|appeared|widely reported|made|hit) (?:in|by|on|the)? ?(?:the )?(?:local "
    r"|national |regional )?(?:news(?:paper)?s?|press|papers?|media|"
    r"television|TV|headlines?|front pages?)\b|\bunder the headline\b"
    r"|\b(?:[Tt]he|[Aa]|[Hh]er|[Hh]is) (?:candlelit |candlelight )?(?:vigil|crowdfund\w*|public outcry|media "
    r"(?:attention|coverage|interest"
    r"|storm|circus|frenzy))\b|\b(?:[Ff]lowers|[Tt]ributes) (?:and \w+ )?(?:were |was )?(?:left|laid|paid|poured)\b"
    r"|\b[Pp]rotest(?:s|ers) "
    r"(?:gathered|outside|about|over)\b|\b(?:local |her |his |the )?MP (?:raised|asked|called|spoke|wrote|said)\b"
    r"|\b(?:in|raised in|asked in) "
    r"(?:Parliament|the House of Commons|the Commons)\b|\b(?:[Rr]eporters|[Jj]ournalists|[Pp]hotographers|[Cc]amera "
    r"crews?|paparazzi) "
    r"(?:came|waited|gathered|camped|stood|were|had|knocked|rang|followed)\b|\bwent viral\b|\b(?:shared|viewed"
    r"|watched|played|downloaded|read"
    r"|liked|seen) (?:more than |over |nearly |about |almost )?(?:[\d,.]+|\w+|\w+ and a half) ?(?:million "
    r"|thousand |hundred )?times"
    r"(?= (?:online|before|by|in a|within|on)|[.,;])"
    r"|\b(?:posted|shared|live-?streamed|streamed|filmed|appeal|tributes?|fundraiser|post"
    r"|video) (?:\w+ ){0,4}(?:on|to"
    r"|via) (?:Facebook|TikTok"
    r"|Instagram|YouTube|Snapchat|Twitter|X|WhatsApp|GoFundMe|social media)\b|\b(?:CCTV|video|footage|clip|photos?"
    r"|pictures?) (?:\w+ )?(?:was|were) (?:shared|posted|released|shown|published|widely|all over)\b|\bviral (?:video"
    r"|post)\b"
    r"|\bposters? (?:of (?:her|him)|across|around|all over|in every)\b|\b(?:[Hh]er|[Hh]is) (?:face|picture|photo"
    r"|name) was "
    r"(?:on|in|everywhere)\b"
    r"|\b(?:hashtag|[Ww]ikipedia|Netflix|true[- ]crime|[Cc]rimestoppers appeal|missing person appeal|police appeal)\b"
    r"|\b(?:interview(?:ed)?|appeared|spoke) (?:\w+ ){0,2}(?:on|to) (?:the )?(?:local |national |breakfast |daytime "
    r")?(?:television|TV"
    r"|radio|news|press|media|reporters)\b|\b(?:case|death|murder|trial|story|arrest) (?:was|were|had been|is|has "
    r"been) (?:widely |much )?"
    r"(?:reported(?! to\b)|covered|in the (?:news|papers)|known|publici[sz]ed|national news)\b"
    r"|\b(?:local|town['’]s|evening|weekly|regional) (?:Gazette|Echo|Herald|Mail|Post|Times|Argus|Chronicle"
    r"|Advertiser|Observer"
    r"|Courier|Express|Standard|Journal|Mercury|Examiner|Citizen|Tribune|Star|News|Press|Argus)\b|\bfront pages?\b"
    r"|\b(?:read|saw|seen|heard|learn(?:ed|t)|found out|recogni[sz]ed|named|told|known) (?:[\w’'-]+ ){0,6}?(?:in|on"
    r"|from|by) (?:the"
    r"|an?) (?:[\w’'-]+ )?(?:newspapers?|papers|news|press|radio|bulletin|magazine|internet)\b"
    r"|\b(?:live|broadcast|streamed|shown|screened) (?:\w+ )?on (?:Facebook|Instagram|TikTok|YouTube|television|TV"
    r"|the internet)\b"
    r"|\b[Nn]ewspapers? (?:\w+ )?(?:offered|paid|named|printed|ran|bought|wanted)\b|\b[Qq]uestions were asked in\b"
    r"|\bin the (?:Scottish|Welsh|UK|European) Parliament\b"
    r"|\b[Pp]laywrights?\b|\bmost (?:read|watched|shared|viewed) (?:story|video|clip|post|article)\b|\b(?:television"
    r"|TV|satellite|outside broadcast) (?:vans?|crews?|cameras?)\b"
    r"|\b[Gg]o ?[Ff]und ?[Mm]e\b|\bradio(?: station)? (?:\w+ )?(?:read|named|reported|played|broadcast|ran|aired"
    r"|interviewed)\b|\bcarried an interview\b|\bMP for [\w ]+? (?:raised|asked|called|spoke|wrote|said|visited)\b"
    r"|\bminute['’]s silence\b|\bnews (?:sites?|websites?|channels?|feeds?|programmes?|bulletins?|crews?|vans?|team)\b"
    r"|\b(?:BBC|ITV|Sky|Channel 4) (?:crew|reporters?|programme|documentary|film|journalists?|presenter|camera\w*"
    r"|team|van)\b"
    r"|\b[Pp]etition (?:[\w’'-]+ ){0,5}(?:gained|got|reached|attracted|drew|had|was|gathered|collected)\b"
    r"|\b[Tt]he story (?:ran|broke|spread)\b"
    r"|\b(?:became|was|were|made) (?:national|front-page"
    r"|local) news\b"
    r"|\b(?:[Aa]n?|[Tt]he|[Oo]ne|every|several|two|some|most|all) (?:(?:national|local|regional|Sunday|daily|evening"
    r"|weekly|morning|free"
    r"|student|church|parish) )+(?:papers?|newspapers?|titles?|magazines?|newsletters?|tabloids?|broadcasters?"
    r"|websites?)\b"
    r"|\b(?:council(?:['’]s)? leader|leader of the council|minister|chief executive"
    r"|director(?: of \w+(?: \w+)? services)?"
    r"|chief constable"
    r"|commissioner|head ?teacher|MP|mayor|bishop) (?:\w+ )?(?:resigned|apologi[sz]ed|quit|stepped down"
    r"|was (?:sacked|suspended"
    r"|dismissed))\b|\b(?:left|laid|brought|tied|leave|lay) (?:\w+ )?(?:flowers|teddies|teddy bears|candles|balloons"
    r"|tributes|wreaths?)\b"
    r"|\b(?:[Tt]he BBC|ITV|Channel (?:4|5|Four|Five)|Sky|Netflix|Amazon|STV|RTÉ) (?:made|showed|ran|broadcast"
    r"|filmed|interviewed"
    r"|named|carried|printed|streamed|aired|screened|told|came)\b"
    r"|\b(?:[Aa]|[Oo]ne|[Tt]wo|[Ss]everal|[Nn]ational|[Ll]ocal) (?:\w+ )?(?:reporters?|journalists?|photographers?"
    r"|film crews?|camera crews?|broadcasters?|bloggers?|columnists?|presenters?) (?:had |has |have |from |was "
    r"|were )?(?:\w+ed|came"
    r"|went|found|rang|wrote|took|stood|got|put|told|knew|the)\b"
)


_ADVICE = re.compile(r"\b(?:must|should|please|may|never|need to|do not|don['’]t)\b")


_PAPER = re.compile(r"\b(?:papers?|stud(?:y|ies)|trials?|reviews?|articles?|published|editorial|research|volume)\b")
_LAWS = re.compile(r"\b(?:Bill|Act|law|amend\w+|clause|vote[ds]?|Royal Assent|legislat\w+|peers|MPs|titles)\b")
_LAWMAKERS = re.compile(r"[Hh]ouse of|(?:in|at) ")
"""Where laws are made, too."""


def press(text: str) -> Iterator[str]:
    """Newspapers, and that a case was in the news: a search then finds the family."""
    for match in _PRESS.finditer(text):
        sentence = sentence_at(text, match.start())
        if match[0].endswith("Journal") and _PAPER.search(sentence) and not tells_of_somebody(sentence):
            continue
        if _LAWMAKERS.match(match[0]) and _LAWS.search(sentence) and not tells_of_somebody(sentence):
            continue
        if _ADVICE.search(sentence) and not tells_of_somebody(sentence):
            continue
        if not re.match(r"(?:Working|First|Full|Part|Spare|Free|Bed|Good|Hard|Best)\b", match[0]):
            yield match[0]

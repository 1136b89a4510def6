"""Whether a sentence says how things are or should be done, for anybody: what it names is no detail of this case.

Asked only of a sentence in which something was found. The reason is its build, not a list of names: nobody of the case
is its subject, and it tells of nothing that happened.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .somebody import names_nobody_else, sentence_at
from .texts import STOPS

_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|(?:should|might|may|must)(?:n['’]t| not)? have|didn['’]t|could|couldn['’]t|would"
    r"|wouldn['’]t|became|began|blew|broke|brought|bought"
    r"|came|caught|cried|died|drank|drove|ate|fell|fed|felt|fled|flew|fought|found|forgot|froze|gave|got|grew|heard"
    r"|held|hid|hung|kept|knew|laid|led|left|lost|made|meant|met|paid|ran|rang|rode|rose|said|sang|sat|saw|sent|shook"
    r"|shot|slept|slid|sold|spent|spoke|stole|stood|stuck|struck|swam|swore|taught|thought|threw|told|took|tore|went"
    r"|woke|wore|won|wrote|been|hit|cut|let|lay|hurt|shut|drew|withdrew|bore|beat|bit|bled|bound|bred|burst|chose"
    r"|clung|crept|dealt|dug|flung"
    r"|forgave|knelt|leant|leapt|learnt|lit|mistook|overheard|sank|shrank|slit|smelt|sped|spat|split|sprang|sprung"
    r"|stank|strove"
    r"|swung|understood|underwent|upset|wept|won|wound|wrung|shone|sought|stuck|stung|strode|rid|spelt|spilt|spoilt"
    r"|burnt|dreamt|taken|written|born|[a-z]{2,}ed)\b|[Bb]irth\b"
)
"""What a verb of the past looks like, or tells of a past."""
_OF_NOW = re.compile(
    r"\b(?:is|are|be|being|as|get|gets)(?: (?:not|also|often|now|usually|always|never|only|still|being|best|\w+ly))? "
    r"(?:[a-z]{2,}ed|brought|caught|fed|felt|found|given|heard|held|kept|known|laid|led|left|lost|made|meant|met|paid"
    r"|read|said|sent|sold|spent|taught|thought|told|taken|written|won)(?:(?:,| and| or|, and) (?:\w+ly )?[a-z]{2,}ed)*"
    r"\b"
    r"|\b(?:[Nn]eed|[Ss]peed|[Ii]ndeed|[Bb]leed|[Ff]eed|[Ss]eed|[Ww]eed|[Bb]reed|[Bb]ed|[Rr]ed|[Hh]undred|[Ss]acred"
    r"|[Nn]aked|[Bb]iased|[\w-]+-(?:informed|based|led|related|focused|centred)|so-called|unborn|[Ll]imited|[Uu]nited"
    r"|looked[- ]after (?:child\w*|young)|(?:[Tt]he|[Aa]n?|[Aa]ny|[Oo]ur|[Yy]our|[Ee]ach|[Ee]very|[Oo]f|[Ff]or|[Tt]o"
    r"|[Ww]ith"
    r"|[Ii]n|[Bb]y|and|or|[Mm]ore|[Ll]ess|[Ww]ell) (?:shared|agreed|named|informed|detailed|required|needed"
    r"|registered|qualified|experienced|designated|dedicated|combined|advanced|associated|trusted|repeated|continued"
    r"|increased|reduced|written|unexplained|suspected|alleged|extended|trained|skilled|learned|planned|missed"
    r"|raised|recognised|updated|printed|related))\b"
)
"""What looks like it and is said of now: "is called", a need, a shared room."""
_ADVISES = re.compile(
    r"\b(?:should|must|may|might|can|cannot|can['’]t|needs? to|ought|shall|will|do not|don['’]t|does not)\b"
)
_BIDS = re.compile(
    r"^\W*(?:Please |Do not |Don['’]t |Never |Always |If [^,]+, |When [^,]+, |Before [^,]+, |To [^,]+, )?"
    r"(?:Ask|Add|Agree|Be|Book|Bring|Build|Call|Challenge|Check|Choose|Compare|Complete|Consider|Contact|Copy|Discuss"
    r"|Do|Download|Draw|Email|E-mail|Ensure|Explain|Explore|Fill|Find|Follow|Get|Give|Go|Hold|Involve|Invite|Join"
    r"|Keep|Know|Learn|Leave|Let|Listen|List|Log|Look|Make|Meet|Name|Note|Notice|Offer|Open|Order|Phone|Plan|Print"
    r"|Post|Put|Read|Record|Refer|Remember|Reply|Report|Return|Ring|Say|Search|See|Send|Set|Share|Show"
    r"|Speak|Start|Stop|Take|Talk|Tell"
    r"|Text|Think|Treat|Try|Update|Use|Visit|Wait|Watch|Work|Write"
    r"|ask|add|agree|be|book|bring|call|check|consider|contact|do|find|follow|give|go|hold|involve|keep|let|look|make"
    r"|offer|phone|put|read|record|refer|ring|see|send|share|speak|tell|text|think|use|write)\b(?! (?:had|was|were"
    r"|\w{2,}ed)\b)"
)
"""How a sentence begins that tells its reader what to do."""
_SOMEBODYS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]ers?|[Hh]is|[Hh]imself|[Hh]erself|[Mm]y|I|[Mm]e|[Mm]other|[Ff]ather|[Mm]u?[ma]m"
    r"|[Mm]um"
    r"|[Dd]ad|[Ss]tep\w+|[Gg]rand(?:mother|father|son|daughter|ma|pa|dad)|[Gg]ran(?:ny|dad)?|[Nn]an(?:ny)?|[Uu]ncle"
    r"|[Aa]unt(?:ie|y)?|[Cc]ousin|[Nn]ephew|[Nn]iece|[Bb]rothers?|[Ss]isters?|[Ss]ons?|[Dd]aughters?|[Hh]usband|[Ww]ife"
    r"|[Bb]oyfriend|[Gg]irlfriend|[Ff]ianc[eé]e?|[Ww]idow|[Tt]wins?|[Bb]oy|[Gg]irl|[Mm]an|[Ww]oman|[Cc]ouple"
    r"|[Nn]eighbours?|[Ll]andlord|[Ll]odger|[Kk]iller|(?:Child|Adult|Baby|Person|Family|Sibling|Victim|Mr|Mrs|Ms|Miss"
    r"|Mx) [A-Z]|[B-HJ-Z](?=['’]s\b| [a-z]))\b"
)
"""Words for one person: whoever has them is of the case, whatever the tense."""
_BEGINS_WITH_SOMEBODY = re.compile(
    r"^\W*(?:At home |At school |In \w+ |On \w+ |Both |All (?:three|four|five|six) |Only |There (?:is|are) )*"
    r"(?:[Tt]hey\b|[Bb]oth\b|[Tt]heir\b|Home\b|[Tt]he (?:[\w’'-]+ )?(?:child|children|boys|girls|grandparents|couple"
    r"|baby|infant|toddler|family|parents?|siblings?|carer"
    r"|adult|partner|victim|perpetrator|resident|patient|tenant|pupil|household|youngest|eldest|oldest|siblings"
    r"|flat|house|home|farm|croft|cottage|caravan|hostel|village|bungalow|bedsit|address|street|lane|pub|shop|surgery"
    r"|scene|grave|burial|body|funeral|case|story|trial|killing|murder|video|footage|photographs?|picture|boat|van|car)"
    r"\b(?! (?:protection|safeguarding|council|learning|team|support|services?|court|law|rights?|home owner|held|of"
    r" reference|study|studies|must|should|may|can|needs?|who|that|whose|has a right)\b))"
)
"""Who or what a case is about, as the subject."""
_TESTIFIES = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Cc]all|[Cc]ustody) (?:[\w’'-]+ )*?(?:entry|entries|statement|complaint|referral"
    r"|notification|certificate|log|logs|form|file|record|note|letter|report|order|label|sheet|system|diary|chart)\b"
    r"[^.]{0,60}? (?:says|gives|names|shows|reads|records|lists|is dated|bears|carries|mentions|appears|gives"
    r"|is \d+|is (?=\[))(?!\w)"
)
"""A paper of the case that names somebody."""
_LIVES = re.compile(
    r"\b(?:lives|lived|stays|sleeps|remains|works (?:at|in|for|as|on)|attends|goes to|comes from|is from|is now"
    r"|is still"
    r"|[Tt]here (?:is|are) (?:no|only one|a single|nothing) (?:[\w’'-]+ )?(?:entry|entries|notes?|records?"
    r"|recordings?|minutes"
    r"|logs?|visits?|calls?|contacts?) (?=[^.]*\d)|is alive|is dead|(?:notes?|recordings?|accounts?"
    r"|observations|records?|minutes|logs?|entry|entries|files?|e-?mails|messages|papers|letters|reports?"
    r"|pages|calls|footage|sheets?|charts?) (?:[\w’'-]+ ){0,9}(?:is|are|remains?|stays?|stops?"
    r"|ends?) (?:still )?(?:missing"
    r"|lost|blank|incomplete|unsigned|undated|illegible|silent|gone|untraced|short|thin|sparse|empty)"
    r"|is missing|is in (?:care|prison|hospital|foster|custody)|is (?:\d|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|\w+teen|\w+ty)\b|misses|owns|cleans|drives|plays for|boards|belongs to|has (?:no|a twin)"
    r"|(?:is|are) (?:the|our|a|an) (?:\w+ )?(?:social worker|teacher|midwife|nurse|headteacher|health visitor|carer"
    r"|neighbour|landlord|friend|manager|doctor|GP|officer)|have (?:it|this|the condition))\b|[A-Z][\w’'-]+, (?:the"
    r"|an?|our) (?:[\w’'-]+ ){0,3}[\w’'-]+, |\b[Oo]nly (?:\w+ ){1,3}"
    r"(?:people|children|families|houses|babies|adults)\b"
)
"""What is said of one life, in words of now."""


_SURELY_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|could|would|(?:should|might|may|must)(?:n['’]t| not)? have|came|went|said|told|saw|took"
    r"|gave|got|ran|fell|died|been)\b"
)
"""What no participle is: beside "should" an "agreed" is one."""
_OF_THE_PRESENT = re.compile(
    r"\b(?:is|are|has|have|do|does|will|isn['’]t|aren['’]t|[a-z]{2,}(?:[^\W\dsu]s|ss?es)|[Ww]e [a-z]+"
    r"|[Yy]ou(?:['’]ll)? [a-z]+)\b"
)
_SHORTENED = re.compile(r"\b(?:[ap]\.m|[A-Z]|Rev|Revd|Dr|Mr|Mrs|Ms|St|No|Prof|Sgt|Cllr|approx|c)\. ")
"""A full stop that ends no sentence."""


def _whole_sentence(text: str, at: int) -> str:
    """The sentence around a place, with what stands before or behind "a.m." and "Dr."."""
    return sentence_at(_SHORTENED.sub(lambda m: m[0].replace(". ", "  "), text), at)


@lru_cache(maxsize=4096)
def is_general(sentence: str) -> bool:
    """Whether nobody of the case is its subject and nothing that happened is told."""
    if _SOMEBODYS.search(sentence) or _BEGINS_WITH_SOMEBODY.match(sentence):
        return False
    if (
        _TESTIFIES.search(sentence)
        or _LIVES.search(sentence)
        or (len(sentence.split()) < 4 and not names_nobody_else(sentence))
    ):
        return False
    if _ADVISES.search(sentence) or _BIDS.match(sentence):
        return _SURELY_HAPPENED.search(sentence) is None
    now = names_nobody_else(sentence) or _OF_THE_PRESENT.search(sentence) is not None
    return now and _HAPPENED.search(_OF_NOW.sub(" ", sentence)) is None


_AS_LETTERS = re.compile(
    r"\b(?:shortened|abbreviated) (?:to|as)\b|\b(?:stands?|is short|are short) for\b|\bused (?:in place"
    r"|instead) of (?:the |their |real )?names\b"
)
"""Who is called what in a text."""
_ALWAYS = frozenset({"birth-date", "number", "email", "sibling-order", "school", "ward"})
"""What belongs to somebody in whatever sentence it stands; so does a judgment's number, which begins with "["."""
_NAMED = frozenset({"full-name", "name"})
_SITED = frozenset({"street", "school", "ward", "hospital", "court-name", "place"})
_READ = re.compile(
    r"^\W*(?:Please )?(?:Read|Use|See|Check|Search|Watch|Download|Look|Compare|Try|Follow|Open|Print|Listen|Cite"
    r"|Quote)\b"
    r"|\b(?:models?|scales?|tools?|podcasts?|books?|theor(?:y|ies)|tests?|scores?|criteria|methods?|charts?|formula"
    r"|guidelines?|stud(?:y|ies)|papers?|articles?|chapters?|films?|handbooks?|according to|argues?|describes?"
    r"|explains?"
    r"|ideas?|concepts?|terms?|principles?|rules?|laws?|effects?|apps?|software|platforms?|brands?|titles?|awards?"
    r"|lectures?|blogs?|talks?|toolkits?|frameworks?|approach(?:es)?|quotes?|definitions?"
    r"|(?:[Rr]eading|[Bb]ook|[Tt]he|[Aa]n?|[Tt]his|[Oo]ur|[Mm]ailing|[Ss]peakers?|[Hh]onours) lists?|laureate)\b"
)
"""What goes with the name of somebody who wrote, made or found something."""
_IN_A_RECORD = re.compile(
    r"\b(?:[Rr]ecords?|[Rr]egisters?|[Ll]ogs?|[Nn]otes?|[Ff]iles?|[Mm]inutes|[Mm]essages?|[Ee]-?mails?|[Tt]exts?|CCTV"
    r"|[Ff]ootage|[Ss]tatements?|[Tt]ranscripts?|[Cc]hronolog(?:y|ies)|[Gg]enograms?|[Rr]otas?|[Dd]iar(?:y|ies)"
    r"|[Ll]etters?|[Rr]eferrals?|[Ff]orms?|[Ee]ntr(?:y|ies)|[Dd]atabases?|[Ii]nvoices?|[Tt]enanc(?:y|ies)|[Bb]ills?"
    r"|[Cc]ertificates?|[Ss]ystems?|[Bb]ank|[Pp]olice|[Ww]itness(?:es)?|[Nn]eighbours?|[Cc]aller|[Ww]ill)\b[^.]{0,60}? "
    r"(?:list|name|give|show|record|identify|mention|describe|call|put|place|have|point to|refer to|quote|identifie"
    r"|explain why|say that|suggest that|confirm that|imply that)(?:s|es)? (?:(?:only|also|both|a|one|that) )?$"
)
"""A paper of a case, or a witness, before the name that it gives: "police records list …"."""
_GIVEN_AS = re.compile(
    r"^,? as (?:the|an?|her|his|their|next) (?:[\w’'-]+ )?(?:caller|next of kin|father|mother|parent|carer|tenant|owner"
    r"|occupant|visitor|driver|partner|lodger|landlord|witness|suspect|victim|informant|referrer|guardian|contact"
    r"|keyholder|account holder|applicant|respondent|victim|boyfriend|girlfriend|perpetrator|patient|resident|member of"
    r" the household)\b|^ among (?:the|its|her|his|their) (?:guests|visitors|tenants|callers|residents"
    r"|occupants|contacts)"
)
"""What a paper gives somebody as: "as the caller"."""
_OF_A_LIFE = re.compile(
    r"^['’]s? (?:\w+ )?(?:story|life|case|death|file|records?|family|mother|father|children|school|home|injuries|murder"
    r"|photo(?:graph)?s?|voice|experiences?)\b"
)
"""What belongs to somebody who wrote nothing: "use NAME's story in supervision"."""
_TURNED_TO = re.compile(
    r"\b(?:[Aa]sk|[Cc]ontact|[Cc]all|[Rr]ing|[Pp]hone|[Ee]-?mail|[Tt]ell|[Tt]ext"
    r"|(?:[Ss]peak|[Tt]alk|[Ww]rite|[Tt]urn) to|(?:kept|held|owned|managed|run|chaired) by) $"
)
"""Who is at hand, and wrote nothing: "ask NAME for the toolkit"."""
_IS_HELD = re.compile(
    r"^ (?:is|are) (?:still |now |not |also )*(?:on (?:the|a|bail)|in (?:the|a|custody)|at (?:the|a)"
    r"|known to|wanted|barred"
    r"|listed|banned|described as (?:a )?(?:risk|danger)|due|under|subject to|pregnant|alive|dead|missing"
    r"|married|related)\b"
)
"""Where somebody is, in words of now: "NAME is on the list of people who pose a risk"."""
_NO_READING = re.compile(
    r"\b(?:paper trail|title deeds?|law firms?|(?:film|app|list|video|clip|recording) (?:on|from"
    r"|of) (?:the|his|her|their|a)"
    r" (?:phone|camera|laptop|tablet|doorbell|people who)|letters? from|test results?|terms? with|long-term|term-time"
    r"|half[- ]term|in terms of|(?:school|autumn|spring|summer) terms?|rules? of bail|house rules?|side effects?"
    r"|talks? (?:with|to|of|about)|(?:in|from|of|into) the (?:\w+ )?(?:book|log|diary)|(?:[Ss]ee|[Rr]ead|[Cc]heck"
    r"|[Uu]se|[Ff]ind"
    r"|[Oo]pen) (?:the|her|his|their) (?:\w+ )?(?:letters?|e-?mails?|notes?|statements?|texts?|messages?|referrals?"
    r"|records?)"
    r" (?:from|to|of|about|by|on))\b"
)
"""Words of reading and making where nobody reads or makes."""
_SITS = re.compile(
    r"\b(?:[Tt]eams?|[Oo]ffices?|[Dd]esk|[Ss]ervices?|[Hh]ub|[Uu]nit|[Bb]oard|[Pp]artnership|MASH|[Pp]anel|[Cc]linic"
    r"|[Hh]elpline|[Bb]ureau|[Dd]epartment|[Ll]ibrary|[Ff]orum|[Gg]roup|[Rr]eception|[Dd]rop-in|[Cc]entre|[Ss]ubgroup)"
    r" (?:\w+ )?(?:sits?|meets?|works?|operates?|runs?|opens?|is (?:\w+ )?(?:based|housed|located|found"
    r"|open)|are (?:\w+ )?"
    r"(?:based|housed|located|found|open)|stands|(?:can|may) be (?:found|visited|reached)|(?:has|have) moved|moves?"
    r"|(?:is|are) (?:now |moving ))(?:[\w’'-]+ ){0,4}? ?(?:at|in|from|on|to|above|behind|opposite)\b"
    r"|\b[Oo]ur (?:[\w’'-]+ ){0,3}(?:[Tt]eam|[Oo]ffice|[Hh]ub|[Dd]esk|[Ss]ervice|[Rr]eception) (?:is|are) (?:at"
    r"|in|on)\b"
    r"|\b[Yy]ou(?:['’]ll| will| can) find (?:us|(?:our|the) (?:[\w’'-]+ ){1,4}(?:[Tt]eam|[Oo]ffice|[Hh]ub|[Dd]esk"
    r"|[Ss]ervice)) "
)
"""Where a public desk is, in words of now: "the front door team sits at Civic Offices"."""
_OPEN_TO_ALL = re.compile(
    r"\b(?:Partnership|Board|Learning Hub|Civic Centre|Unit|offices?|opens?|open|courses?|training|network"
    r"|partnership|venues?|offers?|members?|leaflets?|posters?|website"
    r"|page|guidance|protocols?|pathways?|areas|councils?|boards?|inquiry|reviews?|learning|plans?|strategy|surveys?"
    r"|research|example|examples|list)\b"
)
_LOOKED_AT = re.compile(
    r"^\W*(?:Police|Neighbours|People|Staff|Everyone|Everybody|Nobody|Officers|Villagers|Residents|Locals|Detectives)\b"
    r"|\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:inquest|hearing|search|trial)\b|\b(?:grave|memorial|vigil|flowers"
    r"|tedd(?:y|ies)|candles|tributes)\b"
)
"""Who talks of a case, and what it leaves behind."""


_POSTED = re.compile(
    r"\b(?:[Ww]rite|[Pp]ost(?:ed)?|[Ss]en[dt]|[Rr]eturn(?:ed)?|[Aa]ddressed|[Aa]pply|[Cc]opies|[Rr]equests?"
    r"|[Aa]vailable|[Cc]ontact|[Bb]y post|[Cc]omments|[Rr]eplies|[Ff]orms?)\b[^.]*? (?:[Tt]he "
    r"|[Oo]ur )?(?:[A-Z][\w’'-]+ ){0,4}"
    r"(?:Manager|Officer|Administrator|Co-?ordinator|Team|Secretary|Lead|Unit|Department|Partnership|Board|Office|Hub"
    r"|Clerk|Desk|Services?|Council|Director(?:ate)?|Centre|Safeguarding|Care|Governance),? "
)
"""How a public desk's own address is led to: "post it to the Business Manager, Town Hall, High Street"."""
_BUILDING = re.compile(
    r" (?:House|Hall|Chambers|Buildings?|Offices|Centre|Court|Exchange|Place|Square|Quay|Mill|Library|Annexe|Lodge"
    r"|Street|Road|Lane|Avenue|Way|Park)$"
)
"""How the name of a building ends that looks like somebody's; a manager by name is nobody's address."""


def is_vain(kind: str, text: str, words: str) -> bool:
    """Whether a detail of this kind means nobody where its words stand; a name or a house needs more for that."""
    if kind in _ALWAYS or words.startswith("["):
        return False
    sentence = _whole_sentence(text, max(0, text.find(words)))
    if _AS_LETTERS.search(sentence):
        return True
    at = sentence.find(words)
    sited = kind in _SITED or (kind in _NAMED and _BUILDING.search(words) is not None)
    if sited and at > 0 and _POSTED.search(sentence[:at]) and is_general(sentence):
        return True
    if kind in _NAMED:
        behind = sentence[at + len(words) :]
        if at >= 0 and (
            _OF_A_LIFE.match(behind)
            or _IN_A_RECORD.search(sentence[:at])
            or _TURNED_TO.search(sentence[:at])
            or _GIVEN_AS.match(behind)
            or _IS_HELD.match(behind)
        ):
            return False
        return _READ.search(_NO_READING.sub(" ", sentence)) is not None and is_general(sentence)
    if kind in _SITED:
        public = _OPEN_TO_ALL.search(sentence) or _SITS.search(sentence)
        if kind not in STOPS:  # what must not go out unasked is not let through by a mere "should"
            public = public or _ADVISES.search(sentence)
        return public is not None and not _LOOKED_AT.search(sentence) and is_general(sentence)
    return not _LOOKED_AT.search(sentence) and is_general(sentence)

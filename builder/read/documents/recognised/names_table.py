"""What headings and labels of people's documents are called: one table of patterns, in English and Welsh.

A line is compared whole, in small letters, without a number before it, marks at its end and typographic quotes. Each
pattern says what the line opens. In doubt a passage is for trainers, and the report asks: what is once for trainers must
never become public by mistake.
"""

# ruff: noqa: E501 (a pattern on one line is read more easily)

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ....model.briefing import Role


class Opens(StrEnum):
    """What a line opens."""

    PART = "part"
    REFLECT = "questions to reflect on"
    TRAINERS = "notes for trainers"
    FORM = "an action-plan form"
    CONTENTS = "a table of contents"
    FORMAT = "the name of the format"


@dataclass(frozen=True, slots=True)
class Name:
    """One row: what a line of this pattern opens, and for a part its role where the pattern settles it."""

    opens: Opens
    pattern: str
    role: Role | None = None
    lang: str = "en"


_THE = r"(?:(?:the|our|key|main|case|brief|review|summary of|overview of|some|and|of|emerging|practice|thematic) )*"
WHO = r"(?:trainers?|facilitators?|presenters?|speakers?|managers?|supervisors?|(?:team|session|group|discussion) lead(?:er)?s?|leaders?|tutors?|chairs?|line managers?)"
_DOING = r"(?:leading|running|delivering|facilitating|presenting|using|introducing|chairing|training)"
_LEADING = rf"(?:the |a |any |all |those |you )?(?:(?:person|people|colleagues?|staff|one|anyone|whoever|member of staff) )?(?:who (?:is |are |will be )?|who's )?{_DOING}(?: .*)?"
_PEOPLE = r"(?:you|your|us|our|we|the|this|a|all|my|in|with|for|and|team|teams|service|services|practice|practitioners?|professionals?|staff|agency|agencies|organisation|supervision|discussion|meeting|colleagues|individuals?|reflection|consideration|learning|managers?)"
_CY = r"(?:hyfforddwyr|hyfforddwr|hwyluswyr|hwylusydd|cyflwynwyr|cyflwynydd|rheolwyr|goruchwylwyr|arweinwyr)"

P, Q, T = Opens.PART, Opens.REFLECT, Opens.TRAINERS
TABLE: tuple[Name, ...] = (
    Name(
        Opens.FORMAT,
        r"(?:a |the |our )?(?:seven|7)[- ]?minutes?(?: \w+)? (?:briefings?|guides?|learning|reads?|summar(?:y|ies))(?: (?:series|template|paper|note|sheet))?(?: (?:(?:no\.?|number|issue|#) ?)?\d+)?",
    ),
    Name(Opens.FORMAT, r"(?:7|seven)[- ]?minute briefings?(?: (?:no\.?|number|issue|#) ?\d+)?|7mb|smb"),
    Name(
        Opens.FORMAT,
        r"(?:sesiwn |briff |papur )?(?:friffio |briffio )?(?:7|saith) munud|briff(?:iad)?(?:iau)? (?:7|saith) munud",
        lang="cy",
    ),
    Name(
        Opens.CONTENTS, r"(?:table of )?contents(?: page)?|in this briefing|what's in(?:side)?(?: this briefing)?|index"
    ),
    Name(Opens.CONTENTS, r"cynnwys|tabl cynnwys", lang="cy"),
    # Trainers
    Name(
        T,
        rf"(?:(?:\w+ )?(?:notes?|guidance|guide|advice|information|prompts?|tips|instructions?|briefing|script|pointers)(?: only)? (?:for|to) )(?:the |all |any )?{WHO}(?: (?:only|leading|running|delivering|facilitating|presenting|using|introducing|who|to|and|or|when|before|after) ?.*)?",
    ),
    Name(
        T,
        rf"(?:(?:\w+ )?(?:notes?|guidance|guide|advice|information|prompts?|tips|instructions?|script|pointers)(?: only)? )?(?:for|to) {_LEADING}",
    ),
    Name(T, rf"if you(?:'re| are) {_DOING} .*"),
    Name(T, rf"(?:for|to) (?:the |all )?{WHO}(?: (?:only|use|and|or|to) ?.*)?"),
    Name(
        T,
        rf"{WHO}['s]*(?: and {WHO}['s]*)?(?: (?:only|notes?|guidance|guide|prompts?|tips|instructions?|information|section|pack|page|script|resources?|pointers))+",
    ),
    Name(T, r"(?:trainers?|facilitators?|presenters?|speakers?|tutors?)['s]*"),
    Name(
        T,
        r"(?:training|facilitation|presentation|presenting|delivery|session|discussion|teaching|running|speaking|speaker) (?:notes?|guidance|guide|tips|instructions?|plan|script)",
    ),
    Name(
        T,
        r"(?:how|guidance on how|notes on how) to (?:run|deliver|use|lead|facilitate|present|introduce)(?: (?:this|the|your|a|an))?(?: .*)?",
    ),
    Name(
        T,
        r"(?:running|delivering|facilitating|leading|using) (?:this|the|your|a) (?:session|briefing|discussion|meeting|exercise|activity|part|section).*",
    ),
    Name(
        T,
        r"not for (?:circulation|publication|sharing|participants|learners|handout).*|internal (?:notes?|use)(?: only)?",
    ),
    Name(
        T,
        rf"(?:nodiadau|canllawiau|cyngor|gwybodaeth)? ?(?:i|ar gyfer)(?: yr?| 'r|'r)? ?{_CY}(?: yn unig)?",
        lang="cy",
    ),
    Name(T, rf"(?:nodiadau|canllawiau|canllaw)(?: yr?|'r)? ?{_CY}|{_CY}", lang="cy"),
    # Questions
    Name(
        Q,
        r"reflections?|reflect|reflective practice|pause(?: (?:and|to|for))? (?:reflect(?:ion)?|thought|think)|stop and (?:think|reflect)|time to (?:reflect|think|pause)|over to you|food for thought|what would you (?:do|have done)(?: differently)?|self[- ]?reflection|practice reflections?|reflect(?:ion|ing)? (?:on|and|in) (?:your |own |our |the |team |practice|discussion|learning|supervision| )+",
    ),
    Name(
        Q,
        r"(?:some |key |useful |the |our )?(?:reflective |reflection |discussion |practice |supervision |team |group |key |learning |challenge |coaching |thinking )+(?:questions?|prompts?|exercises?|activit(?:y|ies))|(?:\w+ )?(?:reflective|reflection|discussion|talking) points?|(?:team|group|whole[- ]team|table|supervision) discussions?",
    ),
    Name(
        Q,
        rf"(?:some |key |useful |the |\w+ )?(?:questions?|prompts?|points?|things?|something|issues|areas|topics) (?:to|for|in) (?:{_PEOPLE} )*(?:consider|reflect(?:ion)?(?: on| upon)?|discuss(?:ion)?|think about|ask|talk about|explore|team|teams|practice|supervision|practitioners?|professionals?|you|staff|consideration|thought|colleagues)(?: (?:{_PEOPLE}|about|yourself|yourselves|together|as|on|upon|when|working|children|families))*",
    ),
    Name(
        Q,
        r"(?:reflect on|think about|consider|discuss|talk about)(?: (?:this|these|it|the following|how|in|your|the|team|with|colleagues|together|a|supervision|practice|questions?))*|for (?:reflection|discussion)(?: .{0,30})?|ask your(?:self|selves|team)|let['s]* (?:talk|reflect|think)(?: about it)?",
    ),
    Name(
        Q,
        r"questions?(?: (?:and|for) (?:reflection|discussion|your team|you|teams|practice|practitioners|supervision|all))*",
    ),
    Name(
        Q,
        r"myfyrio|myfyrdod|cwestiynau(?: (?:myfyriol|trafod|i'?w|i|ar gyfer|hystyried|ystyried|trafod|myfyrio|arnynt|eich|i'ch|i'r|tîm|y|timau))*|(?:pwyntiau|pethau)(?: (?:i'?w|i|trafod|hystyried|ystyried|myfyrio))+|i'?w (?:drafod|ystyried|hystyried)|amser i (?:fyfyrio|feddwl)",
        lang="cy",
    ),
    # Parts
    Name(
        P,
        rf"{_THE}(?:findings?|learning(?: (?:points?|themes?|identified|from the (?:review|case)|outcomes?|opportunities|so far))?|lessons?(?: (?:learned|learnt|identified|to learn|for practice|from (?:the|this) (?:review|case)))?|learning and (?:findings|themes)|findings and (?:learning|themes|analysis))",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"(?:(?:the|our|key|main|some|system|systems|multi-agency|single[- ]agency|practice|local|national|themes?|and) )*(?:findings|learning|lessons|themes)(?: (?:of|from|for|in|and|to|about) (?:the |this |our |all |your |future |local |wider |national )*(?:review|case|practice|agenc(?:y|ies)|practitioners|professionals|services|organisations|partners|partnership|learning|lessons|findings|managers|reviews|multi-agency working))+|(?:key |wider )?(?:systems?|multi-agency|single[- ]agency|cross-agency|strategic|organisational) (?:findings|learning|lessons)(?: points)?",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"(?:key |the |main |some )*(?:areas?|opportunit(?:y|ies)|themes?|points?|scope) (?:of|for|to) (?:key |practice |further |future |our )*(?:learning|learn|development|develop|improvement|improve|change)(?: (?:identified|and .{1,30}|from .{1,30}))?|the review (?:found|identified|told us)(?: that)?|(?:so )?what did we (?:find|learn|discover)",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"what (?:could|should|might) have (?:been|gone|happened|worked|we done)(?: \w+){0,3} (?:better|differently|well)|what (?:could|should) (?:have )?be(?:en)? better|what (?:did ?n(?:o|')t|did not|does ?n(?:o|')t)(?: \w+){0,2} (?:work|go)(?: (?:so )?well)?|what (?:went|was)(?: \w+){0,2} (?:wrong|missed|missing|less well)|what (?:needs?|needed) to be (?:learned|learnt)|even better if",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"what (?:did|have|has|can|do|does) (?:we|the review|the case|you|it|this review|this|this case|reviewers?|agencies|they) (?:all )?(?:learn(?:ed|t)?|find|found|discover(?:ed)?|tells? us|teach us|say)(?: (?:from|about|in) .{1,40})?",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"what (?:we|the review|it|this review|the reviewers?|they) (?:has |have )?(?:found|learned|learnt|discovered|tells? us|told us|said)(?: (?:from|about|out|in) .{1,40}| out)?",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"what (?:was|were|are|is)(?: the)?(?: (?:key|main))? (?:found|learned|learnt|findings|lessons?|learning|learning points?|themes?)(?: (?:learned|learnt|from .{1,40}))?",
        Role.FINDINGS,
    ),
    Name(
        P,
        r"(?:y |ein |prif )*(?:canfyddiadau|ganfyddiadau|gwersi|wersi|dysgu allweddol|pwyntiau dysgu|bwyntiau dysgu|dysgu)(?: (?:allweddol|a ddysgwyd|yr adolygiad|o'r adolygiad))?|meysydd (?:i'w|ar gyfer|i) (?:gwella|eu gwella|dysgu|ddysgu|gwelliant)|beth (?:ddysgwyd|ddysgom(?: ni)?|a ddysgwyd|wnaethom(?: ni)? (?:ei )?ddysgu|ganfuwyd|ganfu'r adolygiad|yw'r gwersi|rydym(?: ni)? wedi(?: ei)? ddysgu)",
        Role.FINDINGS,
        "cy",
    ),
    Name(
        P,
        rf"(?:(?:single|multi)[- ]?agency |local |regional |individual |agency |partnership |national |strategic )*{_THE}(?:(?:single|multi)[- ]?agency |local |and |national |strategic )*(?:recommendations?|recommended actions?|actions? recommended)(?: (?:for|from|and|to) .{{1,40}})?",
        Role.RECOMMENDATIONS,
    ),
    Name(
        P,
        r"what (?:needs?|must|should|has|have|will|had)(?: to)?(?: be)? (?:change|changed|changing|improve|improved|happen|done|be different|happen differently|be done differently|done differently)(?: (?:now|next|as a result|in .{1,30}))?",
        Role.RECOMMENDATIONS,
    ),
    Name(
        P,
        r"what (?:do|should|must|can|could|will) (?:we|agencies|services|you|practitioners|professionals|partners|organisations)(?: all)?(?: need to| have to)? (?:change|improve|do differently|do better)(?: .{1,30})?|what (?:do|should|must) (?:agencies|services|partners|organisations|leaders|the partnership)(?: all)?(?: need to| have to)? do(?: .{1,30})?",
        Role.RECOMMENDATIONS,
    ),
    Name(
        P,
        r"what (?:is|was|are|were|has been|did the review) (?:the )?(?:recommend(?:ed|ations?)?)(?: .{1,30})?",
        Role.RECOMMENDATIONS,
    ),
    Name(
        P,
        r"(?:yr |ein |prif )*(?:argymhellion|argymhelliad)|beth (?:sydd|sy'?n?|fydd|mae)(?: angen| rhaid)?(?: ei| i| yn gorfod)? ?(?:newid|newid\w*|gwella)|beth ddylai newid|beth a argymhellir",
        Role.RECOMMENDATIONS,
        "cy",
    ),
    Name(
        P,
        rf"{_THE}(?:examples? of |areas? of |evidence of |points of )?(?:good|positive|effective|strong|best|notable|excellent) practice(?: (?:identified|found|examples|seen|points|and strengths))?|practice strengths|what (?:did )?(?:we|services|agencies|practitioners|professionals)(?: (?:did|do|are doing|doing))? well|what are (?:we|services|agencies) doing well|what (?:went|worked|was done|was working|is working)(?: really)? well|(?:key )?strengths(?: (?:identified|and good practice))?|what(?:'s| is)? work(?:ed|ing)(?: well)?",
        Role.GOOD_PRACTICE,
    ),
    Name(P, r"(?:yr )?arfer(?:ion)? (?:da|dda)|beth (?:aeth|weithiodd) yn dda|cryfderau", Role.GOOD_PRACTICE, "cy"),
    Name(
        P,
        r"(?:implementing|making|embedding|achieving|leading|sustaining|measuring) (?:the |this |our )?(?:changes?|learning|impact|improvements?)|(?:so )?now what|improving (?:our )?practice|how (?:will|can|do) (?:we|you) (?:make|embed|know|implement|sustain|measure|use) .{1,40}|what (?:will|do|can) we do (?:now|next|about it)|what happens now|from learning to (?:action|practice|change)|changing (?:our )?practice|next steps|what(?: happens| will happen| comes)? next|moving forward|going forward|putting (?:it|learning|this) into practice|taking (?:it|this) forward",
        Role.CHANGE,
    ),
    Name(
        P,
        r"gweithredu newid|gweithredu'r newid|(?:y )?camau nesaf|newid (?:ein )?arfer(?:ion)?|beth (?:sydd )?nesaf",
        Role.CHANGE,
        "cy",
    ),
    Name(
        P,
        r"(?:the |critical |index |key |serious |significant |trigger |harmful |details of |about |this )*incidents?(?: itself| details)?|what happened(?: (?:to|on|in|next|and why|that day|in this case)(?: \S+){0,6})?|what (?:led|brought) (?:to|us) .{1,40}|the (?:event|injury|death)",
        Role.INCIDENT,
    ),
    Name(P, r"y digwyddiad|digwyddiad|beth (?:a )?ddigwyddodd", Role.INCIDENT, "cy"),
    Name(
        P,
        rf"{_THE}(?:safeguarding concerns?|concerns?|risks? and concerns?|worries)(?: (?:raised|identified|known))?|what (?:were|was|are)(?: \w+){{1,3}} worried about|what was known(?: .{{1,40}})?|what (?:we|agencies|services|people|professionals) knew|what did (?:we|agencies|services|people|professionals|others) know(?: .{1, 30})?|(?:known |key )?(?:risks?|risk factors|vulnerabilities|risks and vulnerabilities)",
        Role.CONCERNS,
    ),
    Name(P, r"(?:y )?pryderon(?: diogelu)?|beth oedd y pryderon", Role.CONCERNS, "cy"),
    Name(
        P,
        r"(?:about )?(?:the|this) review(?: process)?|review (?:process|scope|methodology)|(?:the )?scope(?: (?:of|and) .{1,40})?|terms of reference|what (?:did|does|was) the review (?:look at|consider|cover|about)|why (?:was|did|were|is|a|we|this|do)(?: \w+){0,4} (?:review(?:ed|ing)?|commissioned|undertaken|carried out)(?: .{0,30})?|how (?:was )?the review (?:was )?(?:done|carried out|worked|work)|key lines of enquiry|methodology|(?:the )?(?:purpose|aims?|focus) of (?:the|this) review",
        Role.SCOPE,
    ),
    Name(
        P,
        r"yr adolygiad|am yr adolygiad|cwmpas(?: yr adolygiad)?|cylch gorchwyl|beth (?:edrychodd|oedd) yr adolygiad .{0,30}",
        Role.SCOPE,
        "cy",
    ),
    Name(
        P,
        rf"{_THE}(?:background|introduction|context|overview|summary|family (?:history|background|composition|context|circumstances)|case (?:summary|background|overview|outline|history)|circumstances|story|the case|case)(?: (?:and|to|of|information|for) .{{1,40}}| information)?",
        Role.BACKGROUND,
    ),
    Name(
        P,
        r"who (?:was|is|were|are) (?:the )?(?:child|adult|family|baby|young person|children|siblings?)?(?: ?[\w-]{1,12})?|about (?:the )?(?:child|adult|family|baby|young person|case)(?: [\w-]{1,12})?|(?:the )?(?:child|family|adult|child and family|child and (?:his|her|their) family)",
        Role.BACKGROUND,
    ),
    Name(
        P,
        r"(?:the )?(?:child|adult|family|baby|young person|person)(?: [\w-]{1,12})?'s? (?:story|life|journey|experiences?|background)|(?:child|adult|young person|family|baby) [\w-]{1,12}'s (?:story|life|journey|background)|meet (?!the (?:needs?|criteria|threshold))[\w-]{2,20}|introducing [\w -]{1,20}|setting the scene|pen picture",
        Role.BACKGROUND,
    ),
    Name(
        P,
        r"(?:y )?cefndir|cyflwyniad|(?:y )?cyd-?destun|crynodeb(?: o'r achos)?|hanes y teulu|pwy oedd .{1,30}|trosolwg",
        Role.BACKGROUND,
        "cy",
    ),
    Name(
        P,
        r"why (?:it|this|does it|does this|is it|is this)(?: all)? (?:matters?|important|relevant)(?: .{0,30})?|so what|why (?:do|should|must) (?:we|you|i|practitioners|professionals)(?: \w+){0,2} (?:know|care|do|think|talk|worry)(?: .{0,30})?|the importance of [\w -]{1,30}",
        Role.WHY,
    ),
    Name(P, r"pam (?:mae|fod|ei fod)(?: hyn|'n| yn| hwn)* ?(?:bwysig|o bwys)", Role.WHY, "cy"),
    Name(
        P,
        r"what (?:to do|you can do|can (?:you|i|we) do|should (?:you|i|we|practitioners|professionals) do|you should do|i can do|we can do|(?:do )?(?:you|i|we) need to do)(?: .{0,40})?|what (?:does )?good (?:practice )?looks? like|(?:key |practice |suggested )*(?:actions?|messages|learning|tips|implications) for (?:your |our |all |frontline )?(?:practice|practitioners?|professionals|staff|you|frontline staff)|what can (?:practitioners|professionals|staff|agencies|teams|everyone) do(?: .{0,30})?|(?:top|practice|practical|key|handy) (?:tips|actions)(?: for .{1,30})?|what (?:this|it|that|does this|does it) means? (?:for|to) (?:you|your|our|us|practice|practitioners?|professionals)(?: .{0,30})?|how (?:can|could|should) (?:you|i|we|practitioners|professionals) (?:help|respond|support|act)(?: .{0,30})?|implications for (?:your |our )?practice|dos and don'?ts",
        Role.WHAT_TO_DO,
    ),
    Name(P, r"beth i'?w wneud|beth (?:allwch|gallwch|gallaf|ddylech) (?:chi|i)? ?(?:ei )?wneud", Role.WHAT_TO_DO, "cy"),
    Name(
        P,
        r"what (?:it|this) is|what do we mean(?: by .{1,40})?|what (?:is|are) (?!next|known|found)[\w' -]{1,40}|definitions?",
        Role.WHAT,
    ),
    Name(P, r"beth yw [\w' -]{1,40}|diffiniad(?:au)?", Role.WHAT, "cy"),
    Name(
        P,
        r"links(?: and (?:resources|further reading))?|(?:further|more|useful|additional|other)(?: \w+)? (?:information|reading|resources|support|links|learning|help)|resources|references|contacts?|contact us|useful (?:links|contacts|numbers)|where to (?:get|find|go for) (?:help|support|more .{1,20})|(?:getting |help and )?support|(?:key |take[- ]?(?:home|away) |core |main |practice )*messages?(?: (?:for|from|to) .{1,40})?|(?:key|main) points|take[- ]?aways?|(?:the )?(?:child|children|adult|family|young person)(?:'s|s')? (?:voices?|views?|perspectives?|involvement|lived experience)|family (?:involvement|views?|perspectives?|voice)|a day in the life(?: of .{1,30})?|chronology|(?:the )?research(?: evidence| findings)?|what does (?:the )?(?:research|evidence|law|guidance|legislation|data) (?:tell us|say)(?: .{0,30})?|what the (?:research|evidence|law|guidance) (?:says|tells us)|conclusions?|(?:policy|policies|law|legislation)(?: and (?:procedures?|guidance|practice|law))|training and (?:development|resources|support)|what|(?:the )?voice of the (?:child|adult|family)|(?:the child's )?lived experience|(?:the child's )?daily life|analysis|(?:key )?themes|(?:key )?(?:issues|practice points|practice episodes)|impact on (?:the )?(?:child|children|practice)|(?:signs|indicators)(?: (?:and|to|of) .{1,30})?|timeline|key events|legal (?:context|framework)|what does this mean(?: .{1,40})?|implications(?: .{1,30})?|actions?(?: (?:taken|required|needed|for practice|since))?",
    ),
    Name(
        P,
        r"(?:rhagor o|mwy o) (?:wybodaeth|gymorth)|adnoddau|cysylltiadau|(?:cael )?cymorth|negeseuon allweddol|llais y plentyn|dadansoddiad|llinell amser|beth mae hyn yn ei olygu.{0,30}",
        None,
        "cy",
    ),
    # The form
    Name(
        Opens.FORM,
        r"(?:.{1,80} )?(?:(?:team|service|our|your|single agency|multi-agency|smart|learning|my|individual|agency|organisational) )*action plan(?:s|ning)?(?: (?:template|form|for .{1,40}|sheet|record))?|team (?:response|feedback|return|reply) (?:form|sheet)|(?:feedback|response|return|reply|evaluation) (?:form|sheet|slip)|(?:team|learning) (?:discussion|action) (?:record|log|sheet|form)",
    ),
    Name(Opens.FORM, r"(?:.{1,80} )?cynllun gweithredu(?: .{1,40})?|ffurflen (?:adborth|ymateb)", None, "cy"),
)

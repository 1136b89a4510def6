"""What is public knowledge and identifies nobody: published reviews and their subjects, authors, laws that bear a name.

`masked` blanks such words out, letter for letter, so that every other rule may look without knowing of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...look import Look
from ..cases import of_the_case
from ..somebody import names_nobody_else, sentence_at
from .lists import is_given
from .unlisted import Named

CASES = (
    *(
        "Victoria Climbié",
        "Victoria Climbie",
        "Peter Connelly",
        "Baby P",
        "Daniel Pelka",
        "Khyra Ishaq",
        "Kyra Ishaq",
        "Star Hobson",
    ),
    *("Arthur Labinjo-Hughes", "Arthur Labinjo Hughes", "Sara Sharif", "Hamzah Khan", "Keanu Williams", "Finley Boden"),
    *("Ayeeshia Jayne Smith", "Ayeeshia-Jayne Smith", "Poppi Worthington", "Liam Fee", "Ellie Butler", "Maria Colwell"),
    *("Jasmine Beckford", "Kimberley Carlile", "Tyra Henry", "Lauren Wright", "Ainlee Labonte", "Toni-Ann Byfield"),
    *("Logan Mwangi", "Kaylea Titford", "Alfie Steele", "Leiland-James Corkill", "Lola James", "Jacob Crouch"),
    *("Holly Wells", "Jessica Chapman", "Steven Hoskin", "Connor Sparrowhawk", "Oliver McGowan", "Gloria Foster"),
    *("Fiona Pilkington", "Francecca Hardwick", "Stephen Lawrence", "Damilola Taylor", "Sarah Everard", "Sarah Payne"),
    *("Clare Wood", "Martha Mills", "Awaab Ishak", "Jimmy Savile", "Lucy Letby", "Wayne Couzens"),
    *("Margaret Panting", "Joanna Simpson", "Raneem Oudeh"),
    *("Khaola Saleem", "Gaia Pope", "Ann Coffey", "Alexis Jay", "Eileen Munro", "Josh MacAlister", "Louise Casey"),
    *("Herbert Laming", "Evan Stark", "Jane Monckton Smith", "Carlene Firmin", "Bea Campbell", "Harry Ferguson"),
    *("Dez Holmes", "Michael Preston-Shoot", "Suzy Braye", "Margaret Flynn", "Nicky Stanley", "Marian Brandon"),
    *("Peter Sidebotham", "Tony Morrison", "Anne Longfield", "Rachel de Souza"),
    *("James Bulger", "Rhys Jones", "Ava White", "Kiyan Prince", "Elianne Andam", "Ronan Kanda", "Shawn Seesahai"),
    *("Harvey Willgoose", "Bebe King", "Elsie Dot Stancombe", "Alice da Silva Aguiar", "Barnaby Webber"),
    *("Valdo Calocane",),
    *("Bruce Perry", "Maia Szalavitz", "Gabor Maté", "Bessel van der Kolk", "Dan Hughes", "Karen Treisman"),
    *("Kim Golding", "McKenzie friend", "McKenzie Friend", "Alex Ruck Keene", "Jane Lawson", "Tim Spencer-Lane"),
    *("Robert Francis", "Donald Findlater", "David Finkelhor", "Brené Brown"),
    *("Soham", "Winterbourne View", "Whorlton Hall", "Orchid View", "Mid Staffordshire", "Hillsborough"),
    *("Muckamore Abbey", "Cawston Park", "Edenfield", "Grenfell", "Bryn Estyn", "Pindown", "Marion Brandon"),
    *("Arthur and Star", "Baby Peter", "Milly Dowler", "Ben Kinsella", "Anthony Walker", "Shannon Matthews"),
    *("Madeleine McCann",),
    *("Jaden Moodie", "Olly Stephens", "Brianna Ghey", "Molly Russell", "Yousef Makki", "Mikaeel Kular"),
    *("Declan Hainey", "Brandon Muir", "Caleb Ness", "Danielle Reid", "Kennedy McFarlane", "Dylan Seabridge"),
    *("Hakeem Hussain", "Kemarni Watson Darby", "Elsie Scully-Hicks", "Shi-Anne Downer", "Shanay Walker"),
    *("Isabella Wheildon", "Gemma Hayter", "Michael Gilbert", "Rachel O’Brien", "Rachel O'Brien"),
    *("Clive Treacey", "Laura Booth"),
    *("Richard Handley", "Colette McCulloch", "Jo Deering", "Paul Ridd", "Joanna Bailey", "Nicholas Briant"),
    *("Ben King",),
    *("Jonathan Zito", "Christopher Clunis", "Harold Shipman", "Beverley Allitt", "Ian Huntley", "Sally Clark"),
    *("Sally Challen", "Natalie Connolly", "Claire Throssell", "Rana Faruqui", "Banaz Mahmod", "Shafilea Ahmed"),
    *("Heshu Yones", "Fawziyah Javed", "Zara Aleena", "Sabina Nessa", "Bibaa Henry", "Nicole Smallman", "Holly Newton"),
    *("Ellie Gould", "Poppy Devey Waterhouse", "Alice Ruggles", "Shana Grice", "Hollie Gazzard", "Kayleigh Haywood"),
    *("Breck Bednar", "Lucy McHugh", "Charlene Downes", "Victoria Agoglia", "Luke and Ryan Hart", "Harry Dunn"),
    *("Brigid Featherstone", "Sue White", "Kate Morris", "Anna Gupta", "David Shemmings", "Yvonne Shemmings"),
    *("Patricia Crittenden", "Mary Ainsworth", "John Bowlby", "Donald Winnicott", "Urie Bronfenbrenner", "Carl Rogers"),
    *("Andrew Turnell", "Gillian Ruch", "Jane Wonnacott", "Jan Horwath", "Jonathan Scourfield", "Nigel Parton"),
    *("David Howe", "Ruth Gardner", "Danya Glaser", "Jenny Pearce", "Liz Kelly", "Cathy Humphreys", "Marianne Hester"),
    *("Ellen Pence", "Lenore Walker", "Lundy Bancroft", "Emma Katz", "Isabelle Trowler", "Annie Hudson", "Ray Jones"),
    *("Christine Lenehan", "Alan Wood", "Donald Forrester", "Alyson Leslie", "Adi Cooper", "Jill Manthorpe"),
    *("Bridget Penhale", "Laura Pritchard-Jones", "Simon Hackett", "Peter Reder", "Sylvia Duncan", "James Reason"),
    *("Sidney Dekker", "Amy Edmondson", "Paulo Freire", "Donald Schön", "Graham Gibbs", "David Kolb", "Terry Borton"),
    *("Maya Angelou", "Nelson Mandela", "Desmond Tutu"),
)
"""Subjects and places of published national reviews and inquiries, and people who wrote about them."""

_ORGANISATIONS = (
    *("Barnardo['’]?s", "Samaritans", "Childline", "Marie Curie", "Hourglass", "Marie Collins Foundation", "Papyrus"),
    *("Lucy Faithfull Foundation", "Karma Nirvana", "Jigsaw", "Winston['’]?s Wish", "Dogs Trust", "Lullaby Trust"),
    *("Ann Craft Trust", "Suzy Lamplugh Trust", "Mary Seacole", "Florence Nightingale", "Anna Freud", "Nelson['’]?s"),
    *("Moses (?:basket|law)", "Zimmer frame", "Jack Russell", "Guy Fawkes", "Peter Pan", "Jacob['’]s ladder", "Johari"),
    *("Pat(?:rick)? Finucane", "Gillick", "Fraser (?:guidelines|competen\\w+)"),
    *("Macmillan", "Sainsbury['’]?s", "Joseph Rowntree(?: Foundation)?", "Victoria (?:line|station|sponge)"),
    *("Robin Hood", "Jekyll and Hyde", "Big Brother", "Hobson['’]?s choice", "Occam['’]?s razor", "Murphy['’]?s law"),
    *("Pandora['’]?s box", "Achilles['’]? heel", "Catch-22", "Cinderella service", "Jack of all trades"),
    *("Red Cross", "Red Crescent"),
    *("Hywel Dda", "Betsi Cadwaladr", "Aneurin Bevan", "Cwm Taf(?: Morgannwg)?"),
    *("Signs of Safety", "Southall Black Sisters", "St John Ambulance"),
)
_CAP = r"[A-ZÀ-ÞŁŚŽ][\w’'-]*"
_LIST = rf"{_CAP}(?:,? (?:[A-Z]\.\s?)+)?(?:(?:, and |, & |, | and | & |; ){_CAP}(?:,? (?:[A-Z]\.\s?)+)?)*"
_WROTE = (
    r"(?:book|books|model|theory|research|study|article|paper|framework|cycle|ladder|typology|wheel|triangle|term|"
    r"work on|review of|report on|inquiry|review)"
)
_FOUND = (
    r"(?:found|finds?|show\w*|argue\w*|wrote|writes?|describe\w*|suggest\w*|tested|stud\w+|identif\w+|note[sd]?"
    r"|report\w*"
    r"|define\w*|set out|propose\w*|conclude\w*|analys\w+|looked at|call\w*)\b"
)
_TITLES = r"(?:When|If|As|Then|After|Mr|Mrs|Ms|Miss|Dr|PC|DC|DS|DI|Nurse|Sister|Sergeant|Inspector)"
_PATTERNS = (
    rf"{_LIST}(?: et al\.?,?)? ?\((?:19|20)\d\d[a-z]?(?:[:,][^)]*)?\)",
    rf"\({_LIST}(?: et al\.?)?,? (?:19|20)\d\d[^)]*\)",
    rf"{_LIST} (?:(?:et al\b\.?|and colleagues)(?: ?\(?(?:19|20)\d\d\)?)?|and others,? \(?(?:19|20)\d\d\)?)",
    rf"(?<![\w’'-])(?!{_TITLES} ){_CAP} {_LIST} (?:and colleagues|et al\.?|and others)(?= (?:\(|{_FOUND}))",
    rf"\b(?:Journal|Annals|Archives) of (?:{_CAP}|and|&|in|the)(?: (?:{_CAP}|and|&|in|the))*",
    rf"{_CAP}(?: (?!Daily|Evening|Free|Morning|Weekly){_CAP}){{1,3}} (?:Publishers|Press|Publishing|Books)\b",
    rf"{_CAP} {_CAP},? (?:and|&) {_CAP} {_CAP} (?:tell|explain|trace|follow|teach|explore|retell"
    rf"|set out) (?:the|us|how|why|what)\b",
    rf"{_LIST},? and others(?= asked (?:young people|children|parents|mothers|carers) (?:how|what|why|about"
    rf"|whether)\b)",
    rf"{_CAP},? (?:and|&) {_CAP} (?:called|call) (?:such|this|these) \w+",
    rf"{_CAP}(?:,? (?:and|&) {_CAP}| and (?:her|his) colleagues) (?:first drew attention to|popularised|coined"
    r"|theorised|conceptualised)\b",
    rf"{_CAP}['’]s (?!favourite|toy|own|plane|car|train|first|new|old)[a-z-]+ (?:model|theory|framework"
    rf"|typology|ladder|hypothesis)\b",
    rf"{_LIST},? and others(?= (?:(?:have |has )?(?:named|argued?|written|wrote (?:about|of|on)"
    rf"|describe[ds]?|define[ds]?"
    rf"|proposed?|conclude[ds]?|analysed?|coined|call(?:ed)? for|distinguish(?:ed)?)\b))",
    rf"(?<![\w’'-]){_CAP} {_CAP} ?\((?:19|20)\d\d[a-z]?\)",
    rf"(?<![\w’'-]){_CAP} {_CAP} (?:asks us|shows us|tells us|reminds us|urges|warns us|proposes|distinguishes"
    rf"|sets out|pioneered"
    rf"|coined|has shown|has argued|has described)\b",
    rf"(?<!\bat )(?<!Coleg )\b(?:Lord|Lady|Dame|Sir|Baroness|Professor|Prof\.?|Rt Hon)(?: Justice)? {_CAP}(?: (?:de|da"
    rf"|van|von|der|la|le|al|of))?(?: {_CAP})?",
    rf"\b[Aa]s {_CAP}(?:,? (?:and|&) {_CAP})+ (?:observe|argue|remind|conclude|caution|contend|propose|suggest)\w*",
    rf"\b[Aa]s {_CAP}(?:, {_CAP})*,? (?:and|&) {_CAP} (?:have |had |all |both )?(?:pointed out|observed|noted"
    r"|wrote|warned|argued|remarked|showed|stated|explained|cautioned|suggested|concluded|stressed"
    r"|demonstrated|found|put it|said"
    r"|described|reminded|commented)(?= (?:\w+ ){0,3}(?:in|as early as) (?:19|20)\d\d)",
    rf"{_CAP}(?: {_CAP})? (?:argued|wrote|found|said|concluded|showed|warned|recommended|reported|described"
    rf"|called for|noted|set out)"
    rf"(?= (?:[\w’'-]+ )?in (?:his|her|their|the) (?:own )?(?:(?:19|20)\d\d )?(?:\w+ )?(?:reviews?|reports?|stud(?:y"
    rf"|ies)|books?|papers?|articles?"
    rf"|inquir(?:y|ies)|analys[ei]s|evaluations?)\b)",
    rf"{_CAP}(?: {_CAP})*['’]s? (?:own |famous |well-known |first |second |third |final |early |seminal |original "
    rf")?{_WROTE}\b",
    rf"{_CAP} {_CAP}['’]s (?:podcast|blog|TED talk|lecture|keynote|webinar|memoir|poem|talk|website)\b",
    rf"\b(?:ideas?|writings?|research|theor(?:y|ies)|models?|books?|thinking|concepts?) (?:of|by|from) {_LIST}",
    rf"(?:^|(?<=[.!?] ))In the words of {_CAP} {_CAP}(?=, (?!I\b))",
    rf"\b(?:work|studies|study|papers?|articles?) (?:of|by) {_LIST}(?= (?:on|about|in|shows?|suggests?|and "
    rf"colleagues)\b)",
    rf"{_CAP}(?: {_CAP})? (?:argues?|writes?|defines?|describes|coined|has written|suggests|reminds us)\b",
    rf"\b(?:[Ss]ee|[Rr]ead|[Tt]ry|[Ss]ee also|[Ww]atch|[Hh]ear) {_CAP} {_CAP}(?:,? (?:on|about|for|in)\b|\b[.,;])",
    rf"{_CAP} {_CAP} (?:found|saw|showed|says|said|put it|argued|reported) (?:\w+ )?(?:the same|similar|likewise|as"
    rf" much)\b",
    rf"\b(?:As|as) {_LIST} (?:said|says|wrote|writes|argued?s?|put it|puts it|found|showed|noted?s?)\b",
    rf"\b(?:As|as) {_CAP} {_CAP} (?:says|writes|argues|puts it|notes|reminds us|shows|explains|points out"
    rf"|suggests)\b",
    rf"{_CAP}(?:, {_CAP})*,? (?:and|&) {_CAP} (?:(?:ask|remind|show|tell|urge|warn|invite) us"
    rf"|write about|write that|argue|show that|find that|suggest|propose|warn)\b",
    rf"{_CAP} {_CAP}(?: and {_CAP} {_CAP})? (?:of|from) (?:the|our) (?:\w+ )?(?:team|unit|hub|service|academy|board"
    rf"|partnership) (?:runs?|leads?|delivers?|teach(?:es)?|presents?|offers?|will|can)\b",
    rf"\b(?:review|report|briefing|guide|guidance|toolkit|book|chapter|course|training|module|inquiry"
    rf"|audit)s? (?:was |were |is "
    rf"|has been |had been )?(?:independently )?(?:written|authored|chaired|led|edited|carried out|conducted"
    rf"|produced) by {_CAP} {_CAP}",
    rf"\b(?:[Ll]ead reviewer|[Rr]eport author|[Aa]uthor|[Ii]ndependent (?:chair|author|reviewer|scrutineer)"
    rf"|[Cc]hair of the "
    rf"(?:partnership|board|panel))(?: was| is|:|,)? {_CAP} {_CAP}",
    rf"(?:{_CAP} ){{1,4}}(?:has|have|runs?|offers?|provides?|publish(?:es)?) (?:an? |the |its "
    rf"|their )?(?:\w+ )?(?:helplines?"
    rf"|advice line|websites?|leaflets?|guides?|support lines?|webchat|toolkits?|courses?|resources?)\b",
    r"\bAsk for (?:Angela|ANI)\b|\b(?:Herbert|Philomena) Protocol\b",
    rf"{_CAP}(?:, {_CAP})*,? (?:and|&) {_CAP} (?:wrote|argued|found|showed|studied|described|called it|speak of"
    rf"|spoke of"
    rf"|coined|identified|noted|suggested|ask us|tested|remind us)\b(?! (?:him|her|them|to"
    rf"|that he|that she))",
    rf"{_CAP}(?:, {_CAP})+,? (?:and|&) {_CAP} (?:list|describe|identify|distinguish|discuss|summari[sz]e|set out"
    rf"|point|stress"
    rf"|recommend|explore|examine|map|review|offer|point out|outline|report|name|define|explain)\b",
    rf"\b(?:named|introduced|first used|coined|described|identified|set out) by {_LIST}(?= in (?:19|20)\d\d)",
    rf"\b(?:developed|proposed|created|designed|coined|published) by {_LIST}",
    rf"{_CAP}['’]s? (?:Law|Rule|Charter|Promise|Campaign)\b",
    rf"\b[Tt]he {_CAP}(?: {_CAP})? (?:[Ii]nquiry|[Rr]eport|[Rr]eview|[Aa]udit|Enquiry|[Pp]rotocol|[Ff]ramework|model"
    rf"|cycle|scale|principles?|test|competence|[Gg]uidelines|[Gg]uidance|questions?|criteria|checklist|ladder"
    rf"|wheel|stages"
    rf"|index|tool|formula|equation|manoeuvre|method|technique|paradox|curve|syndrome|disease|sign|reflex"
    rf"|experiments?|triad"
    rf"|chart|inventory|questionnaire|interview|[Rr]ecommendations|ruling|judgment|hypothesis|effect|grid|matrix"
    rf"|typology|window)\b",
    *_ORGANISATIONS,
    *(re.escape(name) + r"(?:['’]s)?" for name in CASES),
)
_PUBLIC = Look("|".join(f"(?:{p})" for p in _PATTERNS))
_NATIONAL = Look(
    r"\b(?:reviewed nationally|nationally reviewed|national (?:\w+ ){0,4}(?:reviews?|panel|inquiry|report|analysis)"
    r"|(?:public|independent|statutory"
    r"|judicial) "
    r"(?:\w+ ){0,2}inquir(?:y|ies)"
    r"|[Tt]he (?:[A-Z][\w’'-]+ )+(?:[Ii]nquiry|Enquiry)|Inquiry into|[Tt]he (?:Jay|Casey|Munro"
    r"|Laming"
    r"|Francis|Lampard|Kerslake"
    r"|Ockenden|Kirkup|Cass|Angiolini|Bichard|Macpherson|Climbi[ée]|Soham|Wood|MacAlister|Hillsborough|Telford"
    r"|Saville"
    r"|Savile"
    r"|Baby P|Winterbourne View|Bristol Royal Infirmary|Mid Staffordshire|Independent) (?:[Rr]eport|[Rr]eview"
    r"|[Ii]nquiry|[Aa]udit"
    r"|case)|Safeguarding Practice Review "
    r"Panel)\b",
)


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """The text with public names as blanks of the same length."""
    if not any(c.isupper() for c in text):
        return text
    return _PUBLIC.sub(lambda m: m[0] if _is_of_one(m[0]) or _is_a_witness(m) else " " * len(m[0]), text)


_REVIEW_OF = re.compile(r"[Tt]he ([A-Z][\w’'-]+) [A-Z][\w’'-]+ (?:[Rr]eview|[Rr]eport|[Ii]nquiry|[Ee]nquiry|case)$")


def _is_of_one(words: str) -> bool:
    """Whether a review is called by the whole name of somebody whom no list of published reviews knows."""
    match = _REVIEW_OF.match(words)
    return match is not None and is_given(match[1]) is False and not any(n in words for n in (*_KNOWN_BY, *CASES))


_KNOWN_BY = (
    *("MacAlister", "Casey", "Munro", "Alexis Jay", "Kirkup", "Ockenden", "Cass", "Francis", "Laming", "Lampard"),
    *("Longfield", "Letby", "Shipman", "Savile", "Lawrence", "Charlie Taylor", "Everard", "Angiolini", "Bichard"),
    *("Wood", "Macdonald"),
)
_TOLD = re.compile(r"(?:[Aa]s|In the words of) (([A-Z][\w’'-]+) [A-Z][\w’'-]+)(?: (?:says|said))?$")
_IN_PRINT = re.compile(r"\b(?:19|20)\d\d\b|[“”\"‘]|\b(?:[Bb]ook|[Pp]aper|[Cc]hapter|[Rr]esearch|[Ss]tudy|[Tt]heory)\b")


def _is_a_witness(match: re.Match[str]) -> bool:
    """Whether somebody whom no list of authors has is said to have told something, and nothing printed stands by."""
    told = _TOLD.match(match[0])
    if told is None or is_given(told[2]) is not False or told[1] in CASES:
        return False
    return _IN_PRINT.search(sentence_at(match.string, match.start())) is None


_A_SUBJECT = f"(?:{'|'.join(re.escape(name) for name in CASES)})"
_OF_A_SUBJECT = Look(
    rf"^\W*(?:The )?{_A_SUBJECT}\b(?!,? (?:and|or|&)\b)|\b[Tt]he {_A_SUBJECT}(?:['’]s?)? (?:review|inquiry"
    rf"|report|case|inquest|trial)\b"
    rf"|\b{_A_SUBJECT}['’]s? (?:\w+ )?(?:family|mother|father|parents|killer|killers|grand\w+|sister|brother|aunt"
    rf"|partner)\b"
    rf"|\b(?:review|inquiry|report|death|murder|killing|case)s? (?:of|into|about|on) {_A_SUBJECT}\b"
)
"""A sentence that is about the subject of a published review: the place and the day are that review's."""


def is_about_a_national_review(sentence: str) -> bool:
    """Whether a sentence speaks of a published national review or inquiry, whose names and places are public."""
    return _NATIONAL.search(sentence) is not None or _OF_A_SUBJECT.search(sentence) is not None


_ON_A_SYSTEM = re.compile(
    r"\b(?:alert|flag|marker|record(?:s|ed)?|log(?:ged)?|coded?|entry|entries|extract|stored|uploaded|entered) "
    r"(?:\w+ )?(?:on|in|onto) (?:[A-Z]\w+(?:,| and| or|, or|, and) )*$"
)
_IN_GENERAL = re.compile(
    r"^(?!.*\b(?:was|were|had|did|\w{3,}ed (?:by|that))\b).*\b(?:is|are|must|should|can|may|do|does|will|check)\b"
)
"""What stands before a system's name: "an alert on Paris"."""
_LOOK_IN = re.compile(r"\b(?:[Cc]heck|[Ss]earch|[Uu]pdate|[Uu]se|[Oo]pen) (?:[A-Z]\w+(?:,| and| or) )*$")
_SYSTEMS = re.compile(
    r"\b(?:SystmOne|Liquidlogic|Mosaic|EMIS|RiO|Eclipse|Niche|PNC|Datix|Carenotes|systems?|databases?)\b"
)


def is_of_a_system(text: str, named: Named) -> bool:
    """Whether one capital is that of a system for records, in a sentence that is about nobody."""
    at = text.find(named.words)
    sentence = sentence_at(text, at).strip()
    led = _ON_A_SYSTEM.search(text[:at]) or (_LOOK_IN.search(text[:at]) and _SYSTEMS.search(text))
    return (
        not named.full
        and bool(led)
        and _IN_GENERAL.search(sentence[0].lower() + sentence[1:]) is not None
        and not of_the_case(sentence)
    )


def is_public(text: str, plain: str, words: str) -> bool:
    """Whether words stand in a sentence about a published national review, or its subject, and nobody of the case.

    `plain` is the text with public names left blank.
    """
    at = max(0, plain.find(words))
    if is_about_a_national_review(sentence_at(text, at)):
        return True
    sentence = sentence_at(plain, at)
    if _ONES_OWN.search(plain[:at]):
        return False
    return names_nobody_else(sentence) and not of_the_case(sentence)


_ONES_OWN = re.compile(
    r"\b(?:death|deaths|murder|killing|suicide|loss|life|care|neglect|abuse|injuries|treatment|experiences?"
    r"|circumstances"
    r"|story|stabbing|shooting|disappearance|memory) of (?:Mr |Mrs |Ms |Miss |Dr |baby |little |young )?$"
    r"|(?:\s{8}|\b(?:[Rr]eview|SAR|DHR|CSPR|SCR|[Bb]riefing|[Ll]earning)) (?:about|into|on|of|concerning) $"
)
"""Whose death a review is about, unless `known` has the name: "the Safeguarding Adults Review into the death of …"."""

"""Rules that teach the field's language: who did what to whom, what a review can know, and what changes practice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model.problems import Severity
from ..core import PROSE, Check, Draft, Finder, Found, Kind, Passage, Rule
from ..look import Look

_W, _N = Severity.WARNING, Severity.NOTE
_PARENT = r"(?:[Mm]others?|[Ff]athers?|[Mm]um|[Dd]ad|[Pp]arents?|[Ss]he|[Hh]e|[Tt]hey|[Cc]arers?|[Gg]randmother)"
_WORKER = (
    r"(?:social worker|health visitor|GP|midwife|nurse|teacher|police officer|officer|manager|doctor|school"
    r"|council|dentist|paramedic|consultant|psychiatrist|(?:key|support|care|youth) ?worker|carer|practice|chair)"
)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A rule that looks for words: its text, and the words."""

    rule: Rule
    words: Look
    where: frozenset[Kind] = PROSE


def _p(severity: Severity, name: str, words: str, why: str, hint: str, bad: str, good: str, source: str) -> _Pattern:
    return _Pattern(Rule(name, severity, why, hint, bad, good, source), Look(words))


_LANGUAGE = "Practice of partnerships: language that says who did what"
_PATTERNS: tuple[_Pattern, ...] = (
    _p(
        _W,
        "failure-to-protect",
        rf"\b{_PARENT} (?:\w+ )?(?:failed|was unable|were unable|did not manage) to (?:protect|safeguard"
        rf"|prioriti[sz]e|keep (?:\w+ )?safe)\b"
        r"|\bfailure to protect\b|\bfailing to protect (?:him|her|them|the child|his|her)\b",
        "It blames the person who was abused too, and hides who abused.",
        "Say what the person who abused did, and what it left possible.",
        "Mother failed to protect him.",
        "Her partner's abuse limited what she could do.",
        _LANGUAGE,
    ),
    _p(
        _W,
        "abuse-without-abuser",
        r"\b(?:[Tt]he )?(?:couple|parents) (?:had|were having|got into|often had|regularly had) (?:a |an )?(?:\w+ "
        r")?(?:fights?|arguments?|altercations?|rows?)\b"
        r"|\b(?:domestic (?:incidents?|altercations?)|violence (?:in|within) the relationship|abusive relationship"
        r"|tempestuous|fiery relationship)\b",
        "It shares out one person's abuse between two.",
        "Say who did what to whom.",
        "The couple had fights.",
        "He assaulted her.",
        _LANGUAGE,
    ),
    _p(
        _W,
        "victim-as-offender",
        r"\b(?:drug[- ](?:runner|dealer|mule|running)|(?:running|dealing|selling) drugs|(?:involved|engaged) in "
        r"(?:drug "
        r"(?:dealing|supply|running)|(?:a |county lines )?gangs?)|gang[- ](?:member|involved|affiliated)|gang "
        r"nominal|county lines "
        r"(?:runner|dealer)|member of a gang|in a gang|sold drugs|ran drugs|"
        r"young offender|prolific offender|perpetrator of his own)\b",
        "A child who is made to commit crime is a victim of exploitation first.",
        "Say who made the child do what.",
        "a drug runner in a gang",
        "a child who was made to carry drugs",
        "Modern Slavery Act 2015, section 45; Working Together",
    ),
    _p(
        _W,
        "consent-language",
        r"\b(?:ha(?:d|ve|s) (?:\w+ )?sex with|sexual relationship with|in a (?:sexual )?relationship with|consensual"
        r"|sexually "
        r"active with|sleeping with|slept with|having sex with) "
        r"(?:an? |the |several |some |his |her |their )?(?:\w+ )?(?:older|adult|grown|teacher|coach|staff|carer"
        r"|uncle|\d\d|men|man|male|woman)\b|\b(?:underage sex|willing participant|sex with (?:older|adult) (?:men"
        r"|males?|women))\b",
        "A child cannot consent to abuse by an adult, and a person who is exploited does not choose.",
        "Say what was done to the child, and by whom.",
        "had sex with older men",
        "was raped by adults",
        "Sexual Offences Act 2003",
    ),
    _p(
        _W,
        "adultified",
        r"\b(?:streetwise|mature for (?:her|his|their) age|older than (?:her|his|their) years|worldly[- ]wise|young "
        r"(?:man|woman|lady) of (?:1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen)|"
        r"(?:1[0-7]|thirteen|fourteen|fifteen|sixteen)[- ]year[- ]old (?:man|woman|male|female)|able to look after "
        r"(?:him|her)self at \w+|voted with (?:his|her|their) feet)\b",
        "Children seen as older than they are, most often Black children, get less protection.",
        "Say that it is a child, and the age band.",
        "a streetwise young man of 13",
        "a boy in his early teens",
        "Davis, Adultification bias within child protection and safeguarding (2022)",
    ),
    _p(
        _W,
        "hindsight",
        r"\b(?:(?:should|ought to|could) (?:have|of) been (?:seen|known|recogni[sz]ed|spotted|noticed|identified"
        r"|picked "
        r"up|predicted|foreseen)|should (?:have|of) (?:known|seen|realised|recognised|spotted|noticed|predicted)"
        r"|must have known|ought to "
        r"have known|warning signs were (?:missed|ignored|there)|"
        r"(?:was|were) (?:clearly|obviously) (?:foreseeable|predictable)|it was obvious|with hindsight|missed "
        r"opportunit(?:y|ies)|red flags were)\b",
        "What is plain now was not plain then: it teaches readers to look for fault and not for reasons.",
        "Say what was known, by whom, and what was not passed on.",
        "The GP should have known.",
        "The GP knew of the fall, and was not told of the bruise.",
        "SCIE, Learning Together: hindsight bias",
    ),
    _p(
        _N,
        "person-blamed",
        rf"\b[Tt]he {_WORKER} (?:did not|didn['’]t|failed to|neglected to|never) (?:ask|check|visit|record|share"
        rf"|refer|see"
        rf"|follow|act|tell|ring|call|escalate|consider|recogni[sz]e)\b",
        "One worker is found at fault, and the system around them is not looked at.",
        "Say how the work was set up, or what practice was usual.",
        "The social worker did not ask.",
        "Assessments did not ask: the form has no question about it.",
        "Working Together: a review is not about blame",
    ),
    _p(
        _W,
        "causal-claim",
        r"\b(?:would have (?:saved|prevented|stopped|protected)|could have been prevented|was preventable|would "
        r"(?:still )?be alive|would not have (?:died|happened)|led directly to (?:his|her|their|the) death|because "
        r"of this,? (?:he|she|they) died)\b",
        "A review cannot know it, and a family reads it.",
        "Say what it might have shown or changed.",
        "A visit would have saved him.",
        "A visit might have shown more.",
        "Practice of partnerships",
    ),
    _p(
        _W,
        "method-detail",
        r"\b(?:(?<!had )(?<!previously )strangled (?:her|him|them)\b|(?:was|were|been) strangled|stabbed (?:her|him"
        r"|them) to death"
        r"|throttled|bludgeoned|beaten to death|hanged|hanging (?:him|her)self|by hanging|ligature|strangled with"
        r"|smothered with|stabbed (?:\w+ "
        r")?(?:\d+|several|many|multiple) times|overdose of (?:\d+|\w+ tablets|paracetamol|\w+ amitriptyline)|\d+ "
        r"tablets|"
        r"jumped (?:from|off) (?:a|the)|suffocated with|poisoned with|cut (?:his|her|their) wrists|with a (?:belt"
        r"|rope|cord|pillow|kitchen knife|hammer|scarf)|doused in)\b",
        "Details of method can lead to imitation, distress families and teach nothing.",
        "Say that the person was killed, or died by suicide.",
        "She was strangled with a belt.",
        "She was killed by her husband.",
        "Samaritans' media guidelines",
    ),
    _p(
        _W,
        "proceedings",
        r"\b(?:(?:trial|hearing|inquest) (?:is (?:under way|ongoing|due|listed)|will (?:be|take place|begin|start"
        r"|open)|is to "
        r"(?:be|take|begin|start))|trial date|(?:awaiting|pending) (?:an? |the )?(?:trial|sentence|sentencing"
        r"|inquest|outcome of "
        r"the (?:trial|inquest|police investigation))|(?:have been|are) charged (?:with|and)|(?:criminal|court"
        r"|care) proceedings are (?:ongoing|under way|continuing)|has been charged|is charged with|is due (?:in|to "
        r"appear in) court|(?:is|are|remains?|now|currently) on remand|"
        r"inquest (?:is|has) (?:yet|due|not)|investigation is (?:ongoing|still open|continuing))\b",
        "Publishing now may harm a trial or an inquest, and be contempt of court.",
        "Hold it until police, prosecutors and coroner agree, and record that.",
        "The trial is under way.",
        "(held until the trial is over)",
        "Contempt of Court Act 1981; Working Together",
    ),
    _p(
        _N,
        "who-acted",
        r"\b(?:[Ii]t was (?:decided|agreed|felt|thought|deemed|considered|believed|assumed) (?:that|to)|[Tt]he "
        r"(?:case|referral"
        r"|file|matter|report|concern) was (?:closed|filed|not progressed|stepped down|NFA\w*|dropped|lost)|[Nn]o "
        r"(?:further )?action "
        r"was taken|(?:[Cc]oncerns?|[Ii]nformation|[Tt]hreats?|[Rr]eferrals?|[Ii]t) (?:was|were) not (?:shared"
        r"|escalated|passed on"
        r"|acted (?:up)?on|followed up|picked up)|[Nn]othing was done)\b(?! by\b)",
        "A decision that nobody took teaches nobody: readers ask who, and what stood in the way.",
        "Name the service or the role, not the person.",
        "It was decided that the case could close.",
        "The assessment team closed the case.",
        _LANGUAGE,
    ),
    _p(
        _N,
        "absolute-claim",
        r"\b(?:[Nn]ever again|(?:will|must|can) never happen|[Ll]essons (?:have been|were|will be) learn(?:ed|t)"
        r"|(?:guarantee|ensure)s? "
        r"(?:that )?(?:this|it) (?:never|cannot|does not)|[Nn]o (?:child|adult|one|family) will (?:ever|fall)"
        r"|(?:[Aa]ll|[Ee]very) "
        r"(?:agenc(?:y|ies)|professionals?|practitioners?|services?) (?:knew|failed)|[Ee]verything possible was done"
        r"|[Nn]othing more "
        r"could have been done)\b",
        "No review can promise or know it, and readers stop believing the rest.",
        "Say what was found, by how many, or what will be different.",
        "This must never happen again.",
        "From May the form asks about it.",
        "Practice of partnerships",
    ),
    _p(
        _N,
        "hook",
        r"\b(?:on a (?:cold|snowy|sunny|dark|rainy|wet|warm|winter's|summer's) (?:\w+ )?(?:night|day|morning|evening"
        r"|Sunday|Monday|Friday|Saturday)|in the snow|made the (?:national )?(?:news|headlines)|shocked the "
        r"(?:nation|country|community|town)|"
        r"every parent's worst nightmare|little did (?:they|she|he|anybody) know|tragically|heartbreaking|horrific"
        r"|unimaginable|evil)\b",
        "It reads like a newspaper: it moves, points to the case, and teaches nothing.",
        "Say it plainly, or leave it out.",
        "It was tragically snowing on a cold Sunday.",
        "That winter",
        "Practice of partnerships",
    ),
    _p(
        _W,
        "outdated-phrase",
        r"\b(?:[Tt]oxic trio|[Cc]ot deaths?|[Cc]hild porn(?:ography)?|[Pp]eer[- ]on[- ]peer|BAME|BME|[Pp]roblem "
        r"famil(?:y|ies)|bed[- ]blockers?|[Hh]oarders?|half[- ]caste|[Cc]oloured (?:people"
        r"|person|child|children|famil(?:y|ies)|man|woman)|illegal immigrants?|failed asylum[- ]seekers?|(?<!called "
        r")(?<!called-)"
        r"(?<!alled [‘’“”'\"])(?<![‘“'\"])[Hh]onou?r[- ](?:based )(?:violence|abuse|killing)|frequent flyers?"
        r"|[Cc]hild prostitutes?|revenge "
        r"porn(?:ography)?|honou?r killing)\b",
        "The field uses another term, which says more or judges less.",
        "Combined risks; sudden unexpected death in infancy; abuse images; child on child; name the group; person "
        "who hoards; image-based abuse; so-called “honour”-based abuse.",
        "the toxic trio",
        "domestic abuse, mental ill health and substance use together",
        "NSPCC Learning; Race Disparity Unit 2021",
    ),
)


def _by_words(pattern: _Pattern) -> Finder:
    def find(draft: Draft) -> Iterator[Found]:
        for passage in draft.prose:
            if passage.kind not in pattern.where:
                continue
            for found in _each_once(pattern.words.finditer(passage.own)):
                if not _quoted(passage, found):
                    yield Found(passage.place, f"“{found[0]}”", passage.text, passage.heading, about=found[0])

    return find


def _each_once(found: Iterator[re.Match[str]]) -> Iterable[re.Match[str]]:
    """Each form of words in a passage with its first place."""
    first: dict[str, re.Match[str]] = {}
    for match in found:
        first.setdefault(match[0].casefold(), match)
    return first.values()


def _quoted(passage: Passage, found: re.Match[str]) -> bool:
    """Whether the words alone stand in quotation marks: somebody talks about them."""
    before, after = passage.text[: found.start()][-1:], passage.text[found.end() :][:2].lstrip(".,")[:1]
    return bool(before and after and before in "\"'“‘" and after in "\"'”’")


CHECKS: tuple[Check, ...] = tuple(Check("practice", p.rule, _by_words(p)) for p in _PATTERNS)

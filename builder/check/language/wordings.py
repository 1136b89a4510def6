"""Words that label people: what is wrong with each, and what may stand instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ...model.briefing import Audience, Nation
from ..look import Look


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording, why it is better avoided, and what may stand instead.

    `why` goes on after a colon, so its first word must be no name: it loses its capital.
    """

    pattern: Look
    why: str
    instead: str
    nations: Mapping[Nation, tuple[str, str]] = field(default_factory=dict)
    """Why and what instead, where a nation other than England has its own; ("", ""): there the wording may stand."""
    adults: tuple[str, str] = ("", "")
    """Why and what instead, where a briefing is about adults."""

    def said(self, nation: Nation, audience: Audience) -> tuple[str, str]:
        """Why, and what instead, for this nation and these readers."""
        if nation in self.nations:
            return self.nations[nation]
        return self.adults if audience is Audience.ADULTS and self.adults[0] else (self.why, self.instead)


def worded(
    pattern: str,
    why: str,
    instead: str,
    *,
    nations: Mapping[Nation, tuple[str, str]] = MappingProxyType({}),
    adults: tuple[str, str] = ("", ""),
) -> Wording:
    """A wording by the pattern of whole words; `why` and `instead` are sentences, in a nation or for adults others."""
    return Wording(Look(rf"\b(?:{pattern})\b", re.I), why, instead, nations, adults)


_PARENT = "It puts the trouble in the person, and hides what was offered and how."

LABELS: tuple[Wording, ...] = (
    worded(
        r"(?<!antibiotic )(?<!drug-)(?<!fire )resistan(?:t|ce)(?! (?:of the|training|band|to (?:antibiotics|change "
        r"in)))",
        _PARENT,
        "say what the person did or said, and what they may have feared",
    ),
    worded(r"(?:hard|difficult) to (?:engage|reach)", _PARENT, "say what was tried, and what got in the way"),
    worded(
        r"(?:non-?engag(?:ing|ement|ed)|(?:did|do|does|would) not engage|fail(?:ed|s|ing)? to engage|disengag\w+"
        r"|(?:poor|lack of|limited|minimal|no) engagement (?:with|from|by))",
        _PARENT,
        "say what was offered, when and how",
    ),
    worded(
        r"(?<![Ss]chools )(?<![Ss]chool )(?<!taff )(?<!agencies )(?<!ervices )(?<!ouncil )(?<!olice )(?<!hospital "
        r")(?<!were )"
        r"(?:refus(?:ed|es|ing)|(?:(?<=[Hh]is )|(?<=[Hh]er )|(?<=[Tt]heir )|(?<=['’]s )|(?<=s['’] )"
        r"|(?<=[Pp]arental )"
        r"|(?<=[Pp]ersistent )|(?<=[Rr]epeated )|(?<=[Cc]ontinued )"
        r")refusals?)(?! (?:to (?:record|share|fund|give up|admit|accept)|asylum|leave to remain|entry"
        r"|a place|planning))",
        _PARENT,
        "declined, or did not take up; say what was offered",
    ),
    worded(
        r"non-?complian(?:t|ce)|un-?co-?operative|would not co-?operate|did not co-?operate",
        _PARENT,
        "say what was asked and what happened",
    ),
    worded(
        r"disguised compliance(?!,? (?:is )?(?:a|the) (?:term|phrase|label|word|expression))",
        "It names a motive that nobody can see.",
        "say what was agreed, what was done and what was not",
    ),
    worded(
        r"fail(?:ed|s|ure|ing)? to attend|did not attend|DNA(?:['’]?d|['’]?ed|s)|DNA(?= (?:appointments?|rates?"
        r"|polic(?:y|ies)|letters?|(?:her|his|their|the|several|many|most) ))",
        "It says that somebody stayed away, and not what stood in the way; a child is brought by others.",
        "was not brought, or say what stood in the way",
        adults=(
            "It says that somebody stayed away, and not what stood in the way.",
            "say what stood in the way, or who was to bring them",
        ),
    ),
    worded(
        r"boyfriend|girlfriend",
        "For somebody who abuses, it makes abuse sound like love.",
        "say what the person did, or “the adult who abused her”",
    ),
    worded(
        r"chaotic (?:famil\w+|lifestyle|home|household)",
        "It judges and tells nothing.",
        "say what daily life was "
        r"like",
    ),
    worded(
        r"lifestyle choices?|promiscuous",
        "It lays harm at the person's own door.",
        "say who did what, and what was possible",
    ),
    worded(
        r"(?:plac|put|putt)(?:ed|ing|es|s)? (?:him|her|them)sel(?:f|ves) at risk|risky behaviour|risk-taking "
        r"behaviour",
        "The risk comes from those who harm.",
        "was put at risk by",
    ),
    worded(
        r"child prostitut\w+|prostitut(?:ing|ed) (?:him|her)self",
        "A child cannot consent to it.",
        "child who was sexually exploited",
        adults=("It hides who paid, and who made it happen.", "was sexually exploited, or say who did what"),
    ),
    worded(
        r"attention[- ]seeking|manipulative|challenging behaviour",
        "It stops the question why.",
        "say what the person did, and what it may have told us",
    ),
    worded(
        r"abscond(?:s|ed|ing|er|ers)?",
        "It makes a child who is missing look like one who flees justice; the law has it for secure homes only.",
        "went missing",
    ),
    worded(r"committ?(?:ed|ing)? suicide|successful suicide", "It recalls a crime.", "died by suicide"),
    worded(
        r"(?:drug|alcohol|substance) (?:addict|abuser|misuser)s?|alcoholics?(?! anonymous)|drug addicts?|addicts?"
        r"|(?:heavy|problem|chronic|street) drinkers?|drug users?|junkies?|an? schizophrenic|schizophrenics"
        r"|the mentally ill",
        "A person is more than it.",
        "person who depends on alcohol or drugs, or who has the illness",
    ),
    worded(
        r"suffer(?:s|ed|ing)? (?:from|with)|wheelchair[- ]bound|the disabled|confined to a wheelchair",
        "It assumes how somebody feels.",
        "has, lives with, uses a wheelchair",
    ),
    worded(
        r"toxic relationship|volatile relationship|domestic disputes?|domestics?(?= between)",
        "It shares out the blame for one person's abuse.",
        "say who did what to whom",
    ),
    worded(
        r"broken home|illegitimate|dysfunctional (?:famil(?:y|ies)|household|relationship)",
        "It judges a family by its form.",
        "say who lives where, or what daily life was like",
    ),
    worded(
        r"(?:fail(?:ed|s|ing|ure)? to|(?:did|does|would|could) not) (?:leave|separate from|end) (?:the "
        r"(?:relationship|marriage|abuse)|her (?:husband|partner|abuser)|his (?:wife|partner|abuser)|him\b)"
        r"|(?:chose|choosing|chooses|decided|opted) to (?:stay with|return to|go back to|remain (?:with|in the "
        r"relationship))|(?:took|takes|allowed|let) (?:him|the perpetrator|her (?:husband|partner)) back"
        r"|made no complaint|would not (?:press charges|support (?:a|the) prosecution)"
        r"|(?:she|he|mother|mum|the (?:child|boy|girl|victim|woman)) (?:failed to|did not) (?:disclose|report)",
        "It asks why the person who was abused did not act, and leaves out the one who abused.",
        "say what the person who abused did, and what leaving or telling would have cost",
    ),
    worded(
        r"(?:she|mother|mum|the (?:child|boy|girl|victim|woman)) (?:\w+ly |later )?(?:claim(?:ed|s)|alleg(?:ed|es)"
        r"|admitted(?: to \w+ \w+)?)(?= (?:that|to have|he|she) )",
        "It sounds as if the person were not believed, or had done wrong.",
        "said, told",
    ),
    worded(
        r"(?:deplorable|squalid|filthy|disgusting|revolting|in squalor|feckless|poor parenting|bad parenting)",
        "It judges, and readers picture different things.",
        "say what was seen, and what it meant for the person",
    ),
    worded(
        r"(?:was|were|is|are|be|became|being|as|very|and|often|verbally) (?:aggressive|hostile|obstructive|evasive"
        r"|unmotivated)"
        r"(?= (?:and|towards?|to|with|at|when|about)\b|[.,;])|abusive (?:to|towards?|with) (?:staff|workers"
        r"|professionals"
        r"|practitioners|nurses|carers)|(?:she|he|mum|dad|mother|father) (?:was|is|could be|became) (?:very )?"
        r"(?:challenging|difficult|rude|demanding)",
        "It sums somebody up, and stops the question why.",
        "say what the person did, what came before it, and what it may have told us",
    ),
    worded(
        r"lack(?:s|ed|ing)? (?:of )?(?:any )?insight|in denial",
        "It puts the trouble in the person.",
        "say what the person saw differently, and how it was talked about",
    ),
    worded(
        r"lost (?:his|her) temper|crime of passion|provoked (?:him|her)",
        "It excuses abuse as something that came over somebody.",
        "say what the person did",
    ),
    worded(
        r"(?:the |an? )?(?:frail )?elderly(?! (?:care|medicine|mental))|OAPs?|old age pensioners?|geriatrics"
        r"|gentlem[ae]n|(?:old|lovely|pleasant)"
        r" lad(?:y|ies)",
        "It makes a type of a person, or keeps a distance.",
        "older people, man, woman, or the name used",
    ),
    worded(
        r"youths|an? youth(?= (?:who|was|aged|had|with|from)\b|[.,])|juveniles|an? NEET|NEETs",
        "It makes children sound like offenders, or names them by what they lack.",
        "child, boy, girl, young people; not in education, work or training",
    ),
    worded(r"sectioned(?! off)", "It is how people are spoken of and not to.", "detained under the Mental Health Act"),
)

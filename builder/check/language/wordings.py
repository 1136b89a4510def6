"""Words that label people, and terms that have gone out of use: what is wrong with each, and what may stand instead."""

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


def _w(
    pattern: str,
    why: str,
    instead: str,
    *,
    nations: Mapping[Nation, tuple[str, str]] = MappingProxyType({}),
    adults: tuple[str, str] = ("", ""),
) -> Wording:
    return Wording(Look(rf"\b(?:{pattern})\b", re.I), why, instead, nations, adults)


_PARENT = "It puts the trouble in the person, and hides what was offered and how."

LABELS: tuple[Wording, ...] = (
    _w(
        r"(?<!antibiotic )(?<!drug-)(?<!fire )resistan(?:t|ce)(?! (?:of the|training|band|to (?:antibiotics|change "
        r"in)))",
        _PARENT,
        "say what the person did or said, and what they may have feared",
    ),
    _w(r"(?:hard|difficult) to (?:engage|reach)", _PARENT, "say what was tried, and what got in the way"),
    _w(
        r"(?:non-?engag(?:ing|ement)|did not engage|failed to engage|disengag\w+)",
        _PARENT,
        "say what was offered, when and how",
    ),
    _w(
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
    _w(
        r"non-?complian(?:t|ce)|un-?co-?operative|would not co-?operate|did not co-?operate",
        _PARENT,
        "say what was asked and what happened",
    ),
    _w(
        r"disguised compliance(?!,? (?:is )?(?:a|the) (?:term|phrase|label|word|expression))",
        "It names a motive that nobody can see.",
        "say what was agreed, what was done and what was not",
    ),
    _w(
        r"fail(?:ed|s|ure|ing)? to attend|did not attend",
        "It says that somebody stayed away, and not what stood in the way; a child is brought by others.",
        "was not brought, or say what stood in the way",
        adults=(
            "It says that somebody stayed away, and not what stood in the way.",
            "say what stood in the way, or who was to bring them",
        ),
    ),
    _w(
        r"boyfriend|girlfriend",
        "For somebody who abuses, it makes abuse sound like love.",
        "say what the person did, or “the adult who abused her”",
    ),
    _w(
        r"chaotic (?:famil\w+|lifestyle|home|household)", "It judges and tells nothing.", "say what daily life was like"
    ),
    _w(
        r"lifestyle choices?|promiscuous",
        "It lays harm at the person's own door.",
        "say who did what, and what was possible",
    ),
    _w(
        r"(?:plac|put|putt)(?:ed|ing|es|s)? (?:him|her|them)sel(?:f|ves) at risk|risky behaviour|risk-taking behaviour",
        "The risk comes from those who harm.",
        "was put at risk by",
    ),
    _w(
        r"child prostitut\w+|prostitut(?:ing|ed) (?:him|her)self",
        "A child cannot consent to it.",
        "child who was sexually exploited",
        adults=("It hides who paid, and who made it happen.", "was sexually exploited, or say who did what"),
    ),
    _w(
        r"attention[- ]seeking|manipulative|challenging behaviour",
        "It stops the question why.",
        "say what the person did, and what it may have told us",
    ),
    _w(
        r"absconded|absconding",
        "It makes a child who is missing look like one who flees justice; the law has it for secure homes only.",
        "went missing",
    ),
    _w(r"committ?(?:ed|ing)? suicide|successful suicide", "It recalls a crime.", "died by suicide"),
    _w(
        r"(?:drug|alcohol|substance) (?:addict|abuser)s?|alcoholics?(?! anonymous)|drug addicts?|addicts?",
        "A person is more than it.",
        "person who depends on alcohol or drugs",
    ),
    _w(
        r"suffer(?:s|ed|ing)? from|wheelchair[- ]bound|the disabled|confined to a wheelchair",
        "It assumes how somebody feels.",
        "has, lives with, uses a wheelchair",
    ),
    _w(
        r"toxic relationship|volatile relationship|domestic disputes?|domestics?(?= (?:between|incident))",
        "It shares out the blame for one person's abuse.",
        "say who did what to whom",
    ),
    _w(r"broken home|illegitimate", "It judges a family by its form.", "say who lives where"),
)

DATED: tuple[Wording, ...] = (
    _w(
        r"(?:core|initial) assessments?",
        "One assessment replaced them in England in 2013.",
        "single assessment, or explain the term in the glossary",
    ),
    _w(
        r"SCRs?|serious case reviews?",
        "Since 2019 there are local child safeguarding practice reviews.",
        "name the kind of review, or explain it",
        nations={
            Nation.WALES: (
                "Wales has single unified safeguarding reviews since October 2024, and had child practice reviews "
                "before.",
                "single unified safeguarding review, or explain it",
            ),
            Nation.SCOTLAND: (
                "Scotland has learning reviews since September 2021, and had significant case reviews before.",
                "learning review, or explain it",
            ),
            Nation.NORTHERN_IRELAND: ("Northern Ireland has case management reviews.", "case management review"),
        },
    ),
    _w(
        r"LSCBs?|local safeguarding children boards?",
        "Safeguarding partners replaced the boards by September 2019.",
        "safeguarding partnership",
        nations={
            Nation.WALES: (
                "Regional safeguarding boards replaced them in Wales in 2016.",
                "regional safeguarding board",
            ),
            Nation.SCOTLAND: ("Scotland has child protection committees.", "child protection committee"),
            Nation.NORTHERN_IRELAND: ("Northern Ireland has one Safeguarding Board.", "Safeguarding Board"),
        },
    ),
    _w(
        r"CCGs?|clinical commissioning groups?",
        "Integrated care boards replaced them in July 2022.",
        "integrated care board",
        nations={
            Nation.WALES: ("Wales has local health boards.", "local health board"),
            Nation.SCOTLAND: ("Scotland has health boards and integration joint boards.", "health board"),
            Nation.NORTHERN_IRELAND: (
                "Northern Ireland has health and social care trusts.",
                "health and social care trust",
            ),
        },
    ),
    _w(
        r"Working Together(?: to Safeguard Children)?,? \(?20(?:0[69]|1[0358]|2[03])\b"
        r"(?!\)? (?:required|said|asked|set out|was|then|expected|applied|told|stated|made|had)\b)"
        r"(?![^.]*\bat the time\b)",
        "The edition of 2026 replaced it.",
        "the edition of 2026, or say that it was the guidance at the time",
        nations={
            Nation.WALES: ("", ""),
            Nation.SCOTLAND: ("", ""),
            Nation.NORTHERN_IRELAND: ("", ""),
        },
    ),
    _w(r"PCTs?|primary care trusts?", "They ended in 2013.", "name today's body, or explain it"),
    _w(
        r"common assessment frameworks?|CAFs?", "Most areas speak of an early help assessment.", "early help assessment"
    ),
    _w(
        r"statements? of special educational needs?|SEN statements?",
        "Plans replaced them from 2014.",
        "education, health and care plan",
        nations={
            Nation.WALES: (
                "Individual development plans replaced them in Wales by 2025.",
                "individual development plan",
            ),
            Nation.SCOTLAND: ("Scotland has co-ordinated support plans.", "co-ordinated support plan"),
            Nation.NORTHERN_IRELAND: ("", ""),
        },
    ),
    _w(
        r"domestic violence(?! (?:protection|disclosure|act|crime))",
        "The Domestic Abuse Act 2021 covers more than violence.",
        "domestic abuse",
    ),
    _w(
        r"asperger['’]?s?(?: syndrome)?",
        "It is no longer diagnosed, and many avoid the name.",
        "autistic, if the person says so",
    ),
    _w(r"mentally handicapped|mental handicap|retarded", "It insults.", "person with a learning disability"),
    _w(
        r"POVA|vulnerable adults?",
        "The Care Act 2014 speaks of adults at risk, or with care and support needs.",
        "adult at risk",
    ),
)

"""Terms that have gone out of use, nation by nation: since when, and what the field says now."""

from __future__ import annotations

from ...model.briefing import Nation
from .wordings import Wording, worded

DATED: tuple[Wording, ...] = (
    worded(
        r"(?:core|initial) assessments?",
        "One assessment replaced them in England in 2013.",
        "single assessment, or explain the term in the glossary",
    ),
    worded(
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
    worded(
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
    worded(
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
    worded(
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
    worded(
        r"(?:DHRs?|domestic homicide reviews?)(?! \(now )",
        "The law now calls it a domestic abuse related death review.",
        "domestic abuse related death review, or say that this was its name then",
        nations={
            Nation.WALES: (
                "Wales has single unified safeguarding reviews since October 2024.",
                "single unified safeguarding review, or say that this was its name then",
            ),
            Nation.SCOTLAND: ("", ""),
            Nation.NORTHERN_IRELAND: ("", ""),
        },
    ),
    worded(
        r"child protection register|at[- ]risk register",
        "Child protection plans replaced the register in England in 2008.",
        "child protection plan",
        nations={
            Nation.WALES: ("", ""),
            Nation.SCOTLAND: ("", ""),
            Nation.NORTHERN_IRELAND: ("", ""),
        },
    ),
    worded(r"Public Health England|PHE", "Other bodies took over its work in October 2021.", "name today's body"),
    worded(r"PCTs?|primary care trusts?", "They ended in 2013.", "name today's body, or explain it"),
    worded(
        r"common assessment frameworks?|CAFs?",
        "Most areas speak of an early help assessment.",
        "early help "
        r"assessment",
    ),
    worded(
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
    worded(
        r"domestic violence(?! (?:protection|disclosure|act|crime))",
        "The Domestic Abuse Act 2021 covers more than violence.",
        "domestic abuse",
    ),
    worded(
        r"asperger['’]?s?(?: syndrome)?",
        "It is no longer diagnosed, and many avoid the name.",
        "autistic, if the person says so",
    ),
    worded(r"mentally handicapped|mental handicap|retarded", "It insults.", "person with a learning disability"),
    worded(
        r"POVA|vulnerable adults?",
        "The Care Act 2014 speaks of adults at risk, or with care and support needs.",
        "adult at risk",
    ),
)

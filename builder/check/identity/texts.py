"""What the rules about identity say: message, why, what to do, a wrong and a right example."""

from __future__ import annotations

STOPS = frozenset({"full-name", "birth-date", "street", "school", "ward", "court-name", "number", "email"})
"""Kinds that stop a build until a person has decided about the words, or changed them."""

_DECIDE = "Leave it out or blur it, or record a decision about these words: who decided that they may stand, and why."

TEXTS: dict[str, tuple[str, str, str, str, str]] = {
    "full-name": (
        "A whole name",
        "A name leads straight to a person. A name that you made up belongs under alias.",
        "Use the alias or a role. If the name is made up, add it to the alias; if it is public, decide about it.",
        "Sarah Mitchell was seen at home.",
        "Child H was seen at home.",
    ),
    "name": (
        "A name that is not the declared alias",
        "A real name may have slipped in. A name that you made up belongs under alias.",
        "Use the alias or a role, or add the name to the alias if it is made up.",
        "Sarah was seen at home.",
        "Child H was seen at home.",
    ),
    "birth-date": (
        "A day of birth",
        "With it, records can be searched.",
        _DECIDE,
        "born on 12 March 2019",
        "a toddler",
    ),
    "exact-date": (
        "An exact date",
        "A date can be looked up in a newspaper.",
        _DECIDE,
        "on 12 March 2019",
        "in 2019",
    ),
    "approximate-date": (
        "A month or season of a year",
        "With a place and an age it is nearly a date.",
        "Give the year alone, or leave it out, unless the learning turns on it.",
        "in late March 2019",
        "in 2019",
    ),
    "exact-age": (
        "An exact age",
        "An age narrows the circle, most of all in days, weeks and months, and over 80.",
        _DECIDE,
        "a baby of 7 weeks",
        "a young baby",
    ),
    "street": ("A street or postcode", "Neighbours will know.", _DECIDE, "12 Mill Road", "the home"),
    "school": (
        "A school, nursery or college",
        "Everybody there will know.",
        _DECIDE,
        "Oak Lane Primary School",
        "the primary school",
    ),
    "ward": ("A ward or unit", "Everybody who works there will know.", _DECIDE, "Rainbow Ward", "a children's ward"),
    "hospital": (
        "A hospital, surgery or home",
        "It names a place, and those who work there.",
        _DECIDE,
        "Fernlea Hospital",
        "the hospital",
    ),
    "court-name": (
        "A court that can be found",
        "Court lists and reports are public.",
        _DECIDE,
        "Wrenford Crown Court",
        "a criminal court",
    ),
    "place": (
        "A place",
        "With a place, a search finds the reports of the time.",
        _DECIDE,
        "in Manchester",
        "in a large city",
    ),
    "local-name": (
        "A name that leads to somebody or somewhere",
        "A club, a shop or a block of flats by its name is known to everybody nearby.",
        _DECIDE,
        "He played for Riverside Colts.",
        "He played for a football team.",
    ),
    "number": (
        "A number that belongs to somebody",
        "A telephone, NHS, case or car number belongs to one person.",
        "Take it out. Numbers for readers to ring belong under support.",
        "NHS number 943 476 5919",
        "(nothing)",
    ),
    "email": (
        "A person's e-mail address",
        "An address belongs to one person.",
        "Take it out, or use a team's.",
        "j.roe@example.org",
        "(nothing)",
    ),
    "nationality": (
        "Where somebody comes from",
        "In a small place a nationality can be enough. It can also read as an explanation that it is not.",
        _DECIDE,
        "a Moldovan family",
        "a family who had moved to England",
    ),
    "belief": (
        "What somebody believes",
        "Belief is among the most private of data, and in a small place it can be enough.",
        "Leave it out unless the learning turns on it, or record a decision about these words.",
        "a Pentecostal family",
        "a family",
    ),
    "occupation": (
        "What somebody works as",
        "Colleagues and neighbours will know.",
        _DECIDE,
        "Her father was a farrier.",
        "Her father worked.",
    ),
    "rare-condition": (
        "A rare condition",
        "Few people have it, and they are known for it.",
        _DECIDE,
        "Rett syndrome",
        "a complex health condition",
    ),
    "rare-detail": (
        "A detail that few people share",
        "Somebody is known for it.",
        _DECIDE,
        "the town's only blacksmith",
        "(nothing)",
    ),
    "sibling-order": (
        "The order of siblings",
        "With ages and dates it fits one family.",
        _DECIDE,
        "the middle of three children",
        "one of several children",
    ),
    "court": (
        "A court, a case or a sentence",
        "Court outcomes are public, and search engines keep them.",
        _DECIDE,
        "sentenced to 12 years at Wrenford Crown Court",
        "the criminal case has ended",
    ),
    "press": (
        "The news",
        "A reader searches for it, and finds the family.",
        "Leave it out: it teaches nothing about practice.",
        "It made the national news.",
        "(nothing)",
    ),
}

"""Which settings the desk shows, in which groups and boxes; each key of a file is here or in `ELSEWHERE`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...model.briefing import Links
from ...model.dates import Quarters
from ...model.partnership import Audience, Compliance, KeptFrom, Nation
from ...model.topics import TOPICS

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a settings file: its place there, and the box it is shown in.

    `kind`: text, long (several lines on screen), passage (several paragraphs), list (one entry a line), date, choice
    (one of `options`; "" is "not said"), ticks (any of `options`), teams (any of the list of teams), briefing (one of
    the other briefings), picture (a file of `content/`, which may be sent along).
    """

    path: Where
    kind: str = "text"
    options: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the form and among the words."""
        return ".".join(map(str, self.path))


Groups = tuple[tuple[str, tuple[Line, ...]], ...]
"""Name of a group among the words, and its lines."""


def _choice(*path: str, of: tuple[str, ...], unsaid: bool = True) -> Line:
    options = tuple(dict.fromkeys((*([""] if unsaid else []), *of)))
    return Line(path, "choice", options)


_AUDIENCES, _NATIONS = tuple(map(str, Audience)), tuple(map(str, Nation))


def _reach(group: str) -> tuple[Line, ...]:
    return Line((group, "line"), "long"), Line((group, "number")), Line((group, "detail"), "long")


PARTNERSHIP: Groups = (
    (
        "who",
        (
            *(Line(("name",)), Line(("contact",)), Line(("address",)), _choice("audience", of=_AUDIENCES)),
            *(_choice("nation", of=_NATIONS), Line(("lang",)), Line(("formerly",), "list")),
        ),
    ),
    ("worried", _reach("worried")),
    ("allegations", _reach("allegations")),
    (
        "returns",
        (
            *(Line(("returns", "to")), Line(("returns", "by"), "date"), Line(("returns", "keep_months"))),
            _choice("returns", "keep_from", of=tuple(map(str, KeptFrom))),
            _choice("quarters", of=tuple(map(str, Quarters))),
        ),
    ),
    (
        "privacy",
        (
            *(Line(("privacy", "controller")), Line(("privacy", "joint"), "list"), Line(("privacy", "dpo"))),
            *(Line(("privacy", "basis"), "long"), Line(("privacy", "notice"))),
        ),
    ),
    (
        "accessibility",
        (
            _choice("accessibility", "compliance", of=tuple(map(str, Compliance))),
            *(Line(("accessibility", key), "list") for key in ("not_accessible", "known_issues")),
            *(Line(("accessibility", key), "long") for key in ("status", "how_tested")),
            Line(("accessibility", "tested_by")),
            *(Line(("accessibility", key), "date") for key in ("tested_on", "prepared_on", "reviewed_on")),
            *(Line(("accessibility", key)) for key in ("contact", "answer_within")),
        ),
    ),
    (
        "look",
        (
            *(Line(("logo", "file"), "picture"), Line(("logo", "alt"))),
            *(Line(("colours", "accent")), Line(("colours", "accent_dark")), _choice("guide", of=("no", "yes"))),
        ),
    ),
    (
        "lms",
        (_choice("lms", "status", of=("completed", "passed")), _choice("lms", "score", of=("none", "100"))),
    ),
)
BRIEFING: Groups = (
    (
        "about",
        (
            *(Line(("title",)), Line(("alias",)), Line(("alias_chosen_by",)), Line(("summary",), "long")),
            *(Line(("source_review",)), Line(("period_described",)), Line(("content_notice",), "long")),
            *(Line(("since",), "long"), _choice("links", of=tuple(map(str, Links)))),
            Line(("topics",), "ticks", tuple(TOPICS)),
        ),
    ),
    (
        "dates",
        (
            *(Line(("published",), "date"), Line(("review_by",), "date"), Line(("withdraw_on",), "date")),
            *(Line(("version",)), _choice("draft", of=("no", "yes"))),
        ),
    ),
    (
        "readers",
        (
            *(Line(("teams",), "teams"), _choice("audience", of=_AUDIENCES), _choice("nation", of=_NATIONS)),
            *(Line(("publisher",)), Line(("lang",)), Line(("translation_of",), "briefing")),
            Line(("formerly",), "list"),
        ),
    ),
    ("worried_own", _reach("worried")),
    ("allegations_own", _reach("allegations")),
    ("sheet", (Line(("sheet",), "passage"),)),
)
SUPPORT = ("name", "detail", "phone", "url")
MOMENT = ("when", "what")
"""What an entry of the timeline says."""
DECISION = ("rule", "reason", "who", "when")

ELSEWHERE = {
    "id": "never changed",
    "support": "a list of its own",
    "glossary": "a list of its own",
    "timeline": "a list of its own",
    "decisions": "taken where the remark stands, and taken out here",
}
"""Keys that are no line of the form, and why."""


def with_labels(text: str, words: Mapping[str, str]) -> str:
    """A remark with the labels of boxes in place of keys such as `review_by`, which only the file shows."""
    labels = {
        str(line.path[-1]): words.get(f"set_{line.name.replace('.', '_')}", "")
        for groups in (PARTNERSHIP, BRIEFING)
        for _, lines in groups
        for line in lines
        if "_" in str(line.path[-1])
    }
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda m: f"“{labels[m[0]]}”" if labels.get(m[0]) else m[0], text)

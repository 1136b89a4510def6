"""Rules about which recommendation answers which finding, the matrix of them, and the decisions people recorded."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator

from ..model.briefing import Briefing, Section
from ..model.place import Place
from ..model.problems import Severity
from ..model.text import Point
from .core import REVIEW_WORDS, Check, Draft, Found, Rule, is_example, name_of


def _places(briefing: Briefing) -> dict[str, tuple[Place, Section]]:
    return {p.code: (Place(s.place.path, p.line), s) for s in briefing.sections for p in s.points}


def _is_linked(briefing: Briefing) -> bool:
    return any(p.links for p in briefing.findings + briefing.recommendations)


def _unlinked(points: tuple[Point, ...], message: str, draft: Draft) -> Iterator[Found]:
    briefing = draft.briefing
    if not _is_linked(briefing):
        return
    places = _places(briefing)
    joined = {
        code
        for p in (*briefing.findings, *briefing.recommendations)
        for link in p.links
        if link in places
        for code in (p.code, link)
    }
    for point in points:
        if point.code not in joined:
            place, section = places[point.code]
            yield Found(place, f"{point.code} {message}", point.text, name_of(section))


def _unanswered(draft: Draft) -> Iterator[Found]:
    yield from _unlinked(draft.briefing.findings, "is answered by no recommendation", draft)


def _answers_none(draft: Draft) -> Iterator[Found]:
    yield from _unlinked(draft.briefing.recommendations, "answers no finding", draft)


def _no_links(draft: Draft) -> Iterator[Found]:
    briefing = draft.briefing
    if briefing.findings and briefing.recommendations and not _is_linked(briefing):
        place, section = _places(briefing)[briefing.recommendations[0].code]
        yield Found(place, "No recommendation says which findings it answers", "", name_of(section))


def _without_prompt(draft: Draft) -> Iterator[Found]:
    for section in draft.briefing.sections:
        if section.points and not section.prompts:
            codes = f"{section.points[0].code} to {section.points[-1].code}"
            yield Found(section.place, f"Nobody is asked to think about {codes}", "", name_of(section))


def matrix(briefing: Briefing) -> str:
    """Findings down, recommendations across, as Markdown; a dash where nothing is linked. Empty without either."""
    if not briefing.findings or not briefing.recommendations:
        return ""
    codes = [r.code for r in briefing.recommendations]
    lines = [f"| | {' | '.join(codes)} | linked |", "|---|" + ":-:|" * (len(codes) + 1)]
    for finding in briefing.findings:
        linked = briefing.linked(finding.code)
        cells = ["●" if code in linked else "" for code in codes]
        lines.append(f"| {_label(finding)} | {' | '.join(cells)} | {len(linked) or '–'} |")
    totals = [str(len(briefing.linked(code)) or "–") for code in codes]
    lines.append(f"| linked | {' | '.join(totals)} | |")
    lines += ["", *(f"- {_label(point)}" for point in briefing.recommendations)]
    return "\n".join(lines) + "\n"


def _label(point: Point) -> str:
    words = (point.title or point.text).replace("|", "\\|")
    return f"{point.code} {words if len(words) <= 60 else words[:59].rstrip() + '…'}"


# Decisions ---------------------------------------------------------------------------------------


def decision_checks(names: Callable[[], Iterable[str]]) -> tuple[Check, ...]:
    """The rules about decisions; `names` gives every rule's name, these two included."""

    def unknown(draft: Draft) -> Iterator[Found]:
        known = list(names())
        for decision in draft.briefing.decisions:
            if decision.rule not in known:
                near = difflib.get_close_matches(decision.rule, known, 1, 0.6)
                hint = f"Did you mean “{near[0]}”?" if near else "`briefing rules` lists them."
                at = Place(draft.briefing.place.path, decision.line)
                yield Found(at, f"There is no rule “{decision.rule}”", hint=hint)

    def example(draft: Draft) -> Iterator[Found]:
        for decision in draft.briefing.decisions:
            if is_example(decision):
                at = Place(draft.briefing.place.path, decision.line)
                yield Found(at, f"The decision about {decision.rule} is an example, not a decision", decision.reason)

    def wide(draft: Draft) -> Iterator[Found]:
        for decision in draft.briefing.decisions:
            if not decision.words and not is_example(decision):
                at = Place(draft.briefing.place.path, decision.line)
                yield Found(at, f"The decision about {decision.rule} names no words", decision.reason)

    def lapsed(draft: Draft) -> Iterator[Found]:
        for decision in draft.briefing.decisions:
            for words in decision.words if decision.rule == REVIEW_WORDS and not is_example(decision) else ():
                held = draft.reviews_words.get(words)
                if held and not any(held.search(passage.text) for passage in draft.passages):
                    at = Place(draft.briefing.place.path, decision.line)
                    yield Found(at, f"These words stand nowhere as they were decided: “{words}”")

    return (
        Check("decisions", _REVIEW_WORDS, lapsed),
        Check("decisions", _UNKNOWN, unknown),
        Check("decisions", _EXAMPLE, example),
        Check("decisions", _WIDE, wide),
    )


_UNKNOWN = Rule(
    "unknown-decision",
    Severity.WARNING,
    "A decision about a rule that does not exist silences nothing.",
    "`briefing rules` lists the names.",
    "rule: nationalty",
    "rule: nationality",
    "How this project works",
)
_EXAMPLE = Rule(
    "example-decision",
    Severity.NOTE,
    "The decisions that come with the example briefing show the form. They decide nothing for you.",
    "Replace it by your own partnership's decision, or delete it.",
    "who: Example Person",
    "who: the name and role of the person who decided",
    "How this project works",
)

_WIDE = Rule(
    "decision-without-words",
    Severity.NOTE,
    "A decision is about words. One that names none covers what the rule found when it was first read, and nothing "
    "that was written since.",
    "Add the words that the person decided about, as in the right example.",
    "rule: nationality, without words",
    "rule: nationality, words: [Asia]",
    "How this project works",
)

_REVIEW_WORDS = Rule(
    REVIEW_WORDS,
    Severity.NOTE,
    "A decision about review-words says that a quotation stands as the review has it: the rules about wording, plain "
    "English and nations are silent inside it. It is about these words, and lapses when they change.",
    "Put the words into the decision as they stand now, or delete it.",
    "words: [The parents were hard to reach], where the text now says “The parents were hard to engage”",
    "words: [The parents were hard to engage]",
    "How this project works",
)

CHECKS: tuple[Check, ...] = tuple(
    Check("traceability", rule, find)
    for rule, find in (
        (
            Rule(
                "finding-unanswered",
                Severity.WARNING,
                "A finding that nothing answers will be found again by the next review.",
                "Add its code to the recommendation that answers it, as in (F2), or say why none does.",
                "F2, named by no recommendation",
                "R2 … (F2)",
                "Practice of partnerships: a link is the author's statement, never a guess",
            ),
            _unanswered,
        ),
        (
            Rule(
                "recommendation-answers-none",
                Severity.NOTE,
                "Readers ask why a recommendation is there. The review may have its reasons.",
                "Add the codes of the findings it answers, as in (F1, F4), if the review says so.",
                "4. Practitioners must work more closely with fathers.",
                "4. Practitioners must work more closely with fathers. (F4)",
                "Practice of partnerships",
            ),
            _answers_none,
        ),
        (
            Rule(
                "no-links",
                Severity.NOTE,
                "Links between findings and recommendations let a team see what its action is for.",
                "Add codes at the end of each recommendation, as in (F1, F4). They are your statement, never a guess.",
                "1. Record meetings in one format.",
                "1. Record meetings in one format. (F1)",
                "Practice of partnerships",
            ),
            _no_links,
        ),
        (
            Rule(
                "points-without-prompt",
                Severity.WARNING,
                "Findings and recommendations that nobody is asked about are read and forgotten.",
                "Add a question to this part, such as which of these a reader recognises.",
                "Six findings and no question",
                "## Reflect, then “- Which of these do you recognise?”",
                "Practice of partnerships",
            ),
            _without_prompt,
        ),
    )
)

"""Rules about what the law asks to be said: who answers for data, how accessible the site is, whose the links are."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.briefing import Links
from ..model.problems import Severity
from .core import Check, Draft, Found, Rule

_W = Severity.WARNING

_STATEMENT = ("compliance", "prepared_on", "how_tested", "contact", "answer_within")
"""What regulation 8 and the model statement ask a person to say."""

_NOTICE = ("controller", "dpo", "basis")


def _statement_incomplete(draft: Draft) -> Iterator[Found]:
    facts = draft.library.partnership.accessibility
    missing = [name for name in _STATEMENT if not getattr(facts, name)]
    if missing:
        message = f"The accessibility statement does not say: {', '.join(missing)}"
        yield Found(draft.library.partnership.place, message)


def _nobody_answers(draft: Draft) -> Iterator[Found]:
    partnership = draft.library.partnership
    missing = [name for name in _NOTICE if not getattr(partnership.privacy, name)]
    if missing:
        message = f"Teams are not told who answers for what they send: privacy: lacks {', '.join(missing)}"
        yield Found(partnership.place, message)


def _whose_links(draft: Draft) -> Iterator[Found]:
    briefing = draft.briefing
    if briefing.is_linked and briefing.links is Links.UNSAID:
        message = "Recommendations are linked to findings, and nothing says whose links they are"
        yield Found(briefing.place, message)


CHECKS: tuple[Check, ...] = tuple(
    Check("duties", rule, find)
    for rule, find in (
        (
            Rule(
                "statement-incomplete",
                _W,
                "A public body has to publish an accessibility statement that says how far the site meets WCAG 2.2 AA, "
                "what does not and why, how it was tested, when the statement was prepared, and how to ask. The "
                "program prints what a person recorded and claims nothing.",
                "Fill in accessibility: in partnership.yml: compliance, not_accessible, how_tested, prepared_on, "
                "contact, answer_within.",
                "accessibility: {contact: access@example.org}",
                "accessibility: {compliance: partially, prepared_on: 2026-11-09, …}",
                "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, "
                "regulation 8",
            ),
            _statement_incomplete,
        ),
        (
            Rule(
                "nobody-answers",
                _W,
                "Whoever fills in an action plan gives personal data: names, contacts, who was there. They must be "
                "told who is responsible for it, on what basis, and whom to ask.",
                "Fill in privacy: in partnership.yml with your information governance officer: controller (and "
                "joint), dpo, basis, notice.",
                "privacy: {}",
                "privacy: {controller: Wrenford Council, dpo: dpo@example.org, basis: …}",
                "UK GDPR, article 13",
            ),
            _nobody_answers,
        ),
        (
            Rule(
                "whose-links",
                _W,
                "“(F1)” behind a recommendation says which finding it answers. Readers take that for the review's own "
                "word. Where it is yours, every page says so.",
                "Write links: ours or links: review into the briefing's settings.",
                "1. Share plans. (F1)",
                "links: ours",
                "How this project works: nothing of ours is passed off as the review's",
            ),
            _whose_links,
        ),
    )
)

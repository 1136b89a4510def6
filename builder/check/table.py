"""The table of all rules, and the documentation printed from it."""

from __future__ import annotations

from .core import Rule

RULES: tuple[Rule, ...] = ()


def explain(rule: Rule) -> str:
    """One rule as plain text, for `briefing rules NAME`."""
    return "\n".join(
        (
            f"{rule.name} ({rule.severity}, {rule.group})",
            "",
            rule.explanation,
            "",
            f"What to do: {rule.hint}",
            f"Not so:     {rule.bad}",
            f"But so:     {rule.good}",
            f"Source:     {rule.source}",
        )
    )


def rules_page(rules: tuple[Rule, ...] = RULES) -> str:
    """Every rule as one Markdown page."""
    return "\n".join(explain(rule) for rule in rules)

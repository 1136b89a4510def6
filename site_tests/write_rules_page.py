"""Prints docs/guide/rules.md again from the rule tables: `.venv/bin/python -m site_tests.write_rules_page`."""

from pathlib import Path

from builder.check import rules_page
from builder.read import READING_RULES

if __name__ == "__main__":
    page = Path(__file__).parents[1] / "docs/guide/rules.md"
    page.write_text(rules_page(READING_RULES), encoding="utf-8")

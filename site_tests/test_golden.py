"""Golden regions: what a reader's page holds, region by region, chosen by selector. A page as a whole would break with
every dependency; a region breaks when somebody changed it.

Meant the change? Run `UPDATE_GOLDEN=1 .venv/bin/python -m pytest site_tests/test_golden.py` and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

GOLDEN = Path(__file__).parent / "golden"
REGIONS = (
    ("overview-notice", "child-h/index.html", "//section[contains(@class,'notice')]"),
    ("overview-parts", "child-h/index.html", "//main//ol[contains(@class,'list')]"),
    ("stepper", "child-h/03-the-incident.html", "//header[contains(@class,'slim')]"),
    ("text-of-a-part", "child-h/03-the-incident.html", "//div[@class='text']"),
    ("findings", "child-h/05-the-findings.html", "//ol[contains(@class,'finds')]"),
    ("recommendations", "child-h/06-recommendations.html", "//ol[contains(@class,'finds')]"),
    ("reflection", "child-h/05-the-findings.html", "//section[contains(@class,'reflect')]"),
    ("plan-columns", "child-h/plan.html", "//table[contains(@class,'acts')]//thead"),
)


def region(page: Path, path: str) -> str:
    """The first element at `path`, an element a line, indented."""
    found = lxml_html.fromstring(page.read_bytes()).xpath(path)
    assert found, f"{page.name} has no {path}"
    element = found[0]
    element.tail = None
    etree.indent(element, space=" ")
    return lxml_html.tostring(element, encoding="unicode").strip() + "\n"


@pytest.mark.parametrize(("name", "page", "path"), REGIONS, ids=[r[0] for r in REGIONS])
def test_a_region_is_as_it_was_meant(name: str, page: str, path: str, site: Path) -> None:
    now, golden = region(site / page, path), GOLDEN / f"{name}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(now, encoding="utf-8")
    assert now == golden.read_text(encoding="utf-8"), (
        "Meant? UPDATE_GOLDEN=1 .venv/bin/python -m pytest site_tests/test_golden.py"
    )

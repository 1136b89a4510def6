"""What somebody is told about their data, product by product: who answers, on what basis, rights, and for how long."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from lxml import etree, html

from builder.model.partnership import Partnership, Privacy, Returns
from builder.model.theme import Theme
from builder.read import read_library
from builder.render.your_data import data_notice, kept_line

from .conftest import ROOT

ANSWERS = "Wrenford Council (example)"
DISCLOSED = "disclosed under freedom of information law"
NOTICE = "https://www.wrenford.example/privacy"
WHOLE = (
    *(ANSWERS, DISCLOSED, NOTICE, "Wrenshire Police (example)", "article 6(1)(e)", "dpo@wrenford.example"),
    *("within 30 days", "Information Commissioner", "24 months after it arrives", "inspectors", "object to its use"),
)
SHORT = (ANSWERS, DISCLOSED, NOTICE)
"""On a form there is one line: the rest stands behind its address."""

WHERE = (
    ("worksheets/child-h/blank.pdf", SHORT),
    ("worksheets/child-h/blank.docx", SHORT),
    ("worksheets/child-h/message.txt", WHOLE),
    ("site/child-h/plan.html", WHOLE),
    ("site/privacy.html", WHOLE),
    ("trainers/child-h/session.html", WHOLE),
    ("trainers/child-h/guide.docx", WHOLE),
)


def words_of(file: Path) -> str:
    """The words of a file, read by others."""
    if file.suffix == ".pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    elif file.suffix == ".docx":
        with zipfile.ZipFile(file) as document:
            text = " ".join(etree.fromstring(document.read("word/document.xml")).itertext())
    elif file.suffix == ".html":
        text = html.fromstring(file.read_bytes()).text_content()
    else:
        text = file.read_text(encoding="utf-8-sig")
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize(("name", "said"), WHERE, ids=[name for name, _ in WHERE])
def test_each_product_says_what_it_must(dist: Path, name: str, said: tuple[str, ...]) -> None:
    files = sorted(dist.glob(name)) or sorted(dist.glob(name.replace("message.txt", "**/*.txt")))
    assert files, name
    text = re.sub(r"\s+", "", words_of(files[0]))
    assert [one for one in said if re.sub(r"\s+", "", one) not in text] == []


def test_nothing_is_promised_that_nobody_decided() -> None:
    """Without decisions: freedom of information is said all the same, and no month, no basis and no right of ours."""
    library = read_library(ROOT).library
    assert library
    words = Theme.of(ROOT).words("en")
    bare: Partnership = replace(library.partnership, privacy=Privacy(), returns=Returns(to="x@y.example"))
    said = " ".join(data_notice(bare, words))
    assert DISCLOSED in said
    assert not re.search(r"month|article|30 days|officer|responsible", said)
    assert kept_line(bare, words) == ""


def test_what_an_employer_or_a_court_can_see_is_said(dist: Path) -> None:
    for name in ("site/privacy.html", "site/index.html", "site/child-h/01-background.html"):
        assert "employer’s IT service may be able to" in words_of(dist / name), name
    supervision = words_of(dist / "trainers" / "child-h" / "supervision.pdf")
    assert "a court, or your employer under its policies, can ask for notes" in supervision
    for name in ("site/privacy.html", "site/child-h/plan.html", "site/child-h/notes.html"):
        assert "partnership cannot" not in words_of(dist / name)

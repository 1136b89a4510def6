"""What headings in people's briefings open: a line for every row of the table of names, in English and Welsh."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.shared import Pt

from builder.model.briefing import Role
from builder.read.documents import import_briefing
from builder.read.documents.recognised.names import Opens, meant, rows

HERE = Path(__file__).parent / "imports"
LINES: dict[str, list[str]] = yaml.safe_load((HERE / "names.yml").read_text(encoding="utf-8"))
TEMPLATES = yaml.safe_load((HERE / "templates.yml").read_text(encoding="utf-8"))
MEANING: dict[str, tuple[Opens, Role | None] | None] = {
    "nothing": None,
    "format": (Opens.FORMAT, None),
    "contents": (Opens.CONTENTS, None),
    "trainers": (Opens.TRAINERS, None),
    "questions": (Opens.REFLECT, None),
    "form": (Opens.FORM, None),
    "a part": (Opens.PART, None),
    "findings": (Opens.PART, Role.FINDINGS),
    "recommendations": (Opens.PART, Role.RECOMMENDATIONS),
    "good practice": (Opens.PART, Role.GOOD_PRACTICE),
    "implementing change": (Opens.PART, Role.CHANGE),
    "incident": (Opens.PART, Role.INCIDENT),
    "concerns": (Opens.PART, Role.CONCERNS),
    "review": (Opens.PART, Role.SCOPE),
    "background": (Opens.PART, Role.BACKGROUND),
    "why it matters": (Opens.PART, Role.WHY),
    "what to do": (Opens.PART, Role.WHAT_TO_DO),
    "what it is": (Opens.PART, Role.WHAT),
}
DRESSED = ("{}", "{}:", "3. {}", "03 {}", "Minute 3: {}", "Part 3 - {}", "**{}**", "  {} ")
"""What people write around a name; none of it changes the meaning."""


@pytest.mark.parametrize("kind", sorted(MEANING))
def test_each_line_opens_what_it_says(kind: str) -> None:
    found = {line: meant(line) for line in LINES[kind]}
    assert {line: row and (row.opens, row.role) for line, row in found.items()} == dict.fromkeys(found, MEANING[kind])


@pytest.mark.parametrize("dress", DRESSED)
def test_numbers_and_marks_change_nothing(dress: str) -> None:
    bare = [line for kind in MEANING if kind != "nothing" for line in LINES[kind]]
    bare = [line for line in bare if line[0].isalpha() and not line.startswith("Minute")]
    assert [line for line in bare if meant(dress.format(line)) != meant(line)] == []


def test_every_row_of_the_table_has_a_line() -> None:
    met = {meant(line) for lines in LINES.values() for line in lines}
    assert [row.pattern for row in rows() if row not in met] == []
    assert LINES.keys() == MEANING.keys()


# Whole briefings in the forms that partnerships use -----------------------------------------------

ASKS = re.compile("question|reflect|ask yourself|cwestiynau", re.I)
POINTS = re.compile("learn|finding|improve|recommend|dysgu|argym|change[?]", re.I)


def body(heading: str) -> list[str]:
    """What stands under a heading."""
    if ASKS.search(heading):
        return ["• What do you notice?", "• How would you know?"]
    if POINTS.search(heading):
        return ["• Meetings were late.", "• Fathers were unseen.", "• Plans drifted."]
    return [f"The text about {n} stands here, and nobody laid the pieces side by side for weeks." for n in "AB"]


def as_text(top: str, headings: list[str]) -> bytes:
    """The briefing as pasted into a plain text."""
    return "\n".join([top, "", *(line for h in headings for line in (h, *body(h), ""))]).encode()


def as_word(dress: str, top: str, headings: list[str]) -> bytes:
    """The briefing in Word: under heading styles, bold lines, in panels two abreast, or in rows of a table."""
    file = docx.Document()
    heading = file.add_paragraph(style="Title" if dress == "styles" else None).add_run(top)
    heading.bold, heading.font.size = True, Pt(20)
    table = file.add_table(len(headings), 2) if dress in ("panels", "rows") else None
    for n, name in enumerate(headings):
        if table is not None:
            head, text = (table.cell(n // 2, n % 2),) * 2 if dress == "panels" else table.row_cells(n)
            head.paragraphs[0].add_run(name).bold = True
            for line in body(name):
                text.add_paragraph(line)
        else:
            file.add_paragraph(style="Heading 1" if dress == "styles" else None).add_run(name).bold = True
            for line in body(name):
                file.add_paragraph(line.removeprefix("• "), style="List Bullet" if line.startswith("•") else None)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("dress", ["styles", "bold", "panels", "rows", "text"])
@pytest.mark.parametrize("form", TEMPLATES, ids=lambda form: form["title"])
def test_a_briefing_in_its_partnerships_form(form: dict[str, Any], dress: str, tmp_path: Path) -> None:
    first = [form["trainers"]] if form.get("trainers") == "How to use this briefing" else []
    last = [form["trainers"]] if form.get("trainers") and not first else []
    headings = [*first, *form["parts"], *last]
    file = tmp_path / ("b.txt" if dress == "text" else "b.docx")
    file.write_bytes(as_text(form["top"], headings) if dress == "text" else as_word(dress, form["top"], headings))
    files = import_briefing(file, "k").files
    assert yaml.safe_load(files["briefing.yml"])["title"] == form["title"]
    texts = [text for name, text in files.items() if name.endswith(".md")]
    bare = [re.sub(r"^(?:Minute )?\d+[.:]? ", "", name) for name in form["parts"]]
    assert [re.findall(r"^# (.*)$", text, re.M) for text in texts] == [[name] for name in bare]
    assert sum("\n## Reflect\n" in text for text in texts) == sum(bool(ASKS.search(name)) for name in bare)
    assert sum("\n## For trainers\n" in text for text in texts) == bool(form.get("trainers"))

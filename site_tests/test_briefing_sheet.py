"""The briefing sheet: the whole text, on two pages where it fits, tagged, and never a word of the trainers'."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from builder.model.text import Paragraph, Text, passages
from builder.model.theme import Theme
from builder.read import read_library
from builder.render.job import Job, jobs_of
from builder.site.briefing_sheet import make_briefing_sheet

from .conftest import DEEP, ROOT
from .pdfua import check

HOSTILE = {
    "briefing.yml": 'title: "#panic() *K* $y$ <b> & \\"q\\""\nversion: "2"\nlang: cy\nsummary: "@ref `x` // c"\n',
    "01-a.md": """# Cefndir ŵ ŷ

Text with *em*, **strong**, `#code`, [a link](https://example.org/x?a=1#b), [a page](02-b.html) and a note[^1].

\\#set page(width: 1pt) $ x^2 $ @ref // comment /* c */

#### Deep heading

- one
  - two
    1. three

> Quoted words

| Head | Right |
|------|------:|
| a *b* | 1 |

---

```
code  block #x
```

[^1]: The note with **bold**.

## Reflect

- Beth #yw hyn?

## For trainers

Zebracrossing words for trainers.
""",
    "02-b.md": "---\nlang: ur\n---\n# پس منظر\n\nیہ ایک مثال ہے۔ Child H کے بارے میں۔\n\n- پہلا نکتہ\n",
    "03-c.md": "Text without a heading. [geiriau Cymraeg]{lang=cy} and [عربي]{lang=ar}.\n",
    "04-f.md": "---\nrole: findings\n---\n# Findings\n\n1. **One.** Text.\n\n   More.\n\n   - with a list\n2. Two\n",
    "05-r.md": "---\nrole: recommendations\n---\n# Averyveryverylongheadingwordwithoutanyend\n\n1. First (F1)\n",
}


def pages_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [p.get_textpage().get_text_range().replace("\ufffe", "") for p in document]


def flat(text: str) -> str:
    return "".join(text.split()).replace("-", "")


@pytest.fixture(scope="module")
def sheet(job: Job) -> bytes:
    return make_briefing_sheet(job)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Job:
    project = tmp_path_factory.mktemp("hostile")
    folder = project / "content" / "x"
    folder.mkdir(parents=True)
    for name in ("partnership.yml", "teams.csv"):
        (project / "content" / name).write_bytes((ROOT / "content" / name).read_bytes())
    for name, text in HOSTILE.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = read_library(project).library
    assert library is not None
    return jobs_of(library, Theme.of(project))[0]


def test_the_whole_text_stands_on_two_pages(job: Job, sheet: bytes) -> None:
    pages = pages_of(sheet)
    assert len(pages) == 2
    words = flat(" ".join(pages))
    for section in job.briefing.sections:
        assert flat(section.title) in words
        for _, passage in passages(section.blocks):
            assert flat(passage) in words
    for wanted in (
        job.briefing.content_notice,
        job.briefing.summary,
        "Tell your safeguarding lead today",
        "Linked to R5",
    ):
        assert flat(wanted) in words
    assert all(flat(s.name) in words for s in job.briefing.support)
    assert all(flat(p.text) in words for p in job.briefing.core_prompts)


def test_nothing_of_the_trainers_or_the_teams_is_in_it(job: Job, sheet: bytes) -> None:
    words = flat(" ".join(pages_of(sheet)))
    for section in job.briefing.sections:
        assert not any(flat(note) in words for _, note in passages(section.trainer_notes) if len(note) > 20)
    assert not any(flat(t.team_manager) in words for t in job.library.teams)


def test_it_keeps_the_rules_of_pdfua(sheet: bytes, hostile: Job) -> None:
    assert check(sheet) == []
    assert check(make_briefing_sheet(hostile)) == []


def test_the_structure_reads_in_order(job: Job, sheet: bytes) -> None:
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        heads: list[str] = []
        _headings(pdf.Root.StructTreeRoot, heads)
    titles = [s.title for s in job.briefing.sections]
    assert heads[0] == job.briefing.title
    assert [t for t in titles if any(t in h for h in heads)] == titles
    assert heads.index(next(h for h in heads if titles[0] in h)) < heads.index(
        next(h for h in heads if titles[-1] in h)
    )


def _headings(element: pikepdf.Object, found: list[str]) -> None:
    kids = element.get("/K", pikepdf.Array())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) in ("/H1", "/H2"):
                found.append(str(kid.get("/T", "")))
            _headings(kid, found)


def test_hostile_and_foreign_text_is_text(hostile: Job) -> None:
    data = make_briefing_sheet(hostile)
    words = flat(" ".join(pages_of(data)))
    for wanted in (
        '#panic()*K*$y$<b>&"q"',
        "#setpage(width:1pt)$x^2$@ref//comment/*c*/",
        "#code",
        "Beth#ywhyn?",
        "Part3",
    ):
        assert wanted in words
    assert "Zebracrossing" not in words
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = {str(a.A.URI) for p in pdf.pages for a in p.obj.get("/Annots", [])}
    ours = "https://briefings.wrenford.example/x"
    assert {link for link in links if not link.startswith("tel:")} == {
        "https://example.org/x?a=1#b",
        ours,
        f"{ours}/02-b.html",
    }


def test_a_long_text_takes_more_pages_and_loses_nothing(job: Job) -> None:
    more = tuple(Paragraph((Text(f"Paragraph {n}. " + "Words of a long briefing. " * 30),)) for n in range(40))
    sections = tuple(replace(s, blocks=s.blocks + more[i::7]) for i, s in enumerate(job.briefing.sections))
    pages = pages_of(make_briefing_sheet(replace(job, briefing=replace(job.briefing, sections=sections))))
    assert len(pages) > 2
    words = flat(" ".join(pages))
    assert all(f"Paragraph{n}.Words" in words for n in range(40))


def test_a_short_text_leaves_no_few_lines_to_a_second_page(job: Job) -> None:
    text = tuple(Paragraph((Text(f"Paragraph {n}. " + "Words of a short briefing. " * 3),)) for n in range(10))
    sections = tuple(replace(s, blocks=text[i::7]) for i, s in enumerate(job.briefing.sections))
    briefing = replace(job.briefing, sections=sections, support=(), glossary=())
    assert len(pages_of(make_briefing_sheet(replace(job, briefing=briefing)))) == 1


def test_the_authors_own_text_goes_before_the_parts(job: Job) -> None:
    own = replace(job.briefing, sheet=(Paragraph((Text("Only this, in the author's words."),)),))
    words = flat(" ".join(pages_of(make_briefing_sheet(replace(job, briefing=own)))))
    assert "Onlythis,intheauthor'swords." in words
    assert "unresponsive" not in words
    assert flat(job.briefing.content_notice) in words


@pytest.mark.parametrize("count", [1, 4, 6, 9, 12] if DEEP else [1, 9])
def test_any_number_of_parts(job: Job, count: int) -> None:
    sections = tuple(
        replace(job.briefing.sections[n % 7], number=n + 1, position=n + 1, title=f"Title {n + 1}" if n % 3 else "")
        for n in range(count)
    )
    data = make_briefing_sheet(replace(job, briefing=replace(job.briefing, sections=sections)))
    assert check(data) == []
    words = flat(" ".join(pages_of(data)))
    assert all(f"Title{n + 1}" in words if n % 3 else f"Part{n + 1}" in words for n in range(count))


def test_the_same_input_gives_the_same_bytes(job: Job, sheet: bytes, tmp_path: Path) -> None:
    assert make_briefing_sheet(job) == sheet


def test_a_part_of_questions_alone_has_no_empty_row(job: Job) -> None:
    """Its questions stand with the others."""
    empty = tuple(replace(s, blocks=(), footnotes=()) if s.position == 7 else s for s in job.briefing.sections)
    shown = "".join(pages_of(make_briefing_sheet(replace(job, briefing=replace(job.briefing, sections=empty)))))
    assert "Recommendations" in shown and "Implementing Change" not in shown


@pytest.mark.parametrize("detail", ["In immediate danger call 999.", "Day and night, 01632 960 999."])
def test_whom_to_call_in_danger_stands_once(job: Job, detail: str) -> None:
    own = job.library.partnership
    assert own.worried
    named = replace(own, worried=replace(own.worried, detail=detail))
    shown = "".join(pages_of(make_briefing_sheet(replace(job, library=replace(job.library, partnership=named)))))
    assert len(re.findall(r"call\s+999", shown)) == 1
    assert shown.count("999 BSL") == 1

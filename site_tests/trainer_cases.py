"""Briefings that the trainers' pack must carry: Child H, the varied ones, a long hostile one; how packs are read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from builder.model.briefing import Moment, Prompt, Role, Section
from builder.model.problems import as_text
from builder.model.reach import Support
from builder.model.text import (
    Block,
    Cell,
    Emphasis,
    FootnoteRef,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Point,
    PointList,
    Quote,
    Span,
    Strong,
    Table,
    Text,
    passages,
)
from builder.model.theme import Theme
from builder.read import read_library
from builder.render.job import Job, jobs_of

from .conftest import ROOT, copy_project
from .site_models import briefing, jobs, library, paragraph, section

MARKER = "Zugvogel"
"""A word that stands in trainers' notes and nowhere else."""

HOSTILE = "</title><script>alert(1)</script>\" onload='x' {{ 7*7 }} {% raw %} &amp; \x0b\ufffe ]]> #let x = 1"


@cache
def read_jobs() -> dict[str, Job]:
    """A job for Child H and for each of the varied briefings, by slug."""
    with TemporaryDirectory() as folder:
        project = copy_project(Path(folder))
        for one in sorted((ROOT / "site_tests" / "briefings").iterdir()):
            shutil.copytree(one, project / "content" / one.name)
        reading = read_library(project)
        assert reading.library is not None, as_text(reading.problems)
        return {job.briefing.slug: job for job in jobs_of(reading.library, Theme.of(ROOT))}


def marked(job: Job) -> Job:
    """The same briefing with a marker word in every part's notes for trainers."""
    notes = tuple(
        replace(s, trainer_notes=(paragraph(f"{MARKER}{s.position} says: ask first."), *s.trainer_notes))
        for s in job.briefing.sections
    )
    return replace(job, briefing=replace(job.briefing, sections=notes))


def crowded() -> Job:
    """Long sentences, long words, a deep list, a table, a footnote, four prompts, other languages, hostile names."""
    word = "Multiagencysafeguardinghub" * 9
    sentence = "The practitioners who met the family in that year wrote down what they saw, and asked for more. " * 14
    deep = ListBlock(
        False,
        (
            ListItem(
                (paragraph("What one team did"), _nested("what it saw", _nested("and wrote"))),
            ),
        ),
    )
    table = Table((_cell("When"), _cell("What")), ((_cell("2011"), _cell("They moved.")), (_cell(""), _cell("Later."))))
    said = Paragraph(
        (Text("Mr. A. Smith of St. Mary's asked (e.g. "), Emphasis((Text("why?"),)), Text(") twice. Then he left."))
    )
    mixed = Paragraph(
        (
            Strong((Text("Bold."),)),
            LineBreak(),
            Span((Text("مدد"),), "ur"),
            Link("https://x.example/", (Text("a page"),)),
        )
    )
    endless = paragraph("so that " * 300)
    points = tuple(Point(f"F{n}", (paragraph(f"Finding {n} says this. It says more."),), ()) for n in range(1, 15))
    answers = tuple(Point(f"R{n}", (paragraph(f"Do {n}."),), (f"F{n}",)) for n in range(1, 4))
    prompts = tuple(Prompt(f"q{n}", f"What helps you {n}? {HOSTILE}") for n in range(1, 5))
    parts = (
        section(1, HOSTILE, paragraph(word), paragraph(sentence), deep, table, said, mixed, endless, prompts=prompts),
        section(2, "", paragraph("The review looked at:"), deep, Quote((paragraph("They said so."),)), lang="cy"),
        section(
            3,
            "Findings",
            PointList(points),
            role=Role.FINDINGS,
            notice="injuries",
            footnotes=((paragraph("A note."),),),
        ),
        section(4, "Recommendations", PointList(answers), role=Role.RECOMMENDATIONS),
        section(
            5, "Recommendations", Heading(2, (Text("Again"),)), Paragraph((Text("Once"), FootnoteRef(1), Text(".")))
        ),
    )
    one = briefing(
        "crowded", HOSTILE, sections=parts, content_notice=HOSTILE, support=(Support(HOSTILE, HOSTILE, "1"),)
    )
    return marked(jobs(library(one))[0])


def right_to_left() -> Job:
    """A briefing in Urdu: the interface has no Urdu and stays English within it."""
    said = "بچے کے بارے میں تین بار اطلاع دی گئی۔ ہر بار کہا گیا کہ کوئی تشویش نہیں ہے۔ اضافی مدد پیش کی گئی تھی۔"
    finds = tuple(Point(f"F{n}", (Paragraph((Strong((Text(f"نتیجہ {n}."),)), Text(f" {said}"))),)) for n in range(1, 5))
    recs = tuple(
        Point(f"R{n}", (Paragraph((Strong((Text(f"سفارش {n}."),)), Text(f" {said}"))),), (f"F{n}",))
        for n in range(1, 4)
    )
    asks = tuple((Prompt(f"q{n}", f"آپ کی ٹیم بچے کی بات کیسے سنتی ہے؟ {n}"),) for n in range(3))
    parts = (
        section(1, "پس منظر", paragraph(said), paragraph(said), prompts=asks[0]),
        section(2, "نتائج", PointList(finds), role=Role.FINDINGS, prompts=asks[1]),
        section(3, "سفارشات", PointList(recs), role=Role.RECOMMENDATIONS, prompts=asks[2]),
    )
    given = {"sections": parts, "content_notice": "یہ ایک بچے کو پہنچنے والے نقصان کے بارے میں ہے۔", "lang": "ur"}
    return marked(jobs(library(briefing("right-to-left", "بچہ ایچ", **given)))[0])


def long_winded(seed: int) -> Job:
    """A briefing of random length everywhere: titles, paragraphs, lists, points, questions, notices, names."""
    rnd = Random(seed)

    def words(most: int) -> str:
        said = (rnd.choice(("a", "plan", "practitioner", "safeguarding", "interdisciplinary")) for _ in range(most))
        return f"{' '.join(said)}.".capitalize()

    def some(most: int) -> str:
        return words(rnd.randint(1, most))

    def listed() -> ListBlock:
        return ListBlock(rnd.random() < 0.5, tuple(ListItem((paragraph(some(30)),)) for _ in range(rnd.randint(1, 12))))

    def asks(number: int) -> tuple[Prompt, ...]:
        return tuple(Prompt(f"q{number}-{n}", some(25)) for n in range(rnd.randint(0, 3)))

    finds = tuple(Point(f"F{n}", (paragraph(some(40)),)) for n in range(1, rnd.randint(2, 14)))
    recs = tuple(
        Point(f"R{n}", (paragraph(some(40)),), tuple(rnd.sample([f.code for f in finds], min(len(finds), n % 3))))
        for n in range(1, rnd.randint(2, 12))
    )
    text = [paragraph(some(120)) for _ in range(rnd.randint(1, 9))]
    parts = (
        section(1, some(9), *text, prompts=asks(1), notice=rnd.choice(("", some(20)))),
        section(2, some(9), *text[:1], listed(), prompts=asks(2)),
        section(3, some(9), PointList(finds), role=Role.FINDINGS, prompts=asks(3)),
        section(4, some(9), PointList(recs), role=Role.RECOMMENDATIONS, prompts=asks(4)),
    )
    support = tuple(Support(some(4), some(20), "01632 960 111") for _ in range(rnd.randint(0, 4)))
    given = {"sections": parts, "content_notice": some(60), "support": support}
    moments = tuple(Moment(some(3), some(30)) for _ in range(rnd.randint(0, 9)))
    made = briefing("long-winded", some(12), **given, timeline=moments)
    return marked(jobs(library(made))[0])


def _nested(text: str, *more: Block) -> ListBlock:
    return ListBlock(False, (ListItem((paragraph(text), *more)),))


def _cell(text: str) -> Cell:
    return Cell((Text(text),))


def all_jobs() -> dict[str, Job]:
    """Every case, with marker words in its notes."""
    return {slug: marked(job) for slug, job in read_jobs().items()} | {
        "crowded": crowded(),
        "right-to-left": right_to_left(),
    }


def sentences_of(section: Section) -> Iterator[str]:
    """What must be found again, split simply at the ends of sentences and of blocks; as letters and digits only."""
    blocks = (*section.blocks, *(b for f in section.footnotes for b in f))
    for _, words in passages(blocks):
        for sentence in re.split(r"(?<=[.!?;:])\s+", words):
            if squeezed(sentence):
                yield squeezed(sentence)


def squeezed(text: str) -> str:
    """Letters and digits alone: what every program that shows a text keeps."""
    return "".join(c for c in text if c.isalnum())


def office_pdf(source: Path, folder: Path) -> Path:
    """What LibreOffice makes of an Office file."""
    profile = folder / "profile"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.pdf"


def office_errors(source: Path) -> list[object]:
    """What Microsoft's Open XML validator says of an Office file."""
    validator = ROOT / "site_tests" / "node" / "node_modules" / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"
    done = subprocess.run(["node", validator, source], capture_output=True, text=True, check=False)
    return list(json.loads(done.stdout)["errors"])

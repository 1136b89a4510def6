"""Fuzzing: every door of the builder, with sound files whose bytes are changed at random. `make deep` runs it in full.

    python -m site_tests.fuzz 2000

Prints one line a door: how many cases, how many were met with a problem or a refusal, and what broke. Nothing may
break: an author's or a sender's file gives problems or a named refusal, never an exception of another kind.
"""

from __future__ import annotations

import contextlib
import json
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from builder.adapters.documents.content import UnreadableDocumentError
from builder.check import check
from builder.form.definition import plan_form
from builder.form.field_ids import encode
from builder.form.plan import prefilled
from builder.model.problems import as_text
from builder.model.theme import Theme
from builder.read import read_library
from builder.read.documents import import_briefing
from builder.render.html import section_html
from builder.render.job import jobs_of
from builder.returns.reading.pdf import read_pdf
from builder.returns.reading.web_plan import read_json
from builder.returns.reading.word import read_word
from builder.returns.records.paper import read_paper
from builder.returns.replies import NotRead
from builder.worksheets.messages import make_sending
from builder.worksheets.pdf import make_blank_pdf
from builder.worksheets.word import make_blank_doc

from .conftest import ROOT, copy_project

TOKENS = [
    *(b"<script>", b"&#0;", b"\xff\xfe", b"\x00", b"{lang=ur}", b"](javascript:x)", b"---\n", b"!!python/x", b"&a *a"),
    *(b"\r\n", b'"', b"=1+1", b"\xe2\x80\xae", b"(F99)", b"|--|", b"[^1]", b"%%EOF", b"PK\x03\x04", b"<!--", b"\t- "),
]


@dataclass
class Tally:
    """What became of a door's cases."""

    cases: int = 0
    met: int = 0
    broke: list[str] = field(default_factory=list)


Door = Callable[[bytes], bool]
"""Takes a changed file; True where it was met with a problem or a refusal. Raises only where something broke."""


def changed(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one to six changes: flipped, cut, doubled, moved, or with a nasty word put in."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(out) + 1)
        match dice.randrange(5):
            case 0 if out:
                out[at % len(out)] = dice.randrange(256)
            case 1:
                del out[at : at + dice.randint(1, 40)]
            case 2:
                out[at:at] = out[at : at + dice.randint(1, 40)]
            case 3:
                out[at:at] = dice.choice(TOKENS)
            case _:
                start = dice.randrange(len(out) + 1)
                out[at:at] = out[start : start + dice.randint(1, 40)]
    return bytes(out)


def run(door: Door, seeds: list[bytes], cases: int, seed: int = 1) -> Tally:
    """So many changed files through one door."""
    dice, tally = random.Random(seed), Tally()
    for _ in range(cases):
        data = changed(dice.choice(seeds), dice)
        tally.cases += 1
        try:
            tally.met += door(data)
        except Exception as error:  # what a fuzzing run looks for
            tally.broke.append(f"{type(error).__name__}: {str(error)[:120]}")
    return tally


# Doors -------------------------------------------------------------------------------------------


def content_door(project: Path, name: str) -> Door:
    """A file of `content/`: read, checked, printed, rendered."""
    file = project / "content" / name
    theme = Theme.of(project)

    def enter(data: bytes) -> bool:
        good = file.read_bytes()
        try:
            file.write_bytes(data)
            reading = read_library(project)
            if reading.library:
                as_text((*reading.problems, *check(reading.library)))
                for job in jobs_of(reading.library, theme):
                    for section in job.briefing.sections:
                        section_html(job.briefing, section, job.words)
            return bool(reading.problems)
        finally:
            file.write_bytes(good)

    return enter


def teams_door(project: Path) -> Door:
    """teams.csv: read, then the send list and messages made from it."""
    base = content_door(project, "teams.csv")

    def enter(data: bytes) -> bool:
        met = base(data)
        with tempfile.TemporaryDirectory() as folder:
            (project / "content" / "teams.csv").write_bytes(data)
            library = read_library(project).library
            (project / "content" / "teams.csv").write_bytes((ROOT / "content" / "teams.csv").read_bytes())
            for job in jobs_of(library, Theme.of(project)) if library else ():
                make_sending(job, Path(folder))
        return met

    return enter


def import_door(folder: Path, suffix: str) -> Door:
    """A document for `briefing new --from`."""

    def enter(data: bytes) -> bool:
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        try:
            return bool(import_briefing(source, "child-x").report)
        except UnreadableDocumentError:
            return True

    return enter


def return_door(read: Callable[[bytes], object]) -> Door:
    """A returned file."""

    def enter(data: bytes) -> bool:
        with contextlib.suppress(NotRead):
            found = read(data)
            return bool(getattr(found, "problems", ()))
        return True

    return enter


def doors(folder: Path) -> dict[str, tuple[Door, list[bytes]]]:
    """Every door with sound files for it."""
    project = copy_project(folder / "project")
    content = project / "content"
    job = jobs_of(read_library(project).library, Theme.of(project))[0]  # type: ignore[arg-type]
    sources = ROOT / "site_tests" / "imports" / "sources"

    def seeds(suffix: str) -> list[bytes]:
        return [p.read_bytes() for p in sorted(sources.glob(f"*{suffix}"))]

    form = plan_form(job.library.partnership, job.briefing, job.words, job.library.teams[0])
    answers = encode(prefilled(job.library.teams[0]))
    paper = ("reference," + ",".join(answers) + "\n" + f"{form.reference}," + ",".join(answers.values())).encode()
    file = json.dumps(
        {
            "format": "briefing-return",
            "form": 1,
            "reference": str(form.reference),
            "kind": "plan",
            "answers": answers,
        }
    )
    parts = [p.read_bytes() for p in sorted((content / "child-h").glob("*.md"))]
    return {
        "section": (content_door(project, "child-h/05-the-findings.md"), parts),
        "briefing.yml": (
            content_door(project, "child-h/briefing.yml"),
            [(content / "child-h/briefing.yml").read_bytes()],
        ),
        "partnership.yml": (content_door(project, "partnership.yml"), [(content / "partnership.yml").read_bytes()]),
        "teams.csv": (teams_door(project), [(content / "teams.csv").read_bytes()]),
        "import Word": (import_door(folder, ".docx"), seeds(".docx")),
        "import PowerPoint": (import_door(folder, ".pptx"), seeds(".pptx")),
        "import PDF": (import_door(folder, ".pdf"), seeds(".pdf")),
        "import text": (import_door(folder, ".txt"), seeds(".txt")),
        "returned PDF": (return_door(read_pdf), [make_blank_pdf(job)]),
        "returned Word": (return_door(read_word), [make_blank_doc(job)]),
        "return file": (return_door(read_json), [file.encode()]),
        "paper.csv": (return_door(lambda data: read_paper(data, "paper.csv", [form])), [paper]),
    }


def main() -> int:
    """Runs every door and prints the table; 1 where something broke."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    broke = 0
    print("| door | cases | met with a problem or refusal | broke |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, (door, seeds) in doors(Path(folder)).items():
            tally = run(door, seeds, cases)
            broke += len(tally.broke)
            print(f"| {name} | {tally.cases:,} | {tally.met:,} | {len(tally.broke)} |", flush=True)
            for line in sorted(set(tally.broke)):
                print(f"  {line}", file=sys.stderr)
    return int(broke > 0)


if __name__ == "__main__":
    sys.exit(main())

"""What came back, as evidence for a board and as reminders: the story of `briefing report` and `briefing remind`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .adapters.mail.draft import draft
from .adapters.spreadsheets.excel import Sheet
from .adapters.spreadsheets.harmless import as_csv
from .collect import collected_of, reading
from .evidence.board.figures import board
from .evidence.board.files import (
    Printer,
    anonymous_sheets,
    report_word,
    report_workbook,
    sheets_of,
    summary_page,
    summary_slide,
)
from .evidence.board.parts import BoardText
from .evidence.board.text import anonymous_text, board_text
from .evidence.phrases import Phrases
from .evidence.privacy.anonymous import make_anonymous
from .evidence.privacy.anonymous_record import publishable
from .evidence.reminding.reminders import SENT, Reminder, Sent, read_sent, reminders, with_reminders
from .evidence.reminding.text import reminder_text
from .evidence.report import make_report
from .model.place import Place
from .model.problems import Problem, Severity
from .model.text import Block
from .model.theme import Theme
from .output.swap import fresh, swap_in
from .read.markdown import parse
from .render.job import Job, jobs_of, today
from .render.links import links_note
from .returns.collect import require_briefing
from .returns.collected import Collected
from .returns.matching.teams import ADDRESS
from .returns.records.records import RECORDS
from .worksheets.naming import worksheet_paths

COMMENTARY = "commentary"
"""The folder of `records/` in which a person writes what the figures mean, one file for each briefing."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report or a round of reminders made; `made` None: nothing, for `problems` or an unknown briefing."""

    problems: tuple[Problem, ...]
    made: Path | None = None
    count: int = 0
    doubts: tuple[Problem, ...] = ()
    """Lines of `records/sent.csv` whose day cannot be read."""
    held: bool = False
    """Whether an anonymous report shows last time's figures."""


def report(project: Path, slug: str, *, anonymous: bool = False, on: date | None = None) -> Reported:
    """The report of one briefing into `dist/report/<briefing>/` (or `dist/report-anonymous/<briefing>/`).

    Raises as `build`, and UnknownBriefingError.
    """
    day = on or today()
    with reading(project) as read:
        if read.library is None:
            return Reported(read.problems)
        theme = Theme.of(project)
        require_briefing(read.library, slug)
        collected, noted = collected_of(project, read.library, theme, None, "", paper=False)
        job = next(j for j in jobs_of(read.library, theme) if j.briefing.slug == slug)
        printer = Printer(theme, job.words, job.library.partnership, job.briefing.lang, job.epoch)
        name = "report-anonymous" if anonymous else "report"
        new = fresh(project / "dist", name)
        folder = new / slug
        folder.mkdir(parents=True)
        held = False
        if anonymous:
            text, held, sheets = _anonymous(project, collected, job, day)
            _write(folder, text, printer, sheets)
        else:
            made = board(collected, job.briefing, job.words, day)
            text = board_text(
                made, job.words, _commentary(project, slug), job.library.partnership.name, links_note(job)
            )
            _write(folder, text, printer, sheets_of(made, job.words))
        swap_in(project / "dist", name, "reported")
        return Reported((*read.problems, *noted), project / "dist" / name / slug, held=held)


def _anonymous(project: Path, collected: Collected, job: Job, day: date) -> tuple[BoardText, bool, tuple[Sheet, ...]]:
    say = Phrases(job.words)
    found = make_report(collected, say, day, job.briefing.slug)
    chapter = next((c for c in make_anonymous(found, say).chapters if c.slug == job.briefing.slug), None)
    if chapter is None:
        return anonymous_text(None, day, job.words, job.briefing.title, job.library.partnership.name), False, ()
    shown = publishable(project / RECORDS, chapter, day)
    text = anonymous_text(shown, day, job.words, job.briefing.title, job.library.partnership.name)
    return text, shown.held, anonymous_sheets(shown, job.words)


def _commentary(project: Path, slug: str) -> tuple[Block, ...]:
    """What a person wrote in `records/commentary/<briefing>.md`; it is read anew each time and never written."""
    file = project / RECORDS / COMMENTARY / f"{slug}.md"
    if not file.is_file():
        return ()
    return parse(file.read_text(encoding="utf-8-sig", errors="replace"), 1).blocks


def _write(folder: Path, text: BoardText, printer: Printer, sheets: Sequence[Sheet]) -> None:
    (folder / "report.docx").write_bytes(report_word(text, printer))
    (folder / "summary.pdf").write_bytes(summary_page(text, printer))
    (folder / "summary.pptx").write_bytes(summary_slide(text, printer))
    (folder / "figures.xlsx").write_bytes(report_workbook(sheets, text, printer))


# Reminders ---------------------------------------------------------------------------------------


def remind(project: Path, *, briefing: str = "", on: date | None = None) -> Reported:
    """Drafts of reminders into `dist/reminders/<briefing>/`, and a line for each in `records/sent.csv`.

    Nothing is sent, and nothing is marked as sent. Raises as `report`.
    """
    day = on or today()
    with reading(project) as read:
        if read.library is None:
            return Reported(read.problems)
        theme = Theme.of(project)
        require_briefing(read.library, briefing)
        collected, noted = collected_of(project, read.library, theme, None, "", paper=False)
        sent = project / RECORDS / SENT
        noted_days = read_sent(sent)
        due = tuple(reminders(collected, noted_days, day, briefing))
        new = fresh(project / "dist", "reminders")
        for job in jobs_of(read.library, theme):
            _drafts(job, [r for r in due if r.briefing.slug == job.briefing.slug], project / "dist", new)
        _record(sent, due)
        swap_in(project / "dist", "reminders", "reminded")
        return Reported((*read.problems, *noted), project / "dist" / "reminders", len(due), _doubts(noted_days))


def _doubts(noted: Iterable[Sent]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            "sent-on",
            Severity.WARNING,
            Place(f"{RECORDS}/{SENT}", one.line),
            f"“{one.said}” is no day that can be read, so {one.team} gets no reminder about {one.briefing}",
            "Write the day with its year, such as 27 November 2026.",
        )
        for one in noted
        if one.unclear
    )


def _record(file: Path, due: tuple[Reminder, ...]) -> None:
    made = with_reminders(file.read_bytes() if file.is_file() else None, due)
    if made is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh_file = file.with_name(f".{file.name}.new")
        fresh_file.write_bytes(made)
        fresh_file.replace(file)


def _drafts(job: Job, due: list[Reminder], dist: Path, new: Path) -> None:
    if not due:
        return
    folder = new / job.briefing.slug
    folder.mkdir(parents=True)
    paths = worksheet_paths(job.library.teams)
    rows = []
    for one in due:
        files = tuple(_files(one, dist, paths[one.team.id].as_posix()))
        subject, text = reminder_text(one, job, with_files=bool(files))
        to = ", ".join(ADDRESS.findall(one.team.contact))
        name = f"{paths[one.team.id].as_posix().replace('/', '--')}.eml"
        (folder / name).write_bytes(draft(to=to, subject=subject, text=text, files=files))
        rows.append((one.team.contact, subject, text, name))
    w = job.words["remind"]
    header = (w["column_to"], w["column_subject"], w["column_text"], w["column_file"])
    (folder / "send-list.csv").write_bytes(as_csv(header, rows))


def _files(one: Reminder, dist: Path, path: str) -> Iterator[tuple[str, bytes]]:
    """The form that is asked for, as PDF and Word, where it has been made."""
    place = dist / "worksheets" / one.briefing.slug / path
    if one.follow_up:
        folder = dist / f"follow-up-{one.follow_up.months}-months" / one.briefing.slug
        place = folder / f"{path}-{one.follow_up}"
    for suffix in (".pdf", ".docx"):
        file = place.with_name(place.name + suffix)
        if (one.plan or one.follow_up) and file.is_file():
            yield file.name, file.read_bytes()

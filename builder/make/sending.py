"""What goes along with the worksheets: a message for each organisation, a list for mail merge, and a table for paper.

Personal data: all of it stands beside the worksheets, never on the site.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath

from ..adapters.spreadsheets import as_csv
from ..form import clean, paper_columns, plan_form
from ..look import written_date
from ..model import Support, Team
from . import Job
from .naming import worksheet_paths
from .plan_notes import briefing_address, reference_of


def make_sending(job: Job, folder: Path) -> None:
    """Writes `<organisation>/message.txt`, `send-list.csv` and `paper.csv` below `folder`."""
    paths = worksheet_paths(job.library.teams_of(job.briefing))
    for place, teams in by_folder(job, paths):
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "message.txt").write_text(message(job, teams, paths), encoding="utf-8", newline="\r\n")
    (folder / "send-list.csv").write_bytes(send_list(job, paths))
    (folder / "paper.csv").write_bytes(paper_table(job))


def by_folder(job: Job, paths: dict[str, PurePosixPath]) -> list[tuple[PurePosixPath, tuple[Team, ...]]]:
    """Each organisation's folder and its teams, in order of their files."""
    teams = sorted(job.library.teams_of(job.briefing), key=lambda t: paths[t.id])
    return [(folder, tuple(group)) for folder, group in groupby(teams, key=lambda t: paths[t.id].parent)]


# The message -------------------------------------------------------------------------------------


def message(job: Job, teams: Sequence[Team], paths: dict[str, PurePosixPath]) -> str:
    """The message to one organisation, to paste into an e-mail: subject, what to do, by when, where to find support."""
    words, briefing, partnership = job.words["sending"], job.briefing, job.library.partnership
    names = {"briefing": briefing.title, "partnership": partnership.name}
    organisation = _line(teams[0].organisation)
    parts = [
        words["subject"].format(**names),
        words["greeting"].format(organisation=organisation),
        words["what"].format(**names),
        *([words["before"] + "\n" + briefing.content_notice.strip()] if briefing.content_notice else []),
        _steps(job),
        words["files"] + "\n" + "\n".join(_file_line(job, t, paths[t.id]) for t in teams),
        job.words["word"]["no_names"],
    ]
    if briefing.support:
        parts.append(words["support"] + "\n" + "\n".join(map(_support_line, briefing.support)))
    if partnership.contact:
        parts.append(words["questions"].format(contact=partnership.contact))
    parts.append(partnership.name)
    return "\n\n".join(parts) + "\n"


def _steps(job: Job) -> str:
    words = job.words["sending"]
    address = briefing_address(job)
    steps = [
        words["step_read"].format(address=address) if address else words["step_read_attached"],
        words["step_talk"],
        words["step_fill"],
        _return_step(job),
    ]
    return words["to_do"] + "\n" + "\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1))


def _return_step(job: Job) -> str:
    words, returns = job.words["sending"], job.library.partnership.returns
    if not returns.to:
        return words["step_return_unknown"]
    if returns.by is None:
        return words["step_return_undated"].format(to=returns.to)
    return words["step_return"].format(to=returns.to, date=written_date(returns.by, job.words))


def _file_line(job: Job, team: Team, path: PurePosixPath) -> str:
    files = f"{path.name}.pdf, {path.name}.docx"
    reference = reference_of(job, team)
    return job.words["sending"]["file"].format(team=_line(team.section_team), files=files, reference=reference)


def _support_line(support: Support) -> str:
    return "- " + ". ".join(filter(None, (support.name, support.detail, support.phone, support.url)))


def _line(text: str) -> str:
    return clean(text, one_line=True)


# The tables --------------------------------------------------------------------------------------


def send_list(job: Job, paths: dict[str, PurePosixPath]) -> bytes:
    """A line for each team: whom to send what, for a mail merge."""
    words, returns = job.words["sending"], job.library.partnership.returns
    head = [
        words[f"column_{name}"] for name in ("team", "organisation", "manager", "contact", "files", "reference", "by")
    ]
    by = written_date(returns.by, job.words) if returns.by else ""
    rows = [
        (
            *(_line(t.section_team), _line(t.organisation), _line(t.team_manager), _line(t.contact)),
            *(f"{paths[t.id]}.pdf; {paths[t.id]}.docx", str(reference_of(job, t)), by),
        )
        for t in sorted(job.library.teams_of(job.briefing), key=lambda t: paths[t.id])
    ]
    return as_csv(head, rows)


def paper_table(job: Job) -> bytes:
    """paper.csv with its first line: a person types each plan that came back on paper into a line of it."""
    form = plan_form(job.library.partnership, job.briefing, job.words)
    return as_csv(list(paper_columns(form)), ())

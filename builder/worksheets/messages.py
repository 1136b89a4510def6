"""What goes along with worksheets and follow-ups: a message for each organisation and a list for mail merge; and the
table for what comes back on paper, which stands in `records/`.

Personal data: all of it stands beside the worksheets, never on the site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path, PurePosixPath

from ..adapters.spreadsheets.harmless import as_csv
from ..form.definition import follow_up_form, follow_up_plan, plan_form
from ..form.field_ids import encode
from ..form.plan import Plan, ReturnKind, clean
from ..model.partnership import Team
from ..model.reach import Support
from ..model.theme import written_date
from ..render.job import Job
from ..render.plan_notes import briefing_address, own_link, reference_of
from ..render.your_data import data_notice
from .naming import file_names, worksheet_paths


@dataclass(frozen=True, slots=True)
class Round:
    """What is sent at one time: `paths` are the files of each team by id, without suffix; `by` the day of return."""

    paths: Mapping[str, PurePosixPath]
    by: date | None
    kind: ReturnKind = ReturnKind.PLAN

    def teams(self, job: Job) -> list[Team]:
        """Those who get something, in order of their files."""
        return sorted((t for t in job.library.teams if t.id in self.paths), key=lambda t: self.paths[t.id])


def make_sending(job: Job, folder: Path) -> None:
    """Writes `<organisation>/message.txt` and `send-list.csv` below `folder`. What is typed stands in `records/`."""
    teams = job.library.teams_of(job.briefing)
    _write(job, Round(worksheet_paths(teams), job.library.partnership.returns.by), folder)


def make_follow_up_sending(
    job: Job, plans: Mapping[str, Plan], kind: ReturnKind, folder: Path, by: date | None
) -> None:
    """The same for a follow-up. `plans` are those of the teams that get one, by id."""
    paths = worksheet_paths(job.library.teams)
    sent = Round({team: PurePosixPath(f"{paths[team]}-{kind}") for team in plans}, by, kind)
    _write(job, sent, folder)


def _write(job: Job, sent: Round, folder: Path) -> None:
    for place, teams in by_folder(job, sent):
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "message.txt").write_text(message(job, sent, teams), encoding="utf-8", newline="\r\n")
    (folder / "send-list.csv").write_bytes(send_list(job, sent))


def by_folder(job: Job, sent: Round) -> list[tuple[PurePosixPath, tuple[Team, ...]]]:
    """Each organisation's folder and its teams, in order of their files."""
    return [(place, tuple(group)) for place, group in groupby(sent.teams(job), key=lambda t: sent.paths[t.id].parent)]


# The message -------------------------------------------------------------------------------------


def message(job: Job, sent: Round, teams: Sequence[Team]) -> str:
    """The message to one organisation, to paste into an e-mail: subject, what to do, by when, where to find support."""
    words, briefing, partnership = job.words["sending"], job.briefing, job.library.partnership
    names = {"briefing": briefing.title, "partnership": partnership.name, "months": sent.kind.months}
    notice = briefing.content_notice.strip() if sent.kind is ReturnKind.PLAN else ""  # a follow-up describes nothing
    parts = [
        _said(job, sent, "subject").format(**names),
        words["greeting"].format(organisation=_line(teams[0].organisation)),
        _said(job, sent, "what").format(**names),
        *([words["before"] + "\n" + notice] if notice else []),
        words["to_do"] + "\n" + "\n".join(f"{n}. {step}" for n, step in enumerate(_steps(job, sent), start=1)),
        words["files"] + "\n" + "\n".join(_file_line(job, sent, t) for t in teams),
        job.words["word"]["no_names"],
        *_way_to_the_pack(job, sent),
    ]
    if briefing.support:
        parts.append(words["support"] + "\n" + "\n".join(map(_support_line, briefing.support)))
    if partnership.contact:
        parts.append(words["questions"].format(contact=partnership.contact))
    parts.append(partnership.name)
    parts.append(job.words["your_data"]["title"] + "\n" + " ".join(data_notice(partnership, job.words)))
    return "\n\n".join(parts) + "\n"


def _said(job: Job, sent: Round, name: str) -> str:
    """The words of `name`: those for a second time where it is a follow-up."""
    return job.words["sending"][name if sent.kind is ReturnKind.PLAN else f"{name}_again"]


def _steps(job: Job, sent: Round) -> list[str]:
    words, address = job.words["sending"], briefing_address(job)
    read = words["step_read"].format(address=address) if address else words["step_read_attached"]
    first = [read] if sent.kind is ReturnKind.PLAN else []
    return [*first, _said(job, sent, "step_talk"), _said(job, sent, "step_fill"), _return_step(job, sent)]


def _way_to_the_pack(job: Job, sent: Round) -> list[str]:
    """Whom a manager or a supervisor asks for the session page, slides and supervision sheet: they are on no site."""
    words, partnership = job.words["sending"], job.library.partnership
    whom = partnership.returns.to or partnership.contact
    if sent.kind is not ReturnKind.PLAN:
        return []
    return [words["pack"].format(whom=whom) if whom else words["pack_unknown"]]


def _return_step(job: Job, sent: Round) -> str:
    words, to = job.words["sending"], job.library.partnership.returns.to
    if not to:
        return words["step_return_unknown"]
    if sent.by is None:
        return words["step_return_undated"].format(to=to)
    return words["step_return"].format(to=to, date=written_date(sent.by, job.words))


def _file_line(job: Job, sent: Round, team: Team) -> str:
    name = sent.paths[team.id].name
    reference = reference_of(job, team, sent.kind)
    files = ", ".join(file_names(name, team, sent.kind))
    line = job.words["sending"]["file"].format(team=_line(team.section_team), files=files, reference=reference)
    link = own_link(job, team) if sent.kind is ReturnKind.PLAN else ""
    return f"{line}\n{job.words['sending']['own_link'].format(link=link)}" if link else line


def _support_line(support: Support) -> str:
    return "- " + ". ".join(filter(None, (support.name, support.detail, support.phone, support.url)))


def _line(text: str) -> str:
    return clean(text, one_line=True)


# The tables --------------------------------------------------------------------------------------


def send_list(job: Job, sent: Round) -> bytes:
    """A line for each team: whom to send what, for a mail merge."""
    words = job.words["sending"]
    head = [
        words[f"column_{name}"] for name in ("team", "organisation", "manager", "contact", "files", "reference", "by")
    ]
    links = sent.kind is ReturnKind.PLAN and bool(briefing_address(job))
    head += [words["column_link"]] if links else []
    by = written_date(sent.by, job.words) if sent.by else ""
    rows = [
        (
            *(_line(t.section_team), _line(t.organisation), _line(t.team_manager), _line(t.contact)),
            *("; ".join(file_names(path, t, sent.kind)), str(reference_of(job, t, sent.kind)), by),
            *((own_link(job, t),) if links else ()),
        )
        for t in sent.teams(job)
        for path in (sent.paths[t.id],)
    ]
    return as_csv(head, rows)


def paper_table(job: Job) -> bytes:
    """paper.csv with its first line: a person types each plan that came back on paper into a line of it."""
    form = plan_form(job.library.partnership, job.briefing, job.words)
    return as_csv(list(form.paper_columns()), ())


def follow_up_paper_table(job: Job, plans: Mapping[str, Plan], kind: ReturnKind) -> bytes:
    """A table with a line for each team that has its reference and what it agreed: answers are typed beside them."""
    form = follow_up_form(job.library.partnership, job.briefing, job.words, kind)
    given = {team: follow_up_plan(plan, job.words) for team, plan in plans.items()}
    columns = form.paper_columns(max((len(plan.rows) for plan in given.values()), default=0))
    lines = [
        {**encode(given[team.id]), "reference": str(reference_of(job, team, kind))}
        for team in job.library.teams
        if team.id in plans
    ]
    return as_csv(list(columns), ([line.get(name, "") for name in columns.values()] for line in lines))

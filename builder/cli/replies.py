"""What came back: `collect`, `report`, `remind`, `follow-up`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..console import PROBLEMS, Day, named, plain_faults
from ..model import problems as report
from ..model.told import told

if TYPE_CHECKING:
    from ..returns.collected import Collected


@click.command("collect")
@click.argument("folder", required=False, type=click.Path(path_type=Path), callback=named("folder"))
@click.option(
    "--briefing", default="", metavar="SLUG", help="One briefing only, and where a return without a reference belongs."
)
@click.option(
    "--anonymous", is_flag=True, help="For the annual report: no names, contacts or free text, no counts under five."
)
@click.option(
    "--on",
    type=Day(),
    help="The day to count overdue actions from, such as 2026-11-23 or 23/11/2026.",
    show_default="today",
)
@click.pass_obj
def collect_command(project: Path, folder: Path | None, briefing: str, anonymous: bool, on: date | None) -> None:
    """Read what came back in FOLDER (without one: returned/) and show who replied, what is agreed and what changed.

    E-mails, archives and worksheets in any order: every file is accounted for; none is moved, changed or deleted. The
    overview goes to dist/overview/. What waits for a person is listed in records/reply-decisions.csv. What came on
    paper is typed into records/paper.xlsx.
    """
    from ..collect import gather
    from .said_of_replies import outcomes, states, to_know

    with plain_faults():
        found = gather(project, folder and folder.resolve(), briefing=briefing, anonymous=anonymous, on=on)
    if found.collected is None or found.made is None:
        click.echo(told(found.problems), err=True)
        sys.exit(PROBLEMS)
    if noted := (*found.collected.problems, *(p for p in found.problems if p.rule in ("records", "reply-decisions"))):
        click.echo(told(noted), err=True)
    for lines in (outcomes, states, to_know):
        for line in lines(found.collected, project):
            click.echo(line, err=True)
    click.echo((found.made / "index.html").relative_to(project).as_posix())


@click.command("report")
@click.argument("slug")
@click.option(
    "--anonymous", is_flag=True, help="Without names, words of teams, or counts that tell of fewer than five."
)
@click.option("--on", type=Day(), help="The day to count overdue actions from.", show_default="today")
@click.pass_obj
def report_command(project: Path, slug: str, anonymous: bool, on: date | None) -> None:
    """Make the report for a board on the briefing SLUG: Word, a page, a slide and a workbook.

    It is made from returned/ and records/ into dist/report/. What you write in records/commentary/SLUG.md stands in it.
    """
    from ..report import report as make_report

    with plain_faults():
        found = make_report(project, slug, anonymous=anonymous, on=on)
    if found.made is None:
        click.echo(report.as_text(found.problems), err=True)
        sys.exit(PROBLEMS)
    if found.held:
        click.echo("Too few have answered since the last one: it shows the same figures again.", err=True)
    click.echo(found.made.relative_to(project).as_posix())


@click.command("remind")
@click.option("--briefing", default="", metavar="SLUG", help="One briefing only.")
@click.option("--on", type=Day(), help="The day to count from.", show_default="today")
@click.pass_obj
def remind_command(project: Path, briefing: str, on: date | None) -> None:
    """Draft reminders to teams that are silent, late with an action, or owe a follow-up.

    The drafts go to dist/reminders/: open each in Outlook, read it, send it. Then write the day into records/sent.csv.
    """
    from ..report import remind

    with plain_faults():
        found = remind(project, briefing=briefing, on=on)
    if found.made is None:
        click.echo(report.as_text(found.problems), err=True)
        sys.exit(PROBLEMS)
    if found.doubts:
        click.echo(report.as_text(found.doubts), err=True)
    click.echo(f"{found.count} reminder{'' if found.count == 1 else 's'}", err=True)
    click.echo(found.made.relative_to(project).as_posix())


@click.command("follow-up")
@click.argument("folder", required=False, type=click.Path(path_type=Path), callback=named("folder"))
@click.option("--after", type=click.Choice(("2", "6", "12")), required=True, help="Months since the plans were made.")
@click.option(
    "--by", type=Day(), help="The day on which the follow-ups should be back, such as 2027-08-01 or 1/8/2027."
)
@click.option("--briefing", default="", metavar="SLUG", help="One briefing only.")
@click.pass_obj
def follow_up_command(project: Path, folder: Path | None, after: str, by: date | None, briefing: str) -> None:
    """Ask each team what became of its own actions: sheets from the returned plans in FOLDER (or returned/).

    They go to dist/follow-up-6-months/ (or 2, or 12), as PDF and Word with a message for each
    organisation, and are read by `collect` like the plans. Keep the plans: the overview needs both.
    """
    from ..collect import follow_up
    from ..form.plan import ReturnKind
    from .said_of_replies import to_know

    with plain_faults():
        kind = ReturnKind(f"after{after}")
        found = follow_up(project, folder and folder.resolve(), kind, briefing=briefing, by=by)
    if found.collected is None or found.made is None:
        click.echo(told(found.problems), err=True)
        sys.exit(PROBLEMS)
    for line in to_know(found.collected, project):
        click.echo(line, err=True)
    click.echo(f"{found.teams} team{'' if found.teams == 1 else 's'} with actions", err=True)
    if found.without:
        teams = [found.collected.team(name) for name in found.without]
        missed = "; ".join(f"{team.organisation}, {team.section_team}" for team in teams if team)
        click.echo(f"No action in the plan of: {missed}", err=True)
    if found.early:
        click.echo(_too_early(found.early, found.collected, after), err=True)
    if found.collected.unmatched:
        number = len(found.collected.unmatched)
        belong = "1 return belongs" if number == 1 else f"{number} returns belong"
        click.echo(f"{belong} to no known team: see `collect`.", err=True)
    click.echo(found.made.relative_to(project).as_posix())


def _too_early(early: Sequence[tuple[str, date]], collected: Collected, after: str) -> str:
    """A question, never a refusal: who may have meant another round, or made the sheets in advance, knows better."""
    shown = [(collected.team(name), day) for name, day in early[:5]]
    named = "; ".join(f"{t.organisation}, {t.section_team} ({day.day} {day:%B} {day.year})" for t, day in shown if t)
    more = f"; and {len(early) - 5} more" if len(early) > 5 else ""
    plans = "1 plan is" if len(early) == 1 else f"{len(early)} plans are"
    return (
        f"Is it too early? These sheets say that {after} months have passed, and {plans} newer than half of that: "
        f"{named}{more}. Run the same command again when the time has come, and send nothing before."
    )

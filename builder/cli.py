"""The command line: words in, exit codes out. 0: done; 1: problems in the content; 2: wrong usage."""

from __future__ import annotations

import contextlib
import difflib
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import click

from .console import PROBLEMS, Day, fail, named, plain_faults, progress_bar, say_kept
from .evidence.phrases import Phrases
from .model import problems as report
from .model.theme import Theme
from .model.told import stops, told
from .products import CHOICES
from .returns.collected import Collected, Outcome, State

NO_PROJECT = "There is no folder “content” here. Go to your project folder, or start one with `briefing init`."
MAX_NAMED = 10
"""So many files that need an eye are named on the screen; the overview names all."""

FORMATS: dict[str, Callable[[tuple[report.Problem, ...]], str]] = {
    "text": report.as_text,
    "json": report.as_json,
    "github": report.as_github,
}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="seven-minute-briefings", message="%(version)s")
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    show_default="the folder you are in",
    help="The folder that holds content/.",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Turn a safeguarding review into a learning site, worksheets, trainers' material and an LMS package.

    Run it in your project folder: the one that holds content/.
    """
    context.obj = project.resolve()


@main.command()
@click.option("--only", type=click.Choice(CHOICES), help="Make one thing only. pages: the site's HTML alone.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@click.pass_obj
def build(project: Path, only: str | None, strict: bool) -> None:
    """Make everything and put it into dist/.

    If something in content/ must be mended first, dist/ stays as it was and the list says what and where.
    """
    from .outcome import last_build

    with plain_faults(), progress_bar() as progress:
        outcome = last_build(project, only or "", strict=strict)
        if outcome is None:
            from .pipeline import build as run

            outcome = run(project, only or "", strict=strict, progress=progress)
    if said := stops(outcome.problems, strict=strict):
        click.echo(said, err=True)
    if not outcome.done:
        click.echo("Nothing was changed in dist/.", err=True)
        sys.exit(PROBLEMS)
    for slug in outcome.stopped:
        what = "stays as it last was" if slug in outcome.kept else "is left out: it was never built"
        click.echo(f"{slug} {what}. The others are built.", err=True)
    say_kept(outcome.moved, project)
    for folder in outcome.made:
        click.echo(folder.relative_to(project).as_posix() if folder.is_relative_to(project) else str(folder))
    if outcome.stopped:
        sys.exit(PROBLEMS)


@main.command()
@click.argument("slug", required=False, default="")
@click.option("--all", "everything", is_flag=True, help="Notes too, and what to do about each.")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", help="For people or for programs.")
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@click.option("--matrix", is_flag=True, help="Show which recommendation answers which finding.")
@click.pass_obj
def check(project: Path, slug: str, everything: bool, form: str, strict: bool, matrix: bool) -> None:
    """Say what is wrong or could be better in content/, or in one briefing, SLUG.

    First what keeps it from being built, then what somebody has to decide, then what to think about.
    """
    from .outcome import last_check

    with plain_faults():
        problems = last_check(project)
        if problems is None:
            from .pipeline import check as problems_of

            problems = problems_of(project)
        problems = _of(project, slug, problems)
    if matrix:
        _show_matrix(project)
    if not matrix:
        click.echo(told(problems, everything=everything) if form == "text" else FORMATS[form](problems))
    if report.blocking(problems, strict=strict):
        sys.exit(PROBLEMS)


def _show_matrix(project: Path) -> None:
    from .check import matrix
    from .read import read_library

    library = read_library(project).library
    for briefing in library.briefings if library else ():
        click.echo(matrix(briefing))


def _of(project: Path, slug: str, problems: tuple[report.Problem, ...]) -> tuple[report.Problem, ...]:
    """The problems of one briefing, or all where no slug is given."""
    if not slug:
        return problems
    content = project / "content"
    slugs = sorted(f.name for f in content.iterdir() if f.is_dir()) if content.is_dir() else []
    if slug not in slugs:
        near = difflib.get_close_matches(slug, slugs, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(slugs[:20]) or 'none yet'}."
        raise click.UsageError(f"There is no briefing “{slug}”. {hint}")
    folder = f"content/{slug}"
    return tuple(p for p in problems if p.place.path == folder or p.place.path.startswith(f"{folder}/"))


@main.command()
@click.option("--port", default=8000, show_default=True, help="Where the preview answers, on this machine only.")
@click.pass_obj
def serve(project: Path, port: int) -> None:
    """Show the site while you write. It reloads at every change and notes problems on the page.

    dist/ is not touched. Stop it with Ctrl+C.
    """
    from .desk.serving import served

    if not (project / "content").is_dir():
        fail(NO_PROJECT)
    with plain_faults(), served(project, port) as (address, preview):
        click.echo(f"The preview stands at {address}", err=True)
        seen = 0
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                with preview.changed:
                    preview.changed.wait_for(lambda: preview.number != seen)  # noqa: B023
                    seen = preview.number
                click.echo(told(preview.problems), err=True)


@main.command()
@click.option("--port", default=0, help="Where the desk answers, on this machine only.", show_default="any free one")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.pass_obj
def desk(project: Path, port: int, no_browser: bool) -> None:
    """Open the desk: write, look and build in your browser, without a terminal.

    Its address works once, in one browser. End it with Ctrl+C, or close this window.
    """
    from .desk.app import opened
    from .desk.one_desk import OtherDeskError

    with plain_faults():
        try:
            with opened(project, port) as found:
                click.echo(found.address)
                if not no_browser:
                    click.launch(found.address)
                click.echo("The desk is open in your browser. Leave this window open while you work.", err=True)
                with contextlib.suppress(KeyboardInterrupt):
                    threading.Event().wait()
        except OtherDeskError as other:
            where = f" on the computer {other.computer}" if other.computer and not other.address else ""
            click.echo(other.address or f"A desk is open on this project already{where}. Close that one first.")
            if not other.address:
                sys.exit(PROBLEMS)
            click.echo("A desk is open on this project already: this address leads to it.", err=True)
            if not no_browser:
                click.launch(other.address)


@main.command()
@click.argument("slug")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    callback=named("file"),
    help="A Word, PowerPoint, PDF, OpenDocument, rich text or text file to bring in.",
)
@click.option(
    "--update", is_flag=True, help="Where the briefing is there already: write the differences, not only show them."
)
@click.option(
    "--word-wins", is_flag=True, help="With --update: where Word and the folder both changed a passage, take Word's."
)
@click.pass_obj
def new(project: Path, slug: str, source: Path | None, update: bool, word_wins: bool) -> None:
    """Start a briefing in content/SLUG, empty or from a document. Nothing is overwritten unasked.

    SLUG becomes part of the address: small letters, digits and hyphens, such as child-h. Importing again shows what
    would change; with --update it is written, and questions and notes that you added stay.
    """
    from .read.documents import UnreadableDocumentError
    from .read.documents.report import as_text
    from .read.documents.starting import StartingError, new_briefing

    alone = not (project / "content" / "partnership.yml").exists()
    with plain_faults():
        try:
            started = new_briefing(project, slug, source, update=update, word_wins=word_wins)
        except (StartingError, UnreadableDocumentError) as error:
            fail(str(error))
    if started.differences:
        click.echo(started.differences)
    if started.report:
        click.echo(as_text(started.report), err=True)
        click.echo(f"The whole report: records/imports/{slug}/report.txt", err=True)
    if not started.differences and not started.written:
        click.echo(f"Nothing has changed: content/{slug} says already what the file says.", err=True)
    if started.differences and not started.written:
        click.echo("Nothing was written. Add --update to write these differences.", err=True)
    for name in started.written:
        click.echo(f"content/{slug}/{name}")
    if started.tidied:
        click.echo("content/first-briefing is gone: nobody had written in it.", err=True)
    if alone:
        click.echo(f"{project} holds no partnership.yml yet. `briefing init` adds what a project needs.", err=True)


@main.command()
@click.argument("slug")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Where to. Else SLUG.docx in the project folder.")
@click.pass_obj
def word(project: Path, slug: str, target: Path | None) -> None:
    """Write a briefing as a Word file, to change there and bring in again with `briefing new SLUG --from`.

    Nothing is lost on the way. A file that somebody has changed is never overwritten.
    """
    from .model.theme import Theme
    from .read.documents.starting import StartingError, briefing_in_word

    file = target or project / f"{slug}.docx"
    with plain_faults():
        try:
            notes = briefing_in_word(project, slug, file, Theme.of(project), 1_700_000_000)
        except StartingError as error:
            fail(str(error))
    for note in notes:
        click.echo(note, err=True)
    click.echo(file.name if file.parent == project else str(file))


@main.command()
@click.pass_obj
def init(project: Path) -> None:
    """Start a project in this folder: partnership, teams, an empty briefing and a Word template.

    Files that are there already stay as they are.
    """
    from .new_project import start_project

    with plain_faults():
        for name in start_project(project):
            click.echo(name)
    click.echo(
        "Double-click “Open the desk” in this folder to go on in your browser. Or, here:\n"
        "Next: replace every REPLACE in content/partnership.yml, the local number first, and put your teams into "
        "content/teams.csv.\n"
        "Then bring in a Word file, such as briefing-template.docx filled in: "
        'briefing new child-h --from "Child H.docx"\n'
        "Or write in content/first-briefing: while nobody has, it goes when you start another briefing.",
        err=True,
    )


@main.command("collect")
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
    from .collect import gather

    with plain_faults():
        found = gather(project, folder and folder.resolve(), briefing=briefing, anonymous=anonymous, on=on)
    if found.collected is None or found.made is None:
        click.echo(told(found.problems), err=True)
        sys.exit(PROBLEMS)
    if noted := (*found.collected.problems, *(p for p in found.problems if p.rule in ("records", "reply-decisions"))):
        click.echo(told(noted), err=True)
    counts = Counter(str(f.outcome) for f in found.collected.files)
    for outcome, count in sorted(counts.items()):
        click.echo(f"{outcome.replace('_', ' ')}: {count}", err=True)
    for line in _states(found.collected, project):
        click.echo(line, err=True)
    for line in _to_know(found.collected, project):
        click.echo(line, err=True)
    click.echo((found.made / "index.html").relative_to(project).as_posix())


def _states(collected: Collected, project: Path) -> Iterator[str]:
    """How many teams are in each state, for every briefing that anything came for."""
    say = Phrases(Theme.of(project).words("en"))
    for briefing in collected.library.briefings:
        states = Counter(collected.state(briefing.slug, team.id) for team in collected.library.teams_of(briefing))
        if len(states) > 1 or State.SILENT not in states:
            counts = ", ".join(f"{states[s]} {say(f'state_{s}')}" for s in State if states[s])
            yield f"{briefing.title}: {counts}"


def _to_know(collected: Collected, project: Path) -> Iterator[str]:
    """What a person must know at once: that nothing was there, and which files were not read or counted, and why."""
    if not collected.files:
        yield "There are no files in this folder. Are the attachments in another one?"
    say = Phrases(Theme.of(project).words("en"))
    named = [f for f in collected.files if f.outcome is Outcome.UNREADABLE or f.reason == "why_overtaken"]
    for file in named[:MAX_NAMED]:
        yield f"  {file.path}: {say.why(file)}"
    if len(named) > MAX_NAMED:
        yield f"  and {len(named) - MAX_NAMED} more: see the overview."


@main.command("report")
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
    from .report import report as make_report

    with plain_faults():
        found = make_report(project, slug, anonymous=anonymous, on=on)
    if found.made is None:
        click.echo(report.as_text(found.problems), err=True)
        sys.exit(PROBLEMS)
    if found.held:
        click.echo("Too few have answered since the last one: it shows the same figures again.", err=True)
    click.echo(found.made.relative_to(project).as_posix())


@main.command("remind")
@click.option("--briefing", default="", metavar="SLUG", help="One briefing only.")
@click.option("--on", type=Day(), help="The day to count from.", show_default="today")
@click.pass_obj
def remind_command(project: Path, briefing: str, on: date | None) -> None:
    """Draft reminders to teams that are silent, late with an action, or owe a follow-up.

    The drafts go to dist/reminders/: open each in Outlook, read it, send it. Then write the day into records/sent.csv.
    """
    from .report import remind

    with plain_faults():
        found = remind(project, briefing=briefing, on=on)
    if found.made is None:
        click.echo(report.as_text(found.problems), err=True)
        sys.exit(PROBLEMS)
    click.echo(f"{found.count} reminder{'' if found.count == 1 else 's'}", err=True)
    click.echo(found.made.relative_to(project).as_posix())


@main.command("follow-up")
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
    from .collect import follow_up
    from .form.plan import ReturnKind

    with plain_faults():
        kind = ReturnKind(f"after{after}")
        found = follow_up(project, folder and folder.resolve(), kind, briefing=briefing, by=by)
    if found.collected is None or found.made is None:
        click.echo(told(found.problems), err=True)
        sys.exit(PROBLEMS)
    for line in _to_know(found.collected, project):
        click.echo(line, err=True)
    click.echo(f"{found.teams} team{'' if found.teams == 1 else 's'} with actions", err=True)
    if found.without:
        teams = [found.collected.team(name) for name in found.without]
        missed = "; ".join(f"{team.organisation}, {team.section_team}" for team in teams if team)
        click.echo(f"No action in the plan of: {missed}", err=True)
    if found.collected.unmatched:
        number = len(found.collected.unmatched)
        belong = "1 return belongs" if number == 1 else f"{number} returns belong"
        click.echo(f"{belong} to no known team: see `collect`.", err=True)
    click.echo(found.made.relative_to(project).as_posix())


@main.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """List what `check` looks for, or explain one rule by its NAME."""
    from .check.table import RULES, Entry, explain
    from .read import READING_RULES

    table: tuple[Entry, ...] = (*READING_RULES, *RULES)
    if name is None:
        for rule in table:
            click.echo(f"{rule.name:28} {rule.severity:8} {rule.explanation}")
        return
    found = next((rule for rule in table if rule.name == name), None)
    if found is None:
        near = difflib.get_close_matches(name, [rule.name for rule in table], 1)
        hint = f" Did you mean “{near[0]}”?" if near else " `briefing rules` lists them."
        raise click.UsageError(f"There is no rule “{name}”.{hint}")
    click.echo(explain(found))

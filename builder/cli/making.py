"""What is made of content/: `build`, `check`, `serve`, and the rules that `check` knows."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..console import PROBLEMS, fail, plain_faults, progress_bar, say_kept
from ..model import problems as report
from ..model.place import Place
from ..model.told import stops, told
from ..products import CHOICES

if TYPE_CHECKING:
    from ..outcome import Outcome

NO_PROJECT = "There is no folder “content” here. Go to your project folder, or start one with `briefing init`."

FORMATS: dict[str, Callable[[tuple[report.Problem, ...], report.Named], str]] = {
    "text": report.as_text,
    "json": report.as_json,
    "github": report.as_github,
}


@click.command()
@click.option("--only", type=click.Choice(CHOICES), help="Make one thing only. pages: the site's HTML alone.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build too.")
@click.pass_obj
def build(project: Path, only: str | None, strict: bool) -> None:
    """Make everything and put it into dist/.

    If something in content/ must be mended first, dist/ stays as it was and the list says what and where.
    """
    from ..outcome import last_build

    with plain_faults(), progress_bar() as progress:
        outcome = last_build(project, only or "", strict=strict)
        if outcome is None:
            from ..pipeline import build as run

            outcome = run(project, only or "", strict=strict, progress=progress)
    problems = _without_drafts(outcome)
    if said := stops(problems, strict=strict, named=_named(project, problems)):
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


def _without_drafts(outcome: Outcome) -> tuple[report.Problem, ...]:
    """What a build has to say: what is wrong in a draft stopped nothing, and is said by `check`."""
    if not outcome.done or not report.blocking(outcome.problems):
        return outcome.problems
    from ..gate import briefing_of  # late: where nothing is wrong, nothing more is loaded

    mine = {"", *outcome.stopped}
    return tuple(p for p in outcome.problems if p.severity is not report.Severity.ERROR or briefing_of(p.place) in mine)


@click.command()
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
    from ..outcome import last_check

    with plain_faults():
        problems = last_check(project)
        if problems is None:
            from ..checking import check as problems_of

            problems = problems_of(project)
        problems = _of(project, slug, problems)
    if matrix:
        _show_matrix(project)
    if not matrix:
        named = _named(project, problems)
        said = told(problems, everything=everything, named=named) if form == "text" else ""
        click.echo(said or FORMATS[form](problems, named))
    if report.blocking(problems, strict=strict):
        sys.exit(PROBLEMS)


def _named(project: Path, problems: tuple[report.Problem, ...]) -> Mapping[Place, str]:
    """What places are called whose text came from Word."""
    if not problems or not (project / "records" / "imports").is_dir():
        return {}
    from ..read.word_places import word_places

    return word_places(project, frozenset(p.place for p in problems))


def _show_matrix(project: Path) -> None:
    from ..check import matrix
    from ..read import read_library

    library = read_library(project).library
    for briefing in library.briefings if library else ():
        click.echo(matrix(briefing))


def _of(project: Path, slug: str, problems: tuple[report.Problem, ...]) -> tuple[report.Problem, ...]:
    """The problems of one briefing, or all where no slug is given."""
    if not slug:
        return problems
    content = project / "content"
    slug = slug.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]  # its folder, as a terminal completes it
    slugs = sorted(f.name for f in content.iterdir() if f.is_dir()) if content.is_dir() else []
    if slug not in slugs:
        import difflib  # late: only a slip needs it

        near = difflib.get_close_matches(slug, slugs, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(slugs[:20]) or 'none yet'}."
        raise click.UsageError(f"There is no briefing “{slug}”. {hint}")
    folder = f"content/{slug}"
    return tuple(p for p in problems if p.place.path == folder or p.place.path.startswith(f"{folder}/"))


@click.command()
@click.option("--port", default=8000, show_default=True, help="Where the preview answers, on this machine only.")
@click.pass_obj
def serve(project: Path, port: int) -> None:
    """Show the site while you write. It reloads at every change and notes problems on the page.

    dist/ is not touched. Stop it with Ctrl+C.
    """
    from ..desk.server.loopback import served

    if not (project / "content").is_dir():
        fail(NO_PROJECT)
    with plain_faults(), served(project, port) as (address, preview):
        click.echo(f"The preview stands at {address}", err=True)
        seen = 0
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                with preview.changed:
                    preview.changed.wait_for(lambda: preview.checked != seen)  # noqa: B023
                    seen = preview.checked
                click.echo(told(preview.problems, named=_named(project, preview.problems)), err=True)


@click.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """List what `check` looks for, or explain one rule by its NAME."""
    from ..check.table import RULES, Entry, explain
    from ..read import READING_RULES

    table: tuple[Entry, ...] = (*READING_RULES, *RULES)
    if name is None:
        for rule in table:
            click.echo(f"{rule.name:28} {rule.severity:8} {rule.explanation}")
        return
    found = next((rule for rule in table if rule.name == name), None)
    if found is None:
        import difflib  # late: only a slip needs it

        near = difflib.get_close_matches(name, [rule.name for rule in table], 1)
        hint = f" Did you mean “{near[0]}”?" if near else " `briefing rules` lists them."
        raise click.UsageError(f"There is no rule “{name}”.{hint}")
    click.echo(explain(found))

"""What goes into content/: `init`, `new`, `word`, `own-slides`, and the desk."""

from __future__ import annotations

import contextlib
import sys
import threading
from pathlib import Path

import click

from ..console import PROBLEMS, fail, named, plain_faults


@click.command()
@click.option("--port", default=0, help="Where the desk answers, on this machine only.", show_default="any free one")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.pass_obj
def desk(project: Path, port: int, no_browser: bool) -> None:
    """Open the desk: write, look and build in your browser, without a terminal.

    Its address works once, in one browser. End it with Ctrl+C, or close this window.
    """
    from ..desk.app import opened
    from ..desk.server.one_desk import OtherDeskError

    def tell(address: str) -> None:
        click.echo(address)
        if not no_browser:
            click.launch(address)

    with plain_faults():
        try:
            with opened(project, port, tell):
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


@click.command()
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
    from ..read.documents import UnreadableDocumentError
    from ..read.documents.report import as_text
    from ..read.documents.starting import StartingError, new_briefing

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


@click.command()
@click.argument("slug")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Where to. Else SLUG.docx in the project folder.")
@click.pass_obj
def word(project: Path, slug: str, target: Path | None) -> None:
    """Write a briefing as a Word file, to change there and bring in again with `briefing new SLUG --from`.

    Nothing is lost on the way. A file that somebody has changed is never overwritten.
    """
    from ..model.theme import Theme
    from ..read.documents.starting import StartingError, briefing_in_word

    file = target or project / f"{slug}.docx"
    with plain_faults():
        try:
            notes = briefing_in_word(project, slug, file, Theme.of(project), 1_700_000_000)
        except StartingError as error:
            fail(str(error))
    for note in notes:
        click.echo(note, err=True)
    click.echo(file.name if file.parent == project else str(file))


@click.command()
@click.pass_obj
def init(project: Path) -> None:
    """Start a project in this folder: partnership, teams, an empty briefing and a Word template.

    Files that are there already stay as they are.
    """
    from ..new_project import start_project

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


@click.command("own-slides")
@click.pass_obj
def own_slides(project: Path) -> None:
    """Write theme/paper/base.pptx: an empty deck, for you to give it your own look.

    Open it in PowerPoint, change its slide master (View, Slide Master): logo, faces, colours, where title and text
    stand. The next build makes every briefing's slides on it. Delete the file, and they look as before.
    """
    from ..model.theme import Theme
    from ..trainers.deck.slides import BASE, own_base

    file = project / "theme" / BASE
    if file.exists():
        fail(f"There is one already, and it stays as it is: {file}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(own_base(Theme.of(project)))
    click.echo(f"{file} is an empty deck. Change its slide master, save it, and build.")

"""What every command shares: paths that are looked for, faults in plain words, a progress bar."""

from __future__ import annotations

import contextlib
import errno
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from .output.lock import BusyError
from .output.swap import NotOursError

if TYPE_CHECKING:
    from .workers import Progress

PROBLEMS = 1
"""The exit code where something in the content, or in the machine, must be mended first."""


def named(kind: str) -> Callable[[click.Context, click.Parameter, Path | None], Path | None]:
    """Looks whether a file or folder that somebody named is there, and says where it was looked for."""

    def look(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
        if value is None or (value.is_file() if kind == "file" else value.is_dir()):
            return value
        if value.exists():
            other = "is a folder: name the file in it" if kind == "file" else "is a file: name the folder that holds it"
            raise click.BadParameter(f"“{value}” {other}.")
        hint = "Type its whole path, between quotation marks if there are spaces in it."
        raise click.BadParameter(f"There is no {kind} “{value}” in {Path.cwd()}. {hint}")

    return look


class Day(click.ParamType[date]):
    """A day as people write it, given on as a `date`."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error that shows a right one where it is none."""
        from .form.answers import as_date  # late: a command that takes no day is answered without it

        found = value if isinstance(value, date) else as_date(" ".join(str(value).split()))
        return found or self.fail(f"“{value}” is not a day. Write it like 2026-11-23 or 23/11/2026.", param, ctx)


@contextlib.contextmanager
def plain_faults() -> Iterator[None]:
    """Turns what the machine refuses into a sentence and an exit code. Our own mistakes keep their traceback."""
    try:
        yield
    except BusyError:
        fail("Another build is at work in this folder. Wait until it has ended, then try again.")
    except NotOursError as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("Stopped. dist/ is as it was; the next build goes on where this one was.")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail("This port is taken, perhaps by another preview. End that one, or choose another: serve --port 8001")
        fail(f"{reason(error)} dist/ is as it was.")
    except Exception as error:
        _say_of_content(error)
        raise


def _say_of_content(error: Exception) -> None:
    """Ends the command where a file of the theme, or the name of a briefing, is what stood in the way."""
    from .model.theme import ThemeError  # late: both bring the whole model, and the desk opens sooner without
    from .returns.collected import UnknownBriefingError

    if isinstance(error, ThemeError):
        fail(f"{error}. Mend the file, or take it out of theme/: then the one that is shipped is used.")
    if isinstance(error, UnknownBriefingError):
        raise click.UsageError(str(error)) from error


def reason(error: OSError) -> str:
    """What the machine refuses, in a sentence for a person. Raises what is no refusal."""
    where = f" ({str(error.filename)[-200:]})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{where}. Make room, then try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This place may not be written or read{where}. Check who owns it, or choose another folder."
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"A file stands where a folder must be{where}. Move it away or rename it, then try again."
    if error.errno == errno.ENAMETOOLONG:
        return f"A path is too long for this disk{where}. Move the project to a shorter one."
    if error.errno is None:
        raise error
    return f"The machine said: {error.strerror}{where}."


def fail(message: str) -> NoReturn:
    """Ends the command with a sentence on stderr."""
    click.echo(message, err=True)
    sys.exit(PROBLEMS)


def say_kept(kept: Sequence[Path], project: Path) -> None:
    """Names the files that somebody had changed in dist/ and that were moved out of the way of a build."""
    if kept:
        click.echo("You had changed these files in dist/. They are kept here:", err=True)
    for path in kept:
        click.echo(f"  {path.relative_to(project).as_posix()}", err=True)


@contextlib.contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr where somebody watches; nothing in a log."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    bars: list[Any] = []

    def show(done: int, total: int, name: str) -> None:
        if not bars and total:
            bars.append(click.progressbar(length=total, label="Making", file=sys.stderr, item_show_func=str))
            bars[0].__enter__()
        if bars and done:
            bars[0].update(1, name)

    try:
        yield show
    finally:
        if bars:
            bars[0].__exit__(None, None, None)

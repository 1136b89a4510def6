"""Small parts, each with exactly what it says: what a machine refuses, a build at the desk."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import CliRunner

import builder.collect
import builder.desk.app
import builder.pipeline
import builder.report
from builder import console
from builder.cli import main
from builder.console import PROBLEMS, plain_faults, progress_bar, say_kept
from builder.desk import importing
from builder.desk.building import Building
from builder.desk.server.one_desk import OtherDeskError
from builder.desk.server.sockets import listening, port_of
from builder.model.theme import ThemeError
from builder.output.lock import BusyError
from builder.output.swap import NotOursError
from builder.returns.collected import UnknownBriefingError

# What the machine refuses ------------------------------------------------------------------------


def refused(number: int, name: str | None = "folder/file") -> OSError:
    return OSError(number, os.strerror(number), name)


REFUSALS = [
    (BusyError(), "Another build is at work in this folder. Wait until it has ended, then try again."),
    (NotOursError("It is not ours."), "It is not ours."),
    (KeyboardInterrupt(), "Stopped. dist/ is as it was; the next build goes on where this one was."),
    (
        refused(errno.EADDRINUSE),
        "This port is taken, perhaps by another preview. End that one, or choose another: serve --port 8001",
    ),
    (refused(errno.ENOSPC), "The disk is full (folder/file). Make room, then try again. dist/ is as it was."),
    (refused(errno.EDQUOT, None), "The disk is full. Make room, then try again. dist/ is as it was."),
    *(
        (
            refused(number),
            "This place may not be written or read (folder/file). Check who owns it, or choose another folder. "
            "dist/ is as it was.",
        )
        for number in (errno.EACCES, errno.EPERM, errno.EROFS)
    ),
    *(
        (
            refused(number),
            "A file stands where a folder must be (folder/file). Move it away or rename it, then try again. "
            "dist/ is as it was.",
        )
        for number in (errno.EEXIST, errno.ENOTDIR)
    ),
    (
        refused(errno.ENAMETOOLONG, "n" * 300),
        f"A path is too long for this disk ({'n' * 200}). Move the project to a shorter one. dist/ is as it was.",
    ),
    (refused(errno.EIO), f"The machine said: {os.strerror(errno.EIO)} (folder/file). dist/ is as it was."),
    (
        ThemeError("theme/style.yml: no colour"),
        "theme/style.yml: no colour. Mend the file, or take it out of theme/: then the one that is shipped is used.",
    ),
]


@pytest.mark.parametrize(
    ("error", "said"), REFUSALS, ids=lambda v: type(v).__name__ if isinstance(v, BaseException) else ""
)
def test_a_refusal_is_a_sentence(error: BaseException, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, plain_faults():
        raise error
    assert (ended.value.code, capsys.readouterr().err) == (PROBLEMS, said + "\n")


def test_a_mistake_of_ours_keeps_its_traceback_and_an_unknown_name_is_the_callers() -> None:
    for own, seen in (
        (ValueError("x"), ValueError),
        (OSError("x"), OSError),
        (UnknownBriefingError("y"), click.UsageError),
    ):
        with pytest.raises(seen), plain_faults():
            raise own


def test_files_that_were_changed_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say_kept([], tmp_path)
    assert capsys.readouterr() == ("", "")
    say_kept([tmp_path / "records" / "a.html", tmp_path / "b"], tmp_path)
    assert capsys.readouterr() == (
        "",
        "You had changed these files in dist/. They are kept here:\n  records/a.html\n  b\n",
    )


def test_a_bar_moves_where_somebody_watches_only(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []

    class Bar:
        def __init__(self, length: int, label: str, **_: Any) -> None:
            self.said: list[Any] = [length, label]
            made.append(self)

        def __enter__(self) -> None:
            self.said.append("begun")

        def __exit__(self, *_: object) -> None:
            self.said.append("ended")

        def update(self, number: int, name: str) -> None:
            self.said.append((number, name))

    monkeypatch.setattr(console.click, "progressbar", Bar)
    for watched in (False, True):
        monkeypatch.setattr(console.sys, "stderr", SimpleNamespace(isatty=lambda watched=watched: watched))
        with progress_bar() as show:
            show(0, 0, "")
            show(0, 2, "first")
            show(1, 2, "first")
            show(2, 2, "second")
    (bar,) = made
    assert bar.said == [2, "Making", "begun", (1, "first"), (1, "second"), "ended"]


def test_a_port_that_is_taken_leaves_no_socket_open(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[socket.socket] = []
    real = socket.socket

    def remembered(*given: Any) -> socket.socket:
        opened.append(real(*given))
        return opened[-1]

    monkeypatch.setattr(socket, "socket", remembered)
    first = listening()
    with pytest.raises(OSError, match="in use"):
        listening(port_of(first))
    assert [own.fileno() == -1 for own in opened] == [False, True]
    first.close()


# The desk ----------------------------------------------------------------------------------------


class AtOnce:
    """A thread that runs when it is started."""

    def __init__(self, target: Any, daemon: bool) -> None:
        self.start = target


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (None, ""),
        (BusyError(), "Another build is at work in this folder. Wait until it has ended, then try again."),
        (NotOursError("Not ours."), "Not ours."),
        (ThemeError("No theme"), "No theme"),
        (refused(errno.ENOSPC, None), "The disk is full. Make room, then try again."),
    ],
)
def test_a_build_at_the_desk(
    error: Exception | None, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Building(tmp_path, number=4)
    states = []

    def build(project: Path, progress: Any) -> str:
        states.append((project, desk.running, desk.done, desk.total, desk.name, desk.outcome, desk.fault))
        progress(1, 3, "pages/child-h")
        desk.start()  # somebody presses again: one build is enough
        states.append((desk.running, desk.done, desk.total, desk.name))
        if error:
            raise error
        return "made"

    monkeypatch.setattr(builder.pipeline, "build", build)
    monkeypatch.setattr(threading, "Thread", AtOnce)
    desk.done, desk.total, desk.name, desk.fault = 9, 9, "old", "old"
    desk.start()
    assert states == [(tmp_path, True, 0, 0, "", None, ""), (True, 1, 3, "pages/child-h")]
    assert (desk.running, desk.number, desk.fault) == (False, 5, fault)
    assert desk.outcome == (None if error else "made")


DAMAGED = "The file is damaged. Open it in the program that made it, save it under another name, and try again."
SLOW = "The file took too long to read. Save it under another name in Word, then try again."
ANSWER = {"written": ["a.md", "b.md"], "differences": "- a", "report": [["Left out", "a chart"]], "fault": "x"}


@pytest.mark.parametrize(
    ("answered", "means"),
    [
        (json.dumps(ANSWER).encode(), importing.Imported(("a.md", "b.md"), "- a", (("Left out", "a chart"),), "x")),
        (b"a warning\n{}\n", importing.Imported()),
        (b"", importing.Imported(fault=DAMAGED)),
        (b"[1]", importing.Imported(fault=DAMAGED)),
        (b"not json", importing.Imported(fault=DAMAGED)),
        (None, importing.Imported(fault=SLOW)),
    ],
    ids=range(6),
)
def test_a_document_is_read_by_another_process(
    answered: bytes | None, means: importing.Imported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def run(command: list[str], **how: Any) -> Any:
        if answered is None:
            raise subprocess.TimeoutExpired(command, how["timeout"])
        asked.append(json.loads(how["input"]))
        return SimpleNamespace(stdout=answered)

    monkeypatch.setattr(importing.subprocess, "run", run)
    assert importing.bring_in(tmp_path, "child-k", None, update=True) == means
    plain = {"project": str(tmp_path), "slug": "child-k", "source": "", "update": True, "word_wins": False}
    assert asked == ([] if answered is None else [plain])


def at_the_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception | None, *options: str) -> Any:
    launched: list[str] = []

    @contextmanager
    def opened(project: Path, port: int, tell: Any) -> Any:
        if error:
            raise error
        tell(f"http://127.0.0.1:{port}/")
        yield

    monkeypatch.setattr(builder.desk.app, "opened", opened)
    monkeypatch.setattr(threading.Event, "wait", lambda self: None)
    monkeypatch.setattr(click, "launch", launched.append)
    done = CliRunner().invoke(main, ["--project", str(tmp_path), "desk", *options])
    return done.exit_code, done.stdout, done.stderr, launched


OPEN = "The desk is open in your browser. Leave this window open while you work.\n"
LEADS = "A desk is open on this project already: this address leads to it.\n"


@pytest.mark.parametrize(
    ("error", "options", "code", "out", "err", "launched"),
    [
        (None, ("--port", "7"), 0, "http://127.0.0.1:7/\n", OPEN, ["http://127.0.0.1:7/"]),
        (None, ("--no-browser",), 0, "http://127.0.0.1:0/\n", OPEN, []),
        (OtherDeskError("http://x/", "pc9"), (), 0, "http://x/\n", LEADS, ["http://x/"]),
        (OtherDeskError("http://x/", ""), ("--no-browser",), 0, "http://x/\n", LEADS, []),
        (
            OtherDeskError("", "pc9"), (), PROBLEMS,
            "A desk is open on this project already on the computer pc9. Close that one first.\n", "", [],
        ),
        (
            OtherDeskError("", ""), (), PROBLEMS,
            "A desk is open on this project already. Close that one first.\n", "", [],
        ),
    ],
    ids=range(6),
)  # fmt: skip
def test_the_command_that_opens_the_desk(
    error: Exception | None,
    options: tuple[str, ...],
    code: int,
    out: str,
    err: str,
    launched: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert at_the_desk(monkeypatch, tmp_path, error, *options) == (code, out, err, launched)

"""Reads returned files in a process of its own, with a limit of time and, where the system can, of memory.

Parsers written in C can crash, hang or eat memory on a crafted file, and no `except` helps. Here such a file costs its
own reading and a new process (0.4 s). `Reader` is the parent's side, `serving` the child's. They speak over pipes:
a line of JSON and the file's bytes in, a line of JSON out. Nothing is pickled, so an answer cannot run anything.

Time is the processor's, where the system counts it: on a computer that is busy with other work a good file takes
minutes by the clock and is no worse for it. The clock is the second limit, for a reader that sleeps.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..limits import COUNTS_PROCESSOR_TIME, FILE_PATIENCE, FILE_PATIENCE_ALONE, FILE_SECONDS, MAX_ANSWER_BYTES
from ..post.leaf import Leaf
from ..reading.sent_form import SentForm
from ..replies import NotRead, Reason, Return
from .spoken import leaf_from, returns_from
from .watch import Watch

_ROOT = Path(__file__).resolve().parents[3]
_SERVING = "builder.returns.apart.serving"
"""Not imported here: what opens strangers' files is loaded where they are opened only."""


class _Process:
    """A process that answers, started when first needed and again after a crash. A context manager."""

    def __init__(self, seconds: float, program: str) -> None:
        self._seconds = seconds
        self._program = program
        self._child: subprocess.Popen[bytes] | None = None
        self._watch = Watch()

    @property
    def pid(self) -> int:
        """The process's number, 0 where none runs."""
        return self._child.pid if self._child else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.stop()

    def ask(self, head: dict[str, Any], data: bytes) -> dict[str, Any]:
        """The answer to one question. Raises NotRead where there is none in time."""
        child = self._child = self._child or _start(self._program)
        return self._in_time(lambda: _ask(child, head, data))

    def next(self) -> tuple[dict[str, Any], bytes]:
        """A further answer to the same question, with the bytes that follow it."""
        child = self._child
        assert child is not None
        answer = self._in_time(lambda: _heard(child))
        size = answer.get("size", 0)
        found = self._in_time(lambda: {"data": child.stdout.read(size) if child.stdout else b""})
        return answer, found["data"]

    def _in_time(self, work: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
        child = self._child
        with self._watch.timing(child, self._seconds) as ran_out:
            answer = work()
        if answer is None or ran_out():
            self.stop()
            slow = ran_out() or _ran_out(child)
            raise NotRead(Reason.TOO_LARGE, "time") if slow else NotRead(Reason.DAMAGED, "crash")
        return answer

    def stop(self) -> None:
        """Ends the process; the next question starts another."""
        child, self._child = self._child, None
        self._watch.stop()
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has nowhere to go
                    continue


class Reader(_Process):
    """The process that reads worksheets, and one beside it that takes messages and archives apart.

    `seconds` of processor time and `patience` on the clock (0: the limit's) are for one file, or for one thing inside.
    `program` is what the first runs: tests put one there that hangs or dies.
    """

    def __init__(self, seconds: float = FILE_SECONDS, program: str = "", patience: float = 0) -> None:
        patience = patience or (FILE_PATIENCE if COUNTS_PROCESSOR_TIME else FILE_PATIENCE_ALONE)
        super().__init__(patience, program or f"from {_SERVING} import serve; serve({seconds})")
        self._opener = _Process(patience, f"from {_SERVING} import serve_unpacking; serve_unpacking({seconds})")

    def read(self, name: str, data: bytes) -> tuple[Return, ...]:
        """The worksheets in a file's bytes; `name` is used for its ending only. Raises NotRead, and nothing else."""
        return returns_from(self.ask(_head(name, data), data))

    def read_print(self, data: bytes, forms: Sequence[SentForm]) -> tuple[Return, ...]:
        """The worksheets in a printed or flattened PDF, of one of `forms`. Raises NotRead, and nothing else."""
        head = {**_head("print.pdf", data), "forms": [form.as_json() for form in forms]}
        return returns_from(self.ask(head, data))

    def leaves(self, name: str, data: bytes, *, portfolio: bool = False) -> Iterator[Leaf]:
        """What lies inside a message or an archive (or, if asked, a PDF), one thing after another.

        A file that hangs or kills its process gives what was found before, then a leaf that says so.
        """
        opener = self._opener
        try:
            opener.ask({**_head(name, data), "name": name[-100:], "portfolio": portfolio}, data)
            while True:
                facts, inside = opener.next()
                if "path" not in facts:
                    return
                yield leaf_from(facts, inside)
        except NotRead as problem:
            yield Leaf((), why="inside_time" if problem.detail == "time" else "damaged")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._opener.stop()
        self.stop()


def _head(name: str, data: bytes) -> dict[str, Any]:
    return {"ending": name.rsplit(".", 1)[-1][:12] if "." in name else "", "size": len(data)}


def _start(program: str) -> subprocess.Popen[bytes]:
    """The child imports from our own place first and, by -P, never from the folder it is started in.

    That folder may be the one with the returns, and one of them may be called json.py.
    """
    given = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if Path(p).is_absolute()]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(_ROOT), *given))},
    )


def _ran_out(child: subprocess.Popen[bytes] | None) -> bool:
    """Whether the system ended it for its processor time."""
    return bool(child and COUNTS_PROCESSOR_TIME and child.returncode == -signal.SIGPROF)


def _ask(child: subprocess.Popen[bytes], head: dict[str, Any], data: bytes) -> dict[str, Any] | None:
    """The child's answer, or None where it died."""
    assert child.stdin
    try:
        child.stdin.write(json.dumps(head).encode() + b"\n")
        child.stdin.write(data)
        child.stdin.flush()
    except (OSError, ValueError):
        return None
    return _heard(child)


def _heard(child: subprocess.Popen[bytes]) -> dict[str, Any] | None:
    assert child.stdout
    try:
        line = child.stdout.readline(MAX_ANSWER_BYTES)
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None

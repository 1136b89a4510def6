"""Reads returned files in a process of its own, with a limit of time and, where the system can, of memory.

Parsers written in C can crash, hang or eat memory on a crafted file, and no `except` helps. Here such a file costs its
own reading and a new process (0.4 s). `Reader` is the parent's side; `serve` the child's. They speak over pipes:
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
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from .formats import guarded, read_any
from .limits import FILE_PATIENCE, FILE_PATIENCE_ALONE, FILE_SECONDS, MAX_ANSWER_BYTES, WORKER_MEMORY
from .print_form import SentForm, print_sheets
from .replies import NotRead, Reason, Return
from .spoken import as_json, leaf_as_json, leaf_from, returns_from
from .unpack import Leaf, Unpacker

_ROOT = Path(__file__).resolve().parents[2]
_COUNTS_PROCESSOR_TIME = sys.platform != "win32"


class _Process:
    """A process that answers, started when first needed and again after a crash. A context manager."""

    def __init__(self, seconds: float, program: str) -> None:
        self._seconds = seconds
        self._program = program
        self._child: subprocess.Popen[bytes] | None = None

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
        child, too_slow = self._child, threading.Event()

        def stop() -> None:
            too_slow.set()
            if child:
                child.kill()

        clock = threading.Timer(self._seconds, stop)
        clock.start()
        try:
            answer = work()
        finally:
            clock.cancel()
            clock.join()
        if answer is None or too_slow.is_set():
            self.stop()
            slow = too_slow.is_set() or _ran_out(child)
            raise NotRead(Reason.TOO_LARGE, "time") if slow else NotRead(Reason.DAMAGED, "crash")
        return answer

    def stop(self) -> None:
        """Ends the process; the next question starts another."""
        child, self._child = self._child, None
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
        patience = patience or (FILE_PATIENCE if _COUNTS_PROCESSOR_TIME else FILE_PATIENCE_ALONE)
        super().__init__(patience, program or f"from {__name__} import serve; serve({seconds})")
        self._opener = _Process(patience, f"from {__name__} import serve_unpacking; serve_unpacking({seconds})")

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
            opener.ask({**_head(name, data), "portfolio": portfolio}, data)
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
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(_ROOT), *given)), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def _ran_out(child: subprocess.Popen[bytes] | None) -> bool:
    """Whether the system ended it for its processor time."""
    return bool(child and _COUNTS_PROCESSOR_TIME and child.returncode == -signal.SIGPROF)


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


# The child's side --------------------------------------------------------------------------------


def serve(seconds: float = FILE_SECONDS) -> None:
    """The reading child: answers one file after another until its input ends."""
    for facts, data, target in _questions():
        _limit_time(seconds)
        forms = [SentForm.from_json(form) for form in facts.get("forms", ())]
        target.write(_answer(f"file.{facts['ending']}", data, forms) + b"\n")
        target.flush()


def serve_unpacking(seconds: float = FILE_SECONDS) -> None:
    """The unpacking child: for each file an answer, one for each thing inside with its bytes, an empty one."""
    for facts, data, target in _questions():
        _limit_time(seconds)
        target.write(b"{}\n")
        unpacker = Unpacker()
        found = unpacker.portfolio(data) if facts["portfolio"] else unpacker.leaves(f"file.{facts['ending']}", data)
        for leaf in _bounded(found):
            target.write(json.dumps(leaf_as_json(leaf)).encode() + b"\n")
            target.write(leaf.data)
            target.flush()
            _limit_time(seconds)
        target.write(b"{}\n")
        target.flush()


def _bounded(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """The leaves, and one more that says why where they end before their time."""
    try:
        yield from leaves
    except MemoryError:
        yield Leaf((), why="too_large")
    except Exception:  # hostile bytes find what no reader thought of: it costs the rest of this file only
        yield Leaf((), why="damaged")


def _questions() -> Iterator[tuple[dict[str, Any], bytes, IO[bytes]]]:
    _limit_memory()
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    while head := source.readline():
        facts = json.loads(head)
        yield facts, source.read(facts["size"]), target


def _limit_time(seconds: float) -> None:
    """Winds the processor's clock up again. When it runs down the system ends the process, inside a library too."""
    if _COUNTS_PROCESSOR_TIME:
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY, WORKER_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(name: str, data: bytes, forms: Sequence[SentForm]) -> bytes:
    try:
        read = guarded(lambda: print_sheets(data, forms)) if forms else read_any(name, data)
        text = json.dumps({"returns": [as_json(found) for found in read]}).encode()
        if len(text) < MAX_ANSWER_BYTES:
            return text
        problem = NotRead(Reason.TOO_LARGE, "text")
    except NotRead as found:
        problem = found
    facts = {
        "reason": str(problem.reason),
        "detail": problem.detail[:80],
        "reference_text": problem.reference_text[:200],
        "words": problem.words,
        "more": [text[:200] for text in problem.more[:100]],
    }
    return json.dumps(facts).encode()

"""Reads returned files in a process of its own, with a clock and, where the system can, a memory limit.

Parsers written in C can crash, hang or eat memory on a crafted file, and no `except` helps. Here such a file costs its
own reading and a new process (0.4 s). `Reader` is the parent's side; `serve` the child's. They speak over pipes:
a line of JSON and the file's bytes in, a line of JSON out. Nothing is pickled, so an answer cannot run anything.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from ..form.plan import Reference
from .formats import read_any
from .limits import FILE_SECONDS, MAX_ANSWER_BYTES, WORKER_MEMORY
from .replies import How, NotRead, Reason, Return

_ROOT = Path(__file__).resolve().parents[2]


class Reader:
    """One reading process, started when first needed and again after a crash. A context manager.

    `program` is what the process runs: tests put one there that hangs or dies.
    """

    def __init__(self, seconds: float = FILE_SECONDS, program: str = f"from {__name__} import serve; serve()") -> None:
        self._seconds = seconds
        self._program = program
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The reading process's number, 0 where none runs."""
        return self._child.pid if self._child else 0

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._stop()

    def read(self, name: str, data: bytes) -> Return:
        """The return in a file's bytes; `name` is used for its ending only. Raises NotRead, and nothing else."""
        child = self._child = self._child or _start(self._program)
        too_slow = threading.Event()

        def stop() -> None:
            too_slow.set()
            child.kill()

        clock = threading.Timer(self._seconds, stop)
        clock.start()
        try:
            answer = _ask(child, name, data)
        finally:
            clock.cancel()
            clock.join()
        if answer is None or too_slow.is_set():
            self._stop()
        if answer is None:
            raise NotRead(Reason.TOO_LARGE, "time") if too_slow.is_set() else NotRead(Reason.DAMAGED, "crash")
        return _return(answer)

    def _stop(self) -> None:
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


def _ask(child: subprocess.Popen[bytes], name: str, data: bytes) -> dict[str, Any] | None:
    """The child's answer, or None where it died."""
    assert child.stdin and child.stdout
    head = json.dumps({"ending": name.rsplit(".", 1)[-1][:12] if "." in name else "", "size": len(data)})
    try:
        child.stdin.write(head.encode() + b"\n")
        child.stdin.write(data)
        child.stdin.flush()
        line = child.stdout.readline(MAX_ANSWER_BYTES)
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None


def serve() -> None:
    """The child: answers one file after another until its input ends."""
    _limit_memory()
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    while head := source.readline():
        facts = json.loads(head)
        data = source.read(facts["size"])
        target.write(_answer(f"file.{facts['ending']}", data) + b"\n")
        target.flush()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY, WORKER_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(name: str, data: bytes) -> bytes:
    try:
        text = json.dumps(_plain(read_any(name, data))).encode()
        if len(text) < MAX_ANSWER_BYTES:
            return text
        problem = NotRead(Reason.TOO_LARGE, "text")
    except NotRead as found:
        problem = found
    facts = {
        "reason": str(problem.reason),
        "detail": problem.detail[:80],
        "reference_text": problem.reference_text[:200],
    }
    return json.dumps(facts).encode()


def _plain(found: Return) -> dict[str, Any]:
    return {
        "how": str(found.how),
        "answers": dict(found.answers),
        "reference": str(found.reference) if found.reference else "",
        "reference_text": found.reference_text[:400],
        "recommendations": dict(found.recommendations),
        "saved": found.saved.isoformat() if found.saved else None,
    }


def _return(facts: dict[str, Any]) -> Return:
    if "reason" in facts:
        raise NotRead(Reason(facts["reason"]), facts["detail"], facts["reference_text"])
    return Return(
        how=How(facts["how"]),
        answers=facts["answers"],
        reference=Reference.parse(facts["reference"]),
        reference_text=facts["reference_text"],
        recommendations=facts["recommendations"],
        saved=_moment(facts["saved"]),
    )


def _moment(text: str | None) -> datetime | None:
    """A time in UTC; one that states no zone is taken for UTC, so that all can be compared."""
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

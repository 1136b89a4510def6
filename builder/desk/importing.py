"""Brings in a document in a process of its own, with a clock and a memory limit: the file may be hostile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60.0
"""A long Word file takes two; what takes longer is no briefing."""

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space, where the system can limit it."""

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: files written, differences to what was there, the report, or a `fault` in a sentence.

    A line of the report is what kind of remark it is, in words for a person, and the remark.
    """

    written: tuple[str, ...] = ()
    differences: str = ""
    report: tuple[tuple[str, str], ...] = ()
    fault: str = ""


def bring_in(
    project: Path, slug: str, source: Path | None, *, update: bool = False, word_wins: bool = False
) -> Imported:
    """`briefing new SLUG --from SOURCE` in another process."""
    wish: dict[str, object] = {"project": str(project), "slug": slug, "source": str(source or "")}
    wish |= {"update": update, "word_wins": word_wins}
    given = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if Path(p).is_absolute()]
    path = os.pathsep.join((str(_ROOT), *given))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", f"from {__name__} import serve; serve()"],
            input=json.dumps(wish).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return Imported(fault="The file took too long to read. Save it under another name in Word, then try again.")
    try:
        answer = json.loads(done.stdout.splitlines()[-1])
        differences, fault = str(answer.get("differences", "")), str(answer.get("fault", ""))
        return Imported(
            tuple(answer.get("written", ())),
            differences,
            tuple((str(kind), str(words)) for kind, words in answer.get("report", ())),
            fault,
        )
    except (ValueError, IndexError, AttributeError):
        fault = "The file is damaged. Open it in the program that made it, save it under another name, and try again."
        return Imported(fault=fault)


def serve() -> None:
    """The other process: one wish in, one answer out."""
    from ..read.documents import UnreadableDocumentError  # late: only this process needs the readers
    from ..read.documents.starting import StartingError, new_briefing

    _limit()
    wish = json.loads(sys.stdin.buffer.read())
    source = Path(wish["source"]) if wish["source"] else None
    try:
        ways = {name: bool(wish[name]) for name in ("update", "word_wins")}
        started = new_briefing(Path(wish["project"]), wish["slug"], source, **ways)
        report = [(str(note.weight), str(note)) for note in started.report]
        answer = {"written": started.written, "differences": started.differences, "report": report}
    except (StartingError, UnreadableDocumentError) as error:
        answer = {"fault": str(error)}
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

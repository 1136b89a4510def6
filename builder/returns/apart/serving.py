"""The side of a process that opens strangers' files: one question after another until its input ends.

Questions and answers are lines of JSON with bytes behind them (`spoken`). Whatever a file holds, it costs its own
reading: time and memory are limited, and every fault becomes an answer.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from typing import IO, Any

from ..limits import COUNTS_PROCESSOR_TIME, FILE_SECONDS, MAX_ANSWER_BYTES, WORKER_MEMORY
from ..post.leaf import Leaf
from ..reading.sent_form import SentForm
from ..replies import NotRead, Reason
from .spoken import as_json, leaf_as_json


def serve(seconds: float = FILE_SECONDS) -> None:
    """The reading child: answers one file after another until its input ends."""
    from ..reading import formats, print_form  # noqa: F401 - there before the clock is wound for the first file

    for facts, data, target in _questions():
        _limit_time(seconds)
        forms = [SentForm.from_json(form) for form in facts.get("forms", ())]
        target.write(_answer(f"file.{facts['ending']}", data, forms) + b"\n")
        target.flush()


def serve_unpacking(seconds: float = FILE_SECONDS) -> None:
    """The unpacking child: for each file an answer, one for each thing inside with its bytes, an empty one."""
    from ..post.unpack import Unpacker

    for facts, data, target in _questions():
        _limit_time(seconds)
        target.write(b"{}\n")
        unpacker = Unpacker()
        found = unpacker.portfolio(data) if facts["portfolio"] else unpacker.leaves(facts["name"], data)
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
    sys.dont_write_bytecode = True  # our own modules are compiled once, on the way here; a stranger's file adds nothing
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    gc.freeze()  # what was loaded stays: it is not looked through for every file
    gc.set_threshold(20_000, 20, 20)
    while head := source.readline():
        facts = json.loads(head)
        yield facts, source.read(facts["size"]), target


def _limit_time(seconds: float) -> None:
    """Winds the processor's clock up again. When it runs down the system ends the process, inside a library too."""
    if COUNTS_PROCESSOR_TIME:
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY, WORKER_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(name: str, data: bytes, forms: Sequence[SentForm]) -> bytes:
    from ..reading.formats import guarded, read_any
    from ..reading.print_form import print_sheets

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

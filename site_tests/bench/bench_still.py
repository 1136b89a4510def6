"""Where nothing changed, and where one part did: whole commands, and the preview.

    python -m site_tests.bench.bench_still [BRIEFINGS]

Processor seconds of whole commands, children included, the middle of five; beside them seconds by the clock, which
other work on the machine makes longer. Must, for 100 briefings: an unchanged check 0.2 s, a saved part shown again in
0.10 s; for 500: an unchanged build 1 s, a preview that answers in 0.6 s, a saved part in 0.25 s.
"""

from __future__ import annotations

import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from builder.desk.preview import Preview
from builder.desk.server.sockets import listening, port_of
from builder.remembered import Facts, Memory

from ..conftest import ROOT
from .bench_scale import change
from .many import write_library

TIMES = 5
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
Took = tuple[float, float]
"""Seconds of the processor, and by the clock."""

LIMITS = {("check", 100): 0.2, ("shown", 100): 0.1, ("build", 500): 1.0, ("serve", 500): 0.6, ("shown", 500): 0.25}
"""What with so many briefings must not take longer."""


def started(project: Path, *words: str) -> subprocess.Popen[bytes]:
    """`briefing …` as a person starts it, with the bytecode that an installed program has."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(project.parent / "bytecode")}
    command = [sys.executable, "-m", "builder", "--project", str(project), *words]
    return subprocess.Popen(command, cwd=ROOT, env=env, **QUIET)  # type: ignore[call-overload,no-any-return]


def command(project: Path, *words: str) -> Took:
    """What a whole command takes."""
    began = time.perf_counter()
    child = started(project, *words)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, time.perf_counter() - began


def serve(project: Path) -> Took:
    """From the command to the first page that a browser is given; ended then."""
    free = listening()
    port = port_of(free)
    free.close()
    began = time.perf_counter()
    child = started(project, "serve", "--port", str(port))
    while child.poll() is None:
        with suppress(OSError):
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
            asked.request("GET", "/")
            asked.getresponse().read()
            break
        time.sleep(0.005)
    wall, used = time.perf_counter() - began, Path(f"/proc/{child.pid}/stat").read_text("utf-8")
    child.send_signal(signal.SIGINT)
    child.wait()
    own = used.rpartition(")")[2].split()
    return (int(own[11]) + int(own[12])) / os.sysconf("SC_CLK_TCK"), wall


def saved(project: Path) -> tuple[float, float]:
    """From a saved part to its page in the preview, and to all remarks: seconds of the processor."""
    preview = Preview(project, memory=Memory(Facts.of(project)))
    preview.refresh()
    shown, looked = [], []
    for number in range(TIMES + 1):
        change(project, number)
        began = time.process_time()
        preview.show()
        shown.append(time.process_time() - began)
        preview.refresh()
        looked.append(time.process_time() - began)
    return statistics.median(shown[1:]), statistics.median(looked[1:])


def middle(measure: Callable[[], Took]) -> Took:
    """The middle of some, after a first."""
    measure()
    found = [measure() for _ in range(TIMES)]
    return statistics.median(cpu for cpu, _ in found), statistics.median(wall for _, wall in found)


def main(briefings: int = 100) -> int:
    """Prints the figures; 1 where one is over its limit."""
    with tempfile.TemporaryDirectory(prefix="still-") as folder:
        project = write_library(Path(folder) / "project", briefings, 10)
        for words in (("check",), ("build", "--only", "pages")):
            command(project, *words)
        print(f"{briefings} briefings, load {os.getloadavg()[0]:.1f}; processor seconds, by the clock", flush=True)
        found = {
            "check": middle(lambda: command(project, "check")),
            "build": middle(lambda: command(project, "build", "--only", "pages")),
        }
        shown, looked = saved(project)  # what it shows last is there for `serve`
        found |= {"serve": middle(lambda: serve(project)), "shown": (shown, shown)}
    names = {"build": "build --only pages", "serve": "serve, first page", "shown": "a saved part shown again"}
    for key, (cpu, wall) in (found | {"with every remark": (looked, looked)}).items():
        print(f"  {names.get(key, key)}: {cpu:.2f} s, {wall:.2f} s", flush=True)
    return int(any(found[key][0] > limit for (key, count), limit in LIMITS.items() if count == briefings))


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))

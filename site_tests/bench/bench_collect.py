"""How much CPU and memory `collect` and its overview take for 100 and 1,000 mixed returns, and whether that is linear.

Run: python -m site_tests.bench.bench_collect [FILES]. Prints one line a size, then the ratio. Must: 1,000 returns, 300
of them inside e-mails, in at most 8 s of CPU and 200 MB. The folder is made first and not measured; each size has a
process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from builder.evidence.overview import make_overview
from builder.model.theme import Theme
from builder.read import read_library
from builder.returns.collect import collect
from site_tests.many_teams import with_teams

ROOT = Path(__file__).parents[2]
MOST_SECONDS, MOST_MEGABYTES = 8.0, 200.0
MAILED = 0.3
"""The part of the returns that lies inside e-mails."""


def measure(folder: Path, out: Path, files: int) -> dict[str, float]:
    """CPU seconds and peak megabytes of this process and its reader together, and seconds on the clock."""
    library = read_library(ROOT).library
    assert library
    before = _cpu()
    began = time.perf_counter()
    collected = collect(with_teams(library, files), folder, Theme.of(ROOT))
    make_overview(collected, Theme.of(ROOT), out, today=date(2026, 11, 22))
    seconds = time.perf_counter() - began
    peaks = [resource.getrusage(w).ru_maxrss / 1024 for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    assert len(collected.files) == files + round(files * MAILED)  # a message, and what lies in it
    return {"cpu": _cpu() - before, "clock": seconds, "megabytes": sum(peaks), "replies": len(collected.replies)}


def _cpu() -> float:
    both = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(r.ru_utime + r.ru_stime for r in both)


def main() -> int:
    """Prints the figures; 1 where one is over its limit."""
    if len(sys.argv) == 4:
        print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
        return 0
    most = int(sys.argv[1]) if len(sys.argv) == 2 else 1_000
    found = {files: _apart(files) for files in (most // 10, most)}
    for files, f in found.items():
        each = 1000 * f["cpu"] / files
        print(
            f"collect {files:5d} files: {f['cpu']:.2f} s CPU ({each:.1f} ms a file), {f['clock']:.2f} s on the clock, "
            f"{f['megabytes']:.0f} MB at most, {f['replies']} replies"
        )
    small, large = found.values()
    print(f"collect ratio for ten times the files: {large['cpu'] / small['cpu']:.1f}")
    limit = MOST_SECONDS * max(1.0, most / 1_000)
    return int(large["cpu"] > limit or large["megabytes"] > MOST_MEGABYTES)


def _apart(files: int) -> dict[str, float]:
    from site_tests.returned import messy_folder, post  # not in the process that is measured

    library = read_library(ROOT).library
    assert library
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "in", Path(name) / "out"
        out.mkdir()
        mailed = round(files * MAILED)
        messy_folder(folder, with_teams(library, files), files - mailed)
        post(folder, with_teams(library, files), mailed)
        command = [sys.executable, "-m", "site_tests.bench.bench_collect", str(folder), str(out), str(files)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        return dict(json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(main())

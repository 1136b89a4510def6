"""Every benchmark in this folder, one after another, each in a process of its own: `make bench`.

A figure is a ratio or a limit measured in this run, on this machine. The last lines say which kept theirs.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Runs all benchmarks, or those named; 1 where one missed what it must show."""
    named = sys.argv[1:]
    found = sorted(p.stem for p in Path(__file__).parent.glob("bench_*.py"))
    missed = []
    for name in (n for n in found if not named or n.removeprefix("bench_") in named):
        print(f"\n== {name.removeprefix('bench_').replace('_', ' ')}", flush=True)
        if subprocess.run([sys.executable, "-m", f"site_tests.bench.{name}"], check=False).returncode:
            missed.append(name)
    print(f"\nMissed: {', '.join(missed)}" if missed else "\nAll benchmarks kept what they must show.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

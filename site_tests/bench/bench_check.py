"""A first `briefing check` of 100 briefings, the whole command: of nine real shapes, and of text that is all its own.

    python -m site_tests.bench.bench_check [BRIEFINGS]

Processor seconds, children included, what a check keeps deleted before each; the middle of five after one that leaves
its bytecode. Where shapes repeat, their passages are looked at once; a real project has none twice, as the second
figure. Beside both, what a check takes after one part was changed. Aim for 100: 1.2 s each.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from ..conftest import ROOT
from .bench_still import TIMES, command
from .many import write_library

AIM_SECONDS = 1.2


def of_nine_shapes(project: Path, count: int) -> Path:
    """Child H and the briefings of other shapes, copied in turn until there are `count`. Returns the folder."""
    content = project / "content"
    content.mkdir(parents=True)
    for name in ("partnership.yml", "teams.csv"):
        shutil.copy(ROOT / "content" / name, content / name)
    shapes = [ROOT / "content" / "child-h", *sorted((ROOT / "site_tests" / "briefings").iterdir())]
    for n in range(count):
        source = shapes[0] if n % 2 else shapes[n // 2 % len(shapes)]
        shutil.copytree(source, content / f"{source.name}-{n}")
    return project


KINDS: dict[str, Callable[[Path, int], Path]] = {"nine shapes": of_nine_shapes, "text of its own each": write_library}


def first(project: Path) -> float:
    """A check of which nothing is known."""
    shutil.rmtree(project / "build", ignore_errors=True)
    return command(project, "check")[0]


def again(project: Path, turn: int) -> float:
    """A check after one part was changed."""
    part = min((project / "content").glob("*/01*.md"))
    part.write_text(f"{part.read_text(encoding='utf-8')}\nAnd more, {turn}.\n", encoding="utf-8")
    return command(project, "check")[0]


def main(count: int = 100) -> int:
    """Measures and prints; gives how many kinds took longer than the aim."""
    late = 0
    for kind, write in KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            project = write(Path(folder) / "project", count)
            first(project)
            cold = statistics.median(first(project) for _ in range(TIMES))
            edited = statistics.median(again(project, turn) for turn in range(TIMES))
        late += cold > AIM_SECONDS
        print(f"{count} briefings, {kind}: first {cold:.2f} s (aim {AIM_SECONDS} s), after one change {edited:.2f} s")
    return late


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

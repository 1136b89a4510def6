"""Compiled patterns that are kept find what those of `re` find, whatever became of the file they are kept in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder.check.kept_patterns import compiled

ROOT = Path(__file__).parents[1]
PATTERNS = (
    ("ab|c+", 0),
    (r"(?P<year>\d{4})-(?:(\d\d)|(?P<word>[A-Z]\w*))", 0),
    (r"\bé[à-ÿ]?\b", int(re.I)),
    (r"(?<!x)y(?=z)", int(re.I | re.M)),
)
TEXT = "abccC 2019-12 2020-May été É YZ xyz yz"
SCRIPT = """
import re
from builder.check.kept_patterns import compiled
def seen(p, text):
    return p.flags, p.groups, dict(p.groupindex), [(m.span(), m.groups(), m.groupdict()) for m in p.finditer(text)]
patterns, text = {}
print(all(seen(compiled(p, f, str(n)), text) == seen(re.compile(p, f), text) for n, (p, f) in enumerate(patterns)))
"""


def seen(pattern: re.Pattern[str], text: str) -> object:
    """What a pattern is and finds."""
    found = [(m.span(), m.groups(), m.groupdict()) for m in pattern.finditer(text)]
    return pattern.flags, pattern.groups, dict(pattern.groupindex), found


def run(kept: Path, **more: str) -> str:
    """Compiles the patterns in a process of its own, whose bytecode lies in `kept`."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(kept), "PYTHONPATH": str(ROOT), **more}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("{}\nprint", f"{(PATTERNS, TEXT)!r}\nprint")],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_pattern_is_the_same_as_of_re(pattern: str, flags: int) -> None:
    assert seen(compiled(pattern, flags, f"test {pattern}"), TEXT) == seen(re.compile(pattern, flags), TEXT)


def test_what_is_kept_may_be_missing_there_or_damaged(tmp_path: Path) -> None:
    assert run(tmp_path, PYTHONDONTWRITEBYTECODE="1") == "True\n"
    assert list(tmp_path.rglob("patterns-*")) == []
    assert run(tmp_path) == "True\n"
    (kept,) = tmp_path.rglob("patterns-*")
    good = kept.read_bytes()
    assert run(tmp_path) == "True\n" and kept.read_bytes() == good
    for damaged in (b"none", b"i\x07\x00\x00\x00", good.replace(b"\x0c\x00", b"\x0d\x00")):
        kept.write_bytes(damaged)
        assert run(tmp_path) == "True\n"

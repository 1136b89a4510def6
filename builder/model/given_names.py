"""Given names registered in England and Wales: which words may be a person's name, for the check and for replies."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("given_names.txt")


@cache
def registered_names() -> dict[str, bool]:
    """Given names in small letters without accents; True for one that is a word as well. Source: the file's head."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return {line.rstrip("*"): line.endswith("*") for line in lines if not line.startswith("#")}

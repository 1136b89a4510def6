"""Writes builder/check/data/pieces.json anew: `.venv/bin/python -m site_tests.write_pieces`."""

from __future__ import annotations

import json
from pathlib import Path

from builder.check import look, table

FILE = Path(look.__file__).parent / "data" / "pieces.json"


def pieces() -> str:
    """What the file should hold: what every match of each pattern of the rules must have in it."""
    assert table.RULES
    return json.dumps(dict(sorted(look.pieces_of_all().items())), ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    FILE.write_text(pieces(), encoding="utf-8")

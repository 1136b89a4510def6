"""Golden texts: what a room makes, as lines that a person can read and agree to.

Meant the change? Run the test with `UPDATE_GOLDEN=1` and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent / "golden"


def as_agreed(now: str, name: str) -> None:
    """Compares with the golden text of this name; makes it where that is asked for."""
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(now, encoding="utf-8")
    assert now == golden.read_text(encoding="utf-8")


def lines_of(value: Any, indent: int = 0) -> Iterator[str]:
    """Frozen data as indented lines; what stands as it is by default is left out, and short things share a line."""
    short = _short(value)
    if len(short) <= 120 - indent or not (is_dataclass(value) or isinstance(value, tuple | list)):
        yield " " * indent + short
    elif is_dataclass(value):
        yield " " * indent + type(value).__name__
        for name, own in _told(value):
            one = _short(own)
            if len(one) + len(name) <= 116 - indent or not (is_dataclass(own) or isinstance(own, tuple | list)):
                yield f"{' ' * indent}  {name}: {one}"
            else:
                yield f"{' ' * indent}  {name}:"
                yield from lines_of(own, indent + 4)
    else:
        for one in value:
            yield from lines_of(one, indent)


def _short(value: Any) -> str:
    if is_dataclass(value):
        return f"{type(value).__name__}({', '.join(f'{name}={_short(own)}' for name, own in _told(value))})"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_short, value))}]"
    if isinstance(value, bytes):
        return "bytes"
    return repr(value) if isinstance(value, str) else str(value)


def _told(value: Any) -> Iterator[tuple[str, Any]]:
    for one in fields(value):
        own = getattr(value, one.name)
        if own != _default(one):
            yield one.name, own


def _default(one: Field[Any]) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default

"""Where the theme stands that comes with the builder. It imports next to nothing."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
"""The builder's own folder."""

SHIPPED = next(p for p in (PACKAGE / "theme", PACKAGE.parent / "theme") if p.is_dir())
"""The theme that comes with the builder: inside the wheel, or beside the package in a checkout."""

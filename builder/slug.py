"""Words as ids and file names: the one rule for readers and makers."""

from __future__ import annotations

import re
import unicodedata


def ascii_slug(text: str) -> str:
    """Small ASCII letters, digits and single hyphens; may be empty."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")

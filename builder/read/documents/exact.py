"""Our own Word form, read back: nothing is guessed, each thing stands where the form puts it."""

from __future__ import annotations

from typing import Any

from ...adapters.documents import Document
from .report import Note


def exact_briefing(document: Document) -> tuple[dict[str, str], dict[str, Any], tuple[Note, ...], str] | None:
    """Files, settings, notes and the mark of the words it was made from; None where it is no such form."""
    return None

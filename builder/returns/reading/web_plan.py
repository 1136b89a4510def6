"""The web plan's return file, to a `Return`.

{"format": "briefing-return", "form": 2, "reference": "wrenford/child-h/1.0/east/plan-2", "kind": "plan",
 "recommendations": {"R1": "words"}, "answers": {"organisation": "…", "action_1_what": "…"}, "saved": "2027-01-12T…Z"}

"typed_from": "paper" is there where a person typed in what a team wrote on paper.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from ...form.plan import FORM_VERSION
from ...form.reference import typed_reference
from ..replies import How, NotRead, Reason, Return, require_known

MAX_FILE = 2_000_000
"""Bytes; a long plan has some 20,000."""
MAX_ANSWERS = 10_000
"""Answers in one file."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_CODE = re.compile(r"[A-Z]{1,2}\d{1,3}")


def json_sheets(data: bytes) -> tuple[Return, ...]:
    """What a return file says, as one of one. Raises NotRead."""
    return (read_json(data),)


def read_json(data: bytes) -> Return:
    """What a return file says. Raises NotRead."""
    content = _parsed(data)
    if not isinstance(content, dict) or content.get("format") != "briefing-return":
        raise NotRead(Reason.NOT_A_WORKSHEET)
    text = content.get("reference")
    text = text.strip()[:300] if isinstance(text, str) else ""
    form = content.get("form")
    if not isinstance(form, int) or isinstance(form, bool) or not 1 <= form <= FORM_VERSION:
        known = isinstance(form, int) and not isinstance(form, bool)
        raise NotRead(Reason.UNKNOWN_VERSION if known else Reason.DAMAGED, "form", text)
    reference = typed_reference(text)
    require_known(reference, text)
    answers = _texts(content.get("answers"), "answers", _ID)
    recommendations = _texts(content.get("recommendations"), "recommendations", _CODE)
    how = How.PAPER if content.get("typed_from") == "paper" else How.JSON
    return Return(how, answers, reference, text, recommendations, _time(content.get("saved")))


def _parsed(data: bytes) -> object:
    if len(data) > MAX_FILE:
        raise NotRead(Reason.TOO_LARGE, f"more than {MAX_FILE // 1_000_000} MB")
    try:
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # as some programs write every text
        return json.loads(data.decode("utf-16" if wide else "utf-8-sig"))
    except (ValueError, RecursionError) as error:
        ours = b"briefing-return" in data
        raise NotRead(Reason.DAMAGED if ours else Reason.NOT_A_WORKSHEET) from error


def _texts(found: object, name: str, key: re.Pattern[str]) -> dict[str, str]:
    """A part of the file that maps names to texts; anything else in it means damage, not an answer to drop."""
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise NotRead(Reason.DAMAGED, name)
    if len(found) > MAX_ANSWERS:
        raise NotRead(Reason.TOO_LARGE, f"more than {MAX_ANSWERS} {name}")
    if not all(isinstance(v, str) and key.fullmatch(k) for k, v in found.items()):
        raise NotRead(Reason.DAMAGED, name)
    return dict(found)


def _time(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
        if found is None:
            return None
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

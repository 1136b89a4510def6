"""What the processes for strangers' files say to each other, as JSON: nothing is pickled, so an answer runs nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ...adapters.mail.letter import Letter
from ...form.plan import Reference
from ..post.leaf import Leaf
from ..replies import How, NotRead, Reason, Remark, Return

_LETTER = ("sender", "sender_name", "subject", "words", "automatic", "sealed", "signed")


def as_json(found: Return) -> dict[str, Any]:
    """A return, for the other process."""
    return {
        "how": str(found.how),
        "answers": dict(found.answers),
        "reference": str(found.reference) if found.reference else "",
        "reference_text": found.reference_text[:400],
        "recommendations": dict(found.recommendations),
        "saved": found.saved.isoformat() if found.saved else None,
        "remarks": [[r.kind, r.text, r.place, r.sure] for r in found.remarks],
        "asked": sorted(found.asked),
        "printed": found.printed,
        "holds_files": found.holds_files,
    }


def returns_from(facts: dict[str, Any]) -> tuple[Return, ...]:
    """What the other process says of a file. Raises NotRead where it says why it did not read it."""
    if "reason" in facts:
        raise NotRead(
            Reason(facts["reason"]), facts["detail"], facts["reference_text"], facts["words"], tuple(facts["more"])
        )
    return tuple(map(_return_from, facts["returns"]))


def _return_from(facts: dict[str, Any]) -> Return:
    return Return(
        how=How(facts["how"]),
        answers=facts["answers"],
        reference=Reference.parse(facts["reference"]),
        reference_text=facts["reference_text"],
        recommendations=facts["recommendations"],
        saved=_moment(facts["saved"]),
        remarks=tuple(Remark(*r) for r in facts["remarks"]),
        asked=frozenset(facts["asked"]),
        printed=facts["printed"],
        holds_files=facts["holds_files"],
    )


def leaf_as_json(leaf: Leaf) -> dict[str, Any]:
    """A thing inside a file, without its bytes."""
    facts: dict[str, Any] = {"path": leaf.path, "size": len(leaf.data), "why": leaf.why, "holds": leaf.holds}
    if letter := leaf.letter:
        facts["letter"] = {name: getattr(letter, name) for name in _LETTER} | {
            "sent": letter.sent.isoformat() if letter.sent else None,
            "links": letter.links,
        }
    return facts | {"inline": leaf.inline}


def leaf_from(facts: dict[str, Any], data: bytes) -> Leaf:
    """What `leaf_as_json` gave, with its bytes."""
    said = facts.get("letter")
    letter = None
    if said:
        letter = Letter(
            **{name: said[name] for name in _LETTER}, sent=_moment(said["sent"]), links=tuple(said["links"])
        )
    return Leaf(tuple(facts["path"]), data, letter, facts["why"], facts["holds"], facts["inline"])


def _moment(text: str | None) -> datetime | None:
    """A time in UTC; one that states no zone is taken for UTC, so that all can be compared."""
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

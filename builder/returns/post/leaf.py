"""A thing that lies inside another, as it was found there."""

from __future__ import annotations

from dataclasses import dataclass

from ...adapters.mail.letter import Letter


@dataclass(frozen=True, slots=True)
class Leaf:
    """A thing inside a file: a message with its own words (`letter`), or a file with its bytes, or `why` it has none.

    `path` names where it lies, from outside to inside. `holds`: other things follow that lie inside it. `inline`: the
    message shows it in its own text.
    """

    path: tuple[str, ...]
    data: bytes = b""
    letter: Letter | None = None
    why: str = ""
    holds: bool = False
    inline: bool = False

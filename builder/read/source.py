"""Text files as people save them: bounded, decoded, with a problem instead of an exception."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ..model.place import Place
from ..model.problems import Problem
from .rules import rule

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xE000, 0xE001, 0xFFFE, 0xFFFF), "�") | {
    sign: bytes((sign,)).decode("cp1252", "replace") for sign in range(128, 160)
}
"""Characters that no output can hold: Word refuses a file with them, or they mark the language of a passage. Those from
128 to 159 are quotation marks and dashes of Windows that a program took for signs of its own, and become them again."""
_ANY_CONTROL = re.compile(f"[{re.escape(''.join(map(chr, _CONTROLS)))}]")
"""Looked for first: nearly no file has one, and to change each letter of a file costs thirty times as much."""

_WAYS_BACK = {
    "partnership.yml": "`briefing init` writes one to fill in; it changes no file that is there.",
    "teams.csv": "Save your list from Excel under this name as CSV UTF-8, or let `briefing init` write an empty one.",
    "briefing.yml": "Create it with one line, “title: Child H”, or move a folder that is no briefing out of content/.",
}
"""What to do where one of these is missing."""

MAX_BYTES = 1_000_000
"""A section has some thousand characters; a file this large is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text and the path to name it by."""

    path: str
    text: str

    def at(self, line: int = 0) -> Place:
        """A place in this file."""
        return Place(self.path, line)


def leads_out(root: Path, file: Path) -> bool:
    """Whether a file or folder is reached through a link that leads out of the project."""
    real, inside = os.path.realpath(file), os.path.realpath(root)
    return real != inside and not real.startswith(inside.rstrip(os.sep) + os.sep)


def read_source(root: Path, file: Path, *, encodings: tuple[str, ...] = ("utf-8-sig",)) -> Source | Problem:
    """The text of `file`, named relative to `root`, or the problem with it. Line ends become `\\n`."""
    name = file.relative_to(root).as_posix()
    if file.is_dir():
        hint = "Rename the folder, or move it out; then write the text into a file of this name."
        return rule("unreadable-file").at(Place(name), f"{name} is a folder, and should be a file", hint=hint)
    if not file.is_file():
        if file.is_symlink():
            hint = "Put a copy of the file there, or delete the link."
            return rule("missing-file").at(Place(name), f"{name} is a link that leads nowhere", hint=hint)
        return rule("missing-file").at(Place(name), f"{name} is missing", hint=_WAYS_BACK.get(file.name, ""))
    if leads_out(root, file):
        return rule("link-out").at(Place(name), f"{name} is a link to a file outside the project")
    try:
        if file.stat().st_size > MAX_BYTES:
            return rule("unreadable-file").at(
                Place(name), f"The file is larger than {MAX_BYTES:,} bytes", hint="Split it."
            )
        data = file.read_bytes()
    except OSError as error:
        return rule("unreadable-file").at(
            Place(name), f"The file cannot be opened: {error.strerror}", hint="Check who may read it."
        )
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return Source(name, text.translate(_CONTROLS) if _ANY_CONTROL.search(text) else text)
    return rule("unreadable-file").at(
        Place(name, line),
        "The file is no plain text, or its letters are saved in an old way",
        hint="Open it in Notepad and save it again, with “UTF-8” chosen beside “Encoding”. A Word file comes in by "
        "`briefing new`.",
    )

"""What one desk holds while it is open: the project's files, the preview, the build, and how its own pages look."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from ..model.briefing import Briefing, Section
from ..model.problems import Problem, Severity
from ..model.theme import SHIPPED, Theme
from .building import Building
from .preview import Preview
from .server.preview_server import PreviewServer
from .server.sessions import Sessions
from .writing.files import Files
from .writing.settings_form import with_labels
from .writing.typed_words import TypedWords

if TYPE_CHECKING:
    from ..read import Reading


@dataclass(frozen=True, slots=True)
class Incoming:
    """An uploaded document that waits for a person's word."""

    file: Path
    name: str


def open_folder(folder: Path) -> None:
    """Shows a folder in the system's own window."""
    if sys.platform == "win32":
        os.startfile(folder)
    else:
        program = "open" if sys.platform == "darwin" else "xdg-open"
        subprocess.Popen([program, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@dataclass
class Desk:
    """One project, open in a browser. The desk's own look is the shipped one: a project's theme may be a stranger's."""

    project: Path
    preview: Preview
    preview_server: PreviewServer
    sessions: Sessions = field(default_factory=Sessions)
    opener: Callable[[Path], None] = open_folder
    decider: str = ""
    incoming: dict[str, Incoming] = field(default_factory=dict)
    returned: dict[str, Any] = field(default_factory=dict)
    """What became of the files that came back, when they were last read in this session."""
    opened_at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.files = Files(self.project)
        self.typed = TypedWords(self.files)
        self.building = Building(self.project)
        self.theme = Theme((SHIPPED,))
        self.words = self.theme.words("en")["desk"]
        self.env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(SHIPPED / "desk"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

        self.env.filters["with_labels"] = partial(with_labels, words=self.words)

    def html(self, template: str, **values: Any) -> str:
        """A page of the desk."""
        return self.env.get_template(template).render(w=self.words, **values)

    def locked(self) -> str:
        """What everybody sees who is not let in."""
        return self.html("locked.html", title=self.words["locked_title"], form_token="", here="", help="")

    def read(self) -> Reading:
        """The project as it is now."""
        return self.preview.read()


def problems_of(reading: Reading, slug: str, name: str = "") -> tuple[Problem, ...]:
    """What there is to look at in a briefing, or in one of its files; first what stops it."""
    folder = f"content/{slug}"
    found = (p for p in reading.problems if p.place.path == folder or p.place.path.startswith(f"{folder}/"))
    if name:
        found = (p for p in reading.problems if p.place.path == f"{folder}/{name}")
    return tuple(sorted(found, key=lambda p: p.severity is not Severity.ERROR))


def briefing_of(reading: Reading, slug: str) -> Briefing | None:
    """A briefing as it was read; None where it cannot be."""
    briefings = reading.library.briefings if reading.library else ()
    return next((b for b in briefings if b.slug == slug), None)


def section_of(briefing: Briefing | None, name: str) -> Section | None:
    """The part that stands in a file."""
    sections = briefing.sections if briefing else ()
    return next((s for s in sections if s.place.path.rpartition("/")[2] == name), None)

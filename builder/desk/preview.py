"""Live authoring: the site while it is written. Only what changed is made again, and problems stand on the page.

Pages come straight from a shelf of the preview's own; nothing is written to `dist/`. The page asks for the next state
with a script element that the server answers when something changed: that needs no hole in the page's security policy.
Any site could load such a script too, so its address holds a secret that only our own pages can read.

The part that somebody types is drawn at once, alone (`redraw`); all that follows from it comes with the next `refresh`.
"""

from __future__ import annotations

import mimetypes
import posixpath
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..model.place import Place
from ..model.problems import Problem, Severity, in_order
from ..output.shelf import SeenShelf
from ..remembered import Facts, Memory, problems_as, problems_from, state_of
from ..site.groups import ASSETS, INDEX, Pages

if TYPE_CHECKING:
    from ..form.plan import Words
    from ..model.partnership import Library
    from ..read import Reading


@dataclass
class Preview:
    """What is shown now. `number` rises with each change; `changed` wakes the pages that wait for it.

    `checked` is the number at which `problems` were found; 0 until the rules have looked.
    """

    project: Path
    number: int = 0
    checked: int = 0
    pages: Pages = field(default_factory=lambda: Pages({}, {}))
    search: Callable[[], str] = str
    problems: tuple[Problem, ...] = ()
    words: Words = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)
    memory: Memory = field(default_factory=Memory)
    drawn_at: float = 0.0
    """When a part was drawn alone, by `time.monotonic`."""
    _reading: threading.Lock = field(default_factory=threading.Lock)
    _seen: tuple[str, Reading] | None = None
    """What was read last, in which state of the project, before the rules looked at it."""
    _read: tuple[str, Reading] | None = None
    _drawn: dict[str, tuple[float, bytes]] = field(default_factory=dict)
    """Pages of parts that were drawn alone since the last refresh, by their path, with the time of drawing."""

    def __post_init__(self) -> None:
        self._shelf = SeenShelf(self.project / "build" / "preview" / "shelf")

    def read(self) -> Reading:
        """The project as it is now: what has not changed is not read again."""
        return self._looked_at()[1]

    def _looked_at(self) -> tuple[str, Reading]:
        from ..checking import looked_at  # late, like all that reads and draws: the desk opens before

        with self._reading:
            state, reading = self._without_rules()
            if self._read is None or self._read[0] != state:
                self._read = state, looked_at(self.project, reading, self.memory)
            return self._read

    def _without_rules(self) -> tuple[str, Reading]:
        """What is read now, and the project's state. The lock is held."""
        from ..checking import read

        state = state_of(self.project)
        if self._seen is None or self._seen[0] != state:
            self._seen = state, read(self.project, self.memory)
        return self._seen

    @property
    def has_read(self) -> bool:
        """Whether the project was read once: until then `read` takes its time."""
        return self._read is not None

    def show_last(self) -> bool:
        """Shows at once what was shown last, if nothing changed since; False where something did."""
        last = self._facts().load("shown", state_of(self.project)) or {}
        problems, groups = problems_from(last.get("problems")), last.get("groups")
        shelf = self._shelf
        if problems is None or not isinstance(groups, dict) or not groups:
            return False
        if not all(isinstance(digest, str) and shelf.has(name, digest) for name, digest in groups.items()):
            return False
        words = last.get("words")
        with self.changed:
            self.pages = Pages({name: shelf.files(name, digest) for name, digest in groups.items()}, groups)
            self.words = {"live": {str(k): str(v) for k, v in words.items()} if isinstance(words, dict) else {}}
        self._wake(problems)
        return True

    def _facts(self) -> Facts:
        return Facts(self.project / "build" / "preview" / "facts")

    def refresh(self) -> None:
        """Reads and makes what changed, and shows it; then checks, and says what is found.

        A mistake leaves the last good pages. A page that changed does not wait for the rules: those look at a whole
        briefing, which takes longer than all else.
        """
        drawn_of, slips = self.show()
        state, reading = self._looked_at()
        found = in_order((*reading.problems, *slips))
        if reading.library and not slips and state == drawn_of:
            last = {"groups": dict(self.pages.digests), "words": self.words.get("live", {})}
            self._facts().keep("shown", state, last | {"problems": problems_as(found)})
        if self.pages.digests:
            self._shelf.keep_only(self.pages.digests)
        if not self.checked or found != self.problems:
            self._wake(found)
        elif self.checked != self.number:
            with self.changed:
                self.checked = self.number
                self.changed.notify_all()

    def show(self) -> tuple[str, tuple[Problem, ...]]:
        """Reads and makes what changed, and shows it. Of which state of the project; what is wrong with the theme."""
        began, before = time.monotonic(), self.pages.digests
        with self._reading:
            state, reading = self._without_rules()
        slips = self._draw(reading.library, began) if reading.library else ()
        if self.pages.digests != before:
            self._wake()
        return state, slips

    def _draw(self, library: Library, began: float) -> tuple[Problem, ...]:
        """Makes the pages that changed; what is wrong with the theme, where that cannot be done."""
        from ..model.theme import Theme, ThemeError
        from .drawing import drawn_pages

        theme, own = Theme.of(self.project), library.partnership
        try:
            self.words = theme.words(own.lang, own.audience)
            pages, self.search = drawn_pages(library, theme, self.project, self._shelf)
        except ThemeError as error:
            return (Problem("theme", Severity.ERROR, Place("theme"), str(error)),)
        self.pages = pages.over(self.pages.only(self._unreadable(library)))
        self._drawn = {path: page for path, page in self._drawn.items() if page[0] > began}
        return ()

    def _wake(self, found: tuple[Problem, ...] | None = None) -> None:
        """Wakes the pages: they are others, or (with `found`) all is known of them."""
        with self.changed:
            self.number += 1
            if found is not None:
                self.problems, self.checked = found, self.number
            self.changed.notify_all()

    def redraw(self, slug: str, file: str) -> None:
        """Shows one part as it is on disk now, and nothing else that may follow from the change."""
        began, library = time.monotonic(), self._seen[1].library if self._seen else None
        if library is None or ASSETS not in self.pages.digests or slug not in {b.slug for b in library.briefings}:
            return  # the next refresh shows it, with styles and scripts
        from .drawing import drawn_part

        if page := drawn_part(library, self.project, slug, file):
            with self.changed:
                self._drawn[page[0]] = began, page[1]
                self.drawn_at = time.monotonic()
                self.number += 1
                self.changed.notify_all()

    def _unreadable(self, library: Library) -> set[str]:
        """Briefings that are being written, but cannot be read now: their last good pages stay."""
        readable = {briefing.slug for briefing in library.briefings}
        return {name for name in self.pages.folders.keys() - readable if (self.project / "content" / name).is_dir()}

    def find(self, path: str) -> tuple[bytes, str] | None:
        """Content and type of a page, a style, a script or a picture."""
        name = posixpath.normpath(unquote(path).lstrip("/"))
        name = "index.html" if name == "." else name
        if name.startswith("..") or "\0" in name or "\\" in name:
            return None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name == INDEX:
            return self.search().encode(), "text/javascript"
        if drawn := self._drawn.get(name):
            return drawn[1], kind
        own = self.pages.folders.get(name.partition("/")[0])
        for folder in (own,) if own else self.pages.of_the_site():
            for file in (folder / name, folder / name / "index.html"):
                if file.is_file():
                    return file.read_bytes(), "text/html" if file.suffix == ".html" else kind
        return None

    def awaits(self, path: str) -> bool:
        """Whether a page belongs to a briefing that is written and has no pages yet."""
        slug = path.partition("/")[0]
        return bool(slug) and slug not in self.pages.folders and (self.project / "content" / slug).is_dir()

    def state(self, page: str) -> dict[str, object]:
        """What is to be said on a page, and the number of the change that it is true of."""
        with self.changed:
            here = [p for p in self.problems if _stands_on(p, page)]
            named = self._named(here)
            shown = [_shown(p, named) for p in here]
            return {
                "number": self.number,
                "problems": shown,
                "elsewhere": len(self.problems) - len(shown),
                "words": self.words.get("live", {}),
            }

    def _named(self, problems: Sequence[Problem]) -> Mapping[Place, str]:
        """What places are called whose text came from Word."""
        if not problems or not (self.project / "records" / "imports").is_dir():
            return {}
        from ..read.word_places import word_places  # late, like all that reads

        return word_places(self.project, frozenset(p.place for p in problems))


def _shown(problem: Problem, named: Mapping[Place, str]) -> dict[str, str]:
    return {
        "severity": str(problem.severity),
        "place": named.get(problem.place, str(problem.place)),
        "message": problem.message,
        "hint": problem.hint,
        "passage": problem.passage,
    }


def _stands_on(problem: Problem, page: str) -> bool:
    """Whether a problem belongs on a page: a part's on the part, a briefing's on its overview, all others on home.

    What stops a whole briefing stands on each of its pages, and what stops everything on every page.
    """
    path = problem.place.path.removeprefix("content/").removesuffix(".md").removesuffix("/briefing.yml")
    page = page.strip("/").removesuffix(".html").removesuffix("/index")
    of_all = path.startswith("theme") or path.endswith((".yml", ".csv"))
    if problem.severity is Severity.ERROR and (of_all or path == page.partition("/")[0]):
        return True
    return path == page or (page in ("", "index") and "/" not in path)

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
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from ..adapters.mkdocs import SiteError
from ..form.plan import Words
from ..model.briefing import Briefing
from ..model.partnership import Library
from ..model.place import Place
from ..model.problems import Problem, Severity, in_order
from ..model.theme import Theme, ThemeError
from ..output.shelf import Shelf
from ..pipeline import inspect
from ..read import Reading
from ..read.briefing import read_briefing
from ..remembered import Facts, Memory, problems_as, problems_from, state_of
from ..render.job import jobs_of, today
from ..render.own_theme import told_by_file
from ..site.direct import rendered_part
from ..site.pages import ASSETS, INDEX, Pages, make_pages, search_index
from ..site.stage import Settings


@dataclass
class Preview:
    """What is shown now. `number` rises with each change; `changed` wakes the pages that wait for it."""

    project: Path
    number: int = 0
    pages: Pages = field(default_factory=lambda: Pages({}, {}))
    search: Callable[[], str] = str
    problems: tuple[Problem, ...] = ()
    words: Words = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)
    memory: Memory = field(default_factory=Memory)
    drawn_at: float = 0.0
    """When a part was drawn alone, by `time.monotonic`."""
    _reading: threading.Lock = field(default_factory=threading.Lock)
    _read: tuple[str, Reading] | None = None
    _drawn: dict[str, tuple[float, bytes]] = field(default_factory=dict)
    """Pages of parts that were drawn alone since the last refresh, by their path, with the time of drawing."""

    def read(self) -> Reading:
        """The project as it is now: what has not changed is not read again."""
        with self._reading:
            state = state_of(self.project)
            if self._read is None or self._read[0] != state:
                self._read = state, inspect(self.project, self.memory)
            return self._read[1]

    @property
    def has_read(self) -> bool:
        """Whether the project was read once: until then `read` takes its time."""
        return self._read is not None

    def show_last(self) -> bool:
        """Shows at once what was shown last, if nothing changed since; False where something did."""
        last = self._facts().load("shown", state_of(self.project)) or {}
        problems, groups = problems_from(last.get("problems")), last.get("groups")
        shelf = Shelf(self.project / "build" / "preview" / "shelf")
        if problems is None or not isinstance(groups, dict) or not groups:
            return False
        if not all(isinstance(digest, str) and shelf.has(name, digest) for name, digest in groups.items()):
            return False
        with self.changed:
            self.pages = Pages({name: shelf.files(name, digest) for name, digest in groups.items()}, groups)
            self.problems, self.number = problems, self.number + 1
            self.words = Theme.of(self.project).words(str(last.get("lang")))
            self.changed.notify_all()
        return True

    def _facts(self) -> Facts:
        return Facts(self.project / "build" / "preview" / "facts")

    def refresh(self) -> None:
        """Reads, checks and makes what changed, then wakes the pages. A mistake leaves the last good pages."""
        theme, state, began = Theme.of(self.project), state_of(self.project), time.monotonic()
        before = (self.pages.digests, self.problems)
        reading = self.read()
        problems = list(reading.problems)
        if reading.library:
            try:
                with told_by_file(theme):
                    self._make(reading.library, theme)
            except (SiteError, ThemeError) as error:
                problems.append(Problem("theme", Severity.ERROR, Place("theme"), str(error)))
        found = in_order(problems)
        if reading.library and len(found) == len(reading.problems):
            shown = {"groups": dict(self.pages.digests), "lang": reading.library.partnership.lang}
            self._facts().keep("shown", state, shown | {"problems": problems_as(found)})
            self._drawn = {path: page for path, page in self._drawn.items() if page[0] > began}
        if self.number and before == (self.pages.digests, found):
            return  # nothing that a page shows has changed
        with self.changed:
            self.problems = found
            self.number += 1
            self.changed.notify_all()

    def redraw(self, slug: str, file: str) -> None:
        """Shows one part as it is on disk now, and nothing else that may follow from the change."""
        began, library = time.monotonic(), self._read[1].library if self._read else None
        if library is None or ASSETS not in self.pages.digests or slug not in {b.slug for b in library.briefings}:
            return  # the next refresh shows it, with styles and scripts
        briefing = read_briefing(self.project, self.project / "content" / slug, [])
        page = self._part(library, briefing, file) if briefing else None
        if page:
            with self.changed:
                self._drawn[page[0]] = began, page[1]
                self.drawn_at = time.monotonic()
                self.number += 1
                self.changed.notify_all()

    def _part(self, library: Library, briefing: Briefing, file: str) -> tuple[str, bytes] | None:
        theme = Theme.of(self.project)
        (job,) = jobs_of(Library(library.partnership, (briefing,), library.teams), theme)
        section = next((s for s in briefing.sections if s.place.path.endswith(f"/{file}")), None)
        if job.withdrawn or section is None:
            return None
        words = theme.words(library.partnership.lang, library.partnership.audience)
        settings = Settings(library, theme, words, self.project, self.project, today(), False, "", True)
        try:
            with told_by_file(theme):
                return f"{briefing.slug}/{section.stem}.html", rendered_part(job, section, settings)
        except (SiteError, ThemeError):
            return None  # said by the refresh

    def _make(self, library: Library, theme: Theme) -> None:
        jobs = jobs_of(library, theme)
        self.words = theme.words(library.partnership.lang, library.partnership.audience)
        work = self.project / "build" / "preview"  # its own: these pages link no downloads
        shelf, day = Shelf(work / "shelf"), today()
        pages = make_pages(
            jobs, library, theme, shelf, project=self.project, work=work, today=day, downloads=False, direct=True
        )
        self.pages = pages.over(self.pages.only(self._unreadable(library)))
        shelf.keep_only(self.pages.digests)
        self.search = lambda: search_index(jobs, day)  # made only when somebody searches

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
            shown = [_shown(p) for p in self.problems if _stands_on(p, page)]
            return {
                "number": self.number,
                "problems": shown,
                "elsewhere": len(self.problems) - len(shown),
                "words": self.words.get("live", {}),
            }


def _shown(problem: Problem) -> dict[str, str]:
    return {
        "severity": str(problem.severity),
        "place": str(problem.place),
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

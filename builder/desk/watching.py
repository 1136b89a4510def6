"""Notices what changes in a project folder, and lets the preview follow."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from ..output.fingerprints import theme_digest
from .preview import Preview

SETTLE = 0.03
"""Seconds of quiet after a change: editors save in several steps."""


CALM = 0.6
"""Seconds after a part was drawn alone, until all else is made anew."""

LONGEST = 3.0
"""Seconds that it waits at most while somebody types on."""

FIRST = 0.3
"""Seconds in which a browser is given what was shown last, before it is read."""

AGAIN = 0.3
"""Seconds until files that moved while they were read are read again."""


class _Watcher(FileSystemEventHandler):
    """Notes that something changed; `_keep_fresh` does the work."""

    def __init__(self, project: Path) -> None:
        self.stirred = threading.Event()
        self.project = project
        self.folders = (project / "content", project / "theme")
        self.followed: set[Path] = set()

    def follow(self, observer: BaseObserver) -> None:
        """Watches the folders that are there now: in an empty project they come later."""
        for folder in (self.project, *self.folders):
            if folder.is_dir() and folder not in self.followed:
                self.followed.add(folder)
                observer.schedule(self, str(folder), recursive=folder != self.project)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Opening and closing without writing is no change; beside our folders nothing is ours but their coming."""
        places = [Path(os.fsdecode(p)) for p in (event.src_path, event.dest_path) if p]
        inside = [p for p in places if any(p.is_relative_to(folder) for folder in self.folders)]
        if event.event_type in ("opened", "closed_no_write") or not inside:
            return
        if any(place.is_relative_to(self.project / "theme") for place in inside):
            from ..model.theme import forget  # late: nothing was read before

            forget()
            theme_digest.cache_clear()
        self.stirred.set()


@contextlib.contextmanager
def followed(preview: Preview, *, behind: Callable[[], None] | None = None) -> Iterator[None]:
    """Keeps the preview fresh while the context lasts. `behind`: first that is done, then its first state is made."""
    if behind is None and not preview.show_last():
        preview.show()
    watcher, observer, ended = _Watcher(preview.project), Observer(), threading.Event()
    watcher.follow(observer)
    watcher.stirred.set()  # what is shown is read and checked in the background, so that the next change is quick
    thread = threading.Thread(target=_keep_fresh, args=(preview, watcher, observer, ended, behind), daemon=True)
    observer.start()
    thread.start()
    try:
        yield
    finally:
        ended.set()
        watcher.stirred.set()
        observer.stop()
        observer.join()
        thread.join(30)


def _typing(preview: Preview, since: float) -> bool:
    """Whether somebody is typing a part, which was drawn alone: what follows from it may wait a little."""
    now = time.monotonic()
    return now - preview.drawn_at < CALM and now - since < LONGEST


def _keep_fresh(
    preview: Preview,
    watcher: _Watcher,
    observer: BaseObserver,
    ended: threading.Event,
    behind: Callable[[], None] | None,
) -> None:
    if behind:
        behind()
    elif preview.checked:
        ended.wait(FIRST)
    while True:
        watcher.stirred.wait()
        if ended.is_set():
            return
        since = time.monotonic()
        while watcher.stirred.is_set() and not ended.is_set():
            watcher.stirred.clear()
            watcher.stirred.wait(SETTLE)
            while _typing(preview, since) and not ended.wait(SETTLE):
                pass
        if ended.is_set():  # the last stir is no change, and nobody stirs again
            return
        watcher.follow(observer)
        try:
            preview.refresh()
        except OSError:  # a file went while it was read: another program is at work, look again
            ended.wait(AGAIN)
            watcher.stirred.set()

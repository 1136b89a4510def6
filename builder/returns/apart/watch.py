"""A clock for another process: whoever takes too long over an answer is ended. One thread, however many questions."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watch:
    """Looks at one process at a time. Its thread begins with the first question and ends with `stop`."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._until = 0.0
        self._ran_out = False

    @contextmanager
    def timing(self, child: subprocess.Popen[bytes] | None, seconds: float) -> Iterator[Callable[[], bool]]:
        """Kills `child` where the block takes longer than `seconds`; what it gives says whether that was so."""
        with self._change:
            self._child, self._until, self._ran_out = child, time.monotonic() + seconds, False
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, args=(seconds / 4,), daemon=True)
                self._thread.start()
        try:
            yield lambda: self._ran_out
        finally:
            with self._change:
                self._child = None

    def stop(self) -> None:
        """Ends the thread; the next question begins another."""
        with self._change:
            thread, self._thread = self._thread, None
            self._change.notify_all()
        if thread:
            thread.join()

    def _look(self, often: float) -> None:
        with self._change:
            while self._thread is threading.current_thread():
                if self._child and time.monotonic() > self._until:
                    self._ran_out = True
                    self._child.kill()
                    self._child = None
                self._change.wait(often)

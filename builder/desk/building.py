"""A build in the background: how far it is, what it makes, how it ended."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from ..console import reason
from ..model.theme import ThemeError
from ..outcome import Outcome
from ..output.lock import BusyError
from ..output.swap import NotOursError


@dataclass
class Building:
    """The last build of this desk. `fault` is a sentence where the machine refused."""

    project: Path
    running: bool = False
    done: int = 0
    total: int = 0
    name: str = ""
    outcome: Outcome | None = None
    fault: str = ""
    number: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Begins a build, unless one is at work."""
        with self._lock:
            if self.running:
                return
            self.running, self.done, self.total, self.name = True, 0, 0, ""
            self.outcome, self.fault = None, ""
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        from ..pipeline import build  # late: the desk opens before anything is built

        try:
            self.outcome = build(self.project, progress=self._progress)
        except BusyError:
            self.fault = "Another build is at work in this folder. Wait until it has ended, then try again."
        except (NotOursError, ThemeError) as error:
            self.fault = str(error)
        except OSError as error:
            self.fault = reason(error)
        finally:
            self.number += 1
            self.running = False

    def _progress(self, done: int, total: int, name: str) -> None:
        self.done, self.total, self.name = done, total, name

"""What a build came to; and what the last check and build said, where nothing changed since.

It imports next to nothing: a command that has nothing to do is answered before the rules are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .model.problems import Problem, blocking
from .output.swap import is_current
from .remembered import Facts, problems_from, state_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did: the problems met, and the folders that now stand. `done` False: nothing was changed.

    `stopped` are briefings with a problem that keeps them from going out; of those, `kept` stand as they last were.
    `moved`: files that a person had changed in `dist/`, now in `records/kept/`.
    """

    problems: tuple[Problem, ...]
    done: bool
    made: tuple[Path, ...] = ()
    stopped: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    moved: tuple[Path, ...] = ()


def last_check(project: Path) -> tuple[Problem, ...] | None:
    """Every problem of the last check, if nothing changed since."""
    return Facts.of(project).problems("checked", state_of(project))


def last_build(project: Path, only: str, *, strict: bool) -> Outcome | None:
    """What the last build of this choice came to, if nothing changed since and its folders stand as it left them."""
    dist, last = project / "dist", Facts.of(project).load(f"built-{only}", state_of(project))
    problems = problems_from(last.get("problems")) if last else None
    children = last.get("children") if last else None
    if problems is None or not isinstance(children, dict) or blocking(problems, strict=strict):
        return None
    if not all(is_current(dist, child, str(digest)) for child, digest in children.items()):
        return None
    return Outcome(problems, done=True, made=tuple(dist / child for child in children))

"""A strict judge of SCORM 1.2 calls, for what real clients let pass: order, vocabulary, formats, lengths.

Sources: SCORM 1.2 Run-Time Environment, 3.3 (API) and 3.4 (data model).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

ASK = ("LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic")
"""May be called at any time."""

READABLE = frozenset(
    f"cmi.core.{name}"
    for name in ("student_id", "student_name", "lesson_location", "credit", "lesson_status", "entry", "lesson_mode")
) | {"cmi.suspend_data", "cmi.launch_data"}


def _one_of(*words: str) -> Callable[[str], bool]:
    return lambda value: value in words


def _like(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value, re.ASCII) is not None


WRITABLE: dict[str, Callable[[str], bool]] = {
    "cmi.core.lesson_status": _one_of("incomplete", "completed", "passed", "browsed"),
    "cmi.core.lesson_location": _like(r"0?[1-9]\d{0,2}"),
    "cmi.core.exit": _one_of("suspend", ""),
    "cmi.core.session_time": _like(r"\d{4}:[0-5]\d:[0-5]\d"),
    "cmi.core.score.raw": _one_of("100", "0"),
    "cmi.core.score.min": _one_of("0"),
    "cmi.core.score.max": _one_of("100"),
    "cmi.suspend_data": _like(r"1[ci][0-9a-v]{2}-[0-9a-v]{6,32}"),
}
"""What this package may write, and how. Stricter than SCORM: nothing here has room for a typed word."""


@dataclass(frozen=True)
class Call:
    """A call as the recorder wrote it down."""

    name: str
    args: tuple[Any, ...]
    result: Any = "true"

    @property
    def element(self) -> str:
        """The element that is read or written."""
        return str(self.args[0]) if self.args else ""


def calls_of(recorded: Iterable[dict[str, Any]]) -> tuple[Call, ...]:
    """The recorder's list."""
    return tuple(Call(one["name"], tuple(one["args"]), one["result"]) for one in recorded)


def complaints(calls: Sequence[Call], *, mode: str = "normal", ended: bool = True, score: bool = False) -> list[str]:
    """Everything wrong with one session's calls. `ended`: it must have been finished. `score`: one was asked for."""
    real = [call for call in calls if call.name not in ASK]
    return [
        *_order(real, ended),
        *(said for call in real for said in _shape(call)),
        *_story(real, mode, ended),
        *(f"writes {call.element}" for call in real if "score" in call.element and not score),
    ]


def _order(calls: Sequence[Call], ended: bool) -> list[str]:
    names = [call.name for call in calls]
    found = []
    if not names or names[0] != "LMSInitialize":
        found.append("does not begin with LMSInitialize")
    if names.count("LMSInitialize") > 1:
        found.append("initialised twice")
    if names.count("LMSFinish") > 1:
        found.append("finished twice")
    if "LMSFinish" in names and names[names.index("LMSFinish") + 1 :]:
        found.append("calls after LMSFinish")
    if ended and "LMSFinish" not in names:
        found.append("never finished")
    return found


def _shape(call: Call) -> list[str]:
    wanted = {"LMSGetValue": 1, "LMSSetValue": 2, "LMSInitialize": 1, "LMSCommit": 1, "LMSFinish": 1}
    if call.name not in wanted:
        return [f"unknown call {call.name}"]
    if len(call.args) != wanted[call.name] or not all(isinstance(arg, str) for arg in call.args):
        return [f"{call.name} with {call.args!r}"]
    if call.name == "LMSGetValue":
        return [] if call.element in READABLE else [f"reads {call.element}"]
    if call.name == "LMSSetValue":
        return _written(call.element, call.args[1])
    return [] if call.args == ("",) else [f'{call.name} wants ""']


def _written(element: str, value: str) -> list[str]:
    if element not in WRITABLE:
        return [f"writes {element}"]
    return [] if WRITABLE[element](value) else [f"{element} cannot be {value!r}"]


def _story(calls: Sequence[Call], mode: str, ended: bool) -> list[str]:
    writes = [call for call in calls if call.name == "LMSSetValue" and len(call.args) == 2]
    if mode != "normal":
        real = [call for call in writes if call.args != ("cmi.core.lesson_status", "browsed")]
        return [f"writes in {mode} mode"] if real or any(call.name == "LMSCommit" for call in calls) else []
    found = []
    status = [call.args[1] for call in writes if call.element == "cmi.core.lesson_status"]
    if {"completed", "passed"} & set(status) and status[-1] not in ("completed", "passed"):
        found.append("falls back from completed")
    names = [call.name for call in calls]
    last = len(names) - 1 - names[::-1].index("LMSSetValue") if writes else -1
    if writes and "LMSCommit" not in names[last:]:
        found.append("the last value is never committed")
    if ended and not any(call.element == "cmi.core.session_time" for call in writes):
        found.append("no session_time")
    if status and status[-1] == "browsed":
        found.append("ends as browsed")
    exits = [call.args[1] for call in writes if call.element == "cmi.core.exit"]
    if ended and exits and (exits[-1] == "suspend") == bool({"completed", "passed"} & {*status, *_told(calls)}):
        found.append("exit does not say whether it goes on")
    return found


def _told(calls: Sequence[Call]) -> list[str]:
    """Statuses that the learning system gave; passed counts as completed."""
    read = (str(call.result) for call in calls if call.name == "LMSGetValue" and "lesson_status" in call.element)
    return ["completed" if status == "passed" else status for status in read]

"""Briefings as they were read, as plain JSON, and back: every value is checked against the model's own types.

What is damaged, or of another make, is no reading: then the files are read anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from urllib.parse import unquote

from .model.briefing import Briefing, Picture
from .output.fingerprints import digest_of, program_digest
from .read import Stamp

_PLAIN = (str, int, bool, NoneType)


def mark_of(stamp: Stamp) -> str:
    """A mark of all that a reading depends on: the briefing's files, the program, and the engines that read."""
    return digest_of((stamp, program_digest(), _engines()))


@cache
def _engines() -> tuple[object, ...]:
    found = [find_spec(name) for name in ("markdown_it", "mdit_py_plugins", "phonenumbers", "yaml", "PIL")]
    files = [Path(spec.origin) for spec in found if spec and spec.origin]
    return tuple((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files)


def written(briefing: Briefing, problems: Sequence[object]) -> dict[str, str]:
    """A briefing and rows of problems as what JSON holds. Of pictures the names and digests: their files are there."""
    pictures = [(p.name, p.digest) for p in briefing.pictures]
    said = json.dumps([_rows(replace(briefing, pictures=())), pictures, problems], ensure_ascii=False)
    return {"said": said, "sum": _sum(said)}


def _sum(said: str) -> str:
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def reading_from(held: dict[str, Any], folder: Path) -> tuple[Briefing, object] | None:
    """What was written of a folder's briefing; None where it is not as we wrote it, or a picture is another one."""
    try:
        if held["sum"] != _sum(held["said"]):
            return None
        bare, pictures, problems = json.loads(held["said"])
        briefing: Briefing = _reader(Briefing)(bare)
        shown = tuple(_picture(folder, name, digest) for name, digest in _listed(pictures))
        return replace(briefing, pictures=shown) if shown else briefing, problems
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _listed(held: Any) -> list[Any]:
    if type(held) is not list:
        raise ValueError("not a row")
    return held


def _picture(folder: Path, name: str, digest: str) -> Picture:
    picture = Picture(name, (folder / unquote(name)).read_bytes())
    if picture.digest != digest:
        raise ValueError("another picture")
    return picture


# The model's values as rows, and back ------------------------------------------------------------


def _rows(value: Any) -> Any:
    """A value as JSON has it: frozen data as a list with its name first, a tuple as a list."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [_rows(each) for each in value]
    if is_dataclass(kind):
        return [kind.__name__, *[_rows(getattr(value, name)) for name in _names(kind)]]
    return value.isoformat() if kind is date else str(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


Reader = Callable[[Any], Any]
"""Rows to a value; ValueError or TypeError where they are of another kind."""


@cache
def _reader(kind: Any) -> Reader:
    """What reads a value of a type."""
    if kind in _PLAIN:
        return _exactly(kind)
    if get_origin(kind) in (Union, UnionType):
        return _one_of(get_args(kind))
    if get_origin(kind) is tuple:
        return _tuple_of(get_args(kind))
    if _is_data(kind):
        return _data_of(kind)
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    raise TypeError(f"no form for {kind}")


def _is_data(kind: Any) -> bool:
    return is_dataclass(kind)


def _exactly(kind: type) -> Reader:
    def read(held: Any) -> Any:
        if type(held) is not kind:
            raise ValueError("a value of another kind")
        return held

    return read


def _one_of(kinds: tuple[Any, ...]) -> Reader:
    named = {kind.__name__: _reader(kind) for kind in kinds if _is_data(kind)}
    others = [_reader(kind) for kind in kinds if not _is_data(kind) and kind is not NoneType]

    def read(held: Any) -> Any:
        if type(held) is list and held and held[0] in named:
            return named[held[0]](held)
        if held is None and NoneType in kinds:
            return None
        if not others:
            raise ValueError("none of these kinds")
        return others[0](held)

    return read


def _tuple_of(kinds: tuple[Any, ...]) -> Reader:
    readers = [_reader(kind) for kind in kinds if kind is not Ellipsis]
    alike = readers[0] if kinds[-1] is Ellipsis else None

    def read(held: Any) -> Any:
        if alike:
            return tuple(map(alike, _listed(held)))
        return tuple(each(value) for each, value in zip(readers, _listed(held), strict=True))

    return read


def _data_of(kind: type) -> Reader:
    name, readers = kind.__name__, list[Reader]()

    def read(held: Any) -> Any:
        if not readers:  # late: a list holds items, which hold lists
            readers.extend(_of_fields(kind))
        if type(held) is not list or held[0] != name:
            raise ValueError("other data")
        return kind(*[each(value) for each, value in zip(readers, held[1:], strict=True)])

    return read


def _of_fields(kind: type) -> Iterator[Reader]:
    hints = get_type_hints(kind)
    return (_reader(hints[name]) for name in _names(kind))

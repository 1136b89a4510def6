"""Digests: what decides whether a thing must be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ..look import Look
from ..make import Job

_PACKAGE = Path(__file__).parent.parent


def digest_of(parts: Iterable[object]) -> str:
    """A digest of the representations of frozen values."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(repr(part).encode("utf-8", "surrogatepass") + b"\0")
    return whole.hexdigest()


def job_digest(job: Job, product: str) -> str:
    """What a product of one briefing is made from: its text, its teams, the partnership, the theme and this program."""
    briefing, library = job.briefing, job.library
    pictures = tuple(hashlib.sha256(p.data).hexdigest() for p in briefing.pictures)
    teams = library.teams_of(briefing) if product in ("worksheets", "trainers") else ()
    made_with = (program_digest(), look_digest(job.look))
    return digest_of((product, briefing, pictures, library.partnership, teams, job.epoch, job.withdrawn, *made_with))


@cache
def program_digest() -> str:
    """A digest of the builder's own source."""
    return _files_digest((_PACKAGE,), "*.py")


@cache
def look_digest(look: Look) -> str:
    """A digest of every theme file."""
    return _files_digest(look.folders, "*")


def _files_digest(folders: Iterable[Path], pattern: str) -> str:
    whole = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                data = file.read_bytes()
                whole.update(f"{file.relative_to(folder).as_posix()} {len(data)}\0".encode() + data)
    return whole.hexdigest()

"""An uploaded document, kept where no build replaces it until a person says what becomes of it."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path, PurePath

from starlette.datastructures import UploadFile

from ..server.origin import new_secret
from ..state import Desk, Incoming

MAX_WAITING = 20
"""Uploaded documents that wait for a word; the oldest go first."""


def kept_upload(desk: Desk, sent: UploadFile) -> Incoming:
    """The upload, alone in a folder of ours; of its name only letters that no system minds are kept."""
    name = PurePath((sent.filename or "").replace("\\", "/")).name[-150:]
    suffix = Path(name).suffix.lower()[:8]
    folder = desk.project / "build" / "desk" / "incoming" / new_secret()
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w ()-]+", "-", Path(name).stem)[:80].strip(" -") or "document"
    file = folder / f"{stem}{suffix if re.fullmatch(r'[.][a-z0-9]+', suffix) else ''}"
    with file.open("xb") as out:
        shutil.copyfileobj(sent.file, out)
    kept = Incoming(file, name)
    desk.incoming[new_secret()] = kept
    while len(desk.incoming) > MAX_WAITING:
        old = desk.incoming.pop(next(iter(desk.incoming)))
        with contextlib.suppress(OSError):
            old.file.unlink()
    return kept

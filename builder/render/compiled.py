"""Templates kept compiled from one run to the next: compiling them takes longer than filling them."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from ..model.theme import SHIPPED


class Compiled(BytecodeCache):
    """Keeps the shipped templates compiled beside this module's own bytecode, as Python would, and nowhere else.

    A partnership's own templates are not kept, and nothing in `build/` is run. `use` tells apart what is made of the
    same name in other ways: what is escaped by itself, and what is not.
    """

    def __init__(self, use: str) -> None:
        self._folder = Path(cache_from_source(__file__)).parent
        self._ending = f"{use}.{version('jinja2')}.{sys.implementation.cache_tag}"

    def get_cache_key(self, name: str, filename: str | Path | None = None) -> str:
        """The name of the file; "" for a template that is not kept."""
        ours = filename is not None and Path(filename).is_relative_to(SHIPPED)
        return f"{name.replace('/', '.')}-{self._ending}" if ours else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept of this template, if it was compiled from the same text."""
        try:
            if bucket.key:
                bucket.bytecode_from_string((self._folder / bucket.key).read_bytes())
        except Exception:  # a damaged file fails in many ways, and is made anew
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it, where the program's folder can be written to."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        partial = self._folder / f"{bucket.key}.{os.getpid()}.part"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(bucket.bytecode_to_string())
            partial.replace(self._folder / bucket.key)

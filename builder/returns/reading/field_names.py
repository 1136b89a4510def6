"""Names of our forms' PDF fields, under whatever name another program gave them."""

from __future__ import annotations

import re
from functools import lru_cache

from ...form.layout import LAYOUTS

_ONCE = sorted({n for layout in LAYOUTS.values() for n in (*layout.details, *layout.closing)}, key=len, reverse=True)
_COLUMNS = sorted({name for layout in LAYOUTS.values() for name in layout.columns}, key=len, reverse=True)
_ACTION = rf"action_\d{{1,3}}_(?:{'|'.join(_COLUMNS)})"
_NAMES = rf"learning_[1-9]|(?:relevant|sure)_r\d{{1,2}}|reference|{'|'.join(_ONCE)}|{_ACTION}"
_OURS = re.compile(_NAMES)
_RENAMED = re.compile(rf"(?:.*[./])?({_NAMES})(?:[ _+.#-]*[\[({{]?\d*[\])}}]?)", re.S)
"""Our names as programs change them that put two forms into one file: "R1+1", "R1 [433]", "doc2.R1"."""


@lru_cache(maxsize=4_096)
def our_name(name: str) -> str:
    """Our name of a field, under whatever name another program gave it; the name itself where it is none of ours."""
    if _OURS.fullmatch(name):
        return name
    found = _RENAMED.fullmatch(name)
    return found[1] if found else name


@lru_cache(maxsize=4_096)
def is_ours(name: str) -> bool:
    """Whether a field of our forms has that name."""
    return bool(_OURS.fullmatch(name))

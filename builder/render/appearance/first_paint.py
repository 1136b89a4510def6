"""What a part's page draws while its sheet is on its way: a style in the page itself, and its hash.

A first view has its words a whole way to the server sooner. The sheet is linked behind them, and sets all of it again.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from ...model.theme import SHIPPED, Theme
from .theme_files import FIRST, lighter

_PLACES = ("reader/base.html", "reader/part.html", "components/header/slim.html", FIRST[0])
"""A theme with its own of these knows nothing of a sheet that comes later: its pages wait for it."""


def first_paint(theme: Theme) -> Mapping[str, str]:
    """`style`, and `hash` as a policy names it; both are "" where a partnership has templates of its own here."""
    if any(not theme.path(name).is_relative_to(SHIPPED) for name in _PLACES):
        return {"style": "", "hash": ""}
    style = _with_tokens(*(lighter(name, theme.path(name).read_text(encoding="utf-8")) for name in FIRST))
    return {"style": style, "hash": "sha256-" + b64encode(sha256(style.encode()).digest()).decode()}


def _with_tokens(style: str, tokens: str) -> str:
    """The style with the tokens that it names: those of one value as that value, the others as they are declared."""
    declared = re.findall(r"(--[\w-]+):([^;}]+)", tokens)
    times = Counter(name for name, _ in declared)
    once = {name: value for name, value in declared if times[name] == 1}
    style = re.sub(r"var\((--[\w-]+)\)", lambda used: once.get(used[1], used[0]), style)
    named = set(re.findall(r"var\((--[\w-]+)\)", style))
    kept = re.sub(r"(--[\w-]+):[^;}]+;?", lambda one: one[0] if one[1] in named else "", tokens)
    return kept.replace(";}", "}") + style

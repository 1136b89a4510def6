"""The parts of Word files as a classic script, for pages that complete them in the browser. Knows no briefing.

From disk a page may not fetch a file, but it may load a script; so the parts travel as one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping


def word_script(files: Mapping[str, Mapping[str, bytes]]) -> str:
    """A script that puts the parts of each file, in their order, into `briefing.templates[name]`; all are XML in UTF-8.

    Parts that two files have in common stand once. Raises ValueError for a part that is not text: the browser's side
    writes text.
    """
    texts = list(dict.fromkeys(data.decode("utf-8") for parts in files.values() for data in parts.values()))
    number = {text: n for n, text in enumerate(texts)}
    lines = [
        f"briefing.templates[{_literal(name)}]={{"
        + ",".join(f"{_literal(part)}:text[{number[data.decode('utf-8')]}]" for part, data in parts.items())
        + "};"
        for name, parts in files.items()
    ]
    return "\n".join(("(function(briefing,text){", *lines, f"}})(window.briefing,{_literal(texts)});", ""))


def _literal(value: object) -> str:
    """ASCII only, and no "<" that a parser of HTML could take for a tag, wherever the script may end up."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")

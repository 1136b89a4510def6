"""The parts of a Word file as a classic script, for pages that complete it in the browser. Knows no briefing.

From disk a page may not fetch a file, but it may load a script; so the parts travel as one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping


def word_script(name: str, parts: Mapping[str, bytes]) -> str:
    """A script that puts the parts, all of them XML in UTF-8, into `briefing.templates[name]`, in their order.

    Raises ValueError for a part that is not text: the browser's side writes text.
    """
    texts = {part: data.decode("utf-8") for part, data in parts.items()}
    # ASCII only, and no "<" that a parser of HTML could take for a tag, wherever the script may end up.
    literal = json.dumps(texts, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.briefing.templates[{json.dumps(name)}]={literal};\n"

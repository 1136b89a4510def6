"""Control words of rich text that matter to a reader of its words, and what is in force in a group or a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..documents.content import Kind

PASSED = frozenset(
    (
        "colortbl info listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping "
        "latentstyles datastore datafield mmathPr filetbl revtbl fldinst blipuid picprop nonshppict objdata "
        "bkmkstart bkmkend pgptbl pntxtb pntxta pnseclvl listname template private falt panose shpinst_ xe tc tcn "
        "userprops docvar atnid atnauthor atnref atrfstart atrfend atntime atnparent atnicn author fchars lchars "
        "ftnsep ftnsepc aftnsep aftnsepc wgrffmtfilter sp sn sv background defchp defpap ud_ stylesheet fonttbl "
        "shprslt "
    ).split()
)
LETTERS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’"},
    **{"ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "softline": "\n", "zwj": "", "zwnj": ""},
}
RUNNING = {"header": Kind.HEADER, "headerl": Kind.HEADER, "headerr": Kind.HEADER, "headerf": Kind.HEADER} | {
    **{"footer": Kind.FOOTER, "footerl": Kind.FOOTER, "footerr": Kind.FOOTER, "footerf": Kind.FOOTER}
}
PAGE = re.compile(r"^\s*(?:PAGE|NUMPAGES)\b", re.I)
HREF = re.compile(r"HYPERLINK\s+(?:\"([^\"]+)\"|(\S+))", re.I)
MAX_DEPTH = 400


@dataclass
class State:
    """What is in force inside a group."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    size: float = 12.0
    font: int = 0
    role: str = "body"
    href: str = ""
    contents: bool = False


@dataclass
class Paragraph:
    """What is in force for a paragraph."""

    style: int = 0
    outline: int = 9
    level: int = 0
    list_number: int = 0
    marker: str = ""
    in_table: bool = False

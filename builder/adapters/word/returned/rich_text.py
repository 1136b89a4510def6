"""A Rich Text file (.rtf) as the tree of a Word document, by Microsoft's published specification 1.9.1."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from ..package import Fault, PackageError
from .seen import Document
from .tree import element, run

MAX_TOKENS = 3_000_000
MAX_GROUPS = 400

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_AWAY = frozenset(
    b"fonttbl colortbl stylesheet info pict themedata datastore listtable listoverridetable rsidtbl generator object "
    b"fldinst xe tc bkmkstart bkmkend latentstyles filetbl revtbl pgdsctbl pgptbl shpinst sn sv objdata blipuid".split()
)
_EDGES = frozenset(b"header headerl headerr headerf footer footerl footerr footerf footnote".split())
_SIGNS = {
    **{b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"},
    **{b"bullet": "•", b"tab": "\t", b"line": "\n", b"emspace": " ", b"enspace": " ", b"nestcell": ""},
}
_CODE_PAGES = {b"ansi": "cp1252", b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}


def is_rich_text(data: bytes) -> bool:
    """Whether bytes are a Rich Text file."""
    return data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf")


def read_rich_text(data: bytes) -> Document:
    """The document. Raises PackageError."""
    if data.count(b"}") < data.count(b"{") // 2 or not data.rstrip(b"\0\r\n \t").endswith(b"}"):
        raise PackageError(Fault.DAMAGED, "cut short")
    reader = _Reader()
    for number, token in enumerate(_TOKEN.finditer(data)):
        if number > MAX_TOKENS:
            raise PackageError(Fault.TOO_LARGE, "words")
        reader.take(*token.groups())
    return reader.document()


@dataclass(frozen=True)
class _State:
    """What holds within a group."""

    away: bool = False
    into: str = "body"
    struck: bool = False
    hidden: bool = False
    table: bool = False
    skip: int = 1


@dataclass
class _Flow:
    """Paragraphs and tables as they come."""

    blocks: list[etree._Element] = field(default_factory=list)
    runs: list[etree._Element] = field(default_factory=list)
    cell: list[etree._Element] = field(default_factory=list)
    row: list[etree._Element] = field(default_factory=list)
    table: etree._Element | None = None
    in_table: bool = False
    head: bool = False

    def end_paragraph(self) -> None:
        made = element("p", *self.runs)
        self.runs = []
        if self.in_table:
            self.cell.append(made)
        else:
            self.table = None
            self.blocks.append(made)

    def end_cell(self) -> None:
        self.in_table = True
        self.end_paragraph()
        self.row.append(element("tc", *self.cell))
        self.cell = []

    def end_row(self) -> None:
        if self.table is None:
            self.table = element("tbl")
            self.blocks.append(self.table)
        made = element("tr", *self.row)
        if self.head:
            made.insert(0, element("trPr", element("tblHeader")))
        self.table.append(made)
        self.row, self.cell, self.in_table, self.head = [], [], False, False


class _Reader:
    def __init__(self) -> None:
        self._state = _State()
        self._stack: list[_State] = []
        self._flows = {"body": _Flow()}
        self._pending = bytearray()
        self._page = "cp1252"
        self._left = 0
        self._star = False
        self._author = ""
        self._name = ""
        self._facts: dict[str, list[str]] = {}

    def take(self, word: bytes, number: bytes, code: bytes, sign: bytes, brace: bytes, text: bytes) -> None:
        if code is not None:
            if self._left:
                self._left -= 1
            else:
                self._pending += bytes.fromhex(code.decode())
            return
        if text is not None and not self._left:
            self._pending += text
            return
        self._flush()
        if brace == b"{":
            if len(self._stack) >= MAX_GROUPS:
                raise PackageError(Fault.TOO_LARGE, "depth")
            self._stack.append(self._state)
        elif brace == b"}":
            self._close()
        elif word is not None:
            self._word(word.lower() if word.isupper() else word, number)
        elif sign is not None:
            self._sign(sign)
        elif text is not None:
            self._pending += text[self._left :]
            self._left = max(0, self._left - len(text))
            self._flush()

    def _close(self) -> None:
        before, self._state = self._state, self._stack.pop() if self._stack else _State()
        if before.into != self._state.into and before.into in self._flows and before.into != "body":
            flow = self._flows[before.into]
            if flow.runs:
                flow.end_paragraph()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = True
        elif sign in (b"~", b"_"):
            self._say(" " if sign == b"~" else "-")
        elif sign in (b"\\", b"{", b"}"):
            self._say(sign.decode())
        elif sign in (b"\n", b"\r"):
            self._word(b"par", b"")

    def _flush(self) -> None:
        if self._pending:
            text = bytes(self._pending).decode(self._page, "replace")
            self._pending.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        state = self._state
        if state.into in ("name", "value", "author"):
            self._facts.setdefault(state.into, []).append(text)
            if state.into == "name":
                self._name += text
            elif state.into == "author":
                self._author = text.strip()
            elif self._name:
                self._facts.setdefault("=" + self._name, []).append(text)
            return
        if not state.away:
            self._flow().runs.append(run(text, struck=state.struck, hidden=state.hidden))

    def _flow(self) -> _Flow:
        return self._flows.setdefault(self._state.into, _Flow())

    def _word(self, word: bytes, number: bytes) -> None:
        star, self._star = self._star, False
        if self._aside(word, star):
            return
        off = number == b"0"
        match word:
            case b"u" if number:
                self._say(_letter(int(number)))
                self._left = self._state.skip
            case b"uc" if number:
                self._state = replace(self._state, skip=max(0, min(int(number), 20)))
            case b"strike" | b"striked" | b"deleted":
                self._state = replace(self._state, struck=not off)
            case b"v":
                self._state = replace(self._state, hidden=not off)
            case b"plain":
                self._state = replace(self._state, struck=False, hidden=False)
            case b"ansicpg" if number:
                self._page = f"cp{int(number)}" if _known(f"cp{int(number)}") else self._page
            case _ if word in _CODE_PAGES:
                self._page = _CODE_PAGES[word]
            case _ if word in _SIGNS:
                self._say(_SIGNS[word])
            case _:
                self._block(word)

    def _block(self, word: bytes) -> None:
        if self._state.away:
            return
        flow = self._flow()
        match word:
            case b"par" | b"sect" | b"page":
                flow.end_paragraph()
            case b"intbl":
                flow.in_table = True
            case b"pard":
                flow.in_table = bool(flow.row or flow.cell)
            case b"cell":
                flow.end_cell()
            case b"row":
                flow.end_row()
            case b"trhdr":
                flow.head = True

    def _aside(self, word: bytes, star: bool) -> bool:
        """Whether a word begins something that is no running text: it goes to its own place, or away."""
        into = {b"propname": "name", b"staticval": "value", b"atnauthor": "author"}.get(word)
        if into:
            if into == "name":
                self._name = ""
            self._state = replace(self._state, into=into, away=False)
        elif word == b"annotation":
            self._state = replace(self._state, into=f"comment {len(self._flows)} {self._author}", away=False)
        elif word in _EDGES:
            self._state = replace(self._state, into=f"edge {len(self._flows)}", away=False)
        elif word == b"shptxt":
            self._state = replace(self._state, into=f"box {len(self._flows)}", away=False)
        elif word in _AWAY:
            away = word != b"shpinst"
            self._state = replace(self._state, away=away)
        elif star and word not in (b"userprops", b"shppict", b"ffformat"):
            self._state = replace(self._state, away=True)
        else:
            return False
        return True

    def document(self) -> Document:
        for flow in self._flows.values():
            if flow.runs:
                flow.end_paragraph()
        body = element("body", *self._flows["body"].blocks)
        for name, flow in self._flows.items():
            if name.startswith("box"):
                body.append(element("p", element("r", element("pict", element("txbxContent", *flow.blocks)))))
        edges = tuple(element("ftr", *f.blocks) for n, f in self._flows.items() if n.startswith("edge"))
        comments = tuple(
            (n.split(" ", 2)[2], "\n".join("".join(b.itertext()) for b in f.blocks).strip())
            for n, f in self._flows.items()
            if n.startswith("comment")
        )
        properties = {k[1:]: "".join(v).strip()[:300] for k, v in self._facts.items() if k.startswith("=")}
        return Document(body, edges, tuple(c for c in comments if c[1]), properties)


def _letter(number: int) -> str:
    code = number % 65_536
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)


def _known(name: str) -> bool:
    try:
        b"".decode(name)
    except LookupError:
        return False
    return True

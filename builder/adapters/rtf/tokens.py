"""A rich text file as tokens: groups, control words, letters in the code page that is in force."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_TOKENS = 3_000_000
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
_CHARSETS = {0: "cp1252", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254"} | {
    **{163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}
}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is "{", "}", "word" or "text"; a word may have a number."""

    kind: str
    text: str = ""
    number: int | None = None


_SIGNS = {b"~": "\u00a0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}"}
_SIGN_WORDS = {b"*": "*", b"\n": "par", b"\r": "par"}


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens; letters written as \\u with their replacement are one."""
    reader = _Tokenizer()
    at = count = 0
    while at < len(data) and count < MAX_TOKENS:
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        count += 1
        word, number, hexed, sign, brace, plain = found.groups()
        at = found.end()
        if hexed or plain:
            reader.letters(hexed, plain)
            continue
        yield from reader.flushed()
        if brace:
            yield reader.group(brace)
        elif word:
            value = int(number) if number else None
            if word == b"bin" and value:
                at += max(0, value)
            else:
                yield reader.word(word.decode(), value)
        elif sign in _SIGNS:
            yield Token("text", _SIGNS[sign])
        elif sign:
            yield Token("word", _SIGN_WORDS.get(sign, ""))
    yield from reader.flushed()


@dataclass
class _Tokenizer:
    """What is in force between tokens: the code page, the font's character set, letters to skip after \\u."""

    page: str = "cp1252"
    charsets: dict[int, str] = field(default_factory=dict)
    font: int = 0
    skip: int = 0
    skips: list[int] = field(default_factory=lambda: [1])
    held: bytes = b""
    depth: int = 0
    in_fonts: int = -1

    def letters(self, hexed: bytes | None, plain: bytes | None) -> None:
        """Letters as they stand or as two hexadecimal digits, without those that only stand in for a \\u."""
        if self.skip:
            cut = min(self.skip, 1 if hexed else len(plain or b""))
            self.skip -= cut
            plain, hexed = (plain[cut:] if plain else None), None
        self.held += bytes.fromhex(hexed.decode()) if hexed else (plain or b"")

    def flushed(self) -> Iterator[Token]:
        """The letters so far, in the character set that is in force."""
        if self.held:
            yield Token("text", self.held.decode(self.charsets.get(self.font, self.page), "replace"))
            self.held = b""

    def group(self, brace: bytes) -> Token:
        """The beginning or the end of a group."""
        self.skip = 0
        if brace == b"{":
            self.skips.append(self.skips[-1])
            self.depth += 1
            return Token("{")
        if len(self.skips) > 1:
            self.skips.pop()
        self.depth -= 1
        if self.depth < self.in_fonts:
            self.in_fonts = -1
        return Token("}")

    def word(self, name: str, value: int | None) -> Token:
        """A control word, after what it changes here."""
        if name == "u" and value is not None:
            self.skip = self.skips[-1]
            return Token("text", _letter(value))
        if name == "uc":
            self.skips[-1] = max(0, value or 0)
        elif name == "ansicpg" and value:
            self.page = _known(f"cp{value}") or self.page
        elif name == "fonttbl":
            self.in_fonts = self.depth
        elif name == "f" and value is not None:
            self.font = value
        elif name == "fcharset" and self.in_fonts >= 0 and value in _CHARSETS:
            self.charsets[self.font] = _CHARSETS[value]
        return Token("word", name, value)


def _letter(value: int) -> str:
    code = value + 65536 if value < 0 else value
    return chr(code) if 0 <= code <= 0x10FFFF else ""


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""

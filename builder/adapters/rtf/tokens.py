"""A rich text file as tokens: groups, control words, letters in the code page that is in force."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

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


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens; letters written as \\u with their replacement are one."""
    page = "cp1252"
    charsets: dict[int, str] = {}
    font = 0
    skip, skips = 0, [1]
    held = b""

    def flushed() -> Iterator[Token]:
        nonlocal held
        if held:
            yield Token("text", held.decode(charsets.get(font, page), "replace"))
            held = b""

    at = count = 0
    in_fonts = -1
    depth = 0
    while at < len(data) and count < MAX_TOKENS:
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at, count = found.end(), count + 1
        word, number, hexed, sign, brace, plain = found.groups()
        if hexed or plain:
            if skip:
                cut = min(skip, 1 if hexed else len(plain))
                skip -= cut
                plain = plain[cut:] if plain else None
                hexed = None
            held += bytes.fromhex(hexed.decode()) if hexed else (plain or b"")
            continue
        yield from flushed()
        if brace == b"{":
            skips.append(skips[-1])
            depth, skip = depth + 1, 0
            yield Token("{")
        elif brace == b"}":
            if len(skips) > 1:
                skips.pop()
            depth, skip = depth - 1, 0
            if depth < in_fonts:
                in_fonts = -1
            yield Token("}")
        elif word:
            name = word.decode()
            value = int(number) if number else None
            if name == "bin" and value:
                at += max(0, value)
                continue
            if name == "uc":
                skips[-1] = max(0, value or 0)
            elif name == "u" and value is not None:
                yield Token("text", _letter(value))
                skip = skips[-1]
                continue
            elif name == "ansicpg" and value:
                page = _known(f"cp{value}") or page
            elif name == "fonttbl":
                in_fonts = depth
            elif name == "f" and value is not None:
                font = value
            elif name == "fcharset" and in_fonts >= 0 and value in _CHARSETS:
                charsets[font] = _CHARSETS[value]
            yield Token("word", name, value)
        elif sign:
            yield (
                Token("text", {b"~": "\u00a0", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1")))
                if sign
                in (
                    b"\\",
                    b"{",
                    b"}",
                    b"~",
                    b"_",
                    b"-",
                )
                else Token("word", {b"*": "*", b"\n": "par", b"\r": "par"}.get(sign, ""))
            )
    yield from flushed()


def _letter(value: int) -> str:
    code = value + 65536 if value < 0 else value
    return chr(code) if 0 <= code <= 0x10FFFF else ""


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""

"""Letters of Symbol and Wingdings as the signs that they show: files hold them as codes of a private area."""

from __future__ import annotations

_SYMBOL = dict(
    zip(
        range(0xA1, 0xFF),
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪€〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=False,
    )
)
_GREEK = dict(
    zip(
        (*range(0x41, 0x5B), *range(0x61, 0x7B)),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_WINGDINGS = {
    **{0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x46: "☞", 0x45: "☜"},
    **{0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆"},
    **{0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★"},
    **{0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧"},
    **{0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x80: "⓪", 0xE4: "↗", 0xE3: "↖"},
}
_WINGDINGS.update({0x81 + n: chr(0x2460 + n) for n in range(10)})
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "☐", 0x98: "•"}
_WINGDINGS_3 = {0x22: "↑", 0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x7D: "▶", 0x84: "◀", 0xC6: "←"}
_FONTS = {
    "symbol": {**_GREEK, **_SYMBOL, 0x2D: "−", 0x22: "∀", 0x24: "∃", 0x27: "∍", 0x40: "≅", 0x7E: "∼", 0x5E: "⊥"},
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x34: "▶", 0x3D: "◀", 0x69: "ℹ"},
}
BULLET = "•"


def sign(font: str, code: int) -> str:
    """The sign that a code shows in a font; a bullet where the font's table does not know it."""
    table = _FONTS.get(font.casefold().strip())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if table is None:
        return chr(code) if not 0xE000 <= code <= 0xF8FF else _WINGDINGS.get(low, BULLET)
    if low in table:
        return table[low]
    return chr(low) if font.casefold() == "symbol" and 0x20 <= low < 0x7F else BULLET


def as_shown(text: str, font: str) -> str:
    """Words in a font of signs, or with letters of the private area, as a reader sees them."""
    is_signs = font.casefold().strip() in _FONTS
    if not is_signs and not any("\uf000" <= c <= "\uf0ff" for c in text):
        return text
    return "".join(
        sign(font, ord(c)) if "\uf000" <= c <= "\uf0ff" or (is_signs and not c.isspace() and ord(c) < 0x100) else c
        for c in text
    )

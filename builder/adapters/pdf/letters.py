"""The face in which people type into a PDF form, and the letters it offers. Knows no form."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from .truetype import Face

_EXTRA = {
    "Wcircumflex": "Ŵ", "wcircumflex": "ŵ", "Ycircumflex": "Ŷ", "ycircumflex": "ŷ",
    "Aogonek": "Ą", "aogonek": "ą", "Cacute": "Ć", "cacute": "ć", "Eogonek": "Ę", "eogonek": "ę", "Lslash": "Ł",
    "lslash": "ł", "Nacute": "Ń", "nacute": "ń", "Sacute": "Ś", "sacute": "ś", "Zacute": "Ź", "zacute": "ź",
    "Zdotaccent": "Ż", "zdotaccent": "ż",
    "Ccaron": "Č", "ccaron": "č", "Ecaron": "Ě", "ecaron": "ě", "Rcaron": "Ř", "rcaron": "ř", "Uring": "Ů",
    "uring": "ů", "Gbreve": "Ğ", "gbreve": "ğ", "Idotaccent": "İ", "dotlessi": "ı", "Scedilla": "Ş", "scedilla": "ş",
}  # fmt: skip
"""Glyph names (Adobe Glyph List) and letters that WinAnsi lacks: Welsh, Polish, Czech, Turkish."""

_FREE = [*range(1, 9), 11, 12, *range(14, 32), 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D]
"""Codes that WinAnsi leaves without a letter, tab and line ends aside."""

TYPED_LETTERS: dict[int, str] = {
    code: bytes([code]).decode("cp1252") for code in range(32, 256) if code not in _FREE and code != 0xAD
} | dict(zip(_FREE, _EXTRA.values(), strict=True))
"""Code to letter of the face in which people type."""


def typing_font(pdf: Pdf, face: Face) -> Object:
    """The face in which people type, embedded whole as a simple font.

    With Helvetica by name the file would break PDF/UA (7.21.4.1) at the first key.
    """
    codes = range(1, 256)
    differences: list[Object | int] = []
    for code, name in zip(_FREE, _EXTRA, strict=True):
        differences += [code, Name("/" + name)]
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + face.name), Flags=32, FontBBox=Array(face.box), ItalicAngle=0,
        Ascent=face.ascent, Descent=face.descent, CapHeight=660, StemV=80, MissingWidth=face.missing,
        FontFile2=Stream(pdf, face.data, Length1=len(face.data)),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/" + face.name), FirstChar=1, LastChar=255,
        Widths=Object.parse(b"[ %s ]" % b" ".join(b"%d" % face.width(TYPED_LETTERS.get(code, " ")) for code in codes)),
        FontDescriptor=pdf.make_indirect(descriptor),
        Encoding=Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(differences)),
        ToUnicode=Stream(pdf, _to_unicode()),
    )  # fmt: skip
    return pdf.make_indirect(font)


def _to_unicode() -> bytes:
    pairs = [f"<{code:02x}> <{ord(letter):04x}>" for code, letter in sorted(TYPED_LETTERS.items())]
    blocks = (pairs[i : i + 100] for i in range(0, len(pairs), 100))
    maps = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Brief-UCS def /CMapType 2 def\n1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{maps}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()

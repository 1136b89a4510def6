"""Word files, return files and stray files, broken, endless or armed. Each: name, bytes, what must become of it."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Iterator

from .pdfs import Case

_HEAD = '<?xml version="1.0"?>'
_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def word_cases(worksheet: bytes) -> Iterator[Case]:
    """`worksheet` is a filled Word file of ours."""
    for share in (20, 60, 95):
        yield f"cut-{share}.docx", worksheet[: len(worksheet) * share // 100], "any"
    yield "empty-zip.docx", _zip({}), "any"
    yield "no-document.docx", _zip({"[Content_Types].xml": b"<Types/>"}), "any"
    yield (
        "other-document.docx",
        _zip({"word/document.xml": (_HEAD + _BODY.format("<w:p/>")).encode()}),
        "not_a_worksheet",
    )
    yield "laughs.docx", _document(f'{_HEAD}<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>{_BODY.format("&l11;")}'), "any"
    outside = f'{_HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{_BODY.format("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")}'
    yield "outside-entity.docx", _document(outside), "any"
    yield "outside-dtd.docx", _document(f'{_HEAD}<!DOCTYPE x SYSTEM "http://x.invalid/x.dtd">{_BODY.format("")}'), "any"
    yield "deep.docx", _document(_HEAD + _BODY.format("<w:p>" * 100_000 + "</w:p>" * 100_000)), "any"
    yield "wide.docx", _document(_HEAD + _BODY.format("<w:p/>" * 1_000_000)), "any"
    yield "bomb.docx", _document(" " * 100_000_000), "too_large"
    yield "many-parts.docx", _zip({f"word/{n}.xml": b"" for n in range(20_000)}), "any"
    yield "climbing.docx", _changed(worksheet, {"../../../../tmp/evil": b"x", "/etc/evil": b"x"}), "any"
    yield "lying-size.docx", _lying(worksheet), "any"
    yield "locked-parts.docx", _flagged(worksheet), "any"
    yield "not-xml.docx", _document("\x00\x01 not xml"), "any"
    yield "wrong-code.docx", _zip({"word/document.xml": b'<?xml version="1.0" encoding="utf-7"?><w/>'}), "any"
    yield "pdf-inside.docx", b"%PDF-1.7 not a word file", "damaged"
    yield (
        "locked.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    )
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_word"


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _document(text: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    part = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{part}</Types>'
    return _zip({"[Content_Types].xml": types.encode(), "word/document.xml": text.encode()})


def _changed(data: bytes, more: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _zip({name: archive.read(name) for name in archive.namelist()} | more)


def _lying(data: bytes) -> bytes:
    """The directory says that a bomb is ten bytes long."""
    bomb = bytearray(_changed(data, {"word/document.xml": b"<w>" + b" " * 50_000_000 + b"</w>"}))
    at = bomb.rfind(b"PK\x01\x02", 0, bomb.rfind(b"word/document.xml"))
    bomb[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(bomb)


def _flagged(data: bytes) -> bytes:
    """Every part is said to need a password."""
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + place] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def json_cases(content: dict[str, object]) -> Iterator[Case]:
    """`content` is a return file of ours."""

    def changed(**facts: object) -> bytes:
        return json.dumps(content | facts).encode()

    yield "deep.json", b'{"format":"briefing-return","x":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "damaged"
    yield "not-utf8.json", b'{"format":"briefing-return","x":"\xff\xfe"}', "damaged"
    yield "long-number.json", b'{"format":"briefing-return","form":' + b"9" * 100_000 + b"}", "any"
    yield "no-number.json", b'{"format":"briefing-return","form":NaN}', "any"
    yield "list.json", b"[1, 2, 3]", "not_a_worksheet"
    yield "null.json", b"null", "not_a_worksheet"
    yield "answers-a-list.json", changed(answers=["x"]), "damaged"
    yield "answers-numbers.json", changed(answers={"learning_1": 7}), "damaged"
    yield "many-answers.json", changed(answers={f"x{n}": "y" for n in range(30_000)}), "too_large"
    yield "newer.json", changed(form=99), "unknown_version"
    yield "long-answer.json", changed(answers={"learning_1": "x" * 1_500_000}), "any"
    yield "wild-time.json", changed(saved="9999-99-99T99:99:99Z"), "any"
    yield "far-time.json", changed(saved="9999-12-31T23:59:59-23:59"), "any"
    yield "lone-surrogate.json", b'{"format":"briefing-return","form":1,"answers":{"learning_1":"\\ud800"}}', "any"
    yield "huge.json", b'{"x":"' + b"x" * 24_000_000 + b'"}', "any"


def stray_cases() -> Iterator[Case]:
    """What lies about in a mailbox."""
    yield "~$plan.docx", b"\x05user", "why_lock"
    yield ".DS_Store", b"\0\0\0\1Bud1", "why_system"
    yield "Thumbs.db", b"\xd0\xcf\x11\xe0", "why_system"
    yield "RE plan.eml", b"From: a@b\n\nhello", ""
    yield "plan.msg", b"\xd0\xcf\x11\xe0", "not_a_worksheet"
    yield "all.zip", b"PK\x03\x04", "damaged"
    yield "all.7z", b"7z\xbc\xaf\x27\x1c", "why_archive"
    yield "archive-without-a-name", b"\x1f\x8b\x08\0" + b"\0" * 50, "damaged"
    yield "photo.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, "picture"
    yield "picture.png", b"\x89PNG\r\n\x1a\n", "picture"
    yield "plan.odt", b"not really", "damaged"
    yield "empty.pdf", b"", "why_empty"
    yield "page.html", b"<script>alert(1)</script>", "not_a_worksheet"
    yield "table.csv", b"a,b\n1,2\n", "not_a_worksheet"
    yield "quotes.csv", b'reference,"' + b"x" * 300_000, "any"
    yield "noise.bin", bytes(range(256)) * 40, "not_a_worksheet"

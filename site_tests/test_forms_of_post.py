"""Exchange formats and messages, byte by byte as their standards say: each row a short input and what it means."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest

from builder.adapters.mail.internet import (
    apple_message,
    is_mailbox,
    is_message,
    may_be_message,
    messages_of,
    read_message,
)
from builder.adapters.mail.letter import MAX_WORDS, Attached, MailError, cloud_links, html_words, tidy
from builder.adapters.mail.packed_rtf import MOST, rtf_words, unpacked
from builder.adapters.mail.tnef import is_winmail, read_winmail
from builder.adapters.mail.uuencoded import without_files
from builder.adapters.pdf.fields import PdfRefused
from builder.adapters.pdf.form_data import is_form_data, read_form_data

# FDF and XFDF (ISO 32000-1, 7.3 and 12.7.7; ISO 19444-1) ------------------------------------------


def fdf(fields: bytes, annots: bytes = b"", more: bytes = b"") -> bytes:
    return b"%FDF-1.2\n1 0 obj\n<</FDF <</Fields [" + fields + b"] " + annots + b">>>>\nendobj\n" + more + b"%%EOF"


VALUES = [
    (b"(plain)", "plain"),
    (b"()", ""),
    (b"(a(b)c)", "a(b)c"),
    (rb"(\(\)\\\q)", "()\\q"),
    (rb"(a\nb\rc\td\be\ff)", "a\nb\rc\td\be\ff"),
    (rb"(\101\60\1011)", "A0A1"),
    (rb"(\5\08)", "\x05\x008"),
    (b"(a\\\r\nb\\\nc\\\rd)", "abcd"),
    (b"(\\222\\351)", "\u2019é"),
    (b"<414243>", "ABC"),
    (b"<41 4>", "A@"),
    (b"<FEFF00410042>", "AB"),
    (b"<FFFE41004200>", "AB"),
    (b"<EFBBBFC3A9>", "é"),
    (b"/Yes", "Yes"),
    (b"/A#20B#2fC", "A B/C"),
    (b"5 0 R", ""),
    (b"12", ""),
    (b"[(a) (b)]", ""),
    (b"<</A (b)>>", ""),
    (b"% a remark (of mine)\n(after it)", "after it"),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_a_value(value: bytes, text: str) -> None:
    assert read_form_data(fdf(b"<</T (name) /V " + value + b">> <</T (last) /V (z)>>")).values == {
        "name": text,
        "last": "z",
    }


def test_names_of_fields_within_fields() -> None:
    inside = b"<</T (a) /Kids [<</T (b) /V (1)>> <</V (2)>> <</T (c) /Kids [<</T (d) /V (3)>>]>> (stray)]>>"
    found = read_form_data(fdf(b"(stray) " + inside + b" <</V (nameless)>> <</T (e)>> <</T (f) /V (4)>> >> ]"))
    assert found.values == {"a.b": "1", "a": "2", "a.c.d": "3", "f": "4"}


def deep(kids: int) -> bytes:
    return b"<</T (a) /Kids [" * kids + b"<</T (z) /V (1)>>" + b"]>>" * kids


def test_depth_is_bounded() -> None:
    assert list(read_form_data(fdf(deep(10))).values) == [".".join("a" * 10) + ".z"]
    with pytest.raises(PdfRefused) as refusal:
        read_form_data(fdf(deep(40)))
    assert (refusal.value.why, refusal.value.detail) == ("too_large", "depth")
    with pytest.raises(PdfRefused) as refusal:
        read_form_data(fdf(b"<</T (a) /V (never ends"))
    assert (refusal.value.why, refusal.value.detail) == ("damaged", "string")


NOTES = [
    (b"/Annots [<</Contents (See me) /Page 0>>]", b"", ((1, "See me"),)),
    (b"/Annots [<</Contents (See me)>> (stray) <</Contents ( )>>]", b"", ((0, "See me"),)),
    (b"/Annots [<</Contents (a) /Page 99999>> <</Contents (b) /Page 100000>>]", b"", ((100_000, "a"), (0, "b"))),
    (b"/Annots (none)", b"", ()),
    (b"/Annots [7 0 R]", b"7 0 obj <</Type /Annot /Contents (Alone) /Page 2>> endobj ", ((3, "Alone"),)),
    (b"", b"7 0 obj <</Type /Annot /Contents () /Page 2>> endobj <</Type /Other /Contents (x)>> ", ()),
    (b"", b"<</Type /Annot /Contents (b)>> <</Type /Annot /Contents (b)>> ", ((0, "b"),)),
]


@pytest.mark.parametrize(("annots", "more", "notes"), NOTES)
def test_notes(annots: bytes, more: bytes, notes: tuple[tuple[int, str], ...]) -> None:
    assert read_form_data(fdf(b"", annots, more)).notes == notes


def test_xfdf() -> None:
    found = read_form_data(
        b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "secret">]><xfdf xmlns="http://ns.adobe.com/xfdf/">
        <annots><text page="0"><contents>One</contents></text><text page="x"><contents> </contents></text>
        <freetext page="99999"><contents-richtext><p>Two</p><p>Three</p></contents-richtext></freetext>
        <text page="123456"><contents>Far</contents></text><!-- remark --></annots>
        <fields><field name="a"><value>1</value><field name="b"><value>2</value></field></field>
        <field name="r"><value-richtext><body><p>one</p><p>t<b>w</b>o</p></body></value-richtext></field>
        <field><value>nameless</value></field><field name="both"><value>plain</value><value>second</value></field>
        <field name="e"><value>&amp;&e;</value></field></fields></xfdf>"""
    )
    assert found.values == {"a": "1", "a.b": "2", "r": "one\ntwo", "both": "plain", "e": "&&e;"}
    assert found.notes == ((1, "One"), (100_000, "Two\nThree"), (0, "Far"))
    with pytest.raises(PdfRefused) as refusal:
        read_form_data(b"<xfdf><fields>")
    assert (refusal.value.why, refusal.value.detail) == ("damaged", "xml")


@pytest.mark.parametrize(
    ("start", "known"),
    [
        (b"%FDF-1.2", True),
        (b"\xef\xbb\xbf\r\n %FDF-1.4", True),
        (b"x%FDF-1.2", False),
        (b"%PDF-1.2", False),
        (b" " * 995 + b"<xfdf", True),
        (b" " * 996 + b"<xfdf", False),
    ],
)
def test_form_data_is_known_by_its_beginning(start: bytes, known: bool) -> None:
    assert is_form_data(start) is known


# Packed RTF ([MS-OXRTFCP]) and its words -----------------------------------------------------------

PREFIX = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}"
"""How the dictionary begins that both sides have; 207 bytes of it are filled."""
FILLED = 207


def packed(body: bytes, raw: int, kind: bytes = b"LZFu") -> bytes:
    return struct.pack("<II4sI", len(body) + 12, raw, kind, 0) + body


def at(start: int, length: int) -> bytes:
    """A reference into the dictionary."""
    return (start << 4 | length - 2).to_bytes(2, "big")


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (b"", b""),
        (packed(b"abc", 3, b"MELA")[:15], b""),
        (packed(b"abcdef", 3, b"MELA"), b"abc"),
        (packed(b"abc", 3, b"ABCD"), b""),
        (packed(b"\0abc", MOST + 1), b""),
        (packed(b"\0abc", MOST), b"abc"),
        (packed(b"\0abcdefgh", 99), b"abcdefgh"),
        (packed(b"\0abcdefgh\0ij", 10), b"abcdefghij"),
        (packed(b"\0abcdefgh\0ij", 8), b"abcdefgh"),
        (packed(b"\1" + at(0, 5), 5), PREFIX[:5]),
        (packed(b"\1" + at(6, 17), 17), PREFIX[6:23]),
        (packed(b"\2a" + at(FILLED, 4), 5), b"aaaaa"),
        (packed(b"\6a" + at(FILLED, 2) + at(FILLED + 3, 2) + b"zzz", 99), b"aaa"),
        (packed(b"\5" + at(1, 2) + b"x" + at(FILLED, 3), 6), b"\\r" + b"x" + b"\\rx"),
    ],
)
def test_packed_rtf(data: bytes, plain: bytes) -> None:
    assert unpacked(data) == plain


@pytest.mark.parametrize(
    ("rtf", "words"),
    [
        (rb"{\rtf1 Hello\par World\tab x\line y}", "Hello\nWorld\tx\ny"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\colortbl;}a{\*\generator Riched;}b}", "ab"),
        (rb"{\rtf1{\info{\title T}}{\stylesheet S;}{\pict 00}c}", "c"),
        (rb"a\cell b\row c", "a\tb\nc"),
        (rb"\u8217?s \u-3913?x \'e9\~\{\}\\z", "\u2019s \uf0b7x é {}\\z"),
        (rb"\u233\'e9t", "ét"),
        (rb"{\htmlrtf hidden\htmlrtf0 shown{\htmlrtf1 x}y}", "showny"),
        (b"a\r\nb", "ab"),
        (b"} a", " a"),
    ],
)
def test_words_of_rtf(rtf: bytes, words: str) -> None:
    assert rtf_words(rtf) == words


# winmail.dat ([MS-OXTNEF]) --------------------------------------------------------------------------

HEAD = b"\x78\x9f\x3e\x22\x01\x00"


def attribute(number: int, data: bytes, level: int = 1) -> bytes:
    return struct.pack("<BII", level, 0x60000 | number, len(data)) + data + b"\0\0"


def properties(*pieces: bytes) -> bytes:
    return struct.pack("<I", len(pieces)) + b"".join(pieces)


def fixed(kind: int, number: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, number) + data


def varied(kind: int, number: int, *values: bytes) -> bytes:
    told = b"".join(struct.pack("<I", len(v)) + v + b"\0" * (-len(v) % 4) for v in values)
    return struct.pack("<HHI", kind, number, len(values)) + told


def named(kind: int, number: int, name: bytes, value: bytes) -> bytes:
    """A property with a name of its own: a GUID, then a number (0) or letters (1)."""
    return struct.pack("<HH", kind, number) + b"g" * 16 + name + value


BY_NUMBER = struct.pack("<II", 0, 7)
BY_LETTERS = struct.pack("<II", 1, 6) + "abc".encode("utf-16-le") + b"\0\0"
LETTERS = varied(0x001F, 0, "Zoë".encode("utf-16-le"))[4:]
ODD = (
    fixed(0x0003, 0x0001, b"1234"), fixed(0x0002, 0x0001, b"12\0\0"), fixed(0x000B, 0x0001, b"1\0\0\0"),
    fixed(0x0040, 0x0001, b"12345678"), fixed(0x0014, 0x0001, b"12345678"), fixed(0x0048, 0x0001, b"1" * 16),
    struct.pack("<HHI", 0x1003, 0x0001, 2) + b"aaaabbbb", varied(0x101F, 0x0001, b"a\0", b"b\0c\0"),
    named(0x0003, 0x8001, BY_NUMBER, b"1234"), named(0x001F, 0x8002, BY_LETTERS, LETTERS),
)  # fmt: skip
"""Properties of every size, which are passed over; what follows them shows that each was passed over exactly."""


@pytest.mark.parametrize(
    ("data", "words", "inside"),
    [
        (attribute(0x800C, b"Caf\xe9 \x96 hello\0\0"), "Café – hello", ()),
        (attribute(0x9003, properties(*ODD, varied(0x001F, 0x1000, "Wörds\0".encode("utf-16-le")))), "Wörds", ()),
        (attribute(0x9003, properties(varied(0x001E, 0x1000, b"plain\0"))), "plain", ()),
        (attribute(0x9003, properties(varied(0x0102, 0x1013, b"<p>One</p><p>Two"))), "One\n\nTwo", ()),
        (attribute(0x9003, properties(varied(0x0102, 0x1009, packed(b"\0rtf", 3)))), "rtf", ()),
        (attribute(0x800C, b"first") + attribute(0x9003, properties(varied(0x001E, 0x1000, b"second"))), "first", ()),
        (attribute(0x8010, b"no.pdf\0") + attribute(0x800F, b"none begun"), "", ()),
        (
            attribute(0x9002, b"") + attribute(0x8010, b"a.pdf\0") + attribute(0x800F, b"data")
            + attribute(0x9002, b"") + attribute(0x800F, b"more"),
            "", (Attached("a.pdf", b"data"), Attached("without a name.bin", b"more")),
        ),
        (
            attribute(0x9002, b"") + attribute(0x8010, b"A~1.PDF\0") + attribute(0x800F, b"old")
            + attribute(0x9005, properties(*ODD, varied(0x001F, 0x3707, "länger.pdf\0".encode("utf-16-le")),
                                           varied(0x0102, 0x3701, b"new"))),
            "", (Attached("länger.pdf", b"new"),),
        ),
        (
            attribute(0x9002, b"") + attribute(0x9005, properties(varied(0x001E, 0x3704, b"caf\xe9.pdf\0"),
                                                                  varied(0x000D, 0x3701, b"i" * 16 + HEAD + b"in"))),
            "", (HEAD + b"in",),
        ),
    ],
)  # fmt: skip
def test_winmail(data: bytes, words: str, inside: tuple[object, ...]) -> None:
    assert is_winmail(HEAD + data)
    assert read_winmail(HEAD + data) == (words, inside)


@pytest.mark.parametrize(
    "data", [attribute(0x800C, b"words")[:-3], attribute(0x9003, b"\1"), attribute(0x9003, properties(b""))]
)
def test_a_cut_winmail(data: bytes) -> None:
    with pytest.raises(MailError) as refusal:
        read_winmail(HEAD + data)
    assert refusal.value.why == "damaged"


# Messages (RFC 5322, MIME, RFC 4155) -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "message", "maybe", "mailbox"),
    [
        (b"From: a@b\nSubject: x\n", True, True, False),
        (b"From: a@b\n folded\nSubject: x\n", True, True, False),
        (b"\xef\xbb\xbf\r\nReceived: x\r\nX-Any-Thing: y\r\n", True, True, False),
        (b"From: a@b\n", False, True, False),
        (b"From: a@b\n\nwords", False, True, False),
        (b"Odd: x\nFrom: y\n", False, True, False),
        (b"Odd: x\nno header\n", False, False, False),
        (b"", False, False, False),
        (b"From jo Tue\nFrom: a@b\nTo: c\n", False, False, True),
        (b"From jo Tue\nwords\n", False, False, False),
        (b"From: jo Tue\nFrom: a@b\nTo: c\n", True, True, False),
    ],
)
def test_what_begins_as_a_message(start: bytes, message: bool, maybe: bool, mailbox: bool) -> None:
    assert (is_message(start), may_be_message(start), is_mailbox(start)) == (message, maybe, mailbox)


def test_mailboxes_and_apples_messages() -> None:
    one, two = b"From: a@b\nTo: c\n\n>From here on\n>>From there\n", b"From: d@e\n\nwords\n"
    box = b"From x\n" + one + b"\nFrom y z\n" + two + b"\nFrom the start they said\n"
    assert list(messages_of(box)) == [
        one.replace(b">From here", b"From here").replace(b">>From", b">From") + b"\n",
        two + b"\nFrom the start they said\n",
    ]
    body = b"From: a@b\nTo: c\n\nx"
    assert apple_message(b"%d   \n" % len(body) + body + b"<plist/>") == body
    assert apple_message(b"12\nnot one") == b"12\nnot one"
    assert apple_message(body) == body


LETTERS_READ = [
    (b"From: Jo <JO@X>\nSubject: =?utf-8?q?Zo=C3=AB?=\n plan\n\nHello", ("jo@x", "Jo", "Zoë plan", "Hello", "")),
    (b"From: a@b\nSubject: Automatic reply: x\n\n", ("a@b", "", "Automatic reply: x", "", "absence")),
    (b"From: a@b\nSubject: Re: Automatic reply: x\n\n", ("a@b", "", "Re: Automatic reply: x", "", "")),
    (b"From: a@b\nAuto-Submitted: no\n\nx", ("a@b", "", "", "x", "")),
    (b"From: a@b\nAuto-Submitted: auto-replied; x\n\nx", ("a@b", "", "", "x", "absence")),
    (b"From: a@b\nX-Autoreply: yes\n\nx", ("a@b", "", "", "x", "absence")),
    (b"From: a@b\nPrecedence: Auto_Reply\n\nx", ("a@b", "", "", "x", "absence")),
    (b"From: a@b\nPrecedence: list\n\nx", ("a@b", "", "", "x", "")),
    (b"From: MAILER-DAEMON@x\nSubject: y\n\nx", ("mailer-daemon@x", "", "y", "x", "undelivered")),
    (b"From: a@b\nContent-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b--", ("a@b", "", "", "x", "undelivered")),
    (b"From: Zo\xeb <a@b>\nSubject: caf\xc3\xa9\n\nna\xefve", ("a@b", "Zoë", "café", "naïve", "")),
    (b"From: a@b\nContent-Type: text/html\n\n<p>One<br>Two", ("a@b", "", "", "One\nTwo", "")),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told"), LETTERS_READ)
def test_a_letter(data: bytes, told: tuple[str, ...]) -> None:
    letter, _ = read_message(data)
    assert (letter.sender, letter.sender_name, letter.subject, letter.words, letter.automatic) == told


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        (b"Tue, 02 Feb 2027 10:00:00 +0100", datetime(2027, 2, 2, 9, tzinfo=UTC)),
        (b"Tue, 02 Feb 2027 10:00:00 -0000", datetime(2027, 2, 2, 10, tzinfo=UTC)),
        (b"Fri, 31 Dec 9999 23:00:00 -1400", None),
        (b"yesterday", None),
    ],
)
def test_when_a_letter_was_sent(said: bytes, moment: datetime | None) -> None:
    assert read_message(b"From: a@b\nDate: " + said + b"\n\nx")[0].sent == moment


def test_words_of_html() -> None:
    page = "<title>T</title><style>s</style><div style='display : none'>away<p>deep</p></div>a <b>b</b>\n c<td>d<td>e"
    page += "<p>one<ul><li>two<li>three</ul><a href='https://x.example/a'>link</a><a>none</a><script>s()"
    words, links = html_words(page)
    assert words == "a b cde\none\n\ntwo\nthree\nlinknone"
    assert links == ("https://x.example/a",)
    assert html_words("<p>&amp;&eacute;</b></i>x</p>y")[0] == "&éx\ny"


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        (" a \n\n\n\n\xa0b\t\n\n", "a\n\nb"),
        ("\n\na\n\nb", "a\n\nb"),
        ("x" * MAX_WORDS, "x" * MAX_WORDS),
        ("x" * (MAX_WORDS + 1), "x" * MAX_WORDS + " […]"),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_links_to_clouds_and_files_within_words() -> None:
    said = "(https://a.sharepoint.com/:w:/x) and https://www.dropbox.com/s/1, HTTPS://we.tl/t-1' https://x.example/a "
    assert cloud_links(said * 2) == (
        "https://a.sharepoint.com/:w:/x",
        "https://www.dropbox.com/s/1,",
        "HTTPS://we.tl/t-1",
    )
    assert len(cloud_links(" ".join(f"https://we.tl/{n}" for n in range(30)))) == 20
    packed_words = "Hello\nbegin 644 a b.txt\n#86)C\n`\nend\nBye\nbegin 644 x\n~~~\nend\n"
    assert without_files(packed_words) == ("Hello\n\nBye\nbegin 644 x\n~~~\nend\n", (("a b.txt", b"abc"),))
    assert without_files("begin 644 x\nno") == ("begin 644 x\nno", ())

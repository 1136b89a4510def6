"""Tar archives and packed files among what came back: what lies inside is found, what is no file is named."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable

import pytest

from builder.adapters.archives import ArchiveError
from builder.adapters.packed import is_packed, is_tar, unpacked, untarred
from builder.returns.limits import MAX_BYTES
from builder.returns.post.kinds import kind_of
from builder.returns.post.unpack import Unpacker
from builder.returns.reading.formats import read_any
from builder.returns.replies import NotRead, Reason

from .test_post import zipped

PLAN = b'{"format": "briefing-return"}'
REFERENCE = "wrenford/child-h/1.1/assessment-east/plan-2"
Inside = list[tuple[str, bytes, str]]


def tar(*members: tuple[str, bytes], **strange: bytes) -> bytes:
    """A tar archive of files, then of members of another type (`tarfile`'s letter for it), each of its own name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            facts = tarfile.TarInfo(name)
            facts.size = len(data)
            archive.addfile(facts, io.BytesIO(data))
        for name, kind in strange.items():
            facts = tarfile.TarInfo(name)
            facts.type, facts.linkname = kind, "/etc/passwd"
            archive.addfile(facts)
    return out.getvalue()


def twice(pack: Callable[[bytes], bytes], data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = pack(data)
    return data


STRANGE = {"folder": tarfile.DIRTYPE, "soft": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE, "disk": tarfile.BLKTYPE}
CASES: list[tuple[str, bytes, Inside]] = [
    ("plan.json.gz", gzip.compress(PLAN), [("plan.json", PLAN, "")]),
    ("PLAN.CSV.XZ", lzma.compress(b"a,b"), [("PLAN.CSV", b"a,b", "")]),
    ("plan.json.bz2", bz2.compress(PLAN), [("plan.json", PLAN, "")]),
    ("no-ending", gzip.compress(PLAN), [("no-ending", PLAN, "")]),
    ("a.tar", tar(("plan.json", PLAN), ("b/c.txt", b"x")), [("plan.json", PLAN, ""), ("b/c.txt", b"x", "")]),
    ("a.tgz", gzip.compress(tar(("plan.json", PLAN))), [("a.tar", b"", "holds"), ("a.tar > plan.json", PLAN, "")]),
    ("a.tar.bz2", bz2.compress(tar(("p", PLAN))), [("a.tar", b"", "holds"), ("a.tar > p", PLAN, "")]),
    ("a.tar", tar(**STRANGE), [("soft", b"", "link"), ("hard", b"", "link"), ("disk", b"", "special")]),
    ("a.tar", tar(("../../out.json", PLAN), ("/etc/x", b"y")), [("../../out.json", PLAN, ""), ("etc/x", b"y", "")]),
    ("a.tar", tar(("zeros", b"\0" * (MAX_BYTES + 1)), ("b", b"y")), [("zeros", b"", "too_large"), ("b", b"y", "")]),
    ("a.tar", tar(("plan.json", PLAN * 99))[:700], [("", b"", "damaged")]),
    ("a.gz", gzip.compress(PLAN)[:20], [("", b"", "damaged")]),
    ("a.gz", gzip.compress(b""), [("", b"", "damaged")]),
    ("a.xz", b"\xfd7zXZ\x00" + b"\0" * 40, [("", b"", "damaged")]),
    (
        "a.gz",
        gzip.compress(zipped({"plan.json": PLAN})),
        [("a", b"", "holds"), ("a > plan.json", PLAN, "")],
    ),
]


@pytest.mark.parametrize(("name", "data", "inside"), CASES)
def test_what_lies_inside(name: str, data: bytes, inside: Inside) -> None:
    found = Unpacker().leaves(name, data)
    assert [(" > ".join(f.path), f.data, f.why or ("holds" if f.holds else "")) for f in found] == inside


def test_packed_again_and_again_ends() -> None:
    found = list(Unpacker().leaves("a.gz", twice(gzip.compress, PLAN, 30)))
    assert found[-1].why == "inside_deep" and len(found) < 10


def test_a_bomb_is_named() -> None:
    zeros = gzip.compress(b"\0" * 1_000)
    assert unpacked(zeros, 1_000) == b"\0" * 1_000
    with pytest.raises(ArchiveError, match="too_large"):
        unpacked(zeros, 999)
    assert [e.why for e in untarred(tar(("a", b"abc"), ("b", b"abcd")), 3)] == ["", "too_large"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.tar", tar(), ""),
        ("a.txt", b"x" * 257 + b"ustar", ""),
        ("a.txt", b"x" * 257 + b"ustar" + b"x" * 250, "tar"),
        ("plan.pdf", gzip.compress(PLAN), "packed"),
        ("x", b"\x1f\x8b", ""),
    ],
)
def test_kinds_are_told_by_their_bytes(name: str, data: bytes, kind: str) -> None:
    assert kind_of(name, data) == kind
    assert (is_packed(data), is_tar(data)) == (kind == "packed", kind == "tar")


@pytest.mark.parametrize(
    ("name", "part", "kind"),
    [
        ("plan.xps", "Documents/1/Pages/1.fpage", "xps"),
        ("plan.zip", "FixedDocSeq.fdseq", "xps"),
        ("plan.bin", "FixedDocumentSequence.fdseq", "xps"),
        ("plan.pages", "Index/Document.iwa", "pages"),
        ("plan", "Index/Document.iwa", "pages"),
    ],
)
def test_other_programs_documents_say_whose_they_are(name: str, part: str, kind: str) -> None:
    data = zipped({"[Content_Types].xml": b"<x/>", part: f'<Glyphs UnicodeString="{REFERENCE}"/>'.encode()})
    with pytest.raises(NotRead) as refusal:
        read_any(name, data)
    assert (refusal.value.reason, refusal.value.detail, refusal.value.reference_text) == (
        Reason.UNKNOWN_FORMAT, kind, REFERENCE,
    )  # fmt: skip

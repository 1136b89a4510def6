"""What teams send that is no form of ours, signed, locked or in an old wrapping: read, or waiting for a person.

Each row says what was put in and what must be said; the signed files were made by OpenSSL.
"""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import pymupdf
import pypdf
import pytest
from PIL import Image

from builder.model.partnership import Library, Team
from builder.returns.apart.process import Reader
from builder.returns.collect import collect
from builder.returns.collected import Collected, State
from builder.worksheets.pdf import Press

from .returned import Writers
from .test_post import LOOK, Staying, letter, plan, zipped

KEPT = Path(__file__).parent / "returns"
STRANGER = "jo@private.example"
SAID = "We ring the practice"
Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    running = Staying(seconds=60)
    yield running
    Reader.__exit__(running, None, None, None)


def locked() -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(300, 300)
    writer.encrypt("secret")
    writer.write(out)
    return out.getvalue()


def own(text: str = SAID) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def sealed(data: bytes, kind: str = "signed-data", sender: str = "jo@private.example") -> bytes:
    head = f"From: {sender}\nTo: officer@x.example\nSubject: Plan\nMIME-Version: 1.0\n"
    head += f'Content-Type: application/pkcs7-mime; smime-type={kind}; name="smime.p7m"\n'
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(data)


def kept(name: str) -> bytes:
    return (KEPT / name).read_bytes()


def in_words(name: str, data: bytes) -> bytes:
    lines = b"".join(binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    return b"begin 644 " + name.encode() + b"\n" + lines + b"`\nend\n"


def from_(sender: str, head: str, body: str = "Gone fishing") -> bytes:
    return f"From: {sender}\nTo: o@x.example\nSubject: Re: plan\n{head}\n\n{body}\n".encode()


def photographed(library: Library) -> bytes:
    """A photograph of a team's form, pasted into a document."""
    ((_, blank),) = Press(Writers.of(library).job).copies(library.teams[:1])
    picture = pymupdf.open(stream=blank)[0].get_pixmap(dpi=120).tobytes("png")
    document, out = docx.Document(), io.BytesIO()
    document.add_picture(io.BytesIO(picture))
    document.save(out)
    return out.getvalue()


Row = tuple[str, Callable[[Team], Files], State, str]
"""What it is, the files of a folder by a team, where the team stands, and the reason of the last file."""

RECEIPT = "Content-Type: multipart/report; report-type=disposition-notification; boundary=b"
EXCHANGE = "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example"

ROWS: tuple[Row, ...] = (
    ("signed in one piece", lambda t: {"a.eml": sealed(kept("signed.p7m"), sender=t.contact)}, State.REPLIED, ""),
    ("signed, in pieces", lambda t: {"a.eml": sealed(kept("signed-in-pieces.p7m"))}, State.REPLIED, ""),
    ("a signed file alone", lambda t: {"smime.p7m": kept("signed.p7m")}, State.REPLIED, ""),
    (
        "signed, cut short",
        lambda t: {"a.eml": sealed(kept("signed.p7m")[:900], sender=t.contact)},
        State.UNREAD,
        "why_own_document",
    ),
    ("encrypted", lambda t: {"a.eml": sealed(b"0\x80", "enveloped-data", t.contact)}, State.UNREAD, "why_own_document"),
    ("locked, named by its id", lambda t: {f"{t.id}.pdf": locked()}, State.UNREAD, "encrypted"),
    ("locked, named", lambda t: {f"FINAL {t.section_team} (2).pdf": locked()}, State.UNREAD, "encrypted"),
    (
        "locked, a private address, signed in words",
        lambda t: {"a.eml": letter(STRANGER, f"From {t.section_team}", {"s.pdf": locked()}, subject="plan")},
        State.UNREAD,
        "encrypted",
    ),
    (
        "locked, the team as the sender's name",
        lambda t: {"a.eml": letter(f'"{t.section_team}" <{STRANGER}>', "Hi", {"s.pdf": locked()}, subject="plan")},
        State.UNREAD,
        "encrypted",
    ),
    (
        "Word of their own",
        lambda t: {"a.eml": letter(t.contact, "", {"n.docx": own()})},
        State.UNREAD,
        "why_own_document",
    ),
    ("Word named for them", lambda t: {f"{t.section_team}.docx": own()}, State.UNREAD, "why_own_document"),
    (
        "text of their own",
        lambda t: {"a.eml": letter(t.contact, "", {"plan.txt": SAID.encode()})},
        State.UNREAD,
        "why_own_document",
    ),
    (
        "a page of their own",
        lambda t: {"a.eml": letter(t.contact, "", {"plan.html": f"<p>{SAID}</p>".encode()})},
        State.UNREAD,
        "why_own_document",
    ),
    (
        "slides of their own",
        lambda t: {
            "a.eml": letter(
                t.contact, "", {"p.pptx": zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"})}
            )
        },
        State.UNREAD,
        "why_own_document",
    ),
    (
        "an archive named for them",
        lambda t: {f"{t.section_team}.7z": b"7z\xbc\xaf\x27\x1c"},
        State.UNREAD,
        "why_archive",
    ),
    ("nobody's minutes", lambda t: {"minutes.docx": own()}, State.SILENT, "not_a_worksheet"),
    (
        "a receipt",
        lambda t: {"a.eml": from_(t.contact, RECEIPT, "--b\n\nIt was read.\n--b--")},
        State.SILENT,
        "why_absence",
    ),
    (
        "away, by precedence",
        lambda t: {"a.eml": from_(t.contact, "Precedence: auto_reply")},
        State.SILENT,
        "why_absence",
    ),
    ("Exchange could not deliver", lambda t: {"a.eml": from_(EXCHANGE, "X-A: b")}, State.SILENT, "why_undelivered"),
)


def gathered(library: Library, folder: Path, files: Files, reader: Reader) -> Collected:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return collect(library, folder, LOOK, reader=reader)


def cut(data: bytes, to: float) -> bytes:
    return data[: int(len(data) * to)]


@pytest.mark.parametrize("name", ["p.json", "p.docx", "p.pdf", "again.pdf"])
def test_what_was_cut_is_still_its_teams(library: Library, reader: Reader, tmp_path: Path, name: str) -> None:
    team, writers = library.teams[0], Writers.of(library)
    ((_, blank),) = Press(writers.job).copies([team])
    again = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(blank)).write(again)
    word = writers.words(team, {})
    whole = {"p.json": plan(writers, team), "p.docx": word, "p.pdf": blank, "again.pdf": again.getvalue()}[name]
    collected = gathered(library, tmp_path, {name: cut(whole, 0.95)}, reader)
    assert (collected.state("child-h", team.id), collected.files[0].reason) == (State.UNREAD, "damaged")


def scanned(library: Library, kind: str) -> bytes:
    """The first pages of three teams' forms, one behind the other, as a copier gives them."""
    copies = Press(Writers.of(library).job).copies(library.teams[:3])
    drawn = [pymupdf.open(stream=data)[0].get_pixmap(dpi=110).tobytes("png") for _, data in copies]
    first, *others = (Image.open(io.BytesIO(png)).convert("L") for png in drawn)
    out = io.BytesIO()
    first.save(out, kind, save_all=True, append_images=[*[Image.new("L", (200, 300), 255)] * 12, *others])
    return out.getvalue()


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_a_whole_stack_in_one_scan_is_every_teams(library: Library, reader: Reader, tmp_path: Path, kind: str) -> None:
    collected = gathered(library, tmp_path, {f"scan.{kind.lower()}": scanned(library, kind)}, reader)
    assert {collected.state("child-h", team.id) for team in library.teams[:3]} == {State.UNREAD}


@pytest.mark.parametrize("around", [(b"\r\n", b""), (b"", b"\r\n" * 2_000)], ids=["before", "behind"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_empty_lines_around_a_file_do_not_matter(
    library: Library, reader: Reader, tmp_path: Path, kind: str, around: tuple[bytes, bytes]
) -> None:
    team, writers = library.teams[0], Writers.of(library)
    answers = {"section_team": team.section_team, "action_1_what": SAID}
    data = {"pdf": writers.pdf, "docx": writers.words}[kind](team, answers)
    collected = gathered(library, tmp_path, {f"p.{kind}": around[0] + data + around[1]}, reader)
    assert collected.state("child-h", team.id) is State.REPLIED


@pytest.mark.parametrize(("files", "state", "reason"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_no_team_that_sent_something_is_silent(
    library: Library, reader: Reader, tmp_path: Path, files: Callable[[Team], Files], state: State, reason: str
) -> None:
    team, other = library.teams[:2]
    collected = gathered(library, tmp_path, files(team), reader)
    assert (collected.state("child-h", team.id), collected.files[-1].reason) == (state, reason)
    assert collected.state("child-h", other.id) is State.SILENT


def test_what_they_wrote_in_a_document_of_their_own_is_shown(library: Library, reader: Reader, tmp_path: Path) -> None:
    files = {"n.docx": own(), "n.txt": SAID.encode(), "n.htm": f"<p>{SAID}</p>".encode()}
    collected = gathered(library, tmp_path, {"a.eml": letter(library.teams[0].contact, "", files)}, reader)
    same = [f for f in collected.files if f.reached and SAID in f.reached.words]
    assert len(same) == 3


def test_what_came_along_with_a_worksheet_does_not_wait(library: Library, reader: Reader, tmp_path: Path) -> None:
    team = library.teams[0]
    files = {"agenda.docx": own(), "plan.json": plan(Writers.of(library), team)}
    collected = gathered(library, tmp_path, {"a.eml": letter(team.contact, "", files)}, reader)
    assert collected.state("child-h", team.id) is State.REPLIED
    assert [f.reason for f in collected.files] == ["", "not_a_worksheet", ""]


def test_a_file_within_the_words_is_taken_out(library: Library, reader: Reader, tmp_path: Path) -> None:
    team = library.teams[0]
    message = b"From: a@b.example\nTo: o@x.example\nSubject: Plan\n\nHere it is.\n\n"
    message += in_words("plan.json", plan(Writers.of(library), team))
    collected = gathered(library, tmp_path, {"a.eml": message}, reader)
    assert collected.state("child-h", team.id) is State.REPLIED
    assert collected.files[0].letter and collected.files[0].letter.words == "Here it is."


def test_a_photograph_within_a_document_is_filed_by_its_code(library: Library, reader: Reader, tmp_path: Path) -> None:
    collected = gathered(library, tmp_path, {"photo.docx": photographed(library)}, reader)
    assert (collected.state("child-h", library.teams[0].id), collected.files[0].reason) == (State.UNREAD, "picture")


def test_words_in_a_wide_alphabet_and_below_an_attachment_are_read(
    library: Library, reader: Reader, tmp_path: Path
) -> None:
    team = library.teams[0]
    wide = from_(team.contact, "Content-Type: text/plain; charset=unicode\nContent-Transfer-Encoding: base64", "")
    wide += base64.encodebytes(SAID.encode("utf-16"))
    below = letter(team.contact, "Above.", {"plan.json": plan(Writers.of(library), team), "ATT00001.txt": b"Below."})
    below = below.replace(
        b'application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="ATT',
        b'text/plain\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="ATT',
    )
    collected = gathered(library, tmp_path, {"a.eml": wide, "b.eml": below}, reader)
    words = {f.path: f.letter.words for f in collected.files if f.letter and " › " not in f.path}
    assert words == {"a.eml": SAID, "b.eml": "Above.\n\nBelow."}

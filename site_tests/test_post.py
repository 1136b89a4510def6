"""Post as it arrives: messages, mailboxes, archives, and each in the other; hostile ones are bounded and named.

The law over random mailboxes: no team with a readable plan is ever listed as silent. What is expected is worked out
from what was put in (`WANT`), and never by our readers.
"""

from __future__ import annotations

import io
import json
import mailbox
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.form.plan import ReturnKind
from builder.model.partnership import Library, Team
from builder.model.theme import Theme
from builder.returns.apart.process import Reader
from builder.returns.collect import collect
from builder.returns.collected import Collected, Outcome, State
from builder.returns.limits import MAX_INSIDE, MAX_NESTING

from .conftest import ROOT
from .mail_fixtures import compound, outlook, winmail
from .returned import Writers

LOOK = Theme.of(ROOT)


class Staying(Reader):
    """A reader whose processes stay between collections, so that many small ones cost little."""

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    running = Staying(seconds=60)
    yield running
    Reader.__exit__(running, None, None, None)


@pytest.fixture(scope="module")
def writers(library: Library) -> Writers:
    return Writers.of(library)


def plan(writers: Writers, team: Team, **facts: str) -> bytes:
    details = {n: getattr(team, n) for n in ("organisation", "section_team", "team_manager", "contact")}
    return writers.json(team, {**details, "action_1_what": f"Do it, {team.id}", **facts})


def letter(sender: str, words: str, files: dict[str, bytes], **heads: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "officer@x.example", heads.pop("subject", "Our plan")
    message["Date"] = "Mon, 16 Nov 2026 09:00:00 +0000"
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.set_content(words)
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def passed_on(message: bytes) -> bytes:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "somebody@x.example", "FW: plan"
    outer.set_content("See below")
    from email import message_from_bytes
    from email.policy import default

    outer.add_attachment(message_from_bytes(message, policy=default))
    return outer.as_bytes()


def portfolio(files: dict[str, bytes]) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, data in files.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def in_mailbox(*messages: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder) / "box")
        for message in messages:
            box.add(message)
        box.close()
        return (Path(folder) / "box").read_bytes()


SEALED = (
    b"From: %s\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n"
    b'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\n'
    b"Content-Transfer-Encoding: base64\n\nMIIB\n"
)


def signed(message: bytes) -> bytes:
    """A signed message without its head, as Outlook keeps it."""
    return (
        b'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=bb\n\n--bb\n'
        + message
        + b"\n--bb\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nMIIB\n--bb--\n"
    )


def details_of(team: Team) -> dict[str, str]:
    return {n: getattr(team, n) for n in ("organisation", "section_team", "team_manager", "contact")}


def appended(files: list[bytes]) -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for data in files:
        writer.append(io.BytesIO(data))
    writer.write(out)
    return out.getvalue()


def apart(data: bytes) -> list[bytes]:
    """Each page of a PDF as a file of its own, which no longer lists the fields on it."""
    pages = []
    with warnings.catch_warnings(action="ignore"), pikepdf.open(io.BytesIO(data)) as whole:
        for page in whole.pages:
            with pikepdf.new() as one:
                one.pages.append(page)
                out = io.BytesIO()
                one.save(out)
                pages.append(out.getvalue())
    return pages


def gathered(library: Library, folder: Path, files: dict[str, bytes], reader: Reader) -> Collected:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return collect(library, folder, LOOK, reader=reader)


# The law -----------------------------------------------------------------------------------------

WAYS = (
    "alone", "letter", "outlook", "winmail", "zip", "zip in a letter", "letter passed on", "outlook in outlook",
    "mailbox", "portfolio", "letter in a zip", "blank reference, own details", "team of another's form",
    "old Word from its address", "words only from its address", "nothing", "zip in a letter in a mailbox",
    "winmail in a letter passed on twice", "signed, in Outlook", "sealed", "a PDF called a picture", "Word called PDF",
    "sent twice", "put together with another's", "pages apart in two letters", "two versions", "a web page of it",
    "its words pasted, reference and all", "another team's file sent on",
)  # fmt: skip


def wrapped(way: str, team: Team, other: Team, writers: Writers) -> dict[str, bytes]:
    """What a team sends, in that way."""
    data, name = plan(writers, team), f"{team.id}.json"
    mail = letter(team.contact, "Here it is", {name: data})
    nested = outlook({"sender": team.contact, "words": "x"}, {name: data}, top=False)
    old = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + b"\0" * 600
    details = {n: getattr(team, n) for n in ("organisation", "section_team", "team_manager", "contact")}
    answers = {**details, "action_1_what": "Do it", "learning_1": "We share late"}
    match way:
        case "zip in a letter in a mailbox":
            inner = letter(team.contact, "Hello\n\nFrom us all", {"all.zip": zipped({name: data})})
            return {f"{team.id}.mbox": in_mailbox(letter("a@b.example", "No plan", {}), inner)}
        case "winmail in a letter passed on twice":
            inner = letter(team.contact, "", {"winmail.dat": winmail("Hello", {name: data})})
            return {f"{team.id}.eml": passed_on(passed_on(inner))}
        case "signed, in Outlook":
            facts = {"sender": team.contact, "class": "IPM.Note.SMIME.MultipartSigned"}
            return {f"{team.id}.msg": compound(outlook(facts, {"smime.p7m": signed(mail)}))}
        case "sealed":
            return {f"{team.id}.eml": SEALED % team.contact.encode()}
        case "a PDF called a picture":
            return {"IMG_0001.jpg": writers.pdf(team, answers)}
        case "Word called PDF":
            return {"plan.pdf": writers.words(team, answers)}
        case "sent twice":
            return {f"1 {name}": data, f"2 {name}": data, "again.eml": mail}
        case "put together with another's":
            both = [writers.pdf(one, {**answers, **details_of(one)}) for one in (team, other)]
            return {"both.pdf": appended(both)}
        case "pages apart in two letters":
            pages = apart(writers.pdf(team, answers))
            return {f"{n}.eml": letter(team.contact, "", {f"page {n}.pdf": page}) for n, page in enumerate(pages)}
        case "two versions":
            return {"1.json": data, "2.docx": writers.words(team, answers)}
        case "a web page of it":
            return {"plan.htm": f"<html><p>Reference: {writers.reference(team)}<p>We ring".encode()}
        case "its words pasted, reference and all":
            return {"x.eml": letter("home@x.example", f"We ring.\n\nReference: {writers.reference(team)}", {})}
        case "another team's file sent on":
            shared = writers.json(other, {**details_of(other), "action_1_what": "x"}, reference=writers.reference(None))
            return {
                "a.eml": letter(other.contact, "", {"p.json": shared}),
                "b.eml": letter(team.contact, "", {"p.json": shared}),
            }
        case "alone":
            return {name: data}
        case "letter":
            return {f"{team.id}.eml": mail}
        case "outlook":
            return {f"{team.id}.msg": compound(outlook({"sender": team.contact}, {name: data}))}
        case "winmail":
            return {f"{team.id}.eml": letter(team.contact, "", {"winmail.dat": winmail("Hello", {name: data})})}
        case "zip":
            return {f"{team.id}.zip": zipped({f"a/{name}": data})}
        case "zip in a letter":
            return {f"{team.id}.eml": letter(team.contact, "Hello", {"all.zip": zipped({name: data})})}
        case "letter passed on":
            return {f"{team.id}.eml": passed_on(mail)}
        case "outlook in outlook":
            return {f"{team.id}.msg": compound(outlook({"sender": "x@y.example"}, {"FW": nested}))}
        case "mailbox":
            return {f"{team.id}.mbox": in_mailbox(letter("a@b.example", "No plan", {}), mail)}
        case "portfolio":
            return {f"{team.id}.pdf": portfolio({name: data})}
        case "letter in a zip":
            return {f"{team.id}.zip": zipped({"mail.eml": mail})}
        case "blank reference, own details":
            return {name: writers.json(team, {**details, "action_1_what": "x"}, reference=writers.reference(None))}
        case "team of another's form":
            answers = {**details, "action_1_what": "x"}
            return {name: writers.json(team, answers, reference=writers.reference(other))}
        case "old Word from its address":
            return {f"{team.id}.eml": letter(team.contact, "", {"our plan.doc": old})}
        case "words only from its address":
            return {f"{team.id}.eml": letter(team.contact, "We shall ring the school each week.", {})}
    return {}


WANT = {
    **dict.fromkeys(WAYS, State.REPLIED),
    "team of another's form": State.DECIDE,
    "old Word from its address": State.UNREAD,
    "words only from its address": State.DECIDE,
    "nothing": State.SILENT,
    "sealed": State.UNREAD,
    "a web page of it": State.UNREAD,
    "its words pasted, reference and all": State.DECIDE,
    "another team's file sent on": State.DECIDE,
}
CONCERNS_ANOTHER = ("team of another's form", "put together with another's", "another team's file sent on")
"""Ways in which something came from, or about, the other team as well."""


@settings(max_examples=max(8, settings().max_examples // 8))
@given(ways=st.lists(st.sampled_from(WAYS), min_size=5, max_size=5))
def test_no_team_that_answered_is_silent(library: Library, writers: Writers, reader: Reader, ways: list[str]) -> None:
    teams = library.teams[: len(ways)]
    spare = library.teams[len(ways) :]
    with tempfile.TemporaryDirectory() as folder:
        files: dict[str, bytes] = {}
        for number, (way, team) in enumerate(zip(ways, teams, strict=True)):
            sent = wrapped(way, team, spare[number], writers)
            files |= {f"{number}/{name}": data for name, data in sent.items()}
        collected = gathered(library, Path(folder), files, reader)
    for way, team in zip(ways, teams, strict=True):
        assert collected.state("child-h", team.id) is WANT[way], way


@pytest.mark.parametrize("way", WAYS)
def test_each_way(library: Library, writers: Writers, reader: Reader, tmp_path: Path, way: str) -> None:
    team, other = library.teams[0], library.teams[1]
    collected = gathered(library, tmp_path, wrapped(way, team, other, writers), reader)
    assert collected.state("child-h", team.id) is WANT[way]
    silent = {t.id for t in library.teams if collected.state("child-h", t.id) is State.SILENT}
    contradicted = {other.id} if way in CONCERNS_ANOTHER else set()
    assert silent == {t.id for t in library.teams} - contradicted - ({team.id} if way != "nothing" else set())


ROUNDS = {
    "its follow-up": (State.SILENT, State.REPLIED),
    "its follow-up as old Word": (State.SILENT, State.UNREAD),
    "its plan, and its follow-up as old Word": (State.REPLIED, State.UNREAD),
    "its plan": (State.REPLIED, State.SILENT),
    "words only": (State.DECIDE, State.DECIDE),
}
"""What came, and where the team stands with plan and follow-up."""


@pytest.mark.parametrize("came", ROUNDS)
def test_each_round_by_itself(library: Library, writers: Writers, reader: Reader, tmp_path: Path, came: str) -> None:
    team = library.teams[0]
    again = writers.reference(team, "after6")
    old = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + again.encode() + b"\0" * 600
    file = writers.json(team, {**details_of(team), "action_1_done": "Yes"}, reference=again)
    content = json.loads(file) | {"kind": "after6"}
    files = {
        "its follow-up": {"f.json": json.dumps(content).encode()},
        "its follow-up as old Word": {"f.doc": old},
        "its plan, and its follow-up as old Word": {"f.doc": old, "p.json": plan(writers, team)},
        "its plan": {"p.json": plan(writers, team)},
        "words only": {"w.eml": letter(team.contact, "We rang.", {})},
    }
    collected = gathered(library, tmp_path, files[came], reader)
    stands = [collected.state("child-h", team.id, kind) for kind in (ReturnKind.PLAN, ReturnKind.AFTER_6)]
    assert tuple(stands) == ROUNDS[came]


# What is no worksheet is named for what it is ------------------------------------------------------


def test_post_that_is_no_worksheet_is_named(library: Library, reader: Reader, tmp_path: Path) -> None:
    contact = library.teams[0].contact
    cloud = "https://wrenford.sharepoint.com/:w:/s/plan?e=1"
    files = {
        "away.eml": letter(contact, "I am away", {}, subject="Automatic reply: plan", Auto_Submitted="auto-replied"),
        "back.eml": letter("MAILER-DAEMON@x.example", "Could not be delivered", {}, subject="Undelivered"),
        "cloud.eml": letter(contact, f"It is here: {cloud}", {}),
        "sealed.eml": b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n"
        b'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\n'
        b"Content-Transfer-Encoding: base64\n\nMIIB\n",
        "link.url": b"[InternetShortcut]\r\nURL=https://example.org/\r\n",
        "store.pst": b"!BDN",
        "all.7z": b"7z\xbc\xaf\x27\x1c",
        "fax.tif": b"II*\x00" + b"\0" * 60,
    }
    collected = gathered(library, tmp_path, files, reader)
    assert {f.path: f.reason for f in collected.files if " › " not in f.path} == {
        "away.eml": "why_absence",
        "back.eml": "why_undelivered",
        "cloud.eml": "why_cloud_mail",
        "sealed.eml": "why_sealed",
        "link.url": "why_cloud_link",
        "store.pst": "why_mail_store",
        "all.7z": "why_archive",
        "fax.tif": "picture",
    }
    assert next(f.detail for f in collected.files if f.path == "cloud.eml") == cloud
    assert collected.state("child-h", library.teams[0].id) is State.UNREAD


def test_hostile_post_is_bounded_and_named(library: Library, writers: Writers, reader: Reader, tmp_path: Path) -> None:
    team = library.teams[0]
    good = plan(writers, team)
    deep = good
    for _ in range(MAX_NESTING + 3):
        deep = zipped({"in.zip" if deep is not good else "good.json": deep})
    bomb = zipped({"zeros.pdf": b"\0" * 30_000_000})
    many = zipped({f"{n}.txt": b"" for n in range(MAX_INSIDE + 50)})
    paths = zipped({"../../evil.json": good, "/etc/evil.json": b"{}", "C:\\evil.json": b"{}"})
    parts = b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n"
    parts += b"Content-Type: multipart/mixed; boundary=b\n\n"
    parts += b"--b\n\nx\n" * 5_000 + b"--b--\n"
    loop = compound(outlook({"sender": "a@b.example"}, {}))
    loop = loop[:48] + loop[48:52] + loop[52:]  # whole; the cut one stands beside it
    files = {
        "bomb.zip": bomb,
        "deep.zip": deep,
        "many.zip": many,
        "parts.eml": parts,
        "paths.zip": paths,
        "cut.msg": loop[:1_200],
        "cut.zip": zipped({"a.json": good})[:60],
        "z good.json": good,
    }
    collected = gathered(library, tmp_path, files, reader)
    found = {f.path: (f.outcome, f.reason) for f in collected.files}
    assert found["bomb.zip › zeros.pdf"] == (Outcome.UNREADABLE, "why_too_large")
    assert any(name.startswith("deep.zip") and why == "why_inside_deep" for name, (_, why) in found.items())
    assert any(name.startswith("many.zip") and why == "why_inside_many" for name, (_, why) in found.items())
    assert any(name.startswith("parts.eml") and why == "why_too_large" for name, (_, why) in found.items())
    assert found["cut.zip"] == (Outcome.UNREADABLE, "damaged")
    assert found["cut.msg"][0] in (Outcome.UNREADABLE, Outcome.NOT_A_WORKSHEET)
    assert collected.state("child-h", team.id) is State.REPLIED
    assert not list(tmp_path.parent.glob("evil*")) and sorted(p.name for p in tmp_path.iterdir()) == sorted(files)


def test_a_word_in_a_letter_is_shown_with_who_sent_it(
    library: Library, writers: Writers, reader: Reader, tmp_path: Path
) -> None:
    team = library.teams[0]
    html = (
        "<html><head><style>p{}</style></head><body><p>We also <b>ring</b> the school.</p><p style='display:none'>X</p>"
    )
    message = EmailMessage()
    message["From"], message["Subject"] = f"Ann Example <{team.contact.upper()}>", "Plan"
    message.set_content(html, subtype="html")
    message.add_attachment(plan(writers, team), maintype="application", subtype="json", filename="plan.json")
    collected = gathered(library, tmp_path, {"m.eml": message.as_bytes()}, reader)
    (said,) = {f.letter for f in collected.files}
    assert said is not None and (said.words, said.sender, said.sender_name) == (
        "We also ring the school.", team.contact.casefold(), "Ann Example",
    )  # fmt: skip
    shutil.rmtree(tmp_path)

"""Nothing is lost: every word that a person can see in a return, and that the form sent lacks, is read or shown.

Words are typed at random into the fields of our forms and anywhere else. The witness of what can be seen is poppler's
text of the PDF, or of what LibreOffice makes of the Word file; what the blank form says itself is told by the same.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import docx
import pymupdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builder.form.record import FormRecord
from builder.model.partnership import Library, Team
from builder.model.theme import Theme
from builder.returns.apart.process import Reader
from builder.returns.collect import collect
from builder.worksheets.pdf import Press
from builder.worksheets.sent_forms import plan_record

from .conftest import ROOT
from .returned import Writers
from .test_post import Staying

LOOK = Theme.of(ROOT)
FIELDS = (
    "session_date", "learning_1", "learning_3", "action_1_what", "action_1_who", "action_6_worked", "sure_r2",
    "barriers", "agreed_by",
)  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    running = Staying(seconds=60)
    yield running
    Reader.__exit__(running, None, None, None)


@pytest.fixture(scope="module")
def writers(library: Library) -> Writers:
    return Writers.of(library)


@pytest.fixture(scope="module")
def sent(writers: Writers) -> FormRecord:
    return plan_record(writers.job)


@pytest.fixture(scope="module")
def form(writers: Writers, library: Library) -> bytes:
    ((_, data),) = Press(writers.job).copies([library.teams[0]])
    return data


def poppler(path: Path) -> Counter[str]:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True, timeout=60)
    return Counter(done.stdout.split())


def said(library: Library, folder: Path, reader: Reader, sent: FormRecord) -> str:
    """Every word of answers, of what stands beside them, of messages, and of what could not be read."""
    collected = collect(library, folder, LOOK, reader=reader, sent=[sent])
    replies = (*collected.replies, *collected.older, *collected.unmatched)
    texts = [text for r in replies for text in (*r.plan.texts, *(remark.text for remark in r.remarks))]
    texts += [f.letter.words for f in collected.files if f.letter]
    texts += [f.reached.words for f in collected.files if f.reached]
    return "\n".join(texts)


def lost(seen: Counter[str], own: Counter[str], found: str) -> list[str]:
    """Words that are seen more often than the blank form says them and that are in nothing we made of the file."""
    there = Counter(found.split())
    return [word for word, n in (seen - own).items() if word not in there and word not in found]


# PDF ---------------------------------------------------------------------------------------------

WORD = st.text("zqxkéŵüß", min_size=5, max_size=9)
PLACES = st.tuples(st.integers(0, 1), st.integers(30, 480), st.integers(25, 560), st.sampled_from(["text", "note"]))


def typed(form: bytes, answers: Mapping[str, str], beside: list[tuple[tuple[int, int, int, str], str]]) -> bytes:
    """MuPDF fills in the form, and types on the page and on notes laid on it."""
    pdf = pymupdf.open(stream=form)
    for page in pdf:
        for widget in page.widgets():
            if widget.field_name in answers:
                widget.field_value = answers[widget.field_name]
                widget.update()
    for (number, x, y, how), word in beside:
        if how == "text":
            pdf[number].insert_text((x, y), word, fontsize=9)
        else:
            pdf[number].add_freetext_annot(pymupdf.Rect(x, y, x + 110, y + 16), word, fontsize=9)
    return bytes(pdf.tobytes())


@settings(max_examples=max(10, settings().max_examples // 6), phases=(Phase.explicit, Phase.generate))
@given(
    answers=st.dictionaries(st.sampled_from(FIELDS), WORD, max_size=5),
    beside=st.lists(st.tuples(PLACES, WORD), max_size=4, unique_by=lambda one: one[0][2] // 40),
    printed=st.booleans(),
)
def test_every_visible_word_of_a_pdf(
    library: Library,
    reader: Reader,
    sent: FormRecord,
    form: bytes,
    tmp_path_factory: pytest.TempPathFactory,
    answers: dict[str, str],
    beside: list[tuple[tuple[int, int, int, str], str]],
    printed: bool,
) -> None:
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "blank.pdf").write_bytes(form)
    (folder / "in").mkdir()
    target = folder / "in" / "x.pdf"
    data = typed(form, answers, beside)
    if printed:
        (folder / "filled.pdf").write_bytes(data)
        subprocess.run(["qpdf", "--flatten-annotations=all", folder / "filled.pdf", target], check=True, timeout=60)
    else:
        target.write_bytes(data)
    # A word laid over the form's own is seen as one with it: only its own letters are looked for.
    seen = Counter(re.findall("[zqxkéŵüß]{5,}", " ".join(poppler(target).elements())))
    assert lost(seen, Counter(), said(library, folder / "in", reader, sent)) == []


# Word --------------------------------------------------------------------------------------------


def scribbled(form: bytes, rnd: Random) -> bytes:
    """A Word form with words typed where people type them: into cells, behind labels, between and below tables."""
    document = docx.Document(io.BytesIO(form))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for _ in range(rnd.randint(1, 4)):
        rnd.choice(cells).add_paragraph(_word(rnd))
    for paragraph in rnd.sample(document.paragraphs, 3):
        if rnd.random() < 0.5:
            paragraph.insert_paragraph_before(_word(rnd))
        else:
            paragraph.add_run(f" {_word(rnd)}")
    if rnd.random() < 0.5:
        document.add_table(1, 2).rows[0].cells[1].text = _word(rnd)
    if rnd.random() < 0.5:
        document.sections[0].footer.add_paragraph(_word(rnd))
    document.add_paragraph(_word(rnd))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word(rnd: Random) -> str:
    return "Zq" + "".join(rnd.choice("zqxkéŵüß") for _ in range(rnd.randint(4, 8)))


@pytest.mark.office
def test_every_visible_word_of_a_word_file(
    library: Library, writers: Writers, reader: Reader, sent: FormRecord, tmp_path: Path
) -> None:
    team: Team = library.teams[0]
    details = {n: getattr(team, n) for n in ("organisation", "section_team", "team_manager", "contact")}
    blank = writers.words(team, details)
    rnd = Random(14)
    files = {f"{n:02d}.docx": scribbled(blank, rnd) for n in range(max(6, settings().max_examples // 10))}
    (tmp_path / "blank.docx").write_bytes(blank)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path / "pdf"]
    subprocess.run([*command, *tmp_path.glob("*.docx")], check=True, capture_output=True, timeout=240)
    own = poppler(tmp_path / "pdf" / "blank.pdf")
    for name, data in files.items():
        folder = tmp_path / name.removesuffix(".docx")
        folder.mkdir()
        (folder / "x.docx").write_bytes(data)
        seen = poppler((tmp_path / "pdf" / name).with_suffix(".pdf"))
        assert sum(word.startswith("Zq") for word in seen) >= 3
        words = Counter({word: n for word, n in seen.items() if word.startswith("Zq")})
        assert lost(words, own, said(library, folder, reader, sent)) == [], name


# E-mail ------------------------------------------------------------------------------------------

CODES = ("utf-8", "iso-8859-1", "cp1252", "iso-8859-15", "utf-16")
WAYS = ("8bit", "quoted-printable", "base64")


def message(words: list[str], charset: str, way: str, html: bool, lie: bool, flowed: bool) -> bytes:
    """A message written by hand, as other programs write them; `lie`: it says another character set than its own."""
    import base64
    import quopri

    line = " ".join(words)
    text = f"<html><body><p>Dear all,</p><div>{line}</div></body></html>" if html else f"Dear all,\r\n{line}\r\n"
    data = text.encode(charset)
    if way == "base64":
        data = base64.encodebytes(data)
    elif way == "quoted-printable":
        data = quopri.encodestring(data)
    named = "utf-8" if lie else charset
    kind = "text/html" if html else "text/plain"
    more = "; format=flowed; delsp=yes" if flowed and not html else ""
    head = (
        f"From: Ann <ann@x.example>\r\nSubject: Our plan\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: {kind}; charset="{named}"{more}\r\nContent-Transfer-Encoding: {way}\r\n\r\n'
    )
    return head.encode() + data


@given(
    words=st.lists(st.text("zqxkéüß", min_size=4, max_size=9), min_size=1, max_size=12),
    charset=st.sampled_from(CODES),
    way=st.sampled_from(WAYS),
    html=st.booleans(),
    lie=st.booleans(),
    flowed=st.booleans(),
)
@settings(max_examples=max(20, settings().max_examples // 3))
def test_every_word_of_a_message(
    library: Library,
    reader: Reader,
    sent: FormRecord,
    tmp_path_factory: pytest.TempPathFactory,
    words: list[str],
    charset: str,
    way: str,
    html: bool,
    lie: bool,
    flowed: bool,
) -> None:
    if charset == "utf-16" and (way != "base64" or lie):
        charset = "utf-8"
    folder = tmp_path_factory.mktemp("mail")
    (folder / "x.eml").write_bytes(message(words, charset, way, html, lie, flowed))
    found = said(library, folder, reader, sent).split()
    assert [word for word in words if word not in found] == []

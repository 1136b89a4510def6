"""Nothing is lost, nothing hidden gets out: random documents, with LibreOffice's PDF read by poppler as the witness.

Every word that the witness sees stands in the content files or in the whole report; no word that nobody was meant to
read stands in a content file. `HYPOTHESIS_PROFILE=deep` tries two thousand documents in place of sixty.
"""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.read.documents import import_briefing

from .any_document import Made, word_file
from .any_slides import slides

COUNT = 2_000 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 60
BATCH = 100
"""Documents that one start of LibreOffice prints: it stays quick, and one that it chokes on takes no more with it."""
KINDS = ("docx", "docx", "docx", "docx", "odt", "rtf", "pptx", "pptx", "docx", "pdf")
_WORD = re.compile(r"zq(?:[bdfghjklmnprstvwxyz][aeiou]){3}")
_DELETED = re.compile(r"\{(?:\\[a-z*]+-?\d* ?)*\\deleted[^{}]*\}|\{[^{}]*\\(?:v|strike|striked)\b[^{}]*\}")
_GAPS = re.compile(r"[\s#|;]+")
_MARKS = re.compile(r"[-\u00ad\u2010\u2011*\\]")

pytestmark = pytest.mark.office


@dataclass(frozen=True)
class Printed:
    """A document, what it was made of, and the words that the witness sees in it.

    `shown`: words that were hidden until LibreOffice wrote the document as another kind, and are not any more.
    """

    file: Path
    made: Made
    seen: frozenset[str]
    shown: frozenset[str] = frozenset()


def plain(text: str) -> str:
    """The normal form of both sides: no hyphens, no marks of Markdown, small letters."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def converted(files: list[Path], kind: str, home: Path) -> None:
    """Each file beside itself as another kind, by LibreOffice."""
    for n in range(0, len(files), BATCH):
        convert(files[n : n + BATCH], kind, home)


def convert(files: list[Path], kind: str, home: Path) -> None:
    """One start of LibreOffice; where it comes to no end, halves until the document is alone that it chokes on.

    That one has no pages then, and `test_the_witness_sees` names it. `timeout` ends what LibreOffice has started, too.
    """
    start = ("timeout", "-k", "10", "900", "soffice", f"-env:UserInstallation=file://{home}/office", "--headless")
    done = subprocess.run([*start, "--convert-to", kind, "--outdir", home, *files], check=False, capture_output=True)
    if done.returncode not in (124, 137):
        done.check_returncode()
    elif len(files) > 1:
        convert(files[: len(files) // 2], kind, home)
        convert(files[len(files) // 2 :], kind, home)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    """The random documents, printed."""
    home = tmp_path_factory.mktemp("any")
    made: dict[Path, Made] = {}
    for seed in range(COUNT):
        kind = KINDS[seed % len(KINDS)]
        file = home / f"{kind}-{seed}.{'pptx' if kind == 'pptx' else 'docx'}"
        made[file] = slides(seed) if kind == "pptx" else word_file(seed)
        file.write_bytes(made[file].data)
    for kind in ("odt", "rtf"):
        converted([f for f in made if f.name.startswith(kind)], kind, home)
    sources = {f.with_suffix(f".{f.name.partition('-')[0]}"): m for f, m in made.items()}
    drawn = [f.with_suffix(".docx") if f.suffix == ".pdf" else f for f in sources]
    converted(drawn, "pdf", home)
    return [seen_in(file, one) for file, one in sources.items()]


def seen_in(file: Path, made: Made) -> Printed:
    """The words that stand on the pages, wherever a line breaks them; what was deleted is printed, and is none."""
    if not file.with_suffix(".pdf").is_file():  # LibreOffice could not open it
        return Printed(file, made, frozenset())
    command = ["pdftotext", "-enc", "UTF-8", file.with_suffix(".pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = frozenset(_WORD.findall(re.sub(r"\s+", "", plain(text))))
    converted = file.suffix in (".odt", ".rtf")
    hidden = {word for word, kind in made.unseen.items() if kind.rpartition("/")[2] == "style"} if converted else set()
    return Printed(file, made, found & made.seen.keys(), (found & hidden) | (undeleted(file) & made.unseen.keys()))


def undeleted(file: Path) -> frozenset[str]:
    """The words of a rich text file that stand in no deletion: LibreOffice forgets some when it writes one."""
    if file.suffix != ".rtf":
        return frozenset()
    text = _DELETED.sub("", file.read_text("ascii", "replace"))
    return frozenset(_WORD.findall(text.casefold()))


def stands_in_two(word: str, text: str) -> bool:
    """Whether a word stands there in two pieces, as where a page ends in a cell that is narrower than the word."""
    return any(
        re.search(rf"{word[:n]}(?![a-z])", text) and re.search(rf"(?<![a-z]){word[n:]}(?![a-z])", text)
        for n in range(2, len(word))
    )


def test_the_witness_sees(printed: list[Printed]) -> None:
    wanted = sum(len(one.made.seen) for one in printed)
    assert sum(len(one.seen) for one in printed) >= 0.8 * wanted >= 40 * COUNT
    unseen = [one.file.name for one in printed if not one.seen]
    assert len(unseen) <= COUNT // 100, unseen


@pytest.mark.parametrize("seed", range(COUNT))
def test_every_word_is_taken_or_named(printed: list[Printed], seed: int) -> None:
    one = printed[seed]
    if not one.file.is_file():
        return  # LibreOffice made no file of this kind: counted above
    imported = import_briefing(one.file, "k")
    # A PDF holds letters: in a cell narrower than a word nobody can tell a line's end from the word's.
    flat = (lambda text: _GAPS.sub("", text)) if one.file.suffix == ".pdf" else str
    taken = frozenset(_WORD.findall(flat(plain("\n".join(imported.files.values())))))
    named = frozenset(_WORD.findall(flat(plain("\n".join(note.whole for note in imported.report)))))
    kinds = one.made.seen | one.made.unseen
    lost = one.seen - taken - named
    if one.file.suffix == ".pdf":
        texts = plain("\n".join([*imported.files.values(), *(note.whole for note in imported.report)]))
        lost = frozenset(word for word in lost if not stands_in_two(word, texts))
    assert not lost, {w: kinds[w] for w in lost}
    public = taken & one.made.unseen.keys() - one.shown if one.file.suffix != ".pdf" else frozenset()
    assert not public, {w: kinds[w] for w in public}
    if one.made.quiet and one.file.suffix == ".docx":
        assert one.seen <= taken, {w: kinds[w] for w in one.seen - taken}

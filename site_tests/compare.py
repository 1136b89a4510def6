"""What a reader meets in two built `dist/` folders, compared: `python -m site_tests.compare OLD NEW [--browser]`.

Text, headings, labels and links of pages (with --browser also Chromium's accessibility tree), text and fields of PDFs,
paragraphs with their styles, tables and controls of Word files, text and notes of slides, names in packages and what
those hold. Scripts and styles are compared by name: their journeys are tests of their own. Prints each difference.
"""

from __future__ import annotations

import argparse
import difflib
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pptx
import pypdf
from lxml import etree, html
from playwright.sync_api import sync_playwright

from .conftest import BROWSER_ARGS, find_chromium

Facts = list[str]
SAID = ("alt", "aria-label", "aria-labelledby", "href", "lang", "dir", "for", "type", "name", "role", "title", "hidden")
MOST = 20
"""Lines of a difference that are shown."""


def of_page(data: bytes) -> Facts:
    """Each element with what it says to people and their programs, and its own words."""
    facts = []
    for element in html.fromstring(data).iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "meta", "link"):
            said = " ".join(f"{name}={element.get(name)}" for name in SAID if element.get(name) is not None)
            words = " ".join((element.text or "").split())
            tail = " ".join((element.tail or "").split())
            facts += [f"{element.tag} {said} {words}".strip()] + ([tail] if tail else [])
    return facts


def of_pdf(data: bytes) -> Facts:
    """The words of each page, and each field with its tooltip and value."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    words = [line for page in reader.pages for line in page.extract_text().split("\n")]
    fields = reader.get_fields() or {}
    return words + [f"field {name}: {f.get('/FT')} {f.get('/TU')} {f.get('/V')}" for name, f in sorted(fields.items())]


def of_word(data: bytes) -> Facts:
    """Each paragraph with its style, in tables and controls too, and each control."""
    document = docx.Document(io.BytesIO(data))
    facts = []
    for part in (document.element, *(s.header._element for s in document.sections)):
        for node in part.iter("{*}p", "{*}sdt"):
            if etree.QName(node).localname == "sdt":
                tags = [t.get(t.keys()[0]) for t in node.iter("{*}tag", "{*}alias") if t.keys()]
                facts.append(f"control {tags}")
            else:
                styles = [s.get(s.keys()[0]) for s in node.iter("{*}pStyle")]
                facts.append(f"{styles} {''.join(t.text or '' for t in node.iter('{*}t'))}")
    return facts


def of_slides(data: bytes) -> Facts:
    """Each shape's words and each slide's notes."""
    facts = []
    for number, slide in enumerate(pptx.Presentation(io.BytesIO(data)).slides, 1):
        for shape in slide.shapes:
            text = shape.text_frame.text if shape.has_text_frame else ""
            facts += [f"{number} {shape.name}: {line}" for line in text.split("\n")]
        if slide.has_notes_slide:
            facts += [f"{number} notes: {line}" for line in slide.notes_slide.notes_text_frame.text.split("\n")]
    return facts


def of_zip(data: bytes) -> Facts:
    """The names in a package, then the pages in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = [
            f"{n}: {fact}"
            for n in sorted(archive.namelist())
            if n.endswith(".html")
            for fact in of_page(archive.read(n))
        ]
        return [*sorted(archive.namelist()), *pages]


KINDS: dict[str, Callable[[bytes], Facts]] = {
    ".html": of_page, ".pdf": of_pdf, ".docx": of_word, ".pptx": of_slides, ".zip": of_zip,
    ".csv": lambda data: data.decode("utf-8-sig").split("\n"), ".txt": lambda data: data.decode("utf-8").split("\n"),
}  # fmt: skip


def differences(old: Path, new: Path, shown: Callable[[Path], Facts] | None = None) -> Iterator[str]:
    """Each file that is there once only, and each that says something else."""
    names = {root: {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()} for root in (old, new)}
    yield from (f"only in the old: {name}" for name in sorted(names[old] - names[new]))
    yield from (f"only in the new: {name}" for name in sorted(names[new] - names[old]))
    for name in sorted(names[old] & names[new]):
        look = KINDS.get(Path(name).suffix)
        if look is None or (old / name).read_bytes() == (new / name).read_bytes():
            continue
        found = _lines(look((old / name).read_bytes()), look((new / name).read_bytes()))
        if not found and shown and name.endswith(".html"):
            found = _lines(shown(old / name), shown(new / name))
        if found:
            yield "\n    ".join(
                (name, *found[:MOST], *([f"and {len(found) - MOST} more"] if len(found) > MOST else []))
            )


def _lines(old: Facts, new: Facts) -> Facts:
    return [
        line for line in difflib.unified_diff(old, new, lineterm="", n=0) if not line.startswith(("---", "+++", "@@"))
    ]


def main() -> None:
    """Prints what differs; exit code 1 where something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--browser", action="store_true", help="Compare accessibility trees too.")
    given = parser.parse_args()
    if given.browser:
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_ARGS)).new_page()

            def tree(path: Path) -> Facts:
                page.goto(path.resolve().as_uri())
                return page.locator("html").aria_snapshot().split("\n")

            found = list(differences(given.old, given.new, tree))
    else:
        found = list(differences(given.old, given.new))
    print("\n".join(found) or "A reader meets the same.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

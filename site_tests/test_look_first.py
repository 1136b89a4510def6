"""A pattern that looks quickly first finds what it finds without: in every sentence of the sets, and in random text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.check import identity
from builder.check.core import Draft, Kind, Passage
from builder.check.look import Look, led_by, worth
from builder.check.pieces import alternatives, needed
from builder.model.briefing import Briefing
from builder.model.partnership import Library, Partnership
from builder.model.place import Place

from .conftest import DEEP
from .write_pieces import FILE

HERE = Path(__file__).parent / "identity"
MODULES = [import_module(m.name) for m in walk_packages(identity.__path__, f"{identity.__name__}.")]
LOOKS = {f"{m.__name__}.{n}": v for m in MODULES for n, v in vars(m).items() if isinstance(v, Look)}


@cache
def sentences() -> list[str]:
    return [
        row["text"]
        for file in sorted(HERE.glob("*.yml"))
        if isinstance(held := yaml.safe_load(file.read_text(encoding="utf-8")), dict)
        for row in held["sentences"]
    ][:: 1 if DEEP else 6]


def test_what_is_looked_for_is_written_down_as_the_patterns_have_it() -> None:
    import_module("builder.check.table")
    written = json.loads(FILE.read_text(encoding="utf-8"))
    looks = [part for look in LOOKS.values() for part in (look, *look.parts)]
    assert looks
    hint = "run `.venv/bin/python -m site_tests.write_pieces`"
    asked = {x.pattern: ([sorted(group) for group in needed(x.pattern, x.flags)], written.get(x.key)) for x in looks}
    assert [pattern for pattern, (has, held) in asked.items() if held != has] == [], hint


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_looking_first_changes_nothing(name: str) -> None:
    look = LOOKS[name]
    plain = re.compile(look.pattern, look.compiled.flags)
    for text in sentences():
        assert [m.span() for m in look.finditer(text)] == [m.span() for m in plain.finditer(text)], text


PIECES = st.lists(
    st.sampled_from(["born ", "aged ", "3", "twelve ", "A", "she ", "was ", "(", ")", "the ", ".", " in "])
)


@given(PIECES.map("".join))
def test_looking_first_changes_nothing_in_any_text(text: str) -> None:
    for pattern in (r"\b(?:aged|was) \d|born|[A-Z]|the (?=\w)", r"x+|twelve|\(?:?\d", r"[|]|a\|b|(?:in|was) the"):
        assert [m.span() for m in Look(pattern).finditer(text)] == [m.span() for m in re.finditer(pattern, text)]


@given(st.sampled_from(sorted(LOOKS)), st.data())
def test_looking_first_changes_nothing_in_text_of_its_own_pieces(name: str, data: st.DataObject) -> None:
    look = LOOKS[name]
    own = sorted({piece for part in (look, *look.parts) for group in part.pieces for piece in group})
    asked = st.sampled_from(own or ["the "])
    word = st.one_of(asked, asked.map(str.title), asked.map(lambda piece: f"{piece} "), PIECES.map("".join))
    text = "".join(data.draw(st.lists(word, max_size=12)))
    plain = re.compile(look.pattern, look.compiled.flags)
    assert [m.span() for m in look.finditer(text)] == [m.span() for m in plain.finditer(text)]
    first, all_at_once = look.search(text), plain.search(text)
    assert (first and first.span()) == (all_at_once and all_at_once.span())


def test_a_pattern_is_cut_only_where_it_has_alternatives() -> None:
    assert alternatives(r"a\|b|[|]c|(?:d|e)") == [r"a\|b", "[|]c", "(?:d|e)"]
    assert alternatives(r"(a)|b") == ["(a)|b"]


def test_what_is_not_asked_would_find_nothing() -> None:
    briefing = Briefing("child-z", "Child Z", Place("content/child-z"), ())
    library = Library(Partnership("wren", "Wren", Place("content/partnership.yml")), (briefing,), ())
    draft = Draft(library, briefing, date(2026, 11, 28))
    asked = 0
    for text in sentences():
        passage = Passage(text, Kind.TEXT, briefing.place, "", "en")
        alive = worth(text).alive
        for name, find, leads in identity.FINDS:
            if leads is not None and leads.isdisjoint(alive):
                asked += 1
                assert list(find(draft, passage, text)) == [], (name, text)
    assert asked > 10 * len(sentences())


def test_a_finder_that_asks_for_more_than_patterns_is_always_asked() -> None:
    look = Look("zebra|quagga")

    def by_pattern(text: str) -> Iterator[str]:
        yield from (match[0] for match in look.finditer(text))

    others: tuple[Callable[[str], Iterable[str]], ...] = (
        lambda text: [text] if text else [],
        lambda text: [text] if text == "" or "e" in text else [],
        lambda text: text.split(),
        lambda text: re.findall("z", text),
        lambda text: [*by_pattern(text), str(text)],
        lambda text: ["always", *by_pattern(text)],
        lambda text: ["known"] if text in {"a": 1} else [],
        lambda text: list(text[1:]) or list(text),
    )
    assert led_by(by_pattern) == {look}
    assert [led_by(other) for other in others] == [None] * len(others)

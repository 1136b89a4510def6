"""A part of headings, paragraphs and lists is read line by line: in random text the same as the whole parser reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.read.markdown import parse, parse_any
from builder.read.plain_lines import plain_lines

BEGINNINGS = ["# ", "### ", "- ", "* ", "+ ", "• ", "– ", "1. ", "2. ", "7) ", "  - ", "> ", "", "", "", "**", "[", "("]
WORDS = st.sampled_from(
    "word|Two words|**bold.** then|*em*|_u_|`c`|[a](b)|[ ] open|[x] done|{#id}|{lang=cy}|https://a.example/b.|a@b.c"
    "|![p](q.png)|<https://x.y>|<b>|&amp;|A & B|\\*|3.5|2024|“q”|a\u00a0b|\u00a0|\u2028|\x0b|!|***|x__y|a * b|§|٣. || "
    "|[^1]|[a]: b|k  |#|-|=|===|~~~|\t|     x".split("|")
)
ENDS = st.sampled_from(["\n", "\n", "\n\n", "\n\n\n", "\n \n", "  \n", ""])
LINES = st.tuples(st.sampled_from(BEGINNINGS), st.lists(WORDS, min_size=1, max_size=3).map(" ".join), ENDS)
TEXTS = st.lists(LINES.map("".join), max_size=8).map("".join)


@given(TEXTS)
def test_read_line_by_line_it_is_what_the_parser_reads(text: str) -> None:
    assert parse(text, 3) == parse_any(text, 3)


@given(st.text(alphabet="ab #*_-+>1.)[](){}`~|:=&<!\\\n\u00a0•", max_size=60))
def test_text_of_any_signs_is_read_as_the_parser_reads_it(text: str) -> None:
    assert parse(text) == parse_any(text)


def test_what_most_parts_are_made_of_is_read_line_by_line() -> None:
    text = "# Findings\n\nWords\nand more.\n\n1. **One.** Thing. (F1)\n2. Two\n\n## Reflect\n\n- What helps? {#helps}\n"
    assert plain_lines(text)
    for beyond in (
        "> Said",
        "  - nested",
        "| a | b |",
        "[^1]: note",
        "a\n===",
        "~~~\nx\n~~~",
        "- a\ngoes on",
        "{lang=cy}",
    ):
        assert plain_lines(f"{text}\n{beyond}\n") is None, beyond

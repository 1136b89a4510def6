"""Blocks to HTML: cases as data, and hostile text as text, also after Python-Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.briefing import Role, Term
from builder.model.text import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Emphasis,
    FootnoteRef,
    Image,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Point,
    PointList,
    Quote,
    Span,
    Strong,
    Table,
    Text,
)
from builder.model.theme import Theme
from builder.render.html import direction, page_href, section_html
from builder.render.paper.text_data import BlocksData
from builder.render.wheel import segments

from .site_models import ROOT, briefing, paragraph, point, section

WORDS = Theme.of(ROOT).words("en")
HOSTILE = "<script>alert(1)</script> & \"'`{{ x }}{% y %} </div><!-- --> &lt; \\ *a* _b_ [c](d) `e` # f"


def html(*blocks: Block, sizes: Mapping[str, tuple[int, int]] | None = None, **more: object) -> str:
    """The HTML of a part of these blocks."""
    part = section(1, "Part", *blocks, **more)
    whole = briefing("b", "B", sections=(part,), glossary=more.get("glossary", ()))
    return section_html(whole, part, WORDS, sizes)[0]


TIGHT = ListBlock(False, (ListItem((paragraph("a"),)), ListItem((paragraph("b"),))))
LOOSE = ListBlock(True, (ListItem((paragraph("a"),)),), start=3, tight=False)
HEADED = Table(
    (Cell((Text("Who"),)), Cell((Text("n"),), "right")), ((Cell((Text("GP"),)), Cell((Text("1"),), "right")),)
)

CASES = {
    "paragraph": (paragraph("a < b"), "<p>a &lt; b</p>"),
    "language": (Paragraph((Text("cymorth"),), 1, "cy"), '<p lang="cy" dir="ltr">cymorth</p>'),
    "right to left": (Paragraph((Text("مدد"),), 1, "ur"), '<p lang="ur" dir="rtl">مدد</p>'),
    "span": (Paragraph((Span((Text("diolch"),), "cy"),)), '<p><span lang="cy" dir="ltr">diolch</span></p>'),
    "break": (Paragraph((Text("a"), LineBreak(), Text("b"))), "<p>a<br>b</p>"),
    "stress": (Paragraph((Emphasis((Text("a"),)), Strong((Text("b"),)))), "<p><em>a</em><strong>b</strong></p>"),
    "literal": (Paragraph((Code("c<d"),)), "<p><code>c&lt;d</code></p>"),
    "tight list": (TIGHT, "<ul><li>a</li><li>b</li></ul>"),
    "loose list": (LOOSE, '<ol start="3"><li><p>a</p></li></ol>'),
    "quote": (Quote((paragraph("a"),)), "<blockquote><p>a</p></blockquote>"),
    "code": (CodeBlock("a\n  b"), '<pre tabindex="0"><code>a&#10;  b</code></pre>'),
    "link with a title": (
        Paragraph((Link("https://x.example/", (Text("a page"),), 'Says "who"'),)),
        '<p><a href="https://x.example/" title="Says &quot;who&quot;">a page</a></p>',
    ),
    "link to a part": (Paragraph((Link("05-x.md#f1", (Text("F1"),)),)), '<p><a href="05-x.html#f1">F1</a></p>'),
    "picture that is not there": (Paragraph((Image("a.png", "A map"),)), "<p>A map</p>"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_block(name: str) -> None:
    block, wanted = CASES[name]
    assert html(block) == wanted


def test_table_can_be_scrolled_by_keyboard_and_has_headers() -> None:
    made = html(HEADED)
    assert '<div class="table" role="region" tabindex="0" aria-label="Table 1">' in made
    assert '<th scope="col">Who</th><th scope="col" class="right">n</th>' in made


def test_picture_says_its_size() -> None:
    made = html(Paragraph((Image("map.png", 'A "map"'),)), sizes={"map.png": (640, 480)})
    assert made == '<p><img src="map.png" alt="A &quot;map&quot;" width="640" height="480" loading="lazy"></p>'


def test_footnotes_lead_there_and_back_once() -> None:
    made = html(Paragraph((Text("a"), FootnoteRef(1), FootnoteRef(1))), footnotes=((paragraph("note"),),))
    assert made.count('id="fnref-1"') == 1
    assert '<li id="fn-1"><p>note</p><a class="back" href="#fnref-1"' in made


def test_point_has_an_anchor_a_title_and_linked_points_on_their_own_page() -> None:
    finds = section(1, "Findings", PointList((point("F1", "Meetings", "were late."),)), role=Role.FINDINGS, stem="05-f")
    recs = section(
        2, "Steps", PointList((point("R1", "Record", "them.", "F1"),)), role=Role.RECOMMENDATIONS, stem="06-r"
    )
    whole = briefing("b", "B", sections=(finds, recs), glossary=())
    made, _ = section_html(whole, finds, WORDS)
    assert made.startswith('<ol class="finds"><li id="f1">')
    assert "<h2>Meetings</h2><p>were late.</p>" in made
    assert '<a href="06-r.html#r1">R1<span class="wide-only">, Record</span></a>' in made
    assert '<a href="05-f.html#f1">F1' in section_html(whole, recs, WORDS)[0]


def test_bold_words_inside_a_sentence_are_no_title() -> None:
    bold = Point("F1", (Paragraph((Strong((Text("Strategy meetings"),)), Text(" were late."))),))
    made = html(PointList((bold,)))
    assert "<h2>" not in made
    assert "<p><strong>Strategy meetings</strong> were late.</p>" in made


def test_point_without_links_has_no_such_line() -> None:
    assert "Linked to" not in html(PointList((point("F1", "A", "b."),)), role=Role.FINDINGS)


def test_terms_are_explained_at_their_first_use_only() -> None:
    terms = (Term("GP", "General practitioner"), Term("respectful uncertainty", "Staying open"), Term("CP", "unused"))
    part = section(1, "x", paragraph("GPs met a GP. Respectful uncertainty. CPD is no CP-word."), paragraph("gp or GP"))
    made, used = section_html(briefing("b", "B", sections=(part,), glossary=terms), part, WORDS)
    assert made.count("<abbr") == 3
    assert '<abbr title="General practitioner">GPs</abbr> met a GP.' in made
    assert [t.term for t in used] == ["GP", "respectful uncertainty", "CP"]


class _Seen(HTMLParser):
    """What a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(text: str) -> _Seen:
    """A page's body as it comes out of Python-Markdown."""
    seen = _Seen()
    seen.feed(markdown.markdown(f"<div>{text}</div>", extensions=["toc", "tables", "fenced_code"]))
    return seen


@pytest.mark.parametrize(
    ("alias", "words", "shown"),
    [
        ("Child H", "Child H, Child H’s plan", "Child\u00a0H, Child\u00a0H’s plan"),
        ("Child H", "Child Health and a Grandchild H", "Child Health and a Grandchild H"),
        ("Adult AB", "Adult AB was seen", "Adult\u00a0AB was seen"),
        ("Young Person K", "Young Person K", "Young Person K"),
        ("Child Sam", "Child Sam", "Child Sam"),
        ("Child (", "Child ( was", "Child\u00a0( was"),
        ("", "Child H", "Child H"),
    ],
)
def test_no_line_ends_inside_a_short_alias(alias: str, words: str, shown: str) -> None:
    part = section(1, "Part", paragraph(words))
    whole = replace(briefing("b", "B", sections=(part,)), alias=alias)
    assert section_html(whole, part, WORDS)[0] == f"<p>{shown}</p>"
    assert BlocksData(whole, WORDS).blocks(part.blocks)[0]["kids"] == [{"is": "text", "text": shown}]


def test_hostile_text_shows_as_text_after_python_markdown() -> None:
    seen = shown(html(paragraph(HOSTILE), CodeBlock(HOSTILE), Paragraph((Code(HOSTILE),))))
    assert seen.tags == {"div", "p", "pre", "code"}
    assert seen.text.count(HOSTILE) == 3


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=4),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_python_markdown_passes_the_text_through(texts: list[str], literal: str) -> None:
    body = f"<div>{html(*(paragraph(t) for t in texts), CodeBlock(literal))}</div>"
    made = markdown.markdown(body, extensions=["toc", "tables", "fenced_code"])
    assert made == body.replace("\x02", "").replace("\x03", "")


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("05-x.md", "05-x.html"),
        ("05-x.md?a#b", "05-x.html?a#b"),
        ("https://example.org/a.md", "https://example.org/a.md"),
        ("mailto:a.md", "mailto:a.md"),
        ("../c/index.md#a", "../c/index.html#a"),
        ("a.mdx", "a.mdx"),
    ],
)
def test_links_between_files_become_links_between_pages(href: str, wanted: str) -> None:
    assert page_href(href) == wanted


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [("en", "ltr"), ("cy", "ltr"), ("ur", "rtl"), ("ar-EG", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("ps", "rtl")],
)
def test_direction(lang: str, wanted: str) -> None:
    assert direction(lang) == wanted


@pytest.mark.parametrize("count", range(1, 13))
def test_wheel_has_a_segment_for_each_part_inside_its_square(count: int) -> None:
    made = segments(count)
    assert [s.number for s in made] == list(range(1, count + 1))
    assert all(4 <= s.x <= 196 and 4 <= s.y <= 196 for s in made)
    assert made[0].colour == "p1"
    assert count < 4 or (made[-1].colour == "p9" and len({s.colour for s in made}) == min(count, 9))

"""Golden sums: minutes of sessions, wheels, colours, slugs, notices and what is told, over tables of cases, as agreed."""

# ruff: noqa: E501 (a case on one line is read more easily)

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builder.adapters.slides.fit import Line, Run
from builder.model import appearance
from builder.model.briefing import Briefing, Prompt, Role, Section
from builder.model.partnership import Partnership, Privacy, Returns, Team
from builder.model.place import Place
from builder.model.problems import Problem, Severity, as_github, as_json, as_text, blocking, count
from builder.model.reach import Support
from builder.model.slugs import ascii_slug, is_briefing_slug, is_slug, name_slug
from builder.model.text import Heading, LineBreak, Paragraph, Strong, Text
from builder.model.theme import Theme, ThemeError, read_tokens, read_words
from builder.model.told import stops, told
from builder.render.appearance.theme_files import lighter
from builder.render.fallback import page_in_tongues
from builder.render.html import direction, escape, page_href, unbroken
from builder.render.job import Job, epoch, today
from builder.render.paper.sheet import breakable, language_data, paper_basis, runs_right_to_left
from builder.render.paper.text_data import BlocksData
from builder.render.plan_notes import briefing_address, head_line, own_link, return_notes
from builder.render.reach import contact_href, ended, led, linked, support_data, worried_data
from builder.render.wheel import colour, segments
from builder.render.your_data import data_notice, kept_line
from builder.trainers.deck.text import pages, sentences
from builder.trainers.run_sheets import LENGTHS, run_sheet, share, thirds

from .agreed_text import as_agreed, lines_of
from .conftest import ROOT
from .test_agreed_products import given

__all__ = ["given"]

# Sessions ----------------------------------------------------------------------------------------


def shaped(
    words: tuple[int, ...], prompts: tuple[int, ...], findings: int, *, notice: int = 0, core: int = 0
) -> Briefing:
    """A briefing of parts with so many words and questions."""
    roles = {findings: Role.FINDINGS, findings + 1: Role.RECOMMENDATIONS} if findings else {}
    parts = tuple(
        Section(
            n, n, f"{n}", f"Part {n}", Place("x"), (Paragraph((Text("word " * many),)),),
            tuple(Prompt(f"{n}-{k}", f"What {n} {k}?", core=core == n and k == 1) for k in range(asked)),
            role=roles.get(n), notice="injuries" if n == notice else "",
        )
        for n, (many, asked) in enumerate(zip(words, prompts, strict=True), start=1)
    )  # fmt: skip
    return Briefing("x", "X", Place("x"), parts)


SHAPES = {
    "none": shaped((), (), 0),
    "one": shaped((100,), (1,), 1),
    "two without questions": shaped((130, 131), (0, 0), 0),
    "seven": shaped((60,) * 7, (1,) * 7, 5),
    "seven with many questions": shaped((60, 90, 20, 140, 200, 80, 30), (3, 1, 0, 2, 4, 1, 2), 5),
    "seven long": shaped((400, 390, 500, 300, 600, 410, 200), (1, 1, 1, 1, 1, 1, 1), 5),
    "nine very long": shaped((900,) * 9, (5,) * 9, 4),
    "with a notice": shaped((100, 100, 150, 100), (1, 1, 1, 1), 2, notice=3),
    "all are warned of": replace(
        shaped((50, 50), (1, 1), 0),
        sections=tuple(replace(s, notice="x") for s in shaped((50, 50), (1, 1), 0).sections),
    ),
    "core": shaped((100, 100, 100, 100), (2, 2, 2, 2), 3, core=2),
    "questions alone": shaped((100, 0, 100, 100, 0), (0, 2, 0, 0, 1), 3),
    "no words": shaped((0, 0, 0), (1, 0, 2), 1),
    "six": shaped((39, 390, 130, 260, 131, 1), (1, 2, 1, 0, 0, 1), 4),
    "ten": shaped(tuple(range(20, 220, 20)), (1,) * 10, 8),
}


def test_sessions_of_every_shape() -> None:
    lines = []
    for name, briefing in SHAPES.items():
        for minutes in LENGTHS:
            lines.append(f"=== {name}, {minutes}")
            lines += [
                f"{at} {s.kind.value} {s.minutes} {[x.number for x in s.sections]} {[p.id for p in s.prompts]} {[x.number for x in s.left]} {s.whole} {s.with_rules}"
                for at, s in run_sheet(briefing, minutes).timed()
            ]
        lines += [
            f"thirds {[[s.number for s in run] for run in thirds(briefing.sections)]}",
            f"minutes {briefing.reading_minutes} {briefing.whole_minutes} {briefing.longer_minutes} {briefing.timeline_part}",
        ]
    with pytest.raises(ValueError, match="no run sheet of 8"):
        run_sheet(SHAPES["one"], 8)
    as_agreed("\n".join((*lines, "")), "sums/sessions.txt")


@pytest.mark.parametrize(
    ("total", "weights", "least", "shares"),
    [
        (10, (1, 1, 1), 0, (4, 3, 3)), (10, (1, 2, 2), 0, (2, 4, 4)), (11, (1, 2, 2), 0, (2, 5, 4)), (7, (0, 0), 0, (4, 3)),
        (9, (5, 1), 2, (6, 3)), (4, (9, 1), 2, (2, 2)), (0, (1, 1), 0, (0, 0)), (5, (1,), 5, (5,)), (8, (3, 2, 2), 1, (3, 3, 2)),
    ],
)  # fmt: skip
def test_minutes_are_shared(total: int, weights: tuple[int, ...], least: int, shares: tuple[int, ...]) -> None:
    assert share(total, weights, least) == shares
    with pytest.raises(ValueError, match="cannot be shared"):
        share(least * len(weights) - 1, weights, least)


TEXTS = (
    "One. Two! Three? Four… “Five.” Six.",
    "Dr. Smith met St. Mary’s e.g. On Friday. Then J. Then.",
    "See p. 5. No. 7 is it (see Fig. 2). End",
    "a. B",
    "3.5 m. 4 people. i.e. Both.",
)


def test_words_for_slides() -> None:
    lines = [f"{[''.join(r.text for r in one) for one in sentences((Run(text),))]}" for text in TEXTS]
    lines.append(str(sentences((Run("Bold. ", True), Run("Then "), Run("plain. ", italic=True), Run("End")))))
    for many, words in (
        (1, "short"),
        (5, "some words that go on " * 4),
        (12, "some words that go on " * 6),
        (1, "w" * 900),
        (1, "many words " * 300),
    ):
        for layout in ("text", "prompt"):
            made = pages([Line((Run(f"{n} {words}"),), keep=n % 3 == 2) for n in range(many)], layout, (Run("Title"),))
            lines.append(
                f"{layout} {many} of {len(words)}: {[[len(line.text) for line in page] for page in made]} {[[line.bullet for line in page] for page in made][:2]}"
            )
    as_agreed("\n".join((*lines, "")), "sums/slides.txt")


# Looks -------------------------------------------------------------------------------------------


def test_wheels_and_colours() -> None:
    lines = [f"{n}: {[colour(k, n) for k in range(1, n + 1)]}" for n in range(1, 13)]
    lines += [line for n in (1, 2, 3, 7) for line in lines_of(segments(n))] + list(
        lines_of(segments(5, inner=20, gap=1))
    )
    colours = ("#15505f", "#000000", "#ffffff", "#777777", "#767676", "#ff0000", "#abcdef", "#0b0b0b", "#0a0a0a")
    for one in colours:
        lines.append(f"{one}: {[f'{appearance.contrast(one, other):.3f}' for other in colours]}")
        for scheme in ("light", "dark"):
            reached, ground = appearance.lowest(one, scheme)
            lines.append(
                f"  {scheme} {reached:.3f} {ground} {appearance.tone_that_holds(one, scheme)} {appearance.tone_that_holds(one, scheme, 7)} {appearance.tone_that_holds(one, scheme, 22)}"
            )
    lines += [
        f"{text!r}: {appearance.as_colour(text)!r}"
        for text in ("#ABC", "abc", " #0B5D4B ", "0b5d4b", "#abcd", "", "red", "#12345g")
    ]
    as_agreed("\n".join((*lines, "")), "sums/colours.txt")


NAMES = (
    "Child H",
    "Łódź & Team’s",
    "a" * 60,
    "a" * 61,
    "con",
    "com0",
    "lpt9",
    "com10",
    "guide",
    "漢字",
    "A--b  c",
    "",
    "Æ œ",
    "x" * 50 + " " + "y" * 20,
    "ﬁ",
    "O'Neil",
)


def test_names_as_addresses() -> None:
    lines = [
        f"{n[:20]!r}: {ascii_slug(n)} {is_slug(n)} {is_briefing_slug(n)} {name_slug(n)} {name_slug(n, 'x')}"
        for n in NAMES
    ]
    as_agreed("\n".join((*lines, "")), "sums/names.txt")


# What is told --------------------------------------------------------------------------------------


def found(
    count_of: int,
    severity: Severity,
    rule: str,
    *,
    decidable: bool = False,
    folder: str = "child-k",
    passage: str = "",
    about: str = "",
) -> list[Problem]:
    return [
        Problem(
            rule,
            severity,
            Place(f"content/{folder}/0{n % 4 + 1}-x.md", n),
            f"“Head”: {rule} {n % 2}",
            "Do so: it, 100%.",
            passage,
            about and f"{about} {n}",
            decidable,
        )
        for n in range(count_of)
    ]


def test_what_is_told_of_problems() -> None:
    sets = {
        "none": [], "one": found(1, Severity.ERROR, "a"), "notes": found(1, Severity.NOTE, "n"), "two notes": found(2, Severity.NOTE, "n"),
        "many": [*found(9, Severity.WARNING, "w", about="word"), *found(3, Severity.ERROR, "e", passage="p" * 80), *found(2, Severity.ERROR, "d", decidable=True, about="x" * 41), *found(2, Severity.WARNING, "w", folder="other")],
        "seven": found(7, Severity.WARNING, "w"), "eight": found(8, Severity.WARNING, "w", passage="The words"),
        "long": [p for n in range(12) for p in found(1, Severity.ERROR, f"r{n}")],
    }  # fmt: skip
    lines = []
    for name, problems in sets.items():
        named = {p.place: f"child-k in Word, under “Head{p.place.line}”" for p in problems[:2]}
        for how in ({}, named):
            lines += [
                f"=== {name}",
                told(problems, named=how),
                "---",
                told(problems, everything=True, named=how),
                "---",
                stops(problems, named=how),
                "---",
                stops(problems, strict=True),
            ]
        lines += [
            as_text(problems),
            as_github(problems, named),
            as_json(problems[:3], named),
            count(problems),
            f"{blocking(problems)} {blocking(problems, strict=True)}",
        ]
    as_agreed("\n".join((*lines, "")), "sums/told.txt")


# Whom to reach, and notices ------------------------------------------------------------------------


def test_notices_and_addresses(given: dict[str, Job]) -> None:
    job = given["rich"]
    w = job.words
    lines = [
        f"{t!r}: {ended(t)!r} {led(t, '101')!r} {led(t, '')!r}"
        for t in ("Call", "Call?", "Call.”", "Call)", "", "Call…", "Call .)")
    ]
    lines += [
        f"{c}: {contact_href(c)!r}"
        for c in ("a@b.example", "https://x.example", "mailto:a@b", "Ring us", "a @b", "http://y.example")
    ]
    lines += [str(linked(t)) for t in ("Call 101 or 01632 960 333.", "", "\ue000ring 999\ue001 now", "none")]
    lines += [
        str(support_data(Support("N", "d 101", "101", url)))
        for url in ("https://x.example/a/", "http://y.example", "mailto:a@b.example", "ftp://z", "")
    ]
    base = job.library.partnership
    partnerships: list[Partnership] = [
        replace(base, privacy=privacy, returns=returns, address=address)
        for privacy, returns, address in itertools.product(
            (Privacy(), Privacy("C"), Privacy("C", ("D",), "dpo.", "basis.", "https://n.example"), Privacy("C", ("D", "E"))),
            (Returns(), Returns("r@x.example", date(2027, 1, 31), 1), Returns("r@x.example", None, 24)), ("", "https://a.example/"),
        )
    ]  # fmt: skip
    for one in partnerships:
        own = replace(job, library=replace(job.library, partnership=one))
        lines += [
            "---",
            *return_notes(own),
            *return_notes(own, date(2027, 2, 28)),
            kept_line(one, w),
            *data_notice(one, w),
            briefing_address(own),
        ]
        lines.append(own_link(own, Team("t", "Org & Co", "Team/1")))
    for kept in base.returns.keep_from.__class__:
        for by in (None, date(2027, 1, 31)):
            lines.append(kept_line(replace(base, returns=Returns("x", by, 6, kept)), w))
    lines += [head_line(job), head_line(replace(job, briefing=replace(job.briefing, published=None)))]
    as_agreed("\n".join((*lines, "")), "sums/notices.txt")


def test_text_for_pages_and_paper(given: dict[str, Job]) -> None:
    job = given["rich"]
    lines = [
        f"{lang}: {direction(lang)} {language_data(lang)} {paper_basis(replace(job, briefing=replace(job.briefing, lang=lang)))['region']}"
        for lang in ("en", "en-GB", "cy", "ar", "ur-Latn", "fr", "de-AT", "gd", "x", "abcd", "")
    ]
    lines += [
        f"{h}: {page_href(h)}"
        for h in ("05-a.md#f1", "a.md", "a.md?x", "https://x/a.md", "//x/a.md", "a.mdx", "mailto:a.md")
    ]
    lines += [
        repr(unbroken(t, a))
        for t, a in (
            ("Child H is Child Hx", "Child H"),
            ("Child HQ", "Child HQ"),
            ("Child HQR", "Child HQR"),
            ("the Child H", "H"),
            ("XChild H", "Child H"),
        )
    ]
    lines += [repr(breakable(t)) for t in ("a" * 35, "a" * 36, "https://x.example/" + "b" * 30 + "_c", "short")] + [
        escape("a<b>\n\"c'")
    ]
    lines += [f"{t!r} {runs_right_to_left(t)}" for t in ("abc", "12 שלום", "مدد abc", "123", "")]
    data = BlocksData(job.briefing, job.words, "https://a.example/rich/", "The links are ours.")
    for section in job.briefing.sections:
        lines.append(json.dumps(data.blocks(section.blocks), ensure_ascii=False))
    heads = tuple(Heading(n, (Text(str(n)),)) for n in (2, 4, 3, 6, 2))
    lines.append(
        json.dumps(data.blocks((*heads, Paragraph((Strong((Text(" a\n"),)), LineBreak(), Text("\u202e b")))), 2))
    )
    page = '<html lang="cy"><p title="\ue000a\ue001">x \ue000b\ue001</p><img alt="\ue000c\ue001"><template data-w-x="\ue000d\ue001"></template><option>\ue000e\ue001</option><input placeholder="\ue000f\ue001"><p lang="ur">\ue000g\ue001</p><title>\ue000h\ue001 – x</title><!-- \ue000i\ue001 --><button aria-label="\ue000j\ue001">k <b>l</b></button><p data-words="\ue000m\ue001">n</p><br/><textarea>\ue000o\ue001</textarea></html>'
    lines += [page_in_tongues(page, lang) for lang in ("cy", "ur", "en")] + [page_in_tongues("<p>x</p>", "cy")]
    as_agreed("\n".join((*lines, "")), "sums/text.txt")


# Themes ------------------------------------------------------------------------------------------


WORDS = (
    "a:\n  b: c\n",
    "- a\n",
    "a: b\n",
    "a: [\n",
    "a:\n  b: 1\n  c:\n  d: yes\nlanguage: x\ne:\n",
    "audience:\n  children: {person: child}\n",
    "audience:\n  x: y\n",
    "a:\n  b: [c]\n",
    "",
    'a:\n  "b": "\\0"\n',
)
TOKENS = (
    ":root{--ink:#ABC;--paper: rgb(1, 2, 300);--x: y ;}",
    ":root {\n  /* a\n b */ --accent: blue;}",
    "body{}",
    ":root{--ink:#12345}",
    ":root{--part-1:#0a0b0c;--part-10:red;--rule:rgb(1 2 3);}",
)


def test_files_of_a_theme(tmp_path: Path) -> None:
    lines = []
    file = tmp_path / "theme" / "words.yml"
    file.parent.mkdir()
    for text in (*WORDS, "a:\n  b: \0\n"):
        file.write_text(text, encoding="utf-8")
        try:
            lines.append(str(read_words(file)))
        except ThemeError as error:
            lines.append(f"{error} | {error.line}")
    for text in TOKENS:
        file.write_text(text, encoding="utf-8")
        try:
            lines.append(str(read_tokens(file)))
        except ThemeError as error:
            lines.append(f"{error} | {error.line}")
    file.write_bytes(b"a\nb\xff")
    for wrong in (file, tmp_path):
        with pytest.raises(ThemeError) as raised:
            read_words(wrong)
        lines.append(str(raised.value).replace(str(tmp_path), "HERE").replace(tmp_path.name, "HERE"))
    theme = Theme.of(ROOT)
    lines += [
        f"{lang} {theme.words(lang)['months']!s:.60} {theme.own_words(lang) is None}" for lang in ("en", "cy-GB", "xx")
    ]
    as_agreed("\n".join((*lines, "")), "sums/theme.txt")


SCRIPT = """// a comment
/** doc
 * more */
const a = 1 // after
  const b = { a: a, c: 'it // not', d: "x // y" } // gone
if (a && b
  ? c
  : d) { e = (f) => g + 1; h = i + +j }
  .then((k, l) => `m
   n`)
const url = "https://x.example" // gone
return /x/.test(o)
"""


def test_scripts_and_styles_are_lighter() -> None:
    lines = [
        lighter("a.js", SCRIPT),
        lighter("a.js", SCRIPT.replace("`m\n   n`", "m")),
        lighter("a.css", "/* x */\na , b { c : d ; }\n\n e{f: g}"),
    ]
    as_agreed("\n=====\n".join((*lines, "")), "sums/lighter.txt")


def test_the_time_that_artefacts_carry(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worried_data(None) == {}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert epoch(None) == 1_767_225_600, "1 January 2026"
    assert epoch(date(2027, 3, 1)) == 1_803_859_200
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert (epoch(date(2027, 3, 1)), today()) == (86_400, date(1970, 1, 2))

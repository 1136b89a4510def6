"""The trainers' pack but for slides and session: run sheets, the guide in Word and HTML, the two sheets of paper."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from playwright.sync_api import Browser

from builder.model.briefing import Briefing, Prompt, Role, Section
from builder.model.partnership import Audience
from builder.model.place import Place
from builder.model.text import plain
from builder.model.theme import Theme
from builder.render.job import Job
from builder.trainers.guide import trainer_guide
from builder.trainers.handouts import make_handout, make_supervision
from builder.trainers.pack import make_trainers
from builder.trainers.run_sheets import ALOUD, LENGTHS, Kind, run_sheet, share, thirds
from builder.worksheets.word import template_parts

from .conftest import DEEP
from .pdfua import check
from .reader import broken_rules
from .site_models import ROOT, paragraph
from .trainer_cases import MARKER, all_jobs, office_errors, office_pdf, read_jobs, sentences_of, squeezed

CASES = tuple(all_jobs())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Job, Path]]:
    """Each case with its pack."""
    base = tmp_path_factory.mktemp("packs")
    made = {}
    for slug, job in all_jobs().items():
        (base / slug).mkdir()
        make_trainers(job, base / slug, template_parts(job))
        made[slug] = (job, base / slug)
    return made


# Run sheets ------------------------------------------------------------------------------------------


def made_of(words: list[int], prompts: list[int], findings: int) -> Briefing:
    """A briefing of parts with so many words and prompts; part `findings` has the findings' role."""
    parts = tuple(
        Section(
            *(n, n, f"{n}", f"Part {n}", Place("x")),
            (paragraph("word " * count),),
            tuple(Prompt(f"{n}-{k}", f"What {n} {k}?") for k in range(asked)),
            role=Role.FINDINGS if n == findings else None,
        )
        for n, (count, asked) in enumerate(zip(words, prompts, strict=True), start=1)
    )
    return Briefing("x", "X", Place("x"), parts)


SIZES = st.integers(0, 24).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 900), min_size=n, max_size=n),
        st.lists(st.integers(0, 5), min_size=n, max_size=n),
        st.integers(0, n),
    )
)


@given(SIZES, st.sampled_from(LENGTHS))
def test_minutes_add_up_for_any_briefing(sizes: tuple[list[int], list[int], int], minutes: int) -> None:
    briefing = made_of(*sizes)
    sheet = run_sheet(briefing, minutes)
    timed = list(sheet.timed())
    assert [start for start, _ in timed] == [sum(s.minutes for _, s in timed[:i]) for i in range(len(timed))]
    assert sum(step.minutes for _, step in timed) == minutes
    assert all(step.minutes >= 1 for _, step in timed)
    assert timed[0][1].kind is Kind.WELCOME
    assert all(p in briefing.prompts for _, step in timed for p in step.prompts)


@pytest.mark.parametrize("count", range(4, 10))
def test_four_to_nine_parts_are_read_whole_and_every_prompt_is_asked_in_the_hour(count: int) -> None:
    briefing = made_of([60] * count, [1] * count, count - 2)
    hour = run_sheet(briefing, 60)
    assert [p for s in hour.steps for p in s.prompts] == list(briefing.prompts)
    for minutes in LENGTHS:
        read = [s for s in run_sheet(briefing, minutes).steps if s.kind is Kind.READ]
        assert tuple(part for s in read for part in s.sections) == briefing.sections
        assert all(s.whole and s.minutes * ALOUD >= sum(p.words for p in s.sections) for s in read)


def test_seven_minutes_are_read_aloud_one_prompt_one_action() -> None:
    steps = run_sheet(made_of([60] * 7, [2] * 7, 5), 7).steps
    assert [s.kind for s in steps] == [Kind.WELCOME, Kind.READ, Kind.TALK, Kind.ONE_ACTION]
    assert [p.text for p in steps[2].prompts] == ["What 5 0?"]


def test_thirty_minutes_have_ground_rules_and_three_talks() -> None:
    steps = run_sheet(made_of([60] * 7, [2] * 7, 5), 30).steps
    kinds = [step.kind for step in steps]
    assert kinds[:2] == [Kind.WELCOME, Kind.RULES]
    assert kinds[2:] == [*[Kind.READ, Kind.TALK] * 3, Kind.POINTS, Kind.ACTIONS, Kind.CLOSE]
    assert sum(step.minutes for step in steps) == 30


def test_a_long_briefing_is_not_read_whole_in_seven_minutes() -> None:
    read = run_sheet(made_of([120, 240, 300, 120, 240, 90, 60], [1] * 7, 5), 7).steps[1]
    assert read.minutes == 3
    assert sum(s.words for s in read.sections) <= 3 * ALOUD
    assert 5 in [s.position for s in read.sections]


def test_a_part_of_questions_alone_asks_in_its_own_place() -> None:
    """Between what is read before it and after it, not when everything has been read."""
    one = made_of([50] * 5 + [0, 50], [0] * 5 + [1, 0], 0)
    for sheet in (run_sheet(one, 30), run_sheet(one, 60)):
        steps = [s for s in sheet.steps if s.kind in (Kind.READ, Kind.TALK)]
        at = next(n for n, s in enumerate(steps) if s.prompts)
        assert [p.position for p in steps[at].sections] == [6]
        assert {p.position for s in steps[at + 1 :] for p in s.sections} == {7}
        read = [p.position for s in steps if s.kind is Kind.READ for p in s.sections if p.words]
        assert read == [1, 2, 3, 4, 5, 7]


def test_no_other_lengths() -> None:
    with pytest.raises(ValueError, match="45"):
        run_sheet(made_of([60], [1], 1), 45)


@given(st.integers(0, 500), st.lists(st.integers(0, 50), min_size=1, max_size=20))
def test_shares_are_exact_and_fair(total: int, weights: list[int]) -> None:
    shares = share(total, weights)
    assert sum(shares) == total
    if sum(weights):
        assert all(abs(s - total * w / sum(weights)) < 1 for s, w in zip(shares, weights, strict=True))


def test_thirds_are_what_so_what_now_what() -> None:
    sizes = {n: [len(run) for run in thirds(made_of([1] * n, [0] * n, 0).sections)] for n in (4, 5, 7, 9)}
    assert sizes == {4: [2, 1, 1], 5: [2, 2, 1], 7: [3, 2, 2], 9: [3, 3, 3]}


# The guide -------------------------------------------------------------------------------------------


def word_text(path: Path) -> str:
    tree = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in tree.iter(f"{W}p"))


def html_text(path: Path) -> str:
    return str(lxml_html.fromstring(path.read_bytes()).text_content())


@pytest.mark.parametrize("slug", CASES)
def test_both_guides_hold_the_text_the_prompts_and_every_note(packs: dict[str, tuple[Job, Path]], slug: str) -> None:
    job, pack = packs[slug]
    for text in (word_text(pack / "guide.docx"), html_text(pack / "guide.html")):
        squeeze = squeezed(text)
        for section in job.briefing.sections:
            assert all(s in squeeze for s in sentences_of(section))
            assert all(squeezed(p.text) in squeeze for p in section.prompts)
            assert squeezed(plain(section.trainer_notes)) in squeeze
        for one in (*job.briefing.support, job.briefing.content_notice, job.library.partnership.returns.to):
            assert squeezed(one if isinstance(one, str) else one.name) in squeeze


def test_what_child_h_author_says_about_fathers_is_in_the_guide(packs: dict[str, tuple[Job, Path]]) -> None:
    text = word_text(packs["child-h"][1] / "guide.docx")
    assert "working with fathers must never put a survivor at risk" in text


@pytest.mark.parametrize("slug", CASES)
def test_minutes_in_the_printed_tables_sum(packs: dict[str, tuple[Job, Path]], slug: str) -> None:
    document = Document(str(packs[slug][1] / "guide.docx"))
    for minutes, table in zip(LENGTHS, document.tables[: len(LENGTHS)], strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
        assert sum(int(row[1]) for row in rows[:-1]) == minutes == int(rows[-1][1])
        starts = [int(row[0]) for row in rows[:-1]]
        assert starts == [sum(int(r[1]) for r in rows[:i]) for i in range(len(starts))]


@pytest.mark.parametrize("slug", CASES)
def test_the_word_guide_can_be_heard(packs: dict[str, tuple[Job, Path]], slug: str) -> None:
    job, pack = packs[slug]
    parts = zipfile.ZipFile(pack / "guide.docx")
    tree = etree.fromstring(parts.read("word/document.xml"))
    styles = etree.fromstring(parts.read("word/styles.xml"))
    known = {s.get(f"{W}styleId") for s in styles.iter(f"{W}style")}
    assert {s.get(f"{W}val") for s in tree.iter(f"{W}pStyle", f"{W}tblStyle", f"{W}rStyle")} <= known
    levels = [int(s.get(f"{W}val")[-1]) for s in tree.iter(f"{W}pStyle") if s.get(f"{W}val").startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    for table in tree.iter(f"{W}tbl"):
        first = table.find(f"{W}tr")
        assert first is not None
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
    language = styles.find(f".//{W}docDefaults//{W}lang").get(f"{W}val")
    assert language.split("-")[0] == job.briefing.lang.split("-")[0]
    assert job.briefing.title.split(":")[0][:9] in parts.read("docProps/core.xml").decode() or slug == "crowded"


def keeps(paragraph: Any) -> bool:
    return bool(paragraph.paragraph_format.keep_with_next)


@pytest.mark.parametrize("slug", CASES)
def test_no_lead_in_and_no_item_stands_alone_on_a_page(packs: dict[str, tuple[Job, Path]], slug: str) -> None:
    document = Document(str(packs[slug][1] / "guide.docx"))
    words = packs[slug][0].words["trainers"]
    by_text = {p.text: p for p in reversed(document.paragraphs)}  # the first of each: the script says some again
    for lead in ("rules_intro", "opting_out_text", "support_intro"):
        assert keeps(by_text[words[lead]]), lead
    for name in ("rules_list", "closing_list", "opting_out_list"):
        items = [by_text[text] for text in words[name].splitlines()]
        assert [keeps(items[0]), keeps(items[-2]), keeps(items[-1])] == [True, True, False], name
    aloud = [p for p in document.paragraphs if p.text.startswith(words["aloud"].partition("{")[0].rstrip())]
    assert aloud and all(map(keeps, aloud)), "what is read aloud begins on the page of its heading"


def test_microsofts_own_validator_finds_nothing(packs: dict[str, tuple[Job, Path]]) -> None:
    for slug in ("child-h", "crowded"):
        assert office_errors(packs[slug][1] / "guide.docx") == []


def test_numbered_lists_begin_where_their_authors_began(packs: dict[str, tuple[Job, Path]]) -> None:
    tree = etree.fromstring(zipfile.ZipFile(packs["child-h"][1] / "guide.docx").read("word/document.xml"))
    numbering = etree.fromstring(zipfile.ZipFile(packs["child-h"][1] / "guide.docx").read("word/numbering.xml"))
    used = {n.get(f"{W}val") for n in tree.iter(f"{W}numId")}
    starts = {
        n.get(f"{W}numId"): o.get(f"{W}val") for n in numbering.iter(f"{W}num") for o in n.iter(f"{W}startOverride")
    }
    assert len(used & set(starts)) >= 2
    assert set(starts.values()) == {"1"}


@pytest.mark.office
def test_the_seven_stand_on_one_page(packs: dict[str, tuple[Job, Path]], tmp_path: Path) -> None:
    for slug in ("child-h", "adult-review", "themes"):
        folder = tmp_path / slug
        folder.mkdir()
        pdf = office_pdf(packs[slug][1] / "guide.docx", folder)
        texts = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
        shown = [p for p in texts.stdout.split("\f") if re.search(r"Run sheet: 7 |7 minutes in all", p)]
        assert len(shown) == 1, slug
        assert "on the slides" in shown[0], slug
        assert "Run sheet: 30" not in shown[0]


@pytest.mark.browser
def test_the_printed_page_and_axe(packs: dict[str, tuple[Job, Path]], chromium: Browser, tmp_path: Path) -> None:
    for slug in ("child-h", "crowded", "welsh") if DEEP else ("child-h",):
        for scheme in ("light", "dark"):
            page = chromium.new_page(color_scheme=scheme)  # type: ignore[arg-type]
            said: list[str] = []
            page.on("console", lambda m, said=said: said.append(m.text))
            page.goto((packs[slug][1] / "guide.html").as_uri())
            assert said == []
            assert broken_rules(page) == []
            shown = page.locator("caption").evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
            assert shown and max(shown) <= 1, "the heading above a table is said once"
            if scheme == "light":
                page.pdf(path=tmp_path / f"{slug}.pdf", prefer_css_page_size=True)
            page.close()
    texts = subprocess.run(
        ["pdftotext", str(tmp_path / "child-h.pdf"), "-"], check=True, capture_output=True, text=True
    )
    [seven] = [p for p in texts.stdout.split("\f") if "Run sheet: 7 minutes" in p]
    assert "7 minutes in all" in seven
    assert "on the slides" in seven


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_the_guide_does_not_scroll_sideways(packs: dict[str, tuple[Job, Path]], chromium: Browser, width: int) -> None:
    for slug in ("child-h", "crowded"):
        page = chromium.new_page(viewport={"width": width, "height": 800})
        page.goto((packs[slug][1] / "guide.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_no_word_of_ours_says_child_where_the_audience_are_adults() -> None:
    job = read_jobs()["adult-review"]
    words = Theme.of(ROOT).words("en", Audience.ADULTS)
    for group in ("trainers", "session"):
        assert not [k for k, text in words[group].items() if re.search(r"\bchild", text, re.I)]
    partnership = replace(job.library.partnership, audience=Audience.ADULTS)
    adults = replace(job, words=words, library=replace(job.library, partnership=partnership))
    assert "adult" in str(trainer_guide(adults))


def test_without_prompts_links_notice_or_return_address_the_pack_still_stands(tmp_path: Path) -> None:
    job = read_jobs()["child-h"]
    bare = tuple(replace(s, prompts=(), trainer_notes=(), notice="") for s in job.briefing.sections)
    returns = replace(job.library.partnership.returns, to="", by=None)
    partnership = replace(job.library.partnership, returns=returns, worried=None)
    briefing = replace(job.briefing, sections=bare, content_notice="", support=())
    plain_job = replace(job, briefing=briefing, library=replace(job.library, partnership=partnership))
    make_trainers(plain_job, tmp_path, template_parts(plain_job))
    text = html_text(tmp_path / "guide.html")
    assert "The author has given no content notice" in text
    assert job.words["trainers"]["general_prompt"] in text


# Paper -----------------------------------------------------------------------------------------------


def pages_of(path: Path) -> list[str]:
    shown = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return shown.split("\f")[:-1]


@pytest.mark.parametrize("slug", CASES)
def test_paper_follows_pdfua_and_holds_no_note(packs: dict[str, tuple[Job, Path]], slug: str) -> None:
    job, pack = packs[slug]
    for name in ("handout.pdf", "supervision.pdf"):
        assert check((pack / name).read_bytes()) == []
        assert MARKER not in "".join(pages_of(pack / name))
    assert len(pages_of(pack / "supervision.pdf")) == 1
    handout = squeezed("".join(pages_of(pack / "handout.pdf")))
    assert all(squeezed(p.text) in handout for p in job.briefing.prompts if p.text.isascii() and slug != "crowded")


@pytest.mark.parametrize("count", range(4, 10))
def test_the_handout_is_one_page_for_four_to_nine_prompts(count: int, tmp_path: Path) -> None:
    job = read_jobs()["child-h"]
    longest = (
        "What helps you and your team to notice that a child is not heard, and what would you do about it this week?"
    )
    parts = tuple(
        replace(job.briefing.sections[0], position=n, prompts=(Prompt(f"p{n}", longest),)) for n in range(1, count + 1)
    )
    make_handout(replace(job, briefing=replace(job.briefing, sections=parts)), tmp_path / "handout.pdf")
    assert len(pages_of(tmp_path / "handout.pdf")) == 1


def test_many_prompts_go_on_to_another_page(tmp_path: Path) -> None:
    job = read_jobs()["child-h"]
    prompts = tuple(Prompt(f"p{n}", f"What about question {n}?") for n in range(1, 31))
    first = replace(job.briefing.sections[0], prompts=prompts)
    make_handout(replace(job, briefing=replace(job.briefing, sections=(first,))), tmp_path / "handout.pdf")
    shown = pages_of(tmp_path / "handout.pdf")
    assert 2 <= len(shown) <= 4
    assert all(f"question {n}?" in "".join(shown) for n in range(1, 31))


def test_the_supervision_sheet_protects_private_notes(tmp_path: Path) -> None:
    make_supervision(read_jobs()["child-h"], tmp_path / "supervision.pdf")
    [text] = pages_of(tmp_path / "supervision.pdf")
    flat = " ".join(text.split())
    assert "will not ask to see your private notes" in flat
    places = [flat.index(step) for step in ("Experience", "Reflection", "Analysis", "Action")]
    assert places == sorted(places)


# Same bytes ------------------------------------------------------------------------------------------


def test_same_input_same_bytes(packs: dict[str, tuple[Job, Path]], tmp_path: Path) -> None:
    job, pack = packs["child-h"]
    make_trainers(job, tmp_path, template_parts(job))
    files = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert files == {p.relative_to(pack): p.read_bytes() for p in pack.rglob("*") if p.is_file()}
    assert {"guide.docx", "guide.html", "slides.pptx", "session.html", "handout.pdf", "supervision.pdf"} <= {
        str(name) for name in files
    }


def test_hostile_words_stay_words(packs: dict[str, tuple[Job, Path]]) -> None:
    pack = packs["crowded"][1]
    for name in ("guide.html", "session.html"):
        tree: Any = lxml_html.fromstring((pack / name).read_bytes())
        assert all("alert" not in (s.text or "") for s in tree.iter("script"))
        assert not tree.xpath("//@onload | //@style")

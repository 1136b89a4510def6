"""The HTML site as files: what is on which page, what is built again, and what must not be there."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import PIL.Image
import pytest
import yaml
from lxml import html as lxml_html

from builder.adapters import mkdocs
from builder.model.briefing import Picture
from builder.model.partnership import Audience, Library, Returns
from builder.model.text import Image, Paragraph, Text
from builder.model.theme import SHIPPED, Theme
from builder.render.appearance import theme_files
from builder.render.appearance.first_paint import first_paint

from .site_models import ROOT, briefing, jobs, lay_out_pages, library, paragraph, section, with_own_settings

HOSTILE = "</title><script>alert(1)</script>\" onload='x' {{ 7*7 }} {% raw %} --- &amp;"


def build(one: Library, folder: Path, work: Path, **more: object) -> Path:
    """A site built from a library; the cache stays in `work`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    given: dict[str, object] = {"project": ROOT, "work": work} | more
    lay_out_pages(jobs(one), one, Theme.of(ROOT), folder, **given)  # type: ignore[arg-type]
    return folder


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def tree(page: Path) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(page.read_bytes())


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two briefings, one of them hostile, one Welsh with a part in Urdu and without headings."""
    odd = (
        section(1, "", paragraph("Geiriau"), stem="01-one"),
        section(2, "مدد", paragraph("مدد"), stem="02-two", lang="ur", notice="self-harm"),
        section(3, "", Paragraph((Image("../../secret.png", "Not here"), Text(" words"))), stem="03-three"),
    )
    base = tmp_path_factory.mktemp("two")
    one = library(
        briefing("child-h", "Child H"),
        briefing("odd", HOSTILE, sections=odd, lang="cy", summary=HOSTILE, content_notice=HOSTILE, glossary=()),
        name=HOSTILE,
        guide=True,
    )
    return build(one, base / "site", base / "work")


# What is there -----------------------------------------------------------------------------------


def test_every_page_of_the_design_is_there(two: Path) -> None:
    names = {p.relative_to(two).as_posix() for p in pages(two)}
    assert {"index.html", "privacy.html", "accessibility.html", "search.html", "404.html"} <= names
    assert {"child-h/index.html", "child-h/01-background.html", "child-h/notes.html", "child-h/plan.html"} <= names
    assert {"odd/index.html", "odd/01-one.html", "odd/02-two.html", "odd/03-three.html"} <= names


def test_help_comes_before_the_start_and_the_start_before_the_parts(two: Path) -> None:
    text = (two / "child-h/index.html").read_text(encoding="utf-8").partition("<main")[2]
    order = [
        "<h1",
        "What a review learned about",
        "This is about serious harm.",
        "Worried about someone?",
        "tel:01632960999",
        "Somebody to talk to",
        "Start part 1",
        'class="list"',
        "child-h-briefing.pdf",
        "Review by",
    ]
    assert sorted(order, key=text.index) == order


def test_times_are_shown_once_and_dates_are_written_out(two: Path) -> None:
    for name in ("index.html", "01-background.html", "05-the-findings.html"):
        text = tree(two / "child-h" / name).text_content()
        assert len(re.findall(r"\d+ minutes?\b|a minute\b", text)) == (2 if name == "index.html" else 1)
    assert "9 November 2027" in (two / "child-h/index.html").read_text(encoding="utf-8")


def test_a_part_without_heading_is_called_by_its_number(two: Path) -> None:
    page = tree(two / "odd/01-one.html")
    (title,) = page.xpath("//h1")
    assert (
        title.text_content() == "Part 1" and title.xpath("string(span/@lang)") == "en"
    )  # Welsh has no word for it yet
    assert "Part 1 of 3" in page.text_content()


def test_a_part_without_heading_is_not_numbered_twice_in_lists(two: Path) -> None:
    for name, path in (("index.html", "//main//ol"), ("02-two.html", "//nav[@class='sheet']/ol")):
        (listed,) = tree(two / "odd" / name).xpath(path)
        assert [" ".join(a.text_content().split()) for a in listed.xpath(".//a")] == ["Part 1", "2مدد", "Part 3"]


def test_every_part_leads_to_somebody_to_talk_to(two: Path) -> None:
    for name in ("01-background.html", "notes.html", "plan.html"):
        (link,) = tree(two / "child-h" / name).xpath("//footer//a[@href='help.html']")
        assert link.text == "Somebody to talk to"


def test_a_briefing_without_support_promises_nobody(tmp_path: Path) -> None:
    site = build(library(briefing("child-h", "Child H", support=())), tmp_path / "site", tmp_path / "work")
    assert not [t for _, t in links(site) if t.endswith("#talk")]


def test_my_notes_lead_on_to_the_action_plan(two: Path) -> None:
    assert tree(two / "child-h/notes.html").xpath("//main/nav//a[@class='button next']/@href") == ["plan.html"]


def test_a_part_in_another_language_says_so_and_its_direction(two: Path) -> None:
    page = tree(two / "odd/02-two.html")
    assert page.get("lang") == "cy"
    for place in (page.find(".//h1"), page.find(".//div[@class='text']")):
        assert place is not None
        assert (place.get("lang"), place.get("dir")) == ("ur", "rtl")


def test_a_notice_offers_a_way_round(two: Path) -> None:
    page = tree(two / "child-h/03-the-incident.html")
    (line,) = page.xpath("//p[@class='before']")
    assert "This part describes injuries." in line.text_content()
    assert line.find("a").get("href") == "04-the-review.html"


def test_first_and_last_part_lead_on(two: Path) -> None:
    first, last = tree(two / "child-h/01-background.html"), tree(two / "child-h/07-implementing-change.html")
    assert first.xpath("//a[@class='button next']/@href") == ["02-concerns.html"]
    assert not first.xpath("//a[@class='back']")
    assert last.xpath("//a[@class='button next']/@href") == ["notes.html#end"]
    assert last.xpath("//a[@class='back']/@href") == ["06-recommendations.html"]


def test_a_picture_outside_the_briefing_is_told_in_words(two: Path) -> None:
    page = tree(two / "odd/03-three.html")
    assert not page.xpath("//main//img")
    assert "Not here words" in page.text_content()


def test_pictures_are_copied_with_their_size(tmp_path: Path) -> None:
    out = io.BytesIO()
    PIL.Image.new("RGB", (40, 30)).save(out, "PNG")
    png = out.getvalue()
    drawn = Paragraph((Image("map.png", "A map"), Image("bad.svg", "A drawing")))
    more = {"sections": (section(1, "Map", drawn),), "pictures": (Picture("map.png", png),)}
    site = build(library(briefing("child-h", "Child H", **more)), tmp_path / "site", tmp_path / "work")
    (image,) = tree(site / "child-h/01-map.html").xpath("//main//img")
    assert (image.get("width"), image.get("height")) == ("40", "30")
    assert (site / "child-h/map.png").read_bytes() == png
    assert not (site / "child-h/bad.svg").exists()


# What must not be there --------------------------------------------------------------------------


def test_hostile_words_show_as_words(two: Path) -> None:
    for page in pages(two):
        made = tree(page)
        assert not [s for s in made.iter("script") if not s.get("src") and s.get("type") != "application/json"]
        assert not made.xpath("//*[@onload]")
    home = tree(two / "index.html")
    assert HOSTILE in [a.text for a in home.xpath("//article//h3/a")]
    assert HOSTILE in [e.text for e in tree(two / "odd/index.html").iter("h1")]
    assert HOSTILE in str(home.findtext(".//title"))


def test_every_page_has_a_policy_that_allows_only_the_site_itself(two: Path) -> None:
    for page in pages(two):
        (policy,) = tree(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"https?:|\*", policy)


def test_no_inline_scripts_styles_or_handlers_but_the_one_that_the_policy_names(two: Path) -> None:
    """What a part draws first stands in its page, letter for letter as its policy says."""
    for page in pages(two):
        made = tree(page)
        text = page.read_text(encoding="utf-8")
        named = set(re.findall(r"'(sha\d+-[^']+)'", made.xpath("//meta[@http-equiv]/@content")[0]))
        styles = re.findall(r"<style[^>]*>(.*?)</style>", text, flags=re.DOTALL)
        digests = {"sha256-" + b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in styles}
        assert named == digests and len(styles) == len(made.xpath("//style")) == len(digests) <= 1, page
        assert bool(styles) == bool(made.xpath("//article[@class='part']")), page
        assert not made.xpath("//*[@style]"), page
        assert not [a for e in made.iter() for a in e.attrib if a.lower().startswith("on")], page


def test_templates_of_a_partnership_wait_for_their_sheet_and_find_all_of_it_there(tmp_path: Path) -> None:
    """They may be older than the style that a part draws first, and know one sheet."""
    own = tmp_path / "own" / "theme" / "components" / "header" / "slim.html"
    own.parent.mkdir(parents=True)
    own.write_text("<header class='slim'>ours</header>", encoding="utf-8")
    theirs, ours = Theme((tmp_path / "own" / "theme", SHIPPED)), Theme((SHIPPED,))
    assert first_paint(theirs) == {"style": "", "hash": ""} and first_paint(ours)["style"]
    whole, light = (theme_files.assets(theme)["assets/reader.css"].decode() for theme in (theirs, ours))
    for rule in (".masthead .page{", ".title{", ".dialog{"):
        assert rule in whole and rule not in light
        for sheet in ("opening", "overview", "forms", "elsewhere"):
            assert rule in theme_files.assets(ours)[f"assets/{sheet}.css"].decode(), (sheet, rule)


def links(site: Path) -> Iterator[tuple[Path, str]]:
    for page in pages(site):
        for _, name, target, _ in tree(page).iterlinks():
            if name in ("href", "src", "action") and not urlsplit(target).scheme:
                yield page, target


def test_every_link_inside_the_site_leads_somewhere(two: Path) -> None:
    made = ("briefing.pdf", "briefing-large-print.pdf", "action-plan.pdf", "action-plan.docx")
    later = {f"{slug}/{slug}-{name}" for slug in ("child-h", "odd") for name in made}
    for page, target in links(two):
        path, anchor = unquote(urlsplit(target).path), urlsplit(target).fragment
        file = page if not path else (two / path.lstrip("/")) if path.startswith("/") else page.parent / path
        inside = file.resolve().relative_to(two.resolve()).as_posix()
        if inside in later:
            continue
        assert file.is_file(), f"{page.name}: {target}"
        if anchor:
            assert tree(file).xpath("//*[@id=$id]", id=anchor), f"{page.name}: {target}"


def test_without_downloads_nothing_leads_to_them(tmp_path: Path) -> None:
    site = build(library(briefing("child-h", "Child H")), tmp_path / "site", tmp_path / "work", downloads=False)
    assert not [t for _, t in links(site) if t.endswith((".pdf", ".docx"))]


def test_nothing_spare_is_published(two: Path) -> None:
    names = [p.relative_to(two).as_posix() for p in two.rglob("*") if p.is_file()]
    assert not [n for n in names if n.endswith((".map", ".gz", ".ttf", ".yml", ".md", ".py")) or "lunr" in n]
    assert "sitemap.xml" not in names


def test_material_is_loaded_only_by_material_pages(two: Path) -> None:
    users = {p.relative_to(two).as_posix() for p in pages(two) if "assets/javascripts" in p.read_text(encoding="utf-8")}
    assert users == {n for n in users if n.startswith("guide/")}
    assert users


def test_search_finds_words_but_shows_none_from_a_part_with_a_notice(two: Path) -> None:
    index = (two / "search/search_index.js").read_text(encoding="utf-8")
    found = json.loads(index.removeprefix("window.briefingSearch=").removesuffix(";\n"))
    by_place = {e["location"]: e for e in found}
    assert "Secretbruise" not in index
    assert by_place["child-h/03-the-incident.html"]["title"] == "The Incident – Child H"
    assert by_place["child-h/05-the-findings.html#f1"]["text"].startswith("Finding 1")
    assert not [e for e in found if e["location"].startswith("guide/")], "readers' matter only"
    assert "<" not in index
    assert {e["location"].split("#")[0] for e in found} <= {p.relative_to(two).as_posix() for p in pages(two)}


def test_no_word_says_child_where_the_audience_is_adults(tmp_path: Path) -> None:
    one = library(
        briefing("mr-k", "Mr K", sections=(section(1, "Part", paragraph("Words.")),), glossary=()),
        audience=Audience.ADULTS,
    )
    for page in pages(build(one, tmp_path / "site", tmp_path / "work")):
        if "guide" not in page.parts:
            assert not re.search(r"\bchild", page.read_text(encoding="utf-8"), flags=re.I), page


# Withdrawn ---------------------------------------------------------------------------------------


def test_a_withdrawn_briefing_keeps_its_addresses_and_shows_none_of_its_text(tmp_path: Path) -> None:
    gone = briefing("child-h", "Child H", withdraw_on=date(2027, 1, 1))
    before = build(library(gone), tmp_path / "before", tmp_path / "work", today=date(2026, 12, 31))
    after = build(library(gone), tmp_path / "after", tmp_path / "work", today=date(2027, 1, 1))
    assert [p.name for p in pages(before)] == [p.name for p in pages(after)]
    for page in (p for p in pages(after) if p.parent.name == "child-h"):
        text = tree(page).text_content()
        assert not re.search("came to the notice|Finding 1|Secretbruise|What would help", text), page
        if page.name != "notes.html":
            assert "Child H was withdrawn on 1 January 2027." in text
            assert tree(page).xpath("//main//a[@href='mailto:learning@wrenford.example']"), page
            assert text.count("My notes") == 1
    assert not tree(after / "child-h/notes.html").xpath("//a[contains(@href, '#talk') or contains(@class, 'next')]")
    assert "came to the notice" not in (after / "search/search_index.js").read_text(encoding="utf-8")
    assert "This briefing has been withdrawn." in (after / "index.html").read_text(encoding="utf-8")


# What is built again -----------------------------------------------------------------------------


def files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_only_a_changed_briefing_is_given_to_mkdocs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = with_own_settings(tmp_path / "project")
    one = library(*(briefing(f"child-{n}", f"Child {n}") for n in range(3)))
    first = files(build(one, tmp_path / "site", tmp_path / "work", project=project))
    runs: list[set[str]] = []
    real = mkdocs.build

    def watched(config: Path) -> None:
        runs.append({p.parent.name for p in (config.parent / "docs").rglob("*.md")})
        real(config)

    monkeypatch.setattr(mkdocs, "build", watched)
    assert files(build(one, tmp_path / "site", tmp_path / "work", project=project)) == first
    assert runs == []
    changed = replace(one.briefings[1], summary="Another summary.")
    new = replace(one, briefings=(one.briefings[0], changed, one.briefings[2]))
    second = files(build(new, tmp_path / "site", tmp_path / "work", project=project))
    assert runs == [{"child-1", "docs"}]
    assert {n for n in second if second[n] != first.get(n)} == {
        "index.html",
        "child-1/index.html",
        "search/search_index.js",
    }
    assert second == files(build(new, tmp_path / "fresh", tmp_path / "other", project=project))


def test_a_new_return_address_reaches_every_plan(tmp_path: Path) -> None:
    one = library(briefing("child-h", "Child H"))
    build(one, tmp_path / "site", tmp_path / "work")
    moved = replace(one, partnership=replace(one.partnership, returns=Returns("new@wrenford.example")))
    site = build(moved, tmp_path / "site", tmp_path / "work")
    assert "new@wrenford.example" in (site / "child-h/plan.html").read_text(encoding="utf-8")


# Templates and words -----------------------------------------------------------------------------

TEMPLATES = theme_files.templates(Theme((SHIPPED,)))
UNESCAPED = {"page.content", "super()", "m.chain", "config.extra.first.style"}
"""HTML of our own, whose words were escaped where it was made."""


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_value_in_a_template_is_escaped(name: str) -> None:
    text = TEMPLATES[name].read_text(encoding="utf-8")
    loose = [v.strip() for v in re.findall(r"\{\{-?(.*?)-?\}\}", text, flags=re.S)]
    assert not [v for v in loose if v not in UNESCAPED and not v.endswith("| e")]


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_word_that_a_template_shows_exists(name: str) -> None:
    words = Theme((SHIPPED,)).words("en")
    text = TEMPLATES[name].read_text(encoding="utf-8")
    short = {"words." + g: a for a, g in re.findall(r"\{%-? set (\w+) = words\.(\w+) %\}", text)}
    used = {tuple(m) for m in re.findall(r"\bwords\.(\w+)\.(\w+)", text)}
    for group, alias in ((g.removeprefix("words."), a) for g, a in short.items()):
        used |= {(group, key) for key in re.findall(rf"(?<![\w.]){alias}\.(\w+)", text)}
    assert not {f"{g}.{k}" for g, k in used if k not in words.get(g, {})}
    assert not {k for _, k in used if hasattr(dict, k)}, "MkDocs would show the method of that name"


def test_templates_keep_to_what_zensical_knows() -> None:
    for path in TEMPLATES.values():
        assert not re.search(r"\.items\(\)|\.split\(|truncate", path.read_text(encoding="utf-8")), path


def test_a_language_file_reaches_the_pages(tmp_path: Path) -> None:
    (tmp_path / "theme/words").mkdir(parents=True)
    (tmp_path / "theme/words/cy.yml").write_text("part: {position: 'Rhan {number} o {count}'}", encoding="utf-8")
    one = library(briefing("child-h", "Child H", lang="cy"))
    theme = Theme.of(tmp_path)
    folder = tmp_path / "site"
    folder.mkdir()
    lay_out_pages(jobs(one, theme), one, theme, folder, project=tmp_path, work=tmp_path / "work")
    page = (folder / "child-h/02-concerns.html").read_text(encoding="utf-8")
    assert "Rhan 2 o 7" in page
    assert "Words used here" in (folder / "child-h/04-the-review.html").read_text(encoding="utf-8")


# The successor -----------------------------------------------------------------------------------


def as_seen(page: Path) -> bytes:
    return lxml_html.tostring(tree(page), method="xml")


def test_zensical_builds_the_same_reading_pages(tmp_path: Path) -> None:
    project = with_own_settings(tmp_path / "project")
    site = build(library(briefing("child-h", "Child H")), tmp_path / "site", tmp_path / "work", project=project)
    stage = tmp_path / "work/stage/reading"
    config = yaml.safe_load((stage / "mkdocs.yml").read_text(encoding="utf-8"))
    shutil.copy(stage / config.pop("INHERIT"), stage / "base.yml")
    (stage / "mkdocs.yml").write_text(yaml.safe_dump({"INHERIT": "base.yml"} | config), encoding="utf-8")
    shutil.rmtree(stage / "site")
    command = [Path(sys.executable).with_name("zensical"), "build", "-f", "mkdocs.yml"]
    subprocess.run(command, cwd=stage, check=True, capture_output=True, timeout=120)
    built = [p for p in pages(stage / "site") if p.name != "404.html"]
    assert len(built) == 16
    for page in built:
        assert as_seen(page) == as_seen(site / page.relative_to(stage / "site")), page.name

"""The LMS package: real learning systems run it, a strict judge reads every call, and nothing typed is ever in one."""

from __future__ import annotations

import io
import re
import subprocess
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.adapters.archives import small_zip
from builder.lms.manifest import Course, identifier, manifest
from builder.lms.package import make_lms, package
from builder.lms.package_pages import Ground, pack_page
from builder.model.partnership import Library, Lms
from builder.products import PRODUCTS, Shared
from builder.render.job import Job

from .scorm.judge import Call, complaints
from .scorm.package_rules import MANIFEST, faults
from .site_models import lay_out_pages

LIMIT = 110_000
"""Bytes of a package: 110 KB however they are counted."""


@pytest.fixture(scope="module")
def pages(job: Job, library: Library, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished pages, as the pipeline hands them over."""
    work = tmp_path_factory.mktemp("lms")
    lay_out_pages([job], library, job.theme, work / "site", project=project, work=work / "build")
    return work / "site"


@pytest.fixture(scope="module")
def archive(job: Job, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The package that a build makes for Child H."""
    folder = tmp_path_factory.mktemp("out")
    next(p for p in PRODUCTS if p.name == "lms").make(Shared(job, folder.parent), folder, [pages])
    (made,) = folder.iterdir()
    assert made.name == "child-h-scorm12.zip"
    return made.read_bytes()


def files(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


# The package -----------------------------------------------------------------------------------


def test_the_package_is_sound(archive: bytes) -> None:
    assert faults(archive) == []


def test_the_package_is_small(archive: bytes) -> None:
    assert len(archive) <= LIMIT, f"{len(archive)} bytes: {sizes(archive)}"


def sizes(archive: bytes) -> list[tuple[int, str]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return sorted(((one.compress_size, one.filename) for one in opened.infolist()), reverse=True)[:8]


def test_same_input_same_bytes(job: Job, pages: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        make_lms(job, [pages], tmp_path / name)
        made.append((tmp_path / name / "child-h-scorm12.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as opened:
        assert {one.date_time for one in opened.infolist()} == {time.gmtime(job.epoch)[:6]}, "no clock of the build"


NAMES = st.text("abcé/ü ł–", min_size=1).filter(lambda name: "//" not in name)


@settings(max_examples=60, deadline=None)
@given(packed=st.dictionaries(NAMES, st.binary(max_size=400)))
def test_others_unpack_what_was_packed(packed: dict[str, bytes]) -> None:
    """Python's own reader; unzip reads the package itself, below."""
    archive = small_zip({name: data * 9 for name, data in packed.items()}, (2026, 11, 27, 9, 30, 58))
    assert files(archive) == {name: data * 9 for name, data in packed.items()}
    assert small_zip(packed, (1970, 1, 1, 0, 0, 0)) == small_zip(packed, (1980, 1, 1, 0, 0, 0))


def test_unzip_finds_no_fault_in_the_package(archive: bytes, tmp_path: Path) -> None:
    (tmp_path / "package.zip").write_bytes(archive)
    subprocess.run(["unzip", "-tqq", tmp_path / "package.zip"], check=True)


def test_only_what_a_learner_opens_is_packed(archive: bytes) -> None:
    names = set(files(archive))
    unwanted = (
        r"404|sitemap|search|\.map$|\.gz$|\.pdf$|\.docx$|^index\.html$|guide|material|javascripts|\.woff2?$|\.md$"
    )
    assert not [name for name in names if re.search(unwanted, name)]
    assert {"launch.html", "privacy.html", "accessibility.html", "child-h/plan.html", "child-h/notes.html"} <= names


def test_identifiers_outlive_versions_and_builds(job: Job, pages: Path) -> None:
    later = replace(job, briefing=replace(job.briefing, version="9.9", title="Another title"), epoch=job.epoch + 999999)
    found = [
        etree.fromstring(package(one, [pages], {})[MANIFEST]).xpath("//@identifier | //@identifierref | //@default")
        for one in (job, later)
    ]
    assert found[0] == found[1]
    assert found[0][0] == "briefing.wrenford.child-h"


def test_no_two_briefings_share_an_identifier() -> None:
    assert identifier("a-b", "c") != identifier("a", "b-c")


HOSTILE = "A & <b>\"B\"</b> ]]> 'é' – مرحبا"


@pytest.mark.parametrize(
    ("lms", "said"), [(Lms(), ("completed", "")), (Lms("passed", 100), ("passed", "100"))], ids=["plain", "passed"]
)
def test_the_launch_page_knows_what_to_send(job: Job, pages: Path, lms: Lms, said: tuple[str, str]) -> None:
    partnership = replace(job.library.partnership, lms=lms)
    asked = replace(job, library=replace(job.library, partnership=partnership))
    page = package(asked, [pages], {})["launch.html"].decode()
    assert (f'data-status="{said[0]}"' in page, f'data-score="{said[1]}"' in page) == (True, True)


def test_hostile_words_stay_words(job: Job, pages: Path) -> None:
    named = replace(job, briefing=replace(job.briefing, title=HOSTILE, summary=HOSTILE * 90))
    made = package(named, [pages], {})
    root = etree.fromstring(made[MANIFEST])
    assert faults(zipped(made)) == []
    assert {one.text for one in root.iter("{*}title") if not len(one)} == {HOSTILE}
    launch = made["launch.html"].decode()
    assert "<b>" not in launch and "&lt;b&gt;&#34;B&#34;&lt;/b&gt;" in launch


def test_a_title_is_no_longer_than_a_list_of_courses_may_hold() -> None:
    for title in ("A title " * 60, "x" * 500):
        root = etree.fromstring(manifest(Course("briefing.a.b", title, "", "en", "launch.html", ["launch.html"])))
        listed = {one.text or "" for one in root.iter("{*}title") if not len(one)}
        assert all(len(one) <= 200 and one.endswith("…") for one in listed) and len(listed) == 1
        assert root.findtext(".//{*}langstring") == title


Damage = Callable[[dict[str, bytes]], dict[str, bytes]]


def text(old: str, new: str) -> Damage:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        assert old.encode() in parts[MANIFEST], old
        return {**parts, MANIFEST: parts[MANIFEST].replace(old.encode(), new.encode(), 1)}

    return change


DAMAGE: dict[str, tuple[Damage, str]] = {
    "no manifest": (lambda p: {n: d for n, d in p.items() if n != MANIFEST}, "no manifest"),
    "manifest in a folder": (lambda p: {f"x/{n}": d for n, d in p.items()}, "no manifest"),
    "manifest not first": (lambda p: dict(sorted(p.items(), reverse=True)), "not the first file"),
    "broken XML": (text("</manifest>", ""), "not XML"),
    "file missing": (lambda p: {n: d for n, d in p.items() if n != "launch.js"}, "launch.js is listed but not there"),
    "file not listed": (lambda p: {**p, "extra.js": b""}, "extra.js is there but not listed"),
    "path out of the package": (lambda p: {**p, "../x.js": b""}, "leads out"),
    "wrong SCORM type": (text('scormtype="sco"', 'scormtype="scoo"'), "schema"),
    "SCO declared as asset": (text('scormtype="sco"', 'scormtype="asset"'), "not the SCO"),
    "no page to launch": (text(' href="launch.html">', ">"), "not the SCO"),
    "launches what is not listed": (text(' href="launch.html">', ' href="other.html">'), "not among the files"),
    "item without a resource": (text('identifierref="briefing', 'identifierref="other'), "leads to no resource"),
    "identifier with a space": (text('identifier="briefing.wrenford.child-h"', 'identifier="child h"'), "schema"),
    "identifier twice": (text(".child-h.item", ".child-h.sco"), "twice"),
    "identifier gone": (text(' identifier="briefing.wrenford.child-h.item"', ""), "schema"),
    "no default organisation": (text(' default="briefing', ' default="other'), "no default organisation"),
    "wrong namespace": (text("imscp_rootv1p1p2", "imscp_v1p1"), "schema"),
    "wrong version": (text("<schemaversion>1.2<", "<schemaversion>2004 4th Edition<"), "does not say 1.2"),
    "unknown element": (text("<organizations", "<organisations/><organizations"), "schema"),
    "metadata element unknown": (text("imsmd:description>", "imsmd:summary>"), "not XML"),
    "metadata in the wrong order": (text("<imsmd:general>", "<imsmd:general><imsmd:aggregationlevel/>"), "schema"),
    "resources before organizations": (text("<organizations", "<resources/><organizations"), "schema"),
    "item without a title": (
        text("<title>Child H</title>\n      </item>", "<title/>\n      </item>"),
        "without a title",
    ),
    "language that is none": (text('xml:lang="en-GB"', 'xml:lang="English, mostly"'), "schema"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_seen(archive: bytes, name: str) -> None:
    damage, said = DAMAGE[name]
    found = faults(zipped(damage(files(archive))))
    assert any(said in one for one in found), found


# The pages in it -------------------------------------------------------------------------------


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "data-template", "poster", "action"):
                self.found.append((tag, value or ""))
            if name == "id":
                self.ids.add(value or "")


def test_every_link_leads_somewhere(archive: bytes) -> None:
    parts = files(archive)
    read = {}
    for name, data in parts.items():
        if name.endswith(".html"):
            read[name] = _Links()
            read[name].feed(data.decode())
    dead = []
    for name, links in read.items():
        for tag, link in links.found:
            url = urlsplit(link)
            target = normpath(join(dirname(name), unquote(url.path))) if url.path else name
            alive = url.scheme in ("https", "mailto", "tel") if url.scheme else target in parts
            if alive and url.fragment and not url.scheme:
                alive = url.fragment in read[target].ids
            if not alive:
                dead.append(f"{name}: <{tag}> {link}")
    assert dead == []


def test_styles_ask_for_no_file_that_is_not_there(archive: bytes) -> None:
    parts = files(archive)
    for name, data in parts.items():
        if name.endswith(".css"):
            wanted = re.findall(r"url\([\"']?([^\"')]+)", data.decode())
            assert [w for w in wanted if normpath(join(dirname(name), w)) not in parts] == []


def test_no_link_was_lost_for_want_of_a_mark(job: Job, pages: Path) -> None:
    """A template that links something new must say with `data-lms` what stands there in a package."""
    from builder.lms import package as lms

    assert {name: page.lost for name, page in lms.packed_pages(job, [pages]).items() if page.lost} == {}


def test_the_privacy_page_says_what_the_lms_receives(job: Job, archive: bytes) -> None:
    page = files(archive)["privacy.html"].decode()
    assert job.words["lms"]["privacy_receives"] in page
    assert job.words["privacy"]["lms_text"] not in page


GROUND = Ground(
    ("b/index.html", "b/01.html"),
    {"index.html": "b/index.html"},
    {"place": "Kept <here> & there", "new_tab": "(opens in a new tab)"},
)
PACKED = [
    ("<p data-lms=''>Gone <b>too</b></p>!", "!"),
    ('<p class="x" data-lms="place">Old <i>words</i></p>', '<p class="x">Kept &lt;here&gt; &amp; there</p>'),
    ('<div data-lms=""><div>in</div> <br> <div>in</div></div>out', "out"),
    ('<a href="../index.html">Home</a>', '<a href="../b/index.html">Home</a>'),
    ('<a href="01.html#F1">One</a>', '<a href="01.html#F1">One</a>'),
    ('<a href="../guide/index.html">Guide</a>', "Guide"),
    ('<a href="#top">&lt;Top&gt; &amp;&#233;</a>', '<a href="#top">&lt;Top&gt; &amp;&#233;</a>'),
    ('<a href="mailto:a@b.example">Write</a>', '<a href="mailto:a@b.example">Write</a>'),
    (
        '<a class="tap" href="https://example.org/?a=1&amp;b=2">Out</a>',
        '<a class="tap" href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">Out'
        '<span class="vh"> (opens in a new tab)</span></a>',
    ),
    ("<!doctype html><!-- said --><svg viewBox='0 0 1 1'><path d='M0'/></svg>", None),
    ("<textarea>a &lt;p data-lms=''&gt; b</textarea><title>T &amp; U</title>", None),
    ('<template data-words data-w-a="&quot;x&quot; &gt; y"></template>', None),
]


@pytest.mark.parametrize(("page", "wanted"), PACKED)
def test_packing_a_page(page: str, wanted: str | None) -> None:
    assert pack_page(page, "b/index.html", GROUND).text == (page if wanted is None else wanted)


def test_what_is_not_marked_passes_unchanged(pages: Path) -> None:
    ground = Ground(frozenset(), {}, {})
    for path in (pages / "child-h").glob("*.html"):
        page = re.sub(r'<a href=.*?</a>|<a class=.*?</a>|\s+data-lms="\w*"', "", path.read_text(encoding="utf-8"))
        assert pack_page(page, "child-h/x.html", ground).text == page


# The judge -------------------------------------------------------------------------------------

GOOD = (
    Call("LMSInitialize", ("",)),
    Call("LMSGetValue", ("cmi.core.student_id",)),
    Call("LMSSetValue", ("cmi.core.lesson_status", "incomplete")),
    Call("LMSSetValue", ("cmi.core.exit", "suspend")),
    Call("LMSSetValue", ("cmi.suspend_data", "1i07-300000")),
    Call("LMSSetValue", ("cmi.core.session_time", "0000:01:02")),
    Call("LMSCommit", ("",)),
    Call("LMSFinish", ("",)),
)


def written(element: str, value: object) -> tuple[Call, ...]:
    return (*GOOD[:-2], Call("LMSSetValue", (element, value)), *GOOD[-2:])


BAD_CALLS = {
    "read before the beginning": (GOOD[1:], "does not begin"),
    "begun twice": ((GOOD[0], *GOOD), "initialised twice"),
    "finished twice": ((*GOOD, GOOD[-1]), "finished twice"),
    "a call after the end": ((*GOOD, GOOD[-2]), "after LMSFinish"),
    "never ended": (GOOD[:-1], "never finished"),
    "not committed": ((*GOOD[:-2], GOOD[-1]), "never committed"),
    "status not in the vocabulary": (written("cmi.core.lesson_status", "complete"), "lesson_status"),
    "status only the LMS may set": (written("cmi.core.lesson_status", "not attempted"), "lesson_status"),
    "time of SCORM 2004": (written("cmi.core.session_time", "PT1M2S"), "session_time"),
    "seventy seconds": (written("cmi.core.session_time", "0000:00:70"), "session_time"),
    "hours of one digit": (written("cmi.core.session_time", "0:00:10"), "session_time"),
    "exit not in the vocabulary": (written("cmi.core.exit", "normal"), "exit"),
    "a score": (written("cmi.core.score.raw", "100"), "writes cmi.core.score.raw"),
    "a comment": (written("cmi.comments", "typed"), "writes cmi.comments"),
    "typed words as remembered text": (written("cmi.suspend_data", "I felt"), "suspend_data"),
    "remembered text too long": (written("cmi.suspend_data", "1i07-" + "0" * 5000), "suspend_data"),
    "an address as the place": (written("cmi.core.lesson_location", "child-h/01.html?q=typed"), "lesson_location"),
    "a number instead of text": (written("cmi.core.lesson_location", 3), "LMSSetValue with"),
    "reads what is only written": ((*GOOD[:2], Call("LMSGetValue", ("cmi.core.exit",)), *GOOD[2:]), "reads"),
    "commit with a word": ((*GOOD[:-2], Call("LMSCommit", ("now",)), *GOOD[-2:]), 'wants ""'),
    "SCORM 2004": ((*GOOD[:2], Call("Commit", ("",)), *GOOD[2:]), "unknown call"),
    "falls back": (
        (*written("cmi.core.lesson_status", "completed")[:-2], *GOOD[2:]),
        "falls back",
    ),
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_the_judge_sees(name: str) -> None:
    calls, said = BAD_CALLS[name]
    assert any(said in one for one in complaints(calls)), complaints(calls)


def test_the_judge_lets_good_calls_pass() -> None:
    assert complaints(GOOD) == []
    assert "writes in review mode" in complaints(GOOD, mode="review")


# Scripts ---------------------------------------------------------------------------------------


def test_no_page_hears_unload(archive: bytes) -> None:
    for name, data in files(archive).items():
        if name.endswith((".js", ".html")):
            assert not re.search(r"(before)?unload['\"]|on(before)?unload", data.decode()), name

"""The LMS package: real learning systems run it, a strict judge reads every call, and nothing typed is ever in one."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from builder.make import Job
from builder.make.lms import make_lms, package
from builder.make.manifest import identifier
from builder.make.packed import Ground, pack_page
from builder.make.pages import make_pages
from builder.model import Library
from builder.products import PRODUCTS

from .reader import KEPT, broken_rules
from .scorm.judge import Call, calls_of, complaints
from .scorm.package_rules import MANIFEST, faults
from .scorm.server import Lms, running, unpacked

LIMIT = 120_000
"""Bytes of a package, as asked for."""


@pytest.fixture(scope="module")
def pages(job: Job, library: Library, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished pages, as the pipeline hands them over."""
    work = tmp_path_factory.mktemp("lms")
    make_pages([job], library, job.look, work / "site", project=project, work=work / "build")
    return work / "site"


@pytest.fixture(scope="module")
def archive(job: Job, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The package that a build makes for Child H."""
    folder = tmp_path_factory.mktemp("out")
    next(p for p in PRODUCTS if p.name == "lms").make(job, folder, pages)
    (made,) = folder.iterdir()
    assert made.name == "child-h-scorm12.zip"
    return made.read_bytes()


@pytest.fixture(scope="module")
def course(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, unpacked."""
    return unpacked(archive, tmp_path_factory.mktemp("course"))


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
        make_lms(job, pages, tmp_path / name)
        made.append((tmp_path / name / "child-h-scorm12.zip").read_bytes())
    assert made[0] == made[1]


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
        etree.fromstring(package(one, pages, {})[MANIFEST]).xpath("//@identifier | //@identifierref | //@default")
        for one in (job, later)
    ]
    assert found[0] == found[1]
    assert found[0][0] == "briefing.wrenford.child-h"


def test_no_two_briefings_share_an_identifier() -> None:
    assert identifier("a-b", "c") != identifier("a", "b-c")


HOSTILE = "A & <b>\"B\"</b> ]]> 'é' – مرحبا"


def test_hostile_words_stay_words(job: Job, pages: Path) -> None:
    named = replace(job, briefing=replace(job.briefing, title=HOSTILE, summary=HOSTILE * 90))
    made = package(named, pages, {})
    root = etree.fromstring(made[MANIFEST])
    assert faults(zipped(made)) == []
    assert {one.text for one in root.iter("{*}title") if not len(one)} == {HOSTILE}
    launch = made["launch.html"].decode()
    assert "<b>" not in launch and "&lt;b&gt;&#34;B&#34;&lt;/b&gt;" in launch


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
    from builder.make import lms

    assert {name: page.lost for name, page in lms._pages(job, pages).items() if page.lost} == {}


def test_the_privacy_page_says_what_the_lms_receives(job: Job, archive: bytes) -> None:
    page = files(archive)["privacy.html"].decode()
    assert job.words["lms"]["privacy_receives"] in page
    assert job.words["privacy"]["lms_text"] not in page


GROUND = Ground(
    ("b/index.html", "b/01.html"), "b/index.html", {"place": "Kept <here> & there", "new_tab": "(opens in a new tab)"}
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
    ground = Ground(frozenset(), "", {})
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


# In a real client ------------------------------------------------------------------------------


@dataclass
class Learner:
    """One learner at one browser, with the calls that a session made."""

    lms: Lms
    page: Page

    def launch(self, query: str = "") -> None:
        """Opens the course anew."""
        self.page.goto(self.lms.address + "empty.html")
        self.page.evaluate("localStorage.removeItem('calls')")
        self.page.goto(f"{self.lms.address}player.html{query}")
        self.say()

    def leave(self) -> None:
        """Goes away without pressing anything."""
        self.page.goto(self.lms.address + "empty.html")

    def exit(self) -> None:
        """Presses the button, and waits for the last words."""
        self.top.get_by_role("button", name="Save and exit").click()
        expect(self.top.locator("[data-closed]")).to_be_visible()

    @property
    def top(self) -> FrameLocator:
        return self.page.frame_locator("#course")

    @property
    def inner(self) -> FrameLocator:
        return self.top.frame_locator("[data-frame]")

    def say(self, words: str = "") -> None:
        """Waits until the launch page says it."""
        line = self.top.locator("[data-say]")
        expect(line).not_to_have_text("Connecting to your learning system.")
        if words:
            expect(line).to_contain_text(words)

    def calls(self) -> tuple[Call, ...]:
        return calls_of(self.page.evaluate("JSON.parse(localStorage.getItem('calls') || '[]')"))

    def at_part(self, number: int) -> None:
        expect(self.inner.locator("body")).to_have_attribute("data-part", str(number))

    def open_part(self, number: int) -> None:
        frame = self.page.frames[-1]
        frame.goto(f"{self.lms.address}course/child-h/{STEMS[number - 1]}.html")
        self.at_part(number)

    def mark(self, number: int, *, leave: bool = False) -> None:
        """Marks the part that is open, and waits for the LMS to have it."""
        self.inner.locator("[data-leave-toggle]" if leave else "[data-read-toggle]").click()
        self.page.wait_for_function(
            """n => { const c = JSON.parse(localStorage.getItem('calls') || '[]');
            const at = c.findLastIndex((x) => x.name === 'LMSSetValue' && x.args[0] === 'cmi.suspend_data');
            const code = at < 0 ? '' : c[at].args[1].slice(5);
            const digit = (k) => '0123456789abcdefghijklmnopqrstuv'.indexOf(code[k] || '0');
            return Boolean(digit(Math.floor((n - 1) / 5)) & (1 << ((n - 1) % 5))) && c.slice(at).some((x) => x.name === 'LMSCommit'); }""",
            arg=number,
        )


STEMS = (
    "01-background",
    "02-safeguarding-concerns",
    "03-the-incident",
    "04-the-review",
    "05-the-findings",
    "06-recommendations",
    "07-implementing-change",
)


@pytest.fixture
def lms(course: Path) -> Iterator[Lms]:
    with running(Lms(course)) as started:
        yield started


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    context.set_default_timeout(4000)
    yield context
    context.close()


@pytest.fixture
def learner(context: BrowserContext, lms: Lms) -> Learner:
    return Learner(lms, context.new_page())


@pytest.mark.browser
def test_seven_parts_in_two_sittings(learner: Learner) -> None:
    lms = learner.lms
    learner.launch()
    learner.say("0 of 7 parts finished")
    assert (lms.core("lesson_status"), lms.core("exit")) == ("incomplete", "suspend"), "incomplete at once"
    learner.inner.get_by_role("link", name="Start part 1").click()
    learner.at_part(1)
    for number in (1, 2):
        learner.mark(number)
        learner.inner.locator(".next").click()
    learner.at_part(3)
    learner.mark(3, leave=True)
    learner.say("3 of 7 parts finished")
    assert lms.data == "1i07-700000", "left out and read look the same"
    learner.inner.locator(".next").click()
    learner.at_part(4)
    learner.exit()
    assert complaints(learner.calls()) == []
    assert (lms.core("lesson_status"), lms.core("exit"), lms.core("lesson_location")) == ("incomplete", "suspend", "4")

    learner.launch()
    learner.at_part(4)
    learner.say("3 of 7 parts finished")
    for number in (4, 5, 6, 7):
        assert lms.core("lesson_status") == "incomplete", "only when every part is finished"
        learner.mark(number)
        learner.inner.locator(".next").click()
    learner.say("Recorded as completed")
    assert (lms.core("lesson_status"), lms.core("exit"), lms.data) == ("completed", "", "1c07-v30000")
    learner.leave()
    assert complaints(learner.calls()) == []


@pytest.mark.browser
def test_a_completed_learner_never_falls_back(learner: Learner, lms: Lms) -> None:
    lms.cmi = {"core": {"lesson_status": "completed", "exit": ""}, "suspend_data": ""}
    learner.launch()
    learner.say("Recorded as completed")
    learner.open_part(1)
    learner.mark(1)
    learner.inner.locator("[data-read-toggle]").click()
    expect(learner.inner.locator("[data-read-toggle]")).to_have_text("Mark part 1 as read")
    learner.leave()
    assert lms.core("lesson_status") == "completed" and lms.data == "1c07-000000"
    assert complaints(learner.calls()) == []
    assert not [c for c in learner.calls() if c.args[:1] == ("cmi.core.lesson_status",) and c.name == "LMSSetValue"]


@pytest.mark.browser
def test_passed_stays_passed(learner: Learner, lms: Lms) -> None:
    lms.cmi = {"core": {"lesson_status": "passed", "exit": ""}, "suspend_data": "1c07-v30000"}
    learner.launch()
    learner.leave()
    assert lms.core("lesson_status") == "passed"


@pytest.mark.browser
def test_a_mark_taken_back_is_taken_back(learner: Learner, lms: Lms) -> None:
    learner.launch()
    learner.open_part(2)
    learner.mark(2)
    assert lms.data == "1i07-200000"
    learner.inner.locator("[data-read-toggle]").click()
    learner.say("0 of 7")
    learner.launch()
    learner.say("0 of 7")
    assert lms.data == "1i07-000000"


@pytest.mark.browser
def test_another_computer_gets_its_marks_back(learner: Learner, chromium: Browser, lms: Lms) -> None:
    lms.cmi = {
        "core": {"lesson_status": "incomplete", "exit": "suspend", "lesson_location": "2"},
        "suspend_data": "1i07-300000",
    }
    learner.launch()
    learner.at_part(3)
    learner.say("2 of 7")
    expect(learner.inner.locator("[data-count]")).to_have_text("2 of 7 parts read")
    learner.mark(3)
    assert lms.data == "1i07-700000"


@pytest.mark.browser
def test_marks_outlive_a_page_where_the_browser_keeps_nothing(
    learner: Learner, context: BrowserContext, lms: Lms
) -> None:
    blocked = "for (const name of ['indexedDB', 'sessionStorage']) Object.defineProperty(window, name, {get() { throw new Error('no') }});"
    context.add_init_script(f"if (location.pathname.includes('child-h')) {{ {blocked} }}")
    learner.launch()
    learner.open_part(1)
    learner.mark(1)
    learner.inner.locator(".next").click()
    learner.at_part(2)
    learner.mark(2, leave=True)
    assert lms.data == "1i07-300000"
    expect(learner.inner.locator("[data-count]")).to_have_text("1 of 7 parts read, 1 left out")


@pytest.mark.browser
@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_writes_nothing(learner: Learner, lms: Lms, mode: str) -> None:
    lms.mode = mode
    lms.cmi = {"core": {"lesson_status": "incomplete", "exit": "suspend"}, "suspend_data": "1i07-100000"}
    learner.launch()
    learner.say("records nothing this time")
    learner.open_part(2)
    learner.inner.locator("[data-read-toggle]").click()
    expect(learner.inner.locator("[data-count]")).to_contain_text("2 of 7")
    learner.exit()
    expect(learner.top.locator("[data-closed-text]")).to_contain_text("Nothing was recorded")
    assert (lms.core("lesson_status"), lms.data) == ("incomplete", "1i07-100000")
    assert complaints(learner.calls(), mode=mode) == []


@pytest.mark.browser
def test_a_failing_commit_is_said_and_tried_again(learner: Learner, lms: Lms) -> None:
    learner.launch()
    learner.open_part(1)
    lms.fails = True
    learner.mark(1)
    learner.say("did not save your progress (code ")
    lms.fails = False
    learner.top.get_by_role("button", name="Try again").click()
    learner.say("1 of 7 parts finished")
    assert lms.data == "1i07-100000"
    lms.fails = True
    learner.inner.locator(".next").click()
    learner.mark(2)
    learner.say("did not save")
    learner.exit()
    expect(learner.top.locator("[data-closed-text]")).to_contain_text("did not confirm")
    assert complaints(learner.calls()) == []


@pytest.mark.browser
def test_without_a_learning_system(learner: Learner, lms: Lms) -> None:
    lms.api = "none"
    learner.launch()
    learner.say("No learning system was found")
    learner.open_part(1)
    learner.inner.locator("[data-read-toggle]").click()
    expect(learner.inner.locator("[data-count]")).to_contain_text("1 of 7")
    expect(learner.top.get_by_role("button", name="Save and exit")).to_be_hidden()
    assert learner.calls() == ()


@pytest.mark.browser
def test_a_learning_system_behind_another_origin(learner: Learner) -> None:
    learner.launch("?crossed")
    learner.say("at another web address")
    assert learner.calls() == ()


@pytest.mark.browser
def test_a_learning_system_that_declines(learner: Learner, context: BrowserContext) -> None:
    context.add_init_script("window.API = {LMSInitialize: () => 'false', LMSGetLastError: () => '101'}")
    learner.launch()
    learner.say("did not open a record (code 101)")


@pytest.mark.browser
def test_opened_in_a_window_of_its_own(learner: Learner, context: BrowserContext, lms: Lms) -> None:
    learner.launch()
    learner.leave()
    learner.page.goto(lms.address + "player.html")
    learner.page.evaluate("document.getElementById('course').remove(); localStorage.removeItem('calls')")
    with learner.page.expect_popup() as opened:
        learner.page.evaluate("API.LMSFinish = API.LMSFinish; window.open('/course/launch.html')")
    expect(opened.value.locator("[data-say]")).not_to_have_text("Connecting to your learning system.")
    assert [c.name for c in learner.calls()][:1] == ["LMSInitialize"]


@pytest.mark.browser
def test_a_frame_that_goes_elsewhere_is_said(learner: Learner, lms: Lms) -> None:
    learner.launch()
    learner.page.frames[-1].evaluate("address => { location.href = address; }", lms.other + "empty.html")
    learner.say("has left the briefing")
    learner.top.get_by_role("button", name="Back to the briefing").click()
    expect(learner.inner.locator("h1")).to_have_text("Child H")
    learner.say("0 of 7")


@pytest.mark.browser
@pytest.mark.parametrize(("button", "data"), [("Count them", "1i07-300000"), ("Start again", "1i07-200000")])
def test_a_fresh_attempt_asks_whether_earlier_reading_counts(
    learner: Learner, lms: Lms, button: str, data: str
) -> None:
    learner.launch()
    learner.open_part(1)
    learner.mark(1)
    learner.exit()
    lms.cmi = {}
    learner.launch()
    expect(learner.top.get_by_role("heading", name="Does your earlier reading count?")).to_be_visible()
    assert lms.data == "" and lms.core("lesson_status") == "incomplete"
    learner.top.get_by_role("button", name=button).click()
    learner.open_part(2)
    learner.mark(2)
    assert lms.data == data
    learner.leave()
    assert complaints(learner.calls()) == []


@pytest.mark.browser
def test_time_counts_only_while_the_page_is_seen(context: BrowserContext, lms: Lms) -> None:
    """The clock is moved, not waited for."""
    page = context.new_page()
    page.clock.install()
    learner = Learner(lms, page)
    learner.launch()
    page.clock.run_for(3_725_000)
    learner.leave()
    assert re.fullmatch(r"0*1:02:0[5-9](\.\d+)?", lms.core("session_time")), lms.core("session_time")


# Keys, and what never leaves -------------------------------------------------------------------


def keys_of(learner: Learner) -> set[str]:
    stores = learner.page.evaluate(KEPT)["stores"]
    return {key for name, keys in stores.items() for key in keys if name.startswith("briefings/")}


@pytest.mark.browser
def test_learners_on_one_computer_share_no_key(learner: Learner, lms: Lms) -> None:
    found = []
    for name in ("learner-4711", "Zoë 😀", ""):
        before = keys_of(learner) if found else set()
        lms.learner, lms.cmi = name, {}
        learner.launch()
        learner.open_part(1)
        learner.inner.locator("textarea").first.fill(f"words of {name}")
        learner.mark(1)
        learner.exit()
        found.append(keys_of(learner) - before)
        assert all(key.startswith(space(name) + ":") for key in found[-1]), found[-1]
        assert not any(name in key for key in found[-1] if name)
    assert not found[0] & found[1] and not found[1] & found[2]


def add_scripts(page: Page, project: Path) -> None:
    """The launch page's parts that need no page."""
    for name in ("digest", "marks", "session"):
        page.add_script_tag(path=project / "theme" / "lms" / f"{name}.js")


def space(learner: str) -> str:
    """The space of keys: SHA-256 over package and learner, here by Python."""
    return hashlib.sha256(f"briefing.wrenford.child-h\n{learner}".encode()).hexdigest()[:32]


@pytest.mark.browser
def test_sha_256_without_the_browser(context: BrowserContext, project: Path) -> None:
    page = context.new_page()
    add_scripts(page, project)
    for length in (0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000):
        words = ("aé😀" * length)[:length]
        assert page.evaluate("text => launch.sha256(text)", words) == hashlib.sha256(words.encode()).hexdigest(), length


MARKER = "Qzxwvmarkerpq"


@pytest.mark.browser
def test_nothing_typed_leaves_the_device(learner: Learner, context: BrowserContext, lms: Lms) -> None:
    told: list[str] = []
    for event in ("request", "requestfinished", "requestfailed"):
        context.on(event, lambda r: told.append(f"{r.url} {r.post_data or ''} {r.headers}"))
    context.on("console", lambda message: told.append(message.text))
    learner.launch()
    boxes = 0
    for name in ("index", *STEMS, "notes", "plan"):
        frame = learner.page.frames[-1]
        frame.goto(f"{lms.address}course/child-h/{name}.html")
        boxes += fill(
            learner, frame_boxes=frame.locator("textarea, input:not([type=checkbox], [type=radio], [type=file])")
        )
        button = learner.inner.locator("[data-read-toggle]")
        if button.count():
            button.click()
    learner.exit()
    assert boxes > 20, boxes
    assert len(keys_of(learner)) > 20, "what was typed is kept on the device"
    assert told and not [one for one in told if MARKER.lower() in one.lower()]
    assert MARKER.lower() not in str(learner.calls()).lower() and MARKER.lower() not in str(lms.cmi).lower()
    addresses = {urlsplit(one.split(" ")[0]).netloc for one in told if one.startswith("http")}
    assert addresses == {urlsplit(lms.address).netloc}


def fill(learner: Learner, frame_boxes: object) -> int:
    """Types the marker into every box that takes text; shows hidden ones first, as a reader's choice would."""
    count = 0
    for box in frame_boxes.all():  # type: ignore[attr-defined]
        box.evaluate("one => { for (let at = one; at; at = at.parentElement) at.hidden = false; }")
        if box.is_editable() and box.get_attribute("type") in (None, "text", "search", "email"):
            box.fill(f"{MARKER}{count}")
            count += 1
    return count


# Open edX --------------------------------------------------------------------------------------


@pytest.mark.browser
def test_open_edx_unpacks_and_runs_it(archive: bytes, context: BrowserContext) -> None:
    from .scorm import openedx

    block = openedx.block_with(archive)
    assert block.index_page_path == "launch.html" and block.scorm_version == "SCORM_12"
    assert block.package_warnings == []
    with openedx.serving(block) as address:
        page = context.new_page()
        page.goto(address)
        launch = page.frame_locator(".scorm-embedded")
        inner = launch.frame_locator("[data-frame]")
        expect(launch.locator("[data-say]")).to_contain_text("0 of 7")
        for number, stem in enumerate(STEMS, 1):
            page.frames[-1].goto(address.replace("unit", f"handler/assets_proxy/child-h/{stem}.html"))
            inner.locator("[data-leave-toggle]" if number == 3 else "[data-read-toggle]").click()
            expect(launch.locator("[data-say]")).to_contain_text(f"{number} of 7" if number < 7 else "completed")
            assert block.lesson_status == ("completed" if number == 7 else block.lesson_status)
        launch.get_by_role("button", name="Save and exit").click()
        expect(launch.locator("[data-closed]")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert block.lesson_status == "completed" and block.scorm_data["cmi.suspend_data"] == "1c07-v30000"
        # Again, on another computer: the block tells no status, and it stays completed.
        again = context.browser.new_context().new_page()  # type: ignore[union-attr]
        again.goto(address)
        expect(again.frame_locator(".scorm-embedded").locator("[data-say]")).to_contain_text("Recorded as completed")
        again.wait_for_load_state("networkidle")
        assert block.lesson_status == "completed"
        again.context.close()


# The launch page -------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_in_the_frame(learner: Learner, lms: Lms, width: int) -> None:
    learner.page.set_viewport_size({"width": width, "height": 720})
    learner.launch()
    for name in ("index", STEMS[4], "notes", "plan"):
        learner.page.frames[-1].goto(f"{lms.address}course/child-h/{name}.html")
        learner.say()
        for frame in reversed(learner.page.frames[1:]):
            assert broken_rules(frame) == [], f"{name} {frame.url}"  # type: ignore[arg-type]
    learner.exit()
    assert broken_rules(learner.page.frames[1]) == []  # type: ignore[arg-type]


FIND = """() => {
  const api = {LMSInitialize: () => "true"};
  const chain = (length, last) => {
    let above = last;
    if (!above.parent) above.parent = above;
    for (let n = 0; n < length; n++) above = {parent: above};
    return above;
  };
  const wall = (parent) => ({parent, get API() { throw new Error("cross-origin"); }});
  const endless = {get parent() { return {get parent() { return endless; }}; }};
  const opened = (opener) => { const one = {opener, top: null}; one.parent = one.top = one; return one; };
  const found = (start) => { const { api, crossed } = launch.find(start); return [Boolean(api), crossed]; };
  return {
    own: found(chain(0, {API: api})),
    far: found(chain(499, {API: api})),
    tooFar: found(chain(500, {API: api})),
    none: found(chain(3, {})),
    notOne: found(chain(1, {API: {nodeName: "IFRAME"}})),
    behindAWall: found(chain(1, wall({API: api}))),
    wallOnly: found(chain(1, wall(null))),
    endless: found(endless),
    opener: found(opened(chain(2, {API: api}))),
    openerOfTop: found({parent: {}, top: opened(chain(0, {API: api}))}),
  };
}"""


@pytest.mark.browser
def test_the_api_is_found_wherever_it_is(context: BrowserContext, project: Path) -> None:
    page = context.new_page()
    add_scripts(page, project)
    found = page.evaluate(FIND)
    assert found == {
        "own": [True, False],
        "far": [True, False],
        "tooFar": [False, False],
        "none": [False, False],
        "notOne": [False, False],
        "behindAWall": [True, True],
        "wallOnly": [False, True],
        "endless": [False, False],
        "opener": [True, False],
        "openerOfTop": [True, False],
    }


@pytest.mark.browser
def test_what_is_remembered_reads_back(context: BrowserContext, project: Path) -> None:
    page = context.new_page()
    add_scripts(page, project)
    page.evaluate(
        """() => {
      for (let parts = 1; parts <= 40; parts++)
        for (const finished of [[], [1], [parts], Array.from({length: parts}, (_, n) => n + 1), Array.from({length: parts}, (_, n) => n + 1).filter((n) => n % 3)])
          for (const complete of [true, false]) {
            const text = launch.encode(parts, finished, complete);
            const read = launch.decode(text, parts);
            if (String(read.finished) !== String([...new Set(finished)]) || read.complete !== complete) throw new Error(text);
            if (parts <= 30 && text.length !== 11) throw new Error(text);
          }
      for (const bad of ["", "2c07-v30000", "1x07-v30000", "typed", "1c07-v3000", "1c07-v3000z", " 1c07-v30000"])
        if (launch.decode(bad, 7).complete || launch.decode(bad, 7).finished.length) throw new Error(bad);
      if (String(launch.decode("1i07-v30000", 3).finished) !== "1,2,3") throw new Error("fewer parts");
      const spans = [[0, "0000:00:00"], [59.9, "0000:00:59"], [3725, "0001:02:05"], [36000000, "9999:59:59"], [1e9, "9999:59:59"]];
      for (const [s, text] of spans) if (launch.timespan(s) !== text) throw new Error(launch.timespan(s));
    }"""
    )


def test_no_page_hears_unload(archive: bytes) -> None:
    for name, data in files(archive).items():
        if name.endswith((".js", ".html")):
            assert not re.search(r"(before)?unload['\"]|on(before)?unload", data.decode()), name

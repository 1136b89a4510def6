"""The launch page's own reckoning: finding the API, the hash, what is remembered, times."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser, project: Path) -> Iterator[Page]:
    """A page with the launch page's parts that need no page."""
    context = chromium.new_context()
    page = context.new_page()
    for name in ("digest", "marks", "session"):
        page.add_script_tag(path=project / "theme" / "lms" / f"{name}.js")
    yield page
    context.close()


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


def test_the_api_is_found_wherever_it_is(page: Page) -> None:
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


@pytest.mark.parametrize(
    ("answer", "opened"),
    [
        *(("'true'", True), ("true", True), ("'True'", True), ("1", True), ("'1'", True)),
        *(("'false'", False), ("false", False), ("0", False), ("''", False), ("null", False), ("undefined", False)),
    ],
)
def test_a_learning_system_says_yes_in_several_ways(page: Page, answer: str, opened: bool) -> None:
    """The other calls answer nothing at all, as some do."""
    api = f"{{LMSInitialize: () => {answer}, LMSGetLastError: () => 101, LMSGetValue: () => null}}"
    said = page.evaluate(
        f"""() => {{ const why = []; const one = launch.open({api}, {{refused: (code) => why.push(code)}});
        return [Boolean(one), one ? [one.mode, one.learner, one.status, one.data].join("") : why[0]]; }}"""
    )
    assert said == [opened, "" if opened else "101"]


def test_words_of_a_learning_system_are_read_in_any_letters(page: Page) -> None:
    said = page.evaluate(
        """() => { const told = {"cmi.core.lesson_mode": "Review", "cmi.core.lesson_status": " Completed"};
        const api = {LMSInitialize: () => "true", LMSGetValue: (name) => told[name] ?? "undefined"};
        const one = launch.open(api, {refused: () => 0});
        return [one.mode, one.status, one.writes, launch.isOurs(one.data),
          launch.isOurs(launch.encode(7, [], false))]; }"""
    )
    assert said == ["review", "completed", False, False, True]


def test_what_is_remembered_reads_back(page: Page) -> None:
    page.evaluate(
        """() => {
      const upTo = (parts) => Array.from({length: parts}, (_, n) => n + 1);
      for (let parts = 1; parts <= 40; parts++)
        for (const finished of [[], [1], [parts], upTo(parts), upTo(parts).filter((n) => n % 3)])
          for (const complete of [true, false]) {
            const text = launch.encode(parts, finished, complete);
            const read = launch.decode(text, parts);
            if (String(read.finished) !== String(finished) || read.complete !== complete) throw new Error(text);
            if (parts <= 30 && text.length !== 11) throw new Error(text);
          }
      for (const bad of ["", "2c07-v30000", "1x07-v30000", "typed", "1c07-v3000", "1c07-v3000z", " 1c07-v30000"])
        if (launch.decode(bad, 7).complete || launch.decode(bad, 7).finished.length) throw new Error(bad);
      if (String(launch.decode("1i07-v30000", 3).finished) !== "1,2,3") throw new Error("fewer parts");
    }"""
    )


def test_sha_256_without_the_browser(page: Page) -> None:
    for length in (0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000):
        words = ("aé😀" * length)[:length]
        assert page.evaluate("text => launch.sha256(text)", words) == hashlib.sha256(words.encode()).hexdigest(), length


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-1, "0000:00:00"), (59.9, "0000:00:59"), (3725, "0001:02:05"), (36_000_000, "9999:59:59"), (1e9, "9999:59:59")],
)
def test_times_have_the_form_that_scorm_asks_for(page: Page, seconds: float, text: str) -> None:
    assert page.evaluate("seconds => launch.timespan(seconds)", seconds) == text

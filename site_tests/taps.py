"""How many taps a reader needs, from a briefing's first page to two thoughts in a CPD record with every part read.

`python -m site_tests.taps SITE` counts on a built site, of this version or 0.1.0, in Chromium on a phone of 390 × 844.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from .engines import Tab, becomes, chromium, one, wait

THOUGHTS = ("I will ask the father by name.", "I will write down what the child said.")
PARTS = 7
MOST_TABS = 120
_SEEN = """((e) => e.matches('body, .skip') || !document.hasFocus() || !e.matches(':focus-visible')
  || getComputedStyle(e).outlineStyle !== 'none')(document.activeElement)"""
"""Whether what has the focus shows it, where the engine says that it should: a window without a manager has none."""


@dataclass
class Counted:
    """A tab whose taps are counted, and the letters that somebody must type."""

    tab: Tab
    taps: int = 0
    letters: int = 0

    def tap(self, selector: str) -> None:
        """On what is there, in sight, and enabled."""
        seen = f"((e) => Boolean(e) && !e.disabled && e.getClientRects().length > 0)({one(selector)})"
        wait(lambda: self.tab.evaluate(seen), selector)
        self.tab.click(selector)
        self.taps += 1

    def write(self, selector: str, text: str) -> None:
        """A tap into the box, and letters."""
        self.tap(selector)
        self.tab.type(selector, text)
        self.letters += len(text)


_FORWARD = """((now, was) => {
  window.focused = now;
  return !was || !was.isConnected || was === document.body || now === was
    || Boolean(was.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING);
})(document.activeElement, window.focused)"""
"""Whether the focus went on through the page, and not round by the browser's own bar."""


class Keyed(Counted):
    """The same way without a pointer: what would be tapped lies ahead, is reached by Tab, and the focus is seen."""

    def tap(self, selector: str) -> None:
        self._reach(selector)
        ticked = f"['radio', 'checkbox'].includes({one(selector)}.type)"
        self.tab.press("Space" if self.tab.evaluate(ticked) else "Enter")
        self.taps += 1

    def write(self, selector: str, text: str) -> None:
        self._reach(selector)
        self.tab.type(selector, text)
        self.taps += 1
        self.letters += len(text)

    def _reach(self, selector: str) -> None:
        seen = f"((e) => Boolean(e) && !e.disabled && e.getClientRects().length > 0)({one(selector)})"
        wait(lambda: self.tab.evaluate(seen), selector)
        for _ in range(MOST_TABS):
            if self.tab.evaluate(f"{one(selector)} === document.activeElement"):
                return
            self.tab.evaluate(_FORWARD)
            self.tab.press("Tab")
            assert self.tab.evaluate(_FORWARD), f"{selector} lies behind"
            assert self.tab.evaluate(_SEEN), self.tab.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"{selector} is not reached by Tab")


def two_thoughts(tab: Tab, address: str, briefing: str = "child-h", how: type[Counted] = Counted) -> Counted:
    """Walks the whole way, as quickly as the pages allow; fails where it does not lead to the record."""
    way = how(tab)
    tab.open(f"{address}{briefing}/index.html")
    way.tap("[data-resume]")
    for part in range(1, PARTS + 1):
        arrives(tab, f"/0{part}-")
        if part <= len(THOUGHTS):
            way.write("textarea", THOUGHTS[part - 1])
            wait(lambda: "Saved" in str(tab.evaluate(one("[data-saved]") + ".textContent")), "saved")
        if not tab.evaluate(f"Boolean({one('[data-read-on]')})"):
            way.tap("[data-read-toggle]")  # 0.1.0: to mark is one tap, to go on another
            wait(lambda n=part: f"{n} of" in str(tab.evaluate(one("p[data-count]") + ".textContent")), "the mark")
        way.tap("a.next")
    arrives(tab, "/notes.html")
    if tab.evaluate("Boolean(document.querySelector('[data-end]'))"):
        way.tap("[data-end] a[href='#cpd']")
    way.tap("[value=swe]")
    wait(lambda: tab.evaluate(f"!{one('[data-cpd-fields]')}.hidden"), "the fields")
    for name, text in {"activity": "Seven-minute briefing Child H", "type": "Reading"}.items():
        if not tab.evaluate(one(f"#cpd-{name}") + ".value"):
            way.write(f"#cpd-{name}", text)
    if not tab.evaluate(one("#cpd-date") + ".value"):
        way.taps += 1
        way.letters += len("22112026")
    if tab.evaluate("Boolean(document.querySelector('[data-cpd-answers] button'))"):
        for n in range(1, len(THOUGHTS) + 1):
            way.tap(f"[data-cpd=learned] [data-cpd-answers] button:nth-child({n})")
    else:
        way.write("#cpd-learned", "\n".join(THOUGHTS))
    becomes(tab, one("#cpd-learned") + ".value", "\n".join(THOUGHTS))
    return way


def arrives(tab: Tab, where: str) -> None:
    """Waits until the page with `where` in its address has loaded."""
    wait(lambda: tab.evaluate(f"location.pathname.includes('{where}') && document.readyState === 'complete'"), where)


def main(site: Path) -> None:
    """Prints one line."""
    from .conftest import BROWSER_ARGS, find_chromium
    from .reader import serving

    with sync_playwright() as playwright, serving(site) as address, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(BROWSER_ARGS))
        with chromium.reader(browser, Path(folder)) as tab:
            tab.resize(390, 844)
            way = two_thoughts(tab, address)
        browser.close()
    print(f"{way.taps} taps and {way.letters} letters from the first page to two thoughts in a CPD record")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

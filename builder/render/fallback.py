"""Words that a language lacks are English, and say so. `spoken` marks them in a job, `page_in_tongues` writes a page.

Views that can name a passage's language take the job of `spoken`; those that write plain text keep the job as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from ..adapters.tongues import LANG, START, marked, passage, pieces, plain
from ..form.plan import Words
from ..model.partnership import Audience, Nation
from ..model.reach import Worried
from ..model.theme import Theme
from .html import direction
from .job import Job

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_WHOLE = frozenset(("title", "option", "textarea"))
"""Elements that hold text alone: the language is theirs."""
_TYPED_IN = frozenset(("input", "textarea", "select"))
"""Their language is that of what a person types (spelling is checked by it), whatever the label's."""
_SPEAKS = re.compile(r'\s(?:aria-label|aria-description|title|alt|placeholder|content)="([^"]*)"')
"""Attributes that are read out."""
_NAMED = re.compile(rf'\sdata-([\w-]+)="{START}[^"]*"')
"""Names of attributes whose words a script shows."""
_TOKEN = re.compile(r"(<!--.*?-->|<[^>]+>)", re.S)


def spoken(job: Job) -> Job:
    """The job with each word that its language lacks marked as English; the same job where none is lacking."""
    partnership, lang = job.library.partnership, job.briefing.lang
    words = _with_marks(job.theme, lang, job.words)
    if words == job.words:
        return job
    if _code(partnership.lang) == LANG != _code(lang):
        own = job.briefing.worried is None
        worried = _reach(partnership.worried) if own else partnership.worried
        partnership = replace(partnership, worried=worried, allegations=_reach(partnership.allegations))
    return replace(job, words=words, library=replace(job.library, partnership=partnership))


def _code(lang: str) -> str:
    return lang.split("-")[0].lower()


def _reach(reach: Worried | None) -> Worried | None:
    """What the partnership wrote in English stands in a briefing of another language as it is, and says so."""
    return reach and replace(reach, line=passage(reach.line), detail=passage(reach.detail))


def spoken_words(theme: Theme, lang: str, audience: Audience, nation: Nation, *, series: bool = True) -> Words:
    """The words of the interface, those that the language lacks marked. `series`: is the site called after its time."""
    return _with_marks(theme, lang, theme.words_of_site(lang, audience, nation, series=series))


def _with_marks(theme: Theme, lang: str, words: Words) -> Words:
    own = theme.own_words(lang)
    if own is None:
        return words

    def said(group: str, key: str, text: str) -> str:
        return text if key in own.get(group, {}) or START in text else marked(text)

    return {g: {k: said(g, k, t) for k, t in w.items()} for g, w in words.items()}


def page_in_tongues(page: str, lang: str) -> str:
    """A finished page of HTML in the language `lang`: every marked passage is an element with its own."""
    if START not in page:
        return page
    return "".join(_Tongues(lang).walk(page))


@dataclass(slots=True)
class _Open:
    """An open element: its name, its language, and whether its own name is English while what is in it is not."""

    tag: str
    lang: str
    named: bool = False


class _Tongues:
    """One walk over a page, tag by tag, knowing the language that holds at each place."""

    def __init__(self, lang: str) -> None:
        self.open = [_Open("", lang)]

    def walk(self, page: str) -> Iterator[str]:
        tokens = _TOKEN.split(page)
        for n, token in enumerate(tokens):
            if n % 2 == 0:
                yield self._text(token)
            elif token.startswith("</"):
                self._close(token[2:-1].strip().lower())
                yield token
            elif token.startswith("<!"):
                yield plain(token)
            else:
                yield self._tag(token, tokens[n + 1])

    def _text(self, text: str) -> str:
        here = self.open[-1]
        if here.tag in _WHOLE or here.tag in ("script", "style") or (START not in text and not here.named):
            return plain(text)
        out = []
        for words, english in pieces(text):
            lang = LANG if english else here.lang
            stands = LANG if here.named else here.lang
            out.append(
                words if lang == stands or not words.strip() else f"<span{_lang(lang, here.lang)}>{words}</span>"
            )
        return "".join(out)

    def _tag(self, token: str, following: str) -> str:
        found = re.match(r"<([\w-]+)", token)
        if not found:
            return plain(token)
        tag, above = found[1].lower(), self.open[-1]
        own = re.search(r'\slang="([^"]*)"', token)
        lang = unescape(own[1]) if own else above.lang
        said = any(START in value for value in _SPEAKS.findall(token))
        add = "" if own or not above.named else _lang(above.lang, LANG)
        named = False
        if tag == "template":
            add += _english_names(token) if START in token else ""
        elif said and tag not in _TYPED_IN and lang != LANG:
            named, add = tag not in _VOID, _lang(LANG, lang)
            token = re.sub(r'\s(?:lang|dir)="[^"]*"', "", token)
        elif tag in _WHOLE and following.strip() and all(e or not w.strip(" –-·:") for w, e in pieces(following)):
            add = _lang(LANG, lang) if lang != LANG and not own else add
        if names := _NAMED.findall(token):
            add += f' data-english-of="{" ".join(names)}"'
        if tag not in _VOID and not token.endswith("/>"):
            self.open.append(_Open(tag, lang, named))
        return plain(token[: found.end()] + add + token[found.end() :])

    def _close(self, tag: str) -> None:
        for n in range(len(self.open) - 1, 0, -1):
            if self.open[n].tag == tag:
                del self.open[n:]
                return


def _lang(lang: str, around: str) -> str:
    turn = f' dir="{direction(lang)}"' if direction(lang) != direction(around) else ""
    return f' lang="{lang}"{turn}'


def _english_names(token: str) -> str:
    names = [name for name, value in re.findall(r'\sdata-w-([\w-]+)="([^"]*)"', token) if START in value]
    return f' data-english="{" ".join(names)}"'

"""Whom a reader can reach now: in danger, worried about somebody, about a colleague, or in need of somebody to talk to.

The one page behind the link in the head of every page; the numbers are the briefing's own where it has some.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..form.plan import Words
from ..model.partnership import Partnership
from ..model.reach import Phone, Support, Worried
from ..render.reach import Meta, ended, linked, phones_data, support_data


def help_data(partnership: Partnership, support: Iterable[Support], words: Words) -> Meta:
    """`groups`: each a `title`, `text` and `phones` (number, href, words); then `support`."""
    w = words["help"]
    groups = [
        _group(w["danger"], w["danger_text"], (Phone("999", "tel:999"),)),
        *_reach(w["worried"], w["worried_text"], partnership.worried),
        *_reach(w["colleague"], w["colleague_text"], partnership.allegations, always=True),
    ]
    return {"groups": groups, "support": [support_data(one) for one in support]}


def _reach(title: str, text: str, reach: Worried | None, *, always: bool = False) -> list[Meta]:
    if reach is None:
        return [_group(title, text, ())] if always else []
    said = " ".join(filter(None, (text if always else "", ended(reach.line), reach.detail)))
    return [_group(title, said, reach.phones)]


def _group(title: str, text: str, phones: tuple[Phone, ...]) -> Meta:
    return {"title": title, "text": text, "said": linked(text), "phones": phones_data(phones)}

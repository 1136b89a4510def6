"""The accessibility statement: what a person recorded, in the order of the model statement. Nothing is claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..form.plan import Words
from ..model.briefing import Nation
from ..model.partnership import Accessibility, Partnership
from ..model.theme import written_date
from ..render.reach import Meta, contact_href


def statement_sections(partnership: Partnership, words: Words) -> list[Meta]:
    """The sections: `title`, `text` (paragraphs), `items` (a list) and, where there is one, `href` with `link`."""
    facts, w = partnership.accessibility, words["statement"]
    return [
        _section(w["status"], _status(facts, w), ()),
        _section(w["issues"], () if _issues(facts) else (w["no_issues"],), _issues(facts)),
        _contact(facts, words),
        _section(w["law"], _law(partnership, w), ()) | _enforcement(partnership, w),
        *_preparation(facts, words),
    ]


def _section(title: str, text: Sequence[str], items: Sequence[str]) -> Meta:
    return {"title": title, "text": [t for t in text if t], "items": list(items)}


def _status(facts: Accessibility, w: Mapping[str, str]) -> tuple[str, ...]:
    found = w[f"compliance_{facts.compliance}"] if facts.compliance else ""
    return (found, facts.status or ("" if found else w["untested"]))


def _issues(facts: Accessibility) -> tuple[str, ...]:
    return (*facts.not_accessible, *facts.known_issues)


def _contact(facts: Accessibility, words: Words) -> Meta:
    w = words["statement"]
    text = [w["contact_text"].format(contact=facts.contact) if facts.contact else w["contact_missing"]]
    if facts.answer_within:
        text.append(w["answer"].format(time=facts.answer_within))
    section = _section(w["contact"], text, ())
    href = contact_href(facts.contact)
    return section | ({"href": href, "link": words["home"]["write"].format(contact=facts.contact)} if href else {})


def _law(partnership: Partnership, w: Mapping[str, str]) -> tuple[str, ...]:
    northern = partnership.nation is Nation.NORTHERN_IRELAND
    return (w["law_text"].format(body=partnership.name), w["enforced_northern_ireland" if northern else "enforced"])


def _enforcement(partnership: Partnership, w: Mapping[str, str]) -> Meta:
    """The link to where somebody complains who is not content with the answer: the regulations ask for one."""
    if partnership.nation is Nation.NORTHERN_IRELAND:
        return {"href": "https://www.equalityni.org/", "link": w["enforced_link_northern_ireland"]}
    return {"href": "https://www.equalityadvisoryservice.com/", "link": w["enforced_link"]}


def _preparation(facts: Accessibility, words: Words) -> list[Meta]:
    """When the statement was prepared and looked over, and how the site was tested; nothing where nobody said."""
    w = words["statement"]
    key = "tested" if facts.tested_by else "tested_nobody"
    days = (("prepared", facts.prepared_on), ("reviewed", facts.reviewed_on), (key, facts.tested_on))
    text = [w[name].format(date=written_date(day, words), by=facts.tested_by) for name, day in days if day]
    text += [facts.how_tested] if facts.how_tested else []
    return [_section(w["preparation"], text, ())] if text else []

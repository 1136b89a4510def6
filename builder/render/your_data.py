"""How what a team writes is used, kept and answered for: the notice on forms, messages and the web plan.

Only what a person decided in `partnership.yml` is printed; nothing here is a default of the program.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..form.plan import Words
from ..model.partnership import Partnership
from ..model.theme import written_date


def kept_line(partnership: Partnership, words: Words) -> str:
    """How long a return is kept and from when, as the partnership decided; "" where nobody has."""
    returns, w = partnership.returns, words["your_data"]
    if returns.keep_months is None:
        return ""
    since = f"kept_{returns.keep_from}" if returns.keep_from != "due" or returns.by else "kept_arrived"
    return w[since].format(
        partnership=partnership.name,
        months=w["month"] if returns.keep_months == 1 else w["months"].format(months=returns.keep_months),
        date=written_date(returns.by, words) if returns.by else "",
    )


def data_notice(partnership: Partnership, words: Words) -> tuple[str, ...]:
    """The notice, a sentence group for each thing that a person must be told; freedom of information always."""
    privacy, w = partnership.privacy, words["your_data"]
    who = privacy.controllers
    said = (
        _responsible(who, w["controller"], w["controllers"], w["and"]),
        w["use_basis"].format(basis=privacy.basis.rstrip(".")) if privacy.basis else w["use"],
        w["shared"],
        w["rights"] if who else "",
        w["dpo"].format(dpo=privacy.dpo.rstrip(".")) if privacy.dpo else "",
        w["complain"].format(controller=who[0]) if who else "",
        kept_line(partnership, words),
        w["full"].format(address=privacy.notice) if privacy.notice else "",
    )
    return tuple(filter(None, said))


def _responsible(who: Sequence[str], one: str, many: str, joined: str) -> str:
    if not who:
        return ""
    if len(who) == 1:
        return one.format(controller=who[0])
    return many.format(controllers=", ".join(who[:-1]) + joined + who[-1])

"""A messy folder of returns, as a mailbox export leaves it, made by the product's own makers: for tests and bench."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random

import pikepdf

from builder.form.answers import as_date
from builder.form.definition import Form
from builder.form.field_ids import decode, encode
from builder.form.layout import layout_of
from builder.form.plan import Answers, Plan, Reference, Tick
from builder.model.partnership import Library, Team
from builder.model.theme import Theme
from builder.render.job import Job, jobs_of
from builder.worksheets.pdf import make_blank_pdf
from builder.worksheets.word import plan_template, team_doc

from .many_teams import with_teams as with_teams

ROOT = Path(__file__).parent.parent
SAID = (
    "We hold strategy meetings by phone, and each of us keeps a different record of them.",
    "Fathers are seldom named in our plans. We talked about when it is safe to contact them, and who should.",
    "Two of us had never been invited to a Child in Need meeting.\nThe health visitor had not either.",
    "The doctor's view reaches us late, or not at all.",
)
AGREED = (
    ("Agree one template for meetings and use it", "Duty manager", "2027-01-15", "All records use it", "Fewer calls"),
    ("Invite the GP to each review", "Social workers", "1 March 2027", "Invitations on file", ""),
    ("Ask about fathers at every first visit", "Whole team", "2026-09-30", "Audit of ten files", "Views are quoted"),
    ("Bring one case to supervision each month", "Team manager", "end of March", "", ""),
)


def return_file(form: Form, answers: Answers, *, saved: str = "") -> str:
    """The return file as the web page makes it (`theme/components/plan/sending.js`). `saved` is ISO."""
    content = {
        "format": "briefing-return",
        "form": form.reference.form,
        "reference": str(form.reference),
        "kind": form.reference.kind,
        "recommendations": {t.code: t.words for t in form.ticks},
        "answers": encode(decode(form.layout, answers)),
        "saved": saved,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def plan_of(answers: Answers, reference: Reference | None = None) -> Plan:
    """What these answers mean by a form's layout: the plan's, where no reference says otherwise."""
    return decode(layout_of(reference), answers)


def without_words(plan: Plan) -> Plan:
    """The plan without the words of the recommendations, which a form adds."""
    return replace(plan, ticks=tuple(Tick(t.code) for t in plan.ticks))


def with_days(plan: Plan) -> dict[str, str]:
    """The plan's answers with each date as a day: a page writes dates in its own way."""
    found = (
        (name, as_date(text) if name.endswith(("_when", "_date")) else None) for name, text in encode(plan).items()
    )
    return encode(plan) | {name: day.isoformat() for name, day in found if day}


def answers_of(team: Team, rnd: Random) -> dict[str, str]:
    """A filled plan."""
    answers = {
        "organisation": team.organisation,
        "team_manager": team.team_manager,
        "section_team": team.section_team,
        "contact": team.contact,
        "session_date": "2026-10-12",
        "attending": str(rnd.randint(4, 16)),
    }
    answers |= {f"relevant_r{n}": "yes" for n in rnd.sample((1, 2, 3, 5, 6), 2)}
    answers |= {f"learning_{n}": text for n, text in enumerate(rnd.sample(SAID, 2), 1)}
    for row, action in enumerate(rnd.sample(AGREED, 2), 1):
        columns = zip(("what", "who", "when", "done", "worked"), action, strict=True)
        answers |= {f"action_{row}_{column}": text for column, text in columns if text}
        answers[f"action_{row}_answers"] = rnd.choice(("R1", "R3, R6"))
    return answers


@dataclass(frozen=True)
class Writers:
    """Makes filled returns of each kind, from layouts made once."""

    job: Job
    blank: bytes
    words: Callable[[Team, dict[str, str]], bytes]

    @classmethod
    def of(cls, library: Library) -> Writers:
        job = next(j for j in jobs_of(library, Theme.of(ROOT)) if j.briefing.slug == "child-h")
        template = plan_template(job)
        return cls(job, make_blank_pdf(job), lambda team, answers: team_doc(job, template, team, plan_of(answers)))

    def reference(self, team: Team | None, kind: str = "plan") -> str:
        briefing, partnership = self.job.briefing, self.job.library.partnership
        return f"{partnership.id}/{briefing.slug}/{briefing.version}/{team.id if team else '-'}/{kind}-2"

    def pdf(self, team: Team, answers: dict[str, str], *, reference: str | None = None, saved: str = "") -> bytes:
        """The worksheet as a PDF program saves it."""
        given = {**answers, "reference": self.reference(team) if reference is None else reference}
        with pikepdf.open(io.BytesIO(self.blank)) as pdf:
            for field in pdf.Root.AcroForm.Fields:
                value = given.get(str(field.get("/T", "")))
                if value is not None:
                    field.V = pikepdf.Name.yes if field.get("/FT") == "/Btn" else pikepdf.String(value)
            if saved:
                pdf.docinfo["/ModDate"] = saved
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue()

    def json(self, team: Team, answers: dict[str, str], *, saved: str = "", reference: str | None = None) -> bytes:
        """The web plan's return file."""
        content = {
            "format": "briefing-return",
            "form": 2,
            "reference": self.reference(team) if reference is None else reference,
            "kind": "plan",
            "recommendations": {r.code: r.text for r in self.job.briefing.recommendations},
            "answers": answers,
            "saved": saved or "2026-10-13T09:00:00Z",
        }
        return json.dumps(content, ensure_ascii=False).encode()


def messy_folder(folder: Path, library: Library, files: int, seed: int = 1) -> int:
    """Writes `files` files below `folder`, mixed and messy, from the teams of `library`; returns how many."""
    rnd, writers = Random(seed), Writers.of(library)
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, data) in zip(range(files), _messages(library, writers, rnd), strict=False):
        path = folder / f"batch {number // 50}" / f"{number:04d} {name}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        when = (datetime(2026, 10, 1, tzinfo=UTC) + timedelta(minutes=number)).timestamp()
        os.utime(path, (when, when))
    return files


def post(folder: Path, library: Library, letters: int, seed: int = 1) -> int:
    """Writes so many e-mails (.eml) below `folder`, each with one return of a team's; returns how many."""
    rnd, writers = Random(seed), Writers.of(library)
    (folder / "post").mkdir(parents=True, exist_ok=True)
    for number, team in zip(range(letters), reversed(library.teams), strict=False):
        answers = answers_of(team, rnd)
        kind = ("pdf", "docx", "json")[number % 3]
        data = {"pdf": writers.pdf, "docx": writers.words, "json": writers.json}[kind](team, answers)
        mail = EmailMessage()
        mail["From"], mail["Subject"] = team.contact, "Our plan"
        mail.set_content("Dear all,\nplease find our plan attached.\nKind regards")
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"plan {number}.{kind}")
        (folder / "post" / f"{number:04d}.eml").write_bytes(mail.as_bytes())
    return letters


def _messages(library: Library, writers: Writers, rnd: Random) -> Iterator[tuple[str, bytes]]:
    """In forty: sixteen PDF, fifteen Word, three JSON, and one each of what else lies about."""
    teams = list(library.teams)
    last = b""
    number = 0
    while True:
        team = teams[number % len(teams)]
        answers = answers_of(team, rnd)
        match number % 40:
            case 0 | 1 | 2:
                last = writers.json(team, answers)
                yield "plan.json", last
            case 3:
                yield "copy of plan.json", last
            case 4:
                yield "without reference.pdf", writers.pdf(team, answers, reference="")
            case 5:
                yield "minutes.txt", b"Minutes of a meeting."
            case 6:
                yield "cut off.pdf", writers.pdf(team, answers)[: 2_000 + number]
            case 7:
                yield "all.zip", b"PK\x03\x04"
            case 8:
                yield "RE plan.eml", b"From: somebody"
            case n if n % 2:
                yield "plan.pdf", writers.pdf(team, answers)
            case _:
                yield "plan.docx", writers.words(team, answers)
        number += 1

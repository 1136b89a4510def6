"""How much CPU the reports for a board and the reminders take from returns over three rounds.

Run: python -m site_tests.bench.bench_report [RETURNS]. Makes a project of its own: a third plans (PDF, Word, web), a
third follow-ups after six months, a third after twelve. Then report, report without names and reminders, each in a
process of its own, as a person runs them. Must: 1,000 returns in at most 10 s of CPU for each.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from builder.model.partnership import Library, Team
from builder.read import read_library
from builder.report import remind, report
from site_tests.returned import ROOT, Writers, answers_of, with_teams

MOST_SECONDS = 10.0
TODAY = date(2027, 11, 1)
WHAT = ("report", "anonymous", "remind")


def main() -> int:
    """Prints a line for each command; 1 where one is over its limit."""
    if len(sys.argv) == 3:
        print(measure(Path(sys.argv[1]), sys.argv[2]))
        return 0
    returns = int(sys.argv[1]) if len(sys.argv) == 2 else 1_000
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        made = a_project(project, returns)
        found = {what: _apart(project, what) for what in WHAT}
    for what, seconds in found.items():
        print(f"{what:10} from {made} returns over three rounds: {seconds:.2f} s CPU")
    return int(max(found.values()) > MOST_SECONDS * max(1.0, returns / 1_000))


def _apart(project: Path, what: str) -> float:
    command = [sys.executable, "-m", "site_tests.bench.bench_report", str(project), what]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def measure(project: Path, what: str) -> float:
    """CPU seconds of one command, with the processes that it starts and all that Python loads for it."""
    if what == "remind":
        remind(project, on=TODAY)
    else:
        report(project, "child-h", anonymous=what == "anonymous", on=TODAY)
    both = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(r.ru_utime + r.ru_stime for r in both)


def a_project(project: Path, returns: int) -> int:
    """Writes teams, and a third as many plans and follow-ups as `returns`; gives how many files that are."""
    shutil.copytree(ROOT / "content", project / "content")
    library = read_library(ROOT).library
    assert library
    large = with_teams(library, returns // 3)
    (project / "content" / "teams.csv").write_text(_as_csv(large.teams), encoding="utf-8")
    folder = project / "returned"
    folder.mkdir()
    for number, (name, data) in enumerate(_returns(large), start=1):
        (folder / f"{number:04d} {name}").write_bytes(data)
    return number


def _as_csv(teams: tuple[Team, ...]) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("id", "organisation", "section_team", "team_manager", "contact", "agency"))
    rows.writerows((t.id, t.organisation, t.section_team, t.team_manager, t.contact, t.agency) for t in teams)
    return out.getvalue()


def _returns(library: Library) -> Iterator[tuple[str, bytes]]:
    rnd, writers = Random(5), Writers.of(library)
    for number, team in enumerate(library.teams):
        answers = answers_of(team, rnd) | {f"sure_r{n}": str(rnd.randint(1, 4)) for n in (1, 2, 3)}
        make = (writers.pdf, writers.json, lambda t, a: writers.words(t, a))[number % 3]
        yield ("plan.pdf", "plan.json", "plan.docx")[number % 3], make(team, answers)
        for kind in ("after6", "after12"):
            yield f"{kind}.json", _follow_up(writers, team, answers, kind, rnd)


def _follow_up(writers: Writers, team: Team, plan: dict[str, str], kind: str, rnd: Random) -> bytes:
    same = ("organisation", "team_manager", "section_team", "contact", "action_1_what", "action_2_what")
    answers = {name: plan[name] for name in same if name in plan}
    for row in ("1", "2"):
        answers[f"action_{row}_done"] = rnd.choice(("Yes", "no", "Partly", "In hand"))
        answers[f"action_{row}_seen_audit"] = rnd.choice(("yes", ""))
        answers[f"action_{row}_change"] = rnd.choice(("We visit in pairs now.", ""))
        answers[f"action_{row}_checked"] = rnd.choice(("Quality lead", ""))
    answers |= {f"sure_r{n}": str(rnd.randint(2, 5)) for n in (1, 2, 3)}
    content = {
        "format": "briefing-return",
        "form": 2,
        "reference": writers.reference(team, kind),
        "kind": kind,
        "recommendations": {},
        "answers": {name: text for name, text in answers.items() if text},
        "saved": "2027-05-20T09:00:00Z" if kind == "after6" else "2027-10-20T09:00:00Z",
    }
    return json.dumps(content, ensure_ascii=False).encode()


if __name__ == "__main__":
    sys.exit(main())

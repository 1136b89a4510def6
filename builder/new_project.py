"""`briefing init`: a project to begin with. Nothing that is there already is touched."""

from __future__ import annotations

from pathlib import Path

from .desk.starters import starters
from .model.theme import Theme
from .read.documents.starting import FIRST, new_briefing
from .read.documents.word.template import make_word_template
from .render.job import epoch

PARTNERSHIP = """\
# Who publishes these briefings. Replace every value that says REPLACE.
id: our-partnership
name: REPLACE with your partnership's name
address:                    # where the site will stand, such as https://briefings.example.org/; may wait
contact: REPLACE with an e-mail address
audience: children          # children or adults: whom your readers work with
lang: en-GB

# Stands on every briefing before anything distressing.
worried:
  line: Worried about someone you work with? Tell your safeguarding lead today
  number: REPLACE with the local number
  detail: In immediate danger call 999.

# What a person found when testing your site. It is printed as written; the software claims nothing.
accessibility:
  status: Not yet tested.
  compliance:               # fully, partially or not
  how_tested:               # who tested which pages, with what
  prepared_on:              # such as 2026-11-09
  contact: REPLACE with an e-mail address
  answer_within:            # such as 10 working days
  known_issues: []

# Who answers for what teams send back. Your information governance officer says what belongs here.
privacy:
  controller:
  dpo:                      # an e-mail address
  basis:                    # such as "public task: UK GDPR article 6(1)(e)"
  notice:                   # where your privacy notice stands on the web

# Worksheets: where they go back to, by when (such as 2027-01-31), and for how many months they are kept, if decided.
returns:
  to: REPLACE with an e-mail address
  by:
  keep_months:              # such as 24, once somebody has decided
"""
TEAMS = "organisation,section_team,team_manager,contact,agency\r\n"


def start_project(project: Path) -> tuple[str, ...]:
    """Writes what is missing of a starter project, and returns what was written, relative to the project."""
    theme = Theme.of(project)
    files = {
        "content/partnership.yml": PARTNERSHIP.encode(),
        "content/teams.csv": ("\ufeff" + TEAMS).encode(),  # with a mark, so that Excel keeps accents
        "briefing-template.docx": make_word_template(theme, theme.words("en"), epoch(None)),
        **starters(),
    }
    written = []
    for name, data in files.items():
        file = project / name
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            if file.suffix in (".command", ".desktop"):
                file.chmod(0o755)
            written.append(name)
    if not any(p.is_dir() for p in (project / "content").iterdir()):
        started = new_briefing(project, FIRST)
        written += [f"content/{FIRST}/{name}" for name in started.written]
    return tuple(written)

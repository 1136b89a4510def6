"""Reading: files to the model, and every problem with its place. Cases are data: `reading_cases.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.model.briefing import Role
from builder.model.partnership import Library
from builder.model.problems import as_github, as_json, as_text, in_order
from builder.model.text import ListBlock, Paragraph, plain
from builder.pipeline import inspect
from builder.read import READING_RULES, Reading, read_library
from builder.read.markdown import parse
from builder.read.section import prompt_id
from builder.read.settings.lines import mapping

CASES = yaml.safe_load((Path(__file__).parent / "reading_cases.yml").read_text(encoding="utf-8"))
SOUND: dict[str, str] = {
    "content/partnership.yml": "id: wren\nname: Wren Partnership\ncontact: a@b.example\n",
    "content/teams.csv": "organisation,section_team,team_manager,contact,id\nCouncil,East,A,b,east\n",
    "content/child-z/briefing.yml": "title: Child Z\n",
    "content/child-z/01-background.md": "# Background\n\nWords.\n",
    "content/child-z/02-findings.md": "# The Findings\n\n1. One thing.\n2. Another.\n",
    "content/child-z/03-recommendations.md": "# Recommendations\n\n1. Do it. (F1)\n",
}


def lay(project: Path, files: dict[str, Any]) -> Path:
    """Writes files into a project folder; None leaves one out."""
    for name, text in files.items():
        if text is not None:
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return project


def read(project: Path, **files: Any) -> Reading:
    """What is read from the sound project with some files put in its place."""
    return read_library(lay(project, SOUND | files))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["case"])
def test_problems_of(case: dict[str, Any], tmp_path: Path) -> None:
    reading = read_library(lay(tmp_path, SOUND | case.get("files", {})))
    assert [f"{p.place} {p.rule}" for p in in_order(reading.problems)] == case["problems"]
    for words in case.get("shown", []):
        assert words in as_text(reading.problems)


def test_every_reading_rule_has_a_case() -> None:
    shown = {p.rsplit(" ", 1)[1] for case in CASES for p in case["problems"]}
    by_hand = {"duplicate-briefing", "unprintable-letters", "link-out"}  # below, and in test_worksheets
    by_hand |= {"colour-contrast", "logo-unusable", "logo-in-part"}  # in test_appearance
    assert {r.name for r in READING_RULES} == shown | by_hand


def test_folders_that_differ_only_in_case_collide_on_windows(tmp_path: Path) -> None:
    lay(tmp_path, SOUND | {"content/CHILD-Z/briefing.yml": "title: Other\n"})
    if len(list((tmp_path / "content").glob("[cC][hH]*"))) == 2:  # on a disk that keeps the two apart
        assert "duplicate-briefing" in {p.rule for p in read_library(tmp_path).problems}


def test_control_characters_reach_no_output(tmp_path: Path) -> None:
    settings = 'title: "Child \\x0bZ"\nsummary: "a\\x00b"\n'
    reading = read(
        tmp_path, **{"content/child-z/briefing.yml": settings, "content/child-z/01-background.md": "A\x0bword"}
    )
    assert reading.library is not None
    briefing = reading.library.briefings[0]
    assert not [c for c in repr(briefing).replace("\\n", "") if ord(c) < 32] and "\\x0" not in repr(briefing)


def test_signs_that_settings_cannot_hold_stop_nothing(tmp_path: Path) -> None:
    settings = "title: Child\ufffe \uffff\u0001Z\nsummary: It\u0092s one\u2028line \u0096 all\u0085\nversion: 2\n"
    part = "# Background\n\nIt\u0092s here\ufffe.\n"
    reading = read(tmp_path, **{"content/child-z/briefing.yml": settings, "content/child-z/01-background.md": part})
    assert reading.problems == () and reading.library is not None
    (briefing,) = reading.library.briefings
    assert (briefing.title, briefing.summary) == ("Child� ��Z", "It’s one line – all…")
    assert briefing.version == "2" and "It’s here�." in repr(briefing.sections[0])


def test_letters_that_paper_cannot_show_are_told_before(tmp_path: Path) -> None:
    lay(tmp_path, SOUND | {"content/child-z/01-background.md": "# Background\n\nA word, 漢字.\n"})
    found = [p for p in inspect(tmp_path).problems if p.rule == "unprintable-letters"]
    assert [str(p.place) for p in found] == ["content/child-z/01-background.md:3"]


def test_no_content_folder_is_said_plainly(tmp_path: Path) -> None:
    reading = read_library(tmp_path)
    assert reading.library is None
    assert "briefing init" in as_text(reading.problems)


def test_teams_without_an_id_get_one_from_their_name_alone(tmp_path: Path) -> None:
    long = "Wrenford Council Children Families and Education Directorate North"
    names = [f"{long},Assessment Team", f"{long},Support Team", "Łódź,Zespół", "Wrenford,ٹیم شمال", "Wrenford,ٹیم جنوب"]

    def ids(*rows: str) -> list[str]:
        text = "organisation,section_team,team_manager,contact\n" + "\n".join(f"{row},A,b" for row in rows)
        reading = read(tmp_path, **{"content/teams.csv": text})
        assert reading.library is not None, as_text(reading.problems)
        return [team.id for team in reading.library.teams]

    found = ids(*names)
    assert len(set(found)) == 5 and found[2] == "lodz-zespol"
    assert ids("New,Team", *reversed(names)) == ["new-team", *reversed(found)], "another row changes no team's id"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_teams_as_spreadsheets_save_them(encoding: str, delimiter: str, line_end: str, tmp_path: Path) -> None:
    rows = [
        ["Organisation", "Section Team", "Team Manager", "Contact"],
        [
            "Café Council",
            '"East\nand West"' if False else "Tŷ" if encoding != "cp1252" else "Côte",
            "Zoë",
            "z@b.example",
        ],
        ["", "", "", ""],
    ]
    text = line_end.join(delimiter.join(row) for row in rows) + line_end
    reading = read(tmp_path, **{"content/teams.csv": text.encode(encoding)})
    assert reading.library is not None and not reading.problems
    (team,) = reading.library.teams
    assert (team.organisation, team.team_manager, team.line) == ("Café Council", "Zoë", 2)
    assert team.id.startswith("cafe-council-")


def test_quoted_cells_keep_line_numbers_true(tmp_path: Path) -> None:
    text = 'organisation,section_team,team_manager,contact\n"A\nB",East,M,c\nC,West,M,c\n'
    reading = read(tmp_path, **{"content/teams.csv": text})
    assert reading.library is not None
    assert [t.line for t in reading.library.teams] == [2, 4]


def test_child_h_is_whole(library: Library) -> None:
    briefing = library.briefings[0]
    assert [s.title for s in briefing.sections] == [
        "Background",
        "Safeguarding Concerns",
        "The Incident",
        "The Review",
        "The Findings",
        "Recommendations",
        "Implementing Change",
    ]
    assert [p.code for p in briefing.findings] == ["F1", "F2", "F3", "F4", "F5", "F6"]
    assert [p.code for p in briefing.recommendations] == ["R1", "R2", "R3", "R4", "R5", "R6"]
    assert all(s.prompts and s.trainer_notes for s in briefing.sections)
    assert briefing.sections[2].notice == "injuries"
    tasks = briefing.sections[6].blocks[0]
    assert isinstance(tasks, ListBlock) and tasks.ordered and len(tasks.items) == 2


def test_links_are_the_authors_statement(library: Library) -> None:
    briefing = library.briefings[0]
    assert briefing.linked("F3") == ("R5",)
    assert briefing.linked("R5") == ("F3", "F5")
    assert briefing.linked("R4") == ()
    assert "(F3" not in plain(briefing.sections[5].blocks)


def test_a_missing_heading_leaves_a_number(tmp_path: Path) -> None:
    reading = read(tmp_path, **{"content/child-z/01-background.md": "Only words.\n"})
    assert reading.library is not None
    section = reading.library.briefings[0].sections[0]
    assert (section.title, section.position, section.role) == ("", 1, None)


def test_trainers_notes_are_taken_out_whatever_their_level(tmp_path: Path) -> None:
    hidden = "### For Trainers:\n\nHidden.\n\n#### More\n\nHidden too."
    text = f"# Background\n\nSeen.\n\n{hidden}\n\n## Reflect\n\n- What helps?\n"
    reading = read(tmp_path, **{"content/child-z/01-background.md": text})
    assert reading.library is not None
    section = reading.library.briefings[0].sections[0]
    assert plain(section.blocks) == "Seen."
    assert "Hidden too." in plain(section.trainer_notes)
    assert [p.text for p in section.prompts] == ["What helps?"]


HABITS = [
    ("- a\n  - b\n    - c", [["a", [["b", [["c"]]]]]]),
    ("1. a\n  - b\n2. c", [["a", [["b"]]], ["c"]]),
    ("10. a\n  - b\n11. c", [["a", [["b"]]], ["c"]]),
    ("- a\n - b\n- c", [["a"], ["b"], ["c"]]),
    ("• a\n• b", [["a"], ["b"]]),
    ("Lead-in:\n- a\n- b", [["a"], ["b"]]),
    ("1) a\n2) b", [["a"], ["b"]]),
    ("- a\n\n- b", [["a"], ["b"]]),
    ("- a\n\t- b", [["a", [["b"]]]]),
]


def outline(block: ListBlock) -> list[Any]:
    """A list as nested lists of words."""
    out: list[Any] = []
    for item in block.items:
        row: list[Any] = [plain((b,)) for b in item.blocks if isinstance(b, Paragraph)]
        out.append(row + [outline(b) for b in item.blocks if isinstance(b, ListBlock)])
    return out


@pytest.mark.parametrize(("text", "expected"), HABITS)
def test_what_word_authors_type_comes_out_as_they_meant(text: str, expected: list[Any]) -> None:
    block = parse(text).blocks[-1]
    assert isinstance(block, ListBlock)
    assert outline(block) == expected


def test_code_keeps_its_spaces() -> None:
    assert plain(parse("```\n- a\n  - b\n```").blocks) == "- a\n  - b"


def test_languages_and_ids_in_braces() -> None:
    parsed = parse("Geiriau Cymraeg. {lang=cy}\n\n- What helps? {#helps}\n\n[لفظ]{lang=ur} here\n", first_line=10)
    assert parsed.blocks[0].lang == "cy"
    assert parsed.ids == ((12, "helps"),)
    assert parsed.blocks[2].line == 14


def test_a_prompt_keeps_its_id_through_case_and_punctuation() -> None:
    assert prompt_id("What helps you?") == prompt_id("what  helps you")
    assert prompt_id("What helps you?") != prompt_id("What helps them?")


def test_roles_come_from_titles(library: Library) -> None:
    roles = [s.role for s in library.briefings[0].sections]
    assert roles == [
        Role.BACKGROUND,
        Role.CONCERNS,
        Role.INCIDENT,
        Role.SCOPE,
        Role.FINDINGS,
        Role.RECOMMENDATIONS,
        Role.CHANGE,
    ]


def test_formats_for_people_and_programs(tmp_path: Path) -> None:
    reading = read(tmp_path, **{"content/child-z/briefing.yml": "title: Z\nsumary: 100%\n"})
    assert as_text(reading.problems).endswith("1 error")
    assert '"line": 2' in as_json(reading.problems)
    assert as_github(reading.problems).startswith(
        "::error file=content/child-z/briefing.yml,line=2,title=unknown-key::"
    )


@given(text=st.text(max_size=400))
def test_no_markdown_breaks_the_reader(text: str) -> None:
    parse(text)


@given(yml=st.text(max_size=200), csv=st.text(max_size=200), md=st.text(max_size=200))
def test_no_file_breaks_the_reader(yml: str, csv: str, md: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = tmp_path_factory.mktemp("p")
    put = lambda text: text.encode("utf-8", "surrogatepass")  # noqa: E731
    lay(
        project,
        SOUND
        | {
            "content/child-z/briefing.yml": put(yml),
            "content/teams.csv": put(csv),
            "content/child-z/01-background.md": put(md),
            "content/partnership.yml": put(yml),
        },
    )
    as_text(read_library(project).problems)


_SOUND_LINES = (
    "title: Child Z",
    "alias: Z",
    "summary: Words",
    "source_review: A review",
    "period_described: Some years",
)
_SLIPS = ("{}: {}: more", '{}: "{}', "{} {}", "{}: [{}", "{}: @{}", "\t{}: {}", "{}: {}\nruns on", "  {}: {}")


@given(st.lists(st.sampled_from(_SLIPS), min_size=0, max_size=len(_SOUND_LINES)), st.randoms())
def test_a_slip_on_any_line_hides_no_wrong_value(slips: list[str], order: Any) -> None:
    lines = [line.split(": ") for line in _SOUND_LINES]
    broken = [slip.format(*line) for slip, line in zip(slips, lines, strict=False)]
    wrong = ["published: soon", "lang: no language", "sumary: x"]
    text = [*broken, *wrong]
    order.shuffle(text)
    values, said = mapping("\n".join(text))
    assert values is not None and {"published", "lang", "sumary"} <= set(values)
    assert len({s.line for s in said}) >= sum(not b.startswith("  ") for b in broken[:1])


@given(st.text(alphabet="ab:-#\"'[]{}@&*!|>%\t \n", max_size=120))
def test_settings_of_any_signs_are_read_or_said(text: str) -> None:
    values, said = mapping(text)
    assert values is not None or said
    assert all(0 <= slip.line <= text.count("\n") + 2 for slip in said)

"""What `briefing check` and `build` say: the count first, each kind once, what stops the build before the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner
from docx import Document

from builder.cli import main
from builder.desk.preview import Preview
from builder.model.place import Place
from builder.model.problems import Problem, Severity
from builder.model.told import stops, told
from site_tests.test_gate import project, write

__all__ = ["project"]


def problem(rule: str, severity: Severity, line: int, about: str = "", *, decidable: bool = False) -> Problem:
    """A problem in one part."""
    place = Place("content/child-k/01-background.md", line)
    return Problem(rule, severity, place, f"{rule} here", "Do so.", "", about, decidable)


MANY = (
    *(problem("label", Severity.WARNING, n, f"word {n}") for n in range(1, 40)),
    problem("missing-key", Severity.ERROR, 50),
    problem("street", Severity.ERROR, 51, "12 Mill Road", decidable=True),
    problem("timing", Severity.NOTE, 1),
)


def test_the_count_comes_first_and_what_stops_before_the_rest() -> None:
    lines = told(MANY).split("\n")
    assert lines[0] == "1 to mend, 1 to decide, 39 to think about (1 note: --all)"
    order = [
        next(n for n, line in enumerate(lines) if f"[{rule}]" in line) for rule in ("missing-key", "street", "label")
    ]
    assert order == sorted(order)
    assert sum("[label]" in line for line in lines) == 1 and "and 32 more" in "".join(lines)
    assert "timing" not in told(MANY) and "timing" in told(MANY, everything=True)


def test_a_build_says_what_stops_it_and_how_much_else_there_is() -> None:
    said = stops(MANY)
    assert "[missing-key]" in said and "[street]" in said and "[label]" not in said
    assert said.endswith("39 things more to think about: `briefing check`.")
    assert stops(()) == "" and told(()) == "Nothing to mend, to decide or to think about."


def test_each_slip_in_settings_is_told_in_its_own_words() -> None:
    at = Place("content/partnership.yml", 3)
    own = [Problem("wrong-value", Severity.ERROR, at, f"{key} should be so", f"Try {key}.") for key in ("a", "b")]
    same = [Problem("wrong-value", Severity.ERROR, Place(at.path, n), "a should be so", "Try a.") for n in (5, 6)]
    assert told((*own, *same)).split("\n")[3:6] == [
        "  content/partnership.yml:3: error: a should be so [wrong-value]; also partnership.yml:5, partnership.yml:6",
        "      Try a.",
        "    also partnership.yml:3: b should be so. Try b.",
    ]
    many = [Problem("odd-cell", Severity.WARNING, Place("content/teams.csv", n), f"“{n}” is odd") for n in range(20)]
    assert "    also teams.csv:6: “6” is odd\n    and 13 more\n" in told(many)


def test_what_cannot_be_read_hides_nothing_elsewhere(project: Path) -> None:
    write(project, "child-k", "Doreen Smith was four.")
    whole = (project / "content/partnership.yml").read_bytes()
    for broken in (whole.decode().encode("utf-16"), b"no settings at all\n", None):
        (project / "content/partnership.yml").unlink()
        if broken is not None:
            (project / "content/partnership.yml").write_bytes(broken)
        said = run(project, "check")
        assert "content/partnership.yml" in said and "“Doreen Smith”" in said
        (project / "content/partnership.yml").write_bytes(whole)
    (project / "theme/assets").mkdir(parents=True)
    (project / "theme/assets/tokens.css").write_text(":root { --accent: blurple; }")
    said = run(project, "check")
    assert "blurple" in said and "“Doreen Smith”" in said


def test_a_build_says_nothing_of_a_draft(project: Path) -> None:
    write(project, "child-k", "Doreen Smith lived at 12 Mill Road.", "draft: yes\n")
    said = run(project, "build", "--only", "pages")
    assert "Doreen" not in said and said.rstrip().endswith("dist/site")
    assert "Doreen" in run(project, "check", "child-k")


def run(folder: Path, *words: str) -> str:
    """What a command prints."""
    return CliRunner().invoke(main, ["--project", str(folder), *words]).output


def test_a_part_that_came_from_word_is_named_by_its_heading(project: Path) -> None:
    source, document = project / "Child M.docx", Document()
    for heading, words in (("Background", "The parents were resistant."), ("The incident", "There was a fall.")):
        document.add_heading(heading, 1)
        document.add_paragraph(words)
    document.save(str(source))
    assert "content/child-m" in run(project, "new", "child-m", "--from", str(source))
    said = run(project, "check", "child-m", "--all")
    assert "child-m in Word, under “Background”: warning: “resistant”" in said
    assert "“The parents were resistant.”" in said
    assert "content/child-m" not in said and ".md" not in said.replace("part's file", "")
    assert "front matter" not in said.casefold() and "yaml" not in said.casefold()
    rows = json.loads(run(project, "check", "child-m", "--format", "json"))
    label = next(row for row in rows if row["rule"] == "label")
    assert label["where"] == "child-m in Word, under “Background”"
    assert label["path"].startswith("content/child-m/01-") and label["line"] > 0
    noted = run(project, "check", "child-m", "--format", "github")
    assert "title=label::child-m in Word, under “Background”: “resistant”" in noted
    preview = Preview(project)
    preview.refresh()
    page = next(row["path"] for row in rows if row["rule"] == "label").removeprefix("content/").removesuffix(".md")
    shown = preview.state(page)["problems"]
    assert isinstance(shown, list)
    assert "child-m in Word, under “Background”" in {problem["place"] for problem in shown}


def test_no_rule_speaks_to_programmers(project: Path) -> None:
    for name in run(project, "rules").split("\n"):
        said = run(project, "rules", name.split(" ")[0]).casefold() if name[:1].islower() else ""
        assert "front matter" not in said and "yaml" not in said


def test_one_briefing_alone(project: Path) -> None:
    write(project, "child-k", "They lived at 12 Mill Road.")
    assert "12 Mill Road" in run(project, "check", "child-k")
    assert "Mill Road" not in run(project, "check", "child-l") and "1 to decide" in run(project, "check")
    assert "Did you mean “child-k”?" in run(project, "check", "child-kk")
    assert all("12 Mill Road" in run(project, "check", name) for name in ("content/child-k/", "content\\child-k"))


def test_one_briefing_is_told_on_one_screen_and_the_rest_by_name() -> None:
    stops = [problem(f"stop-{n}", Severity.ERROR, n, decidable=True) for n in range(6)]
    little = [problem(f"detail-{n:02d}", Severity.WARNING, n, decidable=True) for n in range(20)]
    wording = [problem(f"wording-{n}", Severity.WARNING, n) for n in range(5)]
    whole = replace(problem("together", Severity.WARNING, 0), place=Place("content/child-k/briefing.yml"))
    everything = (*stops, *little, *wording, whole)
    lines = told(everything).splitlines()
    assert len(lines) == 25
    assert [p.rule for p in (*stops, *wording, whole) if not any(f"[{p.rule}]" in line for line in lines)] == []
    assert "15 more kinds: detail-05, detail-06" in told(everything)
    assert len(told(everything, everything=True).splitlines()) > 35
    places = (Place(f"content/child-{n}/01-background.md", 1) for n in range(40))
    of_many = told(replace(problem("label", Severity.WARNING, 1, str(n)), place=at) for n, at in enumerate(places))
    assert len(of_many.splitlines()) > 40

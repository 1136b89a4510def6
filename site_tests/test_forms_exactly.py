"""Forms, names and packages in exact figures: tables of short inputs and what must come of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree

from builder.form.answers import FieldKind, clean, folded, meaning, written_day
from builder.form.field_ids import code_of, column_of, decode, encode, is_answer, sure_code_of
from builder.form.layout import LAYOUTS, newest_layout
from builder.form.plan import Plan, Tick, prefilled
from builder.form.reference import FOLLOW_UPS, Reference, ReturnKind, looks_like_reference, page_of_code
from builder.lms.manifest import Course, identifier, manifest
from builder.lms.repeated import SCRIPT, once
from builder.model.partnership import Team
from builder.output.fingerprints import digest_of, digest_once, files_digest
from builder.worksheets.naming import file_names, worksheet_paths

EAST = Team("east", "Wrenford Council", "East Team", "Jo Manager", "jo@wrenford.example")


# What stands in a field --------------------------------------------------------------------------

CLEANED = {
    "  two  words ": ("two  words", "two words"),
    "a\tb": ("a b", "a b"),
    "\n\n a \r\n b\r\rc \n": ("a\n b\n\nc", "a b c"),
    "a\x0bb\x0cc\u2028d\x85e\x1cf": ("a\nb\nc\nd\ne\nf", "a b c d e f"),
    "a\u00a0b\u2009c\u3000d\u200be": ("a b c de", "a b c de"),
    "e\u0301": ("\u00e9", "\u00e9"),
    "a\u200db\u200cc": ("a\u200db\u200cc", "a\u200db\u200cc"),
    "": ("", ""),
}


@pytest.mark.parametrize("text", CLEANED)
def test_a_text_is_cleaned_for_every_format(text: str) -> None:
    lines, line = CLEANED[text]
    assert clean(text) == lines and clean(text, one_line=True) == line


def test_no_character_that_is_none_stays() -> None:
    assert clean("a\ufdd0\ufddf\ufdefb\ufffe\uffff\U0001fffec\ue000\u202e\x07d") == "abcd"
    assert clean("\ufdcf\ufdf0\ufffd") == "\ufdcf\ufdf0\ufffd"


@pytest.mark.parametrize(
    ("kind", "given", "meant"),
    [
        (FieldKind.TICK, " Yes ", "yes"),
        (FieldKind.TICK, "X", "yes"),
        (FieldKind.TICK, "☑", "yes"),
        (FieldKind.TICK, "Off", ""),
        (FieldKind.TICK, "no", ""),
        (FieldKind.LINE, "a\nb", "a b"),
        (FieldKind.NUMBER, " 4 ", "4"),
        (FieldKind.DATE, "1 March\n2027", "1 March 2027"),
        (FieldKind.TEXT, "a\nb", "a\nb"),
    ],
)
def test_what_a_value_means_in_its_field(kind: FieldKind, given: str, meant: str) -> None:
    assert meaning(kind, given) == meant


def test_words_alone_and_days_in_words() -> None:
    assert folded(" Jo's  Team – EAST_1! ") == "jo s team east_1"
    assert written_day(date(2027, 3, 1), {"3": "March"}) == "1 March 2027"
    assert written_day(date(27, 12, 31), {"12": "December"}) == "31 December 0027"


# Ids of fields -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code", "sure", "column", "ours"),
    [
        ("relevant_r3", "R3", "", "", True),
        ("relevant_ab123", "AB123", "", "", True),
        ("relevant_abc1", "", "", "", False),
        ("relevant_r1234", "", "", "", False),
        ("sure_r12", "", "R12", "", True),
        ("learning_2", "", "", "", True),
        ("learning_1000", "", "", "", False),
        ("action_4_who", "", "", "who", True),
        ("action_4_seen_audit", "", "", "seen_audit", True),
        ("action_who", "", "", "", False),
        ("organisation", "", "", "", False),
    ],
)
def test_what_an_id_says(name: str, code: str, sure: str, column: str, ours: bool) -> None:
    assert (code_of(name), sure_code_of(name), column_of(name), is_answer(name)) == (code, sure, column, ours)


def test_a_plan_is_read_in_order_and_nothing_empty_stays() -> None:
    plan = decode(
        newest_layout(ReturnKind.PLAN),
        {
            "organisation": " Wrenford ",
            "contact": " ",
            "unknown": "x",
            "no_action": "none",
            "relevant_r10": "on",
            "relevant_r2": "yes",
            "relevant_r3": "Off",
            "sure_r3": " 4 ",
            "sure_f1": "5",
            "learning_1": "",
            "learning_2": "b",
            "learning_3": " ",
            "learning_4": "too many",
            "action_7_who": "Jo",
            "action_7_what": "Ring",
            "action_2_what": "Meet",
            "action_3_what": "  ",
            "action_4_other": "x",
        },
        {"R2": " two\n words ", "R9": "unused"},
    )
    assert plan == Plan(
        details={"organisation": "Wrenford", "no_action": "none"},
        ticks=(
            Tick("F1", "", "5", marked=False),
            Tick("R2", "two words"),
            Tick("R3", "", "4", marked=False),
            Tick("R10"),
        ),
        learning=("", "b"),
        rows=({"what": "Meet"}, {"what": "Ring", "who": "Jo"}),
    )
    assert encode(plan) == {
        **{"organisation": "Wrenford", "no_action": "none", "relevant_r2": "yes", "relevant_r10": "yes"},
        **{"sure_f1": "5", "sure_r3": "4", "learning_2": "b"},
        **{"action_1_what": "Meet", "action_2_what": "Ring", "action_2_who": "Jo"},
    }
    assert plan.texts == ("Wrenford", "none", "5", "4", "b", "Meet", "Ring", "Jo")
    assert [tick.code for tick in plan.marked] == ["R2", "R10"] and plan.detail("contact") == ""
    old = decode(LAYOUTS[ReturnKind.PLAN, 1], {"sure_r1": "4", "relevant_r1": "x", "no_action": "none"})
    assert old == Plan(ticks=(Tick("R1"),)), "the first edition asks neither"
    asked_again = decode(LAYOUTS[ReturnKind.AFTER_6, 1], {"relevant_r1": "x", "learning_3": "c", "learning_1": "a"})
    assert asked_again == Plan(learning=("a",))


@pytest.mark.parametrize(
    ("plan", "more"),
    [
        (Plan(), False),
        (Plan(details={"organisation": "W"}, rows=({"what": "x"},)), False),
        (Plan(details={"organisation": "W", "no_action": "none"}), True),
        (Plan(rows=({"what": "x"}, {"what": "y", "done": "z"})), True),
        (Plan(ticks=(Tick("R1"),)), True),
        (Plan(learning=("a",)), True),
    ],
)
def test_what_came_filled_in_alone_is_no_reply(plan: Plan, more: bool) -> None:
    assert plan.says_more_than(frozenset({"organisation", "what"})) is more


def test_a_team_comes_filled_in() -> None:
    assert prefilled(None) == Plan()
    assert prefilled(replace(EAST, contact="  ", section_team="East\n Team")).details == {
        "organisation": "Wrenford Council",
        "team_manager": "Jo Manager",
        "section_team": "East Team",
    }


# References --------------------------------------------------------------------------------------

PLAIN = Reference("wrenford", "child-h", "1.0", "east")


def test_a_reference_is_written_and_taken_apart() -> None:
    assert str(PLAIN) == "wrenford/child-h/1.0/east/plan-2" and PLAIN.base == "wrenford/child-h/1.0"
    blank = Reference("w", "b", "1.0a", kind=ReturnKind.AFTER_6, form=1)
    assert str(blank) == "w/b/1.0a/-/after6-1" and blank.form_name == "after6-1"
    assert Reference.parse(str(blank)) == blank
    assert PLAIN.data() == {
        **{"partnership": "wrenford", "briefing": "child-h", "version": "1.0", "team": "east"},
        **{"kind": "plan", "form": 2},
    }
    assert PLAIN.on_page(12) == "WRENFORD/CHILD-H/1.0/EAST/PLAN-2 12"
    assert replace(PLAIN, version="1.0A").on_page(1) == "wrenford/child-h/1.0A/east/plan-2 1"
    assert [kind.months for kind in ReturnKind] == [0, 2, 6, 12] and [k.months for k in FOLLOW_UPS] == [2, 6, 12]
    assert ReturnKind.named("after12") is ReturnKind.AFTER_12 and ReturnKind.named("after3") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("WRENFORD/CHILD-H/1.0B/EAST/PLAN-2", replace(PLAIN, version="1.0b")),
        ("wrenford/child-h/1.0B/East/plan-2", replace(PLAIN, version="1.0B")),
        (f"{'x' * 367} {PLAIN}", PLAIN),
        (f"{'x' * 368} {PLAIN}", None),
        (f"see {PLAIN}.", PLAIN),
        (f"see{PLAIN}", replace(PLAIN, partnership="seewrenford")),
        (f"-{PLAIN}", None),
        (f"{PLAIN}x", None),
        ("wrenford/child-h/1.0/east/plan-12345", None),
        ("wrenford/child-h/1.0/east/poll-2", None),
        ("wrenford/child-h/1.0/plan-2", None),
        ("", None),
    ],
)
def test_a_reference_is_parsed_whole_or_not_at_all(text: str, found: Reference | None) -> None:
    assert Reference.parse(text) == found
    assert looks_like_reference(text) is (found is not None or "poll" in text)


@pytest.mark.parametrize(
    ("text", "page"),
    [(f"{PLAIN} 2", 2), (f" {PLAIN} 999 ", 999), (f"{PLAIN} 1000", 0), (f"{PLAIN} x", 0), (str(PLAIN), 0), ("a 1", 0)],
)
def test_a_code_says_reference_and_page(text: str, page: int) -> None:
    assert page_of_code(text) == ((PLAIN, page) if page else None)


# Names of files ----------------------------------------------------------------------------------


def test_teams_have_readable_names_that_never_meet() -> None:
    long = "Team " + "of many words " * 6
    teams = (
        EAST,
        replace(EAST, id="west", section_team="West Team"),
        replace(EAST, id="west-2", section_team="West  team"),
        replace(EAST, id="other", organisation="NHS", section_team="East Team"),
        replace(EAST, id="clash", section_team="West Team West"),
        replace(EAST, id="long-1", section_team=long),
        replace(EAST, id="long-2", section_team=long),
    )
    paths = worksheet_paths(teams)
    assert list(paths) == [team.id for team in teams] and len(set(paths.values())) == len(teams)
    assert paths["east"] == PurePosixPath("wrenford-council/east-team")
    assert paths["other"] == PurePosixPath("nhs/east-team")
    assert paths["west-2"] == PurePosixPath("wrenford-council/west-team-west-2")
    assert paths["clash"] == PurePosixPath("wrenford-council/west-team-west"), "a name that is nobody else's stays"
    assert str(paths["west"]).startswith("wrenford-council/west-team-west-") and paths["west"] != paths["west-2"]
    assert max(len(path.name) for path in paths.values()) <= 60
    assert worksheet_paths(reversed(teams)) == paths


def test_which_files_a_team_gets() -> None:
    large = replace(EAST, large_print=True)
    assert file_names("a/b", EAST, ReturnKind.PLAN) == ("a/b.pdf", "a/b.docx")
    assert file_names("a/b", large, ReturnKind.PLAN) == ("a/b.pdf", "a/b-large-print.pdf", "a/b.docx")
    assert file_names("a/b", large, ReturnKind.AFTER_2) == ("a/b.pdf", "a/b.docx")


# Packages ----------------------------------------------------------------------------------------

SPACES = {"c": "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "m": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"}


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("Child H", "Child H"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
        ("a" * 150 + ", " + "b" * 60, "a" * 150 + "…"),
    ],
)
def test_a_manifest_names_one_course(title: str, listed: str) -> None:
    made = manifest(Course("briefing.w.b", title, "d" * 2001, "cy", "a b.html", ("a b.html", "c.js")))
    root = etree.fromstring(made)
    texts = {e.text for e in root.iterfind(".//c:title", SPACES)}
    assert texts == {listed} and root.get("identifier") == identifier("w", "b") and root.get("version") == "1.1"
    (resource,) = root.iterfind(".//c:resource", SPACES)
    assert resource.get("href") == "a%20b.html" and resource.get("identifier") == "briefing.w.b.sco"
    assert [f.get("href") for f in resource] == ["a%20b.html", "c.js"]
    (item,) = root.iterfind(".//c:item", SPACES)
    assert (item.get("identifierref"), item.get("isvisible")) == ("briefing.w.b.sco", "true")
    said = [e.text or "" for e in root.iterfind(".//m:langstring", SPACES)]
    assert said == [title, "d" * 2000]
    assert root.find(".//m:description", SPACES) is not None
    assert b"description" not in manifest(Course("i", "t", "", "en", "a.html", ()))


def test_what_two_pages_repeat_travels_once() -> None:
    foot, short = f"<footer>{'x' * 103}</footer>", f"<footer>{'x' * 102}</footer>"
    assert (len(foot), len(short)) == (120, 119)
    assert once({"a.html": foot, "b.html": "<p>b</p>"}) == {"a.html": foot, "b.html": "<p>b</p>"}
    assert SCRIPT not in once({"a.html": short, "b.html": short})
    made = once({"a.html": f"<p>\n</p>{foot}<i>", "b/c.html": f"{short}\n{foot}"})
    assert made["a.html"] == f'<p>\n</p><script src="{SCRIPT}" data-part="0"></script><i>'
    assert made["b/c.html"] == f'{short}\n<script src="../{SCRIPT}" data-part="0"></script>'
    assert made[SCRIPT] == f'document.currentScript.outerHTML = ["{foot}"][document.currentScript.dataset.part];\n'


REPEATED = {
    '<svg aria-hidden="true">{}</svg>': True,
    "<svg>{}</svg>": False,
    '<div class="a needs-script">{}</div>': True,
    '<div class="needs-scripts">{}</div>': False,
    "<div class>{}</div>": False,
    '<p class="needs-script">{}</p>': False,
    '<button class="needs-script">{}</button>': False,
    "<template>{}</template>": True,
    "<dialog><dialog>{}</dialog></dialog>": True,
    "<main>{}</main>": False,
}


@pytest.mark.parametrize("shape", REPEATED)
def test_what_may_stand_elsewhere(shape: str) -> None:
    page = shape.format("x" * 200)
    made = once({"a.html": page, "b.html": page})
    assert (SCRIPT in made) is REPEATED[shape]
    assert made["a.html"] == ('<script src="assets/repeated.js" data-part="0"></script>' if REPEATED[shape] else page)


# Digests -----------------------------------------------------------------------------------------


def test_digests_tell_apart_what_is_not_the_same(tmp_path: Path) -> None:
    assert len({digest_of(parts) for parts in ((), ("ab",), ("a", "b"), ("a", "b", ""), ("b", "a"), (1,), ("1",))}) == 7
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"x")
    two.write_bytes(b"xy")
    files: Mapping[str, list[tuple[str, Path]]] = {
        "both": [("a", one), ("b", two)],
        "turned": [("b", two), ("a", one)],
        "renamed": [("a", two), ("b", one)],
        "one": [("a", one)],
    }
    assert len({files_digest(found) for found in files.values()}) == 4
    values = [("value", n) for n in range(5002)]
    digests = [digest_once(value) for value in values]
    assert digests[0] == digest_once(values[0]) == digest_of((values[0],)) and len(set(digests)) == len(values)

"""The limits of the rules, on both sides of each: so many words, parts, years, times, and the day itself.

A briefing is made of as little as the rule looks at, and what the rule says of it stands beside, word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builder.check.core import Draft, norm
from builder.check.language.sentences import grade, is_surely_easier, sentences
from builder.check.look import alternatives, needed
from builder.check.table import CHECKS
from builder.check.timing import timing
from builder.check.tracing import matrix
from builder.model.briefing import Audience, Briefing, Decision, Links, Prompt, Role, Section, Term
from builder.model.partnership import Accessibility, Compliance, Library, Partnership, Privacy, Returns
from builder.model.place import Place
from builder.model.reach import Support, Worried
from builder.model.text import (
    Block,
    Cell,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Point,
    PointList,
    Table,
    Text,
)

TODAY = date(2026, 11, 22)
FIND = {check.rule.name: check.find for check in CHECKS}
HOME = Place("content/partnership.yml", 1)


def words(count: int) -> str:
    """So many words, in sentences of ten."""
    return " ".join("word." if n % 10 == 0 else "Word" if n % 10 == 1 else "word" for n in range(1, count + 1))


def blocks(*texts: str) -> tuple[Block, ...]:
    """Paragraphs, the first on line 3."""
    return tuple(Paragraph((Text(text),), line) for line, text in enumerate(texts, 3) if text)


def points(letter: str, *texts: str, links: dict[int, tuple[str, ...]] | None = None) -> PointList:
    """A numbered list of findings (F) or recommendations (R)."""
    each = (
        Point(f"{letter}{n}", blocks(text), line=10 + n, links=(links or {}).get(n, ()))
        for n, text in enumerate(texts, 1)
    )
    return PointList(tuple(each), 10)


def bullets(*texts: str) -> ListBlock:
    """A list on line 7."""
    return ListBlock(False, tuple(ListItem(blocks(text), 7 + n) for n, text in enumerate(texts)), line=7)


def part(number: int, title: str, *content: str | Block, asks: Sequence[str] = (), **more: Any) -> Section:
    """A part; its questions on line 20 and below."""
    made = tuple(block for c in content for block in (blocks(c) if isinstance(c, str) else (c,)))
    prompts = tuple(Prompt(f"q{number}-{n}", text, 20 + n) for n, text in enumerate(asks))
    place = Place(f"content/child-h/{number:02}-part.md", 1)
    return Section(number, number, f"{number:02}-part", title, place, made, prompts, title_line=1, **more)


def said(rule: str, *parts: Section, own: Partnership | None = None, **facts: Any) -> list[str]:
    """What one rule says of a briefing: file and line, the part it names, the message."""
    briefing = Briefing(
        "child-h", "Child H", Place("content/child-h/briefing.yml", 1), parts, **({"alias": "Child H"} | facts)
    )
    library = Library(own or Partnership("wrenford", "Wrenford Partnership", HOME), (briefing,), ())
    return [
        f"{found.place.path.split('/', 1)[1]}:{found.place.line} {found.heading}: {found.message}".replace(
            "child-h/", ""
        )
        for found in FIND[rule](Draft(library, briefing, TODAY))
    ]


@pytest.mark.parametrize(
    ("rule", "count", "message"),
    [
        ("unusual-length", 1, "1 words: most briefings have 350 to 900"),
        ("unusual-length", 349, "349 words: most briefings have 350 to 900"),
        ("unusual-length", 350, ""),
        ("unusual-length", 900, ""),
        ("unusual-length", 901, "901 words: most briefings have 350 to 900"),
        ("unusual-length", 1200, "1,200 words: most briefings have 350 to 900"),
        ("unusual-length", 1201, ""),
        ("too-long", 1200, ""),
        ("too-long", 1201, "1,201 words: nobody reads this in seven minutes"),
        ("too-long", 1650, "1,650 words: nobody reads this in seven minutes"),
        ("too-long", 1651, ""),
        ("far-too-long", 1650, ""),
        ("far-too-long", 1651, "1,651 words: over 1,650 it is no longer a briefing"),
        ("unusual-length", 0, ""),
        ("timing", 0, ""),
        ("no-text", 0, "Nobody has written in this briefing yet"),
        ("no-text", 1, ""),
    ],
)
def test_so_many_words(rule: str, count: int, message: str) -> None:
    expected = [f"briefing.yml:1 : {message}"] if message else []
    assert said(rule, part(1, "Background", words(count))) == expected


def test_words_of_one_part() -> None:
    parts = (part(1, "Background", words(250)), part(2, "", words(251)), part(3, "After", words(252)))
    assert said("long-part", *parts) == [
        "02-part.md:1 Part 2: 251 words in one part",
        "03-part.md:1 After: 252 words in one part",
    ]


@pytest.mark.parametrize(
    ("count", "asks", "told"),
    [
        (20, [], "20 words: 1 minute to read, no questions. Background 20 words, 0 to reflect"),
        (
            300,
            ["Why?"],
            "300 words: 2 minutes to read, about 3 with a minute for each of 1 question. Background 300 words, "
            "1 to reflect",
        ),
        (
            900,
            ["a", "b", "c"],
            "900 words: 4 minutes to read, about 7 with a minute for each of 3 questions. Background 900 words, "
            "3 to reflect",
        ),
        (
            900,
            ["a", "b", "c", "d"],
            "900 words: 4 minutes to read, about 8 with a minute for each of 4 questions (1 minute over seven). "
            "Background 900 words, 4 to reflect",
        ),
        (
            1000,
            ["a", "b", "c", "d"],
            "1000 words: 5 minutes to read, about 9 with a minute for each of 4 questions (2 minutes over seven). "
            "Background 1000 words, 4 to reflect",
        ),
    ],
)
def test_how_long_it_takes(count: int, asks: list[str], told: str) -> None:
    section = part(1, "Background", words(count), asks=asks)
    assert timing(Briefing("b", "B", HOME, (section,))) == told


def test_each_part_has_its_own_words_and_questions() -> None:
    made = (part(1, "One", words(3), asks=["a", "b"]), part(2, "", words(4)))
    core = replace(made[0], prompts=(replace(made[0].prompts[0], core=True), made[0].prompts[1]))
    assert timing(Briefing("b", "B", HOME, (core, made[1]))) == (
        "7 words: 1 minute to read, about 2 with a minute for each of 2 questions. "
        "One 3 words, 2 to reflect; Part 2 4 words, 0 to reflect"
    )


# Bones -------------------------------------------------------------------------------------------

PARTS = tuple(part(n, f"Part called {n}", "Some words.", asks=[f"What of {n}?"]) for n in range(1, 11))


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (0, ""),
        (1, "The briefing has 1 part"),
        (2, "The briefing has 2 parts"),
        (3, "The briefing has 3 parts"),
        (4, ""),
        (9, ""),
        (10, "The briefing has 10 parts"),
    ],
)
def test_so_many_parts(count: int, message: str) -> None:
    assert said("part-count", *PARTS[:count]) == ([f"briefing.yml:1 : {message}"] if message else [])


@pytest.mark.parametrize(
    ("rule", "parts", "expected"),
    [
        ("empty-part", (part(1, "Background"),), ["01-part.md:1 : “Background” has no text"]),
        ("empty-part", (part(1, "Questions for you"),), ["01-part.md:1 : “Questions for you” has no text"]),
        ("empty-part", (part(1, "Questions for you", asks=["What now?"]),), []),
        ("empty-part", (part(1, "Background", asks=["What now?"]),), ["01-part.md:1 : “Background” has no text"]),
        ("empty-part", (part(1, "Background", "One"),), []),
        ("no-text", (), []),
        ("no-prompt", (part(1, "", "One"), *PARTS[1:2]), ["01-part.md:1 : “Part 1” has no question to reflect on"]),
        (
            "part-without-heading",
            (part(1, "", "a"), part(2, "", "b")),
            ["briefing.yml:1 : No part has a heading: readers see Part 1, Part 2 and so on"],
        ),
        ("part-without-heading", (part(1, "", "a"),), ["01-part.md:1 : Part 1 has no heading"]),
        ("part-without-heading", (part(1, "One", "a"), part(2, "", "b")), ["02-part.md:1 : Part 2 has no heading"]),
        ("part-without-heading", (part(1, "One", "a"), part(2, "Two", "b")), []),
        ("no-role", (part(1, "What Tuesday taught"), part(2, ""), part(3, "Findings", role=Role.FINDINGS)),
         ["01-part.md:1 What Tuesday taught: The heading does not show what this part is for"]),
        ("no-recommendations", PARTS[:2],
         ["briefing.yml:1 : No part says what should change: the worksheet has nothing to answer"]),
        ("no-recommendations", (part(1, "What to do", "a", role=Role.WHAT_TO_DO),), []),
        ("no-recommendations", (part(1, "Change", "a", role=Role.CHANGE),), []),
        ("no-recommendations", (part(1, "R", points("R", "Do."), role=Role.RECOMMENDATIONS),), []),
        ("no-recommendations", (part(1, "R", "Do.", role=Role.RECOMMENDATIONS),),
         ["briefing.yml:1 : No part says what should change: the worksheet has nothing to answer"]),
        ("points-without-numbers", (part(1, "F", "Some.", role=Role.FINDINGS), part(2, "R", role=Role.RECOMMENDATIONS)),
         ["01-part.md:1 F: These points have no numbers"]),
        ("points-without-numbers", (part(1, "R", "Some.", role=Role.RECOMMENDATIONS),),
         ["01-part.md:1 R: These points have no numbers"]),
        ("points-without-numbers", (part(1, "F", points("F", "a"), role=Role.FINDINGS), part(2, "B", "b")), []),
        ("points-without-prompt",
         (part(1, "F", points("F", "a", "b", "c"), role=Role.FINDINGS), part(2, "B", "b"),
          part(3, "R", points("R", "a"), asks=["What?"], role=Role.RECOMMENDATIONS)),
         ["01-part.md:1 F: Nobody is asked to think about F1 to F3"]),
        ("same-heading", (part(1, "Findings"), part(2, ""), part(3, ""), part(4, "FINDINGS"), part(5, "findings")),
         ["04-part.md:1 : Two parts have the same heading: see content/01-part.md",
          "05-part.md:1 : Two parts have the same heading: see content/01-part.md"]),
        ("same-prompt", (part(1, "One", asks=["What now?", "What then?"]), part(2, "Two", asks=["what  NOW?", "Why?"])),
         ["02-part.md:20 Two: The same question stands in “One”"]),
        ("heading-order",
         (part(1, "One", Heading(2, (Text("a"),), 4), Heading(4, (Text("b"),), 5), Heading(3, (Text("c"),), 6),
               Heading(4, (Text("d"),), 7)), part(2, "Two", Heading(3, (Text("e"),), 8))),
         ["01-part.md:5 One: A heading of level 4 follows level 2",
          "02-part.md:8 Two: A heading of level 3 follows level 1"]),
    ],
)  # fmt: skip
def test_bones(rule: str, parts: tuple[Section, ...], expected: list[str]) -> None:
    assert said(rule, *parts) == expected


def inline(*inlines: Inline) -> Paragraph:
    """A paragraph on line 4."""
    return Paragraph(inlines, 4)


def link(shown: str) -> Paragraph:
    """A link with these words."""
    return inline(Text("See "), Link("https://example.org", (Text(shown),)))


@pytest.mark.parametrize(
    ("shown", "is_empty"),
    [
        *(
            (w, True)
            for w in ("here", "Click here", "more", "read more", "Find out more", "this", "this link", "this page")
        ),
        *((w, True) for w in ("link", "website", "https://example.org", "www.example.org")),
        *((w, False) for w in ("page", "the guidance", "more about neglect", "here is the guidance", "", "read")),
    ],
)
def test_words_of_a_link(shown: str, is_empty: bool) -> None:
    expected = ["01-part.md:4 One: The link does not say where it leads"] if is_empty else []
    assert said("link-text", part(1, "One", link(shown))) == expected
    assert said("link-text", part(1, "One", "Some.", trainer_notes=(link(shown),))) == expected


def test_pictures_and_tables_for_those_who_listen() -> None:
    pictures = inline(Image("a.png", " "), Image("b.png", "A map"), Image("c.png", ""))
    assert said("alt-text", part(1, "One", pictures)) == ["01-part.md:4 One: A picture has no description"] * 2
    row = (Cell((Text("x"),)), Cell((Text("y"),)))
    tables = (
        Table((Cell((Text("a"),)), Cell((Text(" "),))), (row,), 5),
        Table((Cell((Text("a"),)), Cell((Text("b"),))), (row,), 9),
    )
    assert said("table-heading", part(1, "One", *tables)) == ["01-part.md:5 One: A column of the table has no heading"]


# Facts -------------------------------------------------------------------------------------------


def partnership(**more: Any) -> Partnership:
    """A partnership that lacks nothing but what is given."""
    return Partnership("wrenford", "Wrenford Partnership", HOME, **more)


KEPT = "partnership.yml:1 : Worksheets are kept for {}: the follow-up after 12 is made from them"


@pytest.mark.parametrize(
    ("rule", "own", "facts", "expected"),
    [
        ("review-date-passed", {}, {"review_by": TODAY}, []),
        ("review-date-passed", {}, {"review_by": date(2026, 11, 21), "lines": (("review_by", 7),)},
         ["briefing.yml:7 : This briefing was due for review on 21 November 2026"]),
        ("review-date-passed", {}, {}, []),
        ("withdrawal-date-passed", {}, {"withdraw_on": date(2026, 1, 3)},
         ["briefing.yml:0 : This briefing was to be withdrawn on 3 January 2026"]),
        ("withdrawal-date-passed", {}, {"withdraw_on": TODAY}, []),
        ("deleted-too-soon", {"returns": Returns(keep_months=12)}, {}, [KEPT.format("12 months")]),
        ("deleted-too-soon", {"returns": Returns(keep_months=1)}, {}, [KEPT.format("1 month")]),
        ("deleted-too-soon", {"returns": Returns(keep_months=13)}, {}, []),
        ("deleted-too-soon", {}, {}, []),
        ("dates-out-of-order", {}, {"published": TODAY, "review_by": TODAY, "withdraw_on": TODAY}, []),
        ("dates-out-of-order", {}, {"published": TODAY, "review_by": date(2026, 11, 21)},
         ["briefing.yml:0 : review_by lies before published"]),
        ("dates-out-of-order", {}, {"published": TODAY, "withdraw_on": date(2026, 11, 21)},
         ["briefing.yml:0 : withdraw_on lies before published"]),
        ("dates-out-of-order", {}, {"published": date(2026, 1, 1), "review_by": TODAY, "withdraw_on": date(2026, 2, 1)},
         ["briefing.yml:0 : withdraw_on lies before review_by"]),
        ("no-worried-line", {}, {},
         ["partnership.yml:1 : There is no telephone number for somebody who is worried now"]),
        ("no-worried-line", {"worried": Worried("Ring us", "")}, {},
         ["partnership.yml:1 : There is no telephone number for somebody who is worried now"]),
        ("no-worried-line", {"worried": Worried("Ring us", "01632 960123")}, {}, []),
        ("missing-facts", {}, {"summary": "s", "published": TODAY, "review_by": TODAY},
         ["briefing.yml:1 : Not filled in: source_review, period_described, support"]),
        ("missing-facts", {}, {"summary": "s", "source_review": "r", "period_described": "2019", "published": TODAY,
                               "review_by": TODAY, "support": (Support("Line"),)}, []),
        ("statement-incomplete", {}, {},
         ["partnership.yml:1 : The accessibility statement does not say: compliance, prepared_on, how_tested, contact, "
          "answer_within"]),
        ("statement-incomplete",
         {"accessibility": Accessibility(
             compliance=Compliance.PARTIALLY, prepared_on=TODAY, how_tested="by us", contact="c")},
         {}, ["partnership.yml:1 : The accessibility statement does not say: answer_within"]),
        ("nobody-answers", {"privacy": Privacy(controller="The council")}, {},
         ["partnership.yml:1 : Teams are not told who answers for what they send: privacy: lacks dpo, basis"]),
        ("nobody-answers", {"privacy": Privacy(controller="c", dpo="d", basis="b")}, {}, []),
        ("stale-period", {}, {"period_described": "2011 to 2021", "lines": (("period_described", 4),)},
         ["briefing.yml:4 : The period ended in 2021; nothing says what has changed since"]),
        ("stale-period", {}, {"period_described": "2011 to 2022"}, []),
        ("stale-period", {}, {"period_described": "2011 to 2021", "since": "A new pathway."}, []),
        ("stale-period", {}, {"period_described": "some years ago"}, []),
    ],
)  # fmt: skip
def test_facts(rule: str, own: dict[str, Any], facts: dict[str, Any], expected: list[str]) -> None:
    assert said(rule, part(1, "Background", "Some words."), own=partnership(**own), **facts) == expected


def test_a_topic_has_neither_review_nor_period() -> None:
    topic = part(1, "What", "Some.", role=Role.WHAT)
    assert said("missing-facts", topic, alias="") == [
        "briefing.yml:1 : Not filled in: summary, published, review_by, support"
    ]
    assert said("missing-facts", topic)[0].count(",") == 5
    assert said("missing-facts", part(1, "Background", "Some."), alias="")[0].count(",") == 5


def test_at_most_five_topics_are_suggested_and_none_beside_the_authors() -> None:
    findings = points(
        "F",
        "Domestic abuse, neglect, fathers, information sharing, professional curiosity, alcohol, mental health and "
        "housing were each seen alone.",
    )
    section = part(1, "Findings", findings, role=Role.FINDINGS)
    told = said("topics", section, lines=(("topics", 9),))
    assert len(told) == 1 and told[0].startswith("briefing.yml:9 : It has no topics. Perhaps: ")
    assert told[0].count(", ") == 4
    assert said("topics", section, topics=("neglect",)) == []
    assert said("topics", part(1, "Findings", points("F", "Some."), role=Role.FINDINGS)) == []


@pytest.mark.parametrize(
    ("text", "to", "address"),
    [
        ("Return the plan to office@example.org.", "learning@example.org", "office@example.org"),
        ("Return the plan to LEARNING@example.org.", "learning@example.org", ""),
        ("Write to office@example.org.", "learning@example.org", ""),
        ("Return the plan. Ask office@example.org.", "learning@example.org", ""),
        ("Return the plan to office@example.org.", "", ""),
    ],
)
def test_another_address_for_what_teams_send_back(text: str, to: str, address: str) -> None:
    own = partnership(returns=Returns(to=to))
    expected = [f"01-part.md:3 Change: “{address}”: the forms say {to}"] if address else []
    assert said("return-address", part(1, "Change", text), own=own) == expected


def test_a_content_notice_is_asked_for_once_and_not_where_a_part_has_its_own() -> None:
    parts = (part(1, "One", "She died.", "He was stabbed."), part(2, "Two", "A fractured arm."))
    first = "01-part.md:3 One: “died”: nothing prepares readers for what is described"
    assert said("no-content-notice", *parts) == [first]
    assert said("no-content-notice", *parts, content_notice="Injuries.") == []
    noticed = replace(parts[0], notice="a death")
    second = "02-part.md:3 Two: “fractured”: nothing prepares readers for what is described"
    assert said("no-content-notice", noticed, parts[1]) == [second]


# What is absent ----------------------------------------------------------------------------------

CASE: dict[str, Any] = {"role": Role.BACKGROUND}


@pytest.mark.parametrize(
    ("text", "facts", "told"),
    [
        (words(150), {}, False),
        (words(151), {}, True),
        (words(151), {"alias": ""}, False),
        ("She told a teacher. " + words(151), {}, False),
        ("Her mother told a teacher. " + words(151), {}, True),
        ("Adult B wanted to go home. " + words(151), {}, False),
    ],
)
def test_what_the_child_or_adult_said(text: str, facts: dict[str, Any], told: bool) -> None:
    message = ["briefing.yml:1 : Nothing tells what the child or adult said, showed or wanted"] if told else []
    assert said("no-voice", part(1, "Background", text, **CASE), **facts) == message
    assert said("no-voice", part(1, "Themes", text), **facts) == []


@pytest.mark.parametrize(
    ("text", "audience", "told"),
    [
        ("The mother came. Mum left.", Audience.CHILDREN, True),
        ("The mother came.", Audience.CHILDREN, False),
        ("The mother came. Mum left. Her partner stayed.", Audience.CHILDREN, False),
        ("The mother came. Mum left.", Audience.BOTH, True),
        ("The mother came. Mum left.", Audience.ADULTS, False),
    ],
)
def test_one_parent(text: str, audience: Audience, told: bool) -> None:
    expected = ["briefing.yml:1 : The mother is spoken of, and no father or partner"] if told else []
    assert said("single-parent-view", part(1, "Background", text), own=partnership(audience=audience)) == expected


ABUSE = "Domestic abuse was known. Domestic abuse went on."


@pytest.mark.parametrize(
    ("text", "support", "what"),
    [
        (ABUSE, (Support("Samaritans"),), "domestic abuse"),
        (ABUSE, (), ""),
        (ABUSE, (Support("Refuge"),), ""),
        (ABUSE, (Support("Line", phone="0808 2000 247"),), ""),
        ("Domestic abuse was known.", (Support("Samaritans"),), ""),
        ("He spoke of suicide and of self-harm.", (Support("Refuge"),), "suicide and self-harm"),
        ("He spoke of suicide and of self-harm.", (Support("Samaritans", detail="at any hour"),), ""),
        ("She was raped. A sexual assault followed.", (Support("Refuge"),), "sexual abuse"),
    ],
)
def test_a_line_for_what_the_text_speaks_of(text: str, support: tuple[Support, ...], what: str) -> None:
    expected = [f"briefing.yml:0 : The text speaks of {what}, and no line for it is named"] if what else []
    assert said("support-does-not-match", part(1, "Background", text), support=support) == expected


def test_weak_and_ownerless_recommendations() -> None:
    asked = points("R", "Remind staff about neglect.", "Agencies should improve.", "The ICB will add a form by May.")
    parts = (
        part(1, "R", asked, role=Role.RECOMMENDATIONS),
        part(2, "F", points("F", "Remind staff."), role=Role.FINDINGS),
    )
    assert said("weak-action", *parts) == ["01-part.md:11 R: “Remind staff” changes little alone"]
    assert said("no-owner", *parts) == ["01-part.md:12 R: “Agencies should improve”: nobody in particular is asked"]


# Plain English -----------------------------------------------------------------------------------


def one_sentence(count: int) -> str:
    """A sentence of so many words."""
    return " ".join(["Word", *["word"] * (count - 2), "end."])


@pytest.mark.parametrize(
    ("rule", "count", "told"),
    [
        ("long-sentence", 25, False),
        ("long-sentence", 26, True),
        ("long-sentence", 35, True),
        ("long-sentence", 36, False),
        ("very-long-sentence", 35, False),
        ("very-long-sentence", 36, True),
    ],
)
def test_words_in_a_sentence(rule: str, count: int, told: bool) -> None:
    expected = [f"01-part.md:3 One: A sentence of {count} words"] if told else []
    assert said(rule, part(1, "One", one_sentence(count))) == expected
    assert said(rule, part(1, one_sentence(count), asks=[one_sentence(count)])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("e.g. This goes on. So.", ("e.g. This goes on.", "So.")),
        ("He said “No.” She left.", ("He said “No.", "She left.")),
        ("First; Second", ("First", "Second")),
        ("First; second", ("First; second",)),
        ("Dr. Smith came", ("Dr. Smith came",)),
        ("It is No. 4. She left.", ("It is No. 4.", "She left.")),
        ("Line\nLine", ("Line", "Line")),
        ("", ()),
        ("At 3. 4 came.", ("At 3.", "4 came.")),
        ("It ends with etc.", ("It ends with etc.",)),
    ],
)
def test_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


def passages(*texts: str) -> tuple[Any, ...]:
    """Paragraphs as the rules see them."""
    briefing = Briefing("b", "B", HOME, (part(1, "One", *texts),))
    return Draft(Library(partnership(), (briefing,), ()), briefing, TODAY).prose


def test_the_grade_is_flesch_and_kincaids() -> None:
    """Six words of one syllable in two sentences: 0.39 * 3 + 11.8 * 1 - 15.59."""
    score, count = grade(passages("The cat sat. The dog ran."))
    assert count == 6 and round(score, 2) == round(0.39 * 3 + 11.8 - 15.59, 2)
    score, count = grade(passages("Children", "The boy asked people."))
    assert count == 5 and round(score, 2) == round(0.39 * 5 / 2 + 11.8 * 7 / 5 - 15.59, 2)
    assert grade(passages()) == (0.0, 0)
    assert is_surely_easier(passages(), -100) and is_surely_easier(passages("The cat sat."), 0)
    assert not is_surely_easier(passages("The cat sat."), -3)


HARD = "Multidisciplinary safeguarding considerations necessitate organisational accountability. "


def test_a_grade_of_fewer_words_is_chance() -> None:
    assert said("reading-grade", part(1, "One", HARD * 24)) == []
    told = said("reading-grade", part(1, "One", HARD * 25))
    assert len(told) == 1 and "150 words): hard for most adults" in told[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The TAF met. The TAF met again.", ["TAF"]),
        ("The Team Around the Family (TAF) met.", []),
        ("The TAF (Team Around the Family) met.", []),
        ("The TAF (now) met.", ["TAF"]),
        ("The NHS and the GP met.", []),
        ("The TAFs met.", ["TAF"]),
        ("THIS IS ALL WRITTEN LARGE TAF", []),
        ("The TAF AND IRO met again on Monday.", ["TAF", "IRO"]),
        ("The MASH/TAF", ["MASH"]),
        ("Wrenford's WSCP met.", []),
        ("The LCSPR said so.", []),
        ("A term, IRO, is explained.", ["IRO"]),
    ],
)
def test_abbreviations(text: str, found: list[str]) -> None:
    own = replace(partnership(), name="Wrenford Partnership (WSCP)")
    told = said("abbreviation", part(1, "One", text), own=own, source_review="LCSPR 4", glossary=(Term("Xyz", "x"),))
    assert told == [f"01-part.md:3 One: “{short}” is not explained where it first appears" for short in found]


@pytest.mark.parametrize(
    ("points_", "message"),
    [
        (("Share.", "Ask."), ""),
        (("Share.", "Ask"), "end with a full stop and some do not"),
        (("Share", "Ask."), "end with a full stop and some do not"),
        (("Share.", "ask."), "start with a capital and some do not"),
        (("share", "ask."), ""),
        (("share.", "ask", "tell"), "end with a full stop and some do not"),
        (("“Share.”", "Ask!"), ""),
        (("Share.",), ""),
        (("3 calls.", "Ask."), ""),
    ],
)
def test_points_that_begin_and_end_alike(points_: tuple[str, ...], message: str) -> None:
    expected = [f"01-part.md:7 One: Some points {message}"] if message else []
    assert said("mixed-bullets", part(1, "One", bullets(*points_))) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We utilised it. They utilise it.", ["utilise"]),
        ("Whilst here, going forward.", ["whilst", "going forward"]),
        ("Use it.", []),
        ("NEVER LEAVE IT", []),
    ],
)
def test_plain_words(text: str, found: list[str]) -> None:
    told = [f"01-part.md:3 One: “{word}”: plainer words are at hand" for word in found]
    assert said("plain-words", part(1, "One", text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("NEVER LEAVE IT LATE", True),
        ("NEVER LEAVE", False),
        ("NHS AND GP", True),
        ("ASK A GP", True),
        ("Ask a GP", False),
    ],
)
def test_words_in_capitals(text: str, told: bool) -> None:
    assert said("capitals", part(1, "One", text)) == (["01-part.md:3 One: Words in capitals"] if told else [])


# Questions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "question", "told"),
    [
        ("closed-prompt", "Do you share early?", True),
        ("closed-prompt", "When you visit, do you ask?", False),
        ("closed-prompt", "In your team, do you share?", True),
        ("closed-prompt", "What do you share?", False),
        ("closed-prompt", "Is everybody told?", False),
        ("long-prompt", " ".join(["word"] * 25), False),
        ("long-prompt", " ".join(["word"] * 26), True),
        ("double-prompt", "What helps? What stops you?", True),
        ("double-prompt", "What helps you and what stops you?", True),
        ("double-prompt", "Who do you tell, and how?", False),
        ("double-prompt", "How do you decide what is urgent and what can wait?", False),
        ("double-prompt", "What, how and why?", True),
        ("blaming-prompt", "Why did somebody ask?", False),
        ("blaming-prompt", "Why didn't they ask?", True),
        ("blaming-prompt", "What went wrong?", True),
        ("case-details", "Describe a case you know.", True),
        ("case-details", "Describe a child protection plan.", False),
        ("case-details", "What did the family you visited say?", True),
    ],
)
def test_questions(rule: str, question: str, told: bool) -> None:
    messages = {
        "closed-prompt": "This question can be answered by yes or no",
        "long-prompt": f"A question of {len(question.split())} words",
        "double-prompt": "More than one question in one",
        "blaming-prompt": "This question looks for fault",
        "case-details": "This question may draw details of a real case onto a device",
    }
    expected = [f"01-part.md:20 One: {messages[rule]}"] if told else []
    assert said(rule, part(1, "One", question, asks=[question])) == expected


# Links between findings and recommendations, and decisions ---------------------------------------

FINDINGS = part(1, "Findings", points("F", "One finding.", "Two | finding.", "x" * 60), role=Role.FINDINGS)
LINKED = part(
    2,
    "R",
    points("R", "Do one.", "Do another.", "y" * 61, links={1: ("F1", "F2"), 2: ("F1",)}),
    role=Role.RECOMMENDATIONS,
)
UNLINKED = part(2, "R", points("R", "Do one.", "Do another."), role=Role.RECOMMENDATIONS)


def test_the_matrix() -> None:
    assert matrix(Briefing("b", "B", HOME, (FINDINGS, LINKED))) == (
        "| | R1 | R2 | R3 | linked |\n|---|:-:|:-:|:-:|:-:|\n"
        "| F1 One finding. | ● | ● |  | 2 |\n"
        "| F2 Two \\| finding. | ● |  |  | 1 |\n"
        f"| F3 {'x' * 60} |  |  |  | – |\n"
        "| linked | 2 | 1 | – | |\n"
        f"\n- R1 Do one.\n- R2 Do another.\n- R3 {'y' * 59}…\n"
    )
    assert matrix(Briefing("b", "B", HOME, (FINDINGS,))) == matrix(Briefing("b", "B", HOME, (LINKED,))) == ""


def test_what_is_linked_to_what() -> None:
    assert said("finding-unanswered", FINDINGS, LINKED) == [
        "01-part.md:13 Findings: F3 is answered by no recommendation"
    ]
    assert said("recommendation-answers-none", FINDINGS, LINKED) == ["02-part.md:13 R: R3 answers no finding"]
    assert said("no-links", FINDINGS, LINKED) == []
    assert said("whose-links", FINDINGS, LINKED) == [
        "briefing.yml:1 : Recommendations are linked to findings, and nothing says whose links they are"
    ]
    assert said("whose-links", FINDINGS, LINKED, links=Links.OURS) == []
    assert (
        said("finding-unanswered", FINDINGS, UNLINKED) == said("recommendation-answers-none", FINDINGS, UNLINKED) == []
    )
    assert said("no-links", FINDINGS, UNLINKED) == ["02-part.md:11 R: No recommendation says which findings it answers"]
    assert said("no-links", FINDINGS) == said("no-links", UNLINKED) == said("whose-links", FINDINGS, UNLINKED) == []


def decision(rule: str, *covered: str, reason: str = "It is known.", who: str = "A. Chair") -> Decision:
    """A decision on line 30 of the settings."""
    return Decision(rule=rule, reason=reason, who=who, when=TODAY, words=covered, line=30)


def test_decisions() -> None:
    text = part(1, "One", "He said “Nothing helps” to all.")
    some = (decision("nationalty", "a"), decision("place", reason="An EXAMPLE"), decision("name"), decision("qqq", "a"))
    assert said("unknown-decision", text, decisions=some) == [
        "briefing.yml:30 : There is no rule “nationalty”",
        "briefing.yml:30 : There is no rule “qqq”",
    ]
    assert said("example-decision", text, decisions=some) == [
        "briefing.yml:30 : The decision about place is an example, not a decision"
    ]
    assert said("decision-without-words", text, decisions=some) == [
        "briefing.yml:30 : The decision about name names no words"
    ]
    held = (decision("review-words", "'Nothing  helps'"), decision("review-words", "Nothing helped"))
    assert said("review-words", text, decisions=held) == [
        "briefing.yml:30 : These words stand nowhere as they were decided: “Nothing helped”"
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“Asia”", "asia", True),
        ("Child’s", "child's", True),
        ("a\u00a0b", "a  b", True),
        ("a b.", " A b!", True),
        ("a-b", "a b", False),
    ],
)
def test_words_are_compared_without_case_blanks_and_marks(one: str, other: str, same: bool) -> None:
    assert (norm(one) == norm(other)) is same


@pytest.mark.parametrize(
    ("pattern", "parts", "pieces"),
    [
        ("abc|de", ["abc", "de"], [{"abc", "de"}]),
        (r"a\|b|c", [r"a\|b", "c"], []),
        ("[|]x|yz", ["[|]x", "yz"], [{"|x", "yz"}]),
        ("(?:ab|cd)ef|gh", ["(?:ab|cd)ef", "gh"], [{"ef", "gh"}]),
        ("(ab)|cd", ["(ab)|cd"], [{"ab", "cd"}]),
        (r"\d{2}ab", [r"\d{2}ab"], [set("0123456789"), {"ab"}]),
        ("(?:xyz)?abc", ["(?:xyz)?abc"], [{"abc"}]),
        ("(?=xyz)abc", ["(?=xyz)abc"], [{"abc"}, {"xyz"}]),
        ("(?!xyz)abc", ["(?!xyz)abc"], [{"abc"}]),
        ("[Aa]bcd", ["[Aa]bcd"], [{"abcd"}]),
        ("[ab]cde", ["[ab]cde"], [{"cde"}]),
        ("a.b", ["a.b"], []),
    ],
)
def test_pieces_that_every_match_must_hold(pattern: str, parts: list[str], pieces: list[set[str]]) -> None:
    assert alternatives(pattern) == parts
    assert [set(group) for group in needed(pattern)] == pieces


@pytest.mark.parametrize(
    ("rule", "text", "messages"),
    [
        ("label", "Refusal of help is not the end of our duty, and no case is closed on refusal alone.", []),
        (
            "label",
            "Her refusal was written down twice.",
            ["“refusal”: it puts the trouble in the person, and hides what was offered and how"],
        ),
        (
            "dated-term",
            "See Working Together 2023 for the duty.",
            ["“Working Together 2023”: the edition of 2026 replaced it"],
        ),
        ("dated-term", "See Working Together 2026 for the duty.", []),
        ("dated-term", "Working Together 2018 required a meeting.", []),
        ("exact-age", "He was a man in his late sixties.", ["An age by its decade: “in his late sixties”"]),
        ("exact-age", "He was aged 67 when he died.", ["An exact age: “aged 67”"]),
        (
            "combined-picture",
            "The mother drove a taxi. She was aged 31 in 2019. Working Together 2023 and the Care Act 2014 ask for this"
            " by September 2027.",
            ["Put together, these details may point to one family. exact age: aged 31; occupation: taxi; years: 2019"],
        ),
    ],
)
def test_what_a_word_or_a_year_means_where_it_stands(rule: str, text: str, messages: list[str]) -> None:
    assert [each.split(": ", 1)[1] for each in said(rule, part(1, "Background", text))] == messages

"""The law of the form: `read(render(plan)) == plan`, for Word, PDF and the return file.

HYPOTHESIS_PROFILE=deep tries 2,000 forms of each kind.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.adapters.word.form import FormTemplate
from builder.form.answers import FieldKind, clean, meaning
from builder.form.definition import PRINTED_ACTIONS, Form, TickField, plan_form
from builder.form.field_ids import decode, encode
from builder.form.plan import Plan, Reference, ReturnKind, Row, Tick
from builder.render.job import Job
from builder.returns.reading.pdf import read_pdf
from builder.returns.reading.web_plan import read_json
from builder.returns.reading.word import read_word
from builder.returns.replies import Return
from builder.worksheets.pdf import make_blank_pdf
from builder.worksheets.word import plan_template, team_doc
from site_tests.returned import return_file

AWKWARD = (
    *("", " ", "\n", "\r\n", "a\r\nb", "  led by spaces", "trailing  ", "one\n\n\ntwo", "\ttab\tbed", "=SUM(A1)"),
    *("</w:t>&amp;<![CDATA[", "]]>", "\\u0041 \\(x\\) %s {0}", "\x00\x07\x1b", "\ud800", "\ufffe\uffff\ufdd0"),
    *(
        "é e\u0301 ﬁ Å",
        "ש\u200fלום \u202eabc",
        "خ\u200cوا",
        "👩‍👩‍👧 🇬🇧",
        "\u2028line\u2029para\x85",
        "\u00a0\u2003\u3000x",
    ),
    *(
        "\ufeffbom",
        "\u00ad",
        "off",
        "Off",
        "Yes",
        "x",
        "☐",
        "☒",
        "R1 looks like a tick",
        "wrenford/child-h/1.0/-/plan-1",
    ),
    *("1/3/2027", "2027-03-01", "31 February 2027", "1 Mar 2027", "0001-01-01", "9999-12-31", "D:20270101", "12"),
    *("\u2002" * 5, "x" * 3000, "long words " * 400, "\n".join("abc")),
)


def texts() -> st.SearchStrategy[str]:
    """Any text at all, and those that broke something somewhere."""
    return st.one_of(st.sampled_from(AWKWARD), st.text(max_size=40), st.text("ab \n\r\tÀ字", max_size=30))


EMPTY = Plan()


def plans(form: Form, rows: int, given: Plan = EMPTY) -> st.SearchStrategy[Plan]:
    """Any plan that this form could hold, with up to `rows` actions; every one has what `given` says."""
    layout, cleaned = form.layout, texts()
    sure = (st.sampled_from("12345") | cleaned).map(partial(meaning, FieldKind.NUMBER))

    def some(kinds: Mapping[str, FieldKind]) -> st.SearchStrategy[dict[str, str]]:
        cells = {name: cleaned.map(partial(meaning, kind)) for name, kind in kinds.items()}
        return st.fixed_dictionaries({}, optional=cells).map(lambda d: {n: t for n, t in d.items() if t})

    ticks = st.sets(st.sampled_from(form.ticks)) if form.boxes else st.just(set[TickField]())
    codes = [t.code for t in form.ticks]
    scale = st.dictionaries(st.sampled_from(codes), sure) if codes else st.just(dict[str, str]())
    return st.builds(
        lambda details, chosen, sure, learning, found: Plan(
            given.details | details,
            tuple(
                Tick(t.code, t.words, sure.get(t.code, ""), t in chosen)
                for t in form.ticks
                if t in chosen or sure.get(t.code)
            ),
            trimmed(learning),
            merged(given.rows, found) if given.rows else tuple(row for row in found if row),
        ),
        some({n: k for n, k in {**layout.details, **layout.closing}.items() if n not in given.details}),
        ticks,
        scale,
        st.lists(cleaned.map(partial(meaning, FieldKind.TEXT)), max_size=layout.learning),
        st.lists(
            some({n: k for n, k in layout.columns.items() if not given.rows or n not in layout.prefilled}),
            min_size=len(given.rows),
            max_size=len(given.rows) or rows,
        ),
    )


def trimmed(points: list[str]) -> tuple[str, ...]:
    while points and not points[-1]:
        points = points[:-1]
    return tuple(points)


def merged(given: tuple[Row, ...], found: list[dict[str, str]]) -> tuple[Row, ...]:
    return tuple({**row, **more} for row, more in zip(given, found, strict=True))


@pytest.fixture(scope="module")
def form(job: Job) -> Form:
    return plan_form(job.library.partnership, job.briefing, job.words)


@pytest.fixture(scope="module")
def template(job: Job) -> FormTemplate:
    return plan_template(job)


@pytest.fixture(scope="module")
def blank_pdf(job: Job) -> bytes:
    return make_blank_pdf(job)


def type_into_pdf(blank: bytes, answers: Mapping[str, str]) -> bytes:
    """What a viewer saves when a person has typed: values set, ticks switched."""
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            value = answers.get(str(field.T))
            if value is None or str(field.T) == "reference":
                continue
            if str(field.FT) == "/Btn":
                field.V = field.AS = pikepdf.Name("/yes" if value == "yes" else "/Off")
            else:
                field.V = pikepdf.String(value.encode("utf-16", "ignore").decode("utf-16"))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def meant(form: Form, answers: Mapping[str, str]) -> Plan:
    return decode(form.layout, answers, {t.code: t.words for t in form.ticks})


def obeys(form: Form, plan: Plan, found: Return) -> None:
    assert found.plan == plan
    assert found.reference == form.reference


def filled_pdf(blank: bytes, plan: Plan) -> bytes:
    return type_into_pdf(blank, encode(plan))


@given(data=st.data())
def test_a_plan_is_what_its_answers_mean(form: Form, data: st.DataObject) -> None:
    """The encoding alone; and an id that the form lacks changes nothing."""
    plan = data.draw(plans(form, 12))
    strange = {"reference": "x", "action_1_nothing": "x", "learning_9": "x", "constructor": "x", "__proto__": "x"}
    assert meant(form, encode(plan) | strange) == plan
    assert all(clean(text) == text != "" for text in plan.texts)


@given(data=st.data())
def test_word_obeys(job: Job, form: Form, template: FormTemplate, data: st.DataObject) -> None:
    plan = data.draw(plans(form, 12))
    obeys(form, plan, read_word(team_doc(job, template, None, plan)))


@given(data=st.data())
def test_return_file_obeys(form: Form, data: st.DataObject) -> None:
    plan = data.draw(plans(form, 12))
    obeys(form, plan, read_json(return_file(form, encode(plan)).encode()))


@given(data=st.data())
def test_pdf_obeys(form: Form, blank_pdf: bytes, data: st.DataObject) -> None:
    plan = data.draw(plans(form, PRINTED_ACTIONS))
    obeys(form, plan, read_pdf(filled_pdf(blank_pdf, plan)))


@given(data=st.data())
def test_a_plan_is_read_as_it_was_typed(form: Form, blank_pdf: bytes, data: st.DataObject) -> None:
    """What a program saves is not yet clean: the words as typed mean the plan that they mean when cleaned."""
    names = [f.id for f in form.fields() if f.kind is not FieldKind.TICK]
    typed = data.draw(st.dictionaries(st.sampled_from(names), texts(), max_size=20))
    obeys(form, meant(form, typed), read_pdf(type_into_pdf(blank_pdf, typed)))
    obeys(form, meant(form, typed), read_json(return_file(form, typed).encode()))


@pytest.mark.parametrize("text", AWKWARD)
def test_every_awkward_text_in_every_kind_of_field(
    job: Job, form: Form, template: FormTemplate, blank_pdf: bytes, text: str
) -> None:
    answers = {f.id: text for f in form.fields(2) if f.kind is not FieldKind.TICK}
    plan = meant(form, answers)
    obeys(form, plan, read_word(team_doc(job, template, None, plan)))
    obeys(form, plan, read_json(return_file(form, answers).encode()))
    obeys(form, plan, read_pdf(type_into_pdf(blank_pdf, answers)))


@pytest.mark.parametrize("rows", [0, 1, 6, 7, 12, 80])
def test_any_number_of_actions(job: Job, form: Form, template: FormTemplate, rows: int) -> None:
    answers = {f.id: f"{n}" for n, f in enumerate(form.fields(rows)) if f.kind is FieldKind.TEXT}
    plan = meant(form, answers)
    assert len(plan.rows) == rows
    obeys(form, plan, read_word(team_doc(job, template, None, plan)))


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        ("learning_1", "a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("learning_1", "  a  \n\n b \n\n", "a\n\n b"),
        ("organisation", " a \n b\u00a0\u2003c ", "a b c"),
        ("organisation", "e\u0301\u202e\u200b\x00", "é"),
        ("learning_1", "خ\u200cوا", "خ\u200cوا"),
        ("session_date", " 1st  March 2027", "1st March 2027"),
        ("session_date", "31/2/2027", "31/2/2027"),
        ("session_date", "end of\u00a0March", "end of March"),
        ("action_1_when", "3.11.26", "3.11.26"),
        ("relevant_r1", "☒", "yes"),
        ("relevant_r1", "Off", ""),
        ("action_7_what", "x", ""),
        ("learning_4", "x", ""),
    ],
)
def test_what_an_answer_means(form: Form, field: str, text: str, meant: str) -> None:
    assert encode(decode(form.layout, {field: text})).get(field, "") == meant


def test_rows_without_text_go_and_the_rest_move_up(form: Form) -> None:
    answers = {"action_9_what": "b", "action_2_what": "a", "action_4_who": " ", "action_10_who": "c"}
    assert decode(form.layout, answers).rows == ({"what": "a"}, {"what": "b"}, {"who": "c"})


EAST = Reference("wrenford", "child-h", "1.0", "east")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("wrenford/child-h/1.0/east/plan-2", EAST),
        ("Reference: wrenford/child-h/1.0/east/plan-2.", EAST),
        ("Team East · WRENFORD/Child-H/1.0/EAST/Plan-2 · page 1", EAST),
        ("(wrenford/child-h/1.0/-/plan-2)", replace(EAST, team="")),
        ("wrenford/child-h/1.0/east/after12-2", replace(EAST, kind=ReturnKind.AFTER_12)),
        ("wrenford/child-h/1.0/east/plan-7", replace(EAST, form=7)),
        ("wrenford/child-h/1.0/east/quiz-1", None),
        ("child-h/1.0/east/plan-1", None),
        ("wrenford/child-h/1.0/plan-1", None),
        ("wrenford/child-h/1.0/east/plan", None),
        ("wrenford/child-h/1.0/east/plan-2/more", None),
        ("https://example.org/wrenford/child-h/1.0/east/plan-2", None),
        ("wrenford/child-h/1.0/east/plan-2a", None),
        ("wrenford/child- h/1.0/east/plan-1", None),
        ("", None),
    ],
)
def test_a_reference_is_read_whole_or_not_at_all(text: str, meant: Reference | None) -> None:
    assert Reference.parse(text) == meant
    if meant:
        assert Reference.parse(str(meant)) == meant
        assert Reference(**{**meant.data(), "kind": ReturnKind(meant.data()["kind"])}) == meant  # type: ignore[arg-type]

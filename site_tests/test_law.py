"""The law of the form: `read(render(form, answers)) == normalise(form, answers)`, for Word, PDF and the return file.

HYPOTHESIS_PROFILE=deep tries 2,000 forms of each kind.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.adapters.word.form import FormTemplate
from builder.form.plan import PRINTED_ACTIONS, Form, Kind, normalise, plan_form
from builder.render.job import Job
from builder.returns.pdf import read_pdf
from builder.returns.replies import Return
from builder.returns.web_plan import read_json
from builder.returns.word import read_word
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


def answers_of(form: Form, rows: int) -> st.SearchStrategy[dict[str, str]]:
    """Some answers to a form with up to `rows` actions, in any order, and some that it never asked."""
    names = [f.id for f in form.fields(rows)]
    ticks = {f.id for f in form.relevant}
    known = st.sampled_from(names)
    unknown = st.sampled_from(
        ("reference", "action_1_nothing", "relevant_r99", "learning_9", "constructor", "__proto__")
    )
    found = st.dictionaries(known | unknown, texts(), max_size=20)
    return found.map(lambda a: {k: ("yes" if k in ticks and v.strip() else v) for k, v in a.items()})


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


def obeys(form: Form, answers: dict[str, str], found: Return) -> None:
    meant = normalise(form, answers)
    assert normalise(form, found.answers) == meant
    assert normalise(form, meant) == meant
    assert found.reference == form.reference


@given(data=st.data())
def test_word_obeys(job: Job, form: Form, template: FormTemplate, data: st.DataObject) -> None:
    answers = data.draw(answers_of(form, 12))
    obeys(form, answers, read_word(team_doc(job, template, None, answers)))


@given(data=st.data())
def test_return_file_obeys(form: Form, data: st.DataObject) -> None:
    answers = data.draw(answers_of(form, 12))
    obeys(form, answers, read_json(return_file(form, answers).encode()))


@given(data=st.data())
def test_pdf_obeys(form: Form, blank_pdf: bytes, data: st.DataObject) -> None:
    answers = data.draw(answers_of(form, PRINTED_ACTIONS))
    obeys(form, answers, read_pdf(type_into_pdf(blank_pdf, answers)))


@pytest.mark.parametrize("text", AWKWARD)
def test_every_awkward_text_in_every_kind_of_field(
    job: Job, form: Form, template: FormTemplate, blank_pdf: bytes, text: str
) -> None:
    answers = {f.id: text for f in form.fields(2) if f.kind is not Kind.TICK}
    obeys(form, answers, read_word(team_doc(job, template, None, answers)))
    obeys(form, answers, read_json(return_file(form, answers).encode()))
    obeys(form, answers, read_pdf(type_into_pdf(blank_pdf, answers)))


@pytest.mark.parametrize("rows", [0, 1, 6, 7, 12, 80])
def test_any_number_of_actions(job: Job, form: Form, template: FormTemplate, rows: int) -> None:
    answers = {f.id: f"{n}" for n, f in enumerate(form.fields(rows)) if f.kind is Kind.TEXT}
    obeys(form, answers, read_word(team_doc(job, template, None, answers)))


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        ("learning_1", "a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("learning_1", "  a  \n\n b \n\n", "a\n\n b"),
        ("organisation", " a \n b\u00a0\u2003c ", "a b c"),
        ("organisation", "e\u0301\u202e\u200b\x00", "é"),
        ("learning_1", "خ\u200cوا", "خ\u200cوا"),
        ("session_date", "1st March 2027", "2027-03-01"),
        ("session_date", "31/2/2027", "31/2/2027"),
        ("session_date", "1/2/27", "2027-02-01"),
        ("action_1_when", "3.11.26", "2026-11-03"),
        ("action_1_when", "3 Nov 26", "2026-11-03"),
        ("action_1_when", "3/11/126", "3/11/126"),
        ("relevant_r1", "☒", "yes"),
        ("relevant_r1", "Off", ""),
        ("action_7_what", "x", ""),
    ],
)
def test_what_an_answer_means(form: Form, field: str, text: str, meant: str) -> None:
    assert normalise(form, {field: text}).get(field, "") == meant


def test_rows_without_text_go_and_the_rest_move_up(form: Form) -> None:
    answers = {"action_9_what": "b", "action_2_what": "a", "action_4_who": " ", "action_10_who": "c"}
    assert normalise(form, answers) == {"action_1_what": "a", "action_2_what": "b", "action_3_who": "c"}

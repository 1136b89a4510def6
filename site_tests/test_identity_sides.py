"""Sentences on both sides of each condition of the rules about identity: what each function finds, word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from builder.check.identity.cases import of_the_case
from builder.check.identity.names.capitals import is_known, local_names
from builder.check.identity.names.known import is_about_a_national_review, masked
from builder.check.identity.names.lists import folded, is_given, places
from builder.check.identity.names.persons import has_title, names_in
from builder.check.identity.numbers.ages import ages
from builder.check.identity.numbers.particulars import emails, has_check_digit, numbers
from builder.check.identity.numbers.times import about_dates, exact_dates
from builder.check.identity.once import longest
from builder.check.identity.places.courts import courts
from builder.check.identity.places.homes import roads, streets
from builder.check.identity.places.institutions import hospitals, may_hold, schools, wards
from builder.check.identity.places.towns import towns
from builder.check.identity.somebody import happened, is_public, sentence_at, tells_of_people, tells_of_somebody

TODAY = date(2026, 11, 22)
OWN = frozenset({"wrenford.example"})


def named(text: str) -> list[str]:
    """Names, a whole one with a mark behind it."""
    return [f"{n.words}{'!' * n.full}" for n in names_in(text, frozenset({"Wrenford"}))]


FIND: dict[str, Callable[[str], Iterable[str]]] = {
    "names": named,
    "ages": ages,
    "emails": lambda t: emails(t, OWN),
    "numbers": lambda t: numbers(t, frozenset({"01632960123"})),
    "days": lambda t: (f"{words}{'!' * born}" for words, born in exact_dates(t, TODAY)),
    "about": lambda t: about_dates(t, TODAY),
    "streets": streets,
    "roads": roads,
    "schools": schools,
    "wards": wards,
    "hospitals": hospitals,
    "courts": courts,
    "towns": lambda t: towns(t, frozenset({"Wrenford"})),
    "local": lambda t: local_names(t, frozenset({"Wrenford"})),
}
SIDES: tuple[tuple[str, str, str], ...] = (
    # e-mail: private services, own domains, first.last, roles, names online
    ("emails", "Write to duty@wrenford.example.", ""),
    ("emails", "Write to sarah.mitchell@wrenford.example.", "sarah.mitchell@wrenford.example"),
    ("emails", "Write to s.mitchell@wrenford.example.", "s.mitchell@wrenford.example"),
    ("emails", "Write to xy.mitchell@wrenford.example.", ""),
    ("emails", "Write to sunflower@wrenford.example.", ""),
    ("emails", "Write to sunflower@wrenford.gov.example.", ""),
    ("emails", "Write to sunflower@elsewhere.example.", "sunflower@elsewhere.example"),
    ("emails", "Write to team@elsewhere.example.", ""),
    ("emails", "Write to early.help@elsewhere.example.", ""),
    ("emails", "Write to duty@gmail.com.", "duty@gmail.com"),
    ("emails", "She played as darkwolf_2011 at night.", "darkwolf_2011"),
    ("emails", "Use the file form_2 for returns.", ""),
    ("emails", "His handle was @jonesey88.", "@jonesey88"),
    # numbers: check digits, telephones, cars, records
    ("numbers", "It is 943 476 5919.", "943 476 5919"),
    ("numbers", "It is 943 476 5918.", ""),
    ("numbers", "NHS number 943 476 5918.", "NHS number 943 476 5918"),
    ("numbers", "Ring 01632 960999.", ""),
    ("numbers", "Ring his mother on 01632 960999.", "01632 960999"),
    ("numbers", "Ring the parent line on 01632 960999.", ""),
    ("numbers", "His mother is on 01632 960999.", "01632 960999"),
    ("numbers", "His mother is on 01632 960123.", ""),
    ("numbers", "It was 01632 960999.", "01632 960999"),
    ("numbers", "Wrenford SPOA 01632 960999. Out of Hours (EDT) 01632 960998.", ""),
    ("numbers", "Cot Death Trust 0141 357 3946.", ""),
    ("numbers", "Sarah 01632 960999.", "01632 960999"),
    ("numbers", "His nan at the Trust, 01632 960999, said so.", "01632 960999"),
    ("numbers", "Charity number 1109777.", ""),
    ("numbers", "Reference WSCP/LCSPR/2025/03.", ""),
    ("numbers", "His reference was LCS 123456.", "LCS 123456"),
    ("numbers", "It was 0808 800 5000.", ""),
    ("numbers", "It was 07700 900417.", "07700 900417"),
    ("numbers", "The team is on 07700 900417.", ""),
    ("numbers", "There were 201912 forms.", ""),
    ("numbers", "There were 201913 forms.", "201913"),
    ("numbers", "There were 12345 forms.", ""),
    ("numbers", "There were 123456 forms.", "123456"),
    ("numbers", "It cost 1,234,567 pounds.", ""),
    ("numbers", "His car was MX63 KTD.", "MX63 KTD"),
    ("numbers", "His car was A123 BCD.", "A123 BCD"),
    ("numbers", "See A123 BCD.", ""),
    ("numbers", "Case number 4471-22 was closed.", "Case number 4471-22"),
    # runs of capitals: a term written out, a people as forms call it, letters as a verb
    ("local", "She came with No Recourse to Public Funds (NRPF) in May.", ""),
    ("local", "He was of White Welsh ethnicity.", ""),
    ("local", "His case was NFA'd because he said no.", ""),
    ("local", "He had Down's syndrome and lived alone.", ""),
    ("local", "He drank at the White Hart.", "White Hart"),
    # ages: of somebody, of everybody, of law
    ("ages", "He was 7.", "was 7"),
    ("ages", "It was 7.", ""),
    ("ages", "The total was 7.", ""),
    ("ages", "A baby of 7 weeks was seen.", "A baby of 7 weeks"),
    ("ages", "Babies of 7 weeks are seen.", ""),
    ("ages", "Children aged 16 and 17 may refuse.", ""),
    ("ages", "The children aged 6 and 7 were upstairs.", "aged 6"),
    ("ages", "Mum (23) left.", "Mum (23)"),
    ("ages", "Section (23) applies.", ""),
    ("ages", "What would a four-year-old say?", ""),
    ("ages", "The four-year-old spoke.", "four-year-old"),
    ("ages", "He was under 16 when they met.", "was under 16"),
    ("ages", "Criminal responsibility is at the age of 10.", ""),
    ("ages", "He left school at 15.", "left school at 15"),
    ("ages", "The visit is at 15.", ""),
    ("ages", "A child of 14 can apply.", ""),
    # days: past, to come, of birth, of law, of every year
    ("days", "He died on 21 November 2026.", "21 November 2026"),
    ("days", "He died on 23 November 2026.", ""),
    ("days", "Born on 23 November 2026.", "23 November 2026!"),
    ("days", "DOB: 12/03/2019", "12/03/2019!"),
    ("days", "The Act came into force on 12 March 2019.", ""),
    ("days", "He came home on 12 March.", "12 March"),
    ("days", "The form is due by 12 March.", ""),
    ("days", "White Ribbon Day is on 25 November.", ""),
    ("days", "His name day is on 25 November.", "25 November"),
    ("about", "She moved in late March 2019.", "late March 2019"),
    ("about", "She moves in late March 2027.", ""),
    ("about", "From April 2024 teams must ask.", ""),
    ("about", "From April 2024 he was at home.", "April 2024"),
    ("about", "She came at the end of March.", "the end of March"),
    ("about", "The report is ready at the end of March.", ""),
    # places with a kind
    ("streets", "He lived at 12 High Street.", "12 High Street"),
    ("streets", "Banks on the High Street closed.", ""),
    ("streets", "He lived in Larch Grove.", "Larch Grove"),
    ("streets", "It was ZZ99 3VZ.", "ZZ99 3VZ|ZZ99"),
    ("streets", "He was in S47.", "S47"),
    ("streets", "It fell under S47.", ""),
    ("streets", "They met in M14.", "M14"),
    ("streets", "Section 12 Quarry Bank", ""),
    ("streets", "At 12 Quarry Bank he fell.", "12 Quarry Bank"),
    ("streets", "With 12 Health Visitors.", ""),
    ("streets", "She left Rose Cottage.", "Rose Cottage"),
    ("streets", "She left Care House.", ""),
    ("streets", "She left Polish House.", ""),
    ("streets", "He slept on the Beechwood estate.", "the Beechwood estate"),
    ("streets", "He slept on the Local estate.", ""),
    ("roads", "They found the car on the A629.", "A629"),
    ("roads", "Print the A4 sheet.", ""),
    ("schools", "He was at Oak Lane Primary School.", "Oak Lane Primary School"),
    ("schools", "He was at Primary School.", ""),
    ("schools", "Ask the Virtual School.", ""),
    ("schools", "Research from the University of Leeds shows it.", ""),
    ("schools", "She was at the University of Leeds.", "University of Leeds"),
    ("schools", "He went to Oakfield primary school.", "Oakfield primary school"),
    ("schools", "He went to Sarah's primary school.", ""),
    ("schools", "He went to a Polish school.", ""),
    ("wards", "She was on Rainbow Ward.", "Rainbow Ward"),
    ("wards", "She was on Electoral Ward.", ""),
    ("wards", "She was on ward 7B.", "ward 7B"),
    ("hospitals", "She was in Fernlea Hospital.", "Fernlea Hospital"),
    ("hospitals", "She was in the General Hospital.", ""),
    ("hospitals", "Call Fernlea Hospital.", ""),
    ("hospitals", "Fernlea Hospital publishes a leaflet.", ""),
    ("hospitals", "She read that Fernlea Hospital publishes a leaflet.", "Fernlea Hospital"),
    ("courts", "He stood at Wrenford Crown Court.", "Wrenford Crown Court"),
    ("courts", "The Crown Court sat.", ""),
    ("courts", "The Crown Court at Leeds sat.", "The Crown Court at Leeds"),
    ("courts", "Every Crown Court has one.", ""),
    ("towns", "He lived in Preston.", "Preston"),
    ("towns", "He lived in Wrenford.", ""),
    ("towns", "The Preston study was small.", ""),
    ("towns", "Leeds and Bradford ran pilots.", ""),
    ("towns", "He moved from Leeds to Bradford.", "Leeds|Bradford"),
    ("towns", "Reading is a joy.", ""),
    ("towns", "He moved to Reading.", "Reading"),
    # names by place in the sentence
    ("names", "Sarah was seen at home.", "Sarah"),
    ("names", "Sarah Mitchell was seen.", "Sarah Mitchell!"),
    ("names", "Mrs Tindall was seen.", "Mrs Tindall!"),
    ("names", "Sister Act was seen.", ""),
    ("names", "The Detective Sergeant was seen.", ""),
    ("names", "The Hennessys were seen.", "Hennessys"),
    ("names", "The Wrenford family was seen.", ""),
    ("names", "Will came late.", "Will"),
    ("names", "Will you come?", ""),
    ("names", "The will was read.", ""),
    ("names", "May was seen.", "May"),
    ("names", "May told her teacher.", "May"),
    ("names", "In May she told her teacher.", ""),
    ("names", "Grace's bedroom was cold.", "Grace"),
    ("names", "Grace's meaning is lost.", ""),
    ("names", "Hope is missing from many plans.", ""),
    ("names", "Hope is missing from home.", "Hope"),
    ("names", "Joy's mother came.", "Joy"),
    ("names", "St Mary came.", ""),
    ("names", "Sarah Ward was full.", ""),
    ("names", "The carer, Nonhle, left.", "Nonhle"),
    ("names", "The Nurse came.", ""),
    ("names", "He told Brzezicki about it.", "Brzezicki"),
    ("names", "He told Ofsted about it.", ""),
    # capitals that nothing public explains
    ("local", "He played for Riverside Colts at weekends.", "Riverside Colts"),
    ("local", "Teams like Riverside Colts play at weekends.", ""),
    ("local", "He was seen by the Early Help Hub again.", ""),
    ("local", "He said, “Riverside is good.” She left home.", ""),
)


@pytest.mark.parametrize(("kind", "text", "found"), SIDES, ids=[f"{k}: {t}" for k, t, _ in SIDES])
def test_what_is_found(kind: str, text: str, found: str) -> None:
    assert "|".join(dict.fromkeys(FIND[kind](text))) == found


@pytest.mark.parametrize(
    ("sentence", "somebody", "people", "case"),
    [
        ("He was seen.", True, False, True),
        ("Child H was seen.", True, False, True),
        ("They were seen.", False, False, True),
        ("Children are seen.", False, True, False),
        ("A grandmother may be seen.", True, True, False),
        ("Half of the children were seen.", True, True, False),
        ("One child in five was seen.", False, True, False),
        ("A boy is more likely to be seen.", True, True, False),
        ("The children were seen.", True, False, True),
        ("The third of nine children was seen.", False, True, False),
        ("Two visits were made.", False, False, False),
        ("The house over the road burned.", False, False, True),
    ],
)
def test_of_whom_a_sentence_tells(sentence: str, *, somebody: bool, people: bool, case: bool) -> None:
    assert (tells_of_somebody(sentence), tells_of_people(sentence), of_the_case(sentence)) == (somebody, people, case)


@pytest.mark.parametrize(
    ("sentence", "public", "event"),
    [
        ("The Act came into force.", True, False),
        ("The policy was revised.", True, False),
        ("He read that the policy was revised.", False, False),
        ("The policy was revised after she died.", False, True),
        ("The road was long.", False, False),
        ("A man was arrested.", False, True),
        (masked("Victoria Climbié died in 2000."), True, True),
    ],
)
def test_what_is_public(sentence: str, *, public: bool, event: bool) -> None:
    assert (is_public(sentence), happened(sentence)) == (public, event)


def test_the_sentence_around_a_place() -> None:
    text = "One here. Two there? Three! Four\nfive. Six"
    assert [sentence_at(text, text.index(w)).strip() for w in ("One", "Two", "Three", "Four", "five", "Six")] == [
        "One here.",
        "Two there?",
        "Three!",
        "Four",
        "five.",
        "Six",
    ]


@pytest.mark.parametrize(
    ("digits", "right"),
    [("9434765919", True), ("9434765918", False), ("943476591", False), ("94347659190", False), ("4010232137", True)],
)
def test_check_digits(digits: str, *, right: bool) -> None:
    assert has_check_digit(digits) is right


def test_public_names_are_blank_and_nothing_else_is() -> None:
    assert masked("Learning from Victoria Climbié’s death.") == f"Learning from {' ' * 18} death."
    assert masked("learning from nobody.") == "learning from nobody."
    assert masked("Sarah Mitchell was seen.") == "Sarah Mitchell was seen."
    assert is_about_a_national_review("The national panel found it.")
    assert is_about_a_national_review("The Caleb Ness inquiry found it.")
    assert not is_about_a_national_review("The local panel found it.")


def test_small_ones() -> None:
    assert longest(["aged 19", "19", "Mum (aged 19)", "19", "9"]) == ("Mum (aged 19)", "9")
    assert (folded("Siân"), folded("Łukasz"), folded("O’NEIL")) == ("sian", "lukasz", "o'neil")
    assert [is_given(w) for w in ("Sarah", "sarah's", "Will", "Zzyzx", "NHS", "Mary-Jane", "Mary-upton")] == [
        False, False, True, None, None, False, None,
    ]  # fmt: skip
    assert {p: places().get(p) for p in ("Leeds", "Reading", "Nowhereatall")} == {
        "Leeds": False, "Reading": True, "Nowhereatall": None,
    }  # fmt: skip
    assert [has_title(w) for w in ("Dr Who", "Mrs Tindall", "Sarah Mitchell")] == [True, True, False]
    assert [is_known(w) for w in ("Hub", "Hubs", "Hub's", "NHS", "March", "Ab", "Riverside", "Friday", "Muslim")] == [
        True, True, True, True, True, True, False, True, True,
    ]  # fmt: skip
    assert is_known("Riverside", frozenset({"Riverside"}))
    assert (may_hold("school", "a school"), may_hold("school", "a house"), may_hold("place", "x")) == (
        True,
        False,
        True,
    )

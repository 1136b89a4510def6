"""Ways of writing that lead to a person stop the build, and those beside them that lead to nobody do not."""

from __future__ import annotations

from datetime import date

import pytest

from builder.check.identity.texts import STOPS

from .test_identity import details

STOPPED: dict[str, tuple[str, ...]] = {
    "full-name": (
        "MITCHELL, Sarah was on the list.",
        "The form named KHAN, Bilal as next of kin.",
        "O'BRIEN, Siobhan: seen at home",
        "BROADBENT-COLE, Kayleigh J. rang twice.",
        "Present: WILSON, Emma; PRICE, Owen",
        "LEE, David did not attend.",
        "The letter was signed by P. J. Hathersage.",
        "Signed: M. Hathersage",
        "The form was completed by A. B. Whitby.",
        "sarah mitchell was his key worker.",
        "His social worker was tomasz wieczorek.",
        "siobhan broadbent was her health visitor.",
        "Her key worker, keisha thorburn, rang.",
        "As Sarah Mitchell says, he was cold.",
        "As Kayleigh Broadbent said, nobody came.",
        "In the words of Tyler Broadbent, nobody listened.",
        "In the words of Kayleigh Broadbent: nobody came.",
    ),
    "street": (
        "GIR 0AA was on the form.",
        "The postcode was gir 0aa.",
        "They had lived at FIQQ 1ZZ.",
        "Post went to ASCN 1ZZ.",
    ),
    "number": (
        "UPRN 100023336956.",
        "The UPRN is 200003456789.",
        "UPRN: 10091234567 was on the form.",
        "The property's UPRN number 100023336956 was logged.",
        "Ring dad (01632) 960461.",
        "Call his nan on 01632 960999.",
        "Phone Mum's landline: 01632 960999.",
        "Contact her stepfather 01632 960461 after six.",
        "Ring his mother on 01632 960999.",
        "Contact his ex-partner on 0161 496 0123.",
    ),
    "email": (
        "jroe(at)example.org",
        "j.roe @ example.org",
        "jane.roe[at]council[dot]gov[dot]uk",
        "jane at family dot example",
        "Email j.roe@example .org",
        "Write to jane.roe (at) example.org today.",
        "It was jane [AT] family [DOT] example.",
        "He used kyle99 {at} post.example for games.",
        "jane dot roe at council dot gov dot uk",
        "Her mail was jane＠family.example.",
        "Send it to jroe@family. org please.",
        "tyler@family dot example",
        "Insta @kyliebroadbent99",
        "Her Snapchat is @kylie.b",
        "Tik Tok: @tybroad",
        "IG (@mia_broadbent)",
        "Messages came from @tylerbroad07.",
    ),
    "birth-date": (
        "b. 12 Mar 2019",
        "Child K, b. 12 March 2019, lived at home.",
        "Sibling (b. 3.6.2021) was at nursery.",
        "b. 3 June 2021; d. 5 July 2021",
        "He turned three on 4 May 2022.",
        "She was five on 9 June 2021.",
        "Child K would have been ten on 3 May 2022.",
        "Turning 18 on 4 May 2022, he left care.",
        "Her third birthday fell on 4 May 2022.",
        "Ganwyd ef ar 12 Mawrth 2019.",
        "Cafodd y babi ei eni ar 3 Mehefin 2021.",
        "Dyddiad geni: 12/03/2019",
        "Ei ben-blwydd yw 4 Mai.",
        "Rugadh é ar 12 Márta 2019.",
        "The baby arrived on 3 June 2021.",
        "The twins arrived early on 3 June 2021.",
        "He was delivered by emergency caesarean on 3 June 2021.",
        "She came into the world on 3 June 2021.",
        "DOB: 12-Mar-19",
        "Date of birth - 12 Mar 19",
        "DOB 12032019",
        "Birth date: 2019/03/12",
        "(12.3.2019–4.5.2021)",
        "Child K (12 March 2019 – 4 May 2021)",
        "Her brother (12/03/2019-04/05/2021) is buried there.",
        "d.o.b. twelfth of March 2019",
        "Born twelfth March 2019.",
    ),
    "school": (
        "He attended Busy Bees in the town.",
        "She was at Little Acorns from birth.",
        "Mum picked him up from Tiny Tots at noon.",
        "His brother left Jack and Jill in the summer.",
        "He went to Greenbank PRU.",
        "She was moved to Millbrook PRU in the spring.",
        "The Beeches Children's Centre",
        "Mum went to Oakdene Children's Centre with him.",
        "Mossley Hollins was his school.",
        "Her nursery was Larkfield Lodge.",
        "She started at Ark Burlington Danes.",
        "He was excluded from Harris Westbury.",
        "He was a pupil at Hollins Brook.",
        "Scoil Mhuire, Strabane",
        "She goes to Bunscoil Bheanna Boirche.",
        "Cylch Meithrin Pontyberem rang.",
    ),
    "ward": (
        "The baby was in the Trevor Mann Baby Unit.",
        "He was born in the Oliver Fisher Neonatal Unit.",
        "She stayed at the Margaret Oates Mother and Baby Unit.",
        "Dad was in the Harrington Stroke Unit.",
        "She went to Ward Three.",
        "He was moved to ward seven at night.",
        "Ward Twelve rang the social worker.",
    ),
    "court-name": (
        "The case was heard at Snaresbrook.",
        "The trial was listed for May at Snaresbrook.",
        "He stood trial at Lewes.",
        "She appeared in court at Lewes in 2021.",
        "Belfast Laganside Courts",
        "The order was made at Bolton Law Courts.",
        "He was tried at Luton Justice Centre.",
    ),
}
CLEAN: tuple[str, ...] = (
    # names
    "NSPCC, Barnardo's and Coram offer advice.",
    "CAMHS, Prevent and MARAC were not asked.",
    "IMPORTANT, Will staff know whom to ask?",
    "UNICEF, Jordan office, 2019.",
    "BOWLBY, John (1988) A Secure Base.",
    "As Bowlby says, safety comes first.",
    "As Eileen Munro says, doing the right thing matters.",
    "As Sarah Mitchell (2019) says, trust takes time.",
    "In the words of Eileen Munro, do the right thing.",
    "As Maria Holt and Ben Lowe (2021) argue, trust takes time.",
    "P. J. Whitlock (2018) Neglect, p. 12.",
    "a good teacher was his key worker.",
    "family support was his right.",
    # numbers and postcodes
    "UPRN is short for unique property reference number.",
    "Every home has a UPRN of up to 12 digits.",
    "Ring the family helpline on 01632 960461.",
    "Call the carers' line (01632) 960461.",
    "Parents can ring the parent support line on 01632 960461.",
    "The GIR pilot began in 2019.",
    # addresses and names online
    "Write to duty(at)wrenford.example.",
    "Write to training [at] wrenford [dot] example.",
    "early.help @ council.example",
    "Email safeguarding at council dot gov dot uk.",
    "Look at the dot com years.",
    "Follow us on Instagram @WrenfordSCP.",
    "Our Instagram is @wrenfordpartnership.",
    "Twitter: @WrenfordSCP",
    "X/Twitter @NSPCC",
    "Meet @ 10 in the hub.",
    "Two sessions @ £20 each.",
    # dates
    "a. Plan b. 12 March 2026 review c. Close",
    "b. 12 March 2026: the plan is reviewed.",
    "The family turned three corners.",
    "He turned up on time.",
    "The review period (1.4.2021–31.3.2022) is set by law.",
    "This review (12.3.2019–4.5.2021) covers two years.",
    "The training was delivered on 3 June 2021.",
    "The guidance arrived on 3 June 2021.",
    "Two teams became one on 1 April 2021.",
    "Cyhoeddwyd y canllawiau ar 12 Mawrth 2019.",
    # schools
    "Bright Horizons offers training to staff.",
    "Staff attended the Early Help Conference.",
    "Training takes place at Oakdene Children's Centre.",
    "Ask at your local Children's Centre.",
    "The Sure Start Children's Centre model was national.",
    "Little Explorers is a free app for parents.",
    "Every PRU has a safeguarding lead.",
    "The Ark trust runs schools.",
    # wards
    "Every Neonatal Unit has a lead nurse.",
    "The Special Care Baby Unit is told at once.",
    "A Mother and Baby Unit can help.",
    "Specialist Perinatal Mother and Baby Units are few.",
    "We ward one another off.",
    # courts
    "The voice of the child was heard at Conference.",
    "Family Courts and Criminal Courts differ.",
    "HM Courts and Tribunals Service publishes forms.",
    "The Royal Courts hear appeals.",
    "Concerns are heard at Panel.",
    # advertisements
    "We are hiring: Team Manager, apply by 12 March 2027.",
    "Contact the Business Manager on 01632 960460.",
)


def stops(text: str) -> set[str]:
    """The kinds for which a sentence stops the build."""
    return {kind for kind, _ in details(text, "Wrenford", date(2026, 11, 28))} & STOPS


@pytest.mark.parametrize("kind", sorted(STOPS))
def test_each_way_stops_as_its_kind(kind: str) -> None:
    assert [text for text in STOPPED[kind] if kind not in stops(text)] == []


def test_what_leads_to_nobody_stops_nothing() -> None:
    assert {text: found for text in CLEAN if (found := stops(text))} == {}

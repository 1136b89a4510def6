"""Names that only people nearby know: a club, a shop, a block of flats, told by their capitals alone.

Capitals in the middle of a sentence about somebody of the case, where no word of the field, of law or of a public body
explains them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..cases import of_the_case
from ..somebody import is_public, sentence_at
from ..vocabulary import BELIEFS, FIELD, MONTHS, ORGANISATIONS, RANKS, words
from .lexicon import COUNTRIES, NATIONALITIES
from .lists import is_given
from .unlisted import starts

_RUN = re.compile(
    r"[A-ZÀ-Þ][\w’']*(?:-[A-Za-z]\w*)*(?: (?:of the|of|the|and|&|on|upon|in|y|yr|de|to|for|at|with) (?=[A-ZÀ-Þ])|"
    r" (?=[A-ZÀ-Þ]))?"
)
_TITLES = words(
    """
    Civic Subject Insurance
    Mechanism Clutter Image Rating Bundle Pathways Passport Map Mapping Model Tracker Toolkit Ladder Star Hub
    Link Links Point Abuse Access Accident Acute Admission Advice Advocacy Advocate Allegations Alert Allocation
    Amber Annual Answer Antenatal Applications Area Areas Assessed Assessing Assessment Assessments Assessor
    Attachment Attendance Audit Autism Bail Based Behaviour Best Bereavement Black Blue Book Brief Briefing
    British Bruising Bullying Calendar Call Capacity Carer Case Cases Central Certificate Challenge Change
    Charge Check Checklist Chief Choice Civil Class Classes Clinical Clinics Code Coercive Common Communication
    Complaints Complex Concern Concerns Conduct Conferences Consent Consultant Contact Contextual Contract
    Control Controlling Convention Coordinator Core Crime Criminal Crisis Crown Culture Curiosity Daily Data Day
    Death Deaths Decision Declaration Dependency Deprivation Deputy Designated Detective Development Diary
    Dignity Direct Director Disability Disclosure Discussion Domestic Door Drug Drugs Duty Early Economic
    Education Elder Elective Elements Emergency Employment Emotional Enquiry Enquiries Enhanced Entitlement
    Equality Escalation Essential Evidence Exclusion Exploitation External Factors Fair Faith Fast Father
    Fathers Female Final Financial First Five Follow Forced Form Forms Foundation Four Free Friendly Friends
    Front Full Gang General Genital Graded Gold Good Green Group Groups Guardian Guardianship Handbook
    Harassment Harm Harmful Head Hate Healthy Hearing Hearings Help Holiday Homelessness Honour Human Impact
    Improvement Inclusion Independent Index Individual Indicator Infant Information Initial Injury Integrated
    Intensive Interest Interests Interim Internal Intervention Interview Issues Joint Key Kinship Lead
    Leadership Leaving Level Liaison Liberty Licence Life Listening List Local Log Long Looked Looking Low Main
    Male Manual Marriage Maternity Matrix Matters Measure Meetings Members Memory Mental Midwifery Minute
    Minutes Missing Modern Monthly Mothers Multi Multi-Agency Multi-agency Multiple Mutilation Named Need Needs
    Neglect New Night Non Note Notes Notice Notification Number Nursing Objectives Observation Occupational
    Offender Offence Officer Older One Online Open Operational Outcome Outcomes Outreach Own Paediatric Pack
    Page Parenting Parental Parents Part Partner Partners Patient Person Personal Physical Place Placement
    Planning Plus Positive Postnatal Powers Practice Pre-Birth Pre-birth Pregnancy Prevention Private Procedure
    Procedures Process Professional Profile Protecting Protective Provider Psychiatric Psychological Public
    Pupil Quality Question Questions Rapid Rape Record Records Recovery Red Reduction Referral Referrals
    Referred Register Registrar Registration Regulation Rehabilitation Relationship Release Relevant Report
    Reporting Request Research Resilience Resolution Response Responsible Responses Restorative Restraining
    Review Right Rights Risk Road Role Room Routine Safe Safer Safety Save Scoring Screening Second Secure Self
    Self-Neglect Self-neglect Senior Sentence Serious Session Sexual Shared Sharing Short Sign Signs Silver
    Single Sleep Slavery Sleeping Social Special Specialist Staff Stage Stalking Standard Statement Statutory
    Step Stop Strategic Strengths Stress Strong Structured Student Substance Sudden Suicide Summary Supervised
    Supervision Support Supported Targeted Task Teaching Telephone Ten Terms Themes Thinking Three Threshold
    Thresholds Tier Time Together Tools Toolbox Trafficking Transfer Transition Trauma Trauma-informed Treatment
    Two Unborn Under Understanding Unexpected Unified Universal Unmet Urgent Use User Victim Video Violence
    Virtual Visit Visiting Visits Voice Voluntary Vulnerable Walk Warning Warrant Well Wellbeing Wheel Whole
    Window Words Written Zone Three-Point Ending Covenant Orders Rota Commissioner Constable Sergeant Inspector
    Superintendent Nurse Doctor Judge Recorder King Queen Parliament Lords Commons Government Scotland Wales
    England Ireland Northern Britain Kingdom United Europe European Union Commonwealth Internet Covid-19
    Christmas Easter Covid GP GPs NHS Credit Zoom Teams Facebook Instagram Snapchat TikTok WhatsApp YouTube
    Google Microsoft Twitter Word Excel Outlook Skype Facetime FaceTime Signal Telegram Discord Roblox Xbox
    PlayStation Minecraft Fortnite Netflix Uber Childline Samaritans Refuge Barnardo’s Barnardo's Ofsted Estyn
    Cafcass Caesarean Bluetooth Wi-Fi Latin Roman English Welsh Scots Gaelic Irish Scottish Urdu Polish Moses
    Zimmer Red-book Clare’s Clare's Sarah’s Sarah's Child’s Child's Children’s Children's Women’s Women's Men’s
    Men's Coroner’s Coroner's Sheriff Procurator Fiscal Reporter Promise Gillick Fraser Makaton Braille Duluth
    Freedom Encompass Operation Herbert Protocol Prevent Channel Liquidlogic Mosaic SystmOne EMIS RiO Datix
    """
)
"""Words in names of forms, roles, duties and services that every partnership has."""
_MORE_TITLES = words(
    """
    Ages Stages Questionnaire Questionnaires Inventory Score Depression Anxiety Chart Screening Screen
    Measure Houses Feelings
    Faces Worry Wishes Worries Dreams Strengths Difficulties Hospitals Myth Invisible Thematic Hard Escape
    Expert Experts
    Abduction Accessible Accommodation Achieving Acknowledgements Adoption Adverse Aftercare Again Age Agreement
    Alcohol Allowance Alternative Ambulance Analysis Anchoring Anti Antisocial App Apprenticeship Appropriate
    Approved Assistant Assurance Asylum Author Background Barrister Belief Benefit Bias Booking Breast Bulletin
    Caldicott Candour Cap Capability Card Chronology Citizens Clinician Closure Combined Comforting Commissioning
    Community Competence Complaint Complete Compliance Conclusion Confidentiality Confirmation Connected Contents
    Context Coroner Cuckooing Cultural Custody Cycle Cymru Damp Dashboard Deadline Debt Degree Dental Desk
    Difference Discharge Disciplinary Discriminatory Disguised Dispute Disputed Disruption Diversion Diversity
    Dyadic Easy Ecomap Episode Error Eviction Experiences Expert Extremism Fabricated False Feedback Finish Fire
    Fixed Flowchart Focused Foodbank Foreword Fostering Fuel Gateway Genogram Getting Glossary Grandparents Grief
    Grooming Hindsight Hoarding Hotline Humility Iceberg Illness Immunisation Inclusive Incredible Independence
    Induced Induction Informed Injunction Injuries Inquest Inspection Intelligence Inter Intermediary Interpreter
    Interviewing Introduction Investigation Ironing Knowledge Landlord Language Large Leaflet Legal Lens Linked
    Litem Lodgings Managing Masterclass Mate Medication Member Mentalisation Mentor Mentoring Minor Misuse
    Motivational Mould Naloxone Nearest Neighbourhood Newly Newsletter Next Nude Offending Opinion Optician Optimism
    Organisational Outline Outstanding Overdose Overview Owner Paediatrician Paramedic Pastoral Payment Performance
    Perinatal Perplexing Pharmacy Planner Podcast Portal Position Poster Poverty Predatory Presentations Pressure
    Principal Proceedings Progress Prompt Provision Psychiatry Qualified Quick Racist Radicalisation Radiology Read
    Recording Reference Reflection Reflective Refresher Regional Regulator Relational Relative Repair Residential
    Respectful Return Round Sample Scam Scan Scope Scorecard Security Seven Sextortion Silo Skeletal Skills
    Solicitor Solution Speaking Start Steering Subgroup Suite Syndrome Systemic Tax Template Temporary Tenancy
    Tertiary Textline Theme Threefold Timeline Tolerance Traveller Tripartite Triple Ulcer Unaccompanied Uncertainty
    Active Offer Recourse Rescue
    Wallet Weapon Webchat Webinar Website Whistleblowing Windrush Witness Workforce Workshop
    """
)
"""More of them: heads of reviews, of minutes and of courses."""
_LANDS = frozenset((*COUNTRIES, *NATIONALITIES))
_PEOPLES = _LANDS | {"Welsh", "British", "English", "Scottish", "Irish", "African", "Caribbean", "Other"}
_KNOWN = FIELD | ORGANISATIONS | _TITLES | _MORE_TITLES | _LANDS
_JOINS = frozenset("of the and & on upon in y yr de to for at with".split())


def local_names(text: str, own: frozenset[str]) -> Iterator[str]:
    """Runs of capitals that nothing public explains. `own` are words of the alias and the partnership."""
    for start, run in _runs(text):
        parts = [w for w in run.split() if w not in _JOINS]
        if starts(text, start):
            parts = parts[1:] if len(parts) > 2 or (len(parts) == 2 and is_known(parts[0], own)) else []
        strange = [w for w in parts if not is_known(w, own) and not re.match(r"(?!Ma?c)[A-Z][a-z]+[A-Z]\w*s$", w)]
        if not strange or _of_a_people(parts) or _is_written_out(run, text[start + len(run) :]):
            continue
        sentence = sentence_at(text, start)
        if not of_the_case(sentence) or is_public(sentence) or _SAID.search(text[:start]):
            continue
        if _is_a_title(text):
            return
        yield run


def _of_a_people(parts: list[str]) -> bool:
    """ "White Welsh", "Black African": a form's word for a people."""
    return len(parts) > 1 and parts[0] in ("White", "Black", "Asian", "Mixed") and _PEOPLES.issuperset(parts[1:])


def _is_written_out(run: str, after: str) -> bool:
    """Whether the letters of the words stand behind them in brackets: a term, "No Recourse to Public Funds (NRPF)"."""
    letters = re.match(r" ?\(([A-Z]{3,7})\)", after)
    return letters is not None and "".join(w[0] for w in run.split() if w not in _JOINS) == letters[1]


_ABSTRACT = re.compile(
    r"[a-z](?:icians?|ologists?|ology|iatrists?|apists?|iatrics?|tions?|ments?|ships?|isms?|ological|ational|ensic)$"
)
"""How words for what people do and study end, in capitals or not: no club is called by one alone."""
_RANKS_TOO = frozenset(("Major", "General", "Commander", "Lord", "Lady"))


_SAID = re.compile(r"[“\"‘]$|[“\"‘][^”\"’]*[.?!] $")
"""A sentence that somebody says begins with a capital too."""


def _runs(text: str) -> Iterator[tuple[int, str]]:
    start, run, end = 0, "", -1
    for match in _RUN.finditer(text):
        if match.start() != end and run:
            yield start, run.strip()
            run = ""
        if not run:
            start = match.start()
        run += match[0]
        end = match.end()
    if run:
        yield start, run.strip()


@lru_cache(maxsize=8192)
def is_known(word: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a capital is explained: a word of the field, a public body, a land, a belief, a month, letters."""
    bare = re.sub(r"['’]s?$", "", word)
    if (
        len(bare) < 3
        or bare in own
        or word in own
        or word in _KNOWN
        or bare in _KNOWN
        or bare.removesuffix("s") in _KNOWN
    ):
        return True
    if re.fullmatch(r"Down['’]s", word):
        return True
    if _ABSTRACT.search(bare) or bare in RANKS or bare in _RANKS_TOO:
        return True
    return bare.rstrip("'’d").isupper() or bool(re.fullmatch(rf"{MONTHS}|\w+day|{BELIEFS}", bare))


def names_a_post(words: str) -> bool:
    """Whether what stands where a name would is a post's: "a Consultant Paediatrician"."""
    first = words.split()[0]
    other = len(first) < 3 or "." in first or is_given(first) is not None or re.fullmatch(MONTHS, first)
    return not other and is_known(first)


def _is_a_title(text: str) -> bool:
    """Whether most words of a passage have capitals: a heading in another house's style."""
    found = re.findall(r"[^\W\d_]{2,}", text)
    if text.rstrip().endswith(".") and len(found) > 4:
        return False
    return len(found) < 4 or sum(w[0].isupper() for w in found) * 5 > len(found) * 3

"""Addresses and numbers that belong to one person: e-mail, telephone, NHS and other numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...look import Look
from ..cases import of_the_case
from ..names.lists import is_given
from ..somebody import sentence_at

_EMAIL = Look(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PRIVATE = Look(
    r"@(?:gmail|googlemail|hotmail|outlook|live|yahoo|ymail|icloud|me|mac|aol|btinternet|btopenworld|virginmedia"
    r"|ntlworld|sky|"
    r"talktalk|tiscali|blueyonder|plusnet|protonmail|proton|msn|gmx|mail|fastmail|zoho|hey|o2|wanadoo|orange"
    r"|o2mail)\.",
    re.I,
)
_ROLE = Look(
    r"(?:^|[._+-])(?:\w*team|teams|info|duty|desk|hub|mash|marac|lado|enquir\w*|inquir\w*|contact\w*|safeguard\w*"
    r"|training|learn\w*|\w*help\w*|"
    r"support|admin\w*|office|unit|front|door|referr\w*|mail\w*|access\w*|board|partnership|\w*scp|\w*sab|business"
    r"|service\w*|"
    r"advice|adviser|commission\w*|press|data|dpo|ig|foi|complain\w*|feedback|report\w*|quality|early|social|care"
    r"|childcare|"
    r"children\w*|adult\w*|family|families|workforce|develop\w*|hr|returns?|publications?|news\w*|web\w*|general"
    r"|central|response|"
    r"intake|customer\w*|reception|school|nursery|surgery|practice|hello|post|events|bookings?|courses?|policy"
    r"|audit)(?:[._+-]|\d|$)",
    re.I,
)
_HELPLINE = Look(r"^(?:0800|0808|03\d\d|0845|0844|116|101|111|112|999|105|1111|18000|084|087)")
_PHONE = Look(
    r"(?<![\d,.£#/-])(?:\+44 ?(?:\(0\) ?)?"
    r"|\(?0)\d{2,4}\)?[ -]?\d{2,4}[ -]?\d{2,4}(?:[ -]?\d{1,4})?(?![\d%])"
)
_OWNED = Look(
    r"\b(?:his|her|hers|their|mother|father|mum|dad|parent|parents|partner|carer|personal|home|mobile|whose|aunt"
    r"|uncle|neighbour|landlord|boyfriend|girlfriend|husband|wife|son|daughter|brother|sister|cousin|nan|gran\w*"
    r"|grand(?:mother|father|parents?)|step\w+|friend|lodger)\b(?!\s+health)",
    re.I,
)
_OFFERED = Look(
    r"\b(?:[Cc]all|[Rr]ing|[Pp]hone|[Cc]ontact|[Hh]elpline|[Ll]ine|[Tt]eam|[Tt]ext|[Ff]ront door|[Hh]ub|[Ss]ervice"
    r"|[Hh]otline|MASH|[Aa]dvice|[Dd]uty|[Ss]upport|[Oo]ut of [Hh]ours|LADO|[Rr]eached on|[Oo]ffice|[Rr]eception"
    r"|[Ss]witchboard|[Nn]umber is|[Tt]alk|[Ff]foniwch)\b"
)
_OTHERS = Look(
    r"\b(?:NHS|CHI|HCN|H ?& ?C|[Hh]ealth and (?:[Ss]ocial )?[Cc]are)(?: (?:[Nn]umber|[Nn]o\.?|#))?(?:,| (?:was"
    r"|is))?[: (#]*"
    r"\d[\d -]{8,14}|\b(?:QQ|[A-CEGHJ-PR-TW-Z]{2}) ?\d{2} ?\d{2} "
    r"?\d{2} "
    r"?[A-D]\b"
    r"|\b(?:[Cc]ase|[Hh]ospital|[Cc]rime|[Cc]ustody|[Uu]nit|[Pp]upil|UPR?N|USRN|URN|LCS(?!PR)|[Pp]atient|[Cc]laim|[Rr]eference"
    r"|[Rr]ef|[Pp]assport|[Ll]icence|"
    r"[Aa]ccount|[Tt]enancy|[Rr]eferral|[Ff]ile|CHI|MRN|PNC|[Vv]isa|[Pp]olicy|[Mm]embership|[Bb]adge|[Cc]ollar"
    r"|[Pp]rison\w*|[Ww]arrant|[Ss]tudent|[Bb]ank|[Tt]ax|[Rr]oll|[Rr]egistration|[Ss]ocial care"
    r"|[Rr]ecord|Mosaic|Liquidlogic|SystmOne|EMIS|RiO|Home Office|[Dd]riving licence|[Cc]ard|[Hh]ousehold|[Ee]mployee"
    r"|[Ss]taff|[Bb]irth "
    r"certificate)(?: "
    r"(?:number|no\.?|ID|id|reference|ref\.?))?"
    r"(?:,| was| is|:)* ?#?(?:(?=[A-Z/-]{0,6}\d)[A-Z]{0,5}[-/ ]?\d[\dA-Z/-]{4,})\b"
    r"|\b(?:CAD|PNC|STORM|URN|GRN|Niche|[Ee]xhibit|[Ll]og|[Ii]ncident|[Oo]ccurrence|[Dd]ocket|[Tt]icket|[Cc]omplaint)"
    r"(?: (?:number|no\.?|ref\.?))?[:,]? ?#?(?!(?:19|20)\d\d\b)[A-Z]{0,3} ?\d{4,}\b"
    r"|(?<![\w/.-])(?!\d{1,2}/\d{1,2}/)(?:[A-Z]{1,5}|\d{2,6})/\d{2,}/\d{2,4}\b(?![/-])"
    r"|\b(?:number|phone|mobile|account|card|plate)s? (?:[\w’'-]+ ){0,2}(?:ending|ended|ends) (?:in "
    r"|with )?(?:[\dA-Z]{1,4} ?)?[\dA-Z]{3,6}\b"
    r"|\b(?:recorded|logged|known|booked|listed|tagged) as [A-Z]{1,4}-?\d{4,}\b"
    r"|\b(?:[Pp]assport|[Hh]ospital|[Pp]atient|[Aa]ccount|[Ll]icence|[Mm]embership|[Cc]ard|[Cc]laim|[Tt]enancy"
    r"|[Rr]ecord|[Pp]upil|[Cc]ase) (?:number|no\.?)"
    r"(?:,| was| is|:)? (?:\d{2,5} ){1,4}\d{2,5}\b"
    r"|\b[A-Z9]{5}[ -]?\d{6}[ -]?[A-Z9]{2}\d[A-Z]{2}\b|\bGB\d\d ?[A-Z]{4}(?: ?\d{4}){3} ?\d\d\b"
    r"|\b[Ss]ort code(?:,| was| is|:| of)? ?\d\d[- ]\d\d[- ]\d\d(?:,? (?:and )?(?:account )?(?:number )?\d{6,8})?\b"
    r"|\b\d\d-\d\d-\d\d,? (?:and )?(?:account )?(?:number )?\d{8}\b"
    r"|\b(?:[Tt]axi|[Cc]ab|[Hh]ackney|[Mm]inicab),? (?:(?:plate|badge|licence|number) )+\d{2,6}\b"
    r"|\b(?:[Pp]in|PIN)(?: (?:for|of|number|code|to|her|his|the|bank|card|phone)){0,5},? (?:was |is )?\d{4}\b"
    r"|, number (?=[A-Z]{0,3} ?\d)[A-Z]{0,3} ?\d[\d ]{2,}\d\b"
    r"|\bCAD \d{2,}\b|\b(?:plate|reg|registration)(?: number)?(?: was| is| of|,"
    r"|:)? (?=[A-Z]{0,3}\d)[A-Z0-9]{1,4} ?[A-Z]{2,3}\b"
    r"|\b(?:[Cc]ollar|[Bb]adge|[Ww]arrant|[Rr]oom|[Cc]ell|[Hh]ouse|[Ff]lat|[Ss]houlder) number(?: was| is"
    r"|:)? \d{1,6}\b"
    r"|\b[A-Z]\d{4}[A-Z]{2}\b|\b[A-Z]\d{12}\b|\b[A-Z]{2}\d{2} ?[A-Z]{3}\b|\b[A-Z]{3,5}\d{5,}\b|\b[A-Z]\d{1,3} "
    r"[A-Z]{3}\b"
)
_CARD = Look(r"(?<![\d£.,/-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\d%-])|(?<![\d£.,/-])3[47]\d\d[ -]\d{6}[ -]\d{5}(?!\d)")
"""Sixteen figures in fours, or fifteen as 4-6-5: a bank card's."""
_OF_A_CARD = re.compile(r"(?i)\b(?:cards?|bank|account|debit|credit|visa|mastercard|paid|payment|pin|number)\b")
_TEN = Look(r"(?<![\d£.,/-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d%])")
_LONG = Look(r"(?<![\d£.,/:#-])\d{6,9}(?![\d%,.]\d|\d)")


_HANDLE = Look(
    r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Uu]ser ?name|[Hh]andle|[Aa]ccount|[Pp]rofile|[Ss]napchat|[Ii]nstagram|TikTok"
    r"|[Ff]acebook"
    r"|Discord|called|as|tagged)\b[^.@]{0,30})(?<!\w)(@\w{3,}(?:\.\w+)*)"
    r"|\b(?:[Uu]ser ?name|[Hh]andle|[Gg]amer ?tag|[Ss]creen name)(?: was| is|:)? [\"“‘']?([\w.-]{3,})"
    r"|\b(?:Xbox|PlayStation|Steam|TikTok|Instagram|Insta|Snapchat|Snap|Discord|Twitch|Facebook|YouTube|Twitter"
    r"|Kik|Telegram"
    r"|OnlyFans|Tinder|Grindr|Reddit|Roblox|Fortnite|channel|profile|account|online)(?: \w+){0,3}?(?: name| handle|"
    r" ID| tag)?"
    r"(?: is| was| called|:| under| as|,) [\"“‘']?((?=\w*[._\d])[\w.]{4,})",
    apart=True,
)
_CODE_NAME = Look(
    r"(?<![\w@/.:-])(?:(?!TikTok|You|Whats|Face|Linked|Play|Systm|Safe|Child|Go|Mc|Mac|Power|Care|Liquid"
    r"|My|Share|(?:Epi[Pp]en|Pay[Pp]al|Air[TP][ao][gd]|OnlyFans|DoorDash|Contact[A-Z]|JustG|JustE|GoPro|ClassDojo"
    r"|Parent[A-Z]"
    r"|One(?:Drive|Note)|Fit[Bb]it|HomeS|SnapC|ShowMy|Survey[A-Z]|Drop[Bb]ox|Deliver[A-Z]"
    r"|Sat[Nn]av)\w*\b)[A-Z][a-z]{2,}[A-Z]\w+|@[A-Za-z][\w.]{2,}|\w+_\w+|[a-z]{3,}\d{2,}|(?:[a-z]\w*\.)+(?!docx|xlsx"
    r"|html"
    r"|pdf)(?=[a-z_]*\d)\w+"
    r"|(?<=\bas )[a-z][a-z0-9]*(?:[._][a-z0-9]+)+)(?![\w@/-])",
    within=r"[@_]|[a-z](?:[A-Z]|\d)|\w\.\w",
)
"""What nobody is called but online: "darkwolf_2011", "jonesey88"."""


_BODYS_HANDLE = re.compile(
    r"(?i:safeguard|council|police|partnership|children|adults|learning|training|trust|charity|official|news|govuk"
    r"|support|helpline|research|academy|library)|(?:SCP|SAB|CSP|LSCB|NHS|UK|ICB|CIC|Team|Hub)(?![a-z])|^@[A-Z\d_]+$"
)
_BIDDEN = re.compile(r"\b(?:[Ff]ollow|[Ff]ind us|[Tt]ag us|[Jj]oin us|[Mm]essage us|[Oo]ur|[Uu]s on|[Ss]hare)\b")
"""How a body's own name online is given to whoever reads."""


def is_a_bodys(handle: str, text: str, at: int) -> bool:
    """Whether a name online is that of a body, or one that readers are asked to follow."""
    return _BODYS_HANDLE.search(handle) is not None or _BIDDEN.search(sentence_at(text, at)) is not None


def emails(text: str, own: frozenset[str]) -> Iterator[str]:
    """E-mail addresses and names online of a person. None of a team, and none at the `own` domains or their likes."""
    for match in _HANDLE.finditer(text):
        handle = next(filter(None, match.groups()))
        if not (handle.startswith("@") and is_a_bodys(handle, text, match.start())):
            yield handle
    names = [m[0].rstrip(".") for m in _CODE_NAME.finditer(text)]
    yield from names if names and of_the_case(text) else ()
    for match in _EMAIL.finditer(text):
        address = match[0].rstrip(".")
        local, domain = address.split("@", 1)
        if is_ones_own(local, domain, own):
            yield address


def is_ones_own(local: str, domain: str, own: frozenset[str]) -> bool:
    """Whether an address is a person's: at a private service, by a name, or neither a team's nor at `own` domains."""
    ours = domain.lower() in own or domain.lower().split(".")[0] in {home.split(".")[0] for home in own}
    private = _PRIVATE.search(f"@{domain}") is not None
    return private or _is_personal(local) or not (ours or _ROLE.search(local))


def _is_personal(local: str) -> bool:
    """ "first.last" or "j.last": a person's, also at a council."""
    parts = [p for p in re.split(r"[._-]", re.sub(r"\d+$", "", local)) if p]
    if len(parts) < 2 or _ROLE.search(local):
        return False
    return is_given(parts[0].capitalize()) is not None or len(parts[0]) == 1


def has_check_digit(digits: str) -> bool:
    """Whether ten figures are an NHS number: the eleventh part of their weighed sum (NHS Data Dictionary)."""
    total = sum(int(d) * (10 - n) for n, d in enumerate(digits[:9]))
    return len(digits) == 10 and (11 - total % 11) % 11 == int(digits[9])


def has_card_digit(digits: str) -> bool:
    """Whether the last figure is a card's check digit: every second figure doubled, the sum of all a ten (ISO 7812)."""
    doubled = (sum(divmod(2 * int(d), 10)) if n % 2 else int(d) for n, d in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0


def numbers(text: str, own: frozenset[str]) -> Iterator[str]:
    """Numbers that belong to somebody; helplines and numbers that a text offers, or that `own` settings give, are "
    "none."""
    taken: list[tuple[int, int]] = []
    for match in _OTHERS.finditer(text):
        if not re.match(r"[A-Z]\d{1,3} [A-Z]{3}$", match[0]) or _is_a_car(text, match):
            taken.append(match.span())
            yield match[0].strip()
    for match in _CARD.finditer(text):
        sure = has_card_digit(re.sub(r"\D", "", match[0])) or _OF_A_CARD.search(sentence_at(text, match.start()))
        if sure and not _inside(match, taken):
            taken.append(match.span())
            yield match[0]
    for match in _TEN.finditer(text):
        grouped = re.match(r"[1-9]\d\d \d{3} \d{4}$", match[0]) and _LABEL.search(text[: match.start()])
        if (
            (grouped or has_check_digit(re.sub(r"\D", "", match[0])))
            and not _inside(match, taken)
            and not match[0].startswith(("03", "08", "116"))
        ):
            taken.append(match.span())
            yield match[0]
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _inside(match, taken) or not 9 <= len(digits) <= 13:
            continue
        taken.append(match.span())
        if digits not in own and not _HELPLINE.match(digits) and _is_a_persons(text, match, digits):
            yield match[0].strip()
    for match in _LONG.finditer(text):
        if (
            not _inside(match, taken)
            and not re.match(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])$", match[0])
            and not _REGISTERED.search(text[: match.start()])
            and not _HELPLINE.match(match[0])
        ):
            yield match[0]


_REGISTERED = re.compile(r"\b(?:charit(?:y|ies)|company|companies|isbn|issn)\b[^.!?]{0,30}$", re.I)
"""Numbers of bodies and books."""
_A_BODYS = re.compile(
    r"(?:\b(?!GP|DOB|NHS|NI\b)[A-Z]{3,5}\)?|\b(?:Trust|Foundation|Society|Association|Council|Police|Charity|Board"
    r"|Partnership"
    r"|Network|Alliance|Project|Aid|Refuge|Care|Services|Centre|Enquiries|Referrals?|Careline|Gateway|Department))"
    r"(?: \([^()\d]{1,30}\))?(?: on| at| is|:|,| –| -)? ?\(?$"
)
"""The name of a body right before a number: how lists of numbers to ring are written."""
_GAVE = re.compile(
    r"\b(?:left|asked|asking|gave|texted|rang|wrote|said|used|saved|dialled|scribbled|changed|listed|called (?:from"
    r"|on)|was"
    r"|were|had)\b"
)
_OF_KIN = re.compile(
    r"\b(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y) (?:\w+[ -])?(?:mother|father|parents?|partner|husband|wife|carer|brother"
    r"|sister|son|daughter|aunt|uncle|cousin|neighbour|landlord|friend|\w*friend|ex)|[Mm]u?[ma]m|[Mm]um(?:my)?|[Dd]ad(?:dy)?"
    r"|[Nn]an(?:a|ny)?|[Gg]ran(?:ny|dad|dma)?|[Gg]rand(?:mother|father)|[Ss]tep(?:mum|dad|mother|father)"
    r"|[Aa]untie|[Uu]ncle)"
    r"(?:['’]s(?: (?:mobile|phone|number|home|house|work|landline|new))*)?(?: on| at| is|:|,| –| -)? ?\(?$"
)
"""Somebody of the family right before a number: "Ring dad (01632) 960461"."""
_MAY_RING = re.compile(
    r"\b(?:can|may|should|must|could) (?:\w+ )?(?:ring|call|phone|text|contact|reach)\b.*\b(?:[Ll]ine|[Hh]elpline"
    r"|[Tt]eam|[Ss]ervice|[Hh]ub)\b"
)
"""A number that people in general are given."""
_LABEL = re.compile(r"\b(?:label(?:led)?|marked|filed|under|as|number|record|file|entry|chart|notes?) (?:as |under )?$")
_AN_OFFICE = re.compile(
    r"\b(?:[Tt]eam|[Dd]uty|[Ss]ervice|[Hh]elpline|[Hh]ub|[Hh]otline|MASH|[Ff]ront door|[Oo]ffice|[Ss]witchboard"
    r"|[Rr]eception"
    r"|[Aa]dvice|LADO)\b"
)
"""A number that somebody gave, and whose office's it may be instead."""
_TO_ALL = re.compile(r"\b(?:can be (?:reached|texted|contacted)|(?:by|free) text|text or)\b(?!.*\b(?:me|my)\b)")
"""How a body offers a number to whoever reads."""


def _inside(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in taken)


def _is_a_car(text: str, match: re.Match[str]) -> bool:
    return bool(
        re.search(r"\b(?:car|van|vehicle|registration|number plate|reg|motorbike|moped|taxi|lorry)\b", text, re.I)
    )


def _is_a_persons(text: str, match: re.Match[str], digits: str) -> bool:
    sentence = re.split(r"[.!?]\s", text[: match.start()])[-1] + text[match.start() :].split(". ")[0]
    owned = _OWNED.search(sentence)
    if _OF_KIN.search(text[: match.start()]):
        return True
    if not owned and not digits.startswith(("07", "447")) and _A_BODYS.search(text[: match.start()]):
        return of_the_case(sentence)
    if (
        _MAY_RING.search(sentence)
        and not _GAVE.search(sentence)
        and not re.search(r"\b(?:[Hh]im|[Hh]er|[Hh]is|[Mm]y|[Mm]e)\b", sentence)
    ):
        return False
    if digits.startswith(("07", "447")):
        to_all = not owned and not of_the_case(sentence) and _TO_ALL.search(sentence)
        return not to_all and not re.search(
            r"\b(?:[Tt]eam|[Dd]uty|[Ss]ervice|[Ll]ine|[Hh]ub|[Hh]elpline|MASH|[Oo]ut of hours)\b", sentence
        )
    if not owned and not of_the_case(sentence) and _TO_ALL.search(sentence):
        return False
    if of_the_case(sentence) and _GAVE.search(sentence) and not _AN_OFFICE.search(sentence):
        return True
    return bool(
        owned and not re.match(r"^\s*(?:[Cc]all|[Rr]ing|[Pp]hone|[Cc]ontact)\b", sentence)
    ) or not _OFFERED.search(sentence)

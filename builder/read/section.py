"""One Markdown file to a `Section`: front matter, title, text, prompts, trainers' notes, points with their links."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..model import text as prose
from ..model.briefing import Prompt, Role, Section, Term
from ..model.problems import Problem
from ..model.slugs import ascii_slug
from .definitions import take_apart, unexplained
from .markdown import Parsed, parse
from .rules import rule
from .settings.values import Settings, read_settings
from .source import Source

REFLECT = ("reflect", "reflection", "pause and reflect", "myfyrio")
TRAINERS = ("for trainers", "trainers", "trainers' notes", "trainers’ notes", "i hyfforddwyr")
_TRAINERS_ALONE = frozenset(("fortrainers", "trainersnotes", "ihyfforddwyr"))
"""The same by their letters, but for “trainers”, which may be a line of a text."""
_LEADERS = {f"{one}{s}" for one in ("facilitator", "presenter", "speaker", "tutor") for s in ("", "s")}
_FOR_THEM = {"for", "note", "notes", "guide", "guidance", "script", "prompts"}
_FEW_LETTERS = re.compile(r"[\W\d_]*(?:[^\W\d_][\W\d_]*){11,13}")
"""As many letters as these have: a line of a text is seen to have more at once."""

_ROLES: tuple[tuple[Role, str], ...] = (
    (Role.RECOMMENDATIONS, r"recommendation|argymhell"),
    (Role.FINDINGS, r"finding|learning points|key learning|^what (we|(the|this) reviews?) (found|learned)$|canfyddiad"),
    (Role.GOOD_PRACTICE, r"good practice|what (worked|went well)|arfer da"),
    (Role.CHANGE, r"implementing change|making (the )?change|changing practice|next steps|gweithredu newid"),
    (Role.INCIDENT, r"incident|what happened|digwyddiad"),
    (Role.CONCERNS, r"safeguarding concern|concerns|pryderon"),
    (Role.SCOPE, r"^the review|scope|terms of reference|^yr adolygiad"),
    (Role.BACKGROUND, r"background|introduction|context|cefndir"),
    (Role.WHAT_TO_SAY, r"what to say|talk(ing)? (to|with) (parents|families|carers)|beth i.w ddweud"),
    (Role.LINKS, r"^links|leaflets|further reading|find out more|dolenni|darllen pellach"),
    (Role.WHY, r"why (it|this) matters|why does (it|this) matter|pam"),
    (Role.WHAT_TO_DO, r"what to do|what you can do|what should"),
    (Role.WHAT, r"what (it )?is|beth yw"),
)

_Divided = tuple[tuple[prose.Block, ...], tuple[prose.Block, ...], tuple[prose.Block, ...], int]
"""Text, reflection, trainers' notes, and the line of the reflection's heading."""


def read_section(source: Source, number: int, position: int, stem: str, problems: list[Problem]) -> Section:
    """The section in a file; what is wrong with it goes to `problems`."""
    settings, body, first_line = _front_matter(source, problems)
    if not body.strip():
        problems.append(rule("empty-file").at(source.at(), "The file has no text"))
    parsed = parse(body, first_line)
    title, title_line, blocks = _title(parsed.blocks)
    parsed, (text, reflect, trainers, reflect_line), terms = _apart(source, parsed, blocks, body, first_line, problems)
    role = _role(settings, title)
    prompts = _prompts(reflect, parsed, source, problems, settings.text("lang"))
    _warn_of_leftovers(source, parsed, problems)
    problems += [
        rule("trainers-heading").at(source.at(line), "This heading is nearly “For trainers”", passage=words)
        for line, words in _meant_for_trainers((*text, *reflect))
    ]
    return Section(
        number=number,
        position=position,
        stem=stem,
        title=title,
        place=source.at(),
        blocks=text,
        prompts=prompts,
        trainer_notes=trainers,
        footnotes=parsed.footnotes,
        role=role,
        notice=settings.text("notice").rstrip("."),
        lang=settings.text("lang"),
        title_line=title_line,
        reflect_line=reflect_line,
        terms=terms,
    )


def _apart(
    source: Source, parsed: Parsed, blocks: Sequence[prose.Block], body: str, first_line: int, problems: list[Problem]
) -> tuple[Parsed, _Divided, tuple[Term, ...]]:
    """The text read again so that what readers and trainers define stays on their own side; what crosses is said."""
    text, reflect, trainers, reflect_line = _divide(blocks)
    problems += [
        rule("reference-across").at(source.at(line + first_line - 1), f"“[{name}]” is not explained in this part")
        for line, name in unexplained(body)
    ]
    if "]:" not in body:
        return parsed, (text, reflect, trainers, reflect_line), ()
    ranges = [range(a - first_line + 1, b - first_line + 1) for a, b in _trainers_lines(blocks)]
    apart = take_apart(body, ranges)
    problems += [
        rule("reference-across").at(source.at(line + first_line - 1), f"“[{name}]” is explained on the other side")
        for line, name in apart.across
    ]
    parsed = parse(apart.readers, first_line)
    text, reflect, _, reflect_line = _divide(_title(parsed.blocks)[2])
    trainers = _divide(_title(parse(apart.trainers, first_line).blocks)[2])[2]
    parsed = replace(parsed, footnotes=_only_referred(parsed, (*text, *reflect)))
    return parsed, (text, reflect, trainers, reflect_line), apart.terms


def _only_referred(parsed: Parsed, shown: tuple[prose.Block, ...]) -> tuple[tuple[prose.Block, ...], ...]:
    """The footnotes that readers' text refers to; those of trainers' notes are read with them."""
    referred = {i.number for _, i in prose.inlines_of(shown) if isinstance(i, prose.FootnoteRef)}
    last = max(referred, default=0)
    return tuple(note if n in referred else () for n, note in enumerate(parsed.footnotes[:last], 1))


def _trainers_lines(blocks: Sequence[prose.Block]) -> list[tuple[int, int]]:
    """First and last line (not included) of each stretch for trainers, as `_divide` takes them."""
    found: list[tuple[int, int]] = []
    start, level = 0, 7
    for block in blocks:
        if not isinstance(block, prose.Heading):
            continue
        if _named(block, TRAINERS):
            start, level = start or block.line, block.level
        elif start and block.level <= level:
            found.append((start, block.line))
            start = 0
    return [*found, *([(start, 10**9)] if start else [])]


def _front_matter(source: Source, problems: list[Problem]) -> tuple[Settings, str, int]:
    """The settings above the text, the text, and the line it begins on."""
    empty = Settings(source, {}, {}, problems)
    lines = source.text.split("\n")
    if lines[0].strip() != "---":
        return empty, source.text, 1
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        problems.append(
            rule("unreadable-settings").at(
                source.at(1),
                "The settings at the top, below ---, have no end",
                hint="Type --- on a line of its own below them.",
            )
        )
        return empty, source.text, 1
    settings = read_settings(source, problems, text="\n".join(lines[1:end]), offset=1) or empty
    settings.known("role", "notice", "lang")
    return settings, "\n".join(lines[end + 1 :]), end + 2


def _role(settings: Settings, title: str) -> Role | None:
    if settings.values.get("role") is not None:
        named = settings.choice("role", tuple(str(r) for r in Role), "")
        return Role(named) if named else None
    return role_of(title)


def role_of(title: str) -> Role | None:
    """The role that a part's title names, None where it names none."""
    return next((role for role, words in _ROLES if re.search(words, title.casefold())), None)


def _title(blocks: Sequence[prose.Block]) -> tuple[str, int, tuple[prose.Block, ...]]:
    """The first heading if it is of level 1 and opens the file, its line, and the rest with later ones lowered."""
    title, line, rest = "", 0, tuple(blocks)
    if rest and isinstance(first := rest[0], prose.Heading) and first.level == 1 and not _is_aside(first, rest[1:]):
        title, line, rest = " ".join(prose.plain_inlines(first.inlines).split()), first.line, rest[1:]
    lowered = tuple(replace(b, level=2) if isinstance(b, prose.Heading) and b.level == 1 else b for b in rest)
    return title, line, lowered


def _is_aside(first: prose.Heading, rest: Sequence[prose.Block]) -> bool:
    """Whether a heading opens questions or notes, not the file: "Reflection" above "Reflect" is a part's name."""
    asks = any(isinstance(b, prose.Heading) and _named(b, REFLECT) for b in rest)
    return _named(first, TRAINERS) or (_named(first, REFLECT) and not asks)


def _words_of(heading: prose.Heading) -> str:
    return " ".join(prose.plain_inlines(heading.inlines).split())


def _named(heading: prose.Heading, names: Iterable[str]) -> bool:
    return _words_of(heading).rstrip(":.").casefold() in names


def _meant_for_trainers(blocks: Sequence[prose.Block]) -> Iterator[tuple[int, str]]:
    """Line and words of what stands in readers' text and seems to head trainers' notes.

    A heading at any depth that is nearly “For trainers”; and one that Markdown takes for none, for it is only bold, is
    indented by four blanks, or begins with a sign that is not seen.
    """
    for stretch in prose.walk(tuple(blocks)):
        words = prose.plain_inlines(stretch.inlines)
        first = words.split("\n", 1)[0]
        paragraph = isinstance(stretch.block, prose.Paragraph) and not stretch.in_item
        alone = paragraph and _FEW_LETTERS.fullmatch(first) and _letters(first) in _TRAINERS_ALONE
        if alone or (isinstance(stretch.block, prose.Heading) and _nearly_trainers(words)):
            yield stretch.line, words
        if isinstance(stretch.block, prose.CodeBlock):
            yield from ((stretch.line, w) for w in words.split("\n") if re.match(r"\s*#+", w) and _nearly_trainers(w))


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W\d_]", text)).casefold()


def _nearly_trainers(heading: str) -> bool:
    """A short heading with a word like trainers in it: “For trainer”, “Notes for trainers”, “Facilitator notes”."""
    words = re.findall(r"[^\W\d_]+", heading.casefold())
    near = any(difflib.SequenceMatcher(None, word, "trainers").ratio() > 0.86 for word in words)
    return len(words) <= 4 and (near or (bool(_LEADERS & {*words}) and (len(words) == 1 or bool(_FOR_THEM & {*words}))))


def _divide(blocks: Sequence[prose.Block]) -> _Divided:
    """Text, reflection, trainers' notes, and the line of the reflection's heading.

    A named part lasts until a heading of its own level or above. Trainers' notes win over reflection inside them:
    what is once for trainers never reaches a learner.
    """
    parts: dict[str, list[prose.Block]] = {"text": [], "reflect": [], "trainers": []}
    now, level, reflect_line = "text", 7, 0
    for block in blocks:
        if isinstance(block, prose.Heading):
            if _named(block, TRAINERS):
                now, level = "trainers", block.level
                continue
            if _named(block, REFLECT) and (now != "trainers" or block.level <= level):
                now, level, reflect_line = "reflect", block.level, block.line
                continue
            if now != "text" and block.level <= level:
                now, level = "text", 7
        parts[now].append(block)
    return tuple(parts["text"]), tuple(parts["reflect"]), tuple(parts["trainers"]), reflect_line


def _prompts(
    blocks: Sequence[prose.Block], parsed: Parsed, source: Source, problems: list[Problem], part_lang: str
) -> tuple[Prompt, ...]:
    """A prompt for each list item; for each paragraph where there is no list. Its language is its own or the part's."""
    ids = dict(parsed.ids)
    items = [item for b in blocks if isinstance(b, prose.ListBlock) for item in b.items]
    if not items:
        items = [prose.ListItem((b,), b.line) for b in blocks if isinstance(b, prose.Paragraph)]
    else:
        for block in blocks:
            if not isinstance(block, prose.ListBlock):
                words = " ".join(w for _, w in prose.passages((block,)))
                problems.append(
                    rule("reflect-text").at(
                        source.at(block.line), "This text beside the prompts is not shown", passage=words
                    )
                )
    prompts = []
    for item in items:
        text = " ".join(" ".join(words for _, words in prose.passages(item.blocks)).split())
        first = item.blocks[0] if item.blocks else None
        if text:
            lang = (first.lang if isinstance(first, prose.Paragraph) else "") or part_lang
            core = _CORE.search(text)
            text = text[: core.start()] if core else text
            prompts.append(Prompt(ids.get(item.line) or prompt_id(text), text, item.line, lang, core is not None))
    return tuple(prompts)


_CORE = re.compile(r"\s*\((?:core|craidd)\)$", re.I)
"""How an author marks a question for the seven minutes: the word in brackets at its end, in Word as in Markdown."""


def prompt_id(text: str) -> str:
    """A stable id from a prompt's words: the first six and a short digest of all, without case and punctuation."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()[:6]
    return "-".join([*(ascii_slug(w) for w in words[:6] if ascii_slug(w)), digest])


# What is left as text ----------------------------------------------------------------------------

_TAG = re.compile(r"<!--|</?[a-zA-Z][^<>]{0,200}>")
_UNSAFE = re.compile(r"\]\(\s*<?\s*(javascript|vbscript|data|file):", re.I)


def _warn_of_leftovers(source: Source, parsed: Parsed, problems: list[Problem]) -> None:
    written = source.text
    if not ("<" in written or "&" in written or ("]" in written and "(" in written and ":" in written)):
        return  # neither a tag nor a link, not even one that stands there letter by letter
    for line, words in prose.passages(parsed.blocks):
        if _TAG.search(words):
            problems.append(
                rule("raw-html").at(source.at(line), "Signs of web pages are shown as they stand", passage=words)
            )
        if _UNSAFE.search(words):
            problems.append(rule("unsafe-link").at(source.at(line), "This link is left as text", passage=words))


def images(blocks: Sequence[prose.Block]) -> tuple[tuple[int, str], ...]:
    """Line and source of each picture in the blocks, at any depth."""
    return tuple(
        (line, inline.src) for line, inline in prose.inlines_of(tuple(blocks)) if isinstance(inline, prose.Image)
    )

"""The shape of the house: who may use whom, no cycles, docs that do not drift, words that exist."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from builder.check import RULES
from builder.cli import main
from builder.model.partnership import Audience
from builder.model.theme import SHIPPED, Theme
from builder.products import CHILDREN
from builder.read import READING_RULES
from builder.read.briefing import KEYS as BRIEFING_KEYS
from builder.read.partnership import KEYS as PARTNERSHIP_KEYS
from builder.render.appearance import theme_files

from .conftest import ROOT

PACKAGE = ROOT / "builder"
_PRODUCTS = {"model", "form", "adapters", "render", "output"}
MAY_USE: dict[str, set[str]] = {
    "model": {"form"},  # the theme writes dates out
    "form": {"model"},
    "adapters": {"form"},  # the form is no briefing
    "output": {"model"},
    "read": {"model", "form", "adapters", "output", "render"},
    "check": {"model"},
    "render": {"model", "form", "adapters", "output"},
    "site": _PRODUCTS,
    "worksheets": _PRODUCTS,
    "trainers": _PRODUCTS,
    "lms": _PRODUCTS,
    "returns": {"model", "form", "adapters"},
    "evidence": {"model", "form", "adapters", "render", "returns"},
}
"""Room: the rooms it may use. Rooms that are not listed (pipeline, cli, …) may use all."""

MAY_USE_WITHIN: dict[str, set[str]] = {
    "returns.post": {"limits"},
    "returns.reading": {"limits", "replies"},
    "returns.apart": {"limits", "replies", "post", "reading"},
    "returns.own_words": {"replies"},
    "returns.records": {"replies", "collected"},
    "returns.matching": {"replies", "collected", "records"},
}
"""A room within a room: what it may use of the room around it."""

EXAMPLES = {"word_template", "desk"}
"""Groups of words that show an author an example, such as "Child H"."""

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the builder by its dotted name below it ("read.section")."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "theme" not in path.parts:
            name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def uses(name: str, tree: ast.Module, known: set[str]) -> set[str]:
    """The builder's modules that a module imports."""
    is_package = (PACKAGE / name.replace(".", "/") / "__init__.py").is_file()
    here = name.split(".") if name != "__init__" else []
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        up = node.level - (1 if is_package else 0)
        base = here[: len(here) - up]
        target = ".".join([*base, *(node.module or "").split(".")]).strip(".")
        for alias in node.names:
            full = f"{target}.{alias.name}".strip(".")
            found.add(full if full in known else target)
    return found - {name, ""}


@cache
def graph() -> dict[str, set[str]]:
    """What each module imports; made when it is asked for, by one of the processes that collect tests."""
    return {name: uses(name, tree, set(modules())) for name, tree in modules().items()}


@pytest.mark.parametrize("room", sorted(MAY_USE))
def test_rooms_use_only_what_they_may(room: str) -> None:
    names = [name for name in graph() if name.split(".")[0] == room]
    assert names
    for name in names:
        wrong = {used for used in graph()[name] if used.split(".")[0] not in {room, *MAY_USE[room]}}
        assert not wrong, f"builder.{name} may not use {sorted(wrong)}"


@pytest.mark.parametrize("inner", sorted(MAY_USE_WITHIN))
def test_rooms_within_a_room_use_only_what_they_may(inner: str) -> None:
    outer, own = inner.split(".")
    may = {f"{outer}.{name}" for name in (own, *MAY_USE_WITHIN[inner])}
    names = [name for name in graph() if name == inner or name.startswith(inner + ".")]
    assert len(names) > 1
    for name in names:
        used = {u for u in graph()[name] if u.split(".")[0] == outer}
        wrong = {u for u in used if ".".join(u.split(".")[:2]) not in may}
        assert not wrong, f"builder.{name} may not use {sorted(wrong)}"


def test_no_module_stands_in_a_circle() -> None:
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name not in done:
            for used in graph().get(name, ()):
                if used in graph() and not name.startswith(used + "."):
                    walk(used, (*path, name))
            done.add(name)

    for name in graph():
        walk(name, ())


def test_every_module_says_what_it_answers_for() -> None:
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []


def _undocumented(node: ast.AST, within: str) -> list[str]:
    """Public classes and functions without a docstring, methods of public classes too."""
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    public = [n for n in ast.iter_child_nodes(node) if isinstance(n, kinds) and not n.name.startswith("_")]
    found = [f"{within}.{n.name}" for n in public if not ast.get_docstring(n)]
    inner = (_undocumented(n, f"{within}.{n.name}") for n in public if isinstance(n, ast.ClassDef))
    return [*found, *(name for names in inner for name in names)]


def test_every_public_class_and_function_says_what_it_gives() -> None:
    assert [name for module, tree in modules().items() for name in _undocumented(tree, module)] == []


def test_no_docstring_only_repeats_a_name() -> None:
    def plain(text: str) -> str:
        return re.sub(r"\b(?:the|a|an|of|its)\b|[\W_]", "", text.casefold())

    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documented = [
        n for tree in modules().values() for n in ast.walk(tree) if isinstance(n, kinds) and ast.get_docstring(n)
    ]
    assert [n.name for n in documented if plain(ast.get_docstring(n) or "") == plain(n.name)] == []


# Docs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", DOCS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_docs_name_only_what_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for command in re.findall(r"(?:^ {4}|`)(?:\.venv/bin/)?briefing ([a-z-]+)", text, flags=re.M):
        assert command in main.commands, f"briefing {command}"
    for options in re.findall(r"(?:^ {4}|`)briefing ([a-z-]+ [^\n`]*)", text, flags=re.M):
        command, _, rest = options.partition(" ")
        known = {o for p in main.commands[command].params for o in p.opts} | {"--help"}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, options
    targets = re.findall(r"\]\(((?!https?:|mailto:|#)[^)\s]+)\)", text)
    for target in targets:
        assert (page.parent / target.split("#")[0]).exists(), target
    for name in re.findall(r"`((?:builder|theme|site_tests|content|docs)/[\w./-]+)`", text):
        assert list(ROOT.glob(name.rstrip("/"))), name
    for goal in re.findall(r"(?:^ {4}|`)make ([a-z]+)", text, flags=re.M):
        assert re.search(rf"^{goal}:", (ROOT / "Makefile").read_text(), flags=re.M), f"make {goal}"


def test_the_architecture_page_names_every_room_and_no_other() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [p for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()]
    named = {p.relative_to(ROOT).as_posix() for p in rooms if p.name != "__init__.py"}
    assert [name for name in sorted(named) if f"`{name}" not in page] == []
    folders = "|".join(p.name for p in PACKAGE.iterdir() if p.is_dir())
    modules_named = re.findall(rf"`((?:{folders})/[\w/]+\.py)`", page)
    assert modules_named and [name for name in modules_named if not (PACKAGE / name).is_file()] == []


def test_the_guide_names_every_folder_of_dist() -> None:
    page = (ROOT / "docs" / "guide" / "publish.md").read_text(encoding="utf-8")
    assert [child for child in CHILDREN if f"| `dist/{child}/` |" not in page] == []


def test_every_key_and_rule_is_documented() -> None:
    guide = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs" / "guide").glob("*.md")))
    missing = [k for k in (*BRIEFING_KEYS, *PARTNERSHIP_KEYS) if f"`{k}`" not in guide and f"{k}:" not in guide]
    missing += [r.name for r in (*READING_RULES, *RULES) if r.name not in guide]
    assert missing == []


def test_no_file_names_a_package_registry() -> None:
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org")
    ours = [p for p in ROOT.iterdir() if p.is_file() and p.suffix in (".txt", ".toml", ".md", ".yml", "")]
    for path in [*ours, *ROOT.glob("site_tests/**/*.json"), *ROOT.glob("site_tests/*.sh"), *ROOT.glob("docs/**/*.md")]:
        if "node_modules" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [h for h in hosts if h in text], path


# Words -------------------------------------------------------------------------------------------


def test_no_test_looks_by_what_a_page_forbids() -> None:
    """Playwright's own waiting asks by `eval` from the second look on, against our pages' policy: `until` does not."""
    tests = (path for path in ROOT.glob("site_tests/**/*.py") if "node_modules" not in path.parts)
    assert [path.name for path in tests if ".wait_for_" + "function(" in path.read_text("utf-8")] == []


def test_english_has_every_word_once() -> None:
    text = (ROOT / "theme" / "words" / "en.yml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    groups = re.findall(r"^([a-z_]+):", text, flags=re.M)
    assert len(groups) == len(set(groups)), "a group stands twice"
    for group, entries in raw.items():
        if isinstance(entries, dict):
            keys = re.findall(rf"^{group}:\n((?:(?:  .*|#.*)?\n)+)", text + "\n", flags=re.M)
            listed = re.findall(r"^  ([\w-]+):", keys[0], flags=re.M) if keys else []
            assert len(listed) == len(set(listed)), f"a word of {group} stands twice"


def test_no_word_says_child_where_the_audience_may_be_adults() -> None:
    raw = yaml.safe_load((ROOT / "theme" / "words" / "en.yml").read_text(encoding="utf-8"))
    said = [
        f"{group}.{key}: {text}"
        for group, entries in raw.items()
        if isinstance(entries, dict) and group != "audience"
        for key, text in entries.items()
        if re.search(r"\bchild(ren)?\b", str(text), flags=re.I) and group not in EXAMPLES
    ]
    assert said == []


BY_THEIR_NUMBER = {"months": "1 to 12", "privacy_keys": "the names that a browser's own tools show"}
"""Groups whose words no code names one by one, and what they are named by."""


@pytest.mark.parametrize("audience", Audience)
def test_every_sentence_is_right_for_every_audience(audience: Audience) -> None:
    words = Theme((SHIPPED,)).words("en", audience)
    said = [f"{group}.{key}: {text}" for group, entries in words.items() for key, text in entries.items()]
    assert [line for line in said if re.search(r"\b[Aa] [aeio]|\b[Aa]n [b-df-gj-np-tv-z]", line)] == []


def test_every_word_is_said_somewhere() -> None:
    raw = yaml.safe_load((ROOT / "theme" / "words" / "en.yml").read_text(encoding="utf-8"))
    named, made = words_in_use()
    unused = [
        f"{group}.{key}"
        for group, entries in raw.items()
        if isinstance(entries, dict) and group not in BY_THEIR_NUMBER
        for key in entries
        if not (group in named and (str(key) in named or made.fullmatch(str(key))))
    ]
    assert unused == []


def words_in_use() -> tuple[set[str], re.Pattern[str]]:
    """Names that code and templates mention, and a pattern of those they put together, as in `f"step_{kind}"`."""
    theme = [p for p in (ROOT / "theme").rglob("*") if p.suffix in (".html", ".js", ".typ")]
    texts = [p.read_text(encoding="utf-8") for p in (*sorted(PACKAGE.rglob("*.py")), *theme)]
    named = {name for text in texts for name in re.findall(r"""["'.]([\w-]+)""", text)}
    pieces = {start + r"\w+" for text in texts for start in re.findall(r"""["'](\w+_)["']""", text)}
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else r"\w+" for p in node.values]
                fixed = "".join(str(p) for p in parts if p != r"\w+")
                if re.fullmatch(r"_?[a-z]{2,}[a-z_]*", fixed) and "_" in fixed:
                    pieces.add("".join(map(str, parts)))
    return named, re.compile("|".join(sorted(pieces)))


def test_every_dependency_is_justified_and_its_licence_named() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["project"]["dependencies"]
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    for name in (re.split(r"[<>=~!]", line)[0] for line in needed):
        assert name in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), name
        assert name in (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"), name
        assert f"\n{name.lower()}==" in pinned, name


def test_scripts_are_typed_and_formatted_before_any_test_runs() -> None:
    """`prettier --write 'theme/**/*.js'` mends their format."""
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    (lint,) = re.findall(r"^lint:.*\n((?:\t.*\n)+)", made, flags=re.M)
    assert "$(NODE)/tsc -p theme\n" in lint and "$(NODE)/prettier --check 'theme/**/*.js' 'theme/**/*.ts'\n" in lint
    assert re.search(r"^test: .*\blint\b", made, flags=re.M)


def test_a_script_lets_no_error_vanish_without_a_reason() -> None:
    silent = re.compile(
        r"\.catch\(\s*\(?\w*\)?\s*=>\s*(?:0|null|undefined|\{\s*\})\s*\)|catch\s*(?:\(\w+\)\s*)?\{\s*\}"
    )
    scripts = sorted((ROOT / "theme").rglob("*.js"))
    assert [p.name for p in scripts if silent.search(p.read_text(encoding="utf-8"))] == []


def test_scripts_are_whole_after_they_were_made_lighter(tmp_path: Path) -> None:
    made = {name: data for name, data in theme_files.assets(Theme.of(ROOT)).items() if name.endswith(".js")}
    for name, data in made.items():
        file = tmp_path / Path(name).name
        file.write_bytes(data)
        checked = subprocess.run(["node", "--check", file], capture_output=True, text=True)
        assert checked.returncode == 0, f"{name}: {checked.stderr}"
    assert len(made) > 5


MEANING = """
const acorn = require("acorn"), fs = require("fs");
const passes = (node) => node.type === "CallExpression" && (node.callee.property || {}).name === "accept";
const each = (one) => one.declarations.map((declared) => ({ ...one, declarations: [declared] }));
const apart = (one) => (one && one.type === "VariableDeclaration" && one.kind === "const" ? each(one) : [one]);
const bare = (key, value) => {
  if (Array.isArray(value)) return value.flatMap(apart); // const a = 1; const b = 2; is const a = 1, b = 2;
  if (["start", "end", "shorthand"].includes(key)) return undefined; // {a: a} is {a}
  if (typeof value === "bigint") return "";
  return value && passes(value) ? { ...value, arguments: [] } : value; // it takes nothing, see below
};
const tree = (file) => JSON.stringify(acorn.parse(fs.readFileSync(file, "utf8"), { ecmaVersion: "latest" }), bare);
for (const [long, short] of JSON.parse(process.argv[1]))
  if (tree(long) !== tree(short)) console.log(long);
"""


def test_a_lighter_script_means_the_same(tmp_path: Path) -> None:
    """Another parser of the language reads both: no text, number or operator is another one."""
    odd = 'let a = { b : [1 , 2] , "c : d" : "e = f ( g )" };\nif ( ! a && a.b [ 0 ] > - 1 ) a = (x) => x ** 2 ;\n'
    odd += "const t = `a = ${ a } ( b )`;\nconst r = / = ( x ) /g, s = 'x = y', u = a + + 1 - - 1;\n"
    odd += 'const v = "a // b" + c; // "not" a text\nconst w = "http://x"; // said\nlet z = 1 / 2 // "a"\n'
    odd += "const k = { a: a, n: 1, c: c }, n = { 1: 1, this: this, null: null }, f = async (x) => (y) => x;\n"
    odd += "for (const q of [1]) { const g = 1; const h = g, i = 2; const {j} = h; const l = () => { const o = 1;"
    odd += "const p = 2; } }\n"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "theme").rglob("*.js")}
    assert "briefing.accept = () => () => undefined;" in texts["page"], "what it is given is for readers of the code"
    texts |= {"odd": odd} | {f"odd-{n}": line for n, line in enumerate(odd.splitlines())}
    pairs = []
    for name, text in texts.items():
        long, short = tmp_path / f"{name}.js", tmp_path / f"{name}.light.js"
        long.write_text(text, encoding="utf-8")
        short.write_text(theme_files.lighter("x.js", text), encoding="utf-8")
        pairs.append((str(long), str(short)))
    node = ROOT / "site_tests" / "node"
    done = subprocess.run(["node", "-e", MEANING, json.dumps(pairs)], cwd=node, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# Sizes -----------------------------------------------------------------------------------------

LINES, FUNCTION, ROOM = 300, 40, 14
"""Lines of a module and of a function; modules of a folder."""


def test_rooms_and_what_stands_in_them_stay_small() -> None:
    files = sorted((ROOT / "builder").rglob("*.py"))
    rooms = Counter(path.parent for path in files if path.name != "__init__.py")
    large = [f"{room}: {many} modules" for room, many in rooms.items() if many > ROOM]
    large += [f"{path}: {many} lines" for path in files if (many := path.read_bytes().count(b"\n")) > LINES]
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                many = (node.end_lineno or 0) - node.lineno + 1
                if many > FUNCTION:
                    large.append(f"{name}: {node.name} has {many} lines")
    assert large == []

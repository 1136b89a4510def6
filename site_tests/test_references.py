"""A reference in a text is the same to the builder and to the page, which gets its own as data."""

from __future__ import annotations

import json
import subprocess

import pytest
import yaml

from builder.form.reference import Reference, ReturnKind

from .conftest import ROOT

CASES = [tuple(case) for case in yaml.safe_load((ROOT / "site_tests" / "references.yml").read_text(encoding="utf-8"))]
SCRIPT = ROOT / "theme" / "components" / "plan" / "reference.js"
_ASKS = """
const form = { dataset: { reference: "w/c/1.0/-/plan-2" } };
global.window = { briefing: { one: () => form } };
require(process.argv[1]);
const { own, parse, text } = window.briefing.reference;
const said = JSON.parse(require("fs").readFileSync(0, "utf8")).map(parse);
form.dataset.parts = JSON.stringify(said[0]);
console.log(JSON.stringify({ said, texts: said.map((one) => one && text(one)), own: text(own()) }));
"""


@pytest.fixture(scope="module")
def page() -> dict[str, list[object]]:
    texts = json.dumps([case[0] for case in CASES])
    done = subprocess.run(["node", "-e", _ASKS, SCRIPT], input=texts, capture_output=True, text=True, check=True)
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("number", "case"), [*enumerate(CASES)])
def test_both_read_the_same(page: dict[str, list[object]], number: int, case: tuple[str, str | None]) -> None:
    said, right = case
    read = Reference.parse(said)
    assert (str(read) if read else None) == right == page["texts"][number]
    assert (read.data() if read else None) == page["said"][number]


def test_the_page_takes_its_own_as_data(page: dict[str, list[object]]) -> None:
    assert page["own"] == CASES[0][1]


def test_the_page_knows_every_kind() -> None:
    source = SCRIPT.read_text(encoding="utf-8")
    assert f"({'|'.join(kind.value for kind in ReturnKind)})" in source

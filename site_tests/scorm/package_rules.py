"""What is wrong with a SCORM 1.2 package: the published schemas, and what they do not see (files, references)."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree

if TYPE_CHECKING:
    import xmlschema

MANIFEST = "imsmanifest.xml"
_TOOLS = Path(__file__).parent.parent / "node" / ".test-tools"
_PUBLISHED = _TOOLS / "package" / "lib" / "schemas" / "definitionFiles" / "scorm12edition"
_SCHEMAS = {
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1": "imsmd_rootv1p2p1.xsd",
}
_NS = {"cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2"}


@cache
def schema() -> xmlschema.XMLSchema10:
    """The schemas of 2001, read leniently: they break a rule of today (unique particles) and bind a reserved prefix."""
    import xmlschema  # late: most tests beside this one need none of it

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in _SCHEMAS.values():
            text = (_PUBLISHED / file).read_text(encoding="utf-8")
            (folder / file).write_text(text.replace('schemaLocation="ims_xml.xsd"', ""), encoding="utf-8")
        places = {space: str(folder / file) for space, file in _SCHEMAS.items()}
        first = str(folder / "imscp_rootv1p1p2.xsd")
        return xmlschema.XMLSchema10(first, locations=places, allow="local", validation="lax")


def faults(package: bytes) -> list[str]:
    """Everything wrong with a package, in words."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(package))
    except zipfile.BadZipFile:
        return ["not a zip"]
    names = archive.namelist()
    if MANIFEST not in names:
        return ["no manifest at the top"]
    try:
        root = etree.fromstring(archive.read(MANIFEST))
    except etree.XMLSyntaxError as error:
        return [f"the manifest is not XML: {error}"]
    return [*_archive(names), *_by_schema(archive.read(MANIFEST)), *_references(root), *_files(root, names)]


def _archive(names: list[str]) -> Iterator[str]:
    if names[0] != MANIFEST:
        yield "the manifest is not the first file"
    if len(names) != len(set(names)):
        yield "a file is there twice"
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
            yield f"{name} leads out of the package"


def _by_schema(manifest: bytes) -> Iterator[str]:
    for error in schema().iter_errors(manifest.decode()):
        yield f"schema: {error.path}: {error.reason}"


def _references(root: etree._Element) -> Iterator[str]:
    identifiers = root.xpath("//@identifier")
    if len(identifiers) != len(set(identifiers)):
        yield "an identifier is there twice"
    if root.findtext("cp:metadata/cp:schema", "", _NS) != "ADL SCORM":
        yield "metadata does not say ADL SCORM"
    if root.findtext("cp:metadata/cp:schemaversion", "", _NS) != "1.2":
        yield "metadata does not say 1.2"
    organisations = root.findall("cp:organizations/cp:organization", _NS)
    default = root.find("cp:organizations", _NS)
    if len(organisations) != 1 or default is None or default.get("default") != organisations[0].get("identifier"):
        yield "no default organisation"
    resources = {one.get("identifier"): one for one in root.iterfind(".//cp:resource", _NS)}
    items = root.findall(".//cp:item", _NS)
    if len(items) != 1:
        yield f"{len(items)} items: wanted one SCO"
    for item in items:
        if item.get("identifierref") not in resources:
            yield "an item leads to no resource"
        if not item.findtext("cp:title", "", _NS).strip():
            yield "an item without a title"


def _files(root: etree._Element, names: list[str]) -> Iterator[str]:
    resources = root.findall(".//cp:resource", _NS)
    first = resources[0] if resources else None
    if first is None or first.get(f"{{{_NS['adlcp']}}}scormtype") != "sco" or not first.get("href"):
        yield "the first resource is not the SCO"
    listed = [unquote(urlsplit(one.get("href", "")).path) for one in root.iterfind(".//cp:file", _NS)]
    for resource in resources:
        if resource.get("href") and unquote(resource.get("href", "")) not in listed:
            yield "the page to launch is not among the files"
    for name in sorted(set(listed) - set(names)):
        yield f"{name} is listed but not there"
    for name in sorted(set(names) - set(listed) - {MANIFEST}):
        yield f"{name} is there but not listed"

"""The manifest of a SCORM 1.2 package: what a learning system reads first.

Identifiers come from the partnership and the briefing's folder alone. A learning system finds its learners' records by
them, so they must outlive every new version and every new build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

NAME = "imsmanifest.xml"
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLE, _DESCRIPTION = 1000, 2000
"""The longest title and description that the metadata standard allows, in characters."""
_LISTED = 200
"""The longest title that a course list may show, in characters: `titleType` of the packaging schema."""


@dataclass(frozen=True, slots=True)
class Course:
    """What the manifest says. `launch` is the page to open; `files` are all files of the package but the manifest."""

    identifier: str
    title: str
    description: str
    lang: str
    launch: str
    files: Sequence[str]


def identifier(partnership: str, briefing: str) -> str:
    """The package's name for ever: "briefing.wrenford.child-h". Neither part has a dot, so no two are the same."""
    return f"briefing.{partnership}.{briefing}"


def manifest(course: Course) -> bytes:
    """The manifest as XML: one organisation, one item, one SCO. SCORM 1.2, content aggregation 2.3."""
    root = etree.Element(f"{{{_CP}}}manifest", nsmap={None: _CP, "adlcp": _ADL, "imsmd": _MD})
    root.set("identifier", course.identifier)
    root.set("version", "1.1")  # of the packaging standard's binding, not of the briefing
    _metadata(root, course)
    organisations = _add(root, "organizations", default=f"{course.identifier}.organisation")
    organisation = _add(organisations, "organization", identifier=f"{course.identifier}.organisation")
    _add(organisation, "title", _listed(course.title))
    item = _add(organisation, "item", identifier=f"{course.identifier}.item", isvisible="true")
    item.set("identifierref", f"{course.identifier}.sco")
    _add(item, "title", _listed(course.title))
    _resource(root, course)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _metadata(root: etree._Element, course: Course) -> None:
    metadata = _add(root, "metadata")
    _add(metadata, "schema", "ADL SCORM")
    _add(metadata, "schemaversion", "1.2")
    general = etree.SubElement(etree.SubElement(metadata, f"{{{_MD}}}lom"), f"{{{_MD}}}general")
    _words(general, "title", course.title[:_TITLE], course.lang)
    etree.SubElement(general, f"{{{_MD}}}language").text = course.lang
    if course.description:
        _words(general, "description", course.description[:_DESCRIPTION], course.lang)


def _listed(title: str) -> str:
    """The title as a list of courses shows it; a longer one is cut between words."""
    if len(title) <= _LISTED:
        return title
    whole = title[: _LISTED - 1]
    return f"{(whole.rpartition(' ')[0] or whole).rstrip(' ,;:')}…"


def _resource(root: etree._Element, course: Course) -> None:
    """Open edX launches the first resource that has an address, so the SCO is the only one."""
    resource = _add(_add(root, "resources"), "resource", identifier=f"{course.identifier}.sco", type="webcontent")
    resource.set(f"{{{_ADL}}}scormtype", "sco")
    resource.set("href", quote(course.launch))
    for name in course.files:
        _add(resource, "file", href=quote(name))


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_CP}}}{name}")
    element.text = text
    for key, value in attributes.items():
        element.set(key, value)
    return element


def _words(parent: etree._Element, name: str, text: str, lang: str) -> None:
    langstring = etree.SubElement(etree.SubElement(parent, f"{{{_MD}}}{name}"), f"{{{_MD}}}langstring")
    langstring.set(_LANG, lang)
    langstring.text = text

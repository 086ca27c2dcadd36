"""ODK submissions: the XML file that ODK Collect and KoboCollect make of one filled form, in and out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from ilp_desktop.forms.definition import Form, Group, Question, Repeat
from ilp_desktop.forms.document import MOST_INSTANCES, Json
from ilp_desktop.forms.field_edition import PERSON, PHONE_FIELDS
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.refusal import refuse
from ilp_desktop.forms.response import Response

LARGEST_SUBMISSION = 5_000_000
"""Bytes."""
_DEEPEST = 100
"""Elements in elements: a form has at most 20 groups, and each may be a repeat."""
_WRAPPERS = ("submission", "data")
"""ODK Aggregate and Briefcase put what was filled in into ``submission/data``."""
_BLANK_FORM = "html"
_TEMPLATE = "{http://openrosa.org/javarosa}template"
_OF_SERVERS = re.compile(r"formhub|_+version_+\d*|meta|deprecatedID|instanceName|instanceID|entity")
"""What Collect, Kobo and Central add to every submission."""
_ENCRYPTED_PARTS = frozenset({"base64EncryptedKey", "encryptedXmlFile", "base64EncryptedElementSignature"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionName:
    """What a submission says of itself before its form is known."""

    form_id: str
    form_version: str
    instance_id: str
    person: str = ""
    """What was chosen under ``ilp_person``, the question of the field edition."""
    replaces: str = ""
    """The instance id of which this is the corrected edition (``deprecatedID``)."""
    names: frozenset[str] = frozenset()
    """The paths of everything that has an answer, without the name of the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The answers as a document for ``Response.from_json``, and what the form does not have, by name.

    ``sent`` is when a server received it, ``sender`` who sent it, as far as a server says so.
    """

    name: SubmissionName
    document: dict[str, Json]
    beside: Mapping[str, str]
    sent: str = ""
    sender: str = ""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of what is not read because the form does not have it."""
        return tuple(name for name in self.beside if name not in PHONE_FIELDS)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _parse(content: bytes) -> ElementTree.Element:
    damaged = refuse("submission_damaged", "Berkas isian ODK rusak", "Salin lagi dari ponsel")
    if len(content) > LARGEST_SUBMISSION:
        raise refuse("submission_too_large", "Berkas isian ODK terlalu besar", "Paling besar 5 MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise damaged from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refuse(
            "submission_unsafe", "Berkas isian memuat bagian yang tidak pernah ditulis ODK", "Jangan pakai berkas ini"
        )
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        raise damaged from None
    if _is_too_deep(root):
        raise damaged
    root = _unwrapped(root)
    if _local(root.tag) == _BLANK_FORM:
        raise refuse("submission_blank", "Ini formulir kosong, bukan isian", "Pilih folder instances, bukan forms")
    if root.get("encrypted") == "yes" or any(_local(child.tag) in _ENCRYPTED_PARTS for child in root):
        raise refuse(
            "submission_encrypted",
            "Isian ini disandikan oleh ODK dan tidak dapat dibuka di sini",
            "Matikan enkripsi formulir di ODK, atau buka dulu dengan kuncinya lalu salin hasilnya",
        )
    return root


def _is_too_deep(root: ElementTree.Element) -> bool:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


def _unwrapped(root: ElementTree.Element) -> ElementTree.Element:
    for name in _WRAPPERS:
        if _local(root.tag) != name or root.get("id") or len(root) == 0:
            return root
        root = next((child for child in root if _local(child.tag) == "data"), root[0])
    return root


def submission_name(content: bytes) -> SubmissionName:
    """Which form a submission belongs to; raises ``FormRefused`` for what is damaged, encrypted or unsafe."""
    return _name(_parse(content))


def _name(root: ElementTree.Element) -> SubmissionName:
    return SubmissionName(
        form_id=root.get("id", "") or _local(root.tag),
        form_version=root.get("version", ""),
        instance_id=_meta(root, "instanceID") or root.get("instanceID", "").strip(),
        person=next(((found.text or "").strip() for found in root if _local(found.tag) == PERSON), ""),
        replaces=_meta(root, "deprecatedID"),
        names=frozenset(_answered(root, "")),
    )


def _meta(root: ElementTree.Element, name: str) -> str:
    """A value of the ``meta`` block, whatever its namespace; a question of that name elsewhere does not count."""
    for block in root.iter():
        if _local(block.tag) == "meta":
            for found in block:
                if _local(found.tag) == name:
                    return (found.text or "").strip()
    return ""


def _answered(element: ElementTree.Element, within: str) -> Iterator[str]:
    for child in element:
        name = _local(child.tag)
        if _OF_SERVERS.fullmatch(name) or name in PHONE_FIELDS or child.get(_TEMPLATE) is not None:
            continue
        if len(child):
            yield from _answered(child, f"{within}{name}/")
        elif (child.text or "").strip():
            yield f"{within}{name}"


def read_submission(content: bytes, form: Form, *, same_id: bool = True) -> Submission:
    """The answers of a submission to this form; raises ``FormRefused`` when it belongs to another.

    Without ``same_id`` the caller vouches that it is the same form under another name, as Kobo gives its own.
    """
    root = _parse(content)
    name = _name(root)
    if same_id and name.form_id != form.id:
        raise refuse(
            "submission_other_form",
            f"Isian ini untuk formulir {name.form_id}, bukan {form.id}",
            "Pilih formulir yang sesuai",
        )
    beside: dict[str, str] = {}
    document: dict[str, Json] = {
        "form": form.id,
        "version": name.form_version if same_id and name.form_version else form.version,
        "answers": _group(root, form.root, beside),
    }
    return Submission(name=name, document=document, beside=beside, sent=root.get("submissionDate", ""))


def _group(element: ElementTree.Element, item: Group | Repeat, beside: dict[str, str]) -> dict[str, Json]:
    """The answers below a group; whatever has no place in it, or stands there twice, is kept beside."""
    items = {child.name: child for child in item.items}
    found: dict[str, Json] = {}
    for child in element:
        name = _local(child.tag)
        known = items.get(name)
        text = (child.text or "").strip()
        if child.get(_TEMPLATE) is not None:
            continue
        if known is None or (found.get(name) and not isinstance(known, Repeat)):
            if not _OF_SERVERS.fullmatch(name):
                _keep_beside(child, beside)
        elif isinstance(known, Question):
            if text:
                found[name] = text
            for inside in child:
                _keep_beside(inside, beside)
        elif text and not len(child):
            _keep_beside(child, beside)
        elif isinstance(known, Repeat):
            _add_instance(found, name, _group(child, known, beside))
        elif answers := _group(child, known, beside):
            found[name] = answers
    return found


def _keep_beside(element: ElementTree.Element, beside: dict[str, str]) -> None:
    for leaf in element.iter():
        text = (leaf.text or "").strip()
        if not len(leaf) and text:
            beside.setdefault(_local(leaf.tag), text)


def _add_instance(found: dict[str, Json], name: str, answers: dict[str, Json]) -> None:
    instances = found.setdefault(name, [])
    assert isinstance(instances, list)
    if len(instances) >= MOST_INSTANCES:
        raise refuse("submission_too_large", f"Bagian {name} diulang lebih dari {MOST_INSTANCES} kali", "Bagi isiannya")
    instances.append(answers)


def write_submission(response: Response) -> bytes:
    """The relevant answers as ODK Collect would send them."""
    root_node = next(response.walk())
    form = response.form
    attributes = {"id": form.id, **({"version": form.version} if form.version else {})}
    root = ElementTree.Element(root_node.name, attributes)
    for child in root_node.answer_children():
        root.extend(_elements(child))
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _elements(node: AnswerNode) -> Iterator[ElementTree.Element]:
    if not node.relevant:
        return
    element = ElementTree.Element(node.name)
    element.text = node.text or None
    for child in node.answer_children():
        element.extend(_elements(child))
    yield element

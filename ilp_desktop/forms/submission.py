"""ODK submissions: the XML file that ODK Collect and KoboCollect make of one filled form, in and out."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from ilp_desktop.forms.definition import Form, Group, Question, Repeat
from ilp_desktop.forms.document import MOST_INSTANCES, Json
from ilp_desktop.forms.field_edition import PERSON
from ilp_desktop.forms.instance import AnswerNode
from ilp_desktop.forms.refusal import refuse
from ilp_desktop.forms.response import Response

LARGEST_SUBMISSION = 5_000_000
"""Bytes."""
_ENCRYPTED_PARTS = frozenset({"base64EncryptedKey", "encryptedXmlFile", "base64EncryptedElementSignature"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionName:
    """What a submission says of itself before its form is known."""

    form_id: str
    form_version: str
    instance_id: str
    person: str = ""
    """What was chosen under ``ilp_person``, the question of the field edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The answers as a document for ``Response.from_json``, and the names of what the form does not have."""

    name: SubmissionName
    document: dict[str, Json]
    left_out: tuple[str, ...]


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
    if root.get("encrypted") == "yes" or any(_local(child.tag) in _ENCRYPTED_PARTS for child in root):
        raise refuse(
            "submission_encrypted",
            "Isian ini disandikan oleh ODK dan tidak dapat dibuka di sini",
            "Matikan enkripsi formulir di ODK, atau buka dulu dengan kuncinya lalu salin hasilnya",
        )
    return root


def submission_name(content: bytes) -> SubmissionName:
    """Which form a submission belongs to; raises ``FormRefused`` for what is damaged, encrypted or unsafe."""
    return _name(_parse(content))


def _name(root: ElementTree.Element) -> SubmissionName:
    instance = next((found.text or "" for found in root.iter() if _local(found.tag) == "instanceID"), "")
    return SubmissionName(
        form_id=root.get("id", "") or _local(root.tag),
        form_version=root.get("version", ""),
        instance_id=(instance or root.get("instanceID", "")).strip(),
        person=next(((found.text or "").strip() for found in root if _local(found.tag) == PERSON), ""),
    )


def read_submission(content: bytes, form: Form) -> Submission:
    """The answers of a submission to this form; raises ``FormRefused`` when it belongs to another."""
    root = _parse(content)
    name = _name(root)
    if name.form_id != form.id:
        raise refuse(
            "submission_other_form",
            f"Isian ini untuk formulir {name.form_id}, bukan {form.id}",
            "Pilih formulir yang sesuai",
        )
    left_out: list[str] = []
    document: dict[str, Json] = {
        "form": form.id,
        "version": name.form_version or form.version,
        "answers": _group(root, form.root, left_out),
    }
    return Submission(name=name, document=document, left_out=tuple(left_out))


def _group(element: ElementTree.Element, item: Group | Repeat, left_out: list[str]) -> dict[str, Json]:
    items = {child.name: child for child in item.items}
    found: dict[str, Json] = {}
    for child in element:
        name = _local(child.tag)
        known = items.get(name)
        if known is None:
            if name != PERSON:
                left_out.append(name)
        elif isinstance(known, Question):
            text = (child.text or "").strip()
            if text:
                found[name] = text
        elif isinstance(known, Group):
            found[name] = _group(child, known, left_out)
        else:
            _add_instance(found, name, _group(child, known, left_out))
    return found


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

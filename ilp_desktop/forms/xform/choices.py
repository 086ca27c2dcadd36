"""The choices of an XForm: the tables that it carries, and which of them a question reads."""

from collections.abc import Mapping

from ilp_desktop.forms.definition import ChoiceSource, Row
from ilp_desktop.forms.xform.names import Element, local, named
from ilp_desktop.forms.xform.texts import Texts, translated_cell


def choice_source(control: Element, path: str) -> ChoiceSource | None:
    """Where the choices of a question come from; None when it has none."""
    itemset = control.find(named("itemset"))
    if itemset is not None:
        reference = _reference(itemset, "label")
        translated = translated_cell(reference)
        return ChoiceSource(
            nodes=itemset.get("nodeset", ""),
            value=_reference(itemset, "value") or "name",
            label=translated or reference or "label",
            translated=bool(translated),
        )
    if control.find(named("item")) is None:
        return None
    return ChoiceSource(nodes=f"instance('{path}')/root/item", value="name", label="label")


def choice_tables(
    model: Element, body: Element, texts: Texts, files: Mapping[str, tuple[Row, ...]]
) -> dict[str, tuple[Row, ...]]:
    """Every table by name: of the form itself, written at a question, and from the files beside the form."""
    found: dict[str, tuple[Row, ...]] = {}
    for instance in list(model.iterfind(named("instance")))[1:]:
        if not instance.get("src"):
            items = instance.iterfind(f"{named('root')}/{named('item')}")
            found[instance.get("id", "")] = tuple(_row(item) for item in items)
    for control in body.iter():
        entries = control.findall(named("item"))
        if entries:
            found[control.get("ref", "")] = tuple(_written_choice(entry, texts) for entry in entries)
    return {**files, **found}


def _reference(itemset: Element, name: str) -> str:
    found = itemset.find(named(name))
    return "" if found is None else found.get("ref", "")


def _row(item: Element) -> Row:
    return Row(cells={local(cell.tag): cell.text or "" for cell in item})


def _written_choice(item: Element, texts: Texts) -> Row:
    shown = next(iter(texts.of(item.find(named("label"))).values()), ("",))
    return Row(cells={"name": item.findtext(named("value")) or "", "label": "".join(shown[::2])})

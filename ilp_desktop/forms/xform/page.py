"""The body of an XForm made into the items of a form, in the order of the instance."""

from ilp_desktop.forms.definition import Binding, Group, Item, Kind, Question, Repeat
from ilp_desktop.forms.xform.choices import choice_source
from ilp_desktop.forms.xform.model import Model
from ilp_desktop.forms.xform.names import JAVAROSA, Element, last_of, local, named
from ilp_desktop.forms.xform.texts import Texts

_CONTROLS: dict[str, Kind] = {
    "select1": Kind.SELECT_ONE,
    "select": Kind.SELECT_MULTIPLE,
    "rank": Kind.RANK,
    "trigger": Kind.ACKNOWLEDGE,
    "upload": Kind.FILE,
    "range": Kind.RANGE,
}
_TYPES: dict[str, Kind] = {
    "int": Kind.INTEGER,
    "integer": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "dateTime": Kind.DATETIME,
    "barcode": Kind.BARCODE,
    "geopoint": Kind.GEOPOINT,
    "geotrace": Kind.GEOTRACE,
    "geoshape": Kind.GEOSHAPE,
    "binary": Kind.FILE,
}
_CONTAINERS = frozenset({"group", "repeat"})
_WITHIN_A_CONTROL = frozenset({"label", "hint", "setvalue"})


class Page:
    """Reads the controls of one body, each with what the model and the texts say of it."""

    def __init__(self, model: Model, texts: Texts) -> None:
        self._model = model
        self._texts = texts

    def root(self, body: Element) -> Group:
        """Everything: what is on the page, and what only holds a value."""
        name = local(self._model.instance.tag)
        path = f"/{name}"
        return Group(
            path=path,
            name=name,
            label={},
            appearance=frozenset(),
            binding=self._model.binding(path),
            items=self._with_hidden(path, self._items(body)),
        )

    def _items(self, element: Element) -> tuple[Item, ...]:
        found: list[Item] = []
        for child in element:
            tag = local(child.tag)
            if tag in _CONTAINERS:
                found += self._container(child)
            elif child.get("ref") and tag not in _WITHIN_A_CONTROL:
                found.append(self._question(child, child.get("ref", "")))
        return tuple(found)

    def _container(self, element: Element) -> tuple[Item, ...]:
        """The repeat or group of an element; a group without a place in the instance is only its items."""
        label = element.find(named("label"))
        repeat = element.find(named("repeat")) if local(element.tag) == "group" else element
        if repeat is not None:
            return (self._repeat(repeat, label),)
        return (self._group(element, label),) if element.get("ref") else self._items(element)

    def _repeat(self, element: Element, label: Element | None) -> Repeat:
        path = element.get("nodeset", "")
        return Repeat(
            path=path,
            name=last_of(path),
            label=self._texts.of(label),
            appearance=_appearance(element),
            binding=self._model.binding(path),
            items=self._with_hidden(path, self._items(element)),
            count=element.get(f"{{{JAVAROSA}}}count", "").strip(),
            instances=self._model.first_instances(path),
        )

    def _group(self, element: Element, label: Element | None) -> Group:
        path = element.get("ref", "")
        return Group(
            path=path,
            name=last_of(path),
            label=self._texts.of(label),
            appearance=_appearance(element),
            binding=self._model.binding(path),
            items=self._with_hidden(path, self._items(element)),
        )

    def _question(self, control: Element, path: str) -> Question:
        tag = local(control.tag)
        hint = control.find(named("hint"))
        appearance = _appearance(control)
        binding = self._model.binding(path)
        data_type = self._model.data_type(path)
        return Question(
            path=path,
            name=last_of(path),
            kind=_kind(tag, data_type, binding),
            label=self._texts.of(control.find(named("label"))),
            hint=self._texts.of(hint),
            guidance=self._texts.of(hint, "guidance"),
            appearance=appearance,
            binding=binding,
            meaning=self._model.meaning(path),
            choices=choice_source(control, path),
            default=self._model.default(path),
            start=_number(control.get("start"), 0),
            end=_number(control.get("end"), 10),
            step=_number(control.get("step"), 1),
            data_type=data_type,
            visible=not (tag.startswith("select") and "label" in appearance),  # it only heads the columns below it
        )

    def _with_hidden(self, path: str, shown: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items in the order of the instance: those on the page and those that only hold a value."""
        by_path = {item.path: item for item in shown}
        ordered: list[Item] = []
        for name in self._model.names_below(path):
            below = f"{path}/{name}"
            ordered.append(by_path.pop(below) if below in by_path else self._hidden(below))
        return (*ordered, *by_path.values())

    def _hidden(self, path: str) -> Item:
        if self._model.names_below(path):
            return Group(
                path=path,
                name=last_of(path),
                label={},
                appearance=frozenset(),
                binding=self._model.binding(path),
                items=self._with_hidden(path, ()),
                visible=False,
            )
        return Question(
            path=path,
            name=last_of(path),
            kind=Kind.HIDDEN,
            label={},
            hint={},
            guidance={},
            appearance=frozenset(),
            binding=self._model.binding(path),
            meaning=self._model.meaning(path),
            default=self._model.default(path),
            preload=self._model.preload(path),
            data_type=self._model.data_type(path),
            visible=False,
        )


def _kind(tag: str, data_type: str, binding: Binding) -> Kind:
    """What a control takes; an input of text that is always read-only, and not calculated, is a note."""
    kind = _CONTROLS.get(tag) or _TYPES.get(data_type, Kind.TEXT)
    only_shown = binding.read_only == "true()" and not binding.calculate
    return Kind.NOTE if tag == "input" and kind is Kind.TEXT and only_shown else kind


def _appearance(element: Element) -> frozenset[str]:
    return frozenset(element.get("appearance", "").split())


def _number(text: str | None, otherwise: float) -> float:
    try:
        return float(text) if text else otherwise
    except ValueError:
        return otherwise

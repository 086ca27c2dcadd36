"""Reads the XForm that pyxform makes (the standard's XML) into a ``Form``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from ilp_desktop.forms.definition import (
    Action,
    Alert,
    Binding,
    ChoiceSource,
    Form,
    Group,
    Item,
    Kind,
    Meaning,
    Moment,
    Question,
    Repeat,
    Row,
    Text,
)
from ilp_desktop.forms.placement import read_placement
from ilp_desktop.forms.refusal import refuse
from ilp_desktop.forms.styling import plain, plain_template

ILP = "https://ilp-desktop.id/xlsform"
"""The namespace of this program's own columns."""
XFORMS = "http://www.w3.org/2002/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
XHTML = "http://www.w3.org/1999/xhtml"

Element = ElementTree.Element

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
_TEMPLATE = f"{{{JAVAROSA}}}template"
_CONTAINERS = frozenset({"group", "repeat"})


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _named(name: str) -> str:
    return f"{{{XFORMS}}}{name}"


@dataclass(slots=True)
class _Texts:
    """The itext of a form: id to form of the text ('', 'guidance') to translations."""

    languages: list[str] = field(default_factory=list)
    default: str = ""
    by_id: dict[str, dict[str, dict[str, tuple[str, ...]]]] = field(default_factory=dict)

    def text(self, reference: str, form: str = "") -> Text:
        return self.by_id.get(reference, {}).get(form, {})


def _template(element: Element) -> tuple[str, ...]:
    parts = [element.text or ""]
    for child in element:
        if _local(child.tag) == "output":
            parts += [child.get("value", "") or child.get("ref", ""), child.tail or ""]
        else:
            parts[-1] += "".join(child.itertext()) + (child.tail or "")
    parts[0] = parts[0].lstrip()
    parts[-1] = parts[-1].rstrip()
    return plain_template(tuple(parts))


def _read_texts(model: Element) -> _Texts:
    texts = _Texts()
    for translation in model.iterfind(f"{_named('itext')}/{_named('translation')}"):
        language = translation.get("lang", "")
        texts.languages.append(language)
        if translation.get("default") is not None or not texts.default:
            texts.default = language
        for entry in translation.iterfind(_named("text")):
            forms = texts.by_id.setdefault(entry.get("id", ""), {})
            for value in entry.iterfind(_named("value")):
                forms.setdefault(value.get("form", ""), {})[language] = _template(value)
    return texts


def _itext_id(reference: str) -> str:
    inner = reference.strip()
    if inner.startswith("jr:itext(") and inner.endswith(")"):
        return inner[9:-1].strip().strip("'\"")
    return ""


class _Reader:
    """Holds what the parts of one document need of each other."""

    def __init__(self, document: Element) -> None:
        self.model = _first(document, f"{{{XHTML}}}head/{_named('model')}", "model")
        self.body = _first(document, f"{{{XHTML}}}body", "body")
        self.title = (document.findtext(f"{{{XHTML}}}head/{{{XHTML}}}title") or "").strip()
        self.texts = _read_texts(self.model)
        self.binds = {bind.get("nodeset", ""): bind for bind in self.model.iterfind(_named("bind"))}
        self.instance = _first(self.model, f"{_named('instance')}/*", "instance")
        self.root_path = f"/{_local(self.instance.tag)}"
        self.actions = list(self._actions())
        self.repeats = {repeat.get("nodeset", "") for repeat in self.body.iter(_named("repeat"))}
        self.placed: set[str] = set()

    def text(self, element: Element | None, form: str = "") -> Text:
        if element is None:
            return {}
        reference = _itext_id(element.get("ref", ""))
        if reference:
            return self.texts.text(reference, form)
        template = _template(element)
        return {} if form or template == ("",) else {"": template}

    def message(self, bind: Element | None, name: str) -> Text:
        written = "" if bind is None else bind.get(f"{{{JAVAROSA}}}{name}", "")
        reference = _itext_id(written)
        if reference:
            return self.texts.text(reference)
        return {"": (plain(written),)} if written else {}

    def binding(self, path: str) -> Binding:
        bind = self.binds.get(path)
        attributes = {} if bind is None else {name: text.strip() for name, text in bind.attrib.items()}
        return Binding(
            relevant=attributes.get("relevant", ""),
            required=attributes.get("required", ""),
            required_message=self.message(bind, "requiredMsg"),
            constraint=attributes.get("constraint", ""),
            constraint_message=self.message(bind, "constraintMsg"),
            calculate=attributes.get("calculate", ""),
            read_only=attributes.get("readonly", ""),
        )

    def meaning(self, path: str) -> Meaning:
        bind = self.binds.get(path)
        if bind is None:
            return Meaning()
        alert = bind.get(f"{{{ILP}}}alert", "")
        return Meaning(
            observation=bind.get(f"{{{ILP}}}observation", ""),
            unit=bind.get(f"{{{ILP}}}unit", ""),
            flag=bind.get(f"{{{ILP}}}flag", ""),
            prefill=bind.get(f"{{{ILP}}}prefill", ""),
            immunization=bind.get(f"{{{ILP}}}immunization", ""),
            alert=Alert(alert) if alert in list(Alert) else None,
        )

    def _actions(self) -> Iterator[Action]:
        for holder in (self.model, *self.body.iter()):
            for element in holder:
                if _local(element.tag) != "setvalue":
                    continue
                events = frozenset(
                    Moment(event) for event in (element.get("event") or "").split() if event in list(Moment)
                )
                yield Action(
                    target=element.get("ref", ""),
                    value=element.get("value") or (f"'{element.text}'" if element.text else ""),
                    moments=events,
                    trigger=holder.get("ref", ""),
                )

    def question(self, control: Element, path: str) -> Question:
        self.placed.add(path)
        bind = self.binds.get(path)
        data_type = "string" if bind is None else _local(bind.get("type", "string").rpartition(":")[2])
        tag = _local(control.tag)
        binding = self.binding(path)
        kind = _CONTROLS.get(tag) or _TYPES.get(data_type, Kind.TEXT)
        if tag == "input" and kind is Kind.TEXT and binding.read_only == "true()" and not binding.calculate:
            kind = Kind.NOTE
        hint = control.find(_named("hint"))
        appearance = frozenset(control.get("appearance", "").split())
        return Question(
            path=path,
            name=path.rpartition("/")[2],
            kind=kind,
            label=self.text(control.find(_named("label"))),
            hint=self.text(hint),
            guidance=self.text(hint, "guidance"),
            appearance=appearance,
            binding=binding,
            meaning=self.meaning(path),
            choices=self.choice_source(control, path),
            default=self.default(path),
            start=_number(control.get("start"), 0),
            end=_number(control.get("end"), 10),
            step=_number(control.get("step"), 1),
            data_type=data_type,
            visible=not (tag.startswith("select") and "label" in appearance),  # it only heads the columns below it
        )

    def choice_source(self, control: Element, path: str) -> ChoiceSource | None:
        itemset = control.find(_named("itemset"))
        if itemset is not None:
            label = itemset.find(_named("label"))
            reference = "label" if label is None else label.get("ref", "label")
            translated = reference.startswith("jr:itext(")
            value = itemset.find(_named("value"))
            return ChoiceSource(
                nodes=itemset.get("nodeset", ""),
                value="name" if value is None else value.get("ref", "name"),
                label=reference[9:-1] if translated else reference,
                translated=translated,
            )
        if control.find(_named("item")) is None:
            return None
        return ChoiceSource(nodes=f"instance('{path}')/root/item", value="name", label="label")

    def default(self, path: str) -> str:
        element = self.node(path)
        return "" if element is None or len(element) else (element.text or "").strip()

    def items(self, element: Element) -> tuple[Item, ...]:
        found: list[Item] = []
        for child in element:
            tag = _local(child.tag)
            if tag in _CONTAINERS:
                found += self.container(child)
            elif child.get("ref") and tag not in ("label", "hint", "setvalue"):
                found.append(self.question(child, child.get("ref", "")))
        return tuple(found)

    def container(self, element: Element) -> tuple[Item, ...]:
        repeat = element.find(_named("repeat")) if _local(element.tag) == "group" else element
        label = self.text(element.find(_named("label")))
        if repeat is not None:
            path = repeat.get("nodeset", "")
            self.placed.add(path)
            return (
                Repeat(
                    path=path,
                    name=path.rpartition("/")[2],
                    label=label,
                    appearance=frozenset(repeat.get("appearance", "").split()),
                    binding=self.binding(path),
                    items=self.with_hidden(path, self.items(repeat)),
                    count=repeat.get(f"{{{JAVAROSA}}}count", "").strip(),
                    instances=self.first_instances(path),
                ),
            )
        path = element.get("ref", "")
        if not path:
            return self.items(element)
        self.placed.add(path)
        return (
            Group(
                path=path,
                name=path.rpartition("/")[2],
                label=label,
                appearance=frozenset(element.get("appearance", "").split()),
                binding=self.binding(path),
                items=self.with_hidden(path, self.items(element)),
            ),
        )

    def first_instances(self, path: str) -> int:
        parent = self.node(path.rpartition("/")[0])
        if parent is None:
            return 1
        name = path.rpartition("/")[2]
        return sum(_local(child.tag) == name and child.get(_TEMPLATE) is None for child in parent)

    def node(self, path: str) -> Element | None:
        """The element of the instance at a path; of a repeat, the first instance rather than its template."""
        element: Element | None = self.instance
        for name in path.split("/")[2:]:
            if element is None:
                break
            same = [child for child in element if _local(child.tag) == name]
            element = next((child for child in same if child.get(_TEMPLATE) is None), same[0] if same else None)
        return element

    def with_hidden(self, path: str, shown: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items in the order of the instance: those on the page and those that only hold a value."""
        element = self.node(path)
        if element is None:
            return shown
        by_path = {item.path: item for item in shown}
        ordered: list[Item] = []
        for name in dict.fromkeys(_local(child.tag) for child in element):
            child_path = f"{path}/{name}"
            item = by_path.pop(child_path, None)
            ordered.append(self.hidden(child_path) if item is None else item)
        return (*ordered, *by_path.values())

    def hidden(self, path: str) -> Item:
        element = self.node(path)
        bind = self.binds.get(path)
        if element is not None and len(element):
            return Group(
                path=path,
                name=path.rpartition("/")[2],
                label={},
                appearance=frozenset(),
                binding=self.binding(path),
                items=self.with_hidden(path, ()),
                visible=False,
            )
        preload = ("", "")
        if bind is not None:
            preload = (
                bind.get(f"{{{JAVAROSA}}}preload", ""),
                bind.get(f"{{{JAVAROSA}}}preloadParams", ""),
            )
        return Question(
            path=path,
            name=path.rpartition("/")[2],
            kind=Kind.HIDDEN,
            label={},
            hint={},
            guidance={},
            appearance=frozenset(),
            binding=self.binding(path),
            meaning=self.meaning(path),
            default=self.default(path),
            preload=preload,
            data_type="string" if bind is None else bind.get("type", "string"),
            visible=False,
        )

    def tables(self, files: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
        found: dict[str, tuple[Row, ...]] = {}
        for instance in list(self.model.iterfind(_named("instance")))[1:]:
            name = instance.get("id", "")
            if not instance.get("src"):
                items = instance.iterfind(f"{_named('root')}/{_named('item')}")
                found[name] = tuple(Row(cells={_local(cell.tag): cell.text or "" for cell in item}) for item in items)
        for control in self.body.iter():
            entries = control.findall(_named("item"))
            if entries:
                found[control.get("ref", "")] = tuple(self.inline(entry) for entry in entries)
        return {**{name: rows for name, rows in files.items() if name not in found}, **found}

    def inline(self, item: Element) -> Row:
        label = self.text(item.find(_named("label")))
        shown = next(iter(label.values()), ("",))
        return Row(cells={"name": item.findtext(_named("value")) or "", "label": "".join(shown[::2])})

    def form(self, digest: str, files: Mapping[str, tuple[Row, ...]]) -> Form:
        attribute = self.instance.get
        prefix = f"{{{ILP}}}"
        place = read_placement(
            {name.removeprefix(prefix): text for name, text in self.instance.items() if name.startswith(prefix)}
        )
        root = Group(
            path=self.root_path,
            name=self.root_path[1:],
            label={},
            appearance=frozenset(),
            binding=self.binding(self.root_path),
            items=self.with_hidden(self.root_path, self.items(self.body)),
        )
        return Form(
            id=attribute("id", ""),
            version=attribute("version", ""),
            title=self.title,
            root=root,
            tables=self.tables(files),
            texts={name: forms.get("", {}) for name, forms in self.texts.by_id.items()},
            actions=tuple(action for action in self.actions if action.moments),
            languages=tuple(self.texts.languages),
            default_language=self.texts.default,
            digest=digest,
            source=place.source,
            effective_from=place.effective_from,
            cluster=place.cluster,
            subject=place.subject,
            due=place.due,
            episode=place.episode,
        )


def _first(element: Element, path: str, what: str) -> Element:
    found = element.find(path)
    if found is None:
        raise refuse("xform_incomplete", f"Berkas XForm tanpa bagian {what}", "Buat ulang formulir dari XLSForm")
    return found


def _number(text: str | None, otherwise: float) -> float:
    try:
        return float(text) if text else otherwise
    except ValueError:
        return otherwise


def read_xform(text: str, digest: str, files: Mapping[str, tuple[Row, ...]] | None = None) -> Form:
    """The form behind an XForm document; ``files`` are the CSV tables that it names. Raises ``FormRefused``."""
    try:
        document = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise refuse("xform_damaged", "Berkas XForm rusak", "Buat ulang formulir dari XLSForm") from error
    return _Reader(document).form(digest, files or {})

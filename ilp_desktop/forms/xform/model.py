"""The model of an XForm: the instance with its first values, and what the binds say of each path."""

from ilp_desktop.forms.definition import Alert, Binding, Meaning
from ilp_desktop.forms.xform.names import ILP, JAVAROSA, Element, last_of, local, named
from ilp_desktop.forms.xform.texts import Texts

_TEMPLATE = f"{{{JAVAROSA}}}template"


class Model:
    """Asked by path, from the root of the instance."""

    def __init__(self, model: Element, instance: Element, texts: Texts) -> None:
        self.instance = instance
        self._texts = texts
        self._said = {bind.get("nodeset", ""): bind.attrib for bind in model.iterfind(named("bind"))}
        self._nodes: dict[str, Element] = {}
        self._index(instance, f"/{local(instance.tag)}")

    def binding(self, path: str) -> Binding:
        """The logic of a node."""
        said = self._said.get(path, {})
        return Binding(
            relevant=said.get("relevant", "").strip(),
            required=said.get("required", "").strip(),
            required_message=self._texts.message(said.get(f"{{{JAVAROSA}}}requiredMsg", "")),
            constraint=said.get("constraint", "").strip(),
            constraint_message=self._texts.message(said.get(f"{{{JAVAROSA}}}constraintMsg", "")),
            calculate=said.get("calculate", "").strip(),
            read_only=said.get("readonly", "").strip(),
        )

    def meaning(self, path: str) -> Meaning:
        """What our own columns say of a question."""
        said = self._said.get(path, {})
        own = {name: said.get(f"{{{ILP}}}{name}", "") for name in Meaning.__dataclass_fields__}
        alert = own.pop("alert")
        return Meaning(**own, alert=Alert(alert) if alert in list(Alert) else None)

    def preload(self, path: str) -> tuple[str, str]:
        """What ODK fills in by itself when a form is opened: the kind and its parameter."""
        said = self._said.get(path, {})
        return said.get(f"{{{JAVAROSA}}}preload", ""), said.get(f"{{{JAVAROSA}}}preloadParams", "")

    def data_type(self, path: str) -> str:
        """The type of a value, without its namespace."""
        return self._said.get(path, {}).get("type", "string").rpartition(":")[2]

    def default(self, path: str) -> str:
        """The value that stands in the instance."""
        element = self._nodes.get(path)
        return "" if element is None or len(element) else (element.text or "").strip()

    def names_below(self, path: str) -> tuple[str, ...]:
        """The names of what stands in a group or instance, in order; nothing for a question."""
        element = self._nodes.get(path)
        return () if element is None else tuple(dict.fromkeys(local(child.tag) for child in element))

    def first_instances(self, path: str) -> int:
        """How many instances a repeat begins with."""
        parent = self._nodes.get(path.rpartition("/")[0])
        if parent is None:
            return 1
        return sum(local(child.tag) == last_of(path) and child.get(_TEMPLATE) is None for child in parent)

    def _index(self, element: Element, path: str) -> None:
        """Every element by its path; of a repeat, the first instance rather than its template."""
        self._nodes[path] = element
        below: dict[str, Element] = {}
        for child in element:
            name = local(child.tag)
            if name not in below or below[name].get(_TEMPLATE) is not None:
                below[name] = child
        for name, child in below.items():
            self._index(child, f"{path}/{name}")

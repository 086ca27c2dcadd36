"""The texts of an XForm: labels, hints and messages, written where they stand or translated in its itext."""

from ilp_desktop.forms.definition import Template, Text
from ilp_desktop.forms.styling import plain, plain_template
from ilp_desktop.forms.xform.names import Element, local, named

_TRANSLATED = "jr:itext("


class Texts:
    """The itext of a form, and what elements refer to in it."""

    def __init__(self, model: Element) -> None:
        self.languages: list[str] = []
        self.default = ""
        self._by_id: dict[str, dict[str, dict[str, Template]]] = {}
        """By id, then by form of the text ('', 'guidance'), then by language."""
        for translation in model.iterfind(f"{named('itext')}/{named('translation')}"):
            self._read(translation)

    def by_id(self) -> dict[str, Text]:
        """The plain form of every translated text."""
        return {name: forms.get("", {}) for name, forms in self._by_id.items()}

    def of(self, element: Element | None, form: str = "") -> Text:
        """The text of a label or hint; nothing when it has none in that form."""
        if element is None:
            return {}
        reference = _itext_id(element.get("ref", ""))
        if reference:
            return self._by_id.get(reference, {}).get(form, {})
        template = _template(element)
        return {} if form or template == ("",) else {"": template}

    def message(self, written: str) -> Text:
        """The text of a message, which is an attribute."""
        reference = _itext_id(written)
        if reference:
            return self._by_id.get(reference, {}).get("", {})
        return {"": (plain(written),)} if written else {}

    def _read(self, translation: Element) -> None:
        language = translation.get("lang", "")
        self.languages.append(language)
        if translation.get("default") is not None or not self.default:
            self.default = language
        for entry in translation.iterfind(named("text")):
            forms = self._by_id.setdefault(entry.get("id", ""), {})
            for value in entry.iterfind(named("value")):
                forms.setdefault(value.get("form", ""), {})[language] = _template(value)


def translated_cell(reference: str) -> str:
    """The cell of a choice that holds the id of its translated label; empty when its label is not translated."""
    return reference[len(_TRANSLATED) : -1] if reference.startswith(_TRANSLATED) else ""


def _itext_id(reference: str) -> str:
    inner = reference.strip()
    if inner.startswith(_TRANSLATED) and inner.endswith(")"):
        return inner[len(_TRANSLATED) : -1].strip().strip("'\"")
    return ""


def _template(element: Element) -> Template:
    parts = [element.text or ""]
    for child in element:
        if local(child.tag) == "output":
            parts += [child.get("value", "") or child.get("ref", ""), child.tail or ""]
        else:
            parts[-1] += "".join(child.itertext()) + (child.tail or "")
    parts[0] = parts[0].lstrip()
    parts[-1] = parts[-1].rstrip()
    return plain_template(tuple(parts))

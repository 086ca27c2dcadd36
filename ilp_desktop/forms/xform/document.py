"""One XForm document made into a form: its parts read, and put together."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from ilp_desktop.forms.definition import Action, Form, Moment, Row
from ilp_desktop.forms.placement import Placement, read_placement
from ilp_desktop.forms.refusal import refuse
from ilp_desktop.forms.xform.choices import choice_tables
from ilp_desktop.forms.xform.model import Model
from ilp_desktop.forms.xform.names import ILP, XHTML, Element, local, named
from ilp_desktop.forms.xform.page import Page
from ilp_desktop.forms.xform.texts import Texts


def read_xform(text: str, digest: str, files: Mapping[str, tuple[Row, ...]] | None = None) -> Form:
    """The form behind an XForm document; ``files`` are the CSV tables that it names. Raises ``FormRefused``."""
    try:
        document = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise refuse("xform_damaged", "Berkas XForm rusak", "Buat ulang formulir dari XLSForm") from error
    model = _part(document, f"{{{XHTML}}}head/{named('model')}", "model")
    body = _part(document, f"{{{XHTML}}}body", "body")
    instance = _part(model, f"{named('instance')}/*", "instance")
    texts = Texts(model)
    place = _placement(instance)
    return Form(
        id=instance.get("id", ""),
        version=instance.get("version", ""),
        title=(document.findtext(f"{{{XHTML}}}head/{{{XHTML}}}title") or "").strip(),
        root=Page(Model(model, instance, texts), texts).root(body),
        tables=choice_tables(model, body, texts, files or {}),
        texts=texts.by_id(),
        actions=tuple(action for action in _actions(model, body) if action.moments),
        languages=tuple(texts.languages),
        default_language=texts.default,
        digest=digest,
        source=place.source,
        effective_from=place.effective_from,
        cluster=place.cluster,
        subject=place.subject,
        due=place.due,
        episode=place.episode,
    )


def _part(element: Element, path: str, what: str) -> Element:
    found = element.find(path)
    if found is None:
        raise refuse("xform_incomplete", f"Berkas XForm tanpa bagian {what}", "Buat ulang formulir dari XLSForm")
    return found


def _placement(instance: Element) -> Placement:
    own = f"{{{ILP}}}"
    return read_placement({name.removeprefix(own): text for name, text in instance.items() if name.startswith(own)})


def _actions(model: Element, body: Element) -> Iterator[Action]:
    """Each ``setvalue``: of the model, of a repeat, or of the question that triggers it."""
    for holder in (model, *body.iter()):
        for element in holder:
            if local(element.tag) == "setvalue":
                yield Action(
                    target=element.get("ref", ""),
                    value=element.get("value") or (f"'{element.text}'" if element.text else ""),
                    moments=frozenset(Moment(event) for event in element.get("event", "").split() if event in _EVENTS),
                    trigger=holder.get("ref", ""),
                )


_EVENTS = frozenset(Moment)

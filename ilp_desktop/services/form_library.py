"""The forms of this program, and every version with which a response was ever made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ilp_desktop.domain.bookkeeping import Setting
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.forms import Form, load_form
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import Transaction

CACHE_FOLDER = "formulir"
_NUMBERS = {
    Cluster.MANAGEMENT: 1,
    Cluster.MOTHER_AND_CHILD: 2,
    Cluster.ADULT_AND_ELDERLY: 3,
    Cluster.INFECTIOUS_DISEASE: 4,
}
_MEETING = "meeting"
_READ: dict[str, Form] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormListing:
    """A form as lists name it; ``cluster`` 0 is for every klaster."""

    form_id: str
    title: str
    version: str
    cluster: int
    source: str


def forms_for(workplace: Workplace, cluster: Cluster) -> tuple[FormListing, ...]:
    """What a room may fill in: its own forms first, then those of all, then the others.

    Klaster 1 has the forms about meetings, every other room those about a person.
    """
    number = _NUMBERS.get(cluster, 0)
    about_meetings = cluster is Cluster.MANAGEMENT
    forms = [form for form in _shipped(workplace.folder).values() if (form.subject == _MEETING) is about_meetings]
    order = {number: 0, 0: 1}
    forms.sort(key=lambda form: (order.get(form.cluster, 2), form.title))
    return tuple(
        FormListing(form_id=form.id, title=form.title, version=form.version, cluster=form.cluster, source=form.source)
        for form in forms
    )


def current_form(workplace: Workplace, form_id: str) -> Form:
    """The newest version of a form. ``Fault`` FORM_REFUSED when this program does not have it."""
    form = _shipped(workplace.folder).get(form_id)
    if form is None:
        raise _missing()
    return form


def form_of_version(workplace: Workplace, form_id: str, version: str) -> Form:
    """The form as it was when a response was made with it. ``Fault`` FORM_REFUSED when it was never here."""
    form = _shipped(workplace.folder).get(form_id)
    if form is not None and form.version == version:
        return form
    with workplace.database.read() as connection:
        kept = records.find(connection, Setting, id=_key(form_id, version))
    if not kept:
        raise _missing()
    document = json.loads(kept[0].value)
    tables = {name: text.encode() for name, text in document["tables"].items()}
    return load_form(document["form"].encode(), tables, workplace.folder / CACHE_FOLDER)


def keep_form(transaction: Transaction, form: Form) -> None:
    """Keeps the text of a version beside the first response that is made with it, so that it opens for ever."""
    key = _key(form.id, form.version)
    if transaction.find(Setting, key) is not None or form.id not in _paths():
        return
    path = _paths()[form.id]
    document = {"form": path.read_text("utf-8"), "tables": _tables(path)}
    value = json.dumps(document, ensure_ascii=False)
    transaction.insert(Setting(id=key, value=value, valid_from=form.effective_from, source=form.source))


def _key(form_id: str, version: str) -> str:
    return f"form/{form_id}/{version}"


def _tables(path: Path) -> Mapping[str, str]:
    return {table.name: table.read_text("utf-8") for table in sorted(path.with_suffix("").glob("*.csv"))}


def _shipped(folder: Path) -> Mapping[str, Form]:
    """Read once in the life of the program: the same files serve every data folder."""
    for form_id, path in _paths().items():
        if form_id not in _READ:
            _READ[form_id] = load_form(path, cache=folder / CACHE_FOLDER)
    return _READ


@cache
def _paths() -> Mapping[str, Path]:
    """The file of each form carries its id."""
    return {path.stem: path for path in sorted(resource_path("forms").glob("*.yaml"))}


def _missing() -> Fault:
    return Fault(
        FaultCode.FORM_REFUSED,
        "Versi formulir ini tidak ada di komputer ini.",
        "Jawabannya tetap tersimpan. Minta formulir versi itu dari dinas atau dari komputer yang mengisinya.",
    )

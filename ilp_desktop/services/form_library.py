"""The forms of this installation: those of the program, those that came on a stick or in a package, every version."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ilp_desktop.domain.due_forms import DueWhen, read_due
from ilp_desktop.domain.form_definition import FormDefinition
from ilp_desktop.domain.identifiers import FormDefinitionId
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.forms import Form, FormProblem, FormRefused, Place, content_digest, load_form
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection
from ilp_desktop.storage.transaction import Transaction

CACHE_FOLDER = "formulir"
_NUMBERS = {
    Cluster.MANAGEMENT: 1,
    Cluster.MOTHER_AND_CHILD: 2,
    Cluster.ADULT_AND_ELDERLY: 3,
    Cluster.INFECTIOUS_DISEASE: 4,
}
_MEETING = "meeting"
_READ: dict[str, "KnownForm"] = {}
_MOST_READ = 200
_PROGRAM: list[FormDefinition] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class FormListing:
    """A form as lists name it; ``cluster`` 0 is for every klaster."""

    form_id: str
    title: str
    version: str
    cluster: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownForm:
    """A version of a form that is here: alive, or with the problems for which this program cannot use it."""

    definition: FormDefinition
    form: Form | None
    problems: tuple[FormProblem, ...] = ()


def forms_for(workplace: Workplace, cluster: Cluster) -> tuple[FormListing, ...]:
    """What a room may fill in: its own forms first, then those of all, then the others.

    Klaster 1 has the forms about meetings, every other room those about a person.
    """
    number = _NUMBERS.get(cluster, 0)
    about_meetings = cluster is Cluster.MANAGEMENT
    forms = [form for form in current_forms(workplace).values() if (form.subject == _MEETING) is about_meetings]
    order = {number: 0, 0: 1}
    forms.sort(key=lambda form: (order.get(form.cluster, 2), form.title))
    return tuple(
        FormListing(form_id=form.id, title=form.title, version=form.version, cluster=form.cluster, source=form.source)
        for form in forms
    )


def known_forms(workplace: Workplace) -> tuple[KnownForm, ...]:
    """Every version of every form that is here, also those that are refused or retired."""
    with workplace.database.read() as connection:
        definitions = _definitions(connection, workplace.folder)
    return tuple(_read(workplace.folder, one) for one in definitions)


def current_forms(workplace: Workplace) -> Mapping[str, Form]:
    """The version of each form that is to be filled in today, by form id."""
    return current_of(known_forms(workplace), workplace.today)


def current_of(known: Iterable[KnownForm], today: date) -> Mapping[str, Form]:
    """Of each form the newest version that is in force, can be read and was not retired, by form id."""
    usable = [
        one.form
        for one in known
        if one.form is not None
        and one.definition.retired_at is None
        and (one.form.effective_from is None or one.form.effective_from <= today)
    ]
    return {form.id: form for form in sorted(usable, key=_age)}


def due_rules(workplace: Workplace) -> Mapping[str, DueWhen]:
    """When each form is due, by form id; forms that never come by themselves are left out."""
    return {form.id: read_due(form.due) for form in current_forms(workplace).values() if form.due}


def current_form(workplace: Workplace, form_id: str) -> Form:
    """The newest version of a form. ``Fault`` FORM_REFUSED when there is none to fill in here."""
    form = current_forms(workplace).get(form_id)
    if form is None:
        raise _missing()
    return form


def form_of_version(workplace: Workplace, form_id: str, version: str) -> Form:
    """The form as it was when a response was made with it. ``Fault`` FORM_REFUSED when it was never here."""
    with workplace.database.read() as connection:
        definitions = _definitions(connection, workplace.folder)
    for one in definitions:
        if (one.form_id, one.version) == (form_id, version):
            form = _read(workplace.folder, one).form
            if form is not None:
                return form
    raise _missing()


def keep_form(transaction: Transaction, workplace: Workplace, form: Form) -> None:
    """Keeps the text of a version beside the first response that is made with it, so that it opens for ever."""
    kept = records.find(transaction.connection, FormDefinition, form_id=form.id, version=form.version)
    if kept:
        return
    for one in _of_program(workplace.folder):
        if (one.form_id, one.version) == (form.id, form.version):
            transaction.insert(one)


def described(form: Form, content: str, tables: Mapping[str, str], definition_id: FormDefinitionId) -> FormDefinition:
    """The row that keeps a form, with what its settings say of it."""
    return FormDefinition(
        id=definition_id,
        form_id=form.id,
        version=form.version,
        title=form.title,
        source=form.source,
        cluster=form.cluster,
        subject=form.subject,
        effective_from=form.effective_from,
        due=form.due,
        content=content,
        tables=json.dumps(tables, ensure_ascii=False) if tables else "",
    )


def tables_of(definition: FormDefinition) -> Mapping[str, bytes]:
    """The CSV tables beside a form. ``ValueError`` for a row from outside that holds something else."""
    found = json.loads(definition.tables or "{}")
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise ValueError("tables")
    return {name: text.encode() for name, text in found.items()}


def _definitions(connection: Connection, folder: Path) -> tuple[FormDefinition, ...]:
    kept = records.find(connection, FormDefinition)
    ids = {one.id for one in kept}
    return (*kept, *(one for one in _of_program(folder) if one.id not in ids))


def _read(folder: Path, definition: FormDefinition) -> KnownForm:
    """Once in the life of the program for each content; a row from outside may hold anything."""
    try:
        content, tables = definition.content.encode(), tables_of(definition)
    except (ValueError, RecursionError):
        return KnownForm(definition=definition, form=None, problems=(_unreadable("Isinya rusak"),))
    digest = content_digest(content, tables)
    known = _READ.get(digest)
    if known is None:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        known = _READ[digest] = _loaded(definition, content, tables, folder)
    form = known.form
    if form is not None and (form.id, form.version) != (definition.form_id, definition.version):
        said = _unreadable(f"Isinya formulir {form.id} versi {form.version}, bukan yang tertulis di daftar")
        return KnownForm(definition=definition, form=None, problems=(said,))
    return KnownForm(definition=definition, form=form, problems=known.problems)


def _loaded(definition: FormDefinition, content: bytes, tables: Mapping[str, bytes], folder: Path) -> KnownForm:
    try:
        return KnownForm(definition=definition, form=load_form(content, tables, folder / CACHE_FOLDER))
    except FormRefused as refusal:
        return KnownForm(definition=definition, form=None, problems=refusal.problems)


def _unreadable(sentence: str) -> FormProblem:
    remedy = "Minta pengirim memasukkan formulir ini sekali lagi dari Excel"
    return FormProblem(code="definition_damaged", place=Place(), sentence=sentence, remedy=remedy)


def _of_program(folder: Path) -> tuple[FormDefinition, ...]:
    """The forms that come with the program, read once; their id is the digest of their content, the same everywhere."""
    if not _PROGRAM:
        for path in sorted(resource_path("forms").glob("*.yaml")):
            content = path.read_text("utf-8")
            tables = {table.name: table.read_text("utf-8") for table in sorted(path.with_suffix("").glob("*.csv"))}
            digest = hashlib.sha256(f"{content}\n{json.dumps(tables)}".encode()).hexdigest()
            form = load_form(path, cache=folder / CACHE_FOLDER)
            _PROGRAM.append(described(form, content, tables, FormDefinitionId(digest)))
    return tuple(_PROGRAM)


def _age(form: Form) -> tuple[date, tuple[tuple[int, str], ...]]:
    """Sorts versions from old to new; the numbers in a version count as numbers."""
    parts = re.findall(r"\d+|\D+", form.version)
    numbered = tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)
    return form.effective_from or date.min, numbered


def _missing() -> Fault:
    return Fault(
        FaultCode.FORM_REFUSED,
        "Versi formulir ini tidak ada di komputer ini.",
        "Jawabannya tetap tersimpan. Minta formulir versi itu dari dinas atau dari komputer yang mengisinya.",
    )

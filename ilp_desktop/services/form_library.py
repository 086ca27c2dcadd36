"""The forms of this installation: those of the program, those that came on a stick or in a package, every version."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ilp_desktop.domain.due_forms import DueWhen, read_due
from ilp_desktop.domain.form_definition import FormDefinition
from ilp_desktop.domain.identifiers import FormDefinitionId
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.visit import Cluster
from ilp_desktop.forms import (
    EpisodeRole,
    Form,
    FormProblem,
    FormRefused,
    FormSettings,
    Place,
    content_digest,
    load_form,
    read_settings,
)
from ilp_desktop.resource_files import RESOURCES, resource_path
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import Transaction

CACHE_FOLDER = "formulir"
_SHIPPED = RESOURCES / "forms" / "compiled"
"""Made by the build; not there when the program runs from source."""
_NUMBERS = {
    Cluster.MANAGEMENT: 1,
    Cluster.MOTHER_AND_CHILD: 2,
    Cluster.ADULT_AND_ELDERLY: 3,
    Cluster.INFECTIOUS_DISEASE: 4,
}
_MEETING = "meeting"
_MOST_ALIVE = 12
"""Forms kept ready at a time: those of a morning's work; the others are read again from what was compiled."""
_ALIVE: dict[str, Form] = {}
_VERDICTS: dict[str, tuple[FormProblem, ...]] = {}
_PROGRAM: list["_ProgramForm"] = []


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
    """A version of a form that is here, with the problems for which this program cannot use it, if any."""

    definition: FormDefinition
    folder: Path
    problems: tuple[FormProblem, ...] = ()

    @property
    def form(self) -> Form | None:
        """The form alive, read at each asking unless it was in use lately; None for one that cannot be used."""
        return None if self.problems else _alive(self.definition, self.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ProgramForm:
    definition: FormDefinition
    settings: FormSettings


def forms_for(workplace: Workplace, cluster: Cluster) -> tuple[FormListing, ...]:
    """What a room may fill in: its own forms first, then those of all, then the others.

    Klaster 1 has the forms about meetings, every other room those about a person.
    """
    number = _NUMBERS.get(cluster, 0)
    about_meetings = cluster is Cluster.MANAGEMENT
    current = [one.definition for one in current_forms(workplace).values()]
    forms = [one for one in current if (one.subject == _MEETING) is about_meetings]
    order = {number: 0, 0: 1}
    forms.sort(key=lambda one: (order.get(one.cluster, 2), one.title))
    return tuple(
        FormListing(form_id=one.form_id, title=one.title, version=one.version, cluster=one.cluster, source=one.source)
        for one in forms
    )


def known_forms(workplace: Workplace) -> tuple[KnownForm, ...]:
    """Every version of every form that is here, also those that are refused or retired."""
    return tuple(
        KnownForm(definition=one, folder=workplace.folder, problems=_problems(one, workplace.folder))
        for one in _definitions(workplace)
    )


def current_forms(workplace: Workplace) -> Mapping[str, KnownForm]:
    """The version of each form that is to be filled in today, by form id."""
    return current_of(known_forms(workplace), workplace.today)


def current_of(known: Iterable[KnownForm], today: date) -> Mapping[str, KnownForm]:
    """Of each form the newest version that is in force, can be read and was not retired, by form id."""
    usable = [
        one
        for one in known
        if not one.problems
        and one.definition.retired_at is None
        and (one.definition.effective_from is None or one.definition.effective_from <= today)
    ]
    return {one.definition.form_id: one for one in sorted(usable, key=_age)}


def due_rules(workplace: Workplace) -> Mapping[str, DueWhen]:
    """When each form is due, by form id; forms that never come by themselves are left out."""
    current = (one.definition for one in current_forms(workplace).values())
    return {one.form_id: read_due(one.due) for one in current if one.due}


def episode_role(workplace: Workplace, form_id: str) -> EpisodeRole | None:
    """What the newest version of a form does to an episode, also when it is retired; None when nothing."""
    known = [one for one in known_forms(workplace) if one.definition.form_id == form_id and not one.problems]
    newest = max(known, key=_age, default=None)
    if newest is None:
        return None
    own = next((one for one in _of_program() if one.definition.id == newest.definition.id), None)
    said = own.settings if own is not None else newest.form
    return None if said is None else said.episode


def current_form(workplace: Workplace, form_id: str) -> Form:
    """The newest version of a form. ``Fault`` FORM_REFUSED when there is none to fill in here."""
    known = current_forms(workplace).get(form_id)
    form = None if known is None else known.form
    if form is None:
        raise _missing()
    return form


def form_of_version(workplace: Workplace, form_id: str, version: str) -> Form:
    """The form as it was when a response was made with it. ``Fault`` FORM_REFUSED when it was never here."""
    earlier = landed_form(workplace, form_id, version)
    here = known_forms(workplace)
    for one in here if earlier is None else (*here, earlier):
        if (one.definition.form_id, one.definition.version) == (form_id, version):
            form = one.form
            if form is not None:
                return form
    raise _missing()


def landed_form(workplace: Workplace, form_id: str, version: str) -> KnownForm | None:
    """A version that an older program brought: a draft, a phone or a package may still hold answers to it."""
    definition = _landed(form_id, version)
    return None if definition is None else KnownForm(definition=definition, folder=workplace.folder)


def keep_form(transaction: Transaction, form: Form) -> None:
    """Keeps the text of a version beside the first response that is made with it, so that it opens for ever."""
    kept = records.find(transaction.connection, FormDefinition, form_id=form.id, version=form.version)
    if kept:
        return
    present = [one.definition for one in _of_program()]
    for one in (*present, _landed(form.id, form.version)):
        if one is not None and (one.form_id, one.version) == (form.id, form.version):
            transaction.insert(one)
            return


def described(
    form: FormSettings, content: str, tables: Mapping[str, str], definition_id: FormDefinitionId
) -> FormDefinition:
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


def _definitions(workplace: Workplace) -> tuple[FormDefinition, ...]:
    kept = workplace.database.remembered(FormDefinition)
    ids = {one.id for one in kept}
    return (*kept, *(one.definition for one in _of_program() if one.definition.id not in ids))


def _problems(definition: FormDefinition, folder: Path) -> tuple[FormProblem, ...]:
    """Why a form from outside cannot be used; it is looked at once in the life of the program.

    A form whose id is the digest of its content came with a version of the program, which had tested it.
    """
    try:
        if definition.id == _digest(definition):
            return ()
        digest = content_digest(definition.content.encode(), tables_of(definition))
    except (ValueError, RecursionError):
        return (_unreadable("Isinya rusak"),)
    if digest not in _VERDICTS:
        _VERDICTS[digest] = _examined(definition, folder)
    return _VERDICTS[digest]


def _examined(definition: FormDefinition, folder: Path) -> tuple[FormProblem, ...]:
    try:
        form = load_form(definition.content.encode(), tables_of(definition), folder / CACHE_FOLDER, _SHIPPED)
    except FormRefused as refusal:
        return refusal.problems
    if (form.id, form.version) != (definition.form_id, definition.version):
        return (_unreadable(f"Isinya formulir {form.id} versi {form.version}, bukan yang tertulis di daftar"),)
    return ()


def _alive(definition: FormDefinition, folder: Path) -> Form | None:
    content, tables = definition.content.encode(), tables_of(definition)
    digest = content_digest(content, tables)
    form = _ALIVE.pop(digest, None)
    if form is None:
        try:
            form = load_form(content, tables, folder / CACHE_FOLDER, _SHIPPED)
        except FormRefused:
            return None
    _ALIVE[digest] = form
    if len(_ALIVE) > _MOST_ALIVE:
        del _ALIVE[next(iter(_ALIVE))]
    return form


def _unreadable(sentence: str) -> FormProblem:
    remedy = "Minta pengirim memasukkan formulir ini sekali lagi dari Excel"
    return FormProblem(code="definition_damaged", place=Place(), sentence=sentence, remedy=remedy)


def _of_program() -> tuple[_ProgramForm, ...]:
    """The forms that come with the program, listed once."""
    if not _PROGRAM:
        _PROGRAM.extend(_program_form(path) for path in sorted(resource_path("forms").glob("*.yaml")))
    return tuple(_PROGRAM)


def _landed(form_id: str, version: str) -> FormDefinition | None:
    files = {path.name: path for path in resource_path("forms", "earlier").glob("*.yaml")}
    path = files.get(f"{form_id}-{version}.yaml")
    return None if path is None else _program_form(path).definition


def _program_form(path: Path) -> _ProgramForm:
    """A form with the tables beside it; its id is the digest of its content, everywhere."""
    content = path.read_text("utf-8")
    tables = {table.name: table.read_text("utf-8") for table in sorted(path.with_suffix("").glob("*.csv"))}
    settings = read_settings(content.encode())
    made = described(settings, content, tables, FormDefinitionId(""))
    return _ProgramForm(definition=replace(made, id=FormDefinitionId(_digest(made))), settings=settings)


def _digest(definition: FormDefinition) -> str:
    tables = json.dumps(json.loads(definition.tables or "{}"))
    return hashlib.sha256(f"{definition.content}\n{tables}".encode()).hexdigest()


def _age(known: KnownForm) -> tuple[date, tuple[tuple[int, str], ...]]:
    """Sorts versions from old to new; the numbers in a version count as numbers."""
    parts = re.findall(r"\d+|\D+", known.definition.version)
    numbered = tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)
    return known.definition.effective_from or date.min, numbered


def _missing() -> Fault:
    return Fault(
        FaultCode.FORM_REFUSED,
        "Versi formulir ini tidak ada di komputer ini.",
        "Jawabannya tetap tersimpan. Minta formulir versi itu dari dinas atau dari komputer yang mengisinya.",
    )

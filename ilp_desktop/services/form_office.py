"""The office of forms: what is here and where it is used, taking in from Excel, giving out, retiring."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from ilp_desktop.domain.form_definition import LARGEST_DEFINITION, FormDefinition
from ilp_desktop.domain.identifiers import FormDefinitionId
from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.problem import Fault, FaultCode, Problem, Rejected
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.forms import (
    Form,
    FormContext,
    FormProblem,
    FormRefused,
    Place,
    Response,
    examine_form,
    export_xlsx,
    form_text,
    same_text,
)
from ilp_desktop.forms.functions import FORM_RULES
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.form_library import KnownForm, current_of, described, known_forms
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage.form_queries import FormUse, form_uses
from ilp_desktop.storage.transaction import Transaction, new_id, utc

_WHO = (Role.CLUSTER_1, Role.HEAD, Role.HEALTH_OFFICE)
_MOST_BYTES = 10_000_000


class Standing(StrEnum):
    """How a version stands today."""

    CURRENT = "current"
    LATER = "later"
    OLDER = "older"
    RETIRED = "retired"
    REFUSED = "refused"


STANDING_LABELS: Mapping[Standing, str] = {
    Standing.CURRENT: "dipakai",
    Standing.LATER: "belum berlaku",
    Standing.OLDER: "versi lama",
    Standing.RETIRED: "tidak dipakai",
    Standing.REFUSED: "ditolak",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One version of a form; ``problems`` say why it is refused.

    ``responses`` counts what was filled in with it, ``last_used`` is the last day of these, ``of_all_versions`` counts
    what was filled in with any version of the form.
    """

    definition: FormDefinition
    standing: Standing
    responses: int
    of_all_versions: int
    last_used: date | None
    problems: tuple[FormProblem, ...]

    @property
    def used_in(self) -> str:
        """Which rooms offer it, in words."""
        if self.definition.subject == "meeting":
            return "Klaster 1, rapat"
        return f"Klaster {self.definition.cluster}" if self.definition.cluster else "Semua klaster"

    @property
    def origin(self) -> str:
        """Where it comes from, in words."""
        return self.definition.added_by or "Bawaan program"


class Newness(StrEnum):
    """What taking a form in would do."""

    REFUSED = "refused"
    NEW_FORM = "new_form"
    NEW_VERSION = "new_version"
    SAME = "same"
    """This version is here with the same content."""
    CLASH = "clash"
    """This version is here with other content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPreview:
    """A form from a file, looked at; nothing has changed yet. ``definition`` is what would be kept."""

    file_name: str
    form: Form | None
    newness: Newness
    problems: tuple[FormProblem, ...]
    notices: tuple[FormProblem, ...]
    definition: FormDefinition | None = None


def form_lines(workplace: Workplace) -> tuple[FormLine, ...]:
    """Every version that is here, by title, the newest first."""
    workplace.require(*_WHO)
    known = known_forms(workplace)
    current = current_of(known, workplace.today)
    with workplace.database.read() as connection:
        uses = form_uses(connection)
    totals: Counter[str] = Counter()
    for (form_id, _version), use in uses.items():
        totals[form_id] += use.responses
    lines = [
        FormLine(
            definition=one.definition,
            standing=_standing(one, current, workplace),
            responses=use.responses,
            of_all_versions=totals[one.definition.form_id],
            last_used=use.last,
            problems=one.problems,
        )
        for one in known
        for use in (uses.get((one.definition.form_id, one.definition.version), FormUse()),)
    ]
    lines.sort(key=lambda line: line.definition.version, reverse=True)
    order = list(Standing)
    return tuple(
        sorted(lines, key=lambda line: (line.definition.title, line.definition.form_id, order.index(line.standing)))
    )


def preview_file(workplace: Workplace, path: Path, progress: Progress = silent) -> FormPreview:
    """Looks at an Excel or YAML file, with the CSV tables in a folder of its name beside it. Fault: not readable."""
    progress(Step(doing="Memeriksa formulir", done=0, total=0))
    try:
        if path.stat().st_size > _MOST_BYTES:
            return _refused(path.name, "file_too_large", "Berkas formulir terlalu besar", "Paling besar 10 MB")
        content = path.read_bytes()
        tables = {
            table.name: table.read_bytes()
            for folder in (path.with_suffix(""), path.with_name(f"{path.stem}-media"))
            for table in sorted(folder.glob("*.csv"))
            if table.stat().st_size <= _MOST_BYTES
        }
    except OSError as error:
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"{path.name} tidak dapat dibaca.",
            "Tutup berkas itu di Excel, periksa flashdisknya, lalu ulangi.",
        ) from error
    return preview_form(workplace, path.name, content, tables)


def preview_form(workplace: Workplace, name: str, content: bytes, tables: Mapping[str, bytes]) -> FormPreview:
    """What taking these bytes in would do, with every problem and its place."""
    workplace.require(*_WHO)
    examined = examine_form(content, tables)
    form = examined.form
    if form is None:
        return FormPreview(
            file_name=name, form=None, newness=Newness.REFUSED, problems=examined.problems, notices=examined.notices
        )
    text = form_text(content, tables)
    again = examine_form(text.encode(), tables)
    if again.form is None:
        return FormPreview(
            file_name=name, form=None, newness=Newness.REFUSED, problems=again.problems, notices=examined.notices
        )
    named = {file: table.decode("utf-8-sig") for file, table in tables.items()}
    definition = described(form, text, named, FormDefinitionId(new_id()))
    missing = _missing_settings(definition)
    return FormPreview(
        file_name=name,
        form=form,
        newness=Newness.REFUSED if missing else _newness(workplace, definition),
        problems=missing,
        notices=examined.notices,
        definition=None if missing else definition,
    )


def take_in(workplace: Workplace, preview: FormPreview) -> Answer[FormDefinition]:
    """Keeps the form; it is offered at once, and goes with the next package to everybody who exchanges with us.

    Rejected when the form is refused, here already, or here with other content under the same version.
    """
    workplace.require(*_WHO)
    definition = preview.definition
    if definition is None:
        raise Rejected(_problem("form.refused", "Formulir ini ditolak.", "Perbaiki di Excel, lalu periksa lagi."))
    newness = _newness(workplace, definition)
    if newness is Newness.SAME:
        raise Rejected(_problem("form.same", "Formulir versi ini sudah ada.", "Tidak perlu dimasukkan lagi."))
    if newness is Newness.CLASH:
        raise Rejected(
            _problem(
                "form.clash",
                f"Versi {definition.version} sudah ada dengan isi lain.",
                "Naikkan nilai version di lembar settings, lalu masukkan lagi.",
            )
        )
    with workplace.change("take_in_form") as transaction:
        kept = replace(definition, added_at=utc(transaction.now), added_by=workplace.user.name)
        transaction.insert(kept)
    return Answer(kept, frozenset(transaction.changes))


def export_excel(definition: FormDefinition) -> bytes:
    """The form as an .xlsx file for Excel, ODK and Kobo; FormRefused when it cannot be read."""
    return export_xlsx(definition.content.encode())


def file_name_of(definition: FormDefinition) -> str:
    """What to call the exported file; form ids from outside do not decide where it goes."""
    plain = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in definition.form_id)
    version = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in definition.version)
    return f"{plain}-{version}.xlsx"


def retire_form(workplace: Workplace, form_id: str) -> Answer[int]:
    """No room offers the form any more, here and wherever the next package goes; what was filled in stays readable.

    The number of versions that were retired. A version that is taken in later is offered again.
    """
    workplace.require(*_WHO)
    known = [one for one in known_forms(workplace) if one.definition.form_id == form_id]
    with workplace.change("retire_form") as transaction:
        standing = [one.definition for one in known if one.definition.retired_at is None]
        for definition in standing:
            transaction.change(_kept(transaction, definition), retired_at=utc(transaction.now))
    return Answer(len(standing), frozenset(transaction.changes))


def reinstate_form(workplace: Workplace, form_id: str) -> Answer[int]:
    """The form is offered again; the number of versions."""
    workplace.require(*_WHO)
    known = [one for one in known_forms(workplace) if one.definition.form_id == form_id]
    with workplace.change("reinstate_form") as transaction:
        retired = [one.definition for one in known if one.definition.retired_at is not None]
        for definition in retired:
            transaction.change(_kept(transaction, definition), retired_at=None)
    return Answer(len(retired), frozenset(transaction.changes))


def invented_response(workplace: Workplace, form: Form) -> Response:
    """The form as a nurse would see it, about an invented woman of 30; nothing of it is kept."""
    today = workplace.today
    born = today.replace(year=today.year - 30, day=1)
    rules = rules_in_force(workplace).limited_to(FORM_RULES)
    return Response(
        form, FormContext(today=today, now=workplace.clock(), visit_date=today, sex="P", birth_date=born, rules=rules)
    )


def in_words(preview: FormPreview) -> str:
    """What taking the form in would do, in one sentence."""
    count = len(preview.problems)
    match preview.newness:
        case Newness.REFUSED:
            return f"Ditolak: {whole_number(count)} masalah harus diperbaiki di Excel."
        case Newness.NEW_FORM:
            return "Formulir baru. Belum disimpan."
        case Newness.NEW_VERSION:
            return "Versi baru dari formulir yang sudah ada. Belum disimpan."
        case Newness.SAME:
            return "Versi ini sudah ada dengan isi yang sama."
        case Newness.CLASH:
            return "Versi ini sudah ada dengan isi lain. Naikkan nilai version di lembar settings."


def _standing(known: KnownForm, current: Mapping[str, KnownForm], workplace: Workplace) -> Standing:
    definition = known.definition
    if known.problems:
        return Standing.REFUSED
    if definition.retired_at is not None:
        return Standing.RETIRED
    if definition.effective_from is not None and definition.effective_from > workplace.today:
        return Standing.LATER
    return Standing.CURRENT if current.get(definition.form_id) is known else Standing.OLDER


def _newness(workplace: Workplace, definition: FormDefinition) -> Newness:
    others = [one for one in known_forms(workplace) if one.definition.form_id == definition.form_id]
    same_version = [one.definition for one in others if one.definition.version == definition.version]
    if any(_says_the_same(one, definition) for one in same_version):
        return Newness.SAME
    if same_version:
        return Newness.CLASH
    return Newness.NEW_VERSION if others else Newness.NEW_FORM


def _says_the_same(kept: FormDefinition, other: FormDefinition) -> bool:
    try:
        return same_text(form_text(kept.content.encode()), other.content) and kept.tables == other.tables
    except FormRefused:
        return False


def _missing_settings(definition: FormDefinition) -> tuple[FormProblem, ...]:
    if len(json.dumps(asdict(definition), ensure_ascii=False, default=str).encode()) > LARGEST_DEFINITION:
        sentence, remedy = "Formulir terlalu besar untuk dibawa dalam paket", "Bagi menjadi beberapa formulir"
        return (FormProblem(code="form_too_large", place=Place(), sentence=sentence, remedy=remedy),)
    if not definition.version:
        place = Place(sheet="settings", row=2, column="version")
        remedy = "Tulis misalnya tanggal: 2026112201, dan naikkan setiap kali formulir berubah"
        return (FormProblem(code="version_missing", place=place, sentence="Versi belum ditulis", remedy=remedy),)
    return ()


def _refused(name: str, code: str, sentence: str, remedy: str) -> FormPreview:
    problem = FormProblem(code=code, place=Place(), sentence=sentence, remedy=remedy)
    return FormPreview(file_name=name, form=None, newness=Newness.REFUSED, problems=(problem,), notices=())


def _kept(transaction: Transaction, definition: FormDefinition) -> FormDefinition:
    kept = transaction.find(FormDefinition, definition.id)
    if kept is None:
        transaction.insert(definition)
        return definition
    return kept


def _problem(code: str, sentence: str, remedy: str) -> Problem:
    return Problem(code=code, field="", sentence=sentence, remedy=remedy)

"""Forms and the list of people for phones: written as ODK Collect's folder ``forms`` wants them."""

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.domain.form_definition import FormDefinition
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.installation import Role
from ilp_desktop.domain.patient import Patient, PatientStatus
from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.domain.progress import Progress, Step, silent
from ilp_desktop.forms import PEOPLE_COLUMNS, PEOPLE_TABLE, field_edition
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.form_library import current_forms, tables_of
from ilp_desktop.services.print_log import log_print
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import patient_queries, records
from ilp_desktop.storage.whole_file import write_whole

FIELD_ROLES = (Role.CLUSTER_1, Role.CLUSTER_2, Role.CLUSTER_3, Role.CLUSTER_4, Role.HEAD)
"""Who sends forms to the field and takes them in."""

_GUIDE = "BACA-DULU.txt"
_GUIDE_TEXT = """Cara memasang formulir ini di ponsel (ODK Collect)

1. Sambungkan ponsel ke komputer dengan kabel, pilih "Transfer berkas".
2. Salin semua berkas dan folder di sini, kecuali berkas ini, ke folder
   Android/data/org.odk.collect.android/files/projects/(proyek)/forms
3. Buka ODK Collect, "Mulai formulir baru". Nama orang dipilih dari daftar.
4. Sesudah dari lapangan, sambungkan lagi ponselnya dan salin folder "instances"
   yang bersebelahan dengan folder "forms" ke flashdisk.
5. Di ILP Desktop buka ruang "Ponsel (ODK)", lalu "Ambil isian".

Daftar orang di sini tidak tersandi. Hapus dari flashdisk sesudah disalin,
dan kunci layar ponsel dengan PIN.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForms:
    """What was written for the phones. ``without_rules`` names, by form, what only the desktop computes."""

    forms: tuple[str, ...]
    people: int
    without_rules: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForm:
    """A form that may go to the phones; ``cluster`` 0 is for every klaster."""

    form_id: str
    title: str
    cluster: int
    subject: str


def field_forms(workplace: Workplace) -> tuple[FieldForm, ...]:
    """The forms in use, by title."""
    workplace.require(*FIELD_ROLES)
    found = (
        FieldForm(form_id=one.form_id, title=one.title, cluster=one.cluster, subject=one.subject)
        for one in _in_use(workplace)
    )
    return tuple(sorted(found, key=lambda one: one.title))


def villages_of_people(workplace: Workplace) -> tuple[str, ...]:
    """The villages that people here live in, by name, for limiting the list."""
    workplace.require(*FIELD_ROLES)
    with workplace.database.read() as connection:
        return patient_queries.village_names(connection)


def write_field_forms(
    workplace: Workplace,
    folder: Path,
    village: str = "",
    progress: Progress = silent,
    only: Collection[str] | None = None,
) -> Answer[FieldForms]:
    """Writes the forms in use with their list of people, as ODK Collect's folder ``forms`` wants them.

    ``village`` limits the list to the people of a village, by name, ``only`` the forms, by their ids. The lists are not
    encrypted: that they were written is recorded.
    """
    workplace.require(*FIELD_ROLES)
    people = _people(workplace, village)
    table = _people_table(people)
    written: list[str] = []
    lost: dict[str, tuple[str, ...]] = {}
    wanted = [one for one in _in_use(workplace) if only is None or one.form_id in only]
    for definition in wanted:
        progress(Step(doing=f"Menulis {definition.title}", done=len(written), total=len(wanted)))
        about_person = definition.subject != "meeting"
        tables = dict(tables_of(definition))
        edition = field_edition(definition.content.encode(), tables, table, about_person=about_person)
        _write(
            folder,
            _plain(definition.form_id),
            edition.xform,
            {**tables, PEOPLE_TABLE: table} if about_person else tables,
        )
        written.append(definition.title)
        lost[definition.title] = edition.without_rules
    write_whole(folder / _GUIDE, _GUIDE_TEXT.replace("\n", "\r\n").encode())
    with workplace.change("write_field_forms") as transaction:
        log_print(transaction, workplace, "odk_people")
    found = FieldForms(forms=tuple(written), people=len(people), without_rules=lost)
    return Answer(found, frozenset(transaction.changes))


def _in_use(workplace: Workplace) -> tuple[FormDefinition, ...]:
    return tuple(one.definition for one in current_forms(workplace).values())


def _people(workplace: Workplace, village: str) -> tuple[Patient, ...]:
    with workplace.database.read() as connection:
        people = records.find(connection, Patient, order_by="name", status=PatientStatus.ACTIVE)
    wanted = village.casefold().strip()
    return tuple(one for one in people if not wanted or one.village_name.casefold() == wanted)


def _people_table(people: Sequence[Patient]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(PEOPLE_COLUMNS)
    for one in people:
        born = one.birth_date
        told = (one.name, one.sex.value, short_date(born) if born else "", one.village_name, one.medical_record_number)
        label = " · ".join(filter(None, told))
        writer.writerow((one.id, label, one.sex.value, born.isoformat() if born else "", one.village_name))
    return target.getvalue().encode()


def _write(folder: Path, stem: str, xform: str, tables: Mapping[str, bytes]) -> None:
    try:
        media = folder / f"{stem}-media"
        (media if tables else folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY, "Folder tujuan tidak dapat ditulisi.", "Periksa flashdisknya, atau pilih folder lain."
        ) from error
    write_whole(folder / f"{stem}.xml", xform.encode())
    for name, content in tables.items():
        write_whole(media / Path(name).name, content)


def _plain(form_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "_", form_id)

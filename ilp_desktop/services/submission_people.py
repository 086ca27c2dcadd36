"""Who a filled form from a phone is about: what it says of the person, and who of ours that may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.duplicates import SIMILAR_FROM, name_similarity
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.patient import Patient, PatientStatus, Sex
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.person_name import search_terms
from ilp_desktop.domain.search_hit import SearchHit
from ilp_desktop.domain.words import word
from ilp_desktop.forms import PERSON_BIRTH, PERSON_LABEL, PERSON_NAME, PERSON_PLACE, PERSON_SEX
from ilp_desktop.services.people import look_alikes
from ilp_desktop.services.response_records import day_in
from ilp_desktop.services.searching import search_people
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.database import Connection

_NUMBERS = ("patient_id", "no_rm", "nomor_rm", "rekam_medis", "nik", "no_nik", "nomor_nik")
_NAMES = (
    PERSON_NAME,
    "nama",
    "nama_lengkap",
    "nama_pasien",
    "nama_anak",
    "nama_ibu",
    "name",
    "full_name",
    "patient_name",
)
_SEXES = (PERSON_SEX, "jenis_kelamin", "kelamin", "sex", "gender")
_BIRTHS = (PERSON_BIRTH, "tanggal_lahir", "tgl_lahir", "birth_date", "date_of_birth", "dob")
_PLACES = (PERSON_PLACE, "desa", "kelurahan", "village")
_MALE = frozenset({"l", "m", "male", "laki", "laki_laki", "laki-laki", "pria"})
_FEMALE = frozenset({"p", "f", "female", "perempuan", "wanita"})
_PARTS = " · "
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPerson:
    """Somebody of ours who may be meant; ``reason`` says why, or what to notice of them."""

    patient_id: PatientId
    name: str
    sex: Sex
    birth_date: date | None
    birth_date_estimated: bool
    village_name: str
    medical_record_number: str
    reason: str


def written_person(words: Mapping[str, str]) -> PersonEntry:
    """What the answers, by name, say of the person; what they do not say is empty."""
    named = _first(words, _NAMES) or words.get(PERSON_LABEL, "").partition(_PARTS)[0]
    return PersonEntry(
        name=named,
        sex=_sex(_first(words, _SEXES)),
        birth_date=day_in(_first(words, _BIRTHS)),
        nik="".join(letter for letter in words.get("nik", "") if letter.isdigit()),
        village_name=_first(words, _PLACES),
    )


def find_person(
    connection: Connection, chosen: Iterable[str], words: Mapping[str, str], said: PersonEntry
) -> tuple[Patient | None, str]:
    """The person by an id that was chosen, else by a number in the answers; else none and why.

    A number that was typed counts only when the name that was written is not somebody else's. A merged record leads
    to the surviving one.
    """
    for text in filter(None, chosen):
        found = _of_number(connection, text)
        if found is not None:
            return found, ""
    for text in filter(None, (words.get(name, "") for name in _NUMBERS)):
        found = _of_number(connection, text)
        if found is not None and _may_be(found, said):
            return found, ""
        if found is not None:
            return None, "Nomornya milik orang dengan nama lain. Pilih orangnya."
    if any(chosen):
        return None, "Orang yang dipilih di ponsel tidak ada di sini. Pilih orangnya."
    return None, "Isian ini tidak menyebut nomor orangnya. Pilih orangnya."


def proposed_people(workplace: Workplace, said: PersonEntry, typed: str = "") -> tuple[ProposedPerson, ...]:
    """Who may be meant, best first: by what was typed, otherwise by what the form says of the person."""
    if typed.strip():
        return tuple(_of_hit(hit) for hit in search_people(workplace, typed, _MOST))
    if not said.name:
        return ()
    alike = tuple(_of_patient(one.patient, one.candidate.sentence) for one in look_alikes(workplace, said))
    known = {one.patient_id for one in alike}
    others = (hit for hit in search_people(workplace, said.name, _MOST) if hit.patient_id not in known)
    return (*alike, *(_of_hit(hit) for hit in others))[:_MOST]


def surviving(connection: Connection, patient: Patient) -> Patient:
    """The record into which this one was merged, however often."""
    seen = {patient.id}
    while patient.merged_into is not None and patient.merged_into not in seen:
        seen.add(patient.merged_into)
        patient = records.get(connection, Patient, patient.merged_into)
    return patient


def _of_number(connection: Connection, text: str) -> Patient | None:
    found = (
        records.find(connection, Patient, id=text)
        or records.find(connection, Patient, medical_record_number=text)
        or records.find(connection, Patient, nik=text)
    )
    return surviving(connection, found[0]) if found else None


def _may_be(patient: Patient, said: PersonEntry) -> bool:
    if not said.name:
        return True
    return name_similarity(search_terms(said.name), search_terms(patient.name)) >= SIMILAR_FROM


def _of_patient(patient: Patient, reason: str) -> ProposedPerson:
    return ProposedPerson(
        patient_id=patient.id,
        name=patient.name,
        sex=patient.sex,
        birth_date=patient.birth_date,
        birth_date_estimated=patient.birth_date_estimated,
        village_name=patient.village_name,
        medical_record_number=patient.medical_record_number,
        reason=reason,
    )


def _of_hit(hit: SearchHit) -> ProposedPerson:
    return ProposedPerson(
        patient_id=hit.patient_id,
        name=hit.name,
        sex=hit.sex,
        birth_date=hit.birth_date,
        birth_date_estimated=hit.birth_date_estimated,
        village_name=hit.village_name,
        medical_record_number=hit.medical_record_number,
        reason=word(hit.status) if hit.status is not PatientStatus.ACTIVE else "",
    )


def _first(words: Mapping[str, str], names: Iterable[str]) -> str:
    return next((" ".join(words[name].split()) for name in names if words.get(name, "").strip()), "")


def _sex(text: str) -> Sex:
    plain = text.casefold()
    if plain in _MALE:
        return Sex.MALE
    return Sex.FEMALE if plain in _FEMALE else Sex.UNKNOWN

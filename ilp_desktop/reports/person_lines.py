"""A patient, their vital signs and diagnoses as lines of a letter."""

from ilp_desktop.domain.indonesian_text import decimal_number, long_date, typed_date
from ilp_desktop.domain.letters import CodedDiagnosis, PersonOnPaper, VitalSigns
from ilp_desktop.domain.patient import Sex
from ilp_desktop.reports.paper_text import DASH, known

SEX_WORDS = {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan", Sex.UNKNOWN: DASH}
_BABY_KILOGRAMS = 10.0


def birth_and_age(person: PersonOnPaper) -> str:
    """Lanto, 12-05-1992 (34 th); an estimated date says so."""
    if person.birth_date is None:
        born = DASH
    else:
        born = typed_date(person.birth_date) + (" (perkiraan)" if person.birth_date_estimated else "")
    place = f"{person.birth_place}, " if person.birth_place.strip() else ""
    return f"{place}{born} / {known(person.age)}"


def birth_in_words(person: PersonOnPaper) -> str:
    """Lanto, 12 Mei 1992, as certificates write it."""
    born = DASH if person.birth_date is None else long_date(person.birth_date)
    return f"{known(person.birth_place)}, {born}" + (" (perkiraan)" if person.birth_date_estimated else "")


def identity(person: PersonOnPaper) -> list[tuple[str, str]]:
    """The lines that say who it is."""
    return [
        ("Nama", person.name),
        ("No. RM", person.medical_record_number),
        ("NIK", person.nik),
        ("Tgl lahir / umur", birth_and_age(person)),
        ("Jenis kelamin", SEX_WORDS[person.sex]),
        ("Alamat", person.address),
    ]


def coverage(person: PersonOnPaper) -> list[tuple[str, str]]:
    """The lines that say who pays and whom to call."""
    guardian = person.guardian_name
    if guardian.strip() and person.guardian_relationship.strip():
        guardian = f"{guardian} ({person.guardian_relationship})"
    return [
        ("No. kartu JKN", person.insurance_number),
        ("Jenis peserta", person.membership),
        ("Status peserta", person.membership_status),
        ("Penanggung jawab", guardian),
        ("No. HP", person.phone or person.guardian_phone),
        ("Nama KK", person.household_head),
    ]


def vital_sign_text(signs: VitalSigns) -> str:
    """TD 138/92 mmHg; N 88 x/mnt; ...: what was not measured is a dash."""
    if signs.systolic is None and signs.diastolic is None:
        pressure = DASH
    else:
        pressure = f"{_whole(signs.systolic)}/{_whole(signs.diastolic)} mmHg"
    parts = (
        f"TD {pressure}",
        f"N {_whole(signs.pulse, ' x/mnt')}",
        f"R {_whole(signs.respiratory_rate, ' x/mnt')}",
        f"S {_decimal(signs.temperature, ' °C')}",
        f"SpO2 {_whole(signs.oxygen_saturation, ' %')}",
        f"BB {_weight(signs.weight)}",
        f"TB {_decimal(signs.height, ' cm')}",
        f"LP {_decimal(signs.waist, ' cm')}",
    )
    return "; ".join(parts)


def diagnosis_text(diagnosis: CodedDiagnosis) -> str:
    """I10 - Hipertensi esensial; one of the 144 of primary care says so."""
    text = f"{known(diagnosis.code)} - {known(diagnosis.name)}"
    return f"{text} (termasuk 144 diagnosis FKTP)" if diagnosis.primary_care else text


def _whole(value: int | None, unit: str = "") -> str:
    return DASH if value is None else f"{value}{unit}"


def _weight(value: float | None) -> str:
    """The scales of a baby weigh tens of grams."""
    return DASH if value is None else f"{decimal_number(value, 2 if value < _BABY_KILOGRAMS else 1)} kg"


def _decimal(value: float | None, unit: str) -> str:
    return DASH if value is None else f"{decimal_number(value, 1)}{unit}"

"""Two records side by side, field by field, without Qt."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.words import word
from ilp_desktop.services.people import PersonPage
from ui.screens.loket.texts import age_text, sex_word


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedField:
    """One line of the comparison; ``verdict`` says in a word how the two stand to each other."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.first and self.second) and self.first.casefold() != self.second.casefold()

    @property
    def verdict(self) -> str:
        """ "beda", "sama", or that only one of them knows it."""
        if self.differs:
            return "beda"
        return "sama" if self.first and self.second else "hanya satu"


def compare(first: PersonPage, second: PersonPage, today: date) -> tuple[ComparedField, ...]:
    """What either record says, in the order in which a clerk compares."""
    pairs = zip(_told(first, today), _told(second, today), strict=True)
    return tuple(
        ComparedField(label=label, first=ours, second=theirs) for (label, ours), (_, theirs) in pairs if ours or theirs
    )


def _told(page: PersonPage, today: date) -> tuple[tuple[str, str], ...]:
    patient, home = page.patient, page.household
    born = patient.birth_date
    age = age_text(born, patient.birth_date_estimated, today)
    return (
        ("No. RM", patient.medical_record_number),
        ("Nama", patient.name),
        ("NIK", patient.nik),
        ("Jenis kelamin", sex_word(patient.sex)),
        ("Tanggal lahir", "" if born is None else f"{short_date(born)} ({age})"),
        ("Tempat lahir", patient.birth_place),
        ("Nama ibu", patient.mother_name),
        ("No. JKN", patient.insurance_number),
        ("Penjamin", word(patient.payer)),
        ("No. KK", home.family_card_number if home else ""),
        ("Kepala keluarga", home.head_name if home else ""),
        ("Desa", patient.village_name),
        ("Dusun", patient.hamlet_name),
        ("Alamat", patient.address),
        ("No. HP", patient.phone),
        ("Alergi", patient.allergies or word(patient.allergy_status)),
        ("Status", word(patient.status)),
    )

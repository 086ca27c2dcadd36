"""What is not complete in the visits of a period, so that it can be mended before the register is printed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilp_desktop.domain.identifiers import PatientId, VisitId
from ilp_desktop.domain.visit import Cluster


class GapKind(StrEnum):
    """What is missing."""

    NOT_SEEN = "not_seen"
    NO_DIAGNOSIS = "no_diagnosis"
    NO_BIRTH_DATE = "no_birth_date"
    NO_VILLAGE = "no_village"


GAP_SENTENCES = {
    GapKind.NOT_SEEN: "Belum selesai dilayani di klaster.",
    GapKind.NO_DIAGNOSIS: "Pemeriksaan selesai tanpa diagnosis.",
    GapKind.NO_BIRTH_DATE: "Tanggal lahir tidak diketahui.",
    GapKind.NO_VILLAGE: "Desa tempat tinggal belum diisi.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterGap:
    """One missing thing of one visit, which the ``cluster`` or the desk can mend."""

    kind: GapKind
    visit_id: VisitId
    patient_id: PatientId
    cluster: Cluster
    visit_date: date
    name: str
    medical_record_number: str

    @property
    def sentence(self) -> str:
        """What is missing, in words."""
        return GAP_SENTENCES[self.kind]

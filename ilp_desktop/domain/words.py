"""The Indonesian words that users see for the closed lists of the domain."""

from collections.abc import Mapping
from enum import StrEnum

from ilp_desktop.domain.immunization_record import ImmunizationSource, ImmunizationStatus
from ilp_desktop.domain.installation import InstallationKind, Role
from ilp_desktop.domain.patient import (
    AllergyStatus,
    BloodGroup,
    Education,
    MaritalStatus,
    NikStatus,
    PatientStatus,
    Payer,
    Relationship,
    Religion,
    Rhesus,
    Sex,
)
from ilp_desktop.domain.routing import CLUSTER_LABELS
from ilp_desktop.domain.visit import (
    ArrivalMode,
    CaseKind,
    Cluster,
    NextStep,
    QueueStatus,
    Residence,
    ServiceKind,
    VisitKind,
    VisitPurpose,
)

WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Sex: {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan", Sex.UNKNOWN: "Tidak diketahui"},
    ImmunizationStatus: {
        ImmunizationStatus.COMPLETED: "Diberikan",
        ImmunizationStatus.NOT_DONE: "Tidak diberikan",
    },
    ImmunizationSource: {
        ImmunizationSource.OWN: "Catatan sendiri",
        ImmunizationSource.CARD: "Kartu atau buku KIA",
        ImmunizationSource.MOVED_IN: "Pindahan",
        ImmunizationSource.ELSEWHERE: "Tempat lain",
    },
    NikStatus: {
        NikStatus.PRESENT: "Ada",
        NikStatus.NOT_ISSUED: "Belum punya",
        NikStatus.NOT_BROUGHT: "Tidak bawa",
        NikStatus.FOREIGNER: "WNA",
        NikStatus.NEWBORN: "Bayi baru lahir",
    },
    PatientStatus: {
        PatientStatus.ACTIVE: "Aktif",
        PatientStatus.DECEASED: "Meninggal",
        PatientStatus.MOVED: "Pindah",
        PatientStatus.MERGED: "Digabung",
    },
    Relationship: {
        Relationship.HEAD: "Kepala keluarga",
        Relationship.HUSBAND: "Suami",
        Relationship.WIFE: "Istri",
        Relationship.CHILD: "Anak",
        Relationship.CHILD_IN_LAW: "Menantu",
        Relationship.GRANDCHILD: "Cucu",
        Relationship.PARENT: "Orang tua",
        Relationship.PARENT_IN_LAW: "Mertua",
        Relationship.OTHER_FAMILY: "Famili lain",
        Relationship.HOUSEHOLD_HELP: "Pembantu",
        Relationship.OTHER: "Lainnya",
        Relationship.UNKNOWN: "Belum ditanya",
    },
    Religion: {
        Religion.ISLAM: "Islam",
        Religion.PROTESTANT: "Kristen",
        Religion.CATHOLIC: "Katolik",
        Religion.HINDU: "Hindu",
        Religion.BUDDHIST: "Buddha",
        Religion.CONFUCIAN: "Konghucu",
        Religion.BELIEVER: "Penghayat kepercayaan",
        Religion.OTHER: "Lainnya",
        Religion.UNKNOWN: "Belum ditanya",
    },
    Education: {
        Education.NONE: "Tidak sekolah",
        Education.PRIMARY: "SD",
        Education.JUNIOR: "SLTP",
        Education.SENIOR: "SLTA",
        Education.DIPLOMA: "D1–D3",
        Education.DIPLOMA_4: "D4",
        Education.BACHELOR: "S1",
        Education.MASTER: "S2",
        Education.DOCTORATE: "S3",
        Education.UNKNOWN: "Belum ditanya",
    },
    MaritalStatus: {
        MaritalStatus.SINGLE: "Belum kawin",
        MaritalStatus.MARRIED: "Kawin",
        MaritalStatus.DIVORCED: "Cerai hidup",
        MaritalStatus.WIDOWED: "Cerai mati",
        MaritalStatus.UNKNOWN: "Belum ditanya",
    },
    BloodGroup: {
        BloodGroup.A: "A",
        BloodGroup.B: "B",
        BloodGroup.AB: "AB",
        BloodGroup.O: "O",
        BloodGroup.UNKNOWN: "Tidak tahu",
    },
    Rhesus: {Rhesus.POSITIVE: "Positif", Rhesus.NEGATIVE: "Negatif", Rhesus.UNKNOWN: "Tidak tahu"},
    AllergyStatus: {
        AllergyStatus.NOT_ASKED: "Belum ditanya",
        AllergyStatus.NONE: "Tidak ada",
        AllergyStatus.PRESENT: "Ada",
    },
    Payer: {
        Payer.GENERAL: "Umum",
        Payer.JKN_PBI_STATE: "JKN PBI APBN",
        Payer.JKN_PBI_REGION: "JKN PBI APBD",
        Payer.JKN_WORKER: "JKN pekerja (PPU)",
        Payer.JKN_INDEPENDENT: "JKN mandiri (PBPU)",
        Payer.JKN_NON_WORKER: "JKN bukan pekerja",
        Payer.REGIONAL: "Jamkesda/SKTM",
        Payer.FREE_PROGRAMME: "Gratis program",
        Payer.TRAFFIC_ACCIDENT: "Jasa Raharja",
        Payer.WORK_ACCIDENT: "BPJS Ketenagakerjaan",
        Payer.OTHER_INSURANCE: "Asuransi lain",
    },
    Cluster: {cluster: CLUSTER_LABELS[cluster] for cluster in Cluster},
    VisitPurpose: {
        VisitPurpose.SICK: "Sakit",
        VisitPurpose.HEALTHY: "Sehat/kontrol",
        VisitPurpose.LETTER: "Surat",
        VisitPurpose.LABORATORY_ONLY: "Lab saja",
    },
    ArrivalMode: {
        ArrivalMode.ALONE: "Sendiri",
        ArrivalMode.ACCOMPANIED: "Diantar",
        ArrivalMode.FROM_POSYANDU: "Rujukan posyandu",
        ArrivalMode.FROM_PUSTU: "Rujukan pustu",
        ArrivalMode.FROM_SCHOOL: "Rujukan sekolah",
        ArrivalMode.FROM_FACILITY: "Rujukan faskes lain",
        ArrivalMode.AMBULANCE: "Ambulans",
    },
    VisitKind: {VisitKind.NEW: "Baru", VisitKind.REPEAT: "Lama"},
    Residence: {
        Residence.INSIDE: "Dalam wilayah",
        Residence.OUTSIDE: "Luar wilayah",
        Residence.OUTSIDE_REGENCY: "Luar kabupaten",
        Residence.UNKNOWN: "Belum diketahui",
    },
    QueueStatus: {
        QueueStatus.WAITING: "Menunggu",
        QueueStatus.CALLED: "Dipanggil",
        QueueStatus.STARTED: "Dilayani",
        QueueStatus.DONE: "Selesai",
        QueueStatus.ABSENT: "Tidak datang",
        QueueStatus.CANCELLED: "Batal",
    },
    ServiceKind: {
        ServiceKind.PROMOTIVE: "Promotif",
        ServiceKind.PREVENTIVE: "Preventif",
        ServiceKind.CURATIVE: "Kuratif",
        ServiceKind.REHABILITATIVE: "Rehabilitatif",
        ServiceKind.PALLIATIVE: "Paliatif",
    },
    NextStep: {
        NextStep.HOME: "Pulang",
        NextStep.LABORATORY: "Laboratorium",
        NextStep.PHARMACY: "Farmasi",
        NextStep.OTHER_CLUSTER: "Klaster lain",
        NextStep.REFERRAL: "Rujuk ke rumah sakit",
    },
    CaseKind: {CaseKind.NEW: "Baru", CaseKind.OLD: "Lama", CaseKind.OLD_VISIT: "KKL"},
    InstallationKind: {
        InstallationKind.PUSKESMAS: "Puskesmas",
        InstallationKind.PUSTU: "Pustu",
        InstallationKind.POSYANDU: "Posyandu",
        InstallationKind.DINAS: "Dinas Kesehatan",
    },
    Role: {
        Role.REGISTRATION: "Loket",
        Role.CLUSTER_1: "Klaster 1",
        Role.CLUSTER_2: "Klaster 2",
        Role.CLUSTER_3: "Klaster 3",
        Role.CLUSTER_4: "Klaster 4",
        Role.LABORATORY: "Laboratorium",
        Role.PHARMACY: "Farmasi",
        Role.HEAD: "Kepala puskesmas",
        Role.HEALTH_OFFICE: "Dinas",
        Role.ADMINISTRATOR: "Administrator",
    },
}


def word(value: StrEnum) -> str:
    """The word for one value of a closed list."""
    return WORDS[type(value)][value]

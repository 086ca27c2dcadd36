"""Invented people, visits and letters of a puskesmas that looks like Mawasangka Tengah."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from ilp_desktop.domain.exchange_receipt import ExchangeDirection, ExchangeReceipt, ReceiptLine
from ilp_desktop.domain.immunisation_card import CardDose, CardSection, ImmunisationCard
from ilp_desktop.domain.letters import (
    CodedDiagnosis,
    EmergencyTransfer,
    FormLetter,
    HandoverNote,
    HealthCertificate,
    Letterhead,
    PersonOnPaper,
    PrintStamp,
    ReferralSlip,
    Signature,
    VitalSigns,
)
from ilp_desktop.domain.patient import Payer, Sex
from ilp_desktop.domain.printed_form import PrintedAnswer, PrintedForm, PrintedSection
from ilp_desktop.domain.register_frame import RegisterFrame
from ilp_desktop.domain.register_rows import (
    ImmunisationRegisterRow,
    OutpatientRegisterRow,
    ReactionRegisterRow,
    ReferralRegisterRow,
    RegisterDiagnosis,
    SchoolRegisterRow,
    TetanusRegisterRow,
    VisitRegisterRow,
)
from ilp_desktop.domain.small_papers import PatientCard, QueueTicket, RecoverySheet
from ilp_desktop.domain.visit import CaseKind, Residence, VisitKind

NAMES = ["Wa", "La", "Siti", "Muh.", "Nur", "Abdul", "Hasan", "Aminah", "Rahma", "Ode", "Ramlan", "Fatimah"]
VILLAGES = ["Lanto", "Gundu-Gundu", "Morikana", "Lasori", "Langkomu", "Katukobari", "Polindu", "Matara"]
ROOMS = ["Klaster 2 Ibu dan anak", "Klaster 3 Dewasa dan lansia", "Klaster 4", "Lab"]


def logo(colour: str) -> bytes:
    """A shield as PNG."""
    picture = Image.new("RGBA", (200, 220), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.polygon(
        [(100, 5), (190, 40), (180, 150), (100, 215), (20, 150), (10, 40)], fill=colour, outline="black", width=5
    )
    draw.ellipse([60, 60, 140, 140], fill="gold")
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


LETTERHEAD = Letterhead(
    government="Pemerintah Kabupaten Buton Tengah",
    office="Dinas Kesehatan",
    unit="UPTD Puskesmas Mawasangka Tengah",
    address="Jl. Poros Lanto No. 12, Kec. Mawasangka Tengah, Kode Pos 93762",
    contact="Telp. 0812-0000-0000 · email: puskesmas@example.org",
    left_logo=logo("darkgreen"),
    right_logo=logo("navy"),
)
HEAD = Signature(
    opening="Mengetahui,",
    title="Kepala UPTD Puskesmas Mawasangka Tengah",
    name="dr. Hasan Basri Ode, M.Kes",
    rank="Pembina, IV/a",
    number="19750412 200501 1 004",
)
CLERK = Signature(
    title="Petugas Pendaftaran",
    place="Lanto",
    signed_on=date(2026, 11, 22),
    name="Siti Rahma, A.Md.Kes",
    rank="Pengatur, II/c",
    number="19920817 201903 2 011",
)
DOCTOR = Signature(
    title="Dokter pemeriksa",
    name="dr. Nur Rahma Bahar",
    number="503/0123/SIP/2024",
    number_label="SIP",
    place="Lanto",
    signed_on=date(2026, 11, 22),
)
STAMP = PrintStamp(printed_at=datetime(2026, 11, 22, 14, 5), printed_by="Siti Rahma (Loket)")
FRAME = RegisterFrame(
    letterhead=LETTERHEAD,
    period="Bulan November 2026",
    filters=(("Desa", "Semua"), ("Klaster", "Semua")),
    left=HEAD,
    right=CLERK,
    stamp=STAMP,
)
PATIENT = PersonOnPaper(
    name="WA AMINAH binti LA ODE HASAN",
    medical_record_number="03-00142-01",
    sex=Sex.FEMALE,
    age="34 th",
    birth_date=date(1992, 5, 12),
    birth_place="Lanto",
    nik="7414055205920001",
    address="Dusun 2 RT 001/RW 002, Desa Lanto, Kec. Mawasangka Tengah",
    occupation="Petani rumput laut",
    phone="081200000000",
    household_head="La Ode Hasan",
    insurance_number="0001234567890",
    membership="JKN PBI-APBN",
    membership_status="Aktif (dicek 20-11-2026)",
    guardian_name="La Ode Hasan",
    guardian_relationship="suami",
)


def immunised(count: int) -> Iterator[ImmunisationRegisterRow]:
    """Children of two years, brought in time as far as they got."""
    chance = random.Random(7)
    fields = (
        "bcg",
        "opv1",
        "dpt1",
        "opv2",
        "pcv1",
        "rv1",
        "dpt2",
        "opv3",
        "pcv2",
        "rv2",
        "dpt3",
        "opv4",
        "ipv1",
        "rv3",
    )
    for number in range(count):
        born = date(2024, 12, 1) + timedelta(days=37 * number)
        days = {name: born + timedelta(days=60 + 3 * place) for place, name in enumerate(fields)}
        kept = dict(list(days.items())[: chance.randint(0, len(fields))])
        whole = len(kept) == len(fields)
        yield ImmunisationRegisterRow(
            medical_record_number=f"03-{number:05d}-04",
            nik="7414035405250001" if number % 3 else "",
            name=" ".join(chance.sample(NAMES, 2)),
            sex=Sex.FEMALE if number % 2 else Sex.MALE,
            birth_date=born,
            parent=" ".join(chance.sample(NAMES, 2)),
            address=chance.choice(VILLAGES),
            hb0_first_day=born if number % 4 else None,
            hb0_later=None if number % 4 else born + timedelta(days=3),
            mr1=born + timedelta(days=280) if whole else None,
            basic_on=born + timedelta(days=280) if whole else None,
            note="" if kept else "zero dose",
            **kept,
        )


def tetanus(count: int) -> Iterator[TetanusRegisterRow]:
    """Women of every status, some of them pregnant."""
    chance = random.Random(8)
    for number in range(count):
        given = [date(2020, 1, 6) + timedelta(days=200 * level + number) for level in range(number % 6)]
        days: list[date | None] = [*given, *[None] * (5 - len(given))]
        yield TetanusRegisterRow(
            medical_record_number=f"03-{number:05d}-01",
            nik="7414035405920001" if number % 3 else "",
            name=" ".join(chance.sample(NAMES, 2)),
            age=f"{17 + number % 30} th",
            address=chance.choice(VILLAGES),
            pregnant=number % 2 == 0,
            status=f"T{len(given)}",
            t1=days[0],
            t2=days[1],
            t3=days[2],
            t4=days[3],
            t5=days[4],
            batch="CONTOH-1" if given else "",
        )


def pupils(count: int) -> Iterator[SchoolRegisterRow]:
    """Pupils of the classes of BIAS: immunised, ill that day, or refused."""
    chance = random.Random(9)
    for number in range(count):
        held, grade = date(2026, 11, 9), (1, 2, 5, None)[number % 4]
        yield SchoolRegisterRow(
            medical_record_number=f"03-{number:05d}-03",
            nik="7414035405190001" if number % 3 else "",
            name=" ".join(chance.sample(NAMES, 2)),
            sex=Sex.FEMALE if number % 2 else Sex.MALE,
            birth_date=date(2015, 3, 1) + timedelta(days=40 * number),
            parent=" ".join(chance.sample(NAMES, 2)),
            address=chance.choice(VILLAGES),
            grade=grade,
            due="" if number % 5 else "Td",
            dt=held if grade == 1 else None,
            td2=held if grade == 2 else None,
            td5=held if grade == 5 else None,
            sick="demam" if number % 7 == 0 else "",
            refused="orang tua menolak" if number % 11 == 0 else "",
        )


def reactions(count: int) -> Iterator[ReactionRegisterRow]:
    """Adverse events, one in ten of them serious."""
    chance = random.Random(10)
    for number in range(count):
        given = date(2026, 11, 1) + timedelta(days=number % 20)
        yield ReactionRegisterRow(
            reaction_date=given + timedelta(days=1),
            medical_record_number=f"03-{number:05d}-04",
            name=" ".join(chance.sample(NAMES, 2)),
            sex=Sex.FEMALE if number % 2 else Sex.MALE,
            age=f"{2 + number % 20} bl",
            address=chance.choice(VILLAGES),
            vaccine="DPT-HB-Hib 1",
            batch="CONTOH-1",
            given_on=given,
            place="Posyandu Melati",
            symptoms="demam, bengkak di tempat suntikan",
            serious=number % 10 == 0,
            follow_up="kompres, kontrol",
        )


IMMUNISATIONS = ImmunisationCard(
    person=PersonOnPaper(
        name="BY. WA AMINAH",
        medical_record_number="03-00142-04",
        sex=Sex.FEMALE,
        age="4 bl",
        birth_date=date(2026, 7, 20),
        nik="",
        address="Dusun 2 RT 001/RW 002, Desa Lanto, Kec. Mawasangka Tengah",
    ),
    mother_name="WA AMINAH binti LA ODE HASAN",
    sections=(
        CardSection(
            title="Imunisasi dasar",
            doses=(
                CardDose(
                    label="Hepatitis B 0",
                    age="sejak lahir",
                    given="20 Jul 2026",
                    place="RSUD Bau-Bau",
                    note="dari kartu",
                ),
                CardDose(label="BCG", age="sejak lahir", given="10 Agu 2026", batch="B2026A", place="Posyandu Melati"),
                CardDose(
                    label="DPT-HB-Hib 1",
                    age="2 bulan",
                    given="20 Sep 2026",
                    batch="P7-0012/2026",
                    place="Puskesmas Mawasangka Tengah",
                    note="dari DPT-HB-Hib-IPV (heksavalen)",
                ),
                CardDose(label="DPT-HB-Hib 2", age="3 bulan", given="", note="jatuh tempo, 1 Okt 2026 tidak dihitung"),
                CardDose(label="Campak-Rubela 1", age="9 bulan", given="", note="rencana 20 Apr 2027"),
            ),
        ),
        CardSection(
            title="Imunisasi lanjutan (baduta)",
            doses=(CardDose(label="DPT-HB-Hib 4", age="18 bulan", given="", note="rencana 20 Jan 2028"),),
        ),
    ),
    plan=(("23 Nov 2026", "DPT-HB-Hib 2, Polio tetes 3, PCV 2"), ("20 Apr 2027", "Campak-Rubela 1, Polio suntik 2")),
    coverage=(("IDL", "belum lengkap"),),
    source="KMK HK.01.07/MENKES/1098/2024 jo. KMK HK.01.07/MENKES/35/2025",
)
SLIP = ReferralSlip(
    letter_number="400.7.22.1/0012/PKM-MT/XI/2026",
    external_number="menunggu",
    letter_date=date(2026, 11, 22),
    issued_at=datetime(2026, 11, 22, 9, 40),
    planned_date=date(2026, 11, 24),
    valid_until=date(2027, 2, 20),
    facility="UPTD Puskesmas Mawasangka Tengah",
    facility_code="P7414050101",
    facility_address="Jl. Poros Lanto No. 12",
    facility_phone="0812-0000-0000",
    regency="Buton Tengah",
    destination="RSUD Buton Tengah",
    destination_code="7414012",
    polyclinic="Penyakit Dalam",
    practice_schedule="Senin–Jumat 08.00–12.00",
    patient=PATIENT,
    diagnoses=(
        CodedDiagnosis(code="I10", name="Hipertensi esensial (primer)", primary_care=True),
        CodedDiagnosis(code="E11.9", name="Diabetes melitus tipe 2"),
    ),
    doctor=DOCTOR,
    anamnesis="Pusing dan tengkuk berat 2 minggu, amlodipin 10 mg teratur sejak 3 bulan.",
    allergies="Amoksisilin (ruam)",
    vital_signs=VitalSigns(
        systolic=172,
        diastolic=104,
        pulse=88,
        respiratory_rate=20,
        temperature=36.8,
        oxygen_saturation=98,
        weight=61.5,
        height=152,
    ),
    examination="Jantung S1-S2 tunggal reguler, paru vesikuler",
    investigations="GDS 245 mg/dL (22-11-2026)",
    tacc="Complication",
    tacc_reason="N18.9 - Penyakit ginjal kronik",
    reason="Tekanan darah tidak terkendali dengan dua obat",
    treatment_given="Captopril 25 mg SL",
)
EMERGENCY = EmergencyTransfer(
    transport="Ambulans puskesmas",
    companion="Bidan Rahma",
    condition="GCS 15",
    infusion_and_oxygen="RL 20 tpm, O2 3 L/mnt",
    departed_at=datetime(2026, 11, 22, 9, 55),
    confirmed_by="dr. Jusuf (IGD)",
    confirmed_at=datetime(2026, 11, 22, 9, 45),
    answer="Diterima",
)
NOTE = HandoverNote(
    letter_number="400.7.22.1/0007/PKM-MT/XI/2026",
    written_on=date(2026, 11, 22),
    patient=PATIENT,
    from_cluster="Klaster 2 Ibu dan anak",
    to_cluster="Klaster 4 Penyakit menular",
    problem="Batuk 3 minggu, kontak TB serumah, hamil 24 minggu",
    allergies="Amoksisilin (ruam)",
    findings="TD 118/76, ronki basal kanan",
    action_taken="Masker, dipisah dari antrean",
    request="Pemeriksaan TCM",
    sender=Signature(title="Bidan pengirim", name="Rahma Nur, A.Md.Keb", place="Lanto", signed_on=date(2026, 11, 22)),
    receiver=Signature(title="Penerima"),
    sent_at=datetime(2026, 11, 22, 9, 12),
    accepted_at=datetime(2026, 11, 22, 9, 20),
)
CERTIFICATE = HealthCertificate(
    letter_number="400.7.22.2/0031/PKM-MT/XI/2026",
    letter_date=date(2026, 11, 22),
    patient=PATIENT,
    purpose="melamar pekerjaan",
    finding="Sehat",
    doctor=DOCTOR,
    vital_signs=VitalSigns(systolic=118, diastolic=76, weight=54, height=153),
    blood_group="O",
    colour_vision="Tidak buta warna",
    valid_until=date(2026, 12, 22),
)
TICKET = QueueTicket(
    facility="UPTD Puskesmas Mawasangka Tengah",
    number="B-012",
    room="Klaster 3 Dewasa dan lansia",
    taken_at=datetime(2026, 11, 22, 8, 14),
    medical_record_number="03-00142-01",
    ahead=7,
    priority=True,
)
CARD = PatientCard(
    facility="UPTD Puskesmas Mawasangka Tengah",
    government="Pemerintah Kabupaten Buton Tengah",
    medical_record_number="03-00142-01",
    name="WA AMINAH binti LA ODE HASAN",
    sex=Sex.FEMALE,
    birth_date=date(1992, 5, 12),
    birth_date_estimated=False,
    household_head="La Ode Hasan",
    address="Desa Lanto, Dusun 2 RT 001/RW 002, Kec. Mawasangka Tengah",
    logo=logo("darkgreen"),
)
RECOVERY = RecoverySheet(
    facility="UPTD Puskesmas Mawasangka Tengah",
    installation="PC Loket 1",
    code="7QK2-M4XD-9FHT-2ZPC-RB8W-K5NJ",
    made_at=datetime(2026, 11, 22, 8, 0),
)
RECEIPT = ExchangeReceipt(
    direction=ExchangeDirection.RECEIVED,
    letter_number="400.7.1/0003/DINKES/XI/2026",
    sender="UPTD Puskesmas Mawasangka Tengah",
    receiver="Dinas Kesehatan Kabupaten Buton Tengah",
    package_number="0042",
    continues_from="0041",
    period="1–22 November 2026",
    file_name="mawasangka-tengah-0042.ilp",
    size=1_843_200,
    fingerprint="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    exchanged_at=datetime(2026, 11, 22, 14, 30),
    lines=(
        ReceiptLine(subject="Orang", new=12, updated=48, unchanged=3, conflicting=1),
        ReceiptLine(subject="Kunjungan", new=1214),
    ),
    giver=Signature(opening="Yang menyerahkan,", title="Petugas Puskesmas", name="Siti Rahma, A.Md.Kes"),
    taker=Signature(opening="Yang menerima,", title="Petugas Dinas Kesehatan"),
)
FORM_LETTER = FormLetter(
    title="Surat Keterangan Lahir",
    letter_number="400.7.22.3/0004/PKM-MT/XI/2026",
    opening="Petugas yang bertanda tangan menerangkan bahwa pada 22 Nov 2026 pukul 04.15 telah lahir seorang bayi:",
    sections=(
        ("Bayi", (("Nama", "Wa Ode Cahaya"), ("Berat lahir", "3050 gram"), ("Lingkar kepala", ""))),
        ("Ibu", (("Nama", "Wa Marni"), ("NIK", "." * 30))),
    ),
    fill_in=("Nomor akta",),
    closing="Surat keterangan ini dibuat dengan sebenarnya untuk pengurusan akta kelahiran.",
    left=Signature(title="Ibu atau ayah bayi", number_label=""),
    right=Signature(
        title="Penolong persalinan", name="Rahma Nur, A.Md.Keb", place="Lanto", signed_on=date(2026, 11, 22)
    ),
)
FORM = PrintedForm(
    title="Skrining Faktor Risiko PTM",
    source="Formulir ptm_dewasa versi 3",
    filled_on=date(2026, 11, 22),
    filled_by="Ns. Ramlan",
    patient=PATIENT,
    sections=(
        PrintedSection(title="Riwayat", answers=(PrintedAnswer(question="Merokok?", answer="Tidak"),)),
        PrintedSection(
            title="Pengukuran",
            answers=(
                PrintedAnswer(
                    question="Tekanan darah",
                    answer="172/104",
                    unit="mmHg",
                    alert="Hipertensi derajat 2: rujuk hari ini",
                ),
                PrintedAnswer(question="Lingkar perut", answer=""),
            ),
        ),
    ),
    conclusions=("Kontrol 1 minggu",),
    signature=DOCTOR,
)


def visits(count: int) -> Iterator[VisitRegisterRow]:
    """Visits of a month, the same for the same count."""
    chance = random.Random(count)
    for index in range(count):
        yield VisitRegisterRow(
            visit_date=date(2026, 11, 1) + timedelta(days=index * 30 // count),
            queue_number=f"B-{index % 60 + 1:03d}",
            medical_record_number=f"{chance.randint(1, 9):02d}-{chance.randint(1, 99999):05d}-01",
            nik=f"7414{chance.randint(0, 10**12 - 1):012d}",
            name=" ".join(chance.sample(NAMES, chance.randint(1, 4))).upper(),
            household_head=" ".join(chance.sample(NAMES, 2)),
            sex=chance.choice([Sex.MALE, Sex.FEMALE]),
            age=chance.choice(["34 th", "8 bl", "3 th 2 bl", "12 hr"]),
            address=f"{chance.choice(VILLAGES)} RT {chance.randint(1, 9):03d}/RW {chance.randint(1, 4):03d}",
            residence=chance.choice([Residence.INSIDE, Residence.OUTSIDE, Residence.OUTSIDE_REGENCY]),
            kind=chance.choice(list(VisitKind)),
            payer=chance.choice(list(Payer)),
            insurance_number=f"000{chance.randint(10**9, 10**10 - 1)}",
            room=chance.choice(ROOMS),
            registered_at=time(chance.randint(7, 12), chance.randint(0, 59)),
            note=chance.choice(["", "", "rujukan posyandu"]),
        )


def consultations(count: int) -> Iterator[OutpatientRegisterRow]:
    """Consultations of the same people."""
    known = (
        RegisterDiagnosis(code="I10", name="Hipertensi esensial", case_kind=CaseKind.OLD),
        RegisterDiagnosis(code="J06.9", name="ISPA", case_kind=CaseKind.NEW),
        RegisterDiagnosis(code="E11.9", name="Diabetes melitus tipe 2", case_kind=CaseKind.OLD_VISIT),
    )
    for index, visit in enumerate(visits(count)):
        yield OutpatientRegisterRow(
            visit_date=visit.visit_date,
            medical_record_number=visit.medical_record_number,
            name=visit.name,
            sex=visit.sex,
            age=visit.age,
            address=visit.address,
            payer=visit.payer,
            diagnoses=known[: index % 3 + 1],
            systolic=118 + index,
            diastolic=None if index == 0 else 80,
            pulse=82,
            temperature=36.7,
            weight=54.5,
            height=158.0,
            anamnesis="Demam 3 hari, batuk pilek, nafsu makan turun",
            examination="Faring hiperemis",
            therapy="Paracetamol 3 x 500 mg",
            laboratory="GDS 145" if index % 4 == 0 else "",
            went_home=True,
            referred=index % 5 == 0,
            return_date=date(2026, 11, 29) if index % 3 == 0 else None,
            practitioner="dr. Nur Rahma",
        )


def referrals(count: int) -> Iterator[ReferralRegisterRow]:
    """Referrals of the same people, some of them answered."""
    for index, visit in enumerate(visits(count)):
        yield ReferralRegisterRow(
            letter_date=visit.visit_date,
            letter_number=f"400.7.22.1/{index + 1:04d}/PKM-MT/XI/2026",
            external_number="menunggu" if index % 2 else "0301R0011126P000123",
            medical_record_number=visit.medical_record_number,
            name=visit.name,
            sex=visit.sex,
            age=visit.age,
            address=visit.address,
            payer=visit.payer,
            origin="Klaster 3",
            diagnosis_names="Hipertensi esensial",
            diagnosis_codes="I10",
            tacc="Complication",
            reason="TD tidak terkendali",
            destination="RSUD Buton Tengah",
            polyclinic="Penyakit Dalam",
            practitioner="dr. Nur Rahma",
            valid_until=date(2027, 2, 20),
            returned_date=date(2026, 11, 28) if index % 3 == 0 else None,
        )

"""Surat rujukan FKTP ke FKRTL with the cut-off surat rujukan balik (Permenkes 16/2024; the look of BPJS's slip)."""

from ilp_desktop.domain.indonesian_text import clock_time, typed_date
from ilp_desktop.domain.letters import EmergencyTransfer, Letterhead, PrintStamp, ReferralSlip, Signature
from ilp_desktop.reports.flow import Flow
from ilp_desktop.reports.letter import print_letter
from ilp_desktop.reports.letter_texts import letter_texts
from ilp_desktop.reports.moments import day, moment
from ilp_desktop.reports.paper import letter_paper
from ilp_desktop.reports.paper_text import known
from ilp_desktop.reports.person_lines import coverage, diagnosis_text, identity, vital_sign_text
from ilp_desktop.reports.typeface import Face

_LABEL = 10.0
_WIDE_LABEL = 9.4
_SIZES = {"A4": (9.5, 9.0, 8.5, 8.0), "F4": (9.5, 9.0, 8.5, 8.0)}
_SMALL_SIZES = (7.6, 7.2, 6.8, 6.4, 6.0)


def referral_slip_pdf(slip: ReferralSlip, *, letterhead: Letterhead, stamp: PrintStamp, paper: str = "F4/2") -> bytes:
    """Two copies, for the patient and for the archive, on half F4, A5, A4 or F4."""
    texts = letter_texts("referral_slip")
    large = paper in _SIZES

    def compose(flow: Flow) -> None:
        flow.letterhead(letterhead, scale=0.9 if large else 0.58)
        flow.title(texts["title"])
        _put_numbers(flow, slip)
        _put_patient(flow, slip, texts["request"])
        _put_findings(flow, slip)
        if slip.emergency:
            _put_emergency(flow, slip.emergency)
        start = len(flow.strips)
        flow.gap(0.3)
        flow.text(texts["closing"])
        consent = Signature(title=texts["consent"], name=slip.consent_by, number_label="")
        flow.signatures(consent, slip.doctor)
        flow.together(start)
        _put_answer(flow, slip)

    return print_letter(
        letter_paper(paper),
        compose,
        title=f"{texts['title']} {slip.letter_number}",
        sizes=_SIZES.get(paper, _SMALL_SIZES),
        stamp=stamp,
        copies=(texts["copy_patient"], texts["copy_archive"]),
    )


def _put_numbers(flow: Flow, slip: ReferralSlip) -> None:
    issued = f", {clock_time(slip.issued_at)}" if slip.issued_at else ""
    left, right = flow.split()
    left.pairs(
        [
            ("No. surat", slip.letter_number),
            ("No. rujukan P-Care/ SATUSEHAT", slip.external_number),
            ("Tgl surat, jam", f"{typed_date(slip.letter_date)}{issued}"),
            ("FKTP (kode)", f"{known(slip.facility)} ({known(slip.facility_code)})"),
            ("Kabupaten/kota", slip.regency),
            ("Alamat, telp FKTP", ", ".join(filter(str.strip, (slip.facility_address, slip.facility_phone)))),
        ],
        label_width=_LABEL,
    )
    right.pairs(
        [
            ("Jenis rujukan", f"{known(slip.kind)}; {known(slip.care_kind)}"),
            ("Sarana", slip.equipment),
            ("Kasus khusus", slip.special_case),
            ("Rencana berkunjung", day(slip.planned_date)),
            ("Jadwal praktik", slip.practice_schedule),
            ("Berlaku s/d", day(slip.valid_until)),
        ],
        label_width=_LABEL,
    )
    flow.beside(left, right)
    flow.gap(0.3)


def _put_patient(flow: Flow, slip: ReferralSlip, request: str) -> None:
    hospital = known(slip.destination)
    code = f" ({slip.destination_code})" if slip.destination_code.strip() else ""
    flow.text(f"Kepada Yth. TS dr. {known(slip.polyclinic)}", face=Face.BOLD, keeps_next=True)
    flow.text(f"di {hospital}{code}", face=Face.BOLD, keeps_next=True)
    flow.gap(0.2)
    flow.text(request, keeps_next=True)
    left, right = flow.split()
    left.pairs(identity(slip.patient), label_width=_LABEL)
    right.pairs(coverage(slip.patient), label_width=_LABEL)
    flow.beside(left, right)
    flow.gap(0.2)


def _put_findings(flow: Flow, slip: ReferralSlip) -> None:
    diagnoses = "\n".join(
        f"{number}. {diagnosis_text(diagnosis)}" for number, diagnosis in enumerate(slip.diagnoses, 1)
    )
    flow.pairs(
        [
            ("Anamnesa", slip.anamnesis),
            ("Alergi", slip.allergies),
            ("Tanda vital", vital_sign_text(slip.vital_signs)),
            ("Pemeriksaan fisik", slip.examination),
            ("Penunjang (tgl)", slip.investigations),
        ],
        label_width=_WIDE_LABEL,
    )
    flow.pairs([("Diagnosa (ICD-10)", diagnoses)], label_width=_WIDE_LABEL, face=Face.BOLD)
    tacc = f"{slip.tacc}: {known(slip.tacc_reason)}" if slip.tacc.strip() else "Tanpa TACC"
    flow.pairs(
        [
            ("TACC", tacc),
            ("Alasan rujuk", slip.reason),
            ("Telah diberikan", slip.treatment_given),
            ("Catatan", slip.note),
        ],
        label_width=_WIDE_LABEL,
    )


def _put_emergency(flow: Flow, emergency: EmergencyTransfer) -> None:
    flow.gap(0.2)
    flow.heading("Gawat darurat")
    left, right = flow.split()
    left.pairs(
        [
            ("Kondisi", emergency.condition),
            ("Infus / O2", emergency.infusion_and_oxygen),
            ("Transport", emergency.transport),
            ("Pendamping", emergency.companion),
        ],
        label_width=_LABEL,
    )
    right.pairs(
        [
            ("Berangkat", moment(emergency.departed_at)),
            ("Konfirmasi RS", emergency.confirmed_by),
            ("Jam konfirmasi", moment(emergency.confirmed_at)),
            ("Jawaban RS", emergency.answer),
        ],
        label_width=_LABEL,
    )
    flow.beside(left, right)


def _put_answer(flow: Flow, slip: ReferralSlip) -> None:
    """The lower part that the hospital fills in, tears off and gives the patient to bring back."""
    texts = letter_texts("referral_slip")
    start = len(flow.strips)
    flow.gap(0.3)
    flow.cut_line(texts["cut_here"])
    flow.text(texts["answer_title"], face=Face.BOLD, scale=1.1, keeps_next=True)
    left, right = flow.split()
    left.pairs(
        [("Kepada Yth.", f"TS {known(slip.doctor.name)}, {known(slip.facility)}"), ("Nama", slip.patient.name)],
        label_width=_LABEL,
    )
    right.pairs(
        [("No. rujukan", slip.letter_number), ("No. RM", slip.patient.medical_record_number)],
        label_width=_LABEL,
    )
    flow.beside(left, right)
    flow.fill_in("Diagnosa akhir", label_width=_WIDE_LABEL)
    flow.fill_in("Terapi", label_width=_WIDE_LABEL)
    flow.fill_in("Tindak lanjut", label_width=_WIDE_LABEL)
    flow.choices([texts[f"answer_choice_{number}"] for number in range(1, 5)])
    flow.fill_in("Kontrol lagi tgl", label_width=_WIDE_LABEL)
    doctor = Signature(title=texts["answer_doctor"], opening="." * 22 + ", tgl " + "." * 22, number_label="")
    flow.signatures(None, doctor)
    flow.together(start)

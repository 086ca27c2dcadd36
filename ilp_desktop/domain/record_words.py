"""The Indonesian words for the kinds of record and their fields, where users compare or count records."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from enum import StrEnum

from ilp_desktop.domain.indonesian_text import clock_time, short_date
from ilp_desktop.domain.words import word

RECORD_WORDS: Mapping[str, str] = {
    "attachment": "Lampiran",
    "condition": "Diagnosis",
    "consultation": "Pemeriksaan",
    "episode_of_care": "Episode layanan",
    "facility": "Data tempat layanan",
    "flag": "Tanda perhatian",
    "form_definition": "Versi formulir",
    "hamlet": "Dusun",
    "household": "Keluarga",
    "immunization": "Imunisasi",
    "letter": "Surat",
    "observation": "Hasil ukur",
    "patient": "Orang",
    "patient_merge": "Penggabungan data ganda",
    "practitioner": "Petugas",
    "questionnaire_response": "Isian formulir",
    "queue_entry": "Antrean",
    "referral": "Rujukan",
    "visit": "Kunjungan",
    "working_village": "Desa wilayah kerja",
}

_FIELD_WORDS: Mapping[str, str] = {
    "active": "Masih bekerja",
    "added_at": "Waktu ditambahkan",
    "added_by": "Ditambahkan oleh",
    "address": "Alamat",
    "advice": "Nasihat",
    "allergies": "Alergi",
    "allergy_status": "Keadaan alergi",
    "anamnesis": "Anamnesis",
    "arrival": "Cara datang",
    "batch": "Nomor batch",
    "birth_date": "Tanggal lahir",
    "birth_date_estimated": "Tanggal lahir perkiraan",
    "birth_order": "Anak ke",
    "birth_place": "Tempat lahir",
    "blood_group": "Golongan darah",
    "called_at": "Waktu dipanggil",
    "care_kind": "Jenis pelayanan",
    "case_kind": "Jenis kasus",
    "cluster": "Klaster",
    "code": "Kode",
    "community": "RW",
    "complaint": "Keluhan",
    "completed": "Selesai",
    "condition_on_departure": "Keadaan saat berangkat",
    "consent_date": "Tanggal persetujuan",
    "deceased_date": "Tanggal meninggal",
    "destination": "Rumah sakit tujuan",
    "diagnoses": "Diagnosis",
    "disability": "Disabilitas",
    "district_name": "Kecamatan",
    "done_at": "Waktu selesai",
    "education": "Pendidikan",
    "effective_date": "Tanggal pemeriksaan",
    "email": "Surel",
    "employee_number": "NIP",
    "ended": "Berakhir",
    "ethnic_group": "Suku",
    "examination": "Pemeriksaan fisik",
    "expiry_date": "Kedaluwarsa",
    "external_number": "Nomor rujukan luar",
    "family_card_number": "Nomor KK",
    "findings": "Temuan",
    "focus": "Lokus",
    "folder_number": "Nomor map keluarga",
    "guardian_name": "Nama wali",
    "guardian_phone": "Nomor HP wali",
    "guardian_relationship": "Hubungan wali",
    "hamlet_id": "Dusun",
    "hamlet_name": "Dusun",
    "handover_note": "Catatan serah terima",
    "head_name": "Kepala keluarga",
    "height": "Tinggi badan (cm)",
    "household_id": "Keluarga",
    "identity_address": "Alamat KTP",
    "ihs_number": "Nomor IHS",
    "insurance_number": "Nomor JKN",
    "investigations": "Pemeriksaan penunjang",
    "kind": "Jenis",
    "laboratory": "Laboratorium",
    "language": "Bahasa",
    "letter_date": "Tanggal surat",
    "letter_number": "Nomor surat",
    "licence_number": "Nomor SIP",
    "licence_until": "SIP sampai",
    "marital_status": "Status kawin",
    "medical_record_number": "No. RM",
    "merged_into": "Digabung ke",
    "mother_id": "Ibu",
    "mother_name": "Nama ibu",
    "name": "Nama",
    "neighbourhood": "RT",
    "next_steps": "Selanjutnya",
    "nik": "NIK",
    "nik_status": "Keadaan NIK",
    "note": "Catatan",
    "number": "Angka",
    "occupation": "Pekerjaan",
    "override_reason": "Alasan tetap diberikan",
    "passport_number": "Nomor paspor",
    "patient_id": "Orang",
    "payer": "Penjamin",
    "phone": "Nomor HP",
    "place": "Tempat",
    "planned_date": "Tanggal rencana",
    "polyclinic": "Poli tujuan",
    "position": "Jabatan",
    "postal_code": "Kode pos",
    "practitioner_id": "Petugas",
    "practitioner_name": "Petugas",
    "pregnant": "Hamil",
    "priority": "Didahulukan",
    "province_name": "Provinsi",
    "product": "Vaksin",
    "pulse": "Nadi (kali/menit)",
    "purpose": "Keperluan",
    "rank": "Urutan",
    "reaction": "KIPI",
    "reaction_date": "Tanggal KIPI",
    "reaction_note": "Tindak lanjut KIPI",
    "reaction_serious": "KIPI serius",
    "reason": "Alasan",
    "regency_name": "Kabupaten",
    "relationship": "Hubungan keluarga",
    "religion": "Agama",
    "residence": "Wilayah",
    "resolved_date": "Tanggal sembuh",
    "respiratory_rate": "Napas (kali/menit)",
    "retired_at": "Berhenti dipakai",
    "return_date": "Tanggal kontrol",
    "returned_advice": "Saran rujuk balik",
    "returned_date": "Tanggal rujuk balik",
    "returned_diagnosis": "Diagnosis rujuk balik",
    "rhesus": "Rhesus",
    "roles": "Peran",
    "route": "Cara pemberian",
    "routing_reason": "Alasan klaster",
    "screening": "Skrining awal",
    "service_kinds": "Jenis layanan",
    "sex": "Jenis kelamin",
    "shelf": "Rak",
    "site": "Lokasi suntik",
    "slot": "Dosis",
    "source": "Sumber",
    "started_at": "Waktu mulai dilayani",
    "status": "Status",
    "systolic": "Sistolik (mmHg)",
    "diastolic": "Diastolik (mmHg)",
    "temperature": "Suhu (°C)",
    "text": "Isi",
    "therapy": "Terapi",
    "time": "Jam",
    "treatment_given": "Tindakan",
    "unit": "Satuan",
    "vaccinator_name": "Vaksinator",
    "valid_until": "Berlaku sampai",
    "vial_monitor": "VVM",
    "village_code": "Kode desa",
    "village_name": "Desa",
    "visit_date": "Tanggal kunjungan",
    "voided_reason": "Alasan dibatalkan",
    "weight": "Berat badan (kg)",
}


def record_word(table: str) -> str:
    """What users call the records of a table; "Data lain" for one that has no word."""
    return RECORD_WORDS.get(table, "Data lain")


def field_word(field: str) -> str:
    """What users call a field; its own name, spaced, where there is no word."""
    return _FIELD_WORDS.get(field, field.replace("_", " ").capitalize())


def value_words(value: object, zone: tzinfo | None = None) -> str:
    """What users call the value of a field, moments in ``zone``; empty for none."""
    match value:
        case None:
            words = ""
        case bool():
            words = "Ya" if value else "Tidak"
        case StrEnum():
            words = word(value)
        case datetime():
            local = value.astimezone(zone)
            words = f"{short_date(local.date())} {clock_time(local)}"
        case date():
            words = short_date(value)
        case _:
            words = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    return words

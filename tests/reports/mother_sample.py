"""An invented mother from her first contact to the first days after birth, for the summary of her KIA book."""

from datetime import date

from ilp_desktop.domain.letters import Signature
from ilp_desktop.domain.mother_summary import AntenatalLine, BabyLine, MotherSummary, PostpartumLine
from tests.reports import samples

_VISITS = tuple(
    AntenatalLine(
        day=date(2026, 5 + i, 10),
        contact=c,
        weeks=f"{8 + 4 * i} mg",
        weight=f"{50 + i},5",
        pressure="118/76",
        fundus="" if i < 3 else str(8 + 4 * i),
        fetus="" if i < 2 else "DJJ 142, Kepala (KP)",
        laboratory="Hb 11,2, protein Negatif, USG oleh Dokter" if i in (0, 4) else "",
        given="TTD 30" + (", Td" if i == 0 else ""),
        advice=f"Makan lebih sering, kembali 10 {['Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov'][i]} 2026",
    )
    for i, c in enumerate(["K1 murni", "K2", "K3", "K4", "K5", "K6"])
)
MOTHER_SUMMARY = MotherSummary(
    patient=samples.SLIP.patient,
    family=(("Suami", "La Contoh"), ("No. HP suami", "0812 0000 0000"), ("Golongan darah ibu", "B+")),
    pregnancy=(
        ("Riwayat (GPA)", "G3P1A1"),
        ("HPHT", "13 Mar 2026"),
        ("Dasar usia hamil", "HPHT"),
        ("Taksiran lahir", "20 Des 2026"),
        ("Imunisasi tetanus", "T4"),
        ("Kunjungan K6", "lengkap"),
    ),
    body=(
        ("Tinggi badan", "152 cm"),
        ("BB sebelum hamil", "48,5 kg"),
        ("IMT pra-hamil", "21,0 (Normal)"),
        ("Anjuran naik BB", "11,5 sampai 16,0 kg"),
        ("LILA", "23,2 cm"),
        ("Tablet diberikan", "180 tablet"),
    ),
    risks=(
        ("Poedji Rochjati", "10 (KRT)"),
        ("Preeklampsia", "Tidak berisiko"),
        ("Penyulit yang lalu", "Operasi sesar"),
        ("Penyakit ibu", "Tidak ada"),
    ),
    plan=(
        ("Penolong", "SpOG"),
        ("Tempat", "Rumah sakit"),
        ("Pendamping", "La Contoh"),
        ("Transportasi", "Mobil desa"),
        ("Donor darah", "La Satu, Wa Dua"),
        ("KB sesudahnya", "AKDR"),
    ),
    findings=(
        (
            "10 Jun 2026",
            "Skor 10: kehamilan risiko tinggi (KRT). Bidan bersama dokter; bersalin di puskesmas atau rumah sakit.",
        ),
        ("10 Mei 2026", "LILA 23,2 cm: KEK. Periksa dokter, makanan tambahan minimal 90 hari."),
        ("10 Mei 2026", "Ada penyulit pada kehamilan atau persalinan yang lalu. Rencanakan persalinan bersama dokter."),
    ),
    visits=_VISITS,
    birth=(
        ("Hasil", "Lahir hidup"),
        ("Tanggal", "18 Des 2026, jam 04.10"),
        ("Usia kehamilan", "39 minggu"),
        ("Cara", "Operasi sesar"),
        ("Tempat", "Rumah sakit, RSUD Buton Tengah"),
        ("Penolong", "SpOG"),
        ("Keadaan ibu", "Sehat"),
        ("Perdarahan", "450 ml"),
        ("Komplikasi", "Tidak ada"),
        ("Dirujuk ke", "Tidak dirujuk"),
        ("Vitamin A", "1 kapsul merah"),
        ("KB sesudahnya", "AKDR"),
    ),
    babies=(
        BabyLine(
            number=1,
            state="Hidup",
            sex="Perempuan",
            weight="3100",
            length="49",
            apgar="8/9",
            care="IMD, vitamin K, salep mata, HB0",
        ),
    ),
    postpartum=(
        PostpartumLine(
            day=date(2026, 12, 19),
            contact="KF1",
            pressure="112/72",
            temperature="36,7",
            finding="lokia Rubra (merah), perdarahan Normal, jalan lahir Luka membaik",
            given="vitamin A 1 kapsul, TTD 30, KB AKDR",
            advice="Kembali 24 Des 2026",
        ),
    ),
    officer=Signature(
        title="Bidan/petugas",
        name="Wa Ode Bidan, A.Md.Keb",
        number="198005052005012003",
        place="Lanto",
        signed_on=date(2026, 12, 19),
    ),
)

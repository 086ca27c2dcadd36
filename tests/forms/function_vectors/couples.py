"""Rules of couples, contraception and stunting, as forms call them. Today is 22 November 2026."""

VECTORS: list[tuple[str, object]] = [
    ("ilp:pregnancy-readiness(24, 21, 25, 12.5, '', 0, '')", "Ideal untuk hamil"),
    ("ilp:pregnancy-readiness(24, 21, 25, '', '', 0, '')", "Belum dapat disimpulkan"),
    ("ilp:pregnancy-readiness(24, 25.5, 25, 12.5, '', 0, '')", "Dapat hamil dengan pengawasan"),
    ("ilp:pregnancy-readiness(24, 21, 25, 12.5, 'infection', 0, '')", "Tunda kehamilan"),
    ("ilp:pregnancy-readiness('', 21, 25, 12.5, '', 0, '')", ""),
    (
        "ilp:pregnancy-readiness-findings(19, 26, 23, 11, '', 3, 12)",
        "Terlalu muda (kurang dari 20 tahun); Jarak dari kehamilan terakhir kurang dari 2 tahun; Anemia; "
        "LILA kurang dari 23,5 cm (KEK); Sudah mempunyai 3 anak; IMT di luar 18,5 sampai 24,9",
    ),
    ("ilp:pregnancy-readiness-missing(24, '', '', '', '', 0, '')", "berat dan tinggi badan; LILA; Hb"),
    ("ilp:elsimil('P', 24, 21, 25, 12.5, 'tidak')", "Ideal"),
    ("ilp:elsimil('P', 24, 21, 25, 12.5, '')", "Belum lengkap"),
    ("ilp:elsimil('L', 24, 21, '', '', 'tidak')", "Berisiko"),
    ("ilp:stunting-factors-couple('L', 30, 21, '', '', 'ya')", "Merokok atau terpapar asap rokok"),
    (
        "ilp:stunting-factors-mother(24, '', 3, 23.4, 151, 'ya', 'tidak', 'ya', 'tidak')",
        "Sudah melahirkan 3 kali atau lebih; LILA ibu kurang dari 23,5 cm (KEK); Ibu anemia; Tidak punya jamban layak",
    ),
    ("ilp:stunting-factors-mother('', '', '', '', '', '', '', '', '')", ""),
    (
        "ilp:stunting-factors-child(2400, 47, 36, 8, 'tidak', 'tidak', 2, 'ya', 'tidak', 'ya', '')",
        "Berat lahir kurang dari 2.500 gram; Panjang lahir kurang dari 48 cm; Lahir kurang dari 37 minggu; "
        "Tidak ASI eksklusif; Belum diberi MP-ASI setelah 6 bulan; Berat badan tidak naik berturut-turut; "
        "Gizi kurang atau gizi buruk; Imunisasi tidak lengkap menurut umur; Sering sakit (diare, ISPA, TBC)",
    ),
    ("ilp:below-marriage-age(18)", True),
    ("ilp:below-marriage-age(19)", False),
    ("ilp:rhesus-conflict('A_neg', 'O_pos')", True),
    ("ilp:rhesus-conflict('A_pos', 'O_neg')", False),
    ("ilp:rhesus-conflict('A', 'O_neg')", ""),
    ("ilp:mentzer-index(64.5, 5)", 12.9),
    ("ilp:mentzer-index(64.5, 0)", ""),
    ("ilp:mentzer-suspects(13)", False),
    ("ilp:thalassaemia-screening(10.9, 79, 26)", "Curiga talasemia, rujuk sampel"),
    ("ilp:contraception-objections('injection_3_months', 30, '', 2, 120, 80, '')", ""),
    (
        "ilp:contraception-objections('injection_1_month', 30, '', 2, 120, 80, '')",
        "Menyusui bayi di bawah 6 bulan: jangan metode kombinasi (estrogen)",
    ),
    ("ilp:contraception-objections('jamu', 30, '', 2, 120, 80, '')", ""),
    ("string(ilp:contraception-next('injection_3_months', today(), '', 'ya'))", "2027-02-14"),
    ("string(ilp:contraception-next('progestin_pill', today(), 3, 'tidak'))", "2027-02-14"),
    ("ilp:contraception-next('progestin_pill', today(), 13, 'tidak')", ""),
    ("string(ilp:contraception-until('implant', today()))", "2029-11-22"),
    ("ilp:contraception-until('condom', today())", ""),
]

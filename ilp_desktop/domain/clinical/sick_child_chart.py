"""MTBS: the classifications of a sick child of 2 months to 5 years, each with colour, action and follow-up."""

from enum import StrEnum

from ilp_desktop.domain.clinical.chart_classification import Advice, Colour


class ChildClass(StrEnum):
    """Every classification of the chart for children from two months."""

    CARDIOPULMONARY_FAILURE = "Gagal jantung paru"
    VERY_SEVERE_DISEASE = "Penyakit sangat berat"
    STABLE = "Stabil"
    SEVERE_PNEUMONIA = "Pneumonia berat"
    PNEUMONIA = "Pneumonia"
    COUGH = "Batuk bukan pneumonia"
    SEVERE_DEHYDRATION = "Diare dehidrasi berat"
    SOME_DEHYDRATION = "Diare dehidrasi ringan/sedang"
    NO_DEHYDRATION = "Diare tanpa dehidrasi"
    SEVERE_PERSISTENT = "Diare persisten berat"
    PERSISTENT = "Diare persisten"
    DYSENTERY = "Disentri"
    SEVERE_FEBRILE_DISEASE = "Penyakit berat dengan demam"
    MALARIA = "Malaria"
    MALARIA_UNLIKELY = "Demam mungkin bukan malaria"
    NOT_MALARIA = "Demam bukan malaria"
    SEVERE_MEASLES = "Campak dengan komplikasi berat"
    MEASLES_EYE_MOUTH = "Campak dengan komplikasi pada mata dan/atau mulut"
    MEASLES = "Campak"
    SEVERE_DENGUE = "Dengue berat"
    DENGUE_WARNING = "Dengue dengan tanda peringatan"
    DENGUE = "Dengue tanpa tanda peringatan"
    DENGUE_UNLIKELY = "Demam mungkin bukan dengue"
    MASTOIDITIS = "Mastoiditis"
    ACUTE_EAR = "Infeksi telinga akut"
    CHRONIC_EAR = "Infeksi telinga kronis"
    NO_EAR = "Tidak ada infeksi telinga"
    SEVERE_MALNUTRITION_COMPLICATED = "Gizi buruk dengan komplikasi"
    SEVERE_MALNUTRITION = "Gizi buruk tanpa komplikasi"
    MALNUTRITION = "Gizi kurang"
    WELL_NOURISHED = "Gizi baik"
    RISK_OVERWEIGHT = "Berisiko gizi lebih"
    OVERWEIGHT = "Gizi lebih"
    OBESE = "Obesitas"
    SEVERE_ANAEMIA = "Anemia berat"
    ANAEMIA = "Anemia"
    NO_ANAEMIA = "Tidak anemia"
    HIV_CONFIRMED = "Infeksi HIV terkonfirmasi"
    HIV_SUSPECTED = "Diduga terinfeksi HIV"
    HIV_EXPOSED = "Terpajan HIV"
    HIV_UNKNOWN = "Status HIV tidak diketahui"
    HIV_UNLIKELY = "Mungkin bukan infeksi HIV"


_PARACETAMOL = "parasetamol bila suhu 38 derajat atau lebih"
_NO_ASPIRIN = "Jangan beri aspirin, ibuprofen atau obat sejenis"
_RETURN_AT_ONCE = "Nasihat kapan kembali segera."

SICK_CHILD_CHART: dict[str, Advice] = {
    ChildClass.CARDIOPULMONARY_FAILURE: Advice(
        colour=Colour.RED, action="Bantuan hidup dasar sekarang, panggil bantuan. RUJUK SEGERA."
    ),
    ChildClass.VERY_SEVERE_DISEASE: Advice(
        colour=Colour.RED,
        action=(
            "Bebaskan jalan napas, oksigen, tangani kejang, cegah gula darah turun, jaga kehangatan. RUJUK SEGERA."
        ),
    ),
    ChildClass.STABLE: Advice(colour=Colour.GREEN, action="Lanjutkan pemeriksaan sesuai keluhan."),
    ChildClass.SEVERE_PNEUMONIA: Advice(
        colour=Colour.RED, action="Oksigen, obati wheezing bila ada, antibiotik suntik dosis pertama. RUJUK SEGERA."
    ),
    ChildClass.PNEUMONIA: Advice(
        colour=Colour.YELLOW,
        action=(
            "Amoksisilin 2 kali sehari 3 hari (5 hari bila HIV), pelega tenggorokan yang aman, obati wheezing bila "
            "ada. Batuk 14 hari atau lebih: periksa TBC. " + _RETURN_AT_ONCE
        ),
        follow_up=2,
    ),
    ChildClass.COUGH: Advice(
        colour=Colour.GREEN,
        action=(
            "Pelega tenggorokan yang aman, obati wheezing bila ada. Batuk 14 hari atau lebih: periksa TBC. "
            + _RETURN_AT_ONCE
        ),
        follow_up=5,
    ),
    ChildClass.SEVERE_DEHYDRATION: Advice(
        colour=Colour.RED,
        action=(
            "Bila tidak ada klasifikasi berat lain: Rencana Terapi C dan zinc. Bila ada: RUJUK SEGERA, ASI dan oralit "
            "selama perjalanan."
        ),
    ),
    ChildClass.SOME_DEHYDRATION: Advice(
        colour=Colour.YELLOW,
        action=(
            "Rencana Terapi B, zinc 10 hari, lanjutkan makan. Bila ada klasifikasi berat lain: RUJUK SEGERA. "
            + _RETURN_AT_ONCE
        ),
        follow_up=2,
    ),
    ChildClass.NO_DEHYDRATION: Advice(
        colour=Colour.GREEN, action="Rencana Terapi A di rumah, zinc 10 hari. " + _RETURN_AT_ONCE, follow_up=2
    ),
    ChildClass.SEVERE_PERSISTENT: Advice(
        colour=Colour.RED, action="Atasi dehidrasi sebelum dirujuk kecuali ada klasifikasi berat lain, zinc. RUJUK."
    ),
    ChildClass.PERSISTENT: Advice(
        colour=Colour.YELLOW,
        action="Oralit, zinc 10 hari, nasihat makan untuk diare persisten. " + _RETURN_AT_ONCE,
        follow_up=2,
    ),
    ChildClass.DYSENTERY: Advice(
        colour=Colour.YELLOW,
        action="Antibiotik untuk disentri, oralit, zinc 10 hari, nasihat makan. " + _RETURN_AT_ONCE,
        follow_up=2,
    ),
    ChildClass.SEVERE_FEBRILE_DISEASE: Advice(
        colour=Colour.RED,
        action=(
            "Cegah gula darah turun, tes malaria bila ada, obat malaria berat bila di daerah endemis, antibiotik "
            f"suntik dosis pertama, {_PARACETAMOL}. RUJUK SEGERA."
        ),
    ),
    ChildClass.MALARIA: Advice(
        colour=Colour.YELLOW,
        action=(
            f"Obat malaria pilihan pertama sesuai jenis dan berat badan, {_PARACETAMOL}. Demam lebih dari 7 hari: "
            "rujuk. " + _RETURN_AT_ONCE
        ),
        follow_up=3,
    ),
    ChildClass.MALARIA_UNLIKELY: Advice(
        colour=Colour.GREEN,
        action=f"Obati penyebab lain demam, {_PARACETAMOL}. Demam lebih dari 7 hari: rujuk. " + _RETURN_AT_ONCE,
        follow_up=3,
    ),
    ChildClass.NOT_MALARIA: Advice(
        colour=Colour.GREEN,
        action=f"Obati penyebab demam, {_PARACETAMOL}. Demam lebih dari 7 hari: rujuk. " + _RETURN_AT_ONCE,
        follow_up=2,
    ),
    ChildClass.SEVERE_MEASLES: Advice(
        colour=Colour.RED,
        action=(
            "Vitamin A dosis pengobatan, antibiotik suntik dosis pertama, salep mata bila kornea keruh atau mata "
            f"bernanah, {_PARACETAMOL}. RUJUK SEGERA."
        ),
    ),
    ChildClass.MEASLES_EYE_MOUTH: Advice(
        colour=Colour.YELLOW,
        action=(
            "Vitamin A dosis pengobatan, salep mata bila bernanah, antiseptik mulut bila ada luka. " + _RETURN_AT_ONCE
        ),
        follow_up=3,
    ),
    ChildClass.MEASLES: Advice(colour=Colour.GREEN, action="Vitamin A dosis pengobatan. " + _RETURN_AT_ONCE),
    ChildClass.SEVERE_DENGUE: Advice(
        colour=Colour.RED,
        action=(
            "Oksigen bila syok atau sesak, cairan infus kristaloid bila ada indikasi. "
            f"{_NO_ASPIRIN}, {_PARACETAMOL}. RUJUK SEGERA."
        ),
    ),
    ChildClass.DENGUE_WARNING: Advice(
        colour=Colour.YELLOW,
        action=(
            "RUJUK untuk rawat inap; cairan infus bila muntah terus, tidak bisa minum atau perdarahan. "
            f"{_NO_ASPIRIN}, {_PARACETAMOL}."
        ),
    ),
    ChildClass.DENGUE: Advice(
        colour=Colour.YELLOW,
        action=(
            f"Banyak minum, pantau di rumah; umur di bawah 1 tahun dirujuk. {_NO_ASPIRIN}, {_PARACETAMOL}. "
            + _RETURN_AT_ONCE
        ),
        follow_up=1,
    ),
    ChildClass.DENGUE_UNLIKELY: Advice(
        colour=Colour.GREEN,
        action=f"Obati penyebab lain demam. {_NO_ASPIRIN}, {_PARACETAMOL}. " + _RETURN_AT_ONCE,
        follow_up=2,
    ),
    ChildClass.MASTOIDITIS: Advice(
        colour=Colour.RED, action="Antibiotik suntik dosis pertama, parasetamol untuk nyeri. RUJUK SEGERA."
    ),
    ChildClass.ACUTE_EAR: Advice(
        colour=Colour.YELLOW,
        action=(
            "Antibiotik oral, parasetamol untuk nyeri, keringkan telinga; bila keluar cairan: cuci dan tetes telinga. "
            + _RETURN_AT_ONCE
        ),
        follow_up=5,
    ),
    ChildClass.CHRONIC_EAR: Advice(
        colour=Colour.YELLOW,
        action="Cuci dan keringkan telinga, tetes telinga. " + _RETURN_AT_ONCE,
        follow_up=5,
    ),
    ChildClass.NO_EAR: Advice(colour=Colour.GREEN, action="Tangani masalah telinga yang ditemukan."),
    ChildClass.SEVERE_MALNUTRITION_COMPLICATED: Advice(
        colour=Colour.RED,
        action="Cegah gula darah turun, jaga kehangatan, antibiotik dosis pertama. RUJUK SEGERA untuk rawat inap.",
    ),
    ChildClass.SEVERE_MALNUTRITION: Advice(
        colour=Colour.YELLOW,
        action=(
            "Dokter hari ini; rawat jalan gizi buruk bila nafsu makan baik, antibiotik oral, periksa TBC. "
            + _RETURN_AT_ONCE
        ),
        follow_up=7,
    ),
    ChildClass.MALNUTRITION: Advice(
        colour=Colour.YELLOW,
        action="Cari penyebab, periksa TBC, konseling makan, makanan tambahan lokal, pantau tiap minggu.",
        follow_up=14,
    ),
    ChildClass.WELL_NOURISHED: Advice(
        colour=Colour.GREEN, action="Puji ibu, konseling makan sesuai umur, timbang tiap bulan."
    ),
    ChildClass.RISK_OVERWEIGHT: Advice(
        colour=Colour.YELLOW, action="Lihat IMT/U, konseling makan dan aktivitas.", follow_up=14
    ),
    ChildClass.OVERWEIGHT: Advice(
        colour=Colour.YELLOW, action="Konseling makan dan aktivitas, dokter bila tidak membaik 2 minggu.", follow_up=14
    ),
    ChildClass.OBESE: Advice(colour=Colour.RED, action="RUJUK ke rumah sakit untuk penyebab dan penyulit."),
    ChildClass.SEVERE_ANAEMIA: Advice(colour=Colour.RED, action="Teruskan ASI. RUJUK SEGERA."),
    ChildClass.ANAEMIA: Advice(
        colour=Colour.YELLOW,
        action=(
            "Zat besi, nilai pemberian makan, periksa tinja, obat cacing bila belum 6 bulan terakhir; daerah endemis "
            "tinggi: tes malaria. " + _RETURN_AT_ONCE
        ),
        follow_up=14,
    ),
    ChildClass.NO_ANAEMIA: Advice(colour=Colour.GREEN, action="Di bawah 2 tahun: nilai pemberian makan."),
    ChildClass.HIV_CONFIRMED: Advice(
        colour=Colour.YELLOW,
        action="Rujuk ke layanan antiretroviral, kotrimoksazol profilaksis, periksa TBC. Jaga kerahasiaan.",
    ),
    ChildClass.HIV_SUSPECTED: Advice(
        colour=Colour.YELLOW, action="Rujuk ke layanan antiretroviral untuk tes dan penanganan. Jaga kerahasiaan."
    ),
    ChildClass.HIV_EXPOSED: Advice(
        colour=Colour.YELLOW,
        action="Rujuk untuk tes sesuai umur, kotrimoksazol profilaksis. Jaga kerahasiaan.",
    ),
    ChildClass.HIV_UNKNOWN: Advice(colour=Colour.YELLOW, action="Tawarkan tes HIV ibu dan anak."),
    ChildClass.HIV_UNLIKELY: Advice(colour=Colour.GREEN, action="Tangani infeksi yang ada."),
}
"""Colour, action and follow-up of each classification.

Source: Buku Bagan MTBS (Kemenkes 2022). Follow-up days differ in the edition of 2015 (3 days for diarrhoea, 30 for
gizi kurang); anaemia 14 days is that of 2015.
"""

"""MTBM: the classifications of an infant below two months, each with colour, action and follow-up."""

from enum import StrEnum

from ilp_desktop.domain.clinical.chart_classification import Advice, Colour


class InfantClass(StrEnum):
    """Every classification of the chart for infants below two months."""

    SEVERE_INFECTION = "Penyakit sangat berat atau infeksi bakteri berat"
    LOCAL_INFECTION = "Infeksi bakteri lokal"
    NO_INFECTION = "Mungkin bukan infeksi"
    SEVERE_JAUNDICE = "Ikterus berat"
    JAUNDICE = "Ikterus"
    NO_JAUNDICE = "Tidak ada ikterus"
    SEVERE_DEHYDRATION = "Diare dehidrasi berat"
    SOME_DEHYDRATION = "Diare dehidrasi ringan/sedang"
    NO_DEHYDRATION = "Diare tanpa dehidrasi"
    HIV_CONFIRMED = "Infeksi HIV terkonfirmasi"
    HIV_EXPOSED = "Terpajan HIV, mungkin infeksi HIV"
    HIV_UNKNOWN = "Infeksi HIV tidak diketahui"
    HIV_UNLIKELY = "Bukan infeksi HIV"
    VERY_LOW_WEIGHT = "Berat badan sangat rendah menurut umur"
    FEEDING_PROBLEM = "Berat badan rendah menurut umur dan/atau masalah pemberian ASI"
    DRINKING_PROBLEM = "Berat badan rendah menurut umur dan/atau masalah pemberian minum"
    WELL_FED = "Berat badan tidak rendah dan tidak ada masalah pemberian ASI atau minum"


YOUNG_INFANT_CHART: dict[str, Advice] = {
    InfantClass.SEVERE_INFECTION: Advice(
        colour=Colour.RED,
        action=(
            "Jaga jalan napas dan kehangatan, tangani kejang, oksigen bila ada gangguan napas, cegah gula darah turun, "
            "antibiotik dosis pertama. RUJUK SEGERA setelah stabil."
        ),
    ),
    InfantClass.LOCAL_INFECTION: Advice(
        colour=Colour.YELLOW,
        action=(
            "Salep mata untuk mata bernanah, antiseptik untuk pusar merah atau pustul. Ajari ibu merawat di rumah, "
            "asuhan dasar bayi muda, nasihat kapan kembali segera."
        ),
        follow_up=2,
    ),
    InfantClass.NO_INFECTION: Advice(
        colour=Colour.GREEN, action="Asuhan dasar bayi muda, nasihat kapan kembali segera."
    ),
    InfantClass.SEVERE_JAUNDICE: Advice(
        colour=Colour.RED, action="Pertahankan ASI, jaga kehangatan, cegah gula darah turun. RUJUK SEGERA."
    ),
    InfantClass.JAUNDICE: Advice(
        colour=Colour.YELLOW,
        action=(
            "Menyusu lebih sering, asuhan dasar bayi muda; bila mungkin periksa kadar bilirubin. "
            "Nasihat kapan kembali segera."
        ),
        follow_up=1,
    ),
    InfantClass.NO_JAUNDICE: Advice(colour=Colour.GREEN, action="Asuhan dasar bayi muda."),
    InfantClass.SEVERE_DEHYDRATION: Advice(
        colour=Colour.RED,
        action=(
            "Bila tidak ada klasifikasi berat lain: Rencana Terapi C. Bila ada: RUJUK SEGERA, oralit sedikit demi "
            "sedikit dan ASI selama perjalanan, jaga kehangatan."
        ),
    ),
    InfantClass.SOME_DEHYDRATION: Advice(
        colour=Colour.YELLOW,
        action=(
            "Bila tidak ada klasifikasi berat lain: Rencana Terapi B. Bila ada: RUJUK SEGERA, oralit dan ASI selama "
            "perjalanan."
        ),
        follow_up=1,
    ),
    InfantClass.NO_DEHYDRATION: Advice(
        colour=Colour.GREEN,
        action="Rencana Terapi A di rumah, ASI lebih sering, nasihat kapan kembali segera.",
        follow_up=1,
    ),
    InfantClass.HIV_CONFIRMED: Advice(
        colour=Colour.YELLOW,
        action=(
            "Rujuk untuk terapi antiretroviral dan perawatan; kotrimoksazol profilaksis mulai umur 6 minggu; "
            "ibu diobati. Jaga kerahasiaan."
        ),
    ),
    InfantClass.HIV_EXPOSED: Advice(
        colour=Colour.YELLOW,
        action=(
            "Tes virologis bayi; antiretroviral profilaksis; kotrimoksazol profilaksis mulai umur 6 minggu; "
            "ibu diobati. Jaga kerahasiaan."
        ),
    ),
    InfantClass.HIV_UNKNOWN: Advice(
        colour=Colour.YELLOW, action="Tawarkan tes HIV ibu; bila positif atau ibu tidak ada, tes virologis bayi."
    ),
    InfantClass.HIV_UNLIKELY: Advice(
        colour=Colour.GREEN, action="Tangani infeksi yang ada, nasihat makan dan kesehatan ibu."
    ),
    InfantClass.VERY_LOW_WEIGHT: Advice(
        colour=Colour.RED,
        action="RUJUK SEGERA dengan metode kanguru, cegah gula darah turun, jaga kehangatan selama perjalanan.",
    ),
    InfantClass.FEEDING_PROBLEM: Advice(
        colour=Colour.YELLOW,
        action=(
            "Menyusui lebih sering siang dan malam, perbaiki posisi dan perlekatan, hentikan botol, obati thrush. "
            "Masalah ASI atau thrush kembali 2 hari, berat rendah kembali 7 hari."
        ),
        follow_up=2,
    ),
    InfantClass.DRINKING_PROBLEM: Advice(
        colour=Colour.YELLOW,
        action=(
            "Ajari pemberian minum yang benar dan bersih, pakai cangkir, obati thrush. "
            "Masalah minum atau thrush kembali 2 hari, berat rendah kembali 7 hari."
        ),
        follow_up=2,
    ),
    InfantClass.WELL_FED: Advice(colour=Colour.GREEN, action="Puji ibu, lanjutkan, nasihat kapan kembali segera."),
}
"""Colour, action and follow-up of each classification.

Source: Buku Bagan MTBS (Kemenkes 2022) pp. 40-46; follow-up days differ in the edition of 2015.
"""

"""Body mass index and waist: the index, and its class in each of the sets that live side by side."""

from enum import StrEnum


class BodyMassSet(StrEnum):
    """Whose cut-offs: the result is stored with the name of its set."""

    KEMENKES = "kemenkes"
    ASIA_PACIFIC = "asia"
    PRE_PREGNANCY = "pra-hamil"


_CLASSES: dict[BodyMassSet, tuple[tuple[float, str], ...]] = {
    BodyMassSet.KEMENKES: (
        (17.0, "Sangat kurus"),
        (18.5, "Kurus"),
        (25.1, "Normal"),
        (27.1, "Gemuk"),
        (float("inf"), "Obesitas"),
    ),
    BodyMassSet.ASIA_PACIFIC: (
        (18.5, "Berat badan kurang"),
        (23.0, "Normal"),
        (25.0, "Berat badan lebih (berisiko)"),
        (30.0, "Obesitas I"),
        (float("inf"), "Obesitas II"),
    ),
    BodyMassSet.PRE_PREGNANCY: (
        (18.5, "Kurang"),
        (25.0, "Normal"),
        (30.0, "Lebih"),
        (float("inf"), "Obesitas"),
    ),
}
"""Upper bound, not included, of the index with one decimal."""


def body_mass_index(weight: float, height: float) -> float:
    """Weight in kilogram over the square of height in metre (given in centimetre), one decimal.

    Source: Permenkes 41/2014 Pedoman Gizi Seimbang.
    """
    return round(weight / (height / 100) ** 2 + 1e-9, 1)


def body_mass_class(index: float, classes: str) -> str:
    """The class of a body mass index in the set ``kemenkes``, ``asia`` or ``pra-hamil``; not for pregnancy or under 19.

    Source: SATUSEHAT Q0013 (kemenkes); ASIK CKG (asia); Buku KIA 2020 (pra-hamil).
    """
    rounded = round(index + 1e-9, 1)
    return next(name for bound, name in _CLASSES[BodyMassSet(classes)] if rounded < bound)


def central_obesity(waist: float, sex: str) -> bool:
    """Is the waist, in centimetre, from 90 for a man (L) or from 80 for a woman (P)? Not during pregnancy.

    Source: SATUSEHAT Q0013 (Kemenkes).
    """
    return waist >= (90 if sex == "L" else 80)

"""Thalassaemia: who is suspected after a complete blood count."""

from dataclasses import dataclass
from enum import StrEnum


class ThalassaemiaScreening(StrEnum):
    """What the blood count says; the sample is sent on, nobody is diagnosed here."""

    NOT_SUSPECTED = "Tidak dicurigai talasemia"
    SUSPECTED = "Curiga talasemia, rujuk sampel"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThalassaemiaRules:
    """Limits: Mentzer index below 13, Hb below 11.0 g/dL with MCV below 80 fL and MCH below 27 pg.

    Source: Juknis CKG (Kemenkes 2025); KMK HK.01.07/MENKES/2015/2023. Confidence: high.
    """

    mentzer: float = 13.0
    haemoglobin: float = 11.0
    cell_volume: float = 80.0
    cell_haemoglobin: float = 27.0


RULES = ThalassaemiaRules()


def mentzer_index(cell_volume: float, red_cells: float) -> float:
    """MCV in fL over the red cells in 10^12 per litre, one decimal. ValueError without red cells.

    Source: Mentzer 1973; Juknis CKG (Kemenkes 2025).
    """
    if red_cells <= 0:
        raise ValueError("no red cells")
    return round(cell_volume / red_cells + 1e-9, 1)


def mentzer_suspects(index: float, rules: ThalassaemiaRules = RULES) -> bool:
    """Does a Mentzer index below 13 point to thalassaemia rather than to lack of iron?

    Source: Mentzer 1973; Juknis CKG (Kemenkes 2025).
    """
    return index < rules.mentzer


def thalassaemia_screening(
    haemoglobin: float, cell_volume: float, cell_haemoglobin: float, rules: ThalassaemiaRules = RULES
) -> ThalassaemiaScreening:
    """Hb in g/dL below 11 with small (MCV in fL) and pale (MCH in pg) cells: refer the sample.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    is_suspected = (
        haemoglobin < rules.haemoglobin
        and cell_volume < rules.cell_volume
        and cell_haemoglobin < rules.cell_haemoglobin
    )
    return ThalassaemiaScreening.SUSPECTED if is_suspected else ThalassaemiaScreening.NOT_SUSPECTED

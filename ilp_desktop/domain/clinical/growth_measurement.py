"""One child measured once: what was measured, and the five z-scores that it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ilp_desktop.domain.clinical.growth import (
    GrowthAge,
    GrowthTable,
    Position,
    body_mass_for_age_z,
    corrected_height,
    head_for_age_z,
    height_for_age_z,
    weight_for_age_z,
    weight_for_height_z,
)
from ilp_desktop.domain.patient import Sex

GrowthTables = Mapping[str, GrowthTable]
"""The tables by sex, L and P."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Weight in kg, length or height and head circumference in cm; None is what was not measured or is not known.

    ``oedema`` is pitting on both feet.
    """

    sex: Sex
    age: GrowthAge | None
    weight: float | None = None
    height: float | None = None
    position: Position | None = None
    head: float | None = None
    oedema: bool = False


class Scores(NamedTuple):
    """The z-scores in the order of ``Index``, two decimals; None where one is not defined."""

    weight_for_age: float | None = None
    height_for_age: float | None = None
    weight_for_height: float | None = None
    body_mass_for_age: float | None = None
    head_for_age: float | None = None


NO_SCORES = Scores()


def z_scores(tables: GrowthTables, measured: Measurement) -> Scores:
    """The five z-scores; with oedema the weight tells nothing, so the indices of weight are not defined.

    Source: Permenkes 2/2020; WHO Child Growth Standards 2006 and Growth Reference 2007.
    """
    table, age = tables.get(measured.sex), measured.age
    if table is None:
        return NO_SCORES
    weight, height, position = measured.weight, measured.height, measured.position
    if measured.oedema:
        weight = None
    if age is None:
        if weight is None or height is None:
            return NO_SCORES
        return Scores(weight_for_height=weight_for_height_z(table, None, weight, height, position))
    weight_z = None if weight is None else weight_for_age_z(table, age, weight)
    head_z = None if measured.head is None else head_for_age_z(table, age, measured.head)
    if height is None:
        return Scores(weight_z, None, None, None, head_z)
    # Corrected once here, so that the indices need not each do it.
    height = corrected_height(age, height, position)
    height_z = height_for_age_z(table, age, height, None)
    if weight is None:
        return Scores(weight_z, height_z, None, None, head_z)
    weight_height_z = weight_for_height_z(table, age, weight, height, None)
    return Scores(weight_z, height_z, weight_height_z, body_mass_for_age_z(table, age, weight, height, None), head_z)

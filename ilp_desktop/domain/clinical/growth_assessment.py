"""The nutritional status of measured children: z-scores, categories and warnings, one child or a whole survey."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ilp_desktop.domain.clinical.growth import (
    LAST_DAY,
    GrowthCategory,
    growth_categories,
    school_age_category,
)
from ilp_desktop.domain.clinical.growth_flags import GrowthFlag, growth_flags
from ilp_desktop.domain.clinical.growth_measurement import GrowthTables, Measurement, Scores, z_scores


class Categories(NamedTuple):
    """The categories in the order of ``Index``; None where the regulation has none."""

    weight_for_age: GrowthCategory | None = None
    height_for_age: GrowthCategory | None = None
    weight_for_height: GrowthCategory | None = None
    body_mass_for_age: GrowthCategory | None = None
    head_for_age: GrowthCategory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What one measurement says; a score with a flag is shown, but it is the measurement that is in doubt."""

    scores: Scores
    categories: Categories
    flags: tuple[GrowthFlag, ...]


def assess(tables: GrowthTables, measured: Measurement) -> Assessment:
    """Scores, categories and warnings of one measurement.

    Oedema of both feet is "Gizi buruk" whatever the weight. Above 60 months the regulation has categories for IMT/U
    only.
    Source: Permenkes 2/2020 Standar Antropometri Anak; Buku KIA 2023 (edema).
    """
    scores = z_scores(tables, measured)
    return Assessment(
        scores=scores, categories=_categories(measured, scores), flags=growth_flags(tables, measured, scores)
    )


def assess_many(tables: GrowthTables, measurements: Iterable[Measurement]) -> Iterator[Assessment]:
    """``assess`` for a survey, one after the other in their order; nothing is kept."""
    return (assess(tables, measured) for measured in measurements)


def _categories(measured: Measurement, scores: Scores) -> Categories:
    age = measured.age
    if age is not None and age.days > LAST_DAY:
        body_mass = scores.body_mass_for_age
        return Categories(body_mass_for_age=None if body_mass is None else school_age_category(body_mass))
    found = Categories(*growth_categories(scores))
    return found._replace(weight_for_height=GrowthCategory.SEVERELY_WASTED) if measured.oedema else found

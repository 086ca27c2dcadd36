"""What is wrong with a measurement: beyond WHO's limits, and the slip of the pen that would explain it."""

from dataclasses import dataclass
from enum import StrEnum, auto
from math import inf

from ilp_desktop.domain.clinical.growth import (
    LEAST,
    PLAUSIBLE,
    STANDING_AGE,
    GrowthAge,
    GrowthTable,
    Index,
    Position,
    corrected_height,
    row_at_age,
)
from ilp_desktop.domain.clinical.growth_measurement import GrowthTables, Measurement, Scores
from ilp_desktop.domain.patient import Sex

OLDEST_MONTHS = 229.0
"""Where WHO's reference of 2007 ends."""


class GrowthFlag(StrEnum):
    """One warning, as it is shown."""

    SEX_UNKNOWN = "Jenis kelamin tidak diketahui"
    AGE_UNKNOWN = "Umur tidak diketahui"
    BEFORE_BIRTH = "Tanggal ukur sebelum tanggal lahir: tertukar?"
    TOO_OLD = "Umur di luar standar WHO (0-19 tahun): tanggal lahir salah?"
    NOT_POSITIVE = "Ukuran nol atau negatif"
    WEIGHT_FOR_AGE = "BB/U di luar batas WHO (-6 sampai +5): ukur ulang"
    HEIGHT_FOR_AGE = "TB/U di luar batas WHO (-6 sampai +6): ukur ulang"
    WEIGHT_FOR_HEIGHT = "BB/TB di luar batas WHO (-5 sampai +5): ukur ulang"
    BODY_MASS_FOR_AGE = "IMT/U di luar batas WHO (-5 sampai +5): ukur ulang"
    HEAD_FOR_AGE = "LK/U di luar batas WHO (-5 sampai +5): ukur ulang"
    STANDING_TOO_YOUNG = "Diukur berdiri sebelum umur 9 bulan: ukur telentang"
    OEDEMA = "Edema: indeks menurut BB tidak dihitung"
    WEIGHT_AND_HEIGHT_SWAPPED = "BB dan TB: cm dan kg tertukar?"
    HEAD_AND_HEIGHT_SWAPPED = "LK dan TB tertukar?"
    WEIGHT_IN_GRAMS = "BB ditulis dalam gram?"
    WEIGHT_POINT = "Koma BB salah tempat?"
    HEIGHT_IN_METRES = "TB ditulis dalam meter?"
    HEIGHT_IN_MILLIMETRES = "TB ditulis dalam milimeter?"
    HEIGHT_POINT = "Koma TB salah tempat?"
    HEAD_IN_MILLIMETRES = "LK ditulis dalam milimeter?"
    HEAD_POINT = "Koma LK salah tempat?"
    AGE_WRONG = "Umur atau tanggal lahir salah?"


_LIMITS = tuple((*PLAUSIBLE[index], GrowthFlag[index.name]) for index in Index)


class _Part(StrEnum):
    WEIGHT = auto()
    HEIGHT = auto()
    HEAD = auto()


_Possible = dict[_Part, tuple[float, float]]
"""From where to where a number is possible for this child, both included; nothing for a part without a table."""


@dataclass(frozen=True, slots=True)
class _Slip:
    """A number from ``lowest`` to below ``highest`` that is right when it is multiplied by ``factor``."""

    flag: GrowthFlag
    part: _Part
    factor: float
    lowest: float = 0
    highest: float = inf


_EXCHANGES = (
    (GrowthFlag.WEIGHT_AND_HEIGHT_SWAPPED, _Part.WEIGHT, _Part.HEIGHT),
    (GrowthFlag.HEAD_AND_HEIGHT_SWAPPED, _Part.HEAD, _Part.HEIGHT),
)
_SLIPS = (
    _Slip(GrowthFlag.WEIGHT_IN_GRAMS, _Part.WEIGHT, 0.001, lowest=300),
    _Slip(GrowthFlag.WEIGHT_POINT, _Part.WEIGHT, 0.1),
    _Slip(GrowthFlag.WEIGHT_POINT, _Part.WEIGHT, 10),
    _Slip(GrowthFlag.WEIGHT_POINT, _Part.WEIGHT, 0.01),
    _Slip(GrowthFlag.HEIGHT_IN_METRES, _Part.HEIGHT, 100, highest=3),
    _Slip(GrowthFlag.HEIGHT_IN_MILLIMETRES, _Part.HEIGHT, 0.1, lowest=300),
    _Slip(GrowthFlag.HEIGHT_POINT, _Part.HEIGHT, 10),
    _Slip(GrowthFlag.HEIGHT_POINT, _Part.HEIGHT, 0.1),
    _Slip(GrowthFlag.HEAD_IN_MILLIMETRES, _Part.HEAD, 0.1, lowest=200),
    _Slip(GrowthFlag.HEAD_POINT, _Part.HEAD, 10),
    _Slip(GrowthFlag.HEAD_POINT, _Part.HEAD, 0.1),
)


def growth_flags(tables: GrowthTables, measured: Measurement, scores: Scores) -> tuple[GrowthFlag, ...]:
    """Every warning on one measurement, and the likely slip behind those that one would explain."""
    flags = _circumstances(measured)
    beyond = [
        flag for (low, high, flag), z in zip(_LIMITS, scores, strict=True) if z is not None and not low <= z <= high
    ]
    if beyond and measured.age is not None:
        flags += _likely_slips(measured, _possible(tables[measured.sex], measured.age, measured.position))
    return (*flags, *beyond)


def _circumstances(measured: Measurement) -> list[GrowthFlag]:
    flags = []
    if measured.sex is Sex.UNKNOWN:
        flags.append(GrowthFlag.SEX_UNKNOWN)
    age = measured.age
    if age is None:
        flags.append(GrowthFlag.AGE_UNKNOWN)
    elif age.months < 0:
        flags.append(GrowthFlag.BEFORE_BIRTH)
    elif age.months >= OLDEST_MONTHS:
        flags.append(GrowthFlag.TOO_OLD)
    elif age.months < STANDING_AGE and measured.position is Position.STANDING:
        flags.append(GrowthFlag.STANDING_TOO_YOUNG)
    if measured.oedema:
        flags.append(GrowthFlag.OEDEMA)
    for value in (measured.weight, measured.height, measured.head):
        if value is not None and value < LEAST:
            return [*flags, GrowthFlag.NOT_POSITIVE]
    return flags


def _possible(table: GrowthTable, age: GrowthAge, position: Position | None) -> _Possible:
    found: _Possible = {}
    if weight := row_at_age(table.weight, table.school_weight, age):
        low, high = PLAUSIBLE[Index.WEIGHT_FOR_AGE]
        found[_Part.WEIGHT] = (weight.restricted_value_at(low), weight.restricted_value_at(high))
    if height := row_at_age(table.height, table.school_height, age):
        low, high = PLAUSIBLE[Index.HEIGHT_FOR_AGE]
        added = corrected_height(age, 0, position)
        found[_Part.HEIGHT] = (height.value_at(low) - added, height.value_at(high) - added)
    if head := row_at_age(table.head, (), age):
        low, high = PLAUSIBLE[Index.HEAD_FOR_AGE]
        found[_Part.HEAD] = (head.value_at(low), head.value_at(high))
    return found


def _likely_slips(measured: Measurement, possible: _Possible) -> list[GrowthFlag]:
    values = {_Part.WEIGHT: measured.weight, _Part.HEIGHT: measured.height, _Part.HEAD: measured.head}
    known = {part: value for part, value in values.items() if value and part in possible}
    wrong = {part: value for part, value in known.items() if not _lies(value, possible[part])}
    flags = []
    for flag, one, other in _EXCHANGES:
        explains = (one in wrong or other in wrong) and one in known and other in known
        if explains and _lies(known[other], possible[one]) and _lies(known[one], possible[other]):
            flags.append(flag)
            wrong = {part: value for part, value in wrong.items() if part not in (one, other)}
    for slip in _SLIPS:
        value = wrong.get(slip.part)
        if value and slip.lowest <= value < slip.highest and _lies(value * slip.factor, possible[slip.part]):
            flags.append(slip.flag)
            del wrong[slip.part]
    if not flags and _Part.WEIGHT in wrong and _Part.HEIGHT in wrong:
        flags.append(GrowthFlag.AGE_WRONG)
    return flags


def _lies(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]

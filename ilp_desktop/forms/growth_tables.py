"""Loads the WHO growth tables from ``resources/reference``, once, when a form first needs them."""

import gzip
import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import overload

from ilp_desktop.domain.clinical.growth import Distribution, GrowthTable

TABLES = Path(__file__).resolve().parents[2] / "resources" / "reference" / "growth.json.gz"


class _Rows(Sequence[Distribution]):
    """Makes a row when it is asked for: a child needs five of the sixteen thousand."""

    def __init__(self, scales: tuple[int, int, int], columns: list[list[int]]) -> None:
        self._scales = scales
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, place: int) -> Distribution: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Distribution]: ...
    def __getitem__(self, place: int | slice) -> Distribution | Sequence[Distribution]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        power, median, variation = (
            column[place] / scale for column, scale in zip(self._columns, self._scales, strict=True)
        )
        return Distribution(power, median, variation)


def read_growth_tables(content: bytes) -> Mapping[str, GrowthTable]:
    """The tables by sex, L and P, behind the content of ``growth.json.gz``."""
    document = json.loads(gzip.decompress(content))
    power, median, variation = document["scales"]

    def rows(columns: list[list[int]]) -> _Rows:
        return _Rows((power, median, variation), [list(accumulate(column)) for column in columns])

    return {
        sex: GrowthTable(
            weight=rows(found["weight"]),
            height=rows(found["height"]),
            body_mass=rows(found["body_mass"]),
            head=rows(found["head"]),
            weight_for_length=rows(found["weight_for_length"]),
            weight_for_standing_height=rows(found["weight_for_standing_height"]),
        )
        for sex, found in document["tables"].items()
    }


@cache
def growth_tables() -> Mapping[str, GrowthTable]:
    """The tables by sex, L and P."""
    return read_growth_tables(TABLES.read_bytes())

"""Loads the WHO growth tables from ``resources/reference``, once, when somebody first needs them."""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from itertools import accumulate

from ilp_desktop.domain.clinical.growth import Distribution, GrowthTable
from ilp_desktop.resource_files import resource_path


def read_growth_tables(content: bytes) -> Mapping[str, GrowthTable]:
    """The tables by sex, L and P, behind the content of ``growth.json.gz``."""
    document = json.loads(gzip.decompress(content))
    scales: list[int] = document["scales"]

    def rows(columns: list[list[int]]) -> list[Distribution]:
        values = ([step / scale for step in accumulate(column)] for column, scale in zip(columns, scales, strict=True))
        return list(map(Distribution._make, zip(*values, strict=True)))

    return {
        sex: GrowthTable(**{name: rows(columns) for name, columns in tables.items()})
        for sex, tables in document["tables"].items()
    }


@cache
def growth_tables() -> Mapping[str, GrowthTable]:
    """The tables by sex, L and P."""
    return read_growth_tables(resource_path("reference", "growth.json.gz").read_bytes())

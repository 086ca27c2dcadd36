"""Which part of the visits a register shows."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.identifiers import VillageCode
from ilp_desktop.domain.visit import Cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPeriod:
    """From the first to the last day, both included; no village or klaster named means all of them."""

    first: date
    last: date
    villages: tuple[VillageCode, ...] = ()
    clusters: tuple[Cluster, ...] = ()

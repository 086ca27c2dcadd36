"""Antenatal contacts: K1 murni or akses, the label of each contact, and whether K4 and K6 are reached."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from ilp_desktop.domain.clinical.pregnancy import PROGRAMME_TRIMESTERS, TrimesterBounds, trimester
from ilp_desktop.domain.uncertain import Sureness, uncertain


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRules:
    """Contacts needed in each trimester, and at which of them a doctor with ultrasound is needed.

    K6 is 1-2-3 in KMK 2015/2023; Buku KIA 2020 printed 2-1-3. K4 is 1-1-2 (T).
    """

    k4: tuple[int, int, int] = (1, 1, 2)
    k6: tuple[int, int, int] = uncertain(
        (1, 2, 3),
        "K6: kontak paling sedikit per trimester",
        choices={"1-2-3": "1-2-3", "2-1-3": "2-1-3"},
        separator="-",
        key="antenatal_k6",
        source="KMK 2015/2023: 1-2-3; Buku KIA 2020: 2-1-3",
        sure=Sureness.MEDIUM,
    )
    bounds: TrimesterBounds = PROGRAMME_TRIMESTERS

    @classmethod
    def read(cls, k6: str) -> "ContactRules":
        """The rules with ``1-2-3`` contacts for K6; ValueError for anything else."""
        first, second, third = (int(part) for part in k6.split("-"))
        return cls(k6=(first, second, third))


STANDARD_CONTACTS = ContactRules()
K6_OF_2020 = ContactRules(k6=(2, 1, 3))

PURE, ACCESS, EXTRA = "K1 murni", "K1 akses", "Tambahan"

SERVICE_WORDS = MappingProxyType(
    {
        "weight": "timbang berat badan",
        "height": "ukur tinggi badan",
        "pressure": "tekanan darah",
        "upper_arm": "LILA",
        "fundus": "TFU",
        "fetus": "presentasi dan DJJ",
        "tetanus": "status imunisasi tetanus",
        "tablets": "TTD atau MMS",
        "haemoglobin": "Hb",
        "counselling": "konseling",
        "ultrasound": "USG",
        "mental": "skrining kesehatan jiwa",
    }
)
"""The services of 10T, USG and mental screening (12T) in words, in the order of the matrix."""

_EVERY_TIME = frozenset({"weight", "pressure", "tablets", "counselling"})
_FIRST = _EVERY_TIME | {"height", "upper_arm", "tetanus", "haemoglobin", "ultrasound", "mental"}

SERVICES = MappingProxyType(
    {
        PURE: _FIRST,
        ACCESS: _FIRST,
        "K2": _EVERY_TIME | {"fundus", "fetus"},
        "K3": _EVERY_TIME | {"fundus", "fetus"},
        "K4": _EVERY_TIME | {"fundus", "fetus"},
        "K5": _EVERY_TIME | {"fetus", "haemoglobin", "ultrasound", "mental"},
        "K6": _EVERY_TIME | {"fundus", "fetus"},
        EXTRA: _EVERY_TIME,
    }
)
"""What each contact asks for at least; more is always right. The mental screening is of TM1 and TM3 (S)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AntenatalContact:
    """One contact with a competent health worker: completed weeks, and whether a doctor looked with ultrasound."""

    weeks: float
    doctor_ultrasound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AntenatalProgress:
    """Where a pregnancy stands: a label for each contact, contacts by trimester, and what is reached."""

    labels: tuple[str, ...]
    by_trimester: tuple[int, int, int]
    k4: bool
    k6: bool
    doctor_first_trimester: bool
    doctor_third_trimester: bool

    @property
    def k6_with_doctor(self) -> bool:
        """K6 with a doctor's ultrasound in the first and in the third trimester, as the guideline asks."""
        return self.k6 and self.doctor_first_trimester and self.doctor_third_trimester


def first_contact_label(weeks: float, rules: ContactRules = STANDARD_CONTACTS) -> str:
    """``K1 murni`` when the first contact is in the first trimester, otherwise ``K1 akses``.

    Source: Pedoman PWS KIA; KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    return PURE if trimester(weeks, rules.bounds) == 1 else ACCESS


def antenatal_progress(
    contacts: Sequence[AntenatalContact], rules: ContactRules = STANDARD_CONTACTS
) -> AntenatalProgress:
    """Labels and what is reached, from the contacts in the order of weeks.

    The first contact is K1. Each later one takes the first free place of its trimester (by 1-2-3: K2 and K3 in the
    second, K4 to K6 in the third); when all are taken it is ``Tambahan``, which is normal. K4 and K6 are decided by the
    numbers in the trimesters alone, so that a woman who came first in the second trimester never reaches them.
    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP).
    """
    ordered = sorted(contacts, key=lambda contact: contact.weeks)
    numbers = [trimester(contact.weeks, rules.bounds) for contact in ordered]
    counts = (numbers.count(1), numbers.count(2), numbers.count(3))
    return AntenatalProgress(
        labels=_labels(ordered, numbers, rules),
        by_trimester=counts,
        k4=_reached(counts, rules.k4),
        k6=_reached(counts, rules.k6),
        doctor_first_trimester=_doctor_in(1, ordered, numbers),
        doctor_third_trimester=_doctor_in(3, ordered, numbers),
    )


def services_missing(label: str, done: Collection[str]) -> tuple[str, ...]:
    """What the matrix asks of a contact and nobody has done yet, in words; guidance, it never blocks.

    Source: KMK HK.01.07/MENKES/2015/2023 (Juknis ILP), gambar 13.
    """
    wanted = SERVICES[label]
    return tuple(words for service, words in SERVICE_WORDS.items() if service in wanted and service not in done)


def _labels(contacts: Sequence[AntenatalContact], numbers: Sequence[int], rules: ContactRules) -> tuple[str, ...]:
    if not contacts:
        return ()
    labels = [first_contact_label(contacts[0].weeks, rules)]
    first, second, third = rules.k6
    numbered = iter(range(2, sum(rules.k6) + 1))
    places = {
        trimester_number: iter([f"K{next(numbered)}" for _place in range(count)])
        for trimester_number, count in ((1, first - 1), (2, second), (3, third))
    }
    for number, group in groupby(numbers[1:]):
        labels.extend(next(places[number], EXTRA) for _ in group)
    return tuple(labels)


def _reached(counts: tuple[int, int, int], needed: tuple[int, int, int]) -> bool:
    return all(have >= need for have, need in zip(counts, needed, strict=True))


def _doctor_in(wanted: int, contacts: Sequence[AntenatalContact], numbers: Sequence[int]) -> bool:
    return any(
        contact.doctor_ultrasound and number == wanted for contact, number in zip(contacts, numbers, strict=True)
    )

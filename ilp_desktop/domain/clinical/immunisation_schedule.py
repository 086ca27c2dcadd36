"""The immunisation schedule as typed data: slots, products, ages, intervals, and how doses are counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from ilp_desktop.domain.months import months_completed_on
from ilp_desktop.domain.uncertain import Sureness, uncertain

SCHOOL_YEAR_STARTS = 7
"""July."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """When somebody's life and school began. ``school_entry_age`` is the age in the year of class 1."""

    birth_date: date
    school_entry_age: int = 7
    school_entry_year: int | None = None

    @property
    def first_school_year(self) -> int:
        """The year in which class 1 begins: what is known, else by age."""
        return self.school_entry_year or self.birth_date.year + self.school_entry_age


@dataclass(frozen=True, slots=True, kw_only=True)
class AgePoint:
    """A day of life: so many days or completed months after birth."""

    days: int = 0
    months: int = 0

    def on(self, life: Life) -> date:
        """The first day of this age; born on the 31st, a month of 30 days completes on the 1st that follows."""
        return months_completed_on(life.birth_date, self.months) + timedelta(days=self.days)

    @property
    def text(self) -> str:
        """``umur 2 bulan``."""
        if self.months:
            years, months = divmod(self.months, 12)
            is_years = not months and years > 1
            return f"umur {years} tahun" if is_years else f"umur {self.months} bulan"
        if not self.days:
            return "sejak lahir"
        weeks, rest = divmod(self.days, 7)
        return f"umur {self.days} hari" if rest else f"umur {weeks} minggu"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolPoint:
    """The first day of a month in a class of primary school (class 7: the year after it)."""

    grade: int
    month: int

    def on(self, life: Life) -> date:
        """The day; January to June belong to the year after the class began."""
        year = life.first_school_year + self.grade - 1
        return date(year + (1 if self.month < SCHOOL_YEAR_STARTS else 0), self.month, 1)

    @property
    def text(self) -> str:
        """``kelas 1``."""
        return f"kelas {self.grade}"


Point = AgePoint | SchoolPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A minimal interval between doses; a month has as many days as the rules say."""

    days: int = 0
    months: int = 0

    def length(self, month_days: int) -> timedelta:
        """The interval in days."""
        return timedelta(days=self.days + self.months * month_days)

    @property
    def text(self) -> str:
        """``4 minggu``."""
        if self.months:
            return f"{self.months} bulan"
        weeks, rest = divmod(self.days, 7)
        return f"{self.days} hari" if rest else f"{weeks} minggu"


class SlotGroup(StrEnum):
    """Where a slot stands in the programme."""

    BASIC = "basic"
    NEW = "new"
    BOOSTER = "booster"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A vaccine. ``covers`` are further series that a dose counts for; ``doses`` make the series complete when all
    were of such a product; ``is_live`` for injected live vaccines.
    """

    code: str
    label: str
    series: tuple[str, ...]
    covers: tuple[str, ...] = ()
    doses: int | None = None
    is_live: bool = False
    has_tetanus: bool = False

    @property
    def short(self) -> str:
        """The label without what stands in brackets."""
        return self.label.partition(" (")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One dose of the schedule.

    A dose younger than ``counted_from`` does not count; ``minimum`` is the youngest age to give it, ``recommended``
    when it is due. ``on_time``, ``allowed`` and ``catch_up`` are the first points that no longer belong to the window;
    ``forbidden_before`` and ``forbidden_from`` are the cells "tidak boleh" of Buku KIA.
    """

    code: str
    series: str
    label: str
    group: SlotGroup
    products: tuple[str, ...]
    recommended: Point
    on_time: Point
    counted_from: AgePoint = AgePoint()
    minimum: AgePoint = AgePoint()
    allowed: Point | None = None
    catch_up: Point | None = None
    forbidden_before: AgePoint | None = None
    forbidden_from: AgePoint | None = None
    interval: Interval | None = None
    after: tuple[tuple[str, Interval], ...] = ()
    sex: str = ""
    provinces: tuple[str, ...] | None = None
    effective_from: date | None = None
    effective_until: date | None = None
    dose: str = ""
    route: str = ""
    site: str = ""
    source: str = ""
    confidence: str = ""

    @property
    def last_window(self) -> Point:
        """The end of the last window in which it may be given."""
        return self.catch_up or self.allowed or self.on_time


@dataclass(frozen=True, slots=True, kw_only=True)
class LateStart:
    """Whoever gets the first dose of a series at this age or later needs only so many, so far apart."""

    series: str
    first_from: AgePoint
    doses: int
    interval: Interval
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmunisationRules:
    """How doses and coverage are counted; each has its source and confidence in the reference file.

    ``basic`` and ``booster`` are the doses of each series that make IDL and IBL.
    """

    month_days: int = uncertain(
        28,
        "Jarak imunisasi: satu bulan dihitung",
        span=(28, 31),
        unit="hari",
        key="immunisation_month_days",
        source="SIMPUS di lapangan menghitung 1 bulan = 28 hari",
        sure=Sureness.MEDIUM,
    )
    grace_days: int = uncertain(
        0,
        "Dosis yang terlalu dini masih dihitung bila kurang paling banyak",
        span=(0, 4),
        unit="hari",
        source="Tidak ada kelonggaran hari dalam pedoman yang terbaca",
        sure=Sureness.MEDIUM,
    )
    live_interval_days: int = 28
    basic: tuple[tuple[str, int], ...] = (("HB0", 1), ("BCG", 1), ("OPV", 4), ("DPT", 3), ("IPV", 1), ("MR", 1))
    basic_before_months: int = 12
    basic_with_second_ipv: bool = uncertain(
        False,
        "IDL memerlukan IPV 2",
        key="immunisation_idl_with_ipv2",
        source="Sebagian dinas memasukkan IPV2 ke dalam IDL",
        sure=Sureness.MEDIUM,
    )
    booster: tuple[tuple[str, int], ...] = (("DPT", 4), ("MR", 2))
    booster_from_months: int = 12
    booster_before_months: int = 24
    new_antigens: tuple[str, ...] = uncertain(
        ("PCV2",),
        "Antigen baru lengkap bila sudah",
        choices={"PCV2": "PCV 2", "PCV2 RV3": "PCV 2 dan RV 3", "PCV2 RV3 IPV2": "PCV 2, RV 3, dan IPV 2"},
        separator=" ",
        source="Dasbor lapangan 2026: PCV2, di sebagian tempat juga RV3 dan IPV2",
        sure=Sureness.MEDIUM,
    )
    zero_dose_months: int = uncertain(
        12,
        "Anak zero dose: belum DPT-HB-Hib 1 sampai umur",
        span=(6, 24),
        unit="bulan",
        source="Belum DPT-HB-Hib 1 sampai umur 12 bulan",
        sure=Sureness.MEDIUM,
    )
    drop_out_percent: int = 5
    school_entry_age: int = uncertain(
        7,
        "Kelas 1 SD dihitung umur",
        span=(6, 7),
        unit="tahun",
        source="Kelas 1 = umur 7 tahun; kelas dapat diisi sendiri",
        sure=Sureness.MEDIUM,
    )
    japanese_encephalitis: bool = uncertain(
        False,
        "Imunisasi JE termasuk program di kabupaten ini",
        key="immunisation_je",
        source="Jadwal 2024: hanya provinsi endemis; daftar resmi belum dibaca",
        sure=Sureness.LOW,
    )


class DecisionKind(StrEnum):
    """What it means that a dose was not given."""

    POSTPONED = "postponed"
    REFUSED = "refused"
    CONTRAINDICATED = "contraindicated"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason for not giving a dose."""

    code: str
    label: str
    kind: DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """An adverse event after immunisation (KIPI)."""

    code: str
    label: str
    is_serious: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VialMonitor:
    """A stage of the vaccine vial monitor."""

    code: str
    label: str
    is_usable: bool = True


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The schedule in force: slots in the order in which they are given."""

    version: str
    source: str
    slots: tuple[Slot, ...]
    products: Mapping[str, Product]
    late_starts: tuple[LateStart, ...] = ()
    hexavalent_provinces: tuple[str, ...] = ()
    rules: ImmunisationRules = field(default_factory=ImmunisationRules)
    reasons: tuple[Reason, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    vial_monitors: tuple[VialMonitor, ...] = ()
    sites: tuple[str, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Slot]:
        """The slots by their code."""
        return {slot.code: slot for slot in self.slots}

    @cached_property
    def by_series(self) -> Mapping[str, tuple[Slot, ...]]:
        """The slots of each series in their order."""
        series = dict.fromkeys(slot.series for slot in self.slots)
        return {name: tuple(slot for slot in self.slots if slot.series == name) for name in series}

    @cached_property
    def covering(self) -> Mapping[str, tuple[str, ...]]:
        """For each series the other series of which a product covers it."""
        pairs = [(covered, series) for one in self.products.values() for covered in one.covers for series in one.series]
        return {name: tuple(dict.fromkeys(other for covered, other in pairs if covered == name)) for name, _ in pairs}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each slot."""
        return {slot.code: place for place, slot in enumerate(self.slots)}

    def reason(self, code: str) -> Reason | None:
        """The reason of a code."""
        return next((one for one in self.reasons if one.code == code), None)

    def contradictions(self) -> Iterator[str]:
        """What in the data contradicts itself, each as a sentence for whoever edits it."""
        life = Life(birth_date=date(2020, 1, 1), school_entry_age=self.rules.school_entry_age)
        for slot in self.slots:
            yield from self._wrong_codes(slot)
            points = [slot.counted_from, slot.minimum, slot.recommended, slot.on_time, slot.allowed, slot.catch_up]
            days = [point.on(life) for point in points if point is not None]
            if days != sorted(days) or slot.recommended.on(life) >= slot.on_time.on(life):
                yield f"{slot.code}: umur tidak berurutan"
            if slot.forbidden_before is not None and slot.forbidden_before.on(life) > slot.recommended.on(life):
                yield f"{slot.code}: tidak boleh sesudah umur yang dianjurkan"
            if slot.forbidden_from is not None and slot.forbidden_from.on(life) < slot.last_window.on(life):
                yield f"{slot.code}: tidak boleh sebelum jendelanya habis"

    def _wrong_codes(self, slot: Slot) -> Iterator[str]:
        for code in slot.products:
            product = self.products.get(code)
            if product is None or slot.series not in product.series:
                yield f"{slot.code}: vaksin {code} bukan untuk seri {slot.series}"
        for code, _interval in slot.after:
            if code not in self.by_code:
                yield f"{slot.code}: dosis {code} tidak ada"

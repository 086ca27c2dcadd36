"""Which of somebody's doses count for which slot of the schedule, and the first day on which the next one would."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile

from ilp_desktop.domain.clinical.immunisation_schedule import (
    DecisionKind,
    ImmunisationRules,
    Interval,
    Life,
    Product,
    Schedule,
    Slot,
    SlotGroup,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom the schedule is applied to. ``sex`` L, P or empty, ``province`` two digits or empty: not known."""

    birth_date: date
    sex: str = ""
    province: str = ""
    school_entry_year: int | None = None

    def life(self, rules: ImmunisationRules) -> Life:
        """What ages are counted from."""
        return Life(
            birth_date=self.birth_date,
            school_entry_age=rules.school_entry_age,
            school_entry_year=self.school_entry_year,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """A dose that was given. ``slot`` is what was recorded; ``is_dated`` False: only known to be given by ``day``."""

    slot: str
    product: str
    day: date
    id: str = ""
    is_elsewhere: bool = False
    is_dated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A dose that was not given, with what that means and the code of the reason."""

    slot: str
    day: date
    kind: DecisionKind
    reason: str = ""


class Verdict(StrEnum):
    """Whether a dose counts, or why not."""

    COUNTED = "counted"
    BEFORE_BIRTH = "before_birth"
    TOO_YOUNG = "too_young"
    TOO_SOON = "too_soon"
    TOO_NEAR_LIVE = "too_near_live"
    SAME_DAY = "same_day"
    BEYOND_SERIES = "beyond_series"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedDose:
    """A dose with its verdict. ``slot`` is the slot it fills or was meant to fill; ``earliest`` when it would count."""

    dose: Dose
    verdict: Verdict
    slot: Slot | None = None
    earliest: date | None = None
    why: str = ""

    @property
    def counts(self) -> bool:
        """Whether the dose fills its slot."""
        return self.verdict is Verdict.COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A slot of a series that a dose fills; ``by_product``: through a dose of another series that covers it."""

    dose: Dose
    by_product: bool = False

    @property
    def day(self) -> date:
        """The day of the dose."""
        return self.dose.day


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDose:
    """When the next dose of a series may first be given, when it is due, and what decides that."""

    slot: Slot
    earliest: date
    due: date
    why: str


@dataclass(slots=True)
class Tally:
    """How far somebody has come in each series; doses are added in the order of their days."""

    schedule: Schedule
    person: Person
    filled: dict[str, list[Filled]] = field(default_factory=dict)
    live_days: list[tuple[date, str]] = field(default_factory=list)
    life: Life = field(init=False)
    _in_force: dict[str, tuple[Slot, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.life = self.person.life(self.schedule.rules)

    def copy(self) -> "Tally":
        """The same tally, to go on from without changing this one."""
        filled = {series: list(found) for series, found in self.filled.items()}
        return Tally(self.schedule, self.person, filled, list(self.live_days), self._in_force)

    def so_far(self, series: str) -> tuple[Filled, ...]:
        """The doses that count in a series, oldest first."""
        return tuple(self.filled.get(series, ()))

    def in_force(self, series: str) -> tuple[Slot, ...]:
        """The slots of a series that apply to this person at all: sex, province and the dates of the programme."""
        if series not in self._in_force:
            slots = self.schedule.by_series[series]
            self._in_force[series] = tuple(takewhile(lambda slot: not self.why_not(slot), slots))
        return self._in_force[series]

    def why_not(self, slot: Slot) -> str:
        """Why a slot does not apply to this person; empty when it does."""
        recommended = slot.recommended.on(self.life)
        if slot.sex and slot.sex != self.person.sex:
            return "hanya untuk perempuan" if slot.sex == "P" else "hanya untuk laki-laki"
        if slot.provinces is not None and self.person.province not in slot.provinces:
            return "bukan daerah endemis"
        if slot.effective_from is not None and recommended < slot.effective_from:
            return "belum ada dalam program saat itu"
        if slot.effective_until is not None and recommended >= slot.effective_until:
            return "tidak ada lagi dalam program"
        return ""

    def needed(self, series: str, first_day: date) -> int:
        """How many doses complete the series when the first is (or was) given on ``first_day``.

        Fewer when every dose is of a product with fewer doses, and for late starters.
        """
        count = len(self.in_force(series))
        own = [found.dose.product for found in self.so_far(series)] or [self.usual_product(series)]
        doses = [self.schedule.products[code].doses for code in own if code in self.schedule.products]
        if doses and all(doses):
            count = min(count, max(number for number in doses if number))
        late = self._late_start(series, first_day)
        return min(count, late[0]) if late else count

    def usual_product(self, series: str) -> str:
        """The product to go on with: that of the last dose where the slot takes it, else that of the province.

        Combined products are for the doses of infancy; the booster is a plain one.
        """
        slots = self.schedule.by_series[series]
        slot = slots[min(len(self.so_far(series)), len(slots) - 1)]
        combined = tuple(code for code in slot.products if self.schedule.products[code].covers)
        plain = tuple(code for code in slot.products if code not in combined)
        fitting = slot.products if slot.group is SlotGroup.BASIC else plain
        earlier = [found.dose.product for found in self.so_far(series) if found.dose.product in fitting]
        if earlier:
            return earlier[-1]
        is_combined = slot.group is SlotGroup.BASIC and self.person.province in self.schedule.hexavalent_provinces
        return combined[0] if combined and is_combined else plain[0]

    def comes_with(self, series: str, closed: Container[str] = ()) -> Slot | None:
        """The next slot of another series, not ``closed``, whose usual product covers this series; None without."""
        for other in self.schedule.covering.get(series, ()):
            place, slots = len(self.filled.get(other, ())), self.schedule.by_series[other]
            if other in closed or place >= len(slots) or slots[place].group is not SlotGroup.BASIC:
                continue
            if series in self.schedule.products[self.usual_product(other)].covers:
                return slots[place]
        return None

    def next_dose(self, series: str, from_day: date) -> NextDose | None:
        """The next dose of a series for somebody who comes on ``from_day`` or later; None when it is complete.

        Live vaccines are looked at by ``clear_of_live``.
        """
        before = self.so_far(series)
        slots = self.in_force(series)
        place = len(before)
        if place >= len(slots):
            return None
        slot = slots[place]
        minimum, recommended = slot.minimum.on(self.life), slot.recommended.on(self.life)
        first = before[0].day if before else max(from_day, recommended)
        if place >= self.needed(series, first):
            return None
        earliest, why = minimum, slot.minimum.text
        for free, words in self._intervals(slot, before):
            if free > earliest:
                earliest, why = free, words
        if recommended >= earliest:
            return NextDose(slot=slot, earliest=earliest, due=recommended, why=slot.recommended.text)
        return NextDose(slot=slot, earliest=earliest, due=earliest, why=why)

    def clear_of_live(self, product: Product, day: date) -> date:
        """The first day from ``day`` on which an injected live vaccine keeps its distance from the others."""
        if not product.is_live:
            return day
        distance = timedelta(days=self.schedule.rules.live_interval_days)
        for given, _series in sorted(self.live_days):
            if given < day < given + distance:
                day = given + distance
        return day

    def give(self, dose: Dose) -> JudgedDose:
        """Judge a dose that is not older than those before, and count it where it counts."""
        judged = self._judge(dose)
        product = self.schedule.products.get(dose.product)
        if (
            product is not None
            and product.is_live
            and judged.slot is not None
            and judged.verdict is not Verdict.BEFORE_BIRTH
        ):
            self.live_days.append((dose.day, judged.slot.series))
        if judged.counts and judged.slot is not None:
            self._fill(judged.slot.series, Filled(dose=dose))
            for series in product.covers if product else ():
                if len(self.so_far(series)) < len(self.schedule.by_series[series]):
                    self._fill(series, Filled(dose=dose, by_product=True))
        return judged

    def _fill(self, series: str, found: Filled) -> None:
        self.filled.setdefault(series, []).append(found)

    def _judge(self, dose: Dose) -> JudgedDose:
        recorded = self.schedule.by_code.get(dose.slot)
        if recorded is None:
            return JudgedDose(dose=dose, verdict=Verdict.UNKNOWN)
        if dose.day < self.person.birth_date:
            return JudgedDose(dose=dose, verdict=Verdict.BEFORE_BIRTH, slot=recorded, earliest=self.person.birth_date)
        series, before = recorded.series, self.so_far(recorded.series)
        slots = self.schedule.by_series[series]
        if dose.is_dated and any(found.day == dose.day and found.dose.is_dated for found in before):
            return JudgedDose(dose=dose, verdict=Verdict.SAME_DAY, slot=recorded)
        first = before[0].day if before else dose.day
        if len(before) >= len(slots) or (before and len(before) >= self._most(series, first)):
            return JudgedDose(dose=dose, verdict=Verdict.BEYOND_SERIES, slot=recorded)
        slot = slots[len(before)]
        if not dose.is_dated:
            return JudgedDose(dose=dose, verdict=Verdict.COUNTED, slot=slot)
        return self._judge_day(dose, slot, before)

    def _judge_day(self, dose: Dose, slot: Slot, before: tuple[Filled, ...]) -> JudgedDose:
        rules, grace = self.schedule.rules, timedelta(days=self.schedule.rules.grace_days)
        young = slot.counted_from.on(self.life)
        if dose.day + grace < young:
            return JudgedDose(
                dose=dose, verdict=Verdict.TOO_YOUNG, slot=slot, earliest=young, why=slot.counted_from.text
            )
        is_known = not before or before[-1].dose.is_dated
        for free, why in self._intervals(slot, before) if is_known else ():
            if dose.day + grace < free:
                return JudgedDose(dose=dose, verdict=Verdict.TOO_SOON, slot=slot, earliest=free, why=why)
        product = self.schedule.products.get(dose.product)
        if product is not None and product.is_live:
            free = self.clear_of_live(product, dose.day)
            if dose.day + grace < free:
                why = f"{Interval(days=rules.live_interval_days).text} sesudah vaksin hidup lain"
                return JudgedDose(dose=dose, verdict=Verdict.TOO_NEAR_LIVE, slot=slot, earliest=free, why=why)
        return JudgedDose(dose=dose, verdict=Verdict.COUNTED, slot=slot)

    def _intervals(self, slot: Slot, before: tuple[Filled, ...]) -> Iterator[tuple[date, str]]:
        """From when each interval before a slot is kept, with its words."""
        month_days = self.schedule.rules.month_days
        if before:
            interval = self._interval(slot, before[0].day)
            if interval is not None:
                label = self.schedule.by_series[slot.series][len(before) - 1].label
                yield before[-1].day + interval.length(month_days), f"{interval.text} sesudah {label}"
        for code, interval in slot.after:
            other = self.schedule.by_code[code]
            for found in self.so_far(other.series):
                yield found.day + interval.length(month_days), f"{interval.text} sesudah {other.label}"

    def _interval(self, slot: Slot, first_day: date) -> Interval | None:
        late = self._late_start(slot.series, first_day)
        return late[1] if late else slot.interval

    def _late_start(self, series: str, first_day: date) -> tuple[int, Interval] | None:
        reached = [
            late
            for late in self.schedule.late_starts
            if late.series == series and first_day >= late.first_from.on(self.life)
        ]
        if not reached:
            return None
        latest = max(reached, key=lambda late: late.first_from.on(self.life))
        return latest.doses, latest.interval

    def _most(self, series: str, first_day: date) -> int:
        """How many doses can count at all; those of a product that needs fewer do not stop another product."""
        late = self._late_start(series, first_day)
        return late[0] if late else len(self.schedule.by_series[series])


def judge_doses(
    person: Person, doses: Iterable[Dose], decisions: Iterable[Decision], schedule: Schedule
) -> tuple[Tally, tuple[JudgedDose, ...]]:
    """Every dose with its verdict in the order of their days, and how far the person has come.

    The order in which doses were recorded does not matter. A dose said to be given elsewhere on an unknown day counts;
    what is planned after it keeps the interval from the day on which that was said.

    Source: KMK HK.01.07/MENKES/2015/2023; KMK HK.01.07/MENKES/1098/2024 jo. 35/2025; Buku KIA 2023.
    """
    dated = tuple(doses)
    told = tuple(
        Dose(slot=one.slot, product="", day=one.day, is_elsewhere=True, is_dated=False)
        for one in decisions
        if one.kind is DecisionKind.ELSEWHERE and one.slot in schedule.by_code
    )
    tally = Tally(schedule, person)
    place = schedule.order

    def in_order(dose: Dose) -> tuple[date, int, str, str, bool]:
        """An undated dose stands before the dated ones of higher slots of its series."""
        day = dose.day
        if not dose.is_dated:
            series = schedule.by_code[dose.slot].series
            later = (one.day for one in dated if _is_later(schedule, one, series, place[dose.slot]))
            day = min(day, *later, day)
        return day, place.get(dose.slot, len(place)), dose.product, dose.id, dose.is_dated

    return tally, tuple(tally.give(dose) for dose in sorted((*dated, *told), key=in_order))


def _is_later(schedule: Schedule, dose: Dose, series: str, place: int) -> bool:
    slot = schedule.by_code.get(dose.slot)
    return slot is not None and slot.series == series and schedule.order[slot.code] > place

"""What the immunisation schedule says of one person on one day: every slot's state, and the visits that remain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ilp_desktop.domain.clinical.immunisation_counting import (
    Decision,
    Dose,
    Filled,
    JudgedDose,
    NextDose,
    Person,
    Tally,
    judge_doses,
)
from ilp_desktop.domain.clinical.immunisation_schedule import DecisionKind, Schedule, Slot


class SlotState(StrEnum):
    """Where a slot stands."""

    GIVEN = "given"
    BY_PRODUCT = "by_product"
    TAKEN_ELSEWHERE = "taken_elsewhere"
    DUE = "due"
    LATE = "late"
    CATCH_UP = "catch_up"
    NOT_YET = "not_yet"
    WAITING = "waiting"
    NO_LONGER = "no_longer"
    NOT_APPLICABLE = "not_applicable"
    REFUSED = "refused"
    CONTRAINDICATED = "contraindicated"


TO_GIVE = frozenset({SlotState.DUE, SlotState.LATE, SlotState.CATCH_UP})
"""States in which the dose can be given on the day."""

IS_DONE = frozenset({SlotState.GIVEN, SlotState.BY_PRODUCT, SlotState.TAKEN_ELSEWHERE})


class Timing(StrEnum):
    """In which window of the chart a dose was given."""

    ON_TIME = "on_time"
    LATE = "late"
    CATCH_UP = "catch_up"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotStatus:
    """The state of one slot.

    ``next_day`` is the day from which the dose is due (planned, while earlier doses are missing), ``earliest`` the
    first on which it would count; ``until`` the last day of the window; ``why`` gives the reason in words.
    ``uncounted`` are doses that were meant for this slot and do not count.
    """

    slot: Slot
    state: SlotState
    dose: Dose | None = None
    timing: Timing | None = None
    next_day: date | None = None
    earliest: date | None = None
    until: date | None = None
    why: str = ""
    product: str = ""
    decision: Decision | None = None
    is_forbidden: bool = False
    uncounted: tuple[JudgedDose, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDose:
    """A dose of the plan."""

    slot: Slot
    product: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """Doses to be given on one day, at different sites."""

    day: date
    doses: tuple[PlannedDose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmunisationCourse:
    """How far somebody is through the schedule on a day: every slot, the visits that remain, every dose judged."""

    day: date
    slots: tuple[SlotStatus, ...]
    plan: tuple[PlannedVisit, ...]
    judged: tuple[JudgedDose, ...]

    def of(self, code: str) -> SlotStatus:
        """The status of a slot."""
        return next(one for one in self.slots if one.slot.code == code)

    @property
    def to_give(self) -> tuple[SlotStatus, ...]:
        """What can be given on the day, several antigens at once."""
        return tuple(one for one in self.slots if one.state in TO_GIVE)


def immunisation_course(
    person: Person,
    doses: Iterable[Dose],
    decisions: Iterable[Decision],
    schedule: Schedule,
    day: date,
    *,
    is_planned: bool = True,
) -> ImmunisationCourse:
    """Every slot's state on a day, and the catch-up plan from that day on. A series is never begun again.

    Not ``is_planned`` leaves the plan out, where only what was given is asked for.

    Source: KMK HK.01.07/MENKES/2015/2023; KMK HK.01.07/MENKES/1098/2024 jo. 35/2025; Buku KIA 2023.
    """
    known = tuple(one for one in decisions if one.day <= day)
    tally, judged = judge_doses(person, (dose for dose in doses if dose.day <= day), known, schedule)
    stops = _Stops.of(known, tally)
    plan = _plan(tally, stops, day) if is_planned else ()
    planned = {dose.slot.code: (visit.day, dose) for visit in plan for dose in visit.doses}
    reader = _Reader(tally=tally, stops=stops, planned=planned, judged=judged, day=day)
    return ImmunisationCourse(
        day=day, slots=tuple(reader.status(slot) for slot in schedule.slots), plan=plan, judged=judged
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stops:
    """Standing decisions: contraindications by series, refusals and postponements by slot, the newest of each."""

    contraindicated: Mapping[str, Decision]
    refused: Mapping[str, Decision]
    postponed: Mapping[str, Decision]

    @staticmethod
    def of(decisions: Iterable[Decision], tally: Tally) -> "_Stops":
        """A decision stands until a later dose of the series counts."""
        contraindicated: dict[str, Decision] = {}
        by_slot: dict[DecisionKind, dict[str, Decision]] = {kind: {} for kind in DecisionKind}
        newest: dict[str, Decision] = {}
        for one in sorted(decisions, key=lambda one: (one.day, one.kind, one.slot, one.reason)):
            slot = tally.schedule.by_code.get(one.slot)
            if slot is None:
                continue
            given_later = any(found.day > one.day for found in tally.so_far(slot.series) if found.dose.is_dated)
            if given_later:
                continue
            newest[one.slot] = one
            if one.kind is DecisionKind.CONTRAINDICATED:
                contraindicated[slot.series] = one
        for code, one in newest.items():
            by_slot[one.kind][code] = one
        return _Stops(
            contraindicated=contraindicated,
            refused=by_slot[DecisionKind.REFUSED],
            postponed=by_slot[DecisionKind.POSTPONED],
        )


def _end_of(slot: Slot, tally: Tally) -> date:
    """The first day on which a slot is no longer in any window."""
    return slot.last_window.on(tally.life)


def _possible(tally: Tally, series: str, stops: _Stops, day: date) -> tuple[date, NextDose] | None:
    """The day, not before ``day``, on which the next dose of a series belongs; None when there is none."""
    if series in stops.contraindicated or tally.comes_with(series, stops.contraindicated) is not None:
        return None
    following = tally.next_dose(series, day)
    if following is None:
        return None
    product = tally.schedule.products[tally.usual_product(series)]
    when = tally.clear_of_live(product, max(day, following.due))
    return None if when >= _end_of(following.slot, tally) else (when, following)


def _plan(before: Tally, stops: _Stops, day: date) -> tuple[PlannedVisit, ...]:
    tally, visits = before.copy(), list[PlannedVisit]()
    series = tuple(tally.schedule.by_series)
    while True:
        open_days = [found[0] for name in series if (found := _possible(tally, name, stops, day)) is not None]
        if not open_days:
            return tuple(visits)
        day = min(open_days)
        visits.append(PlannedVisit(day=day, doses=_give_all(tally, series, stops, day)))


def _give_all(tally: Tally, series: Iterable[str], stops: _Stops, day: date) -> tuple[PlannedDose, ...]:
    given = []
    for name in series:
        found = _possible(tally, name, stops, day)
        if found is None or found[0] != day:
            continue
        product = tally.usual_product(name)
        given.append(PlannedDose(slot=found[1].slot, product=product, why=found[1].why))
        tally.give(Dose(slot=found[1].slot.code, product=product, day=day))
    return tuple(sorted(given, key=lambda one: tally.schedule.order[one.slot.code]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads the state of slots off a tally, its decisions and the plan."""

    tally: Tally
    stops: _Stops
    planned: Mapping[str, tuple[date, PlannedDose]]
    judged: tuple[JudgedDose, ...]
    day: date

    def status(self, slot: Slot) -> SlotStatus:
        tally = self.tally
        uncounted = tuple(one for one in self.judged if not one.counts and one.slot is slot)
        slots = tally.schedule.by_series[slot.series]
        place, before = slots.index(slot), tally.so_far(slot.series)
        if place < len(before):
            return self._filled(slot, before[place], uncounted)
        why_not = tally.why_not(slot)
        following = tally.next_dose(slot.series, self.day)
        first = before[0].day if before else self.day
        if not why_not and (following is None or place >= tally.needed(slot.series, first)):
            why_not = self._why_enough(slot.series, first)
        if why_not or following is None:
            return SlotStatus(slot=slot, state=SlotState.NOT_APPLICABLE, why=why_not, uncounted=uncounted)
        return self._open(slot, following, uncounted, is_next=place == len(before))

    def _filled(self, slot: Slot, found: Filled, uncounted: tuple[JudgedDose, ...]) -> SlotStatus:
        dose, state, why = found.dose, SlotState.GIVEN, ""
        if not dose.is_dated:
            state, why = SlotState.TAKEN_ELSEWHERE, "tanggal tidak diketahui"
        elif found.by_product:
            state, why = SlotState.BY_PRODUCT, f"dari {self.tally.schedule.products[dose.product].label}"
        timing = self._timing(slot, dose.day) if dose.is_dated else None
        product = dose.product
        return SlotStatus(
            slot=slot, state=state, dose=dose, timing=timing, why=why, product=product, uncounted=uncounted
        )

    def _why_enough(self, series: str, first: date) -> str:
        late = [one for one in self.tally.schedule.late_starts if one.series == series]
        if any(first >= one.first_from.on(self.tally.life) for one in late):
            return "mulai terlambat, dosis sudah cukup"
        given = [self.tally.schedule.products.get(found.dose.product) for found in self.tally.so_far(series)]
        product = given[-1] if given else self.tally.schedule.products[self.tally.usual_product(series)]
        return f"cukup {product.label}" if product and product.doses else "seri sudah lengkap"

    def _open(self, slot: Slot, following: NextDose, uncounted: tuple[JudgedDose, ...], *, is_next: bool) -> SlotStatus:
        standing = self._standing(slot, following, is_next=is_next)
        forbidden_from = slot.forbidden_from
        contraindicated = self.stops.contraindicated.get(slot.series)
        return SlotStatus(
            slot=slot,
            state=standing.state,
            next_day=standing.next_day,
            earliest=following.earliest if is_next else None,
            until=slot.last_window.on(self.tally.life) - timedelta(days=1),
            why=standing.why,
            product=self.tally.usual_product(slot.series),
            decision=contraindicated or self.stops.refused.get(slot.code) or self.stops.postponed.get(slot.code),
            is_forbidden=forbidden_from is not None and self.day >= forbidden_from.on(self.tally.life),
            uncounted=uncounted,
        )

    def _standing(self, slot: Slot, following: NextDose, *, is_next: bool) -> "_Standing":
        planned = self.planned[slot.code][0] if slot.code in self.planned else None
        with_other = self.tally.comes_with(slot.series, self.stops.contraindicated)
        if slot.series in self.stops.contraindicated:
            return _Standing(SlotState.CONTRAINDICATED)
        if with_other is not None:
            return _Standing(SlotState.WAITING, planned, f"ikut {with_other.label} heksavalen")
        if is_next:
            return self._standing_next(slot, following)
        if planned is None:
            return _Standing(SlotState.NO_LONGER)
        return _Standing(SlotState.WAITING, planned, f"menunggu {following.slot.label}")

    def _standing_next(self, slot: Slot, following: NextDose) -> "_Standing":
        product = self.tally.schedule.products[self.tally.usual_product(slot.series)]
        wanted = max(self.day, following.due)
        now = self.tally.clear_of_live(product, wanted)
        if now >= _end_of(slot, self.tally):
            return _Standing(SlotState.NO_LONGER)
        why = following.why if now == wanted else "4 minggu sesudah vaksin hidup lain"
        next_day = now if now > self.day else following.due
        if slot.code in self.stops.refused:
            return _Standing(SlotState.REFUSED, next_day, why)
        if now > self.day:
            return _Standing(SlotState.NOT_YET, next_day, why)
        return _Standing(_WINDOW_STATES[self._timing(slot, self.day)], next_day, why)

    def _timing(self, slot: Slot, day: date) -> Timing:
        life = self.tally.life
        windows = ((slot.on_time, Timing.ON_TIME), (slot.allowed, Timing.LATE), (slot.catch_up, Timing.CATCH_UP))
        return next((timing for end, timing in windows if end is not None and day < end.on(life)), Timing.AFTER)


@dataclass(frozen=True, slots=True)
class _Standing:
    state: SlotState
    next_day: date | None = None
    why: str = ""


_WINDOW_STATES = {
    Timing.ON_TIME: SlotState.DUE,
    Timing.LATE: SlotState.LATE,
    Timing.CATCH_UP: SlotState.CATCH_UP,
    Timing.AFTER: SlotState.NO_LONGER,
}

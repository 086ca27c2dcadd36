"""What a person's counted doses make: IDL, IBL, new antigens, zero dose and drop-out, each on its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.clinical.immunisation import IS_DONE, ImmunisationCourse, SlotState, SlotStatus
from ilp_desktop.domain.clinical.immunisation_counting import Person
from ilp_desktop.domain.clinical.immunisation_schedule import AgePoint, Schedule

_SECOND = 2
_INFANT_END = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A set of doses. ``reached_on`` is the day of the last one when it was in time, ``completed_on`` whenever it was.

    ``missing`` are the slots that are not given yet; ``undated`` those that are known to be given but not when, so
    that the milestone cannot be proved.
    """

    reached_on: date | None
    completed_on: date | None
    missing: tuple[str, ...]
    undated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What stands in the register. ``zero_dose`` and ``drop_outs`` are only said once the age for it is reached."""

    basic: Milestone
    booster: Milestone
    new_antigens: Milestone
    zero_dose: bool
    drop_outs: tuple[str, ...]


def coverage(course: ImmunisationCourse, person: Person, schedule: Schedule) -> Coverage:
    """IDL, IBL and the rest on the day of the course.

    IDL: HB0, BCG, OPV 4, DPT-HB-Hib 3, IPV and MR before 12 months (IPV2 by setting); IBL: DPT-HB-Hib 4 and MR 2 from
    12 to 23 months, PCV3 not needed. Zero dose: no DPT-HB-Hib 1 at 12 months.

    Source: KMK HK.01.07/MENKES/2015/2023; practice of 2026 for PCV, RV and IPV2.
    """
    rules = schedule.rules
    basic = tuple(
        (series, _SECOND if series == "IPV" and rules.basic_with_second_ipv else n) for series, n in rules.basic
    )
    found = {one.slot.code: one for one in course.slots}
    by_place = {
        (slot.series, place): slot.code for slots in schedule.by_series.values() for place, slot in enumerate(slots)
    }
    basic_slots = [found[by_place[series, place]] for series, count in basic for place in range(count)]
    booster_slots = [found[by_place[series, count - 1]] for series, count in rules.booster]
    new_slots = [found[code] for code in rules.new_antigens if found[code].state is not SlotState.NOT_APPLICABLE]
    return Coverage(
        basic=_milestone(basic_slots, person, schedule, 0, rules.basic_before_months),
        booster=_milestone(booster_slots, person, schedule, rules.booster_from_months, rules.booster_before_months),
        new_antigens=_milestone(new_slots, person, schedule, 0, rules.basic_before_months),
        zero_dose=_is_reached(person, schedule, rules.zero_dose_months, course.day) and not _was_given(found["DPT1"]),
        drop_outs=_drop_outs(found, _is_reached(person, schedule, _INFANT_END, course.day)),
    )


def _drop_outs(found: dict[str, SlotStatus], is_one_year: bool) -> tuple[str, ...]:
    if not is_one_year or not _was_given(found["DPT1"]):
        return ()
    return tuple(f"DPT1-{last}" for last in ("DPT3", "MR1") if not _was_given(found[last]))


def _was_given(status: SlotStatus) -> bool:
    return status.state in IS_DONE


def _is_reached(person: Person, schedule: Schedule, months: int, day: date) -> bool:
    return day >= AgePoint(months=months).on(person.life(schedule.rules))


def _milestone(
    slots: Iterable[SlotStatus], person: Person, schedule: Schedule, from_months: int, before_months: int
) -> Milestone:
    life = person.life(schedule.rules)
    wanted = tuple(slots)
    missing = tuple(one.slot.code for one in wanted if one.state not in IS_DONE)
    undated = tuple(one.slot.code for one in wanted if one.dose is not None and not one.dose.is_dated)
    days = [one.dose.day for one in wanted if one.dose is not None]
    if missing or undated or not days:
        return Milestone(reached_on=None, completed_on=None, missing=missing, undated=undated)
    begins, ends = AgePoint(months=from_months).on(life), AgePoint(months=before_months).on(life)
    in_time = begins <= min(days) and max(days) < ends
    return Milestone(reached_on=max(days) if in_time else None, completed_on=max(days), missing=())

"""A woman's tetanus protection from all her doses: those of childhood, of school and of her own Td."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.clinical.immunisation_counting import Dose, Person
from ilp_desktop.domain.clinical.immunisation_recording import DoseCheck, VialFacts, immunisation_problem, vial_warnings
from ilp_desktop.domain.clinical.immunisation_schedule import Schedule
from ilp_desktop.domain.clinical.tetanus import (
    HIGHEST,
    STANDARD_TETANUS,
    TetanusRules,
    TetanusStatus,
    next_possible,
    protected_until,
    with_dose,
)
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.problem import Problem

TD_SLOTS = tuple(f"T{level}" for level in range(1, HIGHEST + 1))
"""Slots of a woman's own Td; which level a dose makes is computed from all doses."""

TD_SERIES, TD_PRODUCTS = "TD_WUS", ("TD", "TT")
"""The series and the vaccines of these slots, the usual one first; TT is found on old cards."""

TD_SITE, TD_ROUTE = "lengan kiri atas", "IM"
"""Where and how a woman's Td is given when nothing else is said."""

_CHILDHOOD = ("DPT1", "DPT2", "DPT4", "DT1", "TD2", "TD5")
"""Counted slots of childhood that make a level each, whatever the days between them (by birth cohort)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TetanusStep:
    """One level: the dose that made it, or from when the next dose would; ``is_stated``: a form says so."""

    level: int
    dose: Dose | None = None
    protected_until: date | None = None
    possible_from: date | None = None
    is_next: bool = False
    is_stated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TetanusCourse:
    """The status, its five steps, and doses that came too early to count."""

    status: TetanusStatus
    steps: tuple[TetanusStep, ...]
    uncounted: tuple[Dose, ...]


def tetanus_course(
    doses: Iterable[Dose],
    childhood: Iterable[tuple[str, Dose]],
    schedule: Schedule,
    *,
    stated: TetanusStatus | None = None,
    rules: TetanusRules = STANDARD_TETANUS,
) -> TetanusCourse:
    """The course from every dated dose of a vaccine with tetanus; ``childhood`` are counted slots with their doses.

    Doses of childhood make T2 to T5 by birth cohort (three infant doses T2, the booster, BIAS class 1, 2 and 5 one step
    each); where the plain intervals give more, they stand. ``stated`` is what a form found, with the doses after it
    it stands where it gives more still; without the day of its last dose it holds every dose before it was found.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    dated = sorted(
        (dose for dose in doses if dose.is_dated and dose.slot and _has_tetanus(dose, schedule)),
        key=lambda dose: (dose.day, dose.slot, dose.id),
    )
    school = _childhood_doses(childhood)
    later = [dose for dose in dated if dose.slot in TD_SLOTS]
    after_school = [dose for dose in later if not school or dose.day > school[-1].day]
    made = max(_steps_by_interval(school, after_school, rules), _steps_by_interval([], dated, rules), key=len)
    status = TetanusStatus(level=len(made), last_dose=made[-1].day if made else None)
    begun, forgotten = 0, date.min
    if stated is not None:
        since = [dose for dose in dated if _came_after(dose, stated)]
        more = _steps_by_interval([], since, rules, stated)
        if stated.level + len(more) > status.level:
            begun, made, forgotten = stated.level, more, stated.last_dose or date.min
            status = TetanusStatus(level=begun + len(more), last_dose=more[-1].day if more else stated.last_dose)
    known = dict(enumerate(made, start=begun + 1))
    if begun and stated is not None:
        known.update((begun, dose) for dose in dated if dose.day == stated.last_dose)
    return TetanusCourse(
        status=status,
        steps=tuple(_step(number, status, known.get(number), rules) for number in range(1, HIGHEST + 1)),
        uncounted=tuple(dose for dose in later if dose not in made and dose.day > forgotten),
    )


def _step(number: int, status: TetanusStatus, dose: Dose | None, rules: TetanusRules) -> TetanusStep:
    if number > status.level:
        is_next = number == status.level + 1
        free = next_possible(status.level, status.last_dose, rules) if is_next else None
        return TetanusStep(level=number, possible_from=free, is_next=is_next)
    last = dose.day if dose is not None else status.last_dose if number == status.level else None
    return TetanusStep(
        level=number, dose=dose, protected_until=protected_until(number, last, rules), is_stated=dose is None
    )


def _has_tetanus(dose: Dose, schedule: Schedule) -> bool:
    product = schedule.products.get(dose.product)
    return product is not None and product.has_tetanus


def _childhood_doses(counted: Iterable[tuple[str, Dose]]) -> list[Dose]:
    """The doses of childhood that make a level each, in their order; one that is missing makes none."""
    by_slot = {slot: dose for slot, dose in counted if dose.is_dated}
    return [by_slot[slot] for slot in _CHILDHOOD if slot in by_slot][:HIGHEST]


def _came_after(dose: Dose, stated: TetanusStatus) -> bool:
    """A form that gave a dose itself states its day, so that one of the day of another form came after it."""
    if stated.last_dose is not None:
        return dose.day > stated.last_dose
    return stated.found_on is not None and dose.day >= stated.found_on


def _steps_by_interval(
    begun: list[Dose], doses: Iterable[Dose], rules: TetanusRules, before: TetanusStatus | None = None
) -> list[Dose]:
    made = list(begun)
    status = before or TetanusStatus(level=len(made), last_dose=made[-1].day if made else None)
    for dose in doses:
        after = with_dose(status, dose.day, rules)
        if after.level > status.level:
            made.append(dose)
        status = after
    return made


def check_td(
    person: Person,
    doses: Iterable[Dose],
    childhood: Iterable[tuple[str, Dose]],
    schedule: Schedule,
    dose: Dose,
    *,
    today: date,
    vial: VialFacts,
    stated: TetanusStatus | None = None,
) -> DoseCheck:
    """What speaks against one more Td of a woman; too early, after T5 or from a spoiled vial needs a reason.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    known = tuple(doses)
    stops = []
    if not _has_tetanus(dose, schedule) or TD_SERIES not in schedule.products[dose.product].series:
        stops.append(immunisation_problem("product", "product", "Vaksin ini bukan Td.", "Pilih Td."))
    if dose.day < person.birth_date:
        stops.append(immunisation_problem("before_birth", "day", "Tanggal dosis sebelum lahir.", "Periksa tanggalnya."))
    if dose.day > today:
        stops.append(immunisation_problem("future", "day", "Tanggal dosis sesudah hari ini.", "Periksa tanggalnya."))
    if any(one.day == dose.day and _has_tetanus(one, schedule) for one in known):
        stops.append(
            immunisation_problem("twice", "day", "Td sudah tercatat pada tanggal itu.", "Tidak perlu dicatat lagi.")
        )
    if stops or dose.is_elsewhere:
        return DoseCheck(stops=tuple(stops))
    before = tetanus_course((one for one in known if one.day < dose.day), childhood, schedule, stated=stated).status
    return DoseCheck(warnings=(*_timing_warnings(before, dose.day), *vial_warnings(schedule, dose.day, vial)))


def _timing_warnings(before: TetanusStatus, day: date) -> Iterable[Problem]:
    free = next_possible(before.level, before.last_dose)
    if before.level >= HIGHEST:
        sentence = "Status sudah T5; Td tidak perlu lagi."
        yield immunisation_problem("complete", "slot", sentence, "Beri alasan bila tetap diberikan.")
    elif free is not None and day < free:
        sentence = f"Terlalu dini: T{before.level + 1} baru dihitung mulai {short_date(free)}."
        yield immunisation_problem("too_early", "day", sentence, "Jadwalkan ulang.")

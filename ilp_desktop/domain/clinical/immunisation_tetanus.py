"""A woman's tetanus protection from all her doses: those of childhood, of school and of her own Td."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.clinical.immunisation_counting import Dose, Person
from ilp_desktop.domain.clinical.immunisation_recording import DoseCheck
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

_CHILDHOOD = (("DPT1",), ("DPT2",), ("DPT4",), ("DT1",), ("TD2", "TD5"))
"""Counted slots of childhood that make T1 to T5, whatever the days between them (by birth cohort)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TetanusStep:
    """One level: the dose that made it, or from when the next dose would."""

    level: int
    dose: Dose | None = None
    protected_until: date | None = None
    possible_from: date | None = None
    is_next: bool = False


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
    rules: TetanusRules = STANDARD_TETANUS,
) -> TetanusCourse:
    """The course from every dated dose of a vaccine with tetanus; ``childhood`` are counted slots with their doses.

    Doses of childhood make T2 to T5 by birth cohort (three infant doses T2, the booster, BIAS class 1 and 2 one step
    each); where the plain intervals give more, they stand.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    dated = sorted(
        (dose for dose in doses if dose.is_dated and dose.slot and _has_tetanus(dose, schedule)),
        key=lambda dose: (dose.day, dose.slot, dose.id),
    )
    by_interval = _steps_by_interval([], dated, rules)
    school = _childhood_doses(childhood)
    later = [dose for dose in dated if dose.slot in TD_SLOTS]
    by_cohort = _steps_by_interval(school, [dose for dose in later if not school or dose.day > school[-1].day], rules)
    made = by_cohort if len(by_cohort) > len(by_interval) else by_interval
    level, last = len(made), made[-1].day if made else None
    free = next_possible(level, last, rules)
    steps = tuple(
        TetanusStep(
            level=number,
            dose=made[number - 1] if number <= level else None,
            protected_until=protected_until(number, made[number - 1].day, rules) if number <= level else None,
            possible_from=free if number == level + 1 else None,
            is_next=number == level + 1,
        )
        for number in range(1, HIGHEST + 1)
    )
    uncounted = tuple(dose for dose in later if dose not in made)
    return TetanusCourse(status=TetanusStatus(level=level, last_dose=last), steps=steps, uncounted=uncounted)


def _has_tetanus(dose: Dose, schedule: Schedule) -> bool:
    product = schedule.products.get(dose.product)
    return product is not None and product.has_tetanus


def _childhood_doses(counted: Iterable[tuple[str, Dose]]) -> list[Dose]:
    """The doses of childhood in the order of their levels, as far as none is missing before them."""
    by_slot = {slot: dose for slot, dose in counted if dose.is_dated}
    found: list[Dose] = []
    for slots in _CHILDHOOD:
        dose = next((by_slot[slot] for slot in slots if slot in by_slot), None)
        if dose is not None:
            found.append(dose)
    return found


def _steps_by_interval(begun: list[Dose], doses: Iterable[Dose], rules: TetanusRules) -> list[Dose]:
    made = list(begun)
    status = TetanusStatus(level=len(made), last_dose=made[-1].day if made else None)
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
) -> DoseCheck:
    """What speaks against one more Td of a woman; too early or after T5 needs a reason.

    Source: Pedoman Pelayanan Antenatal Terpadu ed. 3 (Kemenkes 2020).
    """
    known = tuple(doses)
    stops = []
    if not _has_tetanus(dose, schedule) or "TD_WUS" not in schedule.products[dose.product].series:
        stops.append(_problem("product", "product", "Vaksin ini bukan Td.", "Pilih Td."))
    if dose.day < person.birth_date:
        stops.append(_problem("before_birth", "day", "Tanggal dosis sebelum lahir.", "Periksa tanggalnya."))
    if dose.day > today:
        stops.append(_problem("future", "day", "Tanggal dosis sesudah hari ini.", "Periksa tanggalnya."))
    if any(one.day == dose.day and _has_tetanus(one, schedule) for one in known):
        stops.append(_problem("twice", "day", "Td sudah tercatat pada tanggal itu.", "Tidak perlu dicatat lagi."))
    if stops or dose.is_elsewhere:
        return DoseCheck(stops=tuple(stops))
    before = tetanus_course((one for one in known if one.day < dose.day), childhood, schedule).status
    free = next_possible(before.level, before.last_dose)
    if before.level >= HIGHEST:
        warning = _problem(
            "complete", "slot", "Status sudah T5; Td tidak perlu lagi.", "Beri alasan bila tetap diberikan."
        )
        return DoseCheck(warnings=(warning,))
    if free is not None and dose.day < free:
        sentence = f"Terlalu dini: T{before.level + 1} baru dihitung mulai {short_date(free)}."
        return DoseCheck(warnings=(_problem("too_early", "day", sentence, "Jadwalkan ulang."),))
    return DoseCheck()


def _problem(code: str, field: str, sentence: str, remedy: str) -> Problem:
    return Problem(code=f"immunisation.{code}", field=field, sentence=sentence, remedy=remedy)

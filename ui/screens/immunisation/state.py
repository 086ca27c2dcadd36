"""One person on the immunisation page: everything that is read, and banner, plan and coverage in words. No Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.clinical.immunisation_coverage import Milestone
from ilp_desktop.domain.identifiers import PatientId
from ilp_desktop.domain.indonesian_text import short_date
from ilp_desktop.domain.patient import Patient
from ilp_desktop.services.immunisation_table import ImmunisationTable, immunisation_table, serious_reactions
from ilp_desktop.services.immunisations import Vial, vial_in_use
from ilp_desktop.services.workplace import Workplace
from ui.kit.indonesian import show_age
from ui.screens.immunisation.dose_line import DoseLine, Mood, reaction_words
from ui.screens.immunisation.schedule_lines import GROWN_MONTHS, schedule_lines
from ui.screens.immunisation.tetanus_lines import is_possible, is_woman, tetanus_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A visit of the plan."""

    day: str
    doses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """IDL and the like, with whether it is reached."""

    title: str
    text: str
    is_reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPerson:
    """Everything of one person that the page shows; ``vials`` by product, as they stand today."""

    table: ImmunisationTable
    vials: tuple[tuple[str, Vial], ...]

    def vial(self, product: str) -> Vial:
        """The vial of a product in use today."""
        return dict(self.vials).get(product, Vial())


def load_person(workplace: Workplace, patient_id: PatientId) -> LoadedPerson:
    """Reads a person with the vials in use; runs on the database thread."""
    table = immunisation_table(workplace, patient_id)
    products = sorted({line.product for line in dose_lines(table) if line.may_give})
    return LoadedPerson(
        table=table, vials=tuple((product, vial_in_use(workplace, product, workplace.today)) for product in products)
    )


def dose_lines(table: ImmunisationTable) -> tuple[DoseLine, ...]:
    """The rows that matter at this age first: Td rows of a woman, then those of the schedule."""
    return (*tetanus_lines(table), *schedule_lines(table)) if is_woman(table) else schedule_lines(table)


def first_line(lines: Sequence[DoseLine]) -> int:
    """Where the cursor begins: the first dose to give, else the first that is not given."""
    for moods in ((Mood.NOW, Mood.LATE), (Mood.QUIET, Mood.STOPPED)):
        for number, line in enumerate(lines):
            if line.mood in moods and line.may_give:
                return number
    return 0


def due_now(lines: Iterable[DoseLine]) -> tuple[DoseLine, ...]:
    """What can be given today, all at once."""
    return tuple(line for line in lines if line.is_due)


def due_text(table: ImmunisationTable, lines: Iterable[DoseLine]) -> str:
    """What the banner says: how many doses can be given, and a woman's Td status."""
    due = due_now(lines)
    parts = [f"{len(due)} dosis jatuh tempo" if due else "tidak ada yang jatuh tempo"]
    if is_woman(table):
        parts = [f"status {table.tetanus.status.label}", *(parts if due else ())]
    return ", ".join(parts)


def plan_lines(table: ImmunisationTable, most: int = 6) -> tuple[PlanLine, ...]:
    """The next visits with their doses, a woman's next Td first."""
    today = table.course.day
    td = [
        PlanLine(
            day="Hari ini" if is_possible(step, today) else _day_text(step.possible_from), doses=f"Td T{step.level}"
        )
        for step in table.tetanus.steps
        if step.is_next and is_woman(table)
    ]
    visits = [
        PlanLine(
            day="Hari ini" if visit.day == today else short_date(visit.day),
            doses=", ".join(dose.slot.code.replace("_", " ") for dose in visit.doses),
        )
        for visit in table.course.plan[:most]
    ]
    return (*td, *visits)


def _day_text(day: date | None) -> str:
    return "" if day is None else short_date(day)


def coverage_lines(table: ImmunisationTable) -> tuple[CoverageLine, ...]:
    """IDL, IBL, new antigens, and what is wrong."""
    found, months = table.coverage, table.months
    if months >= GROWN_MONTHS:
        return ()
    lines = [_milestone_line("IDL", found.basic)]
    if months >= 12:
        lines.append(_milestone_line("IBL", found.booster))
    lines.append(_milestone_line("Antigen baru", found.new_antigens))
    if found.zero_dose:
        lines.append(CoverageLine(title="Zero dose", text="belum DPT-HB-Hib 1", is_reached=False))
    if found.drop_outs:
        text = ", ".join(one.replace("-", " ke ") for one in found.drop_outs)
        lines.append(CoverageLine(title="Putus (DO)", text=text, is_reached=False))
    return tuple(lines)


def _milestone_line(title: str, found: Milestone) -> CoverageLine:
    if found.reached_on is not None:
        return CoverageLine(title=title, text=f"tercapai {short_date(found.reached_on)}", is_reached=True)
    if found.completed_on is not None:
        return CoverageLine(
            title=title, text=f"lengkap {short_date(found.completed_on)}, di luar umur", is_reached=False
        )
    lacking = [*found.missing, *(f"{code} (tanggal)" for code in found.undated)]
    return CoverageLine(
        title=title, text=f"kurang {', '.join(lacking)}" if lacking else "tidak berlaku", is_reached=False
    )


def age_text(patient: Patient, today: date) -> str:
    """The age in words, with a mark when the birth date is estimated."""
    if patient.birth_date is None:
        return "umur tidak diketahui"
    return show_age(patient.birth_date, today, estimated=patient.birth_date_estimated)


def birth_text(patient: Patient) -> str:
    """When they were born, and whether that is known or estimated."""
    born = "" if patient.birth_date is None else f"lahir {short_date(patient.birth_date)}"
    return f"{born} (perkiraan)" if patient.birth_date_estimated else born


def reaction_text(table: ImmunisationTable) -> str:
    """The last serious adverse event, which whoever gives the next dose must know."""
    found = serious_reactions(table.records, table.schedule)
    if not found:
        return ""
    last = max(found, key=lambda one: one.effective_date)
    return f"KIPI serius {short_date(last.effective_date)}: {reaction_words(last, table)}"

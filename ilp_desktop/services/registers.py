"""The printed registers: the same rows as a table on the screen, as a PDF and as a workbook."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ilp_desktop import reports
from ilp_desktop.domain.indonesian_text import long_date
from ilp_desktop.domain.progress import Progress, silent
from ilp_desktop.domain.register_frame import RegisterFrame
from ilp_desktop.domain.register_gap import RegisterGap
from ilp_desktop.domain.register_period import RegisterPeriod
from ilp_desktop.domain.screen_table import ScreenTable
from ilp_desktop.domain.words import word
from ilp_desktop.exchange.safe_write import write_safely
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.immunisation_register import (
    immunisation_register,
    reaction_register,
    school_register,
    tetanus_register,
)
from ilp_desktop.services.paper_values import head_signature, letterhead, officer_signature, print_stamp
from ilp_desktop.services.print_log import log_print
from ilp_desktop.services.settings import working_villages
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import register_queries

Result = TypeVar("Result")


class Register(StrEnum):
    """The registers that can be printed; the value is the name of the definition's file."""

    VISITS = "kunjungan"
    OUTPATIENTS = "rawat_jalan"
    REFERRALS = "rujukan_keluar"
    IMMUNISATION = "imunisasi"
    SCHOOL_IMMUNISATION = "imunisasi_bias"
    TETANUS = "imunisasi_wus"
    REACTIONS = "kipi"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterListing:
    """A register as the list of registers names it."""

    register: Register
    title: str


def list_registers() -> tuple[RegisterListing, ...]:
    """Every register by title."""
    found = (RegisterListing(register=one, title=reports.register_definition(one.value).title) for one in Register)
    return tuple(sorted(found, key=lambda listing: listing.title))


def register_table(workplace: Workplace, register: Register, period: RegisterPeriod) -> ScreenTable:
    """The register as the screen shows it: the columns and texts of the paper."""
    definition = reports.register_definition(register.value)
    return _with_rows(workplace, register, period, lambda rows: reports.register_table(definition, rows))


def register_pdf(
    workplace: Workplace,
    register: Register,
    period: RegisterPeriod,
    paper: str,
    progress: Progress = silent,
    *,
    blank: bool = False,
) -> bytes:
    """The register on paper ("A4", "F4"); ``blank`` gives one empty form. The print is remembered."""
    definition, frame = reports.register_definition(register.value), _frame(workplace, period)

    def draw(rows: Iterator[object]) -> bytes:
        return reports.register_pdf(definition, rows, frame=frame, paper=paper, blank=blank, progress=progress)

    content = _with_rows(workplace, register, period, draw)
    _remember(workplace, register)
    return content


def register_xlsx(
    workplace: Workplace, register: Register, period: RegisterPeriod, paper: str, progress: Progress = silent
) -> bytes:
    """The register as a workbook with the same columns; texts never become formulas. The print is remembered."""
    definition, frame = reports.register_definition(register.value), _frame(workplace, period)

    def write(rows: Iterator[object]) -> bytes:
        return reports.register_xlsx(definition, rows, frame=frame, paper=paper, progress=progress)

    content = _with_rows(workplace, register, period, write)
    _remember(workplace, register)
    return content


def save_register_xlsx(
    workplace: Workplace,
    register: Register,
    period: RegisterPeriod,
    paper: str,
    target: Path,
    progress: Progress = silent,
) -> Answer[Path]:
    """The workbook as a file that is never half there. Fault when the folder is full, gone or may not be written."""
    content = register_xlsx(workplace, register, period, paper, progress)
    write_safely(target, [content], size=len(content), progress=progress, doing="Menulis berkas Excel")
    return Answer(target)


def missing_things(workplace: Workplace, period: RegisterPeriod) -> tuple[RegisterGap, ...]:
    """What is not complete in the period, each with the visit to mend: shown before a register is printed."""
    with workplace.database.read() as connection:
        return register_queries.gaps(connection, period)


def _with_rows(
    workplace: Workplace, register: Register, period: RegisterPeriod, use: Callable[[Iterator[object]], Result]
) -> Result:
    zone = workplace.clock().tzinfo
    with workplace.database.read() as connection:
        rows: Iterator[object]
        match register:
            case Register.VISITS:
                rows = register_queries.visit_register(connection, period, zone)
            case Register.OUTPATIENTS:
                rows = register_queries.outpatient_register(connection, period)
            case Register.REFERRALS:
                rows = register_queries.referral_register(connection, period)
            case Register.IMMUNISATION:
                rows = immunisation_register(workplace, connection, period)
            case Register.SCHOOL_IMMUNISATION:
                rows = school_register(workplace, connection, period)
            case Register.TETANUS:
                rows = tetanus_register(workplace, connection, period)
            case Register.REACTIONS:
                rows = reaction_register(workplace, connection, period)
        return use(rows)


def _frame(workplace: Workplace, period: RegisterPeriod) -> RegisterFrame:
    names = {village.code: village.name for village in working_villages(workplace)}
    filters = []
    if period.villages:
        filters.append(("Desa", ", ".join(names.get(code, code) for code in period.villages)))
    if period.clusters:
        filters.append(("Klaster", ", ".join(word(cluster) for cluster in period.clusters)))
    one_day = period.first == period.last
    days = long_date(period.first) if one_day else f"{long_date(period.first)} s/d {long_date(period.last)}"
    return RegisterFrame(
        letterhead=letterhead(workplace),
        period=days,
        stamp=print_stamp(workplace),
        filters=tuple(filters),
        left=head_signature(workplace),
        right=officer_signature(workplace, "Petugas"),
    )


def _remember(workplace: Workplace, register: Register) -> None:
    with workplace.change("print_register") as transaction:
        log_print(transaction, workplace, register.value)

"""A row of the table of doses, and a recorded dose in words. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from ilp_desktop.domain.immunization_record import Immunization, ImmunizationSource
from ilp_desktop.services.immunisation_table import ImmunisationTable


class Mood(StrEnum):
    """How a row looks, beside its word."""

    DONE = "done"
    NOW = "now"
    LATE = "late"
    STOPPED = "stopped"
    QUIET = "quiet"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """One row. ``is_due`` by the schedule today; ``may_give``: Enter records it today; ``record`` what is recorded.

    ``doubtful`` is a record that does not count beside it: the one to take back first.
    """

    slot: str
    label: str
    when: str
    given: str
    detail: str
    state: str
    mood: Mood
    product: str
    products: tuple[str, ...]
    may_give: bool
    explanation: str
    is_due: bool = False
    site: str = ""
    record: Immunization | None = None
    doubtful: Immunization | None = None


def record_detail(record: Immunization, table: ImmunisationTable) -> str:
    """Batch, site, place and what came after: as the register has it."""
    product = table.schedule.products.get(record.product)
    usual = table.schedule.by_code.get(record.slot)
    is_unusual = product is not None and usual is not None and record.product != usual.products[0]
    parts = (
        product.label if product is not None and is_unusual else "",
        f"batch {record.batch}" if record.batch else "",
        record.site if record.source is ImmunizationSource.OWN else "",
        record.place,
        "dari kartu" if record.source is ImmunizationSource.CARD else "",
        "pindahan" if record.source is ImmunizationSource.MOVED_IN else "",
        f"KIPI{' serius' if record.reaction_serious else ''}: {reaction_words(record, table)}"
        if record.reaction
        else "",
    )
    return " · ".join(part for part in parts if part)


def reaction_words(record: Immunization, table: ImmunisationTable) -> str:
    """The adverse events in words."""
    labels = {one.code: one.label for one in table.schedule.reactions}
    return ", ".join(labels.get(code, code) for code in record.reaction.split(",") if code)

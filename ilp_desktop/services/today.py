"""What the first page says of the day: its figures, and who was told to come back and has not."""

from dataclasses import dataclass
from datetime import timedelta

from ilp_desktop.domain.patient import Patient
from ilp_desktop.domain.today import DayFigures, ExpectedReturn, day_figures
from ilp_desktop.domain.visit import Visit
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records, return_queries, visit_queries

_LOOK_BACK = timedelta(days=14)
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """``visits`` counts also those entered without a ticket; ``people`` everybody on record.

    ``returns`` are expected today or were in the two weeks before.
    """

    figures: DayFigures
    visits: int
    returns: tuple[ExpectedReturn, ...]
    people: int


def today(workplace: Workplace) -> Today:
    """The present day at this facility."""
    day = workplace.today
    with workplace.database.read() as connection:
        return Today(
            figures=day_figures(visit_queries.entries_of_day(connection, day), workplace.clock()),
            returns=return_queries.expected_returns(connection, day - _LOOK_BACK, day, _MOST),
            visits=records.count(connection, Visit, visit_date=day, voided_reason=""),
            people=records.count(connection, Patient),
        )

"""Differences that a merge found: a person keeps what stands here, or takes theirs; both are ordinary changes."""

from ilp_desktop.domain.bookkeeping import OpenDecision
from ilp_desktop.domain.merging import Winner
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.entity_rows import field_value
from ilp_desktop.storage.schema import entity_of_table
from ilp_desktop.storage.transaction import utc


def open_decisions(workplace: Workplace) -> tuple[OpenDecision, ...]:
    """What still waits for somebody to look at it, oldest first."""
    with workplace.database.read() as connection:
        return records.find(connection, OpenDecision, decided_at=None)


def decide(workplace: Workplace, decision_id: str, *, keep_ours: bool) -> Answer[OpenDecision]:
    """Confirms what won or reverts it; the value chosen travels on as the newest change of the field."""
    with workplace.change("decide_difference") as transaction:
        decision = records.get(transaction.connection, OpenDecision, decision_id)
        chosen = decision.ours if keep_ours else decision.theirs
        wins_already = (decision.winner == Winner.OURS) is keep_ours
        if not wins_already:
            kind = entity_of_table(decision.table_name)
            entity = records.get(transaction.connection, kind, decision.row_id)
            transaction.change(entity, **{decision.field: field_value(kind, decision.field, chosen)})
        decided = transaction.change(
            decision, decided_at=utc(transaction.now), decision=Winner.OURS if keep_ours else Winner.THEIRS
        )
    return Answer(decided, frozenset(transaction.changes))

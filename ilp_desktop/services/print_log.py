"""Remembers what was printed: which paper, about whom, when, by whom; never its content."""

from dataclasses import replace

from ilp_desktop.domain.bookkeeping import PrintRecord
from ilp_desktop.domain.letters import PrintStamp
from ilp_desktop.services.paper_values import print_stamp
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import Transaction, new_id, utc


def remember_print(workplace: Workplace, paper: str, subject_id: str = "") -> None:
    """Remembers one print of a paper about somebody or something."""
    with workplace.change("print_paper") as transaction:
        log_print(transaction, workplace, paper, subject_id)


def print_stamp_of(workplace: Workplace, paper: str, subject_id: str) -> PrintStamp:
    """Remembers the print, and says which copy of the same paper it is."""
    with workplace.change("print_paper") as transaction:
        copy = records.count(transaction.connection, PrintRecord, paper=paper, subject_id=subject_id) + 1
        log_print(transaction, workplace, paper, subject_id)
    return replace(print_stamp(workplace), copy=copy)


def log_print(transaction: Transaction, workplace: Workplace, paper: str, subject_id: str = "") -> None:
    """Remembers a print in the transaction that it belongs to."""
    transaction.insert(
        PrintRecord(
            id=new_id(),
            paper=paper,
            subject_id=subject_id,
            printed_at=utc(transaction.now),
            printed_by=workplace.user.id,
        )
    )

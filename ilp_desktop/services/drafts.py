"""Half-filled pages: kept as they are typed, found again after a power cut, gone once the page is saved."""

from ilp_desktop.domain.bookkeeping import Draft
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.workplace import Workplace
from ilp_desktop.storage import records
from ilp_desktop.storage.transaction import Transaction, utc

FILE_PAGE = "file"
"""The page of the files that were chosen for a draft; their subject is the id of that draft."""


def keep_draft(workplace: Workplace, page: str, subject_id: str, content: str) -> Answer[Draft]:
    """Keeps what this user has typed into a page so far, instead of what was kept before."""
    draft = Draft(
        id=draft_id(workplace, page, subject_id),
        user_id=workplace.user.id,
        page=page,
        subject_id=subject_id,
        content=content,
        saved_at=utc(workplace.clock()),
    )
    with workplace.change("keep_draft") as transaction:
        transaction.keep_draft(draft)
    return Answer(draft)


def draft_of(workplace: Workplace, page: str, subject_id: str) -> Draft | None:
    """What this user had typed into a page, if anything is kept."""
    with workplace.database.read() as connection:
        found = records.find(connection, Draft, id=draft_id(workplace, page, subject_id))
    return found[0] if found else None


def drop_draft(workplace: Workplace, page: str, subject_id: str) -> Answer[None]:
    """The page was saved or given up: nothing is kept of it."""
    with workplace.change("drop_draft") as transaction:
        drop_with_files(transaction, draft_id(workplace, page, subject_id))
    return Answer(None)


def drop_with_files(transaction: Transaction, draft: str) -> None:
    """Takes a draft away, and the files that were chosen for it; what a response has adopted stays with that."""
    transaction.drop_draft(draft)
    for chosen in records.find(transaction.connection, Draft, page=FILE_PAGE, subject_id=draft):
        transaction.drop_draft(chosen.id)


def draft_id(workplace: Workplace, page: str, subject_id: str) -> str:
    """Which draft this user's page has, for those who drop it together with saving the page."""
    return f"{workplace.user.id}/{page}/{subject_id}"

"""Sizes of the sheets."""

import pytest

from ilp_desktop.reports.queue_ticket import queue_ticket_pdf
from tests.reports import samples
from tests.reports.papers import PAPERS
from tests.reports.reading import page_sizes


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("register-visits-a4", (297.0, 210.0)),
        ("register-visits-f4", (330.0, 215.0)),
        ("referral-half-f4", (165.0, 215.0)),
        ("referral-a5", (148.0, 210.0)),
        ("referral-emergency-a4", (210.0, 297.0)),
        ("card", (85.6, 54.0)),
    ],
)
def test_papers_have_their_size(name: str, size: tuple[float, float]) -> None:
    assert set(page_sizes(PAPERS[name]())) == {size}


@pytest.mark.parametrize("width", [58.0, 80.0])
def test_a_ticket_is_as_wide_as_its_roll(width: float) -> None:
    ((wide, high),) = page_sizes(queue_ticket_pdf(samples.TICKET, width=width))
    assert wide == width
    assert 50 < high < 120


def test_another_roll_is_refused() -> None:
    with pytest.raises(ValueError, match="60 mm"):
        queue_ticket_pdf(samples.TICKET, width=60)

"""The findings that follow a child, pass with a pregnancy or stay confidential are findings that some form makes.

CR1  A code that no form raises would carry or hide nothing, without anybody noticing.
"""

import pytest

from ilp_desktop.domain.carried_risk import FOLLOWS_THE_CHILD, PASSES_WITH_PREGNANCY
from ilp_desktop.domain.referral_content import NOT_A_REASON, PRIVATE_FLAGS
from ilp_desktop.forms.workbook import read_yaml
from tests.forms.workbench import FORMS, beside


@pytest.fixture(scope="module")
def raised() -> frozenset[str]:
    """Every code that a form of the repository can raise."""
    books = (read_yaml(path.read_bytes(), beside(path)) for path in FORMS.glob("*.yaml"))
    return frozenset(row.get("bind::ilp:flag", "") for book in books for row in book.survey)


@pytest.mark.parametrize("codes", [FOLLOWS_THE_CHILD, PASSES_WITH_PREGNANCY, PRIVATE_FLAGS, NOT_A_REASON])
def test_every_code_is_raised_by_a_form(codes: frozenset[str], raised: frozenset[str]) -> None:
    """CR1"""
    assert sorted(codes - raised) == []

"""The conformance document.

FC1  It is current.
FC2  Every proof that it names exists.
"""

from pathlib import Path

import pytest

from ilp_desktop.forms.xlsform import SUPPORTED_TYPES
from tests.forms.conformance import DOCUMENT, FEATURES, document

TESTS = Path(__file__).resolve().parents[1]


def test_the_document_is_current() -> None:
    """FC1"""
    assert DOCUMENT.read_text("utf-8") == document(), "run: python -m tests.forms.conformance"


@pytest.mark.parametrize("proof", sorted({row.proof for rows in FEATURES.values() for row in rows}))
def test_every_proof_exists(proof: str) -> None:
    """FC2"""
    module, _colons, name = proof.partition("::")
    assert f"def {name}(" in (TESTS / module).read_text("utf-8")


def test_every_supported_type_has_a_row() -> None:
    """FC1"""
    text = " ".join(row.name for row in FEATURES["Question types"] + FEATURES["Choices"])
    spelled = {"string": "text", "int": "integer", "datetime": "dateTime"}
    assert [kind for kind in sorted(SUPPORTED_TYPES) if spelled.get(kind, kind) not in text] == []

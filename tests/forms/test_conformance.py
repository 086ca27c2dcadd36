"""The conformance document.

FC1  It is current.
FC2  Every proof that it names exists.
"""

from pathlib import Path

import pytest

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


def test_every_type_of_pyxform_is_supported_or_refused_in_a_row() -> None:
    """FC1"""
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    text = " ".join(row.name for row in FEATURES["Question types"] + FEATURES["Choices"])
    standing = {kind for kind in QUESTION_TYPE_DICT if " " not in kind}
    other_names = {
        "string",
        "int",
        "datetime",
        "gps",
        "location",
        "imei",
        "simserial",
        "sim_id",
        "subscriberid",
        "photo",
        "select1",
        "phone_number",
        "uri:deviceid",
        "uri:email",
        "uri:phonenumber",
        "uri:simserial",
        "uri:subscriberid",
        "uri:username",
        "percentage",
    }
    assert sorted(kind for kind in standing - other_names if kind not in text) == []

"""What a landed version offered to forms is offered for ever: answers open in the version of the form that made them.

``landed_functions.json`` names each function with the numbers of arguments (from, to; null: any more) that it took in
the versions that landed. A later landing only adds to it.
"""

import json
from pathlib import Path

import pytest

from ilp_desktop.forms.functions import FUNCTIONS
from tests.forms.test_functions import evaluate

LANDED: dict[str, list[tuple[int, int | None]]] = json.loads(
    Path(__file__).with_name("landed_functions.json").read_text("utf-8")
)


@pytest.mark.parametrize("name", LANDED)
def test_a_landed_function_still_takes_what_it_took(name: str) -> None:
    function = FUNCTIONS[name]
    for least, most in LANDED[name]:
        assert all(function.takes(count) for count in range(least, (most or least) + 1))
        if most is None:
            assert function.most is None


def test_an_estimate_of_the_first_version_comes_out_as_it_did() -> None:
    """13 taken from the height of the fundus while the head is free, 12 once it is engaged."""
    assert evaluate("ilp:fetal-weight(30, false())") == 2635.0
    assert evaluate("ilp:fetal-weight(30, true())") == 2790.0
    assert evaluate("ilp:fetal-weight(30, 'engaged', '12/11/11')") == 2945.0

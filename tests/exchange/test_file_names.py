"""Names of exchange files: readable, safe everywhere, never the same for two installations."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.exchange.file_names import file_name


def test_a_name_is_for_people() -> None:
    assert re.fullmatch(r"ILP_P7414_000001_[0-9a-f]{4}\.x", file_name("P7414", "000001", keys=("a",), suffix=".x"))


@given(st.text(max_size=80))
def test_any_code_makes_a_safe_name(code: str) -> None:
    name = file_name(code, keys=("a",), suffix=".ilppaket")
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,64}", name)


def test_the_same_code_with_other_keys_is_another_name() -> None:
    names = {file_name("7414", keys=(key,), suffix="") for key in ("one", "two", "three")}
    assert len(names) == 3

"""A puskesmas and its dinas."""

from pathlib import Path

import pytest

from tests.exchange.sample_changes import Pair, new_pair


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return new_pair(tmp_path)

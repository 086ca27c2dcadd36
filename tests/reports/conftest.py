"""The option that writes the golden papers anew, so that a reviewer sees the change as text and as a picture."""

import pytest


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden", default=False))

"""Shipped files are found; a lost one is a fault with a remedy."""

import pytest

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.resource_files import resource_path


def test_a_shipped_file_is_found() -> None:
    assert resource_path("reference", "SOURCES.md").is_file()


def test_a_lost_file_is_a_fault_with_a_remedy() -> None:
    with pytest.raises(Fault) as fault:
        resource_path("reference", "tidak-ada.txt")
    assert fault.value.code is FaultCode.FILE_UNREADABLE
    assert fault.value.remedy

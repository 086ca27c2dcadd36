"""The self-test of a built program: what it compares, and that it finds a difference."""

from pathlib import Path

import pytest

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.services import self_test


def test_equal_papers_do_not_differ() -> None:
    assert self_test.differences({"a.pdf": "1", "b.pdf": "2"}, {"b.pdf": "2", "a.pdf": "1"}) == []


@pytest.mark.parametrize(
    ("papers", "different"),
    [({"a.pdf": "1", "b.pdf": "3"}, ["b.pdf"]), ({"a.pdf": "1"}, ["b.pdf"]), ({}, ["a.pdf", "b.pdf"])],
)
def test_another_missing_or_extra_paper_is_named(papers: dict[str, str], different: list[str]) -> None:
    assert self_test.differences(papers, {"a.pdf": "1", "b.pdf": "2"}) == different
    assert self_test.differences({"a.pdf": "1", "b.pdf": "2"}, papers) == different


def test_what_was_written_is_what_is_expected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = {"surat rujukan.pdf": "ab12", "register.xlsx": "cd34"}
    self_test.write_expected(papers, tmp_path / "self-test.sha256")
    monkeypatch.setattr(self_test, "resource_path", tmp_path.joinpath)
    assert self_test.expected() == papers


def test_a_program_that_was_not_built_has_nothing_to_compare_with() -> None:
    with pytest.raises(Fault) as failure:
        self_test.expected()
    assert failure.value.code is FaultCode.FILE_UNREADABLE

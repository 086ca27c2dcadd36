"""Lines fit their width and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.reports.typeface import Face, measure, on_paper
from ilp_desktop.reports.wrapping import wrap
from tests.reports.test_paper_text import ANY_TEXT

MEASURE = measure(Face.REGULAR)


@given(text=ANY_TEXT | st.text("ab -/.\n", max_size=300), available=st.floats(0.2, 40))
def test_lines_fit_and_keep_every_character(text: str, available: float) -> None:
    printed = on_paper(text)
    lines = wrap(printed, available, MEASURE)
    assert "".join("".join(line.text for line in lines).split()) == "".join(printed.split())
    for line in lines:
        assert abs(line.width - MEASURE(line.text)) < 1e-6
        assert line.width <= available + 1e-9 or len(line.text) <= 1


def test_words_move_whole_and_long_numbers_break_after_a_slash() -> None:
    room = MEASURE("400.7.22.1/0012/P")
    assert [line.text for line in wrap("no 400.7.22.1/0012/PKM", room, MEASURE)] == ["no", "400.7.22.1/0012/", "PKM"]
    assert [line.text for line in wrap("satu dua tiga", MEASURE("satu dua"), MEASURE)] == ["satu dua", "tiga"]

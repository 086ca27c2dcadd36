"""Every paper looks as it did when somebody last looked at it: text with its place, and a picture of the page.

After a wanted change: ``pytest tests/reports --update-golden``, then look at the pictures in the diff.
"""

import json
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.reports.papers import PAPERS
from tests.reports.reading import pictures, placed_texts

GOLDEN = Path(__file__).parent / "golden"
POINTS = 1
SHADES = 2.0


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_as_approved(name: str, update_golden: bool) -> None:
    pdf = PAPERS[name]()
    placed: list[list[object]] = []
    for page in placed_texts(pdf):
        placed += [["page"], *([left, bottom, text] for left, bottom, text in page)]
    picture = pictures(pdf)[0]
    if update_golden:
        lines = ",\n".join(json.dumps(piece, ensure_ascii=False) for piece in placed)
        (GOLDEN / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        picture.quantize(16).save(GOLDEN / f"{name}.png", optimize=True)
    approved = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    _assert_same_text(placed, approved)
    _assert_same_picture(picture, Image.open(GOLDEN / f"{name}.png").convert("L"))


def _assert_same_text(found: list[list[object]], approved: list[list[object]]) -> None:
    assert [piece[-1] for piece in found] == [piece[-1] for piece in approved]
    for new, old in zip(found, approved, strict=True):
        if len(new) == 3:
            assert abs(int(str(new[0])) - int(str(old[0]))) <= POINTS, (new, old)
            assert abs(int(str(new[1])) - int(str(old[1]))) <= POINTS, (new, old)


def _assert_same_picture(found: Image.Image, approved: Image.Image) -> None:
    assert found.size == approved.size
    difference = ImageStat.Stat(ImageChops.difference(found, approved)).mean[0]
    assert difference < SHADES, f"the page differs by {difference:.2f} shades of grey on average"

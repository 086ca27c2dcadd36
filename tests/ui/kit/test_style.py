"""Everything can be read: contrast of every pair, in both palettes, and of every rule of the style sheet."""

import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QFile
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.resource_files import RESOURCES
from ui.kit.icons import icon, pixmap
from ui.kit.style import (
    CONTROL_HEIGHT,
    FAMILY,
    HIGH_CONTRAST,
    ICON_PATHS,
    READ_ON,
    SEEN_ON,
    STANDARD,
    TONE_ICONS,
    Colours,
    Tone,
    Type,
    apply_style,
    colours,
    font,
)
from ui.kit.stylesheet import stylesheet

PALETTES = pytest.mark.parametrize("palette", [STANDARD, HIGH_CONTRAST], ids=["standard", "high contrast"])


def contrast(first: str, second: str) -> float:
    """The contrast of two ``#rrggbb`` colours as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@PALETTES
@pytest.mark.parametrize("pair", READ_ON, ids=" on ".join)
def test_every_text_can_be_read_on_its_ground(palette: Colours, pair: tuple[str, str]) -> None:
    assert contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= 4.5


@PALETTES
@pytest.mark.parametrize("pair", SEEN_ON, ids=" on ".join)
def test_every_line_that_marks_a_control_can_be_seen(palette: Colours, pair: tuple[str, str]) -> None:
    assert contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= 3


@PALETTES
def test_every_rule_of_the_style_sheet_can_be_read(palette: Colours) -> None:
    names = {getattr(palette, field.name): field.name for field in fields(palette)}
    found = 0
    for block in re.findall(r"\{([^{}]*)\}", stylesheet(palette)):
        ink = re.search(r"(?<![-\w])color: (#\w{6})", block)
        ground = re.search(r"(?<![-\w])background-color: (#\w{6})", block)
        if ink and ground:
            found += 1
            pair = (ink[1], ground[1])
            assert contrast(*pair) >= 4.5, (names[ink[1]], names[ground[1]])
    assert found > 20


def test_placeholders_can_be_read_too(styled: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()

    ink = field.palette().placeholderText().color()

    assert ink.alpha() == 255
    assert contrast(ink.name(), STANDARD.surface) >= 4.5


def test_the_bundled_family_is_used_with_true_italics_and_equal_figures(styled: QApplication) -> None:
    italic = font(italic=True)
    metrics = QFontMetricsF(font())

    assert QFontInfo(font()).family() == FAMILY
    assert "Italic" in QFontDatabase.styles(FAMILY)
    assert QFontInfo(italic).italic()
    assert QFontInfo(italic).styleName() == "Italic"
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    assert sum(path.stat().st_size for path in (RESOURCES / "fonts").glob("IBMPlex*")) < 1_500_000


def test_there_are_four_sizes() -> None:
    assert [size.value for size in Type] == [9.0, 10.5, 13.5, 18.0]


def test_the_high_contrast_palette_can_be_switched_on_and_off(styled: QApplication) -> None:
    apply_style(styled, high_contrast=True)
    switched = colours()
    apply_style(styled)

    assert switched is HIGH_CONTRAST
    assert colours() is STANDARD


def test_every_state_has_an_icon(styled: QApplication) -> None:
    assert set(TONE_ICONS) == set(Tone)
    assert not any(pixmap(name).isNull() for name in TONE_ICONS.values())


def test_an_icon_is_drawn_in_the_colour_that_is_asked_for(styled: QApplication) -> None:
    image = pixmap("check", "#ff0000", 32).toImage()

    drawn = {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200
    }

    assert drawn == {"#ff0000"}
    assert icon("printer").availableSizes()


def test_every_icon_that_the_program_names_is_there() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (RESOURCES.parent / "ui").rglob("*.py"))
    named = set(re.findall(r'(?:icon|pixmap|EmptyState|_tool)\(\s*"([a-z0-9-]+)"', source))
    present = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}

    assert len(named) > 8
    assert named - present == set()


@pytest.mark.parametrize(
    ("name", "kind"), [("QAbstractItemView", QListWidget), ("QAbstractItemView", QTableWidget), ("QMenu", QMenu)]
)
def test_the_fonts_that_windows_has_for_lists_and_menus_do_not_show(
    name: str, kind: type[QWidget], styled: QApplication, qtbot: QtBot
) -> None:
    QApplication.setFont(QFont("Liberation Serif", 30), name)  # type: ignore[arg-type]  # the stub wants bytes
    try:
        shown = kind()
        qtbot.addWidget(shown)
        shown.ensurePolished()
        assert (shown.font().family(), shown.font().pointSizeF()) == (FAMILY, Type.BASE.value)
    finally:
        styled.setFont(font())


@pytest.mark.parametrize("folder", ["ILP Desktop", "Ni Lüh Áyu", "O'Brien"])
def test_the_style_holds_wherever_the_program_lies(
    folder: str, styled: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(RESOURCES / "icons", tmp_path / folder / "icons")
    monkeypatch.setattr("ui.kit.style.RESOURCES", tmp_path / folder)
    apply_style(styled)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    assert field.sizeHint().height() == CONTROL_HEIGHT
    assert QFile.exists(f"{ICON_PATHS}:control-check.svg")
    monkeypatch.undo()
    apply_style(styled)

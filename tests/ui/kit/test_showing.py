"""Parts that show something: message strip, banner, empty state, small charts, the gallery itself."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.progress import Step
from ui.actions import action
from ui.kit.action_button import ActionButton
from ui.kit.badge import Badge, Notice
from ui.kit.banner import BannerText, PersonBanner
from ui.kit.busy import Skeleton
from ui.kit.chart import Bar, BarChart
from ui.kit.elided_label import ElidedLabel
from ui.kit.empty_state import EmptyState
from ui.kit.gallery import PAGES
from ui.kit.message_strip import Message, strip_of
from ui.kit.sparkline import Sparkline
from ui.kit.style import Tone

Window = Callable[..., QWidget]


def person(name: str = "WA AMINAH", allergy: str = "amoksisilin") -> BannerText:
    return BannerText(
        name=name,
        sex="Perempuan",
        age="34 th 2 bl",
        record_number="03-00142-01",
        klaster="Klaster 2",
        allergy=allergy,
        facts=("Hamil 24 minggu",),
        due="K3 jatuh tempo 20 Nov 2026",
        overdue=True,
    )


def child(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = page.findChild(kind, name)
    assert isinstance(found, QWidget)
    return found


def test_a_message_stays_until_it_is_closed_or_replaced_and_takes_no_focus(window: Window, qtbot: QtBot) -> None:
    field = QLineEdit()
    page = window(field)
    field.setFocus()
    strip = strip_of(field)
    assert strip is not None
    assert strip.isHidden()

    strip.show_message(Message(text="Tersimpan.", tone=Tone.GREEN))
    strip.show_message(Message(text="Stik penuh.", remedy="Kosongkan stik.", tone=Tone.RED))
    assert field.hasFocus()
    assert child(page, QLabel, "message_text").text() == "Stik penuh."  # type: ignore[attr-defined]
    assert child(page, QLabel, "message_remedy").isVisible()

    qtbot.mouseClick(child(page, QToolButton, "message_close"), Qt.MouseButton.LeftButton)
    assert strip.isHidden()
    assert strip.message() is None


def test_markup_in_a_message_is_shown_as_typed(window: Window) -> None:
    page = window()
    strip = strip_of(page)
    assert strip is not None
    strip.show_message(Message(text="<b>SITTI</b> & <img src=x>"))

    label = child(page, QLabel, "message_text")
    assert isinstance(label, QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_progress_and_message_stand_side_by_side(window: Window) -> None:
    page = window()
    strip = strip_of(page)
    assert strip is not None
    strip.show_progress(Step(doing="Menulis", done=1240, total=3000), None)
    assert child(page, QLabel, "progress_doing").text() == "Menulis (1.240 dari 3.000)"  # type: ignore[attr-defined]
    assert not child(page, QPushButton, "progress_cancel").isVisible()
    strip.show_message(Message(text="Tersimpan."))
    strip.end_progress()
    assert strip.isVisible()
    strip.clear()
    assert strip.isHidden()


def test_a_window_of_a_window_uses_the_strip_behind_it(window: Window, qtbot: QtBot) -> None:
    page = window()
    inner = QWidget(page, Qt.WindowType.Dialog)

    assert strip_of(inner) is strip_of(page)
    alone = QWidget()
    qtbot.addWidget(alone)
    assert strip_of(alone) is None


def test_the_banner_says_danger_with_icon_and_word(window: Window) -> None:
    banner = PersonBanner()
    page = window(banner)
    banner.show_person(person())

    allergy = child(page, Notice, "banner_allergy")
    assert isinstance(allergy, Notice)
    assert allergy.text() == "Alergi: amoksisilin"
    assert allergy.isVisible()
    who = child(page, QLabel, "banner_who")
    assert isinstance(who, QLabel)
    assert who.text() == "Perempuan · 34 th 2 bl · RM 03-00142-01"

    banner.show_person(person(allergy=""))
    assert not allergy.isVisible()
    banner.clear()
    assert who.text() == ""


def test_a_name_of_300_characters_with_line_breaks_does_not_widen_the_window(window: Window) -> None:
    banner = PersonBanner()
    page = window(banner)
    banner.show_person(person(name="WA\nAMINAH\t" + "PANJANG " * 36))

    name = child(page, ElidedLabel, "banner_name")
    assert isinstance(name, ElidedLabel)
    assert "\n" not in name.text()
    assert page.width() == 900
    assert page.minimumSizeHint().width() <= 900


def test_a_badge_is_hidden_while_it_has_no_word(window: Window) -> None:
    badge = Badge("Baru", Tone.GREEN)
    window(badge)
    assert badge.isVisible()
    badge.show_state("", Tone.PLAIN)
    assert badge.isHidden()


def test_an_empty_state_offers_what_to_do_first(window: Window, qtbot: QtBot) -> None:
    empty = EmptyState("users", "Belum ada yang menunggu", "Daftarkan orang di loket.", "Orang baru")
    page = window(empty)
    with qtbot.waitSignal(empty.acted):
        qtbot.keyClick(child(page, QPushButton, "empty_action"), Qt.Key.Key_Space)


@pytest.mark.parametrize("values", [(), (118.0,), (5.0, 5.0), (118.0, 121.0, 142.0)])
def test_a_sparkline_draws_and_says_its_course(window: Window, values: tuple[float, ...]) -> None:
    line = Sparkline("TD sistolik")
    page = window(line)
    line.show_values(values, (90, 139))

    assert not page.grab().isNull()
    assert line.accessibleName().startswith("TD sistolik: ")
    assert "," in line.accessibleName() or not values or "belum" in line.accessibleName() or len(values) == 1


def test_a_chart_says_its_numbers(window: Window) -> None:
    chart = BarChart("%")
    page = window(chart, Skeleton())
    chart.show_bars([Bar(name="Lanto", value=92.34), Bar(name="Morikana", value=0)], target=90)

    assert not page.grab().isNull()
    assert chart.accessibleName() == "Lanto 92,3 %, Morikana 0,0 %"
    chart.show_bars([])
    assert not page.grab().isNull()


def test_a_button_of_an_action_shows_its_key(styled: QApplication, qtbot: QtBot) -> None:
    button = ActionButton(action("register"), kind="primary", icon_name="printer")
    qtbot.addWidget(button)

    assert button.text() == " Daftarkan dan cetak karcis   F9"
    assert button.objectName() == "action_register"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_gallery_can_be_shown(styled: QApplication, qtbot: QtBot, name: str) -> None:
    page = PAGES[name]()
    qtbot.addWidget(page)
    page.resize(1366, 728)
    page.show()

    assert not page.grab().isNull()
    page.close()

"""The settings and Beranda in the real window."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QTreeView, QWidget

from ilp_desktop.domain.clinical.mental_screening import MoodRules
from ilp_desktop.domain.clinical.preeclampsia import PreeclampsiaRules
from ilp_desktop.services.backups import backup_folder, list_backups
from ilp_desktop.services.rules_in_force import rules_in_force
from ilp_desktop.services.settings import REGISTER_PAPER, present_facility, setting, working_villages
from ilp_desktop.services.sign_in import switch_user
from ilp_desktop.services.users import list_users
from ilp_desktop.services.workplace import Workplace
from tests.journeys.conftest import Desk, desk
from tests.services.conftest import PASSWORD
from tests.ui.conftest import data_folder, data_template, here, styled, workplace
from ui.kit.choice_row import ChoiceRow
from ui.preferences import keep_preferences, load_preferences
from ui.screens.settings.screen import SettingsScreen

__all__ = ["data_folder", "data_template", "desk", "here", "styled", "workplace"]

SECRET = "gunung tinggi sekali"


def enter(desk: Desk, section: str) -> None:
    desk.shell.go_to("settings", section)
    desk.wait(lambda: isinstance(desk.shell.current_screen(), SettingsScreen))


def fill(desk: Desk, **texts: str) -> None:
    for name, text in texts.items():
        field = desk.see(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        desk.type(text)


def click(desk: Desk, name: str) -> None:
    button = desk.see(name)
    assert isinstance(button, QPushButton)
    button.click()


def test_the_facility_is_changed_and_saved_by_key(desk: Desk, workplace: Workplace) -> None:
    enter(desk, "facility")
    desk.wait(lambda: desk.reads("setting_name") == "Puskesmas Mawasangka Tengah")
    fill(desk, setting_phone="0402 123456", head_name="Wa Ode Ima")
    desk.press("Ctrl+S")
    desk.wait(lambda: "tersimpan" in desk.message())

    kept = present_facility(workplace)
    assert (kept.phone, kept.head_name) == ("0402 123456", "Wa Ode Ima")


def test_a_user_is_added_and_a_wrong_own_password_is_told_at_its_field(desk: Desk, workplace: Workplace) -> None:
    enter(desk, "users")
    desk.wait(lambda: desk.reads("user_name") == "Siti Rahmawati")
    click(desk, "user_new")
    fill(desk, user_name="Bidan Rahma", user_username="rahma", user_password=SECRET, user_password_again=SECRET)
    fill(desk, user_own_password="salah")
    for row in desk.shell.findChildren(ChoiceRow):
        if row.findChild(QWidget, "choice_cluster_2"):
            row.set_values(["cluster_2"])
    desk.press("Ctrl+S")
    complaint = "Kata sandi Anda tidak cocok."
    desk.wait(lambda: any(complaint in label for label in complaints(desk)))
    fill(desk, user_own_password=PASSWORD)
    desk.press("Ctrl+S")
    desk.wait(lambda: "rahma tersimpan" in desk.message())

    assert [user.username for user in list_users(workplace)] == ["rahma", "siti"]
    assert switch_user(workplace, "rahma", SECRET).user.name == "Bidan Rahma"


def complaints(desk: Desk) -> list[str]:
    labels = [label for label in desk.shell.findChildren(QWidget, "field_message") if label.isVisible()]
    return [str(label.text()) for label in labels if label.property("tone") == "red"]  # type: ignore[attr-defined]


def look_for(desk: Desk, text: str) -> None:
    """Search a rule; the first that is found is chosen and its value has the cursor."""
    search = desk.see("rules_search")
    search.setFocus()
    assert isinstance(search, QLineEdit)
    search.selectAll()
    desk.type(text)
    desk.press("Return")
    desk.wait(lambda: desk.see("rule_value").isAncestorOf(desk.focus()) or desk.see("rule_value") is desk.focus())


def test_a_rule_is_set_by_keyboard_and_brought_back(desk: Desk, workplace: Workplace) -> None:
    enter(desk, "rules")
    look_for(desk, "rot beda")
    desk.type("99")
    desk.press("Ctrl+S")
    desk.wait(lambda: any("Nilai harus 10 sampai 30 mmHg." in complaint for complaint in complaints(desk)))
    fill(desk, rule_value="15")
    desk.press("Ctrl+S")
    desk.wait(lambda: "Aturan tersimpan" in desk.message())
    assert rules_in_force(workplace).of(PreeclampsiaRules).roll_over_from == 15
    assert desk.reads("rule_changed") == "diubah di sini"

    desk.press("Ctrl+R")
    desk.wait(lambda: "kembali ke bawaan, 20 mmHg" in desk.message())
    assert rules_in_force(workplace).of(PreeclampsiaRules).roll_over_from == 20
    assert not desk.sees("rule_changed")


def test_several_rules_are_saved_with_one_press_or_none(desk: Desk, workplace: Workplace) -> None:
    enter(desk, "rules")
    look_for(desk, "kertas register")
    paper = desk.see("rule_value")
    assert isinstance(paper, ChoiceRow)
    desk.type("A")
    look_for(desk, "pola no. rm")
    fill(desk, rule_value="tidak tahu")
    desk.press("Ctrl+S")
    desk.wait(lambda: any("Pola No. RM" in complaint for complaint in complaints(desk)))
    assert setting(workplace, REGISTER_PAPER) == "F4"

    fill(desk, rule_value="NNNNNN")
    desk.press("Ctrl+S")
    desk.wait(lambda: "Aturan tersimpan" in desk.message())
    assert setting(workplace, REGISTER_PAPER) == "A4"


def test_in_a_narrow_window_a_rule_comes_in_the_place_of_the_list(desk: Desk, workplace: Workplace) -> None:
    desk.shell.resize(880, 440)
    enter(desk, "rules")
    look_for(desk, "epds dirujuk")
    assert not desk.sees("rules_list")
    desk.type("14")
    desk.press("Escape")
    assert desk.sees("rules_list")
    assert not desk.sees("rule_value")
    desk.press("Ctrl+S")
    desk.wait(lambda: "Aturan tersimpan" in desk.message())
    assert rules_in_force(workplace).of(MoodRules).epds_refer_from == 14


def test_the_list_of_rules_is_closed_and_walked_by_keys(desk: Desk, workplace: Workplace) -> None:
    enter(desk, "rules")
    tree = desk.see("rules_list")
    assert isinstance(tree, QTreeView)
    desk.wait(lambda: tree.model().rowCount() > 5)
    subjects = tree.model().rowCount()
    assert not any(tree.isExpanded(tree.model().index(row, 0)) for row in range(subjects))
    search = desk.see("rules_search")
    search.setFocus()
    desk.press("Down")
    assert desk.focus() is tree
    desk.press("Return")
    assert tree.isExpanded(tree.model().index(0, 0))
    desk.press("Down")
    desk.press("Return")
    assert desk.focus().objectName() == "rule_value"
    desk.press("Escape")
    assert desk.focus() is tree


def test_a_hamlet_and_a_village_join_the_area(desk: Desk, workplace: Workplace) -> None:
    enter(desk, "area")
    desk.wait(lambda: desk.reads("village_number") == "1")
    fill(desk, hamlet_name="Dusun 9")
    desk.press("Return")
    names = desk.see("village_hamlets")
    assert isinstance(names, QListWidget)
    desk.wait(lambda: names.count() == 3)
    fill(desk, village_search="morikana")
    desk.press("Return")
    desk.wait(lambda: "nomor 03" in desk.message())

    assert [village.name for village in working_villages(workplace)] == ["Lanto", "Langkomu", "Morikana"]


def test_a_backup_is_made_and_checked(desk: Desk, workplace: Workplace) -> None:
    enter(desk, "backups")
    desk.wait(lambda: desk.sees("backup_notice"))
    click(desk, "backup_now")
    desk.wait(lambda: "utuh" in desk.message())
    check = desk.see("backup_check")
    desk.wait(check.isEnabled)
    click(desk, "backup_check")
    desk.wait(lambda: "dapat dibuka" in desk.message())

    assert len(list_backups(backup_folder(workplace))) == 1


def test_everybody_may_change_their_own_password_and_only_administrators_the_rest(
    desk: Desk, workplace: Workplace
) -> None:
    nurse = SettingsScreen(replace(workplace, user=replace(workplace.user, roles="cluster_2")))
    head = SettingsScreen(replace(workplace, user=replace(workplace.user, roles="head")))
    try:
        lists = [screen.findChild(QListWidget, "settings_sections") for screen in (nurse, head)]
        titles = [[found.item(row).text() for row in range(found.count())] for found in lists if found is not None]
    finally:
        nurse.deleteLater()
        head.deleteLater()

    assert titles[0] == ["Kata sandi", "Komputer ini", "Pembaruan", "Tentang program"]
    assert "Pengguna" not in titles[1] and "Cadangan" in titles[1]


@pytest.mark.parametrize("typed", [("salah", SECRET), (PASSWORD, SECRET)])
def test_ones_own_password(desk: Desk, workplace: Workplace, typed: tuple[str, str]) -> None:
    enter(desk, "security")
    old, new = typed
    fill(desk, security_old=old, security_new=new, security_again=new)
    desk.press("Ctrl+S")
    if old == PASSWORD:
        desk.wait(lambda: "sudah diganti" in desk.message())
        switch_user(workplace, "siti", SECRET)
    else:
        desk.wait(lambda: "Kata sandi sekarang tidak cocok." in complaints(desk))


def test_beranda_says_what_to_do_first_and_leads_there(desk: Desk) -> None:
    desk.shell.go_to("home", None)
    desk.wait(lambda: desk.sees("task_settings_users"))
    click(desk, "task_settings_users")

    assert desk.shell.current_room() == "settings"
    desk.wait(lambda: desk.sees("user_name"))


def test_another_ticket_printer_can_be_chosen(desk: Desk, workplace: Workplace) -> None:
    keep_preferences(workplace.folder, ticket_printer="Roll")
    enter(desk, "machine")
    desk.wait(lambda: desk.reads("machine_tickets") == "Karcis dicetak di Roll.")
    click(desk, "machine_other_printer")
    assert desk.reads("machine_tickets") == "Karcis berikutnya menanyakan printernya."
    assert not desk.sees("machine_other_printer")
    assert load_preferences(workplace.folder).ticket_printer == ""

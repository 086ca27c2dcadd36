"""Pengaturan, Pembaruan: a signed file is offered and installed after a question, any other is refused in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop import __version__
from ilp_desktop.exchange.keys import ExchangeIdentity, new_identity
from ilp_desktop.exchange.update_file import UPDATE_SUFFIX, write_update
from ilp_desktop.services.backups import backup_folder, list_backups
from ilp_desktop.services.workplace import Workplace
from ui.kit.dialogs import rehearsed
from ui.kit.runtime import Runtime
from ui.rooms import rooms
from ui.screens.settings.updates import signer_words
from ui.session import Session
from ui.shell import Shell

PUBLISHER = new_identity()


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program knows who signs updates."""
    key = tmp_path / "update-key.txt"
    key.write_text(PUBLISHER.verify_key)
    monkeypatch.setattr("ilp_desktop.services.updates.resource_path", lambda _name: key)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty stick that is in."""
    folder = tmp_path / "stik"
    folder.mkdir()
    monkeypatch.setattr("ui.screens.settings.updates.sticks", lambda: (folder,))
    monkeypatch.setattr("ilp_desktop.services.updates.gettempdir", lambda: str(tmp_path / "temp"))
    return folder


@pytest.fixture
def shell(here: Runtime, workplace: Workplace, qtbot: QtBot) -> Iterator[Shell]:
    made = Shell(rooms(), workplace.clock)
    made.resize(1366, 728)
    qtbot.addWidget(made)
    made.show_user(lambda go_to: Session(workplace=workplace, go_to=go_to))
    made.show()
    yield made
    made.hide()
    arrived: list[bool] = []
    here.thread.submit(lambda: here.thread.deliver(lambda: arrived.append(True)))
    qtbot.waitUntil(lambda: bool(arrived))


def put(folder: Path, version: str, by: ExchangeIdentity = PUBLISHER) -> Path:
    installer = folder / "setup.exe"
    installer.write_bytes(b"program")
    target = folder / f"ILP-Desktop-{version}{UPDATE_SUFFIX}"
    write_update(installer, version, by, target)
    installer.unlink()
    return target


def part(shell: Shell, name: str) -> QWidget:
    found = shell.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def notice(shell: Shell) -> str:
    return str(part(shell, "update_notice").text())  # type: ignore[attr-defined]


def reads(shell: Shell, name: str) -> str:
    label = part(shell, name)
    assert isinstance(label, QLabel)
    return label.text()


def press(shell: Shell, name: str) -> None:
    button = part(shell, name)
    assert isinstance(button, QPushButton)
    button.click()


def test_a_newer_version_is_described_and_installed_after_a_question(
    publisher: None, stick: Path, shell: Shell, workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    started: list[Path] = []
    monkeypatch.setattr("PySide6.QtCore.QCoreApplication.quit", lambda: ended.append(True))
    monkeypatch.setattr("ilp_desktop.services.updates.start_installer", started.append)
    put(stick, "0.0.9")
    put(stick, "99.2.0")
    shell.go_to("settings", "updates")
    qtbot.waitUntil(lambda: notice(shell).startswith("Versi yang lebih baru"))
    assert reads(shell, "update_version").startswith("ILP Desktop 99.2.0")
    assert signer_words(PUBLISHER.verify_key) in reads(shell, "update_signer")
    assert "0.0.9" in reads(shell, "update_others")

    with rehearsed("keep", "install") as rehearsal:
        press(shell, "update_install")
        press(shell, "update_install")
    assert rehearsal.asked == ["Pasang versi 99.2.0?"] * 2
    qtbot.waitUntil(lambda: bool(ended))
    assert [path.read_bytes() for path in started] == [b"program"]
    assert len(list_backups(backup_folder(workplace))) == 1


@pytest.mark.parametrize(
    ("version", "by", "sentence"),
    [
        (__version__, PUBLISHER, "sama dengan yang terpasang"),
        ("0.0.1", PUBLISHER, "lebih lama daripada yang terpasang"),
        ("99.0.0", new_identity(), "tidak ditandatangani penerbit program ini"),
    ],
)
def test_what_is_not_to_be_installed_is_said_and_has_no_button(
    version: str, by: ExchangeIdentity, sentence: str, publisher: None, stick: Path, shell: Shell, qtbot: QtBot
) -> None:
    put(stick, version, by)
    shell.go_to("settings", "updates")
    qtbot.waitUntil(lambda: sentence in notice(shell))
    assert not part(shell, "update_install").isVisible()


def test_a_damaged_file_that_was_clicked_is_said(publisher: None, stick: Path, shell: Shell, qtbot: QtBot) -> None:
    file = put(stick, "99.0.0")
    file.write_bytes(file.read_bytes()[:-1])
    shell.go_to("settings", file)
    qtbot.waitUntil(lambda: "rusak, terpotong" in notice(shell))
    assert not part(shell, "update_install").isVisible()


def test_an_installer_changed_after_it_was_signed_is_refused_and_the_program_goes_on(
    publisher: None, stick: Path, shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtCore.QCoreApplication.quit", lambda: pytest.fail("the program ended"))
    file = put(stick, "99.0.0")
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    shell.go_to("settings", file)
    qtbot.waitUntil(lambda: part(shell, "update_install").isVisible())
    with rehearsed("install"):
        press(shell, "update_install")
    qtbot.waitUntil(lambda: shell.strip.message() is not None)
    message = shell.strip.message()
    assert message is not None
    assert "rusak, terpotong" in message.text


def test_an_empty_stick_none_and_a_program_without_a_publisher_are_said(
    stick: Path, shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shell.go_to("settings", "updates")
    qtbot.waitUntil(lambda: "tanpa kunci penerbit" in notice(shell))
    key = tmp_path / "update-key.txt"
    key.write_text(PUBLISHER.verify_key)
    monkeypatch.setattr("ilp_desktop.services.updates.resource_path", lambda _name: key)
    press(shell, "update_search")
    qtbot.waitUntil(lambda: "Tidak ada berkas pembaruan" in notice(shell))
    monkeypatch.setattr("ui.screens.settings.updates.sticks", lambda: ())
    press(shell, "update_search")
    qtbot.waitUntil(lambda: "Belum ada flashdisk" in notice(shell))
    file = put(stick, "99.0.0")
    with rehearsed(file):
        press(shell, "update_choose")
    qtbot.waitUntil(lambda: part(shell, "update_install").isVisible())


def test_the_pc_is_looked_over_part_by_part(shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PySide6.QtPrintSupport.QPrinterInfo.availablePrinterNames", list)
    shell.go_to("settings", "machine")
    qtbot.waitUntil(lambda: bool(reads(shell, "machine_printer")))
    assert reads(shell, "machine_printer").startswith("Belum ada printer")
    assert reads(shell, "machine_program") == "Berkas program dan huruf lengkap."
    assert str(part(shell, "machine_notice").text())[0].isdigit()  # type: ignore[attr-defined]

"""Drives: sticks are found where Linux mounts them, and only what answers is offered."""

from pathlib import Path

from ilp_desktop.exchange.drives import chosen_folder, linux_sticks, removable_drives


def test_sticks_are_found_in_the_mount_table(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdc1 /run/media/bidan/KINGSTON vfat rw 0 0\n"
        "/dev/sdb1 /media/bidan/FLASH\\040DISK\\040\u00c4 exfat rw 0 0\n"
        "tmpfs /media/bidan/not-a-device tmpfs rw 0 0\n"
        "/dev/sdd1 /home ext4 rw 0 0\n"
        "nonsense\n",
        encoding="utf-8",
    )
    assert list(linux_sticks(table)) == [
        (Path("/media/bidan/FLASH DISK \u00c4"), "FLASH DISK \u00c4"),
        (Path("/run/media/bidan/KINGSTON"), "KINGSTON"),
    ]


def test_no_mount_table_means_no_sticks(tmp_path: Path) -> None:
    assert list(linux_sticks(tmp_path / "none")) == []


def test_asking_the_real_machine_does_not_fail() -> None:
    assert all(drive.total_bytes >= drive.free_bytes for drive in removable_drives())


def test_any_folder_can_be_chosen(tmp_path: Path) -> None:
    drive = chosen_folder(tmp_path)
    assert drive is not None
    assert drive.path == tmp_path
    assert 0 < drive.free_bytes <= drive.total_bytes
    assert chosen_folder(tmp_path / "gone") is None

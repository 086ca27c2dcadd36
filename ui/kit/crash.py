"""Shows that the program itself failed, and lets the user carry the report away; the program stays usable."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ilp_desktop.services.clock import system_clock
from ui.kit.crash_report import CrashReport, describe_crash
from ui.kit.dialogs import ButtonKind, DialogButton, Question, ask, choose_folder, tell
from ui.kit.runtime import runtime
from ui.kit.style import Tone

_TEXT = (
    "Pekerjaan terakhir tidak selesai. Data yang sudah tersimpan tetap aman dan program boleh dipakai terus. "
    "Laporan di bawah ini tidak berisi data pasien; salin ke stik dan kirim ke pengelola program."
)


def show_crash(parent: QWidget | None, error: BaseException) -> None:
    """Keep the report in the report folder and offer to copy it to a stick."""
    here = runtime()
    report = describe_crash(error, here.version, system_clock())
    if here.report_folder is not None:
        # A full disk must not hide the fault that is being reported.
        with suppress(OSError):
            _write(report, here.report_folder)
    question = Question(
        title="Ada kesalahan di dalam program",
        text=_TEXT,
        tone=Tone.RED,
        selectable_text=report.text,
        buttons=(
            DialogButton(id="copy", label="Salin ke stik", kind=ButtonKind.PRIMARY),
            DialogButton(id="close", label="Lanjut bekerja"),
        ),
    )
    if ask(parent, question) == "copy":
        _copy(parent, report)


def _copy(parent: QWidget | None, report: CrashReport) -> None:
    folder = choose_folder(parent, "Pilih stik untuk laporan")
    if folder is None:
        return
    try:
        _write(report, folder)
    except OSError:
        tell(
            parent, "Laporan tidak dapat ditulis", "Stik penuh, terkunci atau sudah dicabut. Coba stik lain.", Tone.RED
        )


def _write(report: CrashReport, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / report.file_name).write_text(report.text, encoding="utf-8")

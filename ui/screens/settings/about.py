"""About this program: version, where the data lies, how it looks, whether everything is whole, and licences."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QCheckBox, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from ilp_desktop import __version__
from ilp_desktop.domain.indonesian_text import whole_number
from ilp_desktop.domain.progress import Progress
from ilp_desktop.domain.words import word
from ilp_desktop.services.answer import Answer
from ilp_desktop.services.self_check import SelfCheck, self_check
from ilp_desktop.services.workplace import Workplace
from ui.kit.operation import LongOperation
from ui.kit.style import HIGH_CONTRAST, Tone, Type, apply_style, colours, space, text_label
from ui.preferences import keep_preferences
from ui.screens.settings.section import Section

_LICENCES = """ILP Desktop: Apache-2.0
Qt dan PySide6: LGPL-3.0
SQLCipher dan SQLite (sqlcipher3): zlib, BSD-3-Clause, domain publik
SQLAlchemy, alembic, PyYAML, elementpath, python-calamine, pyrage, uuid6, platformdirs: MIT
ReportLab, zstandard: BSD-3-Clause
pyxform, XlsxWriter: BSD-2-Clause
PyNaCl: Apache-2.0
pypdfium2: Apache-2.0 atau BSD-3-Clause
Huruf IBM Plex Sans dan Liberation Sans: SIL Open Font License 1.1
Ikon Lucide: ISC
Kode wilayah: Kemendagri (idn-area-data)
Kode penyakit: ICD-10 WHO"""


class AboutSection(Section):
    """What support asks for first."""

    title = "Tentang program"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        installation = workplace.installation
        facts = QGridLayout()
        facts.setHorizontalSpacing(space(6))
        facts.setVerticalSpacing(space(2))
        for number, (label, text) in enumerate(
            (
                ("Versi", f"ILP Desktop {__version__}"),
                ("Pemasangan", f"{word(installation.kind)} · {workplace.facility.name} · {workplace.facility.code}"),
                ("Folder data", str(workplace.folder)),
                ("Tanda komputer", f"{installation.node[-12:]} · masa {installation.epoch}"),
            )
        ):
            facts.addWidget(text_label(label, muted=True, parent=self), number, 0)
            shown = text_label(text, parent=self)
            shown.setWordWrap(True)
            facts.addWidget(shown, number, 1)
        facts.setColumnStretch(1, 1)
        open_folder = self.button("about_folder", "Buka folder data")
        open_folder.clicked.connect(self._open_folder)
        check = self.button("about_check", "Periksa data")
        check.clicked.connect(self.check)
        self._contrast = QCheckBox("Tampilan kontras tinggi", self)
        self._contrast.setObjectName("about_contrast")
        self._contrast.toggled.connect(self._set_contrast)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(open_folder)
        buttons.addWidget(check)
        buttons.addStretch(1)
        licences = QPlainTextEdit(_LICENCES, self)
        licences.setReadOnly(True)
        licences.setAccessibleName("Lisensi")
        self.column.addLayout(facts)
        self.column.addLayout(buttons)
        self.column.addWidget(self._contrast)
        self.column.addWidget(text_label("Lisensi", Type.LARGE, strong=True, parent=self))
        self.column.addWidget(licences, 1)

    def refresh(self) -> None:
        self._contrast.blockSignals(True)
        self._contrast.setChecked(colours() is HIGH_CONTRAST)
        self._contrast.blockSignals(False)

    def check(self) -> None:
        """Look the whole database over."""

        def work(progress: Progress) -> Answer[SelfCheck]:
            return Answer(self_check(self.workplace, progress))

        LongOperation(self, work, "Memeriksa data").on_success(self._checked).run()

    def _checked(self, found: SelfCheck) -> None:
        if found.pages_are_sound and found.log_is_sound:
            self.say(f"Data utuh. {whole_number(found.entries)} catatan perubahan diperiksa; semuanya bersambung.")
        elif found.pages_are_sound:
            self.say(
                "Catatan perubahan tidak lagi bersambung.",
                "Buat cadangan, jangan hapus apa pun, dan hubungi pendamping teknis.",
                Tone.RED,
            )
        else:
            self.say(
                "Sebagian berkas data rusak.",
                "Jangan hapus apa pun. Pulihkan cadangan terakhir, atau hubungi pendamping teknis.",
                Tone.RED,
            )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workplace.folder)))

    def _set_contrast(self, high: bool) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_style(application, high_contrast=high)
        keep_preferences(self.workplace.folder, high_contrast=high)
        self.say("Tampilan diganti.", "Ikon mengikuti setelah program dibuka lagi.")

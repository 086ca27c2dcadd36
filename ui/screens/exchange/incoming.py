"""What the packages on the stick would change, before anything changes."""

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ilp_desktop.domain.indonesian_text import short_date, whole_number
from ilp_desktop.services.exchange import Inspection, PackagePreview
from ui.kit.badge import Notice
from ui.kit.style import Tone, text_label
from ui.screens.exchange.counts_table import counts_table
from ui.screens.exchange.page import Page
from ui.screens.exchange.state import merged_counts


class Incoming(Page):
    """``accept_wanted`` when the user takes the packages over."""

    accept_wanted = Signal()

    def __init__(self, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__("Isi paket", "incoming", parent)
        self._zone = zone
        self.inspection: Inspection | None = None
        self._packages = text_label("", parent=self)
        self._packages.setObjectName("incoming_packages")
        self._packages.setWordWrap(True)
        self._whole = Notice("Utuh, asli dari pengirimnya, dan belum ada yang berubah di sini.", Tone.GREEN, self)
        self._difference = Notice(parent=self)
        self._stopped = text_label("", parent=self)
        self._stopped.setObjectName("incoming_stopped")
        self._stopped.setWordWrap(True)
        self._stopped.setProperty("tone", Tone.AMBER.value)
        self._table = counts_table(self, merged=True)
        for part in (self._packages, self._whole, self._difference, self._stopped):
            self.content.addWidget(part)
        self.content.addWidget(self._table, 1)
        self._accept = QPushButton("Terima", self)
        self._accept.setObjectName("accept")
        self._accept.setProperty("kind", "primary")
        self._accept.clicked.connect(self.accept_wanted)
        cancel = QPushButton("Batal", self)
        cancel.setObjectName("incoming_cancel")
        cancel.clicked.connect(self.left)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self._accept)

    def show_inspection(self, inspection: Inspection) -> None:
        """Show what would happen."""
        self.inspection = inspection
        previews = inspection.previews
        counts = merged_counts(preview.counts for preview in previews)
        self._packages.setText("\n".join(self._line(preview) for preview in previews))
        differences = sum(count.conflicting for count in counts)
        self._difference.say(
            f"{whole_number(differences)} data ditulis berbeda di sini. Yang terbaru dipakai dulu; "
            "sesudah diterima Anda memutuskan satu per satu."
            if differences
            else "",
            Tone.AMBER,
        )
        fault = inspection.fault
        self._stopped.setText("" if fault is None else f"Paket berikutnya belum dapat diterima. {fault.sentence}")
        self._stopped.setVisible(fault is not None)
        nothing = all(preview.changes_nothing for preview in previews)
        self.title.setText("Semua isi paket ini sudah ada di sini" if nothing else "Isi paket")
        self._accept.setText("Terima dan tulis tanda terima")
        self._table.set_rows(counts)
        self._accept.setFocus()

    def _line(self, preview: PackagePreview) -> str:
        number = preview.package.manifest.envelope.number
        between = preview.between
        days = ""
        if between is not None:
            first, last = (short_date(one.astimezone(self._zone).date()) for one in (between.first, between.last))
            days = f", dicatat {first}" if first == last else f", dicatat {first} sampai {last}"
        return f"Paket {number} dari {preview.partner.name}: {whole_number(preview.new_entries)} perubahan baru{days}."

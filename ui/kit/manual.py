"""The pages of the manual, whose text is in ``resources/manual``: their names, and words by which Ctrl+K finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualPage:
    """``id`` names the file; ``words`` are what people also type who look for it."""

    id: str
    title: str
    words: str


PAGES: tuple[ManualPage, ...] = (
    ManualPage(
        id="hari-pertama", title="Hari pertama", words="mulai belajar administrator pengguna kunjungan formulir"
    ),
    ManualPage(id="mencetak", title="Panduan mencetak", words="cetak printer karcis termal kertas pdf"),
    ManualPage(id="kertas-f4", title="Kertas F4", words="folio legal ukuran printer"),
    ManualPage(
        id="data-ke-dinas", title="Data ke dinas", words="kirim paket stik flashdisk tanda terima perbedaan mitra"
    ),
    ManualPage(id="cadangan", title="Cadangan dan pindah komputer", words="pulihkan kode pemulihan rusak hilang"),
    ManualPage(
        id="memasang",
        title="Memasang dan memperbarui",
        words="pembaruan windows smartscreen antivirus hapus stik versi",
    ),
)
"""In the order of their number keys."""


def open_manual(page_id: str, parent: QWidget) -> None:
    """Bring up a page over the window of ``parent``; what shows it is loaded now."""
    from ui.kit.manual_reader import ManualReader

    ManualReader(page_id, parent).open()

"""The sentences for everything that can go wrong with a stick or with a file on it."""

import errno
import math
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from ilp_desktop.domain.problem import Fault, FaultCode

_SAFE = "Data di komputer ini tetap aman."
_MEGABYTE = 1_000_000


class FileNoun(StrEnum):
    """What the user calls each kind of file."""

    PACKAGE = "Paket"
    RECEIPT = "Tanda terima"
    CARD = "Kartu kenal"
    UPDATE = "Pembaruan"


def damaged(noun: FileNoun) -> Fault:
    """A byte is not as the sender wrote it."""
    return Fault(
        FaultCode.PACKAGE_DAMAGED,
        f"{noun} ini rusak, terpotong, atau diubah orang. Tidak ada yang diambil darinya. {_SAFE}",
        "Salin lagi dari flashdisk asalnya. Jika tetap gagal, minta pengirim membuat yang baru.",
    )


def foreign(noun: FileNoun, receiver: str) -> Fault:
    """Made for another installation; ``receiver`` is a facility code."""
    return Fault(
        FaultCode.PACKAGE_FOREIGN,
        f"{noun} ini dibuat untuk tempat lain (kode {receiver}), jadi tidak dapat dibuka di sini. {_SAFE}",
        "Serahkan kepada penerimanya, atau minta pengirim membuat yang baru untuk tempat ini.",
    )


def not_by_publisher() -> Fault:
    """An update that somebody else signed, or nobody, or that was changed after it was signed."""
    return Fault(
        FaultCode.PACKAGE_FOREIGN,
        f"{FileNoun.UPDATE} ini tidak ditandatangani penerbit program ini, atau diubah orang. "
        f"Tidak ada yang dipasang. {_SAFE}",
        "Jangan jalankan berkas ini. Minta berkas yang baru dari dinas kesehatan.",
    )


def unknown_sender(noun: FileNoun, sender: str) -> Fault:
    """Whole and signed, but not by a partner of ours; ``sender`` is a facility code."""
    return Fault(
        FaultCode.PARTNER_UNKNOWN,
        f"{noun} ini dari pengirim yang belum dikenal (kode {sender}). Tidak ada yang diambil darinya. {_SAFE}",
        "Buka dulu kartu kenal pengirim di Pertukaran, cocokkan angkanya lewat telepon, lalu buka lagi.",
    )


def newer(noun: FileNoun, found: str, known: str) -> Fault:
    """Written by a newer program: both versions are told."""
    return Fault(
        FaultCode.PACKAGE_NEWER,
        f"{noun} ini dibuat oleh program yang lebih baru (versi {found}; program ini mengenal {known}). {_SAFE}",
        "Perbarui program di komputer ini, lalu buka lagi.",
    )


def log_damaged() -> Fault:
    """Our own change log does not chain; nothing may be sent from it."""
    return Fault(
        FaultCode.DATABASE_DAMAGED,
        "Catatan perubahan di komputer ini tidak utuh, jadi paket tidak dibuat.",
        "Jangan hapus apa pun. Pulihkan dari cadangan terakhir, atau hubungi pendamping teknis.",
    )


def drive_full(missing_bytes: int) -> Fault:
    """``missing_bytes`` is how much more room is needed; 0 when that is not known."""
    missing = f"kurang {math.ceil(missing_bytes / _MEGABYTE)} MB" if missing_bytes > 0 else "tidak cukup ruang"
    return Fault(
        FaultCode.DRIVE_FULL,
        f"Flashdisk atau folder tujuan penuh: {missing}. {_SAFE}",
        "Hapus berkas lain dari flashdisk, atau pakai flashdisk lain, lalu ulangi.",
    )


def work_disk_full() -> Fault:
    """No room on the PC itself to prepare the files."""
    return Fault(
        FaultCode.DISK_FULL,
        f"Penyimpanan komputer penuh, jadi paket tidak dapat disiapkan. {_SAFE}",
        "Hapus berkas yang tidak perlu dari komputer, lalu ulangi.",
    )


def not_read_back() -> Fault:
    """What the drive gives back is not what was written."""
    return Fault(
        FaultCode.DRIVE_GONE,
        f"Flashdisk tidak menyimpan dengan benar: yang dibaca ulang tidak sama. {_SAFE}",
        "Pakai flashdisk lain, lalu ulangi.",
    )


_GONE = {errno.EIO, errno.ENXIO, errno.ENODEV, errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.EBADF, errno.ENOTCONN}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def fault_of(error: OSError) -> Fault:
    """What an error of the operating system means to the user."""
    if error.errno in _FULL:
        return drive_full(0)
    if error.errno in _REFUSED:
        return Fault(
            FaultCode.READ_ONLY,
            f"Flashdisk atau folder ini dikunci atau tidak boleh dipakai. {_SAFE}",
            "Buka kunci di sisi flashdisk, atau pilih flashdisk atau folder lain, lalu ulangi.",
        )
    if error.errno in _GONE:
        return Fault(
            FaultCode.DRIVE_GONE,
            f"Flashdisk tercabut, atau berkas tidak ada lagi di sana. {_SAFE}",
            "Pasang lagi flashdisk, tunggu sampai dikenali, lalu ulangi.",
        )
    return Fault(
        FaultCode.FILE_UNREADABLE,
        f"Berkas tidak dapat dibaca atau ditulis. {_SAFE}",
        "Coba flashdisk atau folder lain, lalu ulangi.",
    )


@contextmanager
def translated() -> Iterator[None]:
    """Raises a Fault in place of an error of the operating system."""
    try:
        yield
    except OSError as error:
        raise fault_of(error) from error

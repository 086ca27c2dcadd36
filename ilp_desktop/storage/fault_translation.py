"""Tells a failing surrounding (disk, lock, damage) from our own bug, at the edge of the database.

SQLite's primary result codes: https://sqlite.org/rescode.html; an IntegrityError or a misuse stays what it is, a bug.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from ilp_desktop.domain.problem import Fault, FaultCode

_SAFE = "Data yang sudah disimpan tetap aman di komputer ini."

_FAULTS: dict[str, tuple[FaultCode, str, str]] = {
    "database or disk is full": (
        FaultCode.DISK_FULL,
        f"Penyimpanan komputer penuh, jadi yang terakhir belum tersimpan. {_SAFE}",
        "Hapus berkas yang tidak perlu dari komputer, lalu simpan lagi.",
    ),
    "attempt to write a readonly database": (
        FaultCode.READ_ONLY,
        f"Folder data tidak boleh ditulisi, jadi yang terakhir belum tersimpan. {_SAFE}",
        "Periksa izin folder data, atau minta administrator membukanya, lalu simpan lagi.",
    ),
    "unable to open database file": (
        FaultCode.READ_ONLY,
        "Berkas data tidak dapat dibuka.",
        "Periksa bahwa folder data masih ada dan boleh ditulisi, lalu buka program lagi.",
    ),
    "database is locked": (
        FaultCode.DATABASE_LOCKED,
        f"Berkas data sedang dipakai program lain, misalnya antivirus atau cadangan. {_SAFE}",
        "Tunggu sebentar, lalu simpan lagi.",
    ),
    "disk i/o error": (
        FaultCode.DISK_FULL,
        f"Penyimpanan komputer gagal membaca atau menulis, jadi yang terakhir belum tersimpan. {_SAFE}",
        "Periksa ruang dan kabel penyimpanan, lalu simpan lagi. Buat cadangan secepatnya.",
    ),
    "malformed": (
        FaultCode.DATABASE_DAMAGED,
        "Berkas data rusak.",
        "Jangan hapus apa pun. Pulihkan dari cadangan terakhir, atau hubungi pendamping teknis.",
    ),
    "file is not a database": (
        FaultCode.DATABASE_FOREIGN,
        "Berkas data rusak, atau bukan milik pemasangan ini.",
        "Jangan hapus apa pun. Pulihkan dari cadangan terakhir, atau hubungi pendamping teknis.",
    ),
}


def fault_of(error: BaseException) -> Fault | None:
    """The fault that a database error stands for; None when it is a bug of ours."""
    text = str(error).lower()
    for marker, (code, sentence, remedy) in _FAULTS.items():
        if marker in text:
            return Fault(code, sentence, remedy)
    return None


@contextmanager
def translated() -> Iterator[None]:
    """Raises a Fault in place of a database error that the surroundings caused."""
    try:
        yield
    except DBAPIError as error:
        fault = fault_of(error.orig or error)
        if fault is None:
            raise
        raise fault from error
    except sqlcipher.Error as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error

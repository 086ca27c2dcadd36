"""Small files that are written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.renaming import rename_over


def write_whole(path: Path, content: bytes) -> None:
    """Replaces ``path`` by ``content`` durably; after an error the old file is still there. Fault when it fails."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        rename_over(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Fault(
            FaultCode.READ_ONLY,
            "Folder data tidak dapat ditulisi. Data yang sudah disimpan tetap aman.",
            "Periksa ruang penyimpanan dan izin folder, lalu coba lagi.",
        ) from error

"""Writes a file that a command was asked for: whole, or not at all."""

from pathlib import Path

from ilp_desktop.domain.problem import Fault, FaultCode
from ilp_desktop.renaming import rename_over


def write_output(path: Path, content: bytes) -> None:
    """Puts ``content`` at ``path``. Fault when the folder cannot be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        rename_over(part, path)
    except OSError as error:
        raise Fault(
            FaultCode.READ_ONLY,
            f"{path.name} tidak dapat ditulis. Data tetap aman.",
            "Tutup berkas itu bila sedang dibuka, periksa ruang dan izin foldernya, lalu ulangi.",
        ) from error

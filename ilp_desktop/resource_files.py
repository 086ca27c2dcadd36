"""Finds the files that ship with the program, from source and inside the installed program alike."""

from pathlib import Path

from ilp_desktop.domain.problem import Fault, FaultCode

# PyInstaller keeps ``__file__`` true inside its bundle, so one rule serves both.
RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def resource_path(*parts: str) -> Path:
    """The file or folder below ``resources/`` named by ``parts``.

    Raises ``Fault`` FILE_UNREADABLE when the installation lost the file.
    """
    path = RESOURCES.joinpath(*parts)
    if not path.exists():
        raise Fault(
            FaultCode.FILE_UNREADABLE,
            f"Berkas program {'/'.join(parts)} tidak ditemukan.",
            "Pasang ulang ILP Desktop; data pasien tetap aman.",
        )
    return path

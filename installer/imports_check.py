"""Proves without Windows that every DLL finds every function it wants: in the bundle, or in Windows 10 itself."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pefile

# What Windows 10 1809 has beside the API sets, as far as Qt, Python and Rust import it.
SYSTEM = frozenset(
    {
        "advapi32",
        "authz",
        "bcrypt",
        "bcryptprimitives",
        "cfgmgr32",
        "combase",
        "comctl32",
        "comdlg32",
        "crypt32",
        "cryptbase",
        "d2d1",
        "d3d11",
        "d3d12",
        "d3d9",
        "dcomp",
        "dnsapi",
        "dwmapi",
        "dwrite",
        "dxgi",
        "dxva2",
        "gdi32",
        "gdiplus",
        "icuuc",
        "imm32",
        "iphlpapi",
        "kernel32",
        "kernelbase",
        "mpr",
        "mscms",
        "msvcrt",
        "ncrypt",
        "netapi32",
        "normaliz",
        "ntdll",
        "ole32",
        "oleacc",
        "oleaut32",
        "opengl32",
        "powrprof",
        "propsys",
        "psapi",
        "rpcrt4",
        "runtimeobject",
        "secur32",
        "setupapi",
        "shcore",
        "shell32",
        "shlwapi",
        "ucrtbase",
        "uiautomationcore",
        "user32",
        "userenv",
        "usp10",
        "uxtheme",
        "version",
        "winhttp",
        "wininet",
        "winmm",
        "winspool.drv",
        "ws2_32",
        "wsock32",
        "wtsapi32",
    }
)
_API_SET = re.compile(r"(api|ext)-ms-win-[a-z0-9-]+", re.IGNORECASE)
_LIBRARIES = {".dll", ".exe", ".pyd"}
_EXPORT_TABLE = 0
_LONGEST_NAME = 4096


def unresolved(bundle: Path) -> list[str]:
    """A line for each import that nothing answers: the library is nowhere, or lacks the function."""
    files = {path.name.lower(): path for path in bundle.rglob("*") if path.suffix.lower() in _LIBRARIES}
    exported = {name: _exports(path) for name, path in files.items() if name.endswith(".dll")}
    return [line for name, path in sorted(files.items()) for line in _missing(name, path, exported)]


def _missing(name: str, path: Path, exported: dict[str, set[str]]) -> Iterator[str]:
    for library, functions in _imports(path):
        if library in exported:
            lacking = sorted(functions - exported[library])
            yield from (f"{name}: {library} has no {function}" for function in lacking)
        elif library.removesuffix(".dll") not in SYSTEM and not _API_SET.match(library):
            yield f"{name}: {library} is not in the bundle"


def _exports(path: Path) -> set[str]:
    """Read by hand: pefile gives up on Qt's tables, in which dozens of functions share one address."""
    library = pefile.PE(str(path), fast_load=True)
    place = library.OPTIONAL_HEADER.DATA_DIRECTORY[_EXPORT_TABLE].VirtualAddress
    if not place:
        return set()
    first, functions, names = struct.unpack_from("<3I", library.get_data(place, 40), 16)
    pointers = library.get_dword_at_rva(place + 32)
    listed = struct.unpack(f"<{names}I", library.get_data(pointers, 4 * names))
    ordinals = {f"#{first + number}" for number in range(functions)}
    return ordinals | {library.get_string_at_rva(pointer, _LONGEST_NAME).decode() for pointer in listed}


def _imports(path: Path) -> Iterator[tuple[str, set[str]]]:
    library = pefile.PE(str(path), fast_load=True)
    library.parse_data_directories(directories=[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
    for entry in getattr(library, "DIRECTORY_ENTRY_IMPORT", []):
        wanted = {item.name.decode() if item.name else f"#{item.ordinal}" for item in entry.imports}
        yield entry.dll.decode().lower(), wanted

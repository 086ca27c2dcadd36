"""Proves a built program: plays the demonstration in it and compares the papers with those of the build."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from ilp_desktop.domain.progress import Progress, silent
from ilp_desktop.resource_files import resource_path
from ilp_desktop.services.demonstration import demonstrate

_NOW = datetime(2026, 11, 24, 8, 30, tzinfo=timezone(timedelta(hours=8)))
_WITH_NEW_KEYS = {"berita-acara-pengiriman.pdf", "kode-pemulihan.pdf", "tanda-terima-dinas.pdf"}
_PAPERS = {".pdf", ".xlsx"}
_EXPECTED = "self-test.sha256"


def play(progress: Progress = silent) -> dict[str, str]:
    """A digest of each paper of a demonstration day, by file name, without those on which new keys stand."""
    with TemporaryDirectory(prefix="ilp-uji-") as folder:
        made = demonstrate(Path(folder), now=_NOW, progress=progress)
        papers = [file.path for file in made.files if file.path.suffix in _PAPERS]
        return {path.name: _digest(path) for path in papers if path.name not in _WITH_NEW_KEYS}


def expected() -> dict[str, str]:
    """What the build expects, by file name; raises Fault FILE_UNREADABLE in a program that was not built."""
    lines = resource_path(_EXPECTED).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _space, name in (line.partition("  ") for line in lines)}


def write_expected(papers: Mapping[str, str], path: Path) -> None:
    """What ``play`` gave, in the form that ``expected`` reads."""
    path.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(papers.items())), encoding="utf-8")


def differences(papers: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    """The names of papers that are other than wanted, missing, or too many."""
    return sorted(name for name in papers.keys() | wanted.keys() if papers.get(name) != wanted.get(name))


def _digest(path: Path) -> str:
    """Of the bytes; of a workbook's parts, whose archive and line ends say on which system it was written."""
    if path.suffix != ".xlsx":
        return sha256(path.read_bytes()).hexdigest()
    with ZipFile(path) as workbook:
        parts = b"".join(name.encode() + workbook.read(name) for name in workbook.namelist())
    return sha256(parts.replace(b"\r\n", b"\n")).hexdigest()

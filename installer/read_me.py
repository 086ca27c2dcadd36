"""The manual's page about installing as a plain text, which lies beside the installer on the stick."""

from __future__ import annotations

import re
from pathlib import Path

from installer.bundle import ROOT

PAGE = ROOT / "resources" / "manual" / "memasang.md"
FILE_NAME = "BACA-DULU.txt"
_HEAD_OF_TABLE = re.compile(r"^\|.*\|\n\|[-| ]+\|\n", re.MULTILINE)
_ROW = re.compile(r"^\| *(.*?) *\| *(.*?) *\|$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def write_read_me(folder: Path) -> Path:
    """Writes it so that the old Notepad shows its lines and letters as well."""
    file = folder / FILE_NAME
    file.write_text(plain_text(PAGE.read_text(encoding="utf-8")), encoding="utf-8-sig", newline="\r\n")
    return file


def plain_text(markdown: str) -> str:
    """Headings in capitals, rows of tables as lines with a colon, no marks."""
    text = _HEAD_OF_TABLE.sub("", markdown)
    text = _ROW.sub(r"- \1: \2", text)
    text = _LINK.sub(r"\1", text)
    text = _HEADING.sub(lambda found: found[1].upper(), text)
    return text.replace("*", "")

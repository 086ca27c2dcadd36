"""Small files that are nothing but signed lines: partner cards and receipts."""

from pathlib import Path

from ilp_desktop.exchange.checked_json import Malformed
from ilp_desktop.exchange.disk import Disk
from ilp_desktop.exchange.faults import damaged, translated
from ilp_desktop.exchange.signed_lines import LONGEST_START, FileKind, SignedLines, read_lines


def read_signed_file(path: Path, kind: FileKind, disk: Disk | None = None) -> SignedLines:
    """The lines, not yet checked against a key. Raises Fault PACKAGE_DAMAGED, PACKAGE_NEWER, DRIVE_GONE."""
    with translated(), (disk or Disk()).open(path) as file:
        content = file.read(LONGEST_START + 1)
    try:
        lines = read_lines(content, kind)
        if lines.length != len(content):
            raise Malformed("more than three lines")
    except Malformed as error:
        raise damaged(kind.noun) from error
    return lines

"""No. RM: the puskesmas's own pattern, reading what is typed or scanned, and the next free number.

One person keeps one number for life and no number is given twice, not even after a record is voided.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ilp_desktop.domain.problem import Problem

DEFAULT_PATTERN = "DD-NNNNN-AA"
OUTSIDE_PREFIX = "LW"

_FIELD = "medical_record_number"
_PATTERN = re.compile(r"(?:(D{1,3})([-./ ]?))?(N{3,8})(?:([-./ ]?)(A{1,2}))?")
_PIECES = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNumberPattern:
    """How many digits each part of a No. RM has, and what stands between the parts. A width of 0: no such part."""

    village_width: int = 2
    folder_width: int = 5
    member_width: int = 2
    after_village: str = "-"
    before_member: str = "-"
    first_member: int = 0
    outside_prefix: str = OUTSIDE_PREFIX

    @property
    def text(self) -> str:
        """The pattern as it is written in the settings: "DD-NNNNN-AA"."""
        village = "D" * self.village_width + self.after_village if self.village_width else ""
        member = self.before_member + "A" * self.member_width if self.member_width else ""
        return village + "N" * self.folder_width + member


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNumber:
    """A No. RM in its parts. ``village`` is None from ``outside`` the area, and where the pattern has none."""

    outside: bool = False
    village: int | None = None
    folder: int
    member: int | None = None


def parse_pattern(
    text: str, *, first_member: int = 0, outside_prefix: str = OUTSIDE_PREFIX
) -> RecordNumberPattern | Problem:
    """The pattern written as D (village), N (family folder or serial number), A (member): "DD-NNNNN-AA", "NNNNNN"."""
    found = _PATTERN.fullmatch(text.strip().upper())
    if not found:
        return Problem(
            code="record_number_pattern",
            field="record_number_pattern",
            sentence="Pola No. RM tidak dikenal.",
            remedy="Pakai D untuk desa, N untuk nomor, A untuk anggota. Contoh: DD-NNNNN-AA atau NNNNNN.",
        )
    village, after_village, folder, before_member, member = (part or "" for part in found.groups())
    return RecordNumberPattern(
        village_width=len(village),
        folder_width=len(folder),
        member_width=len(member),
        after_village=after_village,
        before_member=before_member,
        first_member=first_member,
        outside_prefix=outside_prefix.strip().upper(),
    )


def format_number(number: RecordNumber, pattern: RecordNumberPattern) -> str:
    """The number as printed: "03-00012-01", from outside the area "LW-00012-01"."""
    member = "" if number.member is None else f"{pattern.before_member}{number.member:0{pattern.member_width}d}"
    leading = leading_text(pattern, village=number.village, outside=number.outside)
    return f"{leading}{number.folder:0{pattern.folder_width}d}{member}"


def leading_text(pattern: RecordNumberPattern, *, village: int | None, outside: bool = False) -> str:
    """What every number of this series begins with ("03-", "LW-", or nothing), for finding the highest one given."""
    if outside:
        return f"{pattern.outside_prefix}{pattern.after_village or '-'}"
    return f"{village or 0:0{pattern.village_width}d}{pattern.after_village}" if pattern.village_width else ""


def read_number(text: str, pattern: RecordNumberPattern) -> RecordNumber | Problem:
    """The number that was typed or scanned, with or without its separators, its zeros where separators stand.

    "3-12-1", "03-00012-01", "030001201" and "03 00012 01" are one number.
    """
    typed = text.strip().upper()
    outside = bool(pattern.outside_prefix) and typed.startswith(pattern.outside_prefix)
    body = typed.removeprefix(pattern.outside_prefix) if outside else typed
    widths = [pattern.folder_width, pattern.member_width]
    if not outside:
        widths.insert(0, pattern.village_width)
    widths = [width for width in widths if width]
    parts = _parts(body, widths)
    if not parts:
        return _unreadable(pattern)
    village = parts.pop(0) if pattern.village_width and not outside else None
    return RecordNumber(
        outside=outside,
        village=village,
        folder=parts[0],
        member=parts[1] if len(parts) > 1 else None,
    )


def _parts(body: str, widths: list[int]) -> list[int]:
    if not re.fullmatch(r"[\s.\-/]*[0-9][0-9\s.\-/]*", body, re.ASCII):
        return []
    pieces = _PIECES.findall(body)
    if len(pieces) != len(widths):
        digits = "".join(pieces)
        if len(digits) != sum(widths):
            return []
        ends = [sum(widths[: index + 1]) for index in range(len(widths))]
        pieces = [digits[end - width : end] for end, width in zip(ends, widths, strict=True)]
    fits = all(len(piece) <= width for piece, width in zip(pieces, widths, strict=True))
    return [int(piece) for piece in pieces] if fits else []


def _unreadable(pattern: RecordNumberPattern) -> Problem:
    example = RecordNumber(
        village=3 if pattern.village_width else None,
        folder=12,
        member=pattern.first_member if pattern.member_width else None,
    )
    return Problem(
        code="record_number_shape",
        field=_FIELD,
        sentence="No. RM tidak sesuai pola puskesmas ini.",
        remedy=f"Contoh yang benar: {format_number(example, pattern)}.",
    )


def next_number(
    pattern: RecordNumberPattern,
    *,
    used: Iterable[str],
    outside: bool = False,
    village: int | None = None,
    folder: int | None = None,
) -> RecordNumber | Problem:
    """The number after the highest one given: in ``folder`` the next member, otherwise the next folder.

    ``used`` may hold all numbers ever given, or only the highest of this village (of this folder); others are
    skipped.
    """
    village = village if pattern.village_width and not outside else None
    given = [
        number
        for number in (read_number(text, pattern) for text in used)
        if isinstance(number, RecordNumber) and (number.outside, number.village) == (outside, village)
    ]
    if folder is None or not pattern.member_width:
        next_folder = max((number.folder + 1 for number in given), default=1)
        member = pattern.first_member if pattern.member_width else None
        if next_folder >= 10**pattern.folder_width:
            return _exhausted("Semua nomor folder sudah terpakai.", "Minta administrator mengubah pola No. RM.")
        return RecordNumber(outside=outside, village=village, folder=next_folder, member=member)
    members = (number.member + 1 for number in given if number.folder == folder and number.member is not None)
    member = max(members, default=pattern.first_member)
    if member >= 10**pattern.member_width:
        return _exhausted("Folder keluarga ini sudah penuh.", "Buat folder keluarga yang baru.")
    return RecordNumber(outside=outside, village=village, folder=folder, member=member)


def _exhausted(sentence: str, remedy: str) -> Problem:
    return Problem(code="record_number_exhausted", field=_FIELD, sentence=sentence, remedy=remedy)

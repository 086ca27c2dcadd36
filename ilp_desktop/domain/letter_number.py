"""Nomor surat: a pattern of the puskesmas filled in for one letter (tata naskah dinas, Permendagri 83/2022 codes)."""

import re
from datetime import date

from ilp_desktop.domain.indonesian_text import roman_month

DEFAULT_PATTERN = "{kode}/{urut}/{unit}/{bulan}/{tahun}"

_PLACE = re.compile(r"\{(kode|urut|unit|bulan romawi|bulan|tanggal|tahun)(?::0(\d))?\}")


def letter_number(*, pattern: str, code: str, sequence: int, unit: str, day: date) -> str:
    """The number of the ``sequence``-th letter of the year: "400.7/0012/PKM-MT/XI/2026".

    Places: ``{kode}``, ``{urut}`` (at least four digits, ``{urut:03}`` three), ``{unit}``, ``{bulan}`` or
    ``{bulan romawi}`` (XI), ``{tanggal}``, ``{tahun}``. Anything else in the pattern stays as it is, so that no
    pattern can fail at the desk.
    """

    def fill(place: re.Match[str]) -> str:
        match place[1]:
            case "kode":
                return code
            case "urut":
                return f"{sequence:0{place[2] or 4}d}"
            case "unit":
                return unit
            case "tanggal":
                return f"{day.day:02d}"
            case "tahun":
                return str(day.year)
            case _:
                return roman_month(day.month)

    return _PLACE.sub(fill, pattern)

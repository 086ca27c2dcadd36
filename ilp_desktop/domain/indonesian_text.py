"""Dates, times and numbers as people in Indonesia write them: printing them, and reading what was typed."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal

from ilp_desktop.domain.problem import Problem

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

_OTHER_MONTH_WORDS = {
    "pebruari": 2,
    "peb": 2,
    "feburari": 2,
    "february": 2,
    "january": 1,
    "march": 3,
    "mrt": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "aug": 8,
    "ags": 8,
    "agt": 8,
    "agst": 8,
    "agus": 8,
    "sept": 9,
    "october": 10,
    "oct": 10,
    "nopember": 11,
    "nop": 11,
    "nov": 11,
    "december": 12,
    "dec": 12,
}
_MONTH_NUMBERS = (
    {word.lower(): number for number, word in enumerate(MONTHS, 1)}
    | {word.lower(): number for number, word in enumerate(SHORT_MONTHS, 1)}
    | _OTHER_MONTH_WORDS
)
_WEEKDAY_WORDS = frozenset(word.lower() for word in WEEKDAYS) | {"jum'at", "ahad"}

_CLOCK_AFTER_DATE = re.compile(r"[t ]\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?(z|[+-]\d{2}:?\d{2})?$")
_DATE_PIECE = re.compile(r"\d+|[a-z']+")
_TYPED_TIME = re.compile(r"(\d{1,2})[:. ](\d{2})(?:[:.]\d{2})?|(\d{2})(\d{2})")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)

_DATE_REMEDY = "Ketik tanggal, bulan, tahun. Contoh: 7-3-2024 atau 7 Maret 2024."


def short_date(day: date) -> str:
    """22 Nov 2026."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """22 November 2026, as on letters."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """Minggu, 22 November 2026."""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def typed_date(day: date) -> str:
    """22-11-2026, the form in which a date is shown for typing over and sent to P-Care."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def clock_time(moment: time | datetime) -> str:
    """08:14, twenty-four hours, of the moment's own zone."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def roman_month(month: int) -> str:
    """XI for 11, as letter numbers write it; raises IndexError outside 1 to 12."""
    if not 1 <= month <= 12:
        raise IndexError("month outside 1 to 12")
    return ROMAN_MONTHS[month - 1]


def whole_number(value: int) -> str:
    """1.234.567."""
    return f"{value:,}".replace(",", ".")


def decimal_number(value: float | Decimal, places: int) -> str:
    """25,4: decimal comma, point between thousands, ``places`` decimals, halves rounded away from zero.

    A dash for what is not a number.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        return "–"
    rounded = exact.quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP, _WIDE)
    return f"{_WIDE.plus(rounded):,f}".translate({ord(","): ".", ord("."): ","})


def file_size(size: int) -> str:
    """So many bytes as people say it: 540 bita, 12 kB, 2,4 MB, 1,3 GB; steps of 1000, as the system's own windows."""
    for step, unit in ((10**9, "GB"), (10**6, "MB")):
        if size >= step:
            return f"{decimal_number(size / step, 1)} {unit}"
    return f"{whole_number(size)} bita" if size < 1000 else f"{whole_number(round(size / 1000))} kB"


def parse_date(text: str, *, today: date, years_ahead: int = 0) -> date | Problem:
    """The date that was typed, day before month before year: "7/3/24", "07-03-2024", "7 maret 24", "070324".

    ISO 8601 ("2024-03-07", also with a clock time behind it) is understood too. Two digits of a year mean the
    latest century in which the date is not later than ``today`` plus ``years_ahead`` years. A month above twelve
    is a Problem, never taken for a day.
    """
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if not words:
        return _date_problem("empty_date", "Tanggal belum diisi.")
    day_text = _CLOCK_AFTER_DATE.sub("", words)
    pieces = [piece for piece in _DATE_PIECE.findall(day_text) if piece not in _WEEKDAY_WORDS]
    if len(pieces) == 1:
        pieces = _split_digits(pieces[0])
    if len(pieces) != 3 or ":" in day_text:
        return _date_problem("unreadable_date", "Tanggal tidak dapat dibaca.")
    if len(pieces[0]) == 4:
        pieces.reverse()
    return _date_from(pieces[0], pieces[1], pieces[2], today.year + years_ahead, today)


def _split_digits(digits: str) -> list[str]:
    if not digits.isdecimal() or len(digits) not in (6, 8):
        return [digits]
    # Digits five and six of ddmmyyyy are 19, 20 or 21, where yyyymmdd has a month, at most 12.
    if len(digits) == 8 and digits[4:6] not in ("19", "20", "21"):
        return [digits[6:], digits[4:6], digits[:4]]
    return [digits[:2], digits[2:4], digits[4:]]


def _date_from(day: str, month: str, year: str, latest_year: int, today: date) -> date | Problem:
    month_number = int(month) if month.isdecimal() else _MONTH_NUMBERS.get(month, 0)
    if not 1 <= month_number <= 12:
        return _date_problem("unknown_month", f'Bulan "{month[:20]}" tidak ada.')
    if not day.isdecimal() or not year.isdecimal() or len(day) > 2 or len(year) not in (2, 4):
        return _date_problem("unreadable_date", "Tanggal tidak dapat dibaca.")
    if len(year) == 4:
        return _valid_date(int(year), month_number, int(day))
    latest = (latest_year, today.month, today.day)
    century = 2000 if (2000 + int(year), month_number, int(day)) <= latest else 1900
    return _valid_date(century + int(year), month_number, int(day))


def _valid_date(year: int, month: int, day: int) -> date | Problem:
    if not 1900 <= year <= 2100:
        return _date_problem("year_out_of_range", f"Tahun {year} di luar 1900 sampai 2100.")
    try:
        return date(year, month, day)
    except ValueError:
        sentence = f"Tanggal {day} tidak ada di bulan {MONTHS[month - 1]} {year}."
        return _date_problem("day_not_in_month", sentence)


def _date_problem(code: str, sentence: str) -> Problem:
    return Problem(code=code, field="", sentence=sentence, remedy=_DATE_REMEDY)


def parse_time(text: str) -> time | Problem:
    """The time of day that was typed: "8:05", "08.05", "0805"; twenty-four hours."""
    found = _TYPED_TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found:
        hour, minute = (int(part) for part in found.groups() if part is not None)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return Problem(
        code="unreadable_time",
        field="",
        sentence="Jam tidak dapat dibaca.",
        remedy="Ketik jam dan menit, 00:00 sampai 23:59. Contoh: 08:05.",
    )


def parse_number(text: str) -> Decimal | Problem:
    """The number that was typed, with comma or point: "36,5", "36.5", "1.250", "1.250,75", "1,250.75".

    A single point followed by exactly three digits stands between thousands, as Indonesia writes ("3.200" is
    three thousand two hundred), unless the number begins with zero ("0.125"). A single comma is always decimal.
    """
    compact = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
    negative = compact.startswith("-")
    plain = _with_decimal_point(compact.removeprefix("-").removeprefix("+"))
    if not re.fullmatch(r"[0-9]{1,30}(\.[0-9]{1,30})?", plain):
        return Problem(
            code="unreadable_number",
            field="",
            sentence="Angka tidak dapat dibaca." if compact else "Angka belum diisi.",
            remedy="Ketik angka saja, boleh dengan koma. Contoh: 36,5.",
        )
    value = Decimal(plain)
    return -value if negative else value


def _with_decimal_point(number: str) -> str:
    last_comma, last_point = number.rfind(","), number.rfind(".")
    if last_comma >= 0 and last_point >= 0:
        whole, fraction = re.split(r"[.,](?=[^.,]*$)", number)
        mark = "," if last_point > last_comma else "."
        grouped = _GROUPED.fullmatch(whole) and set(whole) & {",", "."} == {mark}
        return f"{re.sub('[.,]', '', whole)}.{fraction}" if grouped else number
    marks = number.count(",") + number.count(".")
    thousands = _GROUPED.fullmatch(number) and (marks > 1 or (last_point >= 0 and not number.startswith("0")))
    return re.sub("[.,]", "", number) if thousands else number.replace(",", ".")

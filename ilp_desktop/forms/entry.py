"""Turns what a person types into the text that ODK stores, and back into what a person reads."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, tzinfo
from decimal import Decimal

from ilp_desktop.domain.problem import Problem
from ilp_desktop.forms.definition import Kind, Question
from ilp_desktop.forms.expression.values import as_date, as_moment, as_time, moment_text, number_text, string

Answer = str | int | float | Decimal | bool | date | datetime | time | Iterable[str] | None
"""What may be given for an answer: text as a person types it, or a Python value."""

LONGEST_TEXT = 10_000
YEARS_AHEAD = 10
"""A year typed with two digits lies at most so many years ahead, otherwise in the last century."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_MONTH_BY_WORD = {month.casefold(): number for number, month in enumerate(MONTHS, 1)} | {
    "agt": 8,
    "ags": 8,
    "may": 5,
    "aug": 8,
    "oct": 10,
    "dec": 12,
}
_INTEGER = re.compile(r"[+-]?\d{1,15}\Z")
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}(?:[.,]\d{0,10})?|[.,]\d{1,10})\Z")
_DAY = re.compile(r"(\d{1,2})[\s/.\-]+(\d{1,2}|[A-Za-z]{3,9})[\s/.\-]+(\d{4}|\d{2})\Z")
_DAY_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})\Z")
_PARTS = {
    "year": re.compile(r"(?P<year>\d{4})\Z"),
    "month-year": re.compile(r"(?P<month>\d{1,2}|[A-Za-z]{3,9})[\s/.\-]+(?P<year>\d{4})\Z"),
}
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\Z")
_CLOCK_DIGITS = re.compile(r"(\d{2})(\d{2})()\Z")
_PLACE_NUMBER = re.compile(r"[+-]?\d{1,7}(?:[.,]\d{0,20})?\Z")
_PLACE_GAP = re.compile(r"[;\s]+|,\s+")
_STORED_INTEGER = re.compile(r"-?\d{1,15}\Z")
_STORED_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


_WRONG: dict[Kind, tuple[str, str, str]] = {
    Kind.INTEGER: ("not_integer", "Bukan angka bulat", "Tulis angka tanpa koma, misalnya 12"),
    Kind.DECIMAL: ("not_number", "Bukan angka", "Tulis angka, misalnya 36,5"),
    Kind.RANGE: ("not_number", "Bukan angka", "Tulis angka, misalnya 36,5"),
    Kind.DATE: ("not_date", "Tanggal tidak dikenal", "Tulis hari/bulan/tahun, misalnya 7/3/24"),
    Kind.TIME: ("not_time", "Jam tidak dikenal", "Tulis jam dan menit, misalnya 8.30"),
    Kind.DATETIME: ("not_moment", "Tanggal dan jam tidak lengkap", "Tulis misalnya 7/3/24 8.30"),
    Kind.GEOPOINT: ("not_place", "Koordinat tidak dikenal", "Tulis lintang lalu bujur, misalnya -5.12 122.61"),
}
"""What is said of an answer that is none of this kind: code, sentence, remedy."""


class NotRead(Exception):
    """What was typed is not an answer to this kind of question."""

    def __init__(self, code: str, sentence: str, remedy: str) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.remedy = remedy

    def problem(self, address: str) -> Problem:
        """The problem to show at the field."""
        return Problem(code=self.code, field=address, sentence=self.sentence, remedy=self.remedy)


def _unread(kind: Kind) -> NotRead:
    return NotRead(*_WRONG[kind])


def typed_text(answer: Answer) -> str:
    """An answer given as a Python value, in the text that a person could have typed."""
    match answer:
        case None | False:
            return ""
        case True:
            return "OK"
        case str():
            return answer
        case int() | Decimal():
            return format(answer, "f") if isinstance(answer, Decimal) else str(answer)
        case float() | datetime() | date() | time():
            return string(answer)
    return " ".join(answer)


def read_entry(question: Question, typed: str, today: date, zone: tzinfo | None) -> str:
    """The stored text for what was typed, empty for nothing; raises ``NotRead``.

    Numbers take comma or point; days ``7/3/24``, ``070324``, ``7 Mar 2024`` or ISO; times ``8.30`` or ``0830``.
    """
    text = _CONTROL.sub("", typed).strip()
    if not text:
        return ""
    if question.kind is Kind.DATE:
        return (_part_of_a_date(question, text) or read_day(text, today)).isoformat()
    if question.kind is Kind.TIME:
        return _read_clock(text, zone)
    if question.kind is Kind.DATETIME:
        return _read_moment(text, today, zone)
    read = _READERS.get(Kind.INTEGER if question.data_type in ("int", "integer") else question.kind, _read_text)
    return read(text)


def check_stored(question: Question, stored: str) -> None:
    """Raises ``NotRead`` for a stored text that this kind of question can never hold.

    It may come from a phone, from a table that was edited, or from a form whose author wrote a wrong default.
    """
    kind = Kind.INTEGER if question.data_type in ("int", "integer") else question.kind
    fits = _STORED.get(kind)
    if fits is not None and not fits(stored):
        raise _unread(kind)


def _read_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise NotRead("text_too_long", f"Lebih dari {LONGEST_TEXT} huruf", "Persingkat")
    return text


def _read_choices(text: str) -> str:
    return " ".join(dict.fromkeys(text.split()))


def _read_integer(text: str) -> str:
    if not _INTEGER.match(text):
        raise _unread(Kind.INTEGER)
    return str(int(text))


def _read_decimal(text: str) -> str:
    if not _DECIMAL.match(text):
        raise _unread(Kind.DECIMAL)
    written = text.replace(",", ".").lstrip("+")
    sign, digits = ("-", written[1:]) if written.startswith("-") else ("", written)
    whole, _point, fraction = digits.partition(".")
    return f"{sign}{int(whole or '0')}" + (f".{fraction}" if fraction else "")


def read_day(text: str, today: date) -> date:
    """The day that was typed; raises ``NotRead``."""
    iso = as_date(text)
    if iso is not None:
        return iso
    match = _DAY.match(text) or _DAY_DIGITS.match(text)
    if match is None:
        raise _unread(Kind.DATE)
    day, month, year = match.groups()
    month_number = int(month) if month.isdigit() else _MONTH_BY_WORD.get(month[:3].casefold(), 0)
    full_year = int(year)
    if len(year) == 2:
        full_year += 2000 if 2000 + full_year <= today.year + YEARS_AHEAD else 1900
    try:
        return date(full_year, month_number, int(day))
    except ValueError:
        raise NotRead("not_date", "Tanggal itu tidak ada", "Periksa hari dan bulan") from None


def _part_of_a_date(question: Question, text: str) -> date | None:
    """The first day of a year or of a month, where the form asks for no more."""
    pattern = next((found for name, found in _PARTS.items() if name in question.appearance), None)
    match = None if pattern is None else pattern.match(text)
    if match is None:
        return None
    month = match["month"] if "month" in match.groupdict() else "1"
    number = int(month) if month.isdigit() else _MONTH_BY_WORD.get(month[:3].casefold(), 0)
    return date(int(match["year"]), number, 1) if 1 <= number <= 12 and int(match["year"]) else None


def _read_clock(text: str, zone: tzinfo | None) -> str:
    stored = as_time(text) if "T" not in text and len(text) > 5 else None
    if stored is not None:
        return text
    match = _CLOCK.match(text) or _CLOCK_DIGITS.match(text)
    try:
        if match is None:
            raise ValueError
        clock = time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        raise _unread(Kind.TIME) from None
    offset = datetime(2000, 1, 1, tzinfo=zone).isoformat()[19:] if zone else ""
    return f"{clock.isoformat(timespec='milliseconds')}{offset}"


def _read_moment(text: str, today: date, zone: tzinfo | None) -> str:
    stored = as_moment(text)
    if stored is not None:
        return text
    day_text, _space, clock_text = text.rpartition(" ")
    if not day_text:
        raise _unread(Kind.DATETIME)
    day = read_day(day_text.strip(), today)
    clock = as_time(_read_clock(clock_text, None)) or time(0)
    return moment_text(datetime.combine(day, clock, zone))


def _read_place(text: str) -> str:
    parts = [part for part in _PLACE_GAP.split(text) if part]
    if len(parts) == 1:
        parts = text.split(",")
    if not all(_PLACE_NUMBER.match(part) for part in parts):
        raise _unread(Kind.GEOPOINT)
    numbers = [float(part.replace(",", ".")) for part in parts]
    if not 2 <= len(numbers) <= 4 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise _unread(Kind.GEOPOINT)
    return " ".join(number_text(number) for number in [*numbers, 0.0, 0.0][:4])


_READERS: dict[Kind, Callable[[str], str]] = {
    Kind.INTEGER: _read_integer,
    Kind.DECIMAL: _read_decimal,
    Kind.RANGE: _read_decimal,
    Kind.SELECT_MULTIPLE: _read_choices,
    Kind.RANK: _read_choices,
    Kind.GEOPOINT: _read_place,
}


def _is_place(stored: str) -> bool:
    try:
        _read_place(stored)
    except NotRead:
        return False
    return True


_STORED: dict[Kind, Callable[[str], object]] = {
    Kind.INTEGER: _STORED_INTEGER.match,
    Kind.DECIMAL: _STORED_NUMBER.match,
    Kind.RANGE: _STORED_NUMBER.match,
    Kind.DATE: as_date,
    Kind.TIME: lambda stored: as_time(stored) is not None,
    Kind.DATETIME: as_moment,
    Kind.GEOPOINT: _is_place,
}
"""What a stored text of each kind must be; kinds that are not here hold any text."""


def shown_day(day: date) -> str:
    """A day as people read it: 22 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _shown_date(question: Question, day: date) -> str:
    if "year" in question.appearance:
        return str(day.year)
    return f"{MONTHS[day.month - 1]} {day.year}" if "month-year" in question.appearance else shown_day(day)


def shown_entry(question: Question, stored: str) -> str:
    """The stored text as a person types and reads it: decimal comma, 22 Nov 2026, 08.30."""
    if question.kind in (Kind.DECIMAL, Kind.RANGE):
        return stored.replace(".", ",")
    if question.kind is Kind.DATE or (question.kind is Kind.HIDDEN and as_date(stored)):
        day = as_date(stored)
        return stored if day is None else _shown_date(question, day)
    if question.kind is Kind.TIME:
        clock = as_time(stored)
        return stored if clock is None else f"{clock.hour:02d}.{clock.minute:02d}"
    if question.kind is Kind.DATETIME:
        moment = as_moment(stored)
        return stored if moment is None else f"{shown_day(moment.date())} {moment.hour:02d}.{moment.minute:02d}"
    return stored

"""How dates and numbers are typed and shown: day first, decimal comma, Indonesian month names, no Qt."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from ilp_desktop.domain.age import age_on

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

_MONTH_BEGINNINGS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)} | {
    "may": 5,
    "aug": 8,
    "ags": 8,
    "agt": 8,
    "oct": 10,
    "nop": 11,
    "dec": 12,
    "peb": 2,
}
_WORDS = {"h": 0, "hari ini": 0, "k": -1, "kemarin": -1, "b": 1, "besok": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDate:
    """A date that was typed; ``estimated`` when only the year, the month or the age was given."""

    day: date
    estimated: bool = False


def show_date(day: date) -> str:
    """``7 Mar 2024``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_age(birth_date: date, today: date, *, estimated: bool) -> str:
    """``34 th``; ``± 34 th`` when only the age or the year is known."""
    return f"{'± ' if estimated else ''}{age_on(birth_date, today).text}"


def read_date(typed: str, today: date, *, past: bool = False, allow_estimated: bool = False) -> TypedDate | None:
    """What ``typed`` means, or None when it is no date.

    Day, month, year in any common writing (``7/3/24``, ``070324``, ``7 maret 2024``), ``h`` for today, ``k`` for
    yesterday. A year of two digits is the one nearest to ``today``, and never after it when ``past``. With
    ``allow_estimated`` also ``2019``, ``3/2019``, ``34 th``, ``8 bl``: the middle of the year or month that is meant.
    """
    text = " ".join(typed.casefold().split())
    if text in _WORDS:
        return TypedDate(day=today + timedelta(days=_WORDS[text]))
    exact = _exact(text, today, past)
    if exact is not None:
        return TypedDate(day=exact)
    estimated = _estimated(text, today) if allow_estimated else None
    return None if estimated is None else TypedDate(day=estimated, estimated=True)


def _exact(text: str, today: date, past: bool) -> date | None:
    parts = _parts(text)
    if len(parts) == 2:
        return _without_year(text, today, past)
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        parts = (parts[2], parts[1], parts[0])
    month = _month(parts[1])
    if month is None or not parts[0].isdigit() or not parts[2].isdigit() or len(parts[2]) not in {2, 4}:
        return None
    return _day(_year(parts[2], int(parts[0]), month, today, past), month, int(parts[0]))


def _without_year(text: str, today: date, past: bool) -> date | None:
    found = _exact(f"{text}/{today.year}", today, past)
    return _exact(f"{text}/{today.year - 1}", today, past) if past and found and found > today else found


def _parts(text: str) -> tuple[str, ...]:
    if re.fullmatch(r"[0-9]{8}", text):
        return (text[:2], text[2:4], text[4:])
    if re.fullmatch(r"[0-9]{6}", text):
        return (text[:2], text[2:4], text[4:])
    found = re.fullmatch(r"([0-9]{1,4})[\s/.\-]*([a-z]+|[0-9]{1,2})(?:[\s/.\-]*([0-9]{1,4}))?", text)
    if found is None or not re.search(r"[\s/.\-a-z]", text):
        return ()
    parts = tuple(part for part in found.groups() if part)
    return () if len(parts) == 2 and len(parts[0]) > 2 else parts


def _month(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text)
    return _MONTH_BEGINNINGS.get(text[:3]) if len(text) >= 3 else None


def _year(text: str, day: int, month: int, today: date, past: bool) -> int:
    if len(text) == 4:
        return int(text)
    century = today.year // 100 * 100
    year = century + int(text)
    if past:
        return year if (year, month, day) <= (today.year, today.month, today.day) else year - 100
    return min((year - 100, year, year + 100), key=lambda candidate: abs(candidate - today.year))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _estimated(text: str, today: date) -> date | None:
    if re.fullmatch(r"(19|20)[0-9]{2}", text):
        return _day(int(text), 7, 1)
    month = re.fullmatch(r"([0-9]{1,2}|[a-z]{3,})[\s/.\-]+((?:19|20)[0-9]{2})", text)
    if month is not None:
        number = _month(month[1])
        return None if number is None else _day(int(month[2]), number, 15)
    age = re.fullmatch(r"([0-9]{1,3})\s*(th|thn|tahun|bl|bln|bulan)", text)
    if age is None:
        return None
    if age[2].startswith("t"):
        not_yet = (today.month, today.day) < (7, 1)
        return _day(today.year - int(age[1]) - not_yet, 7, 1) if int(age[1]) else None
    months = today.year * 12 + today.month - 1 - int(age[1])
    return _day(months // 12, months % 12 + 1, min(15, today.day))


def read_number(typed: str) -> Decimal | None:
    """The number typed with comma or point (the last one is the decimal sign), or None when it is no number."""
    text = typed.strip().replace("\N{MINUS SIGN}", "-").replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if not re.fullmatch(r"-?([0-9]+([.,][0-9]*)?|[.,][0-9]+|[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?)", text):
        return None
    if text.count(".") > 1 or ("," in text and "." in text):
        text = text.replace(".", "")
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def show_number(number: Decimal | int | float, decimals: int | None = None) -> str:
    """``10,4``: with the decimals it has, or with exactly ``decimals``."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    text = f"{exact:f}" if decimals is None else f"{exact:.{decimals}f}"
    return text.replace(".", ",")

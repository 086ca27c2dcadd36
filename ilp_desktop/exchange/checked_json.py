"""Reads JSON that may come from anybody: only the expected shape, types and sizes get through."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn, TypeVar

Item = TypeVar("Item")


class Malformed(ValueError):
    """The content is not of the shape that the format prescribes."""


def _refuse(_constant: str) -> NoReturn:
    raise Malformed("not a JSON number")


_decode = json.JSONDecoder(parse_constant=_refuse).decode


def decoded(text: bytes) -> object:
    """The JSON value; raises Malformed also for depth that would exhaust the stack."""
    try:
        return _decode(text.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error


class Fields:
    """A JSON object with exactly the named members, each asked for with its type and limit."""

    def __init__(self, value: object, names: frozenset[str]) -> None:
        if not isinstance(value, dict) or value.keys() != names:
            raise Malformed("members differ")
        self._value: dict[str, object] = value

    def text(self, name: str, longest: int = 256) -> str:
        """Text of at most ``longest`` characters."""
        value = self._value[name]
        if not isinstance(value, str) or len(value) > longest:
            raise Malformed(name)
        return value

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        """Text that matches as a whole."""
        value = self.text(name)
        if not pattern.fullmatch(value):
            raise Malformed(name)
        return value

    def number(self, name: str, least: int = 0, most: int = 2**53) -> int:
        """A whole number within the limits."""
        value = self._value[name]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Malformed(name)
        return value

    def each(self, name: str, most: int, read: Callable[[object], Item]) -> tuple[Item, ...]:
        """A list of at most ``most`` items, each read by ``read``."""
        value = self._value[name]
        if not isinstance(value, list) or len(value) > most:
            raise Malformed(name)
        return tuple(read(item) for item in value)

    def nested(self, name: str, names: frozenset[str]) -> "Fields":
        """A member that is an object itself."""
        return Fields(self._value[name], names)

    def members(self, name: str, most: int) -> Iterator[tuple[str, Sequence[object]]]:
        """The members of an object of lists, at most ``most``, names of at most 64 characters."""
        value = self._value[name]
        if not isinstance(value, dict) or len(value) > most:
            raise Malformed(name)
        for key, item in value.items():
            if len(key) > 64 or not isinstance(item, list):
                raise Malformed(name)
            yield key, item


HEX_64 = re.compile("[0-9a-f]{64}")
HEX_64_OR_EMPTY = re.compile("(?:[0-9a-f]{64})?")
HYBRID_TIME = re.compile("[0-9]{15}-[0-9]{6}")
UTC_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+00:00")
FACILITY_CODE = re.compile(r"[^\x00-\x1f\x7f]{1,64}")
LONGEST_NAME = 1024

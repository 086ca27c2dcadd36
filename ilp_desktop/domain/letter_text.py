"""Fills the sentences of a letter: ``{patient.name}`` becomes the name, and what is not known is never invented.

``{a|b}`` is the first of the two that is known; a part in square brackets goes away when something in it is not known.
"""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{([^{}]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def filled(template: str, values: Mapping[str, str], unknown: str = "") -> str:
    """The text with its values; without ``unknown`` a text with something unknown is empty as a whole.

    With ``unknown`` (dots to write on) it stands in the place of each value that is not known.
    """
    whole = _OPTIONAL.sub(lambda part: _complete(part[1], values), template)
    if not unknown:
        return _complete(whole, values)
    return _PLACE.sub(lambda place: _value(place[1], values) or unknown, whole)


def _complete(text: str, values: Mapping[str, str]) -> str:
    found = [_value(place, values) for place in _PLACE.findall(text)]
    if not all(found):
        return ""
    given = iter(found)
    return _PLACE.sub(lambda _place: next(given), text)


def _value(place: str, values: Mapping[str, str]) -> str:
    return next((value for name in place.split("|") if (value := values.get(name, "").strip())), "")

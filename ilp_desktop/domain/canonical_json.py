"""One text for one value: the JSON that hashes and signatures are made over."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

_encode = json.JSONEncoder(
    ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


def canonical_json(value: Json) -> bytes:
    """ASCII, keys in code point order, no spaces, shortest floats; raises ValueError for NaN and infinity."""
    return _encode(value).encode("ascii")

"""Reads provinces, regencies, districts and villages from the region file that ships with the program."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from heapq import nsmallest

import zstandard

from ilp_desktop.domain.identifiers import VillageCode
from ilp_desktop.domain.problem import Problem, Rejected
from ilp_desktop.domain.region import Region, Village, VillagePath
from ilp_desktop.resource_files import resource_path

_PROVINCE, _REGENCY, _DISTRICT, _VILLAGE = 2, 4, 6, 10
_KIND_WORDS = frozenset({"desa", "ds", "kelurahan", "kel"})
_SHORTEST_INNER_MATCH = 3
_LOOSE = str.maketrans({"-": " ", "'": None, "`": None, "’": None})


@cache
def provinces() -> tuple[Region, ...]:
    """The 38 provinces by code."""
    return tuple(_region(line) for line in _lines() if line[_PROVINCE] == "\t")


@cache
def regencies(province_code: str) -> tuple[Region, ...]:
    """Kabupaten and kota of a province by code; empty when there is no such province."""
    return tuple(_region(line) for line in _below(province_code, _PROVINCE, _REGENCY))


@cache
def districts(regency_code: str) -> tuple[Region, ...]:
    """Kecamatan of a regency by code; empty when there is no such regency."""
    return tuple(_region(line) for line in _below(regency_code, _REGENCY, _DISTRICT))


def villages(district_code: str) -> tuple[Village, ...]:
    """Desa and kelurahan of a district by code; empty when there is no such district."""
    return tuple(
        Village(code=VillageCode(line[:_VILLAGE]), name=line[_VILLAGE + 1 :])
        for line in _below(district_code, _DISTRICT, _VILLAGE)
    )


def village(code: VillageCode) -> VillagePath:
    """The village with the names above it. Raises ``Rejected`` for a code that the region file lacks."""
    if len(code) != _VILLAGE or _name(code) == "":
        raise Rejected(
            Problem(
                code="village_unknown",
                field="village",
                sentence="Kode desa/kelurahan tidak dikenal.",
                remedy="Pilih desa/kelurahan dari daftar.",
            )
        )
    return VillagePath(
        code=code,
        province=_name(code[:_PROVINCE]),
        regency=_name(code[:_REGENCY]),
        district=_name(code[:_DISTRICT]),
        village=_name(code),
    )


def search_villages(text: str, limit: int, *, near: str = "") -> tuple[VillagePath, ...]:
    """Villages whose name holds the first word of ``text`` and whose address holds every further word.

    Best first: whole name, start of the name, start of a word, inside a word; among equals those that share
    the most of ``near`` (a region code, usually the puskesmas' own district), because desa names repeat
    all over Indonesia. One or two letters match the start of the name only.
    """
    query = _loose(text)
    words = query.split()
    if len(words) > 1 and words[0] in _KIND_WORDS:
        words = words[1:]
    if not words:
        return ()
    whole = " ".join(words)
    hits = (
        (_closeness(name, words[0], whole), -_shared_levels(code, near), len(name), code)
        for code, name in _named_with(words[0])
        if _address_holds(code, words[1:])
    )
    return tuple(village(VillageCode(code)) for *_, code in nsmallest(limit, hits))


@cache
def _lines() -> list[str]:
    packed = resource_path("reference", "regions.tsv.zst").read_bytes()
    return zstandard.ZstdDecompressor().decompress(packed).decode().split("\n")


@cache
def _loose_text() -> str:
    return "\n" + _loose("\n".join(_lines())) + "\n"


def _loose(text: str) -> str:
    return text.casefold().translate(_LOOSE)


def _region(line: str) -> Region:
    code, name = line.split("\t")
    return Region(code=code, name=name)


def _below(code: str, own_length: int, child_length: int) -> list[str]:
    if len(code) != own_length or not code.isdecimal():
        return []
    lines = _lines()
    block = lines[bisect_left(lines, code) : bisect_left(lines, code + ":")]
    return [line for line in block if line.find("\t") == child_length]


def _name(code: str) -> str:
    lines = _lines()
    place = bisect_left(lines, code + "\t")
    if place == len(lines):
        return ""
    found, name = lines[place].split("\t")
    return name if found == code else ""


def _named_with(word: str) -> Iterator[tuple[str, str]]:
    text = _loose_text()
    sought = word if len(word) >= _SHORTEST_INNER_MATCH else "\t" + word
    place = text.find(sought)
    while place >= 0:
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        code, _, name = text[start:end].partition("\t")
        if len(code) == _VILLAGE and word in name:
            yield code, name
        place = text.find(sought, end)


def _closeness(name: str, word: str, whole: str) -> int:
    if name == whole:
        return 0
    if name.startswith(whole):
        return 1
    if name.startswith(word):
        return 2
    return 3 if f" {word}" in name else 4


def _shared_levels(code: str, near: str) -> int:
    return sum(code[:length] == near[:length] for length in (_PROVINCE, _REGENCY, _DISTRICT) if len(near) >= length)


def _address_holds(code: str, words: list[str]) -> bool:
    if not words:
        return True
    names = (_name(code[:length]) for length in (_PROVINCE, _REGENCY, _DISTRICT, _VILLAGE))
    address = _loose(" ".join(names))
    return all(word in address for word in words)

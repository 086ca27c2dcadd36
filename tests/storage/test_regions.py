"""The region file against its source's counts, its own hierarchy and what a desk types."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.identifiers import VillageCode
from ilp_desktop.domain.nik import PROVINCE_CODES
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.domain.region import VillageKind
from ilp_desktop.storage import regions


def all_codes() -> list[str]:
    return [line.partition("\t")[0] for line in regions._lines()]


def test_counts_are_those_of_the_source() -> None:
    assert Counter(map(len, all_codes())) == {2: 38, 4: 514, 6: 7277, 10: 83763}


def test_every_parent_exists_and_no_code_repeats() -> None:
    codes = all_codes()
    known = set(codes)
    parents = {2: 2, 4: 2, 6: 4, 10: 6}
    assert len(known) == len(codes)
    assert codes == sorted(codes)
    assert all(code.isdecimal() and code[: parents[len(code)]] in known for code in codes)


def test_every_name_is_tidy() -> None:
    names = [line.partition("\t")[2] for line in regions._lines()]
    assert all(name and name == " ".join(name.split()) and '"' not in name for name in names)


def test_the_provinces_of_the_nik_check_are_those_of_the_data() -> None:
    assert {region.code for region in regions.provinces()} == PROVINCE_CODES


def test_walking_down_reaches_every_region() -> None:
    counts = [0, 0, 0]
    for province in regions.provinces():
        for regency in regions.regencies(province.code):
            counts[0] += 1
            for district in regions.districts(regency.code):
                counts[1] += 1
                counts[2] += len(regions.villages(district.code))
    assert counts == [514, 7277, 83763]


def test_the_pilot_district() -> None:
    assert [village.name for village in regions.villages("741403")] == [
        "Lakorua",
        "Morikana",
        "Lantongau",
        "Lanto",
        "Lalibo",
        "Langkomu",
        "Watorumbe",
        "Watorumbe Bata",
        "Gundu Gundu",
        "Katukobari",
    ]


def test_a_village_knows_its_address() -> None:
    path = regions.village(VillageCode("7414031003"))
    assert (path.village, path.district, path.regency, path.province) == (
        "Lakorua",
        "Mawasangka Tengah",
        "Kabupaten Buton Tengah",
        "Sulawesi Tenggara",
    )
    assert (path.district_code, path.regency_code, path.province_code) == ("741403", "7414", "74")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("7414031003", VillageKind.KELURAHAN),
        ("7414032001", VillageKind.DESA),
        ("9103013007", VillageKind.DESA_ADAT),
    ],
)
def test_the_kind_of_a_village(code: str, kind: VillageKind) -> None:
    found = next(village for village in regions.villages(code[:6]) if village.code == code)
    assert found.kind is kind


@pytest.mark.parametrize("code", ["", "74", "741403", "7414039999", "9999999999", "74140310031", "741403100x"])
def test_an_unknown_village_is_refused(code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        regions.village(VillageCode(code))
    assert refusal.value.problems[0].code == "village_unknown"


@pytest.mark.parametrize("code", ["", "7", "99", "7414", "7x", "74\t"])
def test_a_province_that_does_not_exist_has_no_regencies(code: str) -> None:
    assert regions.regencies(code) == ()


@pytest.mark.parametrize(
    ("text", "near", "first"),
    [
        ("lakorua", "", "7414031003"),
        ("LAKOR", "", "7414031003"),
        ("desa lanto", "741403", "7414032004"),
        ("kel lakorua", "", "7414031003"),
        ("lanto", "7472", "7472081005"),
        ("lalibo buton", "", "7414032005"),
        ("gundu-gundu", "", "7414032009"),
        ("mekar sari", "740504", "7405042011"),
        ("ja'an nganjuk", "", "3518172007"),
        ("lanto", "741403", "7414032004"),
    ],
)
def test_the_village_meant_comes_first(text: str, near: str, first: str) -> None:
    assert regions.search_villages(text, 5, near=near)[0].code == first


def test_search_stops_at_the_limit_and_finds_nothing_for_nothing() -> None:
    assert len(regions.search_villages("sidomulyo", 7)) == 7
    assert regions.search_villages("  ", 7) == ()
    assert regions.search_villages("zzqq", 7) == ()


@given(st.text(max_size=12), st.text(max_size=10))
def test_search_never_raises(text: str, near: str) -> None:
    assert len(regions.search_villages(text, 3, near=near)) <= 3


@given(st.sampled_from(all_codes()).filter(lambda code: len(code) == 10))
def test_a_village_is_found_by_its_own_name(code: str) -> None:
    path = regions.village(VillageCode(code))
    assert path in regions.search_villages(path.village, 200, near=code)

"""The words for invented people: complete, varied, and living in real villages."""

import re
from collections.abc import Iterator
from itertools import islice

import pytest
import yaml

from ilp_desktop.resource_files import resource_path
from ilp_desktop.storage import regions

DOCUMENT = yaml.safe_load(resource_path("reference", "invented_names.yaml").read_text(encoding="utf-8"))
SEXES = ("male", "female")


def patterns(sex: str) -> Iterator[tuple[list[str], dict[str, list[str]]]]:
    for tradition in DOCUMENT["traditions"].values():
        lists = DOCUMENT["lists"] | tradition.get("lists", {})
        for pattern in tradition[sex]["patterns"]:
            yield re.findall(r"\{(\w+)\}", pattern), lists


@pytest.mark.parametrize("sex", SEXES)
def test_every_pattern_names_lists_that_exist(sex: str) -> None:
    for names, lists in patterns(sex):
        assert names
        assert set(names) <= lists.keys()


@pytest.mark.parametrize("sex", SEXES)
def test_there_are_enough_names_for_a_hundred_thousand_people(sex: str) -> None:
    count = 0
    for names, lists in patterns(sex):
        product = 1
        for place, name in enumerate(names):
            product *= len(lists[name]) - names[:place].count(name)
        count += product
    assert count > 50_000


@pytest.mark.parametrize("sex", SEXES)
def test_some_people_have_one_word(sex: str) -> None:
    written = [p for tradition in DOCUMENT["traditions"].values() for p in tradition[sex]["patterns"]]
    assert any(re.fullmatch(r"\{\w+\}", pattern) for pattern in written)
    assert {"La {buton_male}", "Wa {buton_female}"} & set(written)


def test_no_word_stands_twice_in_a_list() -> None:
    own = [tradition.get("lists", {}) for tradition in DOCUMENT["traditions"].values()]
    for lists in (DOCUMENT["lists"], *own):
        for name, words in lists.items():
            assert len(words) == len(set(words)), name
            assert all(isinstance(word, str) and word == word.strip() for word in words), name


def test_the_villages_are_those_of_the_district() -> None:
    area = DOCUMENT["area"]
    real = [(village.code, village.name) for village in regions.villages(area["district"])]
    assert [(village["code"], village["name"]) for village in area["villages"]] == real
    assert sum(village["weight"] for village in area["villages"]) == 100
    assert list(islice(area["hamlets"], 1))

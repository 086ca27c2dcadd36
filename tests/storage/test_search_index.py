"""People are found as somebody types: by any fragment, number or spelling, best first, whatever the text holds."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Connection

from ilp_desktop.domain.identifiers import HouseholdId, NodeId, PatientId, UserId, VillageCode
from ilp_desktop.domain.installation import WorkingVillage
from ilp_desktop.domain.patient import Household, Patient, PatientStatus, Sex
from ilp_desktop.domain.search_hit import SearchMatch
from ilp_desktop.storage import search_index
from ilp_desktop.storage.database import Database, create_database
from ilp_desktop.storage.transaction import Transaction

HOUSEHOLD = Household(
    id=HouseholdId("home"), family_card_number="7414031203150007", head_name="La Ode Hasan", village_name="Lanto"
)
AMINAH = Patient(
    id=PatientId("aminah"),
    medical_record_number="03-00142-01",
    name="Wa Aminah",
    sex=Sex.FEMALE,
    birth_date=date(1992, 3, 14),
    nik="7414035403920002",
    insurance_number="0001234567890",
    household_id=HOUSEHOLD.id,
    mother_name="Wa Ode Sarfina",
    village_name="Lanto",
    phone="081234567890",
)
BUDI = Patient(
    id=PatientId("budi"),
    medical_record_number="07-00021-00",
    name="Budi",
    sex=Sex.MALE,
    birth_date=None,
    village_name="Morikana",
)


class _Undo(Exception):
    pass


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path: Path = tmp_path_factory.mktemp("search") / "data.db"
    database = create_database(path, bytes(32))
    yield database
    database.close()


@contextmanager
def trial(database: Database, *people: object) -> Iterator[Transaction]:
    """These rows, indexed, in a transaction of which nothing stays."""
    with (
        suppress(_Undo),
        database.write(
            operation="trial",
            user=UserId("tester"),
            node=NodeId("node"),
            clock=lambda: datetime(2026, 11, 22, tzinfo=UTC),
        ) as transaction,
    ):
        for row in people:
            transaction.insert(row)
        index(transaction.connection, *people)
        yield transaction
        raise _Undo


def index(connection: Connection, *rows: object) -> None:
    patients = {row.id for row in rows if isinstance(row, Patient)}
    households = {row.id for row in rows if isinstance(row, Household)}
    search_index.refresh(connection, patients, households)


def named(*names: str) -> list[Patient]:
    return [
        Patient(
            id=PatientId(f"p{number:04d}"),
            medical_record_number=f"01-{number:05d}-00",
            name=name,
            sex=Sex.UNKNOWN,
            birth_date=None,
        )
        for number, name in enumerate(names)
    ]


def found(transaction: Transaction, text: str, limit: int = 50) -> list[str]:
    return [hit.name for hit in search_index.search(transaction.connection, text, limit)]


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("wa aminah", SearchMatch.NAME),
        ("AMINAH WA", SearchMatch.NAME),
        ("a", SearchMatch.NAME),
        ("am", SearchMatch.NAME),
        ("w am", SearchMatch.NAME),
        ("mina", SearchMatch.NAME),
        ("waami", SearchMatch.NAME),
        ("aminah lan", SearchMatch.VILLAGE),
        ("lanto", SearchMatch.VILLAGE),
        ("ant", SearchMatch.VILLAGE),
        ("sarfina", SearchMatch.MOTHER),
        ("aminah sarf", SearchMatch.MOTHER),
        ("hasan", SearchMatch.HOUSEHOLD_HEAD),
        ("laode hasan", SearchMatch.HOUSEHOLD_HEAD),
        ("7414035403920002", SearchMatch.NIK),
        ("7414 0354 0392 0002", SearchMatch.NIK),
        ("74140354", SearchMatch.NIK),
        ("0001234567890", SearchMatch.INSURANCE),
        ("000123", SearchMatch.INSURANCE),
        ("03-00142-01", SearchMatch.MEDICAL_RECORD),
        ("030014201", SearchMatch.MEDICAL_RECORD),
        ("03.00142.01", SearchMatch.MEDICAL_RECORD),
        ("03-00142", SearchMatch.MEDICAL_RECORD),
        ("14201", SearchMatch.MEDICAL_RECORD),
        ("142", SearchMatch.MEDICAL_RECORD),
        ("7414031203150007", SearchMatch.FAMILY_CARD),
        ("081234567890", SearchMatch.PHONE),
        ("0812-3456", SearchMatch.PHONE),
        ("+62 812 3456", SearchMatch.PHONE),
        ("aminah 142", SearchMatch.MEDICAL_RECORD),
        ("74140354 aminah", SearchMatch.NIK),
        ("amin 7", SearchMatch.NIK),
    ],
)
def test_a_person_is_found_by_whatever_is_known(database: Database, text: str, matched: SearchMatch) -> None:
    with trial(database, HOUSEHOLD, AMINAH, BUDI) as transaction:
        hits = search_index.search(transaction.connection, text)
    assert [(hit.patient_id, hit.matched) for hit in hits] == [(AMINAH.id, matched)]


def test_a_hit_carries_what_the_list_shows(database: Database) -> None:
    with trial(database, HOUSEHOLD, AMINAH) as transaction:
        (hit,) = search_index.search(transaction.connection, "aminah")
    assert (hit.name, hit.sex, hit.birth_date, hit.birth_date_estimated) == (
        "Wa Aminah",
        Sex.FEMALE,
        date(1992, 3, 14),
        False,
    )
    assert (hit.village_name, hit.medical_record_number) == ("Lanto", "03-00142-01")
    assert (hit.head_name, hit.mother_name) == ("La Ode Hasan", "Wa Ode Sarfina")
    assert (hit.status, hit.in_area, hit.is_deceased, hit.has_moved) == (PatientStatus.ACTIVE, True, False, False)


@pytest.mark.parametrize("text", ["xyz", "aminah budi", "9", "7414035403920003", "aminah 9999", "", "   ", "?!"])
def test_nobody_is_found_where_nobody_fits(database: Database, text: str) -> None:
    with trial(database, HOUSEHOLD, AMINAH, BUDI) as transaction:
        assert found(transaction, text) == []


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Mohammad Rizal", "muh rizal"),
        ("Muh. Rizal", "mohammad rizal"),
        ("Muhammad Rizal", "moch. risal"),
        ("La Ode Hasan", "laode hasan"),
        ("Laode Hasan", "la ode hasan"),
        ("LD. Hasan", "la ode"),
        ("Waode Sarfina", "wa ode sarfina"),
        ("Chairul", "hairul"),
        ("Hairul", "khairul"),
        ("Sjarif", "syarif"),
        ("Syarif", "sarif"),
        ("Sarif", "sjarif"),
        ("Soeharti", "suharti"),
        ("Suharti", "soeharti"),
        ("Djamal", "jamal"),
        ("Jamal", "djamal"),
        ("Sitti Aminah", "siti aminah"),
        ("Siti Annisa", "sitti anisa"),
        ("Yusuf", "iusuf"),
        ("Fatimah", "patima"),
        ("Zainal", "sainal"),
        ("Nurhayati", "nur hayati"),
        ("Nur Hayati", "nurhayati"),
        ("Christin", "kristin"),
        ("Nurhayati", "hayati"),
        ("Wa Ode Nurhayati", "hayati ode"),
        ("Soeharti", "harti"),
        ("Syarifuddin", "arifudin"),
        ("Hj. Aminah binti La Ode Hasan, S.Kep", "aminah hasan"),
        ("Aminah", "hj. aminah"),
        ("Aminah", "aminah binti"),
        ("José", "jose"),
    ],
)
def test_every_spelling_finds_the_same_person(database: Database, kept: str, typed: str) -> None:
    with trial(database, *named(kept)) as transaction:
        assert found(transaction, typed) == [kept]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("an", ["An", "An Nisa", "Wa An", "Anisa", "Wa Anisa"]),
        ("ani", ["Ani", "Anisa", "Wa Anisa", "Hasani"]),
        ("nur ha", ["Nur Hayati", "Wa Nur Hana"]),
        ("siti", ["Siti", "Siti Aminah", "Siti Zahra", "Wa Siti", "Sitinur"]),
        ("sitti", ["Sitti", "Siti", "Sitti Ani", "Siti Ana"]),
    ],
)
def test_the_best_come_first(database: Database, text: str, order: list[str]) -> None:
    with trial(database, *named(*reversed(order))) as transaction:
        assert found(transaction, text) == order


def test_a_name_comes_before_a_mother_and_a_village(database: Database) -> None:
    child = replace(BUDI, id=PatientId("child"), mother_name="Lanto")
    namesake = replace(BUDI, id=PatientId("namesake"), name="Wa Lantona")
    with trial(database, HOUSEHOLD, child, AMINAH, namesake) as transaction:
        hits = search_index.search(transaction.connection, "lanto")
    assert [hit.matched for hit in hits] == [SearchMatch.NAME, SearchMatch.MOTHER, SearchMatch.VILLAGE]


def test_people_of_the_area_who_are_alive_come_first(database: Database) -> None:
    village = WorkingVillage(id="v", facility_id="f", code=VillageCode("7414032004"), name="Lanto", number=4)  # type: ignore[arg-type]
    here, elsewhere, dead, moved = (
        replace(person, village_code=VillageCode(code), status=status)
        for person, code, status in zip(
            named("Siti Z", "Siti Dina", "Siti Eni", "Siti Fina"),
            ("7414032004", "7371010001", "7414032004", "7414032004"),
            (PatientStatus.ACTIVE, PatientStatus.ACTIVE, PatientStatus.DECEASED, PatientStatus.MOVED),
            strict=True,
        )
    )
    with trial(database, village, moved, dead, elsewhere, here) as transaction:
        hits = search_index.search(transaction.connection, "siti")
    assert [hit.name for hit in hits] == ["Siti Z", "Siti Dina", "Siti Eni", "Siti Fina"]
    assert [hit.in_area for hit in hits] == [True, False, True, True]
    assert [(hit.is_deceased, hit.has_moved) for hit in hits[2:]] == [(True, False), (False, True)]


def test_a_whole_number_comes_before_numbers_that_begin_so(database: Database) -> None:
    short, long = (
        replace(person, medical_record_number=number)
        for person, number in zip(named("Pendek", "Panjang"), ("4201", "42011"), strict=True)
    )
    with trial(database, long, short) as transaction:
        assert found(transaction, "4201") == ["Pendek", "Panjang"]


def test_the_list_is_no_longer_than_asked(database: Database) -> None:
    with trial(database, *named(*(f"Siti {chr(97 + number % 26)}{number}" for number in range(120)))) as transaction:
        assert len(found(transaction, "s")) == 50
        assert len(found(transaction, "siti", limit=7)) == 7
        assert len(found(transaction, "01", limit=200)) == 120


def test_a_beginning_of_very_many_different_words_is_still_answered(database: Database) -> None:
    letters = "abdeghiklmnoprstu"
    names = [f"sari{a}{b}{c}" for a in letters[:7] for b in letters[:7] for c in letters[:7]]
    with trial(database, *named(*names, "Wa Sariz")) as transaction:
        assert len(found(transaction, "sari", limit=400)) == 344
        assert len(found(transaction, "wa sari")) == 1


def merged(person: Patient, into: Patient) -> Patient:
    return replace(person, status=PatientStatus.MERGED, merged_into=into.id)


def test_a_merged_record_leads_to_the_survivor(database: Database) -> None:
    last, middle, first = named("Siti Aminah", "Wa Ina", "Zubaidah")
    numbers = [replace(person, nik=f"741403540392000{n}") for n, person in enumerate((last, middle, first))]
    last, middle, first = numbers
    with trial(database, last, merged(middle, last), merged(first, middle)) as transaction:
        for text in ("01-00002-00", first.nik, "zubaidah", "zub", "ina", middle.nik):
            assert [hit.patient_id for hit in search_index.search(transaction.connection, text)] == [last.id]
        (hit,) = search_index.search(transaction.connection, first.nik)
        assert (hit.matched, hit.through_merged, hit.medical_record_number) == (SearchMatch.NIK, True, "01-00000-00")
        (hit,) = search_index.search(transaction.connection, "zubaidah")
        assert hit.matched is SearchMatch.FORMER_NAME
        assert found(transaction, "7414") == ["Siti Aminah"]


def test_an_undone_merge_separates_the_two_again(database: Database) -> None:
    survivor, absorbed = named("Siti Aminah", "Zubaidah")
    with trial(database, survivor, absorbed) as transaction:
        transaction.save(absorbed, merged(absorbed, survivor))
        index(transaction.connection, absorbed)
        assert found(transaction, "zubaidah") == ["Siti Aminah"]
        assert found(transaction, "01-00001-00") == ["Siti Aminah"]
        transaction.save(merged(absorbed, survivor), absorbed)
        index(transaction.connection, absorbed)
        assert found(transaction, "zubaidah") == ["Zubaidah"]
        assert found(transaction, "01-00001-00") == ["Zubaidah"]
        assert found(transaction, "aminah") == ["Siti Aminah"]


def test_a_correction_is_found_at_once_and_the_old_value_no_more(database: Database) -> None:
    corrected = replace(AMINAH, name="Wa Salma", nik="7414035403920009", village_name="Morikana")
    with trial(database, HOUSEHOLD, AMINAH) as transaction:
        transaction.save(AMINAH, corrected)
        index(transaction.connection, corrected)
        for text in ("aminah", AMINAH.nik):
            assert found(transaction, text) == []
        for text in ("salma", corrected.nik, "morikana", "0812", "03-00142-01"):
            assert found(transaction, text) == ["Wa Salma"]


def test_a_new_head_of_the_household_reaches_its_members(database: Database) -> None:
    renamed = replace(HOUSEHOLD, head_name="Zainal", family_card_number="7414031203150099")
    with trial(database, HOUSEHOLD, AMINAH) as transaction:
        transaction.save(HOUSEHOLD, renamed)
        index(transaction.connection, renamed)
        (hit,) = search_index.search(transaction.connection, "zainal")
        assert (hit.name, hit.head_name) == ("Wa Aminah", "Zainal")
        assert found(transaction, "hasan") == []
        assert found(transaction, "7414031203150007") == []
        assert found(transaction, "7414031203150099") == ["Wa Aminah"]


def test_what_the_list_shows_is_refreshed_without_new_words(database: Database) -> None:
    dated = replace(AMINAH, birth_date=date(1990, 1, 1))
    with trial(database, HOUSEHOLD, AMINAH) as transaction:
        transaction.save(AMINAH, dated)
        index(transaction.connection, dated)
        (hit,) = search_index.search(transaction.connection, "aminah")
    assert hit.birth_date == date(1990, 1, 1)


def test_nothing_is_written_when_nothing_that_can_be_found_changed(database: Database) -> None:
    with trial(database, HOUSEHOLD, AMINAH) as transaction:
        transaction.save(AMINAH, replace(AMINAH, allergies="amoksisilin"))
        count = "SELECT total_changes()"
        before = transaction.connection.exec_driver_sql(count).scalar_one()
        index(transaction.connection, AMINAH)
        assert transaction.connection.exec_driver_sql(count).scalar_one() == before


def test_an_index_made_anew_answers_the_same(database: Database) -> None:
    survivor, absorbed = named("Siti Aminah", "Zubaidah")
    texts = ("a", "am", "aminah", "03", "lanto", "zub", "01-00001", "siti am", "0812", "hasan", "mina")
    with trial(database, HOUSEHOLD, AMINAH, BUDI, survivor, merged(absorbed, survivor)) as transaction:
        before = [search_index.search(transaction.connection, text) for text in texts]
        search_index.rebuild(transaction.connection)
        assert [search_index.search(transaction.connection, text) for text in texts] == before
        index(transaction.connection, AMINAH)
        assert found(transaction, "wa aminah") == ["Wa Aminah"]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        "'",
        "*",
        "a*",
        '"amin*"',
        "words:aminah",
        "search_text:x",
        "NEAR(a b, 5)",
        "aminah AND",
        "OR",
        "NOT aminah",
        "aminah -wa",
        "^aminah",
        "(",
        ")",
        "{words}: aminah",
        "a + b",
        "%",
        "_",
        "\\",
        ";DROP TABLE patient",
        "\x00",
        "aminah\x00wa",
        "\ud800",
        "a" * 5000,
        "a " * 500,
        "7" * 5000,
        "\u202e\u0301",
    ],
)
def test_the_languages_of_the_database_are_only_text(database: Database, text: str) -> None:
    with trial(database, HOUSEHOLD, AMINAH) as transaction:
        search_index.search(transaction.connection, text)
        assert found(transaction, "aminah") == ["Wa Aminah"]


@given(text=st.text(st.characters(), max_size=40), name=st.text(min_size=1, max_size=30))
@example(text="0", name="0")
@example(text="00", name="Aminah 0 00")
@example(text="|", name="|")
def test_any_text_may_be_typed_and_any_name_kept(database: Database, text: str, name: str) -> None:
    with trial(database, *named(name)) as transaction:
        search_index.search(transaction.connection, text)
        assert found(transaction, name) in ([name], [])


WORDS = st.sampled_from(
    [
        "Siti", "Sitti", "Aminah", "Wa", "La", "Ode", "Laode", "Muh.", "Mohammad", "Achmad", "Djamal", "Sjarifuddin",
        "Chairul", "Christin", "Khadijah", "Soeharti", "Yusuf", "Nyoman", "Fatmawati", "Zubaedah", "Abdullah",
        "Annisa", "Thamrin",
        "Nurul", "'Aisyah", "Rizqi", "Xaverius", "Wd.", "Ld.", "St.", "Abd.", "Ma'ruf", "Nur-Hayati", "Dzulkifli",
        "Ghazali", "Tjokro", "Éva", "李", "محمد", "Hayati", "Nurhana",
    ]
)  # fmt: skip
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(name=NAMES, others=st.lists(NAMES, max_size=4))
def test_everybody_is_found_by_the_words_of_the_own_name_in_any_order(
    database: Database, name: str, others: list[str]
) -> None:
    with trial(database, *named(name, *others)) as transaction:
        for order in permutations(name.split()):
            assert name in found(transaction, " ".join(order))


@given(name=NAMES, others=st.lists(NAMES, max_size=4))
def test_everybody_is_found_at_every_keystroke(database: Database, name: str, others: list[str]) -> None:
    with trial(database, *named(name, *others)) as transaction:
        for length in range(1, len(name) + 1):
            typed = name[:length]
            if any(character.isalnum() for character in typed):
                assert name in found(transaction, typed), typed


@given(number=st.integers(1, 10**16 - 1), record=st.integers(0, 9999999))
def test_everybody_is_found_by_every_number_and_its_beginnings(database: Database, number: int, record: int) -> None:
    digits = f"{number:016d}"
    person = replace(
        AMINAH,
        nik=digits,
        insurance_number=digits[:13][::-1],
        medical_record_number=f"{record // 100000:02d}-{record % 100000:05d}-01",
        phone="08" + digits[:9],
        household_id=None,
    )
    with trial(database, person, BUDI) as transaction:
        for told in (person.nik, person.insurance_number, person.medical_record_number, person.phone):
            for length in range(1, len(told) + 1):
                assert person.name in found(transaction, told[:length])

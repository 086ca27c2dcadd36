"""What the counter knows and decides, without a window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.identifiers import FlagId, PatientId
from ilp_desktop.domain.patient import (
    AllergyStatus,
    BloodGroup,
    Education,
    MaritalStatus,
    NikStatus,
    Patient,
    PatientStatus,
    Payer,
    Relationship,
    Religion,
    Rhesus,
    Sex,
)
from ilp_desktop.domain.person_entry import PersonEntry
from ilp_desktop.domain.routing import Question
from ilp_desktop.domain.search_hit import SearchHit, SearchMatch
from ilp_desktop.domain.visit import Cluster, Flag, VisitPurpose
from ilp_desktop.services.people import person_page, register_person
from ilp_desktop.services.visits import register_visit
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import LANTO
from ui.screens.loket.comparison import compare
from ui.screens.loket.person_form import (
    entry_as_text,
    entry_from_text,
    family_note,
    filled_from_nik,
    look_at,
    nik_note,
    problems_of_filled,
    with_allergy_typed,
    with_birth_order,
    with_family,
    without_family,
)
from ui.screens.loket.state import Found, SearchState, VisitState, entry_from_search, load_person
from ui.screens.loket.texts import (
    age_text,
    already_words,
    due_words,
    payer_note,
    person_facts,
    pregnancy_note,
    visit_line,
    where_and_with_whom,
    why_found,
)

TODAY = date(2026, 11, 23)
WOMAN = PersonEntry(
    name="Wa Nur", sex=Sex.FEMALE, birth_date=date(1992, 1, 9), village_code=LANTO, village_name="Lanto"
)
HIT = SearchHit(
    patient_id=PatientId("1"),
    name="Wa Aminah",
    sex=Sex.FEMALE,
    birth_date=date(1992, 1, 9),
    birth_date_estimated=False,
    village_name="Lanto",
    hamlet_name="Dusun 2",
    medical_record_number="03-00142-01",
    head_name="La Ode Hasan",
    mother_name="Wa Ija",
    status=PatientStatus.ACTIVE,
    in_area=True,
    matched=SearchMatch.NAME,
)


@pytest.fixture
def visit_of(workplace: Workplace) -> Callable[[PersonEntry], VisitState]:
    def begin(entry: PersonEntry) -> VisitState:
        patient = register_person(workplace, entry, look_alikes_seen=True).value
        return VisitState.begin(load_person(workplace, patient.id), workplace.today)

    return begin


def goes_to(state: VisitState) -> Cluster:
    return state.cluster


class TestSearch:
    def test_nothing_is_searched_for_an_empty_text(self) -> None:
        state = SearchState(lambda _text, _limit: pytest.fail("searched"))
        assert state.show(state.look("  ")) == ()
        assert state.headline == ""

    @pytest.mark.parametrize(
        ("count", "words"),
        [(0, "Tidak ada yang cocok"), (1, "1 orang · "), (49, "49 orang · "), (50, "50 teratas, ketik lebih banyak")],
    )
    def test_the_headline_says_how_many_and_what_to_do(self, count: int, words: str) -> None:
        state = SearchState(lambda _text, _limit: (HIT,) * count)
        assert len(state.show(state.look("wa"))) == count
        assert words in state.headline

    def test_only_what_is_shown_counts(self) -> None:
        state = SearchState(lambda _text, _limit: (HIT,))
        state.look("wa")
        assert state.found == Found()

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("7414 0341 0790 0002", PersonEntry(name="", nik="7414034107900002")),
            ("0001234567890", PersonEntry(name="", insurance_number="0001234567890")),
            ("  la   ode ", PersonEntry(name="la ode")),
            ("0812", PersonEntry(name="")),
            ("03-00142-01", PersonEntry(name="")),
        ],
    )
    def test_a_new_person_takes_over_what_was_typed(self, typed: str, expected: PersonEntry) -> None:
        assert entry_from_search(typed) == expected


class TestHit:
    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({}, ""),
            ({"matched": SearchMatch.NIK}, "NIK cocok"),
            ({"matched": SearchMatch.MOTHER}, "nama ibu cocok"),
            ({"through_merged": True}, "data gabungan"),
            ({"status": PatientStatus.DECEASED, "matched": SearchMatch.NIK}, "Meninggal"),
            ({"status": PatientStatus.MOVED}, "Pindah"),
        ],
    )
    def test_why_it_was_found(self, change: dict[str, object], words: str) -> None:
        assert why_found(replace(HIT, **change)) == words  # type: ignore[arg-type]

    def test_where_the_person_lives_and_with_whom(self) -> None:
        assert where_and_with_whom(HIT) == "Lanto, Dusun 2 · KK La Ode Hasan"
        assert where_and_with_whom(replace(HIT, matched=SearchMatch.MOTHER)) == "Lanto, Dusun 2 · ibu Wa Ija"
        assert where_and_with_whom(replace(HIT, village_name="", head_name="", mother_name="", hamlet_name="")) == (
            "desa belum diisi"
        )

    @pytest.mark.parametrize(
        ("born", "estimated", "words"),
        [(None, False, "umur ?"), (date(1992, 11, 23), False, "34 th"), (date(1992, 11, 24), True, "± 33 th")],
    )
    def test_the_age(self, born: date | None, estimated: bool, words: str) -> None:
        assert age_text(born, estimated, TODAY) == words


class TestVisit:
    def test_a_visit_is_ready_to_register_from_the_start(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        state = visit_of(replace(WOMAN, payer=Payer.JKN_PBI_STATE, insurance_number="0001234567890"))
        command = state.command()
        assert (command.purpose, command.payer) == (VisitPurpose.SICK, Payer.JKN_PBI_STATE)
        assert command.insurance_number == "0001234567890"
        assert (command.cluster, command.overrule_reason, command.visit_date) == (None, "", None)
        assert goes_to(state) == Cluster.ADULT_AND_ELDERLY
        assert payer_note(state) == "dari data orang ini"

    def test_what_was_not_asked_stays_unknown(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        state = visit_of(WOMAN)
        assert state.asked_words == "belum ditanya"
        assert state.screening.yes | state.screening.no == frozenset()
        assert state.routing.unasked
        state.set_yes(state.groups[2], {Question.PREGNANT})
        assert goes_to(state) == Cluster.MOTHER_AND_CHILD
        assert "belum ditanya" in state.asked_words
        state.answer_rest_no()
        assert state.is_fully_asked
        assert not state.routing.unasked
        assert Question.PREGNANT not in state.screening.no

    def test_a_yes_taken_back_is_unknown_again(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        state = visit_of(WOMAN)
        infectious = state.groups[1]
        state.set_yes(infectious, {Question.COUGH_TWO_WEEKS})
        assert goes_to(state) == Cluster.INFECTIOUS_DISEASE
        state.set_yes(infectious, set())
        assert goes_to(state) == Cluster.ADULT_AND_ELDERLY
        assert state.asked_words == "belum ditanya"

    def test_a_man_is_not_asked_whether_he_is_pregnant(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        asked = {
            question
            for group in visit_of(replace(WOMAN, name="La Sardin", sex=Sex.MALE)).groups
            for question in (*group.shown, *group.more)
        }
        assert not asked & {Question.PREGNANT, Question.POSTPARTUM, Question.IN_LABOUR, Question.SICK_NEWBORN}

    def test_every_question_of_the_rules_is_on_the_screen(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        groups = visit_of(replace(WOMAN, birth_date=date(2014, 1, 1))).groups
        offered = [question for group in groups for question in (*group.shown, *group.more)]
        assert sorted(offered) == sorted(set(Question) - {Question.SICK_NEWBORN})

    def test_the_room_that_the_rules_propose_is_no_overruling(
        self, visit_of: Callable[[PersonEntry], VisitState]
    ) -> None:
        state = visit_of(WOMAN)
        state.chosen_cluster, state.overrule_reason = Cluster.DENTAL, "sakit gigi"
        assert (state.is_overruled, state.command().overrule_reason) == (True, "sakit gigi")
        state.chosen_cluster = Cluster.ADULT_AND_ELDERLY
        assert (state.is_overruled, state.command().overrule_reason) == (False, "")

    def test_the_age_of_a_late_entry_is_that_of_its_day(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        state = visit_of(replace(WOMAN, birth_date=date(2008, 11, 22)))
        assert goes_to(state) == Cluster.ADULT_AND_ELDERLY
        state.visit_date = date(2026, 11, 21)
        assert goes_to(state) == Cluster.MOTHER_AND_CHILD

    def test_last_time_is_taken_over_and_shown(
        self, workplace: Workplace, visit_of: Callable[[PersonEntry], VisitState]
    ) -> None:
        first = visit_of(WOMAN)
        first.payer, first.purpose, first.complaint = Payer.REGIONAL, VisitPurpose.HEALTHY, "kontrol"
        first.set_yes(first.groups[2], {Question.PREGNANT})
        register_visit(workplace, first.command())
        person = load_person(workplace, first.person.patient.id)
        second = VisitState.begin(person, workplace.today)
        assert second.payer is Payer.REGIONAL
        assert payer_note(second) == "sama seperti 23 Nov 2026"
        assert pregnancy_note(second) == "hamil pada 23 Nov 2026: tanyakan lagi"
        assert Question.PREGNANT not in second.yes
        assert already_words(person.summary, workplace.clock()) == "Sudah terdaftar hari ini pukul 08:00, Klaster 2."
        assert visit_line(person.summary.history[0]) == "23 Nov 2026 · Klaster 2 · kontrol"
        second.payer = Payer.GENERAL
        assert payer_note(second) == "diubah untuk kunjungan ini"

    def test_a_visit_of_an_earlier_day_keeps_its_time(
        self, workplace: Workplace, visit_of: Callable[[PersonEntry], VisitState]
    ) -> None:
        state = visit_of(WOMAN)
        state.visit_date, state.visit_time = date(2026, 11, 20), time(8, 30)
        registered = register_visit(workplace, state.command()).value
        assert registered.visit.visit_date == date(2026, 11, 20)
        assert registered.entry is None


class TestBanner:
    def test_allergies_that_were_not_asked_are_said_so(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        assert "alergi belum ditanya" in person_facts(visit_of(WOMAN).person)
        other = replace(WOMAN, name="Wa Ija", allergy_status=AllergyStatus.NONE)
        assert "tidak ada alergi" in person_facts(visit_of(other).person)

    def test_the_counter_does_not_show_what_is_private(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        person = visit_of(WOMAN).person
        told = {"kek": "LILA 22 cm: KEK", "needs_protection": "Perlu pendampingan", "maternal_mood_refer": "EPDS 14"}
        raised = tuple(
            Flag(id=FlagId(code), patient_id=person.patient.id, code=code, text=text, since=date(2026, 1, 2))
            for code, text in told.items()
        )
        summary = replace(person.summary, flags=raised)
        assert due_words(replace(person, summary=summary)) == "LILA 22 cm: KEK"

    def test_death_is_said_before_everything(self, visit_of: Callable[[PersonEntry], VisitState]) -> None:
        person = visit_of(WOMAN).person
        patient: Patient = replace(person.patient, status=PatientStatus.DECEASED, deceased_date=date(2026, 1, 2))
        assert due_words(replace(person, page=replace(person.page, patient=patient))) == "Meninggal 2 Jan 2026"


ENTRIES = st.builds(
    PersonEntry,
    name=st.text(max_size=300),
    sex=st.sampled_from(Sex),
    birth_date=st.none() | st.dates(),
    birth_date_estimated=st.booleans(),
    nik=st.text(max_size=20),
    nik_status=st.sampled_from(NikStatus),
    payer=st.sampled_from(Payer),
    relationship=st.sampled_from(Relationship),
    birth_order=st.none() | st.integers(1, 9),
    religion=st.sampled_from(Religion),
    education=st.sampled_from(Education),
    marital_status=st.sampled_from(MaritalStatus),
    blood_group=st.sampled_from(BloodGroup),
    rhesus=st.sampled_from(Rhesus),
    allergy_status=st.sampled_from(AllergyStatus),
    address=st.text(),
    consent_date=st.none() | st.dates(),
)


class TestPersonForm:
    @given(ENTRIES)
    def test_a_draft_gives_back_what_was_typed(self, entry: PersonEntry) -> None:
        assert entry_from_text(entry_as_text(entry)) == entry

    @pytest.mark.parametrize(
        "text", ["", "[]", "{", '{"sex": "x", "birth_date": "kemarin", "name": 3, "unknown": 1}', '{"sex": null}']
    )
    def test_a_damaged_draft_is_an_empty_page(self, text: str) -> None:
        assert entry_from_text(text) == PersonEntry(name="")

    def test_the_nik_fills_only_what_is_empty(self) -> None:
        entry = PersonEntry(name="Wa Nur", nik="7414034107900002")
        filled = filled_from_nik(entry, TODAY)
        assert (filled.sex, filled.birth_date) == (Sex.FEMALE, date(1990, 7, 1))
        typed = replace(entry, sex=Sex.MALE, birth_date=date(1991, 1, 1))
        assert filled_from_nik(typed, TODAY) == typed
        assert filled_from_nik(PersonEntry(name="", nik="123"), TODAY) == PersonEntry(name="", nik="123")

    @pytest.mark.parametrize(
        ("nik", "words"),
        [
            ("", ""),
            ("741403", "6 dari 16 angka"),
            ("7414034107900002", "Menurut NIK: P, lahir 1 Jul 1990"),
            ("7414039907900002", ""),
            ("abc", ""),
        ],
    )
    def test_what_is_said_of_a_nik(self, nik: str, words: str) -> None:
        assert nik_note(PersonEntry(name="", nik=nik), TODAY) == words

    def test_a_named_allergy_is_an_allergy(self) -> None:
        named = with_allergy_typed(PersonEntry(name="", allergies="udang"))
        assert named.allergy_status is AllergyStatus.PRESENT
        assert with_allergy_typed(PersonEntry(name="")).allergy_status is AllergyStatus.NOT_ASKED

    def test_twins_are_told_apart_until_they_are_named(self) -> None:
        baby = PersonEntry(name="By. Ny. Wa Nur", mother_name="Wa Nur", nik_status=NikStatus.NEWBORN, birth_order=2)
        second = with_birth_order(baby)
        assert second.name != baby.name
        assert with_birth_order(replace(second, birth_order=1)).name == baby.name
        named = replace(baby, name="La Ode Ali")
        assert with_birth_order(named) == named

    def test_an_empty_field_is_no_mistake_while_typing(self, workplace: Workplace) -> None:
        looked = look_at(workplace, PersonEntry(name="La", phone="12"), None)
        assert {problem.field for problem in problems_of_filled(looked)} == {"phone"}
        assert {problem.field for problem in looked.checked.problems} == {"phone", "sex", "birth_date"}

    def test_look_alikes_come_with_reasons(self, workplace: Workplace) -> None:
        register_person(workplace, WOMAN)
        looked = look_at(workplace, replace(WOMAN, name="Wa Noer"), None)
        assert [one.patient.name for one in looked.alike] == ["Wa Nur"]
        assert "satu desa" in looked.alike[0].candidate.sentence

    def test_a_family_gives_its_address_where_none_was_typed(self, workplace: Workplace) -> None:
        head = replace(WOMAN, family_card_number="7414031908200001", head_name="La Hasan", address="Jl. Poros")
        member = person_page(workplace, register_person(workplace, head).value.id)
        joined = with_family(PersonEntry(name="Wa Ani"), member)
        assert (joined.household_id, joined.head_name) == (member.patient.household_id, "La Hasan")
        assert (joined.address, joined.village_code) == ("Jl. Poros", LANTO)
        elsewhere = with_family(PersonEntry(name="Wa Ani", village_name="Katukobari"), member)
        assert (elsewhere.village_name, elsewhere.address) == ("Katukobari", "")
        alone = without_family(joined)
        assert (alone.household_id, alone.family_card_number, alone.head_name) == (None, "", "")

    def test_a_known_family_card_is_said_so(self, workplace: Workplace) -> None:
        card = "7414031908200001"
        register_person(workplace, replace(WOMAN, family_card_number=card, head_name="La Hasan"))
        joining = PersonEntry(name="Wa Ani", family_card_number=card)
        assert family_note(look_at(workplace, joining, None)) == "Masuk map keluarga La Hasan"
        other = replace(joining, family_card_number="7414031908200002")
        assert family_note(look_at(workplace, other, None)) == ""

    def test_two_records_side_by_side(self, workplace: Workplace) -> None:
        first = person_page(workplace, register_person(workplace, replace(WOMAN, phone="081234567890")).value.id)
        other = replace(WOMAN, name="Wa Noer")
        second = person_page(workplace, register_person(workplace, other, look_alikes_seen=True).value.id)
        verdicts = {line.label: line.verdict for line in compare(first, second, TODAY)}
        assert verdicts["Nama"] == "beda"
        assert verdicts["Tanggal lahir"] == "sama"
        assert verdicts["No. HP"] == "hanya satu"
        assert "NIK" not in verdicts
